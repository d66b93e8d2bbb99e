import { authTypes } from '../github/auth-types.ts'
import type { GivenRegistry } from '../github/organization.ts'
import { runManifest } from './manifest-scenario.ts'
import { type Inputs, list, messages, output, publicKey, start, theError, twice, writes } from './scenario.ts'

const npm: GivenRegistry = {
  ...{
    registry_type: 'npm_registry',
    url: 'https://npm.acme.example',
    username: 'ci',
    secret: 'the old secret'
  },
  ...{ visibility: 'selected', selected_repository_ids: [1001001], replaces_base: true }
}
const maven: GivenRegistry = {
  registry_type: 'maven_repository',
  url: 'https://maven.acme.example/a',
  secret: 'old'
}
const azure: GivenRegistry = {
  ...{ registry_type: 'docker_registry', url: 'https://acme.azurecr.io', auth_type: 'oidc_azure' },
  ...{ tenant_id: 't', client_id: 'c' }
}
const byName = { name: 'NPM_REGISTRY_SECRET' }
const byAddress = { 'registry-type': 'npm_registry', url: 'HTTPS://NPM.acme.example:443/' }
const secret = 'the new secret'
const inputs: Inputs = { operation: 'rotate', secret, 'write-interval': '0s' }
const patch = 'PATCH /orgs/acme/private-registries/NPM_REGISTRY_SECRET'

const addressOf = ({ registry_type, url }: GivenRegistry) => ({ registry_type, url })
const wanted = [
  { ...addressOf(npm), secret_env: 'NPM_TOKEN' },
  { ...addressOf(maven), secret_env: 'MAVEN_TOKEN' }
]
const env = { NPM_TOKEN: 'new of npm', MAVEN_TOKEN: 'new of maven' }

