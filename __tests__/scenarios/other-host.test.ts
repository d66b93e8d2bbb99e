import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getOctokit } from '@actions/github'
import { defaultToken } from '../local-github/tokens.ts'
import { runManifest } from './manifest-scenario.ts'
import { type Inputs, list, start, theError, writes } from './scenario.ts'

const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example' } as const
const secret = 'a secret value'
const name = 'NPM_REGISTRY_SECRET'

let other: Server
let heard: string[]
let url: string

beforeEach(async () => {
  heard = []
  other = createServer((request, response) => {
    heard.push(`${request.method} ${request.url} ${request.headers.authorization}`)
    response.writeHead(201, { 'content-type': 'application/json' }).end('{}')
  })
  other.on('connection', () => heard.push('connected'))
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
})

afterEach(async () => {
  other.closeAllConnections()
  await new Promise(resolve => other.close(resolve))
})

test('the address of the registry is told to GitHub, and never contacted', async () => {
  const { github, acme, run } = await start()
  const create = { operation: 'create', 'registry-type': 'npm_registry', visibility: 'all' }
  await run({ ...create, url, secret, username: 'ci' })
  await run({ operation: 'get', 'registry-type': 'npm_registry', url })
  await run({ operation: 'update', name, url: `${url}/new`, secret })
  await run({ operation: 'delete', 'registry-type': 'npm_registry', url: `${url}/new`, 'dry-run': 'true' })
  expect(github.exchanges.map(({ body }) => Object(body).url).filter(Boolean)).toEqual([url, `${url}/new`])
  expect(acme.registries).toEqual([expect.objectContaining({ url: `${url}/new`, secret })])
  expect(heard).toEqual([])
})

test('nor by the operations on many: only verify contacts it', async () => {
  const scenario = await start()
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
  const fields = { ...npm, url, visibility: 'all', encrypted_value: 'c2VhbGVk', key_id: '1' } as const
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

test('a read is not redirected to another host', async () => {
  const { github, run } = await start()
  github.answer({}, { status: 302, headers: { location: `${url}/there` } })
  expect(theError(await run({ operation: 'list' }))).toMatch(/redirected it to 127\.0\.0\.1:\d+/)
  expect(heard).toEqual([])
})

test('Link headers to another host are not followed', async () => {
  const { github, acme, run } = await start()
  for (let number = 0; number < 150; number++) acme.addRegistry(npm)
  const link = `<${url}/page2>; rel="next"`
  github.answer({ path: list.slice(4) }, () => {
    const configurations = acme.registries.slice(0, 100).map(({ secret: _, ...shown }) => shown)
    return { status: 200, headers: { link }, body: { total_count: 150, configurations } }
  })
  expect((await run({ operation: 'list' })).outputs['total-count']).toBe('150')
  expect(heard).toEqual([])
})
