import { isDeepStrictEqual } from 'node:util'
import type { Organization } from '../github/organization.ts'
import type { StoredRegistry } from '../github/registry.ts'
import { type Situation, type Wish, wishedFields } from './wishes.ts'

/** What an organization holds, by type and address, without its times. */
export type Held = ReadonlyMap<string, Readonly<Record<string, unknown>>>

/** A change as a run tells of it. */
export interface Told {
  readonly org: string
  readonly action: string
  readonly name: string | null
  readonly registry_type: string | null
  readonly url: string | null
  readonly fields: readonly string[]
  readonly status: string
  readonly reason?: string
}

/** One organization before and after a run, and what was to be done there. */
export interface Course {
  readonly organization: Organization
  readonly situation: Situation
  readonly before: Held
  readonly after: Held
  /** What the run told; undefined if it was killed, so that each change may have been made or not. */
  readonly told: readonly Told[] | undefined
}

/** What tells one registry from another. */
export function addressOf({ registry_type, url }: Pick<Told, 'registry_type' | 'url'>): string {
  return `${registry_type} at ${url}`
}

/** What an organization holds now. Twins are told by their number. */
export function heldBy({ registries }: Pick<Organization, 'registries'>): Held {
  const held = new Map<string, StoredRegistry>()
  for (const registry of registries) {
    const address = addressOf(registry)
    held.set(held.has(address) ? `${address} (twin ${registry.name})` : address, registry)
  }
  return new Map(
    [...held].map(([address, { created_at, updated_at, ...rest }]) => [
      address,
      JSON.parse(JSON.stringify(rest))
    ])
  )
}

/** Everything in which what was told, or what was to be done, is not what the organization holds. */
export function untruths(course: Course): string[] {
  const { told, after, before } = course
  // Of an organization that could not be read nothing is told, and nothing is to have happened to it.
  const changes = !told
    ? anything(course, 'unknown')
    : told.length > 0
      ? told
      : anything(course, 'not_attempted')
  const said = new Map(changes.map(change => [addressOf(change), change]))
  const untold = course.situation.wishes.map(addressOf).filter(address => !said.has(address))
  const others = new Set([...before.keys(), ...after.keys()]).difference(new Set(said.keys()))
  return [
    ...untold.map(address => `Nothing was told of ${address}.`),
    ...(said.size < changes.length ? ['One registry was told of twice.'] : []),
    ...[...after.keys()].filter(address => address.includes(' (twin ')).map(twin => `There is ${twin}.`),
    ...[...others]
      .filter(address => !isOfOthers(address) && !isDeepStrictEqual(before.get(address), after.get(address)))
      .map(address => `${address} was touched, and nobody told of it.`),
    ...changes.filter(change => !isTrue(change, course)).map(change => sentence(change, course))
  ]
}

/** What is made by another process in the midst of a run. */
export const otherHost = 'https://other-process.example'

function isOfOthers(address: string): boolean {
  return address.includes(otherHost) && !address.includes(' (twin ')
}

/** The changes of a run that did not tell of them. */
function anything({ situation, before, organization }: Course, status: 'unknown' | 'not_attempted'): Told[] {
  const { wishes, prune, rewrite } = situation
  const wished = new Set(wishes.map(addressOf))
  const how = { org: organization.login, name: null, status }
  const changes = wishes.map(wish => {
    const was = before.get(addressOf(wish))
    const isNew = was === undefined
    const action = isNew
      ? 'create'
      : wish.auth_type && wish.auth_type !== was['auth_type']
        ? 'recreate'
        : 'update'
    const { registry_type, url } = wish
    const fields = wishedFields(wish).filter(field => field !== 'secret' || rewrite === 'always')
    return { ...how, action, registry_type, url, fields: action === 'update' ? fields : [] }
  })
  const unwished = prune ? [...before].filter(([address]) => !wished.has(address)) : []
  const deletes = unwished.map(([, { registry_type, url }]) => {
    return { ...how, action: 'delete', registry_type: `${registry_type}`, url: `${url}`, fields: [] }
  })
  return [...changes, ...deletes]
}

function isTrue(change: Told, course: Course): boolean {
  const address = addressOf(change)
  const [was, is] = [course.before.get(address), course.after.get(address)]
  // Another process may have made it after the look before, and it may be pruned at once.
  if (isOfOthers(address)) return change.status !== 'done' || is === undefined
  const isAsBefore = isDeepStrictEqual(was, is)
  switch (change.status) {
    case 'done':
      return isDone(change, course) && (change.action === 'delete' || is?.['name'] === change.name)
    case 'unknown':
      return isAsBefore || isDone(change, course) || (change.action === 'recreate' && is === undefined)
    case 'failed':
      return isAsBefore || (is === undefined && change.action === 'recreate' && isGone(change))
    case 'not_attempted':
      return isAsBefore
    default:
      return false
  }
}

function isGone({ reason = '' }: Told): boolean {
  return reason.includes('IT WAS NOT CREATED ANEW')
}

function isDone(change: Told, { before, after, situation, organization }: Course): boolean {
  const address = addressOf(change)
  const [was, is] = [before.get(address), after.get(address)]
  const wish = situation.wishes.find(one => addressOf(one) === address)
  if (change.action === 'delete') return was !== undefined && !wish && is === undefined
  if (change.action === 'keep') return was !== undefined && isDeepStrictEqual(was, is)
  if (!wish || !is || (was === undefined) !== (change.action === 'create')) return false
  const wanted = wantedOf(wish, organization)
  if (change.action === 'update') {
    const written = change.fields.map(field => [field, wanted[field]])
    const emptied = wanted['visibility'] !== 'selected' && change.fields.includes('visibility')
    const expected = {
      ...was,
      ...Object.fromEntries(written),
      ...(emptied && { selected_repository_ids: [] })
    }
    return isDeepStrictEqual(is, expected)
  }
  return Object.entries(wanted).every(([field, value]) => isDeepStrictEqual(is[field], value))
}

/** Every field that a wish gives, as GitHub keeps it. */
export function wantedOf(wish: Wish, { repositories }: Organization): Record<string, unknown> {
  const { selected_repositories: names, secret_env, ...fields } = wish
  const ids = repositories.filter(({ name }) => names?.includes(name)).map(({ id }) => id)
  return {
    ...fields,
    ...(names && { selected_repository_ids: ids }),
    ...(secret_env && { secret: newSecret })
  }
}

/** The value of the variable that every wish with a secret names. */
export const newSecret = 'the second'

function sentence(change: Told, { before, after }: Course): string {
  const { action, name, status, fields, reason } = change
  const address = addressOf(change)
  const told = `${action} of ${name} (${address}) was told to be ${status} [${fields}]`
  const [was, is] = [before, after].map(held => JSON.stringify(held.get(address)) ?? 'nothing')
  return `${told}, but there was ${was}, and there is ${is}.${reason ? ` It said: ${reason}` : ''}`
}
