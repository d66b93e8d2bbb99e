import type { GivenRegistry } from '../github/organization.ts'
import { changesOf, npm, npmName, runManifest } from './manifest-scenario.ts'
import { type Inputs, list, messages, start, theError, writes } from './scenario.ts'

const path = '/orgs/acme/private-registries'
const prune: Inputs = { prune: 'true' }
const env = { GIT_TOKEN: 'the secret of git' }
const git = {
  ...{ registry_type: 'git_source', url: 'https://git.acme.example', visibility: 'all' },
  secret_env: 'GIT_TOKEN'
}
const unwanted = (number: number): GivenRegistry => ({
  ...{ registry_type: 'helm_registry', url: `https://helm.acme.example/${number}` },
  name: `HELM_${number}`
})

/** An organization with the registry that is wanted and so many that are not. */
async function startWith(count: number) {
  const scenario = await start()
  const globex = scenario.github.addOrganization('globex')
  for (let number = 1; number <= count; number += 1) scenario.acme.addRegistry(unwanted(number))
  for (const organization of [scenario.acme, globex]) organization.addRegistry(npm)
  return { ...scenario, globex, both: { org: 'acme, globex' } }
}

test('without prune, what is not wanted stays, and is no drift', async () => {
  const { github, acme, run } = await startWith(3)
  const result = await runManifest({ run }, [npm])
  expect(github.said()).toEqual([list])
  expect(acme.registries).toHaveLength(4)
  expect(result.outputs).toMatchObject({ changed: 'false', drift: 'false', unchanged: '1', deleted: '0' })
})

test('with prune it is deleted, after everything else', async () => {
  const { github, acme, run } = await startWith(1)
  const result = await runManifest({ run }, [{ ...npm, username: 'bot' }, git], prune, { env })
  expect(github.said().slice(2)).toEqual([
    `PATCH ${path}/${npmName}`,
    `POST ${path}`,
    `DELETE ${path}/HELM_1`,
    list
  ])
  expect(acme.registries.map(({ name }) => name)).toEqual([npmName, 'GIT_SOURCE_SECRET'])
  const { registry_type, url } = unwanted(1)
  expect(changesOf(result)[2]).toEqual({
    ...{ org: 'acme', action: 'delete', name: 'HELM_1', registry_type, url, fields: [], status: 'done' }
  })
  const counts = { created: '1', updated: '1', deleted: '1', unchanged: '0', failed: '0' }
  expect(result.outputs).toMatchObject({ ...counts, changed: 'true', drift: 'true' })
})

test('what is not wanted alone is drift with prune', async () => {
  const { run } = await startWith(1)
  const result = await runManifest({ run }, [npm], prune)
  expect(result.outputs).toMatchObject({ changed: 'true', drift: 'true', deleted: '1', unchanged: '1' })
  const again = await runManifest({ run }, [npm], prune)
  expect(again.outputs).toMatchObject({ changed: 'false', drift: 'false', deleted: '0', unchanged: '1' })
})

test.each<[count: number, most: Inputs]>([
  [2, {}],
  [3, { 'max-deletions': '2' }],
  [1, { 'max-deletions': '0' }]
])('%d deletions with %j: refused whole, and the others go on', async (count, most) => {
  const scenario = await startWith(count)
  const before = structuredClone(scenario.acme.registries)
  const manifest = [{ ...npm, username: 'bot' }]
  const result = await runManifest(scenario, manifest, { ...prune, ...most, ...scenario.both })
  const error = theError(result)
  expect(error).toMatch(new RegExp(`HELM_1\\b.*set 'max-deletions' to ${count}\\b`))
  expect(scenario.acme.registries).toEqual(before)
  expect(writes(scenario)).toEqual([`PATCH /orgs/globex/private-registries/${npmName}`])
  expect(changesOf(result).filter(({ org }) => org === 'acme')).toMatchObject([
    { action: 'update', status: 'not_attempted' },
    ...before.slice(0, count).map(({ name }) => ({ action: 'delete', name, status: 'failed' }))
  ])
  expect(result.outputs).toMatchObject({ changed: 'true', drift: 'true', deleted: '0' })
})

test('the number that the error names is enough', async () => {
  const { acme, run } = await startWith(3)
  const result = await runManifest({ run }, [npm], { ...prune, 'max-deletions': '3' })
  expect(acme.registries.map(({ name }) => name)).toEqual([npmName])
  expect(result.outputs).toMatchObject({ deleted: '3', failed: '0' })
})

test('an empty max-deletions is the default', async () => {
  const { run } = await startWith(1)
  const result = await runManifest({ run }, [npm], { ...prune, 'max-deletions': '' })
  expect(result.outputs).toMatchObject({ deleted: '1', failed: '0' })
})

test('max-deletions holds for each organization by itself', async () => {
  const { acme, globex, run, both } = await startWith(1)
  globex.addRegistry(unwanted(1))
  const result = await runManifest({ run }, [npm], { ...prune, ...both })
  expect(result.outputs).toMatchObject({ deleted: '2', failed: '0' })
  expect([acme, globex].map(({ registries }) => registries.length)).toEqual([1, 1])
})

test('a recreate is no deletion', async () => {
  const { acme, run } = await startWith(1)
  const azure = { ...npm, auth_type: 'oidc_azure', tenant_id: 'tenant-one', client_id: 'client-one' }
  const result = await runManifest({ run }, [azure], { ...prune, 'allow-recreate': 'true' })
  expect(result.outputs).toMatchObject({ updated: '1', deleted: '1', failed: '0' })
  expect(acme.registries).toMatchObject([azure])
})

