/** What one way to sign in to a registry needs. */
export interface AuthType {
  readonly hasSecret: boolean
  readonly required: readonly (OidcField | 'username')[]
  readonly optional: readonly (OidcField | 'username')[]
}

const oidc = <const R extends string[], const O extends string[]>(required: R, optional: O) => ({
  hasSecret: false,
  required,
  optional
})

const known = {
  token: { hasSecret: true, required: [], optional: ['username'] },
  username_password: { hasSecret: true, required: ['username'], optional: [] },
  oidc_azure: oidc(['tenant_id', 'client_id'], []),
  oidc_aws: oidc(['aws_region', 'account_id', 'role_name', 'domain', 'domain_owner'], ['audience']),
  oidc_jfrog: oidc(['jfrog_oidc_provider_name'], ['audience', 'identity_mapping_name']),
  oidc_cloudsmith: oidc(['namespace', 'service_slug', 'audience'], ['api_host']),
  oidc_gcp: oidc(['workload_identity_provider'], ['service_account', 'audience'])
} as const

type Field = (typeof known)[keyof typeof known]['required' | 'optional'][number]

/** A field that only OIDC registries have. */
export type OidcField = Exclude<Field, 'username'>

/** The fields of each `auth_type`, as the descriptions of the fields tell them. */
export const authTypes: Readonly<Record<string, AuthType>> = known

/** The fields that only OIDC registries have. */
export const oidcFields: readonly OidcField[] = Object.values(authTypes)
  .flatMap(({ required, optional }) => [...required, ...optional])
  .filter((field, index, all): field is OidcField => field !== 'username' && all.indexOf(field) === index)
