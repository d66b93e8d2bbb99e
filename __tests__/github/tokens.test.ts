import { ask } from './client.ts'
import { type LocalGitHub, startGitHub } from './server.ts'
import type { TokenRights } from './tokens.ts'

const list = 'GET /orgs/acme/private-registries'
const create = 'POST /orgs/acme/private-registries'
const repository = 'GET /repos/acme/web'
const body = {
  ...{ registry_type: 'npm_registry', url: 'https://npm.acme.example', visibility: 'all' },
  ...{ auth_type: 'oidc_gcp', workload_identity_provider: 'projects/1' }
}

let github: LocalGitHub

beforeEach(async () => {
  github = await startGitHub({ now: () => Date.parse('2026-03-01T00:00:00Z') })
  github.addOrganization('acme', { repositories: ['web', { name: 'site', private: false }] })
})

afterEach(() => github.close())

const ok = 'no message'
const byToken = 'Resource not accessible by personal access token'
const byIntegration = 'Resource not accessible by integration'
const notFound = 'Not Found'
const registries = 'organization_private_registries'
const reader: TokenRights = { kind: 'fine-grained', permissions: { [registries]: 'read' } }
const writer: TokenRights = { kind: 'fine-grained', permissions: { [registries]: 'write' } }
const app: TokenRights = { kind: 'app', permissions: { [registries]: 'write' } }
const soon = { expires: '2026-03-05 00:00:00 UTC' }

const cases: [rights: TokenRights, route: string, status: number, message: string, headers: object][] = [
  [reader, list, 200, ok, { 'x-accepted-github-permissions': `${registries}=read` }],
  [reader, create, 403, byToken, { 'x-accepted-github-permissions': `${registries}=write` }],
  [writer, create, 201, ok, {}],
  [{ ...writer, ...soon }, list, 200, ok, { 'github-authentication-token-expiration': soon.expires }],
  [{ ...writer, expires: '2026-02-28 00:00:00 UTC' }, list, 401, 'Bad credentials', {}],
  [{ ...writer, orgs: ['labs'] }, list, 404, notFound, {}],
  [{ ...writer, orgs: ['Acme'] }, list, 200, ok, {}],
  [{ ...writer, orgs: ['labs'] }, 'GET /orgs/acme', 200, ok, {}],
  [
    { ...writer, sso: 'https://github.com/sso' },
    list,
    403,
    'Resource protected by organization SAML enforcement',
    {}
  ],
  [
    { ...writer, sso: 'https://a.example' },
    list,
    403,
    'SAML',
    { 'x-github-sso': 'required; url=https://a.example' }
  ],
  [{ kind: 'fine-grained', permissions: {} }, list, 403, byToken, {}],
  [{ kind: 'app', permissions: {} }, list, 403, byIntegration, {}],
  [app, create, 201, ok, {}],
  [app, repository, 404, notFound, {}],
  [{ ...app, permissions: { metadata: 'read' } }, repository, 200, ok, {}],
  [{ kind: 'workflow' }, list, 403, byIntegration, { 'x-ratelimit-limit': '1000' }],
  [{ kind: 'workflow' }, 'GET /repos/acme/site', 200, ok, {}],
  [{ kind: 'classic', scopes: ['repo'] }, repository, 200, ok, { 'x-oauth-scopes': 'repo' }],
  [{ kind: 'classic', scopes: ['repo'] }, list, 404, notFound, { 'x-accepted-oauth-scopes': 'admin:org' }],
  [{ kind: 'classic', scopes: ['read:org'] }, list, 403, 'You must be an org admin', {}],
  [
    { kind: 'classic', scopes: ['admin:org', 'repo'] },
    create,
    201,
    ok,
    { 'x-oauth-scopes': 'admin:org, repo' }
  ],
  [{ kind: 'classic', scopes: ['admin:org'] }, repository, 404, notFound, {}]
]

test.each(cases)('%j: %s is a %i, %s', async (rights, route, status, message, headers) => {
  github.addToken('t', rights)
  const got = await ask(github, route, { token: 't', ...(route === create ? { body } : {}) })
  expect(got.status).toBe(status)
  if (message !== ok) {
    expect(got.body).toMatchObject({ message: expect.stringContaining(message), status: String(status) })
  }
  expect(Object.fromEntries(got.headers)).toMatchObject(headers)
  expect(github.violations).toEqual([])
})

test.each([
  ['', 'Requires authentication'],
  ['unknown', 'Bad credentials']
])('the token %j is a 401: %s', async (token, message) => {
  const got = await ask(github, list, { token })
  expect(got).toMatchObject({ status: 401, body: { message, documentation_url: expect.anything() } })
  expect(got.headers.get('x-ratelimit-limit')).toBe('60')
  expect(github.violations).toEqual([])
})

test('no organization: 404', async () => {
  expect(await ask(github, 'GET /orgs/nobody/private-registries')).toMatchObject({
    status: 404,
    body: {
      message: notFound,
      documentation_url:
        'https://docs.github.com/rest/private-registries/organization-configurations#list-private-registries-for-an-organization',
      status: '404'
    }
  })
})
