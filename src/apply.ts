import { createHash } from 'node:crypto'
import { carryOut, checkAgainstList } from './carry-out.ts'
import type { Clock, Log } from './github/call.ts'
import type { Organization } from './organizations.ts'
import { type Advised, advise, subjectOf, warningsIn } from './registries/advise.ts'
import { type Change, failedBy, type Outcome, type Plan, writesOf } from './registries/change.ts'
import { type Entry, matchAll } from './registries/match.ts'
import { planApply, type State, spellingNotice } from './registries/plan.ts'
import { Problem, type Sentence, unique } from './registries/problem.ts'
import type { Registry } from './registries/registry.ts'
import { planRotation } from './registries/rotation.ts'
import { isWantedIn, sentenceAbout, type Wanted } from './registries/wanted.ts'
import type { ChangeResult, ManyRequest } from './request.ts'

/** What a run works with. `deadline` is in milliseconds since 1970. */
interface RunContext {
  at(org: string): Organization
  clock: Clock
  deadline: number
  log: Log
}

/** Why nothing is written anywhere. */
interface Stop {
  reason: string
  problem?: string
}

/** One organization: why it could not be read, or its plan and, once attempted, the outcomes. */
interface OrganizationRun {
  org: string
  unread?: Problem
  plan?: Plan
  outcomes?: Outcome[]
}

/**
 * Apply, plan and rotate: reads and plans every organization, then carries out the plans in parallel. A problem of the
 * manifest, the inputs or the variables stops the run before the first write; a problem of an organization stops only
 * that organization.
 */
export async function applyAll(request: ManyRequest, context: RunContext): Promise<ChangeResult> {
  // Most objects die young. A small young generation saves 60 MB at 1,000 writes, at no cost in time.
  if (request.wanted.length * request.orgs.length > 100)
    (await import('node:v8')).setFlagsFromString('--semi-space-growth-factor=1')
  const { at, clock, log } = context
  const runs = await Promise.all(request.orgs.map(org => planFor(request, at(org), clock)))
  const plans = runs.flatMap(({ plan }) => plan ?? [])
  logRemarks(plans, log)
  const advised = adviceOn(plans, request, context)
  const stop = stopFor(request, runs)
  const checked = stop ? runs : await Promise.all(runs.map(run => withKey(run, at(run.org))))
  const ended = stop ? checked : await carryOutAll(checked, request, context)
  return { ...resultOf(request, ended, stop), ...(advised && { advised }) }
}

/** Why nothing may be written anywhere, if so; `problem` says what the user must fix. */
function stopFor(request: ManyRequest, runs: readonly OrganizationRun[]): Stop | undefined {
  if (runs.some(({ plan }) => plan?.changes.some(isStoppedBy('run'))))
    return {
      reason:
        'Skipped: nothing is written until the errors in the inputs, the manifest or its variables are fixed.'
    }
  if (request.operation === 'rotate' || request.planId === 'any') return undefined
  const reason = 'Nothing was written anywhere, because this is not the plan that was approved.'
  const id = planIdOf(runs)
  if (id === '') return { reason, problem: `${reason} 'plan-id' needs every organization to be readable.` }
  if (id === request.planId || changesIn(runs).length === 0) return undefined
  return {
    reason,
    problem: `${reason} Its id is ${id}, not ${request.planId}: something changed since. Plan and approve again.`
  }
}

/** The SHA-256 of all changes that can be made, whatever their order; empty if an organization could not be read. */
function planIdOf(runs: readonly OrganizationRun[]): string {
  if (runs.some(({ unread }) => unread)) return ''
  const changes = changesIn(runs).map(({ org, action, before = {}, spec }) => {
    const { secret, secret_env, selected_repositories: _, ...fields } = spec
    const from = Object.keys(fields).map(field => [field, before[field] ?? null])
    return JSON.stringify([
      ...[org.toLowerCase(), action, before.name ?? null, before.registry_type ?? null, before.url ?? null],
      ...[Object.fromEntries(from), fields, secret_env ?? (secret ? 'the input secret' : null)]
    ])
  })
  return createHash('sha256').update(changes.sort().join('\n')).digest('hex')
}

function changesIn(runs: readonly OrganizationRun[]): Change[] {
  return runs
    .flatMap(({ plan }) => plan?.changes ?? [])
    .filter(({ change, problems }) => problems.length === 0 && change.action !== 'keep')
    .map(({ change }) => change)
}

