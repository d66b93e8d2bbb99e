import { looksLikeToken, resolvedAddress } from './address.ts'
import { didYouMean, firstOf, nearest } from './problem.ts'
import type { Secret } from './secret.ts'

export const registryTypes = [
  'maven_repository',
  'nuget_feed',
  'goproxy_server',
  'npm_registry',
  'rubygems_server',
  'cargo_registry',
  'composer_repository',
  'docker_registry',
  'git_source',
  'helm_registry',
  'hex_organization',
  'hex_repository',
  'pub_repository',
  'python_index',
  'terraform_registry'
] as const

/** Which repositories of the organization may use a registry. */
export const visibilities = ['all', 'private', 'selected'] as const

/** Each auth type: whether it needs a secret, and which fields belong to it. */
export const authTypes = {
  token: { secret: true, required: [], optional: ['username'] },
  username_password: { secret: true, required: ['username'], optional: [] },
  oidc_azure: { secret: false, required: ['tenant_id', 'client_id'], optional: [] },
  oidc_aws: {
    secret: false,
    required: ['aws_region', 'account_id', 'role_name', 'domain', 'domain_owner'],
    optional: ['audience']
  },
  oidc_jfrog: {
    secret: false,
    required: ['jfrog_oidc_provider_name'],
    optional: ['audience', 'identity_mapping_name']
  },
  oidc_cloudsmith: {
    secret: false,
    required: ['namespace', 'service_slug', 'audience'],
    optional: ['api_host']
  },
  oidc_gcp: {
    secret: false,
    required: ['workload_identity_provider'],
    optional: ['service_account', 'audience']
  }
} as const

export const authTypeNames = Object.keys(authTypes) as (keyof typeof authTypes)[]

/** Every field of a registry, with its allowed values. Inputs, checks, tables and comparisons follow from this table. */
export const fields = {
  registry_type: { kind: 'choice', choices: registryTypes },
  url: { kind: 'text' },
  username: { kind: 'text', clearable: true },
  replaces_base: { kind: 'boolean' },
  visibility: { kind: 'choice', choices: visibilities },
  auth_type: { kind: 'choice', choices: authTypeNames },
  tenant_id: { kind: 'text' },
  client_id: { kind: 'text' },
  aws_region: { kind: 'text' },
  account_id: { kind: 'text' },
  role_name: { kind: 'text' },
  domain: { kind: 'text' },
  domain_owner: { kind: 'text' },
  jfrog_oidc_provider_name: { kind: 'text' },
  identity_mapping_name: { kind: 'text' },
  audience: { kind: 'text' },
  namespace: { kind: 'text' },
  service_slug: { kind: 'text' },
  api_host: { kind: 'text' },
  workload_identity_provider: { kind: 'text' },
  service_account: { kind: 'text' }
} as const

export type AuthType = keyof typeof authTypes

export type FieldName = keyof typeof fields

/** A registry as the user wants it, in GitHub's words; null clears a field. Absent fields are left to GitHub. */
export type RegistrySpec = {
  -readonly [F in FieldName]?:
    | ((typeof fields)[F] extends { choices: readonly (infer Choice)[] }
        ? Choice
        : (typeof fields)[F] extends { kind: 'boolean' }
          ? boolean
          : string)
    | ((typeof fields)[F] extends { clearable: true } ? null : never)
} & {
  /** The secret; an empty one if its variable is set but was not read, as in a dry run. */
  secret?: Secret
  /** The variable that holds the secret. If `secret` is absent, that variable is not set. */
  secret_env?: string
  selected_repository_ids?: number[]
  /** Names, `owner/name`, patterns with `*`, or numeric ids. Only their `selected_repository_ids` are sent. */
  selected_repositories?: string[]
}

/** A registry as GitHub shows it. Older servers omit fields, newer ones may show more. */
export interface Registry {
  readonly name: string
  readonly registry_type: string
  readonly url?: string
  readonly auth_type?: string
  readonly visibility?: string
  readonly updated_at?: string
  readonly [field: string]: unknown
}

/** Whether a registry is one that GitHub showed, not only a name or an address. */
export function isRegistry(known: Partial<Registry> | undefined): known is Registry {
  return known?.name !== undefined && known.registry_type !== undefined
}

export const fieldNames = Object.keys(fields) as FieldName[]

export function fieldsOf(authType: AuthType): FieldName[] {
  return [...authTypes[authType].required, ...authTypes[authType].optional]
}

/** All fields that a registry of this auth type may have; of an unknown one, those that every registry has. */
export function fieldsFor(authType: AuthType | undefined): readonly FieldName[] {
  return fieldsByAuthType.get(authType) ?? []
}

/** The auth types that a field belongs to; none if it belongs to every registry. */
export function authTypesOf(field: FieldName): readonly AuthType[] {
  return authTypesByField.get(field) ?? []
}

const authTypesByField = new Map(
  fieldNames.map(field => [field, authTypeNames.filter(authType => fieldsOf(authType).includes(field))])
)

const fieldsByAuthType = new Map(
  [undefined, ...authTypeNames].map(authType => {
    const own = authType ? fieldsOf(authType) : []
    return [authType, fieldNames.filter(field => authTypesOf(field).length === 0 || own.includes(field))]
  })
)

