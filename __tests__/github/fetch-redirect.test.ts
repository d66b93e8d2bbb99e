import { send } from './fetching.ts'
import { type RawServer, serve } from './raw-server.ts'

const heard: string[] = []
let github: RawServer
let other: RawServer

beforeAll(async () => {
  other = await serve((request, response) => {
    heard.push(`other ${request.method} ${request.url}`)
    response.setHeader('content-type', 'application/json').end('{}')
  })
  github = await serve((request, response) => {
    heard.push(`${request.method} ${request.url}`)
    const [, status = '', target = ''] = request.url?.split('/') ?? []
    if (status.startsWith('there'))
      response.setHeader('content-type', 'application/json').end('{"there":true}')
    else response.writeHead(Number(status), target ? { location: decodeURIComponent(target) } : {}).end()
  })
})
beforeEach(() => {
  heard.length = 0
})
afterAll(() => Promise.all([github.close(), other.close()]))

const statuses = [301, 302, 303, 307, 308]

test.each(statuses)('a GET answered %i is followed on its own host', async status => {
  expect(await send({ apiUrl: github.url, path: `/${status}/%2Fthere%3Fa=1` })).toMatchObject({
    status: 200,
    text: '{"there":true}'
  })
  expect(heard).toEqual([`GET /${status}/%2Fthere%3Fa=1`, 'GET /there?a=1'])
})

test.each(statuses)('a GET answered %i is not followed to another host', async status => {
  const path = `/${status}/${encodeURIComponent(`${other.url}/x`)}`
  const detail = `127.0.0.1:${other.port}`
  expect(await send({ apiUrl: github.url, path })).toEqual({ reason: 'redirect', sent: false, detail })
  expect(heard).toEqual([`GET ${path}`])
})

test.each(['POST', 'PATCH', 'DELETE'].flatMap(method => statuses.map(status => ({ method, status }))))(
  'a $method answered $status is not followed, even on its own host',
  async ({ method, status }) => {
    const detail = `127.0.0.1:${github.port}`
    const came = await send({ apiUrl: github.url, method, path: `/${status}/%2Fthere` })
    expect(came).toEqual({ reason: 'redirect', sent: status === 303, detail })
    expect(heard).toEqual([`${method} /${status}/%2Fthere`])
  }
)

test.each([
  { name: 'no target', given: '/302' },
  { name: 'a target that is no address', given: `/302/${encodeURIComponent('http://[')}` }
])('a redirect with $name ends', async ({ given }) => {
  const came = await send({ apiUrl: github.url, path: given })
  expect(came).toEqual({ reason: 'redirect', sent: false, detail: '' })
})

test('a redirect to itself ends after four requests', async () => {
  let asked = 0
  const circle = await serve((_, response) => {
    asked += 1
    response.writeHead(302, { location: '/x' }).end()
  })
  expect(await send({ apiUrl: circle.url })).toMatchObject({ reason: 'redirect', sent: false })
  expect(asked).toBe(4)
  await circle.close()
})

test('304 is no redirect', async () => {
  expect(await send({ apiUrl: github.url, path: '/304/%2Fthere' })).toMatchObject({ status: 304 })
})
