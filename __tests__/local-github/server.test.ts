import { type KeyObject, sign } from 'node:crypto'
import { type App, makeAppKey } from './app.ts'
import { ask, type Sent, sealed } from './client.ts'
import type { Organization } from './organization.ts'
import { type GitHubOptions, type LocalGitHub, startGitHub } from './server.ts'
import type { TokenRights } from './tokens.ts'

const list = 'GET /orgs/acme/private-registries'
const create = 'POST /orgs/acme/private-registries'
const revoke = 'DELETE /installation/token'
const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example/', visibility: 'all' }
const azure = { ...npm, auth_type: 'oidc_azure', tenant_id: 't', client_id: 'c' }
let now = 0
let github: LocalGitHub
let acme: Organization
let app: App

async function start(options: GitHubOptions = {}): Promise<void> {
  now = Date.parse('2026-03-01T12:00:00Z')
  github = await startGitHub({ now: () => now, ...options })
  acme = github.addOrganization('acme', { repositories: [{ name: 'web', id: 7 }] })
  github.addOrganization('labs')
  app = github.addApp()
}

afterEach(() => github.close())

const secret = (text = 'x') => sealed(acme, text)

test('sealed values open with the key of their organization, until it is another', async () => {
  await start()
  expect(await ask(github, create, { body: { ...npm, ...secret('s3cret ✓') } })).toMatchObject({
    status: 201
  })
  const path = '/orgs/acme/private-registries/npm_registry_secret'
  await ask(github, `PATCH ${path}`, { body: secret('new') })
  expect(acme.registries).toMatchObject([{ name: 'NPM_REGISTRY_SECRET', secret: 'new' }])
  const stale = secret()
  acme.rotateKey()
  expect(await ask(github, `PATCH ${path}`, { body: stale })).toMatchObject({ status: 422 })
  expect((await ask(github, `GET ${path}`)).body).not.toHaveProperty('secret')
  expect(acme.registries).toMatchObject([{ secret: 'new' }])
  expect(github.violations).toEqual([])
})

