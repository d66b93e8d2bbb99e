import { createLimiter } from '../../src/github/call.ts'
import type { Client } from '../../src/github/client.ts'
import { asIs, clientOf, connected, creating, reading, until } from './connected.ts'

const at = connected()
const limited = (seconds = '30') => ({
  ...{ status: 429, headers: { 'retry-after': seconds }, body: { message: 'Slow down' } }
})
const read = () => at.client.request(reading, asIs)
const create = () => at.client.request(creating, asIs)

/** Holds every wait until it is released; then all end together, 30 seconds after the start. */
function holdWaits() {
  const { clock } = at
  const { sleep } = clock
  const held = Promise.withResolvers<void>()
  const end = clock.now() + 30_000
  clock.sleep = async (milliseconds, signal) => {
    clock.waits.push(milliseconds)
    await held.promise
    if (clock.now() < end) await sleep(milliseconds, signal)
  }
  return held.resolve
}

test('a request says its version and who asks', async () => {
  await read()
  expect(at.github.exchanges[0]?.headers).toMatchObject({
    'x-github-api-version': '2022-11-28',
    'user-agent': expect.stringContaining('private-registry-action')
  })
  await at.client.requestsSent
})

test.each([
  ['soon is warned of once', '10', [`warning: 'token' expires on 2026-01-10. Renew it before then.`]],
  ['later is not warned of', '16', []]
])('a token that ends %s', async (_, day, expected) => {
  const headers = { 'github-authentication-token-expiration': `2026-01-${day} 00:00:00 UTC` }
  at.github.answer({}, { status: 200, headers, body: {} }, 2)
  await read()
  await read()
  expect(at.log).toEqual(expected)
})

test('a defect in what takes several requests ends it at once', async () => {
  let count = 0
  const once = () => Promise.reject(new Error(`a defect, seen ${++count} times`))
  await expect(at.client.readConsistently(reading, once)).rejects.toThrow('a defect, seen 1 times')
  expect(at.clock.waits).toEqual([])
})

test.each([
  ['as long as asked', 2000, 2000],
  ['not beyond the time limit', 700_000, 600_000]
])('a pause lasts %s', async (_, given, expected) => {
  await at.client.pause(given)
  expect(at.clock.waits).toEqual([expected])
})

test('Octokit prints nothing, whatever it is told', async () => {
  const headers = { deprecation: 'Sat, 01 Jan 2000 00:00:00 GMT', sunset: 'x' }
  at.github.answer({}, { status: 200, headers, body: {} })
  const printed: unknown[] = []
  const { warn } = console
  console.warn = (...words) => printed.push(words)
  await read().finally(() => {
    console.warn = warn
  })
  expect([at.log, printed]).toEqual([[], []])
})

