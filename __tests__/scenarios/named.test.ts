import type { GivenRegistry } from '../local-github/organization.ts'
import { npmName as name, startWith } from './manifest-scenario.ts'
import { type Inputs, list, messages, noon, output, publicKey, start, theError, writes } from './scenario.ts'

const one = `/orgs/acme/private-registries/${name}`
const [get, patch, remove] = [`GET ${one}`, `PATCH ${one}`, `DELETE ${one}`]
const url = 'https://npm.acme.example/'
const address = { 'registry-type': 'npm_registry', url: 'HTTPS://NPM.acme.example:443' }
const npm: GivenRegistry = { registry_type: 'npm_registry', url, username: 'ci', secret: 'the old secret' }
const other: GivenRegistry = { ...npm, url: 'https://other.acme.example' }
const shown = {
  ...{ registry_type: 'npm_registry', url, username: 'ci', name, auth_type: 'token', replaces_base: false },
  ...{ visibility: 'all', created_at: noon, updated_at: noon, org: 'acme' }
}
const secret = 'the new secret'
const selected = { visibility: 'selected', 'selected-repositories': 'web' }
const web = 'GET /repos/acme/web'
const none = { created: '0', updated: '0', deleted: '0', unchanged: '0', failed: '0' }
const [read, update, erase] = [{ operation: 'get' }, { operation: 'update' }, { operation: 'delete' }]

test.each<[inputs: Inputs, requests: string[]]>([
  [{ ...read, ...address, name }, [get]],
  [{ ...read, ...address }, [list, get]]
])('%j finds the registry with %j', async (inputs, requests) => {
  const { github, run } = await startWith([npm, other])
  const result = await run(inputs)
  expect(github.said()).toEqual(requests)
  expect(Object.keys(result.outputs).sort()).toEqual(['name', 'registry', 'summary'])
  expect(result.outputs['name']).toBe(name)
  expect(output(result, 'registry')).toEqual(shown)
  expect(result.summary).toContain('| `NPM_REGISTRY_SECRET` `npm_registry`<br>`https://npm.acme.example/` |')
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
  expect(result.outputs).toMatchObject({ 'key-id': acme.key.id, 'public-key': acme.key.publicKey })
  expect(github.said()).toEqual([publicKey])
  expect(result.summary).toContain(`| \`${acme.key.id}\` | \`${acme.key.publicKey}\` |`)
})

const newUrl = { url: 'https://new.acme.example' }
const ids = { visibility: 'selected', selected_repository_ids: [] }
test.each<[inputs: Inputs, body: object, requests: string[]]>([
  [
    { name, ...newUrl, username: '', 'replaces-base': 'true' },
    { ...newUrl, replaces_base: true },
    [patch, get]
  ],
  [{ name, ...selected }, { ...ids, selected_repository_ids: [1001001] }, [web, patch, get]],
  [{ name, visibility: 'selected', 'selected-repository-ids': '[]' }, ids, [patch, get]],
  [{ name, 'registry-type': 'npm_registry', username: 'bot' }, { username: 'bot' }, [get, patch, get]],
  [
    { ...address, username: 'bot', 'allowed-hosts': '*.acme.example' },
    { username: 'bot' },
    [list, patch, get]
  ]
])('an update with %j sends %j and nothing else', async (inputs, body, requests) => {
  const { github, acme, run } = await startWith([npm])
  const before = { ...acme.registries[0] }
  const result = await run({ ...update, ...inputs })
  expect(github.said()).toEqual(requests)
  expect(github.exchanges.find(({ method }) => method === 'PATCH')?.body).toEqual(body)
  expect(acme.registries).toEqual([{ ...before, ...body }])
  expect(output(result, 'registry')).toMatchObject({ name, org: 'acme' })
  const [change] = Object(output(result, 'changes'))
  expect(change.status).toBe('done')
  expect(change.fields.toSorted()).toEqual(Object.keys(body).sort())
  expect(result.outputs).toMatchObject({ ...none, changed: 'true', updated: '1' })
})

