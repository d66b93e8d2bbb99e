import { timestamp } from '../github/organization.ts'
import { changesOf, manifestPath, npm, npmName, runManifest } from './manifest-scenario.ts'
import { type Inputs, list, messages, publicKey, start, theError, twice, writes } from './scenario.ts'

const patch = `PATCH /orgs/acme/private-registries/${npmName}`
const env = { NPM_TOKEN: 'the new secret of npm' }
const wanted = { ...npm, secret_env: 'NPM_TOKEN' }
const git = { registry_type: 'git_source', url: 'https://git.acme.example', visibility: 'all' }
const hour = 3_600_000

/** A registry whose last update was so many hours ago, by the real time. */
async function startWithAge(hours: number) {
  const scenario = await start({ now: Date.now })
  const updated_at = timestamp(Date.now() - hours * hour)
  scenario.acme.addRegistry({ ...npm, username: 'ci', secret: 'the old secret', updated_at })
  return scenario
}

const sealed = ['encrypted_value', 'key_id']

test.each<[rewrite: Inputs, hours: number, written: boolean]>([
  [{}, 10_000, false],
  [{ 'rewrite-secrets': 'never' }, 10_000, false],
  [{ 'rewrite-secrets': 'always' }, 0, true],
  [{ 'rewrite-secrets': '30d' }, 31 * 24, true],
  [{ 'rewrite-secrets': '30d' }, 29 * 24, false],
  [{ 'rewrite-secrets': '12h' }, 13, true],
  [{ 'rewrite-secrets': '12h' }, 11, false]
])('%j and an update %d hours ago: written is %j', async (rewrite, hours, written) => {
  const { github, acme, run } = await startWithAge(hours)
  const before = { ...acme.registries[0] }
  const result = await runManifest({ run }, [wanted], rewrite, { env })
  expect(github.said().slice(0, 2).sort()).toEqual([list, publicKey].sort())
  expect(github.said().slice(2)).toEqual(written ? [patch, list] : [])
  if (written) expect(Object.keys(Object(github.exchanges[2]?.body)).sort()).toEqual(sealed)
  expect(acme.registries).toEqual([
    written ? { ...before, secret: env.NPM_TOKEN, updated_at: expect.any(String) } : before
  ])
  expect(changesOf(result)).toMatchObject([
    { action: written ? 'update' : 'keep', fields: written ? ['secret'] : [], status: 'done' }
  ])
  expect(result.outputs).toMatchObject({ changed: String(written), drift: 'false' })
})

test.each<[rewrite: Inputs, carried: boolean]>([
  [{}, false],
  [{ 'rewrite-secrets': '30d' }, true],
  [{ 'rewrite-secrets': 'always' }, true]
])('with %j, a PATCH for another reason carries the secret: %j', async (rewrite, carried) => {
  const { github, acme, run } = await startWithAge(1)
  const result = await runManifest({ run }, [{ ...wanted, username: 'bot' }], rewrite, { env })
  const fields = carried ? ['username', ...sealed] : ['username']
  expect(Object.keys(Object(github.exchanges[2]?.body)).sort()).toEqual(fields.sort())
  expect(acme.registries[0]?.secret).toBe(carried ? env.NPM_TOKEN : 'the old secret')
  expect(changesOf(result)[0]?.fields).toEqual(carried ? ['username', 'secret'] : ['username'])
})

test('a re-sent repository list carries an old secret too, for it makes the registry look young', async () => {
  const { acme, run } = await startWithAge(1)
  const selected = { ...wanted, visibility: 'selected', selected_repositories: ['web'] }
  const result = await runManifest({ run }, [selected], { 'rewrite-secrets': '30d' }, { env })
  expect(acme.registries[0]?.secret).toBe(env.NPM_TOKEN)
  expect(changesOf(result)[0]?.fields).toContain('secret')
})

