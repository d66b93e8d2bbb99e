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

test.each<[query: string, ...expected: string[]]>([
  ['per_page=100&page=2'],
  ['per_page=101', "For 'properties/per_page', 101 must be <= 100."],
  ['page=two', `For 'properties/page', "two" is not an integer.`],
  ['page=1&page=2', '"page" was supplied twice.'],
  ['q=npm', '"q" is not a permitted key.']
])('the query %s', (query, ...expected) => {
  expect(description.judgeQuery(list, new URLSearchParams(query))).toEqual(expected)
})

test.each<[name: string, body: unknown, expected?: RegExp | undefined, route?: string]>([
  ['complete', wanted],
  ['null where it may be', { ...wanted, username: null }],
  ['missing', undefined, /The body wasn't supplied/],
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
])('a body: %s', (_, body, expected = undefined, route = create) => {
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
])('refuses an answer: %s', (_, route, status, body, expected) => {
  expect(description.judgeAnswer(route, status, body)).toContainEqual(expect.stringMatching(expected))
})

const error = { message: 'm', documentation_url: 'd', status: '0' }
const times = { created_at: time, updated_at: time }
const shown = { name: 'A', registry_type: 'npm_registry', visibility: 'all', ...times }
const withIds = { ...shown, selected_repository_ids: [7] }
const account = description.filled('simple-user', { url: 'https://github.com' })
const installation = { account, target_type: 'Organization', repository_selection: 'all', permissions: {} }
const listed = description.filled('installation', { ...installation, ...times })
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
