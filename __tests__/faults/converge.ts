import { isDeepStrictEqual } from 'node:util'
import type { StepResult } from '../runner/result.ts'
import { changesIn, errorsIn, heldBy, own, type Told, unmet, untruths, wrongStep } from './oracle.ts'
import type { Play, Stage } from './play.ts'
import { applyOf, freshSecret, oldSecret, type Situation, settle } from './world.ts'

/** What happens in a run. */
export interface Disturbance {
  readonly decide?: Stage['decide']
  /** Milliseconds that every list is late. */
  readonly lag?: number
  /** Another step than an `apply`. */
  readonly step?: Pick<Play, 'with' | 'env'> | undefined
  readonly with?: Readonly<Record<string, string>>
  readonly start?: Stage['run']
}

/**
 * Runs a step with each disturbance, and then applies what is wanted with none: every run has to tell the truth, the
 * undisturbed one to send what was planned and to put all right. Gives what is wrong, and what each disturbed run showed.
 */
export async function converge(
  stage: Stage,
  situations: Readonly<Record<string, Situation>>,
  disturbances: readonly Disturbance[]
) {
  const { github, elsewhere, clock } = stage
  const scenes = Object.entries(situations).map(([login, one]) => settle(stage, login, one))
  const apply = applyOf(situations)
  const wrong: string[] = []

  async function run(called: string, { decide, lag = 0, step, start = stage.run, ...one }: Disturbance) {
    const from = github.exchanges.length
    Object.assign(stage, { decide: decide ?? (() => undefined), lag })
    const before = scenes.map(({ organization }) => heldBy(organization))
    const inputs = { ...(step ?? apply).with, ...one.with }
    const result = await start({ ...apply, ...step, with: inputs })
    const writes = github.exchanges.slice(from).filter(({ method }) => method !== 'GET')
    const sealed = writes.flatMap(({ body }) => Object(body).encrypted_value ?? []).slice(0, 3)
    // One that was killed told nothing.
    const told = result.signal === null ? changesIn(result) : undefined
    const isOfAll = /apply|plan/.test(inputs['operation'] ?? '')
    const isChanged = scenes.some(
      ({ organization }, at) => !isDeepStrictEqual(own(before[at] ?? []), own(heldBy(organization)))
    )
    const faults = [
      ...(told ? wrongStep(result, [freshSecret, oldSecret, ...sealed]) : []),
      ...scenes.flatMap((scene, at) => untruths(scene, before[at] ?? [], told, isOfAll)),
      ...(told && isChanged && result.outputs['changed'] === 'false'
        ? ["'changed' is false, and it wrote"]
        : [])
    ]
    wrong.push(...faults.map(fault => `In ${called}, ${fault}`))
    return { result, told: told ?? [], sent: writes.map(({ method }) => method) }
  }

  const results: StepResult[] = []
  const told: Told[] = []
  for (const [at, one] of disturbances.entries()) {
    const seen = await run(`run ${at + 1}`, one)
    results.push(seen.result)
    told.push(...seen.told)
    await github.accept()
    // Nobody can know what this run has made until the lists show it.
    await clock.sleep(2500, new AbortController().signal)
  }
  const plan = await run('the plan', { with: { operation: 'plan' } })
  const done = await run('the undisturbed run', {})
  const again = await run('a plan afterwards', { with: { operation: 'plan', 'rewrite-secrets': 'never' } })
  wrong.push(
    ...errorsIn(done.result).map(error => `The undisturbed run failed: ${error}`),
    ...differ('What is done was not planned', done.told.map(shownOf), plan.told.map(shownOf)),
    ...differ('What is sent was not planned', done.sent, plan.told.flatMap(promised)),
    ...differ('A plan wrote', [...plan.sent, ...again.sent], []),
    ...differ('Changes are left in the end', again.told.filter(isDue), []),
    ...scenes.flatMap(unmet),
    ...github.violations,
    ...elsewhere.exchanges.map(({ path }) => `it asked another host for ${path}`)
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

/** The requests that a change promises. */
function promised({ action }: Told): string[] {
  const methods = { create: ['POST'], update: ['PATCH'], delete: ['DELETE'], recreate: ['DELETE', 'POST'] }
  return methods[action as keyof typeof methods] ?? []
}

const shownOf = ({ org, action, registry_type, url, fields }: Told) => [
  org,
  action,
  registry_type,
  url,
  fields
]
