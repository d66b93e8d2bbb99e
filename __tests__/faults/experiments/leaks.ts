import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Exchange } from '../../local-github/exchange.ts'
import { type Form, formsOf } from '../../runner/forms.ts'
import { findLeaks } from '../../runner/leaks.ts'
import type { StepResult } from '../../runner/result.ts'
import { endpointOf, hostile, type Reply, ways } from '../bad-answers.ts'
import type { Experiment, Played } from '../experiment.ts'
import { type Draw, draws, oneOf, secrets, tokens } from '../generate.ts'
import { manifestPath, name, operations } from '../operations.ts'
import { type How, onStage, type Play, type Stage } from '../play.ts'

/** One step against a hostile server. */
interface Leak {
  readonly play: string
  readonly secret: { readonly kind: string; readonly text: string }
  readonly token: string
  readonly draw: Draw
}

/** What was sent back, and the mark by which its arrival is seen. */
interface Sent {
  readonly mark: string
  readonly value: string
  readonly form: string
}

interface Hidden {
  readonly name: string
  readonly text: string
}

/** What is secret in a step, and what the server sends back of it. */
interface Talk extends Leak {
  readonly sent: Sent[]
  /** Everything that must not be seen, the sealed values of the requests among it. */
  readonly hidden: Hidden[]
  /** One of the secrets in one of the forms, with a mark before and after it; in brief a long one only as its digest. */
  say(form?: string, isBrief?: boolean): string
}

const forms = [...Object.keys(ways), 'per line']
const separators = [' ', ': ', '"', '/', '=', ',', '(', "'", '\n', '<', '>']
// The headers of an answer have 16 KB of room.
const longestInHeaders = 400

/** A text in one form; a line of it in any of them if that is asked for. */
function echoOf(draw: Draw, value: string, form: string): string {
  const lines = value.split(/\r\n|\r|\n/).filter(line => line.trim().length >= 4)
  if (form === 'per line' && lines.length > 0)
    return oneOf(draw, Object.values(ways).flat())(oneOf(draw, lines))
  return oneOf(draw, ways[form] ?? Object.values(ways).flat())(value)
}

function talkOf(leak: Leak): Talk {
  const { draw, secret, token } = leak
  const sent: Sent[] = []
  const hidden = [
    { name: 'the secret', text: secret.text },
    { name: 'the token', text: token }
  ]
  return {
    ...{ ...leak, sent, hidden },
    say(form = oneOf(draw, forms), isBrief = false) {
      const { name: value, text } = oneOf(draw, hidden)
      const chosen = isBrief && text.length > longestInHeaders ? 'sha256' : form
      const mark = `mk${sent.length}q`
      sent.push({ mark, value, form: chosen })
      return `${mark}${oneOf(draw, separators)}${echoOf(draw, text, chosen)}${oneOf(draw, separators)}${mark}`
    }
  }
}

const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example' }
const key = { key_id: '1', key: 'k3RGMstofvzLuBONvLgMH6TH1kvX6LsTGMoGPBKtHAY=' }

/** What a server shows in every member that a registry has. */
function shown(text: string): object {
  return {
    ...{
      registry_type: text,
      url: `https://x.acme.example/${text}`,
      username: text,
      visibility: text,
      auth_type: text
    },
    ...{ updated_at: text, tenant_id: text, [text]: text, others: { deep: [text] } }
  }
}

/** Answers everything, and shows secrets wherever it can; what is to be done stays possible. */
function talkative({ say }: Talk, { method, path }: Exchange): Reply {
  if (path.endsWith('/public-key')) return { status: 200, body: { ...key, key_id: say() } }
  if (method === 'POST') return { status: 201, body: { ...shown(say()), name: say() } }
  if (method !== 'GET') return { status: 204 }
  if (!path.includes('?')) return { status: 200, body: { ...shown(say()), name: say() } }
  const there = { ...npm, name, username: say(), visibility: say(), auth_type: 'token' }
  const others = forms.map((form, at) => ({ ...shown(say(form)), name: `R${at} ${say(form)}` }))
  return { status: 200, body: { total_count: 1 + others.length, configurations: [there, ...others] } }
}

