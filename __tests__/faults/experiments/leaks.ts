import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { formsOf } from '../../runner/forms.ts'
import { findLeaks } from '../../runner/leaks.ts'
import type { StepResult } from '../../runner/result.ts'
import { type Drawn, type Experiment, type Open, type Played, sampled } from '../experiment.ts'
import { type Channel, channels, face, type Speaker } from '../hostile.ts'
import type { Stage } from '../play.ts'
import { secrets, tokens } from '../secrets.ts'
import { ways } from '../ways.ts'

/** What is said to a step. */
interface Talk extends Speaker {
  /** What was sent back, and the mark by which its arrival is seen. */
  readonly sent: { mark: string; value: string; form: string }[]
  /** What must not be seen, by its name; the sealed values of the requests are among it. */
  readonly hidden: [name: string, text: string][]
}

const forms = [...Object.keys(ways), 'per line']
const separators = [...' "/=,(\'\n<>', ': ']

/** Says one of the secrets in one of the forms, between marks. */
function talkOf({ draw, secret, token }: Leak): Talk {
  const pick: Talk['pick'] = choices => draw(() => fc.constantFrom(...choices))
  const sent: Talk['sent'] = []
  const hidden: Talk['hidden'] = [
    ['the secret', secret],
    ['the token', token]
  ]
  const say: Talk['say'] = (field, most = Number.POSITIVE_INFINITY) => {
    const [value, text] = pick(hidden)
    const form = text.length > most ? 'sha256' : pick(forms)
    const lines = form === 'per line' ? text.split(/\r\n|\r|\n/).filter(line => line.trim().length >= 4) : []
    const echo = pick(ways[form] ?? Object.values(ways).flat())(lines.length > 0 ? pick(lines) : text)
    const mark = `mk${sent.length}q`
    const said = `${mark}${pick(separators)}${echo}${pick(separators)}${mark}`
    // A list is taken to pieces before anybody looks at them; whoever types a secret there shows its pieces.
    if (/^(org|selected-.*|allowed-hosts|ignore-advice)$/.test(field) && /[,\n]/.test(said)) return ''
    sent.push({ mark, value, form })
    return said
  }
  return { secret, sent, hidden, say, pick }
}

/** What may be thrown, as JavaScript; `text` is the secret. */
const thrown = [
  'throw Object.assign(new TypeError(text, { cause: text }), { code: text, name: text, stack: text })',
  'throw new AggregateError([new Error(text)], text)',
  'throw { message: text, toString: () => text }',
  'Promise.reject(Symbol(text))'
]

/** Throws inside the action when it sends its first request. */
function preload(statement: string): string {
  const source = `import { subscribe } from 'node:diagnostics_channel'
    let calls = 0
    const text = process.env['THROWN']
    subscribe('http.client.request.start', () => calls++ || setTimeout(() => { ${statement} }))`
  return `--import=data:text/javascript;base64,${Buffer.from(source).toString('base64')}`
}

const all: Readonly<Record<string, Channel<Talk>>> = {
  ...channels,
  'thrown where nobody catches it': ({ secret, hidden, sent, pick }) => {
    const [value, THROWN] = pick(hidden)
    sent.push({ mark: 'The action failed unexpectedly', value, form: 'plain text' })
    const env = { THROWN, NODE_OPTIONS: preload(pick(thrown)) }
    return { with: { operation: 'list', secret, 'request-timeout': '2s' }, env, answer: () => undefined }
  }
}

/** One step against a hostile server. */
const leak = fc.record({
  ...{ channel: fc.constantFrom(...Object.keys(all)), secret: secrets(), token: tokens, draw: fc.gen() }
})
type Leak = Drawn<typeof leak>

const loud = ['stdout', 'log', 'annotations', 'outputs', 'summary', 'files']

/** Random secrets, sent back by a hostile server in every form, and looked for in every sink. */
export const leaks: Experiment<Leak> = {
  title: 'Leaks',
  reach: '10,000 secrets × sinks × forms, none seen',
  of: 'secrets × sinks × forms',
  share: 4,
  cases: sampled(leak, 1000),
  needsBuilt: ({ channel }) => channel.startsWith('thrown'),
  play,
  toTry: [...loud.flatMap(sink => forms.map(form => `${form} in ${sink}`)), ...Object.keys(all)]
}

