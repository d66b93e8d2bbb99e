import { asIs, type Connected, connect, reading } from './connected.ts'

let at: Connected

beforeEach(async () => {
  at = await connect()
  at.github.addOrganization('acme')
})
afterEach(() => at.close())

test('who waits for a turn does not go out inside a rate limit that came meanwhile', async () => {
  const { github, client, clock } = at
  const began = clock.now()
  const sleep = clock.sleep
  clock.sleep = async (milliseconds, signal) => {
    // Time for a request that should not go out to arrive.
    await new Promise(resolve => setTimeout(resolve, 100))
    const rest = began + 30_000 - clock.now()
    if (rest > 0) await sleep(Math.min(milliseconds, rest), signal)
  }
  const arrivals: number[] = []
  github.answer(
    {},
    () => {
      arrivals.push(clock.now() - began)
      return arrivals.length === 1
        ? { status: 429, headers: { 'retry-after': '30' }, body: { message: 'Slow down' } }
        : undefined
    },
    200
  )
  await Promise.all(Array.from({ length: 80 }, () => client.request(reading, asIs)))
  expect(arrivals).toHaveLength(81)
  expect(arrivals.slice(50).filter(after => after < 30_000)).toEqual([])
})
