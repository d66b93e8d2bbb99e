import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { defaultToken } from '../github/tokens.ts'
import { fastClock, runHere } from '../runner/here.ts'
import type { StepResult } from '../runner/result.ts'
import { runStep } from '../runner/step.ts'
import type { Experiment, Share } from './experiment.ts'
import { harmIn } from './harm.ts'
import { type HostileServer, startHostileServer } from './hostile-server.ts'
import { allTries } from './injection-tries.ts'
import type { Try } from './injection-try.ts'
import { canRender } from './live-nodes.ts'
import { markOf, payloads } from './payloads.ts'

/** Every so many steps are taken; which ones, the seed tells. */
const strides: Readonly<Record<Share, number>> = { test: 40, ci: 9, all: 1 }
const builtOnce = 20
const grammars = 2

/** Texts that want to be commands, outputs, markup or control characters, in every field that is shown. */
export const injection: Experiment = {
  title: 'Injection',
  reach: `${payloads.length} payloads × every field × both grammars, none alive`,
  async run({ share, seed, tell }) {
    if (!canRender) tell('cmark-gfm is missing: what is live in summaries is NOT looked for. Install it.')
    const server = await startHostileServer()
    const stride = strides[share]
    const tries = allTries().filter((_, index) => index % stride === seed % stride)
    const reached = new Map<string, number>()
    const figure = { of: 'payloads × fields × grammars', count: 0, built: 0 }
    const faults: string[] = []
    try {
      for (const [number, one] of tries.entries()) {
        const isBuilt = number % builtOnce === 0
        const result = await carryOut(one, server, isBuilt)
        const cells = arrivals(one, result) * grammars
        figure.count += cells
        figure.built += isBuilt ? cells : 0
        reached.set(one.field, (reached.get(one.field) ?? 0) + cells)
        faults.push(
          ...new Set(harmIn(result))
            .values()
            .map(harm => `Seed ${seed}, step ${number}, ${one.field}: ${harm}`)
        )
        if (number % 500 === 499) tell(`${number + 1} of ${tries.length} steps, ${faults.length} alive`)
      }
    } finally {
      await server.close()
    }
    const unseen = [...reached].filter(([, cells]) => cells === 0).map(([field]) => field)
    if (unseen.length > 0) tell(`Never shown, whatever it holds: ${unseen.join('; ')}.`)
    return { ...figure, faults }
  }
}

async function carryOut(one: Try, server: HostileServer, isBuilt: boolean): Promise<StepResult> {
  const workspace = mkdtempSync(join(tmpdir(), 'injection-'))
  server.answerWith(heard => one.answer?.(heard) ?? { status: 404, body: { message: 'Not Found' } })
  try {
    for (const [path, text] of Object.entries(one.files ?? {})) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true })
      writeFileSync(join(workspace, path), text)
    }
    const step = {
      with: { token: defaultToken, 'github-api-url': server.url, ...one.with },
      env: { MADE_UP: 'a made-up secret', RUNNER_DEBUG: '1' },
      workspace
    }
    return isBuilt ? await runStep(step) : await runHere(step, fastClock(100))
  } finally {
    rmSync(workspace, { recursive: true, force: true })
  }
}

/** How many payloads are seen somewhere; one that was never shown could do no harm and proves nothing. */
function arrivals({ numbers }: Try, { stdout, summary, outputs }: StepResult): number {
  const shown = [stdout, summary, ...Object.values(outputs)].join('\n').toLowerCase()
  return numbers.filter(number => shown.includes(markOf(number))).length
}
