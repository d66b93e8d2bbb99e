import { setTimeout } from 'node:timers/promises'
import type { Organization } from '../github/organization.ts'
import type { Answer } from '../github/script.ts'
import { type LocalGitHub, startGitHub } from '../github/server.ts'
import type { StepResult } from '../runner/result.ts'
import { startStep } from '../runner/step.ts'
import { type Cancelling, situationOf } from './cancelling.ts'
import { type Held, heldBy } from './model.ts'
import { type Run, withStep } from './players.ts'

/** What was seen of a run that was cancelled. Times are in milliseconds since it began. */
export interface Cancelled {
  readonly one: Cancelling
  readonly github: LocalGitHub
  readonly organization: Organization
  readonly run: Run
  readonly before: Held
  readonly after: Held
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

/** Runs the built action and cancels it. The server is open until `use` is done. */
export async function runAndCancel<T>(one: Cancelling, use: (seen: Cancelled) => Promise<T>): Promise<T> {
  const github = await startGitHub({ delay: one.delay })
  try {
    const organization = github.addOrganization('acme')
    const situation = situationOf(one)
    for (const registry of situation.registries) organization.addRegistry(registry)
    const run: Run = {
      ...{ operation: 'apply', apiUrl: github.url, orgs: ['acme'], entries: situation.wishes },
      ...{ prune: true, rewrite: 'never', timeout: 60_000, requestTimeout: 30_000 }
    }
    const before = heldBy(organization)
    const seen = await withStep(run, step => cancel(one, github, () => startStep(step)))
    return await use({ one, github, organization, run, before, after: heldBy(organization), ...seen })
  } finally {
    await github.close()
  }
}

type Seen = Pick<Cancelled, 'result' | 'signals' | 'noticed' | 'writes' | 'end' | 'late'>

async function cancel(
  { after, pause, hangs, signal, twice }: Cancelling,
  github: LocalGitHub,
  start: () => ReturnType<typeof startStep>
): Promise<Seen> {
  const begin = performance.now()
  const now = () => performance.now() - begin
  const writes: number[] = []
  const signals: number[] = []
  const lateness = measureLateness()
  const ended = new AbortController()
  const { promise: due, resolve } = Promise.withResolvers<void>()
  if (after === 'start') resolve()
  github.answer({ method: 'GET' }, () => undefined, Number.POSITIVE_INFINITY)
  github.answer({}, () => arrive(), Number.POSITIVE_INFINITY)
  const { done, kill, onLine } = start()
  let noticed: number | undefined
  onLine(line => {
    if (line.includes('The run is cancelled')) noticed ??= now()
  })

  function arrive(): Answer | undefined {
    writes.push(now())
    if (writes.length - 1 !== after || signals.length > 0) return undefined
    resolve()
    return hangs === 'no' ? undefined : { fault: 'hang', after: hangs === 'done' }
  }

  async function send(name: NodeJS.Signals, wait: number): Promise<void> {
    await setTimeout(wait, undefined, { signal: ended.signal })
    signals.push(now())
    kill(name)
  }

  async function signalAll(): Promise<void> {
    await due
    await send(signal, pause)
    lateness.forget()
    if (twice) await send('SIGINT', 300)
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
