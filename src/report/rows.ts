import { type Change, nameIn, type Outcome, type Status } from '../registries/change.ts'
import { canonicalUrl } from '../registries/match.ts'
import type { Registry, RegistrySpec } from '../registries/registry.ts'
import type { Result } from '../request.ts'

/** A result as the user reads it: its changes are rows, and it holds no secret. */
export type Shown = Result<Row>

/** A change and how it went, as the user reads it: in one row of a table, one line of the log, one member of an output. */
export interface Row {
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
  readonly details: readonly Detail[]
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

/** An outcome as the user reads it. */
export function rowOf(outcome: Outcome): Row {
  const { change, status, reason, after } = outcome
  const { org, action, before, spec } = change
  const registry = after ?? before
  return {
    org,
    action,
    name: nameIn(outcome) ?? null,
    registry_type: registry?.registry_type ?? spec.registry_type ?? null,
    url: urlOf(change, registry),
    fields: action === 'update' ? writtenFields(spec) : [],
    status,
    ...(reason !== undefined && { reason }),
    details: detailsOf(change),
    ...(before?.updated_at !== undefined && { updated_at: before.updated_at })
  }
}

/** The address as GitHub shows it; of a registry that moves, the one that it is to have. */
function urlOf({ action, spec: { url } }: Change, registry: Partial<Registry> | undefined): string | null {
  const moves = action !== 'create' && !isSame('url', registry?.url, url)
  return (moves ? url : undefined) ?? registry?.url ?? url ?? null
}

/** The old values of what an update changes, as far as GitHub showed them. */
export function formerOf({ action, details }: Row): Record<string, unknown> | undefined {
  const former = details.filter(
    ({ field, from, to }) => action === 'update' && from !== undefined && !isSame(field, from, to)
  )
  return former.length > 0 ? Object.fromEntries(former.map(({ field, from }) => [field, from])) : undefined
}

/** The fields that a spec writes, in GitHub's words, and `secret`. */
function writtenFields(spec: RegistrySpec): string[] {
  const words: Record<string, string> = {
    selected_repositories: 'selected_repository_ids',
    secret_env: 'secret'
  }
  return [...new Set(Object.keys(spec).map(field => words[field] ?? field))]
}

/** What a new registry is recognised by is no detail of it, nor is what stays as it is. */
function detailsOf({ action, before, spec }: Change): Detail[] {
  return writtenFields(spec)
    .filter(field => action !== 'create' || (field !== 'registry_type' && field !== 'url'))
    .map(field => {
      if (field === 'secret') return { field }
      const to = spec[field as keyof RegistrySpec]
      return before?.[field] === undefined ? { field, to } : { field, from: before[field], to }
    })
    .filter(({ field, from, to }) => field === 'secret' || action === 'update' || !isSame(field, from, to))
}

function isSame(field: string, from: unknown, to: unknown): boolean {
  return (
    JSON.stringify(from) === JSON.stringify(to) ||
    (field === 'url' && from !== undefined && canonicalUrl(`${from}`) === canonicalUrl(`${to}`))
  )
}
