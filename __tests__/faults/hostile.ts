import { inputs as table } from '../../src/inputs/table.ts'
import { fieldNames } from '../../src/registries/registry.ts'
import type { Exchange } from '../local-github/exchange.ts'
import type { StepResult } from '../runner/result.ts'
import { bad, endpointOf } from './bad-answers.ts'
import type { Play, Stage } from './play.ts'
import { manifestPath, type Operation, operations, shown, stepOf } from './world.ts'

/** An answer of a server that is not GitHub: the reason phrase and the headers may hold whatever HTTP lets through. */
interface Reply {
  readonly status: number
  readonly reason?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** Has the texts that are to do harm. */
export interface Speaker {
  /** The next text for a field, of so many characters at most. */
  say(field: string, most?: number): string
  pick<T>(choices: readonly T[]): T
  readonly secret: string
}

/** A step to which somebody speaks; where nothing is answered, the connection stays silent. */
export type Hostile = Play & { answer?(request: Exchange): Reply | undefined }

/** A way to make a step show what a server sends, or what is typed into inputs and manifests. */
export type Channel<S extends Speaker = Speaker> = (speaker: S) => Hostile

const notFound = () => ({ status: 404, body: { message: 'Not Found' } })

/** Runs a step against a server that is not GitHub. */
export function face(stage: Stage, { answer = notFound, ...step }: Hostile): Promise<StepResult> {
  stage.decide = request => {
    const reply = answer(request)
    return bad('a hostile server', reply ? { bytes: bytesOf(reply) } : { fault: 'hang' })
  }
  const timeout = stage.how === 'built' ? '5s' : '1h'
  return stage.run({ ...step, with: { timeout, ...step.with }, env: { RUNNER_DEBUG: '1', ...step.env } })
}

function bytesOf({ status, reason = 'Said', headers = {}, body = '' }: Reply): Buffer {
  const content = Buffer.from(status === 204 ? '' : typeof body === 'string' ? body : JSON.stringify(body))
  const all = { 'content-type': 'application/json', ...headers, 'content-length': `${content.length}` }
  // HTTP lets no control characters through but the tab: a client would refuse the whole answer.
  const lines = Object.entries({ ...all, connection: 'close' }).map(pair => pair.join(': '))
  const head = [`HTTP/1.1 ${status} ${reason}`, ...lines].map(line => line.replace(/[^\P{Cc}\t]/gu, ' '))
  return Buffer.concat([Buffer.from([...head, '', ''].join('\r\n')), content])
}

const publicKey = { key_id: '1', key: 'k3RGMstofvzLuBONvLgMH6TH1kvX6LsTGMoGPBKtHAY=' }
const npm = { registry_type: 'npm_registry', visibility: 'all', secret_env: 'TOKEN' }
const members = ['name', ...fieldNames, 'created_at', 'updated_at', 'another key', 'another member']
const urlOf = (at: number, host = 'r') => `https://${host}${at}.acme.example`
const list = (registries: readonly object[]): Reply => {
  return { status: 200, body: { total_count: registries.length, configurations: registries } }
}

/** Answers as GitHub does. */
function quiet({ method, path }: Exchange): Reply {
  if (path.endsWith('/public-key')) return { status: 200, body: publicKey }
  if (method === 'POST') return { status: 201, body: shown[0] }
  if (method !== 'GET') return { status: 204 }
  return path.includes('?') ? list(shown) : { status: 200, body: shown[0] }
}

/** Shows registries that are hostile in one member each. */
function talkative({ say, pick }: Speaker, request: Exchange): Reply {
  const { method, path, body } = request
  const registryAt = (at: number) => {
    const member = members[at] ?? ''
    const [key, value] = [member === 'another key' ? say(member) : member, say(member)]
    const hostile = { [key]: member === 'another member' ? { deep: [value] } : value }
    return { ...shown[0], registry_type: npm.registry_type, name: `N${at}`, url: urlOf(at), ...hostile }
  }
  if (path.endsWith('/public-key')) return { status: 200, body: { ...publicKey, key_id: say('key_id') } }
  if (method === 'PATCH' || method === 'DELETE') return quiet(request)
  const places = [...members.keys()]
  if (path.includes('?')) return list([...places.map(registryAt), ...shown])
  // What is wanted at the n-th new address is hostile in the n-th member.
  const [, at = pick(places)] = /\/\/n(\d+)\./.exec(Object(body).url) ?? []
  return { status: method === 'POST' ? 201 : 200, body: registryAt(Number(at)) }
}

/** Headers that a message may quote, and what they may begin with. */
const headers = Object.entries({
  ...{ 'github-authentication-token-expiration': '', 'x-accepted-github-permissions': '', server: '' },
  ...{ 'x-oauth-scopes': '', 'x-accepted-oauth-scopes': '', 'x-ratelimit-reset': '', 'content-type': '' },
  ...{ 'retry-after': '', 'x-github-sso': 'required; url=https://github.example/', location: 'https://' },
  link: '<https://api.github.example/>; rel="next"; '
})

/** Refuses, or answers what is not an answer, in hostile words and headers. */
function refused({ say, pick }: Speaker): Reply {
  const [header = '', before = ''] = pick(headers)
  const brief = (field: string) => say(field, 400)
  const errors = () => [say('errors'), { resource: say('resource'), field: say('field'), code: say('code') }]
  return {
    status: pick([400, 401, 403, 404, 410, 418, 422, 302, 429, 200]),
    reason: brief('reason phrase'),
    headers: { 'x-github-request-id': brief('id'), [header]: pick(['', before]) + brief(header) },
    body: pick<() => unknown>([
      () => ({ message: say('message'), errors: errors() }),
      () => ({ message: 'No', errors: [...errors(), { message: say('message of an error') }] }),
      () => ({ message: 'No', errors: say('errors that are a text') }),
      () => ({ [say('key')]: say('value'), total_count: say('total_count'), configurations: say('list') }),
      () => say('a body that is not JSON')
    ])()
  }
}

const keys = [...fieldNames, 'name', 'secret_env', 'selected_repositories', 'orgs', 'secret', 'another key']
const typed = Object.keys(table).filter(name => !/^(token|secrets?|app-.*)$/.test(name))
const manifest = (registries: readonly object[], more = {}) => ({
  [manifestPath]: JSON.stringify({ registries, ...more })
})
const files = manifest(
  members.flatMap((_, at) => [urlOf(at), urlOf(at, 'n')]).map(url => ({ ...npm, url, username: 'ci' }))
)
const against =
  (operation: Operation, answer: (speaker: Speaker, request: Exchange) => Reply): Channel =>
  speaker => ({ ...stepOf(operation, speaker.secret), files, answer: request => answer(speaker, request) })

const intoInputs: Channel = ({ say, pick, secret }) => {
  const inputs = typed.map(name => [name, say(name).replaceAll('\0', '')])
  const operation = pick(['create', 'update', 'apply', 'rotate', 'get', ''])
  const chosen = { ...(operation && { operation }), ...pick([{}, { manifest: '' }]) }
  return { with: { ...Object.fromEntries(inputs), ...chosen, secret }, answer: quiet }
}

const intoManifest: Channel = ({ say, secret }) => {
  const entries = (host: string, put: (text: string) => unknown) =>
    keys.map((key, at) => ({
      ...{ ...npm, auth_type: 'token', url: urlOf(at, host) },
      [key === 'another key' ? say(key) : key]: put(say(key))
    }))
  const registries = [...entries('a', text => text), ...entries('b', text => [text])]
  const files = manifest(registries, { [say('key')]: say('value') })
  const inputs = { operation: 'plan', manifest: manifestPath }
  return { with: inputs, env: { TOKEN: secret }, files, answer: quiet }
}

/** These show nothing that is answered: no repository is found, and a delete reads no answer. */
const silent = ['create for some', 'create for a pattern', 'delete']

/** Every channel by its name. */
export const channels: Readonly<Record<string, Channel>> = Object.fromEntries<Channel>([
  ...operations
    .filter(({ name }) => !silent.includes(name))
    .map(one => [`${one.name}, shown`, against(one, talkative)] as const),
  // The first operation that asks for it: the words do not depend on it.
  ...operations.toReversed().flatMap(one =>
    one.asks.map(endpoint => {
      const answer = (speaker: Speaker, request: Exchange) =>
        endpointOf(request) === endpoint ? refused(speaker) : quiet(request)
      return [`${endpoint} refused`, against(one, answer)] as const
    })
  ),
  ['typed into the inputs', intoInputs],
  ['typed into the manifest', intoManifest]
])
