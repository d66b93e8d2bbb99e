import type { Answer } from '../local-github/script.ts'
import { asIs, clientOf, connected, creating, pass, reading, until } from './connected.ts'

/** A write comes five seconds after the one before; the run may take a minute. */
const at = connected({ writeInterval: 5000, deadline: Date.parse('2026-01-01T12:01:00Z') })
const get = 'GET /orgs/acme/private-registries'
const post = 'POST /orgs/acme/private-registries'
const answered = (status: number, seconds?: string): Answer => ({
  ...{ status, body: { message: 'Not so' } },
  ...(seconds && { headers: { 'retry-after': seconds } })
})
const send = (call = creating) => at.client.request(call, asIs)
const methods = () => at.github.said().map(line => line.split(' ')[0])

const patching = {
  ...creating,
  route: 'PATCH /orgs/{org}/private-registries/{secret_name}',
  parameters: { org: 'acme', secret_name: 'GIT_SOURCE_SECRET' },
  data: { visibility: 'private' }
}
const { data: _, ...withoutBody } = patching
const deleting = { ...withoutBody, route: 'DELETE /orgs/{org}/private-registries/{secret_name}' }

test('writes go one at a time, each not before the interval after the answer to the one before', async () => {
  const began = at.clock.now()
  const answered: number[] = []
  const seconds: number[] = []
  at.github.answer({}, () => void seconds.push((at.clock.now() - began) / 1000), 9)
  const calls = [creating, patching, deleting, creating]
  const ends = calls.map(call => send(call).finally(() => answered.push(methods().length)))
  await Promise.allSettled(ends)
  expect(methods()).toEqual(['POST', 'PATCH', 'DELETE', 'POST'])
  expect(seconds).toEqual([0, 5, 10, 15])
  expect(answered).toEqual([1, 2, 3, 4])
  expect(at.clock.waits).toEqual([5000, 5000, 5000])
})

test.each([
  ['what is left of the interval', 2000, [3000]],
  ['nothing after a long time', 54_900, []]
])('a write waits for %s', async (_, rest, waits) => {
  await send()
  await pass(at, rest)
  await send()
  await send()
  expect(at.clock.waits).toEqual([rest, ...waits, 5000])
})

test('reads wait for no write', async () => {
  await send()
  const held = Promise.withResolvers<void>()
  const { sleep } = at.clock
  at.clock.sleep = (milliseconds, signal) => held.promise.then(() => sleep(milliseconds, signal))
  const write = send()
  await Promise.all([send(reading), send(reading)])
  expect(methods()).toEqual(['POST', 'GET', 'GET'])
  held.resolve()
  await write
  expect(at.github.said()).toHaveLength(4)
})

test('a write whose pause would end too late is not started, and reads still go', async () => {
  await pass(at, 56_000)
  await send()
  for (let time = 0; time < 2; time++)
    await expect(send()).rejects.toMatchObject({
      ...{ started: false, mayHaveSucceeded: false },
      message:
        "Could not try it: the next write could only be sent at 2026-01-01 12:01:01 UTC, later than 'timeout' allows, so it was not started."
    })
  expect(at.clock.waits).toEqual([56_000])
  await send(reading)
  expect(methods()).toEqual(['POST', 'GET'])
})

test('after the deadline nothing is started, read or write', async () => {
  await pass(at, 60_000)
  const message = "Could not try it: 'timeout' has expired, so it was not started."
  for (const call of [reading, creating])
    await expect(send(call)).rejects.toMatchObject({ started: false, message })
  expect(at.github.said()).toEqual([])
})

test('after a 401 that client sends nothing more, whatever waits', async () => {
  at.github.answer({ method: 'POST' }, answered(401))
  const [first, ...others] = await Promise.allSettled([creating, creating, patching, deleting].map(send))
  expect(first).toMatchObject({ reason: { started: true, failures: [{ status: 401 }] } })
  const message = 'Could not try it: GitHub has refused the token, so it was not started.'
  for (const other of others) expect(other).toMatchObject({ reason: { started: false, message } })
  await expect(send(reading)).rejects.toMatchObject({ started: false })
  expect(at.github.said()).toHaveLength(1)
  // Another client has a token of its own.
  const other = clientOf(at.github.url, at)
  await other.request(reading, asIs)
  other.close()
})

test('a write that is sent again for its rate keeps its turn', async () => {
  at.github.answer({ method: 'POST' }, answered(429, '9'))
  await Promise.all([send(), send(deleting)])
  expect(methods()).toEqual(['POST', 'POST', 'DELETE'])
  expect(at.clock.waits).toEqual([9000, 5000])
})

test('a write that is sent again after a failure keeps the interval too', async () => {
  at.github.answer({ method: 'PATCH' }, answered(502))
  await send(patching).catch(() => {})
  expect(methods()).toEqual(['PATCH', 'PATCH'])
  expect(at.clock.waits).toEqual([5000])
})

