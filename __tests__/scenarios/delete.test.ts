import { type Inputs, list, output, start, theError, writes } from './scenario.ts'

const one = '/orgs/acme/private-registries/NPM_REGISTRY_SECRET'
const [get, remove] = [`GET ${one}`, `DELETE ${one}`]
const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example' }
const byName = { operation: 'delete', name: 'NPM_REGISTRY_SECRET' }
const byAddress = { operation: 'delete', 'registry-type': 'npm_registry', url: `${npm.url}:443/` }

test.each<[inputs: Inputs, requests: string[], shown: object]>([
  [byName, [remove], { registry_type: null, url: null }],
  [{ ...byName, url: 'https://npm.acme.example/' }, [get, remove], npm],
  [byAddress, [list, remove], npm]
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
  const counts = { created: '0', updated: '0', deleted: '1', unchanged: '0', failed: '0' }
  expect(result.outputs).toMatchObject({ ...counts, changed: 'true' })
})

const there = 'NPM_REGISTRY_SECRET (npm_registry at https://npm.acme.example)'
test.each<[inputs: Inputs, message: string]>([
  [{ ...byName, name: 'GIT_SOURCE_SECRET' }, 'GIT_SOURCE_SECRET from acme (404): there is no such registry'],
  [{ ...byName, url: 'https://x.acme.example' }, 'not at https://x.acme.example'],
  [{ ...byAddress, url: 'https://x.acme.example' }, there]
])('%j deletes nothing: %s', async (inputs, message) => {
  const { acme, run } = await start()
  acme.addRegistry(npm)
  const result = await run(inputs)
  expect(theError(result)).toContain(message)
  expect(acme.registries).toHaveLength(1)
  expect(result.outputs).toMatchObject({ changed: 'false', deleted: '0', failed: '1' })
  expect(output(result, 'changes')).toMatchObject([{ action: 'delete', status: 'failed' }])
})

test('an ambiguous address deletes nothing', async () => {
  const scenario = await start()
  scenario.acme.addRegistry(npm)
  scenario.acme.addRegistry({ ...npm, url: 'https://npm.acme.example/' })
  expect(theError(await scenario.run(byAddress))).toMatch(/NPM_REGISTRY_SECRET.*NPM_REGISTRY_SECRET_2/)
  expect(writes(scenario)).toEqual([])
})
