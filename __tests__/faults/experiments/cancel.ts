import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import type { StepResult } from '../../runner/result.ts'
import { badAnswer } from '../bad-answers.ts'
import type { Experiment, Played } from '../experiment.ts'
import { changesIn, errorsIn, heldBy, type Scene, unmet, untruths, wrongStep } from '../oracle.ts'
import { onStage, type Stage } from '../play.ts'

/** An apply that is cancelled in its midst. Times are in milliseconds. */
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

const usual = {
  registries: fc.integer({ min: 10, max: 30 }),
  signal: fc.constantFrom('SIGINT' as const, 'SIGTERM' as const),
  delay: fc.integer({ min: 20, max: 50 }),
  hangs: fc.constant('no' as const),
  twice: fc.constant(false)
}
const within = { ...usual, after: fc.nat(8), pause: fc.nat(80) }
const hanging = { ...within, hangs: fc.constantFrom('undone' as const, 'done' as const), pause: fc.nat(300) }
const start = { ...usual, after: fc.constant('start' as const), pause: fc.nat(1500) }
const twice = { ...hanging, signal: fc.constant('SIGINT' as const), twice: fc.constant(true) }
const slow = { ...within, after: fc.nat(1), delay: fc.constant(900) }

/** Most in the midst of the writes, some at any time, with a write that hangs, or that is slow. */
const cancelling: fc.Arbitrary<Cancelling> = fc.oneof(
  { weight: 12, arbitrary: fc.record(within) },
  { weight: 3, arbitrary: fc.record(start) },
  { weight: 2, arbitrary: fc.record(hanging) },
  { weight: 2, arbitrary: fc.record(twice) },
  { weight: 1, arbitrary: fc.record(slow) }
)

/** An apply that is cancelled at a random instant: nothing more is begun, and what was done is told, in time. */
export const cancel: Experiment<Cancelling> = {
  title: 'Cancelling at random instants',
  reach: 'at least 200: no new write after 100 ms, the truth told, all within 7 s',
  of: 'instants of cancelling',
  // Its times need a machine with nothing else to do; the tests have cancel.test.ts.
  share: 0,
  builtOf: 1,
  cases: (seed, most) => fc.sample(cancelling, { seed, numRuns: Math.min(most, 240) }),
  play: one => onStage('built', { delay: one.delay }, stage => play(one, stage))
}

const secret = 'the secret of the cancelled'

/** What was seen of a run that was cancelled. Times are in milliseconds since it began. */
interface Seen {
  readonly result: StepResult
  /** When each signal was sent; none if the run had ended before. */
  readonly signals: readonly number[]
  /** When the process told that it is cancelled. */
  readonly noticed: number | undefined
  /** When each write arrived. */
  readonly writes: readonly number[]
  readonly end: number
  /** How late this machine was at most from the first signal on. */
  readonly late: number
}

async function play(one: Cancelling, stage: Stage): Promise<Played> {
  const organization = stage.add('acme')
  const urls = Array.from({ length: one.registries }, (_, at) => `https://h${at}.example/a`)
  const there = [...urls.filter((_, at) => at % 3 === 0), 'https://x.example', 'https://y.example']
  for (const url of there)
    organization.addRegistry({ registry_type: 'npm_registry', url, username: 'bot', secret: 'old' })
  const fields = { auth_type: 'token', username: 'ci', visibility: 'all' }
  const wants = urls.map(url => ({ registry_type: 'npm_registry', url, given: fields, secret }))
  const scene: Scene = { organization, wants, prune: true }
  const entries = urls.map(url => ({ registry_type: 'npm_registry', url, ...fields, secret_env: 'TOKEN' }))
  const apply = {
    with: {
      ...{ operation: 'apply', manifest: 'm.yml', prune: 'true', 'max-deletions': '9' },
      ...{ 'rewrite-secrets': 'never', 'write-interval': '0s', timeout: '60s', 'request-timeout': '30s' }
    },
    env: { TOKEN: secret },
    files: { 'm.yml': JSON.stringify({ registries: entries }) }
  }
  const before = heldBy(organization)
  const seen = await cancelled(one, stage, apply)
  const told = seen.result.signal === null ? changesIn(seen.result) : undefined
  const wrong = [
    ...wrongInTime(one, seen),
    ...(told ? wrongReport(one, seen) : wrongSilence(seen)),
    ...untruths(scene, before, heldBy(organization), told)
  ]
  stage.decide = () => undefined
  const again = await stage.run(apply)
  wrong.push(...errorsIn(again).map(error => `another run failed: ${error}`), ...unmet(scene))
  return { count: Math.sign(seen.signals.length), wrong: [...wrong, ...stage.github.violations] }
}

