import type { Client } from '../../src/github/client.ts'
import { privateRegistries } from '../../src/github/private-registries.ts'
import type { Answer, GivenReply } from '../local-github/script.ts'
import { connected } from './connected.ts'

const at = connected()
const path = '/orgs/acme/private-registries?per_page=100'
const registry = (name: string) => ({ name, registry_type: 'npm_registry' })
const page = (total_count: unknown, ...names: string[]): GivenReply => ({
  status: 200,
  body: { total_count, configurations: names.map(registry) }
})
const list = () => privateRegistries(at.client, 'acme').list()
const answerWith = (...answers: Answer[]) => {
  for (const answer of answers) at.github.answer({}, answer)
}
/** Every page is answered so, however often it is asked for. */
const alwaysAnswerWith = (...answers: Answer[]) => {
  for (const [index, answer] of answers.entries())
    at.github.answer({ path: index === 0 ? path : `${path}&page=${index + 1}` }, answer, 99)
}

test.each([
  ['no registry', 0, ['']],
  ['100', 100, ['']],
  ['101', 101, ['', '&page=2']],
  ['250', 250, ['', '&page=2', '&page=3']]
])('%s: as many pages as needed, and all of them', async (_, given, expected) => {
  for (let number = 0; number < given; number++)
    at.acme.addRegistry({ registry_type: 'git_source', url: `https://git.acme.example/${number}` })
  expect((await list()).map(({ name }) => name)).toEqual(at.acme.registries.map(({ name }) => name))
  expect(at.github.said()).toEqual(expected.map(page => `GET ${path}${page}`))
  expect(at.github.violations).toEqual([])
})

test('a page that names another host as next is not followed there', async () => {
  answerWith({ ...page(2, 'A'), headers: { link: '<http://127.0.0.1:1/x>; rel="next"' } }, page(2, 'B'))
  expect((await list()).map(({ name }) => name)).toEqual(['A', 'B'])
  expect(at.github.said()).toEqual([`GET ${path}`, `GET ${path}&page=2`])
})

const described = "does not match GitHub's API:"
const noList = 'it is not a list with total_count and configurations.'
const noType = 'the list contains an item without a name and a type.'
const ok = (body: unknown): Answer => ({ status: 200, body })

test.each<[name: string, given: Answer[], expected: string]>([
  ['fewer', [page(3, 'A'), page(3)], 'total_count is 3, but the pages contain 1 registries.'],
  ['more', [page(1, 'A', 'B')], 'total_count is 1, but the pages contain 2 registries.'],
  ['a changed count', [page(3, 'A', 'B'), page(2)], 'total_count changed from 3 to 2 between pages.'],
  ['a repeated page', [page(2, 'A'), page(2, 'A')], 'total_count is 2, but the pages contain 1 registries.'],
  ['more pages', [page(4, 'A', 'B'), page(4, 'C')], 'total_count is 4, but the pages contain 3 registries.'],
  ['a count that is text', [page('1', 'A')], noList],
  ['no list', [ok({ total_count: 0 })], noList],
  ['null', [ok('null')], noList],
  ['another list', [ok([])], noList],
  ['something without a type', [ok({ total_count: 1, configurations: [{ name: 'A' }] })], noType],
  ['a name that is empty', [page(1, '')], noType]
])('%s: no list, however often it is read', async (_, given, expected) => {
  alwaysAnswerWith(...given)
  await expect(list()).rejects.toThrow(`${described} ${expected} There were 5 attempts.`)
  expect(at.github.said()).toHaveLength(5 * given.length)
  expect(at.clock.waits).toHaveLength(4)
})

test('a list that does not fit together is read again from its beginning', async () => {
  answerWith(page(3, 'A', 'B'), page(3), page(3, 'A', 'C'), page(3, 'B'))
  expect((await list()).map(({ name }) => name)).toEqual(['A', 'C', 'B'])
  const [first, second] = [`GET ${path}`, `GET ${path}&page=2`]
  expect(at.github.said()).toEqual([first, second, first, second])
  const why = 'to list the private registries of acme again: the answer was unexpected.'
  expect(at.log).toEqual([expect.stringMatching(`^Waiting until .* ${why}$`)])
})

test('a page that is not understood is asked for again alone', async () => {
  answerWith(page(2, 'A'), { status: 200, body: [] }, page(2, 'B'))
  expect((await list()).map(({ name }) => name)).toEqual(['A', 'B'])
  expect(at.github.said()).toEqual([`GET ${path}`, `GET ${path}&page=2`, `GET ${path}&page=2`])
})

test('a list that is refused on its second page is not read again', async () => {
  answerWith(page(2, 'A'), { status: 403, body: { message: 'No' } })
  await expect(list()).rejects.toThrow('(403)')
  expect(at.github.said()).toHaveLength(2)
})

test('what is unknown is kept, and what is of another type than described is left out', async () => {
  const kept = { ...registry('A'), auth_type: 'oidc_new', username: null, new: [1] }
  answerWith(ok({ total_count: 1, configurations: [{ ...kept, url: null, visibility: 7 }] }))
  expect(await list()).toEqual([kept])
})

test('a list without end is left after 1,000 pages, for good', async () => {
  let number = 0
  // What comes through HTTP is shown above; a thousand pages of it take seconds.
  const request: Client['request'] = async (_, read) => {
    const data = { total_count: 1e9, configurations: [registry(`R${number++}`)] }
    return read({ status: 200, headers: {}, data })
  }
  const endless = privateRegistries({ ...at.client, request }, 'acme').list()
  await expect(endless).rejects.toThrow(/is a list of more than 1000 pages\. Check/)
  expect(number).toBe(1000)
})
