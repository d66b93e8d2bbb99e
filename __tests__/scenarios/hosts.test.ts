import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getOctokit } from '@actions/github'
import { defaultToken } from '../local-github/tokens.ts'
import type { StepResult } from '../runner/result.ts'
import { changesOf, npmName as name, npm, runManifest, startWith } from './manifest-scenario.ts'
import { type Inputs, list, type Scenario, start, theError, writes } from './scenario.ts'

const secret = 'a secret value'

let url = ''
const heard: string[] = []
const other = createServer((request, response) => {
  heard.push(`${request.method} ${request.url} ${request.headers.authorization}`)
  response.writeHead(201, { 'content-type': 'application/json' }).end('{}')
}).on('connection', () => heard.push('connected'))

beforeAll(async () => {
  await once(other.listen(0, '127.0.0.1'), 'listening')
  url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
})
beforeEach(() => void heard.splice(0))
afterAll(() => {
  other.close()
  other.closeAllConnections()
})

test('the address of a registry is told to GitHub; only verify contacts it', async () => {
  const scenario = await start()
  const { github, run } = scenario
  const create = { operation: 'create', 'registry-type': 'npm_registry', visibility: 'all' }
  await run({ ...create, url: `${url}/old`, secret, username: 'ci' })
  await run({ operation: 'get', 'registry-type': 'npm_registry', url: `${url}/old` })
  await run({ operation: 'update', name, url, secret })
  await run({ operation: 'delete', 'registry-type': 'npm_registry', url, 'dry-run': 'true' })
  expect(github.exchanges.map(({ body }) => Object(body).url).filter(Boolean)).toEqual([`${url}/old`, url])
  const entry = { registry_type: 'npm_registry', url, visibility: 'all', secret_env: 'NPM_TOKEN' }
  const env = { NPM_TOKEN: secret }
  for (const operation of ['plan', 'apply', 'rotate'])
    await runManifest(scenario, [entry], { operation, 'rewrite-secrets': 'always' }, { env })
  for (const operation of ['list', 'export', 'get-public-key']) await scenario.run({ operation })
  expect(scenario.acme.registries).toEqual([expect.objectContaining({ url, secret })])
  expect(heard).toEqual([])
  await runManifest(scenario, [entry], { operation: 'verify' }, { env })
  expect(heard.join()).toMatch(/^connected,GET .* undefined$/)
})

test('this can fail: the obvious call of Octokit sends token and secret to the registry', async () => {
  const { github } = await start()
  const octokit = getOctokit(defaultToken, { baseUrl: github.url, request: { fetch } })
  const type = { registry_type: 'npm_registry', visibility: 'all' } as const
  const fields = { ...type, url, encrypted_value: 'c2VhbGVk', key_id: '1' }
  await octokit.request('POST /orgs/{org}/private-registries', { org: 'acme', ...fields })
  expect(heard).toContain(`POST / token ${defaultToken}`)
  expect(github.said()).toEqual([])
})

const create = { operation: 'create', 'registry-type': 'git_source', visibility: 'all', url: npm.url, secret }
test.each<[status: number, method: string, inputs: Inputs]>([
  [307, 'POST', create],
  [308, 'PATCH', { operation: 'update', name, secret }],
  [303, 'DELETE', { operation: 'delete', name }],
  [307, 'DELETE', { operation: 'delete', name }]
])('a %i does not redirect a %s', async (status, method, inputs) => {
  const scenario = await start()
  scenario.acme.addRegistry(npm)
  scenario.github.answer({ method }, { status, headers: { location: `${url}/there` } }, 9)
  const result = await scenario.run(inputs)
  expect(theError(result)).toMatch(/redirected it to 127\.0\.0\.1:\d+\. Writes are never/)
  expect(writes(scenario).map(line => line.split(' ')[0])).toEqual([method])
  expect(heard).toEqual([])
})

test('neither a redirect nor a Link header leads a read to another host', async () => {
  const { github, acme, run } = await start()
  github.answer({}, { status: 302, headers: { location: `${url}/there` } })
  expect(theError(await run({ operation: 'list' }))).toMatch(/redirected it to 127\.0\.0\.1:\d+/)
  for (let number = 0; number < 150; number++) acme.addRegistry(npm)
  github.answer({ path: list.slice(4) }, () => {
    const configurations = acme.registries.slice(0, 100).map(({ secret: _, ...shown }) => shown)
    const headers = { link: `<${url}/page2>; rel="next"` }
    return { status: 200, headers, body: { total_count: 150, configurations } }
  })
  expect((await run({ operation: 'list' })).outputs['total-count']).toBe('150')
  expect(heard).toEqual([])
})

