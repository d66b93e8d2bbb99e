import { type GivenRegistry, timestamp } from '../local-github/organization.ts'
import { changesOf, type Fields, fatesOf, runManifest, startWith } from './manifest-scenario.ts'
import { type Inputs, list, messages, publicKey, theError, writes } from './scenario.ts'

const npm: GivenRegistry = {
  ...{ registry_type: 'npm_registry', url: 'https://npm.acme.example', username: 'ci', replaces_base: true },
  ...{ visibility: 'private', secret: 'the old secret' }
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
const rotate = { operation: 'rotate' }
const dry = { ...rotate, 'dry-run': 'true' }
const patch = 'PATCH /orgs/acme/private-registries/NPM_REGISTRY_SECRET'
const [updated, failed] = ['acme update done', 'acme update failed']

const addressOf = ({ registry_type, url }: GivenRegistry) => ({ registry_type, url })
const ofNpm = { ...addressOf(npm), secret_env: 'NPM_TOKEN' }
const wanted = [ofNpm, { ...addressOf(maven), secret_env: 'MAVEN_TOKEN' }]
const env = { NPM_TOKEN: 'new of npm', MAVEN_TOKEN: 'new of maven' }

describe('one registry of the inputs', () => {
  test.each<Inputs>([{ name: 'npm_registry_secret' }, byAddress])(
    '%j gets the secret, and nothing else changes',
    async target => {
      const { github, acme, run } = await startWith([maven, npm])
      const before = structuredClone(acme.registries)
      const result = await run({ ...inputs, ...target })
      // Nothing is asked after the writes.
      expect(github.said().toSorted()).toEqual([publicKey, list, patch].toSorted())
      const body = github.exchanges.find(({ method }) => method === 'PATCH')?.body
      expect(body).toEqual({ encrypted_value: expect.any(String), key_id: acme.key.id })
      expect(acme.registries).toEqual([before[0], { ...before[1], secret }])
      expect(Object.keys(result.outputs).toSorted()).toEqual(
        ['changed', 'changes', 'created', 'deleted', 'failed', 'summary', 'unchanged', 'updated'].toSorted()
      )
      expect(result.outputs).toMatchObject({ changed: 'true', updated: '1', failed: '0' })
      expect(changesOf(result)).toEqual([
        { org: 'acme', action: 'update', ...byName, status: 'done', fields: ['secret'], ...addressOf(npm) }
      ])
    }
  )

  test('that does not exist fails, in a dry run too', async () => {
    const scenario = await startWith([npm])
    for (const how of [{}, { 'dry-run': 'true', 'write-interval': '' }]) {
      const result = await scenario.run({ ...inputs, name: 'GONE_SECRET', ...how })
      expect(theError(result)).toMatch(/acme has no private registry named GONE_SECRET/)
      expect(result.outputs).toMatchObject({ changed: 'false', updated: '0', failed: '1' })
    }
    expect(writes(scenario)).toEqual([])
  })
})

describe('a manifest', () => {
  test('rotates what it names, whatever else it wants, and nothing else; a dry run tells', async () => {
    const has = [npm, maven, { ...npm, registry_type: 'git_source' }, azure]
    const scenario = await startWith(has)
    const before = structuredClone(scenario.acme.registries)
    const fields = { username: null, replaces_base: false, visibility: 'selected' }
    const first = { ...ofNpm, ...fields, selected_repositories: ['gone-*', 'gone'] }
    const entries = [first, addressOf(maven), { ...addressOf(azure), auth_type: 'oidc_azure' }]
    const manifest = { defaults: { secret_env: 'MAVEN_TOKEN', visibility: 'all' }, registries: entries }
    const planned = await runManifest(scenario, manifest, dry)
    const unset = ['NPM_TOKEN', 'MAVEN_TOKEN'].map(name => expect.stringContaining(`${name} is not set`))
    expect(messages(planned, 'notice')).toEqual(unset)
    expect(planned.exitCode).toBe(0)
    const update = { action: 'update', fields: ['secret'], status: 'planned' }
    expect(changesOf(planned)).toMatchObject([update, update, { action: 'keep', status: 'planned' }])
    expect(planned.outputs).toMatchObject({ changed: 'true', updated: '2' })
    expect(writes(scenario)).toEqual([])
    const result = await runManifest(scenario, manifest, rotate, { env })
    expect(result.annotations).toEqual([])
    const secrets = ['new of npm', 'new of maven', 'the old secret', null]
    expect(scenario.acme.registries).toEqual(before.map((one, index) => ({ ...one, secret: secrets[index] })))
    expect(result.outputs).toMatchObject({ changed: 'true', updated: '2', unchanged: '1', failed: '0' })
    expect(writes(scenario)).toEqual([patch, 'PATCH /orgs/acme/private-registries/MAVEN_REPOSITORY_SECRET'])
  })

  test.each<[manifest: Fields[], fates: string[], ...errors: RegExp[]]>([
    [
      [{ name: 'GONE', secret_env: 'NPM_TOKEN' }, ...wanted, { ...ofNpm, registry_type: 'git_source' }],
      [failed, updated, updated, failed],
      /:4: acme has no private registry named GONE/,
      /acme has no git_source at https:\/\/npm\.acme\.example, so there is no secret/
    ],
    [[{ ...ofNpm, orgs: ['labs'] }], [], /nothing to rotate: the manifest has no registry for acme/]
  ])('%j ends as %j', async (manifest, fates, ...errors) => {
    const scenario = await startWith([npm, maven])
    const result = await runManifest(scenario, manifest, rotate, { env })
    expect(messages(result, 'error')).toEqual(errors.map(error => expect.stringMatching(error)))
    expect(fatesOf(result)).toEqual(fates)
    expect(writes(scenario)).toHaveLength(fates.filter(fate => fate === updated).length)
  })

  test('rotates what is older than an age', async () => {
    // The action's clock is the real one.
    const updated_at = timestamp(Date.now() - 86_400_000)
    const { acme, run } = await startWith([{ ...maven, updated_at }, npm], { now: Date.now })
    const result = await runManifest({ run }, wanted, { ...rotate, 'rewrite-secrets': '12h' }, { env })
    expect(acme.registries.map(one => one.secret)).toEqual(['new of maven', 'the old secret'])
    expect(result.outputs).toMatchObject({ updated: '1', unchanged: '1' })
  })
})