async function cancelled(one: Cancelling, stage: Stage, apply: Parameters<Stage['start']>[0]): Promise<Seen> {
  const began = performance.now()
  const now = () => performance.now() - began
  const [writes, signals]: [number[], number[]] = [[], []]
  const lateness = measureLateness()
  const ended = new AbortController()
  const due = Promise.withResolvers<void>()
  if (one.after === 'start') due.resolve()
  stage.decide = ({ method }) => {
    if (method === 'GET') return undefined
    writes.push(now())
    if (writes.length - 1 !== one.after || signals.length > 0) return undefined
    due.resolve()
    return one.hangs === 'no' ? undefined : badAnswer(one.hangs === 'done' ? 'hang, carried out' : 'hang')
  }
  const { done, kill, onLine } = stage.start(apply)
  let noticed: number | undefined
  onLine(line => {
    if (line.includes('The run is cancelled')) noticed ??= now()
  })
  async function send(name: NodeJS.Signals, wait: number): Promise<void> {
    await setTimeout(wait, undefined, { signal: ended.signal })
    signals.push(now())
    kill(name)
  }
  async function signalAll(): Promise<void> {
    await due.promise
    await send(one.signal, one.pause)
    lateness.forget()
    if (one.twice) await send('SIGINT', 300)
  }
  signalAll().catch(() => {})
  const result = await done
  ended.abort()
  return { result, signals, noticed, writes, end: now(), late: lateness.end() }
}

/** Measures how much later than asked this process gets its turn. */
function measureLateness(): { forget(): void; end(): number } {
  let [last, most] = [performance.now(), 0]
  const timer = setInterval(() => {
    most = Math.max(most, performance.now() - last - 10)
    last = performance.now()
  }, 10)
  return {
    forget() {
      most = 0
    },
    end() {
      clearInterval(timer)
      return Math.max(most, performance.now() - last)
    }
  }
}

function wrongInTime({ hangs, delay }: Cancelling, seen: Seen): string[] {
  const { signals, end, late } = seen
  const [first = end, second] = signals
  const most = second ? second + 1000 : first + (hangs === 'no' ? 3000 + delay : 5500)
  return [
    ...newWrites(seen).map(write => `a write began ${Math.round(write - first)} ms after the signal`),
    ...(end > most + late ? [`it ended ${Math.round(end - first)} ms after the signal`] : [])
  ]
}

/** The writes that began later than 100 ms after the signal. */
function newWrites({ signals: [first], noticed, writes, late }: Seen): number[] {
  if (first === undefined) return []
  const [next, ...others] = writes.filter(write => write > first)
  if (next === undefined) return []
  // A process that has no turn on a busy machine meets the signal and one answer at once, and late.
  const hadNoTurn = others.length === 0 && noticed !== undefined && next < noticed + late + 50
  return [...(hadNoTurn ? [] : [next]), ...others].filter(write => write > first + 100 + late)
}

/** Without a report there was a second signal, or nothing was written yet, or the process had reported before. */
function wrongSilence({ signals, writes, result }: Seen): string[] {
  const hadReported = result.outputs['changes'] !== undefined && result.summary !== ''
  if (signals.length > 1 || writes.length === 0 || hadReported) return []
  return [`the process ended by ${result.signal} without a report: ${result.stdout}`]
}

function wrongReport({ hangs, after }: Cancelling, { result, signals, writes }: Seen): string[] {
  const { summary, log } = result
  const told = changesIn(result)
  const count = (status: string) => told.filter(change => change.status === status).length
  const counts = { unknown: count('unknown'), 'not attempted': count('not_attempted') }
  const hung = hangs !== 'no' && signals.length > 0 && writes.length > Number(after) ? 1 : 0
  const isCut = signals.length > 0 && count('done') < told.length
  const checks: [isWrong: boolean, text: string][] = [
    [signals.length > 1, 'it outlived a second SIGINT'],
    [isCut && !log.includes('The run is cancelled'), 'the log does not tell that it was cancelled'],
    [counts.unknown !== hung, `${counts.unknown} are unknown, and ${hung} got no answer`],
    ...Object.entries(counts).map(([word, number]): [boolean, string] => [
      number > 0 && !(summary.includes(`${number} ${word}`) && log.includes(word)),
      `summary or log do not tell what is ${word}`
    ])
  ]
  return [...wrongStep(result, [secret]), ...checks.filter(([isWrong]) => isWrong).map(([, text]) => text)]
}
