import { setTimeout } from 'node:timers/promises'
import type { Clock } from './github/clock.ts'
import { readRequest } from './inputs/read.ts'
import type { Sentence } from './registries/problem.ts'
import { createReport } from './report/report.ts'
import { type ChangeResult, type Operation, type Result, writes } from './request.ts'

/** Runs one step: reads what is asked for, does it, and reports. */
export async function main(clock: Clock = systemClock): Promise<void> {
  const report = createReport({ outputFile: process.env['GITHUB_OUTPUT'] })
  // Node would cut a long reason of a rejection, and a secret in it could not be recognised any more.
  for (const event of ['uncaughtException', 'unhandledRejection'])
    process.once(event, (error: unknown) => {
      report.crash(error)
      process.exit()
    })
  try {
    const reading = await readRequest(process.env, report.mask)
    report.remark(reading)
    if ('request' in reading) {
      const { operate } = await import('./operations.ts')
      const cancelled = cancellation(() => report.warning('The run is cancelled: nothing more is begun.'))
      await report.finish(await operate(reading.request, { clock, cancelled }, report))
    } else {
      await report.finish(unread(reading))
    }
  } catch (error) {
    report.crash(error)
  }
}

const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds: number, signal: AbortSignal) => setTimeout<void>(milliseconds, undefined, { signal })
}

/** Aborted when the runner cancels the step; the same signal again ends the process at once, as signals do. */
function cancellation(tell: () => void): AbortSignal {
  const controller = new AbortController()
  const cancel = () => {
    if (!controller.signal.aborted) tell()
    controller.abort()
  }
  // Where others send SIGTERM, Windows' runner sends SIGBREAK: 7.5 seconds after SIGINT, 2.5 before it kills the process.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const) process.once(signal, cancel)
  return controller.signal
}

/** The result of inputs that could not be understood. */
function unread({ operation, problems }: { operation?: Operation; problems: Sentence[] }): Result {
  if (isChanging(operation)) return { operation, dryRun: false, changed: false, outcomes: [], problems }
  return { operation: 'none', problems }
}

function isChanging(operation: Operation | undefined): operation is ChangeResult['operation'] {
  return operation !== undefined && (writes.includes(operation) || operation === 'plan')
}
