import { ask } from './client.ts'
import type { Organization } from './organization.ts'
import { type LocalGitHub, startGitHub } from './server.ts'

let github: LocalGitHub
let acme: Organization

beforeEach(async () => {
  github = await startGitHub()
  acme = github.addOrganization('Acme', {
    repositories: ['web', { name: 'api', id: 7, private: false }, { name: 'old', archived: true }]
  })
})

afterEach(async () => {
  expect(github.violations).toEqual([])
  await github.close()
})

const names = (body: unknown): unknown => (body as { name: string }[]).map(({ name }) => name)

test.each([
  ['', ['old', 'web', 'api']],
  ['?sort=full_name', ['api', 'old', 'web']],
  ['?direction=asc', ['api', 'web', 'old']],
  ['?type=private', ['old', 'web']],
  ['?type=public', ['api']],
  ['?type=forks', []],
  ['?per_page=2&page=2', ['api']]
])('lists repositories%s', async (query, expected) => {
  const { status, body } = await ask(github, `GET /orgs/acme/repos${query}`)
  expect(status).toBe(200)
  expect(names(body)).toEqual(expected)
})

test.each([
  ['ACME/Web', 200, { name: 'web', full_name: 'Acme/web', archived: false, private: true }],
  ['acme/old', 200, { archived: true }],
  ['acme/api', 200, { id: 7, private: false, visibility: 'public' }],
  ['acme/none', 404, { message: 'Not Found' }],
  ['nobody/web', 404, { message: 'Not Found' }]
])('shows %s', async (name, status, body) => {
  expect(await ask(github, `GET /repos/${name}`)).toMatchObject({ status, body })
})

test('a former name leads to the number of the repository', async () => {
  acme.renameRepository('api', 'service')
  const moved = await ask(github, 'GET /repos/acme/api')
  const url = `${github.url}/repositories/7`
  expect(moved).toMatchObject({ status: 301, body: { message: 'Moved Permanently', url } })
  expect(moved.headers.get('location')).toBe(url)
  expect(await ask(github, 'GET /repositories/7')).toMatchObject({ status: 200, body: { name: 'service' } })
})

test('shows the organization', async () => {
  const { status, body } = await ask(github, 'GET /orgs/ACME')
  expect({ status, body }).toMatchObject({ status: 200, body: { login: 'Acme', id: 1001, public_repos: 1 } })
})

test.each([
  [1, 'next=2 last=3'],
  [2, 'prev=1 next=3 last=3 first=1'],
  [3, 'prev=2 first=1'],
  [9, 'prev=3 first=1']
])('page %i links to %s', async (page, expected) => {
  for (const registry_type of [
    'git_source',
    'npm_registry',
    'helm_registry',
    'npm_registry',
    'npm_registry'
  ]) {
    acme.addRegistry({ registry_type, url: 'https://registry.acme.example' })
  }
  const { headers, body } = await ask(github, `GET /orgs/acme/private-registries?per_page=2&page=${page}`)
  const links = [...(headers.get('link') ?? '').matchAll(/<([^>]+)\?per_page=2&page=(\d)>; rel="(\w+)"/g)]
  expect(links.map(([, , number, rel]) => `${rel}=${number}`).join(' ')).toBe(expected)
  expect(new Set(links.map(([, address]) => address))).toEqual(
    new Set([`${github.url}/organizations/1001/private-registries`])
  )
  expect(body).toMatchObject({
    total_count: 5,
    configurations: { length: Math.max(0, Math.min(2, 7 - 2 * page)) }
  })
})

test('a link can be followed', async () => {
  acme.addRegistry({ registry_type: 'git_source', url: 'https://git.acme.example' })
  const route = 'GET /organizations/1001/private-registries?per_page=1&page=1'
  expect(await ask(github, route)).toMatchObject({ status: 200, body: { total_count: 1 } })
})

test('one page has no links', async () => {
  expect((await ask(github, 'GET /orgs/acme/private-registries')).headers.get('link')).toBeNull()
})
