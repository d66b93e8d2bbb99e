import type { Organization } from './organization.ts'
import type { State } from './registries/plan.ts'
import { Problem } from './registries/problem.ts'
import { type Entry, recogniseAll } from './registries/recognise.ts'
import type { Registry } from './registries/registry.ts'
import { isWantedIn, sentenceAbout, type Wanted } from './registries/wanted.ts'

/** What is wanted in one organization and what it has, or why it could not be read. */
export type Reading = State | { org: string; unread: Problem }

/**
 * Reads one organization: its registries, the ids of the repositories that are named if those are written, and side
 * by side the public key if a secret may be written.
 */
export async function readState(
  at: Organization,
  wanted: readonly Wanted[],
  { withRepositories }: { withRepositories: boolean }
): Promise<Reading> {
  const { org } = at
  const here = wanted.filter(one => isWantedIn(one, org))
  try {
    const listed = at.registries.list()
    if (here.some(({ spec, defaults }) => (spec.secret ?? defaults.secret) !== undefined))
      at.sealer.askForKey()
    const [registries, entries] = await Promise.all([
      listed,
      withRepositories ? selectAll(here, at, listed) : here.map(one => ({ wanted: one, problems: [] }))
    ])
    return { org, entries, registries }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { org, unread: error }
  }
}

/** The entries with ids instead of the names of their selected repositories, all found together. */
async function selectAll(
  wanted: readonly Wanted[],
  at: Organization,
  listed: Promise<readonly Registry[]>
): Promise<Entry[]> {
  const entries = wanted.map(one => ({ wanted: one, problems: [] }))
  // Only where an entry leaves its visibility to the registry has that to be known first.
  const registries = wanted.some(one => namesIn(one) && !visibilityOf(one)) ? await listed : []
  const lists = recogniseAll({ org: at.org, entries, registries }).map(({ wanted: one, registry }) =>
    (visibilityOf(one) ?? registry?.visibility) === 'selected' ? namesIn(one) : undefined
  )
  const resolved = await at.resolve(lists.filter(names => names !== undefined))
  return wanted.map((one, index) => {
    const found = lists[index] && resolved.shift()
    if (!found) return { wanted: one, problems: [] }
    const selection = found.problems.map(text => sentenceAbout(one, text, 'selected_repositories'))
    return { wanted: withIds(one, found.ids), problems: [], selection }
  })
}

function visibilityOf({ spec, defaults }: Wanted): string | undefined {
  return spec.visibility ?? defaults.visibility
}

/** The names of the repositories that may come to use a registry: its own, else the defaults'. */
function namesIn({ spec, defaults }: Wanted): string[] | undefined {
  return spec.selected_repository_ids
    ? undefined
    : (spec.selected_repositories ?? defaults.selected_repositories)
}

function withIds(wanted: Wanted, ids: number[]): Wanted {
  const level = wanted.spec.selected_repositories ? 'spec' : 'defaults'
  const { selected_repositories: _, ...fields } = wanted[level]
  return { ...wanted, [level]: { ...fields, selected_repository_ids: ids } }
}