test.each<{ name: string; route: string; sent?: Sent; status: number; violation: RegExp }>([
  ...['', 'v3'].map(version => ({
    ...{ name: `version ${version}`, route: list, status: 200, violation: /X-GitHub-Api-Version/ },
    sent: { headers: { 'x-github-api-version': version } }
  })),
  {
    name: 'Accept',
    route: list,
    sent: { headers: { accept: 'a/b' } },
    status: 200,
    violation: /Accept is a/
  },
  { name: 'endpoint', route: 'GET /user', status: 404, violation: /no such endpoint/ },
  { name: 'method', route: list.replace('GET', 'PUT'), status: 404, violation: /no such endpoint/ },
  { name: 'slashes', route: 'GET //orgs/acme', status: 404, violation: /no such endpoint/ },
  { name: 'query', route: `${list}?per_page=101`, status: 400, violation: /101 must be <= 100/ },
  { name: 'no body', route: create, status: 422, violation: /The body wasn't supplied/ },
  { name: 'no JSON', route: create, sent: { body: '{' }, status: 400, violation: /is not an object/ },
  {
    name: 'member',
    route: create,
    sent: { body: { ...azure, a: 1 } },
    status: 422,
    violation: /"a" is not a per/
  }
])(
  'what the description does not know is refused and noted: $name',
  async ({ route, sent, status, violation }) => {
    await start()
    expect(await ask(github, route, sent)).toMatchObject({ status })
    expect(github.violations).toEqual([expect.stringMatching(violation)])
    expect(acme.registries).toEqual([])
  }
)

test.each<{ name: string; before?: object; body: () => object; message: RegExp }>([
  { name: 'no secret', body: () => npm, message: /encrypted_value is required.*key_id is required/ },
  {
    name: 'other key',
    body: () => ({ ...npm, ...secret(), key_id: '1' }),
    message: /"key_id","code":"invalid"/
  },
  {
    ...{ name: 'not sealed', message: /an improperly encrypted secret/ },
    body: () => ({ ...npm, ...secret(), encrypted_value: 'c2VjcmV0' })
  },
  {
    ...{ name: 'no user', message: /username is required/ },
    body: () => ({ ...npm, ...secret(), auth_type: 'username_password' })
  },
  {
    name: 'OIDC field empty',
    body: () => ({ ...azure, client_id: '' }),
    message: /client_id is required when/
  },
  {
    name: 'OIDC with secret',
    body: () => ({ ...azure, ...secret() }),
    message: /encrypted_value must be omitted/
  },
  { name: 'OIDC with user', body: () => ({ ...azure, username: 'ci' }), message: /username is not allowed/ },
  {
    name: 'foreign field',
    body: () => ({ ...azure, aws_region: 'x' }),
    message: /aws_region is not allowed/
  },
  {
    ...{ name: 'ids alone', message: /only be provided when/ },
    body: () => ({ ...azure, selected_repository_ids: [] })
  },
  {
    ...{ name: 'foreign id', message: /: 8 is not a/ },
    body: () => ({ ...azure, visibility: 'selected', selected_repository_ids: [7, 8] })
  },
  { name: 'not http', body: () => ({ ...azure, url: 'ftp://npm.acme.example' }), message: /valid HTTP/ },
  { name: 'type', before: npm, body: () => ({ registry_type: 'git_source' }), message: /cannot be changed/ },
  { name: 'auth type', before: npm, body: () => ({ auth_type: 'oidc_gcp' }), message: /auth_type cannot be/ },
  {
    name: 'key id alone',
    before: npm,
    body: () => ({ key_id: acme.key.id }),
    message: /required with key_id/
  },
  {
    ...{ name: 'no user left', body: () => ({ username: '' }), message: /username is required/ },
    before: { ...npm, auth_type: 'username_password', username: 'ci' }
  }
])('a write is refused by the rules that are told in prose: $name', async ({ before, body, message }) => {
  await start()
  const existing = before ? [{ ...acme.addRegistry({ ...npm, ...before }) }] : []
  const route = before ? 'PATCH /orgs/acme/private-registries/NPM_REGISTRY_SECRET' : create
  const got = await ask(github, route, { body: body() })
  expect([got.status, JSON.stringify(got.body)]).toEqual([422, expect.stringMatching(message)])
  expect(acme.registries).toEqual(existing)
  expect(github.violations).toEqual([])
})

const registries = 'organization_private_registries'
const reader: TokenRights = { kind: 'fine-grained', permissions: { [registries]: 'read' } }
const writer: TokenRights = { kind: 'fine-grained', permissions: { [registries]: 'write' } }

test.each<{ rights: TokenRights; route: string; status: number }>([
  { rights: reader, route: list, status: 200 },
  { rights: reader, route: create, status: 403 },
  { rights: writer, route: create, status: 201 },
  { rights: { ...writer, expires: '2026-02-28 00:00:00 UTC' }, route: list, status: 401 },
  { rights: { ...writer, orgs: ['labs'] }, route: list, status: 404 },
  { rights: { ...writer, sso: 'https://a.example' }, route: list, status: 403 },
  { rights: { kind: 'app', permissions: {} }, route: list, status: 403 },
  { rights: { kind: 'app', permissions: {} }, route: 'GET /repos/acme/web', status: 404 },
  { rights: { kind: 'workflow' }, route: list, status: 403 },
  { rights: { kind: 'classic', scopes: ['repo'] }, route: list, status: 404 },
  { rights: { kind: 'classic', scopes: ['read:org'] }, route: list, status: 403 },
  { rights: { kind: 'classic', scopes: ['admin:org'] }, route: create, status: 201 },
  { rights: { kind: 'classic', scopes: ['admin:org'] }, route: 'GET /repos/acme/web', status: 404 },
  { rights: writer, route: revoke, status: 403 }
])('with $rights, $route is a $status', async ({ rights, route, status }) => {
  await start()
  github.addToken('t', rights)
  const sent = { token: 't', ...(route === create && { body: azure }) }
  expect(await ask(github, route, sent)).toMatchObject({ status })
  expect(await ask(github, route, { ...sent, token: 'other' })).toMatchObject({ status: 401 })
  expect(github.violations).toEqual([])
})

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token as an App signs it; `iat` and `exp` in seconds from now. */
function jwt(
  claims: { iss?: unknown; iat?: number; exp?: number } = {},
  key: KeyObject = app.key,
  alg = 'RS256'
) {
  const { iss = app.clientId, iat = -30, exp = 570 } = claims
  const text = `${part({ alg })}.${part({ iss, iat: now / 1000 + iat, exp: now / 1000 + exp })}`
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`
}

test.each<{ name: string; token: () => string; status: number }>([
  { name: 'the client id', token: jwt, status: 200 },
  { name: 'the id as text', token: () => jwt({ iss: String(app.id) }), status: 200 },
  { name: 'another id', token: () => jwt({ iss: 5 }), status: 404 },
  { name: 'its end passed', token: () => jwt({ exp: 0 }), status: 401 },
  { name: 'its end too far', token: () => jwt({ exp: 601 }), status: 401 },
  { name: 'issued in the future', token: () => jwt({ iat: 1 }), status: 401 },
  { name: 'issued at no whole second', token: () => jwt({ iat: -0.5 }), status: 401 },
  { name: 'another key', token: () => jwt({}, makeAppKey()), status: 401 },
  { name: 'another algorithm', token: () => jwt({}, app.key, 'HS256'), status: 401 },
  { name: 'too much', token: () => `${jwt()}.x`, status: 401 },
  { name: 'no JSON', token: () => 'a.b.c', status: 401 }
])('what an App signs with $name is a $status', async ({ token, status }) => {
  await start()
  expect(await ask(github, 'GET /app', { token: token() })).toMatchObject({ status })
  expect(github.violations).toEqual([])
})

test('a token of an installation is for its organization, narrowed, for an hour, until it is revoked', async () => {
  await start()
  const installation = app.install('acme', { permissions: { [registries]: 'read' } })
  const mint = `POST /app/installations/${installation.id}/access_tokens`
  const minted = async (level: 'read' | 'write' = 'read') => {
    const got = await ask(github, mint, { token: jwt(), body: { permissions: { [registries]: level } } })
    return got.status === 201 ? String(Object(got.body).token) : got.status
  }
  const status = async (route: string, token: unknown) =>
    (await ask(github, route, { token: String(token) })).status
  const [token, revoked] = [await minted(), await minted()]
  expect([await minted('write'), await status(list, token)]).toEqual([422, 200])
  expect(await status('GET /orgs/labs/private-registries', token)).toBe(404)
  expect([await status(revoke, revoked), await status(list, revoked)]).toEqual([204, 401])
  installation.suspended = true
  expect([await minted(), await status(list, token)]).toEqual([403, 403])
  installation.suspended = false
  now += 3_600_000
  expect(await status(list, token)).toBe(401)
  expect(github.violations).toEqual([])
})

test('each organization, installation and former name is where it belongs, in the shape that is described', async () => {
  await start()
  for (const one of ['acme', 'octocat']) app.install(one, { type: one === 'acme' ? 'Organization' : 'User' })
  acme.renameRepository('web', 'site')
  const token = jwt()
  const paths = ['/orgs/ACME', '/orgs/acme/repos', '/repositories/7', '/repos/acme/web', '/repos/labs/site']
  const asked = [...paths.map(path => ask(github, `GET ${path}`))]
  for (const org of ['acme', 'labs', 'octocat'])
    asked.push(ask(github, `GET /orgs/${org}/installation`, { token }))
  const statuses = (await Promise.all(asked)).map(({ status }) => status)
  expect(statuses).toEqual([200, 200, 200, 301, 404, 200, 404, 404])
  const { headers } = await ask(github, 'GET /app/installations?per_page=1&page=2', { token })
  expect(headers.get('link')).toMatch(/\?per_page=1&page=1>; rel="prev", <.*&page=1>; rel="first"$/)
  expect(github.violations).toEqual([])
})

test('its own answers are checked, a planned one only if it says so', async () => {
  await start()
  acme.addRegistry({ ...npm, visibility: 'odd' })
  await ask(github, list)
  expect(github.violations).toEqual([expect.stringMatching(/visibility', "odd" is not a member/)])
  github.answer({}, { status: 200, body: {}, checked: true })
  github.answer({}, { status: 200, body: {} })
  for (const _ of [1, 2]) await ask(github, list)
  const missing = ['total_count', 'configurations'].map(name => `${list}: "${name}" wasn't supplied.`)
  expect(github.violations.slice(1)).toEqual(missing)
})
