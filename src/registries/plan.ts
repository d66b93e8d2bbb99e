import { withScheme } from './address.ts'
import { type Change, type Plan, type Planned, plannedFor, soughtBy } from './change.ts'
import {
  checkNew,
  clearedFields,
  missingSecret,
  missingSelection,
  problemsWith,
  strayHostsOf
} from './check.ts'
import {
  canonicalUrl,
  carriedOver,
  type Difference,
  differences,
  type Entry,
  type Recognised,
  recogniseAll,
  withoutTwins
} from './match.ts'
import type { Sentence } from './problem.ts'
import {
  describe,
  fieldNames,
  hasSecret,
  needsSecret,
  type Registry,
  type RegistrySpec,
  secretIn
} from './registry.ts'
import { type Source, sourceFor, specFor, type Wanted } from './wanted.ts'

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

/** What the user allows, and what is to be done with secrets that nobody can see. */
export interface Policy {
  /** When the secret of an existing registry is written; or if it was last written so many milliseconds ago. */
  rewriteSecrets: 'never' | 'always' | { olderThan: number }
  /** Whether a registry that needs a secret must be given one, even if it exists. */
  needsSecret: boolean
  prune: boolean
  maxDeletions: number
  allowRecreate: boolean
  /** The hosts that registries may be on, if that is limited. */
  allowedHosts: readonly string[] | undefined
}

/** What an entry is planned with; `now` is in milliseconds since 1970. */
interface Context {
  org: string
  policy: Policy
  now: number
  dryRun: boolean
}

/** What is to be done so that one entry is as it is wanted. */
export function planEntry(entry: Recognised, context: Context): Planned {
  const { registry, unclear, wanted, problems } = entry
  if (registry && !unclear) return planExisting(entry, registry, context)
  if (!unclear) return planCreate(entry, context)
  const change = soughtBy(wanted, context.org)
  return { wanted, change, problems, stops: 'organization', drift: unclear.length === 0 }
}

/** Whether it is time to write the secret. A registry whose last update is not shown may be of any age. */
export function isDue({ updated_at }: Registry, rewrite: Policy['rewriteSecrets'], now: number): boolean {
  if (typeof rewrite === 'string') return rewrite === 'always'
  const updated = Date.parse(updated_at ?? '')
  return Number.isNaN(updated) || now - updated > rewrite.olderThan
}

function planCreate(entry: Recognised, context: Context): Planned {
  const { org } = context
  const { wanted } = entry
  const spec = specFor(wanted, { auth_type: 'token' })
  const found = {
    run: checkNew(spec, sourceFor(wanted, spec)),
    organization: problemsOf(entry, spec)
  }
  return { ...plannedFor(wanted, { org, action: 'create', spec }, found, context), drift: true }
}

function planExisting(entry: Recognised, registry: Registry, context: Context): Planned {
  const { org, policy } = context
  const { wanted } = entry
  const spec = specFor(wanted, { auth_type: 'token', ...registry })
  const apart = differences(spec, registry)
  const drift = apart.some(({ field }) => field !== 'selected_repository_ids')
  const [fixed, ...others] = apart.filter(({ field }) => field === 'auth_type' || field === 'registry_type')
  if (fixed) return { ...planRecreate(entry, registry, [fixed, ...others], context), drift }
  const source = sourceFor(wanted, spec)
  const body = bodyFor(spec, registry, context, apart)
  const run = clearedFields(spec, registry, source)
  if (policy.needsSecret && needsSecret(spec, registry) && !hasSecret(spec))
    run.push(missingSecret(describe(registry), source))
  if (body.visibility === 'selected' && body.selected_repository_ids === undefined)
    run.push(...missingSelection(spec, source))
  const organization = [
    ...problemsOf(entry, spec),
    ...problemsWith(spec, registry, source),
    // An address that is not shown is not compared, so it is not written either.
    ...strayHostsOf(registry, registry.url ? spec : { ...spec, url: undefined }, policy.allowedHosts)
  ]
  const action = Object.keys(body).length > 0 ? 'update' : 'keep'
  const change: Change = { org, action, before: registry, spec: body }
  const planned = plannedFor(wanted, change, { run, organization }, context)
  return { ...planned, drift, isRespelt: isRespelt(spec, registry) }
}

