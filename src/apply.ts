import { setFlagsFromString } from 'node:v8'
import { carryOut, checkAgainstList } from './carry-out.ts'
import type { Clock, Log } from './github/call.ts'
import type { Organization } from './organizations.ts'
import { type Advised, advise, subjectOf, warningsIn } from './registries/advise.ts'
import { type Change, failedBy, type Outcome, type Plan, writesOf } from './registries/change.ts'
import { type Entry, recogniseAll } from './registries/match.ts'
import { planApply, respellingNotice, type State } from './registries/plan.ts'
import { Problem, type Sentence, unique } from './registries/problem.ts'
import type { Registry } from './registries/registry.ts'
import { planRotation } from './registries/rotation.ts'
import { isWantedIn, sentenceAbout, type Wanted } from './registries/wanted.ts'
import type { ChangeResult, ManyRequest } from './request.ts'

/** What the work is done with; `deadline` is in milliseconds since 1970. */
interface Means {
  at(org: string): Organization
  clock: Clock
  deadline: number
  log: Log
}

/** One organization: why it could not be read, or its plan and, once something was tried, the outcomes. */
interface Part {
  org: string
  unread?: Problem
  plan?: Plan
  outcomes?: Outcome[]
}

/**
 * Apply, plan and rotate: reads every organization, plans, and carries the plans out side by side. What is wrong with
 * the manifest, the inputs or the variables stops everything before the first write, what is wrong in an organization
 * only that one.
 */
export async function applyAll(request: ManyRequest, means: Means): Promise<ChangeResult> {
  // Objects of one entry or one request die young. A small young generation saves 60 MB of 1,000 writes, and no time is lost.
  if (request.wanted.length > 100) setFlagsFromString('--semi-space-growth-factor=1')
  const { at, clock, log } = means
  const planned = await Promise.all(request.orgs.map(org => planFor(request, at(org), clock)))
  const plans = planned.flatMap(({ plan }) => plan ?? [])
  logRemarks(plans, log)
  const advised = adviceOn(plans, request, means)
  const isStopped = plans.some(({ changes }) => changes.some(isStoppedBy('run')))
  const parts = isStopped ? planned : await Promise.all(planned.map(part => withKey(part, at(part.org))))
  const ended = isStopped ? parts : await carryOutAll(parts, request, means)
  return { ...resultOf(request, ended, isStopped), ...(advised && { advised }) }
}

