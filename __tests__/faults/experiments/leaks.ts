import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { inputs as table } from '../../../src/inputs/table.ts'
import type { Exchange } from '../../local-github/exchange.ts'
import { type Form, formsOf } from '../../runner/forms.ts'
import { findLeaks } from '../../runner/leaks.ts'
import type { StepResult } from '../../runner/result.ts'
import {
  endpointOf,
  hostile,
  publicKey,
  type Reply,
  refused,
  type Say,
  talkative,
  ways
} from '../bad-answers.ts'
import type { Experiment, Played } from '../experiment.ts'
import { secrets, tokens } from '../generate.ts'
import { manifestPath, operations, there } from '../operations.ts'
import { type How, onStage, type Play, type Stage } from '../play.ts'

/** One step against a hostile server. */
interface Leak {
  readonly play: string
  readonly secret: { readonly kind: string; readonly text: string }
  readonly token: string
  readonly draw: fc.GeneratorValue
}

/** What is secret in a step, and what the server sends back of it. */
interface Talk {
  readonly secret: string
  readonly token: string
  /** What was sent back, and the mark by which its arrival is seen. */
  readonly sent: { mark: string; value: string; form: string }[]
  /** Everything that must not be seen, the sealed values of the requests among it. */
  readonly hidden: { name: string; text: string }[]
  /** One of the secrets in one of the forms, with a mark before and after it. */
  readonly say: Say
  pick<T>(choices: readonly T[]): T
}

const forms = [...Object.keys(ways), 'per line']
const separators = [...' "/=,(\'\n<>', ': ']
// The headers of an answer have 16 KB of room.
const longestInHeaders = 400

function talkOf({ draw, secret: { text: secret }, token }: Leak): Talk {
  const pick: Talk['pick'] = choices => draw(() => fc.constantFrom(...choices))
  const sent: Talk['sent'] = []
  const hidden = [
    { name: 'the secret', text: secret },
    { name: 'the token', text: token }
  ]
  const echo = (text: string, form: string) => {
    const lines = text.split(/\r\n|\r|\n/).filter(line => line.trim().length >= 4)
    return pick(ways[form] ?? Object.values(ways).flat())(
      lines.length > 0 && !ways[form] ? pick(lines) : text
    )
  }
  const say: Say = (wanted = pick(forms), isBrief = false) => {
    const { name: value, text } = pick(hidden)
    // In brief a long one is only its digest.
    const form = isBrief && text.length > longestInHeaders ? 'sha256' : wanted
    const mark = `mk${sent.length}q`
    sent.push({ mark, value, form })
    return `${mark}${pick(separators)}${echo(text, form)}${pick(separators)}${mark}`
  }
  return { secret, token, sent, hidden, say, pick }
}

const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example', visibility: 'all' }
const fileWith = (manifest: object) => ({ [manifestPath]: JSON.stringify(manifest) })

function quiet({ method, path }: Exchange): Reply {
  if (path.endsWith('/public-key')) return { status: 200, body: publicKey }
  if (method === 'POST') return { status: 201, body: there }
  if (method !== 'GET') return { status: 204 }
  return { status: 200, body: path.includes('?') ? { total_count: 1, configurations: [there] } : there }
}

type Leaky = Play & { answer?(request: Exchange): Reply | undefined }

