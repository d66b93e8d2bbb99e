import type { GivenRegistry, Organization } from '../local-github/organization.ts'
import type { Endpoint } from './bad-answers.ts'
import type { Scene, Want } from './oracle.ts'
import type { Stage } from './play.ts'

/** An operation as it is used, and what it asks of GitHub. */
export interface Operation {
  readonly name: string
  readonly asks: readonly Endpoint[]
  with(secret: string): Record<string, string>
  /** The job's environment, given the secret. */
  readonly env?: (secret: string) => Record<string, string>
  readonly reads?: true
  /** The registries that it wants as they are named here, or all of them. */
  readonly wants?: readonly Want[]
}

const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example' }
const maven = { registry_type: 'maven_repository', url: 'https://maven.acme.example' }
const fresh = { registry_type: 'git_source', url: 'https://git.acme.example' }
export const name = 'NPM_REGISTRY_SECRET'
/** A registry that is there, as GitHub shows it. */
export const there = { ...npm, name, visibility: 'private', auth_type: 'token' }
export const manifestPath = 'registries.yml'

/** The secret that is there, and the one that is to be there. */
export const oldSecret = 'a stored secret, never shown'
export const newSecret = 'Fresh-&-salty "pepper" 7'

const look = { visibility: 'all', username: 'ci' }
const one = { 'registry-type': fresh.registry_type, url: fresh.url, visibility: 'all', username: 'ci' }
const creating = { ...one, operation: 'create' }
const updating = { operation: 'update', name, 'registry-type': npm.registry_type, username: 'ci' }
const deleting = { operation: 'delete', 'registry-type': npm.registry_type, url: npm.url }
const deleted: Want = { ...npm, given: {}, gone: true }
const chosen = (repositories: string) => (secret: string) => ({
  ...{ ...one, operation: 'create', visibility: 'selected', 'selected-repositories': repositories, secret }
})
const created: Want = { ...fresh, given: { ...look, auth_type: 'token' }, secret: newSecret, rewrites: true }
const updated: Want = { ...npm, given: { username: 'ci' }, secret: newSecret, rewrites: true }
const byManifest = { manifest: manifestPath, 'write-interval': '0s' }
const all: readonly Want[] = [npm, maven, fresh].map(place => ({ ...place, given: look, secret: newSecret }))
const rotated = [npm, maven].map(place => ({ ...place, given: {}, secret: newSecret, rewrites: true }))

type Row = [string, Endpoint[], Operation['with'], Omit<Operation, 'name' | 'asks' | 'with'>?]
const bySecrets = (operation: string) => (THE_SECRET: string) => ({
  ...{ ...byManifest, operation, secrets: JSON.stringify({ THE_SECRET }) }
})
const rows: Row[] = [
  ['list', ['list'], secret => ({ operation: 'list', secret })],
  ['get', ['get'], secret => ({ operation: 'get', name, secret })],
  ['get-public-key', ['public-key'], secret => ({ operation: 'get-public-key', secret })],
  ['create', ['list', 'public-key', 'create'], secret => ({ ...creating, secret }), { wants: [created] }],
  ['create for some', ['repository'], chosen('web,api-one'), { wants: [created] }],
  ['create for a pattern', ['repositories'], chosen('web,api-*'), { wants: [created] }],
  ['update', ['public-key', 'update', 'get'], secret => ({ ...updating, secret }), { wants: [updated] }],
  ['delete', ['list', 'delete'], secret => ({ ...deleting, secret }), { wants: [deleted] }],
  [
    'apply',
    ['list', 'public-key', 'update', 'create'],
    () => ({ ...byManifest, operation: 'apply' }),
    { env: THE_SECRET => ({ THE_SECRET }), reads: true, wants: all }
  ],
  ['plan', ['list', 'public-key'], bySecrets('plan'), { reads: true }],
  ['rotate', ['list', 'public-key', 'update'], bySecrets('rotate'), { reads: true, wants: rotated }],
  ['export', ['list'], secret => ({ operation: 'export', manifest: 'export.yml', secret })]
]

/** Every operation, one registry each where it can be. */
export const operations: readonly Operation[] = rows.map(([name, asks, inputs, more]) => {
  return { name, asks, with: inputs, ...more }
})

