import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import type { StepResult } from '../../runner/result.ts'
import { badAnswer } from '../bad-answers.ts'
import { converge } from '../converge.ts'
import { type Drawn, type Experiment, type Open, type Played, sampled } from '../experiment.ts'
import { changesIn, faultsOf } from '../oracle.ts'
import type { Stage } from '../play.ts'
import { type Kind, situationOf } from '../world.ts'

const hung = ['hang', 'hang, carried out'] as const
/** An apply that is cancelled while it runs, most between the writes. Times are in milliseconds. */
const within = {
  // How many registries are wanted; a third of them is there already, and two more that are not wanted.
  registries: fc.integer({ min: 10, max: 30 }),
  signal: fc.constantFrom('SIGINT', 'SIGTERM'),
  // When the signal comes: so long after this write has arrived, or after the start of the process.
  after: fc.nat(8) as fc.Arbitrary<number | 'start'>,
  pause: fc.nat(80),
  // Before every answer.
  delay: fc.integer({ min: 20, max: 50 }),
  // What that write meets.
  meets: fc.constant<undefined | (typeof hung)[number]>(undefined),
  // Whether a second SIGINT follows.
  twice: fc.constant(false)
}
const hanging = { ...within, meets: fc.constantFrom(...hung), pause: fc.nat(300) }
const cancelling = fc.oneof(
  { weight: 12, arbitrary: fc.record(within) },
  { weight: 3, arbitrary: fc.record({ ...within, after: fc.constant('start'), pause: fc.nat(1500) }) },
  { weight: 2, arbitrary: fc.record(hanging) },
  {
    weight: 2,
    arbitrary: fc.record({ ...hanging, signal: fc.constant('SIGINT'), twice: fc.constant(true) })
  },
  { weight: 1, arbitrary: fc.record({ ...within, after: fc.nat(1), delay: fc.constant(900) }) }
)
type Cancelling = Drawn<typeof cancelling>

/** An apply that is cancelled at a random instant: nothing more is begun, and what was done is told, in time. */
export const cancel: Experiment<Cancelling> = {
  title: 'Cancelling at random moments',
  reach: 'at least 200: no new write after 100 ms, a true report, all within 7 s',
  of: 'cancellations',
  // Its times need a machine with nothing else to do; the tests have process.test.ts.
  share: 0,
  cases: sampled(cancelling, 240),
  needsBuilt: () => true,
  play
}

async function play(one: Cancelling, open: Open): Promise<Played> {
  const stage = await open({ delay: one.delay })
  const kinds = Array.from({ length: one.registries }, (_, at): Kind => (at % 3 ? 'create' : 'update'))
  const [writes, signals]: [number[], number[]] = [[], []]
  const late = monitorEventLoopDelay({ resolution: 10 })
  const ended = new AbortController()
  let send = async () => {}
  let end = 0

  const start: Stage['run'] = async play => {
    late.enable()
    const { done, kill } = stage.start(play)
    send = async () => {
      await setTimeout(one.pause, undefined, { signal: ended.signal })
      signals.push(performance.now())
      kill(one.signal as NodeJS.Signals)
      if (!one.twice) return
      await setTimeout(300, undefined, { signal: ended.signal })
      signals.push(performance.now())
      kill('SIGINT')
    }
    if (one.after === 'start') send().catch(() => {})
    return done.finally(() => {
      ended.abort()
      late.disable()
      end = performance.now()
    })
  }
  const decide: Stage['decide'] = ({ method }) => {
    if (method === 'GET') return undefined
    writes.push(performance.now())
    if (writes.length - 1 !== one.after || signals.length > 0) return undefined
    send().catch(() => {})
    return one.meets && badAnswer(one.meets)
  }
  const times = { timeout: '60s', 'request-timeout': '30s' }
  const situations = { acme: situationOf([...kinds, 'delete', 'delete']) }
  const { wrong, results } = await converge(stage, situations, [{ start, decide, with: times }])
  const seen = { signals, writes, end, late: late.max / 1e6 }
  return {
    count: Math.sign(signals.length),
    wrong: [...wrong, ...results.flatMap(result => wrongIn(one, result, seen))]
  }
}

/** When signals were sent, writes arrived and the run ended, and how late this machine was. */
interface Seen {
  readonly signals: readonly number[]
  readonly writes: readonly number[]
  readonly end: number
  readonly late: number
}

function wrongIn({ meets, delay, after }: Cancelling, result: StepResult, seen: Seen): string[] {
  const { signals, writes, end, late } = seen
  const { summary, log, outputs, signal } = result
  const [first = end, second] = signals
  const most = second ? second + 1000 : first + (meets ? 5500 : 3000 + delay)
  const begun = writes.filter(write => write > first + 100 + late).map(write => Math.round(write - first))
  const told = changesIn(result)
  const count = (status: string) => told.filter(change => change.status === status).length
  const counts = { unknown: count('unknown'), 'not attempted': count('not_attempted') }
  const unanswered = meets && signals.length > 0 && writes.length > Number(after) ? 1 : 0
  const isCut = signals.length > 0 && count('done') < told.length
  // Without a report there was a second signal, or nothing was written yet, or the process had reported before.
  const mayBeSilent = signals.length > 1 || writes.length === 0 || (outputs['changes'] && summary !== '')
  const hasReport = signal === null
  return faultsOf([
    [begun.length > 0, `writes began ${begun} ms after the signal`],
    [end > most + late, `it ended ${Math.round(end - first)} ms after the signal`],
    [!hasReport && !mayBeSilent, `it ended by ${signal} without a report: ${result.stdout}`],
    [hasReport && signals.length > 1, 'it outlived a second SIGINT'],
    [
      hasReport && isCut && !log.includes('The run was cancelled'),
      'the log does not tell that it was cancelled'
    ],
    [hasReport && counts.unknown !== unanswered, `${counts.unknown} are unknown, ${unanswered} unanswered`],
    ...Object.entries(counts).map(([word, number]) => {
      const isTold = summary.includes(`${number} ${word}`) && log.includes(word)
      return [hasReport && number > 0 && !isTold, `summary or log do not tell what is ${word}`] as const
    })
  ])
}
