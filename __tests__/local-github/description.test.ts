import { usualHabits } from './changes.ts'
import { type DescriptionName, readDescription } from './description.ts'
import { deviationsWith } from './deviations.ts'

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

test('what is known to differ is let through, and some of it only by servers of a habit', () => {
  const error = { message: 'm', documentation_url: 'd', status: '0' }
  expect(description.judgeAnswer(create, 422, { ...error, errors: ['wrong'] })).toEqual([])
  expect(description.judgeAnswer(list, 502, '<html>')).toEqual([])
  const shown = { name: 'A', registry_type: 'npm_registry', visibility: 'all' }
  const withIds = { ...shown, created_at: time, updated_at: time, selected_repository_ids: [7] }
  expect(description.judgeAnswer(one, 200, withIds)).toEqual([])
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
