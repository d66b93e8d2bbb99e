import fc from 'fast-check'
import type { Exchange } from '../../local-github/exchange.ts'
import type { StepResult } from '../../runner/result.ts'
import { type BadAnswer, badAnswer, badAnswers, type Endpoint, endpointOf } from '../bad-answers.ts'
import { type Experiment, shuffled } from '../experiment.ts'
import { environment, newSecret, oldSecret, operations, settleFor, settleRoles } from '../operations.ts'
import {
  changesIn,
  errorsIn,
  heldBy,
  needlessDoubts,
  type Scene,
  unmet,
  untruths,
  wrongStep
} from '../oracle.ts'
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
const small = '1 organization'
const large = '3 organizations × 20 registries'

/** Every kind of fault at every endpoint it can hit, in small and in large runs. */
export const faultRuns: Experiment<Cell> = {
  title: 'Every kind of fault × every endpoint it can hit × 1 and 3 organizations',
  reach: 'each cell once: truthful, no twin, nothing lost, no leak, and a rerun converges',
  of: 'fault runs',
  share: 7,
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
  return on.flatMap(endpoint => [
    ...operations
      .filter(({ asks }) => asks.includes(endpoint))
      .map(({ name }) => ({ kind, endpoint, size: name, skip: 0 })),
    ...[small, large].flatMap(size => [0, skips[endpoint]].map(skip => ({ kind, endpoint, size, skip })))
  ])
}

interface Scenery {
  readonly scenes: readonly Scene[]
  readonly files: Record<string, string>
  readonly with: Record<string, string>
  readonly env: Record<string, string>
}

function settle(stage: Stage, { size, endpoint }: Cell): Scenery {
  const operation = operations.find(({ name }) => name === size)
  if (!operation) {
    const roles = { isLarge: size === large, byPattern: endpoint === 'repositories' }
    return { ...settleRoles(stage, roles), env: environment }
  }
  const { files, ...scene } = settleFor(stage, operation)
  const env = { ...environment, ...operation.env?.(newSecret) }
  return { scenes: [scene], files, with: operation.with(newSecret), env }
}

async function play(cell: Cell, how: How, stage: Stage): Promise<{ wrong: string[] }> {
  const kind = badAnswer(cell.kind)
  const scenery = settle(stage, cell)
  const { scenes } = scenery
  const silence = how === 'built' ? '900ms' : '250ms'
  const times = { timeout: how === 'built' ? '25s' : '2d', 'request-timeout': kind.silent ? silence : '20s' }
  const run = (given: Record<string, string> = {}): Promise<StepResult> =>
    stage.run({ ...scenery, with: { ...times, 'write-interval': '0s', ...scenery.with, ...given } })

  const aim = aimAt(cell, kind, scenery)
  stage.decide = aim.decide
  const before = scenes.map(({ organization }) => heldBy(organization))
  const result = await run()
  const after = scenes.map(({ organization }) => heldBy(organization))
  stage.decide = () => undefined
  await stage.github.accept()

  const left = scenes.flatMap(unmet)
  const told = changesIn(result)
  const isHealed = kind.heals.includes(cell.endpoint) && !cell.lasts && !(how === 'built' && kind.slow)
  const sealed = stage.github.exchanges.flatMap(({ body }) => Object(body).encrypted_value ?? []).slice(0, 3)
  const isSame = JSON.stringify(before) === JSON.stringify(after)
  const failed = result.exitCode !== 0
  const checks: [isWrong: boolean, text: string][] = [
    [aim.hits() === 0, 'the fault met no request'],
    [result.outputs['changed'] === 'false' && !isSame, "'changed' is false, but something was written"],
    [!failed && left.length > 0, `it succeeds, but ${left.join('; ')}`],
    [isHealed && failed, `it should get over it: ${errorsIn(result).join(' ')}`]
  ]
  const wrong = [
    ...checks.filter(([isWrong]) => isWrong).map(([, text]) => text),
    ...wrongStep(result, [newSecret, oldSecret, ...sealed]),
    ...needlessDoubts(result, stage.github.exchanges),
    ...scenes.flatMap((scene, index) => untruths(scene, before[index] ?? [], after[index] ?? [], told)),
    ...(await converges(scenery, run, failed, left.length === 0)),
    ...stage.github.violations,
    ...stage.elsewhere.exchanges.map(({ path }) => `it asked another host for ${path}`)
  ]
  return { wrong }
}

/** Once the fault is gone, a rerun makes everything as it is wanted, and a plan finds nothing left to do. */
async function converges(
  { scenes, with: { operation } }: Scenery,
  run: (given: Record<string, string>) => Promise<StepResult>,
  failed: boolean,
  isMet: boolean
): Promise<string[]> {
  const calm = { timeout: '2d', 'request-timeout': '30s' }
  const writes = scenes.some(({ wants }) => wants.length > 0)
  const again = failed && (operation === 'apply' || operation === 'rotate' || !isMet || !writes)
  const rerun = again ? await run(calm) : undefined
  const left = scenes.flatMap(unmet)
  const plan = operation === 'apply' ? await run({ ...calm, operation: 'plan' }) : undefined
  const drifts = plan && (plan.exitCode !== 0 || plan.outputs['drift'] !== 'false')
  return [
    ...(rerun && rerun.exitCode !== 0 ? [`the rerun fails: ${errorsIn(rerun).join(' ')}`] : []),
    ...(left.length > 0 ? [`after the rerun ${left.join('; ')}`] : []),
    ...(drifts
      ? [`the plan after it finds drift: ${plan.outputs['changes']} ${errorsIn(plan).join(' ')}`]
      : [])
  ]
}

// One that asks to wait is waited for, each time longer, until the time is over.
const mostHits = 8
// Other organizations are asked at the same time, and as often.
const askedOfEach: readonly Endpoint[] = ['list', 'public-key', 'repositories']

function aimAt(
  cell: Cell,
  kind: BadAnswer,
  { scenes }: Scenery
): { decide: Stage['decide']; hits(): number } {
  const [first] = scenes
  let [asked, hits, helped] = [0, 0, false]
  let target: string | undefined

  function isHit(request: Exchange): boolean {
    if (endpointOf(request) !== cell.endpoint) return false
    if (target !== undefined) return cell.lasts && hits < mostHits && targetOf(request) === target
    if (askedOfEach.includes(cell.endpoint) && loginIn(request) !== first?.organization.login) return false
    asked += 1
    if (asked <= cell.skip) return false
    target = targetOf(request)
    return true
  }

  /** What makes a run of `apply` send a request that it seldom needs: a conflict, or another key. */
  function help(request: Exchange): BadAnswer | undefined {
    if (helped || ![small, large].includes(cell.size)) return undefined
    const at = endpointOf(request)
    const isSealed =
      Object(request.body).key_id !== undefined && loginIn(request) === first?.organization.login
    const isNeeded =
      cell.endpoint === 'get' ? at === 'update' : cell.endpoint === 'public-key' && cell.skip > 0 && isSealed
    if (!isNeeded) return undefined
    helped = true
    return badAnswer(cell.endpoint === 'get' ? '409' : '422 for a stale key')
  }

  return {
    hits: () => hits,
    decide(request) {
      if (!isHit(request)) return help(request)
      hits += 1
      return kind
    }
  }
}

function loginIn({ path }: Exchange): string {
  return path.split(/[/?]/)[2] ?? ''
}

/** What a request is sent to: a create by what it makes, a list without its page. */
function targetOf({ method, path, body }: Exchange): string {
  return [method, path.split('?')[0], Object(body).url ?? ''].join(' ')
}
