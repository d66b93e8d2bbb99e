import type { Registry, RegistrySpec } from './registry.ts'

/** One write that is wanted in one organization. */
export type Change =
  | { action: 'create'; org: string; spec: RegistrySpec }
  | { action: 'update'; org: string; name: string; registry?: Registry | undefined; spec: RegistrySpec }
  | { action: 'delete'; org: string; name: string; registry?: Registry | undefined }

/**
 * How a change went: `planned` in a dry run, `unknown` if it was sent but nobody can tell whether GitHub carried
 * it out.
 */
export type Status = 'planned' | 'done' | 'failed' | 'unknown' | 'not_attempted'

/** A change and how it went, in the words of the output `changes`. */
export interface Outcome {
  readonly org: string
  readonly action: 'create' | 'update' | 'recreate' | 'delete' | 'keep'
  readonly name: string | null
  readonly registry_type: string | null
  readonly url: string | null
  /** What an update writes, in GitHub's words, and `secret`. */
  readonly fields: string[]
  readonly status: Status
  readonly reason?: string
}

/** The outcome of a change; `registry` is what GitHub shows of it, where that is known. */
export function outcomeOf(
  change: Change,
  how: { status: Status; reason?: string | undefined; registry?: Registry | undefined }
): Outcome {
  const registry = how.registry ?? (change.action === 'create' ? undefined : change.registry)
  const spec: RegistrySpec = change.action === 'delete' ? {} : change.spec
  return {
    org: change.org,
    action: change.action,
    name: registry?.name ?? (change.action === 'create' ? null : change.name),
    registry_type: registry?.registry_type ?? spec.registry_type ?? null,
    url: registry?.url ?? spec.url ?? null,
    fields: change.action === 'update' ? writtenFields(spec) : [],
    status: how.status,
    ...(how.reason === undefined ? {} : { reason: how.reason })
  }
}

/** What an update to this spec writes, in GitHub's words, and `secret`. */
export function writtenFields(spec: RegistrySpec): string[] {
  return Object.keys(spec).map(field =>
    field === 'selected_repositories' ? 'selected_repository_ids' : field
  )
}
