import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Exchange } from '../local-github/exchange.ts'
import type { Organization } from '../local-github/organization.ts'
import type { Given, GivenReply } from '../local-github/script.ts'

/** What a bad answer can hit. */
export const endpoints = [
  ...(['list', 'get', 'public-key', 'create', 'update', 'delete', 'repository', 'repositories'] as const)
]
export type Endpoint = (typeof endpoints)[number]

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
  /** Depends on the clock, so that no two runs are alike. */
  readonly lags?: boolean
  /** What the request gets instead of its answer; without one it is answered as ever. */
  answer(moment: Moment): Given | undefined
}

const writing: readonly Endpoint[] = ['create', 'update', 'delete']
const reading = endpoints.filter(endpoint => !writing.includes(endpoint))

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
  return {
    ...{ name, on: endpoints, heals: endpoints, ...more },
    answer: typeof given === 'function' ? given : () => given
  }
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

const html = { 'content-type': 'text/html; charset=utf-8' }
const page = '<html><title>Unicorn!</title>at Object.<anonymous> (/srv/app.js:1:1)</html>'
const yes = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'

function zipped(plain: Buffer): Buffer {
  const body = gzipSync(plain)
  const head = `${yes}Content-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), body])
}

const connections: BadAnswer[] = [
  bad('connection refused', { fault: 'reset' }, { refuses: true, lags: true }),
  ...lost('reset', { fault: 'reset' }),
  ...lost('hang', { fault: 'hang' }, { silent: true }),
  bad('cut', { fault: 'cut' }),
  bad('stall', { fault: 'stall' }, { silent: true }),
  ...lost('endless body', { fault: 'endless' }, { heals: [] }),
  ...lost('garbage instead of HTTP', { bytes: 'HELLO, I AM A PRINTER\r\n\r\n' }),
  ...lost('a header of 100 KB', { bytes: `${yes}X: ${'x'.repeat(100_000)}\r\nContent-Length: 2\r\n\r\n{}` }),
  ...lost('a chunk that is none', {
    bytes: `${yes}Transfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\nZZZ\r\n`
  }),
  ...lost('chunks that end early', { bytes: `${yes}Transfer-Encoding: chunked\r\n\r\nFF\r\n{"a":` }),
  ...lost('a content-length too short', { bytes: `${yes}Content-Length: 5\r\n\r\n{"name": "A"}` }),
  ...lost('another protocol', { bytes: 'HTTP/1.1 101 No\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n' }),
  ...lost('an end after the head', { bytes: `${yes}Content-Length: 900\r\n\r\n` }),
  ...lost('gzip that nobody asked for', { bytes: zipped(Buffer.from('{"name": "A"}')) }),
  ...lost('gzip bomb', { bytes: zipped(Buffer.alloc(50_000_000, 32)) })
]

const errors: BadAnswer[] = [
  ...[500, 502, 503, 504].flatMap((status, index) => [
    ...lost(`${status} with JSON`, { status, body: { message: 'Server Error' } }),
    ...(index % 2 ? lost(`${status} with HTML`, { status, headers: html, body: page }) : []),
    ...(index > 1 ? lost(`${status} without a body`, { status, body: '' }) : [])
  ]),
  ...lost('503 with retry-after: soon', { status: 503, headers: { 'retry-after': 'soon' }, body: {} }),
  ...lost('500 that echoes the request', moment => ({ status: 500, body: echo(moment) }))
]

function echo({ request: { headers, body } }: Moment): object {
  const words = `You sent ${headers.authorization} ${Object(body).encrypted_value ?? ''}`
  return { message: words, errors: [words, { resource: words, field: words, code: words }], headers, body }
}

const date = (milliseconds: number) => new Date(milliseconds).toUTCString()

/** Every way to ask a client to wait so many seconds, by a server whose clock may be wrong. */
export const waits: Readonly<
  Record<string, (now: number, seconds: number, skew?: number) => Record<string, string>>
> = {
  'in seconds': (_, seconds) => ({ 'retry-after': String(seconds) }),
  'as a date': (now, seconds, skew = 0) => ({ 'retry-after': date(now + skew + 1000 * seconds) }),
  'as a reset': (now, seconds, skew = 0) => ({
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Math.floor((now + skew) / 1000) + seconds)
  })
}

/** The words of a limit that is not the usual one. */
export const limited = { message: 'You have exceeded a secondary rate limit. Please wait a few minutes.' }

const limits: BadAnswer[] = [
  ...Object.entries(waits).flatMap(([how, headers]) =>
    [503, 429, 403].map(status =>
      waiting(`${status} with a wait ${how}`, status === 503 && how === 'as a reset' ? 429 : status, moment =>
        headers(moment.now() + (how === 'as a reset' ? 999 : 0), moment.wait)
      )
    )
  ),
  waiting('429 of a server an hour ahead', 429, ({ now, wait }) => ({
    ...waits['as a reset']?.(now() + 999, wait, 3_600_000),
    date: date(now() + 3_600_000)
  })),
  waiting('503 with retry-after: 0', 503, () => ({ 'retry-after': '0' })),
  waiting('503 with a wait that is over', 503, ({ now }) => ({ 'retry-after': date(now() - 60_000) })),
  waiting('429 without headers', 429, () => ({}), { slow: true }),
  waiting('403 of a limit in words alone', 403, () => ({}), { slow: true }),
  waiting('503 with a wait of ten days', 503, () => ({ 'retry-after': '864000' }), { heals: [] }),
  waiting('429 with a wait of 20 digits', 429, () => ({ 'retry-after': '9'.repeat(20) }), { heals: [] })
]

function waiting(
  name: string,
  status: number,
  headers: (moment: Moment) => Record<string, string>,
  more: More = {}
): BadAnswer {
  const answer = (moment: Moment): GivenReply => ({
    ...{ status, headers: { date: date(moment.now()), ...headers(moment) }, body: limited }
  })
  return bad(name, answer, more)
}

const no: More = { heals: [] }
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
const refusals: BadAnswer[] = [
  ...words.map(([status, message, heals = []]) =>
    bad(
      `${status}`,
      { status, body: { message, documentation_url: 'https://docs.github.com/rest' } },
      { heals }
    )
  ),
  bad(
    '403 for single sign-on',
    {
      ...{ status: 403, headers: { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso' } },
      body: { message: 'Resource protected by organization SAML enforcement.', documentation_url: 'x' }
    },
    no
  ),
  // Nothing can be concluded from the status of a page that is not GitHub's.
  ...[401, 403, 404, 406].flatMap(status =>
    lost(`${status} with HTML`, { status, headers: html, body: page }, no)
  ),
  ...lost('404 with other JSON', { status: 404, body: { error: { code: 'NoSuchRoute' } } }, no),
  bad('422 that echoes the request', moment => ({ status: 422, body: echo(moment) }), no),
  bad('422 for a stale key', ({ organization }) => void organization?.rotateKey(), {
    on: ['create', 'update'],
    heals: ['create', 'update']
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

function moved(status: number, location: string): GivenReply {
  return { status, headers: { location }, body: { message: 'Moved', url: location } }
}

const one = { name: 'GIT_SOURCE_SECRET', registry_type: 'git_source', url: 'https://never.acme.example' }
// What is only inherited is not there, whichever of the two counts.
const members = `{"total_count": 0, "configurations": [], "name": "A", "registry_type": "git_source", "key_id": "1",
  "key": "${Buffer.alloc(32, 7).toString('base64')}", "id": 1, "owner": {"login": "acme"}}`

/** A yes to a request that is carried out, with a body that is not what is due. */
function wrong(name: string, body: () => string, more: More = {}): BadAnswer {
  const answer = ({ request: { method } }: Moment) => ({
    ...{ status: method === 'POST' ? 201 : 200, body: body(), after: method !== 'GET' }
  })
  return bad(name, answer, more)
}

const onList: More = { on: ['list'], heals: ['list'] }
const list = (name: string, body: unknown): BadAnswer => bad(name, { status: 200, body }, onList)

const bodies: BadAnswer[] = [
  ...lost('200 with HTML', { status: 200, headers: html, body: page }),
  ...lost('200 with HTML that is called JSON', { status: 200, body: page }),
  ...lost('200 without a body', { status: 200, body: '' }),
  ...lost('half of a JSON text', { status: 200, body: '{"name": "A' }),
  ...lost('JSON that is called text', {
    status: 200,
    headers: { 'content-type': 'text/plain' },
    body: '{"a": 1}'
  }),
  wrong('a body of 50 MB', () => `"${'x'.repeat(50_000_000)}"`, no),
  ...['null', '"hello"', '1e999', '[null]'].map(text => wrong(text, () => text)),
  wrong('[]', () => '[]', { on: endpoints.filter(name => name !== 'repositories') }),
  wrong(
    'the wrong shape',
    () => '{"total_count": "1", "configurations": {}, "name": 7, "key": [], "id": "x"}'
  ),
  wrong('__proto__ twice', () => `{"__proto__": ${members}, "__proto__": ${members}}`),
  bad('204 where a body is due', ({ request: { method } }) => ({ status: 204, after: method === 'POST' }), {
    on: [...reading, 'create'],
    heals: [...reading, 'create']
  }),
  bad('304', { status: 304 }, { on: reading, heals: [] }),
  wrong('201 without a name', () => '{"registry_type": "npm_registry"}', { on: ['create'] }),
  list('total_count too large', { total_count: 7000, configurations: [] }),
  list('total_count too small', { total_count: 0, configurations: [one] }),
  list('total_count missing', { configurations: [] }),
  list('a registry twice', { total_count: 2, configurations: [one, one] }),
  list('a registry without a name', { total_count: 1, configurations: [{ registry_type: 'git_source' }] }),
  list('a page that repeats', { total_count: 300, configurations: [one] }),
  bad(
    'a next page on another host',
    ({ elsewhere }) => ({
      status: 200,
      headers: { link: `<${elsewhere}/orgs/acme/private-registries?page=2>; rel="next"` },
      body: { total_count: 300, configurations: [one] }
    }),
    onList
  ),
  bad('a list that lags two seconds', ({ listed }) => ({ status: 200, body: listed(2000) }), {
    ...onList,
    lags: true
  })
]

/** What other processes make in the midst of a run is there. */
export const otherHost = 'https://other-process.example'

const meanwhile = bad('another process', ({ organization }) => {
  const url = `${otherHost}/${organization?.registries.length}`
  if (organization && !organization.registries.some(one => one.url === url))
    organization.addRegistry({ registry_type: 'npm_registry', url, secret: 'of others' })
  return undefined
})

/** The catalogue: everything that can go wrong with a request. */
export const badAnswers: readonly BadAnswer[] = [
  ...[...connections, ...errors, ...limits, ...refusals, ...bodies, meanwhile]
]

/** The bad answer of that name. */
export function badAnswer(name: string): BadAnswer {
  const found = badAnswers.find(one => one.name === name)
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
  const type = { 'content-type': 'application/json' }
  const all = { ...type, ...headers, 'content-length': String(content.length), connection: 'close' }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${inOneLine(value)}`)
  const head = [`HTTP/1.1 ${status} ${inOneLine(reason)}`, ...lines, '', ''].join('\r\n')
  return Buffer.concat([Buffer.from(head), status === 204 ? Buffer.alloc(0) : content])
}

