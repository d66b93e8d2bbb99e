import { createFetch, isLoopback } from '../../src/github/fetch.ts'
import { neverCut, send } from './fetching.ts'
import { type RawServer, serve } from './raw-server.ts'

let heard: string[]
let github: RawServer
let other: RawServer

beforeAll(async () => {
  github = await serve((request, response) => {
    heard.push(`${request.method} ${request.url}`)
    response.setHeader('content-type', 'application/json').end('{}')
  })
  other = await serve((request, response) => {
    heard.push(`other ${request.method} ${request.url}`)
    response.setHeader('content-type', 'application/json').end('{}')
  })
})
beforeEach(() => {
  heard = []
})
afterAll(() => Promise.all([github.close(), other.close()]))

test('an address on the origin is asked, with its query', async () => {
  expect(await send({ apiUrl: github.url, path: '/orgs/a%20b?per_page=100' })).toMatchObject({ status: 200 })
  expect(heard).toEqual(['GET /orgs/a%20b?per_page=100'])
})

test.each([
  { name: 'another port', given: () => `${other.url}/x` },
  { name: 'another scheme', given: () => `${github.url.replace('http:', 'https:')}/x` },
  { name: 'another name of the same host', given: () => `${github.url.replace('127.0.0.1', 'localhost')}/x` },
  { name: 'the host as a user name', given: () => `${github.url}@127.0.0.1:${other.port}/x` }
])('nothing is sent to $name', async ({ given }) => {
  expect(await send({ apiUrl: github.url, method: 'POST', address: given() })).toEqual({
    reason: 'other-address',
    sent: false,
    detail: new URL(given()).host
  })
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
])('a path that a URL reads otherwise is not asked: %j', async path => {
  expect(await send({ apiUrl: github.url, method: 'DELETE', path })).toMatchObject({
    reason: 'other-address',
    sent: false
  })
  expect(heard).toEqual([])
})

test('user name and password in the address are not asked either', async () => {
  const address = github.url.replace('//', '//ci:hunter2@')
  expect(await send({ apiUrl: github.url, address })).toEqual({
    reason: 'other-address',
    sent: false,
    detail: `127.0.0.1:${github.port}`
  })
})

test('method, headers and body arrive, and the first request that leaves is told', async () => {
  const seen: unknown[] = []
  const server = await serve(async (request, response) => {
    const body = await request.setEncoding('utf8').toArray()
    seen.push(request.method, request.headers['authorization'], body.join(''))
    response
      .setHeader('set-cookie', ['a=1', 'b=2'])
      .writeHead(201, { 'content-type': 'application/json' })
      .end('{}')
  })
  const { fetch, firstSent, close } = createFetch({
    apiUrl: server.url,
    timeLeft: () => 5000,
    proxy: {},
    cutFor: neverCut
  })
  const init = { method: 'POST', headers: { authorization: 'token t' }, body: '{"url":"u"}' }
  const answer = await fetch(`${server.url}/x`, init)
  await firstSent
  expect(seen).toEqual(['POST', 'token t', '{"url":"u"}'])
  expect([answer.status, answer.url, answer.headers.get('set-cookie')]).toEqual([
    201,
    `${server.url}/x`,
    'a=1, b=2'
  ])
  close()
  await server.close()
})

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.255.3.4', true],
  ['[::1]', true],
  ['127.0.0.1.acme.example', false],
  ['128.0.0.1', false],
  ['api.github.com', false],
  ['localhost.acme.example', false]
])('%s is this machine: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected)
})
