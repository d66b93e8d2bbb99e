import { spawnSync } from 'node:child_process'
import { parse } from 'yaml'
import { inputs as table } from '../../../src/inputs/table.ts'
import { fieldNames } from '../../../src/registries/registry.ts'
import type { Exchange } from '../../local-github/exchange.ts'
import { parseCommand } from '../../runner/commands.ts'
import type { StepResult } from '../../runner/result.ts'
import { hostile, publicKey, type Reply } from '../bad-answers.ts'
import { type Experiment, type Played, shuffled } from '../experiment.ts'
import { manifestPath } from '../operations.ts'
import { markOf, payload, payloads } from '../payloads.ts'
import { onStage, type Stage } from '../play.ts'

/** One step, and where it has which payloads. */
interface Try {
  /** `message of a refusal`. */
  readonly field: string
  /** The numbers of the payloads that it carries. */
  readonly numbers: readonly number[]
  readonly with: Readonly<Record<string, string>>
  readonly files?: Readonly<Record<string, string>>
  answer?(request: Exchange): Reply | undefined
}

const all = [...payloads.keys()]
const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example', visibility: 'all' }
const urlOf = (number: number) => `https://r${number}.acme.example`
const listOf = (configurations: readonly object[]): Reply => ({
  ...{ status: 200, body: { total_count: configurations.length, configurations } }
})
const fileWith = (registries: readonly object[]) => ({ [manifestPath]: JSON.stringify({ registries }) })
const writing = { 'write-interval': '0s', timeout: '1h', manifest: manifestPath }

/** What answers to everything but the list. */
const keyOr =
  (reply: (request: Exchange) => Reply) =>
  (request: Exchange): Reply =>
    request.path.endsWith('/public-key') ? { status: 200, body: publicKey } : reply(request)

/** Every member of a registry, from GitHub, for every operation that shows registries. */
function shownRegistries(): Try[] {
  const members = ['name', ...fieldNames, 'created_at', 'updated_at', 'key']
  const uses: Record<string, string>[] = [
    ...[{ operation: 'list' }, { operation: 'export' }, { operation: 'export', manifest: 'out.yml' }],
    { operation: 'plan', ...writing, prune: 'true', 'max-deletions': '1000', 'rewrite-secrets': 'never' },
    { operation: 'apply', ...writing, 'rewrite-secrets': 'never' }
  ]
  const wanted = all.map(number => ({ ...npm, url: urlOf(number), auth_type: 'token', username: 'ci' }))
  return uses.flatMap(inputs =>
    members.map(member => {
      const shown = all.map(number => {
        const name = member === 'key' ? payload(number) : member
        return { ...npm, url: urlOf(number), name: `R${number}`, username: 'bot', [name]: payload(number) }
      })
      const field = `${member} of registries, by ${Object.values(inputs).join(' ')}`
      const answer = keyOr(({ method }) => (method === 'GET' ? listOf(shown) : { status: 204 }))
      const files = inputs['manifest'] === manifestPath ? fileWith(wanted) : {}
      return { field, numbers: all, with: inputs, files, answer }
    })
  )
}

/** What GitHub answers to a create. */
function creations(): Try[] {
  const members = ['name', 'registry_type', 'url', 'username', 'visibility', 'auth_type', 'message']
  const files = fileWith(all.map(number => ({ ...npm, url: urlOf(number), secret_env: 'MADE_UP' })))
  return members.map(member => {
    const answer = keyOr(({ method, body }) => {
      if (method === 'GET') return listOf([])
      const { url } = Object(body)
      const number = Number(/r(\d+)\./.exec(url)?.[1])
      if (member === 'message') return { status: 422, body: { message: payload(number) } }
      return { status: 201, body: { ...npm, name: `R${number}`, url, [member]: payload(number) } }
    })
    const inputs = { operation: 'apply', ...writing }
    return { field: `${member} in the answer to a create`, numbers: all, with: inputs, files, answer }
  })
}

const headers: [name: string, status: number, before?: string][] = [
  ...['x-github-request-id', 'github-authentication-token-expiration'].map((name): [string, number] => [
    name,
    422
  ]),
  ...['x-accepted-github-permissions', 'x-oauth-scopes', 'x-accepted-oauth-scopes', 'x-ratelimit-reset'].map(
    (name): [string, number] => [name, 403]
  ),
  ['x-github-sso', 403, 'required; url=https://github.example/'],
  ['location', 302, 'https://'],
  ['location', 302],
  ['content-type', 200],
  ['retry-after', 429],
  ['link', 200, '<https://api.github.example/>; rel="next"; ']
]

