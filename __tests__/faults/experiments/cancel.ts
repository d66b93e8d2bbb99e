import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import type { RunningStep } from '../../runner/step.ts'
import { badAnswer } from '../bad-answers.ts'
import { converge } from '../converge.ts'
import { type Drawn, type Experiment, type Open, type Played, sampled } from '../experiment.ts'
import { faultsOf } from '../oracle.ts'
import type { Stage } from '../play.ts'
import { type Kind, situationOf } from '../world.ts'

/** An apply that is cancelled while it runs, most between the writes. Times are in milliseconds. */
const within = {
  // How many registries are wanted; a third of them is there already, and two more that are not wanted.
  registries: fc.integer({ min: 10, max: 30 }),
  signal: fc.constantFrom<NodeJS.Signals>('SIGINT', 'SIGTERM'),
  // When the signal comes: so long after this write has arrived, or after the start of the process.
  after: fc.nat(8) as fc.Arbitrary<number | 'start'>,
  pause: fc.nat(80),
  // Before every answer.
  delay: fc.integer({ min: 20, max: 50 }),
  // What that write meets.
  meets: fc.constant<string | undefined>(undefined),
  // Whether a second SIGINT follows.
  twice: fc.constant(false)
}
const hanging = { ...within, meets: fc.constantFrom('hang', 'hang, carried out'), pause: fc.nat(300) }
const cancelling = fc.oneof(
  { weight: 12, arbitrary: fc.record(within) },
  { weight: 3, arbitrary: fc.record({ ...within, after: fc.constant('start'), pause: fc.nat(1500) }) },
  { weight: 2, arbitrary: fc.record(hanging) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...hanging,
      signal: fc.constant<NodeJS.Signals>('SIGINT'),
      twice: fc.constant(true)
    })
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
  let send = () => {}
  let end = 0

  const kill = async (running: RunningStep) => {
    const kills: [NodeJS.Signals, number][] = [[one.signal, one.pause]]
    if (one.twice) kills.push(['SIGINT', 300])
    for (const [name, wait] of kills) {
      await setTimeout(wait, undefined, { signal: ended.signal })
      signals.push(performance.now())
      running.kill(name)
    }
  }
  const start: Stage['run'] = async play => {
    late.enable()
    const running = stage.start(play)
    send = () => void kill(running).catch(() => {})
    if (one.after === 'start') send()
    return running.done.finally(() => {
      ended.abort()
      late.disable()
      end = performance.now()
    })
  }
  const decide: Stage['decide'] = ({ method }) => {
    if (method === 'GET') return undefined
    writes.push(performance.now())
    if (writes.length - 1 !== one.after || signals.length > 0) return undefined
    send()
    return one.meets === undefined ? undefined : badAnswer(one.meets)
  }
  const times = { timeout: '60s', 'request-timeout': '30s' }
  const situations = { acme: situationOf([...kinds, 'delete', 'delete']) }
  const { wrong, results, told } = await converge(stage, situations, [{ start, decide, with: times }])
  const [first = end, second] = signals
  const most = second ? second + 1000 : first + (one.meets ? 5500 : 3000 + one.delay)
  const slack = late.max / 1e6
  const begun = writes.filter(write => write > first + 100 + slack).map(write => Math.round(write - first))
  const unknown = told.filter(({ status }) => status === 'unknown').length
  const unanswered = one.meets && signals.length > 0 && writes.length > Number(one.after) ? 1 : 0
  const faults = results.flatMap(({ signal, outputs, summary, stdout }) => {
    // Without a report there was a second signal, or nothing was written yet, or the process had reported before.
    const mayBeSilent = signals.length > 1 || writes.length === 0 || (outputs['changes'] && summary !== '')
    return faultsOf([
      [begun.length > 0, `writes began ${begun} ms after the signal`],
      [end > most + slack, `it ended ${Math.round(end - first)} ms after the signal`],
      [signal && !mayBeSilent, `it ended by ${signal} without a report: ${stdout}`],
      [!signal && signals.length > 1, 'it outlived a second SIGINT'],
      [!signal && unknown !== unanswered, `${unknown} are unknown, and ${unanswered} got no answer`]
    ])
  })
  return { count: Math.sign(signals.length), wrong: [...wrong, ...faults] }
}