describe('one registry of the inputs', () => {
  test.each<Inputs>([
    byName,
    { name: 'npm_registry_secret' },
    byAddress,
    { ...byName, 'registry-type': 'npm_registry' },
    { ...byName, ...byAddress }
  ])('%j gets the secret, and nothing else changes', async target => {
    const { github, acme, run } = await start()
    acme.addRegistry(maven)
    const before = structuredClone([...acme.registries, acme.addRegistry(npm)])
    const result = await run({ ...inputs, ...target })
    expect(messages(result, 'error')).toEqual([])
    expect(github.said().slice(0, 3).toSorted()).toEqual([publicKey, list, patch])
    const body = github.exchanges.find(({ method }) => method === 'PATCH')?.body
    expect(body).toEqual({ encrypted_value: expect.any(String), key_id: acme.key.id })
    expect(acme.registries).toEqual([before[0], { ...before[1], secret }])
    expect(result.outputs).toMatchObject({ changed: 'true', updated: '1', failed: '0' })
    expect(output(result, 'changes')).toEqual([
      {
        ...{ org: 'acme', action: 'update', name: 'NPM_REGISTRY_SECRET', status: 'done', fields: ['secret'] },
        ...addressOf(npm)
      }
    ])
  })

  test.each(Object.entries(authTypes).map(([name, { hasSecret }]) => [name, hasSecret] as const))(
    'of auth type %s: %s',
    async (auth_type, hasSecret) => {
      const scenario = await start()
      const { required = [] } = authTypes[auth_type] ?? {}
      const fields = Object.fromEntries(required.map(field => [field, 'x']))
      const before = {
        ...scenario.acme.addRegistry({ ...addressOf(npm), username: null, ...fields, auth_type })
      }
      const result = await scenario.run({ ...inputs, ...byName })
      expect(scenario.acme.registries).toEqual([hasSecret ? { ...before, secret } : before])
      expect(result.outputs).toMatchObject({ changed: String(hasSecret) })
      if (!hasSecret) expect(writes(scenario)).toEqual([])
    }
  )

  test.each<[target: Inputs, message: RegExp]>([
    [{ name: 'GONE_SECRET' }, /acme has no private registry GONE_SECRET/],
    [
      { ...byAddress, url: 'https://x.acme.example' },
      /acme has no npm_registry at https:\/\/x\.acme\.example/
    ],
    [{ ...byAddress, 'registry-type': 'git_source' }, /acme has no git_source at/],
    [{ ...byName, 'registry-type': 'git_source' }, /is a npm_registry, not a git_source/],
    [
      { ...byName, url: 'https://x.acme.example' },
      /is at https:\/\/npm\.acme\.example, not at https:\/\/x\.acme/
    ],
    [
      { ...byName, 'allowed-hosts': 'good.example' },
      /is on npm\.acme\.example, which is not in 'allowed-hosts'/
    ]
  ])('%j fails: %s', async (target, message) => {
    const scenario = await start()
    const before = { ...scenario.acme.addRegistry(npm) }
    const result = await scenario.run({ ...inputs, ...target })
    expect(theError(result)).toMatch(message)
    expect(writes(scenario)).toEqual([])
    expect(scenario.acme.registries).toEqual([before])
    expect(result.outputs).toMatchObject({ changed: 'false', updated: '0', failed: '1' })
  })

  test.each<[inputs: Inputs, message: RegExp]>([
    [{}, /Nothing to rotate is named; give 'manifest', or 'registry-type' and 'url', or 'name'/],
    [{ url: 'https://npm.acme.example' }, /Nothing to rotate is named/],
    [{ ...byName, secret: '' }, /'secret' is empty/],
    [{ ...byName, secret: '\n' }, /'secret' holds nothing but a line break/],
    [{ ...byName, 'rewrite-secrets': 'never' }, /'rewrite-secrets' is never/],
    [{ ...byAddress, url: 'https://ci:hunter2@npm.acme.example' }, /'url' holds a user name or a password/],
    [{ name: 'public-key' }, /'name' is 'public-key', which is no registry's name/],
    [{ name: '../acme' }, /'name' is '\.\.\/acme'/]
  ])('%j is refused before any request: %s', async (given, message) => {
    const { github, run } = await start()
    const result = await run({ ...inputs, ...given })
    expect(theError(result)).toMatch(message)
    expect(github.said()).toEqual([])
  })

  test('fields of the registry are not used, and never sent', async () => {
    const { github, acme, run } = await start()
    const before = { ...acme.addRegistry(npm) }
    const result = await run({ ...inputs, ...byName, username: 'other', visibility: 'all', prune: 'true' })
    expect(messages(result, 'warning')).toEqual([
      `'prune' is not used by rotate.`,
      `'visibility' is not used by rotate.`,
      `'username' is not used by rotate.`
    ])
    expect(acme.registries).toEqual([{ ...before, secret }])
    expect(
      github.exchanges
        .filter(({ method }) => method !== 'GET')
        .map(({ body }) => Object.keys(Object(body)).length)
    ).toEqual([2])
  })

  test('one line break at the end of the secret is left out, with a notice', async () => {
    const { acme, run } = await start()
    acme.addRegistry(npm)
    const result = await run({ ...inputs, ...byName, secret: ' a new one \n\n' })
    expect(messages(result, 'notice')).toEqual([expect.stringMatching(/line break at the end of 'secret'/)])
    expect(acme.registries[0]?.secret).toBe(' a new one \n')
  })

  test('in several organizations', async () => {
    const { github, acme, run } = await start()
    const labs = github.addOrganization('labs')
    for (const organization of [acme, labs]) organization.addRegistry({ ...npm, visibility: 'all' })
    const result = await run({ ...inputs, ...byAddress, org: 'acme, labs' })
    expect([...acme.registries, ...labs.registries].map(one => one.secret)).toEqual([secret, secret])
    expect(result.outputs).toMatchObject({ updated: '2', failed: '0' })
  })
})

describe('a manifest', () => {
  test('rotates what it names, and nothing else', async () => {
    const { github, acme, run } = await start()
    const [first, second, other, oidc] = [npm, maven, { ...npm, registry_type: 'git_source' }, azure].map(
      given => ({
        ...acme.addRegistry(given)
      })
    )
    const entry = { ...addressOf(azure), auth_type: 'oidc_azure' }
    const result = await runManifest({ run }, [...wanted, entry], { operation: 'rotate' }, { env })
    expect(result.annotations).toEqual([])
    expect(acme.registries).toEqual([
      { ...first, secret: 'new of npm' },
      { ...second, secret: 'new of maven' },
      other,
      oidc
    ])
    expect(result.outputs).toMatchObject({ changed: 'true', updated: '2', unchanged: '1', failed: '0' })
    const sent = github.exchanges.filter(({ method }) => method !== 'GET')
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      patch,
      'PATCH /orgs/acme/private-registries/MAVEN_REPOSITORY_SECRET'
    ])
    for (const { body } of sent)
      expect(Object.keys(Object(body)).toSorted()).toEqual(['encrypted_value', 'key_id'])
    expect(github.said().slice(0, 2).toSorted()).toEqual([list, publicKey].toSorted())
  })

  test('touches no field, whatever else it wants', async () => {
    const { acme, run } = await start()
    const before = { ...acme.addRegistry(npm) }
    const entry = {
      ...wanted[0],
      ...{
        username: null,
        replaces_base: false,
        visibility: 'selected',
        selected_repositories: ['gone-*', 'gone']
      }
    }
    const result = await runManifest({ run }, [entry], { operation: 'rotate' }, { env })
    expect(messages(result, 'error')).toEqual([])
    expect(acme.registries).toEqual([{ ...before, secret: 'new of npm' }])
  })

  test('takes secret_env from the defaults', async () => {
    const { acme, run } = await start()
    acme.addRegistry(npm)
    acme.addRegistry(maven)
    acme.addRegistry(azure)
    const registries = [addressOf(npm), addressOf(maven), addressOf(azure)]
    const manifest = { defaults: { secret_env: 'NPM_TOKEN', visibility: 'all' }, registries }
    const result = await runManifest({ run }, manifest, { operation: 'rotate' }, { env })
    expect(result.annotations).toEqual([])
    expect(acme.registries.map(one => one.secret)).toEqual(['new of npm', 'new of npm', null])
  })

  test('an entry whose registry is missing fails, and the others are rotated', async () => {
    const { acme, run } = await start()
    acme.addRegistry(maven)
    const pinned = { name: 'GONE_SECRET', secret_env: 'NPM_TOKEN' }
    const result = await runManifest({ run }, [pinned, ...wanted], { operation: 'rotate' }, { env })
    expect(result.annotations.map(({ message, ...rest }) => rest)).toEqual([
      expect.objectContaining({ level: 'error', line: 4 }),
      expect.objectContaining({ level: 'error', line: 7 })
    ])
    expect(messages(result, 'error')).toEqual([
      expect.stringMatching(/acme has no private registry GONE_SECRET/),
      expect.stringMatching(/acme has no npm_registry at https:\/\/npm\.acme\.example, so there is no secret/)
    ])
    expect(acme.registries).toMatchObject([{ secret: 'new of maven' }])
    expect(result.outputs).toMatchObject({ changed: 'true', updated: '1', failed: '2', unchanged: '0' })
    expect(output(result, 'changes')).toMatchObject([
      { status: 'failed' },
      { status: 'failed' },
      { status: 'done' }
    ])
  })

  test('fails where nothing at all is looked after', async () => {
    const scenario = await start()
    scenario.acme.addRegistry(npm)
    const elsewhere = wanted.map(entry => ({ ...entry, orgs: ['labs'] }))
    const result = await runManifest(scenario, elsewhere, { operation: 'rotate' }, { env })
    expect(theError(result)).toMatch(/nothing to rotate: the manifest has no registry for acme/)
    expect(writes(scenario)).toEqual([])
  })

  test('keeps an entry without secret_env, with a warning at its place', async () => {
    const scenario = await start()
    const before = { ...scenario.acme.addRegistry(npm) }
    const result = await runManifest(scenario, [addressOf(npm)], { operation: 'rotate' })
    expect(result.annotations).toEqual([
      expect.objectContaining({
        level: 'warning',
        line: 3,
        message: expect.stringMatching(/no 'secret_env'/)
      })
    ])
    expect(scenario.acme.registries).toEqual([before])
    expect(result.outputs).toMatchObject({ changed: 'false', unchanged: '1' })
    expect(output(result, 'changes')).toMatchObject([{ action: 'keep', status: 'done', fields: [] }])
  })

  test('an empty secret stops everything, at the line of its variable', async () => {
    const scenario = await start()
    scenario.acme.addRegistry(npm)
    scenario.acme.addRegistry(maven)
    const given = { ...env, MAVEN_TOKEN: '' }
    const result = await runManifest(scenario, wanted, { operation: 'rotate' }, { env: given })
    expect(theError(result)).toMatch(/:11: The variable MAVEN_TOKEN is not set/)
    expect(writes(scenario)).toEqual([])
  })

  test('drops the line break at the end of a variable, with a notice', async () => {
    const { acme, run } = await start()
    acme.addRegistry(npm)
    acme.addRegistry(maven)
    const given = { NPM_TOKEN: 'minted\n', MAVEN_TOKEN: 'minted\r\n' }
    const result = await runManifest({ run }, wanted, { operation: 'rotate' }, { env: given })
    expect(messages(result, 'notice')).toEqual([
      'The line break at the end of NPM_TOKEN is left out.',
      'The line break at the end of MAVEN_TOKEN is left out.'
    ])
    expect(acme.registries.map(one => one.secret)).toEqual(['minted', 'minted'])
  })

  test.each<[orgs: string, stays: string[]]>([
    ['acme, labs', ['labs']],
    ['labs, acme', ['labs']]
  ])('an ambiguous match stops its organization alone: %s', async org => {
    const { github, acme, run } = await start()
    const labs = github.addOrganization('labs')
    acme.addRegistry(maven)
    acme.addRegistry(npm)
    labs.addRegistry(maven)
    for (const url of ['https://npm.acme.example', 'https://npm.acme.example/'])
      labs.addRegistry({ ...npm, url, visibility: 'all' })
    const result = await runManifest({ run }, wanted, { operation: 'rotate', org }, { env })
    expect(theError(result)).toMatch(
      /labs has 2 of npm_registry at https:\/\/npm\.acme\.example: NPM_REGISTRY_SECRET, NPM_REGISTRY_SECRET_2/
    )
    expect(labs.registries.map(one => one.secret)).toEqual(['old', 'the old secret', 'the old secret'])
    expect(acme.registries.map(one => one.secret)).toEqual(['new of maven', 'new of npm'])
    expect(result.outputs).toMatchObject({ changed: 'true', updated: '2', failed: '2' })
    const there = Object(output(result, 'changes')).filter((one: { org: string }) => one.org === 'labs')
    expect(there).toMatchObject([
      { status: 'failed', action: 'update' },
      { status: 'not_attempted', action: 'update' }
    ])
  })

  test('pins twins by their names', async () => {
    const { acme, run } = await start()
    acme.addRegistry(npm)
    acme.addRegistry(npm)
    const pinned = [{ name: 'NPM_REGISTRY_SECRET_2', secret_env: 'NPM_TOKEN' }]
    await runManifest({ run }, pinned, { operation: 'rotate' }, { env })
    expect(acme.registries.map(one => one.secret)).toEqual(['the old secret', 'new of npm'])
  })

  test('of two entries that mean the same registry stops the organization, and names both', async () => {
    const scenario = await start()
    scenario.acme.addRegistry(npm)
    const pinned = { name: 'npm_registry_secret', secret_env: 'MAVEN_TOKEN' }
    const result = await runManifest(scenario, [wanted[0] ?? {}, pinned], { operation: 'rotate' }, { env })
    expect(messages(result, 'error')).toEqual([
      expect.stringMatching(/:3: This entry and the entry on line 8 both mean NPM_REGISTRY_SECRET/),
      expect.stringMatching(/:8: This entry and the entry on line 3 both mean NPM_REGISTRY_SECRET/)
    ])
    expect(writes(scenario)).toEqual([])
  })

  test.each(['https://maven.acme.example/a', 'https://x.acme.example'])(
    'checks type and address beside a name: %s',
    async url => {
      const scenario = await start()
      scenario.acme.addRegistry(npm)
      scenario.acme.addRegistry(maven)
      const pinned = {
        name: 'NPM_REGISTRY_SECRET',
        registry_type: 'maven_repository',
        url,
        secret_env: 'NPM_TOKEN'
      }
      const result = await runManifest(scenario, [pinned], { operation: 'rotate' }, { env })
      expect(messages(result, 'error')).toEqual([
        expect.stringMatching(/:5: NPM_REGISTRY_SECRET is a npm_registry, not a maven_repository/),
        expect.stringMatching(/:6: NPM_REGISTRY_SECRET is at https:\/\/npm\.acme\.example, not at/)
      ])
      expect(writes(scenario)).toEqual([])
    }
  )

  test('keeps OIDC, even if the entry names a variable', async () => {
    const scenario = await start()
    scenario.acme.addRegistry(azure)
    const entry = { ...addressOf(azure), secret_env: 'NPM_TOKEN' }
    const result = await runManifest(scenario, [entry], { operation: 'rotate' }, { env })
    expect(messages(result, 'error')).toEqual([])
    expect(writes(scenario)).toEqual([])
    expect(result.outputs).toMatchObject({ changed: 'false', unchanged: '1' })
  })

  test('begins no write before every organization is read', async () => {
    const { github, acme, run } = await start()
    const labs = github.addOrganization('labs')
    for (const organization of [acme, labs]) organization.addRegistry({ ...npm, visibility: 'all' })
    await runManifest({ run }, wanted.slice(0, 1), { operation: 'rotate', org: 'acme, labs' }, { env })
    const firstWrite = github.said().findIndex(line => line.startsWith('PATCH'))
    const read = github.said().slice(0, firstWrite)
    for (const org of ['acme', 'labs'])
      expect(read).toContain(`GET /orgs/${org}/private-registries?per_page=100`)
    expect([...acme.registries, ...labs.registries].map(one => one.secret)).toEqual([
      'new of npm',
      'new of npm'
    ])
  })

  test('of an unpinned entry where the server shows no address stops the organization', async () => {
    const scenario = await start({ showsUrl: false })
    scenario.acme.addRegistry(npm)
    const result = await runManifest(scenario, wanted.slice(0, 1), { operation: 'rotate' }, { env })
    expect(theError(result)).toMatch(/does not show at which address NPM_REGISTRY_SECRET/)
    expect(writes(scenario)).toEqual([])
  })

  test('an organization that cannot be read fails, and the others are rotated', async () => {
    const { github, acme, run } = await start()
    acme.addRegistry(npm)
    acme.addRegistry(maven)
    const result = await runManifest({ run }, wanted, { operation: 'rotate', org: 'gone, acme' }, { env })
    expect(theError(result)).toMatch(/gone/)
    expect(acme.registries.map(one => one.secret)).toEqual(['new of npm', 'new of maven'])
    expect(result.outputs).toMatchObject({ updated: '2', failed: '2' })
    expect(github.said()).not.toContain('PATCH /orgs/gone/private-registries/NPM_REGISTRY_SECRET')
  })

  test('a write that is refused fails alone', async () => {
    const { github, acme, run } = await start()
    acme.addRegistry(npm)
    acme.addRegistry(maven)
    github.answer({ method: 'PATCH' }, { status: 422, body: { message: 'No' } })
    const result = await runManifest({ run }, wanted, { operation: 'rotate' }, { env })
    expect(theError(result)).toMatch(/422/)
    expect(acme.registries.map(one => one.secret)).toEqual(['the old secret', 'new of maven'])
    expect(result.outputs).toMatchObject({ changed: 'true', updated: '1', failed: '1' })
  })
})

