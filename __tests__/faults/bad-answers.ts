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

/** What a bad answer may know of the request that it meets. */
interface Moment {
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
  /** It asks the client to wait. */
  readonly waits?: boolean
  /** The client waits a minute at least. */
  readonly slow?: boolean
  /** It is so large that it takes long. */
  readonly large?: boolean
  /** What the request gets instead of its answer; without one it is answered as ever. */
  answer(moment: Moment): Given | undefined
}

type Making = Given | ((moment: Moment) => Given | undefined)
type More = Partial<Omit<BadAnswer, 'name' | 'answer'>>
type Row = [name: string, given: Making, more?: More]

/** A bad answer, for every endpoint and harmless to a run that retries, unless told otherwise. */
export function bad(name: string, given: Making, more: More = {}): BadAnswer {
  const answer = typeof given === 'function' ? given : () => given
  return { name, on: endpoints, heals: endpoints, ...more, answer }
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

/** After these nobody knows whether the request was carried out. */
const losses: Row[] = [
  ['reset', { fault: 'reset' }],
  ['hang', { fault: 'hang' }, { silent: true }],
  ['endless body', { fault: 'endless' }, { ...no, large: true }],
  ['garbage instead of HTTP', { bytes: 'HELLO, I AM A PRINTER\r\n\r\n' }],
  ['a header of 100 KB', { bytes: `${yes}X: ${'x'.repeat(100_000)}\r\nContent-Length: 2\r\n\r\n{}` }],
  ['an invalid chunk', { bytes: `${chunked}5\r\n{"a":\r\nZZZ\r\n` }],
  ['chunks that end early', { bytes: `${chunked}FF\r\n{"a":` }],
  ['a content-length too short', { bytes: `${yes}Content-Length: 5\r\n\r\n{"name": "A"}` }],
  ['another protocol', { bytes: 'HTTP/1.1 101 No\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n' }],
  ['an end after the head', { bytes: `${yes}Content-Length: 900\r\n\r\n` }],
  ['gzip that nobody asked for', zipped(Buffer.from('{"name": "A"}'))],
  ['gzip bomb', zipped(Buffer.alloc(50_000_000, 32)), { large: true }],
  ...[500, 502, 503, 504].map(
    (status): Row => [`${status} with JSON`, { status, body: { message: 'Server Error' } }]
  ),
  ...[502, 504, 200].map((status): Row => [`${status} with HTML`, { status, headers: html, body: page }]),
  ...[503, 504, 200].map((status): Row => [`${status} without a body`, { status, body: '' }]),
  ['503 with retry-after: soon', { status: 503, headers: { 'retry-after': 'soon' }, body: {} }],
  ['500 that echoes the request', moment => ({ status: 500, body: echo(moment) })],
  ['200 with HTML that is called JSON', { status: 200, body: page }],
  ['half of a JSON text', { status: 200, body: '{"name": "A' }],
  ['JSON that is called text', { status: 200, headers: { 'content-type': 'text/plain' }, body: '{"a": 1}' }],
  // The status of a page that is not GitHub's says nothing.
  ...[401, 403, 404, 406].map(
    (status): Row => [`${status} with HTML`, { status, headers: html, body: page }, no]
  ),
  ['404 with other JSON', { status: 404, body: { error: { code: 'NoSuchRoute' } } }, no]
]

/** In two: the request is not carried out, or it is a write that is carried out and whose answer is lost. */
function bothWays([name, given, more]: Row): BadAnswer[] {
  const { answer } = bad(name, given)
  const after = (moment: Moment) => ({ ...(answer(moment) as Given), after: true })
  return [
    bad(name, given, more),
    bad(`${name}, carried out`, after, { on: writing, heals: writing, ...more })
  ]
}

const date = (milliseconds: number) => new Date(milliseconds).toUTCString()
const resetAt = (milliseconds: number) => ({
  'x-ratelimit-remaining': '0',
  'x-ratelimit-reset': String(Math.ceil(milliseconds / 1000))
})

type Headers = (moment: Moment) => Record<string, string>
/** Every way to ask a client to wait, also by a server whose clock is wrong. */
const waits: [how: string, headers: Headers, statuses?: number[]][] = [
  ['in seconds', ({ wait }) => ({ 'retry-after': String(wait) })],
  ['as a date', ({ now, wait }) => ({ 'retry-after': date(now() + 1000 * wait) })],
  ['as a reset', ({ now, wait }) => resetAt(now() + 1000 * wait), [429, 403]],
  ...[-2, 1].map((hours): [string, Headers, number[]] => [
    `by a clock that is ${hours} h ahead`,
    ({ now, wait }) => {
      const theirs = now() + 3_600_000 * hours
      return { ...resetAt(theirs + 1000 * wait), date: date(theirs) }
    },
    [429]
  ])
]
const after = (text: string) => () => ({ 'retry-after': text })
const limits: [status: number, name: string, headers: Headers, more?: More][] = [
  ...waits.flatMap(([how, headers, statuses = [503, 429, 403]]) =>
    statuses.map((status): (typeof limits)[number] => [
      status,
      `with a wait ${how}`,
      headers,
      { waits: true }
    ])
  ),
  [503, 'with retry-after: 0', after('0')],
  [503, 'with a wait that is over', ({ now }) => ({ 'retry-after': date(now() - 60_000) })],
  [429, 'without headers', () => ({}), { slow: true }],
  [403, 'of a limit in words alone', () => ({}), { slow: true }],
  [503, 'with a wait of ten days', after('864000'), no],
  [429, 'with a wait of 20 digits', after('9'.repeat(20)), no]
]
const limited = { message: 'You have exceeded a secondary rate limit. Please wait a few minutes.' }

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

const refusals: Row[] = [
  ...words.map(([status, message, heals = []]): Row => {
    return [
      `${status}`,
      { status, body: { message, documentation_url: 'https://docs.github.com' } },
      { heals }
    ]
  }),
  ['403 for single sign-on', { status: 403, headers: sso, body: { message: 'Protected by SAML.' } }, no],
  ['422 that echoes the request', moment => ({ status: 422, body: echo(moment) }), no],
  [
    '422 for a stale key',
    ({ organization }) => void organization?.rotateKey(),
    { on: sealing, heals: sealing }
  ],
  ...[301, 302, 303, 307, 308].map((status): Row => {
    return [
      `${status} to another host`,
      ({ elsewhere, request }) => moved(status, elsewhere + request.path),
      no
    ]
  }),
  ...[301, 302, 307].map((status): Row => {
    const to = ({ here, request }: Moment) => moved(status, here + request.path)
    return [`${status} to the same host`, to, { heals: reading }]
  }),
  ['302 without a location', { status: 302, body: {} }, no]
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
  bad('connection refused', { fault: 'reset' }, { refuses: true }),
  bad('cut', { fault: 'cut' }),
  bad('stall', { fault: 'stall' }, { silent: true }),
  ...losses.flatMap(bothWays),
  ...limits.map(([status, name, headers, more]) => {
    const answer = (moment: Moment): GivenReply => {
      return { status, headers: { date: date(moment.now()), ...headers(moment) }, body: limited }
    }
    return bad(`${status} ${name}`, answer, more)
  }),
  ...refusals.map(row => bad(...row)),
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
  bad('a list that lags', ({ listed }) => ({ status: 200, body: listed(2000) }), onList)
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
