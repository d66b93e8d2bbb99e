import { asIs, type Connected, clientOf, connect, creating, reading } from './connected.ts'

let at: Connected

/** A write comes five seconds after the one before; the run may take a minute. */
beforeEach(async () => {
  at = await connect({ writeInterval: 5000, deadline: Date.parse('2026-01-01T12:01:00Z') })
  at.github.addOrganization('acme')
})
afterEach(() => at.close())

const refused = { status: 422, body: { message: 'Validation Failed' } }

/** Notes when each request that writes arrives, in seconds. */
function arrivals({ github, clock }: Connected, methods = /^(POST|PATCH|DELETE)$/): number[] {
  const began = clock.now()
  const seconds: number[] = []
  for (const method of ['GET', 'POST', 'PATCH', 'DELETE'].filter(one => methods.test(one)))
    github.answer({ method }, () => void seconds.push((clock.now() - began) / 1000), 1000)
  return seconds
}

const patching = {
  ...creating,
  route: 'PATCH /orgs/{org}/private-registries/{secret_name}',
  parameters: { org: 'acme', secret_name: 'GIT_SOURCE_SECRET' },
  data: { visibility: 'private' }
}
const { data: _, ...withoutBody } = patching
const deleting = { ...withoutBody, route: 'DELETE /orgs/{org}/private-registries/{secret_name}' }

test('writes go one at a time, each not before the interval after the answer to the one before', async () => {
  const seconds = arrivals(at)
  await Promise.all([creating, patching, deleting, creating].map(call => at.client.request(call, asIs)))
  expect(at.github.said().map(line => line.split(' ')[0])).toEqual(['POST', 'PATCH', 'DELETE', 'POST'])
  expect(seconds).toEqual([0, 5, 10, 15])
  expect(at.clock.waits).toEqual([5000, 5000, 5000])
})

test('the next write is not sent before the answer to the one before has come', async () => {
  const { github, client } = at
  const events: string[] = []
  github.answer({ method: 'POST' }, () => void events.push('sent'), 5)
  const write = async () => {
    await client.request(creating, asIs)
    events.push('answered')
  }
  await Promise.all(Array.from({ length: 5 }, write))
  expect(events).toEqual(Array.from({ length: 5 }, () => ['sent', 'answered']).flat())
})

test('the interval counts from the answer, not from the request', async () => {
  const { github, client, clock } = at
  const seconds = arrivals(at)
  github.answer(
    { method: 'POST' },
    { status: 503, headers: { 'retry-after': '20' }, body: { message: 'Wait' } }
  )
  // The notes come first and let every request be, so the answer above is for none of them.
  await client.request(creating, asIs)
  await clock.sleep(2000, new AbortController().signal)
  await client.request(creating, asIs)
  expect(seconds).toEqual([0, 5])
})

test('a write after a long time waits for nothing, and one whose pause ends in time is begun', async () => {
  const { client, clock } = at
  await client.request(creating, asIs)
  await clock.sleep(54_900, new AbortController().signal)
  await client.request(creating, asIs)
  expect(clock.waits).toEqual([54_900])
  await client.request(creating, asIs)
  expect(clock.waits).toEqual([54_900, 5000])
})

test('a write that was refused holds the next one as any other', async () => {
  const { github, client, clock } = at
  github.answer({ method: 'POST' }, refused)
  await expect(client.request(creating, asIs)).rejects.toMatchObject({ begun: true, mayHaveHappened: false })
  await client.request(creating, asIs)
  expect(clock.waits).toEqual([5000])
})

test('reads wait for no write', async () => {
  const { github, client, clock } = at
  await client.request(creating, asIs)
  const held = Promise.withResolvers<void>()
  const sleep = clock.sleep
  clock.sleep = async (milliseconds, signal) => {
    await held.promise
    await sleep(milliseconds, signal)
  }
  const write = client.request(creating, asIs)
  await Promise.all([client.request(reading, asIs), client.request(reading, asIs)])
  expect(github.said().map(line => line.split(' ')[0])).toEqual(['POST', 'GET', 'GET'])
  held.resolve()
  await write
  expect(github.said()).toHaveLength(4)
})

