import fc from 'fast-check'
import type { Exchange } from '../../local-github/exchange.ts'
import { badAnswer, badAnswers, type Endpoint, endpointOf } from '../bad-answers.ts'
import { converge } from '../converge.ts'
import { type Experiment, type Open, type Played, shuffled } from '../experiment.ts'
import { errorsIn, faultsOf } from '../oracle.ts'
import { everything, freshSecret, operations, stepOf } from '../world.ts'

/** One run: which bad answer hits which request of which operation, and whether it stays. */
interface Cell {
  readonly kind: string
  readonly endpoint: Endpoint
  /** One operation, or an `apply` in three organizations with 20 registries each. */
  readonly of: string
  /** How many requests to this endpoint come before it. */
  readonly skip: number
  /** It hits the next requests to this endpoint, too. */
  readonly lasts: boolean
}

const large = '3 organizations × 20 registries'
const secondOf: Partial<Record<Endpoint, number>> = {
  ...{ list: 1, create: 2, update: 1, delete: 2, repository: 1, repositories: 1 }
}
/** The requests that bad answers can hit; an `apply` sends some of them again. */
const targets = operations.flatMap(({ name, asks }) =>
  asks.flatMap(endpoint => {
    if (!name.startsWith('apply')) return { endpoint, of: name, skip: 0 }
    const skips = [0, secondOf[endpoint] ?? []].flat()
    return [name, large].flatMap(of => skips.map(skip => ({ endpoint, of, skip })))
  })
)

/** Every kind of fault at every endpoint it can hit, in small and in large runs. */
export const faultRuns: Experiment<Cell> = {
  title: 'Every kind of fault × every endpoint it can hit × 1 and 3 organizations',
  reach: 'each cell once: truthful, no duplicate, nothing lost, no leak, and a rerun converges',
  of: 'fault runs',
  share: 6,
  cases(seed) {
    const cells = badAnswers.flatMap(({ name: kind, on }) =>
      targets.filter(({ endpoint }) => on.includes(endpoint)).map(target => ({ kind, ...target }))
    )
    const lasts = fc.sample(fc.boolean(), { seed, numRuns: cells.length })
    return shuffled(cells, seed).map((cell, at) => ({ ...cell, lasts: lasts[at] === true }))
  },
  play
}

async function play(cell: Cell, open: Open): Promise<Played> {
  const stage = await open()
  const kind = badAnswer(cell.kind)
  let [asked, hits] = [0, 0]
  const decide = (request: Exchange) => {
    // One that asks to wait is waited for, each time longer, until the time is over.
    const isHit = endpointOf(request) === cell.endpoint && asked++ >= cell.skip && hits < (cell.lasts ? 8 : 1)
    hits += Number(isHit)
    return isHit ? kind : undefined
  }
  const operation = operations.find(({ name }) => name === cell.of)
  const situations = operation
    ? { acme: operation.situation }
    : everything(true, cell.endpoint === 'repositories')
  const [silence, timeout] = stage.how === 'built' ? ['900ms', '25s'] : ['250ms', '2d']
  const times = { timeout, 'request-timeout': kind.is === 'silent' ? silence : '20s' }
  const step = operation && stepOf(operation, freshSecret)
  const { wrong, results } = await converge(stage, situations, [{ decide, step, with: times }])
  const errors = results.flatMap(errorsIn)
  const isHealed =
    kind.heals.includes(cell.endpoint) && !cell.lasts && !(stage.how === 'built' && kind.is === 'slow')
  const faults = faultsOf([
    [hits === 0, 'the fault met no request'],
    [isHealed && errors.length > 0, `it should get over it: ${errors.join(' ')}`]
  ])
  return { wrong: [...wrong, ...faults] }
}