/** What a refusal says, organization by organization. */
function refusals(): Try[] {
  const no = (body: object, status = 422) => ({ status, body: { message: 'No', ...body } })
  const replies: [field: string, reply: (text: string) => Reply][] = [
    ['the message of a refusal', text => no({ message: text })],
    ['the errors of a refusal', text => no({ errors: [text, text] })],
    ['errors that is a text', text => no({ errors: text }, 404)],
    ...['resource', 'field', 'code', 'message'].map((member): (typeof replies)[number] => [
      `${member} in the errors of a refusal`,
      text => no({ errors: [{ [member]: text }] })
    ]),
    ['the reason phrase', text => ({ ...no({ message: text }), reason: text })],
    ['a body that is no JSON', text => ({ status: 403, body: text })],
    ['the list', text => ({ status: 200, body: { [text]: text, total_count: text, configurations: text } })],
    ...headers.map(([header, status, before = '']): (typeof replies)[number] => [
      `the header ${header} (${status})`,
      text => {
        const scopes = { 'x-oauth-scopes': 'repo', 'x-accepted-oauth-scopes': 'admin:org' }
        const body = { message: status === 429 ? text : 'No', total_count: 0, configurations: [] }
        return { status, headers: { ...scopes, [header]: before + text }, body }
      }
    ])
  ]
  const inputs = { operation: 'list', org: all.map(number => `o${number}`).join(), timeout: '20s' }
  return replies.map(([field, reply]) => {
    const answer: Try['answer'] = ({ path }) => reply(payload(Number(/^\/orgs\/o(\d+)\//.exec(path)?.[1])))
    return { field, numbers: all, with: inputs, answer }
  })
}

const plan = { operation: 'plan', manifest: manifestPath }

/** Every key of the manifest, as its value and in its place, in a text and in a list. */
function manifests(): Try[] {
  const keys = [...fieldNames, 'name', 'secret_env', 'selected_repositories', 'orgs', 'secret', 'key']
  return keys.flatMap(member =>
    [false, true].map(inList => {
      const registries = all.map(number => {
        const name = member === 'key' ? payload(number) : member
        const entry = { ...npm, url: urlOf(number), secret_env: 'MADE_UP', auth_type: 'token' }
        return { ...entry, [name]: inList ? [payload(number)] : payload(number) }
      })
      const field = `${member} in the manifest${inList ? ', as a list' : ''}`
      return { field, numbers: all, with: plan, files: fileWith(registries), answer: keyOr(() => listOf([])) }
    })
  )
}

/** The id of a key, a payload as the whole manifest, and as the name of its file. */
function alone(): Try[] {
  return all.flatMap((number): Try[] => {
    const text = payload(number)
    const file = text.replaceAll('\0', '').toWellFormed().slice(0, 60)
    const answer = () => listOf([{ ...npm, name: 'NPM_REGISTRY_SECRET' }])
    const keyId = () => ({ status: 200, body: { ...publicKey, key_id: text } })
    const files = { [file]: 'registries: [{url: 3}]' }
    const tries: Omit<Try, 'numbers'>[] = [
      { field: 'the id of a key', with: { operation: 'get-public-key' }, answer: keyId },
      { field: 'the text of the manifest', with: plan, files: { [manifestPath]: text } },
      { field: 'the name of an export', with: { operation: 'export', manifest: file }, answer },
      { field: 'the name of the manifest', with: { ...plan, manifest: file }, files }
    ]
    const isName = !/^\s|\s$|\.\./.test(file)
    return tries.slice(0, isName ? 4 : 3).map(one => ({ ...one, numbers: [number] }))
  })
}

/** Every input at once, each with another payload, until each has had all of them. */
function typed(): Try[] {
  const names = Object.keys(table).filter(name => !/^(token|secrets?|app-.*)$/.test(name))
  return ['create', 'update', 'apply', 'rotate', 'get', ''].flatMap(operation =>
    all.map(first => {
      const texts = names.map((input, at) => [input, payload(first + at).replaceAll('\0', '')])
      const given = { ...(operation && { operation }), ...(first % 2 ? { manifest: '' } : {}) }
      const numbers = names.map((_, at) => (first + at) % payloads.length)
      return {
        field: `the inputs of '${operation}'`,
        numbers,
        with: { ...Object.fromEntries(texts), ...given }
      }
    })
  )
}

/** The runner reads two grammars of commands, and every text that arrives is looked for in both. */
const grammars = 2

/** Texts that want to be commands, outputs, markup or control characters, in every field that is shown. */
export const injection: Experiment<Try> = {
  title: 'Injection',
  reach: `${payloads.length} payloads × every field × both grammars, none takes effect`,
  of: 'payloads × fields × grammars',
  share: 3,
  builtOf: 20,
  cases: seed =>
    shuffled(
      [...shownRegistries(), ...refusals(), ...creations(), ...manifests(), ...alone(), ...typed()],
      seed
    ),
  play: (one, how) => onStage(how, { time: 100 }, stage => play(one, stage)),
  missing: () => (canRender ? [] : ['cmark-gfm is missing, so nobody looked for what is live in summaries.'])
}

async function play(one: Try, stage: Stage): Promise<Played> {
  stage.decide = hostile(request => one.answer?.(request) ?? { status: 404, body: { message: 'Not Found' } })
  const { files = {}, with: inputs } = one
  const result = await stage.run({
    files,
    with: inputs,
    env: { MADE_UP: 'a made-up secret', RUNNER_DEBUG: '1' }
  })
  // One that was never shown could do no harm and proves nothing.
  const shown = [result.stdout, result.summary, ...Object.values(result.outputs)].join('\n').toLowerCase()
  const arrived = one.numbers.filter(number => shown.includes(markOf(number)))
  return { count: arrived.length * grammars, wrong: harmIn(result).map(harm => `${one.field}: ${harm}`) }
}

const ours = ['add-mask', 'error', 'warning', 'notice', 'group', 'endgroup']
// biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/

/** Everything in what a step left behind that a payload has made of it. */
function harmIn(result: StepResult): string[] {
  const { stdout, stderr, log, summary, state, env, path, annotations, outputs } = result
  const lines = `${stdout}\n${stderr}`.split(/\r\n|\n|\r/)
  const places = Object.entries({ stdout, stderr, log, summary }).filter(([, text]) => control.test(text))
  const complaints = annotations.filter(({ message }) =>
    /Unable to process|Invalid (format|value)/.test(message)
  )
  const found: Record<string, readonly string[]> = {
    'a command in': lines.filter(isForeign),
    // What stands before brackets hides them from nobody.
    'a command in brackets in': lines.filter(line => parseCommand(`.${line}`)),
    'control characters in': places.map(([place, text]) => `${place}: ${text.slice(text.search(control))}`),
    'an output': Object.keys(outputs).filter(name => !/^[a-z]+(-[a-z]+)*$/.test(name)),
    'the runner complains:': complaints.map(({ message }) => message),
    'in the files for state, env or path:': [state + env + path].filter(text => text !== ''),
    'a crash': /failed unexpectedly/.test(stdout) ? [stdout] : [],
    'a key in the manifest': strangeKeys(outputs['manifest'] ?? ''),
    'in the summary': canRender && summary !== '' ? liveNodes(summary) : []
  }
  return Object.entries(found).flatMap(([what, texts]) => texts.map(text => `${what} ${quoted(text)}`))
}

/** A command that is none of the action's own, which begin with words of its own or with the file they are about. */
function isForeign(line: string): boolean {
  const command = parseCommand(line)
  if (command === undefined) return false
  const { name, data, properties } = command
  const { file, ...others } = properties
  if (!ours.includes(name) || (name === 'add-mask' && /pwned/i.test(data))) return true
  if (file === undefined) return Object.keys(others).length > 0 || /^\W*pwned/i.test(data)
  return Object.keys(others).join() !== 'line,col' || !data.startsWith(`${file}:`)
}

/** A manifest has registries and nothing else, and they have no keys but GitHub's. */
function strangeKeys(manifest: string): string[] {
  const document: object = Object(parse(manifest || '{}'))
  const registries = Object.values(document).flat()
  const keys = [...Object.keys(document), ...registries.flatMap(registry => Object.keys(Object(registry)))]
  return keys.filter(key => !/^[a-z_]+$/.test(key))
}

const quoted = (text: string) => JSON.stringify(encodeURI(text.slice(0, 200).toWellFormed()))

const renderer = 'cmark-gfm'
const options = ['--unsafe', '-e', 'table', '-e', 'autolink', '-e', 'strikethrough', '-e', 'tagfilter']
const canRender = spawnSync(renderer, ['--version']).status === 0
/** What the action itself writes into a summary. */
const tags = new Set('h3 p table thead tbody tr th td ul li strong code br details summary'.split(' '))

/** What in a summary is more than text and not the action's own, once GitHub has made HTML of it. */
function liveNodes(summary: string): string[] {
  const { stdout } = spawnSync(renderer, options, { input: summary, encoding: 'utf8' })
  const foreign = [...stdout.matchAll(/<(\/?)([a-zA-Z][\w-]*|[!?])([^>]*)>/g)].filter(
    ([, , name = '', attributes = '']) => !tags.has(name) || !/^( align="\w+")?$/.test(attributes)
  )
  const prose = stdout.replace(/<code>[^<]*<\/code>/g, '`').replace(/<[^>]*>/g, '\n')
  const rows = summary.split('\n').filter(line => line.startsWith('|'))
  const widths = rows.map(row => row.replace(/\\\|/g, '').split('|').length)
  return [
    ...foreign.map(([tag]) => tag),
    ...(prose.match(/(?<![\w`])@[\w]|(?<![\w&])#\d|\bGH-\d/gi) ?? []),
    ...(stdout.match(/<li>\s*<[uo]l>|<(strong|h3)>[^<]*pwned/gi) ?? []),
    ...rows.filter((_, at) => widths[at] !== widths[0]).map(row => `a row that is cut: ${row}`)
  ]
}
