import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import type { StepResult } from '../../runner/result.ts'
import { badAnswer } from '../bad-answers.ts'
import { converge } from '../converge.ts'
import type { Experiment, Played } from '../experiment.ts'
import { changesIn, faultsOf } from '../oracle.ts'
import { onStage, type Stage } from '../play.ts'

/** An apply that is cancelled while it runs. Times are in milliseconds. */
interface Cancelling {
  /** How many registries are wanted; a third of them is there already, and two more that are not wanted. */
  readonly registries: number
  readonly signal: 'SIGINT' | 'SIGTERM'
  /** When the signal comes: so long after this write has arrived, or after the start of the process. */
  readonly after: number | 'start'
  readonly pause: number
  /** Before every answer. */
  readonly delay: number
  /** Whether that write is never answered, and whether it was carried out. */
  readonly hangs: 'no' | 'undone' | 'done'
  /** Whether a second SIGINT follows. */
  readonly twice: boolean
}

const within = {
  ...{ registries: fc.integer({ min: 10, max: 30 }), delay: fc.integer({ min: 20, max: 50 }) },
  ...{ signal: fc.constantFrom('SIGINT' as const, 'SIGTERM' as const), twice: fc.constant(false) },
  ...{ hangs: fc.constant('no' as const), after: fc.nat(8), pause: fc.nat(80) }
}
const start = { ...within, after: fc.constant('start' as const), pause: fc.nat(1500) }
const hanging = { ...within, hangs: fc.constantFrom('undone' as const, 'done' as const), pause: fc.nat(300) }
const twice = { ...hanging, signal: fc.constant('SIGINT' as const), twice: fc.constant(true) }
const slow = { ...within, after: fc.nat(1), delay: fc.constant(900) }

/** Most between the writes, some at any time, with a write that hangs, or that is slow. */
const cancelling: fc.Arbitrary<Cancelling> = fc.oneof(
  { weight: 12, arbitrary: fc.record(within) },
  { weight: 3, arbitrary: fc.record(start) },
  { weight: 2, arbitrary: fc.record(hanging) },
  { weight: 2, arbitrary: fc.record(twice) },
  { weight: 1, arbitrary: fc.record(slow) }
)

/** An apply that is cancelled at a random instant: nothing more is begun, and what was done is told, in time. */
export const cancel: Experiment<Cancelling> = {
  title: 'Cancelling at random moments',
  reach: 'at least 200: no new write after 100 ms, a true report, all within 7 s',
  of: 'cancellations',
  // Its times need a machine with nothing else to do; the tests have process.test.ts.
  share: 0,
  cases: (seed, most) => fc.sample(cancelling, { seed, numRuns: Math.min(most, 240) }),
  needsBuilt: () => true,
  play: one => onStage('built', { delay: one.delay }, stage => play(one, stage))
}

async function play(one: Cancelling, stage: Stage): Promise<Played> {
  const registry_type = 'npm_registry'
  const wanted = Array.from({ length: one.registries }, (_, at) => {
    const place = { registry_type, url: `https://h${at}.example/a` }
    const entry = { ...place, auth_type: 'token', username: 'ci', visibility: 'all', secret_env: 'TOKEN' }
    return { entry, ...(at % 3 === 0 && { before: { ...place, username: 'bot', secret: 'old' } }) }
  })
  const others = ['x', 'y'].map(name => ({ before: { registry_type, url: `https://${name}.example` } }))
  const situation = { roles: [...wanted, ...others], prune: true, rewrite: 'never' as const }
  const [writes, signals]: [number[], number[]] = [[], []]
  const began = performance.now()
  const now = () => performance.now() - began
  const late = monitorEventLoopDelay({ resolution: 10 })
  const ended = new AbortController()
  let send = () => {}
  let end = 0

  const start: Stage['run'] = async play => {
    late.enable()
    const { done, kill } = stage.start(play)
    const kills: [NodeJS.Signals, number][] = [[one.signal, one.pause]]
    if (one.twice) kills.push(['SIGINT', 300])
    const killAll = async () => {
      for (const [name, wait] of kills) {
        await setTimeout(wait, undefined, { signal: ended.signal })
        signals.push(now())
        kill(name)
      }
    }
    send = () => void killAll().catch(() => {})
    if (one.after === 'start') send()
    return done.finally(() => {
      ended.abort()
      late.disable()
      end = now()
    })
  }
  const decide: Stage['decide'] = ({ method }) => {
    if (method === 'GET') return undefined
    writes.push(now())
    if (writes.length - 1 !== one.after || signals.length > 0) return undefined
    send()
    return one.hangs === 'no' ? undefined : badAnswer(one.hangs === 'done' ? 'hang, carried out' : 'hang')
  }
  const times = { timeout: '60s', 'request-timeout': '30s' }
  const { wrong, results } = await converge(stage, { acme: situation }, [{ start, decide, with: times }])
  const judged = results.flatMap(result =>
    wrongIn(one, { result, signals, writes, end, late: late.max / 1e6 })
  )
  return { count: Math.sign(signals.length), wrong: [...wrong, ...judged] }
}

/** What was seen of a run that was cancelled: when signals were sent and writes arrived, and how late this machine was. */
interface Seen {
  readonly result: StepResult
  readonly signals: readonly number[]
  readonly writes: readonly number[]
  readonly end: number
  readonly late: number
}

function wrongIn({ hangs, delay, after }: Cancelling, seen: Seen): string[] {
  const { result, signals, writes, end, late } = seen
  const { summary, log, outputs, signal } = result
  const [first = end, second] = signals
  const most = second ? second + 1000 : first + (hangs === 'no' ? 3000 + delay : 5500)
  const begun = writes.filter(write => write > first + 100 + late).map(write => Math.round(write - first))
  const told = changesIn(result)
  const count = (status: string) => told.filter(change => change.status === status).length
  const counts = { unknown: count('unknown'), 'not attempted': count('not_attempted') }
  const hung = hangs !== 'no' && signals.length > 0 && writes.length > Number(after) ? 1 : 0
  const isCut = signals.length > 0 && count('done') < told.length
  const inTime = [
    [begun.length > 0, `writes began ${begun} ms after the signal`],
    [end > most + late, `it ended ${Math.round(end - first)} ms after the signal`]
  ] as const
  // Without a report there was a second signal, or nothing was written yet, or the process had reported before.
  const mayBeSilent = signals.length > 1 || writes.length === 0 || (outputs['changes'] && summary !== '')
  if (signal !== null)
    return faultsOf([...inTime, [!mayBeSilent, `it ended by ${signal} without a report: ${result.stdout}`]])
  return faultsOf([
    ...inTime,
    [signals.length > 1, 'it outlived a second SIGINT'],
    [isCut && !log.includes('The run was cancelled'), 'the log does not tell that it was cancelled'],
    [counts.unknown !== hung, `${counts.unknown} are unknown, and ${hung} got no answer`],
    ...Object.entries(counts).map(([word, number]) => {
      const isTold = summary.includes(`${number} ${word}`) && log.includes(word)
      return [number > 0 && !isTold, `summary or log do not tell what is ${word}`] as const
    })
  ])
}
