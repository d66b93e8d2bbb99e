import fc from 'fast-check'
import type { GivenRegistry } from '../local-github/organization.ts'
import type { Endpoint } from './bad-answers.ts'
import type { Scene } from './oracle.ts'
import type { Play, Stage } from './play.ts'

/** A registry as it was before, and what the manifest says about it. */
interface Role {
  readonly before?: GivenRegistry
  readonly entry?: Readonly<Record<string, unknown>> & { readonly selected_repositories?: readonly string[] }
}

/** What an organization has and what a manifest wants there. */
export interface Situation {
  readonly roles: readonly Role[]
  readonly prune: boolean
  readonly rewrite: 'never' | 'always' | '30d'
}

/** The value of the variable that manifests name, and a secret that is there before. */
export const [freshSecret, oldSecret] = ['Fresh-&-salty "pepper" 7', 'a stored secret, never shown']
export const manifestPath = 'm.yml'

const filler = Array.from({ length: 100 }, (_, number) => `filler-${number}`)
// A page and a half.
const repositories = ['web', 'api-one', 'api-two', { name: 'api-old', archived: true }, ...filler]
const matches: Readonly<Record<string, readonly number[]>> = { web: [0], 'api-one': [1], 'api-*': [1, 2] }

const azure = { auth_type: 'oidc_azure', tenant_id: 'a-tenant', client_id: 'a-client' }
const cloudsmith = { auth_type: 'oidc_cloudsmith', namespace: 'acme', service_slug: 'ci', audience: 'all' }
const old = { username: 'ci', secret: oldSecret }
const stale = { ...old, updated_at: '2025-09-01T00:00:00Z' }
const fields = { visibility: 'all', username: 'ci', secret_env: 'TOKEN' }
const some = { ...fields, visibility: 'selected', selected_repositories: ['web', 'api-one'] }
const pattern = { ...some, selected_repositories: ['web', 'api-*'] }

/** Everything that an `apply` may have to do with a registry. */
const kinds = {
  create: { entry: fields },
  'create for some': { entry: some },
  'create for a pattern': { entry: pattern },
  'create with OIDC': { entry: { ...cloudsmith, visibility: 'private' } },
  update: { before: { ...stale, username: 'old' }, entry: fields },
  select: { before: old, entry: some },
  'select by a pattern': { before: old, entry: pattern },
  'select no more': {
    before: { ...old, visibility: 'selected', selected_repository_ids: [0] },
    entry: fields
  },
  clear: { before: old, entry: { visibility: 'private', username: null, replaces_base: true } },
  move: { before: old, entry: {} },
  'set the secret': { before: stale, entry: { secret_env: 'TOKEN' } },
  'update with OIDC': { before: azure, entry: { ...azure, client_id: 'another-client' } },
  keep: { before: old, entry: fields },
  recreate: { before: old, entry: { ...azure, visibility: 'all' } },
  delete: { before: old }
} satisfies Record<string, { before?: Partial<GivenRegistry>; entry?: NonNullable<Role['entry']> }>
export type Kind = keyof typeof kinds

const types = ['npm_registry', 'maven_repository', 'docker_registry', 'python_index']
const addressOf = (place: number) => ({
  registry_type: types[place % 4] ?? '',
  url: `https://h${place}.example/a`
})

/** A registry of some kind, with a name and an address of its own. */
function roleOf(kind: Kind, place: number): Role {
  const { before, entry }: { before?: object; entry?: object } = kinds[kind]
  const [name, address] = [`R${place}`, addressOf(place)]
  const wanted = kind === 'move' ? { name, url: `https://moved.example/${place}` } : address
  return {
    ...(before && { before: { ...address, name, ...before } }),
    ...(entry && { entry: { ...wanted, ...entry } })
  }
}

/** An organization with registries of these kinds, of which all come true. */
export function situationOf(kinds: readonly Kind[]): Situation {
  return { roles: kinds.map(roleOf), prune: true, rewrite: '30d' }
}

const someKinds = fc.array(fc.constantFrom(...(Object.keys(kinds) as Kind[])), { minLength: 1, maxLength: 6 })
/** One or two random organizations with one policy, which one undisturbed run makes as they are wanted. */
export const anySituations: fc.Arbitrary<Record<string, Situation>> = fc
  .record({
    orgs: fc.oneof({ weight: 4, arbitrary: fc.tuple(someKinds) }, fc.tuple(someKinds, someKinds)),
    prune: fc.boolean(),
    rewrite: fc.constantFrom('never', 'always', '30d')
  })
  .map(({ orgs, prune: isPruned, rewrite }) => {
    // A manifest that wants nothing is refused.
    const prune = isPruned && orgs.every(kinds => kinds.some(kind => kind !== 'delete'))
    return Object.fromEntries(
      orgs.map((kinds, at) => [`acme-${at}`, { ...situationOf(kinds), prune, rewrite }])
    )
  })

