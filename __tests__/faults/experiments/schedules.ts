import fc from 'fast-check'
import { anotherProcess, badAnswer, badAnswers, endpointOf } from '../bad-answers.ts'
import { converge, type Disturbance } from '../converge.ts'
import { type Drawn, type Experiment, sampled } from '../experiment.ts'
import type { Stage } from '../play.ts'
import { anySituations } from '../world.ts'

const names = [...badAnswers, anotherProcess].filter(({ is }) => is !== 'refused' && is !== 'large')
const frequent = names.filter(({ is }) => is !== 'silent').map(({ name }) => name)
const silent = names.filter(({ is }) => is === 'silent').map(({ name }) => name)
const name = fc.oneof({ weight: 80, arbitrary: fc.constantFrom(...frequent) }, fc.constantFrom(...silent))

/** A run in which something may go wrong. Times are in milliseconds. */
const run = fc.record({
  // The names of the bad answers, by the number of the request that they meet.
  met: fc.array(fc.tuple(fc.nat(14), name), { maxLength: 6 }).map(pairs => Object.fromEntries(pairs)),
  lag: fc.constantFrom(0, 0, 300, 1000, 2000),
  timeout: fc.constantFrom(4000, 60_000, 1_200_000),
  // From this request on nothing is answered, and this one is carried out; a process of its own is killed.
  end: fc.option(fc.nat(14), { freq: 3, nil: undefined })
})

/** What is wanted, and the runs before those that nothing disturbs. */
const schedule = fc.record({ situations: anySituations, runs: fc.array(run, { minLength: 1, maxLength: 2 }) })

/** Random organizations, manifests, bad answers and kills: each run tells the truth, and the last one puts all right. */
export const schedules: Experiment<Drawn<typeof schedule>> = {
  title: 'Random schedules of runs, faults and kills',
  reach: 'at least 5,000: every run truthful, no duplicate, nothing lost, all converge',
  of: 'schedules',
  share: 6,
  cases: sampled(schedule, 5200),
  async play({ situations, runs }, open) {
    const stage = await open()
    return converge(
      stage,
      situations,
      runs.map(one => disturbanceOf(one, stage))
    )
  }
}

function disturbanceOf({ met, lag, end, timeout }: Drawn<typeof run>, stage: Stage): Disturbance {
  const isBuilt = stage.how === 'built'
  const isSilent = Object.values(met).some(name => silent.includes(name))
  const times = { 'request-timeout': isSilent ? '700ms' : '20s' }
  let requests = 0
  return {
    lag,
    with: { ...times, timeout: `${isBuilt ? Math.min(9000, timeout) : timeout}ms` },
    start: isBuilt && end !== undefined ? killed(stage, end) : stage.run,
    decide(request) {
      const number = requests++
      if (!isBuilt && end !== undefined && number >= end)
        return badAnswer(number === end ? 'reset, carried out' : 'reset')
      const kind = names.find(({ name }) => name === met[number])
      return kind?.on.some(endpoint => endpoint === endpointOf(request)) ? kind : undefined
    }
  }
}

/** Runs a step, and kills it after a while. */
function killed({ start }: Stage, end: number): Stage['run'] {
  return async play => {
    const running = start(play)
    const timer = setTimeout(() => running.kill('SIGKILL'), 300 + end * 60)
    return running.done.finally(() => clearTimeout(timer))
  }
}
