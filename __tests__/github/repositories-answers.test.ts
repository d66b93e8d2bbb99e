import { resolveRepositories } from '../../src/github/repositories.ts'
import type { Organization } from '../local-github/organization.ts'
import { type Connected, connect } from './connected.ts'

let at: Connected
let acme: Organization

beforeEach(async () => {
  at = await connect()
  acme = at.github.addOrganization('acme')
})
afterEach(() => at.close())

const listing = 'GET /orgs/acme/repos?per_page=100'

test('a listing of many pages is read to its end', async () => {
  for (let number = 0; number < 201; number++) acme.addRepository(`many-${number}`)
  const [{ ids } = { ids: [] }] = await resolveRepositories(at.client, 'acme', [['many-*']])
  expect(ids).toHaveLength(201)
  expect(at.github.said()).toEqual([listing, `${listing}&page=2`, `${listing}&page=3`])
})

/** The address of a page of the listing. */
const pageOf = (page: number) => `/orgs/acme/repos?per_page=100${page > 1 ? `&page=${page}` : ''}`
const repository = (id: unknown, login = 'acme') => ({ id, name: `r-${id}`, owner: { login } })
const many = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => repository(first + index))

test('a full page without Link is followed by another, a shorter one is the last', async () => {
  at.github.answer({}, { status: 200, body: many(1, 100) })
  at.github.answer({}, { status: 200, body: many(101, 1) })
  expect((await resolveRepositories(at.client, 'acme', [['*']]))[0]?.ids).toHaveLength(101)
})

test('a page that is empty is the last', async () => {
  at.github.answer({}, { status: 200, body: many(1, 100) })
  at.github.answer({}, { status: 200, headers: { link: '<http://x/>; rel="next"' }, body: [] })
  expect((await resolveRepositories(at.client, 'acme', [['*']]))[0]?.ids).toHaveLength(100)
})

const none = 'the list holds something that is no repository'
test.each<[name: string, given: unknown[], expected: string]>([
  ['a page that repeats', [many(1, 100), many(1, 100)], 'a page repeats the ones before'],
  ['no list', [{}], 'it is no list of repositories'],
  ['an id that is text', [[repository('7')]], none],
  ['null in the list', [[null]], none],
  ['no owner', [[{ id: 1, name: 'r', owner: null }]], none]
])('%s is not understood, however often it is read', async (_, given, expected) => {
  for (const [index, body] of given.entries())
    at.github.answer({ path: pageOf(index + 1) }, { status: 200, body }, 99)
  await expect(resolveRepositories(at.client, 'acme', [['*']])).rejects.toThrow(
    `describes: ${expected}. It was tried 5 times.`
  )
  expect(at.github.said()).toHaveLength(5 * given.length)
})

test('a listing that repeats itself is read again from its beginning', async () => {
  const bodies = [many(1, 100), many(1, 100), many(1, 100), many(101, 1)]
  for (const body of bodies) at.github.answer({}, { status: 200, body })
  expect((await resolveRepositories(at.client, 'acme', [['*']]))[0]?.ids).toHaveLength(101)
  const twice = [pageOf(1), pageOf(2), pageOf(1), pageOf(2)]
  expect(at.github.said()).toEqual(twice.map(path => `GET ${path}`))
})

test('a page that is not understood is asked for again alone', async () => {
  for (const body of [many(1, 100), {}, many(101, 1)]) at.github.answer({}, { status: 200, body })
  expect((await resolveRepositories(at.client, 'acme', [['*']]))[0]?.ids).toHaveLength(101)
  expect(at.github.said()).toEqual([pageOf(1), pageOf(2), pageOf(2)].map(path => `GET ${path}`))
})

test('a repository that is none is not understood, however often it is read', async () => {
  at.github.answer({}, { status: 200, body: { name: 'web' } }, 5)
  await expect(resolveRepositories(at.client, 'acme', [['web']])).rejects.toThrow(
    'it is no repository with an id. It was tried 5 times.'
  )
})

test('a repository that is none at first is asked for again', async () => {
  const { id } = acme.addRepository('web')
  at.github.answer({}, { status: 200, body: { name: 'web' } })
  expect((await resolveRepositories(at.client, 'acme', [['web']]))[0]?.ids).toEqual([id])
})

test('a repository that belongs to another owner by now is not found', async () => {
  at.github.answer({}, { status: 200, body: repository(7, 'other') })
  expect(await resolveRepositories(at.client, 'acme', [['r-7']])).toMatchObject([
    { ids: [], problems: [expect.stringContaining('There is no repository acme/r-7')] }
  ])
})

test('another failure than 404 is told as it is', async () => {
  at.github.answer({}, { status: 403, body: { message: 'No' } })
  await expect(resolveRepositories(at.client, 'acme', [['web']])).rejects.toThrow(
    'GitHub refused to read the repository acme/web (403)'
  )
})