async function play(one: Leak, open: Open): Promise<Played> {
  const stage = await open()
  const talk = talkOf(one)
  const { answer = () => undefined, ...step } = all[one.channel]?.(talk) ?? { with: {} }
  const debug = stage.how === 'built' && talk.pick([false, true]) && { NODE_DEBUG: 'http,https,net,tls' }
  const result = await face(stage, {
    ...step,
    with: { token: one.token, ...step.with },
    env: { RUNNER_DEBUG: talk.pick(['0', '1']), ...debug, ...step.env },
    answer(request) {
      const { encrypted_value: text } = Object(request.body)
      if (typeof text === 'string') talk.hidden.push(['a sealed value', text])
      return answer(request)
    }
  })
  const sinks = sinksOf(result, stage, Object.values(step.files ?? {}))
  const seen = talk.sent.flatMap(({ mark, value, form }) =>
    sinks.filter(([, text]) => text.includes(mark)).map(([sink]) => [value, `${form} in ${sink}`] as const)
  )
  return {
    count: new Set(seen.map(String)).size,
    tried: [...seen.map(([, cell]) => cell), ...(result.log ? [one.channel] : [])],
    wrong: tracesOf(result, talk.hidden, sinks).map(trace => `${trace}; ${one.channel}`)
  }
}

type Sinks = readonly (readonly [sink: string, text: string])[]

/** Everything a step leaves behind, by where it is; the runner's masks help nobody but the reader of `log`. */
function sinksOf(result: StepResult, { workspace, github }: Stage, given: readonly unknown[]): Sinks {
  const { annotations, outputs, stdout, stderr, log, summary, state, env, path } = result
  // What the step made or changed.
  const files = readdirSync(workspace, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(({ name, parentPath }) => [name, readFileSync(join(parentPath, name), 'utf8')] as const)
    .filter(([, text]) => !given.includes(text))
  return Object.entries({
    ...{ stderr, log, summary, state, env, path, files: files.flat().join('\n') },
    stdout: stdout.replace(/^::add-mask::[^\r\n]*(\n|$)/gm, ''),
    annotations: annotations.flatMap(one => Object.values(one)).join('\n'),
    outputs: Object.entries(outputs).flat().join('\n'),
    // The name of a registry comes from the server itself, and so does an address on its host that it redirects to.
    urls: github.exchanges.map(({ path }) => path.replace(/(registries\/).*|mk\d+q.*/, '$1')).join('\n')
  })
}

/** Where a step let a value slip, as a whole, as one of its lines, or in part: a long secret cut off is still one. */
function tracesOf(result: StepResult, hidden: Talk['hidden'], sinks: Sinks): string[] {
  const places = sinks.map(([sink, text]) => ({ sink, pieces: piecesOf(text, 1) }))
  return hidden.flatMap(([name, text]) => {
    // In a header each byte is taken for a character, and control characters are blanks.
    const header = Buffer.from(text).toString('latin1')
    const bytes = { name: 'bytes', text: header.replace(/\p{Cc}+/gu, ' ') }
    const parts = [...formsOf(text), bytes].flatMap(form => {
      const found = places.filter(({ pieces }) => !pieces.isDisjointFrom(piecesOf(form.text, 8)))
      return found.map(({ sink }) => `a part of ${name} as ${form.name} in ${sink}`)
    })
    return [...findLeaks(result, [text], Object.fromEntries(sinks)).map(leak => `${name}: ${leak}`), ...parts]
  })
}

/** Pieces of 16 characters, which tell a value from everything else, and begin so far apart. */
function piecesOf(text: string, apart: number): Set<string> {
  const count = Math.max(0, Math.floor((text.length - 16) / apart) + 1)
  return new Set(Array.from({ length: count }, (_, at) => text.slice(at * apart, at * apart + 16)))
}
