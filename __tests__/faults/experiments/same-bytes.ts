import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { defaultRights } from '../../local-github/tokens.ts'
import type { StepResult } from '../../runner/result.ts'
import { type BadAnswer, badAnswers, type Endpoint, endpointOf } from '../bad-answers.ts'
import { type Experiment, type Played, shuffled } from '../experiment.ts'
import { hostile, refused, type Speaker, talkative } from '../hostile.ts'
import { operations, settleFor } from '../operations.ts'
import { type How, onStage, type Stage } from '../play.ts'
import { secrets, tokens, twinOf } from '../secrets.ts'
import { ways } from '../ways.ts'

/** One operation, what one of its requests meets, and what is secret. */
interface Pair {
  readonly operation: (typeof operations)[number]
  readonly endpoint: Endpoint
  /** The name of a bad answer, or the form in which a refusal or an answer sends secrets back. */
  readonly fault: string
  readonly secret: string
  readonly token: string
}

const sent = Object.keys(ways).flatMap(form => [`a refusal with ${form}`, `an answer with ${form}`])
const cells = operations.flatMap(operation =>
  operation.asks.flatMap(endpoint => {
    const names = badAnswers.filter(({ on }) => on.includes(endpoint)).map(({ name }) => name)
    return ['no fault', ...sent, ...names].map(fault => ({ operation, endpoint, fault }))
  })
)

/** The same run with two secrets and two tokens that nothing but their characters tells apart. */
export const sameBytes: Experiment<Pair> = {
  title: 'Two secrets, the same bytes',
  reach: 'every operation × every fault: identical bytes, mask lines aside',
  of: 'pairs of runs',
  share: 4,
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
  const both = [pair, { ...pair, secret: twinOf(pair.secret), token: twinOf(pair.token) }]
  const [shown, twins] = [new Set<string>(), new Set<string>()]
  for (let again = 0; again < mostTimes && shown.isDisjointFrom(twins); again += 1) {
    for (const [at, one] of both.entries()) {
      const text = await onStage(how, {}, stage => play(one, stage))
      if (text === undefined) return { wrong: ['the fault met no request'] }
      ;(at === 0 ? shown : twins).add(text)
    }
  }
  if (!shown.isDisjointFrom(twins)) return { wrong: [] }
  const [one = [], other = []] = [shown, twins].map(texts => [...texts].at(-1)?.split('\n') ?? [])
  const at = one.findIndex((line, index) => line !== other[index])
  return { wrong: [`${one[at]?.trim().slice(0, 300)} is not ${other[at]?.trim().slice(0, 300)}`] }
}

/** Everything that a run shows, with one name for what differs from run to run; nothing if the fault met it not. */
async function play(pair: Pair, stage: Stage): Promise<string | undefined> {
  const { operation, endpoint, fault, secret, token } = pair
  const { files } = settleFor(stage, operation, secret)
  stage.github.addToken(token, defaultRights)
  const kind = badAnswers.find(({ name }) => name === fault)
  const [silence, timeout] = stage.how === 'built' ? ['900ms', '20s'] : ['250ms', '2h']
  let isHit = false
  stage.decide = request => {
    if (isHit || endpointOf(request) !== endpoint) return undefined
    isHit = true
    return kind ?? (fault === 'no fault' ? undefined : (sendBack(pair)(request) as BadAnswer))
  }
  const times = { timeout, 'request-timeout': kind?.silent ? silence : '20s' }
  const result = await stage.run({
    with: { ...times, ...operation.with(secret), token },
    env: { RUNNER_DEBUG: '1', ...operation.env?.(secret) },
    files
  })
  return isHit ? textOf(result, stage) : undefined
}

/** A server that sends the secret, the sealed value and the token back, in one form. */
function sendBack({ fault, secret, token }: Pair) {
  const [what, form = ''] = fault.split(' with ')
  return hostile(request => {
    const values = [secret, token, Object(request.body).encrypted_value ?? token]
    let said = 0
    const pick: Speaker['pick'] = choices => choices[said % choices.length] as (typeof choices)[number]
    const say: Speaker['say'] = (_, most) => {
      said += 1
      return `<${pick(ways[most ? 'sha256' : form] ?? [])(pick(values))}>`
    }
    const speaker = { secret, say, pick }
    return what === 'a refusal' ? refused(speaker) : talkative(speaker, request)
  })
}

// The runner makes log and annotations of stdout, and its masks hide even a line of two characters there.
function textOf(
  { durationMs, workspace, masks, commands, log, annotations, ...result }: StepResult,
  { github, elsewhere, workspace: folder }: Stage
): string {
  const stdout = result.stdout.replaceAll(/^::add-mask::.*\n/gm, '')
  const files = readdirSync(folder)
    .sort()
    .map(name => [name, readFileSync(join(folder, name), 'utf8')])
  // How long the rest takes depends on how busy this machine is.
  return JSON.stringify({ ...result, stdout, said: github.said(), files }, undefined, 1)
    .replaceAll(new URL(github.url).host, 'HOST')
    .replaceAll(new URL(elsewhere.url).host, 'ELSEWHERE')
    .replaceAll(/(, a| A)bout \d+ (s|min|h) left\.?/g, '')
    .replaceAll(/\d{4}-\d\d-\d\d([T ]\d\d:\d\d:\d\dZ?)?/g, 'TIME')
}
