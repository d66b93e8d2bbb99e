import { request } from 'node:http'
import { ask, type Sent } from './client.ts'
import { type GitHubOptions, type LocalGitHub, startGitHub } from './server.ts'

const list = 'GET /orgs/acme/private-registries'
let github: LocalGitHub

async function start(options?: GitHubOptions): Promise<void> {
  github = await startGitHub(options)
  github.addOrganization('acme')
}

afterEach(() => github.close())

test('the conversation is kept', async () => {
  await start()
  await ask(github, `${list}?per_page=100`)
  await ask(github, 'POST /orgs/acme/private-registries', { body: { url: 'x' } })
  expect(github.said()).toEqual([`${list}?per_page=100`, 'POST /orgs/acme/private-registries'])
  expect(github.exchanges).toMatchObject([
    {
      status: 200,
      body: undefined,
      answer: { total_count: 0 },
      headers: { 'user-agent': 'test' },
      violations: []
    },
    { status: 422, body: { url: 'x' }, answer: { message: expect.stringMatching(/^Invalid request/) } }
  ])
})

test('every answer has its headers', async () => {
  await start({ now: () => Date.parse('2026-03-01T12:30:00Z') })
  await ask(github, list)
  const { headers } = await ask(github, list)
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'x-github-media-type': 'github.v3; format=json',
    'x-github-api-version-selected': '2022-11-28',
    'x-github-request-id': 'C0DE:0002',
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '4998',
    'x-ratelimit-used': '2',
    'x-ratelimit-reset': String(Date.parse('2026-03-01T13:00:00Z') / 1000),
    'x-ratelimit-resource': 'core'
  })
})

const oddRequests: [name: string, route: string, sent: Sent, status: number, violation: RegExp][] = [
  ['no version', list, { headers: { 'x-github-api-version': '' } }, 200, /There is no X-GitHub-Api-Version/],
  [
    'unknown version',
    list,
    { headers: { 'x-github-api-version': 'v3' } },
    400,
    /The X-GitHub-Api-Version v3 is not/
  ],
  ['any answer will do', list, { headers: { accept: 'text/html' } }, 200, /Accept is text\/html/],
  ['no such endpoint', 'GET /user', {}, 404, /no such endpoint/],
  ['no such method', 'PUT /orgs/acme/private-registries', {}, 404, /no such endpoint/],
  ['two slashes', 'GET //orgs/acme', {}, 404, /no such endpoint/],
  ['unknown query', `${list}?q=1`, {}, 400, /"q" is not a permitted key/],
  ['page too large', `${list}?per_page=101`, {}, 400, /101 must be <= 100/],
  ['no body', 'POST /orgs/acme/private-registries', {}, 422, /The body wasn't supplied/],
  ['no JSON', 'POST /orgs/acme/private-registries', { body: '{' }, 400, /is not an object/],
  ['no object', 'POST /orgs/acme/private-registries', { body: [] }, 400, /is not an object/],
  ['a form', 'DELETE /orgs/acme/private-registries/X', { body: 'a=b' }, 400, /No body is permitted/]
]

test.each(oddRequests)('is strict: %s', async (_, route, sent, status, violation) => {
  await start()
  expect((await ask(github, route, sent)).status).toBe(status)
  expect(github.violations).toEqual([expect.stringMatching(violation)])
})

test('a request needs a User-Agent', async () => {
  await start()
  const sent = request(`${github.url}/orgs/acme`, { headers: { accept: 'application/json' } })
  const status = await new Promise(resolve =>
    sent.on('response', got => resolve(got.resume().statusCode)).end()
  )
  expect(status).toBe(403)
  expect(github.violations[0]).toMatch(/There is no User-Agent/)
})

test('Enterprise Server serves below /api/v3', async () => {
  await start({ description: 'ghes-3.18' })
  expect(github.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/v3$/)
  expect(await ask(github, list)).toMatchObject({ status: 200, body: { total_count: 0 } })
  expect(github.said()).toEqual([list])
  expect(github.violations).toEqual([])
  for (const elsewhere of ['', '/api/v4']) {
    const url = new URL(github.url).origin + elsewhere
    expect((await ask({ ...github, url }, list)).status).toBe(404)
  }
  const version = { 'x-github-api-version': '2026-03-10' }
  expect(await ask(github, list, { headers: version })).toMatchObject({ status: 400 })
})

test('an answer may be delayed', async () => {
  await start({ delay: 60 })
  const before = performance.now()
  await ask(github, list)
  expect(performance.now() - before).toBeGreaterThan(55)
})