/** HTTP lets no control characters through but the tab: a client would refuse the whole answer. */
function inOneLine(value: string): string {
  return value.replace(/[^\P{Cc}\t]/gu, ' ')
}

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const base64url = (text: string): string => Buffer.from(text).toString('base64url')
const hex = (text: string): string => Buffer.from(text).toString('hex')
const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const lower = (text: string): string => text.replace(/%../g, code => code.toLowerCase())
const asForm = (text: string): string => new URLSearchParams({ v: text }).toString().slice(2)
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Every way in which a server may send a text back, by its form; what stands before it shifts base64. */
export const ways: Readonly<Record<string, readonly ((text: string) => string)[]>> = {
  'plain text': [text => text],
  base64: [base64, text => base64(`u${text}`), text => base64(`ci${text}.`), text => base64(`${text}\n`)],
  base64url: [base64url, text => base64url(`u${text}:`), text => base64url(`ci${text}`)],
  hex: [hex, text => hex(text).toUpperCase()],
  'percent-encoding': [encodeURIComponent, text => lower(encodeURIComponent(text))],
  'form encoding': [asForm, text => lower(asForm(text))],
  JSON: [text => JSON.stringify(text), text => JSON.stringify({ text }), text => JSON.stringify([text])],
  XML: [
    xml,
    text => xml(text).replaceAll('"', '&quot;').replaceAll("'", '&apos;'),
    text => xml(text).replaceAll('"', '&quot;').replaceAll("'", '&#39;')
  ],
  'double base64': [text => base64(base64(text)), text => base64(`u${base64(text)}`)],
  sha256: [sha256, text => sha256(text).toUpperCase()]
}
