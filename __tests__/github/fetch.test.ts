import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import http, { type ClientRequest, type RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { Fault, faultOf } from '../../src/github/failure.ts'
import { createFetch, exchange, isLoopback } from '../../src/github/fetch.ts'
import { type RawServer, serve, serveBytes } from './raw-server.ts'

const json = { 'content-type': 'application/json' }
const get = { method: 'GET', headers: {} }
const heard: string[] = []
let github: RawServer
let other: RawServer

/** GitHub redirects `/301/TARGET` and answers everything else. */
beforeAll(async () => {
  other = await serve((request, response) => {
    heard.push(`other ${request.method} ${request.url}`)
    response.writeHead(200, json).end('{}')
  })
  github = await serve((request, response) => {
    heard.push(`${request.method} ${request.url}`)
    const [, status = '', target = ''] = request.url?.split('/') ?? []
    if (!/^\d/.test(status)) response.writeHead(200, json).end('{"there":true}')
    else response.writeHead(Number(status), target ? { location: decodeURIComponent(target) } : {}).end()
  })
})
beforeEach(() => {
  heard.length = 0
})
afterAll(() => Promise.all([github.close(), other.close()]))

function fetchFrom(apiUrl: string, differences: Partial<Parameters<typeof createFetch>[0]> = {}) {
  const { signal } = new AbortController()
  const usual = { apiUrl, timeout: () => 15_000, proxy: {}, abortSignalFor: () => signal }
  return createFetch({ ...usual, ...differences })
}

interface Sent {
  apiUrl: string
  method?: string
  path?: string
  /** Instead of `path` at `apiUrl`. */
  address?: string
  milliseconds?: number
  proxy?: Record<string, string>
}

/** Sends one request through a fetch of its own. What comes of it is an answer, or a fault in its three parts. */
async function send({ apiUrl, method = 'GET', path = '/x', milliseconds = 15_000, ...sent }: Sent) {
  const { address = apiUrl + path, proxy = {} } = sent
  const { fetch, close } = fetchFrom(apiUrl, { timeout: () => milliseconds, proxy })
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: '{"url":"u"}' }
  try {
    const { status, headers, text } = await fetch(address, { method, headers: {}, ...body })
    return { status, text: await text(), headers }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const { reason, sent, detail } = error.failure
    return { reason, sent, detail }
  } finally {
    close()
  }
}

describe('the address', () => {
  test.each([
    ['another port', () => `${other.url}/x`],
    ['another scheme', () => `${github.url.replace('http:', 'https:')}/x`],
    ['another name of the host', () => `${github.url.replace('127.0.0.1', 'localhost')}/x`],
    ['the host as a user name', () => `${github.url}@127.0.0.1:${other.port}/x`],
    ['user name and password', () => github.url.replace('//', '//ci:hunter2@')]
  ])('with %s gets nothing', async (_, given) => {
    const detail = new URL(given()).host
    const came = await send({ apiUrl: github.url, method: 'POST', address: given() })
    expect(came).toEqual({ reason: 'other-address', sent: false, detail })
    expect(heard).toEqual([])
  })

  test.each([
    ...['/orgs/acme/..', '/orgs/acme/.', '/orgs/acme/%2e%2e', '/orgs/acme/%2E.', '/orgs/acme/../../user'],
    ...['/orgs\\acme', '/orgs/ä', '/orgs/ac\nme']
  ])('with a path that a URL reads otherwise is not asked: %j', async path => {
    const came = await send({ apiUrl: github.url, method: 'DELETE', path })
    expect(came).toMatchObject({ reason: 'other-address', sent: false })
    expect(heard).toEqual([])
  })

  test('may be on this machine', () => {
    const here = ['localhost', '127.0.0.1', '127.255.3.4', '[::1]']
    const elsewhere = ['127.0.0.1.acme.example', '128.0.0.1', 'api.github.com', 'localhost.acme.example']
    expect([...here, ...elsewhere].filter(isLoopback)).toEqual(here)
  })
})

