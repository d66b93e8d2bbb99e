import fc from 'fast-check'
import { anotherProcess, badAnswer, badAnswers, endpointOf } from '../bad-answers.ts'
import type { Experiment, Played } from '../experiment.ts'
import { manifestOf, type Situation, settle, situation, variables } from '../generate.ts'
import { errorsIn, unmet, watch } from '../oracle.ts'
import { type How, onStage, type Stage } from '../play.ts'

/** A run in which something may go wrong. Times are in milliseconds. */
interface BadRun {
  /** The names of the bad answers, by the number of the request that they meet. */
  readonly met: Readonly<Record<number, string>>
  readonly lag: number
  readonly timeout: number
  /** From this request on nothing is answered, and this one is carried out; a process of its own is killed. */
  readonly end?: number | undefined
}

/** What is wanted of one or two organizations, and the runs before the last one, which nothing disturbs. */
interface Schedule {
  readonly situations: readonly Situation[]
  readonly runs: readonly BadRun[]
}

const sound = situation({ sound: true })
const names = [...badAnswers, anotherProcess].filter(({ refuses, large }) => !refuses && !large)
const frequent = names.filter(({ silent }) => !silent).map(({ name }) => name)
const silent = names.filter(({ silent }) => silent).map(({ name }) => name)

const run: fc.Arbitrary<BadRun> = fc.record({
  met: fc
    .array(
      fc.tuple(
        fc.nat(14),
        fc.oneof({ weight: 80, arbitrary: fc.constantFrom(...frequent) }, fc.constantFrom(...silent))
      ),
      {
        maxLength: 6
      }
    )
    .map(pairs => Object.fromEntries(pairs)),
  lag: fc.constantFrom(0, 0, 300, 1000, 2000),
  timeout: fc.constantFrom(4000, 60_000, 1_200_000),
  end: fc.option(fc.nat(14), { freq: 3, nil: undefined })
})

const schedule: fc.Arbitrary<Schedule> = fc.record({
  situations: fc.oneof({ weight: 4, arbitrary: fc.tuple(sound) }, fc.tuple(sound, sound)),
  runs: fc.array(run, { minLength: 1, maxLength: 2 })
})

/** Random organizations, manifests, bad answers and kills: each run tells the truth, and the last one puts all right. */
export const schedules: Experiment<Schedule> = {
  title: 'Random schedules of runs, faults and kills',
  reach: 'at least 5,000: every run truthful, no duplicate, nothing lost, all converge',
  of: 'schedules',
  share: 3,
  builtOf: 20,
  cases: (seed, most) => fc.sample(schedule, { seed, numRuns: Math.min(most, 5200) }),
  play: (one, how) => onStage(how, {}, stage => play(one, how, stage))
}

async function play({ situations, runs }: Schedule, how: How, stage: Stage): Promise<Played> {
  const [first] = situations
  // One manifest has one policy, and one list of defaults.
  const alike = situations.map((one, at) => [`acme-${at}`, { ...one, ...policyOf(first) }] as const)
  const files = { 'm.yml': JSON.stringify(manifestOf(Object.fromEntries(alike))) }
  const scenes = alike.map(([login, one]) => settle(stage, login, one))
  const org = alike.map(([login]) => login).join()
  const inputs = {
    ...{ operation: 'apply', org, manifest: 'm.yml', 'write-interval': '0s', 'allow-recreate': 'true' },
    ...{ 'max-deletions': '99', prune: String(scenes.every(({ prune }) => prune)) },
    'rewrite-secrets': first?.rewrite ?? 'never'
  }
  const wrong: string[] = []
  const run = async (called: string, given: Record<string, string>, start = stage.run) => {
    const step = { files, env: variables, with: { ...inputs, ...given } }
    const seen = await watch(stage, scenes, step, { secrets: Object.values(variables), start })
    wrong.push(...seen.wrong.map(fault => `In ${called}, ${fault}`))
    return seen.result
  }
  for (const [at, bad] of runs.entries()) {
    // Nobody can know what the run before has made until the lists show it.
    if (at > 0) await stage.clock.sleep(how === 'built' ? 2000 : 10_000, new AbortController().signal)
    stage.lag = bad.lag
    stage.decide = decideFor(bad, how)
    const isSilent = Object.values(bad.met).some(name => silent.includes(name))
    const timeout = how === 'built' ? Math.min(9000, bad.timeout) : bad.timeout
    const times = { timeout: `${timeout}ms`, 'request-timeout': isSilent ? '700ms' : '20s' }
    await run(
      `run ${at + 1}`,
      times,
      how === 'here' || bad.end === undefined ? stage.run : killed(stage, bad.end)
    )
  }
  stage.lag = 0
  stage.decide = () => undefined
  const last = await run('the undisturbed run', {})
  wrong.push(...errorsIn(last).map(error => `The undisturbed run failed: ${error}`), ...scenes.flatMap(unmet))
  const { outputs } = await run('the plan', { operation: 'plan' })
  if (outputs['drift'] !== 'false') wrong.push(`A plan shows drift in the end: ${outputs['changes']}`)
  return { wrong }
}

/** Runs a step, and kills it after a while. */
function killed({ start }: Stage, end: number): Stage['run'] {
  return async play => {
    const running = start(play)
    const timer = setTimeout(() => running.kill('SIGKILL'), 300 + end * 60)
    return running.done.finally(() => clearTimeout(timer))
  }
}

function policyOf(one: Situation | undefined): Partial<Situation> {
  return one ? { prune: one.prune, rewrite: one.rewrite, defaults: one.defaults } : {}
}

function decideFor({ met, end }: BadRun, how: How): Stage['decide'] {
  return (request, number) => {
    if (how === 'here' && end !== undefined && number >= end)
      return badAnswer(number === end ? 'reset, carried out' : 'reset')
    const kind = met[number] === undefined ? undefined : badAnswer(met[number])
    return kind?.on.some(endpoint => endpoint === endpointOf(request)) ? kind : undefined
  }
}
