import { setTimeout } from 'node:timers/promises'
import { members } from '../../src/github/failure.ts'
import { createSealer, type Sealed } from '../../src/github/seal.ts'
import { type Registry, registryTypes } from '../../src/registries/registry.ts'
import { Secret } from '../../src/registries/secret.ts'
import type { Answer, Api } from './api.ts'
import { isOwn, ownHost } from './own.ts'
import type { Transcript } from './transcript.ts'

/** Thrown by an experiment without a result; its message is shown instead. */
export class NoResult extends Error {}

/** Thrown when the whole run must end. */
export class Stop extends Error {}

/** What an unexpected status is called. */
export function statusText({ status }: Answer): string {
  return status === 0 ? 'no answer' : `status ${status}`
}

/** The secret of all registries. */
export const madeUp = 'live-check-made-up'

const maxPages = 100

/** What an experiment may do in the organization, and what removes all that it did. */
export type Organization = ReturnType<typeof createOrganization>

/** Works in one organization, on own registries only. After an interruption, it only removes. */
export function createOrganization({
  api,
  org,
  token,
  transcript,
  interrupted
}: {
  api: Api
  org: string
  token: string
  transcript: Transcript
  interrupted: AbortSignal
}) {
  const path = `/orgs/${org}/private-registries`
  const pathOf = (name: string) => `${path}/${encodeURIComponent(name)}`
  const sealer = createSealer(fetchKey, Promise.resolve(), transcript.hide)
  /** The names of registries that are still to be removed. */
  const remaining = new Set<string>()
  let foreign: Registry[] = []
  let addresses = 0
  transcript.hide(madeUp)

  function request(route: string, body?: object, by = token): Promise<Answer> {
    if (interrupted.aborted) throw new Stop('Interrupted.')
    return api(route, by, body)
  }

  const seal = (text: string): Promise<Sealed> => sealer.seal(new Secret(text))

  async function fetchKey(): Promise<{ key_id: string; key: string }> {
    const { body } = await request(`GET ${path}/public-key`)
    const { key_id, key } = members(body)
    return { key_id: String(key_id), key: String(key) }
  }

  async function list(send: (route: string) => Promise<Answer> = request): Promise<Registry[]> {
    const all: Registry[] = []
    for (let page = 1; ; page++) {
      const answer = await send(`GET ${path}?per_page=100&page=${page}`)
      const { configurations } = members(answer.body)
      if (answer.status !== 200 || !Array.isArray(configurations))
        throw new NoResult(`${statusText(answer)} to the list`)
      all.push(...configurations.map(one => members(one) as unknown as Registry))
      if (configurations.length < 100 || page === maxPages) return all
    }
  }

  /** The types that only own registries have. GitHub might take two registries of a type for one. */
  const types = () =>
    registryTypes.filter(type => !foreign.some(({ registry_type }) => registry_type === type))

  async function create(fields: object = {}, by?: string): Promise<Answer> {
    addresses += 1
    const fixed = { visibility: 'selected', selected_repository_ids: [] }
    const usual = { registry_type: types()[0], url: `https://${ownHost}/${addresses}` }
    const sealed = await seal(madeUp)
    const answer = await request(`POST ${path}`, { ...usual, ...fixed, ...sealed, ...fields }, by)
    const { name } = members(answer.body)
    if (foreign.some(one => one.name === name))
      throw new Stop(`GitHub answered a create with ${name}, which was there before.`)
    if (answer.status === 201 && typeof name === 'string') remaining.add(name)
    return answer
  }

  const update = (name: string, body: object) => request(`PATCH ${pathOf(name)}`, body)

  const expected = (answer: Answer, status: number, what: string): Record<string, unknown> => {
    if (answer.status !== status) throw new NoResult(`${statusText(answer)} to ${what}`)
    return members(answer.body)
  }

  async function remove(name: string): Promise<void> {
    const { status } = await api(`DELETE ${pathOf(name)}`, token)
    if (status === 204 || status === 404) remaining.delete(name)
  }

  async function removeMade(): Promise<void> {
    for (const name of remaining) await remove(name)
  }

  return {
    types,
    seal,
    create,
    update,
    removeMade,

    /** Finds out which registries are there, and returns how many are somebody else's, and the own ones. */
    async look(): Promise<{ foreign: number; own: Registry[] }> {
      const all = await list()
      foreign = all.filter(one => !isOwn(one))
      return { foreign: foreign.length, own: all.filter(isOwn) }
    },

    /** Creates a registry that must be made. */
    async made(fields?: object): Promise<Registry> {
      const { name, registry_type, ...others } = expected(await create(fields), 201, 'a create')
      if (typeof name !== 'string' || typeof registry_type !== 'string')
        throw new NoResult('a created registry without a name or a type')
      return { name, registry_type, ...others }
    },

    /** Makes an update that must succeed. */
    async updated(name: string, body: object): Promise<void> {
      expected(await update(name, body), 204, 'an update')
    },

    /** A registry as GET shows it, if there is one. */
    async read(name: string): Promise<Partial<Registry> | undefined> {
      const answer = await request(`GET ${pathOf(name)}`)
      return answer.status === 404 ? undefined : (expected(answer, 200, 'a read') as Partial<Registry>)
    },

    /** A registry as the list shows it, if it is there. */
    async listed(name: string): Promise<Registry | undefined> {
      return (await list()).find(one => one.name === name)
    },

    /** The answer to another token that lists the registries. */
    listAs: (by: string) => request(`GET ${path}`, undefined, by),

    /** Removes all own registries, also those of earlier runs. Returns the names of those that may be left. */
    async removeAll(): Promise<string[]> {
      await removeMade()
      for (let round = 1; round <= 3; round++) {
        for (const { name } of (await list(route => api(route, token))).filter(isOwn)) remaining.add(name)
        await removeMade()
        if (remaining.size === 0) break
        await setTimeout(round * 1000)
      }
      return [...remaining]
    }
  }
}