/** The input that holds a field: GitHub's name with hyphens. */
export function inputOf(field: string): string {
  return field.replaceAll('_', '-')
}

export function hasSecret({ secret, secret_env }: RegistrySpec): boolean {
  return Boolean(secret) || secret_env !== undefined
}

export function secretIn({ secret, secret_env }: RegistrySpec): RegistrySpec {
  return { ...(secret !== undefined && { secret }), ...(secret_env !== undefined && { secret_env }) }
}

/** Whether a registry needs a secret; false if its auth type is unknown. */
export function needsSecret(spec: RegistrySpec, registry: Registry): boolean {
  const authType = authTypeNamed(registry.auth_type ?? spec.auth_type ?? 'token')
  return authType !== undefined && authTypes[authType].secret
}

/** The allowed values of a field; `mustBe` describes its pattern. */
export type Shape =
  | { kind: 'text'; clearable?: true; pattern?: RegExp; mustBe?: string }
  | { kind: 'choice'; choices: readonly string[] }
  | { kind: 'boolean' }

/** A value, or a problem worded to follow its name, such as `must be true or false.` */
export type Parsed<T> = { value: T } | { problem: string }

/** The value of a field, from an input, the manifest or GitHub. */
export function parseValue(shape: Shape, value: unknown): Parsed<string | boolean | null> {
  switch (shape.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? { value } : { problem: 'must be true or false.' }
    case 'choice':
      return parseChoice(String(value), shape.choices)
    case 'text':
      return value === null && shape.clearable ? { value } : parseText(shape, value)
  }
}

function parseText({ pattern, mustBe }: Extract<Shape, { kind: 'text' }>, value: unknown): Parsed<string> {
  if (value === null || (typeof value === 'string' && !notBlank.test(value)))
    return { problem: 'has no value; add one, or remove the key.' }
  if (typeof value !== 'string')
    return { problem: `must be text${typeof value === 'object' ? '' : '; write it in quotes'}.` }
  if (!pattern || pattern.test(value)) return { value }
  const token = 'looks like a token; revoke it, and write the name of the variable that holds a new one.'
  return { problem: looksLikeToken(value) ? token : `must be ${mustBe}.` }
}

export const notBlank = /\S/

/** One of the choices; a hyphen may stand for an underscore. */
export function parseChoice<T extends string>(text: string, choices: readonly T[]): Parsed<T> {
  const value = choices.find(choice => choice === text || choice === text.replaceAll('-', '_'))
  if (value !== undefined) return { value }
  return { problem: `must be one of ${choices.join(', ')}.${didYouMean(nearest(text, choices))}` }
}

/** Whether a value that GitHub shows is one that this action can send. */
export function isValueOf(field: FieldName, value: unknown): boolean {
  const parsed = parseValue(fields[field], value)
  return value !== null && 'value' in parsed && parsed.value === value
}

export function authTypeNamed(name: string | undefined): AuthType | undefined {
  return authTypeNames.find(known => known === name)
}

/** A sentence that lists the existing registries when one was not found: those of its type, else all. */
export function describeExisting(registries: readonly Registry[], type?: string): string {
  const ofType = registries.filter(({ registry_type }) => registry_type === type)
  const existing = ofType.length > 0 ? ofType : registries
  if (existing.length === 0) return 'It has no private registries.'
  return `It has ${firstOf(existing.map(describe), 5)}.`
}

/** A registry in a sentence: `npm_registry at https://npm.acme.example`. */
export function describe(one: {
  registry_type?: string | null
  url?: unknown
  name?: string | null
}): string {
  const { registry_type, url, name } = one
  const place = `${registry_type ?? 'registry'}${url ? ` at ${resolvedAddress(String(url))}` : ''}`
  if (!name) return place
  return registry_type || url ? `${name} (${place})` : name
}

export const orgName = /^[A-Za-z0-9][A-Za-z0-9_-]*$/

/** Matches the name of a registry. Others would address another endpoint. JSON Schema has no flag to ignore case. */
export const registryName = /^(?!\.+$)(?!([Pp][Uu][Bb][Ll][Ii][Cc]-[Kk][Ee][Yy])$)[\w.-]+$/

/** Matches a repository's name, `owner/name`, a pattern with `*` in the name, or an id in digits. */
export const selectionPattern = /^(?!0$)([A-Za-z0-9][A-Za-z0-9_-]*\/)?(?!\.+$)[\w.*-]+$/

/** What an invalid text that selects repositories should be. A number without a leading zero is an id; `007` is a name. */
export function selectionProblem(text: string): 'repository' | 'id' | undefined {
  if (/^(0|[1-9]\d*)$/.test(text)) return isRepositoryId(text) ? undefined : 'id'
  return selectionPattern.test(text) ? undefined : 'repository'
}

/** Whether a text is a repository id: a whole number that JSON can represent exactly. */
export function isRepositoryId(text: string): boolean {
  return /^[1-9]\d*$/.test(text) && Number.isSafeInteger(Number(text))
}
