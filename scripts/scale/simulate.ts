import { assumed, type Spread, size, type Task } from './model.ts'

/** What came of a run, in seconds. */
export interface Run {
  readonly jobs: number
  /** The longest time that a job works, its start apart. */
  readonly work: number
  /** Minutes as they are billed: each job's are rounded up. */
  readonly billed: number
  /** From the first job to the end of the last. */
  readonly duration: number
  /** The most requests under way at the same time, if all jobs of a wave begin in the same moment. */
  readonly peak: number
}

/** One request, from when to when. */
interface Span {
  readonly from: number
  readonly to: number
}

/** Simulates the job that finds the organizations and the matrix of the others, each on a runner of its own. */
export function simulate(task: Task, { batchSize, maxParallel }: Spread): Run {
  const pages = Math.ceil(size.organizations / 100)
  const finding = assumed.start + pages * assumed.request
  const jobs = Math.ceil(size.organizations / batchSize)
  const free = Array<number>(Math.min(maxParallel, jobs)).fill(finding)
  const spans: Span[] = []
  let work = 0
  let billed = Math.ceil(finding / 60)
  for (let job = 0; job < jobs; job++) {
    const orgs = Math.min(batchSize, size.organizations - job * batchSize)
    const sent = requestsOf(task, orgs)
    const took = Math.max(...sent.map(({ to }) => to))
    const runner = free.indexOf(Math.min(...free))
    const begin = (free[runner] ?? 0) + assumed.start
    for (const { from, to } of sent) spans.push({ from: begin + from, to: begin + to })
    free[runner] = begin + took
    work = Math.max(work, took)
    billed += Math.ceil((assumed.start + took) / 60)
  }
  return { jobs, work, billed, duration: Math.max(...free), peak: peakOf(spans) }
}

/** Every request of one job: organizations side by side, each of them one request after the other. */
function requestsOf(task: Task, orgs: number): Span[] {
  const turns = Array<number>(assumed.atOnce).fill(0)
  const sent: Span[] = []
  const send = (ready: number): number => {
    const turn = turns.indexOf(Math.min(...turns))
    const from = Math.max(ready, turns[turn] ?? 0)
    const to = from + assumed.request
    turns[turn] = to
    sent.push({ from, to })
    return to
  }
  let ready = Array<number>(orgs).fill(0)
  const all = (step: (time: number) => number) => {
    ready = ready.sort((one, other) => one - other).map(step)
  }
  all(send)
  all(send)
  // The list and the key, side by side.
  all(time => Math.max(send(time), task.readsKey ? send(time) : 0))
  for (let write = 0; write < task.writes; write++)
    all(time => send(write === 0 ? time : time + assumed.writeInterval))
  if (task.writes > 0 && task.looksAgain) all(send)
  // Tokens are revoked when all is done.
  const end = Math.max(...ready)
  for (let org = 0; org < orgs; org++) send(end)
  return sent
}

function peakOf(spans: readonly Span[]): number {
  const changes = spans.flatMap(({ from, to }) => [
    { at: from, by: 1 },
    { at: to, by: -1 }
  ])
  changes.sort((one, other) => one.at - other.at || one.by - other.by)
  let now = 0
  let peak = 0
  for (const { by } of changes) {
    now += by
    peak = Math.max(peak, now)
  }
  return peak
}
