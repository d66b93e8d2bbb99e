import { isRepositoryId } from '../registries/registry.ts'
import type { Call } from './call.ts'
import type { Client } from './client.ts'
import { members, misread, RequestFailed, refusedWith } from './failure.ts'
import { listAll } from './pages.ts'

interface Repository {
  id: number
  name: string
  owner: string
  archived: boolean
}

/** The ids that a list stands for, and full sentences about what was found. */
export interface Resolved {
  ids: number[]
  problems: string[]
  warnings: string[]
  notices: string[]
}

/**
 * Resolves lists of names, `owner/name`, patterns and ids to ids: one request a name, or one listing of the
 * organization's repositories if there is a pattern in any of them, and then one for each name that is not listed. All
 * names that do not exist are reported together.
 */
export async function resolveRepositories(
  client: Client,
  org: string,
  lists: readonly (readonly string[])[]
): Promise<Resolved[]> {
  const wanted = lists.map(list => list.map(text => selectionOf(text, org)))
  const all = wanted.flat()
  const byPattern = all.some(one => 'pattern' in one)
  const seesSome = byPattern && (await client.seesSome())
  const listed = byPattern && !seesSome ? await listRepositories(client, org) : []
  const named = new Map(listed.map(one => [one.name.toLowerCase(), one]))
  const names = all.flatMap(one => ('name' in one ? [one.name] : []))
  const missing = new Map(
    names.map(name => [name.toLowerCase(), name] as const).filter(([key]) => !named.has(key))
  )
  await Promise.all(
    [...missing].map(async ([key, name]) => {
      const found = await findRepository(client, org, name)
      if (found) named.set(key, found)
    })
  )
  return wanted.map(selections => resolvedWith(selections, { org, seesSome, listed, named }))
}

/** An id, or what stands for repositories: `owner/name` may name the organization, and no other one. */
type Selection = { id: number } | { name: string } | { pattern: string } | { foreign: string }

function selectionOf(text: string, org: string): Selection {
  if (isRepositoryId(text)) return { id: Number(text) }
  const [name = '', owner = org] = text.split('/').reverse()
  if (owner.toLowerCase() !== org.toLowerCase()) return { foreign: text }
  return name.includes('*') ? { pattern: name } : { name }
}

/** The repositories of an organization: all, if they were listed, and by the names that are wanted, in lower case. */
interface Known {
  org: string
  /** Whether the App is known not to see all of them: then none were listed. */
  seesSome: boolean
  listed: readonly Repository[]
  named: ReadonlyMap<string, Repository>
}

function resolvedWith(selections: readonly Selection[], known: Known): Resolved {
  const found = selections.map(selection => meaningOf(selection, known))
  const said = (kind: 'problem' | 'warning' | 'notice') => found.flatMap(one => one[kind] ?? [])
  const ids = [...new Set(found.flatMap(one => one.ids))]
  const problems = said('problem')
  if (selections.length > 0 && ids.length === 0 && problems.length === 0)
    problems.push(
      `None of the selected repositories is left in ${known.org}; give [] if no repository is meant.`
    )
  return { ids, problems, warnings: said('warning'), notices: said('notice') }
}

interface Meaning {
  ids: number[]
  problem?: string
  warning?: string
  notice?: string
}

function meaningOf(selection: Selection, { org, seesSome, listed, named }: Known): Meaning {
  if ('id' in selection) return { ids: [selection.id] }
  if ('foreign' in selection) {
    const problem = `'${selection.foreign}' is a repository of another organization; only those of ${org} can use its registries.`
    return { ids: [], problem }
  }
  if ('pattern' in selection) {
    const { pattern } = selection
    if (seesSome) {
      const problem = `'${pattern}' is a pattern, but the App is installed for some repositories of ${org} only, and those that it does not see would lose access. Install it for all repositories, or name those that are meant.`
      return { ids: [], problem }
    }
    const ids = listed.filter(({ archived, name }) => !archived && matches(pattern, name)).map(({ id }) => id)
    if (ids.length > 0) return { ids }
    return { ids, warning: `No repository of ${org} matches '${pattern}' (archived ones do not count).` }
  }
  const { name } = selection
  const found = named.get(name.toLowerCase())
  if (!found) {
    const problem = `There is no repository ${org}/${name}, or the token may not see it (it needs metadata=read on it).`
    return { ids: [], problem }
  }
  if (found.name.toLowerCase() === name.toLowerCase()) return { ids: [found.id] }
  const notice = `The repository ${org}/${name} is now called ${org}/${found.name}. It was found; write its new name, because another one may be given the old one.`
  return { ids: [found.id], notice }
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

/** A repository that has moved to another owner is not found: the name is not guessed to mean that one. */
async function findRepository(client: Client, org: string, name: string): Promise<Repository | undefined> {
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
    return repository.owner.toLowerCase() === org.toLowerCase() ? repository : undefined
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