function quiet({ method, path }: Exchange): Reply {
  if (path.endsWith('/public-key')) return { status: 200, body: key }
  const one = { ...npm, name, visibility: 'private', auth_type: 'token' }
  if (method === 'POST') return { status: 201, body: one }
  if (method !== 'GET') return { status: 204 }
  return { status: 200, body: path.includes('?') ? { total_count: 1, configurations: [one] } : one }
}

/** A refusal whose words and headers are full of secrets. */
function refused({ say, draw }: Talk): Reply {
  const brief = () => say(undefined, true)
  return {
    status: oneOf(draw, [400, 401, 403, 404, 410, 418, 422]),
    reason: brief(),
    headers: { 'x-github-request-id': brief(), server: brief(), 'x-oauth-scopes': brief() },
    body: { message: say(), errors: [say(), { resource: say(), field: say(), code: say(), message: say() }] }
  }
}

type Leaky = Play & { answer(request: Exchange): Reply | undefined }

/** Every way to make a step print what a server sends back, or what was typed into the wrong place. */
const plays: Readonly<Record<string, (talk: Talk) => Leaky>> = {
  ...Object.fromEntries(
    operations.flatMap(({ name: operation, asks, with: inputs, env, reads }) => {
      const files = {
        [manifestPath]: JSON.stringify({
          registries: [{ ...npm, visibility: 'all', secret_env: 'THE_SECRET' }]
        })
      }
      const play = ({ secret: { text } }: Talk) => ({
        with: inputs(text),
        env: env?.(text) ?? {},
        files: reads ? files : {}
      })
      return [
        [`${operation}, shown`, talk => ({ ...play(talk), answer: request => talkative(talk, request) })],
        ...asks.map(endpoint => [
          `${operation}, ${endpoint} refused`,
          (talk: Talk): Leaky => ({
            ...play(talk),
            answer: request => (endpointOf(request) === endpoint ? refused(talk) : quiet(request))
          })
        ])
      ] as [string, (talk: Talk) => Leaky][]
    })
  ),
  'typed into all other inputs': ({ secret, say, draw }) => ({
    with: {
      ...Object.fromEntries(others.map(input => [input, inOnePiece(input, say())])),
      operation: oneOf(draw, ['create', 'update', 'apply', 'rotate', 'get']),
      secret: secret.text
    },
    answer: () => ({ status: 404, body: { message: 'Not Found' } })
  }),
  'typed into the address of GitHub': ({ secret: { text }, token }) => ({
    with: {
      ...{ operation: 'list', secret: text },
      'github-api-url': `https://u:${encodeURIComponent(token)}@github.example/${encodeURIComponent(text)}`
    },
    answer: () => undefined
  }),
  'typed all over the manifest': ({ secret: { text }, say }) => {
    const entry = () => ({
      ...{ registry_type: say(), url: say(), visibility: say(), username: say(), [say()]: say() },
      ...{ auth_type: say(), name: say(), orgs: [say()], secret_env: 'THE_SECRET' }
    })
    return {
      with: { operation: 'apply', manifest: manifestPath },
      env: { THE_SECRET: text },
      files: { [manifestPath]: JSON.stringify({ registries: [entry(), entry()], [say()]: say() }) },
      answer: () => undefined
    }
  },
  'a secret in the manifest itself': ({ hidden, draw }) => {
    const text = draw(() => fc.stringMatching(/^[a-np-z]{8}[abcXYZ0189]{24}$/))
    hidden.push({ name: 'the secret in the manifest', text })
    return {
      with: { operation: 'plan', manifest: manifestPath },
      files: { [manifestPath]: oneOf(draw, leakyManifests)(text) },
      answer: () => undefined
    }
  },
  'thrown where nobody catches it': ({ secret, hidden, sent, draw }) => {
    const { name: value, text } = oneOf(draw, hidden)
    sent.push({ mark: 'The action failed unexpectedly', value, form: 'plain text' })
    return {
      with: { operation: 'list', secret: secret.text, 'request-timeout': '2s' },
      env: { THROWN: text, NODE_OPTIONS: preload(oneOf(draw, thrown)) },
      answer: () => undefined
    }
  }
}

const others = [
  ...[
    'org',
    'name',
    'registry-type',
    'url',
    'username',
    'replaces-base',
    'visibility',
    'auth-type',
    'timeout'
  ],
  ...['selected-repositories', 'selected-repository-ids', 'request-timeout', 'write-interval', 'tenant-id'],
  ...['rewrite-secrets', 'max-deletions', 'prune', 'allowed-hosts', 'aws-region', 'audience']
]
const lists = ['org', 'selected-repositories', 'selected-repository-ids', 'allowed-hosts']

