import { canonicalUrl } from './match.ts'
import type { Registry, RegistrySpec } from './registry.ts'

/** What is to be done about one registry of one organization; `spec` is what is written. */
export type Change =
  | { action: 'create'; org: string; spec: RegistrySpec }
  | { action: 'update'; org: string; name: string; registry?: Registry | undefined; spec: RegistrySpec }
  /**
   * Deletes the registry and creates it anew, for what cannot be changed. `first` is what has to be done before another
   * apply creates it, if it is gone and did not come back.
   */
  | { action: 'recreate'; org: string; name: string; registry: Registry; spec: RegistrySpec; first?: string }
  | { action: 'delete'; org: string; name: string; registry?: Registry | undefined }
  | { action: 'keep'; org: string; name: string; registry: Registry }

/**
 * How a change went: `planned` in a dry run, `unknown` if it was sent but nobody can tell whether GitHub carried
 * it out.
 */
export type Status = 'planned' | 'done' | 'failed' | 'unknown' | 'not_attempted'

/** A change and how it went. */
export interface Outcome {
  readonly org: string
  readonly action: Change['action']
  readonly name: string | null
  readonly registry_type: string | null
  readonly url: string | null
  /** What an update writes, in GitHub's words, and `secret`. */
  readonly fields: readonly string[]
  readonly status: Status
  readonly reason?: string
  /** What changes from what to what. */
  readonly details?: readonly Detail[]
  /** When the registry was last written before this change. */
  readonly updated_at?: string
}

/** A field that a change writes; the values of a secret are never part of it. */
export interface Detail {
  readonly field: string
  /** What GitHub showed before; not given if there was nothing, or it cannot be seen. */
  readonly from?: unknown
  readonly to?: unknown
}

/** The outcome of a change; `registry` is what GitHub shows of it now, where that is known. */
export function outcomeOf(
  change: Change,
  how: { status: Status; reason?: string | undefined; registry?: Registry | undefined }
): Outcome {
  const before = change.action === 'create' ? undefined : change.registry
  const registry = how.registry ?? before
  const spec = specOf(change)
  return {
    org: change.org,
    action: change.action,
    name: registry?.name ?? (change.action === 'create' ? null : change.name),
    registry_type: registry?.registry_type ?? spec.registry_type ?? null,
    url: urlOf(change, registry),
    fields: change.action === 'update' ? writtenFields(spec) : [],
    status: how.status,
    ...(how.reason !== undefined && { reason: how.reason }),
    details: detailsOf(change, before),
    ...(before?.updated_at !== undefined && { updated_at: before.updated_at })
  }
}

/** The address as GitHub shows it; of a registry that moves, the one that it is to have. */
function urlOf(change: Change, registry: Registry | undefined): string | null {
  const { url } = specOf(change)
  const moves = change.action !== 'create' && !isSame('url', registry?.url, url)
  return (moves ? url : undefined) ?? registry?.url ?? url ?? null
}

/** The old values of what an update changes, as far as GitHub showed them. */
export function formerOf({ action, details = [] }: Outcome): Record<string, unknown> | undefined {
  const former = details.filter(
    ({ field, from, to }) => action === 'update' && from !== undefined && !isSame(field, from, to)
  )
  return former.length > 0 ? Object.fromEntries(former.map(({ field, from }) => [field, from])) : undefined
}

/** What a change writes; nothing for those that write no fields. */
export function specOf(change: Change): RegistrySpec {
  return change.action === 'delete' || change.action === 'keep' ? {} : change.spec
}

/** How many writes a change takes. */
export function writesOf({ action }: Pick<Change, 'action'>): number {
  if (action === 'keep') return 0
  return action === 'recreate' ? 2 : 1
}

/** What an update to this spec writes, in GitHub's words, and `secret`. */
export function writtenFields(spec: RegistrySpec): string[] {
  const words: Record<string, string> = {
    selected_repositories: 'selected_repository_ids',
    secret_env: 'secret'
  }
  return [...new Set(Object.keys(spec).map(field => words[field] ?? field))]
}

/** What a new registry is recognised by is no detail of it, nor is what stays as it is. */
function detailsOf(change: Change, before: Registry | undefined): Detail[] {
  const spec = specOf(change)
  return writtenFields(spec)
    .filter(field => change.action !== 'create' || (field !== 'registry_type' && field !== 'url'))
    .map(field => {
      if (field === 'secret') return { field }
      const to = spec[field as keyof RegistrySpec]
      return before?.[field] === undefined ? { field, to } : { field, from: before[field], to }
    })
    .filter(
      ({ field, from, to }) => field === 'secret' || change.action === 'update' || !isSame(field, from, to)
    )
}

function isSame(field: string, from: unknown, to: unknown): boolean {
  return (
    JSON.stringify(from) === JSON.stringify(to) ||
    (field === 'url' && from !== undefined && canonicalUrl(`${from}`) === canonicalUrl(`${to}`))
  )
}
