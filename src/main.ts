import { setTimeout } from 'node:timers/promises'
import type { Clock } from './github/call.ts'
import { readRequest } from './inputs/read.ts'
import { operate } from './operations.ts'
import type { Outcome } from './registries/change.ts'
import { defectOf, type Sentence } from './registries/problem.ts'
import { createReport } from './report/report.ts'
import { type ChangeResult, type Operation, type Request, type Result, writes } from './request.ts'

/**
 * Runs one step: reads what is asked for, does it, and reports. Whatever was not foreseen stops the work like a
 * cancelled run, so that tokens are revoked, and what was written until then is reported.
 */
export async function main(clock: Clock = systemClock): Promise<void> {
  const report = createReport({ outputFile: process.env['GITHUB_OUTPUT'] })
  const stop = new AbortController()
  const defects: unknown[] = []
  const { promise: stuck, reject: giveUp } = Promise.withResolvers<never>()
  stuck.catch(() => {})
  // Node would cut a long reason of a rejection, and a secret in it could not be recognised any more.
  for (const event of ['uncaughtException', 'unhandledRejection'])
    process.on(event, (error: unknown) => {
      defects.push(error)
      stop.abort()
      clock.sleep(longestEnd, new AbortController().signal).then(
        () => giveUp(error),
        () => {}
      )
    })
  const wrote: Outcome[] = []
  let asked: Parameters<typeof failed>[0] = {}
  try {
    const reading = await readRequest(process.env, report.mask)
    report.remark(reading)
    asked = 'request' in reading ? reading.request : reading
    const work = 'request' in reading ? operateOn(reading.request) : failed(asked, reading.problems)
    const result = await Promise.race([work, stuck])
    await report.finish({ ...result, problems: [...defects.splice(0).map(defectOf), ...result.problems] })
  } catch (error) {
    const [cause = error] = defects.splice(0)
    const more = wrote.length > 0 ? ` 'changes' has what was written until then.` : ''
    await report.finish(failed(asked, [defectOf(cause) + more], wrote)).catch(report.crash)
  }
  for (const error of defects) report.crash(error)

  async function operateOn(request: Request): Promise<Result> {
    const cancelled = cancellation(stop, () => report.warning('The run is cancelled: nothing more is begun.'))
    const log = { ...report, wrote: (outcome: Outcome) => void wrote.push(outcome) }
    return operate(request, { clock, cancelled }, log)
  }
}

/** Ends the process once all that was printed has left it, whatever is still open; until then a signal ends it. */
export function end(): void {
  for (const signal of signals) process.removeAllListeners(signal)
  process.stdout.write('', () => process.stderr.write('', () => process.exit()))
}

/** How long the work may take to stop after what was not foreseen, in milliseconds: a write, then revocations. */
const longestEnd = 8000

const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds: number, signal: AbortSignal) => setTimeout<void>(milliseconds, undefined, { signal })
}

// Where others send SIGTERM, Windows' runner sends SIGBREAK: 7.5 seconds after SIGINT, 2.5 before it kills the process.
const signals = ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const

/** Aborted when the runner cancels the step; the same signal again ends the process at once, as signals do. */
function cancellation(stop: AbortController, tell: () => void): AbortSignal {
  const cancel = () => {
    if (!stop.signal.aborted) tell()
    stop.abort()
  }
  for (const signal of signals) process.once(signal, cancel)
  return stop.signal
}

/** The result of what could not be understood, or was not foreseen. */
function failed(
  { operation, dryRun = false }: { operation?: Operation; dryRun?: boolean },
  problems: readonly Sentence[],
  outcomes: Outcome[] = []
): Result {
  if (!isChanging(operation)) return { operation: 'none', problems }
  const changed = outcomes.some(outcome => outcome.changed)
  return { operation, dryRun, changed, outcomes, problems }
}

function isChanging(operation: Operation | undefined): operation is ChangeResult['operation'] {
  return operation !== undefined && (writes.includes(operation) || operation === 'plan')
}