test('a secret alone is sealed and sent alone', async () => {
  const { github, acme, run } = await startWith([npm])
  const before = { ...acme.registries[0] }
  const result = await run({ ...update, name, secret })
  expect(github.said()).toEqual([publicKey, patch, get])
  expect(Object.keys(Object(github.exchanges[1]?.body)).sort()).toEqual(['encrypted_value', 'key_id'])
  expect(acme.registries).toEqual([{ ...before, secret }])
  expect(output(result, 'changes')).toMatchObject([{ fields: ['secret'] }])
})

test('an update that names no field has nothing to do', async () => {
  const { github, run } = await start()
  expect(theError(await run({ ...update, name, username: '', secret: '' }))).toMatch(/nothing to update/)
  expect(github.said()).toEqual([])
})

test('a field that did not take is a failure that says what the server kept', async () => {
  const scenario = await startWith([npm])
  scenario.github.answer({ method: 'PATCH' }, { status: 204 })
  const result = await scenario.run({ ...update, name, visibility: 'private', username: 'bot' })
  expect(theError(result)).toMatch(/visibility is 'all'/)
  expect(theError(result)).toMatch(/username is 'ci'/)
  expect(output(result, 'changes')).toMatchObject([{ status: 'failed', fields: ['username', 'visibility'] }])
  expect(result.outputs).toMatchObject({ ...none, changed: 'true', failed: '1' })
  expect(writes(scenario)).toEqual([patch])
})

test('where the registry cannot be read afterwards, the update stays done, with a warning', async () => {
  const { github, run } = await startWith([npm])
  github.answer({ method: 'GET' }, { status: 403, body: { message: 'No more' } })
  const result = await run({ ...update, name, username: 'bot' })
  expect(messages(result, 'warning')).toEqual([expect.stringContaining('No more')])
  expect(output(result, 'changes')).toMatchObject([{ status: 'done' }])
})

const typed = { registry_type: 'npm_registry', url }
test.each<[inputs: Inputs, requests: string[], shown: object]>([
  [{ name }, [remove], { registry_type: null, url: null }],
  [{ name, url: url.slice(0, -1) }, [get, remove], typed],
  [address, [list, remove], typed]
])('a delete of %j deletes that one registry with %j', async (inputs, requests, shown) => {
  const { github, acme, run } = await startWith([npm, other])
  const result = await run({ ...erase, ...inputs })
  expect(github.said()).toEqual(requests)
  expect(acme.registries).toMatchObject([other])
  expect(output(result, 'changes')).toEqual([
    { org: 'acme', action: 'delete', name, ...shown, fields: [], status: 'done' }
  ])
  expect(result.outputs).toMatchObject({ ...none, deleted: '1', changed: 'true' })
})

const elsewhere = { ...address, url: 'https://x.acme.example' }
const isAnother = /is a npm_registry, not a git_source/
test.each<[inputs: Inputs, message: RegExp]>([
  [
    { ...read, name: 'GIT_SOURCE_SECRET' },
    /read GIT_SOURCE_SECRET of acme \(404\): .* It has NPM_REGISTRY_SECRET/
  ],
  [{ ...update, name: 'GONE', username: 'bot' }, /\(404\): .* acme can be read\. It has NPM_REGISTRY_SECRET/],
  [{ ...read, ...elsewhere }, /no npm_registry at https:\/\/x\.acme\.example/],
  [{ operation: 'get-public-key', org: 'nobody' }, /nobody/],
  [{ ...update, name, 'registry-type': 'git_source', username: 'bot' }, isAnother],
  [{ ...update, name, ...selected, 'selected-repositories': 'gone' }, /acme\/gone/],
  [{ ...update, ...address, 'tenant-id': 'x' }, /tenant-id/],
  [
    { ...update, name, secret, 'allowed-hosts': 'good.example' },
    /SECRET is on npm\.acme\.example, which is not/
  ],
  [
    { ...update, ...address, secret, 'allowed-hosts': 'good.example' },
    /'url' is on npm\.acme\.example, which/
  ],
  [{ ...erase, name: 'GIT_SOURCE_SECRET' }, /GIT_SOURCE_SECRET from acme \(404\): there is no such registry/],
  [{ ...erase, name, url: 'https://x.acme.example' }, /not at https:\/\/x\.acme\.example/],
  [{ ...erase, ...elsewhere }, /NPM_REGISTRY_SECRET \(npm_registry at https:\/\/npm\.acme\.example\/\)/]
])('%j changes nothing: %s', async (inputs, message) => {
  const scenario = await startWith([npm])
  const result = await scenario.run(inputs)
  expect(theError(result)).toMatch(message)
  expect(scenario.acme.registries).toMatchObject([npm])
  if (inputs['operation']?.startsWith('get')) expect(Object.keys(result.outputs)).toEqual(['summary'])
  else expect(result.outputs).toMatchObject({ changed: 'false', updated: '0', deleted: '0' })
  if (inputs['operation'] === 'delete')
    expect(output(result, 'changes')).toMatchObject([{ action: 'delete', status: 'failed' }])
})

