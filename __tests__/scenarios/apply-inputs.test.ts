import type { GivenRegistry } from '../github/organization.ts'
import { changesOf, examineChanges, npm, npmName } from './manifest-scenario.ts'
import {
  type Inputs,
  list,
  messages,
  output,
  publicKey,
  type Scenario,
  start,
  theError,
  writes
} from './scenario.ts'

const post = 'POST /orgs/acme/private-registries'
const patch = `PATCH /orgs/acme/private-registries/${npmName}`
const secret = 'the new secret'
const address: Inputs = { 'registry-type': 'npm_registry', url: npm.url }
const before: GivenRegistry = { ...npm, username: 'ci', secret: 'the old secret' }
const never: Inputs = { 'rewrite-secrets': 'never' }

async function apply({ run }: Pick<Scenario, 'run'>, inputs: Inputs) {
  const isDry = inputs['operation'] === 'plan' || inputs['dry-run'] === 'true'
  const pace: Inputs = isDry ? {} : { 'write-interval': '0s' }
  const result = await run({ operation: 'apply', ...pace, ...inputs })
  examineChanges(result)
  return result
}

test('creates what is missing, and shows it', async () => {
  const { github, acme, run } = await start()
  const result = await apply({ run }, { ...address, visibility: 'private', username: 'ci', secret })
  expect(github.said().slice(0, 2).sort()).toEqual([list, publicKey].sort())
  expect(github.said().slice(2)).toEqual([post, list])
  expect(acme.registries).toMatchObject([{ ...npm, visibility: 'private', username: 'ci', secret }])
  expect(result.outputs).toMatchObject({ name: npmName, changed: 'true', drift: 'true', created: '1' })
  expect(output(result, 'registry')).toMatchObject({ ...npm, name: npmName, username: 'ci', org: 'acme' })
})

test('a create shows the ids of its repositories, which only its answer has', async () => {
  const { run } = await start()
  const inputs = { ...address, visibility: 'selected', 'selected-repositories': 'web', secret }
  const result = await apply({ run }, inputs)
  expect(output(result, 'registry')).toMatchObject({ selected_repository_ids: [1001001] })
})

test.each<[inputs: Inputs, missing: RegExp]>([
  [{ ...address, secret }, /'visibility' is missing/],
  [{ ...address, visibility: 'all', 'auth-type': 'oidc_azure', 'tenant-id': 'x' }, /'client-id' is missing/],
  [{ ...address, visibility: 'all' }, /'secret' is empty/],
  [{ ...address, visibility: 'all', ...never }, /'secret' is empty/],
  [{ ...address, visibility: 'selected', secret }, /'selected-repositories'/],
  [{ ...address, visibility: 'all', 'auth-type': 'username_password', secret }, /'username' is missing/]
])('a create from %j fails before any write: %s', async (inputs, missing) => {
  const scenario = await start()
  const result = await apply(scenario, inputs)
  expect(messages(result, 'error').join('\n')).toMatch(missing)
  expect(writes(scenario)).toEqual([])
})

test('updates what differs, and always writes the secret', async () => {
  const { github, acme, run } = await start()
  const stored = { ...acme.addRegistry(before) }
  const result = await apply({ run }, { ...address, username: 'bot', secret })
  expect(github.said().slice(2)).toEqual([patch, list])
  const sealed = { encrypted_value: expect.any(String), key_id: acme.key.id }
  expect(github.exchanges[2]?.body).toEqual({ username: 'bot', ...sealed })
  expect(acme.registries).toEqual([{ ...stored, username: 'bot', secret }])
  expect(changesOf(result)).toMatchObject([
    { action: 'update', fields: ['username', 'secret'], status: 'done' }
  ])
  expect(output(result, 'registry')).toMatchObject({ name: npmName, username: 'bot', org: 'acme' })
  expect(result.outputs).toMatchObject({ name: npmName, drift: 'true', updated: '1' })
})

test('a secret alone is an update, and no drift', async () => {
  const { acme, run } = await start()
  acme.addRegistry(before)
  const result = await apply({ run }, { ...address, secret })
  expect(acme.registries).toMatchObject([{ secret, username: 'ci' }])
  expect(changesOf(result)).toMatchObject([{ fields: ['secret'] }])
  expect(result.outputs).toMatchObject({ changed: 'true', drift: 'false', updated: '1' })
})

test('rewrite-secrets always with an input is the same', async () => {
  const { acme, run } = await start()
  acme.addRegistry(before)
  await apply({ run }, { ...address, secret, 'rewrite-secrets': 'always' })
  expect(acme.registries).toMatchObject([{ secret }])
})

