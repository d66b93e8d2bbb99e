import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../../src/github/clock.ts'
import { startGitHub } from '../github/server.ts'
import { defaultToken } from '../github/tokens.ts'
import { fastClock, runHere } from '../runner/here.ts'
import { runStep } from '../runner/step.ts'
import { type Dice, diceFor } from './dice.ts'
import type { Experiment, Share } from './experiment.ts'
import { errorsIn, wrongIn } from './fault-checks.ts'
import { applyScene, type Scene, secrets } from './fault-scene.ts'
import { heldBy, unmet } from './truth.ts'
import { otherTokenGoesOn } from './two-tokens.ts'
import { openWindows, type Windows } from './windows.ts'

/** How many runs a share has. */
const counts: Record<Share, number> = { test: 8, ci: 30, all: 300 }

/** No request is sent while the server has asked to wait. */
export const retryWindow: Experiment = {
  title: 'Requests inside a window in which GitHub asks to wait',
  reach: '0, in windows of random length, given as seconds, dates and resets',

  async run({ share, seed, tell }) {
    const faults: string[] = []
    let count = 0
    let built = 0
    for (let number = 0; number < counts[share]; number++) {
      const isBuilt = number % 19 === 0
      const run = await runOnce(diceFor(seed, number), isBuilt)
      count += run.windows
      built += isBuilt ? run.windows : 0
      const again = `(again: node __tests__/faults/retry-window.ts ${seed} ${number}${isBuilt ? ' built' : ''})`
      for (const fault of run.faults) faults.push(`${fault} ${again}`)
      if (number % 50 === 49) tell(`${number + 1} of ${counts[share]} runs with windows`)
    }
    const others = await otherTokenGoesOn(seed)
    for (const fault of faults) tell(`✗ ${fault}`)
    return { of: 'windows', count: count + others.windows, built, faults: [...faults, ...others.faults] }
  }
}

/** A run in which the server asks to wait a few times. */
async function runOnce(dice: Dice, isBuilt: boolean): Promise<{ windows: number; faults: string[] }> {
  const clock = fastClock(isBuilt ? 1 : 200)
  const github = await startGitHub({ now: clock.now })
  const workspace = mkdtempSync(join(tmpdir(), 'windows-'))
  try {
    const size = dice.below(2) === 0 || isBuilt ? '1 organization' : '3 organizations × 20 registries'
    const endpoint = dice.oneOf(['repository', 'repositories'] as const)
    const scene = applyScene(github, { endpoint, size, turn: 'first' })
    writeFileSync(join(workspace, 'registries.yml'), JSON.stringify(scene.manifest))
    const windows = openWindows(github, { clock, dice, longest: isBuilt ? 2 : 90 })
    const step = stepFor(scene, github.url, workspace)
    const result = isBuilt ? await runStep(step) : await runHere(step, tellingClock(clock, windows))
    windows.end()
    const left = unmet(scene.wanted, heldBy(scene.organizations))
    return {
      windows: windows.count(),
      faults: [
        ...(isBuilt ? windows.arrivedInside(longestWay) : windows.sentInside()),
        ...wrongIn(result, []),
        ...(result.exitCode === 0 && left.length === 0 ? [] : [`it fails: ${errorsIn(result).join(' ')}`])
      ]
    }
  } finally {
    rmSync(workspace, { recursive: true, force: true })
    await github.close()
  }
}

// How long an answer and the requests before it may take, in a process of its own.
const longestWay = 400

function stepFor({ inputs }: Scene, url: string, workspace: string) {
  const times = { timeout: '1d', 'request-timeout': '20s', 'write-interval': '100ms' }
  return {
    with: { ...inputs, ...times, token: defaultToken, 'github-api-url': url },
    env: { ...secrets },
    workspace
  }
}

/** A clock that tells when somebody begins to wait: then the answer that asks for it has been read. */
function tellingClock(clock: Clock, windows: Windows): Clock {
  return {
    now: clock.now,
    sleep(milliseconds, signal) {
      windows.waitBegins(milliseconds)
      return clock.sleep(milliseconds, signal)
    }
  }
}

if (import.meta.main) {
  const [seed, number, built] = process.argv.slice(2)
  console.log(await runOnce(diceFor(Number(seed), Number(number)), built === 'built'))
}
