import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import * as core from '@actions/core'
import type { Clock } from '../../src/github/call.ts'
import { main } from '../../src/main.ts'
import { borrowProcess } from './borrowed.ts'
import type { StepResult } from './result.ts'
import { prepareStep, type Step } from './step.ts'

/** A clock on which time goes by so many times faster, and in the same order. */
export function fastClock(times: number, start = Date.now()): Clock {
  const begin = performance.now()
  return {
    now: () => Math.round(start + (performance.now() - begin) * times),
    sleep: (milliseconds, signal) => setTimeout<void>(milliseconds / times, undefined, { signal })
  }
}

// The toolkit keeps the path of the summary for the life of the process.
const folder = join(mkdtempSync(join(tmpdir(), 'here-')), 'step')
process.once('exit', () => rmSync(join(folder, '..'), { recursive: true, force: true }))

let running = false

/**
 * Runs a step in this process, from the sources, on a given clock: as runStep, without the time that a process takes.
 * One at a time: it takes the environment, the streams and the exit code of this process while it runs.
 */
export async function runHere(step: Omit<Step, 'main' | 'timeout'>, clock: Clock): Promise<StepResult> {
  if (running) throw new Error('A step runs here already.')
  running = true
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  const { env, write, end } = prepareStep(step, folder)
  const borrowed = borrowProcess(env, write)
  // A step of another kind may have run in this process before.
  Reflect.set(core.summary, '_filePath', undefined)
  let exitCode: number
  try {
    await Promise.race([main(clock), borrowed.exited])
  } finally {
    exitCode = borrowed.giveBack()
    running = false
  }
  return end({ exitCode, signal: null })
}