test('an empty manifest prunes nothing', async () => {
  const scenario = await startWith(1)
  const result = await runManifest(scenario, [], prune)
  expect(theError(result)).toMatch(/Nothing is wanted in acme/)
  expect(writes(scenario)).toEqual([])
  expect(scenario.acme.registries).toHaveLength(2)
})

test('an organization without an entry is not pruned, and the others are', async () => {
  const scenario = await startWith(1)
  const result = await runManifest(scenario, [{ ...npm, orgs: ['acme'] }], { ...prune, ...scenario.both })
  expect(theError(result)).toMatch(/Nothing is wanted in globex/)
  expect(writes(scenario)).toEqual([`DELETE ${path}/HELM_1`])
  expect(scenario.globex.registries).toHaveLength(1)
})

test('prune beside a registry from inputs is refused, and nothing is asked', async () => {
  const { github, run } = await startWith(1)
  const result = await run({ operation: 'apply', 'registry-type': 'npm_registry', url: npm.url, ...prune })
  expect(messages(result, 'error').join('\n')).toMatch(/'prune' is true, but there is no 'manifest'/)
  expect(github.said()).toEqual([])
})

test('a registry that is shown without url is never pruned', async () => {
  const scenario = await start({ showsUrl: false })
  scenario.acme.addRegistry(npm)
  scenario.acme.addRegistry(unwanted(1))
  const result = await runManifest(scenario, [{ name: npmName }], prune)
  expect(writes(scenario)).toEqual([])
  expect(messages(result, 'warning')).toEqual([expect.stringContaining('HELM_1')])
  expect(result.outputs).toMatchObject({ changed: 'false', drift: 'false', unchanged: '1', deleted: '0' })
})

test('after a failed write nothing is deleted', async () => {
  const scenario = await startWith(2)
  scenario.github.answer({ method: 'PATCH' }, { status: 422, body: { message: 'No such name' } })
  const inputs = { ...prune, 'max-deletions': '2' }
  const result = await runManifest(scenario, [{ ...npm, username: 'bot' }], inputs)
  expect(writes(scenario)).toEqual([`PATCH ${path}/${npmName}`])
  expect(scenario.acme.registries).toHaveLength(3)
  expect(changesOf(result).map(({ action, status }) => [action, status])).toEqual([
    ['update', 'failed'],
    ['delete', 'not_attempted'],
    ['delete', 'not_attempted']
  ])
  expect(result.outputs).toMatchObject({ changed: 'false', deleted: '0', failed: '3' })
})

test('a failed write keeps nothing in another organization from being deleted', async () => {
  const scenario = await startWith(1)
  scenario.github.answer({ path: /globex.*SECRET$/ }, { status: 422, body: { message: 'No such name' } })
  const result = await runManifest(scenario, [{ ...npm, username: 'bot' }], { ...prune, ...scenario.both })
  expect(scenario.acme.registries.map(({ name }) => name)).toEqual([npmName])
  expect(result.outputs).toMatchObject({ updated: '1', deleted: '1', failed: '1' })
})

test('after a delete that failed no other is tried', async () => {
  const scenario = await startWith(2)
  scenario.github.answer({ method: 'DELETE' }, { status: 403, body: { message: 'Not yours' } })
  const result = await runManifest(scenario, [npm], { ...prune, 'max-deletions': '2' })
  expect(messages(result, 'error')[0]).toMatch(/HELM_1.*Not yours/)
  const [first, second] = changesOf(result).filter(({ action }) => action === 'delete')
  expect(first).toMatchObject({ name: 'HELM_1', status: 'failed' })
  expect(second?.status).toBe('not_attempted')
})

test('a delete that did not take is a failure', async () => {
  const scenario = await startWith(1)
  scenario.github.answer({ method: 'DELETE' }, { status: 204 })
  const result = await runManifest(scenario, [npm], prune)
  expect(theError(result)).toMatch(/HELM_1 in acme, but still lists it/)
  expect(changesOf(result)[1]).toMatchObject({ action: 'delete', status: 'failed' })
  expect(result.outputs).toMatchObject({ changed: 'true', deleted: '0', failed: '1' })
})

test('registries that an ambiguous entry may mean are not counted as unwanted', async () => {
  const scenario = await startWith(0)
  scenario.acme.addRegistry(npm)
  const result = await runManifest(scenario, [npm], prune)
  expect(theError(result)).toMatch(/Give 'name'/)
  expect(changesOf(result).map(({ action }) => action)).toEqual(['update'])
})

test('a plan shows what would be deleted, and refuses what would be too much', async () => {
  const scenario = await startWith(2)
  const refused = await runManifest(scenario, [npm], { ...prune, operation: 'plan' })
  expect(theError(refused)).toMatch(/set 'max-deletions' to 2/)
  const inputs = { ...prune, operation: 'plan', 'max-deletions': '2' }
  const result = await runManifest(scenario, [npm], inputs)
  expect(changesOf(result).map(({ action, status }) => [action, status])).toEqual([
    ['keep', 'planned'],
    ['delete', 'planned'],
    ['delete', 'planned']
  ])
  expect(result.outputs).toMatchObject({ changed: 'true', drift: 'true', deleted: '2', failed: '0' })
  expect(writes(scenario)).toEqual([])
})
