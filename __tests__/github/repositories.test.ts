import { resolveRepositories } from '../../src/github/repositories.ts'
import { type Connected, connect } from './connected.ts'

let at: Connected

beforeEach(async () => {
  at = await connect()
  at.github.addOrganization('acme', {
    repositories: [
      { name: 'web', id: 1 },
      { name: 'api-one', id: 2 },
      { name: 'API-two', id: 3 },
      { name: 'api-old', id: 4, archived: true },
      { name: 'a.b', id: 5 }
    ]
  })
})
afterEach(() => at.close())

const one = (name: string) => `GET /repos/acme/${name}`
const listing = 'GET /orgs/acme/repos?per_page=100'
const missing = (name: string) =>
  `There is no repository acme/${name}, or the token may not see it (it needs metadata=read on it).`
const unmatched = (pattern: string) =>
  `No repository of acme matches '${pattern}' (archived ones do not count).`
const nothingLeft = 'None of the selected repositories is left in acme; give [] if no repository is meant.'

interface Case {
  name: string
  given: string[]
  ids?: number[]
  problems?: string[]
  warnings?: string[]
  said: string[]
}
const cases: Case[] = [
  { name: 'literally nothing', given: [], said: [] },
  { name: 'ids', given: ['7', '3'], ids: [7, 3], said: [] },
  { name: 'names in any case', given: ['WEB', 'api-two'], ids: [1, 3], said: [one('WEB'), one('api-two')] },
  { name: 'owner and name', given: ['ACME/web'], ids: [1], said: [one('web')] },
  { name: 'the same repository twice', given: ['web', 'Acme/WEB', '1'], ids: [1], said: [one('WEB')] },
  { name: 'an archived one by name', given: ['api-old'], ids: [4], said: [one('api-old')] },
  {
    name: 'names that do not exist, all at once',
    given: ['web', 'nope', 'acme/gone', 'nope'],
    ids: [1],
    problems: [missing('nope'), missing('gone'), missing('nope')],
    said: [one('web'), one('nope'), one('gone')]
  },
  {
    name: 'one of another organization, which is not asked for',
    given: ['web', 'labs/web'],
    ids: [1],
    problems: [
      `'labs/web' is a repository of another organization; only those of acme can use its registries.`
    ],
    said: [one('web')]
  },
  { name: 'a pattern, without archived ones', given: ['api-*'], ids: [2, 3], said: [listing] },
  { name: 'a pattern with its owner', given: ['acme/*-T*'], ids: [3], said: [listing] },
  { name: 'a dot, which is only a dot', given: ['*.*'], ids: [5], said: [listing] },
  {
    name: 'a pattern beside names and ids: one listing',
    given: ['api-*', 'web', 'API-OLD', 'nope', '9'],
    ids: [2, 3, 1, 4, 9],
    problems: [missing('nope')],
    said: [listing, one('nope')]
  },
  { name: 'everything', given: ['*'], ids: [1, 2, 3, 5], said: [listing] },
  {
    name: 'a pattern without a match beside one with',
    given: ['x-*', 'web'],
    ids: [1],
    warnings: [unmatched('x-*')],
    said: [listing]
  },
  {
    name: 'nothing left',
    given: ['x-*'],
    problems: [nothingLeft],
    warnings: [unmatched('x-*')],
    said: [listing]
  }
]

test.each(cases)('$name', async ({ given, said, ids = [], ...expected }) => {
  const [resolved] = await resolveRepositories(at.client, 'acme', [given])
  const nothing = { problems: [], warnings: [], notices: [] }
  const sorted = { ...resolved, ids: resolved?.ids.toSorted() }
  expect(sorted).toEqual({ ...nothing, ...expected, name: undefined, ids: ids.toSorted() })
  expect(at.github.said().sort()).toEqual(said.toSorted())
  expect(at.github.violations).toEqual([])
})