/** Reads an organization and plans for it. */
async function planFor(request: ManyRequest, at: Organization, clock: Clock): Promise<Part> {
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
 * Reads an organization: its registries, the ids of the repositories that are named if those are written, and side by
 * side the public key if a secret may be written.
 */
async function readState({ operation, wanted }: ManyRequest, at: Organization): Promise<State> {
  const { org } = at
  const here = wanted.filter(one => isWantedIn(one, org))
  const listed = at.registries.list()
  if (here.some(({ spec, defaults }) => (spec.secret ?? defaults.secret) !== undefined)) at.sealer.fetchKey()
  const [registries, entries] = await Promise.all([
    listed,
    operation === 'rotate' ? here.map(asEntry) : selectAll(here, at, listed)
  ])
  return { org, entries, registries }
}

function asEntry(wanted: Wanted): Entry {
  return { wanted, problems: [] }
}

/** The entries with ids instead of the names of their selected repositories, all found together. */
async function selectAll(
  wanted: readonly Wanted[],
  at: Organization,
  listed: Promise<readonly Registry[]>
): Promise<Entry[]> {
  const entries = wanted.map(asEntry)
  // Only where an entry leaves its visibility to the registry has that to be known first.
  const registries = wanted.some(one => namesIn(one) && !visibilityOf(one)) ? await listed : []
  const lists = recogniseAll({ org: at.org, entries, registries }).map(({ wanted: one, registry }) =>
    (visibilityOf(one) ?? registry?.visibility) === 'selected' ? namesIn(one) : undefined
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

/** Logs each remark once: the same entry may give rise to it in many organizations. */
function logRemarks(plans: readonly Plan[], log: Log): void {
  const changes = plans.flatMap(plan => plan.changes)
  const notices = changes.flatMap(change => change.notices ?? [])
  const warnings = [
    ...plans.flatMap(plan => plan.warnings),
    ...changes.flatMap(change => change.warnings ?? [])
  ]
  for (const notice of unique([...respellingNotice(plans), ...notices])) log.notice(notice)
  for (const warning of unique(warnings)) log.warning(warning)
}

/** Advice on every entry that was planned, with its warnings logged. A rotation only tells what expires soon. */
function adviceOn(
  plans: readonly Plan[],
  { operation, advice: settings }: ManyRequest,
  { at, clock, log }: Means
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

/** Finds out before anything is written whether the key can seal. */
async function withKey(part: Part, at: Organization): Promise<Part> {
  const { plan } = part
  if (!plan || isHalted(plan) || !plan.changes.some(({ change }) => change.spec.secret !== undefined))
    return part
  try {
    await at.sealer.ready()
    return part
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ...part, plan: { ...plan, problems: error.sentences } }
  }
}

async function carryOutAll(
  parts: readonly Part[],
  { operation, dryRun, reach }: ManyRequest,
  { at, clock, deadline, log }: Means
): Promise<Part[]> {
  const each = parts.map(({ plan }) => (plan && !isHalted(plan) ? writesIn(plan) : 0))
  // An App has a token for each organization, and their writes go on side by side.
  const writes = 'token' in reach.access ? each.reduce((sum, one) => sum + one, 0) : Math.max(0, ...each)
  const least = (writes - 1) * reach.writeInterval
  const left = deadline - clock.now()
  if (!dryRun && least > left) log.warning(tooLong(writes, least, left))
  const carriedOut = parts.map(async part => {
    const { org, plan } = part
    if (!plan || isHalted(plan)) return part
    const group = log.organization(org)
    const progress = progressOf(plan, clock)
    const outcomes = await carryOut(plan.changes, at(org), {
      dryRun,
      tell: outcome => group.outcome(outcome, progress(outcome.change))
    })
    const isChecked = !dryRun && operation !== 'rotate' && outcomes.some(({ changed }) => changed)
    const checked = isChecked ? await checkAgainstList(outcomes, at(org)) : { outcomes, warnings: [] }
    group.end()
    for (const warning of checked.warnings) log.warning(warning)
    return { ...part, outcomes: checked.outcomes }
  })
  // What nobody foresaw in one organization does not cut off the writes of another.
  await Promise.allSettled(carriedOut)
  return Promise.all(carriedOut)
}

function writesIn({ changes }: Plan): number {
  return changes.reduce((sum, { change, problems }) => sum + (problems.length > 0 ? 0 : writesOf(change)), 0)
}

/** Counts the writes of one organization as they are done; the others may take as long as those took. */
function progressOf(plan: Plan, clock: Clock) {
  const total = writesIn(plan)
  const begun = clock.now()
  let done = 0
  return (change: Change) => {
    done += writesOf(change)
    return { done, total, timeLeft: done === 0 ? undefined : ((clock.now() - begun) / done) * (total - done) }
  }
}

/** Said before the first write, so that nobody waits for what cannot be done in time. */
function tooLong(writes: number, least: number, left: number): string {
  return `The plan has ${writes} writes, which take at least ${minutes(least)} with this 'write-interval', but 'timeout' leaves ${minutes(left)}. What does not fit is not attempted; run the step again for the rest, or set 'timeout' higher.`
}

function minutes(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000)
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
}

/** The result of all organizations together: every entry has its outcome, every failure its sentence. */
function resultOf(request: ManyRequest, parts: readonly Part[], isStopped: boolean): ChangeResult {
  const { operation, dryRun, fromManifest, orgs } = request
  const outcomes = parts.flatMap(part => part.outcomes ?? haltedOutcomes(part, isStopped))
  const problems = unique(parts.flatMap(problemsOf))
  if (operation === 'rotate' && outcomes.length === 0 && problems.length === 0)
    problems.push(
      `There is nothing to rotate: the manifest has no registry for ${orgs.join(', ')}, so no secret is looked after.`
    )
  const single = !fromManifest && orgs.length === 1
  const [org = ''] = orgs
  const registry = parts[0]?.outcomes?.[0]?.after
  return {
    ...{ operation, dryRun, outcomes, problems },
    changed: outcomes.some(({ changed }) => changed),
    ...(operation !== 'rotate' && { drift: driftIn(parts), single }),
    ...(operation !== 'rotate' && single && registry && { found: { org, registry } })
  }
}

/** Where nothing was written, the entries at fault have failed, and the others were not attempted. */
function haltedOutcomes({ org, plan }: Part, isStopped: boolean): Outcome[] {
  const reason = isStopped
    ? 'Nothing was written anywhere, because of what is wrong with the inputs, the manifest or its variables.'
    : `Nothing was written in ${org}, because of other problems there.`
  return (plan?.changes ?? []).map(({ change, problems }) =>
    problems.length > 0
      ? failedBy(change, problems)
      : { change, status: 'not_attempted', reason, changed: false }
  )
}

/** What is wrong in an organization, one sentence for each failure, and one for all that was not attempted. */
function problemsOf({ org, unread, plan, outcomes = [] }: Part): Sentence[] {
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

/** Undefined if an organization could not be read and no other one has drifted. */
function driftIn(parts: readonly Part[]): boolean | undefined {
  if (parts.some(({ plan }) => plan?.changes.some(({ drift }) => drift))) return true
  return parts.some(({ unread }) => unread) ? undefined : false
}
