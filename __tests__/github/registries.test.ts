import { ask, type Got, sealed } from './client.ts'
import type { Organization } from './organization.ts'
import { type GitHubOptions, type LocalGitHub, startGitHub } from './server.ts'

const path = '/orgs/acme/private-registries'
const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example/', visibility: 'all' }
const azure = { ...npm, auth_type: 'oidc_azure', tenant_id: 't', client_id: 'c' }

let github: LocalGitHub
let acme: Organization
let now = Date.parse('2026-03-01T12:00:00Z')

async function start(options: GitHubOptions = {}): Promise<void> {
  github = await startGitHub({ now: () => now, ...options })
  acme = github.addOrganization('acme', { repositories: ['web', { name: 'api', id: 7 }] })
}

afterEach(() => github.close())

test('a registry is made, shown, changed and deleted', async () => {
  await start()
  const body = { ...npm, ...sealed(acme, 's3cret ✓'), username: 'ci' }
  const made = await ask(github, `POST ${path}`, { body })
  const shown = {
    ...{ ...npm, name: 'NPM_REGISTRY_SECRET', auth_type: 'token', username: 'ci', replaces_base: false },
    ...{ created_at: '2026-03-01T12:00:00Z', updated_at: '2026-03-01T12:00:00Z' }
  }
  expect(made).toMatchObject({ status: 201, body: shown })
  expect(acme.registries[0]?.secret).toBe('s3cret ✓')
  expect((await ask(github, `GET ${path}`)).body).toEqual({ total_count: 1, configurations: [shown] })

  now += 60_000
  const change = { ...sealed(acme, 'new'), visibility: 'selected', selected_repository_ids: [7] }
  expect(await ask(github, `PATCH ${path}/NPM_REGISTRY_SECRET`, { body: change })).toMatchObject({
    status: 204
  })
  const changed = { ...shown, visibility: 'selected', updated_at: '2026-03-01T12:01:00Z' }
  expect((await ask(github, `GET ${path}/npm_registry_secret`)).body).toEqual(changed)
  expect(acme.registries[0]).toMatchObject({ secret: 'new', selected_repository_ids: [7] })

  expect(await ask(github, `DELETE ${path}/NPM_REGISTRY_SECRET`)).toMatchObject({
    status: 204,
    body: undefined
  })
  expect(await ask(github, `DELETE ${path}/NPM_REGISTRY_SECRET`)).toMatchObject({ status: 404 })
  expect(acme.registries).toEqual([])
  expect(github.violations).toEqual([])
})

test('every type gets its name, later ones a number', async () => {
  await start()
  for (const registry_type of ['maven_repository', 'maven_repository', 'hex_organization']) {
    await ask(github, `POST ${path}`, { body: { ...azure, registry_type } })
  }
  const names = acme.registries.map(({ name }) => name)
  expect(names).toEqual(['MAVEN_REPOSITORY_SECRET', 'MAVEN_REPOSITORY_SECRET_2', 'HEX_ORGANIZATION_SECRET'])
})

test.each([
  ['all', undefined, undefined],
  ['selected', [7], [7]],
  ['selected', undefined, []]
])('a 201 for %s with %j shows %j', async (visibility, selected_repository_ids, expected) => {
  await start()
  const { body } = await ask(github, `POST ${path}`, {
    body: { ...azure, visibility, selected_repository_ids }
  })
  expect((body as Record<string, unknown>)['selected_repository_ids']).toEqual(expected)
  expect(body).not.toHaveProperty('username')
  expect(github.violations).toEqual([])
})

const secret = () => sealed(acme, 'x')

// Refused with the words of GitHub's own rules: nothing in the description forbids these.
const refusedCreates: [name: string, body: () => object, message: RegExp][] = [
  ['no secret', () => npm, /encrypted_value is required.*key_id is required/],
  ['no key id', () => ({ ...npm, encrypted_value: secret().encrypted_value }), /key_id is required/],
  ['other key', () => ({ ...npm, ...secret(), key_id: '1' }), /"field":"key_id","code":"invalid"/],
  [
    'not sealed',
    () => ({ ...npm, ...secret(), encrypted_value: 'c2VjcmV0' }),
    /an improperly encrypted secret/
  ],
  [
    'sealed for another',
    () => ({ ...npm, ...sealed(github.addOrganization('x'), 'x'), key_id: acme.key.id }),
    /impr/
  ],
  ['no user', () => ({ ...npm, ...secret(), auth_type: 'username_password' }), /username is required/],
  ['OIDC field missing', () => ({ ...azure, tenant_id: undefined }), /tenant_id is required when/],
  ['OIDC field empty', () => ({ ...azure, client_id: '' }), /client_id is required when/],
  ['OIDC with secret', () => ({ ...azure, ...secret() }), /encrypted_value must be omitted.*key_id must be/],
  ['OIDC with user', () => ({ ...azure, username: 'ci' }), /username is not allowed/],
  ['field of another type', () => ({ ...azure, aws_region: 'x' }), /aws_region is not allowed/],
  ['OIDC field with token', () => ({ ...npm, ...secret(), audience: 'x' }), /audience is not allowed/],
  ['ids without selected', () => ({ ...azure, selected_repository_ids: [] }), /only be provided when/],
  [
    'foreign id',
    () => ({ ...azure, visibility: 'selected', selected_repository_ids: [7, 8] }),
    /: 8 is not a/
  ],
  ['not http', () => ({ ...azure, url: 'ftp://npm.acme.example' }), /valid HTTP/]
]

