import { misread } from '../../src/github/failure.ts'
import { asIs, type Connected, connect, creating, reading } from './connected.ts'
import { serve } from './raw-server.ts'

let at: Connected

beforeEach(async () => {
  at = await connect()
  at.github.addOrganization('acme')
})
afterEach(() => at.close())

const path = '/orgs/acme/private-registries'

test('a request carries the token, the version and who asks, and comes back with its answer', async () => {
  const { github, client } = at
  const { status, data, headers } = await client.request(reading, asIs)
  expect([status, data]).toEqual([200, { total_count: 0, configurations: [] }])
  expect(headers['x-github-request-id']).toBeDefined()
  expect(github.exchanges[0]?.headers).toMatchObject({
    'x-github-api-version': '2022-11-28',
    'user-agent': expect.stringContaining('private-registry-action')
  })
  expect(github.violations).toEqual([])
  await client.firstSent
})

test("a body's member `url` is no address", async () => {
  const heard: string[] = []
  const registry = await serve((request, response) => {
    heard.push(`${request.url}`)
    response.end()
  })
  await at.client.request({ ...creating, data: { ...creating.data, url: registry.url } }, asIs)
  expect(at.github.said()).toEqual([`POST ${path}`])
  expect(at.github.exchanges[0]?.body).toMatchObject({ url: registry.url })
  expect(heard).toEqual([])
  await registry.close()
})

test('a name that would lead elsewhere is not sent', async () => {
  const route = 'DELETE /orgs/{org}/private-registries/{secret_name}'
  for (const secret_name of ['..', '.'])
    await expect(
      at.client.request({ ...reading, route, parameters: { org: 'acme', secret_name } }, asIs)
    ).rejects.toMatchObject({ failures: [{ reason: 'other-address' }] })
  expect(at.github.said()).toEqual([])
})

test('a token that ends soon is warned of once', async () => {
  const { github, client, log } = at
  const headers = { 'github-authentication-token-expiration': '2026-01-10 00:00:00 UTC' }
  github.answer({}, { status: 200, headers, body: { total_count: 0, configurations: [] } }, 2)
  await client.request(reading, asIs)
  await client.request(reading, asIs)
  expect(log).toEqual([`warning: 'token' ends on 2026-01-10; renew it before then.`])
})

test('a token that ends later is not', async () => {
  const { github, client, log } = at
  const headers = { 'github-authentication-token-expiration': '2026-01-16 00:00:00 UTC' }
  github.answer({}, { status: 200, headers, body: {} })
  await client.request(reading, asIs)
  expect(log).toEqual([])
})

test('an answer that is not understood is asked for again', async () => {
  const { clock, client } = at
  let count = 0
  const read = () => {
    count += 1
    if (count < 3) throw misread('it is no list')
    return count
  }
  expect(await client.request(reading, read)).toBe(3)
  expect(clock.now()).toBeGreaterThan(0)
})

test('an answer that is never understood becomes an error in words', async () => {
  const failing = at.client.request(reading, () => {
    throw misread('it is no list')
  })
  await expect(failing).rejects.toMatchObject({ name: 'RequestFailed', mayHaveHappened: false })
  await expect(failing).rejects.toThrow(
    /^Could not try it: the answer of 127\.0\.0\.1:\d+ is not what GitHub's API describes: it is no list\. It was tried 5 times\.$/
  )
})

test('what takes several requests is done again where it does not fit together', async () => {
  const { client, clock, log } = at
  let count = 0
  const once = async () => {
    count += 1
    await client.request(reading, asIs)
    if (count < 3) throw misread('it does not fit')
    return count
  }
  expect(await client.whole(reading, once)).toBe(3)
  expect(at.github.said()).toHaveLength(3)
  expect(clock.waits).toHaveLength(2)
  expect(log[0]).toMatch(/to try it again: its answer cannot be right\.$/)
})

test.each([
  { name: 'a request of it that failed', given: () => at.client.request(reading, asIs) },
  { name: 'a defect', given: () => Promise.reject(new Error('GitHub refused to try it (403)')) }
])('$name ends it at once', async ({ given }) => {
  at.github.answer({}, { status: 403, body: { message: 'No' } }, 9)
  let count = 0
  const once = () => {
    count += 1
    return given()
  }
  await expect(at.client.whole(reading, once)).rejects.toThrow(/^GitHub refused to try it \(403\)/)
  expect(count).toBe(1)
  expect(at.clock.waits).toEqual([])
})

test.each([
  { name: 'as long as asked', given: 2000, expected: 2000 },
  { name: 'not at all', given: 0, expected: 0 },
  { name: 'not beyond the time limit', given: 700_000, expected: 600_000 }
])('a pause lasts $name', async ({ given, expected }) => {
  await at.client.pause(given)
  expect(at.clock.waits).toEqual([expected])
})

test('Octokit prints nothing, whatever it is told', async () => {
  const headers = { deprecation: 'Sat, 01 Jan 2000 00:00:00 GMT', sunset: 'x' }
  at.github.answer({}, { status: 200, headers, body: {} })
  const printed: unknown[] = []
  const { warn } = console
  console.warn = (...words) => printed.push(words)
  try {
    await at.client.request(reading, asIs)
  } finally {
    console.warn = warn
  }
  expect([at.log, printed]).toEqual([[], []])
})
