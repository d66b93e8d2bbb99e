import type { GivenRegistry } from '../local-github/organization.ts'
import {
  both,
  changesOf,
  examineChanges,
  fatesOf,
  manifestPath,
  npm,
  npmName,
  runManifest,
  startTwo,
  startWith
} from './manifest-scenario.ts'
import { type Inputs, list, output, publicKey, type Scenario, start, theError, writes } from './scenario.ts'

const post = 'POST /orgs/acme/private-registries'
const patch = `PATCH /orgs/acme/private-registries/${npmName}`
const env = { NPM_TOKEN: 'the secret of npm' }
const before: GivenRegistry = { ...npm, username: 'ci', secret: 'the old secret' }
const git = { registry_type: 'git_source', url: 'https://git.acme.example' }
const aws = {
  ...{ registry_type: 'docker_registry', url: 'https://aws.acme.example', auth_type: 'oidc_aws' },
  ...{ aws_region: 'eu-central-1', account_id: '012345678901', role_name: 'reader' },
  ...{ domain: 'packages', domain_owner: '098765432109' }
}

test('creates what is missing', async () => {
  const { github, acme, run } = await start()
  const fields = { ...npm, username: 'ci', visibility: 'private' }
  const result = await runManifest({ run }, [{ ...fields, secret_env: 'NPM_TOKEN' }], {}, { env })
  expect(acme.registries).toEqual([expect.objectContaining({ ...fields, secret: env.NPM_TOKEN })])
  expect(github.said().slice(0, 2).sort()).toEqual([list, publicKey].sort())
  expect(github.said().slice(2)).toEqual([post, list])
  expect(changesOf(result)).toEqual([
    { org: 'acme', action: 'create', name: npmName, ...npm, fields: [], status: 'done' }
  ])
  expect(result.outputs).toMatchObject({ changed: 'true', drift: 'true', created: '1', failed: '0' })
  expect(result.outputs).not.toHaveProperty('registry')
})

test('creates a registry that needs no secret without asking for the key, and sends no username: null', async () => {
  const { github, run } = await start()
  await runManifest({ run }, [{ ...aws, visibility: 'all', username: null }])
  expect(github.said()).toEqual([list, post, list])
  expect(github.exchanges[1]?.body).toEqual({ ...aws, visibility: 'all' })
})

test.each([true, false])('username: null clears, also where null means nothing: %j', async clears => {
  const { acme, run } = await startWith([before], { clearsUsernameWithNull: clears })
  const result = await runManifest({ run }, [{ ...npm, username: null }])
  expect(acme.registries).toMatchObject([{ username: null, secret: 'the old secret' }])
  expect(result.outputs).toMatchObject({ drift: 'true', updated: '1', failed: '0' })
  expect(changesOf(result)).toMatchObject([{ fields: ['username'], from: { username: 'ci' } }])
})

test('a manifest of several: only what differs is written, in its order, and again: all kept', async () => {
  const [own, moved] = [{ visibility: 'private' }, { name: 'MOVED', registry_type: 'npm_registry' }]
  const stays = { registry_type: 'helm_registry', url: 'https://helm.acme.example' }
  const scenario = await startWith([
    ...[
      { ...before, ...own },
      { ...moved, ...own, url: 'https://old.acme.example' },
      { ...aws, ...own }
    ],
    { ...stays, ...own, username: 'ci', replaces_base: true, secret: 'that nobody rewrites' },
    { ...git, url: npm.url, secret: 'that nobody names' }
  ])
  const { github, acme } = scenario
  const stored = structuredClone(acme.registries)
  const registries = [
    ...[git, { ...npm, username: 'bot', replaces_base: true }],
    ...[{ name: 'MOVED', url: 'https://new.acme.example' }, { ...aws, audience: 'https://a.example' }, stays]
  ]
  // An auth type without a secret takes none from the defaults.
  const manifest = { defaults: { visibility: 'private', secret_env: 'NPM_TOKEN' }, registries }
  const first = await runManifest(scenario, manifest, {}, { env })
  const bodies = [
    ...[{ username: 'bot', replaces_base: true }, { url: 'https://new.acme.example' }],
    { audience: 'https://a.example' }
  ]
  const patches = github.exchanges.filter(({ method }) => method === 'PATCH')
  expect(patches.map(({ body }) => body)).toEqual(bodies)
  expect(acme.registries.slice(0, 5)).toEqual(stored.map((one, index) => ({ ...one, ...bodies[index] })))
  expect(acme.registries[5]).toMatchObject({ ...git, ...own, secret: env.NPM_TOKEN })
  expect(changesOf(first)).toMatchObject([
    { action: 'create', ...git, status: 'done' },
    {
      action: 'update',
      ...npm,
      fields: Object.keys(bodies[0] ?? {}),
      from: { username: 'ci', replaces_base: false }
    },
    { action: 'update', ...moved, ...bodies[1], fields: ['url'], from: { url: 'https://old.acme.example' } },
    { action: 'update', fields: ['audience'] },
    { action: 'keep', ...stays, status: 'done' }
  ])
  expect(changesOf(first)[3]).not.toHaveProperty('from')
  expect(first.outputs).toMatchObject({ created: '1', updated: '3', unchanged: '1', deleted: '0' })
  const state = structuredClone(acme.registries)
  const second = await runManifest(scenario, manifest, {}, { env })
  expect(second.outputs).toMatchObject({ changed: 'false', drift: 'false', unchanged: '5', failed: '0' })
  expect([writes(scenario).length, acme.registries]).toEqual([4, state])
})

