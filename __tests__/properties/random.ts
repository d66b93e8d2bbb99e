import fc from 'fast-check'
import { checkWanted } from '../../src/registries/check-wanted.ts'
import { parseManifest } from '../../src/registries/manifest.ts'
import type { Policy } from '../../src/registries/plan.ts'
import {
  type AuthType,
  authTypeNames,
  authTypes,
  fieldsOf,
  type RegistrySpec,
  registryTypes
} from '../../src/registries/registry.ts'
import type { Rewrite } from '../../src/registries/rewrite.ts'
import type { Wanted } from '../../src/registries/wanted.ts'
import type { GivenRegistry, Organization } from '../github/organization.ts'
import type { StoredRegistry } from '../github/registry.ts'
import type { LocalGitHub } from '../github/server.ts'
import { now } from '../registries/planning.ts'

/** What is chosen of a registry that exists. */
interface Existing {
  type: number
  place: number
  authType: AuthType
  username: string | null
  replaces: boolean
  visibility: string
  ids: number[]
  optional: boolean
  days: number
}

/** What is chosen of an entry of a manifest; the numbers choose among what there is. */
interface Choice {
  /** Which registry that exists is meant; a new one if there are not so many. */
  target: number
  pinned: boolean
  spelling: number
  auth: 'left' | 'same' | 'other'
  other: AuthType
  same: boolean
  fields: boolean[]
  username: string | null | undefined
  replaces: boolean | undefined
  visibility: string | undefined
  repositories: string[]
  secret: boolean
  elsewhere: boolean
}

/** An organization, what is wanted in it, and what is allowed. */
export interface Situation {
  registries: Existing[]
  choices: Choice[]
  defaults: RegistrySpec
  policy: Pick<Policy, 'rewriteSecrets' | 'prune' | 'maxDeletions' | 'allowRecreate'>
}

const day = 86_400_000
const repositories = ['web', 'api-one', 'api-two']
const visibilities = ['all', 'private', 'selected']
const types = registryTypes.slice(2, 6)

/** The address of a place; there are few, so that entries meet registries. */
function urlOf(place: number): string {
  return `https://h${place % 5}.example/${place % 2 ? 'a' : ''}`
}

/** The same address, written otherwise. */
function respelt(url: string, spelling: number): string {
  const { hostname, pathname } = new URL(url)
  const path = pathname.replace(/\/$/, '')
  return [url, `HTTPS://${hostname.toUpperCase()}:443${path}`, `https://${hostname}${path}/`][spelling] ?? url
}

const names = fc.constantFrom('ci', 'bot', 'Zoë <x>')

const existing: fc.Arbitrary<Existing> = fc.record({
  type: fc.nat(types.length - 1),
  place: fc.nat(9),
  authType: fc.oneof(fc.constantFrom('token', 'username_password'), fc.constantFrom(...authTypeNames)),
  username: fc.option(names),
  replaces: fc.boolean(),
  visibility: fc.constantFrom(...visibilities),
  ids: fc.subarray([0, 1, 2]),
  optional: fc.boolean(),
  days: fc.nat(60)
})

const choice: fc.Arbitrary<Choice> = fc.record({
  target: fc.nat(9),
  pinned: fc.boolean(),
  spelling: fc.nat(2),
  auth: fc.constantFrom('left', 'left', 'same', 'same', 'other'),
  other: fc.constantFrom(...authTypeNames),
  same: fc.boolean(),
  fields: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  username: fc.constantFrom(undefined, null, 'ci', 'bot'),
  replaces: fc.constantFrom(undefined, true, false),
  visibility: fc.constantFrom(undefined, ...visibilities),
  repositories: fc.subarray([...repositories, 'api-*']),
  secret: fc.boolean(),
  elsewhere: fc.boolean()
})

const defaults: fc.Arbitrary<RegistrySpec> = fc
  .record(
    {
      visibility: fc.constantFrom(...(['all', 'private', 'selected'] as const)),
      selected_repositories: fc.subarray(repositories),
      replaces_base: fc.boolean(),
      username: names,
      secret_env: fc.constant('DEFAULT_TOKEN'),
      audience: fc.constant('everyone')
    },
    { requiredKeys: [] }
  )
  .filter(({ visibility, selected_repositories }) => visibility !== 'selected' || !!selected_repositories)

const policy: fc.Arbitrary<Situation['policy']> = fc.record({
  rewriteSecrets: fc.constantFrom<Rewrite[]>('never', 'always', { olderThan: 30 * day }),
  prune: fc.boolean(),
  maxDeletions: fc.constantFrom(0, 1, 20, 20),
  allowRecreate: fc.constantFrom(true, true, false)
})

/** A random situation. */
export const situation: fc.Arbitrary<Situation> = fc.record({
  registries: fc.uniqueArray(existing, {
    maxLength: 6,
    selector: ({ type, place }) => `${type} ${urlOf(place)}`
  }),
  choices: fc.uniqueArray(choice, { maxLength: 6, selector: ({ target }) => target }),
  defaults: fc.oneof(fc.constant({}), defaults),
  policy
})

