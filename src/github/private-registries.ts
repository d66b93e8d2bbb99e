import type { Registry } from '../registries/registry.ts'
import type { Call, Client } from './client.ts'
import { RequestFailed } from './failure.ts'
import { pages } from './pages.ts'

/** The key that secrets are sealed with, as GitHub gives it. */
export interface PublicKey {
  key_id: string
  key: string
}

/** The six endpoints of one organization's private registries. Every function fails with `RequestFailed`. */
export interface PrivateRegistries {
  readonly org: string
  /** All registries; fails unless all pages together have as many as GitHub counts. */
  list(): Promise<Registry[]>
  publicKey(): Promise<PublicKey>
  get(name: string): Promise<Registry>
  create(body: object, called: string): Promise<Registry>
  update(name: string, body: object): Promise<void>
  remove(name: string): Promise<void>
}

/** The private registries of an organization, reached through a client. */
export function privateRegistries(client: Client, org: string): PrivateRegistries {
  const all = { parameters: { org }, concerns: 'organization', org } as const
  const one = (name: string) =>
    ({ parameters: { org, secret_name: name }, concerns: 'registry', org }) as const
  const understood = (call: Call, data: unknown): Registry => {
    const registry = registryIn(data)
    if (!registry) throw client.misunderstood(call, 'it is no registry with a name and a type')
    return registry
  }

  return {
    org,
    list: () =>
      listAll(client, {
        ...all,
        route: 'GET /orgs/{org}/private-registries',
        doing: `list the private registries of ${org}`
      }),
    async publicKey() {
      const call = {
        ...all,
        route: 'GET /orgs/{org}/private-registries/public-key',
        doing: `read the public key of ${org}`
      }
      const { key, key_id } = members((await client.request(call)).data)
      if (isKey(key) && typeof key_id === 'string' && key_id !== '') return { key, key_id }
      throw client.misunderstood(call, 'it is no public key of 32 bytes in base64, with its id')
    },
    async get(name) {
      const call = {
        ...one(name),
        route: 'GET /orgs/{org}/private-registries/{secret_name}',
        doing: `read ${name} of ${org}`
      }
      return understood(call, (await client.request(call)).data)
    },
    async create(body, called) {
      const call = {
        ...all,
        route: 'POST /orgs/{org}/private-registries',
        data: body,
        doing: `create ${called} in ${org}`
      }
      return understood(call, (await client.request(call)).data)
    },
    async update(name, body) {
      const route = 'PATCH /orgs/{org}/private-registries/{secret_name}'
      await client.request({ ...one(name), route, data: body, doing: `update ${name} in ${org}` })
    },
    async remove(name) {
      const route = 'DELETE /orgs/{org}/private-registries/{secret_name}'
      try {
        await client.request({ ...one(name), route, doing: `delete ${name} from ${org}` })
      } catch (error) {
        if (!deletedByEarlierAttempt(error)) throw error
      }
    }
  }
}

/** A DELETE whose answer was lost finds nothing when it is sent again. */
function deletedByEarlierAttempt(error: unknown): boolean {
  if (!(error instanceof RequestFailed) || error.failure.kind !== 'refusal') return false
  return error.failure.status === 404 && error.mayHaveHappened
}

/** The list is complete when its different names are as many as `total_count`. */
async function listAll(client: Client, call: Call): Promise<Registry[]> {
  const registries = new Map<string, Registry>()
  for await (const { data } of pages(client, call)) {
    const { configurations, total_count: total } = members(data)
    if (!Array.isArray(configurations) || typeof total !== 'number')
      throw client.misunderstood(call, 'it is no list with total_count and configurations')
    const onPage = configurations.map(registryIn).filter(registry => registry !== undefined)
    if (onPage.length < configurations.length)
      throw client.misunderstood(call, 'the list holds something without a name and a type')
    const before = registries.size
    for (const registry of onPage) registries.set(registry.name, registry)
    if (registries.size === total) break
    if (registries.size > total || registries.size === before)
      throw client.misunderstood(
        call,
        `total_count is ${total}, but its pages hold ${registries.size} registries`
      )
  }
  return [...registries.values()]
}

const texts = ['url', 'auth_type', 'visibility', 'updated_at']

/** A registry in GitHub's answer. Members that this action does not know are kept, to be shown. */
function registryIn(data: unknown): Registry | undefined {
  // No server should send what a secret was sealed to; it would not be shown.
  const { name, registry_type, encrypted_value: _, key_id: __, ...others } = members(data)
  if (typeof name !== 'string' || name === '' || typeof registry_type !== 'string') return undefined
  const shown = Object.entries(others)
    .filter(([member, value]) => !texts.includes(member) || typeof value === 'string')
    .map(([member, value]) => [member, withoutBigInts(value)])
  return { name, registry_type, ...Object.fromEntries(shown) }
}

/** 32 bytes in padded base64, as libsodium demands them too. */
function isKey(key: unknown): key is string {
  return typeof key === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(key)
}

function members(data: unknown): Record<string, unknown> {
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {}
}

/** Whole numbers that JSON's usual readers would round become text. */
function withoutBigInts(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.map(withoutBigInts)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutBigInts(item)]))
}
