import { gzipSync } from 'node:zlib'
import type { Exchange } from '../local-github/exchange.ts'
import type { Organization } from '../local-github/organization.ts'
import type { Given } from '../local-github/script.ts'

/** What a bad answer can hit. */
const [reading, writing] = [
  ['list', 'get', 'public-key', 'repository', 'repositories'] as const,
  ['create', 'update', 'delete'] as const
]
export type Endpoint = (typeof reading)[number] | (typeof writing)[number]
const endpoints: readonly Endpoint[] = [...reading, ...writing]

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

/**
 * What a bad answer may know of the request that it meets: the addresses of this API and of a server that must never hear
 * anything, how many seconds a client is asked to wait, the list as it was so many milliseconds ago.
 */
interface Moment {
  readonly request: Exchange
  readonly here: string
  readonly elsewhere: string
  readonly wait: number
  readonly organization: Organization | undefined
  now(): number
  listed(ago: number): unknown
}

/** One thing that can go wrong with a request. */
export interface BadAnswer {
  readonly name: string
  /** The endpoints that it can hit. */
  readonly on: readonly Endpoint[]
  /** Where a run succeeds although it meets this once. */
  readonly heals: readonly Endpoint[]
  /**
   * No answer within `request-timeout`, no connection for two seconds, one that asks to wait, one after which a client waits
   * a minute at least, one so large that it takes long.
   */
  readonly is?: 'silent' | 'refused' | 'waits' | 'slow' | 'large'
  /** What the request gets instead of its answer; without one it is answered as ever. */
  answer(moment: Moment): Given | undefined
}

type Making = Given | ((moment: Moment) => Given | undefined)
type More = Partial<Pick<BadAnswer, 'on' | 'heals' | 'is'>>
type Row = [name: string, given: Making, more?: More]

/** A bad answer, for every endpoint and harmless to a run that retries, unless told otherwise. */
export function bad(name: string, given: Making, more: More = {}): BadAnswer {
  const answer = typeof given === 'function' ? given : () => given
  const { on = endpoints } = more
  return { name, on, heals: on, ...more, answer }
}

type Rest = object | ((moment: Moment) => object)
/** The same with several statuses. */
const each = (statuses: number[], name: string, rest: Rest, more: More = {}) =>
  statuses.map((status): Row => {
    const answer = (moment: Moment) => ({ status, ...(typeof rest === 'function' ? rest(moment) : rest) })
    return [`${status} ${name}`.trim(), answer, more]
  })

const no: More = { heals: [] }
const html = {
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<html><title>Unicorn!</title>at Object.<anonymous> (/srv/app.js:1:1)</html>'
}
const yes = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
const chunked = `${yes}Transfer-Encoding: chunked\r\n\r\n`

function zipped(plain: Buffer): { bytes: Buffer } {
  const body = gzipSync(plain)
  const head = `${yes}Content-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`
  return { bytes: Buffer.concat([Buffer.from(head), body]) }
}

function echo({ request: { headers, body } }: Moment): object {
  const words = `You sent ${headers.authorization} ${Object(body).encrypted_value ?? ''}`
  const errors = [words, { resource: words, field: words, code: words }]
  return { body: { message: words, errors, headers, body } }
}