test('an age is over once: a second apply keeps', async () => {
  const { run } = await startWithAge(13)
  const inputs = { 'rewrite-secrets': '12h' }
  const [first, second] = [
    await runManifest({ run }, [wanted], inputs, { env }),
    await runManifest({ run }, [wanted], inputs, { env })
  ]
  expect([first.outputs['updated'], second.outputs['unchanged']]).toEqual(['1', '1'])
})

test('an OIDC registry is never given a secret', async () => {
  const { github, acme, run } = await start()
  const azure = { ...git, auth_type: 'oidc_azure', tenant_id: 'tenant-one', client_id: 'client-one' }
  acme.addRegistry(azure)
  const manifest = { defaults: { secret_env: 'NPM_TOKEN' }, registries: [azure] }
  const result = await runManifest({ run }, manifest, { 'rewrite-secrets': 'always' }, { env })
  expect(github.said().filter(line => !line.includes('public-key'))).toEqual([list])
  expect(result.outputs).toMatchObject({ unchanged: '1', failed: '0' })
})

const needing: [what: string, entry: object, rewrite: Inputs][] = [
  ['a create', { ...git, secret_env: 'NOT_SET' }, {}],
  ['a secret that is always written', { ...npm, secret_env: 'NOT_SET' }, { 'rewrite-secrets': 'always' }],
  ['a secret that is too old', { ...npm, secret_env: 'NOT_SET' }, { 'rewrite-secrets': '1d' }],
  [
    'a PATCH that carries it',
    { ...npm, secret_env: 'NOT_SET', username: 'x' },
    { 'rewrite-secrets': '1000d' }
  ]
]

describe.each(needing)('a variable that is not set, but needed by %s', (_, entry, rewrite) => {
  async function play(inputs: Inputs) {
    const scenario = await start()
    const globex = scenario.github.addOrganization('globex')
    const pinned = { registry_type: 'pub_repository', url: 'https://pub.acme.example' }
    for (const organization of [scenario.acme, globex])
      organization.addRegistry({ ...npm, secret: 'old one' })
    globex.addRegistry(pinned)
    const manifest = [
      { ...entry, orgs: ['acme'] },
      { ...pinned, orgs: ['globex'], visibility: 'private' }
    ]
    const result = await runManifest(scenario, manifest, { org: 'acme, globex', ...rewrite, ...inputs })
    return { scenario, result }
  }

  test('stops the run before any write anywhere', async () => {
    const { scenario, result } = await play({})
    expect(theError(result)).toMatch(/NOT_SET is not set/)
    expect(result.annotations).toMatchObject([{ level: 'error', file: manifestPath }])
    expect(writes(scenario)).toEqual([])
    expect(changesOf(result).map(({ org, status }) => [org, status])).toEqual([
      ['acme', 'failed'],
      ['globex', 'not_attempted']
    ])
    expect(result.outputs).toMatchObject({ changed: 'false', failed: '2' })
  })

  test('is a notice in a dry run', async () => {
    const { scenario, result } = await play({ 'dry-run': 'true' })
    expect(messages(result, 'notice')).toEqual([expect.stringContaining('NOT_SET is not set')])
    expect(result.exitCode).toBe(0)
    expect(writes(scenario)).toEqual([])
    expect(changesOf(result).map(({ status }) => status)).toEqual(['planned', 'planned'])
  })
})

test('an empty variable is one that is not set', async () => {
  const scenario = await start()
  const manifest = [{ ...git, secret_env: 'EMPTY' }]
  const result = await runManifest(scenario, manifest, {}, { env: { EMPTY: '' } })
  expect(theError(result)).toMatch(/EMPTY is not set/)
  expect(writes(scenario)).toEqual([])
})

test.each<Inputs>([{}, { 'rewrite-secrets': '30d' }])(
  'a variable that is not needed, with %j, may be unset',
  async rewrite => {
    const { acme, run } = await startWithAge(1)
    const result = await runManifest({ run }, [{ ...npm, secret_env: 'NOT_SET' }], rewrite)
    expect(result.outputs).toMatchObject({ unchanged: '1', failed: '0' })
    expect(result.annotations).toEqual([])
    expect(acme.registries[0]?.secret).toBe('the old secret')
  }
)

