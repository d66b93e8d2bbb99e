import fc from 'fast-check'
import { anotherProcess, badAnswer, badAnswers, endpointOf, otherHost } from '../bad-answers.ts'
import type { Experiment } from '../experiment.ts'
import { manifestOf, type Situation, settle, situation, variables } from '../generate.ts'
import { changesIn, errorsIn, heldBy, type Scene, unmet, untruths, wrongStep } from '../oracle.ts'
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
  reach: 'at least 5,000: every run truthful, no twin, nothing lost, all converge',
  of: 'schedules',
  share: 9,
  builtOf: 20,
  cases: (seed, most) => fc.sample(schedule, { seed, numRuns: Math.min(most, 5200) }),
  play: (one, how) => onStage(how, {}, stage => play(one, how, stage))
}

async function play({ situations, runs }: Schedule, how: How, stage: Stage): Promise<{ wrong: string[] }> {
  const [first] = situations
  // One manifest has one policy, and one list of defaults.
  const alike = situations.map((one, at) => [`acme-${at}`, { ...one, ...policyOf(first) }] as const)
  const files = { 'm.yml': JSON.stringify(manifestOf(Object.fromEntries(alike))) }
  const scenes = alike.map(([login, one]) => settle(stage, login, one))
  const inputs = {
    ...{
      operation: 'apply',
      org: alike.map(([login]) => login).join(),
      manifest: 'm.yml',
      'write-interval': '0s'
    },
    ...{ 'max-deletions': '99', 'allow-recreate': 'true', prune: String(scenes.every(({ prune }) => prune)) },
    'rewrite-secrets': first?.rewrite ?? 'never'
  }
  const wrong: string[] = []
  const once = scenes.map(({ organization }) => heldBy(organization))
  const watch = async (called: string, given: Record<string, string>, end?: number) => {
    const known = scenes.map((scene, at) => ({ ...scene, once: once[at] ?? [] }))
    const found = await watched(stage, known, { files, with: { ...inputs, ...given } }, { how, end })
    wrong.push(...found.wrong.map(fault => `In ${called}, ${fault}`))
    for (const [at, { organization }] of scenes.entries())
      once[at] = [...(once[at] ?? []), ...heldBy(organization)]
    return found.result
  }
  for (const [at, bad] of runs.entries()) {
    // Nobody can know what the run before has made until the lists show it.
    if (at > 0) await stage.clock.sleep(how === 'built' ? 2000 : 10_000, new AbortController().signal)
    stage.lag = bad.lag
    stage.decide = decideFor(bad, how)
    const isSilent = Object.values(bad.met).some(name => silent.includes(name))
    const timeout = how === 'built' ? Math.min(9000, bad.timeout) : bad.timeout
    const times = { timeout: `${timeout}ms`, 'request-timeout': isSilent ? '700ms' : '20s' }
    await watch(`run ${at + 1}`, times, bad.end)
  }
  stage.lag = 0
  stage.decide = () => undefined
  const last = await watch('the undisturbed run', {})
  wrong.push(...errorsIn(last).map(error => `The undisturbed run failed: ${error}`), ...scenes.flatMap(unmet))
  const plan = await watch('the plan', { operation: 'plan' })
  if (plan.outputs['drift'] !== 'false')
    wrong.push(`A plan shows drift in the end: ${plan.outputs['changes']}`)
  return { wrong: [...wrong, ...stage.github.violations] }
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

/** Runs a step, kills it if it is to end, and tells what was wrong with what it did and told. */
async function watched(
  stage: Stage,
  scenes: readonly Scene[],
  given: Parameters<Stage['run']>[0],
  { how, end }: { how: How; end: number | undefined }
) {
  const before = scenes.map(({ organization }) => heldBy(organization))
  const play = { ...given, env: variables }
  const isKilled = how === 'built' && end !== undefined
  const running = isKilled ? stage.start(play) : undefined
  const timer = running && setTimeout(() => running.kill('SIGKILL'), 300 + (end ?? 0) * 60)
  const result = await (running ? running.done : stage.run(play))
  clearTimeout(timer)
  const after = scenes.map(({ organization }) => heldBy(organization))
  const told = result.signal === null ? changesIn(result) : undefined
  const isSame = JSON.stringify(before.map(own)) === JSON.stringify(after.map(own))
  return {
    result,
    wrong: [
      ...(told ? wrongStep(result, Object.values(variables)) : []),
      ...(told && result.outputs['changed'] === 'false' && !isSame
        ? ["'changed' is false, and something was written"]
        : []),
      ...scenes.flatMap((scene, at) => untruths(scene, before[at] ?? [], after[at] ?? [], told))
    ]
  }
}

/** What no other process has made. */
function own(held: ReturnType<typeof heldBy>): object {
  return held.filter(({ url }) => !url.startsWith(otherHost))
}
