import { findByAddress, findUnaddressed, findWithoutPath } from '../registries/match.ts'
import type { Registry } from '../registries/registry.ts'
import type { Answer, Call } from './call.ts'
import { type Client, listAll } from './client.ts'
import {
  afterFailures,
  type Failure,
  followedBy,
  members,
  misread,
  RequestFailed,
  refusedWith
} from './failure.ts'

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
  /** Creates a registry, at most one: if the answer is lost, it is looked for before the request is sent again. */
  create(
    body: { registry_type?: string | undefined; url?: string | undefined },
    called: string
  ): Promise<Registry>
  update(name: string, body: object): Promise<void>
  /** Deletes a registry, if so many other writes can follow within the time limit. */
  remove(name: string, followers?: number): Promise<void>
}

/** The private registries of an organization, as a client sees them. */
export function privateRegistries(client: Client, org: string): PrivateRegistries {
  const all = { parameters: { org }, concerns: 'organization', org } as const
  const one = (name: string) =>
    ({ parameters: { org, secret_name: name }, concerns: 'registry', org }) as const
  const seen = new Set<string>()
  /** A list that lags may still show them. */
  const removed = new Set<string>()

  /** The name of a registry that is gone may come again. */
  function free(name: string): void {
    seen.delete(name)
    removed.add(name)
  }

  async function list(): Promise<Registry[]> {
    const route = 'GET /orgs/{org}/private-registries'
    const call = { ...all, route, doing: `list the private registries of ${org}` }
    // The list is complete when its different names are as many as `total_count`.
    const registries = await listAll(client, call, readPage)
    for (const { name } of registries) seen.add(name)
    return registries
  }

  return {
    org,
    list,
    publicKey() {
      const route = 'GET /orgs/{org}/private-registries/public-key'
      return client.request({ ...all, route, doing: `read the public key of ${org}` }, ({ data }) => {
        const { key, key_id } = members(data)
        if (isKey(key) && typeof key_id === 'string' && key_id !== '') return { key, key_id }
        throw misread('it is no public key of 32 bytes in base64, with its id')
      })
    },
    get(name) {
      const route = 'GET /orgs/{org}/private-registries/{secret_name}'
      return client.request({ ...one(name), route, doing: `read ${name} of ${org}` }, readRegistry)
    },
    async create(body, called) {
      const route = 'POST /orgs/{org}/private-registries'
      const call = { ...all, route, data: body, doing: `create ${called} in ${org}` }
      const { registry_type: type = '', url = '' } = body
      const earlier = new Set(seen)
      const registry = await createOnce(client, call, async isFirst => {
        const known = isFirst ? earlier.union(removed) : earlier
        const fresh = (await list()).filter(found => !known.has(found.name))
        // Older servers do not show the address, and none is known to keep its path.
        return [findByAddress, findWithoutPath]
          .flatMap(find => find(fresh, type, url))
          .concat(findUnaddressed(fresh, type))
      })
      seen.add(registry.name)
      return registry
    },
    async update(name, body) {
      const route = 'PATCH /orgs/{org}/private-registries/{secret_name}'
      await client.request({ ...one(name), route, data: body, doing: `update ${name} in ${org}` }, nothing)
    },
    async remove(name, followers = 0) {
      const route = 'DELETE /orgs/{org}/private-registries/{secret_name}'
      try {
        await client.request({ ...one(name), route, followers, doing: `delete ${name} from ${org}` }, nothing)
      } catch (error) {
        if (refusedWith(error) !== 404) throw error
        free(name)
        // A DELETE whose answer was lost finds nothing when it is sent again.
        if (!(error instanceof RequestFailed && error.mayHaveHappened)) throw error
      }
      free(name)
    }
  }
}

function nothing(): void {}

function readRegistry({ data }: Answer): Registry {
  const registry = registryIn(data)
  if (!registry) throw misread('it is no registry with a name and a type')
  return registry
}

function readPage({ data }: Answer): { found: [string, Registry][]; total: number } {
  const { configurations, total_count: total } = members(data)
  if (!Array.isArray(configurations) || typeof total !== 'number')
    throw misread('it is no list with total_count and configurations')
  const found = configurations.map((data): [string, Registry] => {
    const registry = registryIn(data)
    if (!registry) throw misread('the list holds something without a name and a type')
    return [registry.name, registry]
  })
  return { found, total }
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
  return { name: name.toWellFormed(), registry_type, ...Object.fromEntries(shown) }
}

/** 32 bytes in padded base64, as libsodium demands them too. */
function isKey(key: unknown): key is string {
  return typeof key === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(key)
}

/** Whole numbers that JSON's usual readers would round become text. */
function withoutBigInts(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.map(withoutBigInts)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutBigInts(item)]))
}

/** When the organization is listed after a lost answer, in milliseconds after the time before: a list may lag. */
const looks = [0, 2000, 3000]

/**
 * Creates a registry and never a second one. If the answer is lost, the organization is listed: what `look` finds there
 * is taken for what was created, and only if it finds nothing the request is sent once more. The first look may see an
 * old list. Fails with `mayHaveHappened` if nobody can tell.
 */
async function createOnce(
  { request, log, pause }: Client,
  call: Call,
  look: (isFirst: boolean) => Promise<Registry[]>
): Promise<Registry> {
  const { doing } = call
  let earlier: readonly Failure[] = []
  for (;;) {
    const answer = await post()
    if (!(answer instanceof RequestFailed)) return answer
    const created = await lookFor(answer)
    if (created) return created
    if (earlier.length > 0) throw answer
    earlier = answer.failures
    log.info(`It is not there: trying again to ${doing}.`)
  }

  /** What was created, or the failure that leaves it open whether something was; any other failure is thrown. */
  async function post(): Promise<Registry | RequestFailed> {
    try {
      return await request(call, readRegistry)
    } catch (thrown) {
      const error = afterFailures(earlier, thrown)
      if (!(error instanceof RequestFailed)) throw error
      if (error.mayHaveHappened) return error
      // What it conflicts with may be in the way of what comes next.
      if (refusedWith(error) === 409) await looked(false, error)
      throw error
    }
  }

  async function lookFor(lost: RequestFailed): Promise<Registry | undefined> {
    log.info(`GitHub's answer was lost; looking whether it did ${doing}.`)
    const open = followedBy(lost, 'Whether it did could not be found out.')
    for (const milliseconds of looks) {
      await pause(milliseconds)
      const found = await looked(milliseconds === 0, open)
      const [created, other] = found
      if (other)
        throw followedBy(
          lost,
          `Now there are ${found.map(({ name }) => name).join(' and ')}, and nobody can tell which one it made.`
        )
      if (!created) continue
      if (!created.url)
        throw followedBy(
          lost,
          `Now there is ${created.name}, but this server does not show at which address, so nobody can tell whether that is it.`
        )
      log.info(`It did: the registry is ${created.name}.`)
      return created
    }
    return undefined
  }

  /** What a look finds; if it fails, the failure before it stands. */
  async function looked(isFirst: boolean, before: RequestFailed): Promise<Registry[]> {
    try {
      return await look(isFirst)
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error
      throw followedBy(before, error.message)
    }
  }
}