function isRespelt({ url: wanted }: RegistrySpec, { url: shown }: Registry): boolean {
  if (!wanted || !shown || wanted === withScheme(shown)) return false
  return canonicalUrl(wanted) === canonicalUrl(shown)
}

/** What an update has to write: the fields that differ, the ids that nobody can see, and the secret if it is due. */
function bodyFor(
  spec: RegistrySpec,
  registry: Registry,
  { policy, now }: Context,
  apart: readonly Difference[]
): RegistrySpec {
  const body: RegistrySpec = Object.fromEntries(apart.map(({ field, wanted }) => [field, wanted]))
  const ids = spec.selected_repository_ids
  if (ids && (!Array.isArray(registry['selected_repository_ids']) || apart.some(isSelection)))
    // The list replaces the old one; the two always travel together.
    Object.assign(body, { visibility: 'selected', selected_repository_ids: ids })
  const due = isDue(registry, policy.rewriteSecrets, now)
  const carried = typeof policy.rewriteSecrets === 'object' && Object.keys(body).length > 0
  return hasSecret(spec) && (due || carried) ? { ...body, ...secretIn(spec) } : body
}

function isSelection({ field }: Difference): boolean {
  return field === 'selected_repository_ids' || field === 'visibility'
}

function planRecreate(
  entry: Recognised,
  registry: Registry,
  fixed: readonly [Difference, ...Difference[]],
  context: Context
): Planned {
  const { org, policy, dryRun } = context
  const { wanted } = entry
  const given = specFor(wanted, registry)
  const spec = carriedOver(given, registry)
  const source = sourceFor(wanted, spec)
  const first = firstSteps(wanted, { given, spec, source })
  const change: Change = { org, action: 'recreate', before: registry, spec, ...(first && { first }) }
  const run = policy.allowRecreate ? checkNew(spec, source) : []
  const organization = [...problemsOf(entry, given), ...strayHostsOf(registry, given, policy.allowedHosts)]
  if (!policy.allowRecreate) organization.push(recreateForbidden(registry, fixed, source))
  const when = { ...context, dryRun: dryRun || !policy.allowRecreate }
  return plannedFor(wanted, change, { run, organization }, when)
}

/** Once a registry is gone, its entry may neither name it nor rely on what only GitHub knew of it. */
function firstSteps(
  { name }: Wanted,
  { given, spec, source }: { given: RegistrySpec; spec: RegistrySpec; source: Source }
): string {
  const lost = fieldNames.filter(field => given[field] === undefined && spec[field])
  const values = lost.map(field => `'${source.spell(field)}' ${spec[field]}`).join(', ')
  if (name === undefined) return values && `Give ${values}`
  return `Leave out 'name'${values && `, give ${values}`}`
}

/** What is wrong with the selected repositories matters only if the registry is to be for them. */
function problemsOf({ problems, selection = [] }: Recognised, spec: RegistrySpec): Sentence[] {
  return [...problems, ...(spec.selected_repository_ids ? selection : [])]
}

function recreateForbidden(
  registry: Registry,
  fixed: readonly [Difference, ...Difference[]],
  source: Source
): Sentence {
  const what = fixed.map(({ field, shown, wanted }) => `'${source.spell(field)}' from ${shown} to ${wanted}`)
  const text = `GitHub cannot change ${what.join(' and ')} of ${describe(registry)}. It has to be deleted and created anew: set 'allow-recreate' to true, or keep what it has.`
  return source.say(fixed[0].field, text)
}
