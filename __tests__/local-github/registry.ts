import type { Habits } from './changes.ts'

const known = {
  token: { hasSecret: true, required: [], optional: ['username'] },
  username_password: { hasSecret: true, required: ['username'], optional: [] },
  oidc_azure: oidc(['tenant_id', 'client_id'], []),
  oidc_aws: oidc(['aws_region', 'account_id', 'role_name', 'domain', 'domain_owner'], ['audience']),
  oidc_jfrog: oidc(['jfrog_oidc_provider_name'], ['audience', 'identity_mapping_name']),
  oidc_cloudsmith: oidc(['namespace', 'service_slug', 'audience'], ['api_host']),
  oidc_gcp: oidc(['workload_identity_provider'], ['service_account', 'audience'])
} as const

function oidc<const R extends string[], const O extends string[]>(required: R, optional: O) {
  return { hasSecret: false, required, optional }
}

type Field = (typeof known)[keyof typeof known]['required' | 'optional'][number]

/** The fields of each `auth_type`, as the descriptions of the fields tell them. */
export const authTypes: Readonly<
  Record<string, { hasSecret: boolean; required: readonly Field[]; optional: readonly Field[] }>
> = known

/** The fields that only OIDC registries have. */
export const oidcFields = [
  ...new Set(Object.values(authTypes).flatMap(({ required, optional }) => [...required, ...optional]))
].filter(field => field !== 'username')

/** A registry as the organization keeps it, the secret opened. */
export interface StoredRegistry extends Partial<Record<(typeof oidcFields)[number], string>> {
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