/** After these nobody knows whether the request was carried out. */
const losses: Row[] = [
  ['reset', { fault: 'reset' }],
  ['hang', { fault: 'hang' }, { is: 'silent' }],
  ['endless body', { fault: 'endless' }, { ...no, is: 'large' }],
  ['garbage instead of HTTP', { bytes: 'HELLO, I AM A PRINTER\r\n\r\n' }],
  ['a header of 100 KB', { bytes: `${yes}X: ${'x'.repeat(100_000)}\r\nContent-Length: 2\r\n\r\n{}` }],
  ['an invalid chunk', { bytes: `${chunked}5\r\n{"a":\r\nZZZ\r\n` }],
  ['chunks that end early', { bytes: `${chunked}FF\r\n{"a":` }],
  ['a content-length too short', { bytes: `${yes}Content-Length: 5\r\n\r\n{"name": "A"}` }],
  ['another protocol', { bytes: 'HTTP/1.1 101 No\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n' }],
  ['an end after the head', { bytes: `${yes}Content-Length: 900\r\n\r\n` }],
  ['gzip that nobody asked for', zipped(Buffer.from('{"name": "A"}'))],
  ['gzip bomb', zipped(Buffer.alloc(50_000_000, 32)), { is: 'large' }],
  ...each([500, 502, 503, 504], 'with JSON', { body: { message: 'Server Error' } }),
  ...each([502, 504, 200], 'with HTML', html),
  ...each([503, 504, 200], 'without a body', { body: '' }),
  ...each([503], 'with retry-after: soon', { headers: { 'retry-after': 'soon' }, body: {} }),
  ...each([500], 'that echoes the request', echo),
  ...each([200], 'with HTML that is called JSON', { body: html.body }),
  ['half of a JSON text', { status: 200, body: '{"name": "A' }],
  ['JSON that is called text', { status: 200, headers: { 'content-type': 'text/plain' }, body: '{"a": 1}' }],
  // The status of a page that is not GitHub's says nothing.
  ...each([401, 403, 404, 406], 'with HTML', html, no),
  ...each([404], 'with other JSON', { body: { error: { code: 'NoSuchRoute' } } }, no)
]

/** In two: the request is not carried out, or it is a write that is carried out and whose answer is lost. */
function bothWays([name, given, more]: Row): BadAnswer[] {
  const { answer, ...first } = bad(name, given, more)
  const after = (moment: Moment) => ({ ...(answer(moment) as Given), after: true })
  return [{ ...first, answer }, bad(`${name}, carried out`, after, { on: writing, ...more })]
}

const date = (milliseconds: number) => new Date(milliseconds).toUTCString()
type Headers = (moment: Moment) => Record<string, string>
const resetAt = (milliseconds: number) => ({
  'x-ratelimit-remaining': '0',
  'x-ratelimit-reset': String(Math.ceil(milliseconds / 1000))
})
const resetBy =
  (hours: number): Headers =>
  ({ now, wait }) => {
    const theirs = now() + 3_600_000 * hours
    return { ...resetAt(theirs + 1000 * wait), date: date(theirs) }
  }
const after = (text: string) => () => ({ 'retry-after': text })
const words = 'You have exceeded a secondary rate limit. Please wait a few minutes.'

/** Every way to ask a client to wait, also by a server whose clock is wrong. */
const limit = (statuses: number[], name: string, headers: Headers, more: More = { is: 'waits' }) => {
  const answer = (moment: Moment) => {
    return { headers: { date: date(moment.now()), ...headers(moment) }, body: { message: words } }
  }
  return each(statuses, name, answer, more)
}
const limits: Row[] = [
  ...limit([503, 429, 403], 'with a wait in seconds', ({ wait }) => ({ 'retry-after': String(wait) })),
  ...limit([503, 429, 403], 'with a wait as a date', ({ now, wait }) => {
    return { 'retry-after': date(now() + 1000 * wait) }
  }),
  ...limit([429, 403], 'with a wait as a reset', resetBy(0)),
  ...limit([429], 'with a wait by a clock that is 2 h behind', resetBy(-2)),
  ...limit([429], 'with a wait by a clock that is 1 h ahead', resetBy(1)),
  ...limit([503], 'with retry-after: 0', after('0'), {}),
  ...limit([503], 'with a wait that is over', ({ now }) => ({ 'retry-after': date(now() - 60_000) }), {}),
  ...limit([429, 403], 'without headers', () => ({}), { is: 'slow' }),
  ...limit([503], 'with a wait of ten days', after('864000'), no),
  ...limit([429], 'with a wait of 20 digits', after('9'.repeat(20)), no)
]

const moved = (host: string, { request: { path } }: Moment) => {
  return { headers: { location: host + path }, body: { message: 'Moved', url: host + path } }
}
const refusal = (status: number, message: string, heals: readonly Endpoint[] = []) =>
  each([status], '', { body: { message, documentation_url: 'https://docs.github.com' } }, { heals })