test.each<[what: string, inputs: Inputs]>([
  ['its address', address],
  ['its address in other letters', { 'registry-type': 'npm_registry', url: 'https://NPM.acme.example' }],
  ['its name', { name: npmName }],
  ['its name and the same fields', { name: npmName, ...address, username: 'ci', visibility: 'all' }]
])('with rewrite-secrets never, an empty secret is fine for one that exists: %s', async (_, inputs) => {
  const { github, acme, run } = await start()
  const stored = { ...acme.addRegistry(before) }
  const result = await apply({ run }, { ...inputs, ...never, secret: '' })
  expect(github.said()).toEqual([list])
  expect(acme.registries).toEqual([stored])
  expect(changesOf(result)).toMatchObject([{ action: 'keep', status: 'done' }])
  expect(output(result, 'registry')).toMatchObject({ name: npmName, username: 'ci', org: 'acme' })
  expect(result.outputs).toMatchObject({ name: npmName, changed: 'false', drift: 'false', unchanged: '1' })
})

test.each<Inputs>([{}, { 'auth-type': 'token' }, { username: 'bot' }, { 'rewrite-secrets': 'always' }])(
  'an empty secret for one that exists is an error with %j',
  async inputs => {
    const scenario = await start()
    scenario.acme.addRegistry(before)
    const result = await apply(scenario, { ...address, secret: '', ...inputs })
    expect(theError(result)).toMatch(/'secret' is empty/)
    expect(writes(scenario)).toEqual([])
  }
)

test('with rewrite-secrets never, another field is written without the secret', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(before)
  await apply({ run }, { ...address, ...never, username: 'bot', secret })
  expect(github.exchanges.find(({ method }) => method === 'PATCH')?.body).toEqual({ username: 'bot' })
  expect(acme.registries).toMatchObject([{ secret: 'the old secret' }])
})

test('a second apply with rewrite-secrets never makes no write', async () => {
  const scenario = await start()
  const inputs = { ...address, ...never, visibility: 'private', username: 'ci', secret }
  await apply(scenario, inputs)
  const state = structuredClone(scenario.acme.registries)
  const result = await apply(scenario, inputs)
  expect(writes(scenario)).toEqual([post])
  expect(scenario.acme.registries).toEqual(state)
  expect(result.outputs).toMatchObject({ changed: 'false', drift: 'false', unchanged: '1' })
})

describe('the auth type is that of the registry', () => {
  const azure = { auth_type: 'oidc_azure', tenant_id: 'tenant-one', client_id: 'client-one' }

  test('so that one without a secret needs none', async () => {
    const { github, acme, run } = await start()
    acme.addRegistry({ ...npm, ...azure })
    const result = await apply({ run }, { ...address, 'client-id': 'client-two' })
    expect(github.exchanges[1]?.body).toEqual({ client_id: 'client-two' })
    expect(acme.registries).toMatchObject([{ ...azure, client_id: 'client-two' }])
    expect(result.outputs).toMatchObject({ updated: '1', failed: '0' })
  })

  test('so that a secret for one without is refused', async () => {
    const scenario = await start()
    scenario.acme.addRegistry({ ...npm, ...azure })
    expect(theError(await apply(scenario, { ...address, secret }))).toMatch(/oidc_azure takes no secret/)
    expect(writes(scenario)).toEqual([])
  })

  test('so that one with user name and password is no other', async () => {
    const { acme, run } = await start()
    acme.addRegistry({ ...before, auth_type: 'username_password' })
    const result = await apply({ run }, { ...address, secret })
    expect(acme.registries).toMatchObject([{ auth_type: 'username_password', secret }])
    expect(result.outputs).toMatchObject({ updated: '1', failed: '0' })
  })

  test('and another one is a recreate', async () => {
    const { acme, run } = await start()
    acme.addRegistry(before)
    const inputs: Inputs = { ...address, 'auth-type': 'username_password', secret }
    expect(theError(await apply({ run }, inputs))).toMatch(/'auth-type'.*'allow-recreate'/)
    const result = await apply({ run }, { ...inputs, 'allow-recreate': 'true' })
    expect(acme.registries).toMatchObject([{ auth_type: 'username_password', username: 'ci', secret }])
    expect(output(result, 'registry')).toMatchObject({ name: npmName, auth_type: 'username_password' })
    expect(result.outputs).toMatchObject({ name: npmName, updated: '1' })
  })
})

test('a name means one that exists', async () => {
  const scenario = await start()
  const result = await apply(scenario, { name: 'GONE', secret })
  expect(theError(result)).toMatch(/acme has no private registry GONE/)
  expect(writes(scenario)).toEqual([])
  expect(result.outputs).toMatchObject({ registry: '', changed: 'false', failed: '1' })
})