test('address, method, headers and body arrive', async () => {
  const seen: unknown[] = []
  await using server = await serve(async (request, response) => {
    const body = await request.setEncoding('utf8').toArray()
    seen.push(request.url, request.method, request.headers['authorization'], body.join(''))
    response.writeHead(201, { ...json, 'set-cookie': ['a=1', 'b=2'] }).end('{}')
  })
  const { fetch, close } = fetchFrom(server.url)
  const init = { method: 'POST', headers: { authorization: 'token t' }, body: '{"url":"u"}' }
  const { status, url, headers } = await fetch(`${server.url}/a%20b?c=1`, init)
  expect(seen).toEqual(['/a%20b?c=1', 'POST', 'token t', '{"url":"u"}'])
  expect([status, url, headers.get('set-cookie')]).toEqual([201, `${server.url}/a%20b?c=1`, 'a=1, b=2'])
  close()
})

test('a body that is not wanted is left unread', async () => {
  await using server = await serve((_, response) => void response.writeHead(401).write('x'.repeat(100)))
  const wants = (status: number) => status === 200
  const answer = exchange(http.request(server.url), AbortSignal.timeout(15_000), { most: 10, wants })
  expect(await answer).toMatchObject({ status: 401, body: '' })
})

test('it is told when all requests have left, or could not; who closes awaits no answer', async () => {
  const requests: ClientRequest[] = []
  const note = (message: unknown) => void requests.push(Object(message).request)
  subscribe('http.client.request.created', note)
  const server = await serve(() => {})
  const { fetch, requestsSent, close } = fetchFrom(server.url)
  const answers = Promise.allSettled([1, 2, 3].map(page => fetch(`${server.url}/x?page=${page}`, get)))
  await requestsSent
  const left = requests.map(({ writableFinished }) => writableFinished)
  unsubscribe('http.client.request.created', note)
  close()
  const lost = { reason: { failure: { reason: 'lost' } } }
  expect([left, await answers]).toMatchObject([
    [true, true, true],
    [lost, lost, lost]
  ])
  await server.close()
  const refused = fetchFrom(server.url)
  await expect(refused.fetch(`${server.url}/x`, get)).rejects.toThrow()
  await refused.requestsSent
})

describe('a redirect', () => {
  const statuses = [301, 302, 303, 307, 308]

  test.each(statuses)('%i of a GET is followed on its own host, and to no other', async status => {
    const path = `/${status}/%2Fthere%3Fa=1`
    expect(await send({ apiUrl: github.url, path })).toMatchObject({ status: 200, text: '{"there":true}' })
    const away = `/${status}/${encodeURIComponent(`${other.url}/x`)}`
    const detail = `127.0.0.1:${other.port}`
    const came = await send({ apiUrl: github.url, path: away })
    expect(came).toEqual({ reason: 'redirect', sent: false, detail })
    expect(heard).toEqual([`GET ${path}`, 'GET /there?a=1', `GET ${away}`])
  })

  test.each(['POST', 'PATCH', 'DELETE'])('of a %s is not followed, even on its own host', async method => {
    const detail = `127.0.0.1:${github.port}`
    for (const status of statuses) {
      const came = await send({ apiUrl: github.url, method, path: `/${status}/%2Fthere` })
      expect([status, came]).toEqual([status, { reason: 'redirect', sent: status === 303, detail }])
    }
    expect(heard).toEqual(statuses.map(status => `${method} /${status}/%2Fthere`))
  })

  test.each([
    ['without a target', '/302'],
    ['to what is no address', `/302/${encodeURIComponent('http://[')}`]
  ])('%s ends', async (_, path) => {
    expect(await send({ apiUrl: github.url, path })).toEqual({ reason: 'redirect', sent: false, detail: '' })
  })

  test('to itself ends after four requests', async () => {
    let asked = 0
    await using server = await serve((_, response) => {
      asked += 1
      response.writeHead(302, { location: '/x' }).end()
    })
    expect(await send({ apiUrl: server.url })).toMatchObject({ reason: 'redirect', sent: false })
    expect(asked).toBe(4)
  })

  test('is none of 304', async () => {
    expect(await send({ apiUrl: github.url, path: '/304/%2Fthere' })).toMatchObject({ status: 304 })
  })
})