describe('a write that others have to follow', () => {
  test.each([
    [1, 54_000, true],
    [1, 55_000, false],
    [3, 44_000, true],
    [3, 45_000, false]
  ])('%i, %i ms after the start: started is %s', async (followingWrites, after, started) => {
    await pass(at, after)
    const late =
      "Could not try it: its last write could only be sent at 2026-01-01 12:01:00 UTC, later than 'timeout' allows, so it was not started."
    const expected = started ? { started, failures: [{ status: 404 }] } : { started, message: late }
    const failure = { ...expected, mayHaveSucceeded: false }
    await expect(send({ ...deleting, followingWrites })).rejects.toMatchObject(failure)
    expect(at.github.said()).toHaveLength(started ? 1 : 0)
  })

  test('waits for its own turn first', async () => {
    await pass(at, 50_000)
    await send()
    await expect(send({ ...deleting, followingWrites: 2 })).rejects.toThrow(/ 12:01:05 UTC/)
    expect(at.github.said()).toHaveLength(1)
  })
})

describe('once the run is cancelled', () => {
  /** The waits that are under way, in milliseconds, each with what ends it. */
  let asleep: Map<number, () => void>

  /** Waits last until they are ended here, or cut by the client. */
  beforeEach(() => {
    asleep = new Map()
    at.clock.sleep = (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        at.clock.waits.push(milliseconds)
        asleep.set(milliseconds, resolve)
        if (signal.aborted) reject(signal.reason)
        signal.addEventListener('abort', () => reject(signal.reason))
      })
  })

  const cancelled = (started: string) => `Could not try it: the run was cancelled, so it was not ${started}.`

  /** Cancels the run when a request arrives, and answers it so. */
  function cancelWith(method: string, answer: Answer | undefined): void {
    at.github.answer({ method }, () => {
      at.run.abort()
      return answer
    })
  }

  test.each<Answer>(['hang', 'stall'])('a read that is under way is cut at once: %s', async how => {
    at.github.answer({ method: 'GET' }, how)
    const read = send(reading)
    await until(() => at.github.said().length === 1)
    at.run.abort()
    await expect(read).rejects.toMatchObject({ started: true, message: cancelled('tried again') })
    expect(at.github.said()).toEqual([get])
  })

  test('nothing is started any more', async () => {
    at.run.abort()
    const failure = { started: false, mayHaveSucceeded: false, message: cancelled('started') }
    for (const call of [reading, creating]) await expect(send(call)).rejects.toMatchObject(failure)
    expect(at.github.said()).toEqual([])
  })

  test('a write that is under way is awaited, and the next is not started', async () => {
    cancelWith('POST', undefined)
    const [first, second] = [send(), send()]
    expect(await first).toMatchObject({ status: 201 })
    await expect(second).rejects.toMatchObject({ started: false, message: cancelled('started') })
    expect(at.github.said()).toEqual([post])
  })

  test('a write without answer is given up after four seconds, and may have happened', async () => {
    cancelWith('POST', 'hang')
    let ended = false
    const write = send().finally(() => {
      ended = true
    })
    write.catch(() => {})
    await until(() => asleep.size > 0)
    await new Promise(resolve => setTimeout(resolve, 50))
    expect([ended, at.clock.waits]).toEqual([false, [4000]])
    asleep.get(4000)?.()
    const message = `${cancelled('tried again')} Could not try it: the connection to 127.0.0.1`
    await expect(write).rejects.toMatchObject({
      mayHaveSucceeded: true,
      message: expect.stringContaining(message)
    })
    expect(at.github.said()).toEqual([post])
  })

  test('a write that is refused for its rate then is not sent again', async () => {
    cancelWith('POST', answered(429, '30'))
    const message = expect.stringMatching(/was not tried again\. GitHub refused to try it \(429\): /)
    await expect(send()).rejects.toMatchObject({ mayHaveSucceeded: false, message })
    expect(at.github.said()).toEqual([post])
  })

  test('a refusal that comes then is told as it is', async () => {
    cancelWith('POST', answered(422))
    await expect(send()).rejects.toThrow(/\(422\).*Not so/)
  })

  test('waits that are under way end at once, for a rate limit too, and for those who wait behind it', async () => {
    at.github.answer({ method: 'GET' }, answered(429, '30'))
    const first = send(reading)
    await until(() => asleep.size === 1)
    const second = send()
    await until(() => at.clock.waits.length === 2)
    at.run.abort()
    await expect(first).rejects.toThrow(cancelled('tried again'))
    await expect(second).rejects.toThrow(cancelled('started'))
    expect(at.github.said()).toEqual([get])
  })

  test('a pause ends at once, and none is started', async () => {
    const pause = at.client.pause(2500)
    await until(() => asleep.size === 1)
    at.run.abort()
    await pause
    await at.client.pause(2500)
    expect(at.clock.waits).toEqual([2500, 4000])
  })

  test('a client that is closed awaits nothing', async () => {
    at.run.abort()
    at.client.close()
    await expect(send(reading)).rejects.toThrow('aborted')
    await expect(at.client.pause(1)).resolves.toBeUndefined()
  })
})