test.each(refusedCreates)('a create is refused: %s', async (_, body, message) => {
  await start()
  const got = await ask(github, `POST ${path}`, { body: body() })
  expect(got.status).toBe(422)
  expect(JSON.stringify(got.body)).toMatch(message)
  expect(got.body).toMatchObject({
    status: '422',
    documentation_url: expect.stringMatching(/create-a-private/)
  })
  expect(acme.registries).toEqual([])
  expect(github.violations).toEqual([])
})

// Refused, and noted as violations too: the description forbids these.
test.each([
  ['type missing', { ...azure, registry_type: undefined }, `"registry_type" wasn't supplied.`],
  ['unknown type', { ...azure, registry_type: 'cpan' }, 'is not a member of'],
  ['unknown member', { ...azure, org: 'acme' }, '"org" is not a permitted key.'],
  ['base64 without padding', { ...azure, encrypted_value: 'YQ' }, 'does not match']
])('a create is refused and noted: %s', async (_, body, message) => {
  await start()
  const got = await ask(github, `POST ${path}`, { body })
  expect(got).toMatchObject({ status: 422, body: { message: expect.stringContaining(message) } })
  expect(github.violations).toEqual([expect.stringContaining(message)])
})

const refusedUpdates: [name: string, body: () => object, message: RegExp][] = [
  ['auth type', () => ({ auth_type: 'username_password' }), /auth_type cannot be changed/],
  ['registry type', () => ({ registry_type: 'git_source' }), /registry_type cannot be changed/],
  ['stale key', () => staleSecret(), /"key_id","code":"invalid"/],
  ['key id alone', () => ({ key_id: acme.key.id }), /encrypted_value is required with key_id/],
  ['ids alone', () => ({ selected_repository_ids: [7] }), /only be provided when/],
  ['foreign id', () => ({ visibility: 'selected', selected_repository_ids: [9] }), /9 is not a repository/],
  ['not http', () => ({ url: 'ssh://npm.acme.example' }), /valid HTTP/]
]

function staleSecret(): object {
  const stale = secret()
  acme.rotateKey()
  return stale
}

test.each(refusedUpdates)('an update is refused: %s', async (_, body, message) => {
  await start()
  const before = { ...acme.addRegistry({ ...npm, secret: 'old', username: 'ci' }) }
  const got = await ask(github, `PATCH ${path}/${before.name}`, { body: body() })
  expect(got.status).toBe(422)
  expect(JSON.stringify(got.body)).toMatch(message)
  expect(acme.registries).toEqual([before])
  expect(github.violations).toEqual([])
})

test('a username that the auth type needs cannot be cleared', async () => {
  await start()
  const { name } = acme.addRegistry({ ...npm, auth_type: 'username_password', username: 'ci' })
  expect(await ask(github, `PATCH ${path}/${name}`, { body: { username: '' } })).toMatchObject({
    status: 422
  })
})

test.each<[given: object, options: GitHubOptions, expected: string | null]>([
  [{}, {}, 'ci'],
  [{ username: 'bot' }, {}, 'bot'],
  [{ username: '' }, {}, null],
  [{ username: null }, {}, null],
  [{ username: null }, { clearsUsernameWithNull: false }, 'ci']
])('PATCH %j with %j leaves the user %j', async (body, options, expected) => {
  await start(options)
  const { name } = acme.addRegistry({ ...npm, username: 'ci' })
  expect(await ask(github, `PATCH ${path}/${name}`, { body })).toMatchObject({ status: 204 })
  expect(acme.registries[0]?.username).toBe(expected)
})

test('the list of repositories replaces the old one, and goes with the visibility', async () => {
  await start()
  const { name } = acme.addRegistry({ ...npm, visibility: 'selected', selected_repository_ids: [7] })
  const patch = (body: object): Promise<Got> => ask(github, `PATCH ${path}/${name}`, { body })
  const seen = []
  for (const body of [
    { replaces_base: true },
    { visibility: 'selected', selected_repository_ids: [acme.repositories[0]?.id] },
    { visibility: 'private' },
    { visibility: 'selected' }
  ]) {
    await patch(body)
    seen.push(acme.registries[0]?.selected_repository_ids)
  }
  expect(seen).toEqual([[7], [acme.repositories[0]?.id], [], []])
})

