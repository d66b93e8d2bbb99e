import type { Call } from './call.ts'
import type { Client } from './client.ts'
import { RequestFailed, refusedWith } from './failure.ts'
import { misread } from './fault.ts'
import { members } from './members.ts'
import { listAll } from './pages.ts'

interface Repository {
  id: number
  name: string
  owner: string
  archived: boolean
}

/** The ids of the selected repositories; `problems` and `warnings` are full sentences. */
export interface Resolved {
  ids: number[]
  problems: string[]
  warnings: string[]
}

/**
 * Resolves lists of names, `owner/name`, patterns and ids to ids: one request a name, or one listing of the
 * organization's repositories if there is a pattern in any of them. All names that do not exist are reported together.
 */
export async function resolveRepositories(
  client: Client,
  org: string,
  lists: readonly (readonly string[])[]
): Promise<Resolved[]> {
  const wanted = lists.map(list => list.map(text => selectionOf(text, org)))
  const all = wanted.flat()
  const named = all.flatMap(selection =>
    'name' in selection && !isForeign(selection.name) ? [selection.name] : []
  )
  const byPattern = all.some(selection => 'pattern' in selection)
  const seesSome = byPattern && (await client.seesSome())
  const isListed = byPattern && !seesSome
  const find = isListed ? inListing(await listRepositories(client, org)) : await oneByOne(client, org, named)
  return wanted.map(selections => resolvedWith(find, selections, { org, seesSome }))
}

function resolvedWith(
  find: Find,
  selections: readonly Selection[],
  { org, seesSome }: { org: string; seesSome: boolean }
): Resolved {
  const resolved: Resolved = { ids: [], problems: [], warnings: [] }
  for (const selection of selections) {
    const found = 'id' in selection ? [selection.id] : find(selection)
    resolved.ids.push(...found)
    if (found.length > 0 || 'id' in selection) continue
    if ('name' in selection || seesSome) resolved.problems.push(unfound(selection, org))
    else
      resolved.warnings.push(
        `No repository of ${org} matches '${selection.pattern}' (archived ones do not count).`
      )
  }
  resolved.ids = [...new Set(resolved.ids)]
  if (selections.length > 0 && resolved.ids.length === 0 && resolved.problems.length === 0)
    resolved.problems.push(
      `None of the selected repositories is left in ${org}; give [] if no repository is meant.`
    )
  return resolved
}

function unfound(selection: Exclude<Selection, { id: number }>, org: string): string {
  if ('pattern' in selection)
    return `'${selection.pattern}' is a pattern, but the App is installed for some repositories of ${org} only, and those that it does not see would lose access. Install it for all repositories, or name those that are meant.`
  return isForeign(selection.name)
    ? `'${selection.name}' is a repository of another organization; only those of ${org} can use its registries.`
    : `There is no repository ${org}/${selection.name}, or the token may not see it (it needs metadata=read on it).`
}

type Selection = { id: number } | { name: string } | { pattern: string }
type Find = (selection: Exclude<Selection, { id: number }>) => number[]

/** `owner/name` names the organization itself; what was asked for by `*` may also name another one. */
function selectionOf(text: string, org: string): Selection {
  if (/^\d+$/.test(text)) return { id: Number(text) }
  const name = text.toLowerCase().startsWith(`${org.toLowerCase()}/`) ? text.slice(org.length + 1) : text
  return name.includes('*') ? { pattern: name } : { name }
}

function isForeign(name: string): boolean {
  return name.includes('/')
}

function inListing(repositories: readonly Repository[]): Find {
  return selection => {
    const fits =
      'name' in selection
        ? (repository: Repository) => repository.name.toLowerCase() === selection.name.toLowerCase()
        : (repository: Repository) => !repository.archived && matches(selection.pattern, repository.name)
    return repositories.filter(fits).map(({ id }) => id)
  }
}

/** Takes each part of the pattern where it first fits, so that no pattern takes long. */
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

async function oneByOne(client: Client, org: string, names: readonly string[]): Promise<Find> {
  const different = new Map(names.map(name => [name.toLowerCase(), name]))
  const found = new Map(
    await Promise.all(
      [...different].map(async ([key, name]) => [key, await findRepository(client, org, name)] as const)
    )
  )
  return selection => {
    const id = 'name' in selection ? found.get(selection.name.toLowerCase()) : undefined
    return id === undefined ? [] : [id]
  }
}

/** A repository that has moved to another owner is not found: the name is not guessed to mean that one. */
async function findRepository(client: Client, org: string, name: string): Promise<number | undefined> {
  const call: Call = {
    route: 'GET /repos/{owner}/{repo}',
    parameters: { owner: org, repo: name },
    doing: `read the repository ${org}/${name}`,
    concerns: 'repositories',
    org
  }
  try {
    const repository = await client.request(call, ({ data }) =>
      understood(data, 'it is no repository with an id')
    )
    return repository.owner.toLowerCase() === org.toLowerCase() ? repository.id : undefined
  } catch (error) {
    if (error instanceof RequestFailed && refusedWith(error) === 404) return undefined
    throw error
  }
}

function listRepositories(client: Client, org: string): Promise<Repository[]> {
  const call: Call = {
    route: 'GET /orgs/{org}/repos',
    parameters: { org },
    doing: `list the repositories of ${org}`,
    concerns: 'repositories',
    org
  }
  return listAll(client, call, { plural: 'repositories', read: readListed })
}

function readListed(one: unknown): [number, Repository] {
  const repository = understood(one, 'the list holds something that is no repository')
  return [repository.id, repository]
}

function understood(data: unknown, otherwise: string): Repository {
  const repository = repositoryIn(data)
  if (!repository) throw misread(otherwise)
  return repository
}

function repositoryIn(data: unknown): Repository | undefined {
  const { id, name, owner, archived } = members(data)
  const { login } = members(owner)
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) return undefined
  if (typeof name !== 'string' || typeof login !== 'string') return undefined
  return { id, name, owner: login, archived: archived === true }
}
