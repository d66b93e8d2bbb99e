import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Clock } from './github/call.ts'
import { readRequest } from './inputs/read.ts'
import { failed, operate } from './operations.ts'
import type { Outcome } from './registries/change.ts'
import { defectOf } from './registries/problem.ts'
import { createReport } from './report/report.ts'
import type { Request, Result } from './request.ts'

/** Runs one step. An unexpected error stops the work as a cancellation does, so tokens are revoked and writes reported. */
export async function main(clock: Clock = systemClock): Promise<void> {
  const { GITHUB_OUTPUT: outputFile, GITHUB_STEP_SUMMARY: summaryFile } = process.env
  const report = createReport({ outputFile, summaryFile })
  const stop = new AbortController()
  const defects: unknown[] = []
  const { promise: hung, reject: giveUp } = Promise.withResolvers<never>()
  hung.catch(() => {})
  // Node would truncate a long rejection reason, and a secret cut in two would not be recognised.
  for (const event of ['uncaughtException', 'unhandledRejection'])
    process.on(event, (error: unknown) => {
      defects.push(error)
      stop.abort()
      clock.sleep(shutdownTimeout, new AbortController().signal).then(
        () => giveUp(error),
        () => {}
      )
    })
  const recorded: Outcome[] = []
  let requested: Parameters<typeof failed>[0] = {}
  try {
    const reading = await readRequest(process.env, report.mask)
    requested = 'request' in reading ? reading.request : reading
    const open = report.begin(reading)
    const work = 'request' in reading ? operateOn(reading.request) : failed(requested, reading.problems)
    // What the log begins with is made while the first requests are on their way.
    const [result] = await Promise.all([Promise.race([work, hung]), setImmediate().then(open)])
    await report.finish({ ...result, problems: [...defects.splice(0).map(defectOf), ...result.problems] })
  } catch (error) {
    const [cause = error] = defects.splice(0)
    const hint = recorded.length > 0 ? ` 'changes' lists what was written before that.` : ''
    await report.finish(failed(requested, [defectOf(cause) + hint], recorded)).catch(report.crash)
  }
  for (const error of defects) report.crash(error)

  async function operateOn(request: Request): Promise<Result> {
    const cancelled = cancellation(stop, () =>
      report.warning('The run was cancelled: nothing more is started.')
    )
    const log = { ...report, recordWrite: (outcome: Outcome) => void recorded.push(outcome) }
    return operate(request, { clock, cancelled }, log)
  }
}

/** Ends the process once all output is flushed, whatever is still open. Until then a signal ends it. */
export function end(): void {
  for (const signal of signals) process.removeAllListeners(signal)
  process.stdout.write('', () => process.stderr.write('', () => process.exit()))
}

/** How long the work may take to stop after an unexpected error, in milliseconds: a write, then revocations. */
const shutdownTimeout = 8000

const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds: number, signal: AbortSignal) => setTimeout<void>(milliseconds, undefined, { signal })
}

// The runner sends SIGTERM (SIGBREAK on Windows) 7.5 seconds after SIGINT, and kills the process 2.5 seconds later.
const signals = ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const

/** Aborted when the runner cancels the step. Receiving the same signal again ends the process at once, as usual. */
function cancellation(stop: AbortController, notify: () => void): AbortSignal {
  const cancel = () => {
    if (!stop.signal.aborted) notify()
    stop.abort()
  }
  for (const signal of signals) process.once(signal, cancel)
  return stop.signal
}
