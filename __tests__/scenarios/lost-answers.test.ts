import type { Answer } from '../github/script.ts'
import { list, messages, output, publicKey, start, theError, writes } from './scenario.ts'

const post = 'POST /orgs/acme/private-registries'
const one = '/orgs/acme/private-registries/NPM_REGISTRY_SECRET'
const [get, patch, remove] = [`GET ${one}`, `PATCH ${one}`, `DELETE ${one}`]
const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example', username: 'ci' }
const times = { 'request-timeout': '400ms', timeout: '10s' }
const create = {
  ...{ operation: 'create', 'registry-type': 'npm_registry', url: npm.url, visibility: 'all' },
  ...{ secret: 'a secret value', ...times }
}

const lost: [name: string, answer: Answer][] = [
  ['reset', { fault: 'reset', after: true }],
  ['cut', 'cut'],
  ['stalled', 'stall'],
  ['silent', { fault: 'hang', after: true }],
  ['empty', { status: 201, body: '', after: true }],
  ['no JSON', { status: 201, body: '<html>', after: true }],
  ['no registry', { status: 201, body: {}, after: true }],
  ['a 500', { status: 500, body: { message: 'Oops' }, after: true }],
  ['a 502 with a page', { status: 502, body: '<html>Unicorn</html>', after: true }],
  ['too large', { fault: 'endless', after: true }]
]

const quickly = (answer: Answer) => ({ ...create, 'request-timeout': '3s', ...(isSilent(answer) && times) })

test.each(lost)(
  'a create whose answer is %s is found in the list, and never sent again',
  async (_, answer) => {
    const scenario = await start()
    scenario.github.answer({ method: 'POST' }, answer, 9)
    const result = await scenario.run(quickly(answer))
    expect(scenario.acme.registries).toMatchObject([{ url: npm.url, secret: create.secret }])
    expect(output(result, 'changes')).toMatchObject([
      { action: 'create', name: 'NPM_REGISTRY_SECRET', status: 'done' }
    ])
    expect(result.outputs).toMatchObject({
      ...{ changed: 'true', created: '1', failed: '0', name: 'NPM_REGISTRY_SECRET' },
      registry: expect.stringContaining(npm.url)
    })
    expect(result.log).toMatch(/answer was lost; looking.*\n.*It did: the registry is NPM_REGISTRY_SECRET\./)
    expect(scenario.github.said().slice(2)).toEqual([post, list])
  }
)

test.each(lost)('a create whose answer is %s is unknown where the list is refused', async (_, answer) => {
  const scenario = await start()
  scenario.github.answer({ method: 'POST' }, answer, 9)
  const listing = { method: 'GET', path: '/orgs/acme/private-registries' }
  scenario.github.answer(listing, () => undefined)
  scenario.github.answer(listing, { status: 403, body: { message: 'No more' } }, 9)
  const result = await scenario.run(quickly(answer))
  expect(theError(result)).toMatch(/create npm_registry at https:\/\/npm\.acme\.example in acme/)
  expect(theError(result)).toMatch(/could not be found out.*No more/)
  expect(theError(result)).toMatch(/may have carried it out/)
  expect(output(result, 'changes')).toMatchObject([{ action: 'create', name: null, status: 'unknown' }])
  expect(result.outputs).toMatchObject({ changed: 'true', created: '0', failed: '1', name: '', registry: '' })
  expect(result.summary).toContain('| unknown |')
  expect(writes(scenario)).toEqual([post])
})

function isSilent(answer: Answer): boolean {
  return answer === 'stall' || (typeof answer === 'object' && 'fault' in answer && answer.fault === 'hang')
}

test.each<[name: string, answer: Answer]>([
  ['a 422', { status: 422, body: { message: 'No' } }],
  ['a 403', { status: 403, body: { message: 'No' } }],
  ['a redirect', { status: 307, headers: { location: 'https://x.acme.example' } }]
])('a create that is answered with %s failed for certain', async (_, answer) => {
  const scenario = await start()
  scenario.github.answer({ method: 'POST' }, answer)
  const result = await scenario.run(create)
  expect(theError(result)).not.toMatch(/may have/)
  expect(output(result, 'changes')).toMatchObject([{ status: 'failed' }])
  expect(result.outputs['changed']).toBe('false')
})

test('a create that was refused for a moment is sent again', async () => {
  const scenario = await start()
  scenario.github.answer({ method: 'POST' }, { status: 503, headers: { 'retry-after': '1' }, body: {} })
  const result = await scenario.run(create)
  expect(result.outputs).toMatchObject({ created: '1', name: 'NPM_REGISTRY_SECRET' })
  expect(scenario.acme.registries).toHaveLength(1)
  expect(writes(scenario)).toEqual([post, post])
})

test('an update whose answer is lost is sent again', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(npm)
  github.answer({ method: 'PATCH' }, { fault: 'reset', after: true })
  const result = await run({
    operation: 'update',
    name: 'NPM_REGISTRY_SECRET',
    secret: 'new secret',
    ...times
  })
  expect(messages(result, 'error')).toEqual([])
  expect(github.said()).toEqual([publicKey, patch, patch, get])
  expect(acme.registries).toEqual([expect.objectContaining({ secret: 'new secret', username: 'ci' })])
  expect(output(result, 'changes')).toMatchObject([{ status: 'done' }])
})

test('a delete whose answer is lost is sent again, and finding nothing then is success', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(npm)
  github.answer({ method: 'DELETE' }, { fault: 'hang', after: true })
  const result = await run({ operation: 'delete', 'registry-type': 'npm_registry', url: npm.url, ...times })
  expect(github.said()).toEqual([list, remove, remove])
  expect(acme.registries).toEqual([])
  expect(result.outputs).toMatchObject({ changed: 'true', deleted: '1', failed: '0' })
})

test('a delete that first met a full server and then finds nothing did not delete it', async () => {
  const { github, run } = await start()
  github.answer({ method: 'DELETE' }, { status: 503, headers: { 'retry-after': '1' }, body: {} })
  const result = await run({ operation: 'delete', name: 'NPM_REGISTRY_SECRET', ...times })
  expect(theError(result)).toMatch(/\(404\)/)
  expect(result.outputs).toMatchObject({ changed: 'false', deleted: '0', failed: '1' })
})

test.each(['PATCH', 'DELETE'])('a %s that stays without an answer is unknown', async method => {
  const { github, acme, run } = await start()
  acme.addRegistry(npm)
  github.answer({ method }, 'reset', 9)
  const operation = method === 'PATCH' ? { operation: 'update', username: 'bot' } : { operation: 'delete' }
  const result = await run({ ...operation, name: 'NPM_REGISTRY_SECRET', timeout: '900ms' })
  expect(theError(result)).toMatch(/may have carried it out/)
  expect(output(result, 'changes')).toMatchObject([{ status: 'unknown', reason: expect.any(String) }])
  expect(result.outputs).toMatchObject({ changed: 'true', failed: '1', updated: '0', deleted: '0' })
})
