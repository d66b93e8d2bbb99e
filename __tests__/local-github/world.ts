import type { App } from './app.ts'
import type { Habits } from './changes.ts'
import type { Description } from './description.ts'
import type { Organization } from './organization.ts'
import type { TokenRights } from './tokens.ts'

/** Everything that one server knows. */
export interface World {
  readonly description: Description
  readonly organizations: Organization[]
  readonly apps: App[]
  /** Tokens of Apps come and go. */
  readonly tokens: Map<string, TokenRights>
  readonly habits: Habits
  /** The versions that `X-GitHub-Api-Version` may name, the newest last. */
  readonly versions: readonly string[]
  readonly serverVersion?: string | undefined
  /** The address of the REST API. */
  readonly api: string
  now(): number
}

/** The organization of that name, in any case. */
export function findOrganization(world: World, login = ''): Organization | undefined {
  return world.organizations.find(organization => isSameName(organization.login, login))
}

/** Whether GitHub takes two names for the same. */
export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

/**
 * The described path for one that names an organization or a repository by its number, as Link headers and redirects do:
 * https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api#using-link-headers
 */
export function namedPath(world: World, path: string): string {
  const [, kind, id = '', ...rest] = path.split('/')
  for (const { login, id: number, repositories } of world.organizations) {
    if (kind === 'organizations' && id === String(number)) return ['', 'orgs', login, ...rest].join('/')
    const repository = kind === 'repositories' && repositories.find(candidate => String(candidate.id) === id)
    if (repository) return ['', 'repos', login, repository.name, ...rest].join('/')
  }
  return path
}
