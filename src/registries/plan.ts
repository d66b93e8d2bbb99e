import { type Change, outcomeOf } from './change.ts'
import { planEntry } from './plan-entry.ts'
import type { Sentence } from './problem.ts'
import { type Entry, recogniseAll, withoutTwins } from './recognise.ts'
import type { Registry } from './registry.ts'
import type { Rewrite } from './rewrite.ts'
import type { Step } from './step.ts'

/** What the user allows, and what is to be done with secrets that nobody can see. */
export interface Policy {
  rewriteSecrets: Rewrite
  /** Whether a registry that needs a secret must be given one, even if it exists. */
  needsSecret: boolean
  prune: boolean
  maxDeletions: number
  allowRecreate: boolean
  /** The hosts that registries may be on, if that is limited. */
  allowedHosts: readonly string[] | undefined
}

/** When a plan is made; `now` is in milliseconds since 1970. */
export interface Occasion {
  now: number
  dryRun: boolean
}

/** One organization: what is wanted there, and what it has. */
export interface State {
  org: string
  entries: readonly Entry[]
  registries: readonly Registry[]
}

/** What is to be done in one organization, in this order. What is shown is what is run. */
export interface Plan {
  org: string
  steps: Step[]
  /** What stops the organization, beside the faults of single steps. */
  problems: Sentence[]
  warnings: Sentence[]
  notices: Sentence[]
  /** The names of registries whose addresses GitHub shows in other letters, which mean the same. */
  respelt: string[]
  /** Whether something visible is not as it is wanted. */
  drift: boolean
}

/** One notice of all addresses that differ in nothing but letters. */
export function respellingNotice(plans: readonly Plan[]): string[] {
  const names = plans
    .filter(({ respelt }) => respelt.length > 0)
    .map(({ org, respelt }) => `${respelt.join(', ')} of ${org}`)
  if (names.length === 0) return []
  return [
    `GitHub shows the same address in other letters than those that are wanted (a slash at the end, a default port, upper case): ${names.join('; ')}. This is no drift and is not written; operation update with 'name' and 'url' can write it.`
  ]
}

/** The plan that makes an organization match what is wanted in it: creates and updates first, deletes last. */
export function planApply(state: State, policy: Policy, occasion: Occasion): Plan {
  const { org } = state
  const recognised = withoutTwins(recogniseAll(state))
  const planned = recognised.map(entry => planEntry(entry, { org, policy, ...occasion }))
  const plan: Plan = {
    org,
    steps: planned.map(({ step }) => step),
    problems: [],
    warnings: [],
    notices: planned.flatMap(({ notices }) => notices),
    respelt: recognised.flatMap(({ registry }, index) =>
      registry && planned[index]?.isRespelt ? [registry.name] : []
    ),
    drift: planned.some(({ drift }) => drift)
  }
  if (!policy.prune) return plan
  if (state.entries.length === 0) return { ...plan, problems: [nothingWanted(org)] }
  const kept = new Set(
    recognised.flatMap(({ registry, unclear = [] }) => [registry, ...unclear].map(one => one?.name))
  )
  const unwanted = state.registries.filter(({ name }) => !kept.has(name))
  return withDeletes(plan, unwanted, policy.maxDeletions)
}

function nothingWanted(org: string): string {
  return `Nothing is wanted in ${org}, so 'prune' would delete everything in it. Nothing is pruned; delete its registries one by one, or leave ${org} out.`
}

/** Registries without a shown address are not pruned: nobody can tell whether they are wanted. */
function withDeletes(plan: Plan, unwanted: readonly Registry[], most: number): Plan {
  const { org } = plan
  const deleted = unwanted.filter(({ url }) => url)
  const hidden = unwanted.filter(({ url }) => !url).map(({ name }) => name)
  const changes = deleted.map(
    (registry): Change => ({ action: 'delete', org, name: registry.name, registry })
  )
  const drift = plan.drift || deleted.length > 0
  const warnings =
    hidden.length > 0
      ? [
          `This server does not show at which address ${hidden.join(', ')} of ${org} are; they are not pruned.`
        ]
      : []
  const excess = excessOf(deleted, org, most)
  const deletes: Step[] = excess
    ? changes.map(change => ({
        fault: {
          outcome: outcomeOf(change, { status: 'failed', reason: excess }),
          sentences: [],
          stops: 'organization'
        }
      }))
    : changes.map(change => ({ change }))
  return {
    ...plan,
    steps: [...plan.steps, ...deletes],
    problems: excess ? [excess] : [],
    warnings,
    drift
  }
}

function excessOf(deleted: readonly Registry[], org: string, most: number): string | undefined {
  if (deleted.length <= most) return undefined
  const names = deleted.slice(0, 10).map(({ name }) => name)
  const more = deleted.length > names.length ? ` and ${deleted.length - names.length} more` : ''
  return `'prune' would delete ${deleted.length} registries of ${org}, and 'max-deletions' is ${most}: ${names.join(', ')}${more}. Nothing was changed there; if this is meant, set 'max-deletions' to ${deleted.length}.`
}
