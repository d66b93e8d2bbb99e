import fc from 'fast-check'
import type { Exchange } from '../../local-github/exchange.ts'
import { type BadAnswer, badAnswer, badAnswers, type Endpoint, endpointOf } from '../bad-answers.ts'
import { type Experiment, type Played, shuffled } from '../experiment.ts'
import { environment, newSecret, oldSecret, operations, settleFor, settleRoles } from '../operations.ts'
import { errorsIn, faultsOf, needlessDoubts, unmet, watch } from '../oracle.ts'
import { type How, onStage, type Stage } from '../play.ts'

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

const skips: Record<Endpoint, number> = {
  ...{ list: 1, 'public-key': 1, get: 0, create: 2, update: 1, delete: 2, repository: 1, repositories: 1 }
}
const [small, large] = ['1 organization', '3 organizations × 20 registries']

/** Every kind of fault at every endpoint it can hit, in small and in large runs. */
export const faultRuns: Experiment<Cell> = {
  title: 'Every kind of fault × every endpoint it can hit × 1 and 3 organizations',
  reach: 'each cell once: truthful, no duplicate, nothing lost, no leak, and a rerun converges',
  of: 'fault runs',
  share: 3,
  builtOf: 20,
  cases(seed) {
    const lasts = fc.sample(fc.boolean(), { seed, numRuns: 10_000 })
    const kinds = shuffled(badAnswers, seed).map(kind => shuffled(cellsOf(kind), seed))
    const longest = Math.max(...kinds.map(({ length }) => length))
    const rounds = Array.from({ length: longest }, (_, round) => kinds.flatMap(cells => cells[round] ?? []))
    return rounds.flat().map((cell, number) => ({ ...cell, lasts: lasts[number] === true }))
  },
  play: (cell, how) =>
    onStage(how, { time: badAnswer(cell.kind).lags ? 100 : 1000 }, stage => play(cell, how, stage))
}

function cellsOf({ name: kind, on }: BadAnswer): Omit<Cell, 'lasts'>[] {
  return on.flatMap(endpoint => {
    const asking = operations.filter(({ asks }) => asks.includes(endpoint))
    return [
      ...asking.map(({ name }) => ({ kind, endpoint, size: name, skip: 0 })),
      ...[small, large].flatMap(size => [0, skips[endpoint]].map(skip => ({ kind, endpoint, size, skip })))
    ]
  })
}

function settle(stage: Stage, { size, endpoint }: Cell) {
  const operation = operations.find(({ name }) => name === size)
  if (!operation) {
    const roles = { isLarge: size === large, byPattern: endpoint === 'repositories' }
    return { ...settleRoles(stage, roles), env: environment }
  }
  const { files, ...scene } = settleFor(stage, operation)
  const env: Record<string, string> = { ...environment, ...operation.env?.(newSecret) }
  return { scenes: [scene], files, with: operation.with(newSecret), env }
}

async function play(cell: Cell, how: How, stage: Stage): Promise<Played> {
  const kind = badAnswer(cell.kind)
  const { scenes, with: inputs, ...step } = settle(stage, cell)
  const { operation = '' } = inputs
  const calm = { timeout: '2d', 'request-timeout': '30s' }
  const run = (given: Record<string, string>) => {
    const all = { ...step, with: { 'write-interval': '0s', ...inputs, ...given } }
    return watch(stage, scenes, all, { secrets: [newSecret, oldSecret] })
  }
  const aim = aimAt(cell, kind, scenes[0]?.organization.login ?? '')
  stage.decide = aim.decide
  const { result, wrong } = await run(timesFor(kind, how))
  stage.decide = () => undefined
  await stage.github.accept()

  const left = scenes.flatMap(unmet)
  const isHealed = kind.heals.includes(cell.endpoint) && !cell.lasts && !(how === 'built' && kind.slow)
  const failed = result.exitCode !== 0
  const doubts = needlessDoubts(result, stage.github.exchanges)
  // What is done can be asked for again by apply and rotate alone.
  const isMet = scenes.some(({ wants }) => wants.length > 0) && left.length === 0
  const rerun = failed && (/apply|rotate/.test(operation) || !isMet) ? await run(calm) : undefined
  const leftAgain = scenes.flatMap(unmet)
  const plan = operation === 'apply' ? await run({ ...calm, operation: 'plan' }) : undefined
  const faults = faultsOf([
    [aim.hits() === 0, 'the fault met no request'],
    [!failed && left.length > 0, `it succeeds, but ${left.join('; ')}`],
    [isHealed && failed, `it should get over it: ${errorsIn(result).join(' ')}`],
    [rerun && rerun.result.exitCode !== 0, `the rerun fails: ${rerun && errorsIn(rerun.result).join(' ')}`],
    [leftAgain.length > 0, `after the rerun ${leftAgain.join('; ')}`],
    [plan && plan.result.outputs['drift'] !== 'false', `then a plan shows ${JSON.stringify(plan?.told)}`]
  ])
  return { wrong: [...faults, ...wrong, ...doubts, ...(rerun?.wrong ?? []), ...(plan?.wrong ?? [])] }
}

function timesFor({ silent }: BadAnswer, how: How): Record<string, string> {
  const [silence, timeout] = how === 'built' ? ['900ms', '25s'] : ['250ms', '2d']
  return { timeout, 'request-timeout': silent ? silence : '20s' }
}

// One that asks to wait is waited for, each time longer, until the time is over.
const mostHits = 8
// Other organizations are asked at the same time, and as often.
const askedOfEach: readonly Endpoint[] = ['list', 'public-key', 'repositories']

function aimAt({ endpoint, skip, lasts, size }: Cell, kind: BadAnswer, login: string) {
  let [asked, hits, helped] = [0, 0, false]
  let target: string | undefined
  const isOfFirst = ({ path }: Exchange) => path.split(/[/?]/)[2] === login
  // A create by what it makes, a list without its page.
  const targetOf = ({ method, path, body }: Exchange) => `${method} ${path.split('?')[0]} ${Object(body).url}`

  function isHit(request: Exchange): boolean {
    if (endpointOf(request) !== endpoint) return false
    if (target !== undefined) return lasts && hits < mostHits && targetOf(request) === target
    if (askedOfEach.includes(endpoint) && !isOfFirst(request)) return false
    asked += 1
    if (asked <= skip) return false
    target = targetOf(request)
    return true
  }

  /** What makes a run of `apply` send a request that it seldom needs: a conflict, or another key. */
  function help(request: Exchange): BadAnswer | undefined {
    const isSealed = Object(request.body).key_id !== undefined && isOfFirst(request)
    const isNeeded = endpoint === 'get' ? endpointOf(request) === 'update' : skip > 0 && isSealed
    const isHelped = endpoint === 'get' || endpoint === 'public-key'
    if (helped || !isHelped || !isNeeded || ![small, large].includes(size)) return undefined
    helped = true
    return badAnswer(endpoint === 'get' ? '409' : '422 for a stale key')
  }

  const decide: Stage['decide'] = request => {
    if (!isHit(request)) return help(request)
    hits += 1
    return kind
  }
  return { decide, hits: () => hits }
}
