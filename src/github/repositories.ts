import { isRepositoryId } from '../registries/registry.ts'
import type { Call } from './call.ts'
import { type Client, listAll } from './client.ts'
import { members, refusalStatus, unexpectedAnswer } from './failure.ts'

/** What an entry selects: an id, or repositories by name. The owner in `owner/name` must be the organization. */
type Selection = { id: number } | { name: string } | { pattern: string } | { foreign: string }

type Named = { id: number; name: string }

/** Resolves names, patterns and ids to repositories: from a listing if there is a pattern, with one request for each other name. */
export async function resolveRepositories(
  client: Client,
  org: string,
  lists: readonly (readonly string[])[]
): Promise<{ ids: number[]; names: string[]; problems: string[] }[]> {
  const wanted = lists.map(list => list.map(text => selectionOf(text, org)))
  const all = wanted.flat()
  const hasPattern = all.some(one => 'pattern' in one)
  const hasPartialAccess = hasPattern && (await client.hasPartialAccess())
  const listed = hasPattern && !hasPartialAccess ? await listRepositories(client, org) : []
  const byName = new Map(listed.map(one => [one.name.toLowerCase(), one]))
  const names = all.flatMap(one => ('name' in one ? [one.name] : []))
  const missing = new Map(
    names.map(name => [name.toLowerCase(), name] as const).filter(([key]) => !byName.has(key))
  )
  await Promise.all(
    [...missing].map(async ([key, name]) => {
      const found = await findRepository(client, org, name)
      if (found) byName.set(key, found)
    })
  )
  const notices = new Set<string>()
  const warnings = new Set<string>()

  function selectedBy(selection: Selection): Named[] | string {
    if ('id' in selection) return [{ id: selection.id, name: String(selection.id) }]
    if ('foreign' in selection)
      return `'${selection.foreign}' is a repository of another organization. Only repositories of ${org} can use its registries.`
    if ('pattern' in selection) return matching(selection.pattern)
    const { name } = selection
    const found = byName.get(name.toLowerCase())
    if (!found)
      return `There is no repository ${org}/${name}, or the token cannot access it (it needs metadata=read on it).`
    if (found.name.toLowerCase() !== name.toLowerCase())
      notices.add(
        `The repository ${org}/${name} is now called ${org}/${found.name}. Use the new name, because another repository may take the old one.`
      )
    return [found]
  }

  function matching(pattern: string): Named[] | string {
    if (hasPartialAccess)
      return `'${pattern}' is a pattern, but the App is installed for some repositories of ${org} only, and the others would lose access. Install it for all repositories, or list the repositories by name.`
    const found = listed.filter(({ archived, name }) => !archived && matches(pattern, name))
    if (found.length === 0)
      warnings.add(`No repository of ${org} matches '${pattern}' (archived ones do not count).`)
    return found
  }

  const resolved = wanted.map(selections => {
    const found = selections.map(selectedBy)
    const selected = found.flatMap(one => (typeof one === 'string' ? [] : one))
    const nameById = new Map(selected.map(({ id, name }) => [id, name]))
    const problems = found.filter(one => typeof one === 'string')
    if (selections.length > 0 && nameById.size === 0 && problems.length === 0)
      problems.push(`None of the selected repositories is left in ${org}; give [] if no repository is meant.`)
    return { ids: [...nameById.keys()], names: [...nameById.values()], problems }
  })
  for (const notice of notices) client.log.notice(notice)
  for (const warning of warnings) client.log.warning(warning)
  return resolved
}

function selectionOf(text: string, org: string): Selection {
  if (isRepositoryId(text)) return { id: Number(text) }
  const [name = '', owner = org] = text.split('/').reverse()
  if (owner.toLowerCase() !== org.toLowerCase()) return { foreign: text }
  return name.includes('*') ? { pattern: name } : { name }
}

/** Matches each part of a pattern at its first occurrence, so matching takes linear time. */
function matches(pattern: string, name: string): boolean {
  const [first = '', ...parts] = pattern.toLowerCase().split('*')
  const last = parts.pop() ?? ''
  const text = name.toLowerCase()
  if (!text.startsWith(first) || !text.endsWith(last)) return false
  let from = first.length
  for (const part of parts) {
    const at = text.indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return from <= text.length - last.length
}

/** Finds a repository by name. One that moved to another owner is not found, because the name may not mean it. */
async function findRepository(client: Client, org: string, name: string) {
  const route = 'GET /repos/{owner}/{repo}'
  const about = { task: `read the repository ${org}/${name}`, subject: 'repositories', org } as const
  const call: Call = { ...about, route, parameters: { owner: org, repo: name } }
  try {
    const repository = await client.request(call, ({ data }) =>
      readRepository(data, 'it is not a repository with an id')
    )
    return repository.owner.toLowerCase() === org.toLowerCase() ? repository : undefined
  } catch (error) {
    if (refusalStatus(error) === 404) return undefined
    throw error
  }
}

function listRepositories(client: Client, org: string) {
  const about = { task: `list the repositories of ${org}`, subject: 'repositories', org } as const
  const call: Call = { ...about, route: 'GET /orgs/{org}/repos', parameters: { org } }
  return listAll(client, call, ({ data }) => {
    if (!Array.isArray(data)) throw unexpectedAnswer('it is not a list of repositories')
    const repositories = data.map(one =>
      readRepository(one, 'the list contains an item that is not a repository')
    )
    return { items: repositories.map(one => [one.id, one]) }
  })
}

function readRepository(data: unknown, message: string) {
  const { id, name, owner, archived } = members(data)
  const { login } = members(owner)
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) throw unexpectedAnswer(message)
  if (typeof name !== 'string' || typeof login !== 'string') throw unexpectedAnswer(message)
  return { id, name, owner: login, archived: archived === true }
}
