import { type Inputs, list, noon, output, publicKey, type Scenario, start, theError } from './scenario.ts'

const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example/', username: 'ci' }
const one = 'GET /orgs/acme/private-registries/NPM_REGISTRY_SECRET'
const byName = { operation: 'get', name: 'NPM_REGISTRY_SECRET' }
const byAddress = { operation: 'get', 'registry-type': 'npm_registry', url: 'HTTPS://NPM.acme.example:443' }

async function startWithTwo(): Promise<Scenario> {
  const scenario = await start()
  scenario.acme.addRegistry(npm)
  scenario.acme.addRegistry({ ...npm, url: 'https://other.acme.example' })
  return scenario
}

test.each<[inputs: Inputs, requests: string[]]>([
  [byName, [one]],
  [{ ...byAddress, ...byName }, [one]],
  [byAddress, [list, one]]
])('%j finds the registry with %j', async (inputs, requests) => {
  const { github, run } = await startWithTwo()
  const result = await run(inputs)
  expect(github.said()).toEqual(requests)
  expect(Object.keys(result.outputs).sort()).toEqual(['name', 'registry'])
  expect(result.outputs['name']).toBe('NPM_REGISTRY_SECRET')
  expect(output(result, 'registry')).toEqual({
    ...{ ...npm, name: 'NPM_REGISTRY_SECRET', auth_type: 'token', replaces_base: false, visibility: 'all' },
    ...{ created_at: noon, updated_at: noon, org: 'acme' }
  })
  expect(result.summary).toContain('| `NPM_REGISTRY_SECRET` | `npm_registry` | `https://npm.acme.example/` |')
})

test.each<[inputs: Inputs, message: string]>([
  [{ operation: 'get', name: 'GIT_SOURCE_SECRET' }, 'read GIT_SOURCE_SECRET of acme (404): there is no such'],
  [{ ...byName, 'registry-type': 'git_source' }, 'NPM_REGISTRY_SECRET is a npm_registry, not a git_source'],
  [{ ...byAddress, url: 'https://x.acme.example' }, 'no npm_registry at https://x.acme.example'],
  [{ operation: 'get-public-key', org: 'nobody' }, 'nobody']
])('%j fails: %s', async (inputs, message) => {
  const { run } = await startWithTwo()
  const result = await run(inputs)
  expect(theError(result)).toContain(message)
  expect(result.outputs).toEqual({})
})

test('a server that shows no address asks for the name', async () => {
  const { acme, run } = await start({ showsUrl: false })
  acme.addRegistry(npm)
  expect(theError(await run(byAddress))).toMatch(/NPM_REGISTRY_SECRET.*'name'/)
  expect(theError(await run({ ...byName, url: npm.url }))).toMatch(/NPM_REGISTRY_SECRET.*'url'/)
  expect((await run(byName)).outputs['name']).toBe('NPM_REGISTRY_SECRET')
})

test('members that this action does not know are shown too, and the ids of repositories', async () => {
  const { github, run } = await start()
  const shown = { name: 'X', registry_type: 'cpan_mirror', visibility: 'some', flavour: { sweet: [1, null] } }
  github.answer({}, { status: 200, body: { ...shown, selected_repository_ids: [7, 8] } })
  const result = await run({ operation: 'get', name: 'X' })
  expect(output(result, 'registry')).toEqual({ ...shown, selected_repository_ids: [7, 8], org: 'acme' })
})

test('get-public-key gives key and id as GitHub does', async () => {
  const { github, acme, run } = await start()
  const result = await run({ operation: 'get-public-key' })
  expect(result.outputs).toEqual({ 'key-id': acme.key.id, 'public-key': acme.key.publicKey })
  expect(github.said()).toEqual([publicKey])
  expect(result.summary).toContain(`| \`${acme.key.id}\` | \`${acme.key.publicKey}\` |`)
})
