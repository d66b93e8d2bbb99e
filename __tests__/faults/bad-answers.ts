import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Exchange } from '../local-github/exchange.ts'
import type { Organization } from '../local-github/organization.ts'
import type { Given, GivenReply } from '../local-github/script.ts'

/** What a bad answer can hit. */
const [reading, writing] = [
  ['list', 'get', 'public-key', 'repository', 'repositories'] as const,
  ['create', 'update', 'delete'] as const
]
export type Endpoint = (typeof reading)[number] | (typeof writing)[number]
export const endpoints: readonly Endpoint[] = [...reading, ...writing]

/** What a bad answer may know of the request that it meets. */
export interface Moment {
  readonly request: Exchange
  now(): number
  /** The address of this API, and of a server that must never hear anything. */
  readonly here: string
  readonly elsewhere: string
  /** How many seconds a client is asked to wait. */
  readonly wait: number
  /** The organization's list as it was so many milliseconds ago. */
  listed(ago: number): unknown
  readonly organization: Organization | undefined
}

/** One thing that can go wrong with a request. */
export interface BadAnswer {
  readonly name: string
  /** The endpoints that it can hit. */
  readonly on: readonly Endpoint[]
  /** Where a run succeeds although it meets this once. */
  readonly heals: readonly Endpoint[]
  /** No answer within `request-timeout`. */
  readonly silent?: boolean
  /** The server takes no connection for two seconds. */
  readonly refuses?: boolean
  /** The client waits a minute at least. */
  readonly slow?: boolean
  /** It is so large that it takes long. */
  readonly large?: boolean
  /** Depends on the clock, so that no two runs are alike. */
  readonly lags?: boolean
  /** What the request gets instead of its answer; without one it is answered as ever. */
  answer(moment: Moment): Given | undefined
}

/** Which endpoint a request is for. */
export function endpointOf({ method, path }: Pick<Exchange, 'method' | 'path'>): Endpoint | undefined {
  const [name = ''] = path.split('?')
  if (/^\/repos\//.test(name)) return 'repository'
  if (/^\/orgs\/[^/]+\/repos$/.test(name)) return 'repositories'
  if (/\/public-key$/.test(name)) return 'public-key'
  if (/\/private-registries$/.test(name)) return method === 'POST' ? 'create' : 'list'
  if (!/\/private-registries\/[^/]+$/.test(name)) return undefined
  return method === 'PATCH' ? 'update' : method === 'DELETE' ? 'delete' : 'get'
}

type Making = Given | ((moment: Moment) => Given | undefined)
type More = Partial<Omit<BadAnswer, 'name' | 'answer'>>

function bad(name: string, given: Making, more: More = {}): BadAnswer {
  const answer = typeof given === 'function' ? given : () => given
  return { name, on: endpoints, heals: endpoints, ...more, answer }
}

/** In two: the request is not carried out, or it is a write that is, and only its answer is bad. */
function lost(name: string, given: Making, more: More = {}): BadAnswer[] {
  const { answer } = bad(name, given)
  const after = (moment: Moment) => ({ ...(answer(moment) as Given), after: true })
  return [
    bad(name, given, more),
    bad(`${name}, carried out`, after, { on: writing, heals: writing, ...more })
  ]
}

const no: More = { heals: [] }
const html = { 'content-type': 'text/html; charset=utf-8' }
const page = '<html><title>Unicorn!</title>at Object.<anonymous> (/srv/app.js:1:1)</html>'
const yes = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
const chunked = `${yes}Transfer-Encoding: chunked\r\n\r\n`

function zipped(plain: Buffer): { bytes: Buffer } {
  const body = gzipSync(plain)
  const head = `${yes}Content-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`
  return { bytes: Buffer.concat([Buffer.from(head), body]) }
}

function echo({ request: { headers, body } }: Moment): object {
  const words = `You sent ${headers.authorization} ${Object(body).encrypted_value ?? ''}`
  return { message: words, errors: [words, { resource: words, field: words, code: words }], headers, body }
}

/** What may be or may not have been carried out, and nobody knows. */
const losses: [name: string, given: Making, more?: More][] = [
  ['reset', { fault: 'reset' }],
  ['hang', { fault: 'hang' }, { silent: true }],
  ['endless body', { fault: 'endless' }, { ...no, large: true }],
  ['garbage instead of HTTP', { bytes: 'HELLO, I AM A PRINTER\r\n\r\n' }],
  ['a header of 100 KB', { bytes: `${yes}X: ${'x'.repeat(100_000)}\r\nContent-Length: 2\r\n\r\n{}` }],
  ['a chunk that is none', { bytes: `${chunked}5\r\n{"a":\r\nZZZ\r\n` }],
  ['chunks that end early', { bytes: `${chunked}FF\r\n{"a":` }],
  ['a content-length too short', { bytes: `${yes}Content-Length: 5\r\n\r\n{"name": "A"}` }],
  ['another protocol', { bytes: 'HTTP/1.1 101 No\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n' }],
  ['an end after the head', { bytes: `${yes}Content-Length: 900\r\n\r\n` }],
  ['gzip that nobody asked for', zipped(Buffer.from('{"name": "A"}'))],
  ['gzip bomb', zipped(Buffer.alloc(50_000_000, 32)), { large: true }],
  ...[500, 502, 503, 504].map((status): [string, Making] => [
    `${status} with JSON`,
    { status, body: { message: 'Server Error' } }
  ]),
  ...[502, 504, 200].map((status): [string, Making] => [
    `${status} with HTML`,
    { status, headers: html, body: page }
  ]),
  ...[503, 504, 200].map((status): [string, Making] => [`${status} without a body`, { status, body: '' }]),
  ['503 with retry-after: soon', { status: 503, headers: { 'retry-after': 'soon' }, body: {} }],
  ['500 that echoes the request', moment => ({ status: 500, body: echo(moment) })],
  ['200 with HTML that is called JSON', { status: 200, body: page }],
  ['half of a JSON text', { status: 200, body: '{"name": "A' }],
  ['JSON that is called text', { status: 200, headers: { 'content-type': 'text/plain' }, body: '{"a": 1}' }],
  // Nothing can be concluded from the status of a page that is not GitHub's.
  ...[401, 403, 404, 406].map((status): [string, Making, More] => [
    `${status} with HTML`,
    { status, headers: html, body: page },
    no
  ]),
  ['404 with other JSON', { status: 404, body: { error: { code: 'NoSuchRoute' } } }, no]
]

const date = (milliseconds: number) => new Date(milliseconds).toUTCString()

/** Every way to ask a client to wait so many seconds, by a server whose clock may be wrong. */
type Wait = (now: number, seconds: number, skew?: number) => Record<string, string>
export const waits: Readonly<Record<string, Wait>> = {
  'in seconds': (_, seconds) => ({ 'retry-after': String(seconds) }),
  'as a date': (now, seconds, skew = 0) => ({ 'retry-after': date(now + skew + 1000 * seconds) }),
  'as a reset': (now, seconds, skew = 0) => ({
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Math.floor((now + skew) / 1000) + seconds)
  })
}

