import type { GivenRegistry } from '../github/organization.ts'
import { changesOf, type Fields, npm, npmName, runManifest } from './manifest-scenario.ts'
import { list, output, publicKey, start, writes } from './scenario.ts'

const post = 'POST /orgs/acme/private-registries'
const patch = `PATCH /orgs/acme/private-registries/${npmName}`
const env = { NPM_TOKEN: 'the secret of npm' }
const before: GivenRegistry = { ...npm, username: 'ci', secret: 'the old secret' }
const aws = {
  ...{ registry_type: 'docker_registry', url: 'https://aws.acme.example', auth_type: 'oidc_aws' },
  ...{ aws_region: 'eu-central-1', account_id: '012345678901', role_name: 'reader' },
  ...{ domain: 'packages', domain_owner: '098765432109' }
}

test('creates what is missing', async () => {
  const { github, acme, run } = await start()
  const wanted = { ...npm, username: 'ci', visibility: 'private', secret_env: 'NPM_TOKEN' }
  const result = await runManifest({ run }, [wanted], {}, { env })
  expect(acme.registries).toEqual([
    expect.objectContaining({ ...npm, username: 'ci', visibility: 'private', secret: env.NPM_TOKEN })
  ])
  expect(github.said().slice(0, 2).sort()).toEqual([list, publicKey].sort())
  expect(github.said().slice(2)).toEqual([post, list])
  expect(changesOf(result)).toEqual([
    { org: 'acme', action: 'create', name: npmName, ...npm, fields: [], status: 'done' }
  ])
  expect(result.outputs).toMatchObject({ changed: 'true', drift: 'true', created: '1', failed: '0' })
  expect(result.outputs).not.toHaveProperty('name')
  expect(result.outputs).not.toHaveProperty('registry')
  expect(result.summary).toContain('npm.acme.example')
  expect(result.outputs['summary']).toContain('npm.acme.example')
})

test('creates a registry that needs no secret without asking for the key', async () => {
  const { github, acme, run } = await start()
  await runManifest({ run }, [{ ...aws, visibility: 'all' }])
  expect(github.said()).toEqual([list, post, list])
  expect(github.exchanges[1]?.body).toEqual({ ...aws, visibility: 'all' })
  expect(acme.registries).toEqual([expect.objectContaining(aws)])
})

const updates: [given: GivenRegistry, wanted: Fields, body: Fields][] = [
  [before, { ...npm, username: 'bot' }, { username: 'bot' }],
  [before, { ...npm, username: 'ci', visibility: 'private' }, { visibility: 'private' }],
  [before, { ...npm, username: 'bot', replaces_base: true }, { username: 'bot', replaces_base: true }],
  [{ ...before, replaces_base: true }, { ...npm, replaces_base: false }, { replaces_base: false }],
  [{ ...before, username: null }, { ...npm, username: 'ci' }, { username: 'ci' }],
  [before, { ...npm, url: 'HTTPS://NPM.acme.example:443', username: 'bot' }, { username: 'bot' }],
  [before, { name: npmName, url: 'https://new.acme.example' }, { url: 'https://new.acme.example' }],
  [before, { name: npmName, ...npm, username: 'bot' }, { username: 'bot' }],
  [
    { ...npm, auth_type: 'username_password', username: 'ci', secret: 'the old secret' },
    { ...npm, auth_type: 'username_password', username: 'bot' },
    { username: 'bot' }
  ],
  [
    { ...before, visibility: 'selected', selected_repository_ids: [1001001] },
    { ...npm, visibility: 'all' },
    { visibility: 'all' }
  ]
]

test.each(updates)('of %j, where %j is wanted, only %j is written', async (given, wanted, body) => {
  const { github, acme, run } = await start()
  const stored = { ...acme.addRegistry(given) }
  const result = await runManifest({ run }, [wanted])
  expect(github.said()).toEqual([list, patch, list])
  expect(github.exchanges[1]?.body).toEqual(body)
  const selected_repository_ids = body['visibility'] ? [] : stored.selected_repository_ids
  expect(acme.registries).toEqual([{ ...stored, ...body, selected_repository_ids }])
  const former = Object.fromEntries(Object.keys(body).map(field => [field, Object(stored)[field]]))
  expect(changesOf(result)).toEqual([
    {
      ...{ org: 'acme', action: 'update', name: npmName, registry_type: 'npm_registry' },
      ...{ url: body['url'] ?? npm.url, fields: Object.keys(body), from: former, status: 'done' }
    }
  ])
  expect(result.outputs).toMatchObject({ changed: 'true', drift: 'true', updated: '1', failed: '0' })
})

test('an optional field that the registry does not have yet is written, and takes', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(aws)
  const result = await runManifest({ run }, [{ ...aws, audience: 'https://audience.acme.example' }])
  expect(github.exchanges[1]?.body).toEqual({ audience: 'https://audience.acme.example' })
  expect(acme.registries).toMatchObject([{ audience: 'https://audience.acme.example' }])
  expect(result.outputs).toMatchObject({ drift: 'true', updated: '1', failed: '0' })
})

