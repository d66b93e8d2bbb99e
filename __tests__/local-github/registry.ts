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
export interface RegistryBody
  extends Partial<Omit<StoredRegistry, 'name' | 'secret' | 'created_at' | 'updated_at'>> {
  encrypted_value?: string
  key_id?: string
}

/** What GET and the list show: never the secret, the rest as the server is in the habit of. */
export function shownRegistry(registry: StoredRegistry, habits: Habits): Record<string, unknown> {
  const { secret, selected_repository_ids, url, ...rest } = registry
  const hidden: readonly string[] = habits.showsAuthType ? [] : ['auth_type', ...oidcFields]
  const shown = Object.entries(rest).filter(([field]) => !hidden.includes(field))
  const showsIds = habits.showsSelectedIds && registry.visibility === 'selected'
  return {
    ...Object.fromEntries(shown),
    ...(habits.showsUrl && { url }),
    ...(showsIds && { selected_repository_ids })
  }
}

/** What the 201 shows: the repositories too, and `username` only if there is one. */
export function shownNewRegistry(registry: StoredRegistry): Record<string, unknown> {
  const { secret, selected_repository_ids, username, ...shown } = registry
  return {
    ...shown,
    ...(username !== null && { username }),
    ...(registry.visibility === 'selected' && { selected_repository_ids })
  }
}
