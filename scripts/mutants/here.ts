import { borrowProcess, type StreamName } from '../../__tests__/runner/borrowed.ts'
import type { HostedStep } from '../../__tests__/runner/host.ts'
import { forgetSummary } from './suite.ts'

// Shared by all versions of this file.
const state: { last?: Promise<unknown>; stepsRunning?: number } = globalThis as object

/** Stands in for `runHosted`: runs the sources in this process, one step at a time, with the time that they take. */
export function runHosted(
  { env }: HostedStep,
  _timeout: number,
  onWrite: (stream: StreamName, bytes: Uint8Array) => void
): Promise<{ exitCode: number; signal: null }> {
  const run = (state.last ?? Promise.resolve()).then(async () => {
    state.stepsRunning = 1
    const { main } = await import('../../src/main.ts')
    forgetSummary()
    const borrowed = borrowProcess(env, onWrite)
    await Promise.race([main(), borrowed.exited]).finally(() => {
      state.stepsRunning = 0
    })
    return { exitCode: borrowed.giveBack(), signal: null }
  })
  state.last = run.catch(() => {})
  return run
}