test('a PATCH that carries no secret needs no variable', async () => {
  const { run } = await startWithAge(1)
  const result = await runManifest({ run }, [{ ...npm, username: 'bot', secret_env: 'NOT_SET' }])
  expect(result.outputs).toMatchObject({ updated: '1', failed: '0' })
})

const fromSecrets = JSON.stringify({ NPM_TOKEN: 'from the input secrets', OTHER: 'something else' })

test.each([
  ['the input alone', { secrets: fromSecrets }, {}, 'from the input secrets'],
  ['the input before the environment', { secrets: fromSecrets }, env, 'from the input secrets'],
  ['the environment where the input lacks it', { secrets: '{"OTHER":"other value"}' }, env, env.NPM_TOKEN],
  ['the environment where the input is empty', { secrets: '{"NPM_TOKEN":""}' }, env, env.NPM_TOKEN]
])('secret_env is looked up: %s', async (_, inputs, variables, secret) => {
  const { acme, run } = await start()
  await runManifest({ run }, [{ ...wanted, visibility: 'all' }], inputs as Inputs, {
    env: variables as Inputs
  })
  expect(acme.registries).toMatchObject([{ secret }])
})

test('a variable of several lines, and of one line break at its end', async () => {
  const { acme, run } = await start()
  const entry = { ...wanted, visibility: 'all' }
  const result = await runManifest({ run }, [entry], {}, { env: { NPM_TOKEN: 'line one\nline two\n' } })
  expect(acme.registries).toMatchObject([{ secret: 'line one\nline two' }])
  expect(messages(result, 'notice')).toEqual([expect.stringContaining('NPM_TOKEN')])
})

test('a registry that needs a secret and names no variable cannot be created', async () => {
  const scenario = await start()
  const result = await runManifest(scenario, [git])
  expect(theError(result)).toMatch(/secret_env/)
  expect(writes(scenario)).toEqual([])
})

/** 32 bytes that nothing can be sealed with. */
const zeroKey = { key_id: '1', key: Buffer.alloc(32).toString('base64') }

test('a key that cannot seal stops its organization before any write', async () => {
  const scenario = await start()
  scenario.acme.addRegistry(npm)
  scenario.github.answer({ path: /public-key$/ }, { status: 200, body: zeroKey })
  const manifest = [
    { ...npm, username: 'bot' },
    { ...git, secret_env: 'NPM_TOKEN' }
  ]
  const result = await runManifest(scenario, manifest, {}, { env })
  expect(theError(result)).toMatch(/public key/)
  expect(writes(scenario)).toEqual([])
  expect(changesOf(result).map(({ status }) => status)).toEqual(['not_attempted', 'not_attempted'])
})

test('a key that cannot be read is no matter where no secret is written', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(npm)
  github.answer({ path: /public-key$/ }, { status: 403, body: { message: 'No key for you' } })
  const result = await runManifest({ run }, [{ ...wanted, username: 'bot' }], {}, { env })
  expect(result.outputs).toMatchObject({ updated: '1', failed: '0' })
})

test('a key that changed meanwhile is fetched again, and the secret sealed with it', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry({ ...npm, secret: 'the old secret' })
  github.answer({ method: 'PATCH' }, () => {
    acme.rotateKey()
    return undefined
  })
  const result = await runManifest({ run }, [wanted], { 'rewrite-secrets': 'always' }, { env })
  expect(acme.registries).toMatchObject([{ secret: env.NPM_TOKEN }])
  expect(result.outputs).toMatchObject({ updated: '1', failed: '0' })
})

