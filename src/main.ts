import { setTimeout } from 'node:timers/promises'
import { readRequest } from './inputs/read.ts'
import { createReport } from './report/report.ts'
import type { Operation, Result } from './request.ts'

/** Runs one step: reads what is asked for, does it, and reports. */
export async function main(): Promise<void> {
  const report = createReport()
  try {
    const reading = readRequest(process.env, report.mask)
    report.remark(reading)
    if ('request' in reading) {
      const { operate } = await import('./operations.ts')
      await report.finish(await operate(reading.request, clock, report))
    } else {
      await report.finish(unread(reading))
    }
  } catch (error) {
    report.crash(error)
  }
}

const clock = {
  now: () => Date.now(),
  sleep: (milliseconds: number, signal: AbortSignal) => setTimeout<void>(milliseconds, undefined, { signal })
}

/** The result of inputs that could not be understood. */
function unread({ operation, problems }: { operation?: Operation; problems: string[] }): Result {
  if (operation === 'create' || operation === 'update' || operation === 'delete')
    return { operation, dryRun: false, changed: false, outcomes: [], problems }
  return { operation: 'none', problems }
}
