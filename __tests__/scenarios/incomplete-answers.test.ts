import type { Answer } from '../github/script.ts'
import { publicKey, start, theError, writes } from './scenario.ts'

const create = {
  ...{ operation: 'create', 'registry-type': 'npm_registry', url: 'https://npm.acme.example' },
  ...{ visibility: 'all', secret: 'a secret value', timeout: '900ms', 'request-timeout': '500ms' }
}
const one = { name: 'A', registry_type: 'git_source' }
const good = { 'content-type': 'application/json; charset=utf-8' }

const lists: [name: string, answer: Answer][] = [
  ['cut short', 'cut'],
  ['stalled', 'stall'],
  ['empty', { status: 200, body: '' }],
  ['a page of HTML', { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Hello</html>' }],
  ['HTML that is called JSON', { status: 200, headers: good, body: '<html>Hello</html>' }],
  ['JSON that is called text', { status: 200, headers: { 'content-type': 'text/plain' }, body: '{"a": 1}' }],
  ['half of a JSON text', { status: 200, body: '{"total_count": 1, "configurations": [{' }],
  ['null', { status: 200, body: 'null' }],
  ['an array', { status: 200, body: [] }],
  ['a 204', { status: 204 }],
  ['a 304', { status: 304 }],
  ['without total_count', { status: 200, body: { configurations: [] } }],
  ['without configurations', { status: 200, body: { total_count: 0 } }],
  ['with a total_count that is text', { status: 200, body: { total_count: '0', configurations: [] } }],
  ['with fewer than total_count', { status: 200, body: { total_count: 2, configurations: [one] } }],
  ['with more than total_count', { status: 200, body: { total_count: 0, configurations: [one] } }],
  ['with one twice', { status: 200, body: { total_count: 2, configurations: [one, one] } }],
  ['with something nameless', { status: 200, body: { total_count: 1, configurations: [{}] } }],
  ['with nothing', { status: 200, body: { total_count: 1, configurations: [null] } }]
]

test.each(lists)('a list that is %s is an error, and nothing is written', async (_, answer) => {
  const scenario = await start()
  scenario.acme.addRegistry({ registry_type: 'git_source', url: 'https://git.acme.example' })
  scenario.github.answer({ path: '/orgs/acme/private-registries' }, answer, 9)
  expect(theError(await scenario.run(create))).toMatch(/list the private registries of acme/)
  expect(writes(scenario)).toEqual([])
})

test('a list that could not be read is never "no registries", in outputs and summary neither', async () => {
  const { github, run } = await start()
  github.answer({}, { status: 200, body: '' }, 9)
  const result = await run({ operation: 'list', timeout: '900ms' })
  theError(result)
  expect(result.outputs['total-count'] ?? '').toBe('')
  expect(result.outputs['registries'] ?? '').toBe('')
  expect(result.summary).not.toMatch(/none/i)
})

test('a list that grows while it is read is read whole', async () => {
  const { github, acme, run } = await start()
  const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example' }
  for (let number = 0; number < 100; number++) acme.addRegistry(npm)
  github.answer({ path: /page=2/ }, () => void acme.addRegistry(npm))
  acme.addRegistry(npm)
  expect((await run({ operation: 'list' })).outputs['total-count']).toBe('102')
})

const keys: [name: string, body: unknown][] = [
  ['of 5 bytes', { key_id: '1', key: 'c2hvcnQ=' }],
  ['of 33 bytes', { key_id: '1', key: Buffer.alloc(33, 7).toString('base64') }],
  ['that is all zeros', { key_id: '1', key: Buffer.alloc(32).toString('base64') }],
  ['that is no base64', { key_id: '1', key: `${'*'.repeat(43)}=` }],
  ['in base64url', { key_id: '1', key: Buffer.alloc(32, 251).toString('base64url') }],
  ['that is missing', { key_id: '1' }],
  ['without an id', { key: Buffer.alloc(32, 7).toString('base64') }],
  ['that is empty', { key_id: '1', key: '' }],
  ['in no JSON', 'a key']
]

test.each(keys)('a key %s is an error, and nothing is written', async (_, body) => {
  const scenario = await start()
  scenario.github.answer({ path: publicKey.slice(4) }, { status: 200, body }, 9)
  expect(theError(await scenario.run(create))).toMatch(/public key/)
  expect(writes(scenario)).toEqual([])
})

test.each<[name: string, body: unknown]>([
  ['without a name', { registry_type: 'git_source' }],
  ['without a type', { name: 'A' }],
  ['that is a list', []],
  ['that is text', 'hello']
])('a registry %s is an error', async (_, body) => {
  const { github, run } = await start()
  github.answer({}, { status: 200, body }, 9)
  const result = await run({ operation: 'get', name: 'A', timeout: '900ms' })
  expect(theError(result)).toMatch(/read A of acme/)
  expect(result.outputs).toEqual({})
})