describe('waits', () => {
  const noon = '2026-01-01 12:00'

  test('a failed read is sent again after ever longer waits, and the log says why', async () => {
    at.github.answer({}, { status: 502, body: {} }, 3)
    expect(await read()).toMatchObject({ status: 200 })
    expect(at.github.said()).toHaveLength(4)
    expect(at.clock.waits.map(wait => Math.floor(wait / 1251))).toEqual([0, 1, 3])
    expect(at.clock.waits[0]).toBeGreaterThanOrEqual(1000)
    expect(at.log[0]).toBe(`Waiting until ${noon}:01 UTC to try it again: GitHub answered 502.`)
  })

  test('a rate limit holds every other request of the token', async () => {
    const release = holdWaits()
    at.github.answer({ method: 'GET' }, limited())
    const first = read()
    await until(() => at.clock.waits.length === 1)
    const second = create()
    await until(() => at.clock.waits.length === 2)
    expect(at.github.said()).toEqual(['GET /orgs/acme/private-registries'])
    release()
    await Promise.all([first, second])
    expect(at.clock.waits.slice(0, 2)).toEqual([30_000, 30_000])
    expect(at.github.said()).toHaveLength(3)
  })

  test('a wait for one failed request holds no other', async () => {
    const release = holdWaits()
    at.github.answer({}, { status: 502, body: {} })
    const first = read()
    await until(() => at.clock.waits.length === 1)
    await create()
    expect(at.clock.waits).toHaveLength(1)
    release()
    await first
  })

  test.each([
    [
      'after the deadline',
      '601',
      / Slow down\. .*would be at 2026-01-01 12:10:01 UTC, later than 'timeout' allows\.$/
    ],
    ['when no date is', '9'.repeat(30), /later than 'timeout' allows\.$/]
  ])('a wait that would end %s is not started', async (_, seconds, late) => {
    at.github.answer({}, limited(seconds))
    await expect(create()).rejects.toThrow(late)
    expect(at.clock.waits).toEqual([])
  })

  test('a wait that ends with the deadline is started', async () => {
    at.github.answer({}, limited('600'))
    // With no time left, the attempt gets one millisecond.
    await read().catch(() => {})
    expect(at.clock.waits[0]).toBe(600_000)
  })

  test('an attempt gets no more time than is left', async () => {
    await at.restart({ deadline: Date.parse('2026-01-01T12:00:00.050Z') })
    at.github.answer({}, 'hang', 9)
    await expect(read()).rejects.toThrow(/within 'request-timeout' or the rest of 'timeout'/)
    expect(at.clock.waits).toEqual([])
  })

  test('closing ends waits, and nothing more is sent', async () => {
    at.github.answer({}, limited())
    at.clock.sleep = async (_, signal) => {
      at.client.close()
      signal.throwIfAborted()
    }
    await expect(read()).rejects.toThrow('aborted')
    await expect(read()).rejects.toThrow('aborted')
    expect(at.github.said()).toHaveLength(1)
  })
})

describe('turns', () => {
  /** Clients that have three turns together. */
  function clientsOf(count: number) {
    const limit = createLimiter(3)
    return Array.from({ length: count }, () => clientOf(at.github.url, at, { limit }))
  }
  const ask = (client: Client | undefined, times: number) =>
    Array.from({ length: times }, () => client?.request(reading, asIs))

  test('clients that share their turn have so many requests under way together, and no more', async () => {
    await at.restart({}, { delay: 20 })
    let most = 0
    const count = () => {
      most = Math.max(most, at.github.exchanges.filter(({ status }) => status === 0).length)
      return undefined
    }
    at.github.answer({}, count, 12)
    await Promise.all(clientsOf(4).flatMap(client => ask(client, 3)))
    expect(most).toBe(3)
  })

  test('nothing more is sent with a token that is refused while others wait', async () => {
    at.github.answer({}, { status: 401, body: { message: 'Bad credentials' } }, 5)
    const ends = await Promise.allSettled(ask(clientsOf(1)[0], 5))
    expect(at.github.said()).toHaveLength(3)
    const started = ends.map(end => 'reason' in end && end.reason.started)
    expect(started.sort()).toEqual([false, false, true, true, true])
  })

  test('who waits for a turn does not go out inside a rate limit that came meanwhile', async () => {
    const release = holdWaits()
    at.github.answer({}, limited())
    const all = Promise.all(ask(at.client, 60))
    await until(() => at.clock.waits.length === 11 && at.github.said().length === 50)
    release()
    await all
    expect(at.github.said()).toHaveLength(61)
  })

  test('a client does not wait for one that GitHub has asked to', async () => {
    const release = holdWaits()
    const [held, free] = clientsOf(2)
    at.github.answer({}, limited())
    const all = Promise.all(ask(held, 6))
    await until(() => at.clock.waits.length === 4)
    await Promise.all(ask(free, 1))
    // Those that had their turn at the same time as the first had left already.
    expect(at.github.said()).toHaveLength(4)
    release()
    await all
    expect(at.github.said()).toHaveLength(8)
  })
})
