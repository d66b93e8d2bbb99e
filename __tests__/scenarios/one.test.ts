import type { GivenRegistry } from '../local-github/organization.ts'
import { authTypes } from '../local-github/registry.ts'
import { npmName as name, startWith } from './manifest-scenario.ts'
import { type Inputs, list, messages, noon, output, publicKey, start, theError, writes } from './scenario.ts'

const path = `/orgs/acme/private-registries/${name}`
const [get, patch, remove] = [`GET ${path}`, `PATCH ${path}`, `DELETE ${path}`]
const post = 'POST /orgs/acme/private-registries'
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
const sealed = { encrypted_value: expect.any(String), key_id: expect.any(String) }
const create: Inputs = { operation: 'create', ...address, visibility: 'private', secret }

describe('create', () => {
  test.each(['username_password', 'oidc_aws'])('with %s and all of its fields', async authType => {
    const { github, acme, run } = await start()
    const { required = [], optional = [], hasSecret = false } = authTypes[authType] ?? {}
    const fields = Object.fromEntries([...required, ...optional].map(field => [field, `0${field}`]))
    const inputs = Object.fromEntries(Object.keys(fields).map(key => [key.replaceAll('_', '-'), `0${key}`]))
    // A hyphen may stand for an underscore.
    const types = { 'registry-type': 'npm-registry', 'auth-type': authType.replace('_', '-') }
    const given = { ...inputs, ...types, 'replaces-base': 'True', url }
    const result = await run({ ...create, ...given, secret: hasSecret ? secret : '' })
    const sent = { auth_type: authType, replaces_base: true, ...fields }
    expect(acme.registries).toEqual([expect.objectContaining({ ...sent, secret: hasSecret ? secret : null })])
    expect(output(result, 'registry')).toMatchObject({ ...sent, name, org: 'acme' })
    const reads = hasSecret ? [list, publicKey] : [list]
    expect(github.said().slice(0, -1).sort()).toEqual(reads.sort())
    expect(github.said().at(-1)).toBe(post)
    const body = { registry_type: 'npm_registry', url, visibility: 'private', ...sent }
    expect(github.exchanges.at(-1)?.body).toEqual({ ...body, ...(hasSecret && sealed) })
  })

  test('sends no field that is not given, and the secret as it is, but for a line break at its end', async () => {
    const { github, acme, run } = await start()
    const given = 'first line\nпароль✓ pass\r\n'
    const result = await run({ ...create, secret: given })
    const keys = ['encrypted_value', 'key_id', 'registry_type', 'url', 'visibility']
    expect(Object.keys(Object(github.exchanges.at(-1)?.body)).sort()).toEqual(keys)
    expect(acme.registries).toMatchObject([{ auth_type: 'token', secret: given.trim() }])
    expect(messages(result, 'notice')).toHaveLength(1)
  })

  test('asks for the list and the key side by side', async () => {
    const { github, run } = await start()
    github.answer({ method: 'GET' }, 'hang', 2)
    await run({ ...create, timeout: '1s' })
    expect(github.said().slice(0, 2).sort()).toEqual([list, publicKey].sort())
  })

  test('refuses an address where there is such a registry, and names it beside all other problems', async () => {
    const scenario = await startWith([npm])
    const result = await scenario.run({ ...create, ...selected, 'selected-repositories': 'nowhere' })
    const [twin, nowhere] = messages(result, 'error')
    expect(twin).toContain(`${name} (npm_registry at ${url})`)
    expect(nowhere).toContain('acme/nowhere')
    expect(writes(scenario)).toEqual([])
    expect(result.outputs).toMatchObject({ ...none, changed: 'false', failed: '1', name: '', registry: '' })
    const reason = `${twin} ${nowhere}`
    expect(output(result, 'changes')).toMatchObject([
      { name: null, url: address.url, status: 'failed', reason }
    ])
  })

  test('names all registries that are at its address already', async () => {
    const scenario = await startWith([npm, npm])
    expect(theError(await scenario.quickly(create))).toMatch(/SECRET \(.*\) and NPM_REGISTRY_SECRET_2 \(/)
  })

  test.each([
    ['one of its type may be the same: nothing is guessed', 'npm_registry', 0],
    ['one of another type does not stand in the way', 'git_source', 1]
  ])('where the server shows no address, %s', async (_, type, made) => {
    const scenario = await startWith([{ ...npm, registry_type: type }], { showsUrl: false })
    const result = await scenario.run({ ...create, url: other.url })
    expect(messages(result, 'error')).toHaveLength(1 - made)
    expect(writes(scenario)).toHaveLength(made)
  })
})

test.each<[inputs: Inputs, requests: string[]]>([
  [{ ...address, name }, [get]],
  [address, [list, get]]
])('get with %j finds the registry with %j', async (inputs, requests) => {
  const { github, run } = await startWith([npm, other])
  const result = await run({ ...read, ...inputs })
  expect(github.said()).toEqual(requests)
  expect(Object.keys(result.outputs).sort()).toEqual(['name', 'registry', 'summary'])
  expect(result.outputs['name']).toBe(name)
  expect(output(result, 'registry')).toEqual(shown)
})

test('members that this action does not know are shown too, as GitHub wrote them, and the ids of repositories', async () => {
  const { github, run } = await start()
  const given = { name: 'X', registry_type: 'cpan_mirror', flavour: { sweet: [1, null] } }
  const body = { ...given, username: 'a"b\\c\nd${{ e }}\u2028é😀<<EOF', selected_repository_ids: [7, 8] }
  github.answer({}, { status: 200, body })
  const result = await run({ ...read, name: 'X' })
  expect(output(result, 'registry')).toEqual({ ...body, org: 'acme' })
})

test('get-public-key gives key and id as GitHub does', async () => {
  const { github, acme, run } = await start()
  const result = await run({ operation: 'get-public-key' })
  expect(result.outputs).toMatchObject({ 'key-id': acme.key.id, 'public-key': acme.key.publicKey })
  expect(github.said()).toEqual([publicKey])
})

const newUrl = { url: 'https://new.acme.example' }
const ids = { visibility: 'selected', selected_repository_ids: [] }
const same = [patch, get]
test.each<[inputs: Inputs, body: object, requests: string[]]>([
  [{ name, ...newUrl, username: '', 'replaces-base': 'true' }, { ...newUrl, replaces_base: true }, same],
  [{ name, ...selected }, { ...ids, selected_repository_ids: [1001001] }, [web, patch, get]],
  [{ name, visibility: 'selected', 'selected-repository-ids': '[]' }, ids, same],
  [{ name, 'registry-type': 'npm_registry', username: 'bot' }, { username: 'bot' }, [get, patch, get]],
  [{ ...address, username: 'bot', 'allowed-hosts': '*.acme.example' }, { username: 'bot' }, [list, ...same]],
  [{ name, secret }, sealed, [publicKey, ...same]]
])('an update with %j sends %j and nothing else', async (inputs, body, requests) => {
  const { github, acme, run } = await startWith([npm])
  const before = { ...acme.registries[0] }
  const result = await run({ ...update, ...inputs })
  expect(github.said()).toEqual(requests)
  expect(github.exchanges.find(({ method }) => method === 'PATCH')?.body).toEqual(body)
  const changed = body === sealed ? { secret } : body
  expect(acme.registries).toEqual([{ ...before, ...changed }])
  expect(output(result, 'registry')).toMatchObject({ name, org: 'acme' })
  const [change] = Object(output(result, 'changes'))
  expect(change.status).toBe('done')
  expect(change.fields.toSorted()).toEqual(Object.keys(changed).sort())
  expect(result.outputs).toMatchObject({ ...none, changed: 'true', updated: '1' })
})

test.each(['apply', 'plan'])('%s with a name takes the address for the new one', async operation => {
  const { run } = await startWith([npm])
  const result = await run({ operation, name, ...newUrl })
  expect(output(result, 'changes')).toMatchObject([{ action: 'update', name, ...newUrl, fields: ['url'] }])
})

test('a field that did not take is a failure that says what the server kept', async () => {
  const scenario = await startWith([npm])
  scenario.github.answer({ method: 'PATCH' }, { status: 204 })
  const result = await scenario.run({ ...update, name, visibility: 'private', username: 'bot' })
  expect(theError(result)).toMatch(/username is 'ci'.*visibility is 'all'/)
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
  [{ ...read, name: 'GIT' }, /read GIT of acme \(404\): .* It has NPM_REGISTRY_SECRET/],
  [{ ...update, name: 'GONE', username: 'bot' }, /\(404\): .* acme can be read\. It has NPM_REGISTRY_SECRET/],
  [{ ...read, ...elsewhere }, /no npm_registry at https:\/\/x\.acme\.example/],
  [{ operation: 'get-public-key', org: 'nobody' }, /nobody/],
  [{ ...update, name, username: '', secret: '' }, /nothing to update/],
  [{ ...update, name, 'registry-type': 'git_source', username: 'bot' }, isAnother],
  [{ ...update, name, ...selected, 'selected-repositories': 'gone' }, /acme\/gone/],
  [{ ...update, ...address, 'tenant-id': 'x' }, /tenant-id/],
  [{ ...update, name, secret, 'allowed-hosts': 'good.example' }, /SECRET is on npm\.acme\.example, which is/],
  [{ ...update, ...address, secret, 'allowed-hosts': 'good.example' }, /'url' is on npm\.acme\.example, w/],
  [{ ...erase, name: 'GIT' }, /GIT from acme \(404\): there is no such registry/],
  [{ ...erase, name, url: 'https://x.acme.example' }, /not at https:\/\/x\.acme\.example/],
  // A dry run finds what the run would fail of.
  [{ ...create, 'dry-run': 'true' }, /already has NPM_REGISTRY_SECRET/],
  [{ ...erase, name, 'registry-type': 'git_source', 'dry-run': 'true' }, isAnother],
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

test('the host of an API that an update keeps must be allowed too', async () => {
  const cloudsmith = { auth_type: 'oidc_cloudsmith', namespace: 'a', service_slug: 'b', audience: 'c' }
  const scenario = await startWith([{ ...npm, ...cloudsmith, api_host: 'api.evil.example' }])
  const result = await scenario.run({ ...update, name, ...newUrl, 'allowed-hosts': '*.acme.example' })
  expect(theError(result)).toMatch(/The api_host of NPM_REGISTRY_SECRET is on api\.evil\.example/)
  expect(writes(scenario)).toEqual([])
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
  const git = { ...create, 'registry-type': 'git_source' }

  test.each<[inputs: Inputs, requests: string[], count: string]>([
    [{ ...git, ...selected }, [list, publicKey, web], 'created'],
    [{ ...update, name, ...address, ...selected }, [get, web], 'updated'],
    [{ ...update, ...address, secret }, [list, publicKey, get], 'updated'],
    [{ ...erase, name }, [get], 'deleted']
  ])('of %j reads %j and writes nothing', async (inputs, requests, count) => {
    const scenario = await startWith([npm])
    const result = await scenario.run({ ...inputs, ...dry })
    expect(writes(scenario)).toEqual([])
    expect(scenario.github.said().toSorted()).toEqual(requests.toSorted())
    expect(output(result, 'changes')).toMatchObject([{ action: inputs['operation'], status: 'planned' }])
    expect(result.outputs).toMatchObject({ ...none, changed: 'true', [count]: '1' })
    if (count === 'updated') expect(output(result, 'registry')).toEqual(shown)
  })

  test('seals the secret, so that a bad key shows', async () => {
    const { github, run } = await start()
    const key = Buffer.alloc(32).toString('base64')
    github.answer({ path: /public-key$/ }, { status: 200, body: { key_id: '1', key } })
    expect(theError(await run({ ...git, ...dry }))).toMatch(/public key/)
  })
})

const full = { ...create, ...selected, 'selected-repositories': 'web, api-*', username: 'ci' }

test('all operations work on GitHub Enterprise Server', async () => {
  const { github, run } = await start({ description: 'ghes-3.18' })
  const at = { 'github-api-url': `${github.url}/` }
  expect((await run({ ...full, ...at })).outputs).toMatchObject({ name, created: '1' })
  expect((await run({ operation: 'list', ...at })).outputs['total-count']).toBe('1')
  expect((await run({ operation: 'get', name, ...at })).outputs['name']).toBe(name)
  expect((await run({ operation: 'get-public-key', ...at })).outputs['key-id']).toMatch(/^\d+$/)
  expect((await run({ operation: 'update', name, username: 'bot', ...at })).outputs['updated']).toBe('1')
  expect((await run({ operation: 'delete', name, ...at })).outputs['deleted']).toBe('1')
  expect(github.url).toMatch(/\/api\/v3$/)
  expect(github.said()[0]).toMatch(/^GET \/orgs\/acme\//)
  expect(github.exchanges).toHaveLength(10)
  for (const { headers, status } of github.exchanges) {
    expect(status).not.toBe(404)
    expect(headers).toMatchObject({
      'x-github-api-version': '2022-11-28',
      'user-agent': expect.stringContaining('private-registry-action'),
      authorization: expect.stringMatching(/^(token|Bearer) github_pat_/),
      accept: expect.stringContaining('application/vnd.github')
    })
  }
})

test('a server that shows no address of a new registry shows it as it is', async () => {
  const { github, run } = await start({ description: 'ghes-3.18', showsUrl: false })
  const shown = { name, registry_type: 'npm_registry', username: 'ci', visibility: 'selected' }
  github.answer({ method: 'POST' }, { status: 201, body: shown })
  const result = await run(full)
  expect(output(result, 'registry')).toEqual({ ...shown, org: 'acme' })
  expect(output(result, 'changes')).toMatchObject([{ status: 'done', url: address.url }])
})
