import { timestamp } from '../local-github/organization.ts'
import {
  both,
  changesOf,
  fatesOf,
  manifestPath,
  npm,
  npmName,
  runManifest,
  startTwo,
  startWith
} from './manifest-scenario.ts'
import { type Inputs, list, messages, publicKey, theError, twice, writes } from './scenario.ts'

const patch = `PATCH /orgs/acme/private-registries/${npmName}`
const env = { NPM_TOKEN: 'the new secret of npm' }
const wanted = { ...npm, secret_env: 'NPM_TOKEN' }
const git = { registry_type: 'git_source', url: 'https://git.acme.example', visibility: 'all' }
const always: Inputs = { 'rewrite-secrets': 'always' }

/** A registry whose last update was so many hours ago, by the real time. */
function startWithAge(hours: number) {
  const updated_at = timestamp(Date.now() - hours * 3_600_000)
  const given = { ...npm, username: 'ci', secret: 'the old secret', updated_at }
  return startWith([given], { now: Date.now })
}

const sealed = ['encrypted_value', 'key_id']
const inHours: Inputs = { 'rewrite-secrets': '12h' }

test.each<[rewrite: Inputs, hours: number, fields: string[], written: string[]]>([
  [{}, 10_000, [], []],
  [always, 0, [], ['secret']],
  [inHours, 13, [], ['secret']],
  [inHours, 1, ['username'], ['username', 'secret']]
])(
  '%j and an update %d hours ago, with %j to write: written is %j',
  async (rewrite, hours, fields, written) => {
    const { github, acme, run } = await startWithAge(hours)
    const entry = fields.length > 0 ? { ...wanted, username: 'bot' } : wanted
    const result = await runManifest({ run }, [entry], rewrite, { env })
    expect(github.said().slice(0, 2).sort()).toEqual([list, publicKey].sort())
    expect(github.said().slice(2)).toEqual(written.length > 0 ? [patch, list] : [])
    const sent = [...fields, ...(written.includes('secret') ? sealed : [])]
    expect(Object.keys(Object(github.exchanges[2]?.body)).sort()).toEqual(
      written.length > 0 ? sent.sort() : []
    )
    expect(acme.registries[0]?.secret).toBe(written.includes('secret') ? env.NPM_TOKEN : 'the old secret')
    expect(changesOf(result)[0]?.fields).toEqual(written)
    const changed = String(written.length > 0)
    expect(result.outputs).toMatchObject({ changed, drift: String(fields.length > 0), failed: '0' })
    const again = await runManifest({ run }, [entry], inHours, { env })
    if (written.includes('secret')) expect(again.outputs).toMatchObject({ unchanged: '1' })
  }
)

const unset = { ...npm, secret_env: 'NOT_SET' }
const empties: Inputs[] = [{}, { NOT_SET: '' }, { NOT_SET: '\n' }]

test.each<[what: string, entry: object, inputs: Inputs]>([
  ['a create', { ...git, secret_env: 'NOT_SET' }, {}],
  ['a secret that is always written', unset, always],
  ['a secret that is too old', unset, { 'rewrite-secrets': '1d' }],
  ['a PATCH that carries it', { ...unset, username: 'x' }, { 'rewrite-secrets': '1000d' }],
  ['rotate', unset, { operation: 'rotate' }]
])(
  'a variable that is not set, but needed by %s, stops all before any write; a dry run tells',
  async (what, entry, inputs) => {
    const scenario = await startTwo([{ ...npm, secret: 'old one' }])
    const other = { ...npm, url: 'https://other.example', secret_env: 'NPM_TOKEN', visibility: 'private' }
    if (inputs['operation'])
      scenario.globex.addRegistry({ registry_type: other.registry_type, url: other.url })
    const manifest = [
      { ...entry, orgs: ['acme'] },
      { ...other, orgs: ['globex'] }
    ]
    for (const empty of what === 'a create' ? empties : empties.slice(0, 1)) {
      const variables = { env: { ...env, ...empty } }
      const result = await runManifest(scenario, manifest, { ...both, ...inputs }, variables)
      expect(theError(result)).toMatch(/The variable NOT_SET is not set\..*'env'.*'secrets'/)
      expect(result.annotations).toContainEqual(
        expect.objectContaining({ level: 'error', file: manifestPath, line: expect.any(Number) })
      )
      expect(changesOf(result).map(({ status }) => status)).toEqual(['failed', 'not_attempted'])
      expect(result.outputs).toMatchObject({ changed: 'false', failed: '2' })
    }
    const dry = await runManifest(scenario, manifest, { ...both, ...inputs, 'dry-run': 'true' }, { env })
    expect(messages(dry, 'notice')).toEqual([expect.stringContaining('NOT_SET is not set')])
    expect(dry.exitCode).toBe(0)
    expect(changesOf(dry).map(({ status }) => status)).toEqual(['planned', 'planned'])
    expect(writes(scenario)).toEqual([])
  }
)

