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
const chosen = (repositories: string) => (secret: string) => ({
  ...{ ...one, operation: 'create', visibility: 'selected', 'selected-repositories': repositories, secret }
})
const created: Want = { ...fresh, given: { ...look, auth_type: 'token' }, secret: newSecret, rewrites: true }
const updated: Want = { ...npm, given: { username: 'ci' }, secret: newSecret, rewrites: true }
const byManifest = { manifest: manifestPath, 'write-interval': '0s' }
const all: readonly Want[] = [npm, maven, fresh].map(place => ({ ...place, given: look, secret: newSecret }))
const rotated = [npm, maven].map(place => ({ ...place, given: {}, secret: newSecret, rewrites: true }))

/** Every operation, one registry each where it can be. */
export const operations: readonly Operation[] = [
  { name: 'list', asks: ['list'], with: secret => ({ operation: 'list', secret }) },
  { name: 'get', asks: ['get'], with: secret => ({ operation: 'get', name, secret }) },
  { name: 'get-public-key', asks: ['public-key'], with: secret => ({ operation: 'get-public-key', secret }) },
  {
    name: 'create',
    asks: ['list', 'public-key', 'create'],
    with: secret => ({ ...one, operation: 'create', secret }),
    wants: [created]
  },
  { name: 'create for some', asks: ['repository'], with: chosen('web,api-one'), wants: [created] },
  { name: 'create for a pattern', asks: ['repositories'], with: chosen('web,api-*'), wants: [created] },
  {
    name: 'update',
    asks: ['public-key', 'update', 'get'],
    with: secret => ({
      operation: 'update',
      name,
      'registry-type': npm.registry_type,
      username: 'ci',
      secret
    }),
    wants: [updated]
  },
  {
    name: 'delete',
    asks: ['list', 'delete'],
    with: secret => ({ operation: 'delete', 'registry-type': npm.registry_type, url: npm.url, secret }),
    wants: [{ ...npm, given: {}, gone: true }]
  },
  {
    name: 'apply',
    asks: ['list', 'public-key', 'update', 'create'],
    with: () => ({ ...byManifest, operation: 'apply' }),
    env: THE_SECRET => ({ THE_SECRET }),
    ...{ reads: true, wants: all }
  },
  {
    name: 'plan',
    asks: ['list', 'public-key'],
    with: THE_SECRET => ({ ...byManifest, operation: 'plan', secrets: JSON.stringify({ THE_SECRET }) }),
    reads: true
  },
  {
    name: 'rotate',
    asks: ['list', 'public-key', 'update'],
    with: THE_SECRET => ({ ...byManifest, operation: 'rotate', secrets: JSON.stringify({ THE_SECRET }) }),
    ...{ reads: true, wants: rotated }
  },
  {
    name: 'export',
    asks: ['list'],
    with: secret => ({ operation: 'export', manifest: 'export.yml', secret })
  }
]

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

type Role = 'create' | 'update' | 'select' | 'keep' | 'recreate' | 'delete'

const types = ['npm_registry', 'maven_repository', 'docker_registry', 'nuget_feed', 'python_index']
const azure = { auth_type: 'oidc_azure', tenant_id: 'a-tenant', client_id: 'a-client', visibility: 'all' }
const few: readonly Role[] = ['create', 'update', 'keep', 'create', 'select', 'recreate', 'delete', 'delete']
const more: readonly Role[] = ['create', 'update', 'keep', 'create', 'update', 'delete']
const many: readonly Role[] = [...few, ...more, ...more]

/** The registry that plays a role: how it was, what the manifest says of it, what is wanted. */
function roleOf(role: Role, place: number): { before?: GivenRegistry; entry?: object; want?: Want } {
  const address = { registry_type: types[place % 5] ?? '', url: `https://r${place}.acme.example/a` }
  const before = { ...address, username: 'ci', secret: oldSecret }
  const entry = { ...address, ...look, secret_env: 'NEW_SECRET' }
  const want = { ...address, given: { ...look }, secret: newSecret }
  switch (role) {
    case 'create':
      return { entry, want }
    case 'update':
      return { before: { ...before, username: 'old', updated_at: '2025-09-01T00:00:00Z' }, entry, want }
    case 'select':
      return {
        before: { ...before, visibility: 'private' },
        entry: { ...entry, visibility: 'selected' },
        want
      }
    case 'keep':
      return { before, entry, want }
    case 'recreate':
      return { before, entry: { ...address, ...azure }, want: { ...address, given: azure } }
    case 'delete':
      return { before }
  }
}

/** What an `apply` finds that is to do all there is to do, in one organization or in three. */
export function settleRoles(
  stage: Pick<Stage, 'add'>,
  { isLarge, byPattern }: { isLarge: boolean; byPattern: boolean }
): { scenes: Scene[]; files: Record<string, string>; with: Record<string, string> } {
  const logins = isLarge ? ['acme', 'acme-labs', 'acme-tools'] : ['acme']
  const roles = (isLarge ? many : few).map((role, place) => ({ role, ...roleOf(role, place) }))
  const scenes = logins.map(login => {
    const organization = addOrganization(stage, login, byPattern)
    for (const { before } of roles) if (before) organization.addRegistry(before)
    const ids = organization.repositories.slice(0, byPattern ? 3 : 2).map(({ id }) => id)
    const wants = roles.flatMap(({ role, want }) => {
      if (!want) return []
      const some = role === 'select' && { visibility: 'selected', selected_repository_ids: ids }
      return [{ ...want, given: { ...want.given, ...some } }]
    })
    return { organization, wants, prune: true }
  })
  const selected_repositories = byPattern ? ['web', 'api-*'] : ['web', 'api-one']
  const registries = roles.flatMap(({ role, entry }) =>
    entry ? [{ ...entry, ...(role === 'select' && { selected_repositories }) }] : []
  )
  return {
    scenes,
    files: { [manifestPath]: JSON.stringify({ registries }) },
    with: {
      ...{
        operation: 'apply',
        org: logins.join(),
        manifest: manifestPath,
        prune: 'true',
        'max-deletions': '10'
      },
      ...{ 'allow-recreate': 'true', 'rewrite-secrets': '30d' }
    }
  }
}

export const environment = { NEW_SECRET: newSecret, OLD_SECRET: oldSecret }
