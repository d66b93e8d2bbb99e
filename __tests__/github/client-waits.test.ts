import { asIs, type Connected, connect, creating, reading } from './connected.ts'

let at: Connected

beforeEach(async () => {
  at = await connect()
  at.github.addOrganization('acme')
})
afterEach(() => at.close())

const limited = { status: 429, headers: { 'retry-after': '30' }, body: { message: 'Slow down' } }
const noon = '2026-01-01 12:00'

test('a failed read is sent again after ever longer waits, and the log says why', async () => {
  const { github, client, clock, log } = at
  github.answer({}, { status: 502, body: {} }, 3)
  expect(await client.request(reading, asIs)).toMatchObject({ status: 200 })
  expect(github.said()).toHaveLength(4)
  expect(clock.waits).toHaveLength(3)
  for (const [index, wait] of clock.waits.entries()) {
    expect(wait).toBeGreaterThanOrEqual(1000 * 2 ** index)
    expect(wait).toBeLessThanOrEqual(1250 * 2 ** index)
  }
  expect(log[0]).toBe(`Waiting until ${noon}:01 UTC to try it again: GitHub answered 502.`)
})

test('after five attempts it is over, and the error counts them', async () => {
  at.github.answer({}, 'reset', 9)
  await expect(at.client.request(reading, asIs)).rejects.toThrow(/ended before .* It was tried 5 times\.$/)
  expect(at.github.said()).toHaveLength(5)
})

test('a POST that was refused for its rate is sent again after the wait', async () => {
  at.github.answer({}, limited)
  expect(await at.client.request(creating, asIs)).toMatchObject({ status: 201 })
  expect(at.clock.waits).toEqual([30_000])
  expect(at.log).toEqual([`Waiting until ${noon}:30 UTC to try it again: GitHub's rate limit.`])
})

test('a rate limit holds every other request of the token', async () => {
  const { github, client, clock } = at
  const held = Promise.withResolvers<void>()
  const sleep = clock.sleep
  clock.sleep = async (milliseconds, signal) => {
    clock.waits.push(milliseconds)
    await held.promise
    if (clock.now() < end) await sleep(milliseconds, signal)
  }
  const end = clock.now() + 30_000
  github.answer({ method: 'GET' }, limited)
  const first = client.request(reading, asIs)
  await until(() => clock.waits.length === 1)
  const second = client.request(creating, asIs)
  await until(() => clock.waits.length === 2)
  expect(github.said()).toEqual(['GET /orgs/acme/private-registries'])
  held.resolve()
  await Promise.all([first, second])
  expect(clock.waits.slice(0, 2)).toEqual([30_000, 30_000])
  expect(github.said()).toHaveLength(3)
})

test('a wait for one failed request holds no other', async () => {
  const { github, client, clock } = at
  const held = Promise.withResolvers<void>()
  clock.sleep = async milliseconds => {
    clock.waits.push(milliseconds)
    await held.promise
  }
  github.answer({}, { status: 502, body: {} })
  const first = client.request(reading, asIs)
  await until(() => clock.waits.length === 1)
  await client.request(creating, asIs)
  held.resolve()
  await first
  expect(clock.waits).toHaveLength(1)
})

test('a wait that would end after the deadline is not begun', async () => {
  const { github, client, clock } = at
  github.answer({}, { ...limited, headers: { 'retry-after': '601' } })
  await expect(client.request(creating, asIs)).rejects.toThrow(
    "GitHub refused to try it (429): the token's rate limit is reached. Run the step again later, or give it a token of its own. GitHub said: Slow down. Request id C0DE:0001. The next attempt would be at 2026-01-01 12:10:01 UTC, later than 'timeout' allows."
  )
  expect(clock.waits).toEqual([])
})

test('a wait that ends with the deadline is begun', async () => {
  at.github.answer({}, { ...limited, headers: { 'retry-after': '600' } })
  // With no time left, the attempt gets one millisecond.
  await at.client.request(reading, asIs).catch(() => {})
  expect(at.clock.waits[0]).toBe(600_000)
})

test('a wait until a time that no date holds is refused in words', async () => {
  at.github.answer({}, { ...limited, headers: { 'retry-after': '9'.repeat(30) } })
  await expect(at.client.request(reading, asIs)).rejects.toThrow("later than 'timeout' allows.")
})

test('an attempt gets no more time than is left', async () => {
  await at.close()
  at = await connect({ deadline: Date.parse('2026-01-01T12:00:00.050Z') })
  at.github.answer({}, 'hang', 9)
  await expect(at.client.request(reading, asIs)).rejects.toThrow(
    /within 'request-timeout' or what 'timeout' had left/
  )
  expect(at.clock.waits).toEqual([])
})

test('closing ends waits, and nothing more is sent', async () => {
  const { github, client, clock } = at
  github.answer({}, limited)
  clock.sleep = async (_, signal) => {
    client.close()
    signal.throwIfAborted()
  }
  await expect(client.request(reading, asIs)).rejects.toThrow('aborted')
  await expect(client.request(reading, asIs)).rejects.toThrow('aborted')
  expect(github.said()).toHaveLength(1)
})

async function until(fulfilled: () => boolean): Promise<void> {
  while (!fulfilled()) await new Promise(setImmediate)
}
