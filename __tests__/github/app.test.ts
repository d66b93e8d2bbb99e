import { type App as AppAtWork, appJwt, createApp } from '../../src/github/app.ts'
import type { Call, Credential } from '../../src/github/call.ts'
import { type Client, createClient } from '../../src/github/client.ts'
import type { App } from '../local-github/app.ts'
import { type GitHubOptions, type LocalGitHub, startGitHub } from '../local-github/server.ts'
import { asIs } from './connected.ts'
import { type FakeClock, fakeClock } from './fake-clock.ts'

const minute = 60_000

/** An App at work with a clock that is that of its GitHub. */
interface AtWork {
  readonly github: LocalGitHub
  readonly app: App
  readonly clock: FakeClock
  readonly work: AppAtWork
  readonly masked: string[]
  readonly told: string[]
  /** A client for an organization, which may go on for a day. */
  clientFor(org: string): Client
}

const open: { close(): unknown }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(one => one.close()))
})

async function startWork(options: GitHubOptions = {}): Promise<AtWork> {
  const clock = fakeClock()
  const github = await startGitHub({ now: clock.now, ...options })
  for (const org of ['acme', 'labs']) github.addOrganization(org)
  const app = github.addApp()
  const told: string[] = []
  const masked: string[] = []
  const log = {
    info: (line: string) => void told.push(line),
    warning: (line: string) => void told.push(line),
    shown: <T>(value: T) => value,
    mask: (secret: string) => void masked.push(secret)
  }
  const client = (credential: Credential) => {
    const made = createClient(
      {
        ...{ apiUrl: github.url, credential, proxy: {}, requestTimeout: 5000, writeInterval: 0 },
        ...{ deadline: clock.now() + 24 * 60 * minute, cancelled: new AbortController().signal }
      },
      clock,
      log
    )
    open.push(made)
    return made
  }
  const privateKey = app.key.export({ type: 'pkcs8', format: 'pem' }).toString()
  const work = createApp({
    client: client(appJwt({ appId: app.clientId, privateKey }, clock, log)),
    permissions: { organization_private_registries: 'write' },
    clock,
    farewell: client,
    listener: { ...log, notice: log.warning }
  })
  open.push(github)
  return { github, app, clock, work, masked, told, clientFor: org => client(work.credentialFor(org)) }
}

/** The same, installed in acme. */
async function startInstalled(): Promise<AtWork> {
  const at = await startWork()
  at.app.install('acme')
  return at
}

const reading = (org: string): Call => ({
  ...{ route: 'GET /orgs/{org}/private-registries', parameters: { org } },
  ...{ doing: 'try it', concerns: 'organization', org }
})

function minted({ github }: Pick<AtWork, 'github'>): number {
  return github.exchanges.filter(({ path, status }) => path.endsWith('/access_tokens') && status === 201)
    .length
}

test('a list of installations whose pages repeat is no list, however often it is read', async () => {
  const at = await startWork()
  const body = Array.from({ length: 100 }, (_, id) => ({ id }))
  at.github.answer({ path: /installations/ }, { status: 200, body }, 99)
  await expect(at.work.organizations()).rejects.toThrow(
    'a page repeats the ones before. It was tried 5 times.'
  )
  expect(at.github.said()).toHaveLength(5 * 2)
})

test('a token is used until five minutes before its end, then there is a new one', async () => {
  const at = await startInstalled()
  const client = at.clientFor('acme')
  const { signal } = new AbortController()
  for (const [wait, tokens] of [
    [0, 1],
    [54 * minute, 1],
    [2 * minute, 2],
    [54 * minute, 2],
    [2 * minute, 3]
  ] as const) {
    if (wait > 0) await at.clock.sleep(wait, signal)
    await Promise.all([1, 2, 3].map(() => client.request(reading('acme'), asIs)))
    expect(minted(at)).toBe(tokens)
  }
  expect(at.github.exchanges.filter(({ status }) => status === 401)).toEqual([])
  expect(at.github.said().filter(line => line.endsWith('/installation'))).toHaveLength(1)
  expect(at.told).toEqual([])
})

test.each([9.8, -9.8])(
  'the life of a token does not depend on a clock that is off by %d minutes',
  async off => {
    const clock = fakeClock()
    const at = await startWork({ now: () => clock.now() + off * minute })
    at.app.install('acme')
    const client = at.clientFor('acme')
    for (let number = 0; number < 3; number++) await client.request(reading('acme'), asIs)
    expect(minted(at)).toBe(1)
    expect(at.told).toEqual([expect.stringMatching(/^The clock of this runner is 588 seconds/)])
  }
)