/** Reads an organization and plans its changes. */
async function planFor(request: ManyRequest, at: Organization, clock: Clock): Promise<OrganizationRun> {
  const { org } = at
  try {
    const state = await readState(request, at)
    const when = { now: clock.now(), dryRun: request.dryRun }
    const plan =
      request.operation === 'rotate'
        ? planRotation(state, request.policy, when)
        : planApply(state, request.policy, when)
    return { org, plan }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { org, unread: error }
  }
}

/**
 * Reads an organization: its registries and the ids of selected repositories, and in parallel the public key if a secret
 * may be written.
 */
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

/** Adds the ids of selected repositories to their names, resolved together for all entries. */
async function resolveSelections(
  wanted: readonly Wanted[],
  at: Organization,
  listed: Promise<readonly Registry[]>
): Promise<Entry[]> {
  const entries = wanted.map(asEntry)
  // The registries are needed first only if an entry leaves its visibility to the registry.
  const registries = wanted.some(one => selectedNames(one) && !visibilityOf(one)) ? await listed : []
  const lists = matchAll({ org: at.org, entries, registries }).map(({ wanted: one, registry }) =>
    (visibilityOf(one) ?? registry?.visibility) === 'selected' ? selectedNames(one) : undefined
  )
  const resolved = await at.resolve(lists.filter(names => names !== undefined))
  return entries.map((entry, index) => {
    const found = lists[index] && resolved.shift()
    if (!found) return entry
    const selection = found.problems.map(text => sentenceAbout(entry.wanted, text, 'selected_repositories'))
    return { wanted: withIds(entry.wanted, found.ids), problems: [], selection }
  })
}

function visibilityOf({ spec, defaults }: Wanted): string | undefined {
  return spec.visibility ?? defaults.visibility
}

/** The names of an entry's selected repositories: its own, else those of the defaults. */
function selectedNames({ spec, defaults }: Wanted): string[] | undefined {
  return spec.selected_repository_ids
    ? undefined
    : (spec.selected_repositories ?? defaults.selected_repositories)
}

function withIds(wanted: Wanted, ids: number[]): Wanted {
  const level = wanted.spec.selected_repositories ? 'spec' : 'defaults'
  return { ...wanted, [level]: { ...wanted[level], selected_repository_ids: ids } }
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

/** Advice on every entry that was planned, with its warnings logged. A rotation only tells what expires soon. */
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

/** Whether a change has problems that stop its organization, or the run. */
function isStoppedBy(what: 'organization' | 'run') {
  return ({ problems, stops }: Plan['changes'][number]) =>
    problems.length > 0 && (stops === 'run' || stops === what)
}

/** Whether nothing may be written in the organization of a plan. */
function isHalted({ problems, changes }: Plan): boolean {
  return problems.length > 0 || changes.some(isStoppedBy('organization'))
}

/** Checks, before anything is written, that the key can seal. */
async function withKey(run: OrganizationRun, at: Organization): Promise<OrganizationRun> {
  const { plan } = run
  if (!plan || isHalted(plan) || !plan.changes.some(({ change }) => change.spec.secret !== undefined))
    return run
  try {
    await at.sealer.ready()
    return run
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ...run, plan: { ...plan, problems: error.sentences } }
  }
}

async function carryOutAll(
  runs: readonly OrganizationRun[],
  { operation, dryRun, connection }: ManyRequest,
  { at, clock, deadline, log }: RunContext
): Promise<OrganizationRun[]> {
  const counts = runs.map(({ plan }) => (plan && !isHalted(plan) ? writesIn(plan) : 0))
  // An App has a token for each organization, so organizations are written in parallel.
  const writes =
    'token' in connection.access ? counts.reduce((sum, one) => sum + one, 0) : Math.max(0, ...counts)
  const minimum = (writes - 1) * connection.writeInterval
  const timeLeft = deadline - clock.now()
  if (!dryRun && minimum > timeLeft) log.warning(tooLong(writes, minimum, timeLeft))
  const carriedOut = runs.map(async run => {
    const { org, plan } = run
    if (!plan || isHalted(plan)) return run
    const group = log.organization(org)
    const progress = progressOf(plan, clock)
    const outcomes = await carryOut(plan.changes, at(org), {
      dryRun,
      onOutcome: outcome => group.outcome(outcome, progress(outcome.change))
    })
    const isChecked = !dryRun && operation !== 'rotate' && outcomes.some(({ changed }) => changed)
    const checked = isChecked ? await checkAgainstList(outcomes, at(org)) : { outcomes, warnings: [] }
    group.end()
    for (const warning of checked.warnings) log.warning(warning)
    return { ...run, outcomes: checked.outcomes }
  })
  // An unexpected error in one organization does not interrupt the writes of another.
  await Promise.allSettled(carriedOut)
  return Promise.all(carriedOut)
}

