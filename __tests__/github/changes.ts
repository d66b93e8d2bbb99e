import { type Organization, timestamp } from './organization.ts'
import { Refusal } from './refusal.ts'
import { type RegistryBody, type StoredRegistry, withBody } from './registry.ts'
import { brokenRules } from './registry-rules.ts'

/** What nobody has shown of the real GitHub, and so can be had either way. */
export interface Habits {
  /** Whether a second registry of the same type and address is made or refused. */
  readonly twins: 'made' | 'refused'
  /** Whether GET and the list show `url`; older servers do not. */
  readonly showsUrl: boolean
  /** Whether `username: null` clears the user name, as `""` does. */
  readonly clearsUsernameWithNull: boolean
  /** Whether GET and the list show `selected_repository_ids`, as a 201 does; nobody has shown that they ever do. */
  readonly showsSelectedIds: boolean
  /** Whether GET and the list show `auth_type` and what only OIDC registries have; older servers know neither. */
  readonly showsAuthType: boolean
  /** Whether a token of an App can be narrowed to `organization_private_registries`, which the description does not know. */
  readonly narrowsTokens: boolean
  /** What an address loses when it is stored. */
  readonly drops: '' | 'scheme' | 'path'
}

/** The habits of the ordinary local GitHub. */
export const usualHabits: Habits = {
  twins: 'made',
  showsUrl: true,
  clearsUsernameWithNull: true,
  showsSelectedIds: false,
  showsAuthType: true,
  narrowsTokens: true,
  drops: ''
}

/** Makes a registry, or throws the refusal. */
export function createRegistry(
  organization: Organization,
  body: RegistryBody,
  habits: Habits
): StoredRegistry {
  const { registry_type = '', url = '', visibility = '' } = body
  const auth_type = body.auth_type ?? 'token'
  const blank = { ...emptyRegistry, registry_type, url, auth_type, visibility }
  const registry = withBody(blank, body)
  refuseBroken(organization, body, undefined, registry)
  if (habits.twins === 'refused' && hasTwin(organization, registry)) {
    throw invalid([`A private registry of type ${registry_type} with this url already exists`])
  }
  const secret = openSecret(organization, body) ?? null
  const { name, created_at, updated_at, ...rest } = registry
  return organization.addRegistry({ ...rest, url: stored(url, habits), secret })
}

/** Changes the given fields of a registry, or throws the refusal. */
export function updateRegistry(
  organization: Organization,
  registry: StoredRegistry,
  change: { body: RegistryBody; habits: Habits; now: number }
): void {
  const { username, ...others } = change.body
  const ignoresUsername =
    username === undefined || (username === null && !change.habits.clearsUsernameWithNull)
  const body = ignoresUsername ? others : change.body
  const result = withBody(registry, body)
  refuseBroken(organization, body, registry, result)
  const secret = openSecret(organization, body) ?? registry.secret
  const address = body.url === undefined ? {} : { url: stored(body.url, change.habits) }
  Object.assign(registry, result, { ...address, secret, updated_at: timestamp(change.now) })
}

function stored(url: string, { drops }: Habits): string {
  if (drops === 'path') return new URL(url).origin
  return drops === 'scheme' ? url.replace(/^\w+:\/\//, '') : url
}

const emptyRegistry: StoredRegistry = {
  name: '',
  registry_type: '',
  auth_type: 'token',
  url: '',
  username: null,
  replaces_base: false,
  visibility: 'all',
  selected_repository_ids: [],
  secret: null,
  created_at: '',
  updated_at: ''
}

function refuseBroken(
  organization: Organization,
  body: RegistryBody,
  existing: StoredRegistry | undefined,
  result: StoredRegistry
): void {
  const broken = brokenRules(body, { existing, result, repositories: organization.repositories })
  if (broken.length > 0) throw invalid(broken)
}

function openSecret(organization: Organization, body: RegistryBody): string | undefined {
  if (body.encrypted_value === undefined) return undefined
  if (body.key_id !== organization.key.id) {
    throw new Refusal(422, 'Validation Failed', {
      errors: [{ resource: 'PrivateRegistry', field: 'key_id', code: 'invalid' }]
    })
  }
  const secret = organization.key.open(body.encrypted_value)
  // GitHub's own words: https://github.com/integrations/terraform-provider-github/issues/2315
  if (secret === undefined) {
    throw new Refusal(422, 'Bad request - validation failed due to an improperly encrypted secret')
  }
  return secret
}

function hasTwin({ registries }: Organization, { registry_type, url }: StoredRegistry): boolean {
  const address = addressOf(url)
  return registries.some(other => other.registry_type === registry_type && addressOf(other.url) === address)
}

const addresses = new Map<string, string>()

// Among thousands of registries, each address would be parsed again for every create.
function addressOf(url: string): string {
  const address = addresses.get(url) ?? URL.parse(url)?.href ?? url
  addresses.set(url, address)
  return address
}

function invalid(errors: string[]): Refusal {
  return new Refusal(422, 'Validation Failed', { errors })
}