test('a write whose pause would end too late is not begun, and reads still go', async () => {
  const { github, client, clock } = at
  await clock.sleep(56_000, new AbortController().signal)
  await client.request(creating, asIs)
  clock.waits.length = 0
  for (let time = 0; time < 2; time++)
    await expect(client.request(creating, asIs)).rejects.toMatchObject({
      begun: false,
      mayHaveHappened: false,
      message:
        "Could not try it: the next write may be at 2026-01-01 12:01:01 UTC, later than 'timeout' allows, so it was not begun."
    })
  expect(clock.waits).toEqual([])
  await client.request(reading, asIs)
  expect(github.said().map(line => line.split(' ')[0])).toEqual(['POST', 'GET'])
})

test('after the deadline nothing is begun, read or write', async () => {
  const { github, client, clock } = at
  await clock.sleep(60_000, new AbortController().signal)
  for (const call of [reading, creating])
    await expect(client.request(call, asIs)).rejects.toMatchObject({
      begun: false,
      message: "Could not try it: 'timeout' is used up, so it was not begun."
    })
  expect(github.said()).toEqual([])
})

test('after a 401 that client sends nothing more, whatever waits', async () => {
  const { github, client } = at
  github.answer({ method: 'POST' }, { status: 401, body: { message: 'Bad credentials' } })
  const calls = [creating, creating, patching, deleting].map(call => client.request(call, asIs))
  const [first, ...others] = await Promise.allSettled(calls)
  expect(first).toMatchObject({ reason: { begun: true, failures: [{ status: 401 }] } })
  for (const other of others)
    expect(other).toMatchObject({
      reason: {
        begun: false,
        message: 'Could not try it: GitHub has refused the token, so it was not begun.'
      }
    })
  await expect(client.request(reading, asIs)).rejects.toMatchObject({ begun: false })
  expect(github.said()).toHaveLength(1)
  // Another client has a token of its own.
  const other = clientOf(github.url, at)
  await other.request(reading, asIs)
  other.close()
})

test('a 403 ends nothing', async () => {
  const { github, client } = at
  github.answer({}, { status: 403, body: { message: 'Resource not accessible' } })
  await expect(client.request(creating, asIs)).rejects.toMatchObject({ begun: true })
  await client.request(creating, asIs)
  expect(github.said()).toHaveLength(2)
})

test('two clients do not wait for each other', async () => {
  const { github, client, clock } = at
  const other = clientOf(github.url, at, { writeInterval: 9000 })
  await Promise.all([client, other].map(one => one.request(creating, asIs)))
  expect(clock.waits).toEqual([])
  other.close()
})

test('a write that is sent again for its rate keeps its turn', async () => {
  const { github, client, clock } = at
  github.answer(
    { method: 'POST' },
    { status: 429, headers: { 'retry-after': '9' }, body: { message: 'Slow' } }
  )
  await Promise.all([client.request(creating, asIs), client.request(deleting, asIs)])
  expect(github.said().map(line => line.split(' ')[0])).toEqual(['POST', 'POST', 'DELETE'])
  expect(clock.waits).toEqual([9000, 5000])
})

test('a write that is sent again after a failure keeps the interval too', async () => {
  const { github, client, clock } = at
  await client.request(creating, asIs)
  const began = clock.now()
  const seconds: number[] = []
  github.answer(
    { method: 'PATCH' },
    () => {
      seconds.push((clock.now() - began) / 1000)
      return seconds.length === 1 ? { status: 502, body: {} } : undefined
    },
    2
  )
  await client.request(patching, asIs)
  expect(seconds[0]).toBe(5)
  expect(seconds[1]).toBeGreaterThanOrEqual(10)
})

describe('a write that others have to follow', () => {
  test.each([
    [1, 54_000, true],
    [1, 56_000, false],
    [3, 44_000, true],
    [3, 46_000, false]
  ])('%i, %i ms after the start: begun is %s', async (followers, after, begun) => {
    const { github, client, clock } = at
    await clock.sleep(after, new AbortController().signal)
    const late =
      "Could not try it: the last of its writes may be at 2026-01-01 12:01:01 UTC, later than 'timeout' allows, so it was not begun."
    const expected = begun ? { begun, failures: [{ status: 404 }] } : { begun, message: late }
    const write = client.request({ ...deleting, followers }, asIs)
    await expect(write).rejects.toMatchObject({ ...expected, mayHaveHappened: false })
    expect(github.said()).toHaveLength(begun ? 1 : 0)
  })

  test('waits for its own turn first', async () => {
    const { github, client, clock } = at
    await clock.sleep(50_000, new AbortController().signal)
    await client.request(creating, asIs)
    await expect(client.request({ ...deleting, followers: 2 }, asIs)).rejects.toThrow(/ 12:01:05 UTC/)
    expect(github.said()).toHaveLength(1)
  })
})
