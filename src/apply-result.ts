import type { Executed } from './closing-list.ts'
import { type Outcome, outcomeOf } from './registries/change.ts'
import type { Plan } from './registries/plan.ts'
import { type Sentence, unique } from './registries/problem.ts'
import type { ChangeResult, ManyRequest } from './request.ts'
import type { Reading } from './state.ts'

/** What became of each organization: how it was read, what was planned, and what was carried out. */
export interface Course {
  readings: readonly Reading[]
  plans: readonly Plan[]
  /** Whether nothing was written anywhere. */
  isStopped: boolean
  executed: ReadonlyMap<string, Executed>
}

/** The result of all organizations together: every entry has its outcome, every failure its sentence. */
export function resultOf(request: ManyRequest, course: Course): ChangeResult {
  const { operation, dryRun, fromManifest, orgs } = request
  const parts = course.readings.map(reading => partOf(reading, course))
  const outcomes = parts.flatMap(part => part.outcomes)
  const problems = unique(parts.flatMap(part => part.problems))
  if (operation === 'rotate' && outcomes.length === 0 && problems.length === 0)
    problems.push(
      `There is nothing to rotate: the manifest has no registry for ${orgs.join(', ')}, so no secret is looked after.`
    )
  const written = [...course.executed.values()].flatMap(executed => executed.written)
  const single = !fromManifest && orgs.length === 1
  const [org = ''] = orgs
  const registry = written[0]?.registry
  return {
    operation,
    dryRun,
    changed: written.some(({ changed }) => changed),
    outcomes,
    problems,
    ...(operation !== 'rotate' && { drift: driftIn(course), single }),
    ...(operation !== 'rotate' && single && registry && { found: { org, registry } })
  }
}

interface Part {
  outcomes: Outcome[]
  problems: Sentence[]
}

function partOf(reading: Reading, { plans, isStopped, executed }: Course): Part {
  const { org } = reading
  if ('unread' in reading) return { outcomes: [], problems: [reading.unread.message] }
  const plan = plans.find(one => one.org === org)
  if (!plan) return { outcomes: [], problems: [] }
  const found = [
    ...plan.problems,
    ...plan.steps.flatMap(step => ('fault' in step ? step.fault.sentences : []))
  ]
  const done = executed.get(org)
  if (!done) return { outcomes: haltedOutcomes(plan, isStopped), problems: found }
  const outcomes = done.written.map(({ outcome }) => outcome)
  const tried = outcomes.filter((_, index) => 'change' in (plan.steps[index] ?? {}))
  return { outcomes, problems: [...found, ...failuresIn(tried, org)] }
}

/** Where nothing was written, the entries at fault have failed, and the others were not attempted. */
function haltedOutcomes({ org, steps }: Plan, isStopped: boolean): Outcome[] {
  const reason = isStopped
    ? 'Nothing was written anywhere, because of what is wrong with the inputs, the manifest or its variables.'
    : `Nothing was written in ${org}, because of other problems there.`
  return steps.map(step =>
    'fault' in step ? step.fault.outcome : outcomeOf(step.change, { status: 'not_attempted', reason })
  )
}

/** One sentence for each failure, and one for all that was not attempted. */
function failuresIn(outcomes: readonly Outcome[], org: string): Sentence[] {
  const tried = outcomes.filter(({ status }) => status === 'failed' || status === 'unknown')
  const [first, ...others] = outcomes.filter(({ status }) => status === 'not_attempted')
  const more = others.length > 0 ? ` ${others.length} more changes of ${org} were not attempted either.` : ''
  return [...tried.map(({ reason = '' }) => reason), ...(first ? [`${first.reason ?? ''}${more}`] : [])]
}

/** Undefined if an organization could not be read and no other one has drifted. */
function driftIn({ plans, readings }: Course): boolean | undefined {
  if (plans.some(({ drift }) => drift)) return true
  return plans.length < readings.length ? undefined : false
}
