import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { defaultRights } from '../../local-github/tokens.ts'
import type { StepResult } from '../../runner/result.ts'
import { badAnswers, type Endpoint, endpointOf } from '../bad-answers.ts'
import { type Experiment, type Played, shuffled } from '../experiment.ts'
import { operations, settleFor } from '../operations.ts'
import { type How, onStage, type Stage } from '../play.ts'
import { secrets, tokens, twinOf } from '../secrets.ts'

/** One operation, what one of its requests meets, and what is secret. */
interface Pair {
  readonly operation: (typeof operations)[number]
  readonly endpoint: Endpoint
  readonly fault: string
  readonly secret: string
  readonly token: string
}

const cells = operations.flatMap(operation =>
  operation.asks.flatMap(endpoint => {
    const names = badAnswers.filter(({ on }) => on.includes(endpoint)).map(({ name }) => name)
    return ['no fault', ...names].map(fault => ({ operation, endpoint, fault }))
  })
)

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
  play: difference
}

/** A busy machine may lose a connection and so have one more line; the secrets' doing is there every time. */
const mostTimes = 5

async function difference(pair: Pair, how: How): Promise<Played> {
  const twin = { ...pair, secret: twinOf(pair.secret), token: twinOf(pair.token) }
  let wrong: string[] = []
  for (let times = 0; times < mostTimes; times += 1) {
    const [one = [], other = []] = [
      await onStage(how, {}, stage => play(pair, stage)),
      await onStage(how, {}, stage => play(twin, stage))
    ]
    const at = one.findIndex((line, index) => line !== other[index])
    if (at < 0 && one.length === other.length) return { wrong: [] }
    wrong = [`${one[at]?.trim().slice(0, 300)} is not ${other[at]?.trim().slice(0, 300)}`]
  }
  return { wrong }
}

/** The lines that a run shows. */
async function play({ operation, endpoint, fault, secret, token }: Pair, stage: Stage): Promise<string[]> {
  const { files } = settleFor(stage, operation, secret)
  stage.github.addToken(token, defaultRights)
  const kind = badAnswers.find(({ name }) => name === fault)
  const [silence, timeout] = stage.how === 'built' ? ['900ms', '20s'] : ['250ms', '2h']
  let hits = 0
  stage.decide = request => (endpointOf(request) === endpoint && hits++ === 0 ? kind : undefined)
  const result = await stage.run({
    with: { timeout, 'request-timeout': kind?.silent ? silence : '20s', ...operation.with(secret), token },
    env: { RUNNER_DEBUG: '1', ...operation.env?.(secret) },
    files
  })
  if (hits === 0) throw new Error('The fault met no request.')
  return linesOf(result, stage)
}

// The runner makes log and annotations of stdout, and its masks hide even a line of two characters there.
function linesOf(
  { workspace, masks, commands, log, annotations, ...result }: StepResult,
  { github, elsewhere, workspace: folder }: Stage
): string[] {
  const stdout = result.stdout.replaceAll(/^::add-mask::.*\n/gm, '')
  const files = readdirSync(folder).map(name => [name, readFileSync(join(folder, name), 'utf8')])
  // What differs from run to run; how long the rest takes depends on how busy this machine is.
  return JSON.stringify({ ...result, stdout, said: github.said(), files }, undefined, 1)
    .replaceAll(new URL(github.url).host, 'HOST')
    .replaceAll(new URL(elsewhere.url).host, 'ELSEWHERE')
    .replaceAll(/(, a| A)bout \d+ (s|min|h) left\.?/g, '')
    .replaceAll(/\d{4}-\d\d-\d\d([T ]\d\d:\d\d:\d\dZ?)?/g, 'TIME')
    .split('\n')
}
