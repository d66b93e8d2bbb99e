import { type Inputs, list, noon, output, publicKey, start, theError } from './scenario.ts'

const dry = { 'dry-run': 'true' }
const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example' }
const address = { 'registry-type': 'npm_registry', url: npm.url }
const name = 'NPM_REGISTRY_SECRET'
const get = `GET /orgs/acme/private-registries/${name}`
const secret = 'a secret value'
const create = { operation: 'create', visibility: 'all', 'registry-type': 'git_source', url: npm.url, secret }
const web = 'GET /repos/acme/web'
const selected = { visibility: 'selected', 'selected-repositories': 'web' }
const shown = {
  ...{ ...npm, name, auth_type: 'token', username: 'ci', replaces_base: false, visibility: 'all' },
  ...{ created_at: noon, updated_at: noon, org: 'acme' }
}

const cases: [inputs: Inputs, requests: string[], count: string][] = [
  [create, [list, publicKey], 'created'],
  [{ ...create, ...selected }, [list, publicKey, web], 'created'],
  [{ operation: 'update', name, username: 'bot' }, [get], 'updated'],
  [{ operation: 'update', name, ...address, username: 'bot' }, [get], 'updated'],
  [{ operation: 'update', ...address, secret }, [list, publicKey], 'updated'],
  [{ operation: 'update', name, ...selected }, [get, web], 'updated'],
  [{ operation: 'delete', name }, [get], 'deleted'],
  [{ operation: 'delete', ...address }, [list], 'deleted']
]

test.each(cases)('a dry run of %j reads %j and writes nothing', async (inputs, requests, count) => {
  const { github, acme, run } = await start()
  const before = { ...acme.addRegistry({ ...npm, username: 'ci', secret: 'the old secret' }) }
  const result = await run({ ...inputs, ...dry })
  expect(acme.registries).toEqual([before])
  expect(
    github
      .said()
      .filter(line => line !== get || inputs['name'])
      .sort()
  ).toEqual([...requests].sort())
  expect(output(result, 'changes')).toMatchObject([{ action: inputs['operation'], status: 'planned' }])
  const counts = { created: '0', updated: '0', deleted: '0', unchanged: '0', failed: '0' }
  expect(result.outputs).toMatchObject({ ...counts, changed: 'true', [count]: '1' })
  expect(result.log).toMatch(/would be (created|updated|deleted)/)
  expect(result.summary).toContain('dry run')
})

test('a dry run of an update shows the registry as it is now', async () => {
  const { acme, run } = await start()
  acme.addRegistry({ ...npm, username: 'ci' })
  const byName = await run({ operation: 'update', name, username: 'bot', ...dry })
  const byAddress = await run({ operation: 'update', ...address, username: 'bot', ...dry })
  expect([byName, byAddress].map(result => result.outputs['name'])).toEqual([name, name])
  expect([byName, byAddress].map(result => output(result, 'registry'))).toEqual([shown, shown])
})

test.each<[inputs: Inputs, message: RegExp]>([
  [{ ...create, 'registry-type': 'npm_registry' }, /NPM_REGISTRY_SECRET/],
  [{ ...create, ...selected, 'selected-repositories': 'gone' }, /acme\/gone/],
  [{ operation: 'update', name: 'GIT_SOURCE_SECRET', username: 'bot' }, /no such registry/],
  [{ operation: 'delete', name: 'GIT_SOURCE_SECRET' }, /no such registry/],
  [{ operation: 'delete', name, 'registry-type': 'git_source' }, /not a git_source/]
])('a dry run of %j finds what the run would fail of', async (inputs, message) => {
  const { acme, run } = await start()
  acme.addRegistry(npm)
  expect(theError(await run({ ...inputs, ...dry }))).toMatch(message)
})

/** 32 bytes that nothing can be sealed with. */
const zeroKey = { key_id: '1', key: Buffer.alloc(32).toString('base64') }

test('a dry run seals the secret, so that a bad key shows', async () => {
  const { github, run } = await start()
  github.answer({ path: /public-key$/ }, { status: 200, body: zeroKey })
  expect(theError(await run({ ...create, ...dry }))).toMatch(/public key/)
})

test.each(['list', 'get-public-key'])('a dry run of %s is the same as any other', async operation => {
  const { github, run } = await start()
  const plain = await run({ operation })
  const other = await run({ operation, ...dry })
  expect(other.outputs).toEqual(plain.outputs)
  expect(other.annotations).toEqual([])
  expect(github.said()).toHaveLength(2)
})