test('a write that is refused fails alone, and the others are done', async () => {
  const { github, acme, run } = await startWith([before])
  github.answer({ method: 'POST' }, { status: 422, body: { message: 'No such type here' } })
  const created = { ...npm, url: 'https://other.acme.example', visibility: 'all', secret_env: 'NPM_TOKEN' }
  const result = await runManifest({ run }, [created, { ...npm, username: 'bot' }], {}, { env })
  expect(changesOf(result)).toMatchObject([
    { action: 'create', name: null, status: 'failed', reason: expect.stringContaining('No such type here') },
    { action: 'update', name: npmName, status: 'done' }
  ])
  expect(acme.registries).toMatchObject([{ username: 'bot' }])
  expect(result.outputs).toMatchObject({ changed: 'true', created: '0', updated: '1', failed: '1' })
  expect(result.exitCode).toBe(1)
})

const bot = { ...npm, username: 'bot' }
const patchOf = (org: string) => `PATCH /orgs/${org}/private-registries/${npmName}`

test.each<[orgs: string[], org: string, touched: string[]]>([
  [[], 'acme, globex', ['acme', 'globex']],
  [['acme'], 'ACME\nacme', ['ACME']]
])('with orgs %j, in the organizations %j it is wanted in %j', async (orgs, org, touched) => {
  const scenario = await startTwo([npm])
  const result = await runManifest(scenario, [orgs.length > 0 ? { ...bot, orgs } : bot], { org })
  expect(writes(scenario).sort()).toEqual(touched.map(patchOf))
  expect(fatesOf(result)).toEqual(touched.map(org => `${org} update done`))
  expect(result.outputs).toMatchObject({ changed: 'true', drift: 'true', updated: `${touched.length}` })
})

test('each organization has its own key and its own repositories', async () => {
  const scenario = await startTwo()
  scenario.globex.addRepository('web')
  const entry = { ...npm, visibility: 'selected', selected_repositories: ['web'], secret_env: 'TOKEN' }
  const result = await runManifest(scenario, [entry], both, { env: { TOKEN: 'the same secret' } })
  expect(result.outputs).toMatchObject({ created: '2', failed: '0' })
  expect([scenario.acme, scenario.globex].map(({ registries }) => registries)).toMatchObject([
    [{ secret: 'the same secret', selected_repository_ids: [1001001] }],
    [{ secret: 'the same secret', selected_repository_ids: [1002001] }]
  ])
})

test('an organization that cannot be read fails by its name, and the others are done', async () => {
  const scenario = await startTwo([npm])
  const result = await runManifest(scenario, [bot], { org: 'nowhere, acme, globex' })
  expect(theError(result)).toContain('nowhere')
  expect(fatesOf(result)).toEqual(['acme update done', 'globex update done'])
  expect(result.outputs).toMatchObject({ changed: 'true', drift: 'true', updated: '2', failed: '0' })
  expect(result.summary).toContain('nowhere')
  for (const operation of ['apply', 'plan']) {
    const none = await runManifest(scenario, [npm], { org: 'acme, nowhere', operation })
    expect(none.outputs).toMatchObject({ drift: '', changed: 'false', unchanged: '1', failed: '0' })
    expect(none.exitCode).toBe(1)
  }
})

test('two matches stop their organization with an error that names both, and the others go on', async () => {
  const scenario = await startTwo([npm])
  scenario.acme.addRegistry({ ...npm, url: npm.url.slice(0, -1) })
  scenario.acme.addRegistry(git)
  const before = structuredClone(scenario.acme.registries)
  const manifest = [bot, { ...git, username: 'bot', orgs: ['acme'] }]
  const result = await runManifest(scenario, manifest, { ...both, prune: 'true' })
  expect(theError(result)).toMatch(new RegExp(`${npmName}, ${npmName}_2.*Set 'name'`))
  expect(result.annotations).toContainEqual(
    expect.objectContaining({ level: 'error', file: manifestPath, line: 3 })
  )
  expect(scenario.acme.registries).toEqual(before)
  expect(writes(scenario)).toEqual([patchOf('globex')])
  expect(fatesOf(result)).toEqual(['acme update failed', 'acme update not_attempted', 'globex update done'])
  expect(result.outputs).toMatchObject({ changed: 'true', updated: '1', failed: '2' })
  expect(result.summary.replaceAll('&#95;', '_')).toContain(`${npmName}, ${npmName}_2`)
})

