import { type PrivateRegistries, privateRegistries } from '../../src/github/private-registries.ts'
import type { Answer } from '../local-github/script.ts'
import { connected, creating } from './connected.ts'

const path = '/orgs/acme/private-registries'
let registries: PrivateRegistries
const at = connected({}, ({ acme, client }) => {
  acme.addRegistry({ registry_type: 'git_source', url: 'https://git.acme.example' })
  registries = privateRegistries(client, 'acme')
})

test('the public key is read, and a registry read, made, changed and removed, each with one request', async () => {
  const { key } = at.acme
  expect(await registries.publicKey()).toEqual({ key_id: key.id, key: key.publicKey })
  expect(await registries.get('GIT_SOURCE_SECRET')).toMatchObject({ url: 'https://git.acme.example' })
  const body = { ...creating.data, registry_type: 'docker_registry' }
  const { name } = await registries.create(body, 'it')
  await registries.update(name, { audience: 'a' })
  await registries.remove('GIT_SOURCE_SECRET')
  expect(at.acme.registries).toMatchObject([{ ...body, name, audience: 'a' }])
  expect(at.github.said()).toEqual([
    ...[`GET ${path}/public-key`, `GET ${path}/GIT_SOURCE_SECRET`, `POST ${path}`],
    ...[`PATCH ${path}/${name}`, `DELETE ${path}/GIT_SOURCE_SECRET`]
  ])
  expect(at.github.violations).toEqual([])
})

const ok = (body: unknown) => ({ status: 200, body })
const noKey = 'it is not a public key of 32 bytes in base64 with an id'
test.each([
  ['a key without an id', { key: 'k' }, () => registries.publicKey(), noKey],
  ['a key whose id is a number', { key: 'k', key_id: 7 }, () => registries.publicKey(), noKey],
  ['a key of one byte', { key: 'k', key_id: '7' }, () => registries.publicKey(), noKey],
  [
    ...(['a registry without a type', { name: 'N' }, () => registries.get('N')] as const),
    'it is not a registry with a name and a type'
  ]
])('%s is not understood, however often it is asked for', async (_, given, act, expected) => {
  at.github.answer({}, ok(given), 9)
  const message = expect.stringContaining(`${expected}. There were 5 attempts.`)
  await expect(act()).rejects.toMatchObject({ mayHaveSucceeded: false, message })
  expect(at.github.said()).toHaveLength(5)
})

test('a registry that is none at first is asked for again', async () => {
  at.github.answer({}, ok({}))
  await registries.get('GIT_SOURCE_SECRET')
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

const no = (status: number, more: object = {}) => ({ status, body: { message: 'No' }, ...more })
test.each<[name: string, given: Answer[], expected: string, of?: string]>([
  ['finds nothing the first time', [], '(404)', 'OTHER'],
  ['finds nothing after a rate limit', [no(429, { headers: { 'retry-after': '1' } })], '(404)', 'OTHER'],
  ['is refused with 403 after a lost answer', ['reset', no(403)], '(403)'],
  ['is refused with 422 after a lost answer', ['reset', no(422)], '(422)'],
  ['has no answer', ['reset', 'reset', 'reset', 'reset', 'reset'], 'Check the organization']
])('a DELETE that %s fails', async (_, given, expected, of = 'GIT_SOURCE_SECRET') => {
  for (const one of given) at.github.answer({}, one)
  const message = expect.stringContaining(expected)
  await expect(registries.remove(of)).rejects.toMatchObject({
    message,
    mayHaveSucceeded: given[0] === 'reset'
  })
})

test('a DELETE whose answer was lost is done when it finds nothing the second time', async () => {
  at.github.answer({}, { fault: 'reset', after: true })
  await registries.remove('GIT_SOURCE_SECRET')
  expect(at.acme.registries).toEqual([])
  expect(at.github.said()).toHaveLength(2)
})

test('whole numbers that JSON would round become text, and what was sealed is left out', async () => {
  const body =
    '{"name":"A","registry_type":"git_source","id":1152921504606846976,"more":[{"id":9007199254740993}],"encrypted_value":"c2VjcmV0","key_id":"1"}'
  at.github.answer({}, { status: 200, body, headers: { 'content-type': 'application/json' } })
  expect(await registries.get('A')).toEqual({
    ...{ name: 'A', registry_type: 'git_source', id: '1152921504606846976' },
    more: [{ id: '9007199254740993' }]
  })
})
