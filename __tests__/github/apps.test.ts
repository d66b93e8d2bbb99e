import { type KeyObject, sign } from 'node:crypto'
import { type App, makeAppKey } from './app.ts'
import { ask, type Got } from './client.ts'
import { type GitHubOptions, type LocalGitHub, startGitHub } from './server.ts'

const list = 'GET /orgs/acme/private-registries'
const revoke = 'DELETE /installation/token'
let now = 0
let github: LocalGitHub
let app: App

async function start(options: GitHubOptions = {}): Promise<void> {
  now = Date.parse('2026-03-01T12:00:00Z')
  github = await startGitHub({ now: () => now, ...options })
  for (const org of ['acme', 'labs']) github.addOrganization(org, { repositories: ['web'] })
  app = github.addApp()
}

afterEach(() => github.close())

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token as an App signs it; `iat` and `exp` in seconds from now. */
function jwt(claims: object = {}, { key = app.key, alg = 'RS256' }: { key?: KeyObject; alg?: string } = {}) {
  const seconds = now / 1000
  const text = `${part({ alg, typ: 'JWT' })}.${part({ iat: seconds - 30, exp: seconds + 570, iss: app.clientId, ...claims })}`
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`
}

const byApp = (route: string, body?: object) => ask(github, route, { token: jwt(), body })
const mintRoute = (id: number) => `POST /app/installations/${id}/access_tokens`

async function mint(id: number, body?: object): Promise<string> {
  const got = await byApp(mintRoute(id), body)
  expect(got.status).toBe(201)
  return String(Object(got.body).token)
}

function said({ status, body }: Got): [number, unknown] {
  return [status, Object(body).message]
}

const undecoded = 'A JSON web token could not be decoded'
const passed = `'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires`
const early = `'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued`
const seconds = Date.parse('2026-03-01T12:00:00Z') / 1000

test.each([
  { name: 'the client id', claims: {}, expected: [200, undefined] },
  { name: 'the id', claims: { iss: 4001 }, expected: [200, undefined] },
  { name: 'the id as text', claims: { iss: '4001' }, expected: [200, undefined] },
  { name: 'another id', claims: { iss: 5 }, expected: [404, 'Integration not found'] },
  {
    name: 'no id',
    claims: { iss: undefined },
    expected: [401, `Missing 'issuer' claim ('iss') in assertion`]
  },
  { name: 'its end passed', claims: { exp: seconds }, expected: [401, passed] },
  { name: 'its end as text', claims: { exp: String(seconds + 60) }, expected: [401, passed] },
  {
    name: 'its end too far',
    claims: { exp: seconds + 601 },
    expected: [401, `'Expiration time' claim ('exp') is too far in the future`]
  },
  { name: 'issued in the future', claims: { iat: seconds + 1 }, expected: [401, early] },
  { name: 'issued at no whole second', claims: { iat: seconds - 0.5 }, expected: [401, early] }
])('a signed token with $name', async ({ claims, expected }) => {
  await start()
  expect(said(await ask(github, 'GET /app', { token: jwt(claims) }))).toEqual(expected)
  expect(github.violations).toEqual([])
})

test('what no App of this server has signed is refused', async () => {
  await start()
  const other = jwt({}, { key: makeAppKey() })
  const tokens = [other, jwt({}, { alg: 'HS256' }), `${jwt()}.x`, 'a.b.c', `${part([])}.b.c`, 'ghs_1', '']
  for (const token of tokens) expect(said(await ask(github, 'GET /app', { token }))).toEqual([401, undecoded])
})

test('installations are listed page by page, those of people among them', async () => {
  await start()
  app.install('octocat', { type: 'User' })
  for (let number = 0; number < 100; number++) app.install(`org-${number}`, { suspended: number === 99 })
  const first = await byApp('GET /app/installations?per_page=100')
  const second = await byApp('GET /app/installations?per_page=100&page=2')
  expect([first.body, second.body]).toMatchObject([
    { length: 100, 0: { target_type: 'User', account: { login: 'octocat' } }, 1: { suspended_at: null } },
    [{ account: { login: 'org-99' }, suspended_at: expect.any(String) }]
  ])
  expect(first.headers.get('link')).toMatch(/\/app\/installations\?per_page=100&page=2>; rel="next"/)
  expect(github.violations).toEqual([])
})

test('an installation is found by its organization, in any case, and nowhere else', async () => {
  await start()
  const { id } = app.install('acme')
  app.install('octocat', { type: 'User' })
  expect(await byApp('GET /orgs/ACME/installation')).toMatchObject({
    status: 200,
    body: { id, app_id: app.id }
  })
  for (const org of ['labs', 'octocat', 'nowhere'])
    expect(said(await byApp(`GET /orgs/${org}/installation`))).toEqual([404, 'Not Found'])
  expect(said(await byApp(mintRoute(7)))).toEqual([404, 'Not Found'])
  expect(github.violations).toEqual([])
})

test('a token is for its organization, for an hour, until it is revoked', async () => {
  await start()
  const { id } = app.install('acme')
  const [token, other] = [await mint(id), await mint(id)]
  expect(await ask(github, list, { token })).toMatchObject({ status: 200 })
  expect(await ask(github, 'GET /orgs/labs/private-registries', { token })).toMatchObject({ status: 404 })
  expect(await ask(github, revoke, { token })).toMatchObject({ status: 204 })
  expect(said(await ask(github, list, { token }))).toEqual([401, 'Bad credentials'])
  now += 3_600_000
  expect(said(await ask(github, list, { token: other }))).toEqual([401, 'Bad credentials'])
  expect(github.violations).toEqual([])
})

test('a token has the permissions that were asked for, or all', async () => {
  await start()
  const { id } = app.install('acme')
  const reads = { organization_private_registries: 'read' }
  const asked = await byApp(mintRoute(id), { permissions: reads })
  expect(asked.body).toMatchObject({ permissions: reads, expires_at: '2026-03-01T13:00:00Z' })
  const { token } = Object(asked.body)
  expect(await ask(github, list, { token })).toMatchObject({ status: 200 })
  expect(await ask(github, 'GET /repos/acme/web', { token })).toMatchObject({ status: 404 })
  const body = { registry_type: 'npm_registry', url: 'https://a.example', visibility: 'all' }
  expect(said(await ask(github, 'POST /orgs/acme/private-registries', { token, body }))).toEqual([
    403,
    'Resource not accessible by integration'
  ])
  expect((await byApp(mintRoute(id))).body).toMatchObject({ permissions: app.installations[0]?.permissions })
  expect(github.violations).toEqual([])
})

const tooMuch = 'The permissions requested are not granted to this installation.'
test.each([
  { has: 'read', asks: { organization_private_registries: 'write' }, expected: [422, tooMuch] },
  { has: 'write', asks: { organization_private_registries: 'read' }, expected: [201, undefined] },
  { has: 'write', asks: { issues: 'read' }, expected: [422, tooMuch] }
] as const)('one that has $has and asks for $asks', async ({ has, asks, expected }) => {
  await start()
  const { id } = app.install('acme', { permissions: { organization_private_registries: has } })
  expect(said(await byApp(mintRoute(id), { permissions: asks }))).toEqual(expected)
  expect(github.violations).toEqual([])
})

test('a server may know no such permission', async () => {
  await start({ narrowsTokens: false })
  const { id } = app.install('acme')
  const got = await byApp(mintRoute(id), { permissions: { organization_private_registries: 'read' } })
  expect(said(got)).toEqual([
    422,
    expect.stringMatching(/"organization_private_registries" is not a permitted/)
  ])
  expect(github.violations).toEqual([])
})

test('a suspended installation gives no token, and those that it gave can do nothing', async () => {
  await start()
  const installation = app.install('acme')
  const token = await mint(installation.id)
  installation.suspended = true
  const refusal = [403, 'This installation has been suspended']
  expect(said(await byApp(mintRoute(installation.id)))).toEqual(refusal)
  expect(said(await ask(github, list, { token }))).toEqual(refusal)
  expect(github.violations).toEqual([])
})

test('a token of no App has nothing to revoke', async () => {
  await start()
  expect((await ask(github, revoke)).status).toBe(403)
})

test('queries and bodies are judged for Apps too', async () => {
  await start()
  const { id } = app.install('acme')
  const token = await mint(id)
  expect((await byApp('GET /app/installations?per_page=101')).status).toBe(400)
  expect((await byApp(mintRoute(id), { permission: {} })).status).toBe(422)
  expect((await ask(github, revoke, { token, body: {} })).status).toBe(422)
  expect(github.violations).toHaveLength(3)
})
