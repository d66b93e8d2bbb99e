import { authTypes } from '../local-github/registry.ts'
import { list, messages, output, publicKey, start, theError, twice, writes } from './scenario.ts'

const url = 'https://packages.acme.example/feed'
const create = 'POST /orgs/acme/private-registries'
const npm = { operation: 'create', 'registry-type': 'npm_registry', url, visibility: 'private' }
const secret = 'open sesame, please'

test.each(['username_password', 'oidc_aws'])('creates with %s and all of its fields', async authType => {
  const { github, acme, run } = await start()
  const { required = [], optional = [], hasSecret = false } = authTypes[authType] ?? {}
  const fields = Object.fromEntries([...required, ...optional].map(field => [field, `0${field}`]))
  const inputs = Object.fromEntries(Object.keys(fields).map(key => [key.replaceAll('_', '-'), `0${key}`]))
  const filled = { ...inputs, ...(hasSecret && { secret }) }
  const result = await run({ ...npm, 'auth-type': authType, 'replaces-base': 'True', ...filled })
  const sent = { auth_type: authType, replaces_base: true, ...fields }
  expect(acme.registries).toEqual([expect.objectContaining({ ...sent, secret: hasSecret ? secret : null })])
  expect(output(result, 'registry')).toMatchObject({ ...sent, name: 'NPM_REGISTRY_SECRET', org: 'acme' })
  const reads = hasSecret ? [list, publicKey] : [list]
  expect(github.said().slice(0, -1).sort()).toEqual(reads.sort())
  expect(github.said().at(-1)).toBe(create)
  const sealed = { encrypted_value: expect.any(String), key_id: acme.key.id }
  const body = { registry_type: 'npm_registry', url, visibility: 'private', ...sent }
  expect(github.exchanges.at(-1)?.body).toEqual({ ...body, ...(hasSecret && sealed) })
})

test('sends no auth_type, no name and no field that is not given', async () => {
  const { github, acme, run } = await start()
  await run({ ...npm, secret })
  const keys = ['encrypted_value', 'key_id', 'registry_type', 'url', 'visibility']
  expect(Object.keys(Object(github.exchanges.at(-1)?.body)).sort()).toEqual(keys)
  expect(acme.registries[0]?.auth_type).toBe('token')
})

test('asks for the list and the key side by side', async () => {
  const { github, quickly } = await start()
  github.answer({ method: 'GET' }, 'hang', 2)
  await quickly({ ...npm, secret, 'request-timeout': '2s' })
  expect(github.said().slice(0, 2).sort()).toEqual([list, publicKey].sort())
})

test.each<[name: string, given: string, opened?: string]>([
  ['of several lines', 'first line\nsecond line'],
  ['with a Windows line break at its end', 'ends with a break\r\n', 'ends with a break'],
  ['beyond ASCII', 'пароль✓ pass']
])('seals a secret %s, and GitHub opens just that', async (_, secret, opened = secret) => {
  const { acme, run } = await start()
  const result = await run({ ...npm, secret })
  expect(acme.registries).toEqual([expect.objectContaining({ secret: opened })])
  expect(messages(result, 'notice')).toHaveLength(secret === opened ? 0 : 1)
})

test('shows the same bytes whatever the secret and the token are', async () => {
  const result = await twice((scenario, secret) => scenario.run({ ...npm, secret, username: 'ci' }))
  expect(result.outputs['created']).toBe('1')
})

const existing = { registry_type: 'npm_registry', url: 'https://npm.acme.example/team/' }

test('refuses an address where there is such a registry, and names it', async () => {
  const scenario = await start()
  scenario.acme.addRegistry(existing)
  const url = 'HTTPS://NPM.acme.example:443/team'
  const result = await scenario.run({ ...npm, url, secret })
  expect(theError(result)).toContain('NPM_REGISTRY_SECRET')
  expect(theError(result)).toContain(existing.url)
  expect(writes(scenario)).toEqual([])
  const none = { changed: 'false', created: '0', failed: '1', name: '', registry: '' }
  expect(result.outputs).toMatchObject(none)
  expect(output(result, 'changes')).toEqual([
    {
      ...{ org: 'acme', action: 'create', name: null, registry_type: 'npm_registry', url, fields: [] },
      ...{ status: 'failed', reason: theError(result) }
    }
  ])
})

test('another path is no twin, and GitHub gives the second name of a type', async () => {
  const { acme, run } = await start({ twins: 'refused' })
  acme.addRegistry(existing)
  const result = await run({ ...npm, url: 'https://npm.acme.example/Team/', secret })
  expect(result.outputs['name']).toBe('NPM_REGISTRY_SECRET_2')
})

test('a twin and repositories that do not exist are reported together', async () => {
  const { acme, run } = await start()
  acme.addRegistry(existing)
  const selected = { visibility: 'selected', 'selected-repositories': 'nowhere' }
  const result = await run({ ...npm, ...selected, url: existing.url, secret })
  expect(messages(result, 'error')).toEqual([
    expect.stringContaining('NPM_REGISTRY_SECRET'),
    expect.stringContaining('acme/nowhere')
  ])
})

test.each([
  { name: 'one of its type may be the same: nothing is guessed', type: 'npm_registry', made: 0 },
  { name: 'one of another type does not stand in the way', type: 'git_source', made: 1 }
])('where the server shows no address, $name', async ({ type, made }) => {
  const scenario = await start({ showsUrl: false })
  scenario.acme.addRegistry({ ...existing, registry_type: type })
  const result = await scenario.run({ ...npm, url: 'https://other.acme.example', secret })
  expect(messages(result, 'error')).toHaveLength(1 - made)
  expect(writes(scenario)).toHaveLength(made)
})
