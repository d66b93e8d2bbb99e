import { possiblyCreated } from '../registries/match.ts'
import type { Registry } from '../registries/registry.ts'
import type { Answer, Call } from './call.ts'
import { type Client, listAll } from './client.ts'
import {
  appendMessage,
  type Failure,
  members,
  RequestFailed,
  refusalStatus,
  unexpectedAnswer,
  withEarlierFailures
} from './failure.ts'

export interface PublicKey {
  key_id: string
  key: string
}

export type PrivateRegistries = ReturnType<typeof privateRegistries>

/** The six endpoints of one organization's private registries. Every function throws `RequestFailed` on failure. */
export function privateRegistries(client: Client, org: string) {
  const all = { parameters: { org }, subject: 'organization', org } as const
  const one = (name: string) =>
    ({ parameters: { org, secret_name: name }, subject: 'registry', org }) as const
  /** What was listed last under each name, and before its registry was deleted. */
  const known = new Map<string, Registry>()
  const removed = new Map<string, Registry | undefined>()

  /** The name of a deleted registry may be used again. */
  function forget(name: string): void {
    removed.set(name, known.get(name))
    known.delete(name)
  }

  /** Whether a listed registry is one that has been deleted: lists lag. If the server shows no date, the answer is no. */
  function isRemoved(found: Registry): boolean {
    const before = removed.get(found.name)
    return found.updated_at !== undefined && JSON.stringify(before) === JSON.stringify(found)
  }

  /** Lists all registries. Fails unless the pages contain as many different names as GitHub counts. */
  async function list(): Promise<Registry[]> {
    const route = 'GET /orgs/{org}/private-registries'
    const call = { ...all, route, task: `list the private registries of ${org}` }
    const registries = await listAll(client, call, readPage)
    for (const one of registries) known.set(one.name, one)
    return registries
  }

  return {
    org,
    list,
    publicKey(): Promise<PublicKey> {
      const route = 'GET /orgs/{org}/private-registries/public-key'
      return client.request({ ...all, route, task: `read the public key of ${org}` }, ({ data }) => {
        const { key, key_id } = members(data)
        if (isKey(key) && typeof key_id === 'string' && key_id !== '') return { key, key_id }
        throw unexpectedAnswer('it is not a public key of 32 bytes in base64 with an id')
      })
    },
    get(name: string): Promise<Registry> {
      const route = 'GET /orgs/{org}/private-registries/{secret_name}'
      return client.request({ ...one(name), route, task: `read ${name} of ${org}` }, readRegistry)
    },
    /** Creates at most one registry. If the answer is lost, the registry is searched for before the request is sent again. */
    async create(
      body: { registry_type?: string | undefined; url?: string | undefined },
      called: string
    ): Promise<Registry> {
      const route = 'POST /orgs/{org}/private-registries'
      const call = { ...all, route, data: body, task: `create ${called} in ${org}` }
      const { registry_type: type = '', url = '' } = body
      const earlier = new Set(known.keys())
      const registry = await createOnce(client, call, async isFirst => {
        const isNew = (found: Registry) =>
          !earlier.has(found.name) && !(isFirst && removed.has(found.name)) && !isRemoved(found)
        return possiblyCreated((await list()).filter(isNew), type, url)
      })
      known.set(registry.name, registry)
      return registry
    },
    async update(name: string, body: object): Promise<void> {
      const route = 'PATCH /orgs/{org}/private-registries/{secret_name}'
      await client.request({ ...one(name), route, data: body, task: `update ${name} in ${org}` }, checkDone)
    },
    /** Deletes a registry, unless the deadline leaves no time for this number of writes after it. */
    async remove(name: string, followingWrites = 0): Promise<void> {
      const route = 'DELETE /orgs/{org}/private-registries/{secret_name}'
      try {
        const task = `delete ${name} from ${org}`
        await client.request({ ...one(name), route, followingWrites, task }, checkDone)
      } catch (error) {
        if (refusalStatus(error) !== 404) throw error
        forget(name)
        // A repeated DELETE finds nothing if the first one succeeded but its answer was lost.
        if (!(error instanceof RequestFailed && error.mayHaveSucceeded)) throw error
      }
      forget(name)
    }
  }
}

