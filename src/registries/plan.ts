import { withScheme } from './address.ts'
import { type Change, type Plan, type Planned, plannedFor, unmatchedChange } from './change.ts'
import {
  checkExisting,
  checkNew,
  clearedFields,
  disallowedHostsOf,
  missingSecret,
  missingSelection
} from './check.ts'
import {
  canonicalUrl,
  carriedOver,
  type Difference,
  differences,
  flagCollisions,
  type Matched,
  matchAll,
  type State
} from './match.ts'
import { countOf, firstOf, type Sentence } from './problem.ts'
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

/** The plan that makes an organization match its entries: creates and updates first, deletes last. */
export function planApply(state: State, policy: Policy, when: { now: number; dryRun: boolean }): Plan {
  const { org } = state
  const matched = flagCollisions(matchAll(state))
  const changes = matched.map(entry => planEntry(entry, { org, policy, ...when }))
  const kept = new Set(
    matched.flatMap(({ registry, candidates = [] }) => [registry, ...candidates].map(one => one?.name))
  )
  const unwanted = state.registries.filter(({ name }) => !kept.has(name))
  const plan: Plan = { org, changes, problems: [], warnings: [], unmanaged: unwanted }
  if (!policy.prune) return plan
  if (state.entries.length === 0)
    return {
      ...{ ...plan, drift: unwanted.some(({ url }) => url) },
      problems: [
        `No registry is wanted in ${org}, so 'prune' would delete all of its registries. Nothing is pruned; delete them one by one, or leave ${org} out.`
      ]
    }
  const { deleted = [], hidden = [] } = Object.groupBy(unwanted, ({ url }) => (url ? 'deleted' : 'hidden'))
  const names = hidden.map(({ name }) => name).join(', ')
  const deletes = deletesOf(deleted, org, policy.maxDeletions)
  const isRefused = deletes.some(({ problems }) => problems.length > 0)
  return {
    ...plan,
    changes: [...changes, ...deletes],
    // It is unknown whether they are wanted.
    warnings: names ? [`Not pruned in ${org}, because this server does not show their URL: ${names}.`] : [],
    unmanaged: isRefused ? unwanted : hidden
  }
}

/** One notice for all addresses that GitHub spells differently. */
export function spellingNotice(plans: readonly Plan[]): string[] {
  const names = plans.flatMap(({ org, changes }) => {
    const respelled = changes
      .filter(({ isSpelledDifferently }) => isSpelledDifferently)
      .map(({ change }) => change.before?.name)
    return respelled.length > 0 ? [`${respelled.join(', ')} of ${org}`] : []
  })
  if (names.length === 0) return []
  return [
    `GitHub spells these addresses differently, with the same meaning (a trailing slash, a default port, upper case): ${names.join('; ')}. This is not drift, and nothing is written; to change the spelling, use operation update with 'name' and 'url'.`
  ]
}

function deletesOf(deleted: readonly Registry[], org: string, limit: number): Planned[] {
  const names = deleted.map(({ name }) => name)
  const tooMany = `'prune' would delete ${countOf(deleted.length, 'registry', 'registries')} of ${org}, but 'max-deletions' is ${limit}: ${firstOf(names, 10)}. Nothing was changed there; to allow this, set 'max-deletions' to ${deleted.length}.`
  const problems = deleted.length > limit ? [tooMany] : []
  return deleted.map(before => {
    const change: Change = { org, action: 'delete', before, spec: {} }
    return { change, problems, stops: 'organization', drift: true }
  })
}

/** What the user allows, and when to rewrite secrets. */
export interface Policy {
  /** When to write the secret of an existing registry; `olderThan` is its age in milliseconds. */
  rewriteSecrets: 'never' | 'always' | { olderThan: number }
  needsSecret: boolean
  prune: boolean
  maxDeletions: number
  allowRecreate: boolean
  allowedHosts: readonly string[] | undefined
}

/** The context in which an entry is planned; `now` is in milliseconds since 1970. */
interface Context {
  org: string
  policy: Policy
  now: number
  dryRun: boolean
}

/** The change that makes one entry true. */
function planEntry(entry: Matched, context: Context): Planned {
  const { registry, candidates, wanted, problems } = entry
  if (registry && !candidates) return planExisting(entry, registry, context)
  if (!candidates) return planCreate(entry, context)
  const change = unmatchedChange(wanted, context.org)
  return { wanted, change, problems, stops: 'organization', drift: candidates.length === 0 }
}

/** Whether the secret is due to be written. A registry without a shown date of its last update counts as old. */
export function isDue({ updated_at }: Registry, rewrite: Policy['rewriteSecrets'], now: number): boolean {
  if (typeof rewrite === 'string') return rewrite === 'always'
  const updated = Date.parse(updated_at ?? '')
  return Number.isNaN(updated) || now - updated > rewrite.olderThan
}

