import { privateRegistries } from '../../src/github/private-registries.ts'
import type { Answer } from '../local-github/script.ts'
import { asIs, type Connected, connect, creating, reading } from './connected.ts'

const get = 'GET /orgs/acme/private-registries'
const post = 'POST /orgs/acme/private-registries'

let at: Connected
let controller: AbortController
/** The waits that are under way, in milliseconds, each with what ends it. */
let asleep: Map<number, () => void>

/** Waits last until they are ended here, or cut by the client. */
beforeEach(async () => {
  controller = new AbortController()
  at = await connect({ cancelled: controller.signal })
  at.github.addOrganization('acme')
  asleep = new Map()
  at.clock.sleep = (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      at.clock.waits.push(milliseconds)
      asleep.set(milliseconds, resolve)
      if (signal.aborted) reject(signal.reason)
      signal.addEventListener('abort', () => reject(signal.reason))
    })
})
afterEach(() => at.close())

async function until(fulfilled: () => boolean): Promise<void> {
  while (!fulfilled()) await new Promise(setImmediate)
}

const cancelled = (begun: string) => `Could not try it: the run was cancelled, so it was not ${begun}.`

/** Cancels the run when a request arrives, and answers it so. */
function cancelWith(method: string, answer: Answer | undefined): void {
  at.github.answer({ method }, () => {
    controller.abort()
    return answer
  })
}

test.each<Answer>(['hang', 'stall'])('a read that is under way is cut at once: %s', async how => {
  at.github.answer({ method: 'GET' }, how)
  const read = at.client.request(reading, asIs)
  await until(() => at.github.said().length === 1)
  controller.abort()
  await expect(read).rejects.toMatchObject({ begun: true, message: cancelled('tried again') })
  expect(at.github.said()).toEqual([get])
})

test('nothing is begun any more', async () => {
  controller.abort()
  for (const call of [reading, creating])
    await expect(at.client.request(call, asIs)).rejects.toMatchObject({
      begun: false,
      mayHaveHappened: false,
      message: cancelled('begun')
    })
  expect(at.github.said()).toEqual([])
})

test('a write that is under way is awaited, and the next is not begun', async () => {
  cancelWith('POST', undefined)
  const [first, second] = [creating, creating].map(call => at.client.request(call, asIs))
  expect(await first).toMatchObject({ status: 201 })
  await expect(second).rejects.toMatchObject({ begun: false, message: cancelled('begun') })
  expect(at.github.said()).toEqual([post])
})

test('a write without answer is given up after four seconds, and may have happened', async () => {
  cancelWith('POST', 'hang')
  let ended = false
  const write = at.client.request(creating, asIs).finally(() => {
    ended = true
  })
  write.catch(() => {})
  await until(() => controller.signal.aborted)
  await new Promise(resolve => setTimeout(resolve, 50))
  expect([ended, at.clock.waits]).toEqual([false, [4000]])
  asleep.get(4000)?.()
  await expect(write).rejects.toMatchObject({
    mayHaveHappened: true,
    message: cancelled('tried again')
  })
  expect(at.github.said()).toEqual([post])
})

test.each<[name: string, given: Answer]>([
  ['its rate', { status: 429, headers: { 'retry-after': '30' }, body: {} }],
  ['a moment', { status: 503, headers: { 'retry-after': '2' }, body: {} }]
])('a write that is refused for %s then is not sent again', async (_, given) => {
  cancelWith('POST', given)
  await expect(at.client.request(creating, asIs)).rejects.toMatchObject({
    mayHaveHappened: false,
    message: cancelled('tried again')
  })
  expect(at.github.said()).toEqual([post])
})

test('a refusal that comes then is told as it is', async () => {
  cancelWith('POST', { status: 422, body: { message: 'Not so' } })
  await expect(at.client.request(creating, asIs)).rejects.toThrow(/\(422\).*Not so/)
})

test('a wait that is under way ends at once', async () => {
  at.github.answer({ method: 'GET' }, { status: 502, body: {} })
  const read = at.client.request(reading, asIs)
  await until(() => asleep.size === 1)
  controller.abort()
  await expect(read).rejects.toThrow(cancelled('tried again'))
  expect(at.github.said()).toEqual([get])
})

test('so do the wait for a rate limit, and those who wait behind it', async () => {
  at.github.answer({ method: 'GET' }, { status: 429, headers: { 'retry-after': '30' }, body: {} })
  const first = at.client.request(reading, asIs)
  await until(() => asleep.size === 1)
  const second = at.client.request(creating, asIs)
  await until(() => at.clock.waits.length === 2)
  controller.abort()
  await expect(first).rejects.toThrow(cancelled('tried again'))
  await expect(second).rejects.toThrow(cancelled('begun'))
  expect(at.github.said()).toEqual([get])
})

test('a pause ends at once, and none is begun', async () => {
  const pause = at.client.pause(2500)
  await until(() => asleep.size === 1)
  controller.abort()
  await pause
  await at.client.pause(2500)
  expect(at.clock.waits).toEqual([2500, 4000])
})

test('a create whose answer is lost then is not looked for, and nobody can tell', async () => {
  cancelWith('POST', { fault: 'reset', after: true })
  const body = { registry_type: 'git_source', url: 'https://git.acme.example' }
  await expect(privateRegistries(at.client, 'acme').create(body, 'it')).rejects.toMatchObject({
    mayHaveHappened: true,
    message: expect.stringMatching(/could not be found out\. .*the run was cancelled, so it was not begun\.$/)
  })
  expect(at.github.said()).toEqual([post])
})

test('a client that is closed awaits nothing', async () => {
  controller.abort()
  at.client.close()
  await expect(at.client.request(reading, asIs)).rejects.toThrow('aborted')
  await expect(at.client.pause(1)).resolves.toBeUndefined()
})
