import { spawnSync } from 'node:child_process'
import { parse } from 'yaml'
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
    { operation: 'list' },
    { operation: 'export' },
    { operation: 'export', manifest: 'out.yml' },
    { operation: 'plan', ...writing, prune: 'true', 'max-deletions': '1000', 'rewrite-secrets': 'never' },
    { operation: 'apply', ...writing, 'rewrite-secrets': 'never' }
  ]
  const wanted = all.map(number => ({ ...npm, url: urlOf(number), auth_type: 'token', username: 'ci' }))
  return uses.flatMap(inputs =>
    members.map(member => {
      const shown = all.map(number => ({
        ...{ ...npm, url: urlOf(number), name: `R${number}`, username: 'bot' },
        [member === 'key' ? payload(number) : member]: payload(number)
      }))
      return {
        ...{
          field: `${member} of registries, by ${Object.values(inputs).join(' ')}`,
          numbers: all,
          with: inputs
        },
        files: inputs['manifest'] === manifestPath ? fileWith(wanted) : {},
        answer: keyOr(({ method }) => (method === 'GET' ? listOf(shown) : { status: 204 }))
      }
    })
  )
}

/** What GitHub answers to a create. */
function creations(): Try[] {
  const members = ['name', 'registry_type', 'url', 'username', 'visibility', 'auth_type', 'message']
  return members.map(member => ({
    ...{
      field: `${member} in the answer to a create`,
      numbers: all,
      with: { operation: 'apply', ...writing }
    },
    files: fileWith(all.map(number => ({ ...npm, url: urlOf(number), secret_env: 'MADE_UP' }))),
    answer: keyOr(({ method, body }) => {
      if (method === 'GET') return listOf([])
      const number = Number(/r(\d+)\./.exec(String(Object(body).url))?.[1])
      if (member === 'message') return { status: 422, body: { message: payload(number) } }
      const made = { ...npm, name: `R${number}`, url: urlOf(number), [member]: payload(number) }
      return { status: 201, body: made }
    })
  }))
}

const headers: [name: string, status: number, before?: string][] = [
  ['x-github-request-id', 422],
  ['x-accepted-github-permissions', 403],
  ['x-oauth-scopes', 403],
  ['x-accepted-oauth-scopes', 403],
  ['x-github-sso', 403, 'required; url=https://github.example/'],
  ['location', 302, 'https://'],
  ['location', 302],
  ['content-type', 200],
  ['retry-after', 429],
  ['x-ratelimit-reset', 403],
  ['github-authentication-token-expiration', 422],
  ['link', 200, '<https://api.github.example/>; rel="next"; ']
]