describe('by age', () => {
  // The action's clock is the real one.
  const ago = (days: number) => ({ updated_at: new Date(Date.now() - days * 86_400_000).toISOString() })

  test.each<[age: string, rotated: string[]]>([
    ['30d', ['old']],
    ['10d', ['old', 'middle']],
    ['12h', ['old', 'middle']],
    ['1ms', ['old', 'middle', 'young']],
    ['always', ['old', 'middle', 'young']],
    ['', ['old', 'middle', 'young']]
  ])('%j rotates %j', async (age, rotated) => {
    const { acme, run } = await start()
    const entries = Object.entries({ old: 400, middle: 28, young: 0.1 }).map(([name, days]) => {
      const url = `https://${name}.acme.example`
      acme.addRegistry({ registry_type: 'npm_registry', url, secret: 'before', ...ago(days) })
      return { registry_type: 'npm_registry', url, secret_env: 'NPM_TOKEN' }
    })
    const given: Inputs = { operation: 'rotate', 'rewrite-secrets': age }
    const result = await runManifest({ run }, entries, given, { env })
    expect(result.annotations).toEqual([])
    const fresh = acme.registries.filter(one => one.secret === 'new of npm').map(({ url }) => url)
    expect(fresh).toEqual(rotated.map(name => `https://${name}.acme.example`))
    expect(result.outputs).toMatchObject({ updated: `${rotated.length}`, unchanged: `${3 - rotated.length}` })
  })

  test('a young registry needs no variable', async () => {
    const { acme, run } = await start()
    acme.addRegistry({ ...npm, ...ago(1) })
    const given = { operation: 'rotate', 'rewrite-secrets': '30d' }
    const result = await runManifest({ run }, wanted.slice(0, 1), given)
    expect(result.annotations).toEqual([])
    expect(result.outputs).toMatchObject({ changed: 'false', unchanged: '1' })
  })

  test('one registry of the inputs', async () => {
    const { acme, run } = await start()
    acme.addRegistry({ ...npm, ...ago(10) })
    const given = { ...inputs, ...byName }
    expect((await run({ ...given, 'rewrite-secrets': '30d' })).outputs).toMatchObject({ changed: 'false' })
    expect((await run({ ...given, 'rewrite-secrets': '7d' })).outputs).toMatchObject({ changed: 'true' })
    expect(acme.registries[0]?.secret).toBe(secret)
  })
})

