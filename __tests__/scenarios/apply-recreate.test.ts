import type { GivenRegistry } from '../local-github/organization.ts'
import {
  both,
  changesOf,
  type Fields,
  fatesOf,
  npm,
  npmName,
  runManifest,
  startTwo,
  startWith
} from './manifest-scenario.ts'
import { type Inputs, list, messages, publicKey, theError, writes } from './scenario.ts'

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
const git = { registry_type: 'git_source', url: 'https://git.acme.example' }

test('a changed auth type is refused without allow-recreate, and only its organization stops', async () => {
  const scenario = await startTwo([git])
  const stored = { ...scenario.acme.addRegistry(before) }
  const manifest = [
    { ...git, username: 'bot' },
    { ...wanted, orgs: ['acme'] }
  ]
  const result = await runManifest(scenario, manifest, both, { env })
  expect(theError(result)).toMatch(/auth_type.*username_password to token.*allow-recreate/)
  expect(scenario.acme.registries[1]).toEqual(stored)
  expect(writes(scenario)).toEqual(['PATCH /orgs/globex/private-registries/GIT_SOURCE_SECRET'])
  const acme = ['acme update not_attempted', 'acme recreate failed']
  expect(fatesOf(result)).toEqual([...acme, 'globex update done'])
  expect(result.outputs).toMatchObject({ drift: 'true', updated: '1', failed: '2' })
})

test('with allow-recreate: deleted, created with the fields it had, and seen to be there', async () => {
  const { github, acme, run } = await startWith([before])
  const result = await runManifest({ run }, [wanted], allowed, { env })
  expect(github.said().slice(0, 2).sort()).toEqual([list, publicKey].sort())
  expect(github.said().slice(2)).toEqual([remove, post, list])
  expect(github.exchanges[3]?.body).toEqual({
    ...{ ...npm, auth_type: 'token', username: 'ci', replaces_base: true, visibility: 'private' },
    ...{ encrypted_value: expect.any(String), key_id: acme.key.id }
  })
  const after = { ...before, auth_type: 'token', secret: env.NPM_TOKEN }
  expect(acme.registries).toEqual([expect.objectContaining(after)])
  expect(changesOf(result)).toEqual([
    { org: 'acme', action: 'recreate', name: npmName, ...npm, fields: [], status: 'done' }
  ])
  const counts = { created: '0', updated: '1', deleted: '0', unchanged: '0', failed: '0' }
  expect(result.outputs).toMatchObject({ ...counts, changed: 'true', drift: 'true' })
})

const jfrog = { auth_type: 'oidc_jfrog', jfrog_oidc_provider_name: 'github', audience: 'us' }
const gcp = { auth_type: 'oidc_gcp', workload_identity_provider: 'pool' }
const tools = { visibility: 'selected', selected_repositories: ['tools'] }
const old: GivenRegistry = { ...npm, secret: 'the old secret' }
const pin = { name: npmName, registry_type: 'git_source' }
const selected: GivenRegistry = { ...before, visibility: 'selected', selected_repository_ids: [1001001] }

test.each<[what: string, given: GivenRegistry, entry: Fields, after: Fields]>([
  ['a cleared username', before, { ...wanted, username: null }, { username: null, replaces_base: true }],
  ['the ids that are given', selected, { ...wanted, ...tools }, { selected_repository_ids: [1001005] }],
  ['what both auth types have', { ...npm, ...jfrog }, { ...npm, ...gcp }, { ...gcp, audience: 'us' }],
  ['another type', old, { ...wanted, ...pin }, { registry_type: 'git_source', secret: env.NPM_TOKEN }]
])('a recreate gives %s', async (_, given, entry, after) => {
  const { acme, run } = await startWith([given])
  const result = await runManifest({ run }, [entry], allowed, { env })
  expect(result.outputs).toMatchObject({ updated: '1', failed: '0' })
  expect(acme.registries).toHaveLength(1)
  expect(acme.registries).toMatchObject([{ ...npm, ...after }])
})

test.each<[what: string, given: GivenRegistry, entry: Fields, variables: Inputs, message: RegExp]>([
  ['repository ids that nobody can see', selected, wanted, env, /selected_repositor/],
  ['a variable', before, wanted, {}, /NPM_TOKEN is not set/],
  ['a field', before, { ...npm, ...azure, client_id: undefined }, {}, /client_id/],
  ['a repository', before, { ...wanted, ...tools, selected_repositories: ['gone'] }, env, /acme\/gone/]
])('nothing is deleted where the create would lack %s', async (_, given, entry, variables, message) => {
  const scenario = await startWith([given])
  const stored = structuredClone(scenario.acme.registries)
  const result = await runManifest(scenario, [entry], allowed, { env: variables })
  expect(messages(result, 'error').join('\n')).toMatch(message)
  expect(writes(scenario)).toEqual([])
  expect(scenario.acme.registries).toEqual(stored)
  expect(fatesOf(result)).toEqual(['acme recreate failed'])
})

test('a create that fails after the delete is told loudly, and a rerun brings the registry back', async () => {
  const { github, acme, run } = await startWith([before])
  github.answer({ method: 'POST' }, { status: 422, body: { message: 'Not today' } })
  const entry = { ...wanted, visibility: 'private', username: 'ci' }
  const result = await runManifest({ run }, [entry], allowed, { env })
  expect(acme.registries).toEqual([])
  expect(theError(result)).toMatch(/NPM_REGISTRY_SECRET.*NOT CREATED ANEW.*gone.*apply again.*Not today/)
  const reason = expect.stringContaining('NOT CREATED ANEW')
  expect(changesOf(result)).toMatchObject([{ action: 'recreate', status: 'failed', reason }])
  expect(result.outputs).toMatchObject({ changed: 'true', updated: '0', failed: '1' })
  const again = await runManifest({ run }, [entry], allowed, { env })
  expect(again.outputs).toMatchObject({ created: '1', failed: '0' })
  expect(acme.registries).toMatchObject([{ ...npm, auth_type: 'token', secret: env.NPM_TOKEN }])
})

test('a recreate whose create cannot follow in time is announced, and not begun', async () => {
  const scenario = await startWith([before])
  const inputs = { ...allowed, 'write-interval': '1m', timeout: '20s' }
  const result = await runManifest(scenario, [wanted], inputs, { env })
  expect(writes(scenario)).toEqual([])
  expect(fatesOf(result)).toEqual(['acme recreate not_attempted'])
  expect(messages(result, 'warning')).toEqual([expect.stringMatching(/2 writes.*timeout/)])
  expect(theError(result)).toMatch(/the last of its writes may be at .* UTC, later than 'timeout' allows/)
  expect(theError(result)).not.toMatch(/GONE|gone|DELETED/)
})