/** Every way to make a step print what a server sends back, or what was typed into the wrong place. */
const plays: Readonly<Record<string, (talk: Talk) => Leaky>> = {
  ...Object.fromEntries(
    operations.flatMap(({ name: operation, asks, with: inputs, env, reads }) => {
      const files = reads ? fileWith({ registries: [{ ...npm, secret_env: 'THE_SECRET' }] }) : {}
      const play = (answer: (request: Exchange, talk: Talk) => Reply) => (talk: Talk) => ({
        ...{ with: inputs(talk.secret), env: env?.(talk.secret) ?? {}, files },
        answer: (request: Exchange) => answer(request, talk)
      })
      const refuse =
        (endpoint: string) =>
        (request: Exchange, { say, pick }: Talk) =>
          endpointOf(request) === endpoint
            ? refused(say, pick([400, 401, 403, 404, 410, 418, 422]))
            : quiet(request)
      return [
        [`${operation}, shown`, play((request, { say }) => talkative(say, there, request))] as const,
        ...asks.map(endpoint => [`${operation}, ${endpoint} refused`, play(refuse(endpoint))] as const)
      ]
    })
  ),
  'typed into all other inputs': ({ secret, say, pick }) => {
    const operation = pick(['create', 'update', 'apply', 'rotate', 'get'])
    const typed = others.map(input => [input, inOnePiece(input, say())])
    const answer = () => ({ status: 404, body: { message: 'Not Found' } })
    return { with: { ...Object.fromEntries(typed), operation, secret }, answer }
  },
  'typed into the address of GitHub': ({ secret, token }) => {
    const address = `https://u:${encodeURIComponent(token)}@github.example/${encodeURIComponent(secret)}`
    return { with: { operation: 'list', secret, 'github-api-url': address } }
  },
  'typed all over the manifest': ({ secret, say }) => {
    const entry = () => ({
      ...{ registry_type: say(), url: say(), visibility: say(), username: say(), [say()]: say() },
      ...{ auth_type: say(), name: say(), orgs: [say()], secret_env: 'THE_SECRET' }
    })
    return {
      with: { operation: 'apply', manifest: manifestPath },
      env: { THE_SECRET: secret },
      files: fileWith({ registries: [entry(), entry()], [say()]: say() })
    }
  },
  'a secret in the manifest itself': ({ hidden, pick }) => {
    const text = Array.from({ length: 32 }, () => pick([...'abcdefghijklmnpqXYZ0189'])).join('')
    hidden.push({ name: 'the secret in the manifest', text })
    const file = pick(leakyManifests).replaceAll('¡', text)
    return { with: { operation: 'plan', manifest: manifestPath }, files: { [manifestPath]: file } }
  },
  'thrown where nobody catches it': ({ secret, hidden, sent, pick }) => {
    const { name: value, text } = pick(hidden)
    sent.push({ mark: 'The action failed unexpectedly', value, form: 'plain text' })
    const NODE_OPTIONS = preload(pick(thrown))
    return {
      with: { operation: 'list', secret, 'request-timeout': '2s' },
      env: { THROWN: text, NODE_OPTIONS }
    }
  }
}

const needed = /^(operation|secrets?|token|app-.*|github-api-url|manifest|dry-run)$/
const others = Object.keys(table).filter(input => !needed.test(input))

/** A list is taken to pieces before anybody looks at them; whoever types a secret there shows its pieces. */
function inOnePiece(input: string, text: string): string {
  return /^(org|selected-.*|allowed-hosts)$/.test(input) && /[,\n]/.test(text) ? '' : text
}

/** Manifests that hold a secret, which stands at each `¡`. */
const leakyManifests: readonly string[] = [
  ...[{ secret: '¡' }, { secret: { value: '¡' } }, { secret: ['¡'] }].map(wrong =>
    JSON.stringify({ registries: [{ ...npm, ...wrong }], defaults: wrong })
  ),
  ...['"¡', '¡\n   url: x', '¡\n    secret: ¡', '&a ¡\n    url: *a', '!!binary ¡\n    url: !x y'].map(
    text => `registries:\n  - secret: ${text}\n`
  ),
  'registries:\n  - secret: |\n      ¡\n    url: [\n',
  'registries:\n  - {secret: ¡, url: x\n'
]

/** What may be thrown, as JavaScript; `text` is the secret. */
const thrown = [
  'throw Object.assign(new TypeError(text), { code: text, errors: [text] })',
  'throw new Error("outer", { cause: new Error(text) })',
  'throw new AggregateError([new Error(text)], text)',
  'throw text',
  'throw { message: text, toString: () => text }',
  'throw Object.assign(Object.create(null), { text })',
  'throw Object.assign(new Error(text), { name: text, stack: text })',
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
  return `--import=data:text/javascript;base64,${Buffer.from(source).toString('base64')}`
}

const leak = fc.record({
  ...{ play: fc.constantFrom(...Object.keys(plays)), secret: secrets(), token: tokens, draw: fc.gen() }
})

