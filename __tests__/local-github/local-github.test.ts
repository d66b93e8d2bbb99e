import { sign } from 'node:crypto'
import sodium from 'libsodium-wrappers'
import { type App, makeAppKey } from './app.ts'
import { usualHabits } from './changes.ts'
import { readDescription } from './description.ts'
import { deviationsWith } from './deviations.ts'
import type { Organization } from './organization.ts'
import { type LocalGitHub, startGitHub } from './server.ts'
import { defaultToken, type TokenRights } from './tokens.ts'

const wanted = { registry_type: 'npm_registry', url: 'https://npm.acme.example', visibility: 'all' }

const description = readDescription('api.github.com')
const list = 'GET /orgs/{org}/private-registries'
const one = `${list}/{secret_name}`
const create = 'POST /orgs/{org}/private-registries'
const remove = 'DELETE /orgs/{org}/private-registries/{secret_name}'
const mint = 'POST /app/installations/{installation_id}/access_tokens'
const time = '2026-03-01T12:00:00Z'

test.each<[query: string, ...expected: string[]]>([
  ['per_page=100&page=2'],
  ['page=two', `For 'properties/page', "two" is not an integer.`],
  ['page=1&page=2', '"page" was supplied twice.'],
  ['q=npm', '"q" is not a permitted key.']
])('the description judges the query %s', (query, ...expected) => {
  expect(description.judgeQuery(list, new URLSearchParams(query))).toEqual(expected)
})

