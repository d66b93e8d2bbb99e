import { createHash } from 'node:crypto'
import { carryOut, checkAgainstList } from './carry-out.ts'
import type { Clock, Log } from './github/call.ts'
import type { Organization } from './organizations.ts'
import { type Advised, advise, subjectOf, warningsIn } from './registries/advise.ts'
import { type Change, failedBy, type Outcome, type Plan, writesOf } from './registries/change.ts'
import { type Entry, matchAll, type State } from './registries/match.ts'
import { planApply, spellingNotice } from './registries/plan.ts'
import { Problem, type Sentence, unique } from './registries/problem.ts'
import type { Registry } from './registries/registry.ts'
import { planRotation } from './registries/rotation.ts'
import { isWantedIn, sentenceAbout, specFor, type Wanted } from './registries/wanted.ts'
import type { ChangeResult, ManyRequest } from './request.ts'

/** What a run works with. `deadline` is in milliseconds since 1970. */
interface RunContext {
  at(org: string): Organization
  clock: Clock
  deadline: number
  log: Log
}

/** The plan of one organization and, once attempted, the outcomes. */
interface OrganizationRun {
  plan: Plan
  outcomes?: Outcome[]
}

/** Reads and plans every organization, then carries out the plans side by side. A problem of the request stops the run. */
export async function applyAll(request: ManyRequest, context: RunContext): Promise<ChangeResult> {
  // Most objects die young. A small young generation saves 60 MB at 1,000 writes, at no cost in time.
  if (request.wanted.length * request.orgs.length > 100)
    (await import('node:v8')).setFlagsFromString('--semi-space-growth-factor=1')
  const { at, clock, log } = context
  const plans = await Promise.all(request.orgs.map(org => planFor(request, at(org), clock)))
  logRemarks(plans, log)
  const advised = adviceOn(plans, request, context)
  const stop = stopFor(request, plans)
  const runs = stop ? plans.map(plan => ({ plan })) : await carryOutAll(plans, request, context)
  return { ...resultOf(request, runs, stop), ...(advised && { advised }) }
}

/** Why nothing may be written anywhere, if so; `problem` says what the user must fix. */
function stopFor(
  request: ManyRequest,
  plans: readonly Plan[]
): { reason: string; problem?: string } | undefined {
  if (plans.some(({ changes }) => changes.some(isStoppedBy('run'))))
    return {
      reason:
        'Skipped: nothing is written until the errors in the inputs, the manifest or its variables are fixed.'
    }
  if (request.operation === 'rotate' || request.planId === 'any') return undefined
  const reason = 'Nothing was written anywhere, because this is not the plan that was approved.'
  const id = planIdOf(plans)
  if (id === '') return { reason, problem: `${reason} 'plan-id' needs every organization to be readable.` }
  if (id === request.planId || changesIn(plans).length === 0) return undefined
  return {
    reason,
    problem: `${reason} Its id is ${id}, not ${request.planId}: something changed since. Plan and approve again.`
  }
}

/** The SHA-256 of all changes that can be made, whatever their order; empty if an organization could not be read. */
function planIdOf(plans: readonly Plan[]): string {
  if (plans.some(({ isUnread }) => isUnread)) return ''
  const changes = changesIn(plans).map(({ org, action, before = {}, spec }) => {
    const { secret, secret_env, selected_repositories: _, ...fields } = spec
    const from = Object.keys(fields).map(field => [field, before[field] ?? null])
    const parts = [
      ...[org.toLowerCase(), action, before.name ?? null, before.registry_type ?? null, before.url ?? null],
      ...[Object.fromEntries(from), fields, secret_env ?? (secret ? 'the input secret' : null)]
    ]
    // Repository ids are a set.
    const inOrder = (key: string, value: unknown) =>
      key === 'selected_repository_ids' && Array.isArray(value) ? value.toSorted() : value
    return JSON.stringify(parts, inOrder)
  })
  return createHash('sha256').update(changes.sort().join('\n')).digest('hex')
}

function changesIn(plans: readonly Plan[]): Change[] {
  return plans
    .flatMap(({ changes }) => changes)
    .filter(({ change, problems }) => problems.length === 0 && change.action !== 'keep')
    .map(({ change }) => change)
}

async function planFor(request: ManyRequest, at: Organization, clock: Clock): Promise<Plan> {
  try {
    const state = await readState(request, at)
    const when = { now: clock.now(), dryRun: request.dryRun }
    return request.operation === 'rotate'
      ? planRotation(state, request.policy, when)
      : planApply(state, request.policy, when)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const nothing = { changes: [], warnings: [], unmanaged: [] }
    return { org: at.org, ...nothing, problems: [error.message], isUnread: true }
  }
}

