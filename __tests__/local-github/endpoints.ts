import { type App, appOf, type Installation, makeToken, refuseSuspended } from './app.ts'
import { createRegistry, updateRegistry } from './changes.ts'
import { notFound, Refusal, type Reply } from './exchange.ts'
import type { Organization, Repository } from './organization.ts'
import { type RegistryBody, type StoredRegistry, shownNewRegistry, shownRegistry } from './registry.ts'
import { type Need, requireRight, rightsOf, seesRepositories, type TokenRights, tokenIn } from './tokens.ts'
import { findOrganization, isSameName, type World } from './world.ts'

/** A request that is described, and whoever asks it. */
export interface Question {
  readonly world: World
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: unknown
  readonly authorization: string | undefined
  /** How it is refused if whoever asks may ask it at all. */
  readonly refusal: Refusal | undefined
  /** Known as soon as the token is, and what is asked of it. */
  rights?: TokenRights
  need?: Need
}

/** A question about an organization, with the rights of the token. */
interface Asked extends Question {
  readonly organization: Organization
  readonly rights: TokenRights
}

type Endpoint = (question: Question) => Reply

/** With a token, about an organization. */
const about =
  (need: Need, answer: (asked: Asked) => Reply): Endpoint =>
  question => {
    const { world, params } = question
    question.need = need
    const rights = whoAsks(question)
    const organization = findOrganization(world, params['org'] ?? params['owner'])
    if (!organization) throw notFound()
    requireRight(rights, need, organization.login)
    if (question.refusal) throw question.refusal
    return answer({ ...question, organization, rights })
  }

/** With a token that an App has signed. */
const byApp =
  (answer: (app: App, question: Question) => Reply): Endpoint =>
  question => {
    const app = appOf(question.authorization, question.world)
    if (question.refusal) throw question.refusal
    return answer(app, question)
  }

function whoAsks(question: Question): TokenRights {
  const { world, authorization } = question
  question.rights = rightsOf(authorization, world.tokens, world.now())
  refuseSuspended(question.rights.installation)
  return question.rights
}

const ok = (body: unknown): Reply => ({ status: 200, body })

const reads = 'organization_private_registries=read'
const writes = 'organization_private_registries=write'

/** Everything that can be asked, by the route that the description gives it. */
export const endpoints: Readonly<Record<string, Endpoint>> = {
  'GET /orgs/{org}/repos': about('metadata=read', asked => {
    for (const unheeded of ['type', 'sort', 'direction'])
      if (asked.query.has(unheeded)) throw new Error(`It lists all repositories, whatever the ${unheeded}.`)
    const newestFirst = visibleRepositories(asked).sort((a, b) => b.id - a.id)
    const { entries, ...reply } = pageOf(newestFirst, asked, `/organizations/${asked.organization.id}/repos`)
    return { ...reply, body: entries.map(one => shownRepository('minimal-repository', one, asked)) }
  }),

  'GET /repos/{owner}/{repo}': about('metadata=read', asked => {
    const isAsked = (name: string): boolean => isSameName(name, asked.params['repo'] ?? '')
    const visible = visibleRepositories(asked)
    const repository = visible.find(({ name }) => isAsked(name))
    if (repository) return ok(shownRepository('full-repository', repository, asked))
    const renamed = visible.find(({ formerNames }) => formerNames.some(isAsked))
    if (!renamed) throw notFound()
    const url = `${asked.world.api}/repositories/${renamed.id}`
    throw new Refusal(301, 'Moved Permanently', { url, headers: { location: url } })
  }),

  'GET /orgs/{org}/private-registries': about(reads, asked => {
    const { id, registries } = asked.organization
    const { entries, ...reply } = pageOf(registries, asked, `/organizations/${id}/private-registries`)
    const configurations = entries.map(registry => shownRegistry(registry, asked.world.habits))
    return { ...reply, body: { total_count: registries.length, configurations } }
  }),

  'GET /orgs/{org}/private-registries/public-key': about(reads, ({ organization: { key } }) =>
    ok({ key_id: key.id, key: key.publicKey })
  ),

  'GET /orgs/{org}/private-registries/{secret_name}': about(reads, asked =>
    ok(shownRegistry(registryOf(asked), asked.world.habits))
  ),

  'POST /orgs/{org}/private-registries': about(writes, ({ world, organization, body }) => {
    const registry = createRegistry(organization, body as RegistryBody, world.habits)
    return { status: 201, body: shownNewRegistry(registry) }
  }),

  'PATCH /orgs/{org}/private-registries/{secret_name}': about(writes, asked => {
    const { organization, world } = asked
    const change = { body: asked.body as RegistryBody, habits: world.habits, now: world.now() }
    updateRegistry(organization, registryOf(asked), change)
    return { status: 204 }
  }),

  'DELETE /orgs/{org}/private-registries/{secret_name}': about(writes, asked => {
    asked.organization.removeRegistry(registryOf(asked))
    return { status: 204 }
  }),

  'DELETE /installation/token'(question) {
    if (!whoAsks(question).installation)
      throw new Refusal(403, 'Resource not accessible by personal access token')
    if (question.refusal) throw question.refusal
    question.world.tokens.delete(tokenIn(question.authorization ?? ''))
    return { status: 204 }
  },

  'GET /app': byApp((app, { world }) => ok(shownApp(app, world))),

  'GET /app/installations': byApp((app, question) => {
    const { entries, ...reply } = pageOf(app.installations, question, '/app/installations')
    return { ...reply, body: entries.map(one => shownInstallation(app, one, question.world)) }
  }),

  'GET /orgs/{org}/installation': byApp((app, { world, params: { org = '' } }) => {
    const installation = app.installations.find(
      ({ login, type }) => type === 'Organization' && isSameName(login, org)
    )
    if (!installation) throw notFound()
    return ok(shownInstallation(app, installation, world))
  }),

  'POST /app/installations/{installation_id}/access_tokens': byApp((app, { world, params, body }) => ({
    ...{ status: 201, body: makeToken(app, params['installation_id'] ?? '', body, world) }
  }))
}