describe('the time limit', () => {
  const later: RequestListener = (_, response) =>
    void setTimeout(() => response.writeHead(302, { location: '/x' }).end(), 60)
  test.each<[name: string, RequestListener]>([
    ['a server that never answers', () => {}],
    ['a body without end', (_, response) => response.writeHead(200, { 'content-length': 99 }).write('{')],
    ['all redirects together', later]
  ])('holds for %s, which may have acted', async (_, listener) => {
    await using server = await serve(listener)
    const came = await send({ apiUrl: server.url, milliseconds: 150 })
    expect(came).toEqual({ reason: 'timeout', sent: true, detail: '' })
  })

  test('holds for a connection that never becomes a secure one, which has sent nothing', async () => {
    await using silent = await serveBytes(() => {})
    const apiUrl = `https://127.0.0.1:${silent.port}`
    const came = await send({ apiUrl, method: 'POST', milliseconds: 150 })
    expect(came).toEqual({ reason: 'timeout', sent: false, detail: '' })
  })

  test('is asked for anew by every attempt', async () => {
    await using server = await serve(() => {})
    const limits = [40, 20]
    const { fetch, close } = fetchFrom(server.url, { timeout: () => limits.shift() ?? 0 })
    for (const _ of [1, 2]) await expect(fetch(`${server.url}/x`, get)).rejects.toThrow()
    expect(limits).toEqual([])
    close()
  })
})