test('an ambiguous address deletes nothing', async () => {
  const scenario = await startWith([npm, { ...npm, url: url.slice(0, -1) }])
  expect(theError(await scenario.run({ ...erase, ...address }))).toMatch(/SECRET.*NPM_REGISTRY_SECRET_2/)
  expect(writes(scenario)).toEqual([])
})

test('a server that shows no address asks for the name', async () => {
  const { run } = await startWith([npm], { showsUrl: false })
  expect(theError(await run({ ...read, ...address }))).toMatch(/NPM_REGISTRY_SECRET.*'name'/)
  expect(theError(await run({ ...read, name, url }))).toMatch(/NPM_REGISTRY_SECRET.*'url'/)
  expect((await run({ ...read, name })).outputs['name']).toBe(name)
})

describe('a dry run', () => {
  const dry = { 'dry-run': 'true' }
  const create = { operation: 'create', visibility: 'all', 'registry-type': 'git_source', url, secret }

  test.each<[inputs: Inputs, requests: string[], count: string]>([
    [{ ...create, ...selected }, [list, publicKey, web], 'created'],
    [{ ...update, name, ...address, ...selected }, [get, web], 'updated'],
    [{ ...update, ...address, secret }, [list, publicKey, get], 'updated'],
    [{ ...erase, name }, [get], 'deleted'],
    [{ ...erase, ...address }, [list, get], 'deleted']
  ])('of %j reads %j and writes nothing', async (inputs, requests, count) => {
    const scenario = await startWith([npm])
    const result = await scenario.run({ ...inputs, ...dry })
    expect(writes(scenario)).toEqual([])
    expect(scenario.github.said().toSorted()).toEqual(requests.toSorted())
    expect(output(result, 'changes')).toMatchObject([{ action: inputs['operation'], status: 'planned' }])
    expect(result.outputs).toMatchObject({ ...none, changed: 'true', [count]: '1' })
    if (count === 'updated') expect(output(result, 'registry')).toEqual(shown)
    expect(result.log).toMatch(/would be (created|updated|deleted)/)
    expect(result.summary).toContain('dry run')
  })

  test.each<[inputs: Inputs, message: RegExp]>([
    [{ ...create, 'registry-type': 'npm_registry' }, /NPM_REGISTRY_SECRET/],
    [{ ...erase, name, 'registry-type': 'git_source' }, isAnother]
  ])('of %j finds what the run would fail of', async (inputs, message) => {
    const { run } = await startWith([npm])
    expect(theError(await run({ ...inputs, ...dry }))).toMatch(message)
  })

  test('seals the secret, so that a bad key shows', async () => {
    const { github, run } = await start()
    const key = Buffer.alloc(32).toString('base64')
    github.answer({ path: /public-key$/ }, { status: 200, body: { key_id: '1', key } })
    expect(theError(await run({ ...create, ...dry }))).toMatch(/public key/)
  })
})
