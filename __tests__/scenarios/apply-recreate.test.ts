import type { GivenRegistry } from '../github/organization.ts'
import { changesOf, type Fields, npm, npmName, runManifest } from './manifest-scenario.ts'
import { type Inputs, list, messages, publicKey, start, theError, writes } from './scenario.ts'

const one = `/orgs/acme/private-registries/${npmName}`
const [remove, post] = [`DELETE ${one}`, 'POST /orgs/acme/private-registries']
const env = { NPM_TOKEN: 'the new secret of npm' }
const allowed: Inputs = { 'allow-recreate': 'true' }
const before: GivenRegistry = {
  ...{ ...npm, auth_type: 'username_password', username: 'ci', replaces_base: true },
  ...{ visibility: 'private', secret: 'the old secret' }
}
const wanted = { ...npm, auth_type: 'token', secret_env: 'NPM_TOKEN' }
const azure = { auth_type: 'oidc_azure', tenant_id: 'tenant-one', client_id: 'client-one' }

test('a changed auth type is refused without allow-recreate, and only its organization stops', async () => {
  const scenario = await start()
  const globex = scenario.github.addOrganization('globex')
  const stored = { ...scenario.acme.addRegistry(before) }
  const git = { registry_type: 'git_source', url: 'https://git.acme.example' }
  for (const organization of [scenario.acme, globex]) organization.addRegistry(git)
  const manifest = [
    { ...git, username: 'bot' },
    { ...wanted, orgs: ['acme'] }
  ]
  const result = await runManifest(scenario, manifest, { org: 'acme, globex' }, { env })
  expect(theError(result)).toMatch(/auth_type.*username_password to token.*allow-recreate/)
  expect(scenario.acme.registries[0]).toEqual(stored)
  expect(writes(scenario)).toEqual(['PATCH /orgs/globex/private-registries/GIT_SOURCE_SECRET'])
  expect(changesOf(result).map(({ org, action, status }) => [org, action, status])).toEqual([
    ['acme', 'update', 'not_attempted'],
    ['acme', 'recreate', 'failed'],
    ['globex', 'update', 'done']
  ])
  expect(result.outputs).toMatchObject({ drift: 'true', updated: '1', failed: '2' })
})

test.each<Inputs>([{ 'dry-run': 'true' }, { operation: 'plan' }])(
  '%j without allow-recreate fails too',
  async dry => {
    const { acme, run } = await start()
    acme.addRegistry(before)
    const result = await runManifest({ run }, [wanted], dry)
    expect(theError(result)).toMatch(/allow-recreate/)
    expect(changesOf(result)).toMatchObject([{ action: 'recreate', status: 'failed' }])
  }
)

test('with allow-recreate: deleted, created with the fields it had, and seen to be there', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(before)
  const result = await runManifest({ run }, [wanted], allowed, { env })
  expect(github.said().slice(0, 2).sort()).toEqual([list, publicKey].sort())
  expect(github.said().slice(2)).toEqual([remove, post, list])
  expect(github.exchanges[3]?.body).toEqual({
    ...{ ...npm, auth_type: 'token', username: 'ci', replaces_base: true, visibility: 'private' },
    ...{ encrypted_value: expect.any(String), key_id: acme.key.id }
  })
  expect(acme.registries).toEqual([
    expect.objectContaining({ ...before, auth_type: 'token', secret: env.NPM_TOKEN })
  ])
  expect(changesOf(result)).toEqual([
    { org: 'acme', action: 'recreate', name: npmName, ...npm, fields: [], status: 'done' }
  ])
  const counts = { created: '0', updated: '1', deleted: '0', unchanged: '0', failed: '0' }
  expect(result.outputs).toMatchObject({ ...counts, changed: 'true', drift: 'true' })
})