/** A list is taken to pieces before anybody looks at them; whoever types a secret there shows its pieces. */
function inOnePiece(input: string, text: string): string {
  return lists.includes(input) && /[,\n]/.test(text) ? '' : text
}

const leakyManifests: readonly ((secret: string) => string)[] = [
  secret => JSON.stringify({ registries: [{ ...npm, visibility: 'all', secret }] }),
  secret => JSON.stringify({ registries: [{ ...npm, secret: { value: secret } }] }),
  secret => JSON.stringify({ registries: [{ ...npm, secret: [secret] }], defaults: { secret } }),
  secret => `registries:\n  - registry_type: npm_registry\n    secret: "${secret}`,
  secret => `registries:\n  - secret: ${secret}\n   url: x\n`,
  secret => `registries:\n  - secret: ${secret}\n    secret: ${secret}\n`,
  secret => `registries:\n  - secret: &a ${secret}\n    url: *a\n`,
  secret => `registries:\n  - secret: !!binary ${secret}\n    url: !x y\n`,
  secret => `registries:\n  - secret: |\n      ${secret}\n    url: [\n`,
  secret => `registries:\n  - {secret: ${secret}, url: x\n`
]

/** What may be thrown, as JavaScript; `text` is the secret. */
const thrown = [
  'throw new Error(text)',
  'throw Object.assign(new TypeError(text), { code: text, errors: [text] })',
  'throw new Error("outer", { cause: new Error(text) })',
  'throw new AggregateError([new Error(text)], text)',
  'throw text',
  'throw { message: text, toString: () => text }',
  'throw Object.assign(Object.create(null), { text })',
  'throw Object.assign(new Error(text), { name: text, stack: text })',
  'Promise.reject(new Error(text))',
  'Promise.reject({ text })',
  'Promise.reject(Symbol(text))',
  'process.emit("error", new Error(text))',
  'queueMicrotask(() => { throw new RangeError(text) })'
]

/** Waits until the action sends its first request, and then throws inside it. */
function preload(statement: string): string {
  const source = `
    import { subscribe } from 'node:diagnostics_channel'
    let isThrown = false
    subscribe('http.client.request.start', () => {
      if (isThrown) return
      isThrown = true
      const text = process.env['THROWN']
      setTimeout(() => { ${statement} })
    })`
  return `--import=data:text/javascript;base64,${base64(source)}`
}

const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** Random secrets, sent back by a hostile server in every form, and looked for in every sink. */
export const leaks: Experiment<Leak> = {
  title: 'Leaks',
  reach: '10,000 secrets × sinks × forms, none seen',
  of: 'secrets × sinks × forms',
  share: 6,
  builtOf: 20,
  cases: (seed, most) =>
    fc.sample(
      fc.record({
        play: fc.constantFrom(...Object.keys(plays)),
        secret: secrets(),
        token: tokens,
        draw: draws
      }),
      { seed, numRuns: Math.min(most, 1000) }
    ),
  needsBuilt: ({ play }) => play.startsWith('thrown'),
  play: (one, how) => onStage(how, {}, stage => play(one, how, stage)),
  missing(tried) {
    const cells = loud.flatMap(sink => forms.map(form => `${form} in ${sink}`))
    return [...cells, ...Object.keys(plays)]
      .filter(one => !tried.has(one))
      .map(one => `Nothing came out of: ${one}.`)
  }
}

const loud = ['stdout', 'log', 'annotations', 'outputs', 'texts of outputs', 'summary', 'files']
// Nothing of an answer may come to these at all.
const silent = ['stderr', 'state', 'env', 'path', 'urls']