/** The words of a limit that is not the usual one. */
export const limited = { message: 'You have exceeded a secondary rate limit. Please wait a few minutes.' }

const after = (text: string) => () => ({ 'retry-after': text })
const limits: [name: string, headers: (moment: Moment) => Record<string, string>, more?: More][] = [
  ...Object.entries(waits).flatMap(([how, headers]) =>
    (how === 'as a reset' ? [429, 403] : [503, 429, 403]).map((status): (typeof limits)[number] => {
      const late = how === 'as a reset' ? 999 : 0
      return [`${status} with a wait ${how}`, ({ now, wait }) => headers(now() + late, wait)]
    })
  ),
  [
    '429 of a server an hour ahead',
    ({ now, wait }) => {
      return { ...waits['as a reset']?.(now() + 999, wait, 3_600_000), date: date(now() + 3_600_000) }
    }
  ],
  ['503 with retry-after: 0', after('0')],
  ['503 with a wait that is over', ({ now }) => ({ 'retry-after': date(now() - 60_000) })],
  ['429 without headers', () => ({}), { slow: true }],
  ['403 of a limit in words alone', () => ({}), { slow: true }],
  ['503 with a wait of ten days', after('864000'), no],
  ['429 with a wait of 20 digits', after('9'.repeat(20)), no]
]