test('a token that is too new is tried again after 1, 2 and 2 seconds', async () => {
  const at = await startInstalled()
  const words = { status: 403, body: { message: 'Resource not accessible by integration' } }
  at.github.answer({ path: /private-registries/ }, words, 9)
  await expect(at.clientFor('acme').request(reading('acme'), asIs)).rejects.toThrow('accept it at https')
  expect([at.clock.waits, minted(at)]).toEqual([[1000, 2000, 2000], 1])
})

test('an answer without a date gives a token for an hour', async () => {
  const at = await startInstalled()
  const token = { token: 'ghs_made_up', expires_at: '2026-01-01T13:00:00Z' }
  at.github.addToken('ghs_made_up', { kind: 'app', permissions: { organization_private_registries: 'read' } })
  at.github.answer({ path: /access_tokens/ }, { status: 201, headers: { date: 'soon' }, body: token })
  const client = at.clientFor('acme')
  await at.clock.sleep(0, new AbortController().signal)
  await client.request(reading('acme'), asIs)
  await client.request(reading('acme'), asIs)
  expect(at.github.said().filter(line => line.startsWith('POST'))).toHaveLength(1)
})

test('what is signed is used for eight minutes', async () => {
  const at = await startInstalled()
  const { signal } = new AbortController()
  const signed = () =>
    new Set(
      at.github.exchanges
        .filter(({ path }) => path.startsWith('/app/'))
        .map(({ headers }) => headers.authorization)
    ).size
  await at.work.organizations()
  await at.clock.sleep(7 * minute, signal)
  await at.work.organizations()
  expect(signed()).toBe(1)
  await at.clock.sleep(2 * minute, signal)
  await at.work.organizations()
  expect(signed()).toBe(2)
  expect(at.masked).toHaveLength(2)
})

test('a token that is refused again later is not made anew a second time', async () => {
  const at = await startInstalled()
  const client = at.clientFor('acme')
  const refusal = { status: 401, body: { message: 'Bad credentials' } }
  at.github.answer({ path: /private-registries/ }, refusal, 4)
  await client.request(reading('acme'), asIs)
  at.github.answer({ path: /private-registries/ }, refusal, 4)
  await expect(client.request(reading('acme'), asIs)).rejects.toThrow(/the App's token is not valid/)
  expect(minted(at)).toBe(2)
  await expect(client.request(reading('acme'), asIs)).rejects.toThrow(/GitHub has refused the App's token/)
})

test('a token that could not be made for a passing reason is made for the next request', async () => {
  const at = await startInstalled()
  const client = at.clientFor('acme')
  at.github.answer({ path: /access_tokens/ }, { status: 403, body: { message: 'No' } })
  await expect(client.request(reading('acme'), asIs)).rejects.toMatchObject({ begun: false })
  await client.request(reading('acme'), asIs)
  expect(minted(at)).toBe(1)
})

test.each([
  { name: 'no token', body: { expires_at: '2026-01-01T13:00:00Z' } },
  { name: 'an empty one', body: { token: '', expires_at: '2026-01-01T13:00:00Z' } },
  { name: 'no object', body: null }
])('an answer that holds $name is asked for again', async ({ body }) => {
  const at = await startInstalled()
  at.github.answer({ path: /access_tokens/ }, { status: 201, body })
  await at.clientFor('acme').request(reading('acme'), asIs)
  expect(minted(at)).toBe(2)
  expect(at.told).toEqual([
    expect.stringMatching(/^Waiting until .* to make a token of the App for acme again/)
  ])
})

test.each([
  { id: 1, account: null },
  { id: '1', account: { login: 'acme' }, target_type: 'Organization' },
  { id: 1, account: { login: 'acme' }, target_type: 'User' }
])('what is no installation in an organization is not taken for one: %j', async body => {
  const at = await startWork()
  at.github.answer({ path: /installation$/ }, { status: 200, body }, 9)
  await expect(at.clientFor('acme').request(reading('acme'), asIs)).rejects.toThrow(/it is no installation/)
})

test('every token is masked before it is used, and revoked once', async () => {
  const at = await startWork()
  for (const org of ['acme', 'labs']) at.app.install(org)
  const clients = ['acme', 'labs'].map(org => at.clientFor(org).request(reading(org), asIs))
  await Promise.all(clients)
  await at.work.revoke()
  const used = at.github.exchanges.map(({ headers }) => String(headers.authorization).split(' ')[1])
  expect(new Set(used)).toEqual(new Set(at.masked))
  expect(at.github.said().filter(line => line === 'DELETE /installation/token')).toHaveLength(2)
  expect(at.github.violations).toEqual([])
})

test('the end of a token of an App is no warning', async () => {
  const at = await startInstalled()
  const { headers } = await at.clientFor('acme').request(reading('acme'), asIs)
  expect(headers['github-authentication-token-expiration']).toBe('2026-01-01 13:00:00 UTC')
  expect(at.told).toEqual([])
})