test('a name with another url moves the registry', async () => {
  const { acme, run } = await start()
  acme.addRegistry(before)
  const url = 'https://new.acme.example'
  const result = await apply({ run }, { name: npmName, url, secret })
  expect(acme.registries).toMatchObject([{ url, secret }])
  expect(output(result, 'registry')).toMatchObject({ name: npmName, url })
})

test('two matches stop it, and it says to give the name', async () => {
  const scenario = await start()
  scenario.acme.addRegistry(npm)
  scenario.acme.addRegistry(npm)
  expect(theError(await apply(scenario, { ...address, secret }))).toMatch(
    /SECRET, NPM_REGISTRY_SECRET_2.*name/
  )
  expect(writes(scenario)).toEqual([])
})

test('an empty input clears nothing', async () => {
  const { acme, run } = await start()
  acme.addRegistry(before)
  await apply({ run }, { ...address, username: '', secret })
  expect(acme.registries).toMatchObject([{ username: 'ci' }])
})

test('in several organizations there are no outputs of one', async () => {
  const { github, acme, run } = await start()
  const globex = github.addOrganization('globex')
  globex.addRegistry(before)
  const result = await apply({ run }, { ...address, org: 'acme, globex', visibility: 'all', secret })
  for (const { registries } of [acme, globex]) expect(registries).toMatchObject([{ secret }])
  expect(changesOf(result).map(({ org, action }) => [org, action])).toEqual([
    ['acme', 'create'],
    ['globex', 'update']
  ])
  expect(result.outputs).not.toHaveProperty('name')
  expect(result.outputs).not.toHaveProperty('registry')
})

test('a host that is not allowed gets no secret, named by address or by name', async () => {
  const scenario = await start()
  scenario.acme.addRegistry(before)
  for (const target of [address, { name: npmName }]) {
    const result = await apply(scenario, { ...target, secret, 'allowed-hosts': 'good.example' })
    expect(theError(result)).toMatch(/npm\.acme\.example, which is not in 'allowed-hosts'/)
  }
  expect(writes(scenario)).toEqual([])
})

test('repository ids are sent on every apply', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry({ ...before, visibility: 'selected', selected_repository_ids: [1001001] })
  const inputs = { ...address, ...never, visibility: 'selected', 'selected-repositories': 'tools, api-*' }
  const result = await apply({ run }, inputs)
  expect(github.said()).toEqual([list, 'GET /orgs/acme/repos?per_page=100', patch, list])
  expect([...(acme.registries[0]?.selected_repository_ids ?? [])].sort()).toEqual([1001002, 1001003, 1001005])
  expect(result.outputs).toMatchObject({ changed: 'true', drift: 'false', updated: '1' })
})

test.each(['plan', 'apply'])(
  'a dry run by %s shows what would be done and the registry as it is',
  async operation => {
    const scenario = await start()
    const stored = { ...scenario.acme.addRegistry(before) }
    const dry: Inputs = operation === 'plan' ? {} : { 'dry-run': 'true' }
    const result = await apply(scenario, { operation, ...dry, ...address, username: 'bot', secret })
    expect(writes(scenario)).toEqual([])
    expect(scenario.acme.registries).toEqual([stored])
    expect(changesOf(result)).toMatchObject([{ fields: ['username', 'secret'], status: 'planned' }])
    expect(output(result, 'registry')).toMatchObject({ name: npmName, username: 'ci', org: 'acme' })
    expect(result.outputs).toMatchObject({ name: npmName, changed: 'true', drift: 'true', updated: '1' })
  }
)

test('a plan of a create has no name and no registry yet', async () => {
  const { run } = await start()
  const result = await apply({ run }, { operation: 'plan', ...address, visibility: 'all', secret })
  expect(result.outputs).toMatchObject({ name: '', registry: '', created: '1', drift: 'true' })
  expect(changesOf(result)).toEqual([
    { org: 'acme', action: 'create', name: null, ...npm, fields: [], status: 'planned' }
  ])
})

test('after a write that failed, the outputs still name the registry', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(before)
  github.answer({ method: 'PATCH' }, { status: 422, body: { message: 'No' } })
  const result = await apply({ run }, { ...address, secret })
  expect(result.outputs).toMatchObject({ name: npmName, changed: 'false', failed: '1' })
})

test('secret_env inputs are of no use beside the inputs of a registry', async () => {
  const { run } = await start()
  const inputs = {
    ...address,
    visibility: 'all',
    secret,
    secrets: '{"A":"another secret"}',
    'max-deletions': '3'
  }
  const result = await apply({ run }, inputs)
  expect(messages(result, 'warning').join('\n')).toMatch(
    /'secrets' is not used.*'max-deletions' is not used/s
  )
  expect(result.outputs['created']).toBe('1')
})