/** What a refusal says, organization by organization. */
function refusals(): Try[] {
  const inErrors = ['resource', 'field', 'code', 'message']
  const replies: [field: string, reply: (text: string) => Reply][] = [
    ['the message of a refusal', text => ({ status: 422, body: { message: text } })],
    ['the errors of a refusal', text => ({ status: 422, body: { message: 'No', errors: [text, text] } })],
    ['errors that is a text', text => ({ status: 404, body: { message: 'No', errors: text } })],
    ...inErrors.map((member): [string, (text: string) => Reply] => [
      `${member} in the errors of a refusal`,
      text => ({ status: 422, body: { message: 'No', errors: [{ [member]: text }] } })
    ]),
    ['the reason phrase', text => ({ status: 422, reason: text, body: { message: text } })],
    ['a body that is no JSON', text => ({ status: 403, body: text })],
    ['the list', text => ({ status: 200, body: { [text]: text, total_count: text, configurations: text } })],
    ...headers.map(([header, status, before = '']): [string, (text: string) => Reply] => [
      `the header ${header} (${status})`,
      text => {
        const scopes = { 'x-oauth-scopes': 'repo', 'x-accepted-oauth-scopes': 'admin:org' }
        const body = { message: status === 429 ? text : 'No', total_count: 0, configurations: [] }
        return { status, headers: { ...scopes, [header]: before + text }, body }
      }
    ])
  ]
  const org = all.map(number => `o${number}`).join()
  return replies.map(([field, reply]) => ({
    ...{ field, numbers: all, with: { operation: 'list', org, timeout: '20s' } },
    answer: ({ path }) => reply(payload(Number(/^\/orgs\/o(\d+)\//.exec(path)?.[1])))
  }))
}

/** Every key of the manifest, as its value and in its place, in a text and in a list. */
function manifests(): Try[] {
  const keys = [...fieldNames, 'name', 'secret_env', 'selected_repositories', 'orgs', 'secret', 'key']
  return keys.flatMap(member =>
    [false, true].map(inList => {
      const registries = all.map(number => {
        const text = inList ? [payload(number)] : payload(number)
        const entry = { ...npm, url: urlOf(number), secret_env: 'MADE_UP', auth_type: 'token' }
        return { ...entry, [member === 'key' ? payload(number) : member]: text }
      })
      return {
        ...{ field: `${member} in the manifest${inList ? ', as a list' : ''}`, numbers: all },
        ...{ with: { operation: 'plan', manifest: manifestPath }, files: fileWith(registries) },
        answer: keyOr(() => listOf([]))
      }
    })
  )
}

/** The id of a key, a payload as the whole manifest, and as the name of its file. */
function alone(): Try[] {
  const answer = () => listOf([{ ...npm, name: 'NPM_REGISTRY_SECRET' }])
  return all.flatMap((number): Try[] => {
    const text = payload(number)
    const numbers = [number]
    const file = text.replaceAll('\0', '').toWellFormed().slice(0, 60)
    const plan = { operation: 'plan', manifest: manifestPath }
    const isName = !/^\s|\s$|\.\./.test(file)
    const keyId = () => ({ status: 200, body: { ...publicKey, key_id: text } })
    return [
      { field: 'the id of a key', numbers, with: { operation: 'get-public-key' }, answer: keyId },
      { field: 'the text of the manifest', numbers, with: plan, files: { [manifestPath]: text } },
      { field: 'the name of an export', numbers, with: { operation: 'export', manifest: file }, answer },
      ...(isName
        ? [
            {
              field: 'the name of the manifest',
              numbers,
              with: { ...plan, manifest: file },
              files: { [file]: 'registries: [{url: 3}]' }
            }
          ]
        : [])
    ]
  })
}

/** Every input at once, each with another payload, until each has had all of them. */
function typed(): Try[] {
  const inputs = [
    ...[
      'operation',
      'org',
      'request-timeout',
      'timeout',
      'rewrite-secrets',
      'max-deletions',
      'prune',
      'name'
    ],
    ...['allow-recreate', 'write-interval', 'dry-run', 'allowed-hosts', 'selected-repositories', 'manifest'],
    ...['selected-repository-ids', 'github-api-url', ...fieldNames.map(field => field.replaceAll('_', '-'))]
  ]
  return ['create', 'update', 'apply', 'rotate', 'get', ''].flatMap(operation =>
    all.map(first => {
      const texts = inputs.map((input, at) => [input, payload(first + at).replaceAll('\0', '')])
      const given = { ...(operation && { operation }), ...(first % 2 ? { manifest: '' } : {}) }
      return {
        field: `the inputs of ${operation || 'no operation'}`,
        numbers: inputs.map((_, at) => (first + at) % payloads.length),
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
  reach: `${payloads.length} payloads × every field × both grammars, none alive`,
  of: 'payloads × fields × grammars',
  share: 6,
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
function harmIn({
  stdout,
  stderr,
  log,
  summary,
  state,
  env,
  path,
  annotations,
  outputs
}: StepResult): string[] {
  const lines = `${stdout}\n${stderr}`.split(/\r\n|\n|\r/)
  const places = Object.entries({ stdout, stderr, log, summary }).filter(([, text]) => control.test(text))
  const messages = annotations.map(({ message }) => message)
  return [
    ...lines.filter(isForeign).map(line => `a command in ${quoted(line)}`),
    // What stands before brackets hides them from nobody.
    ...lines.filter(line => parseCommand(`.${line}`)).map(line => `a command in brackets in ${quoted(line)}`),
    ...places.map(
      ([place, text]) => `control characters in ${place}, at ${quoted(text.slice(text.search(control)))}`
    ),
    ...Object.keys(outputs)
      .filter(name => !/^[a-z]+(-[a-z]+)*$/.test(name))
      .map(name => `an output ${quoted(name)}`),
    ...messages
      .filter(message => /Unable to process|Invalid (format|value)/.test(message))
      .map(message => `the runner complains: ${quoted(message)}`),
    ...(state + env + path === '' ? [] : ['something in the files for state, env or path']),
    ...(/failed unexpectedly/.test(stdout) ? ['a crash'] : []),
    ...strangeKeys(outputs['manifest'] ?? '').map(key => `a key ${quoted(key)} in the manifest`),
    ...(canRender && summary !== '' ? liveNodes(summary).map(node => `${quoted(node)} in the summary`) : [])
  ]
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

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 200)).replace(
    /[\u007f-\uffff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}

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
