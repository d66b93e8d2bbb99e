import { type Sentence, textOf } from './problem.ts'
import type { Registry, RegistrySpec } from './registry.ts'
import { expiredSecret, specFor, unsetVariable, type Wanted } from './wanted.ts'

/** What to do with one registry of one organization. */
export interface Change {
  readonly org: string
  readonly action: 'create' | 'update' | 'recreate' | 'delete' | 'keep'
  /** The registry before: as GitHub shows it, or the fields that identify it. A create has none. */
  readonly before?: Partial<Registry>
  /** What is written; empty for `delete` and `keep`. */
  readonly spec: RegistrySpec
  /** If a recreate fails halfway, what to do before another apply can create the registry. */
  readonly first?: string
}

export interface Outcome {
  readonly change: Change
  /** `planned` in a dry run; `unknown` if a request was sent and GitHub may or may not have carried it out. */
  readonly status: 'planned' | 'done' | 'failed' | 'unknown' | 'not_attempted'
  readonly reason?: string
  readonly after?: Registry
  /** Whether something was written, may have been, or in a dry run would be. */
  readonly changed: boolean
}

export interface Planned {
  /** The entry that it is for; a delete has none. */
  readonly wanted?: Wanted
  readonly change: Change
  readonly problems: readonly Sentence[]
  /** What its problems stop: this change, its organization, or the whole run. */
  readonly stops?: 'change' | 'organization' | 'run'
  readonly warnings?: readonly Sentence[]
  readonly notices?: readonly Sentence[]
  readonly drift?: boolean
  /** Whether GitHub spells the address differently, with the same meaning. */
  readonly isSpelledDifferently?: boolean
}

/** The changes of one organization, in order of execution. A dry run shows the same plan that a run executes. */
export interface Plan {
  readonly org: string
  readonly changes: readonly Planned[]
  /** What stops the organization, in addition to the problems of its changes. */
  readonly problems: readonly Sentence[]
  readonly warnings: readonly Sentence[]
  /** Given if something differs for which there is no change. */
  readonly drift?: boolean
  /** Registries that nothing here wants, and that are left alone. */
  readonly unmanaged: readonly Registry[]
  /** Given if the organization could not be read; the problems say why. */
  readonly isUnread?: true
}

/** The change of an entry, with its problems: `run` stops the run, as does a secret that is unset or expired. */
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

/** The change of an entry whose registry is unknown: an update that writes nothing. */
export function unmatchedChange(wanted: Wanted, org: string): Change {
  const { registry_type, url } = specFor(wanted, {})
  const before = {
    ...(wanted.name !== undefined && { name: wanted.name }),
    ...(registry_type && { registry_type }),
    ...(url && { url })
  }
  return { org, action: 'update', before, spec: {} }
}

/** The outcome of a change that failed because of these problems. */
export function failedBy(change: Change, problems: readonly Sentence[]): Outcome {
  return { change, status: 'failed', reason: problems.map(textOf).join(' '), changed: false }
}

/** The name of the registry, once GitHub has given it one. */
export function nameIn({ change, after }: Outcome): string | undefined {
  return after?.name ?? change.before?.name
}

export function writesOf({ action }: Pick<Change, 'action'>): number {
  if (action === 'keep') return 0
  return action === 'recreate' ? 2 : 1
}