/** The registries of a situation as GitHub keeps them. */
export function registriesOf(
  { registries }: Pick<Situation, 'registries'>,
  firstId: number
): GivenRegistry[] {
  return registries.map(one => {
    const { required, optional } = authTypes[one.authType]
    const own: string[] = [...required, ...(one.optional ? optional : [])]
    const { secret } = authTypes[one.authType]
    const values = own.filter(field => field !== 'username').map(field => [field, `the ${field}`])
    return {
      ...Object.fromEntries(values),
      registry_type: types[one.type] ?? 'git_source',
      url: urlOf(one.place),
      auth_type: one.authType,
      username: one.authType === 'username_password' ? (one.username ?? 'ci') : secret ? one.username : null,
      replaces_base: one.replaces,
      visibility: one.visibility,
      selected_repository_ids: one.visibility === 'selected' ? one.ids.map(id => firstId + id) : [],
      secret: secret ? 'the first' : null,
      updated_at: new Date(now - one.days * day).toISOString().replace('.000', '')
    }
  })
}

let organizations = 0

/** A new organization on a server, with these registries. */
export function settle(github: LocalGitHub, given: Pick<Situation, 'registries'>): Organization {
  organizations += 1
  const acme = github.addOrganization(`acme-${organizations}`, { repositories })
  const [first] = acme.repositories
  for (const registry of registriesOf(given, first?.id ?? 0)) acme.addRegistry(registry)
  return acme
}

/** What a situation wants, as the manifest of an organization that has these registries. */
export function manifestFor({ choices, defaults }: Situation, registries: readonly StoredRegistry[]): string {
  const free = Array.from({ length: 10 }, (_, place) => urlOf(place)).flatMap(url =>
    types.map(registry_type => ({ registry_type, url }))
  )
  const unused = free.filter(
    place => !registries.some(one => one.registry_type === place.registry_type && one.url === place.url)
  )
  const entries = choices.map((one, at) => {
    const registry = registries[one.target]
    return registry ? entryFor(one, registry, defaults) : newEntry(one, unused[at * 3], defaults)
  })
  return JSON.stringify({ defaults, registries: entries })
}

function newEntry(one: Choice, place: object | undefined, defaults: RegistrySpec): object {
  const authType = one.auth === 'left' ? 'token' : one.other
  return {
    ...place,
    ...(one.auth !== 'left' && { auth_type: authType }),
    ...fieldsFor(one, authType, { isNew: true }),
    ...visibilityFor({ ...one, visibility: one.visibility ?? defaults.visibility ?? 'all' })
  }
}

function entryFor(one: Choice, registry: StoredRegistry, defaults: RegistrySpec): object {
  const { registry_type, url, name } = registry
  const old = registry.auth_type as AuthType
  const authType = one.auth === 'other' ? one.other : old
  const isNew = authType !== old
  const address = { registry_type, url: respelt(url, one.spelling) }
  const moved = one.elsewhere && !isNew ? { url: `https://moved.example/${name}` } : {}
  return {
    ...(one.pinned ? { name, ...moved } : address),
    ...(one.auth !== 'left' && { auth_type: authType }),
    ...fieldsFor(one, authType, { isNew, registry }),
    ...visibilityFor(
      isNew && one.visibility === undefined
        ? { ...one, visibility: defaults.visibility ?? registry.visibility }
        : one
    )
  }
}

/** Some of the fields of an auth type; of a new registry all that it needs. */
function fieldsFor(
  one: Choice,
  authType: AuthType,
  { isNew, registry }: { isNew: boolean; registry?: StoredRegistry }
): object {
  const { secret, required } = authTypes[authType]
  const own = fieldsOf(authType).filter(field => field !== 'username')
  const given = own.filter(
    (field, at) => one.fields[at] || (isNew && (required as readonly string[]).includes(field))
  )
  const values = given.map(field => [field, one.same ? `the ${field}` : `another ${field}`])
  const mustHaveUser = authType === 'username_password'
  const username = mustHaveUser && (isNew || one.username === null) ? (one.username ?? 'ci') : one.username
  return {
    ...Object.fromEntries(values),
    ...(secret && username !== undefined && { username }),
    ...(one.replaces !== undefined && { replaces_base: one.replaces }),
    ...(secret && (one.secret || isNew || !registry) && { secret_env: 'TOKEN' })
  }
}

function visibilityFor({ visibility, repositories: names }: Choice): object {
  if (visibility === undefined) return {}
  return { visibility, ...(visibility === 'selected' && { selected_repositories: names }) }
}

/** What a manifest wants, its variables set to `secrets`; undefined if it is not good. */
export function wantedIn(
  manifest: string,
  secrets: Readonly<Record<string, string>> = { TOKEN: 'the second', DEFAULT_TOKEN: 'the third' }
): Wanted[] {
  const { wanted, problems, warnings } = parseManifest(manifest, 'x.yml')
  expect({ manifest, problems, warnings }).toEqual({ manifest, problems: [], warnings: [] })
  const filled = wanted.map(one => ({
    ...one,
    spec: withSecret(one.spec, secrets),
    defaults: withSecret(one.defaults, secrets)
  }))
  expect({ manifest, found: checkWanted(filled).problems }).toEqual({ manifest, found: [] })
  return filled
}

function withSecret(spec: RegistrySpec, secrets: Readonly<Record<string, string>>): RegistrySpec {
  const secret = secrets[spec.secret_env ?? '']
  return secret === undefined ? spec : { ...spec, secret }
}

/** All that there is in an organization, without its times. */
export function stateOf({ registries }: Organization): Record<string, unknown> {
  return Object.fromEntries(
    registries.map(({ created_at, updated_at, ...rest }) => [rest.name, structuredClone(rest)])
  )
}