/** What operations find: a page and a half of repositories where a pattern is to be looked up. */
export function settleFor(
  stage: Pick<Stage, 'add'>,
  { asks, name }: Operation
): Scene & { files: Record<string, string> } {
  const organization = addOrganization(stage, 'acme', asks.includes('repositories'))
  organization.addRegistry({ ...npm, username: 'old', secret: oldSecret })
  organization.addRegistry({ ...maven, username: 'ci', secret: oldSecret })
  const operation = operations.find(one => one.name === name)
  const ids = organization.repositories.slice(0, name.endsWith('pattern') ? 3 : 2).map(({ id }) => id)
  const some = name.startsWith('create for') && { visibility: 'selected', selected_repository_ids: ids }
  const entries = (name === 'rotate' ? [npm, maven] : [npm, maven, fresh]).map(place => ({
    ...{ ...place, ...look, secret_env: 'THE_SECRET' }
  }))
  return {
    ...{ organization, prune: false },
    wants: (operation?.wants ?? []).map(want => ({ ...want, given: { ...want.given, ...some } })),
    files: operation?.reads ? { [manifestPath]: JSON.stringify({ registries: entries }) } : {}
  }
}

function addOrganization(stage: Pick<Stage, 'add'>, login: string, isLarge: boolean): Organization {
  const filler = isLarge ? Array.from({ length: 100 }, (_, number) => `filler-${number}`) : []
  const archived = { name: 'api-old', archived: true }
  return stage.add(login, { repositories: ['web', 'api-one', 'api-two', archived, ...filler] })
}

const types = ['npm_registry', 'maven_repository', 'docker_registry', 'nuget_feed', 'python_index']
const azure = { auth_type: 'oidc_azure', tenant_id: 'a-tenant', client_id: 'a-client', visibility: 'all' }
const old = { username: 'ci', secret: oldSecret }
const fields = { ...look, secret_env: 'NEW_SECRET' }

/** Everything that an `apply` may have to do: how a registry was before, and what the manifest says of it. */
const roles: Readonly<Record<string, { before?: Partial<GivenRegistry>; entry?: Record<string, string> }>> = {
  create: { entry: fields },
  update: { before: { ...old, username: 'old', updated_at: '2025-09-01T00:00:00Z' }, entry: fields },
  select: { before: { ...old, visibility: 'private' }, entry: { ...fields, visibility: 'selected' } },
  keep: { before: old, entry: fields },
  recreate: { before: old, entry: azure },
  delete: { before: old }
}
const few = ['create', 'update', 'keep', 'create', 'select', 'recreate', 'delete', 'delete']
const more = ['create', 'update', 'keep', 'create', 'update', 'delete']

/** What an `apply` finds that is to do all there is to do, in one organization or in three. */
export function settleRoles(
  stage: Pick<Stage, 'add'>,
  { isLarge, byPattern }: { isLarge: boolean; byPattern: boolean }
): { scenes: Scene[]; files: Record<string, string>; with: Record<string, string> } {
  const logins = isLarge ? ['acme', 'acme-labs', 'acme-tools'] : ['acme']
  const all = (isLarge ? [...few, ...more, ...more] : few).map((role, place) => {
    const address = { registry_type: types[place % 5] ?? '', url: `https://r${place}.acme.example/a` }
    return { address, ...roles[role] }
  })
  const scenes = logins.map(login => {
    const organization = addOrganization(stage, login, byPattern)
    const ids = organization.repositories.slice(0, byPattern ? 3 : 2).map(({ id }) => id)
    for (const { before, address } of all) if (before) organization.addRegistry({ ...address, ...before })
    const wants = all.flatMap(({ address, entry }): Want[] => {
      if (!entry) return []
      const { secret_env, ...given } = entry
      const some = given['visibility'] === 'selected' && { selected_repository_ids: ids }
      return [{ ...address, given: { ...given, ...some }, secret: secret_env && newSecret }]
    })
    return { organization, wants, prune: true }
  })
  const chosen = { selected_repositories: byPattern ? ['web', 'api-*'] : ['web', 'api-one'] }
  const registries = all.flatMap(({ address, entry }) => {
    return entry ? [{ ...address, ...entry, ...(entry['visibility'] === 'selected' && chosen) }] : []
  })
  const policy = { prune: 'true', 'max-deletions': '10', 'allow-recreate': 'true', 'rewrite-secrets': '30d' }
  return {
    scenes,
    files: { [manifestPath]: JSON.stringify({ registries }) },
    with: { operation: 'apply', org: logins.join(), manifest: manifestPath, ...policy }
  }
}

export const environment = { NEW_SECRET: newSecret, OLD_SECRET: oldSecret }