describe('the answer', () => {
  const id = { 'x-github-request-id': 'C0DE:1' }
  interface Given {
    status?: number
    headers?: Record<string, string>
    body?: string | Buffer
  }

  async function answered({ status = 200, headers = json, body = '' }: Given) {
    await using server = await serve((_, response) => response.writeHead(status, headers).end(body))
    return await send({ apiUrl: server.url, method: 'PATCH' })
  }

  const notJson = (status = 200) => ({ reason: 'not-json', sent: true, detail: `${status}` })
  const notApi = (status: number) => ({ reason: 'not-api', sent: true, detail: `${status}` })
  const type = (type: string, more = {}) => ({ 'content-type': type, ...more })
  const encoding = (encoding: string) => ({ 'content-encoding': encoding })
  const known = type('application/vnd.github+json; charset=utf-8', encoding('identity'))
  const said = '{"message":"m"}'
  const documented = '{"message":"m","documentation_url":"https://docs.github.com"}'
  const nested = `${'['.repeat(64)}"${'['.repeat(99)}\\"["${']'.repeat(64)}`
  const tooDeep = `{"message":"m","errors":${'['.repeat(64)}${']'.repeat(64)}}`
  const asJson = { headers: expect.objectContaining(new Map([['content-type', 'application/json']])) }
  const refusal = { status: 403, headers: type('x/y', id), body: said }
  test.each<[name: string, given: Given, expected: object]>([
    ['an empty 201', { status: 201 }, notJson(201)],
    ['HTML that says it is JSON', { body: '<p>' }, notJson()],
    ['JSON that says it is text', { headers: type('text/plain'), body: '{}' }, notJson()],
    ['JSON that says nothing', { headers: {}, body: '{}' }, notJson()],
    ['JSON that says it is like JSON', { headers: type('application/jsonp'), body: '{}' }, notJson()],
    ['gzip not asked for', { headers: { ...json, ...encoding('gzip') }, body: gzipSync('{}') }, notJson()],
    ['JSON that says it is gzip', { headers: { ...json, ...encoding('gzip') }, body: '{}' }, notJson()],
    ['JSON of a named kind', { headers: known, body: '{"a":"ü"}' }, { status: 200, text: '{"a":"ü"}' }],
    ['204, which has no body', { status: 204, headers: {} }, { status: 204, text: '' }],
    ['64 brackets in brackets, and brackets in text', { body: nested }, { status: 200 }],
    ['65 brackets in brackets', { body: '['.repeat(65) + ']'.repeat(65) }, notJson()],
    ['a refusal with an id, whatever it is called', refusal, { status: 403, text: said, ...asJson }],
    ['a refusal that names its documentation', { status: 404, body: documented }, { status: 404 }],
    ['a refusal without a word', { status: 401, headers: id }, { status: 401 }],
    ['a 422 with a message', { status: 422, body: said }, { status: 422, text: said }],
    ['a 422 that is a page', { status: 422, body: '<p>' }, notApi(422)],
    ['a refusal nested too deep', { status: 404, headers: id, body: tooDeep }, notApi(404)]
  ])('%s', async (_, given, expected) => {
    expect(await answered(given)).toMatchObject(expected)
  })

  test.each(['', '<html>', '{"error":"m"}', '{"message":"no Route matched"}', '[]', 'null'])(
    'with %j is no refusal of the API',
    async body => {
      for (const status of [401, 403, 404]) expect(await answered({ status, body })).toEqual(notApi(status))
    }
  )

  test.each([429, 500, 502, 503])('%i and a page, which may pass', async status => {
    expect(await answered({ status, headers: id, body: '<html>' })).toMatchObject(notJson(status))
  })

  test('without end is left at 16 MiB', async () => {
    const spaces = ' '.repeat(1024 * 1024)
    let written = 0
    await using server = await serve((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(spaces)) written += 1
        response.once('drain', more)
      }
      response.writeHead(200, json)
      more()
    })
    const detail = 'larger than 16 MiB'
    expect(await send({ apiUrl: server.url })).toEqual({ reason: 'too-large', sent: true, detail })
    expect(written).toBeLessThan(64)
  })

  test.each([
    [0, { status: 200 }],
    [1, { reason: 'too-large' }]
  ])('of 16 MiB and %i bytes: %j', async (more, expected) => {
    const body = `"${'x'.repeat(16 * 1024 * 1024 - 2)}"${' '.repeat(more)}`
    expect(await answered({ body })).toMatchObject(expected)
  })

  const chunked = 'Transfer-Encoding: chunked'
  const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'
  test.each([
    ['shorter than its length', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}', 'ECONNRESET'],
    ['in chunks without a last one', `HTTP/1.1 200 OK\r\n${chunked}\r\n\r\n2\r\n{}\r\n`, 'ECONNRESET'],
    ['that never begins', '', 'ECONNRESET'],
    ['that is no HTTP', 'hello\r\n\r\n', 'HPE_INVALID_CONSTANT'],
    ['that changes the protocol, which nobody asked for,', upgrade, 'it switched protocols']
  ])('%s is lost, and it may have been carried out', async (_, given, detail) => {
    await using server = await serveBytes(client => client.end(given))
    const came = await send({ apiUrl: server.url, method: 'POST' })
    expect(came).toEqual({ reason: 'lost', sent: true, detail })
  })
})

describe('without a connection nothing was sent', () => {
  const refused = { reason: 'refused', sent: false, detail: 'ECONNREFUSED' }
  const outgoing = { socket: null } as Parameters<typeof faultOf>[1]

  test.each(['http', 'https'])('%s: nothing listens', async scheme => {
    expect(await send({ apiUrl: `${scheme}://127.0.0.1:1`, method: 'POST' })).toEqual(refused)
  })

  test('a name that no server of names can know', async () => {
    // Labels end at 63 characters, so nobody is asked.
    const came = await send({ apiUrl: `https://${'a'.repeat(64)}.example`, method: 'POST' })
    expect(came).toEqual({ reason: 'unresolved', sent: false, detail: 'ENOTFOUND' })
  })

  test('https where http is spoken', async () => {
    const came = await send({ apiUrl: github.url.replace('http', 'https'), method: 'POST' })
    expect(came).toMatchObject({ reason: 'tls', sent: false })
  })

  test.each([
    ...['ERR_TLS_CERT_ALTNAME_INVALID', 'CERT_HAS_EXPIRED', 'SELF_SIGNED_CERT_IN_CHAIN', 'INVALID_CA'],
    ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY']
  ])('%s is about the certificate', code => {
    const { failure } = faultOf(Object.assign(new Error(), { code }), outgoing)
    expect(failure).toMatchObject({ reason: 'certificate', sent: false, detail: code })
  })

  test('an error that says nothing is a connection lost', () => {
    expect(faultOf(new Error('?'), outgoing).failure).toMatchObject({ reason: 'lost', sent: false })
  })

  test('a host with several addresses, none of which listens', async () => {
    const addresses = ['127.0.0.1', '127.0.0.2'].map(address => ({ address, family: 4 }))
    const lookup: http.RequestOptions['lookup'] = (_, __, found) => found(null, addresses)
    const asked = http.request({ host: 'several.example', port: 1, lookup })
    const error = await new Promise<Error>(resolve => asked.once('error', resolve).end())
    expect(faultOf(error, asked).failure).toMatchObject(refused)
  })
})

