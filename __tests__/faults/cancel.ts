import fc from 'fast-check'
import { faultsOf } from './cancel-checks.ts'
import { runAndCancel } from './cancel-run.ts'
import { type Cancelling, cancelling } from './cancelling.ts'
import type { Experiment, Share } from './experiment.ts'

const counts: Record<Share, number> = { test: 8, ci: 30, all: 240 }

/** How many processes run at the same time. */
const atOnce = 3

/** An apply that is cancelled at a random instant: nothing more is begun, and what was done is told, in time. */
export const cancel: Experiment = {
  title: 'Cancelling at random instants',
  reach: 'at least 200: no new write after 100 ms, the truth told, all within 7 s',
  async run({ share, seed, tell }) {
    const cases = fc.sample(cancelling, { seed, numRuns: counts[share] })
    const entries = cases.entries()
    const faults: string[] = []
    let signalled = 0
    async function work(): Promise<void> {
      for (const [index, one] of entries) {
        const { isSignalled, wrong } = await play(one)
        signalled += Number(isSignalled)
        if (wrong.length > 0)
          faults.push(
            `${wrong.join(' ')} See it again with seed ${seed}, case ${index}: ${JSON.stringify(one)}`
          )
        if ((index + 1) % 40 === 0) tell(`cancel: ${index + 1} of ${cases.length}`)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    return { of: 'instants of cancelling', count: signalled, built: signalled, faults }
  }
}

function play(one: Cancelling): Promise<{ isSignalled: boolean; wrong: string[] }> {
  return runAndCancel(one, async seen => {
    const isSignalled = seen.signals.length > 0
    try {
      return { isSignalled, wrong: await faultsOf(seen) }
    } catch (error) {
      return { isSignalled, wrong: [error instanceof Error ? error.message : String(error)] }
    }
  })
}
