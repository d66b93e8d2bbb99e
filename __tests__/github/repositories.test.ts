import { resolveRepositories } from '../../src/github/repositories.ts'
import type { GivenReply } from '../local-github/script.ts'
import { connected } from './connected.ts'

const repositories = ['web', 'api-one', 'API-two', 'api-old', 'a.b']
const at = connected({}, ({ acme }) => {
  for (const [index, name] of repositories.entries())
    acme.addRepository({ name, id: index + 1, archived: name === 'api-old' })
})

const one = (name: string) => `GET /repos/acme/${name}`
const listing = 'GET /orgs/acme/repos?per_page=100'
const missing = (name: string) =>
  `There is no repository acme/${name}, or the token cannot access it (it needs metadata=read on it).`
const unmatched = (pattern: string) =>
  `warning: No repository of acme matches '${pattern}' (archived ones do not count).`
const foreign = `'labs/web' is a repository of another organization. Only repositories of acme can use its registries.`
const nothingLeft = 'None of the selected repositories is left in acme; give [] if no repository is meant.'

/** What is given, the ids and the requests that come of it, the problems and the log. */
test.each<[name: string, given: string, ids: number[], said: string[], problems?: string[], log?: string[]]>([
  ['literally nothing', '', [], []],
  ['ids', '7 3', [3, 7], []],
  ['names in any case', 'WEB api-two', [1, 3], [one('WEB'), one('api-two')]],
  ['the same repository thrice, with its owner too', 'web Acme/WEB 1', [1], [one('WEB')]],
  ['an archived one by name', 'api-old', [4], [one('api-old')]],
  ['one that does not exist', 'web acme/gone', [1], [one('web'), one('gone')], [missing('gone')]],
  ['two of them, one twice', 'a b a', [], [one('a'), one('b')], ['a', 'b', 'a'].map(missing)],
  ['one of another organization, which is not asked for', 'web labs/web', [1], [one('web')], [foreign]],
  ['a pattern, without archived ones', 'api-*', [2, 3], [listing]],
  ['a pattern with its owner', 'acme/*-T*', [3], [listing]],
  ['a dot, which is only a dot', '*.*', [5], [listing]],
  ['a pattern whose parts may touch', 'w*e*b', [1], [listing]],
  ['a pattern whose parts may not overlap', 'web*b web', [1], [listing], [], [unmatched('web*b')]],
  ['one listing for a pattern, names and ids', 'api-* web API-OLD 9', [1, 2, 3, 4, 9], [listing]],
  ['a name that no listing has', '* nope', [1, 2, 3, 5], [listing, one('nope')], [missing('nope')]],
  ['nothing left', 'x-*', [], [listing], [nothingLeft], [unmatched('x-*')]]
])('%s', async (_, given, ids, said, problems = [], log = []) => {
  const [resolved] = await resolveRepositories(at.client, 'acme', [given.split(' ').filter(Boolean)])
  const names = resolved?.ids.map(id => (given.includes(`${id}`) ? `${id}` : repositories[id - 1]))
  expect({ ...resolved, ids: resolved?.ids.toSorted() }).toEqual({ ids, names, problems })
  expect(at.log).toEqual(log)
  expect(at.github.said().sort()).toEqual(said.toSorted())
  expect(at.github.violations).toEqual([])
})

const ok = (body: unknown): GivenReply => ({ status: 200, body })
const idsOf = async (pattern: string) => (await resolveRepositories(at.client, 'acme', [[pattern]]))[0]?.ids

test('a listing of many pages is read to its end', async () => {
  for (let number = 0; number < 196; number++) at.acme.addRepository(`many-${number}`)
  expect(await idsOf('many-*')).toHaveLength(196)
  expect(at.github.said()).toEqual([listing, `${listing}&page=2`, `${listing}&page=3`])
})

/** The address of a page of the listing. */
const pageOf = (page: number) => `/orgs/acme/repos?per_page=100${page > 1 ? `&page=${page}` : ''}`
const repository = (id: unknown, login = 'acme') => ({ id, name: `r-${id}`, owner: { login } })
const many = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => repository(first + index))

const full = many(1, 100)
const next = { link: '<http://x/>; rel="next"' }
test.each<[name: string, pages: GivenReply[], ids: number, said?: number[]]>([
  ['after a full page without Link comes another', [ok(full), ok(many(101, 1))], 101],
  ['a page that is empty is the last', [ok(full), { ...ok([]), headers: next }], 100],
  ['a page that is not understood is asked for anew', [ok(full), ok({}), ok(many(101, 1))], 101, [1, 2, 2]],
  ['a list that repeats is read anew', [ok(full), ok(full), ok(full), ok(many(101, 1))], 101, [1, 2, 1, 2]]
])('%s', async (_, answers, ids, said = [1, 2]) => {
  for (const answer of answers) at.github.answer({}, answer)
  expect(await idsOf('*')).toHaveLength(ids)
  expect(at.github.said()).toEqual(said.map(page => `GET ${pageOf(page)}`))
})

const none = 'the list contains an item that is not a repository'
test.each<[name: string, given: unknown[], expected: string, pattern?: string]>([
  ['a page that repeats', [full, full], 'a page repeats earlier ones'],
  ['no list', [{}], 'it is not a list of repositories'],
  ['an id that is text', [[repository('7')]], none],
  ['null in the list', [[null]], none],
  ['no owner', [[{ id: 1, name: 'r', owner: null }]], none],
  ['no id', [{ name: 'web' }], 'it is not a repository with an id', 'web']
])('%s is not understood, however often it is read', async (_, given, expected, pattern = '*') => {
  for (const [index, body] of given.entries())
    at.github.answer({ path: pattern === '*' ? pageOf(index + 1) : /web$/ }, ok(body), 99)
  await expect(idsOf(pattern)).rejects.toThrow(`API: ${expected}. There were 5 attempts.`)
  expect(at.github.said()).toHaveLength(5 * given.length)
})

test('a repository that belongs to another owner by now is not found', async () => {
  at.github.answer({}, ok(repository(7, 'other')))
  const problems = [missing('r-7')]
  expect(await resolveRepositories(at.client, 'acme', [['r-7']])).toMatchObject([{ ids: [], problems }])
})

test('another failure than 404 is told as it is', async () => {
  at.github.answer({}, { status: 403, body: { message: 'No' } })
  await expect(idsOf('web')).rejects.toThrow('GitHub refused to read the repository acme/web (403)')
})