/** Reads an organization and, in parallel, its public key if a secret may be written. */
async function readState({ operation, wanted }: ManyRequest, at: Organization): Promise<State> {
  const { org } = at
  const entriesHere = wanted.filter(one => isWantedIn(one, org))
  const listed = at.registries.list()
  if (entriesHere.some(({ spec, defaults }) => (spec.secret ?? defaults.secret) !== undefined))
    at.sealer.fetchKey()
  const [registries, entries] = await Promise.all([
    listed,
    operation === 'rotate' ? entriesHere.map(asEntry) : resolveSelections(entriesHere, at, listed)
  ])
  return { org, entries, registries }
}

function asEntry(wanted: Wanted): Entry {
  return { wanted, problems: [] }
}

async function resolveSelections(
  wanted: readonly Wanted[],
  at: Organization,
  listed: Promise<readonly Registry[]>
): Promise<Entry[]> {
  const entries = wanted.map(asEntry)
  const selecting = wanted
    .map(({ spec, defaults }) => ({ ...defaults, ...spec }))
    .filter(({ selected_repositories }) => selected_repositories)
  if (selecting.length === 0) return entries
  // Only one that leaves its visibility to the registry needs the list first.
  const registries = selecting.every(({ visibility }) => visibility) ? [] : await listed
  const lists = matchAll({ org: at.org, entries, registries }).map(({ wanted: one, registry }) => {
    const spec = specFor(one, registry ?? {})
    const isSelected = (spec.visibility ?? registry?.visibility) === 'selected'
    return isSelected && !spec.selected_repository_ids ? spec.selected_repositories : undefined
  })
  const resolved = await at.resolve(lists.filter(names => names !== undefined))
  return entries.map((entry, index) => {
    const found = lists[index] && resolved.shift()
    if (!found) return entry
    const { wanted: one } = entry
    const level = one.spec.selected_repositories ? 'spec' : 'defaults'
    const selection = found.problems.map(text => sentenceAbout(one, text, 'selected_repositories'))
    const resolvedSpec = { selected_repository_ids: found.ids, selected_repositories: found.names }
    return { wanted: { ...one, [level]: { ...one[level], ...resolvedSpec } }, problems: [], selection }
  })
}

/** Logs each remark once, although many organizations may cause it. */
function logRemarks(plans: readonly Plan[], log: Log): void {
  const changes = plans.flatMap(plan => plan.changes)
  const notices = changes.flatMap(change => change.notices ?? [])
  const warnings = [
    ...plans.flatMap(plan => plan.warnings),
    ...changes.flatMap(change => change.warnings ?? [])
  ]
  for (const notice of unique([...spellingNotice(plans), ...notices])) log.notice(notice)
  for (const warning of unique(warnings)) log.warning(warning)
}

function adviceOn(
  plans: readonly Plan[],
  { operation, advice: settings }: ManyRequest,
  { at, clock, log }: RunContext
): Advised | undefined {
  const now = clock.now()
  const subjects = plans.flatMap(({ org, changes }) => {
    const when = { now, server: at(org).serverVersion() }
    return changes.flatMap(({ wanted, change }) => (wanted ? subjectOf(wanted, change, when) : []))
  })
  const advised = advise(subjects, settings)
  const isRotation = operation === 'rotate'
  const said = advised.advice.filter(({ name }) => !isRotation || name === 'secret-expires')
  for (const warning of warningsIn(said)) log.warning(warning)
  return isRotation ? undefined : advised
}

function isStoppedBy(what: 'organization' | 'run') {
  return ({ problems, stops }: Plan['changes'][number]) =>
    problems.length > 0 && (stops === 'run' || stops === what)
}

function isHalted({ problems, changes }: Plan): boolean {
  return problems.length > 0 || changes.some(isStoppedBy('organization'))
}

/** Checks, before anything is written, that the key can seal. */
async function withKey(plan: Plan, at: Organization): Promise<Plan> {
  if (isHalted(plan) || !plan.changes.some(({ change }) => change.spec.secret !== undefined)) return plan
  try {
    await at.sealer.ready()
    return plan
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ...plan, problems: error.sentences }
  }
}