function writesIn({ changes }: Plan): number {
  return changes.reduce((sum, { change, problems }) => sum + (problems.length > 0 ? 0 : writesOf(change)), 0)
}

/** Counts the changes of one organization, and estimates the time left from those already done. */
function progressOf({ changes }: Plan, clock: Clock) {
  const total = changes.filter(({ change }) => change.action !== 'keep').length
  const started = clock.now()
  let done = 0
  return ({ action }: Change) => {
    if (action !== 'keep') done++
    return { total, timeLeft: done === 0 ? undefined : ((clock.now() - started) / done) * (total - done) }
  }
}

/** The warning before the first write that the plan cannot finish in time. */
function tooLong(writes: number, minimum: number, timeLeft: number): string {
  return `The plan has ${writes} writes. With this 'write-interval' they take at least ${minutes(minimum)}, but 'timeout' leaves ${minutes(timeLeft)}. The rest will not be attempted. Run the step again for it, or increase 'timeout'.`
}

function minutes(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000)
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
}

/** Combines the results of all organizations: an outcome for each entry, a sentence for each failure. */
function resultOf(
  request: ManyRequest,
  runs: readonly OrganizationRun[],
  stop: Stop | undefined
): ChangeResult {
  const { operation, dryRun, fromManifest, orgs } = request
  const outcomes = runs.flatMap(run => run.outcomes ?? outcomesOfHalted(run, stop))
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
    ...(operation !== 'rotate' && { drift: driftIn(runs), single, planId: planIdOf(runs) }),
    ...(operation !== 'rotate' && fromManifest && { unmanaged: unmanagedIn(runs) }),
    ...(operation !== 'rotate' && single && registry && { found: { org, registry } })
  }
}

/** The outcomes where nothing was written: entries with problems have failed, the others were not attempted. */
function outcomesOfHalted({ org, plan }: OrganizationRun, stop: Stop | undefined): Outcome[] {
  const reason = stop?.reason ?? `Skipped: nothing is written in ${org} until its other problems are fixed.`
  return (plan?.changes ?? []).map(({ change, problems }) =>
    problems.length > 0
      ? failedBy(change, problems)
      : { change, status: 'not_attempted', reason, changed: false }
  )
}

/** The problems of an organization: one sentence for each failure, and one for all changes not attempted. */
function problemsOf({ org, unread, plan, outcomes = [] }: OrganizationRun): Sentence[] {
  if (unread) return [unread.message]
  const changes = plan?.changes ?? []
  const tried = outcomes.filter((_, index) => changes[index]?.problems.length === 0)
  const failed = tried.filter(({ status }) => status === 'failed' || status === 'unknown')
  const [first, ...others] = tried.filter(({ status }) => status === 'not_attempted')
  const more = others.length > 0 ? ` ${others.length} more changes of ${org} were not attempted either.` : ''
  return [
    ...(plan?.problems ?? []),
    ...changes.flatMap(({ problems }) => problems),
    ...failed.map(({ reason = '' }) => reason),
    ...(first ? [`${first.reason ?? ''}${more}`] : [])
  ]
}

function unmanagedIn(runs: readonly OrganizationRun[]): ChangeResult['unmanaged'] & {} {
  return runs.flatMap(({ org, plan }) =>
    plan && plan.unmanaged.length > 0 ? [{ org, registries: plan.unmanaged }] : []
  )
}

/** Whether any organization has drifted; undefined if none has, but one could not be read. */
function driftIn(runs: readonly OrganizationRun[]): boolean | undefined {
  if (runs.some(({ plan }) => plan?.changes.some(({ drift }) => drift))) return true
  return runs.some(({ unread }) => unread) ? undefined : false
}