const own = { namespace: 'acme', audience: 'a' }
const cloudsmith = { ...own, auth_type: 'oidc_cloudsmith', service_slug: 'ci' }
const given = { ...create, ...own, secret: '', 'auth-type': 'oidc_cloudsmith', 'service-slug': 'ci' }
const hosts = { 'allowed-hosts': '*.acme.example' }

test.each<[inputs: Inputs, error: RegExp]>([
  [
    { ...given, ...hosts, 'api-host': 'api.evil.example' },
    /'api-host' is on api\.evil\.example, which is not/
  ],
  [{ ...given, 'api-host': 'api\u3002acme.example' }, /'api-host' .* resolves to api\.acme\.example/],
  [
    { operation: 'delete', 'registry-type': 'npm_registry', url: 'https://npm%2Eacme.example' },
    /resolves to npm\.acme\.example;/
  ]
])('%j is refused before any request: %s', async (inputs, error) => {
  const { github, run } = await start()
  expect(theError(await run(inputs))).toMatch(error)
  expect(github.said()).toEqual([])
})

/** Runs whose secret would be written to a registry that GitHub shows, with hosts that are allowed. */
const plays: ((scenario: Scenario) => Promise<StepResult>)[] = [
  ...[{ operation: 'rotate' }, { 'rewrite-secrets': 'always' }].map(inputs => (scenario: Scenario) => {
    const secrets = JSON.stringify({ NPM_TOKEN: secret })
    return runManifest(scenario, [{ name, secret_env: 'NPM_TOKEN' }], { ...hosts, secrets, ...inputs })
  }),
  ({ run }) => run({ ...hosts, operation: 'update', name, secret })
]

test.each<[shown: object, error: RegExp]>([
  [{ url: 'https://npm.acme.example\\@evil.example/' }, /contains '\\'/],
  [{ url: 'https://npm.\u0430cme.example/' }, /resolves to npm\.xn--cme-5cd\.example/],
  [{ api_host: 'evil.example' }, /The api_host of NPM_REGISTRY_SECRET is on evil\.example/]
])('what GitHub shows is judged like what is typed: %j', async (fields, error) => {
  const path = '/orgs/acme/private-registries'
  for (const play of plays) {
    const scenario = await start()
    const listed = { ...npm, name, visibility: 'all', auth_type: 'token', ...fields }
    const list = { total_count: 1, configurations: [listed] }
    scenario.github.answer({ path: `${path}?per_page=100` }, { status: 200, body: list }, 2)
    scenario.github.answer({ path: `${path}/${name}` }, { status: 200, body: listed }, 2)
    expect(theError(await play(scenario))).toMatch(error)
    expect(writes(scenario)).toEqual([])
  }
})

test('a default is held to the allowed hosts too, and to the form of a host', async () => {
  const scenario = await startWith([{ ...npm, ...cloudsmith }])
  const play = (api_host: string) =>
    runManifest(scenario, { defaults: { api_host }, registries: [npm] }, { ...hosts, operation: 'plan' })
  expect(theError(await play('api.evil.example'))).toMatch(/'api_host' is on api\.evil\.example/)
  expect(theError(await play('\uff41pi.acme.example'))).toMatch(/'api_host' has a host that resolves/)
})

test('a registry that moves is shown with both hosts, whole', async () => {
  const old = `${npm.url}${'p'.repeat(300)}`
  const scenario = await startWith([{ ...npm, url: old }])
  const evil = `npm.acme.example.${'a'.repeat(200)}.evil.example`
  const url = `https://${evil}/${'q'.repeat(300)}`
  const result = await runManifest(scenario, [{ name, url }], { operation: 'plan' })
  expect(changesOf(result)).toMatchObject([{ url, fields: ['url'], from: { url: old } }])
  const words = `moves from the host npm.acme.example to the host ${evil}`
  expect(result.log).toContain(words)
  for (const page of [result.summary, result.outputs['summary']])
    expect(page?.replaceAll('`', '')).toContain(words)
  expect(result.summary).toContain(`<br>\`https://${evil} …\``)
})
