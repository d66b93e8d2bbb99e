import { startStep } from '../runner/step.ts'
import type { Player } from './play-schedule.ts'
import { tellingOf, withStep } from './players.ts'

/**
 * Runs the built action in a process of its own. Where the forecast has an end, the process is killed some time after
 * it began, and nothing is told.
 */
export const playBuilt: Player = (run, _, { forecast }) =>
  withStep(run, async step => {
    const { done, kill } = startStep(step)
    const timer = forecast.end && setTimeout(() => kill('SIGKILL'), 300 + forecast.end.at * 60)
    const result = await done
    clearTimeout(timer)
    return result.signal === null ? tellingOf(result) : undefined
  })
