import { ask, type Got } from './client.ts'
import type { Organization } from './organization.ts'
import type { Answer } from './script.ts'
import { type LocalGitHub, startGitHub } from './server.ts'
import { defaultToken } from './tokens.ts'

const path = '/orgs/acme/private-registries'
const registry = { registry_type: 'git_source', url: 'https://git.acme.example' }
const error = { message: 'm', documentation_url: 'd', status: '503' }
let github: LocalGitHub
let acme: Organization

beforeEach(async () => {
  github = await startGitHub()
  acme = github.addOrganization('acme')
  acme.addRegistry(registry)
})

afterEach(() => github.close())

test('answers can be prepared, the oldest first, each as often as told', async () => {
  github.answer({ path }, { status: 503, headers: { 'Retry-After': '1' }, body: error }, 2)
  github.answer({ method: 'GET', path: /private/ }, { status: 200, body: '' })
  const statuses = []
  for (const _ of [1, 2, 3, 4]) {
    const { status, headers } = await ask(github, `GET ${path}?per_page=100`)
    statuses.push([status, headers.get('retry-after'), headers.has('x-github-request-id')])
  }
  expect(statuses).toEqual([
    [503, '1', true],
    [503, '1', true],
    [200, null, true],
    [200, null, true]
  ])
  expect(github.exchanges.map(({ answer }) => answer)).toMatchObject([error, error, '', { total_count: 1 }])
  expect(github.violations).toEqual([])
})

test.each([
  [{ method: 'POST' }],
  [{ path: `${path}/X` }],
  [{ path: `${path}?page=2` }],
  [{ path: /^\/repos/ }]
])('%j does not mean the list', async when => {
  github.answer(when, { status: 500 })
  expect((await ask(github, `GET ${path}`)).status).toBe(200)
})

test('a function decides by the request, or lets it be', async () => {
  github.answer({}, ({ path }) => (path.includes('page=2') ? { status: 404, body: error } : undefined), 2)
  expect((await ask(github, `GET ${path}?page=2`)).status).toBe(404)
  expect((await ask(github, `GET ${path}`)).status).toBe(200)
})

test('a prepared answer is checked only if it says so', async () => {
  github.answer({}, { status: 200, body: {}, checked: true })
  github.answer({}, { status: 200, body: {} })
  await ask(github, `GET ${path}`)
  await ask(github, `GET ${path}`)
  expect(github.violations).toEqual([
    `GET ${path}: "total_count" wasn't supplied.`,
    `GET ${path}: "configurations" wasn't supplied.`
  ])
})

const deletes: [how: Answer, left: number, status: number | string][] = [
  [{ status: 502, body: error }, 1, 502],
  [{ status: 502, body: error, after: true }, 0, 502],
  ['reset', 1, 'broken'],
  [{ fault: 'reset', after: true }, 0, 'broken'],
  ['cut', 0, 'broken'],
  ['stall', 0, 'silent'],
  ['hang', 1, 'silent'],
  [{ fault: 'hang', after: true }, 0, 'silent']
]

test.each(deletes)('a DELETE answered with %j leaves %i', async (how, left, expected) => {
  github.answer({ method: 'DELETE' }, how)
  expect(await outcome(ask(github, `DELETE ${path}/GIT_SOURCE_SECRET`))).toBe(expected)
  expect(acme.registries).toHaveLength(left)
})

test.each<[how: Answer, expected: string]>([
  ['hang', 'silent'],
  ['reset', 'broken'],
  ['cut', 'broken'],
  ['stall', 'silent'],
  ['endless', 'silent']
])('a GET answered with %j is %s', async (how, expected) => {
  github.answer({ path }, how)
  expect(await outcome(ask(github, `GET ${path}`))).toBe(expected)
})

test.each<[how: 'cut' | 'stall' | 'endless', min: number, max: number]>([
  ['cut', 50, 300],
  ['stall', 50, 300],
  ['endless', 1_000_000, Number.POSITIVE_INFINITY]
])('%s begins its body', async (how, min, max) => {
  github.answer({ path }, how)
  const headers = {
    authorization: `Bearer ${defaultToken}`,
    'x-github-api-version': '2022-11-28',
    'user-agent': 'test'
  }
  const ending = new AbortController()
  const response = await fetch(github.url + path, { headers, signal: ending.signal })
  setTimeout(() => ending.abort(), 100)
  let length = 0
  const read = async (): Promise<void> => {
    for await (const chunk of response.body ?? []) length += chunk.length
  }
  await expect(read()).rejects.toThrow()
  expect(length).toBeGreaterThan(min)
  expect(length).toBeLessThan(max)
})

async function outcome(asked: Promise<Got>): Promise<number | string> {
  const silence = new Promise<string>(resolve => setTimeout(resolve, 400, 'silent'))
  return Promise.race([
    asked.then(
      ({ status }) => status,
      () => 'broken'
    ),
    silence
  ])
}
