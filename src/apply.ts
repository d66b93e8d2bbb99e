import { resultOf } from './apply-result.ts'
import type { Executed } from './closing-list.ts'
import { execute, type Tell } from './execute.ts'
import type { Clock } from './github/clock.ts'
import type { Listener, Organization } from './organization.ts'
import { type Change, type Outcome, specOf, writesOf } from './registries/change.ts'
import { type Plan, planApply, respellingNotice, type State } from './registries/plan.ts'
import { Problem, unique } from './registries/problem.ts'
import { planRotation } from './registries/rotation.ts'
import type { Step } from './registries/step.ts'
import type { ChangeResult, ManyRequest } from './request.ts'
import { readState } from './state.ts'

/** Where the work is told of while it goes on. */
export interface Progress extends Listener {
  /** Begins to tell of the changes of one organization. */
  organization(org: string): { tell(outcome: Outcome, count: Count): void; end(): void }
}

/** How many of all writes are done, and how many milliseconds the others may take. */
export interface Count {
  done: number
  total: number
  timeLeft?: number | undefined
}

/** What the work is done with; `deadline` is in milliseconds since 1970. */
export interface Means {
  at(org: string): Organization
  clock: Clock
  deadline: number
  progress: Progress
}

/**
 * Apply, plan and rotate: reads every organization, plans, and carries the plans out side by side. What is wrong with
 * the manifest, the inputs or the variables stops everything before the first write, what is wrong in an organization
 * only that one.
 */
export async function applyAll(request: ManyRequest, means: Means): Promise<ChangeResult> {
  const withRepositories = request.operation !== 'rotate'
  const readings = await Promise.all(
    request.orgs.map(org => readState(means.at(org), request.wanted, { withRepositories }))
  )
  const plans = readings.flatMap(reading =>
    'unread' in reading ? [] : planFor(request, reading, means.clock.now())
  )
  tellRemarks(plans, means.progress)
  const isStopped = plans.some(({ steps }) =>
    steps.some(step => 'fault' in step && step.fault.stops === 'run')
  )
  const checked = isStopped ? plans : await Promise.all(plans.map(plan => withKey(plan, means.at(plan.org))))
  const going = isStopped ? [] : checked.filter(plan => !isHalted(plan))
  const executed = await executeAll(going, request, means)
  return resultOf(request, { readings, plans: checked, isStopped, executed })
}

function planFor(request: ManyRequest, state: State, now: number): Plan {
  const occasion = { now, dryRun: request.dryRun }
  return request.operation === 'rotate'
    ? planRotation(state, request.policy, occasion)
    : planApply(state, request.policy, occasion)
}

/** The same entry may give rise to the same remark in many organizations. */
function tellRemarks(plans: readonly Plan[], progress: Progress): void {
  const notices = plans.flatMap(({ notices }) => notices)
  for (const notice of unique([...respellingNotice(plans), ...notices])) progress.notice(notice)
  for (const warning of unique(plans.flatMap(({ warnings }) => warnings))) progress.warning(warning)
}

/** A key that cannot seal is found out before anything is written. */
async function withKey(plan: Plan, at: Organization): Promise<Plan> {
  const sealed = plan.steps.some(step => 'change' in step && specOf(step.change).secret !== undefined)
  if (!sealed || isHalted(plan)) return plan
  try {
    await at.sealer.ready()
    return plan
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ...plan, problems: [...plan.problems, ...error.sentences] }
  }
}

/** Whether nothing may be written in the organization of a plan. */
function isHalted({ problems, steps }: Plan): boolean {
  return problems.length > 0 || steps.some(step => 'fault' in step && step.fault.stops !== 'change')
}

async function executeAll(
  plans: readonly Plan[],
  { operation, dryRun, reach }: ManyRequest,
  { at, clock, deadline, progress }: Means
): Promise<Map<string, Executed>> {
  const each = plans.map(({ steps }) => writesIn(steps))
  // An App has a token for each organization, and their writes go on side by side.
  const writes = 'token' in reach.access ? each.reduce((sum, one) => sum + one, 0) : Math.max(0, ...each)
  const left = deadline - clock.now()
  if (!dryRun) announce(writes, { writeInterval: reach.writeInterval, left }, progress)
  const executed = plans.map(async ({ org, steps }) => {
    const part = progress.organization(org)
    const count = counter(steps, clock)
    const tell: Tell = (outcome, change) => part.tell(outcome, count(change))
    const result = await execute(steps, at(org), { dryRun, verifies: operation !== 'rotate', tell })
    part.end()
    for (const warning of result.warnings) progress.warning(warning)
    return [org, result] as const
  })
  // What nobody foresaw in one organization does not cut off the writes of another.
  await Promise.allSettled(executed)
  return new Map(await Promise.all(executed))
}

function writesIn(steps: readonly Step[]): number {
  return steps.reduce((writes, step) => writes + ('change' in step ? writesOf(step.change) : 0), 0)
}

/** Counts the writes of one organization as they are done; the others may take as long as those took. */
function counter(steps: readonly Step[], clock: Clock): (change?: Change) => Count {
  const total = writesIn(steps)
  const begun = clock.now()
  let done = 0
  return change => {
    done += change ? writesOf(change) : 0
    return { done, total, timeLeft: done === 0 ? undefined : ((clock.now() - begun) / done) * (total - done) }
  }
}

/** Told before the first write, so that nobody waits for what cannot be done in time. */
function announce(
  writes: number,
  { writeInterval, left }: { writeInterval: number; left: number },
  progress: Progress
): void {
  const least = (writes - 1) * writeInterval
  if (least <= left) return
  progress.warning(
    `The plan has ${writes} writes, which take at least ${minutes(least)} with this 'write-interval', but 'timeout' leaves ${minutes(left)}. What does not fit is not attempted; run the step again for the rest, or set 'timeout' higher.`
  )
}

function minutes(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000)
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
}
