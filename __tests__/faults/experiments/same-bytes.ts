import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { defaultRights } from '../../local-github/tokens.ts'
import type { StepResult } from '../../runner/result.ts'
import { badAnswers, endpointOf } from '../bad-answers.ts'
import { type Experiment, shuffled } from '../experiment.ts'
import type { Stage } from '../play.ts'
import { secrets, tokens, twinOf } from '../secrets.ts'
import { applyOf, operations, settle, stepOf } from '../world.ts'

const cells = operations.flatMap(operation =>
  operation.asks.flatMap(endpoint => {
    const names = badAnswers.filter(({ on }) => on.includes(endpoint)).map(({ name }) => name)
    return ['no fault', ...names].map(fault => ({ operation, endpoint, fault }))
  })
)

/** One operation, what one of its requests meets, and what is secret. */
type Pair = (typeof cells)[number] & { readonly secret: string; readonly token: string }

/** The same run with two secrets and two tokens that nothing but their characters tells apart. */
export const sameBytes: Experiment<Pair> = {
  title: 'Two secrets, the same bytes',
  reach: 'every operation × every fault: identical bytes, mask lines aside',
  of: 'pairs of runs',
  share: 3,
  cases(seed, most) {
    // Each operation meets each fault once or twice, at one of its requests.
    const mixed = shuffled(cells, seed).slice(0, Math.min(most, Math.ceil(cells.length / 2)))
    const hidden = fc.record({ secret: secrets(2000), token: tokens })
    const pairs = fc.sample(hidden, { seed, numRuns: mixed.length })
    return mixed.map((cell, at) => ({ ...cell, secret: '', token: '', ...pairs[at] }))
  },
  async play(pair, open) {
    const twin = { ...pair, secret: twinOf(pair.secret), token: twinOf(pair.token) }
    let wrong: string[] = []
    // A busy machine may lose a connection and so have one more line; the secrets' doing is there every time.
    for (let times = 0; times < 5; times += 1) {
      const [one, other] = [await run(pair, await open()), await run(twin, await open())]
      const at = one.findIndex((line, index) => line !== other[index])
      if (at < 0 && one.length === other.length) return { wrong: [] }
      wrong = [`${one[at]?.trim().slice(0, 300)} is not ${other[at]?.trim().slice(0, 300)}`]
    }
    return { wrong }
  }
}

/** The lines that a run shows. */
async function run({ operation, endpoint, fault, secret, token }: Pair, stage: Stage): Promise<string[]> {
  settle(stage, 'acme', operation.situation)
  stage.github.addToken(token, defaultRights)
  const kind = badAnswers.find(({ name }) => name === fault)
  const timeout = stage.how === 'built' ? '20s' : '2h'
  let hits = 0
  stage.decide = request => (endpointOf(request) === endpoint && hits++ === 0 ? kind : undefined)
  const step = stepOf(operation, secret)
  const result = await stage.run({
    with: { timeout, 'request-timeout': kind?.is === 'silent' ? '900ms' : '20s', ...step.with, token },
    env: { RUNNER_DEBUG: '1', ...step.env },
    files: applyOf({ acme: operation.situation }).files
  })
  if (hits === 0) throw new Error('The fault met no request.')
  return linesOf(result, stage)
}

// The runner makes log and annotations of stdout, and its masks hide even a line of two characters there.
function linesOf(
  { workspace, masks, commands, log, annotations, ...result }: StepResult,
  { github, elsewhere, workspace: folder }: Stage
): string[] {
  // Requests that are sent at the same time are tried again in any order.
  const stdout = result.stdout
    .replaceAll(/^::add-mask::.*\n/gm, '')
    .split('\n')
    .sort()
  const files = readdirSync(folder).map(name => [name, readFileSync(join(folder, name), 'utf8')])
  // What differs from run to run; how long the rest takes depends on how busy this machine is.
  return JSON.stringify({ ...result, stdout, said: github.said().sort(), files }, undefined, 1)
    .replaceAll(new URL(github.url).host, 'HOST')
    .replaceAll(new URL(elsewhere.url).host, 'ELSEWHERE')
    .replaceAll(/(, a| A)bout \d+ (s|min|h) left\.?/g, '')
    .replaceAll(/\d{4}-\d\d-\d\d([T ]\d\d:\d\d:\d\dZ?)?/g, 'TIME')
    .split('\n')
}