test.each<[what: string, given: GivenRegistry, entry: Fields, after: Fields]>([
  ['its own username', before, { ...wanted, username: 'bot' }, { username: 'bot', secret: env.NPM_TOKEN }],
  ['its own visibility', before, { ...wanted, visibility: 'all' }, { username: 'ci', visibility: 'all' }],
  [
    'no username of another auth type',
    before,
    { ...npm, ...azure },
    { ...azure, username: null, secret: null }
  ],
  ['a cleared username', before, { ...wanted, username: null }, { username: null, replaces_base: true }],
  [
    'the ids that are given',
    { ...before, visibility: 'selected', selected_repository_ids: [1001001] },
    { ...wanted, visibility: 'selected', selected_repositories: ['tools'] },
    { visibility: 'selected', selected_repository_ids: [1001005] }
  ],
  [
    'an audience that both auth types have',
    { ...npm, auth_type: 'oidc_jfrog', jfrog_oidc_provider_name: 'github', audience: 'us' },
    { ...npm, auth_type: 'oidc_gcp', workload_identity_provider: 'pool' },
    { auth_type: 'oidc_gcp', workload_identity_provider: 'pool', audience: 'us', secret: null }
  ]
])('a recreate gives %s', async (_, given, entry, after) => {
  const { acme, run } = await start()
  acme.addRegistry(given)
  const result = await runManifest({ run }, [entry], allowed, { env })
  expect(result.outputs).toMatchObject({ updated: '1', failed: '0' })
  expect(acme.registries).toHaveLength(1)
  expect(acme.registries).toMatchObject([{ ...npm, ...after }])
})

test('a changed registry type of a pinned registry is treated alike', async () => {
  const { acme, run } = await start()
  acme.addRegistry({ ...npm, secret: 'the old secret' })
  const entry = { ...npm, name: npmName, registry_type: 'git_source', secret_env: 'NPM_TOKEN' }
  expect(theError(await runManifest({ run }, [entry], {}, { env }))).toMatch(/registry_type.*allow-recreate/)
  expect(acme.registries).toMatchObject([npm])
  const result = await runManifest({ run }, [entry], allowed, { env })
  expect(acme.registries).toMatchObject([
    { url: npm.url, registry_type: 'git_source', secret: env.NPM_TOKEN }
  ])
  expect(changesOf(result)).toMatchObject([{ action: 'recreate', status: 'done' }])
})

const selected: GivenRegistry = { ...before, visibility: 'selected', selected_repository_ids: [1001001] }

test.each<[what: string, given: GivenRegistry, entry: Fields, variables: Inputs, message: RegExp]>([
  ['repository ids that nobody can see', selected, wanted, env, /selected_repositor/],
  ['a variable', before, wanted, {}, /NPM_TOKEN is not set/],
  ['a secret', before, { ...npm, auth_type: 'token' }, {}, /secret_env/],
  ['a field', before, { ...npm, auth_type: 'oidc_azure', tenant_id: 'tenant-one' }, {}, /client_id/],
  [
    'a repository',
    before,
    { ...wanted, visibility: 'selected', selected_repositories: ['gone'] },
    env,
    /acme\/gone/
  ]
])('nothing is deleted where the create would lack %s', async (_, given, entry, variables, message) => {
  const scenario = await start()
  const stored = { ...scenario.acme.addRegistry(given) }
  const result = await runManifest(scenario, [entry], allowed, { env: variables })
  expect(messages(result, 'error').join('\n')).toMatch(message)
  expect(writes(scenario)).toEqual([])
  expect(scenario.acme.registries).toEqual([stored])
  expect(changesOf(result)).toMatchObject([{ action: 'recreate', status: 'failed' }])
})

/** 32 bytes that nothing can be sealed with. */
const zeroKey = { key_id: '1', key: Buffer.alloc(32).toString('base64') }

test.each([
  ['cannot seal', { status: 200, body: zeroKey }],
  ['is refused', { status: 403, body: { message: 'No key for you' } }]
])('nothing is deleted where the key %s', async (_, answer) => {
  const scenario = await start()
  const stored = { ...scenario.acme.addRegistry(before) }
  scenario.github.answer({ path: /public-key$/ }, answer)
  const result = await runManifest(scenario, [wanted], allowed, { env })
  expect(result.exitCode).toBe(1)
  expect(writes(scenario)).toEqual([])
  expect(scenario.acme.registries).toEqual([stored])
})

test('a create that fails after the delete is told loudly, and a rerun brings the registry back', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(before)
  github.answer({ method: 'POST' }, { status: 422, body: { message: 'Not today' } })
  const entry = { ...wanted, visibility: 'private', username: 'ci' }
  const result = await runManifest({ run }, [entry], allowed, { env })
  expect(acme.registries).toEqual([])
  const error = theError(result)
  expect(error).toContain(npmName)
  expect(error).toMatch(/NOT CREATED ANEW.*gone.*apply again.*Not today/)
  expect(changesOf(result)).toMatchObject([
    { action: 'recreate', status: 'failed', reason: expect.stringContaining('NOT CREATED ANEW') }
  ])
  expect(result.outputs).toMatchObject({ changed: 'true', updated: '0', failed: '1' })
  const again = await runManifest({ run }, [entry], allowed, { env })
  expect(again.outputs).toMatchObject({ created: '1', failed: '0' })
  expect(acme.registries).toMatchObject([{ ...npm, auth_type: 'token', secret: env.NPM_TOKEN }])
})

