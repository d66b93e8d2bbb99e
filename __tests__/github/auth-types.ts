/** The fields that only OIDC registries have. */
export const oidcFields = [
  'tenant_id',
  'client_id',
  'aws_region',
  'account_id',
  'role_name',
  'domain',
  'domain_owner',
  'jfrog_oidc_provider_name',
  'audience',
  'identity_mapping_name',
  'namespace',
  'service_slug',
  'api_host',
  'workload_identity_provider',
  'service_account'
] as const

/** A field that only OIDC registries have. */
export type OidcField = (typeof oidcFields)[number]

/** What one way to sign in to a registry needs. */
export interface AuthType {
  readonly hasSecret: boolean
  readonly required: readonly (OidcField | 'username')[]
  readonly optional: readonly (OidcField | 'username')[]
}

const withSecret = { hasSecret: true }
const withoutSecret = { hasSecret: false }

/** The fields of each `auth_type`, as the descriptions of the fields tell them. */
export const authTypes: Readonly<Record<string, AuthType>> = {
  token: { ...withSecret, required: [], optional: ['username'] },
  username_password: { ...withSecret, required: ['username'], optional: [] },
  oidc_azure: { ...withoutSecret, required: ['tenant_id', 'client_id'], optional: [] },
  oidc_aws: {
    ...withoutSecret,
    required: ['aws_region', 'account_id', 'role_name', 'domain', 'domain_owner'],
    optional: ['audience']
  },
  oidc_jfrog: {
    ...withoutSecret,
    required: ['jfrog_oidc_provider_name'],
    optional: ['audience', 'identity_mapping_name']
  },
  oidc_cloudsmith: {
    ...withoutSecret,
    required: ['namespace', 'service_slug', 'audience'],
    optional: ['api_host']
  },
  oidc_gcp: {
    ...withoutSecret,
    required: ['workload_identity_provider'],
    optional: ['service_account', 'audience']
  }
}
