import fc from 'fast-check'
import type { Exchange } from '../../local-github/exchange.ts'
import { anotherProcess, badAnswer, badAnswers, endpointOf } from '../bad-answers.ts'
import type { Experiment, Played } from '../experiment.ts'
import { errorsIn, type Told, unmet, watch } from '../oracle.ts'
import { type How, onStage, type Stage } from '../play.ts'
import { applyOf, type Situation, settle, situation, variables } from '../situations.ts'

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
  share: 8,
  cases: (seed, most) => fc.sample(schedule, { seed, numRuns: Math.min(most, 5200) }),
  play: (one, how) => onStage(how, {}, stage => play(one, stage))
}

async function play({ situations, runs }: Schedule, stage: Stage): Promise<Played> {
  const isBuilt = stage.how === 'built'
  // One manifest has one policy.
  const [{ rewrite } = { rewrite: 'never' as const }] = situations
  const prune = situations.every(({ prune }) => prune)
  const named = situations.map(({ roles }, at) => [`acme-${at}`, { roles, prune, rewrite }] as const)
  const scenes = named.map(([login, one]) => settle(stage, login, one))
  const { with: inputs, ...step } = applyOf(Object.fromEntries(named))
  const wrong: string[] = []

  async function run(called: string, given: Record<string, string>, start = stage.run) {
    const from = stage.github.exchanges.length
    const all = { ...step, with: { ...inputs, ...given } }
    const seen = await watch(stage, scenes, all, { secrets: Object.values(variables), start })
    wrong.push(...seen.wrong.map(fault => `In ${called}, ${fault}`))
    const sent = stage.github.exchanges.slice(from).filter(({ method }) => method !== 'GET')
    return { ...seen, sent: sent.map(said) }
  }

  for (const [at, bad] of runs.entries()) {
    stage.lag = bad.lag
    stage.decide = decideFor(bad, stage.how)
    const isSilent = Object.values(bad.met).some(name => silent.includes(name))
    const timeout = isBuilt ? Math.min(9000, bad.timeout) : bad.timeout
    const times = { timeout: `${timeout}ms`, 'request-timeout': isSilent ? '700ms' : '20s' }
    await run(`run ${at + 1}`, times, isBuilt && bad.end !== undefined ? killed(stage, bad.end) : stage.run)
    // Nobody can know what this run has made until the lists show it.
    await stage.clock.sleep(2500, new AbortController().signal)
  }
  stage.lag = 0
  stage.decide = () => undefined
  const plan = await run('the plan', { operation: 'plan' })
  const done = await run('the undisturbed run', {})
  const again = await run('the plan afterwards', { operation: 'plan', 'rewrite-secrets': 'never' })
  const left = again.told.filter(({ action }) => action !== 'keep')
  const errors = errorsIn(done.result).map(error => `The undisturbed run failed: ${error}`)
  const differences = [
    ...differ('What is sent was not planned', done.sent, plan.told.flatMap(promised)),
    ...differ('A plan wrote', [...plan.sent, ...again.sent], []),
    ...differ(
      'Changes are left in the end',
      left.filter(one => !isSentAgain(one)),
      []
    )
  ]
  return { wrong: [...wrong, ...errors, ...differences, ...scenes.flatMap(unmet)] }
}

/** Runs a step, and kills it after a while. */
function killed({ start }: Stage, end: number): Stage['run'] {
  return async play => {
    const running = start(play)
    const timer = setTimeout(() => running.kill('SIGKILL'), 300 + end * 60)
    return running.done.finally(() => clearTimeout(timer))
  }
}

function decideFor({ met, end }: BadRun, how: How): Stage['decide'] {
  let requests = 0
  return request => {
    const number = requests++
    if (how === 'here' && end !== undefined && number >= end)
      return badAnswer(number === end ? 'reset, carried out' : 'reset')
    const kind = met[number] === undefined ? undefined : badAnswer(met[number])
    return kind?.on.some(endpoint => endpoint === endpointOf(request)) ? kind : undefined
  }
}

function differ(what: string, is: readonly unknown[], due: readonly unknown[]): string[] {
  const [one, other] = [is, due].map(all => JSON.stringify(all.toSorted()))
  return one === other ? [] : [`${what}: ${one} instead of ${other}`]
}

/** Repositories that nobody can see are sent again each time. */
const isSentAgain = ({ fields }: Told) => fields.join() === 'visibility,selected_repository_ids'

/** A request that writes, as its registry and what it carries. */
function said({ method, path, body }: Exchange): string {
  if (method === 'POST') return `POST ${Object(body).registry_type}`
  const fields = Object.keys(Object(body)).filter(field => field !== 'key_id')
  return [method, path.split('/').at(-1), ...fields.sort()].join(' ')
}

/** The requests that a change promises. */
function promised({ action, name, registry_type, fields }: Told): string[] {
  const sent = fields.map(field => (field === 'secret' ? 'encrypted_value' : field)).sort()
  const [create, remove] = [`POST ${registry_type}`, `DELETE ${name}`]
  const update = ['PATCH', name, ...sent].join(' ')
  const requests = { create: [create], update: [update], delete: [remove], recreate: [remove, create] }
  return requests[action as keyof typeof requests] ?? []
}
