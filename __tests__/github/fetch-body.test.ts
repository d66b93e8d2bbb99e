import { gzipSync } from 'node:zlib'
import { send } from './fetching.ts'
import { serve, serveBytes } from './raw-server.ts'

const json = { 'content-type': 'application/json' }
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
const nested = `${'['.repeat(64)}"${'['.repeat(99)}\\"["${']'.repeat(64)}`
const tooDeep = `{"message":"m","errors":${'['.repeat(64)}${']'.repeat(64)}}`
const asJson = { headers: expect.objectContaining(new Map([['content-type', 'application/json']])) }
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
  [
    'a refusal with a request id, whatever it is called',
    { status: 403, headers: type('x/y', id), body: said },
    { status: 403, text: said, ...asJson }
  ],
  [
    'a refusal that names where it is documented',
    { status: 404, body: '{"message":"m","documentation_url":"https://docs.github.com"}' },
    { status: 404 }
  ],
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

test('a body without end is left at 16 MiB', async () => {
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
  expect(await send({ apiUrl: server.url })).toEqual({
    reason: 'too-large',
    sent: true,
    detail: 'larger than 16 MiB'
  })
  expect(written).toBeLessThan(64)
  await server.close()
})

test('a body of 16 MiB is taken', async () => {
  const body = `"${'x'.repeat(16 * 1024 * 1024 - 2)}"`
  expect(await answered({ body })).toMatchObject({ status: 200 })
})

test.each([
  {
    name: 'shorter than its length',
    given: 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}',
    detail: 'ECONNRESET'
  },
  {
    name: 'in chunks without a last one',
    given: 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n',
    detail: 'ECONNRESET'
  },
  { name: 'that never begins', given: '', detail: 'ECONNRESET' },
  { name: 'that is no HTTP', given: 'hello\r\n\r\n', detail: 'HPE_INVALID_CONSTANT' }
])('an answer $name is lost, and may have been carried out', async ({ given, detail }) => {
  const server = await serveBytes(client => client.end(given))
  const came = await send({ apiUrl: server.url, method: 'POST' })
  expect(came).toEqual({ reason: 'lost', sent: true, detail })
  await server.close()
})