/** What is not here does not exist, whoever asks. */
export const elsewhere = about('', () => {
  throw notFound()
})

function registryOf({ organization, params }: Asked): StoredRegistry {
  const registry = organization.registry(params['secret_name'] ?? '')
  if (!registry) throw notFound()
  return registry
}

function visibleRepositories({ organization, rights }: Asked): Repository[] {
  return seesRepositories(rights, organization.login) ? [...organization.repositories] : []
}

/** The page that a query asks for, with the `Link` header to the other pages if there are any. */
function pageOf<T>(entries: readonly T[], { world, query }: Question, path: string) {
  const size = Number(query.get('per_page') ?? 30)
  const page = Number(query.get('page') ?? 1)
  const last = Math.max(1, Math.ceil(entries.length / size))
  const pages = {
    ...(page > 1 && { prev: Math.min(page - 1, last) }),
    ...(page < last && { next: page + 1, last }),
    ...(page > 1 && { first: 1 })
  }
  const links = Object.entries(pages).map(([rel, number]) => {
    const target = new URLSearchParams({ ...Object.fromEntries(query), page: String(number) })
    return `<${world.api}${path}?${target}>; rel="${rel}"`
  })
  const headers: Record<string, string> = links.length > 0 ? { link: links.join(', ') } : {}
  return { status: 200, headers, entries: entries.slice((page - 1) * size, page * size) }
}

function shownRepository(schema: string, repository: Repository, { world, organization }: Asked): unknown {
  const { id, name, archived } = repository
  const full_name = `${organization.login}/${name}`
  return world.description.filled(schema, {
    ...{ id, name, full_name, private: true, visibility: 'private', archived },
    ...{ owner: shownOwner(world, organization), url: `${world.api}/repos/${full_name}` }
  })
}

function shownOwner(world: World, { login, id }: { login: string; id: number }, type = 'Organization') {
  const addresses = { url: `${world.api}/users/${login}`, html_url: `https://github.com/${login}` }
  return world.description.filled('simple-user', { login, id, type, ...addresses })
}

function shownApp({ id, owner, installations }: App, world: World): unknown {
  const enterprise = world.description.filled('enterprise', { id: 900, name: 'Acme', slug: 'acme-group' })
  const platform = shownOwner(world, { login: 'platform', id: 900 }, owner === 'user' ? 'User' : undefined)
  return world.description.filled('integration', {
    ...{ id, owner: owner === 'enterprise' ? enterprise : platform },
    permissions: { organization_private_registries: 'write', metadata: 'read' },
    installations_count: installations.length
  })
}

function shownInstallation(app: App, installation: Installation, world: World): unknown {
  const { id, login, type, permissions, suspended, selection } = installation
  const owner = { login, id: findOrganization(world, login)?.id ?? 800 }
  const settings = type === 'Organization' ? `organizations/${login}/settings` : 'settings'
  return world.description.filled('installation', {
    ...{ id, app_id: app.id, permissions, repository_selection: selection },
    ...{ account: shownOwner(world, owner, type), target_id: owner.id, target_type: type },
    html_url: `https://github.com/${settings}/installations/${id}`,
    suspended_by: suspended ? shownOwner(world, owner) : null,
    suspended_at: suspended ? '2026-02-01T00:00:00Z' : null
  })
}
