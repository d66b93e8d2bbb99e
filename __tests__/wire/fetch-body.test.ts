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
const cases: { name: string; given: Given; expected: object }[] = [
  { name: 'an empty 200', given: {}, expected: notJson() },
  { name: 'an empty 201', given: { status: 201 }, expected: notJson(201) },
  { name: 'HTML', given: { headers: { 'content-type': 'text/html' }, body: '<p>' }, expected: notJson() },
  { name: 'HTML that says it is JSON', given: { body: '<p>' }, expected: notJson() },
  { name: 'half of some JSON', given: { body: '{"a":' }, expected: notJson() },
  {
    name: 'JSON that says it is text',
    given: { headers: { 'content-type': 'text/plain' }, body: '{}' },
    expected: notJson()
  },
  { name: 'JSON that says nothing', given: { headers: {}, body: '{}' }, expected: notJson() },
  {
    name: 'JSON that says it is something like JSON',
    given: { headers: { 'content-type': 'application/jsonp' }, body: '{}' },
    expected: notJson()
  },
  {
    name: 'gzip, which was not asked for',
    given: { headers: { ...json, 'content-encoding': 'gzip' }, body: gzipSync('{}') },
    expected: notJson()
  },
  {
    name: 'JSON that says it is gzip',
    given: { headers: { ...json, 'content-encoding': 'gzip' }, body: '{}' },
    expected: notJson()
  },
  {
    name: 'JSON of a named kind, in no encoding',
    given: {
      headers: {
        'content-type': 'application/vnd.github+json; charset=utf-8',
        'content-encoding': 'identity'
      },
      body: '{"a":"ü"}'
    },
    expected: { status: 200, text: '{"a":"ü"}' }
  },
  {
    name: '204, which has no body',
    given: { status: 204, headers: {} },
    expected: { status: 204, text: '' }
  },
  {
    name: '64 brackets in brackets, and brackets in text',
    given: { body: `${'['.repeat(64)}"${'['.repeat(99)}\\"["${']'.repeat(64)}` },
    expected: { status: 200 }
  },
  { name: '65 brackets in brackets', given: { body: '['.repeat(65) + ']'.repeat(65) }, expected: notJson() },
  {
    name: 'a refusal with a request id, whatever it is called',
    given: { status: 403, headers: { 'content-type': 'x/y', ...id }, body: '{"message":"m"}' },
    expected: {
      status: 403,
      text: '{"message":"m"}',
      headers: expect.objectContaining(new Map([['content-type', 'application/json']]))
    }
  },
  {
    name: 'a refusal that names where it is documented',
    given: { status: 404, body: '{"message":"m","documentation_url":"https://docs.github.com"}' },
    expected: { status: 404 }
  },
  { name: 'a refusal without a word', given: { status: 401, headers: id }, expected: { status: 401 } },
  { name: 'a 422 in words', given: { status: 422, body: '<p>' }, expected: { status: 422, text: '<p>' } },
  ...[401, 403, 404, 406, 407, 418].flatMap(status =>
    ['', '<html>', '{"error":"m"}', '{"message":"no Route matched"}', '[]', 'null'].map(body => ({
      name: `${status} and ${body || 'nothing'}`,
      given: { status, body },
      expected: { reason: 'not-api', sent: true, detail: `${status}` }
    }))
  ),
  ...[429, 500, 502, 503].map(status => ({
    name: `${status} and a page, which may pass`,
    given: { status, headers: id, body: '<html>' },
    expected: notJson(status)
  })),
  {
    name: 'a refusal that is nested too deep',
    given: { status: 404, headers: id, body: `{"message":"m","errors":${'['.repeat(64)}${']'.repeat(64)}}` },
    expected: { reason: 'not-api', sent: true, detail: '404' }
  }
]

test.each(cases)('$name', async ({ given, expected }) => {
  expect(await answered(given)).toMatchObject(expected)
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