/** Random secrets, sent back by a hostile server in every form, and looked for in every sink. */
export const leaks: Experiment<Leak> = {
  title: 'Leaks',
  reach: '10,000 secrets × sinks × forms, none seen',
  of: 'secrets × sinks × forms',
  share: 3,
  builtOf: 20,
  cases: (seed, most) => fc.sample(leak, { seed, numRuns: Math.min(most, 1000) }),
  needsBuilt: ({ play }) => play.startsWith('thrown'),
  play: (one, how) => onStage(how, {}, stage => play(one, how, stage)),
  missing(tried) {
    const cells = loud.flatMap(sink => forms.map(form => `${form} in ${sink}`))
    const untried = [...cells, ...Object.keys(plays)].filter(one => !tried.has(one))
    return untried.map(one => `Nothing came out of: ${one}.`)
  }
}

const loud = ['stdout', 'log', 'annotations', 'outputs', 'texts of outputs', 'summary', 'files']
// Nothing of an answer may come to these at all.
const silent = ['stderr', 'state', 'env', 'path', 'urls']

async function play(one: Leak, how: How, stage: Stage): Promise<Played> {
  const talk = talkOf(one)
  const { answer, ...step }: Leaky = plays[one.play]?.(talk) ?? { with: {} }
  stage.decide = hostile(request => {
    const { encrypted_value: text } = Object(request.body)
    if (typeof text === 'string') talk.hidden.push({ name: 'a sealed value', text })
    return answer?.(request)
  })
  const NODE_DEBUG = how === 'built' ? talk.pick(['', 'http,https,net,tls', 'stream']) : ''
  const result = await stage.run({
    ...step,
    with: { token: one.token, 'write-interval': '0s', timeout: how === 'built' ? '5s' : '1h', ...step.with },
    env: { RUNNER_DEBUG: talk.pick(['0', '1']), ...(NODE_DEBUG && { NODE_DEBUG }), ...step.env }
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
    tried: [...cells.map(({ tried }) => tried), ...(sinks['log'] ? [one.play] : [])],
    wrong: tracesOf(result, talk.hidden, sinks).map(trace => `${trace}; ${about}`)
  }
}

/** Everything a step leaves behind, by where it is; the runner's masks help nobody but the reader of `log`. */
function sinksOf(result: StepResult, { workspace, github }: Stage, given: ReadonlySet<string>) {
  const { annotations, commands, outputs, stdout, stderr, log, summary, state, env, path } = result
  const all = (value: unknown): string =>
    Object(value) === value ? Object.entries(Object(value)).flat().map(all).join('\n') : String(value)
  // What the step made or changed.
  const files = readdirSync(workspace, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(({ name, parentPath }) => [name, readFileSync(join(parentPath, name), 'utf8')] as const)
    .filter(([, text]) => !given.has(text))
  const sinks: Record<string, string> = {
    ...{ stderr, log, summary, state, env, path, files: all(files) },
    stdout: stdout.replace(/^::add-mask::[^\r\n]*(\n|$)/gm, ''),
    annotations: all(annotations),
    commands: all(commands.filter(({ name }) => name !== 'add-mask')),
    outputs: all(outputs),
    'texts of outputs': Object.values(outputs).map(textsIn).join('\n'),
    urls: github.exchanges.map(({ path }) => path).join('\n')
  }
  return sinks
}

/** What a workflow reads with `fromJSON`, where nothing is escaped any more. */
function textsIn(output: string): string {
  const texts: string[] = []
  try {
    JSON.parse(output, (key, value) => texts.push(key, String(value)))
  } catch {}
  return texts.join('\n')
}

/** How many characters of a value tell it from everything else, and how far apart the pieces begin that are looked for. */
const [piece, step] = [16, 8]

/** Where a step let a value slip, as a whole, as one of its lines, or in part: a long secret cut off is still one. */
function tracesOf(result: StepResult, hidden: Talk['hidden'], sinks: Record<string, string>): string[] {
  const whole = hidden.flatMap(({ name, text }) =>
    findLeaks(result, [text], sinks).map(leak => leak.replace('secret 1', name))
  )
  if (whole.length > 0) return whole
  const places = Object.entries(sinks).map(([sink, text]) => ({ sink, pieces: piecesOf(text, 1) }))
  return hidden.flatMap(({ name, text }) =>
    [...formsOf(text), ...asBytes(text)].flatMap(form =>
      places
        .filter(({ pieces }) => !pieces.isDisjointFrom(piecesOf(form.text, step)))
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

function piecesOf(text: string, apart: number): Set<string> {
  const count = Math.max(0, Math.floor((text.length - piece) / apart) + 1)
  return new Set(Array.from({ length: count }, (_, at) => text.slice(at * apart, at * apart + piece)))
}