const words: [status: number, message: string, heals?: readonly Endpoint[]][] = [
  [400, 'Problems parsing JSON'],
  [401, 'Bad credentials'],
  [403, 'Resource not accessible by personal access token'],
  [404, 'Not Found'],
  [409, 'Conflict', ['update', 'delete']],
  [410, 'Gone'],
  [422, 'Validation Failed'],
  [451, 'Repository access blocked']
]
const sso = { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso' }
const sealing: readonly Endpoint[] = ['create', 'update']

function moved(status: number, location: string): GivenReply {
  return { status, headers: { location }, body: { message: 'Moved', url: location } }
}

const refusals: BadAnswer[] = [
  ...words.map(([status, message, heals = []]) =>
    bad(`${status}`, { status, body: { message, documentation_url: 'https://docs.github.com' } }, { heals })
  ),
  bad('403 for single sign-on', { status: 403, headers: sso, body: { message: 'Protected by SAML.' } }, no),
  bad('422 that echoes the request', moment => ({ status: 422, body: echo(moment) }), no),
  bad('422 for a stale key', ({ organization }) => void organization?.rotateKey(), {
    ...{ on: sealing, heals: sealing }
  }),
  ...[301, 302, 303, 307, 308].map(status =>
    bad(`${status} to another host`, ({ elsewhere, request }) => moved(status, elsewhere + request.path), no)
  ),
  ...[301, 302, 307].map(status =>
    bad(`${status} to the same host`, ({ here, request }) => moved(status, here + request.path), {
      heals: reading
    })
  ),
  bad('302 without a location', { status: 302, body: {} }, no)
]

const one = { name: 'GIT_SOURCE_SECRET', registry_type: 'git_source', url: 'https://never.acme.example' }
// What is only inherited is not there, whichever of the two counts.
const members = `{"total_count": 0, "configurations": [], "name": "A", "registry_type": "git_source", "key_id": "1",
  "key": "${Buffer.alloc(32, 7).toString('base64')}", "id": 1, "owner": {"login": "acme"}}`
const shapes = '{"total_count": "1", "configurations": {}, "name": 7, "key": [], "id": "x"}'

/** A yes to a request that is carried out, with a body that is not what is due. */
const yeses: [name: string, body: () => string, more?: More][] = [
  ['a body of 50 MB', () => `"${'x'.repeat(50_000_000)}"`, { ...no, large: true }],
  ...['null', '"hello"', '1e999', '[null]'].map((text): [string, () => string] => [text, () => text]),
  ['[]', () => '[]', { on: endpoints.filter(name => name !== 'repositories') }],
  ['the wrong shape', () => shapes],
  ['__proto__ twice', () => `{"__proto__": ${members}, "__proto__": ${members}}`],
  ['201 without a name', () => '{"registry_type": "npm_registry"}', { on: ['create'] }]
]

const onList: More = { on: ['list'], heals: ['list'] }
const lists: [name: string, body: object][] = [
  ['total_count too large', { total_count: 7000, configurations: [] }],
  ['total_count too small', { total_count: 0, configurations: [one] }],
  ['total_count missing', { configurations: [] }],
  ['a registry twice', { total_count: 2, configurations: [one, one] }],
  ['a registry without a name', { total_count: 1, configurations: [{ registry_type: 'git_source' }] }],
  ['a page that repeats', { total_count: 300, configurations: [one] }]
]
const bodied: readonly Endpoint[] = [...reading, 'create']

/** The catalogue: everything that can go wrong with a request. */
export const badAnswers: readonly BadAnswer[] = [
  bad('connection refused', { fault: 'reset' }, { refuses: true, lags: true }),
  bad('cut', { fault: 'cut' }),
  bad('stall', { fault: 'stall' }, { silent: true }),
  ...losses.flatMap(loss => lost(...loss)),
  ...limits.map(([name, headers, more]) => {
    const status = Number(name.slice(0, 3))
    const answer = (moment: Moment): GivenReply => {
      return { status, headers: { date: date(moment.now()), ...headers(moment) }, body: limited }
    }
    return bad(name, answer, more)
  }),
  ...refusals,
  ...yeses.map(([name, body, more]) => {
    const answer = ({ request: { method } }: Moment) => {
      return { status: method === 'POST' ? 201 : 200, body: body(), after: method !== 'GET' }
    }
    return bad(name, answer, more)
  }),
  bad('204 where a body is due', ({ request: { method } }) => ({ status: 204, after: method === 'POST' }), {
    ...{ on: bodied, heals: bodied }
  }),
  bad('304', { status: 304 }, { on: reading, heals: [] }),
  ...lists.map(([name, body]) => bad(name, { status: 200, body }, onList)),
  bad(
    'a next page on another host',
    ({ elsewhere }) => {
      const link = `<${elsewhere}/orgs/acme/private-registries?page=2>; rel="next"`
      return { status: 200, headers: { link }, body: { total_count: 300, configurations: [one] } }
    },
    onList
  ),
  bad('a list that lags', ({ listed }) => ({ status: 200, body: listed(2000) }), { ...onList, lags: true })
]

/** What other processes make in the midst of a run is there. */
export const otherHost = 'https://other-process.example'

/** No fault of a request. */
export const anotherProcess = bad('another process', ({ organization }) => {
  const url = `${otherHost}/${organization?.registries.length}`
  if (organization && !organization.registries.some(one => one.url === url))
    organization.addRegistry({ registry_type: 'npm_registry', url, secret: 'of others' })
  return undefined
})

/** The bad answer of that name. */
export function badAnswer(name: string): BadAnswer {
  const found = [...badAnswers, anotherProcess].find(one => one.name === name)
  if (!found) throw new Error(`There is no bad answer '${name}'.`)
  return found
}

/** An answer of a server that is not GitHub: the reason phrase and the headers may hold whatever HTTP lets through. */
export interface Reply {
  readonly status: number
  readonly reason?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** What such a server says to every request; where it says nothing, the connection stays silent. */
export function hostile(reply: (request: Exchange) => Reply | undefined): (request: Exchange) => BadAnswer {
  return request => {
    const said = reply(request)
    return bad('a hostile server', said ? { bytes: bytesOf(said) } : { fault: 'hang' })
  }
}

function bytesOf({ status, reason = 'Said', headers = {}, body = '' }: Reply): Buffer {
  const content = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  const all = { 'content-type': 'application/json', ...headers, 'content-length': `${content.length}` }
  // HTTP lets no control characters through but the tab: a client would refuse the whole answer.
  const lines = Object.entries({ ...all, connection: 'close' }).map(pair => pair.join(': '))
  const head = [`HTTP/1.1 ${status} ${reason}`, ...lines].map(line => line.replace(/[^\P{Cc}\t]/gu, ' '))
  return Buffer.concat([
    Buffer.from([...head, '', ''].join('\r\n')),
    status === 204 ? Buffer.alloc(0) : content
  ])
}

/** Says something that is secret in some form, or in one that is asked for; in brief as it fits into a header. */
export type Say = (form?: string, isBrief?: boolean) => string

export const publicKey = { key_id: '1', key: 'k3RGMstofvzLuBONvLgMH6TH1kvX6LsTGMoGPBKtHAY=' }

/** Answers everything, and shows secrets wherever it can; what is to be done with `there` stays possible. */
export function talkative(say: Say, there: object, { method, path }: Exchange): Reply {
  const shown = (form?: string) => {
    const text = say(form)
    const members = ['registry_type', 'username', 'visibility', 'auth_type', 'updated_at', 'tenant_id', text]
    const all = Object.fromEntries(members.map(member => [member, text]))
    return { ...all, url: `https://x.acme.example/${text}`, others: { deep: [text] }, name: say(form) }
  }
  if (path.endsWith('/public-key')) return { status: 200, body: { ...publicKey, key_id: say() } }
  if (method === 'POST') return { status: 201, body: shown() }
  if (method !== 'GET') return { status: 204 }
  if (!path.includes('?')) return { status: 200, body: shown() }
  const ours = { ...there, username: say(), visibility: say(), auth_type: 'token' }
  const others = [...Object.keys(ways), 'per line'].map(form => shown(form))
  return { status: 200, body: { total_count: 1 + others.length, configurations: [ours, ...others] } }
}

/** A refusal whose words and headers are full of secrets. */
export function refused(say: Say, status: number): Reply {
  const brief = () => say(undefined, true)
  const headers = { 'x-github-request-id': brief(), server: brief(), 'x-oauth-scopes': brief() }
  const errors = [say(), { resource: say(), field: say(), code: say(), message: say() }]
  return { status, reason: brief(), headers, body: { message: say(), errors } }
}

const encoded = (encoding: BufferEncoding) => (text: string) => Buffer.from(text).toString(encoding)
const [base64, base64url, hex] = [encoded('base64'), encoded('base64url'), encoded('hex')]
const lower = (text: string): string => text.replace(/%../g, code => code.toLowerCase())
const asForm = (text: string): string => new URLSearchParams({ v: text }).toString().slice(2)
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const xml = (text: string, quot = '"', apos = "'"): string =>
  text.replace(/[&<>"']/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': quot })[sign] ?? apos)

/** Every way in which a server may send a text back, by its form; what stands before it shifts base64. */
export const ways: Readonly<Record<string, readonly ((text: string) => string)[]>> = {
  'plain text': [text => text],
  base64: [base64, text => base64(`u${text}`), text => base64(`ci${text}.`), text => base64(`${text}\n`)],
  base64url: [base64url, text => base64url(`u${text}:`), text => base64url(`ci${text}`)],
  hex: [hex, text => hex(text).toUpperCase()],
  'percent-encoding': [encodeURIComponent, text => lower(encodeURIComponent(text))],
  'form encoding': [asForm, text => lower(asForm(text))],
  JSON: [text => JSON.stringify(text), text => JSON.stringify({ text }), text => JSON.stringify([text])],
  XML: [text => xml(text), text => xml(text, '&quot;', '&apos;'), text => xml(text, '&quot;', '&#39;')],
  'double base64': [text => base64(base64(text)), text => base64(`u${base64(text)}`)],
  sha256: [sha256, text => sha256(text).toUpperCase()]
}