test.each<[name: string, body: unknown, expected?: RegExp | undefined, route?: string]>([
  ['complete', wanted],
  ['null where it may be', { ...wanted, username: null }],
  ['missing where it may be', undefined, undefined, mint],
  ['not asked for', {}, /No body is permitted/, list],
  ['without a member', { ...wanted, url: undefined }, /"url" wasn't supplied/],
  ['unknown member', { ...wanted, secret: 'x' }, /"secret" is not a permitted key/],
  ['null', { ...wanted, audience: null }, /audience', null is not a string/],
  ['ids as text', { ...wanted, selected_repository_ids: ['1'] }, /"1" is not an int/],
  ['not in the list', { ...wanted, visibility: 'some' }, /"some" is not a member of/],
  ['url-safe base64', { ...wanted, encrypted_value: 'a-b_' }, /must match pattern/],
  ['no address', { ...wanted, url: 'npm' }, /must match format "uri"/],
  ['other permission', { permissions: { a: 'read' } }, /permissions.a"/, mint]
])('the description judges a body: %s', (_, body, expected = undefined, route = create) => {
  const refused = description.judgeBody(route, body && JSON.parse(JSON.stringify(body)))
  expect(refused).toEqual(expected ? [expect.stringMatching(expected)] : [])
})

const more = { total_count: 0, configurations: [], more: 1 }
const further = { total_count: 1, configurations: [{ secret: 'x' }] }
test.each<[name: string, route: string, status: number, body: unknown, expected: RegExp]>([
  ['an unknown member', list, 200, more, /"more" is not a permitted key/],
  ['one further in', list, 200, further, /"configurations.0.secret" is not a perm/],
  ['null in a 201', create, 201, { username: null }, /null is not a str/],
  ['a body in a 204', remove, 204, {}, /No body is permitted/],
  ['no body', list, 200, undefined, /The body wasn't supplied/],
  ['another status', list, 202, {}, /The status 202 is not described/]
])('the description judges an answer: %s', (_, route, status, body, expected) => {
  expect(description.judgeAnswer(route, status, body)).toContainEqual(expect.stringMatching(expected))
})

test('the description lets through what is known to differ, and some of it only by servers of a habit', () => {
  const error = { message: 'm', documentation_url: 'd', status: '0' }
  expect(description.judgeAnswer(create, 422, { ...error, errors: ['wrong'] })).toEqual([])
  expect(description.judgeAnswer(list, 502, '<html>')).toEqual([])
  const shown = { name: 'A', registry_type: 'npm_registry', visibility: 'all' }
  const withIds = { ...shown, created_at: time, updated_at: time, selected_repository_ids: [7] }
  expect(description.judgeAnswer(one, 200, withIds)).toEqual([])
  const usual = readDescription('api.github.com', deviationsWith(usualHabits))
  expect(usual.judgeAnswer(one, 200, withIds)).toEqual(['"selected_repository_ids" is not a permitted key.'])
})

describe('the server', () => {
  const list = 'GET /orgs/acme/private-registries'
  const create = 'POST /orgs/acme/private-registries'
  const revoke = 'DELETE /installation/token'
  const npm = { ...wanted, url: 'https://npm.acme.example/' }
  const azure = { ...npm, auth_type: 'oidc_azure', tenant_id: 't', client_id: 'c' }
  let now = 0
  let github: LocalGitHub
  let acme: Organization
  let app: App

  beforeEach(async () => {
    now = Date.parse('2026-03-01T12:00:00Z')
    github = await startGitHub({ now: () => now })
    acme = github.addOrganization('acme', { repositories: [{ name: 'web', id: 7 }] })
    github.addOrganization('labs')
    app = github.addApp()
  })
  afterEach(() => github.close())

  interface Sent {
    token?: string
    /** One that is empty is left out. */
    headers?: Record<string, string>
    body?: unknown
  }

  /** Sends one request as a well-behaved client does. */
  async function ask(route: string, { token = defaultToken, headers: others = {}, body }: Sent = {}) {
    const [method = '', path = ''] = route.split(' ')
    const usual = {
      ...{ accept: 'application/vnd.github+json', authorization: `Bearer ${token}`, 'user-agent': 'test' },
      ...{ 'content-type': 'application/json', 'x-github-api-version': '2022-11-28' }
    }
    const headers = Object.entries({ ...usual, ...others }).filter(([, value]) => value !== '')
    const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? null)
    const response = await fetch(github.url + path, { method, headers, body: text, redirect: 'manual' })
    const answer = await response.text()
    return { status: response.status, headers: response.headers, body: answer && JSON.parse(answer) }
  }

  /** The two fields that carry a secret, sealed with the key of acme. */
  function secret(text = 'x') {
    const { ORIGINAL } = sodium.base64_variants
    const bytes = sodium.crypto_box_seal(text, sodium.from_base64(acme.key.publicKey, ORIGINAL))
    return { encrypted_value: sodium.to_base64(bytes, ORIGINAL), key_id: acme.key.id }
  }

  test('opens sealed values with the key of their organization, until it is another', async () => {
    expect(await ask(create, { body: { ...npm, ...secret('s3cret ✓') } })).toMatchObject({ status: 201 })
    const path = '/orgs/acme/private-registries/npm_registry_secret'
    await ask(`PATCH ${path}`, { body: secret('new') })
    expect(acme.registries).toMatchObject([{ name: 'NPM_REGISTRY_SECRET', secret: 'new' }])
    const stale = secret()
    acme.rotateKey()
    expect(await ask(`PATCH ${path}`, { body: stale })).toMatchObject({ status: 422 })
    expect((await ask(`GET ${path}`)).body).not.toHaveProperty('secret')
    expect(acme.registries).toMatchObject([{ secret: 'new' }])
    expect(github.violations).toEqual([])
  })

  const versioned = (version: string): Sent => ({ headers: { 'x-github-api-version': version } })
  test.each<[name: string, route: string, sent: Sent, status: number, violation: RegExp]>([
    ['no version', list, versioned(''), 200, /no X-GitHub-Api-Version/],
    ['version', list, versioned('v3'), 200, /X-GitHub-Api-Version v3/],
    ['Accept', list, { headers: { accept: 'a/b' } }, 200, /Accept is a/],
    ['method', list.replace('GET', 'PUT'), {}, 404, /no such endpoint/],
    ['slashes', 'GET //orgs/acme', {}, 404, /no such endpoint/],
    ['query', `${list}?per_page=101`, {}, 400, /101 must be <= 100/],
    ['no body', create, {}, 422, /The body wasn't supplied/],
    ['no JSON', create, { body: '{' }, 400, /is not an object/],
    ['member', create, { body: { ...azure, a: 1 } }, 422, /"a" is not a per/]
  ])('notes what the description does not know: %s', async (_, route, sent, status, violation) => {
    expect(await ask(route, sent)).toMatchObject({ status })
    expect(github.violations).toEqual([expect.stringMatching(violation)])
    expect(acme.registries).toEqual([])
  })

  const foreign = { visibility: 'selected', selected_repository_ids: [7, 8] }
  const user = { ...npm, auth_type: 'username_password', username: 'ci' }
  const unsealed = { encrypted_value: 'c2VjcmV0' }
  test.each<[name: string, body: () => object, message: RegExp, before?: typeof npm]>([
    ['no secret', () => npm, /encrypted_value is required.*key_id is required/],
    ['other key', () => ({ ...npm, ...secret(), key_id: '1' }), /"key_id","code":"invalid"/],
    ['not sealed', () => ({ ...npm, ...secret(), ...unsealed }), /an improperly encrypted secret/],
    ['no user', () => ({ ...npm, ...secret(), auth_type: user.auth_type }), /username is required/],
    ['OIDC field empty', () => ({ ...azure, client_id: '' }), /client_id is required when/],
    ['OIDC with secret', () => ({ ...azure, ...secret() }), /encrypted_value must be omitted/],
    ['OIDC with user', () => ({ ...azure, username: 'ci' }), /username is not allowed/],
    ['foreign field', () => ({ ...azure, aws_region: 'x' }), /aws_region is not allowed/],
    ['ids alone', () => ({ ...azure, selected_repository_ids: [] }), /only be provided when/],
    ['foreign id', () => ({ ...azure, ...foreign }), /: 8 is not a/],
    ['not http', () => ({ ...azure, url: 'ftp://npm.acme.example' }), /valid HTTP/],
    ['type', () => ({ registry_type: 'git_source' }), /cannot be changed/, npm],
    ['auth type', () => ({ auth_type: 'oidc_gcp' }), /auth_type cannot be/, npm],
    ['key id alone', () => ({ key_id: acme.key.id }), /required with key_id/, npm],
    ['no user left', () => ({ username: '' }), /username is required/, user]
  ])('refuses a write by the rules that are told in prose: %s', async (_, body, message, ...[before]) => {
    const existing = before ? [{ ...acme.addRegistry(before) }] : []
    const route = before ? 'PATCH /orgs/acme/private-registries/NPM_REGISTRY_SECRET' : create
    const got = await ask(route, { body: body() })
    expect([got.status, JSON.stringify(got.body)]).toEqual([422, expect.stringMatching(message)])
    expect(acme.registries).toEqual(existing)
    expect(github.violations).toEqual([])
  })

  const registries = 'organization_private_registries'
  const reader: TokenRights = { kind: 'fine-grained', permissions: { [registries]: 'read' } }
  const writer: TokenRights = { kind: 'fine-grained', permissions: { [registries]: 'write' } }

  const web = 'GET /repos/acme/web'
  test.each<[rights: TokenRights, route: string, status: number]>([
    [reader, list, 200],
    [reader, create, 403],
    [writer, create, 201],
    [writer, revoke, 403],
    [{ ...writer, expires: '2026-02-28 00:00:00 UTC' }, list, 401],
    [{ ...writer, orgs: ['labs'] }, list, 404],
    [{ ...writer, sso: 'https://a.example' }, list, 403],
    [{ kind: 'app', permissions: {} }, list, 403],
    [{ kind: 'app', permissions: {} }, web, 404],
    [{ kind: 'workflow' }, list, 403],
    [{ kind: 'workflow' }, web, 404]
  ])('answers a token with %j and %s with %i', async (rights, route, status) => {
    github.addToken('t', rights)
    const sent = { token: 't', ...(route === create && { body: azure }) }
    expect(await ask(route, sent)).toMatchObject({ status })
    expect(await ask(route, { ...sent, token: 'other' })).toMatchObject({ status: 401 })
    expect(github.violations).toEqual([])
  })

  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

  /** A token as an App signs it; `iat` and `exp` in seconds from now. */
  function jwt({ iss = app.clientId as unknown, iat = -30, exp = 570 } = {}, key = app.key, alg = 'RS256') {
    const text = `${part({ alg })}.${part({ iss, iat: now / 1000 + iat, exp: now / 1000 + exp })}`
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`
  }

  test.each<[name: string, token: () => string, status: number]>([
    ['the client id', jwt, 200],
    ['the id as text', () => jwt({ iss: String(app.id) }), 200],
    ['another id', () => jwt({ iss: 5 }), 404],
    ['its end passed', () => jwt({ exp: 0 }), 401],
    ['its end too far', () => jwt({ exp: 601 }), 401],
    ['issued in the future', () => jwt({ iat: 1 }), 401],
    ['issued at no whole second', () => jwt({ iat: -0.5 }), 401],
    ['another key', () => jwt({}, makeAppKey()), 401],
    ['another algorithm', () => jwt({}, app.key, 'HS256'), 401],
    ['too much', () => `${jwt()}.x`, 401],
    ['no JSON', () => 'a.b.c', 401]
  ])('reads what an App signs with %s', async (_, token, status) => {
    expect(await ask('GET /app', { token: token() })).toMatchObject({ status })
    expect(github.violations).toEqual([])
  })

  test('a token of an installation is for its organization, narrowed, for an hour, until it is revoked', async () => {
    const installation = app.install('acme', { permissions: { [registries]: 'read' } })
    const mint = `POST /app/installations/${installation.id}/access_tokens`
    const minted = async (level: 'read' | 'write' = 'read') => {
      const got = await ask(mint, { token: jwt(), body: { permissions: { [registries]: level } } })
      return got.status === 201 ? got.body.token : got.status
    }
    const status = async (route: string, token: string) => (await ask(route, { token })).status
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
    for (const one of ['acme', 'octocat'])
      app.install(one, { type: one === 'acme' ? 'Organization' : 'User' })
    acme.renameRepository('web', 'site')
    const token = jwt()
    const paths = ['/orgs/ACME/repos', '/repositories/7', '/repos/acme/web', '/repos/labs/site']
    const asked = paths.map(path => ask(`GET ${path}`))
    for (const org of ['acme', 'labs', 'octocat']) asked.push(ask(`GET /orgs/${org}/installation`, { token }))
    const statuses = (await Promise.all(asked)).map(({ status }) => status)
    expect(statuses).toEqual([200, 200, 301, 404, 200, 404, 404])
    const { headers } = await ask('GET /app/installations?per_page=1&page=2', { token })
    expect(headers.get('link')).toMatch(/\?per_page=1&page=1>; rel="prev", <.*&page=1>; rel="first"$/)
    expect(github.violations).toEqual([])
  })

  test('its own answers are checked, a planned one only if it says so', async () => {
    acme.addRegistry({ ...npm, visibility: 'odd' })
    await ask(list)
    expect(github.violations).toEqual([expect.stringMatching(/visibility', "odd" is not a member/)])
    github.answer({}, { status: 200, body: {}, checked: true })
    github.answer({}, { status: 200, body: {} })
    for (const _ of [1, 2]) await ask(list)
    const missing = ['total_count', 'configurations'].map(name => `${list}: "${name}" wasn't supplied.`)
    expect(github.violations.slice(1)).toEqual(missing)
  })
})
