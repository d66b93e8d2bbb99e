import { type Inputs, list, noon, output, publicKey, type Scenario, start, theError } from './scenario.ts'

const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example/', username: 'ci' }
const one = 'GET /orgs/acme/private-registries/NPM_REGISTRY_SECRET'
const byName = { operation: 'get', name: 'NPM_REGISTRY_SECRET' }
const byAddress = { operation: 'get', 'registry-type': 'npm_registry' }

async function startWithTwo(): Promise<Scenario> {
  const scenario = await start()
  scenario.acme.addRegistry(npm)
  scenario.acme.addRegistry({ ...npm, url: 'https://other.acme.example' })
  return scenario
}

test.each<[inputs: Inputs, requests: string[]]>([
  [byName, [one]],
  [{ ...byName, 'registry-type': 'npm_registry' }, [one]],
  [{ ...byName, url: 'https://NPM.acme.example' }, [one]],
  [{ ...byAddress, url: 'https://npm.acme.example/' }, [list, one]],
  [{ ...byAddress, url: 'HTTPS://NPM.acme.example:443' }, [list, one]]
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
  [{ operation: 'get', name: 'GIT_SOURCE_SECRET' }, 'GIT_SOURCE_SECRET'],
  [{ operation: 'get', name: 'GIT_SOURCE_SECRET' }, 'no such registry'],
  [{ ...byName, 'registry-type': 'git_source' }, 'NPM_REGISTRY_SECRET is a npm_registry, not a git_source'],
  [{ ...byName, url: 'https://x.acme.example' }, 'https://npm.acme.example/, not at https://x.acme.example'],
  [{ ...byAddress, url: 'https://x.acme.example' }, 'no npm_registry at https://x.acme.example'],
  [{ ...byName, org: 'nobody' }, 'nobody']
])('%j fails: %s', async (inputs, message) => {
  const { run } = await startWithTwo()
  const result = await run(inputs)
  expect(theError(result)).toContain(message)
  expect(result.outputs).toEqual({})
})

test('an ambiguous address is an error that names both, and nothing is guessed', async () => {
  const { github, acme, run } = await startWithTwo()
  acme.addRegistry({ ...npm, url: 'https://npm.acme.example' })
  const result = await run({ ...byAddress, url: npm.url })
  expect(theError(result)).toContain('NPM_REGISTRY_SECRET')
  expect(theError(result)).toContain('NPM_REGISTRY_SECRET_3')
  expect(github.said()).toEqual([list])
})

test('a server that shows no address asks for the name', async () => {
  const { acme, run } = await start({ showsUrl: false })
  acme.addRegistry(npm)
  expect(theError(await run({ ...byAddress, url: npm.url }))).toMatch(/NPM_REGISTRY_SECRET.*'name'/)
  expect(theError(await run({ ...byName, url: npm.url }))).toMatch(/NPM_REGISTRY_SECRET.*'url'/)
  expect((await run(byName)).outputs['name']).toBe('NPM_REGISTRY_SECRET')
})

test('members that this action does not know are shown too', async () => {
  const { github, run } = await startWithTwo()
  const shown = { name: 'X', registry_type: 'cpan_mirror', visibility: 'some', flavour: { sweet: [1, null] } }
  github.answer({ path: /./ }, { status: 200, body: shown })
  expect(output(await run({ operation: 'get', name: 'X' }), 'registry')).toEqual({ ...shown, org: 'acme' })
})

test('selected_repository_ids are shown where GitHub’s answer has them', async () => {
  const { github, run } = await startWithTwo()
  const body = { name: 'X', registry_type: 'git_source', selected_repository_ids: [7, 8] }
  github.answer({ path: /./ }, { status: 200, body })
  const registry = output(await run({ operation: 'get', name: 'X' }), 'registry')
  expect(registry).toMatchObject({ selected_repository_ids: [7, 8] })
})

test('get-public-key gives key and id as GitHub does', async () => {
  const { github, acme, run } = await start()
  const result = await run({ operation: 'get-public-key' })
  expect(result.outputs).toEqual({ 'key-id': acme.key.id, 'public-key': acme.key.publicKey })
  expect(github.said()).toEqual([publicKey])
  expect(result.summary).toContain(`| \`${acme.key.id}\` | \`${acme.key.publicKey}\` |`)
})

test('get-public-key of an unknown organization fails', async () => {
  const { run } = await start()
  const result = await run({ operation: 'get-public-key', org: 'nobody' })
  expect(theError(result)).toContain('nobody')
  expect(result.outputs).toEqual({})
})