test.each(Object.keys(aws).slice(3))('a different %s of an OIDC registry is written alone', async field => {
  const { github, acme, run } = await start()
  acme.addRegistry(aws)
  const result = await runManifest({ run }, [{ ...aws, [field]: 'another' }])
  expect(github.exchanges[1]?.body).toEqual({ [field]: 'another' })
  expect(acme.registries).toMatchObject([{ ...aws, [field]: 'another' }])
  expect(result.outputs).toMatchObject({ updated: '1', failed: '0' })
})

const keeps: [what: string, given: GivenRegistry, wanted: Fields][] = [
  ['the same fields', before, { ...npm, username: 'ci', replaces_base: false, visibility: 'all' }],
  ['no fields', { ...before, visibility: 'private', replaces_base: true }, npm],
  ['nothing but the name', before, { name: npmName }],
  ['the name in lower case', before, { name: npmName.toLowerCase() }],
  ['another case of the host', before, { ...npm, url: 'https://NPM.Acme.Example/' }],
  ['another case of the scheme', before, { ...npm, url: 'HTTPS://npm.acme.example/' }],
  ['the default port', before, { ...npm, url: 'https://npm.acme.example:443/' }],
  ['no slash at the end', before, { ...npm, url: 'https://npm.acme.example' }],
  ['another spelling of the url of a pinned one', before, { name: npmName, url: 'https://NPM.acme.example' }],
  ['a slash at the end', { ...before, url: 'https://a.example/p' }, { ...npm, url: 'https://a.example/p/' }],
  ['no user name where there is none', { ...before, username: null }, { ...npm, username: null }],
  ['the default auth type', before, { ...npm, auth_type: 'token' }],
  ['the fields of OIDC', { ...aws, audience: 'x' }, aws],
  ['a secret that is not to be rewritten', before, { ...npm, secret_env: 'NPM_TOKEN' }]
]

test.each(keeps)('%s: kept without a write', async (_, given, wanted) => {
  const { github, acme, run } = await start()
  const stored = { ...acme.addRegistry(given) }
  const result = await runManifest({ run }, [wanted])
  expect(github.said()).toEqual([list])
  expect(acme.registries).toEqual([stored])
  const { name, registry_type, url } = stored
  expect(changesOf(result)).toEqual([
    { org: 'acme', action: 'keep', name, registry_type, url, fields: [], status: 'done' }
  ])
  expect(result.outputs).toMatchObject({ changed: 'false', drift: 'false', unchanged: '1', failed: '0' })
  // That the address is spelt otherwise is a notice.
  expect(result.annotations.filter(({ level }) => level !== 'notice')).toEqual([])
})

test.each([
  ['a path in another case', { ...before, url: 'https://a.example/P' }, 'https://a.example/p'],
  ['two slashes at the end', { ...before, url: 'https://a.example/p' }, 'https://a.example/p//'],
  ['another port', { ...before, url: 'https://a.example' }, 'https://a.example:8443'],
  ['another scheme', { ...before, url: 'https://a.example' }, 'http://a.example']
])('%s is another address', async (_, given, url) => {
  const { acme, run } = await start()
  acme.addRegistry(given)
  const wanted = { ...npm, url, visibility: 'all', secret_env: 'NPM_TOKEN' }
  const result = await runManifest({ run }, [wanted], {}, { env })
  expect(acme.registries).toMatchObject([given, { url }])
  expect(result.outputs).toMatchObject({ created: '1', unchanged: '0' })
})

test.each([true, false])('username: null clears, also where null means nothing: %j', async clears => {
  const { acme, run } = await start({ clearsUsernameWithNull: clears })
  acme.addRegistry(before)
  const result = await runManifest({ run }, [{ ...npm, username: null }])
  expect(acme.registries).toMatchObject([{ username: null, secret: 'the old secret' }])
  expect(result.outputs).toMatchObject({ drift: 'true', updated: '1', failed: '0' })
  expect(changesOf(result)).toMatchObject([{ fields: ['username'], status: 'done' }])
})

test('username: null of a registry that is to be created is not sent', async () => {
  const { github, acme, run } = await start()
  const wanted = { ...npm, username: null, visibility: 'all', secret_env: 'NPM_TOKEN' }
  await runManifest({ run }, [wanted], {}, { env })
  expect(github.exchanges[2]?.body).not.toHaveProperty('username')
  expect(acme.registries).toMatchObject([{ username: null }])
})

