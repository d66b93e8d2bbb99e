import fc from 'fast-check'
import { anotherProcess, badAnswer, badAnswers, endpointOf } from '../bad-answers.ts'
import { converge, type Disturbance } from '../converge.ts'
import type { Experiment } from '../experiment.ts'
import { onStage, type Stage } from '../play.ts'
import { type Situation, situation } from '../situations.ts'

/** A run in which something may go wrong. Times are in milliseconds. */
interface BadRun {
  /** The names of the bad answers, by the number of the request that they meet. */
  readonly met: Readonly<Record<number, string>>
  readonly lag: number
  readonly timeout: number
  /** From this request on nothing is answered, and this one is carried out; a process of its own is killed. */
  readonly end?: number | undefined
}

/** What is wanted of one or two organizations, and the runs before those that nothing disturbs. */
interface Schedule {
  readonly situations: readonly Situation[]
  readonly runs: readonly BadRun[]
}

const names = [...badAnswers, anotherProcess].filter(({ refuses, large }) => !refuses && !large)
const frequent = names.filter(({ silent }) => !silent).map(({ name }) => name)
const silent = names.filter(({ silent }) => silent).map(({ name }) => name)
const name = fc.oneof({ weight: 80, arbitrary: fc.constantFrom(...frequent) }, fc.constantFrom(...silent))

const run: fc.Arbitrary<BadRun> = fc.record({
  met: fc.array(fc.tuple(fc.nat(14), name), { maxLength: 6 }).map(pairs => Object.fromEntries(pairs)),
  lag: fc.constantFrom(0, 0, 300, 1000, 2000),
  timeout: fc.constantFrom(4000, 60_000, 1_200_000),
  end: fc.option(fc.nat(14), { freq: 3, nil: undefined })
})

const schedule: fc.Arbitrary<Schedule> = fc.record({
  situations: fc.oneof({ weight: 4, arbitrary: fc.tuple(situation) }, fc.tuple(situation, situation)),
  runs: fc.array(run, { minLength: 1, maxLength: 2 })
})

/** Random organizations, manifests, bad answers and kills: each run tells the truth, and the last one puts all right. */
export const schedules: Experiment<Schedule> = {
  title: 'Random schedules of runs, faults and kills',
  reach: 'at least 5,000: every run truthful, no duplicate, nothing lost, all converge',
  of: 'schedules',
  share: 6,
  cases: (seed, most) => fc.sample(schedule, { seed, numRuns: Math.min(most, 5200) }),
  play: ({ situations, runs }, how) =>
    onStage(how, {}, stage => {
      // One manifest has one policy.
      const [{ rewrite } = { rewrite: 'never' as const }] = situations
      const prune = situations.every(({ prune }) => prune)
      const named = situations.map(({ roles }, at) => [`acme-${at}`, { roles, prune, rewrite }])
      return converge(
        stage,
        Object.fromEntries(named),
        runs.map(one => disturbanceOf(one, stage))
      )
    })
}

function disturbanceOf({ met, lag, end, timeout }: BadRun, stage: Stage): Disturbance {
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
      const kind = met[number] === undefined ? undefined : badAnswer(met[number])
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
