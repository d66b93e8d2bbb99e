import type { GivenRegistry } from '../local-github/organization.ts'
import {
  both,
  changesOf,
  examineChanges,
  fatesOf,
  npm,
  npmName,
  startTwo,
  startWith
} from './manifest-scenario.ts'
import { type Inputs, list, output, publicKey, type Scenario, theError, writes } from './scenario.ts'

const post = 'POST /orgs/acme/private-registries'
const patch = `PATCH /orgs/acme/private-registries/${npmName}`
const secret = 'the new secret'
const address: Inputs = { 'registry-type': 'npm_registry', url: npm.url }
const before: GivenRegistry = { ...npm, username: 'ci', secret: 'the old secret' }
const never: Inputs = { 'rewrite-secrets': 'never' }
const all: Inputs = { ...address, visibility: 'all' }
const elsewhere: Inputs = { 'allowed-hosts': 'good.example' }
const notAllowed = /npm\.acme\.example, which is not in 'allowed-hosts'/
const one = { name: npmName, username: 'ci', org: 'acme' }

async function apply({ run }: Pick<Scenario, 'run'>, inputs: Inputs) {
  const isDry = inputs['operation'] === 'plan' || inputs['dry-run'] === 'true'
  const pace: Inputs = isDry ? {} : { 'write-interval': '0s' }
  const result = await run({ operation: 'apply', ...pace, ...inputs })
  examineChanges(result)
  return result
}

test('creates what is missing, and shows it with the ids that only the answer has', async () => {
  const { github, acme, run } = await startWith([])
  const selected = { ...address, visibility: 'selected', 'selected-repositories': '1001001', username: 'ci' }
  const result = await apply({ run }, { ...selected, secret })
  expect(github.said().slice(0, 2).sort()).toEqual([list, publicKey].sort())
  expect(github.said().slice(2)).toEqual([post, list])
  expect(acme.registries).toMatchObject([{ ...npm, visibility: 'selected', username: 'ci', secret }])
  expect(result.outputs).toMatchObject({ name: npmName, changed: 'true', drift: 'true', created: '1' })
  expect(output(result, 'registry')).toMatchObject({ ...npm, ...one, selected_repository_ids: [1001001] })
})

test.each<[inputs: Inputs, has: GivenRegistry[], problem: RegExp]>([
  [{ ...address, secret }, [], /'visibility' is missing/],
  [{ ...all, ...never }, [], /'secret' is empty/],
  [{ name: 'GONE', secret }, [before], /acme has no private registry named GONE/],
  [{ ...address, username: 'bot' }, [before], /'secret' is empty/],
  [{ name: npmName, secret, ...elsewhere }, [before], notAllowed]
])('%j fails before any write, where there is %j: %s', async (inputs, has, problem) => {
  const scenario = await startWith(has)
  const result = await apply(scenario, inputs)
  expect(theError(result)).toMatch(problem)
  expect(writes(scenario)).toEqual([])
  expect(result.outputs).toMatchObject({ changed: 'false', updated: '0', created: '0' })
})

test('updates what differs, and always writes the secret; an empty input clears nothing', async () => {
  const { github, acme, run } = await startWith([before])
  const stored = { ...acme.registries[0] }
  const result = await apply({ run }, { ...address, visibility: 'private', username: '', secret })
  expect(github.said().slice(2)).toEqual([patch, list])
  const sealed = { encrypted_value: expect.any(String), key_id: acme.key.id }
  expect(github.exchanges[2]?.body).toEqual({ visibility: 'private', ...sealed })
  expect(acme.registries).toEqual([{ ...stored, visibility: 'private', secret }])
  expect(changesOf(result)).toMatchObject([{ fields: ['visibility', 'secret'], status: 'done' }])
  expect(output(result, 'registry')).toMatchObject({ ...one, visibility: 'private' })
  expect(result.outputs).toMatchObject({ name: npmName, drift: 'true', updated: '1' })
})

test('a secret alone is an update, and no drift', async () => {
  const { acme, run } = await startWith([before])
  const result = await apply({ run }, { ...address, secret })
  expect(acme.registries).toMatchObject([{ ...before, secret }])
  expect(changesOf(result)).toMatchObject([{ fields: ['secret'] }])
  expect(result.outputs).toMatchObject({ changed: 'true', drift: 'false', updated: '1' })
})

test('with rewrite-secrets never, an empty secret is fine for one that exists', async () => {
  const { github, acme, run } = await startWith([before])
  const stored = structuredClone(acme.registries)
  const result = await apply({ run }, { name: npmName, ...all, ...never, secret: '' })
  expect(github.said()).toEqual([list])
  expect(acme.registries).toEqual(stored)
  expect(fatesOf(result)).toEqual(['acme keep done'])
  expect(output(result, 'registry')).toMatchObject(one)
  expect(result.outputs).toMatchObject({ name: npmName, changed: 'false', drift: 'false', unchanged: '1' })
})

test('with rewrite-secrets never, another field is written without the secret, once', async () => {
  const scenario = await startWith([before])
  const inputs = { ...address, ...never, username: 'bot', secret }
  await apply(scenario, inputs)
  const sent = scenario.github.exchanges.find(({ method }) => method === 'PATCH')
  expect(sent?.body).toEqual({ username: 'bot' })
  expect(scenario.acme.registries).toMatchObject([{ secret: 'the old secret' }])
  const again = await apply(scenario, inputs)
  expect(again.outputs).toMatchObject({ changed: 'false', drift: 'false', unchanged: '1' })
  expect(writes(scenario)).toEqual([patch])
})

test('in several organizations there are no outputs of one', async () => {
  const scenario = await startTwo()
  scenario.globex.addRegistry(before)
  const result = await apply(scenario, { ...all, ...both, secret })
  for (const { registries } of [scenario.acme, scenario.globex])
    expect(registries).toMatchObject([{ secret }])
  expect(fatesOf(result)).toEqual(['acme create done', 'globex update done'])
  expect(result.outputs).not.toHaveProperty('name')
  expect(result.outputs).not.toHaveProperty('registry')
})

test('plan shows what would be done and the registry as it is; of a create there is none yet', async () => {
  const dry = { operation: 'plan' }
  const scenario = await startWith([before])
  const result = await apply(scenario, { ...dry, ...address, username: 'bot', secret })
  expect(changesOf(result)).toMatchObject([{ fields: ['username', 'secret'], status: 'planned' }])
  expect(output(result, 'registry')).toMatchObject(one)
  expect(result.outputs).toMatchObject({ name: npmName, changed: 'true', drift: 'true', updated: '1' })
  const create = await apply(scenario, { ...dry, ...all, url: 'https://new.example', secret })
  expect(create.outputs).toMatchObject({ name: '', registry: '', created: '1', drift: 'true' })
  expect(changesOf(create)).toMatchObject([{ action: 'create', name: null, status: 'planned' }])
  expect(writes(scenario)).toEqual([])
})

test('after a write that failed, the outputs still name the registry', async () => {
  const { github, run } = await startWith([before])
  github.answer({ method: 'PATCH' }, { status: 422, body: { message: 'No' } })
  const result = await apply({ run }, { ...address, secret })
  expect(result.outputs).toMatchObject({ name: npmName, changed: 'false', failed: '1' })
})
