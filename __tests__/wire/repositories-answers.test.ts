import { resolveRepositories } from '../../src/github/repositories.ts'
import type { Organization } from '../github/organization.ts'
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

const bad = [
  {
    name: 'a page that repeats',
    given: [many(1, 100), many(1, 100)],
    expected: 'a page repeats the ones before'
  },
  { name: 'no list', given: [{}], expected: 'it is no list of repositories' },
  {
    name: 'an id that is text',
    given: [[repository('7')]],
    expected: 'the list holds something that is no repository'
  },
  { name: 'null in the list', given: [[null]], expected: 'the list holds something that is no repository' },
  {
    name: 'no owner',
    given: [[{ id: 1, name: 'r', owner: null }]],
    expected: 'the list holds something that is no repository'
  }
]

test.each(bad)('$name is not understood', async ({ given, expected }) => {
  for (const body of given) at.github.answer({}, { status: 200, body })
  await expect(resolveRepositories(at.client, 'acme', [['*']])).rejects.toThrow(`describes: ${expected}.`)
})

test('a repository that is none is not understood', async () => {
  at.github.answer({}, { status: 200, body: { name: 'web' } })
  await expect(resolveRepositories(at.client, 'acme', [['web']])).rejects.toThrow(
    'it is no repository with an id'
  )
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
