import { type Client, createClient } from '../../src/github/client.ts'
import type { Clock } from '../../src/github/clock.ts'
import { givenToken } from '../../src/github/credential.ts'
import { privateRegistries } from '../../src/github/private-registries.ts'
import { startGitHub } from '../github/server.ts'
import { defaultRights, tokenIn } from '../github/tokens.ts'
import { fastClock } from '../runner/here.ts'
import { diceFor } from './dice.ts'

const tokens = ['github_pat_LOCAL_the_one_that_waits', 'github_pat_LOCAL_the_one_that_goes_on'] as const
const reads = 10

/** Two tokens side by side, one of them asked to wait: it is silent for so long, and the other one goes on. */
export async function otherTokenGoesOn(seed: number): Promise<{ windows: number; faults: string[] }> {
  const dice = diceFor(seed, 1e6)
  const clock = fastClock(200)
  const github = await startGitHub({ now: clock.now })
  const milliseconds = 1000 * (60 + dice.below(60))
  const times: Record<string, number[]> = {}
  let until = 0
  try {
    github.addOrganization('acme')
    for (const token of tokens) github.addToken(token, defaultRights)
    github.answer(
      {},
      ({ headers }) => {
        const token = tokenIn(headers.authorization ?? '')
        times[token] = [...(times[token] ?? []), clock.now()]
        if (token !== tokens[0] || until > 0) return undefined
        until = clock.now() + milliseconds
        return { status: 429, headers: { 'retry-after': String(milliseconds / 1000) }, body: {} }
      },
      Number.POSITIVE_INFINITY
    )
    const clients = tokens.map(token => clientFor(token, github.url, clock))
    await Promise.all(clients.map(client => readOften(client, clock)))
    for (const client of clients) client.close()
  } finally {
    await github.close()
  }
  const [waiting, going] = tokens.map(token => times[token] ?? [])
  const inside = (waiting ?? []).slice(1).filter(time => time < until).length
  const goneOn = (going ?? []).filter(time => time < until).length
  const again = `(two tokens, seed ${seed})`
  return {
    windows: 1,
    faults: [
      ...(inside === 0 ? [] : [`a token sent ${inside} requests inside its window ${again}`]),
      ...(goneOn === reads
        ? []
        : [`the other token sent ${goneOn} of ${reads} requests inside the window ${again}`])
    ]
  }
}

function clientFor(token: string, apiUrl: string, clock: Clock): Client {
  const times = { requestTimeout: 20_000, writeInterval: 0, deadline: clock.now() + 86_400_000 }
  const cancelled = new AbortController().signal
  return createClient({ apiUrl, credential: givenToken(token), proxy: {}, ...times, cancelled }, clock, {
    info() {},
    warning() {},
    shown: value => value
  })
}

/** Reads that begin every five seconds, whether the others are done or not. */
async function readOften(client: Client, clock: Clock): Promise<void> {
  const registries = privateRegistries(client, 'acme')
  const { signal } = new AbortController()
  const begun: Promise<unknown>[] = []
  for (let read = 0; read < reads; read++) {
    begun.push(registries.list())
    await clock.sleep(5000, signal)
  }
  await Promise.all(begun)
}
