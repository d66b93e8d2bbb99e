import type { Asked, Reply } from './endpoints.ts'
import { pageOf } from './pages.ts'
import { notFound, Refusal } from './refusal.ts'
import { type Place, type Repository, shownFullRepository, shownRepository } from './repository.ts'
import { seesPrivateRepositories } from './tokens.ts'
import { isSameName } from './world.ts'

/** Answers with the organization's repositories, as far as the token sees them. */
export function listRepositories(asked: Asked): Reply {
  const { world, organization, query } = asked
  const type = query.get('type') ?? 'all'
  const wanted = visibleRepositories(asked).filter(repository => isOfType(repository, type))
  const address = `${world.api}/organizations/${organization.id}/repos`
  const { entries, headers } = pageOf(sorted(wanted, query), query, address)
  return {
    status: 200,
    headers,
    body: entries.map(repository => shownRepository(repository, placeOf(asked)))
  }
}

/** Answers with one repository; a former name is redirected to the repository's number. */
export function showRepository(asked: Asked): Reply {
  const name = asked.params['repo'] ?? ''
  const visible = visibleRepositories(asked)
  const repository = visible.find(candidate => isSameName(candidate.name, name))
  if (repository) return { status: 200, body: shownFullRepository(repository, placeOf(asked)) }
  const renamed = visible.find(({ formerNames }) => formerNames.some(former => isSameName(former, name)))
  if (!renamed) throw notFound()
  const url = `${asked.world.api}/repositories/${renamed.id}`
  throw new Refusal(301, 'Moved Permanently', { url, headers: { location: url } })
}

function visibleRepositories({ organization, rights }: Asked): Repository[] {
  const seesPrivate = seesPrivateRepositories(rights, organization.login)
  return organization.repositories.filter(repository => seesPrivate || !repository.private)
}

// Nothing here is a fork or internal.
function isOfType(repository: Repository, type: string): boolean {
  if (type === 'public') return !repository.private
  if (type === 'private') return repository.private
  return type === 'all' || type === 'sources' || type === 'member'
}

function sorted(repositories: readonly Repository[], query: URLSearchParams): Repository[] {
  const byName = query.get('sort') === 'full_name'
  const ascending = (query.get('direction') ?? (byName ? 'asc' : 'desc')) === 'asc'
  const inOrder = [...repositories].sort(
    byName ? (a, b) => a.name.localeCompare(b.name) : (a, b) => a.id - b.id
  )
  return ascending ? inOrder : inOrder.reverse()
}

function placeOf({ organization, world }: Asked): Place {
  return { owner: organization, api: world.api }
}