test('a pinned registry whose recreate failed comes back with another apply, once its reason is followed', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry({ ...before, visibility: 'all', replaces_base: false })
  const entry = { ...npm, ...azure }
  github.answer(
    { method: 'POST' },
    { status: 422, body: { message: 'Validation Failed', documentation_url: 'x' } }
  )
  const result = await runManifest({ run }, [{ name: npmName, ...entry }], allowed)
  expect(theError(result)).toContain(
    "Leave out 'name', give 'visibility' all, and run apply again to create it."
  )
  await runManifest({ run }, [{ ...entry, visibility: 'all' }])
  expect(acme.registries).toMatchObject([entry])
})

test('a delete that is refused leaves the registry, and nothing is created', async () => {
  const scenario = await start()
  const stored = { ...scenario.acme.addRegistry(before) }
  scenario.github.answer({ method: 'DELETE' }, { status: 403, body: { message: 'Not yours' } })
  const result = await runManifest(scenario, [wanted], allowed, { env })
  expect(theError(result)).toMatch(/Not yours/)
  expect(theError(result)).not.toMatch(/gone/i)
  expect(writes(scenario)).toEqual([remove])
  expect(scenario.acme.registries).toEqual([stored])
  expect(result.outputs).toMatchObject({ changed: 'false', failed: '1' })
})

test('a delete whose answer was lost is sent again, and then found done', async () => {
  const scenario = await start()
  scenario.acme.addRegistry(before)
  scenario.github.answer({ method: 'DELETE' }, { fault: 'reset', after: true })
  const result = await runManifest(scenario, [wanted], allowed, { env })
  expect(writes(scenario)).toEqual([remove, remove, post])
  expect(scenario.acme.registries).toMatchObject([{ auth_type: 'token', secret: env.NPM_TOKEN }])
  expect(result.outputs).toMatchObject({ updated: '1', failed: '0' })
})

test('a delete of which nobody knows whether it was done is told as loudly', async () => {
  const scenario = await start()
  scenario.acme.addRegistry(before)
  scenario.github.answer({ method: 'DELETE' }, { fault: 'reset', after: true }, 9)
  const result = await runManifest(scenario, [wanted], { ...allowed, timeout: '3s' }, { env })
  expect(scenario.acme.registries).toEqual([])
  expect(changesOf(result)).toMatchObject([{ action: 'recreate', status: 'unknown' }])
  expect(theError(result)).toMatch(/MAY HAVE BEEN DELETED, AND IT WAS NOT CREATED ANEW.*apply again/)
  expect(writes(scenario)).not.toContain(post)
})

test('a recreate whose create cannot follow in time is announced, and not begun', async () => {
  const { acme, run } = await start()
  const stored = { ...acme.addRegistry(before) }
  const inputs = { ...allowed, 'write-interval': '1m', timeout: '10s' }
  const result = await runManifest({ run }, [wanted], inputs, { env })
  expect(acme.registries).toEqual([stored])
  expect(changesOf(result)).toMatchObject([{ action: 'recreate', status: 'not_attempted' }])
  expect(messages(result, 'warning')).toEqual([expect.stringMatching(/2 writes.*timeout/)])
  expect(theError(result)).toMatch(/the last of its writes may be at .* UTC, later than 'timeout' allows/)
  expect(theError(result)).not.toMatch(/GONE|gone|DELETED/)
})

test('a plan shows a recreate, and needs no password for it', async () => {
  const scenario = await start()
  scenario.acme.addRegistry(before)
  const result = await runManifest(scenario, [wanted], { ...allowed, operation: 'plan' })
  expect(result.exitCode).toBe(0)
  expect(messages(result, 'notice')).toEqual([expect.stringContaining('NPM_TOKEN')])
  expect(writes(scenario)).toEqual([])
  expect(changesOf(result)).toEqual([
    { org: 'acme', action: 'recreate', name: npmName, ...npm, fields: [], status: 'planned' }
  ])
  expect(result.outputs).toMatchObject({ changed: 'true', drift: 'true', updated: '1' })
})