async function play(one: Leak, how: How, stage: Stage): Promise<Played> {
  const talk = talkOf(one)
  const { answer, ...step } = plays[one.play]?.(talk) ?? { with: {}, answer: () => undefined }
  stage.decide = hostile(request => {
    const { encrypted_value: text } = Object(request.body)
    if (typeof text === 'string') talk.hidden.push({ name: 'a sealed value', text })
    return answer(request)
  })
  const debug = how === 'built' ? oneOf(one.draw, ['', 'http,https,net,tls', 'stream']) : ''
  const result = await stage.run({
    ...step,
    with: { token: one.token, 'write-interval': '0s', timeout: how === 'built' ? '5s' : '1h', ...step.with },
    env: { RUNNER_DEBUG: oneOf(one.draw, ['0', '1']), ...(debug && { NODE_DEBUG: debug }), ...step.env }
  })
  const sinks = sinksOf(result, stage, new Set(Object.values(step.files ?? {}).map(String)))
  const cells = Object.entries(sinks).flatMap(([sink, text]) =>
    talk.sent
      .filter(({ mark }) => silent.includes(sink) || text.includes(mark))
      .map(({ value, form }) => ({ cell: `${value} as ${form} in ${sink}`, tried: `${form} in ${sink}` }))
  )
  const about = `${one.play}, a secret of ${Buffer.byteLength(one.secret.text)} bytes (${one.secret.kind})`
  return {
    count: new Set(cells.map(({ cell }) => cell)).size,
    tried: [...new Set(cells.map(({ tried }) => tried)), ...(sinks['log'] ? [one.play] : [])],
    wrong: tracesOf(result, talk.hidden, sinks).map(trace => `${trace}; ${about}`)
  }
}

/** Everything a step leaves behind, by where it is; the runner's masks help nobody but the reader of `log`. */
function sinksOf(
  result: StepResult,
  { workspace, github }: Stage,
  given: ReadonlySet<string>
): Record<string, string> {
  const { annotations, commands, outputs, stdout, stderr, log, summary, state, env, path } = result
  const all = (value: unknown): string =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flat().map(all).join('\n')
      : String(value)
  return {
    ...{ stderr, log, summary, state, env, path },
    stdout: stdout.replace(/^::add-mask::[^\r\n]*(\n|$)/gm, ''),
    annotations: all(annotations),
    commands: all(commands.filter(({ name }) => name !== 'add-mask')),
    outputs: all(outputs),
    'texts of outputs': Object.values(outputs).map(textsIn).join('\n'),
    files: filesIn(workspace, given),
    urls: github.exchanges.map(({ path }) => path).join('\n')
  }
}

/** What a workflow reads with `fromJSON`, where nothing is escaped any more. */
function textsIn(output: string): string {
  try {
    const texts: string[] = []
    JSON.parse(output, (key, value) => texts.push(key, String(value)))
    return texts.join('\n')
  } catch {
    return ''
  }
}

/** Names and contents of all files that the step made or changed. */
function filesIn(folder: string, given: ReadonlySet<string>): string {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(({ name, parentPath }) => [name, readFileSync(join(parentPath, name), 'utf8')] as const)
    .filter(([, text]) => !given.has(text))
    .join('\n')
}

/** How many characters of a value tell it from everything else, and how far apart the pieces begin that are looked for. */
const [piece, apart] = [16, 8]

/** Where a step let a value slip, as a whole, as one of its lines, or in part: a long secret cut off is still one. */
function tracesOf(
  result: StepResult,
  hidden: readonly Hidden[],
  sinks: Readonly<Record<string, string>>
): string[] {
  const whole = hidden.flatMap(({ name, text }) =>
    findLeaks(result, [text], { ...sinks }).map(leak => leak.replace('secret 1', name))
  )
  if (whole.length > 0) return whole
  const places = Object.entries(sinks).map(([sink, text]) => ({ sink, pieces: piecesOf(text, 1) }))
  return hidden.flatMap(({ name, text }) =>
    [...formsOf(text), ...asBytes(text)].flatMap(form =>
      places
        .filter(({ pieces }) => !pieces.isDisjointFrom(piecesOf(form.text, apart)))
        .map(({ sink }) => `a part of ${name} as ${form.name} in ${sink}`)
    )
  )
}

/** How a text looks that came in a header, where each byte is taken for a character; control characters are blanks. */
function asBytes(text: string): Form[] {
  const bytes = Buffer.from(text)
    .toString('latin1')
    .replace(/\p{Cc}+/gu, ' ')
  return /\P{ASCII}/u.test(text) ? [{ name: 'its bytes', text: bytes }] : []
}

function piecesOf(text: string, step: number): Set<string> {
  const pieces = new Set<string>()
  for (let start = 0; start + piece <= text.length; start += step)
    pieces.add(text.slice(start, start + piece))
  return pieces
}