describe('a dry run', () => {
  test('writes nothing, and tells what it would', async () => {
    const scenario = await start()
    const before = [npm, maven].map(given => ({ ...scenario.acme.addRegistry(given) }))
    const given = { operation: 'rotate', 'dry-run': 'true' }
    const result = await runManifest(scenario, wanted, given, { env })
    expect(result.annotations).toEqual([])
    expect(writes(scenario)).toEqual([])
    expect(scenario.acme.registries).toEqual(before)
    expect(result.outputs).toMatchObject({ changed: 'true', updated: '2' })
    expect(output(result, 'changes')).toMatchObject([
      { action: 'update', fields: ['secret'], status: 'planned' },
      { action: 'update', fields: ['secret'], status: 'planned' }
    ])
  })

  test('needs no password, and says so in notices', async () => {
    const scenario = await start()
    scenario.acme.addRegistry(npm)
    const given = { operation: 'rotate', 'dry-run': 'true' }
    const result = await runManifest(scenario, wanted.slice(0, 1), given)
    expect(result.annotations).toEqual([
      expect.objectContaining({ level: 'notice', message: expect.stringMatching(/NPM_TOKEN is not set/) })
    ])
    expect(result.outputs).toMatchObject({ changed: 'true', updated: '1' })
  })

  test('fails for a registry that is missing', async () => {
    const scenario = await start()
    const given = { ...inputs, ...byName, 'dry-run': 'true', 'write-interval': '' }
    expect(theError(await scenario.run(given))).toMatch(/acme has no private registry NPM_REGISTRY_SECRET/)
    expect(writes(scenario)).toEqual([])
  })
})

