import { authTypes } from '../github/auth-types.ts'
import { readDescription } from '../github/description.ts'
import { type Inputs, list, output, publicKey, start, twice, twins } from './scenario.ts'

const url = 'https://packages.acme.example/feed'
const create = 'POST /orgs/acme/private-registries'
const npm = { operation: 'create', 'registry-type': 'npm_registry', url, visibility: 'private' }

const body = ['post', 'requestBody', 'content', 'application/json', 'schema', 'properties']
const types = Object(
  readDescription('api.github.com').at('paths', '/orgs/{org}/private-registries', ...body, 'registry_type')
).enum as string[]

test('GitHub lists 15 types', () => {
  expect(types).toHaveLength(15)
})

test.each(types)('creates a %s', async type => {
  const { github, acme, run } = await start()
  const secret = `the secret of ${type}`
  const result = await run({ ...npm, 'registry-type': type, secret })
  expect(result.outputs).toMatchObject({ name: `${type.toUpperCase()}_SECRET`, created: '1', failed: '0' })
  expect(acme.registries).toEqual([
    expect.objectContaining({ registry_type: type, url, secret, visibility: 'private' })
  ])
  expect(github.exchanges.map(({ status }) => status)).toEqual([200, 200, 201])
})

const values: Record<string, string> = {
  ...{ username: 'ci', tenant_id: '12345678-1234-1234-1234-123456789012', client_id: 'abcdef01-2345' },
  ...{ aws_region: 'eu-central-1', account_id: '012345678901', role_name: 'reader', domain: 'packages' },
  ...{ domain_owner: '098765432109', audience: 'https://audience.acme.example' },
  ...{ jfrog_oidc_provider_name: 'github', identity_mapping_name: 'mapping', namespace: 'acme' },
  ...{ service_slug: 'ci-abcd', api_host: 'api.acme.example', service_account: 'ci@acme.example' },
  ...{ workload_identity_provider: 'projects/1/locations/global/workloadIdentityPools/p/providers/q' }
}

const ways = Object.entries(authTypes).flatMap(([authType, { required, optional, hasSecret }]) => [
  { authType, which: 'required', given: required, hasSecret },
  { authType, which: 'all', given: [...required, ...optional], hasSecret }
])

test.each(ways)('creates with $authType and $which of its fields', async ({ authType, given, hasSecret }) => {
  const { github, acme, run } = await start()
  const fields = Object.fromEntries(given.map(field => [field, values[field] ?? '']))
  const inputs = Object.fromEntries(given.map(field => [field.replaceAll('_', '-'), values[field] ?? '']))
  const secret: Inputs = hasSecret ? { secret: 'open sesame, please' } : {}
  const result = await run({ ...npm, 'auth-type': authType, ...inputs, ...secret })
  expect(acme.registries).toEqual([
    expect.objectContaining({ auth_type: authType, ...fields, secret: secret['secret'] ?? null })
  ])
  expect(output(result, 'registry')).toMatchObject({ auth_type: authType, ...fields, org: 'acme' })
  const reads = hasSecret ? [list, publicKey] : [list]
  expect(github.said().slice(0, -1).sort()).toEqual(reads.sort())
  expect(github.said().at(-1)).toBe(create)
  const body = { registry_type: 'npm_registry', url, visibility: 'private', auth_type: authType, ...fields }
  const sealed = { encrypted_value: expect.any(String), key_id: acme.key.id }
  expect(github.exchanges.at(-1)?.body).toEqual({ ...body, ...(hasSecret && sealed) })
})

test('sends no auth_type, no name and no field that is not given', async () => {
  const { github, acme, run } = await start()
  await run({ ...npm, secret: 'a secret value' })
  expect(Object.keys(Object(github.exchanges.at(-1)?.body)).sort()).toEqual(
    ['encrypted_value', 'key_id', 'registry_type', 'url', 'visibility'].sort()
  )
  expect(acme.registries[0]?.auth_type).toBe('token')
})

test('asks for the list and the key side by side', async () => {
  const { github, run } = await start()
  let waiting: (() => void) | undefined
  const both = new Promise<void>(resolve => {
    waiting = resolve
  })
  let arrived = 0
  github.answer(
    { method: 'GET' },
    () => {
      arrived += 1
      if (arrived === 2) waiting?.()
      return 'hang'
    },
    2
  )
  const step = run({ ...npm, secret: 'a secret value', timeout: '900ms' })
  await both
  await step
  expect(github.said().sort()).toEqual([list, publicKey].sort())
})

test.each(['all', 'private', 'selected'])('creates with visibility %s', async visibility => {
  const { acme, run } = await start()
  const ids: Inputs = visibility === 'selected' ? { 'selected-repository-ids': '1001001, 1001002' } : {}
  await run({ ...npm, visibility, ...ids, secret: 'a secret value' })
  const selected_repository_ids = visibility === 'selected' ? [1001001, 1001002] : []
  expect(acme.registries).toEqual([expect.objectContaining({ visibility, selected_repository_ids })])
})

test.each([
  ['true', true],
  ['False', false]
])('sends replaces-base %s as %j', async (given, expected) => {
  const { github, acme, run } = await start()
  await run({ ...npm, 'replaces-base': given, secret: 'a secret value' })
  expect(github.exchanges.at(-1)?.body).toMatchObject({ replaces_base: expected })
  expect(acme.registries[0]?.replaces_base).toBe(expected)
})

const secrets: [name: string, given: string, opened: string][] = [
  ['with spaces around it', '  padded secret  ', '  padded secret  '],
  ['of several lines', 'first line\nsecond line', 'first line\nsecond line'],
  ['with one line break at its end', 'ends with a break\n', 'ends with a break'],
  ['with two line breaks at its end', 'ends with breaks\n\n', 'ends with breaks\n'],
  ['with a Windows line break at its end', 'ends with a break\r\n', 'ends with a break'],
  ['beyond ASCII', 'пароль✓ pass', 'пароль✓ pass'],
  ['of 48 KB', 'x'.repeat(48 * 1024), 'x'.repeat(48 * 1024)]
]

test.each(secrets)('seals a secret %s, and GitHub opens just that', async (_, secret, opened) => {
  const { acme, run } = await start()
  const result = await run({ ...npm, secret })
  expect(result.outputs['created']).toBe('1')
  expect(acme.registries[0]?.secret).toBe(opened)
  const notices = result.annotations.filter(({ level }) => level === 'notice')
  expect(notices).toHaveLength(secret === opened ? 0 : 1)
})

test('shows the same bytes whatever the secret and the token are', async () => {
  const result = await twice((scenario, secret) => scenario.run({ ...npm, secret, username: 'ci' }))
  expect(result.outputs['created']).toBe('1')
  expect(twins[0]).toHaveLength(twins[1].length)
})
