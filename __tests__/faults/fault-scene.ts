import type { GivenRegistry, Organization } from '../github/organization.ts'
import type { LocalGitHub } from '../github/server.ts'
import type { Endpoint } from './fault-endpoints.ts'
import type { Wanted } from './truth.ts'

/** How much a run has to do: one operation, `apply` to one organization, or to three with 20 registries each. */
export const sizes = ['one registry', '1 organization', '3 organizations × 20 registries'] as const
export type Size = (typeof sizes)[number]

/** Whether the first request of an endpoint is hit, or one of those after it. */
export type Turn = 'first' | 'later'

/** What a run finds, and what it is asked for. */
export interface Scene {
  readonly organizations: readonly Organization[]
  readonly inputs: Readonly<Record<string, string>>
  /** What the manifest says, if one is used. */
  readonly manifest?: object
  /** What the organizations are to hold afterwards. */
  readonly wanted: readonly Wanted[]
  /** How many requests of the endpoint that is hit come before the one that is. */
  readonly skip: number
}

/** The secrets of every scene, as the job's environment has them. */
export const secrets = { NEW_SECRET: 'Fresh-&-salty "pepper" 7', OLD_SECRET: 'a stored secret, never shown' }

type Role = 'create' | 'update' | 'select' | 'keep' | 'recreate' | 'delete'

const types = ['npm_registry', 'maven_repository', 'docker_registry', 'nuget_feed', 'python_index']
const azure = {
  tenant_id: '12345678-1234-1234-1234-123456789012',
  client_id: 'abcdef01-2345-6789-abcd-ef0123456789'
}
const months = '2025-09-01T00:00:00Z'

/** A registry that plays a role: where it is, how it was, what the manifest says of it, what is to be there then. */
interface Entry {
  readonly address: { readonly registry_type: string; readonly url: string }
  readonly before?: GivenRegistry
  readonly given?: object
  readonly holds: Wanted['holds']
}

/** The registry that plays a role at a place. */
export function entryOf(role: Role, place: number): Entry {
  const address = {
    registry_type: types[place % types.length] ?? '',
    url: `https://r${place}.acme.example/a`
  }
  const before = { ...address, username: 'ci', secret: secrets.OLD_SECRET }
  const fresh = { username: 'ci', visibility: 'all', auth_type: 'token', secret: secrets.NEW_SECRET }
  const given = { ...address, username: 'ci', visibility: 'all', secret_env: 'NEW_SECRET' }
  const oidc = { auth_type: 'oidc_azure', ...azure, visibility: 'all' }
  const selected = { username: 'ci', visibility: 'selected' }
  switch (role) {
    case 'create':
      return { address, given, holds: fresh }
    case 'update':
      return { address, before: { ...before, username: 'old', updated_at: months }, given, holds: fresh }
    case 'select':
      return {
        address,
        before: { ...before, visibility: 'private' },
        given: { ...given, ...selected },
        holds: selected
      }
    case 'keep':
      return { address, before, given, holds: { secret: secrets.OLD_SECRET } }
    case 'recreate':
      return { address, before, given: { ...address, ...oidc }, holds: { ...oidc, secret: null } }
    case 'delete':
      return { address, before, holds: 'gone' }
  }
}

const few: readonly Role[] = ['create', 'update', 'keep', 'create', 'select', 'recreate', 'delete', 'delete']
const many: readonly Role[] = [
  ...few,
  ...(['create', 'update', 'keep', 'create', 'update', 'keep'] as const),
  ...(['create', 'update', 'create', 'update', 'delete', 'delete'] as const)
]

const skips: Record<Exclude<Size, 'one registry'>, Record<Endpoint, number>> = {
  '1 organization': {
    ...{ list: 1, 'public-key': 1, get: 0, create: 2, update: 1, delete: 2, repository: 1, repositories: 1 }
  },
  '3 organizations × 20 registries': {
    ...{ list: 1, 'public-key': 1, get: 0, create: 9, update: 8, delete: 6, repository: 3, repositories: 1 }
  }
}

/** Makes the scene of an `apply` in which an endpoint is used. */
export function applyScene(
  github: LocalGitHub,
  { endpoint, size, turn }: { endpoint: Endpoint; size: Exclude<Size, 'one registry'>; turn: Turn }
): Scene {
  const roles = size === '1 organization' ? few : many
  const logins = size === '1 organization' ? ['acme'] : ['acme', 'acme-labs', 'acme-tools']
  const names = endpoint === 'repositories' ? ['web', 'api-*'] : ['web', 'api-one']
  const organizations = logins.map(login => addOrganization(github, login, endpoint === 'repositories'))
  const entries = roles.map((role, place) => ({ role, ...entryOf(role, place) }))
  const wanted = organizations.flatMap(organization => {
    for (const entry of entries) if (entry.before) organization.addRegistry(entry.before)
    return entries.map(({ address, holds, role }) => ({
      ...{ org: organization.login, ...address },
      holds:
        role === 'select' ? { ...Object(holds), ...chosenIn(organization, names.includes('api-*')) } : holds
    }))
  })
  const registries = entries.flatMap(({ given, role }) =>
    given ? { ...given, ...(role === 'select' && { selected_repositories: names }) } : []
  )
  const policy = { prune: 'true', 'max-deletions': '10', 'allow-recreate': 'true', 'rewrite-secrets': '30d' }
  const inputs = { operation: 'apply', org: logins.join(), manifest: 'registries.yml', ...policy }
  const skip = turn === 'first' ? 0 : skips[size][endpoint]
  return { organizations, inputs, manifest: { registries }, wanted, skip }
}

/** An organization with four repositories; `isLarge` fills a page with others after them. */
export function addOrganization(github: LocalGitHub, login: string, isLarge: boolean): Organization {
  const filler = isLarge ? Array.from({ length: 100 }, (_, number) => `filler-${number}`) : []
  const archived = { name: 'api-old', archived: true }
  return github.addOrganization(login, { repositories: ['web', 'api-one', 'api-two', archived, ...filler] })
}

/** The repositories that are chosen in a scene, by their names or by a pattern. */
export function chosenIn(
  { repositories }: Organization,
  byPattern: boolean
): { selected_repository_ids: number[] } {
  return { selected_repository_ids: repositories.slice(0, byPattern ? 3 : 2).map(({ id }) => id) }
}
