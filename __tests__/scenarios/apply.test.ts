import type { GivenRegistry } from '../local-github/organization.ts'
import { changesOf, type Fields, fatesOf, npm, npmName, runManifest, startWith } from './manifest-scenario.ts'
import { list, publicKey, start, writes } from './scenario.ts'

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
  expect(result.outputs).not.toHaveProperty('name')
  expect(result.outputs).not.toHaveProperty('registry')
  for (const summary of [result.summary, result.outputs['summary']])
    expect(summary).toContain('npm.acme.example')
})

test('creates a registry that needs no secret without asking for the key, and sends no username: null', async () => {
  const { github, acme, run } = await start()
  await runManifest({ run }, [{ ...aws, visibility: 'all' }])
  expect(github.said()).toEqual([list, post, list])
  expect(github.exchanges[1]?.body).toEqual({ ...aws, visibility: 'all' })
  const wanted = { ...npm, username: null, visibility: 'all', secret_env: 'NPM_TOKEN' }
  await runManifest({ run }, [wanted], {}, { env })
  expect(github.exchanges.at(-2)?.body).not.toHaveProperty('username')
  expect(acme.registries).toMatchObject([aws, { username: null }])
})

const updates: [given: GivenRegistry, wanted: Fields, body: Fields, from?: Fields][] = [
  [before, { ...npm, visibility: 'private' }, { visibility: 'private' }, { visibility: 'all' }],
  [before, { ...npm, username: 'x', replaces_base: true }, { username: 'x', replaces_base: true }],
  [before, { ...npm, url: 'HTTPS://NPM.acme.example:443', username: 'x' }, { username: 'x' }],
  [before, { name: npmName, url: 'https://new.acme.example' }, { url: 'https://new.acme.example' }],
  [aws, { ...aws, account_id: '1', domain: 'other' }, { account_id: '1', domain: 'other' }],
  [aws, { ...aws, audience: 'https://a.example' }, { audience: 'https://a.example' }, {}]
]

test.each(updates)(
  'of %j, where %j is wanted, only %j is written',
  async (given, wanted, body, ...[from]) => {
    const { github, acme, run } = await startWith([given])
    const stored: Fields = { ...acme.registries[0] }
    const result = await runManifest({ run }, [wanted])
    expect(github.said()).toEqual([list, expect.stringMatching(/^PATCH /), list])
    expect(github.exchanges[1]?.body).toEqual(body)
    expect(acme.registries).toEqual([{ ...stored, ...body }])
    const old = from ?? Object.fromEntries(Object.keys(body).map(field => [field, stored[field]]))
    const { name, registry_type, url } = { ...stored, ...body } as Fields
    expect(changesOf(result)).toEqual([
      {
        ...{ org: 'acme', action: 'update', name, registry_type, url, fields: Object.keys(body) },
        ...{ ...(Object.keys(old).length > 0 && { from: old }), status: 'done' }
      }
    ])
    expect(result.outputs).toMatchObject({ changed: 'true', drift: 'true', updated: '1', failed: '0' })
  }
)

test.each<[what: string, given: GivenRegistry, wanted: Fields]>([
  ['the same fields', before, { ...npm, username: 'ci', auth_type: 'token', replaces_base: false }],
  ['no fields', { ...before, visibility: 'private', replaces_base: true }, npm],
  ['a slash at the end', { ...before, url: 'https://a.example/p' }, { ...npm, url: 'https://a.example/p/' }],
  ['a secret that is not to be rewritten', before, { ...npm, secret_env: 'NPM_TOKEN' }]
])('%s: kept without a write', async (_, given, wanted) => {
  const { github, acme, run } = await startWith([given])
  const stored = structuredClone(acme.registries)
  const result = await runManifest({ run }, [wanted])
  expect(github.said()).toEqual([list])
  expect(acme.registries).toEqual(stored)
  expect(fatesOf(result)).toEqual(['acme keep done'])
  expect(result.outputs).toMatchObject({ changed: 'false', drift: 'false', unchanged: '1', failed: '0' })
  expect(result.annotations.filter(({ level }) => level !== 'notice')).toEqual([])
})

test.each([true, false])('username: null clears, also where null means nothing: %j', async clears => {
  const { acme, run } = await startWith([before], { clearsUsernameWithNull: clears })
  const result = await runManifest({ run }, [{ ...npm, username: null }])
  expect(acme.registries).toMatchObject([{ username: null, secret: 'the old secret' }])
  expect(result.outputs).toMatchObject({ drift: 'true', updated: '1', failed: '0' })
  expect(changesOf(result)).toMatchObject([{ fields: ['username'], from: { username: 'ci' } }])
})

test('defaults fill what a registry lacks, where its auth type admits it', async () => {
  const { acme, run } = await startWith([before])
  const defaults = { visibility: 'private', username: 'bot', secret_env: 'NPM_TOKEN', replaces_base: true }
  const registries = [npm, { ...git, username: 'me' }, { ...aws, replaces_base: false }]
  const result = await runManifest({ run }, { defaults, registries }, {}, { env })
  expect(acme.registries).toMatchObject([
    { ...npm, username: 'bot', visibility: 'private', replaces_base: true, secret: 'the old secret' },
    { ...git, username: 'me', visibility: 'private', replaces_base: true, secret: env.NPM_TOKEN },
    { ...aws, visibility: 'private', replaces_base: false, username: null, secret: null }
  ])
  expect(result.outputs).toMatchObject({ created: '2', updated: '1', failed: '0' })
})

test('a manifest of several: created, updated, kept, in its order, and again: all kept', async () => {
  const scenario = await startWith([before, aws, { ...git, url: npm.url, secret: 'that nobody names' }])
  const other = { ...scenario.acme.registries[2] }
  const wanted = { ...git, visibility: 'all', secret_env: 'NPM_TOKEN' }
  const manifest = [wanted, { ...npm, username: 'bot' }, aws]
  const first = await runManifest(scenario, manifest, {}, { env })
  expect(fatesOf(first)).toEqual(['acme create done', 'acme update done', 'acme keep done'])
  expect(first.outputs).toMatchObject({ created: '1', updated: '1', unchanged: '1', deleted: '0' })
  const state = structuredClone(scenario.acme.registries)
  expect(state[2]).toEqual(other)
  const second = await runManifest(scenario, manifest, {}, { env })
  expect(second.outputs).toMatchObject({ changed: 'false', drift: 'false', unchanged: '3', failed: '0' })
  expect(writes(scenario)).toEqual([post, patch])
  expect(scenario.acme.registries).toEqual(state)
})

test('a field that did not take is a failure that says what the server kept', async () => {
  const { github, run } = await startWith([before])
  github.answer({ method: 'PATCH' }, { status: 204 })
  const result = await runManifest({ run }, [{ ...npm, username: 'bot', visibility: 'private' }])
  expect(result.exitCode).toBe(1)
  expect(changesOf(result)).toMatchObject([{ status: 'failed', fields: ['username', 'visibility'] }])
  expect(changesOf(result)[0]?.reason).toMatch(/username is 'ci'.*visibility is 'all'/)
  expect(result.outputs).toMatchObject({ changed: 'true', updated: '0', failed: '1' })
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