async function carryOutAll(
  planned: readonly Plan[],
  { operation, dryRun, connection }: ManyRequest,
  { at, clock, deadline, log }: RunContext
): Promise<OrganizationRun[]> {
  const plans = await Promise.all(planned.map(plan => withKey(plan, at(plan.org))))
  const counts = plans.map(plan => (isHalted(plan) ? 0 : writesIn(plan)))
  // An App has a token for each organization, so organizations are written in parallel.
  const writes =
    'token' in connection.access ? counts.reduce((sum, one) => sum + one, 0) : Math.max(0, ...counts)
  const minimum = (writes - 1) * connection.writeInterval
  const timeLeft = deadline - clock.now()
  if (!dryRun && minimum > timeLeft) log.warning(tooLong(writes, minimum, timeLeft))
  const carriedOut = plans.map(async plan => {
    const { org } = plan
    if (isHalted(plan)) return { plan }
    const total = plan.changes.filter(({ change }) => change.action !== 'keep').length
    const group = log.organization(org, total)
    const started = clock.now()
    let done = 0
    const onOutcome = (outcome: Outcome) => {
      if (outcome.change.action !== 'keep') done++
      group.outcome(outcome, ((clock.now() - started) / done) * (total - done))
    }
    const outcomes = await carryOut(plan.changes, at(org), { dryRun, onOutcome })
    const isChecked = !dryRun && operation !== 'rotate' && outcomes.some(({ changed }) => changed)
    const checked = isChecked ? await checkAgainstList(outcomes, at(org)) : { outcomes, warnings: [] }
    group.end()
    for (const warning of checked.warnings) log.warning(warning)
    return { plan, outcomes: checked.outcomes }
  })
  // An unexpected error in one organization does not interrupt the writes of another.
  await Promise.allSettled(carriedOut)
  return Promise.all(carriedOut)
}

function writesIn({ changes }: Plan): number {
  return changes.reduce((sum, { change, problems }) => sum + (problems.length > 0 ? 0 : writesOf(change)), 0)
}

function tooLong(writes: number, minimum: number, timeLeft: number): string {
  return `The plan has ${writes} writes. With this 'write-interval' they take at least ${minutes(minimum)}, but 'timeout' leaves ${minutes(timeLeft)}. The rest will not be attempted. Run the step again for it, or increase 'timeout'.`
}

function minutes(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000)
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
}

function resultOf(
  request: ManyRequest,
  runs: readonly OrganizationRun[],
  stop: ReturnType<typeof stopFor>
): ChangeResult {
  const { operation, dryRun, fromManifest, orgs } = request
  const plans = runs.map(({ plan }) => plan)
  const outcomes = runs.flatMap(one => one.outcomes ?? outcomesOfHalted(one.plan, stop?.reason))
  const problems = unique([...(stop?.problem ? [stop.problem] : []), ...runs.flatMap(problemsOf)])
  if (operation === 'rotate' && outcomes.length === 0 && problems.length === 0)
    problems.push(
      `There is nothing to rotate: the manifest has no registry for ${orgs.join(', ')}, so no secret was checked.`
    )
  const single = !fromManifest && orgs.length === 1
  const [org = ''] = orgs
  const registry = runs[0]?.outcomes?.[0]?.after
  return {
    ...{ operation, dryRun, outcomes, problems },
    changed: outcomes.some(({ changed }) => changed),
    ...(operation !== 'rotate' && { drift: driftIn(plans), single, planId: planIdOf(plans) }),
    ...(operation !== 'rotate' && fromManifest && { unmanaged: unmanagedIn(plans) }),
    ...(operation !== 'rotate' && single && registry && { found: { org, registry } })
  }
}

/** The outcomes where nothing was written: entries with problems have failed, the others were not attempted. */
function outcomesOfHalted(
  { org, changes }: Plan,
  reason = `Skipped: nothing is written in ${org} until its other problems are fixed.`
): Outcome[] {
  return changes.map(({ change, problems }) =>
    problems.length > 0
      ? failedBy(change, problems)
      : { change, status: 'not_attempted', reason, changed: false }
  )
}

function problemsOf({ plan: { org, problems, changes }, outcomes = [] }: OrganizationRun): Sentence[] {
  const tried = outcomes.filter((_, index) => changes[index]?.problems.length === 0)
  const failed = tried.filter(({ status }) => status === 'failed' || status === 'unknown')
  const [first, ...others] = tried.filter(({ status }) => status === 'not_attempted')
  const more = others.length > 0 ? ` ${others.length} more changes of ${org} were not attempted either.` : ''
  return [
    ...problems,
    ...changes.flatMap(planned => planned.problems),
    ...failed.map(({ reason = '' }) => reason),
    ...(first ? [`${first.reason ?? ''}${more}`] : [])
  ]
}

function unmanagedIn(plans: readonly Plan[]): ChangeResult['unmanaged'] & {} {
  return plans
    .filter(({ unmanaged }) => unmanaged.length > 0)
    .map(({ org, unmanaged }) => ({ org, registries: unmanaged }))
}

/** Whether any organization has drifted; undefined if none has, but one could not be read. */
function driftIn(plans: readonly Plan[]): boolean | undefined {
  if (plans.some(({ drift, changes }) => drift || changes.some(one => one.drift))) return true
  return plans.some(({ isUnread }) => isUnread) ? undefined : false
}