test('where a server shows no url, a pinned one is found, its url is not compared, and one of another type is created', async () => {
  const { github, acme, run } = await startWith([npm], { showsUrl: false })
  const manifest = [
    { ...bot, name: npmName, url: 'https://new.acme.example' },
    { ...git, visibility: 'all', secret_env: 'GIT_TOKEN' }
  ]
  const result = await runManifest({ run }, manifest, {}, { env: { GIT_TOKEN: 'the secret of git' } })
  expect(github.exchanges.find(({ method }) => method === 'PATCH')?.body).toEqual({ username: 'bot' })
  expect(acme.registries).toMatchObject([{ ...npm, username: 'bot' }, git])
  expect(result.outputs).toMatchObject({ created: '1', updated: '1', failed: '0' })
})

describe('the registry of the inputs', () => {
  const secret = 'the new secret'
  const address: Inputs = { 'registry-type': 'npm_registry', url: npm.url }
  const all: Inputs = { ...address, visibility: 'all' }
  const one = { name: npmName, username: 'ci', org: 'acme' }

  async function apply({ run }: Pick<Scenario, 'run'>, inputs: Inputs) {
    const pace: Inputs = inputs['operation'] === 'plan' ? {} : { 'write-interval': '0s' }
    const result = await run({ operation: 'apply', ...pace, ...inputs })
    examineChanges(result)
    return result
  }

  test('is created if it is missing, and shown with the ids that only the answer has', async () => {
    const { github, acme, run } = await start()
    const selected = { visibility: 'selected', 'selected-repositories': '1001001', username: 'ci' }
    const result = await apply({ run }, { ...address, ...selected, secret })
    expect(github.said().slice(0, 2).sort()).toEqual([list, publicKey].sort())
    expect(github.said().slice(2)).toEqual([post, list])
    expect(acme.registries).toMatchObject([{ ...npm, visibility: 'selected', username: 'ci', secret }])
    expect(result.outputs).toMatchObject({ name: npmName, changed: 'true', drift: 'true', created: '1' })
    expect(output(result, 'registry')).toMatchObject({ ...npm, ...one, selected_repository_ids: [1001001] })
  })

  test.each<[inputs: Inputs, has: GivenRegistry[], problem: RegExp]>([
    [{ ...address, secret }, [], /'visibility' is missing/],
    [{ ...all, 'rewrite-secrets': 'never' }, [], /'secret' is empty/],
    [{ ...address, username: 'bot' }, [before], /'secret' is empty/]
  ])('%j fails before any write, where there is %j: %s', async (inputs, has, problem) => {
    const scenario = await startWith(has)
    const result = await apply(scenario, inputs)
    expect(theError(result)).toMatch(problem)
    expect(writes(scenario)).toEqual([])
    expect(result.outputs).toMatchObject({ changed: 'false', updated: '0', created: '0' })
  })

  test('is updated where it differs, always with its secret, or never; an empty input clears nothing', async () => {
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
    const kept = await apply({ run }, { name: npmName, username: 'ci', 'rewrite-secrets': 'never' })
    expect(output(kept, 'registry')).toMatchObject(one)
    expect(kept.outputs).toMatchObject({ name: npmName, changed: 'false', drift: 'false', unchanged: '1' })
    github.answer({ method: 'PATCH' }, { status: 422, body: { message: 'No' } })
    const failed = await apply({ run }, { ...address, secret })
    expect(failed.outputs).toMatchObject({ name: npmName, changed: 'false', failed: '1' })
    expect(github.said().slice(4).toSorted()).toEqual([publicKey, list, list, patch])
  })

  test('is no output of several organizations', async () => {
    const scenario = await startTwo()
    scenario.globex.addRegistry(before)
    const result = await apply(scenario, { ...all, ...both, secret })
    for (const { registries } of [scenario.acme, scenario.globex])
      expect(registries).toMatchObject([{ secret }])
    expect(fatesOf(result)).toEqual(['acme create done', 'globex update done'])
    expect(result.outputs).not.toHaveProperty('name')
    expect(result.outputs).not.toHaveProperty('registry')
  })

  test('is planned, and shown as it is; of a create there is none yet', async () => {
    const scenario = await startWith([before])
    const plan = (inputs: Inputs) => apply(scenario, { operation: 'plan', ...all, secret, ...inputs })
    const result = await plan({ username: 'bot' })
    expect(changesOf(result)).toMatchObject([{ fields: ['username', 'secret'], status: 'planned' }])
    expect(output(result, 'registry')).toMatchObject(one)
    expect(result.outputs).toMatchObject({ name: npmName, changed: 'true', drift: 'true', updated: '1' })
    const create = await plan({ url: 'https://new.example' })
    expect(create.outputs).toMatchObject({ name: '', registry: '', created: '1', drift: 'true' })
    expect(changesOf(create)).toMatchObject([{ action: 'create', name: null, status: 'planned' }])
    expect(writes(scenario)).toEqual([])
  })
})
