import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { ClientRequest, RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { isLoopback } from '../../src/github/fetch.ts'
import { fetchFrom, send } from './fetching.ts'
import { type RawServer, serve, serveBytes } from './raw-server.ts'

const json = { 'content-type': 'application/json' }
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

describe('the address', () => {
  test('on the origin is asked, with its query', async () => {
    const path = '/orgs/a%20b?per_page=100'
    expect(await send({ apiUrl: github.url, path })).toMatchObject({ status: 200 })
    expect(heard).toEqual([`GET ${path}`])
  })

  test.each([
    { name: 'another port', given: () => `${other.url}/x` },
    { name: 'another scheme', given: () => `${github.url.replace('http:', 'https:')}/x` },
    { name: 'another name of the host', given: () => `${github.url.replace('127.0.0.1', 'localhost')}/x` },
    { name: 'the host as a user name', given: () => `${github.url}@127.0.0.1:${other.port}/x` },
    { name: 'user name and password', given: () => github.url.replace('//', '//ci:hunter2@') }
  ])('with $name gets nothing', async ({ given }) => {
    const detail = new URL(given()).host
    const came = await send({ apiUrl: github.url, method: 'POST', address: given() })
    expect(came).toEqual({ reason: 'other-address', sent: false, detail })
    expect(heard).toEqual([])
  })

  test.each([
    '/orgs/acme/private-registries/..',
    '/orgs/acme/private-registries/.',
    '/orgs/acme/private-registries/%2e%2e',
    '/orgs/acme/private-registries/%2E.',
    '/orgs/acme/../../user',
    '/orgs\\acme',
    '/orgs/ä',
    '/orgs/ac\nme'
  ])('with a path that a URL reads otherwise is not asked: %j', async path => {
    const came = await send({ apiUrl: github.url, method: 'DELETE', path })
    expect(came).toMatchObject({ reason: 'other-address', sent: false })
    expect(heard).toEqual([])
  })

  test.each([
    ...['localhost', '127.0.0.1', '127.255.3.4', '[::1]'].map(host => ({ host, expected: true })),
    ...['127.0.0.1.acme.example', '128.0.0.1', 'api.github.com', 'localhost.acme.example'].map(host => ({
      ...{ host, expected: false }
    }))
  ])('$host is this machine: $expected', ({ host, expected }) => {
    expect(isLoopback(host)).toBe(expected)
  })
})

test('method, headers and body arrive', async () => {
  const seen: unknown[] = []
  const server = await serve(async (request, response) => {
    const body = await request.setEncoding('utf8').toArray()
    seen.push(request.method, request.headers['authorization'], body.join(''))
    response.writeHead(201, { ...json, 'set-cookie': ['a=1', 'b=2'] }).end('{}')
  })
  const { fetch, close } = fetchFrom(server.url)
  const init = { method: 'POST', headers: { authorization: 'token t' }, body: '{"url":"u"}' }
  const { status, url, headers } = await fetch(`${server.url}/x`, init)
  expect(seen).toEqual(['POST', 'token t', '{"url":"u"}'])
  expect([status, url, headers.get('set-cookie')]).toEqual([201, `${server.url}/x`, 'a=1, b=2'])
  close()
  await server.close()
})

test('it is told when all requests have left, or could not', async () => {
  const requests: ClientRequest[] = []
  const note = (message: unknown) => void requests.push(Object(message).request)
  subscribe('http.client.request.created', note)
  const server = await serve(() => {})
  const { fetch, requestsSent, close } = fetchFrom(server.url)
  const get = { method: 'GET', headers: {} }
  const answers = Promise.allSettled([1, 2, 3].map(page => fetch(`${server.url}/x?page=${page}`, get)))
  await requestsSent
  const left = requests.map(({ writableFinished }) => writableFinished)
  unsubscribe('http.client.request.created', note)
  close()
  await answers
  await server.close()
  expect(left).toEqual([true, true, true])
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

  test.each(['POST', 'PATCH', 'DELETE'].flatMap(method => statuses.map(status => ({ method, status }))))(
    '$status of a $method is not followed, even on its own host',
    async ({ method, status }) => {
      const detail = `127.0.0.1:${github.port}`
      const came = await send({ apiUrl: github.url, method, path: `/${status}/%2Fthere` })
      expect(came).toEqual({ reason: 'redirect', sent: status === 303, detail })
      expect(heard).toEqual([`${method} /${status}/%2Fthere`])
    }
  )

  test.each([
    { name: 'without a target', given: '/302' },
    { name: 'to what is no address', given: `/302/${encodeURIComponent('http://[')}` }
  ])('$name ends', async ({ given }) => {
    const came = await send({ apiUrl: github.url, path: given })
    expect(came).toEqual({ reason: 'redirect', sent: false, detail: '' })
  })

  test('to itself ends after four requests', async () => {
    let asked = 0
    const circle = await serve((_, response) => {
      asked += 1
      response.writeHead(302, { location: '/x' }).end()
    })
    expect(await send({ apiUrl: circle.url })).toMatchObject({ reason: 'redirect', sent: false })
    expect(asked).toBe(4)
    await circle.close()
  })

  test('is none of 304', async () => {
    expect(await send({ apiUrl: github.url, path: '/304/%2Fthere' })).toMatchObject({ status: 304 })
  })
})

describe('the time limit', () => {
  test.each<[name: string, RequestListener]>([
    ['a server that never answers', () => {}],
    ['a body without end', (_, response) => response.writeHead(200, { 'content-length': 99 }).write('{')],
    [
      'all redirects together',
      (_, response) => void setTimeout(() => response.writeHead(302, { location: '/x' }).end(), 60)
    ]
  ])('holds for %s, which may have acted', async (_, listener) => {
    const server = await serve(listener)
    const came = await send({ apiUrl: server.url, milliseconds: 150 })
    expect(came).toEqual({ reason: 'timeout', sent: true, detail: '' })
    await server.close()
  })

  test('holds for a connection that never becomes a secure one, which has sent nothing', async () => {
    const silent = await serveBytes(() => {})
    const apiUrl = `https://127.0.0.1:${silent.port}`
    const came = await send({ apiUrl, method: 'POST', milliseconds: 150 })
    expect(came).toEqual({ reason: 'timeout', sent: false, detail: '' })
    await silent.close()
  })

  test('is asked for anew by every attempt', async () => {
    const server = await serve(() => {})
    const limits = [40, 20]
    const { fetch, close } = fetchFrom(server.url, { timeout: () => limits.shift() ?? 0 })
    for (const _ of [1, 2])
      await expect(fetch(`${server.url}/x`, { method: 'GET', headers: {} })).rejects.toThrow()
    expect(limits).toEqual([])
    close()
    await server.close()
  })

  test('is not awaited by who closes', async () => {
    const server = await serve(() => {})
    const { fetch, requestsSent, close } = fetchFrom(server.url)
    const asked = fetch(`${server.url}/x`, { method: 'GET', headers: {} })
    const ended = expect(asked).rejects.toMatchObject({ failure: { reason: 'lost' } })
    await requestsSent
    close()
    await ended
    await server.close()
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
    const server = await serve((_, response) => response.writeHead(status, headers).end(body))
    const came = await send({ apiUrl: server.url, method: 'PATCH' })
    await server.close()
    return came
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
    ['an empty 200', {}, notJson()],
    ['an empty 201', { status: 201 }, notJson(201)],
    ['HTML', { headers: type('text/html'), body: '<p>' }, notJson()],
    ['HTML that says it is JSON', { body: '<p>' }, notJson()],
    ['half of some JSON', { body: '{"a":' }, notJson()],
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
    ['a 422 in words', { status: 422, body: '<p>' }, { status: 422, text: '<p>' }],
    ['a refusal nested too deep', { status: 404, headers: id, body: tooDeep }, notApi(404)]
  ])('%s', async (_, given, expected) => {
    expect(await answered(given)).toMatchObject(expected)
  })

  test.each([401, 403, 404, 406, 407, 418])('%i with what is no refusal of the API', async status => {
    for (const body of ['', '<html>', '{"error":"m"}', '{"message":"no Route matched"}', '[]', 'null'])
      expect([body, await answered({ status, body })]).toEqual([body, notApi(status)])
  })

  test.each([429, 500, 502, 503])('%i and a page, which may pass', async status => {
    expect(await answered({ status, headers: id, body: '<html>' })).toMatchObject(notJson(status))
  })

  test('without end is left at 16 MiB', async () => {
    const spaces = ' '.repeat(1024 * 1024)
    let written = 0
    const server = await serve((_, response) => {
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
    await server.close()
  })

  test('of 16 MiB is taken', async () => {
    const body = `"${'x'.repeat(16 * 1024 * 1024 - 2)}"`
    expect(await answered({ body })).toMatchObject({ status: 200 })
  })

  const lost = (detail: string) => ({ reason: 'lost', sent: true, detail })
  test.each([
    ['shorter than its length', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}', 'ECONNRESET'],
    [
      ...([
        'in chunks without a last one',
        'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n'
      ] as const),
      'ECONNRESET'
    ],
    ['that never begins', '', 'ECONNRESET'],
    ['that is no HTTP', 'hello\r\n\r\n', 'HPE_INVALID_CONSTANT']
  ])('%s is lost, and it may have been carried out', async (_, given, detail) => {
    const server = await serveBytes(client => client.end(given))
    expect(await send({ apiUrl: server.url, method: 'POST' })).toEqual(lost(detail))
    await server.close()
  })

  test('that changes the protocol, which nobody asked for, is an error', async () => {
    const server = await serveBytes(client =>
      client.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n')
    )
    expect(await send({ apiUrl: server.url })).toEqual(lost('it switched protocols'))
    await server.close()
  })
})