test('shows the same bytes whatever the secrets are', async () => {
  const result = await twice(async (scenario, secret) => {
    scenario.acme.addRegistry({ ...npm, secret: 'the old secret' })
    const variables = { NPM_TOKEN: secret, GIT_TOKEN: secret.toUpperCase() }
    const manifest = [
      { ...wanted, username: 'ci' },
      { ...git, secret_env: 'GIT_TOKEN' }
    ]
    return runManifest(scenario, manifest, { 'rewrite-secrets': 'always' }, { env: variables })
  })
  expect(result.outputs).toMatchObject({ created: '1', updated: '1', failed: '0' })
})

test('shows the same bytes whatever the input secrets holds, also what nobody needs', async () => {
  const result = await twice((scenario, secret) => {
    const secrets = JSON.stringify({ NPM_TOKEN: secret, UNUSED: `${secret}${secret}` })
    return runManifest(scenario, [{ ...wanted, visibility: 'all' }], { secrets })
  })
  expect(result.outputs).toMatchObject({ created: '1', failed: '0' })
})

test('a secret that GitHub sends back in a refusal is hidden', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(npm)
  github.answer({ method: 'PATCH' }, { status: 422, body: { message: `What is ${env.NPM_TOKEN}?` } })
  const inputs = { 'rewrite-secrets': 'always' }
  const result = await runManifest({ run }, [{ ...wanted, username: 'bot' }], inputs, { env })
  expect(changesOf(result)).toMatchObject([{ status: 'failed', reason: expect.stringContaining('What is') }])
})

test('a url that contains a secret is shown without it', async () => {
  const { run } = await start()
  const entry = { ...wanted, url: `https://npm.acme.example/the-new-secret/`, visibility: 'all' }
  const result = await runManifest({ run }, [entry], {}, { env: { NPM_TOKEN: 'the-new-secret' } })
  expect(changesOf(result)).toMatchObject([{ action: 'create', status: 'done' }])
})

describe('where allowed hosts are given', () => {
  const inputs = { 'rewrite-secrets': 'always', 'allowed-hosts': 'good.example' }
  const elsewhere = /npm\.acme\.example, which is not in 'allowed-hosts'/

  test('an address elsewhere is an error of the manifest', async () => {
    const { github, run } = await start()
    const result = await runManifest({ run }, [wanted], inputs, { env })
    expect(theError(result)).toMatch(elsewhere)
    expect(github.said()).toEqual([])
  })

  test('a pinned registry elsewhere gets no secret', async () => {
    const scenario = await start()
    scenario.acme.addRegistry(npm)
    const result = await runManifest(scenario, [{ name: npmName, secret_env: 'NPM_TOKEN' }], inputs, { env })
    expect(theError(result)).toMatch(elsewhere)
    expect(writes(scenario)).toEqual([])
  })

  test('a pinned registry whose address is not shown gets no secret', async () => {
    const scenario = await start({ showsUrl: false })
    scenario.acme.addRegistry(npm)
    const result = await runManifest(scenario, [{ name: npmName, secret_env: 'NPM_TOKEN' }], inputs, { env })
    expect(theError(result)).toMatch(/does not show/)
    expect(writes(scenario)).toEqual([])
  })

  test('a pinned registry whose address is not shown gets no secret, whatever address the entry gives', async () => {
    const scenario = await start({ showsUrl: false })
    scenario.acme.addRegistry(npm)
    const entry = { name: npmName, url: 'https://good.example', secret_env: 'NPM_TOKEN' }
    const result = await runManifest(scenario, [entry], inputs, { env })
    expect(scenario.acme.registries).toMatchObject([{ secret: null }])
    expect(theError(result)).toMatch(/does not show/)
  })

  test('a pinned registry elsewhere that moves to an allowed host gets both', async () => {
    const { acme, run } = await start()
    acme.addRegistry(npm)
    const entry = { name: npmName, url: 'https://good.example', secret_env: 'NPM_TOKEN' }
    const result = await runManifest({ run }, [entry], inputs, { env })
    expect(acme.registries).toMatchObject([{ url: 'https://good.example', secret: env.NPM_TOKEN }])
    expect(changesOf(result)).toMatchObject([{ fields: ['url', 'secret'], status: 'done' }])
  })
})
