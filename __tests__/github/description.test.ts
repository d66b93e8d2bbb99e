import { usualHabits } from './changes.ts'
import { type DescriptionName, readDescription } from './description.ts'
import { deviations, deviationsWith } from './deviations.ts'
import { shownOwner } from './repository.ts'
import { isObject, strict } from './schemas.ts'

const description = readDescription('api.github.com')
const list = 'GET /orgs/{org}/private-registries'
const create = 'POST /orgs/{org}/private-registries'
const wanted = { registry_type: 'npm_registry', url: 'https://npm.acme.example', visibility: 'all' }

test.each([
  ['GET', '/orgs/acme/private-registries', list, { org: 'acme' }],
  ['GET', '/orgs/acme/private-registries/public-key', `${list}/public-key`, { org: 'acme' }],
  ['GET', '/orgs/a%2Eb/private-registries/X', `${list}/{secret_name}`, { org: 'a.b', secret_name: 'X' }],
  ['PUT', '/orgs/acme/private-registries', undefined, undefined],
  ['GET', '/orgs/acme/private-registries/', undefined, undefined],
  ['GET', '/organizations/1/repos', undefined, undefined]
])('finds %s %s', (method, path, route, params) => {
  const found = description.find(method, path)
  expect(found?.route).toBe(route)
  expect(found?.params).toEqual(params)
})

test.each([
  ['', []],
  ['per_page=100&page=2', []],
  ['per_page=101', ["For 'properties/per_page', 101 must be <= 100."]],
  ['per_page=0', ["For 'properties/per_page', 0 must be >= 1."]],
  ['page=two', [`For 'properties/page', "two" is not an integer.`]],
  ['page=1&page=2', ['"page" was supplied twice.']],
  ['q=npm', ['"q" is not a permitted key.']]
])('judges the query %j', (query, violations) => {
  expect(description.judgeQuery(list, new URLSearchParams(query))).toEqual(violations)
})

