import type { Answer } from '../local-github/script.ts'
import { list, messages, output, publicKey, start, theError, writes } from './scenario.ts'

const post = 'POST /orgs/acme/private-registries'
const name = 'NPM_REGISTRY_SECRET'
const one = `/orgs/acme/private-registries/${name}`
const [get, patch, remove] = [`GET ${one}`, `PATCH ${one}`, `DELETE ${one}`]
const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example', username: 'ci' }
const times = { 'request-timeout': '1s' }
const create = {
  ...{ operation: 'create', 'registry-type': 'npm_registry', url: npm.url, visibility: 'all' },
  ...{ secret: 'a secret value', ...times }
}

const lost: [name: string, answer: Answer][] = [
  ['reset', { fault: 'reset', after: true }],
  ['silent', { fault: 'hang', after: true }],
  ['no registry', { status: 201, body: {}, after: true }],
  ['a 500', { status: 500, body: { message: 'Oops' }, after: true }],
  ['a 502 with a page', { status: 502, body: '<html>Unicorn</html>', after: true }],
  ['too large', { fault: 'endless', after: true }]
]

test.each(lost)('a create whose answer is %s is found in the list, not sent again', async (_, answer) => {
  const { acme, github, quickly } = await start()
  github.answer({ method: 'POST' }, answer, 9)
  const result = await quickly(create)
  expect(acme.registries).toMatchObject([{ url: npm.url, secret: create.secret }])
  expect(output(result, 'changes')).toMatchObject([{ action: 'create', name, status: 'done' }])
  expect(result.outputs).toMatchObject({ changed: 'true', created: '1', failed: '0', name })
  expect(output(result, 'registry')).toMatchObject({ url: npm.url })
  expect(result.log).toMatch(/answer was lost; looking.*\n.*It did: the registry is NPM_REGISTRY_SECRET\./)
  expect(github.said().slice(2)).toEqual([post, list])
})

test('a create whose answer is lost is unknown where the list is refused', async () => {
  const scenario = await start()
  scenario.github.answer({ method: 'POST' }, { fault: 'reset', after: true }, 9)
  const listing = { method: 'GET', path: '/orgs/acme/private-registries' }
  scenario.github.answer(listing, () => undefined)
  scenario.github.answer(listing, { status: 403, body: { message: 'No more' } }, 9)
  const result = await scenario.run(create)
  expect(theError(result)).toMatch(/create npm_registry at https:\/\/npm\.acme\.example in acme/)
  expect(theError(result)).toMatch(/could not be found out.*No more/)
  expect(theError(result)).toMatch(/may have carried it out/)
  expect(output(result, 'changes')).toMatchObject([{ action: 'create', name: null, status: 'unknown' }])
  expect(result.outputs).toMatchObject({ changed: 'true', created: '0', failed: '1', name: '', registry: '' })
  expect(result.summary).toContain('| unknown |')
  expect(writes(scenario)).toEqual([post])
})

test('an update whose answer is lost is sent again', async () => {
  const { github, acme, quickly } = await start()
  acme.addRegistry(npm)
  github.answer({ method: 'PATCH' }, { fault: 'reset', after: true })
  const result = await quickly({ operation: 'update', name, secret: 'new secret' })
  expect(messages(result, 'error')).toEqual([])
  expect(github.said()).toEqual([publicKey, patch, patch, get])
  expect(acme.registries).toMatchObject([{ secret: 'new secret', username: 'ci' }])
  expect(output(result, 'changes')).toMatchObject([{ status: 'done' }])
})

test('a delete whose answer is lost is sent again, and finding nothing then is success', async () => {
  const { github, acme, quickly } = await start()
  acme.addRegistry(npm)
  github.answer({ method: 'DELETE' }, { fault: 'hang', after: true })
  const address = { 'registry-type': 'npm_registry', url: npm.url }
  const result = await quickly({ operation: 'delete', ...address, ...times })
  expect(github.said()).toEqual([list, remove, remove])
  expect(acme.registries).toEqual([])
  expect(result.outputs).toMatchObject({ changed: 'true', deleted: '1', failed: '0' })
})

test.each([
  ['PATCH', { operation: 'update', username: 'bot' }],
  ['DELETE', { operation: 'delete' }]
])('a %s that stays without an answer is unknown', async (method, given) => {
  const { github, acme, quickly } = await start()
  acme.addRegistry(npm)
  github.answer({ method }, 'reset', 9)
  const result = await quickly({ ...given, name })
  expect(theError(result)).toMatch(/may have carried it out/)
  expect(output(result, 'changes')).toMatchObject([{ status: 'unknown', reason: expect.any(String) }])
  expect(result.outputs).toMatchObject({ changed: 'true', failed: '1', updated: '0', deleted: '0' })
})
