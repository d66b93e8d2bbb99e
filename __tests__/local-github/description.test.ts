import { usualHabits } from './changes.ts'
import { type DescriptionName, readDescription } from './description.ts'
import { deviations, deviationsWith } from './deviations.ts'

const description = readDescription('api.github.com')
const list = 'GET /orgs/{org}/private-registries'
const one = `${list}/{secret_name}`
const create = 'POST /orgs/{org}/private-registries'
const remove = 'DELETE /orgs/{org}/private-registries/{secret_name}'
const mint = 'POST /app/installations/{installation_id}/access_tokens'
const wanted = { registry_type: 'npm_registry', url: 'https://npm.acme.example', visibility: 'all' }
const time = '2026-03-01T12:00:00Z'

test.each<{ query: string; expected: string[] }>([
  { query: 'per_page=100&page=2', expected: [] },
  { query: 'per_page=101', expected: ["For 'properties/per_page', 101 must be <= 100."] },
  { query: 'page=two', expected: [`For 'properties/page', "two" is not an integer.`] },
  { query: 'page=1&page=2', expected: ['"page" was supplied twice.'] },
  { query: 'q=npm', expected: ['"q" is not a permitted key.'] }
])('the query $query', ({ query, expected }) => {
  expect(description.judgeQuery(list, new URLSearchParams(query))).toEqual(expected)
})

test.each<{ name: string; route?: string; body: unknown; expected?: RegExp }>([
  { name: 'complete', body: wanted },
  { name: 'null where it may be', body: { ...wanted, username: null } },
  { name: 'missing', body: undefined, expected: /The body wasn't supplied/ },
  { name: 'missing where it may be', route: mint, body: undefined },
  { name: 'not asked for', route: list, body: {}, expected: /No body is permitted/ },
  { name: 'without a member', body: { ...wanted, url: undefined }, expected: /"url" wasn't supplied/ },
  { name: 'unknown member', body: { ...wanted, secret: 'x' }, expected: /"secret" is not a permitted key/ },
  { name: 'null', body: { ...wanted, audience: null }, expected: /audience', null is not a string/ },
  { name: 'ids as text', body: { ...wanted, selected_repository_ids: ['1'] }, expected: /"1" is not an int/ },
  { name: 'not in the list', body: { ...wanted, visibility: 'some' }, expected: /"some" is not a member of/ },
  { name: 'url-safe base64', body: { ...wanted, encrypted_value: 'a-b_' }, expected: /must match pattern/ },
  { name: 'no address', body: { ...wanted, url: 'npm' }, expected: /must match format "uri"/ },
  { name: 'other permission', route: mint, body: { permissions: { a: 'read' } }, expected: /permissions.a"/ }
])('a body: $name', ({ route = create, body, expected }) => {
  const refused = description.judgeBody(route, body && JSON.parse(JSON.stringify(body)))
  expect(refused).toEqual(expected ? [expect.stringMatching(expected)] : [])
})

test.each<{ name: string; route: string; status: number; body?: unknown; expected: RegExp }>([
  {
    ...{ name: 'an unknown member', route: list, status: 200, expected: /"more" is not a permitted key/ },
    body: { total_count: 0, configurations: [], more: 1 }
  },
  {
    ...{
      name: 'one further in',
      route: list,
      status: 200,
      expected: /"configurations.0.secret" is not a perm/
    },
    body: { total_count: 1, configurations: [{ secret: 'x' }] }
  },
  {
    name: 'null in a 201',
    route: create,
    status: 201,
    body: { username: null },
    expected: /null is not a str/
  },
  { name: 'a body in a 204', route: remove, status: 204, body: {}, expected: /No body is permitted/ },
  { name: 'no body', route: list, status: 200, expected: /The body wasn't supplied/ },
  { name: 'another status', route: list, status: 202, body: {}, expected: /The status 202 is not described/ }
])('refuses an answer: $name', ({ route, status, body, expected }) => {
  expect(description.judgeAnswer(route, status, body)).toContainEqual(expect.stringMatching(expected))
})

const error = { message: 'm', documentation_url: 'd', status: '0' }
const shown = {
  name: 'A',
  registry_type: 'npm_registry',
  visibility: 'all',
  created_at: time,
  updated_at: time
}
const withIds = { ...shown, selected_repository_ids: [7] }
const account = description.filled('simple-user', { url: 'https://github.com' })
const installation = { account, target_type: 'Organization', repository_selection: 'all', created_at: time }
const listed = description.filled('installation', { ...installation, updated_at: time, permissions: {} })
const permissions = { organization_private_registries: 'read' }

const excused: [deviation: string, route: string, status: number, body: unknown][] = [
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
  ['server-error', create, 502, '<html>'],
  ['selected-ids', one, 200, withIds],
  ['stored-address', one, 200, { ...shown, url: 'npm.acme.example/npm' }],
  ['permission-key', mint, 201, { token: 'ghs', expires_at: time, permissions }],
  ['installation-account', 'GET /app/installations', 200, [listed]]
]

test.each(excused)('%s is needed for %s %s, and enough', (deviation, route, status, body) => {
  const others = readDescription(
    'api.github.com',
    deviations.filter(({ name }) => name !== deviation)
  )
  expect(others.judgeAnswer(route, status, body)).not.toEqual([])
  expect(description.judgeAnswer(route, status, body)).toEqual([])
})

test('every deviation is needed, and some only by servers of a habit', () => {
  expect(description.find('GET', '/repositories/1')).toBeUndefined()
  const needed = new Set([...excused.map(([name]) => name), 'numeric-paths'])
  expect([...needed].sort()).toEqual(deviations.map(({ name }) => name).sort())
  const usual = readDescription('api.github.com', deviationsWith(usualHabits))
  expect(usual.judgeAnswer(one, 200, withIds)).toEqual(['"selected_repository_ids" is not a permitted key.'])
})

test.each<DescriptionName>(['api.github.com', 'ghes-3.18'])('%s describes everything', name => {
  const found = ['GET', 'POST'].map(method =>
    readDescription(name).find(method, '/orgs/a%2Eb/private-registries')
  )
  expect(found).toMatchObject([
    { route: list, params: { org: 'a.b' } },
    { route: create, params: { org: 'a.b' } }
  ])
})
