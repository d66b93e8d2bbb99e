import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import fc from 'fast-check'
import type { Clock } from '../../../src/github/call.ts'
import { limited, waits } from '../bad-answers.ts'
import type { Experiment, Played } from '../experiment.ts'
import { environment, settleRoles } from '../operations.ts'
import { errorsIn, unmet, watch } from '../oracle.ts'
import { type How, onStage, type Stage } from '../play.ts'

/** A run in which the server asks to wait a few times, in ways that are given. */
const run = fc.record({
  isLarge: fc.boolean(),
  byPattern: fc.boolean(),
  plan: fc.array(
    fc.record({
      // Requests since the window before.
      after: fc.nat(20),
      way: fc.constantFrom(...Object.keys(waits)),
      status: fc.constantFrom(503, 429, 403),
      seconds: fc.integer({ min: 1, max: 90 }),
      skew: fc.constantFrom(0, 0, -7_200_000, 7_200_000)
    }),
    { minLength: 1, maxLength: 4 }
  )
})
type Run = typeof run extends fc.Arbitrary<infer T> ? T : never

/** No request is sent while the server has asked to wait. */
export const retryWindow: Experiment<Run> = {
  title: 'Requests inside a window in which GitHub asks to wait',
  reach: '0, in windows of random length, given as seconds, dates and resets',
  of: 'windows',
  share: 2,
  builtOf: 20,
  cases: (seed, most) => fc.sample(run, { seed, numRuns: Math.min(most, 400) }),
  play: (one, how) => onStage(how, { time: 200 }, stage => play(one, how, stage))
}

/** A time in which the server wants to hear nothing, and when this process had surely read that it is asked to wait. */
interface Window {
  readonly what: string
  readonly opened: number
  readonly closes: number
  known: number
}

// How long an answer and the requests before it may take, in a process of its own.
const longestWay = 400

async function play({ isLarge, byPattern, plan }: Run, how: How, stage: Stage): Promise<Played> {
  const { scenes, ...step } = settleRoles(stage, { isLarge: isLarge && how === 'here', byPattern })
  const { clock } = stage
  const windows: Window[] = []
  const [arrived, sent]: [number[], number[]] = [[], []]
  let since = 0
  stage.decide = () => {
    const now = clock.now()
    arrived.push(now)
    const next = plan[windows.length]
    since += 1
    if (!next || since <= next.after) return undefined
    since = 0
    const { way, skew } = next
    const seconds = how === 'built' ? 1 + (next.seconds % 2) : next.seconds
    const whole = 1000 * Math.floor((now + skew) / 1000) - skew
    const closes = (way === 'in seconds' ? now : whole) + 1000 * seconds
    const status = way === 'as a reset' && next.status === 503 ? 429 : next.status
    const headers = { date: new Date(now + skew).toUTCString(), ...waits[way]?.(now, seconds, skew) }
    const what = `${status} ${way}, ${seconds} s`
    windows.push({ what, opened: now, closes, known: Number.POSITIVE_INFINITY })
    return { name: what, on: [], heals: [], answer: () => ({ status, headers, body: limited }) }
  }
  // Published when a request is complete: https://nodejs.org/api/diagnostics_channel.html#http
  const onSend = () => sent.push(clock.now())
  subscribe('http.client.request.start', onSend)
  const { sleep } = clock
  const watched: { -readonly [K in keyof Clock]: Clock[K] } = clock
  watched.sleep = (milliseconds, signal) => {
    // Whoever begins to wait has read the answer that asks for it; pauses between writes are shorter.
    if (milliseconds >= 500) for (const window of windows) window.known = Math.min(window.known, clock.now())
    return sleep(milliseconds, signal)
  }
  const times = { timeout: '1d', 'write-interval': '100ms' }
  const all = { ...step, with: { ...times, ...step.with }, env: environment }
  const { result, wrong } = await watch(stage, scenes, all)
  watched.sleep = sleep
  unsubscribe('http.client.request.start', onSend)
  const inside = windows.flatMap(({ what, closes, opened, known }) => {
    const [times, from] = how === 'built' ? [arrived, opened + longestWay] : [sent, known]
    const early = times.filter(time => time > from && time < closes)
    return early.map(time => `a request came ${closes - time} ms before the end of a window (${what})`)
  })
  const failed = [...errorsIn(result), ...scenes.flatMap(unmet)].map(fault => `it fails: ${fault}`)
  return { count: windows.length, wrong: [...inside, ...wrong, ...failed] }
}