test('defaults fill what a registry lacks, where its auth type admits it', async () => {
  const { acme, run } = await start()
  acme.addRegistry(before)
  const defaults = { visibility: 'private', username: 'bot', secret_env: 'NPM_TOKEN', replaces_base: true }
  const git = { registry_type: 'git_source', url: 'https://git.acme.example', username: 'me' }
  const registries = [npm, git, { ...aws, replaces_base: false }]
  const result = await runManifest({ run }, { defaults, registries }, {}, { env })
  expect(acme.registries).toMatchObject([
    { ...npm, username: 'bot', visibility: 'private', replaces_base: true, secret: 'the old secret' },
    { ...git, visibility: 'private', replaces_base: true, secret: env.NPM_TOKEN },
    { ...aws, visibility: 'private', replaces_base: false, username: null, secret: null }
  ])
  expect(result.outputs).toMatchObject({ created: '2', updated: '1', failed: '0' })
})

test('a registry that the manifest does not name is left alone', async () => {
  const { acme, run } = await start()
  const other = { ...acme.addRegistry({ registry_type: 'git_source', url: npm.url, secret: 'of another' }) }
  acme.addRegistry(before)
  const result = await runManifest({ run }, [{ ...npm, username: 'bot' }])
  expect(acme.registries[0]).toEqual(other)
  expect(changesOf(result).map(({ name }) => name)).toEqual([npmName])
})

test('a manifest of several: created, updated, kept, in its order, and again: all kept', async () => {
  const scenario = await start()
  const { acme } = scenario
  acme.addRegistry(before)
  acme.addRegistry(aws)
  const git = { registry_type: 'git_source', url: 'https://git.acme.example', visibility: 'all' }
  const manifest = [{ ...git, secret_env: 'GIT_TOKEN' }, { ...npm, username: 'bot' }, aws]
  const step = { env: { GIT_TOKEN: 'the secret of git' } }
  const first = await runManifest(scenario, manifest, {}, step)
  expect(changesOf(first).map(({ action, name }) => [action, name])).toEqual([
    ['create', 'GIT_SOURCE_SECRET'],
    ['update', npmName],
    ['keep', 'DOCKER_REGISTRY_SECRET']
  ])
  expect(first.outputs).toMatchObject({ created: '1', updated: '1', unchanged: '1', deleted: '0' })
  const state = structuredClone(acme.registries)
  const sent = writes(scenario)
  expect(sent).toEqual([post, patch])
  const second = await runManifest(scenario, manifest, {}, step)
  expect(second.outputs).toMatchObject({ changed: 'false', drift: 'false', unchanged: '3', failed: '0' })
  expect(writes(scenario)).toEqual(sent)
  expect(acme.registries).toEqual(state)
})

test('an empty manifest is wanted to be nothing, and nothing is done', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(before)
  const result = await runManifest({ run }, [])
  expect(github.said()).toEqual([list])
  expect(output(result, 'changes')).toEqual([])
  expect(result.outputs).toMatchObject({ changed: 'false', drift: 'false' })
})

test('an older server, which shows no auth type, is not asked to change it', async () => {
  const { github, acme, run } = await start({ showsAuthType: false })
  acme.addRegistry(before)
  const result = await runManifest({ run }, [{ ...npm, auth_type: 'token', username: 'bot' }])
  expect(github.exchanges[1]?.body).toEqual({ username: 'bot' })
  expect(result.outputs).toMatchObject({ updated: '1', failed: '0' })
})

test('a field that did not take is a failure that says what the server kept', async () => {
  const { github, acme, run } = await start()
  const stored = { ...acme.addRegistry(before) }
  github.answer({ method: 'PATCH' }, { status: 204 })
  const result = await runManifest({ run }, [{ ...npm, username: 'bot', visibility: 'private' }])
  expect(result.exitCode).toBe(1)
  expect(acme.registries).toEqual([stored])
  expect(changesOf(result)).toMatchObject([{ status: 'failed', fields: ['username', 'visibility'] }])
  expect(changesOf(result)[0]?.reason).toMatch(/username is 'ci'.*visibility is 'all'/)
  expect(result.outputs).toMatchObject({ changed: 'true', updated: '0', failed: '1' })
})

test('a write that is refused fails alone, and the others are done', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(before)
  github.answer({ method: 'POST' }, { status: 422, body: { message: 'No such type here' } })
  const created = { ...npm, url: 'https://other.acme.example', visibility: 'all', secret_env: 'NPM_TOKEN' }
  const manifest = [created, { ...npm, username: 'bot' }]
  const result = await runManifest({ run }, manifest, {}, { env })
  expect(changesOf(result)).toMatchObject([
    { action: 'create', name: null, status: 'failed', reason: expect.stringContaining('No such type here') },
    { action: 'update', name: npmName, status: 'done' }
  ])
  expect(acme.registries).toMatchObject([{ username: 'bot' }])
  expect(result.outputs).toMatchObject({ changed: 'true', created: '0', updated: '1', failed: '1' })
  expect(result.exitCode).toBe(1)
})
