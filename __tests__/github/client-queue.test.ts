import { createLimit, givenToken } from '../../src/github/call.ts'
import { asIs, type Connected, clientOf, connect, reading } from './connected.ts'
import { serve } from './raw-server.ts'

let at: Connected

beforeEach(async () => {
  at = await connect()
  at.github.addOrganization('acme')
})
afterEach(() => at.close())

/** Waits end together 30 s after the start, not before a request that should not go out has had time to arrive. */
function sleepSlowly(): void {
  const { clock } = at
  const end = clock.now() + 30_000
  const sleep = clock.sleep
  clock.sleep = async (milliseconds, signal) => {
    await new Promise(resolve => setTimeout(resolve, 100))
    const rest = end - clock.now()
    if (rest > 0) await sleep(Math.min(milliseconds, rest), signal)
  }
}

test('who waits for a turn does not go out inside a rate limit that came meanwhile', async () => {
  const { github, client, clock } = at
  const began = clock.now()
  sleepSlowly()
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

describe('clients that share their turn', () => {
  function clientsOf(url: string, count: number) {
    const turn = createLimit(3)
    return Array.from({ length: count }, (_, number) =>
      clientOf(url, at, { turn, credential: givenToken(`token-${number}`) })
    )
  }

  test('have so many requests under way together, and no more', async () => {
    let underWay = 0
    let most = 0
    const server = await serve((_, response) => {
      most = Math.max(most, ++underWay)
      setTimeout(() => {
        underWay--
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
      }, 20)
    })
    const clients = clientsOf(server.url, 4)
    await Promise.all(
      clients.flatMap(client => Array.from({ length: 5 }, () => client.request(reading, asIs)))
    )
    expect(most).toBe(3)
    for (const client of clients) client.close()
    await server.close()
  })

  test('send nothing more with a token that is refused while others wait', async () => {
    let sent = 0
    const server = await serve((_, response) => {
      sent++
      response.writeHead(401, { 'content-type': 'application/json' }).end('{}')
    })
    const [client] = clientsOf(server.url, 1)
    const ends = await Promise.allSettled(Array.from({ length: 6 }, () => client?.request(reading, asIs)))
    client?.close()
    await server.close()
    expect(sent).toBe(3)
    expect(ends.map(end => 'reason' in end && end.reason.begun)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false
    ])
  })

  test('do not wait for one that GitHub has asked to', async () => {
    const { clock } = at
    const began = clock.now()
    sleepSlowly()
    const sent: [token: string, after: number][] = []
    const server = await serve(({ headers }, response) => {
      const token = String(headers.authorization).slice(-1)
      sent.push([token, clock.now() - began])
      const limited = token === '0' && sent.filter(([one]) => one === '0').length === 1
      const more = limited ? { 'retry-after': '30' } : {}
      response
        .writeHead(limited ? 429 : 200, { 'content-type': 'application/json', ...more })
        .end(limited ? '{"message":"Slow down"}' : '{}')
    })
    const clients = clientsOf(server.url, 2)
    const [slow, quick] = clients
    await Promise.all(Array.from({ length: 6 }, () => slow?.request(reading, asIs)))
    await quick?.request(reading, asIs)
    // Those that had their turn at the same time as the first had left already.
    expect(sent.slice(3).filter(([token, after]) => token === '0' && after < 30_000)).toEqual([])
    expect(sent).toHaveLength(8)
    for (const client of clients) client.close()
    await server.close()
  })
})