test.each<[twins: 'made' | 'refused', status: number]>([
  ['made', 201],
  ['refused', 422]
])('twins are %s', async (twins, status) => {
  await start({ twins })
  await ask(github, `POST ${path}`, { body: azure })
  expect(await ask(github, `POST ${path}`, { body: azure })).toMatchObject({ status })
  expect(
    await ask(github, `POST ${path}`, { body: { ...azure, url: 'https://other.example' } })
  ).toMatchObject({
    status: 201
  })
  expect(github.violations).toEqual([])
})

test.each([true, false])('with showsUrl %s', async showsUrl => {
  await start({ showsUrl })
  const { name } = acme.addRegistry(npm)
  const one = await ask(github, `GET ${path}/${name}`)
  const all = await ask(github, `GET ${path}`)
  expect('url' in (one.body as object)).toBe(showsUrl)
  expect(JSON.stringify(all.body).includes(npm.url)).toBe(showsUrl)
  expect(github.violations).toEqual([])
})

test.each<{ given: GitHubOptions & { visibility: string }; expected: number[] | undefined }>([
  { given: { visibility: 'selected', showsSelectedIds: true }, expected: [7] },
  { given: { visibility: 'selected', showsSelectedIds: true, description: 'ghes-3.18' }, expected: [7] },
  { given: { visibility: 'all', showsSelectedIds: true }, expected: undefined },
  { given: { visibility: 'selected', showsSelectedIds: false }, expected: undefined }
])('with $given, the ids shown are $expected', async ({ given, expected }) => {
  await start(given)
  const { name } = acme.addRegistry({
    ...npm,
    visibility: given.visibility,
    selected_repository_ids: given.visibility === 'selected' ? [7] : []
  })
  const one = await ask(github, `GET ${path}/${name}`)
  const all = await ask(github, `GET ${path}`)
  expect((one.body as Record<string, unknown>)['selected_repository_ids']).toEqual(expected)
  expect(all.body).toEqual({ total_count: 1, configurations: [one.body] })
  expect(github.violations).toEqual([])
})

test('an older server shows neither the auth type nor what only OIDC registries have', async () => {
  await start({ showsAuthType: false })
  const { name } = acme.addRegistry({ ...azure, username: null })
  const times = { created_at: expect.any(String), updated_at: expect.any(String) }
  const shown = { ...npm, name, username: null, replaces_base: false, ...times }
  expect((await ask(github, `GET ${path}/${name}`)).body).toEqual(shown)
  expect((await ask(github, `GET ${path}`)).body).toEqual({ total_count: 1, configurations: [shown] })
  expect(github.violations).toEqual([])
})

test('ten thousand registries are put there at once, each with a name of its own', async () => {
  await start()
  const before = performance.now()
  for (let number = 0; number < 10_000; number += 1) acme.addRegistry(npm)
  expect(performance.now() - before).toBeLessThan(5000)
  expect(new Set(acme.registries.map(({ name }) => name)).size).toBe(10_000)
  expect(acme.registries.at(-1)?.name).toBe('NPM_REGISTRY_SECRET_10000')
})

test('a name is free again once its registry is gone, and can be had only once', async () => {
  await start()
  const [first, second] = [acme.addRegistry(npm), acme.addRegistry(npm)]
  await ask(github, `DELETE ${path}/${first.name}`)
  expect(() => acme.removeRegistry(first)).toThrow('acme has no registry NPM_REGISTRY_SECRET.')
  expect(() => acme.addRegistry({ ...npm, name: second.name })).toThrow(/is a registry NPM_REGISTRY_SECRET_2/)
  const names = [acme.addRegistry(npm), acme.addRegistry(npm)].map(({ name }) => name)
  expect(names).toEqual(['NPM_REGISTRY_SECRET', 'NPM_REGISTRY_SECRET_3'])
})

test('the key is the same in every run, and another after a rotation', async () => {
  await start()
  const first = await ask(github, `GET ${path}/public-key`)
  acme.rotateKey()
  const second = await ask(github, `GET ${path}/public-key`)
  expect(first.body).toEqual({
    key_id: expect.stringMatching(/^\d{18}$/),
    key: expect.stringMatching(/^.{43}=$/)
  })
  expect(second.body).not.toEqual(first.body)
  await github.close()
  await start()
  expect((await ask(github, `GET ${path}/public-key`)).body).toEqual(first.body)
  expect(github.violations).toEqual([])
})
