import fc from 'fast-check'
import type { Exchange } from '../../local-github/exchange.ts'
import { type BadAnswer, badAnswer, badAnswers, type Endpoint, endpointOf } from '../bad-answers.ts'
import { converge, type Disturbance } from '../converge.ts'
import { type Experiment, type Played, shuffled } from '../experiment.ts'
import { type Operation, operations, settleFor } from '../operations.ts'
import { errorsIn, faultsOf, unmet, watch } from '../oracle.ts'
import { onStage, type Stage } from '../play.ts'
import { everything, oldSecret, variables } from '../situations.ts'

/** One run: which bad answer hits which request of which operation, and whether it stays. */
interface Cell {
  readonly kind: string
  readonly endpoint: Endpoint
  /** One operation, or an `apply` with everything to do in so many organizations. */
  readonly size: string
  /** How many requests to this endpoint come before it. */
  readonly skip: number
  /** It hits whatever is sent to the same place from then on, too. */
  readonly lasts: boolean
}

/** How many requests an `apply` may send before the one that is hit. */
const skips: Partial<Record<Endpoint, number[]>> = {
  ...{ list: [0, 1], 'public-key': [0], create: [0, 2], update: [0, 1], delete: [0, 2] },
  ...{ repository: [0, 1], repositories: [0, 1] }
}
const [small, large] = ['1 organization', '3 organizations × 20 registries']
const secret = variables.TOKEN

/** Every kind of fault at every endpoint it can hit, in small and in large runs. */
export const faultRuns: Experiment<Cell> = {
  title: 'Every kind of fault × every endpoint it can hit × 1 and 3 organizations',
  reach: 'each cell once: truthful, no duplicate, nothing lost, no leak, and a rerun converges',
  of: 'fault runs',
  share: 6,
  cases(seed) {
    const cells = shuffled(badAnswers.flatMap(cellsOf), seed)
    const lasts = fc.sample(fc.boolean(), { seed, numRuns: cells.length })
    return cells.map((cell, at) => ({ ...cell, lasts: lasts[at] === true }))
  },
  play: (cell, how) => onStage(how, {}, stage => play(cell, stage))
}

function cellsOf({ name: kind, on }: BadAnswer): Omit<Cell, 'lasts'>[] {
  return on.flatMap(endpoint => {
    const asking = operations.filter(({ asks }) => asks.includes(endpoint))
    return [
      ...asking.map(({ name }) => ({ kind, endpoint, size: name, skip: 0 })),
      ...[small, large].flatMap(size => (skips[endpoint] ?? []).map(skip => ({ kind, endpoint, size, skip })))
    ]
  })
}

async function play(cell: Cell, stage: Stage): Promise<Played> {
  const kind = badAnswer(cell.kind)
  const aim = aimAt(cell, kind)
  const operation = operations.find(({ name }) => name === cell.size)
  const situations = everything(cell.size === large, cell.endpoint === 'repositories')
  const [silence, timeout] = stage.how === 'built' ? ['900ms', '25s'] : ['250ms', '2d']
  const times = { timeout, 'request-timeout': kind.silent ? silence : '20s' }
  const { wrong, results } = operation
    ? await playOne(operation, stage, { decide: aim.decide, with: times })
    : await converge(stage, situations, [{ decide: aim.decide, with: times }])
  const errors = results.slice(0, 1).flatMap(errorsIn)
  const isHealed = kind.heals.includes(cell.endpoint) && !cell.lasts && !(stage.how === 'built' && kind.slow)
  const faults = faultsOf([
    [aim.hits() === 0, 'the fault met no request'],
    [isHealed && errors.length > 0, `it should get over it: ${errors.join(' ')}`]
  ])
  return { wrong: [...wrong, ...faults] }
}

/** Runs one operation, and once more without the fault where something is left to do. */
async function playOne(
  operation: Operation,
  stage: Stage,
  { decide, with: times }: Required<Pick<Disturbance, 'decide' | 'with'>>
) {
  const { files, ...scene } = settleFor(stage, operation, secret)
  const step = { files, env: operation.env?.(secret) ?? {} }
  const run = (given: Readonly<Record<string, string>>) =>
    watch(
      stage,
      [scene],
      { ...step, with: { ...operation.with(secret), ...given } },
      { secrets: [secret, oldSecret] }
    )
  stage.decide = decide
  const { result, wrong } = await run(times)
  stage.decide = () => undefined
  await stage.github.accept()
  const isMet = scene.wants.length > 0 && unmet(scene).length === 0
  // What is done can be asked for again by apply and rotate alone.
  if (result.exitCode !== 0 && (/apply|rotate/.test(operation.name) || !isMet)) {
    const rerun = await run({ timeout: '2d' })
    wrong.push(...rerun.wrong, ...errorsIn(rerun.result).map(error => `the rerun fails: ${error}`))
  }
  return { wrong: [...wrong, ...unmet(scene)], results: [result] }
}

// One that asks to wait is waited for, each time longer, until the time is over.
const mostHits = 8
// Other organizations are asked at the same time, and as often.
const askedOfEach: readonly Endpoint[] = ['list', 'public-key', 'repositories']

function aimAt({ endpoint, skip, lasts }: Cell, kind: BadAnswer) {
  let [asked, hits] = [0, 0]
  let target: string | undefined
  // A create by what it makes, a list without its page.
  const targetOf = ({ method, path, body }: Exchange) => `${method} ${path.split('?')[0]} ${Object(body).url}`
  const isOfOthers = ({ path }: Exchange) => askedOfEach.includes(endpoint) && !path.startsWith('/orgs/acme/')

  const decide: Stage['decide'] = request => {
    if (endpointOf(request) !== endpoint || (target === undefined && isOfOthers(request))) return undefined
    if (target === undefined && ++asked > skip) target = targetOf(request)
    const isHit = target === targetOf(request) && (hits === 0 || (lasts && hits < mostHits))
    hits += Number(isHit)
    return isHit ? kind : undefined
  }
  return { decide, hits: () => hits }
}