const sso = { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso' }

const refusals: Row[] = [
  ...refusal(400, 'Problems parsing JSON'),
  ...refusal(401, 'Bad credentials'),
  ...refusal(403, 'Resource not accessible by personal access token'),
  ...refusal(404, 'Not Found'),
  ...refusal(409, 'Conflict', ['update', 'delete']),
  ...refusal(410, 'Gone'),
  ...refusal(422, 'Validation Failed'),
  ...refusal(451, 'Repository access blocked'),
  ...each([403], 'for single sign-on', { headers: sso, body: { message: 'Protected by SAML.' } }, no),
  ...each([422], 'that echoes the request', echo, no),
  ['422 for a stale key', ({ organization }) => void organization?.rotateKey(), { on: ['create', 'update'] }],
  ...each([301, 302, 303, 307, 308], 'to another host', one => moved(one.elsewhere, one), no),
  ...each([301, 302, 307], 'to the same host', one => moved(one.here, one), { heals: reading }),
  ...each([302], 'without a location', { body: {} }, no)
]

const one = { name: 'GIT_SOURCE_SECRET', registry_type: 'git_source', url: 'https://never.acme.example' }
// What is only inherited is not there, whichever of the two counts.
const members = `{"total_count": 0, "configurations": [], "name": "A", "registry_type": "git_source", "key_id": "1",
  "key": "${Buffer.alloc(32, 7).toString('base64')}", "id": 1, "owner": {"login": "acme"}}`
const shapes = '{"total_count": "1", "configurations": {}, "name": 7, "key": [], "id": "x"}'

/** A yes to a request that is carried out, with a body that is not what is due. */
const wrongBody = (name: string, body: () => string, more: More = {}): Row => {
  const status = ({ method }: Exchange) => (method === 'POST' ? 201 : 200)
  const answer = ({ request: one }: Moment) => {
    return { status: status(one), body: body(), after: one.method !== 'GET' }
  }
  return [name, answer, more]
}
const emptied = ({ request }: Moment) => ({ status: 204, after: request.method === 'POST' })
const yeses: Row[] = [
  wrongBody('a body of 50 MB', () => `"${'x'.repeat(50_000_000)}"`, { ...no, is: 'large' }),
  ...['null', '"hello"', '1e999', '[null]'].map(text => wrongBody(text, () => text)),
  wrongBody('[]', () => '[]', { on: endpoints.filter(name => name !== 'repositories') }),
  wrongBody('the wrong shape', () => shapes),
  wrongBody('__proto__ twice', () => `{"__proto__": ${members}, "__proto__": ${members}}`),
  wrongBody('201 without a name', () => '{"registry_type": "npm_registry"}', { on: ['create'] }),
  ['204 where a body is due', emptied, { on: [...reading, 'create'] }],
  ['304', { status: 304 }, { on: reading, heals: [] }]
]

const nextElsewhere = ({ elsewhere }: Moment) => {
  const link = `<${elsewhere}/orgs/acme/private-registries?page=2>; rel="next"`
  return { status: 200, headers: { link }, body: { total_count: 300, configurations: [one] } }
}
const listOf = (total_count: number | undefined, ...configurations: object[]) => {
  return { status: 200, body: { total_count, configurations } }
}
const lists: [name: string, given: Making][] = [
  ['total_count too large', listOf(7000)],
  ['total_count too small', listOf(0, one)],
  ['total_count missing', listOf(undefined)],
  ['a registry twice', listOf(2, one, one)],
  ['a registry without a name', listOf(1, { registry_type: 'git_source' })],
  ['a page that repeats', listOf(300, one)],
  ['a next page on another host', nextElsewhere],
  ['a list that lags', ({ listed }) => ({ status: 200, body: listed(2000) })]
]

/** The catalogue: everything that can go wrong with a request. */
export const badAnswers: readonly BadAnswer[] = [
  bad('connection refused', { fault: 'reset' }, { is: 'refused' }),
  bad('cut', { fault: 'cut' }),
  bad('stall', { fault: 'stall' }, { is: 'silent' }),
  ...losses.flatMap(bothWays),
  ...[...limits, ...refusals, ...yeses].map(row => bad(...row)),
  ...lists.map(([name, given]) => bad(name, given, { on: ['list'] }))
]

/** What other processes create during a run is there. */
export const otherHost = 'https://other-process.example'

/** Not a fault of the request. */
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
