import type { Exchange } from '../local-github/exchange.ts'
import type { StepResult } from '../runner/result.ts'
import { errorsIn, type Told, unmet, watch } from './oracle.ts'
import type { Stage } from './play.ts'
import { applyOf, oldSecret, type Situation, settle, variables } from './situations.ts'

/** What happens in a run. */
export interface Disturbance {
  readonly decide?: Stage['decide']
  /** Milliseconds that every list is late. */
  readonly lag?: number
  readonly with?: Readonly<Record<string, string>>
  readonly start?: Stage['run']
}

/**
 * Applies what is wanted with each disturbance, and then with none: every run has to tell the truth, the undisturbed one
 * to send what was planned and to put all right. Gives what is wrong, and what each disturbed run showed.
 */
export async function converge(
  stage: Stage,
  situations: Readonly<Record<string, Situation>>,
  disturbances: readonly Disturbance[]
) {
  const scenes = Object.entries(situations).map(([login, one]) => settle(stage, login, one))
  const { with: inputs, ...step } = applyOf(situations)
  const wrong: string[] = []

  async function run(called: string, { decide, lag = 0, with: given, start = stage.run }: Disturbance) {
    const from = stage.github.exchanges.length
    stage.decide = decide ?? (() => undefined)
    stage.lag = lag
    const all = { ...step, with: { ...inputs, ...given } }
    const seen = await watch(stage, scenes, all, { secrets: [variables.TOKEN, oldSecret], start })
    wrong.push(...seen.wrong.map(fault => `In ${called}, ${fault}`))
    const sent = stage.github.exchanges.slice(from).filter(({ method }) => method !== 'GET')
    return { ...seen, sent: sent.map(said) }
  }

  const results: StepResult[] = []
  const told: Told[] = []
  for (const [at, one] of disturbances.entries()) {
    const seen = await run(`run ${at + 1}`, one)
    results.push(seen.result)
    told.push(...seen.told)
    await stage.github.accept()
    // Nobody can know what this run has made until the lists show it.
    await stage.clock.sleep(2500, new AbortController().signal)
  }
  const plan = await run('the plan', { with: { operation: 'plan' } })
  const done = await run('the undisturbed run', {})
  const again = await run('a plan afterwards', { with: { operation: 'plan', 'rewrite-secrets': 'never' } })
  wrong.push(
    ...errorsIn(done.result).map(error => `The undisturbed run failed: ${error}`),
    ...differ('What is sent was not planned', done.sent, plan.told.flatMap(promised)),
    ...differ('A plan wrote', [...plan.sent, ...again.sent], []),
    ...differ('Changes are left in the end', again.told.filter(isDue), []),
    ...scenes.flatMap(unmet)
  )
  return { wrong, results, told }
}

function differ(what: string, is: readonly unknown[], due: readonly unknown[]): string[] {
  const [one, other] = [is, due].map(all => JSON.stringify(all.toSorted()))
  return one === other ? [] : [`${what}: ${one} instead of ${other}`]
}

/** Repositories that nobody can see are sent again each time. */
function isDue({ action, fields }: Told): boolean {
  return action !== 'keep' && fields.join() !== 'visibility,selected_repository_ids'
}

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
