import type { GivenRegistry } from '../local-github/organization.ts'
import {
  both,
  changesOf,
  fatesOf,
  npm,
  npmName,
  runManifest,
  startTwo,
  startWith
} from './manifest-scenario.ts'
import { type Inputs, list, messages, theError, writes } from './scenario.ts'

const path = '/orgs/acme/private-registries'
const prune: Inputs = { prune: 'true' }
const env = { GIT_TOKEN: 'the secret of git' }
const bot = { ...npm, username: 'bot' }
const git = {
  registry_type: 'git_source',
  url: 'https://git.acme.example',
  visibility: 'all',
  secret_env: 'GIT_TOKEN'
}
const unwanted = (number: number): GivenRegistry => ({
  ...{ registry_type: 'helm_registry', url: `https://helm.acme.example/${number}` },
  name: `HELM_${number}`
})
const refused = { status: 422, body: { message: 'No such name' } }

/** Two organizations with the registry that is wanted, acme with so many that are not. */
async function startWithUnwanted(count: number) {
  const scenario = await startTwo([npm])
  for (let number = 1; number <= count; number += 1) scenario.acme.addRegistry(unwanted(number))
  return scenario
}

test('what is not wanted stays, and is no drift; with prune it is, and is deleted after everything else', async () => {
  const scenario = await startWithUnwanted(1)
  const { github, acme } = scenario
  const kept = await runManifest(scenario, [npm])
  expect(github.said()).toEqual([list])
  expect(kept.outputs).toMatchObject({ changed: 'false', drift: 'false', unchanged: '1', deleted: '0' })
  const result = await runManifest(scenario, [bot, git], prune, { env })
  expect(github.said().slice(3)).toEqual([
    ...[`PATCH ${path}/${npmName}`, `POST ${path}`, `DELETE ${path}/HELM_1`, list]
  ])
  expect(acme.registries.map(({ name }) => name)).toEqual([npmName, 'GIT_SOURCE_SECRET'])
  expect(changesOf(result)[2]).toEqual({
    ...{ org: 'acme', action: 'delete', ...unwanted(1), fields: [], status: 'done' }
  })
  const counts = { created: '1', updated: '1', deleted: '1', unchanged: '0', failed: '0' }
  expect(result.outputs).toMatchObject({ ...counts, changed: 'true', drift: 'true' })
  const again = await runManifest(scenario, [bot, git], prune, { env })
  expect(again.outputs).toMatchObject({ changed: 'false', drift: 'false', deleted: '0', unchanged: '2' })
})

test.each<[count: number, most: Inputs]>([
  [2, {}],
  [3, { 'max-deletions': '2' }],
  [1, { 'max-deletions': '0' }]
])(
  '%d deletions with %j: refused whole, and the others go on; the number in the error is enough',
  async (count, most) => {
    const scenario = await startWithUnwanted(count)
    const before = structuredClone(scenario.acme.registries)
    const result = await runManifest(scenario, [bot], { ...prune, ...most, ...both })
    expect(theError(result)).toMatch(new RegExp(`HELM_1\\b.*set 'max-deletions' to ${count}\\b`))
    expect(scenario.acme.registries).toEqual(before)
    expect(writes(scenario)).toEqual([`PATCH /orgs/globex/private-registries/${npmName}`])
    expect(fatesOf(result)).toEqual([
      ...['acme update not_attempted', ...Array(count).fill('acme delete failed'), 'globex update done']
    ])
    expect(result.outputs).toMatchObject({ changed: 'true', drift: 'true', deleted: '0' })
    const enough = await runManifest(scenario, [bot], { ...prune, 'max-deletions': `${count}` })
    expect(scenario.acme.registries.map(({ name }) => name)).toEqual([npmName])
    expect(enough.outputs).toMatchObject({ deleted: `${count}`, failed: '0' })
  }
)

test('max-deletions holds for each organization by itself, and a recreate is no deletion', async () => {
  const scenario = await startWithUnwanted(1)
  scenario.globex.addRegistry(unwanted(1))
  const azure = { ...npm, auth_type: 'oidc_azure', tenant_id: 'tenant-one', client_id: 'client-one' }
  const result = await runManifest(scenario, [azure], { ...prune, ...both, 'allow-recreate': 'true' })
  expect(result.outputs).toMatchObject({ updated: '2', deleted: '2', failed: '0' })
  for (const { registries } of [scenario.acme, scenario.globex]) expect(registries).toMatchObject([azure])
})

test('an organization without an entry is not pruned, and the others are; an empty manifest prunes nothing', async () => {
  const scenario = await startWithUnwanted(1)
  expect(theError(await runManifest(scenario, [], prune))).toMatch(/Nothing is wanted in acme/)
  expect(writes(scenario)).toEqual([])
  const result = await runManifest(scenario, [{ ...npm, orgs: ['acme'] }], { ...prune, ...both })
  expect(theError(result)).toMatch(/Nothing is wanted in globex/)
  expect(writes(scenario)).toEqual([`DELETE ${path}/HELM_1`])
  expect(scenario.globex.registries).toHaveLength(1)
})

test('a registry that is shown without url is never pruned', async () => {
  const scenario = await startWith([npm, unwanted(1)], { showsUrl: false })
  const result = await runManifest(scenario, [{ name: npmName }], prune)
  expect(writes(scenario)).toEqual([])
  expect(messages(result, 'warning')).toEqual([expect.stringContaining('HELM_1')])
  expect(result.outputs).toMatchObject({ changed: 'false', drift: 'false', unchanged: '1', deleted: '0' })
})

test('after a failed write nothing is deleted there, but elsewhere', async () => {
  const scenario = await startWithUnwanted(2)
  scenario.globex.addRegistry(unwanted(1))
  scenario.github.answer({ method: 'PATCH', path: /acme/ }, refused)
  const result = await runManifest(scenario, [bot], { ...prune, ...both, 'max-deletions': '2' })
  expect(scenario.acme.registries).toHaveLength(3)
  expect(fatesOf(result)).toEqual([
    ...['acme update failed', 'acme delete not_attempted', 'acme delete not_attempted'],
    ...['globex update done', 'globex delete done']
  ])
  expect(result.outputs).toMatchObject({ changed: 'true', deleted: '1', failed: '3' })
})

test('after a delete that failed no other is tried', async () => {
  const scenario = await startWithUnwanted(2)
  scenario.github.answer({ method: 'DELETE' }, { status: 403, body: { message: 'Not yours' } })
  const result = await runManifest(scenario, [npm], { ...prune, 'max-deletions': '2' })
  expect(messages(result, 'error')[0]).toMatch(/HELM_1.*Not yours/)
  expect(fatesOf(result)).toEqual(['acme keep done', 'acme delete failed', 'acme delete not_attempted'])
})