test('rotate has no output drift', async () => {
  const { acme, run } = await start()
  acme.addRegistry(npm)
  const result = await run({ ...inputs, ...byName })
  expect(Object.keys(result.outputs).toSorted()).toEqual(
    ['changed', 'changes', 'created', 'deleted', 'failed', 'summary', 'unchanged', 'updated'].toSorted()
  )
})

test('a secret that the server sends back is seen nowhere', async () => {
  const result = await twice((scenario, value) => {
    scenario.acme.addRegistry(npm)
    const echo = { status: 422, body: { message: value, errors: [{ field: value, code: 'invalid' }] } }
    scenario.github.answer({ method: 'PATCH' }, echo)
    return scenario.run({ ...inputs, ...byName, secret: value })
  })
  expect(theError(result)).toMatch(/GitHub refused to update NPM_REGISTRY_SECRET/)
})

test.each([
  ['white space', ' \t '],
  ['more than 48 KB', 'x'.repeat(48 * 1024 + 1)]
])('a secret of %s is refused', async (_, value) => {
  const scenario = await start()
  scenario.acme.addRegistry(npm)
  const result = await scenario.run({ ...inputs, ...byName, secret: value })
  expect(theError(result)).toMatch(/'secret' (is empty|holds nothing|is too long)/)
  expect(writes(scenario)).toEqual([])
})

test.each([
  ['white space', ' \t '],
  ['more than 48 KB', 'x'.repeat(48 * 1024 + 1)]
])('a variable of %s is refused', async (_, value) => {
  const scenario = await start()
  scenario.acme.addRegistry(npm)
  const given = { env: { NPM_TOKEN: value } }
  const result = await runManifest(scenario, wanted.slice(0, 1), { operation: 'rotate' }, given)
  expect(theError(result)).toMatch(/:6: 'secret_env' (holds nothing|is too long)/)
  expect(writes(scenario)).toEqual([])
})

// Defect, or a contradiction of the contract: its table has no closing list for rotate.
test('after the writes nothing more is asked', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(npm)
  await run({ ...inputs, ...byName })
  expect(github.said()).toHaveLength(3)
})