function planCreate(entry: Matched, context: Context): Planned {
  const { org } = context
  const { wanted } = entry
  const spec = specFor(wanted, { auth_type: 'token' })
  const found = {
    run: checkNew(withoutNames(spec), sourceFor(wanted, spec)),
    organization: problemsOf(entry, spec)
  }
  return { ...plannedFor(wanted, { org, action: 'create', spec }, found, context), drift: true }
}

function planExisting(entry: Matched, registry: Registry, context: Context): Planned {
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
    ...checkExisting(spec, registry, source),
    // An address that is not shown is not compared, and so it is not written.
    ...disallowedHostsOf(registry, registry.url ? spec : { ...spec, url: undefined }, policy.allowedHosts)
  ]
  const action = Object.keys(body).length > 0 ? 'update' : 'keep'
  const change: Change = { org, action, before: registry, spec: body }
  const planned = plannedFor(wanted, change, { run, organization }, context)
  return { ...planned, drift, isSpelledDifferently: isSpelledDifferently(spec, registry) }
}

function isSpelledDifferently({ url: wanted }: RegistrySpec, { url: shown }: Registry): boolean {
  if (!wanted || !shown || wanted === withScheme(shown)) return false
  return canonicalUrl(wanted) === canonicalUrl(shown)
}

/** The fields that an update writes: those that differ, repository ids, which GitHub does not show, and a due secret. */
function bodyFor(
  spec: RegistrySpec,
  registry: Registry,
  { policy, now }: Context,
  apart: readonly Difference[]
): RegistrySpec {
  const body: RegistrySpec = Object.fromEntries(apart.map(({ field, wanted }) => [field, wanted]))
  const { selected_repository_ids: ids, selected_repositories: names } = spec
  const isApart = apart.some(({ field }) => field === 'selected_repository_ids' || field === 'visibility')
  if (ids && (isApart || !Array.isArray(registry['selected_repository_ids']))) {
    // The ids replace the old ones, and GitHub wants them together with the visibility.
    Object.assign(body, { visibility: 'selected', selected_repository_ids: ids })
    if (names) body.selected_repositories = names
  }
  const due = isDue(registry, policy.rewriteSecrets, now)
  const carried = typeof policy.rewriteSecrets === 'object' && Object.keys(body).length > 0
  return hasSecret(spec) && (due || carried) ? { ...body, ...secretIn(spec) } : body
}

/** The names have become ids. */
function withoutNames({ selected_repositories: _, ...spec }: RegistrySpec): RegistrySpec {
  return spec
}

function planRecreate(
  entry: Matched,
  registry: Registry,
  fixed: readonly [Difference, ...Difference[]],
  context: Context
): Planned {
  const { org, policy, dryRun } = context
  const { wanted } = entry
  const given = specFor(wanted, registry)
  const spec = carriedOver(given, registry)
  const source = sourceFor(wanted, spec)
  const first = manualSteps(wanted, { given, spec, source })
  const change: Change = { org, action: 'recreate', before: registry, spec, ...(first && { first }) }
  const run = policy.allowRecreate ? checkNew(withoutNames(spec), source) : []
  const organization = [
    ...problemsOf(entry, given),
    ...disallowedHostsOf(registry, given, policy.allowedHosts)
  ]
  if (!policy.allowRecreate) organization.push(recreateForbidden(registry, fixed, source))
  const when = { ...context, dryRun: dryRun || !policy.allowRecreate }
  return plannedFor(wanted, change, { run, organization }, when)
}

/** Once a registry is deleted, its entry must not have its name, and must give the values that only GitHub had. */
function manualSteps(
  { name }: Wanted,
  { given, spec, source }: { given: RegistrySpec; spec: RegistrySpec; source: Source }
): string {
  const lost = fieldNames.filter(field => given[field] === undefined && spec[field])
  const values = lost.map(field => `'${source.spell(field)}' to ${spec[field]}`).join(', ')
  if (name === undefined) return values && `Set ${values}`
  return `Remove 'name'${values && `, set ${values}`}`
}

/** Problems of the selected repositories count only if the spec uses them. */
function problemsOf({ problems, selection = [] }: Matched, spec: RegistrySpec): Sentence[] {
  return [...problems, ...(spec.selected_repository_ids ? selection : [])]
}

function recreateForbidden(
  registry: Registry,
  fixed: readonly [Difference, ...Difference[]],
  source: Source
): Sentence {
  const what = fixed.map(({ field, shown, wanted }) => `'${source.spell(field)}' from ${shown} to ${wanted}`)
  const text = `GitHub cannot change ${what.join(' and ')} for ${describe(registry)}. To delete and recreate it, set 'allow-recreate' to true; otherwise keep the current value.`
  return source.say(fixed[0].field, text)
}
