import { type Inputs, list, output, start, theError, writes } from './scenario.ts'

const one = '/orgs/acme/private-registries/NPM_REGISTRY_SECRET'
const [get, remove] = [`GET ${one}`, `DELETE ${one}`]
const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example' }
const byName = { operation: 'delete', name: 'NPM_REGISTRY_SECRET' }
const byAddress = {
  operation: 'delete',
  'registry-type': 'npm_registry',
  url: 'https://npm.acme.example:443/'
}
const known = { registry_type: 'npm_registry', url: npm.url }
const unknown = { registry_type: null, url: null }

test.each<[inputs: Inputs, requests: string[], shown: object]>([
  [byName, [remove], unknown],
  [{ ...byName, 'registry-type': 'npm_registry' }, [get, remove], known],
  [{ ...byName, url: 'https://npm.acme.example/' }, [get, remove], known],
  [byAddress, [list, remove], known]
])('%j deletes that one registry with %j', async (inputs, requests, shown) => {
  const { github, acme, run } = await start()
  acme.addRegistry(npm)
  const other = acme.addRegistry({ ...npm, url: 'https://other.acme.example' })
  const result = await run(inputs)
  expect(github.said()).toEqual(requests)
  expect(acme.registries).toEqual([other])
  expect(output(result, 'changes')).toEqual([
    { org: 'acme', action: 'delete', name: 'NPM_REGISTRY_SECRET', ...shown, fields: [], status: 'done' }
  ])
  const { changes, summary, ...counts } = result.outputs
  expect(counts).toEqual({
    ...{ changed: 'true', created: '0', updated: '0', deleted: '1', unchanged: '0', failed: '0' }
  })
})

test.each<[inputs: Inputs, message: RegExp]>([
  [{ ...byName, name: 'GIT_SOURCE_SECRET' }, /GIT_SOURCE_SECRET.*404.*no such registry/],
  [{ ...byName, 'registry-type': 'git_source' }, /is a npm_registry, not a git_source/],
  [{ ...byName, url: 'https://x.acme.example' }, /not at https:\/\/x\.acme\.example/],
  [{ ...byAddress, url: 'https://x.acme.example' }, /no npm_registry at https:\/\/x\.acme\.example/],
  [{ ...byName, org: 'nobody' }, /nobody/]
])('%j deletes nothing: %s', async (inputs, message) => {
  const { acme, run } = await start()
  acme.addRegistry(npm)
  const result = await run(inputs)
  expect(theError(result)).toMatch(message)
  expect(acme.registries).toHaveLength(1)
  expect(result.outputs).toMatchObject({ changed: 'false', deleted: '0', failed: '1' })
  expect(output(result, 'changes')).toMatchObject([{ action: 'delete', status: 'failed' }])
})

test('a missing registry at an address tells which ones of the type there are', async () => {
  const scenario = await start()
  scenario.acme.addRegistry(npm)
  const result = await scenario.run({ ...byAddress, url: 'https://x.acme.example' })
  expect(theError(result)).toContain('NPM_REGISTRY_SECRET (npm_registry at https://npm.acme.example)')
  expect(writes(scenario)).toEqual([])
})

test('an ambiguous address deletes nothing', async () => {
  const scenario = await start()
  scenario.acme.addRegistry(npm)
  scenario.acme.addRegistry({ ...npm, url: 'https://npm.acme.example/' })
  const result = await scenario.run(byAddress)
  expect(theError(result)).toMatch(/NPM_REGISTRY_SECRET.*NPM_REGISTRY_SECRET_2/)
  expect(writes(scenario)).toEqual([])
})
