import type { GivenRegistry } from '../local-github/organization.ts'
import { type Inputs, list, messages, output, publicKey, start, theError, writes } from './scenario.ts'

const one = '/orgs/acme/private-registries/NPM_REGISTRY_SECRET'
const [get, patch] = [`GET ${one}`, `PATCH ${one}`]
const url = 'https://npm.acme.example/'
const npm: GivenRegistry = { registry_type: 'npm_registry', url, username: 'ci', secret: 'the old secret' }
const update = { operation: 'update', name: 'NPM_REGISTRY_SECRET' }
const address = { operation: 'update', 'registry-type': 'npm_registry', url: 'https://NPM.acme.example' }
const secret = 'the new secret'
const selected = { ...update, visibility: 'selected' }

test.each<[inputs: Inputs, body: object, requests: string[]]>([
  [{ ...update, url: 'https://new.acme.example' }, { url: 'https://new.acme.example' }, [patch, get]],
  [
    { ...update, 'replaces-base': 'true', username: '', visibility: 'private' },
    { replaces_base: true, visibility: 'private' },
    [patch, get]
  ],
  [
    { ...selected, 'selected-repositories': 'web' },
    { visibility: 'selected', selected_repository_ids: [1001001] },
    ['GET /repos/acme/web', patch, get]
  ],
  [
    { ...selected, 'selected-repository-ids': '[]' },
    { visibility: 'selected', selected_repository_ids: [] },
    [patch, get]
  ],
  [{ ...update, 'registry-type': 'npm_registry', username: 'bot' }, { username: 'bot' }, [get, patch, get]],
  [
    { ...address, username: 'bot', 'allowed-hosts': '*.acme.example' },
    { username: 'bot' },
    [list, patch, get]
  ]
])('%j sends %j and nothing else', async (inputs, body, requests) => {
  const { github, acme, run } = await start()
  const before = { ...acme.addRegistry(npm) }
  const result = await run(inputs)
  expect(github.said()).toEqual(requests)
  expect(github.exchanges.find(({ method }) => method === 'PATCH')?.body).toEqual(body)
  expect(acme.registries).toEqual([{ ...before, ...body }])
  expect(output(result, 'registry')).toMatchObject({ name: 'NPM_REGISTRY_SECRET', org: 'acme' })
  const [change] = Object(output(result, 'changes'))
  expect(change.status).toBe('done')
  expect(change.fields.toSorted()).toEqual(Object.keys(body).sort())
  expect(result.outputs).toMatchObject({ changed: 'true', updated: '1', failed: '0' })
})

test('a secret alone is sealed and sent alone', async () => {
  const { github, acme, run } = await start()
  const before = { ...acme.addRegistry(npm) }
  const result = await run({ ...update, secret })
  expect(github.said()).toEqual([publicKey, patch, get])
  expect(Object.keys(Object(github.exchanges[1]?.body)).sort()).toEqual(['encrypted_value', 'key_id'])
  expect(acme.registries).toEqual([{ ...before, secret }])
  expect(output(result, 'changes')).toMatchObject([{ fields: ['secret'] }])
})

test.each<[inputs: Inputs, message: RegExp]>([
  [{ ...update, 'registry-type': 'git_source', username: 'bot' }, /is a npm_registry, not a git_source/],
  [{ ...selected, 'selected-repositories': 'gone' }, /acme\/gone/],
  [{ ...address, 'tenant-id': 'x' }, /tenant-id/],
  [
    { ...update, secret, 'allowed-hosts': 'good.example' },
    /NPM_REGISTRY_SECRET is on npm\.acme\.example, whi/
  ],
  [{ ...address, secret, 'allowed-hosts': 'good.example' }, /'url' is on npm\.acme\.example, which is not in/]
])('%j changes nothing: %s', async (inputs, message) => {
  const { acme, run } = await start()
  const before = { ...acme.addRegistry(npm) }
  const result = await run(inputs)
  expect(theError(result)).toMatch(message)
  expect(acme.registries).toEqual([before])
  expect(result.outputs).toMatchObject({ changed: 'false', updated: '0' })
})

test.each<Inputs>([{ ...update, username: '', secret: '' }, address])('%j: nothing to do', async given => {
  const { github, run } = await start()
  expect(theError(await run(given))).toMatch(/nothing to update/)
  expect(github.said()).toEqual([])
})

test('a field that did not take is a failure that says what the server kept', async () => {
  const scenario = await start()
  scenario.acme.addRegistry(npm)
  scenario.github.answer({ method: 'PATCH' }, { status: 204 })
  const result = await scenario.run({ ...update, visibility: 'private', username: 'bot' })
  expect(theError(result)).toMatch(/visibility is 'all'/)
  expect(theError(result)).toMatch(/username is 'ci'/)
  expect(output(result, 'changes')).toMatchObject([{ status: 'failed', fields: ['username', 'visibility'] }])
  expect(result.outputs).toMatchObject({ changed: 'true', updated: '0', failed: '1' })
  expect(writes(scenario)).toEqual([patch])
})

test('where the registry cannot be read afterwards, the update stays done, with a warning', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(npm)
  github.answer({ method: 'GET' }, { status: 403, body: { message: 'No more' } })
  const result = await run({ ...update, username: 'bot' })
  expect(messages(result, 'warning')).toEqual([expect.stringContaining('No more')])
  expect(output(result, 'changes')).toMatchObject([{ status: 'done' }])
})
