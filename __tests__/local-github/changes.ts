import { Refusal, type RefusalDetails } from './exchange.ts'
import { type Organization, type Repository, timestamp } from './organization.ts'
import { authTypes, oidcFields, type RegistryBody, type StoredRegistry } from './registry.ts'

/** The habits of the ordinary local GitHub: what nobody has shown of the real one, and so can be had either way. */
export const usualHabits = {
  /** Whether a second registry of the same type and address is made or refused. */
  twins: 'made' as 'made' | 'refused',
  /** Whether GET and the list show `url`; older servers do not. */
  showsUrl: true,
  /** Whether `username: null` clears the user name, as `""` does. */
  clearsUsernameWithNull: true,
  /** Whether GET and the list show `selected_repository_ids`, as a 201 does; nobody has shown that they ever do. */
  showsSelectedIds: false,
  /** Whether GET and the list show `auth_type` and what only OIDC registries have; older servers know neither. */
  showsAuthType: true,
  /** Whether a token of an App can be narrowed to `organization_private_registries`, which the description does not know. */
  narrowsTokens: true,
  /** What an address loses when it is stored. */
  drops: '' as '' | 'scheme' | 'path'
}

export type Habits = Readonly<typeof usualHabits>

/** Makes a registry, or throws the refusal. */
export function createRegistry(
  organization: Organization,
  body: RegistryBody,
  habits: Habits
): StoredRegistry {
  const result = withBody<Shape>({ ...blank, registry_type: '', url: '', visibility: '' }, body)
  refuseBroken(organization, body, result)
  if (habits.twins === 'refused' && hasTwin(organization, result))
    throw invalid([`A private registry of type ${result.registry_type} with this url already exists`])
  return organization.addRegistry({
    ...result,
    url: stored(result.url, habits),
    secret: openSecret(organization, body) ?? null
  })
}

/** Changes the given fields of a registry, or throws the refusal. */
export function updateRegistry(
  organization: Organization,
  registry: StoredRegistry,
  change: { body: RegistryBody; habits: Habits; now: number }
): void {
  const { username, ...others } = change.body
  const body = username === null && !change.habits.clearsUsernameWithNull ? others : change.body
  const result = withBody(registry, body)
  refuseBroken(organization, body, result, registry)
  const secret = openSecret(organization, body) ?? registry.secret
  const url = body.url === undefined ? registry.url : stored(body.url, change.habits)
  Object.assign(registry, result, { url, secret, updated_at: timestamp(change.now) })
}

type Shape = Omit<StoredRegistry, 'name' | 'secret' | 'created_at' | 'updated_at'>

const blank = { auth_type: 'token', username: null, replaces_base: false, selected_repository_ids: [] }

/** What a create makes, or an update leaves behind. */
function withBody<T extends Shape>(registry: T, body: RegistryBody): T {
  const { encrypted_value, key_id, ...given } = body
  const result = { ...registry, ...given }
  const isSelected = result.visibility === 'selected'
  const selected_repository_ids = isSelected ? result.selected_repository_ids : []
  return { ...result, username: result.username || null, selected_repository_ids }
}

/** Refuses what breaks a rule that the description does not tell; which words GitHub uses is not known. */
function refuseBroken(
  { repositories }: Organization,
  body: RegistryBody,
  result: Shape,
  existing?: StoredRegistry
): void {
  const fixed = (['auth_type', 'registry_type'] as const).filter(
    field => existing && body[field] !== undefined && body[field] !== existing[field]
  )
  const isHttp = body.url === undefined || /^https?:$/.test(URL.parse(body.url)?.protocol ?? '')
  const broken = [
    ...fixed.map(field => `${field} cannot be changed after creation`),
    ...brokenAuth(body, result),
    ...brokenSecret(body, result.auth_type, existing !== undefined),
    ...brokenSelection(body, repositories),
    ...(isHttp ? [] : ['url must be a valid HTTP or HTTPS URL'])
  ]
  if (broken.length > 0) throw invalid(broken)
}

function brokenAuth(body: RegistryBody, result: Shape): string[] {
  const { auth_type } = result
  const { required = [], optional = [] } = authTypes[auth_type] ?? {}
  const admitted = [...required, ...optional]
  const foreign = (['username', ...oidcFields] as const).filter(
    field => body[field] && !admitted.includes(field)
  )
  return [
    ...required
      .filter(field => !result[field])
      .map(field => `${field} is required when auth_type is ${auth_type}`),
    ...foreign.map(field => `${field} is not allowed when auth_type is ${auth_type}`)
  ]
}

function brokenSecret(body: RegistryBody, authType: string, exists: boolean): string[] {
  const fields = ['encrypted_value', 'key_id'] as const
  const given = fields.filter(field => body[field] !== undefined)
  if (!authTypes[authType]?.hasSecret)
    return given.map(field => `${field} must be omitted when auth_type is ${authType}`)
  if (exists && given.length === 0) return []
  return fields
    .filter(field => body[field] === undefined)
    .map(field => (exists ? `${field} is required with ${given[0]}` : `${field} is required for ${authType}`))
}

function brokenSelection(body: RegistryBody, repositories: readonly Repository[]): string[] {
  const ids = body.selected_repository_ids
  if (ids === undefined) return []
  if (body.visibility !== 'selected')
    return ['selected_repository_ids can only be provided when visibility is set to selected']
  const known = new Set(repositories.map(({ id }) => id))
  const unknown = ids.filter(id => !known.has(id))
  return unknown.map(id => `selected_repository_ids: ${id} is not a repository of this organization`)
}

function openSecret({ key }: Organization, body: RegistryBody): string | undefined {
  if (body.encrypted_value === undefined) return undefined
  if (body.key_id !== key.id)
    throw invalid([{ resource: 'PrivateRegistry', field: 'key_id', code: 'invalid' }])
  const secret = key.open(body.encrypted_value)
  // GitHub's own words: https://github.com/integrations/terraform-provider-github/issues/2315
  if (secret === undefined)
    throw new Refusal(422, 'Bad request - validation failed due to an improperly encrypted secret')
  return secret
}

function stored(url: string, { drops }: Habits): string {
  if (drops === 'path') return new URL(url).origin
  return drops === 'scheme' ? url.replace(/^\w+:\/\//, '') : url
}

function hasTwin({ registries }: Organization, { registry_type, url }: Shape): boolean {
  const addressOf = (url: string): string => URL.parse(url)?.href ?? url
  return registries.some(
    other => other.registry_type === registry_type && addressOf(other.url) === addressOf(url)
  )
}

function invalid(errors: RefusalDetails['errors'] = []): Refusal {
  return new Refusal(422, 'Validation Failed', { errors })
}
