import { type OidcField, oidcFields } from './auth-types.ts'
import type { Habits } from './changes.ts'

/** A registry as the organization keeps it, the secret opened. */
export interface StoredRegistry extends Partial<Record<OidcField, string>> {
  name: string
  registry_type: string
  auth_type: string
  url: string
  username: string | null
  replaces_base: boolean
  visibility: string
  selected_repository_ids: number[]
  secret: string | null
  created_at: string
  updated_at: string
}

/** The body of a create or an update, after the description has let it through. */
export interface RegistryBody extends Partial<Record<OidcField, string>> {
  registry_type?: string
  auth_type?: string
  url?: string
  username?: string | null
  replaces_base?: boolean
  visibility?: string
  selected_repository_ids?: number[]
  encrypted_value?: string
  key_id?: string
}

/** What GET and the list show: never the secret, the rest as the server is in the habit of. */
export function shownRegistry(registry: StoredRegistry, habits: Habits): Record<string, unknown> {
  const { secret, selected_repository_ids, url, ...rest } = registry
  const shown = habits.showsAuthType ? rest : withoutAuthType(rest)
  const showsIds = habits.showsSelectedIds && registry.visibility === 'selected'
  return { ...shown, ...(habits.showsUrl && { url }), ...(showsIds && { selected_repository_ids }) }
}

function withoutAuthType(shown: Record<string, unknown>): Record<string, unknown> {
  const hidden: readonly string[] = ['auth_type', ...oidcFields]
  return Object.fromEntries(Object.entries(shown).filter(([field]) => !hidden.includes(field)))
}

/** What the 201 shows: the repositories too, and `username` only if there is one. */
export function shownNewRegistry(registry: StoredRegistry): Record<string, unknown> {
  const { secret, selected_repository_ids, username, ...shown } = registry
  return {
    ...shown,
    ...(username === null ? {} : { username }),
    ...(registry.visibility === 'selected' ? { selected_repository_ids } : {})
  }
}

/** The registry that a create makes, or an update leaves behind; `undefined` in the body changes nothing. */
export function withBody(registry: StoredRegistry, body: RegistryBody): StoredRegistry {
  const visibility = body.visibility ?? registry.visibility
  const kept = registry.visibility === 'selected' ? registry.selected_repository_ids : []
  return {
    ...registry,
    ...Object.fromEntries(oidcFields.filter(field => field in body).map(field => [field, body[field]])),
    url: body.url ?? registry.url,
    username: body.username === undefined ? registry.username : body.username || null,
    replaces_base: body.replaces_base ?? registry.replaces_base,
    visibility,
    selected_repository_ids: visibility === 'selected' ? (body.selected_repository_ids ?? kept) : []
  }
}
