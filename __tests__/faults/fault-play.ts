import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Clock } from '../../src/github/clock.ts'
import type { Exchange } from '../github/exchange.ts'
import { startGitHub } from '../github/server.ts'
import { defaultToken } from '../github/tokens.ts'
import { fastClock, runHere } from '../runner/here.ts'
import type { StepResult } from '../runner/result.ts'
import { runStep } from '../runner/step.ts'
import { startEavesdropper } from './eavesdropper.ts'
import { type Aim, takeAim } from './fault-aim.ts'
import { type Cell, nameOf } from './fault-cells.ts'
import { errorsIn, needlessDoubts, wrongChanged, wrongIn } from './fault-checks.ts'
import { type Front, startFront } from './fault-front.ts'
import { applyScene, type Scene, secrets } from './fault-scene.ts'
import { singleScene } from './fault-single.ts'
import { changesIn, heldBy, unmet, untruths } from './truth.ts'

/** Plays a cell: a run with its fault, the same run again without, a plan; what was wrong in any of them. */
export async function play(cell: Cell): Promise<string[]> {
  const clock = clockFor(cell)
  const github = await startGitHub({ now: clock.now })
  const elsewhere = await startEavesdropper()
  const front = cell.kind.front && (await startFront(github.url))
  const workspace = mkdtempSync(join(tmpdir(), 'faults-'))
  try {
    const scene =
      cell.size === 'one registry'
        ? singleScene(github, cell)
        : applyScene(github, { ...cell, size: cell.size })
    if (scene.manifest) writeFileSync(join(workspace, 'registries.yml'), JSON.stringify(scene.manifest))
    const here = front ? front.url : github.url
    const close = () => void (front && closeFor(front, cell, clock))
    const place = { now: clock.now, here, elsewhere: elsewhere.url, wait: cell.built ? 1 : 20, close }
    const aim = takeAim(github, cell, scene, place)
    const run = (differences: Record<string, string> = {}) =>
      runCell(cell, { ...scene.inputs, 'github-api-url': here, ...differences }, { workspace, clock })
    const faults = await judgeCell({ cell, scene, aim, run, front, exchanges: github.exchanges })
    const heard = elsewhere.heard() + github.violations.length
    const strange =
      heard === 0 ? [] : [`it asked another host ${elsewhere.heard()} times; ${github.violations.join('; ')}`]
    return [...faults, ...strange].map(fault => `${nameOf(cell)}: ${fault}`)
  } finally {
    rmSync(workspace, { recursive: true, force: true })
    await Promise.all([front ? front.close() : undefined, github.close(), elsewhere.close()])
  }
}

/** What is needed to judge one cell. */
interface Bench {
  cell: Cell
  scene: Scene
  aim: Aim
  run: (differences?: Record<string, string>) => Promise<StepResult>
  front: Front | '' | undefined
  exchanges: readonly Exchange[]
}

async function judgeCell({ cell, scene, aim, run, front, exchanges }: Bench): Promise<string[]> {
  const before = heldBy(scene.organizations)
  const result = await run()
  const after = heldBy(scene.organizations)
  const hits = aim.hits()
  aim.end()
  if (front && cell.kind.front === 'closed') await front.accept()
  const left = unmet(scene.wanted, after)
  const isHealed =
    cell.kind.heals.includes(cell.endpoint) && !cell.lasts && !(cell.built && cell.kind.waits === 60)
  const faults = [
    ...(hits > 0 ? [] : ['the fault met no request']),
    ...wrongIn(result, sealedIn(exchanges)),
    ...needlessDoubts(result, exchanges),
    ...wrongChanged(result, before, after),
    ...untruths({
      ...{ before, after, wanted: scene.wanted, told: changesIn(result) },
      ...{ tellsAll: writes(scene), errors: errorsIn(result) }
    }),
    ...(result.exitCode === 0 && left.length > 0 ? [`it succeeds, but ${left.join('; ')}`] : []),
    ...(isHealed && result.exitCode !== 0 ? [`it should get over it: ${errorsIn(result).join(' ')}`] : [])
  ]
  return [
    ...faults,
    ...(await converges({ scene, run, isMet: left.length === 0, failed: result.exitCode !== 0 }))
  ]
}

/** Once the fault is gone, a rerun makes everything as it is wanted, and a plan finds nothing left to do. */
async function converges({
  scene,
  run,
  isMet,
  failed
}: Pick<Bench, 'scene' | 'run'> & { isMet: boolean; failed: boolean }): Promise<string[]> {
  const isApply = scene.inputs['operation'] === 'apply'
  const isAgain = failed && (isApply || !isMet || !writes(scene))
  const again = isAgain ? await run(calm) : undefined
  const left = unmet(scene.wanted, heldBy(scene.organizations))
  const plan = isApply ? await run({ ...calm, operation: 'plan' }) : undefined
  return [
    ...(again && again.exitCode !== 0 ? [`the rerun fails: ${errorsIn(again).join(' ')}`] : []),
    ...(left.length > 0 ? [`after the rerun ${left.join('; ')}`] : []),
    ...(plan && (plan.exitCode !== 0 || plan.outputs['drift'] !== 'false')
      ? [`the plan after it finds drift: ${plan.outputs['changes']} ${errorsIn(plan).join(' ')}`]
      : [])
  ]
}

// Nothing is to be in a hurry any more.
const calm = { timeout: '2d', 'request-timeout': '30s' }

function writes({ wanted }: Scene): boolean {
  return wanted.length > 0
}

/** The built action lives in real time, the sources in a time of their own. */
function clockFor({ built, kind }: Cell): Clock {
  return fastClock(built ? 1 : kind.lags ? 100 : 1000)
}

function runCell(
  { built, kind }: Cell,
  inputs: Record<string, string>,
  { workspace, clock }: { workspace: string; clock: Clock }
): Promise<StepResult> {
  const silence = built ? '900ms' : '250ms'
  const withTimes = {
    ...{ token: defaultToken, 'write-interval': built ? '0s' : '1s' },
    timeout: built ? '25s' : '2d',
    'request-timeout': kind.silent ? silence : '5s',
    ...inputs
  }
  const step = { with: withTimes, env: { ...secrets }, workspace }
  return built ? runStep(step) : within(runHere(step, clock))
}

const longest = 120_000

/** A run that does not end is a fault, not a run to wait for. */
async function within(run: Promise<StepResult>): Promise<StepResult> {
  const done = new AbortController()
  const late = setTimeout(longest, undefined, { signal: done.signal }).then(
    () => Promise.reject(new Error('A run did not end within two minutes.')),
    () => run
  )
  try {
    return await Promise.race([run, late])
  } finally {
    done.abort()
  }
}

async function closeFor(front: Front, { lasts }: Cell, clock: Clock): Promise<void> {
  await front.refuse()
  if (lasts) return
  await clock.sleep(2000, new AbortController().signal)
  await front.accept()
}

/** A few of the sealed values that were sent; all of them would take long to look for in every form. */
function sealedIn(exchanges: readonly { body: unknown }[]): string[] {
  const values = exchanges.map(({ body }) => Object(body).encrypted_value)
  return values.filter(value => typeof value === 'string').slice(0, 3)
}