test.each<[inputs: Inputs, entry: object, count: Inputs]>([
  [{}, unset, { unchanged: '1' }],
  [{ 'rewrite-secrets': '30d' }, unset, { unchanged: '1' }]
])('with %j and %j a variable is not needed, and may be unset', async (inputs, entry, count) => {
  const { run } = await startWithAge(1)
  const result = await runManifest({ run }, [entry as typeof unset], inputs)
  expect(result.outputs).toMatchObject({ ...count, failed: '0' })
  expect(result.annotations).toEqual([])
})

test('a key that cannot seal stops its organization before any write', async () => {
  const scenario = await startWith([npm])
  const key = Buffer.alloc(32).toString('base64')
  scenario.github.answer({ path: /public-key$/ }, { status: 200, body: { key_id: '1', key } })
  const manifest = [
    { ...npm, username: 'bot' },
    { ...git, secret_env: 'NPM_TOKEN' }
  ]
  const result = await runManifest(scenario, manifest, {}, { env })
  expect(theError(result)).toMatch(/public key/)
  expect(writes(scenario)).toEqual([])
  expect(fatesOf(result)).toEqual(['acme update not_attempted', 'acme create not_attempted'])
})

test('shows the same bytes whatever the secrets are', async () => {
  const result = await twice(async (scenario, secret) => {
    scenario.acme.addRegistry({ ...npm, secret: 'the old secret' })
    const variables = { NPM_TOKEN: secret, GIT_TOKEN: secret.toUpperCase() }
    const manifest = [
      { ...wanted, username: 'ci' },
      { ...git, secret_env: 'GIT_TOKEN' }
    ]
    return runManifest(scenario, manifest, always, { env: variables })
  })
  expect(result.outputs).toMatchObject({ created: '1', updated: '1', failed: '0' })
})

test('a secret that GitHub sends back in a refusal, or that is part of a url, is hidden', async () => {
  const { github, run } = await startWith([npm])
  github.answer({ method: 'PATCH' }, { status: 422, body: { message: `What is ${env.NPM_TOKEN}?` } })
  const result = await runManifest({ run }, [{ ...wanted, username: 'bot' }], always, { env })
  expect(changesOf(result)).toMatchObject([{ status: 'failed', reason: expect.stringContaining('What is') }])
  const entry = { ...wanted, url: `https://npm.acme.example/the-new-secret/`, visibility: 'all' }
  const created = await runManifest({ run }, [entry], {}, { env: { NPM_TOKEN: 'the-new-secret' } })
  expect(fatesOf(created)).toEqual(['acme create done'])
})

const pinned = { name: npmName, secret_env: 'NPM_TOKEN' }
const moving = { ...pinned, url: 'https://good.example' }
const elsewhere = /npm\.acme\.example, which is not in 'allowed-hosts'/

test.each<[entry: typeof wanted | typeof pinned, showsUrl: boolean, error: RegExp | undefined]>([
  [wanted, true, elsewhere],
  [pinned, true, elsewhere],
  [pinned, false, /does not show/],
  [moving, false, /does not show/],
  [moving, true, undefined]
])('with allowed hosts %j, where urls are shown (%j), gets no secret: %s', async (entry, showsUrl, error) => {
  const scenario = await startWith([npm], { showsUrl })
  const inputs = { ...always, 'allowed-hosts': 'good.example' }
  const result = await runManifest(scenario, [entry], inputs, { env })
  if (error) expect(theError(result)).toMatch(error)
  else expect(changesOf(result)).toMatchObject([{ fields: ['url', 'secret'], status: 'done' }])
  expect(writes(scenario)).toHaveLength(error ? 0 : 1)
  expect(scenario.acme.registries).toMatchObject([{ secret: error ? null : env.NPM_TOKEN }])
})
