import { startWith } from './manifest-scenario.ts'
import { type Inputs, list, noon, output, publicKey, start, theError, writes } from './scenario.ts'

const dry = { 'dry-run': 'true' }
const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example', username: 'ci' }
const address = { 'registry-type': 'npm_registry', url: npm.url }
const name = 'NPM_REGISTRY_SECRET'
const get = `GET /orgs/acme/private-registries/${name}`
const secret = 'a secret value'
const create = { operation: 'create', visibility: 'all', 'registry-type': 'git_source', url: npm.url, secret }
const web = 'GET /repos/acme/web'
const selected = { visibility: 'selected', 'selected-repositories': 'web' }
const shown = {
  ...{ ...npm, name, auth_type: 'token', replaces_base: false, visibility: 'all' },
  ...{ created_at: noon, updated_at: noon, org: 'acme' }
}

test.each<[inputs: Inputs, requests: string[], count: string]>([
  [{ ...create, ...selected }, [list, publicKey, web], 'created'],
  [{ operation: 'update', name, ...address, ...selected }, [get, web], 'updated'],
  [{ operation: 'update', ...address, secret }, [list, publicKey, get], 'updated'],
  [{ operation: 'delete', name }, [get], 'deleted'],
  [{ operation: 'delete', ...address }, [list, get], 'deleted']
])('a dry run of %j reads %j and writes nothing', async (inputs, requests, count) => {
  const scenario = await startWith([npm])
  const result = await scenario.run({ ...inputs, ...dry })
  expect(writes(scenario)).toEqual([])
  expect(scenario.github.said().toSorted()).toEqual(requests.toSorted())
  expect(output(result, 'changes')).toMatchObject([{ action: inputs['operation'], status: 'planned' }])
  const counts = { created: '0', updated: '0', deleted: '0', unchanged: '0', failed: '0' }
  expect(result.outputs).toMatchObject({ ...counts, changed: 'true', [count]: '1' })
  if (count === 'updated') expect(output(result, 'registry')).toEqual(shown)
  expect(result.log).toMatch(/would be (created|updated|deleted)/)
  expect(result.summary).toContain('dry run')
})

test.each<[inputs: Inputs, message: RegExp]>([
  [{ ...create, 'registry-type': 'npm_registry' }, /NPM_REGISTRY_SECRET/],
  [{ ...create, ...selected, 'selected-repositories': 'gone' }, /acme\/gone/],
  [{ operation: 'delete', name: 'GIT_SOURCE_SECRET' }, /no such registry/],
  [{ operation: 'delete', name, 'registry-type': 'git_source' }, /not a git_source/]
])('a dry run of %j finds what the run would fail of', async (inputs, message) => {
  const { run } = await startWith([npm])
  expect(theError(await run({ ...inputs, ...dry }))).toMatch(message)
})

test('a dry run seals the secret, so that a bad key shows', async () => {
  const { github, run } = await start()
  const key = Buffer.alloc(32).toString('base64')
  github.answer({ path: /public-key$/ }, { status: 200, body: { key_id: '1', key } })
  expect(theError(await run({ ...create, ...dry }))).toMatch(/public key/)
})

test('a dry run of list is the same as any other', async () => {
  const { run } = await startWith([npm])
  const [plain, other] = [await run({ operation: 'list' }), await run({ operation: 'list', ...dry })]
  expect(other.outputs).toEqual(plain.outputs)
  expect(other.annotations).toEqual([])
})
