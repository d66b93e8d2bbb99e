import { type PrivateRegistries, privateRegistries } from '../../src/github/private-registries.ts'
import type { Organization } from '../local-github/organization.ts'
import { type Connected, connect } from './connected.ts'

const path = '/orgs/acme/private-registries'
let at: Connected
let acme: Organization
let registries: PrivateRegistries

beforeEach(async () => {
  at = await connect()
  acme = at.github.addOrganization('acme')
  acme.addRegistry({ registry_type: 'git_source', url: 'https://git.acme.example' })
  registries = privateRegistries(at.client, 'acme')
})
afterEach(() => at.close())

test('the public key is read', async () => {
  expect(await registries.publicKey()).toEqual({ key_id: acme.key.id, key: acme.key.publicKey })
})

test('a registry is read, made, changed and removed, each with one request', async () => {
  expect(await registries.get('GIT_SOURCE_SECRET')).toMatchObject({ url: 'https://git.acme.example' })
  const body = {
    registry_type: 'docker_registry',
    url: 'https://docker.acme.example',
    visibility: 'all',
    auth_type: 'oidc_gcp',
    workload_identity_provider: 'w'
  }
  const { name } = await registries.create(body, 'it')
  await registries.update(name, { audience: 'a' })
  await registries.remove('GIT_SOURCE_SECRET')
  expect(acme.registries).toMatchObject([{ ...body, name, audience: 'a' }])
  expect(at.github.said()).toEqual([
    `GET ${path}/GIT_SOURCE_SECRET`,
    `POST ${path}`,
    `PATCH ${path}/${name}`,
    `DELETE ${path}/GIT_SOURCE_SECRET`
  ])
  expect(at.github.violations).toEqual([])
})

const ok = (body: unknown) => ({ status: 200, body })
const noKey = 'it is no public key of 32 bytes in base64, with its id'
test.each([
  ['a key without an id', { key: 'k' }, () => registries.publicKey(), noKey],
  ['a key whose id is a number', { key: 'k', key_id: 7 }, () => registries.publicKey(), noKey],
  [
    ...(['a registry without a type', { name: 'N' }, () => registries.get('N')] as const),
    'it is no registry with a name and a type'
  ]
])('%s is not understood, however often it is asked for', async (_, given, act, expected) => {
  at.github.answer({}, ok(given), 9)
  await expect(act()).rejects.toThrow(`${expected}. It was tried 5 times.`)
  expect(at.github.said()).toHaveLength(5)
})

test.each([
  { name: 'a key', given: { key: 'k', key_id: '7' }, act: () => registries.publicKey() },
  { name: 'a registry', given: {}, act: () => registries.get('GIT_SOURCE_SECRET') }
])('$name that is none at first is asked for again', async ({ given, act }) => {
  at.github.answer({}, ok(given))
  await act()
  expect(at.github.said()).toHaveLength(2)
  expect(at.clock.waits).toHaveLength(1)
})

test('what an update or a delete answers is not read', async () => {
  at.github.answer({}, ok([]), 2)
  await registries.update('GIT_SOURCE_SECRET', { visibility: 'private' })
  await registries.remove('GIT_SOURCE_SECRET')
  expect(at.github.said()).toHaveLength(2)
})

test.each([
  { act: () => registries.list(), expected: 'list the private registries of acme' },
  { act: () => registries.publicKey(), expected: 'read the public key of acme' },
  { act: () => registries.get('N'), expected: 'read N of acme' },
  { act: () => registries.create({}, 'npm_registry'), expected: 'create npm_registry in acme' },
  { act: () => registries.update('N', {}), expected: 'update N in acme' },
  { act: () => registries.remove('N'), expected: 'delete N from acme' }
])('an error says what was to be done: $expected', async ({ act, expected }) => {
  at.github.answer({}, { status: 403, body: { message: 'No' } })
  await expect(act()).rejects.toThrow(`GitHub refused to ${expected} (403): `)
})

test('a DELETE whose answer was lost is done when it finds nothing the second time', async () => {
  at.github.answer({}, { fault: 'reset', after: true })
  await registries.remove('GIT_SOURCE_SECRET')
  expect(acme.registries).toEqual([])
  expect(at.github.said()).toHaveLength(2)
})

test('a DELETE that finds nothing the first time fails', async () => {
  await expect(registries.remove('OTHER')).rejects.toThrow('(404)')
})

test('a DELETE that finds nothing after a rate limit fails', async () => {
  at.github.answer({}, { status: 429, headers: { 'retry-after': '1' }, body: {} })
  await expect(registries.remove('OTHER')).rejects.toThrow('(404)')
})

test.each([403, 422])('a DELETE that is refused with %i after a lost answer fails', async status => {
  at.github.answer({}, 'reset')
  at.github.answer({}, { status, body: { message: 'No' } })
  await expect(registries.remove('GIT_SOURCE_SECRET')).rejects.toThrow(`(${status})`)
})

test('a DELETE without any answer fails', async () => {
  at.github.answer({}, 'reset', 9)
  await expect(registries.remove('GIT_SOURCE_SECRET')).rejects.toMatchObject({ mayHaveHappened: true })
})

test('whole numbers that JSON would round become text, and what was sealed is left out', async () => {
  const body =
    '{"name":"A","registry_type":"git_source","id":1152921504606846976,"more":[{"id":9007199254740993}],"encrypted_value":"c2VjcmV0","key_id":"1"}'
  at.github.answer({}, { status: 200, body, headers: { 'content-type': 'application/json' } })
  expect(await registries.get('A')).toEqual({
    name: 'A',
    registry_type: 'git_source',
    id: '1152921504606846976',
    more: [{ id: '9007199254740993' }]
  })
})