/** Builds a situation in a new organization. */
export function settle({ add }: Stage, login: string, { roles, prune, rewrite }: Situation): Scene {
  const organization = add(login, { repositories })
  const idsOf = (places: readonly number[]) =>
    [...new Set(places)].map(at => organization.repositories[at]?.id ?? 0)
  const wants = roles.flatMap(({ before, entry }) => {
    const { selected_repository_ids = [] } = before ?? {}
    const selected = { selected_repository_ids: idsOf(selected_repository_ids) }
    if (before) organization.addRegistry({ ...before, ...selected })
    if (!entry) return []
    const { name, secret_env, selected_repositories: chosen, url, registry_type, ...given } = entry
    return {
      ...(name !== undefined && { name: String(name) }),
      ...{ registry_type: String(before?.registry_type ?? registry_type), url: String(before?.url ?? url) },
      given: {
        ...(!before && { auth_type: 'token' }),
        ...given,
        ...(chosen && { selected_repository_ids: idsOf(chosen.flatMap(name => matches[name] ?? [])) }),
        ...(name !== undefined && { url })
      },
      secret: secret_env === undefined ? undefined : freshSecret,
      rewrites: rewrite === 'always'
    }
  })
  return { organization, wants, prune }
}

const policyOf = ({ prune, rewrite }: Omit<Situation, 'roles'>) => ({
  ...{ manifest: manifestPath, prune: `${prune}`, 'rewrite-secrets': rewrite },
  ...{ 'max-deletions': '99', 'allow-recreate': 'true' }
})

/** The `apply` that makes situations come true, by their organizations; the policy is that of the first. */
export function applyOf(situations: Readonly<Record<string, Situation>>) {
  const registries = Object.entries(situations).flatMap(([org, { roles }]) =>
    roles.flatMap(({ entry }) => (entry ? { ...entry, orgs: [org] } : []))
  )
  const [first = { prune: false, rewrite: 'never' as const }] = Object.values(situations)
  return {
    with: { operation: 'apply', org: Object.keys(situations).join(), ...policyOf(first) },
    env: { TOKEN: freshSecret },
    files: { [manifestPath]: JSON.stringify({ registries }) }
  }
}

/** An operation as it is used, what it asks of GitHub, and where. */
export interface Operation {
  readonly name: string
  readonly asks: readonly Endpoint[]
  readonly inputs: Readonly<Record<string, string>>
  readonly situation: Situation
}

const fewWith = (third: Kind): Kind[] => ['update', 'delete', third, 'keep']
const all: Kind[] = ['update', 'delete', 'create', 'keep', 'create', 'select', 'recreate', 'delete']
const [{ registry_type }, gone, fresh] = [addressOf(0), addressOf(1), addressOf(2)]
/** Registries as GitHub shows them: what operations read and update, and what they delete. */
export const shown = [0, 1].map(at => {
  return { ...addressOf(at), name: `R${at}`, visibility: 'private', auth_type: 'token' }
})
const create = { 'registry-type': fresh.registry_type, url: fresh.url, visibility: 'all', username: 'ci' }
const select = (names: string) => ({ ...create, visibility: 'selected', 'selected-repositories': names })
const byPattern = all.map(kind => (kind === 'select' ? 'select by a pattern' : kind))
const [updating, policy] = [{ name: 'R0', username: 'ci' }, policyOf({ prune: true, rewrite: '30d' })]

const rows: [name: string, asks: Endpoint[], inputs: Record<string, string>, kinds?: Kind[]][] = [
  ['list', ['list'], {}],
  ['get', ['get'], { name: 'R0' }],
  ['get-public-key', ['public-key'], {}],
  ['create', ['list', 'public-key', 'create'], create],
  ['create for some', ['repository'], select('web,api-one'), fewWith('create for some')],
  ['create for a pattern', ['repositories'], select('web,api-*'), fewWith('create for a pattern')],
  ['update', ['public-key', 'update', 'get'], { ...updating, 'registry-type': registry_type }],
  ['delete', ['list', 'delete'], { 'registry-type': gone.registry_type, url: gone.url }],
  ['apply', ['list', 'public-key', 'update', 'create', 'delete', 'repository'], policy, all],
  ['apply by a pattern', ['repositories'], policy, byPattern],
  ['plan', ['list', 'public-key'], policy],
  ['rotate', ['list', 'public-key', 'update'], { manifest: manifestPath }, ['set the secret', 'keep']],
  ['export', ['list'], { manifest: 'export.yml' }]
]

/** Every operation; each `apply` with everything there is to do. */
export const operations: readonly Operation[] = rows.map(
  ([name, asks, inputs, kinds = fewWith('create')]) => {
    return { name, asks, inputs, situation: situationOf(kinds) }
  }
)

/** A step of an operation, without its manifest. */
export function stepOf({ name, inputs }: Operation, secret: string): Pick<Play, 'with' | 'env'> {
  const [operation = ''] = name.split(' ')
  if (operation === 'apply') return { with: { operation, ...inputs }, env: { TOKEN: secret } }
  const given = /plan|rotate/.test(operation) ? { secrets: JSON.stringify({ TOKEN: secret }) } : { secret }
  return { with: { operation, ...inputs, ...given }, env: {} }
}

/** The organizations in which an `apply` has to do everything: one, or three with 20 registries each. */
export function everything(isLarge: boolean, pattern: boolean): Record<string, Situation> {
  const more: Kind[] = ['create', 'update', 'keep', 'create', 'update', 'delete']
  const kinds = pattern ? byPattern : all
  const situation = situationOf(isLarge ? [...kinds, ...more, ...more] : kinds)
  return isLarge ? { acme: situation, 'acme-labs': situation, 'acme-tools': situation } : { acme: situation }
}