describe('a proxy', () => {
  const apiUrl = 'https://api.acme.example'
  const through = (port: number) => ({ HTTPS_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: '' })
  const established = 'HTTP/1.1 200 OK\r\n\r\n'

  /** Sends a header that has no end. */
  function flood(client: Socket): void {
    client.write('HTTP/1.1 200 OK\r\n')
    const more = () => {
      while (!client.destroyed && client.write(`x-${'x'.repeat(4000)}: y\r\n`));
      client.once('drain', more)
    }
    more()
  }

  const hangUp = (client: Socket) => client.write(established) && client.once('data', () => client.destroy())
  test.each<[name: string, client: (client: Socket) => unknown, reason: string, detail: string]>([
    ['that refuses', one => one.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'), 'proxy', '407'],
    ['that hangs up', one => one.destroy(), 'proxy', 'ECONNRESET'],
    ['whose header has no end', flood, 'proxy', 'HPE_HEADER_OVERFLOW'],
    ['whose tunnel ends before it is secure', hangUp, 'lost', 'ECONNRESET'],
    ['that never answers', () => {}, 'timeout', ''],
    ['in whose tunnel nobody answers', one => one.write(established), 'timeout', '']
  ])('%s has let nothing through', async (_, act, reason, detail) => {
    const asked: string[] = []
    await using proxy = await serveBytes((client, first) => {
      asked.push(first.toString().split('\r\n')[0] ?? '')
      act(client)
    })
    const milliseconds = reason === 'timeout' ? 50 : 15_000
    const came = await send({ apiUrl, method: 'POST', milliseconds, proxy: through(proxy.port) })
    expect(came).toEqual({ reason, sent: false, detail })
    expect(asked).toEqual(['CONNECT api.acme.example:443 HTTP/1.1'])
  })

  // No proxy listens at port 1, and GitHub speaks no TLS.
  test.each(['127.0.0.1', 'localhost'])('is never asked for %s', async host => {
    const came = await send({ apiUrl: `https://${host}:${github.port}`, proxy: through(1) })
    expect(came).toMatchObject({ reason: 'tls' })
  })

  const host = `${'a'.repeat(60)}.${'b'.repeat(64)}.example`
  const below = `${'b'.repeat(64)}.example`
  const listed = [host, below, `.${below}`, `*.${below}`, `x.example ${host}`, `x,, ${below.toUpperCase()}`]
  const others = ['', ',', '.', '*.', `${below}:443`, `x.${host}`, 'ample', '*:443', below.slice(1)]
  test.each([
    ['unresolved', ...listed, '*', 'example', `${below}:8443`, '*:8443', `${host}.`],
    ['refused', ...others, '::1', `x:${host}:8443`, `${host}:8443:x`]
  ])('is asked or not, as NO_PROXY wants it: %s', async (reason, ...lists) => {
    for (const NO_PROXY of lists) {
      const came = await send({ apiUrl: `https://${host}:8443`, proxy: { ...through(1), NO_PROXY } })
      expect([NO_PROXY, came]).toEqual([NO_PROXY, expect.objectContaining({ reason })])
    }
  })
})