/** GitHub answers an update or a delete with nothing. Any other JSON but a registry may be somebody else's. */
function checkDone({ data }: Answer): void {
  if (Object.keys(members(data)).length > 0 && !registryIn(data))
    throw unexpectedAnswer('it is neither empty nor a registry')
}

function readRegistry({ data }: Answer): Registry {
  const registry = registryIn(data)
  if (!registry) throw unexpectedAnswer('it is not a registry with a name and a type')
  return registry
}

function readPage({ data }: Answer): { items: [string, Registry][]; total: number } {
  const { configurations, total_count: total } = members(data)
  if (!Array.isArray(configurations) || typeof total !== 'number')
    throw unexpectedAnswer('it is not a list with total_count and configurations')
  const items = configurations.map((data): [string, Registry] => {
    const registry = registryIn(data)
    if (!registry) throw unexpectedAnswer('the list contains an item without a name and a type')
    return [registry.name, registry]
  })
  return { items, total }
}

const textFields = ['url', 'auth_type', 'visibility', 'updated_at']

/** Reads a registry in GitHub's answer. Unknown members are kept, because outputs include them. */
function registryIn(data: unknown): Registry | undefined {
  // No server should send a sealed secret. If one does, it is dropped.
  const { name, registry_type, encrypted_value: _, key_id: __, ...others } = members(data)
  if (typeof name !== 'string' || name === '' || typeof registry_type !== 'string') return undefined
  const fields = Object.entries(others)
    .filter(([member, value]) => !textFields.includes(member) || typeof value === 'string')
    .map(([member, value]) => [member, withoutBigInts(value)])
  return { name: name.toWellFormed(), registry_type, ...Object.fromEntries(fields) }
}

function isKey(key: unknown): key is string {
  return typeof key === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(key)
}

/** Turns integers that common JSON parsers would round into text. */
function withoutBigInts(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.map(withoutBigInts)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutBigInts(item)]))
}

/** The pauses before each listing after a lost answer, in milliseconds. A list may lag behind. */
const listDelays = [0, 2000, 3000]

/** Creates a registry, and never a second one: after a lost answer, only if `look` finds nothing is the request sent again. */
async function createOnce(
  { request, log, pause }: Client,
  call: Call,
  look: (isFirst: boolean) => Promise<Registry[]>
): Promise<Registry> {
  const { task } = call
  let earlier: readonly Failure[] = []
  for (;;) {
    const answer = await post()
    if (!(answer instanceof RequestFailed)) return answer
    const created = await lookFor(answer)
    if (created) return created
    if (earlier.length > 0) throw answer
    earlier = answer.failures
    log.info(`It does not exist: trying again to ${task}.`)
  }

  async function post(): Promise<Registry | RequestFailed> {
    try {
      return await request(call, readRegistry)
    } catch (thrown) {
      const error = withEarlierFailures(earlier, thrown)
      if (!(error instanceof RequestFailed)) throw error
      if (error.mayHaveSucceeded) return error
      // A list shows the conflicting registry, so that later creates do not mistake it for theirs.
      if (refusalStatus(error) === 409) await listAfter(false, error)
      throw error
    }
  }

  async function lookFor(lost: RequestFailed): Promise<Registry | undefined> {
    log.info(`GitHub's answer was lost. Checking whether it did ${task}.`)
    const uncertain = appendMessage(lost, 'Whether it was created is unknown.')
    for (const milliseconds of listDelays) {
      await pause(milliseconds)
      const found = await listAfter(milliseconds === 0, uncertain)
      const [created, other] = found
      if (other)
        throw appendMessage(
          lost,
          `Now there are ${found.map(({ name }) => name).join(' and ')}, and it is unknown which of them this run created.`
        )
      if (!created) continue
      if (!created.url)
        throw appendMessage(
          lost,
          `Now there is ${created.name}, but this server does not show its URL, so it is unknown whether this run created it.`
        )
      log.info(`It did: the registry is ${created.name}.`)
      return created
    }
    return undefined
  }

  /** What `look` finds. If it fails, the earlier failure is thrown with its message added. */
  async function listAfter(isFirst: boolean, before: RequestFailed): Promise<Registry[]> {
    try {
      return await look(isFirst)
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error
      throw appendMessage(before, error.message)
    }
  }
}
