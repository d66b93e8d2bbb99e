import { createApp } from '../../src/github/app.ts'
import type { Credential } from '../../src/github/call.ts'
import { appJwt } from '../../src/github/credential.ts'
import { type GitHubOptions, startGitHub } from '../local-github/server.ts'
import { asIs, clientOf, logInto, pass, reading } from './connected.ts'
import { fakeClock } from './fake-clock.ts'

const minute = 60_000
const open: { close(): unknown }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(one => one.close()))
})

/** An App at work, installed in acme and labs, with a clock that is that of its GitHub. */
async function startWork(options: GitHubOptions = {}) {
  const clock = fakeClock()
  const github = await startGitHub({ now: clock.now, ...options })
  const app = github.addApp()
  for (const org of ['acme', 'labs']) app.install(github.addOrganization(org).login)
  const told: string[] = []
  const masked: string[] = []
  const client = (credential: Credential) => {
    const deadline = clock.now() + 24 * 60 * minute
    const made = clientOf(github.url, { clock, log: told, masked }, { credential, deadline })
    open.push(made)
    return made
  }
  const privateKey = app.key.export({ type: 'pkcs8', format: 'pem' }).toString()
  const jwt = appJwt({ appId: app.clientId, privateKey }, clock, logInto(told, masked))
  const work = createApp({
    ...{ client: client(jwt), clock, createCleanupClient: client },
    permissions: { organization_private_registries: 'write' }
  })
  /** What reads an organization, again and again with one client. */
  const readerOf = (org = 'acme') => {
    const reader = client(work.credentialFor(org))
    return () => reader.request({ ...reading, org, parameters: { org } }, asIs)
  }
  const minted = () =>
    github.exchanges.filter(({ path, status }) => path.endsWith('/access_tokens') && status === 201).length
  open.push(github)
  return { github, clock, work, masked, told, minted, readerOf }
}

test('a token is used until five minutes before its end, then there is a new one', async () => {
  const at = await startWork()
  const read = at.readerOf()
  const tokensAfter = { 0: 1, 54: 1, 56: 2, 110: 2, 112: 3 }
  let passed = 0
  for (const [after, tokens] of Object.entries(tokensAfter)) {
    await pass(at, (Number(after) - passed) * minute)
    passed = Number(after)
    await Promise.all([read(), read(), read()])
    expect(at.minted()).toBe(tokens)
  }
  expect(at.github.exchanges.filter(({ status }) => status === 401)).toEqual([])
  expect(at.github.said().filter(line => line.endsWith('/installation'))).toHaveLength(1)
  // That such a token ends soon is no warning.
  expect((await read()).headers['github-authentication-token-expiration']).toBe('2026-01-01 14:52:00 UTC')
  expect(at.told).toEqual([])
})

test.each([9.8, -9.8])(
  'a clock that is off by %d minutes does not shorten the life of a token',
  async off => {
    const clock = fakeClock()
    const { readerOf, minted, told } = await startWork({ now: () => clock.now() + off * minute })
    const read = readerOf()
    for (let number = 0; number < 3; number++) await read()
    expect(minted()).toBe(1)
    expect(told).toEqual([expect.stringMatching(/^warning: The clock of this runner is 588 seconds/)])
  }
)

test('a token that is too new is tried again after 1, 2 and 2 seconds', async () => {
  const { github, readerOf, clock, minted } = await startWork()
  const words = { status: 403, body: { message: 'Resource not accessible by integration' } }
  github.answer({ path: /private-registries/ }, words, 9)
  await expect(readerOf()()).rejects.toThrow('accept it at https')
  expect([clock.waits, minted()]).toEqual([[1000, 2000, 2000], 1])
})

test('an answer without a date gives a token for an hour', async () => {
  const { github, readerOf } = await startWork()
  const token = { token: 'ghs_made_up', expires_at: '2026-01-01T13:00:00Z' }
  github.addToken(token.token, { kind: 'app', permissions: { organization_private_registries: 'read' } })
  github.answer({ path: /access_tokens/ }, { status: 201, headers: { date: 'soon' }, body: token })
  const read = readerOf()
  for (const _ of [1, 2]) await read()
  expect(github.said().filter(line => line.startsWith('POST'))).toHaveLength(1)
})

test('what is signed is used for eight minutes', async () => {
  const at = await startWork()
  const signed: number[] = []
  for (const minutes of [0, 7, 2]) {
    await pass(at, minutes * minute)
    await at.work.organizations()
    signed.push(new Set(at.github.exchanges.map(({ headers }) => headers.authorization)).size)
  }
  expect([signed, at.masked.length]).toEqual([[1, 1, 2], 2])
})

test('a token that is refused again later is not made anew a second time', async () => {
  const { github, readerOf, minted } = await startWork()
  const read = readerOf()
  const refusal = { status: 401, body: { message: 'Bad credentials' } }
  github.answer({ path: /private-registries/ }, refusal, 4)
  await read()
  github.answer({ path: /private-registries/ }, refusal, 4)
  await expect(read()).rejects.toThrow(/the App's token is not valid/)
  expect(minted()).toBe(2)
  await expect(read()).rejects.toThrow(/GitHub has refused the App's token/)
})

test('a token that could not be made for a passing reason is made for the next request', async () => {
  const { github, readerOf, minted } = await startWork()
  const read = readerOf()
  github.answer({ path: /access_tokens/ }, { status: 403, body: { message: 'No' } })
  await expect(read()).rejects.toMatchObject({ started: false })
  await read()
  expect(minted()).toBe(1)
})

const expires_at = '2026-01-01T13:00:00Z'
test.each([{ expires_at }, { token: '', expires_at }, null])(
  '%j is no token and asked for again',
  async body => {
    const { github, readerOf, minted, told } = await startWork()
    github.answer({ path: /access_tokens/ }, { status: 201, body })
    await readerOf()()
    expect(minted()).toBe(2)
    const why = /^Waiting until .* to create a token of the App for acme again/
    expect(told).toEqual([expect.stringMatching(why)])
  }
)

test.each([
  { id: 1, account: null },
  { id: '1', account: { login: 'acme' }, target_type: 'Organization' },
  { id: 1, account: { login: 'acme' }, target_type: 'User' }
])('what is no installation in an organization is not taken for one: %j', async body => {
  const { github, readerOf } = await startWork()
  github.answer({ path: /installation$/ }, { status: 200, body }, 9)
  await expect(readerOf()()).rejects.toThrow(/it is not an organization's installation/)
})

test('every token is masked before it is used, and revoked once', async () => {
  const { github, readerOf, work, masked } = await startWork()
  await Promise.all(['acme', 'labs'].map(org => readerOf(org)()))
  await work.revoke()
  const used = github.exchanges.map(({ headers }) => String(headers.authorization).split(' ')[1])
  expect(new Set(used)).toEqual(new Set(masked))
  expect(github.said().filter(line => line === 'DELETE /installation/token')).toHaveLength(2)
  expect(github.violations).toEqual([])
})
