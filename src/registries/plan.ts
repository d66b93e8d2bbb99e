import type { Change, Plan, Planned } from './change.ts'
import { type Entry, recogniseAll, withoutTwins } from './match.ts'
import { type Policy, planEntry } from './plan-entry.ts'
import type { Registry } from './registry.ts'

/** One organization: what is wanted there, and what it has. */
export interface State {
  org: string
  entries: readonly Entry[]
  registries: readonly Registry[]
}

/** The plan that makes an organization match what is wanted in it: creates and updates first, deletes last. */
export function planApply(state: State, policy: Policy, when: { now: number; dryRun: boolean }): Plan {
  const { org } = state
  const recognised = withoutTwins(recogniseAll(state))
  const changes = recognised.map(entry => planEntry(entry, { org, policy, ...when }))
  if (!policy.prune) return { org, changes, problems: [], warnings: [] }
  if (state.entries.length === 0) return { org, changes, problems: [nothingWanted(org)], warnings: [] }
  const kept = new Set(
    recognised.flatMap(({ registry, unclear = [] }) => [registry, ...unclear].map(one => one?.name))
  )
  const [deleted, hidden] = [true, false].map(isShown =>
    state.registries.filter(({ name, url }) => !kept.has(name) && Boolean(url) === isShown)
  ) as [Registry[], Registry[]]
  return {
    org,
    changes: [...changes, ...deletesOf(deleted, org, policy.maxDeletions)],
    problems: [],
    warnings: hidden.length > 0 ? [notPruned(hidden, org)] : []
  }
}

/** One notice of all addresses that GitHub spells in another way. */
export function respellingNotice(plans: readonly Plan[]): string[] {
  const names = plans.flatMap(({ org, changes }) => {
    const respelt = changes.filter(({ isRespelt }) => isRespelt).map(({ change }) => change.before?.name)
    return respelt.length > 0 ? [`${respelt.join(', ')} of ${org}`] : []
  })
  if (names.length === 0) return []
  return [
    `GitHub shows the same address in other letters than those that are wanted (a slash at the end, a default port, upper case): ${names.join('; ')}. This is no drift and is not written; operation update with 'name' and 'url' can write it.`
  ]
}

function nothingWanted(org: string): string {
  return `Nothing is wanted in ${org}, so 'prune' would delete everything in it. Nothing is pruned; delete its registries one by one, or leave ${org} out.`
}

/** Nobody can tell whether a registry without a shown address is wanted. */
function notPruned(hidden: readonly Registry[], org: string): string {
  const names = hidden.map(({ name }) => name).join(', ')
  return `This server does not show at which address ${names} of ${org} are; they are not pruned.`
}

function deletesOf(deleted: readonly Registry[], org: string, most: number): Planned[] {
  const problems = deleted.length > most ? [tooMany(deleted, org, most)] : []
  return deleted.map(before => {
    const change: Change = { org, action: 'delete', before, spec: {} }
    return { change, problems, stops: 'organization', drift: true }
  })
}

function tooMany(deleted: readonly Registry[], org: string, most: number): string {
  const names = deleted.slice(0, 10).map(({ name }) => name)
  const more = deleted.length > names.length ? ` and ${deleted.length - names.length} more` : ''
  return `'prune' would delete ${deleted.length} registries of ${org}, and 'max-deletions' is ${most}: ${names.join(', ')}${more}. Nothing was changed there; if this is meant, set 'max-deletions' to ${deleted.length}.`
}
