import type { Sentence } from './problem.ts'
import { textOf } from './problem.ts'
import type { Registry, RegistrySpec } from './registry.ts'
import { expiredSecret, specFor, unsetVariable, type Wanted } from './wanted.ts'

/** What is to be done about one registry of one organization. */
export interface Change {
  readonly org: string
  readonly action: 'create' | 'update' | 'recreate' | 'delete' | 'keep'
  /** The registry before: as GitHub shows it, or as much as it is looked for by. A create has none. */
  readonly before?: Partial<Registry>
  /** What is written; nothing by `delete` and `keep`. */
  readonly spec: RegistrySpec
  /** If a recreate fails halfway: what to do before another apply can create the registry. */
  readonly first?: string
}

/** A change and how it went. */
export interface Outcome {
  readonly change: Change
  /** `planned` in a dry run; `unknown` if a request was sent and GitHub may or may not have carried it out. */
  readonly status: 'planned' | 'done' | 'failed' | 'unknown' | 'not_attempted'
  /** Why it did not go well. */
  readonly reason?: string
  /** The registry after it, where GitHub showed it. */
  readonly after?: Registry
  /** Whether something was written, may have been, or in a dry run would be. */
  readonly changed: boolean
}

/** A change of a plan. */
export interface Planned {
  /** The entry that it is for; a delete has none. */
  readonly wanted?: Wanted
  readonly change: Change
  /** Why it cannot be made. */
  readonly problems: readonly Sentence[]
  /** What its problems stop: only itself, its organization, or everything. */
  readonly stops?: 'change' | 'organization' | 'run'
  readonly warnings?: readonly Sentence[]
  readonly notices?: readonly Sentence[]
  /** Whether something visible is not as it is wanted. */
  readonly drift?: boolean
  /** Whether GitHub spells the address in another way that means the same. */
  readonly isRespelt?: boolean
}

/** What is to be done in one organization, in this order. What is shown is what is run. */
export interface Plan {
  readonly org: string
  readonly changes: readonly Planned[]
  /** What stops the organization, besides the problems of its changes. */
  readonly problems: readonly Sentence[]
  readonly warnings: readonly Sentence[]
}

/**
 * A change of an entry with what was found against it: problems of the manifest, inputs or variables stop the run, those
 * of the organization only that. So does a secret that has expired, and a variable that is not set; in a dry run that is a
 * notice.
 */
export function plannedFor(
  wanted: Wanted,
  change: Change,
  found: { run?: readonly Sentence[]; organization?: readonly Sentence[] },
  { now, dryRun }: { now: number; dryRun: boolean }
): Planned {
  const unset = unsetVariable(wanted, change.spec, dryRun)
  const run = [
    ...(found.run ?? []),
    ...(unset && !dryRun ? [unset] : []),
    ...expiredSecret(wanted, change.spec, now)
  ]
  return {
    wanted,
    change,
    problems: [...run, ...(found.organization ?? [])],
    stops: run.length > 0 ? 'run' : 'organization',
    notices: unset && dryRun ? [unset] : []
  }
}

/** The change of an entry whose registry is not known: an update that writes nothing. */
export function soughtBy(wanted: Wanted, org: string): Change {
  const { registry_type, url } = specFor(wanted, {})
  const before = {
    ...(wanted.name !== undefined && { name: wanted.name }),
    ...(registry_type && { registry_type }),
    ...(url && { url })
  }
  return { org, action: 'update', before, spec: {} }
}

/** The outcome of a change that was not made, because of these problems. */
export function failedBy(change: Change, problems: readonly Sentence[]): Outcome {
  return { change, status: 'failed', reason: problems.map(textOf).join(' '), changed: false }
}

/** The name of the registry, once GitHub has given it one. */
export function nameIn({ change, after }: Outcome): string | undefined {
  return after?.name ?? change.before?.name
}

/** How many writes a change takes. */
export function writesOf({ action }: Pick<Change, 'action'>): number {
  if (action === 'keep') return 0
  return action === 'recreate' ? 2 : 1
}