test.each([
  ['complete', wanted, []],
  ['no body', undefined, ["The body wasn't supplied."]],
  ['missing', { ...wanted, url: undefined }, [`"url" wasn't supplied.`]],
  ['unknown member', { ...wanted, secret: 'x' }, ['"secret" is not a permitted key.']],
  ['nullable', { ...wanted, username: null }, []],
  ['not nullable', { ...wanted, audience: null }, [`For 'properties/audience', null is not a string.`]],
  ['wrong type', { ...wanted, username: 5 }, [`For 'properties/username', 5 is not a string.`]],
  [
    'ids as text',
    { ...wanted, selected_repository_ids: ['1'] },
    [expect.stringMatching(/"1" is not an integer/)]
  ],
  [
    'not in the list',
    { ...wanted, visibility: 'some' },
    [expect.stringMatching(/^For 'properties\/visi.* member of/)]
  ],
  ['url-safe base64', { ...wanted, encrypted_value: 'a-b_' }, [expect.stringMatching(/does not match/)]],
  ['no uri', { ...wanted, url: 'npm' }, [`For 'properties/url', "npm" is not a valid uri.`]]
])('judges a body: %s', (_, body, violations) => {
  const sent = body && JSON.parse(JSON.stringify(body))
  expect(description.judgeBody(create, sent)).toEqual(violations)
})

test('nullable becomes a union, also where there is no type', () => {
  expect(strict({ nullable: true, enum: ['a'] })).toEqual({ anyOf: [{ type: 'null' }, { enum: ['a'] }] })
})

test('a GET takes no body', () => {
  expect(description.judgeBody(list, {})).toEqual(['No body is permitted.'])
})

test.each([
  [
    'unknown member',
    list,
    200,
    { total_count: 0, configurations: [], more: 1 },
    ['"more" is not a permitted key.']
  ],
  [
    'unknown member inside',
    list,
    200,
    { total_count: 1, configurations: [{ secret: 'x' }] },
    expect.any(Array)
  ],
  ['null in a 201', create, 201, { ...wanted, username: null }, expect.any(Array)],
  [
    'a body in a 204',
    'DELETE /orgs/{org}/private-registries/{secret_name}',
    204,
    {},
    ['No body is permitted.']
  ],
  ['other status', list, 202, {}, ['The status 202 is not described.']]
])('refuses an answer: %s', (_, route, status, body, violations) => {
  const refused = description.judgeAnswer(route, status, body)
  expect(refused).toEqual(violations)
  expect(refused).not.toEqual([])
})

const withIds = {
  ...{ name: 'A', registry_type: 'npm_registry', username: null },
  ...{ visibility: 'selected', selected_repository_ids: [7] },
  ...{ created_at: '2026-03-01T12:00:00Z', updated_at: '2026-03-01T12:00:00Z' }
}
const installations = 'POST /app/installations'
const token = {
  ...{ token: 'ghs', expires_at: '2026-03-01T12:00:00Z', repository_selection: 'all' },
  permissions: { organization_private_registries: 'read' }
}
const account = shownOwner({ login: 'acme', id: 1 }, 'https://api.github.com')
const installation = {
  ...{
    id: 1,
    account,
    repository_selection: 'all',
    app_id: 1,
    client_id: 'Iv1',
    app_slug: 'a',
    target_id: 1
  },
  ...{ target_type: 'Organization', permissions: {}, events: [], single_file_name: null },
  ...{ suspended_by: null, suspended_at: null, html_url: 'https://github.com/a' },
  ...{ access_tokens_url: 'https://api.github.com/a', repositories_url: 'https://api.github.com/b' },
  ...{ created_at: '2026-03-01T12:00:00Z', updated_at: '2026-03-01T12:00:00Z' }
}
const error = { message: 'm', documentation_url: 'd', status: '0' }
const excused: [name: string, route: string, status: number, body: unknown][] = [
  ['status-in-validation-errors', create, 422, error],
  ['errors-as-strings', create, 422, { ...error, errors: ['wrong'] }],
  ['refused-token', list, 401, error],
  ['refused-token', create, 403, error],
  ['user-agent-required', list, 403, 'Request forbidden'],
  ['bad-request', create, 400, error],
  ['not-found', 'GET /orgs/{org}/repos', 404, error],
  ['conflict', create, 409, error],
  ['retired-version', list, 410, error],
  ['rate-limit', list, 429, error],
  ['server-error', list, 500, error],
  ['server-error', create, 502, '<html>'],
  ['selected-ids', `${list}/{secret_name}`, 200, withIds],
  ['selected-ids', list, 200, { total_count: 1, configurations: [withIds] }],
  ['stored-address', `${list}/{secret_name}`, 200, { ...withIds, url: 'npm.acme.example/npm' }],
  ['permission-key', `${installations}/{installation_id}/access_tokens`, 201, token],
  [
    'permission-key',
    'GET /orgs/{org}/installation',
    200,
    { ...installation, permissions: token.permissions }
  ],
  ['installation-account', 'GET /app/installations', 200, [installation]]
]

test.each(excused)('%s is needed for %s %s, and enough', (name, route, status, body) => {
  const allowed = deviations.filter(deviation => deviation.name === name)
  expect(description.judgeAnswer(route, status, body, [])).not.toEqual([])
  expect(description.judgeAnswer(route, status, body, allowed)).toEqual([])
})

test('what only some servers show is a deviation on those alone', () => {
  const judged = [true, false].map(showsSelectedIds => {
    const allowed = deviationsWith({ ...usualHabits, showsSelectedIds })
    return description.judgeAnswer(`${list}/{secret_name}`, 200, withIds, allowed)
  })
  expect(judged).toEqual([[], ['"selected_repository_ids" is not a permitted key.']])
})

test.each([
  { permissions: { organization_private_registries: 'read' }, excused: [] },
  { permissions: { organization_registries: 'read' }, excused: [expect.stringContaining('organization_reg')] }
])(
  'permission-key is needed for the body of a request for a token: $permissions',
  ({ permissions, excused }) => {
    const route = `${installations}/{installation_id}/access_tokens`
    const allowed = deviations.filter(({ name }) => name === 'permission-key')
    expect(description.judgeBody(route, { permissions }, [])).toEqual([
      expect.stringMatching(/is not a permitted key/)
    ])
    expect(description.judgeBody(route, { permissions }, allowed)).toEqual(excused)
  }
)

test('a body that need not be there may be missing', () => {
  expect(description.judgeBody(`${installations}/{installation_id}/access_tokens`, undefined)).toEqual([])
})

test('every deviation is shown to be needed', () => {
  const permissions = description.at('components', 'schemas', 'app-permissions', 'properties')
  expect(isObject(permissions) && 'organization_secrets' in permissions).toBe(true)
  expect(isObject(permissions) && 'organization_private_registries' in permissions).toBe(false)
  expect(description.find('GET', '/repositories/1')).toBeUndefined()
  const shown = new Set([...excused.map(([name]) => name), 'numeric-paths'])
  expect([...shown].sort()).toEqual(deviations.map(({ name }) => name).sort())
})

test.each<DescriptionName>(['api.github.com', 'ghes-3.18'])('%s describes everything', name => {
  const routes = ['GET', 'POST'].map(method =>
    readDescription(name).find(method, '/orgs/acme/private-registries')
  )
  expect(routes.map(found => found?.route)).toEqual([list, create])
})
