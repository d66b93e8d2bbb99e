import {
  both,
  changesOf,
  type Fields,
  npm,
  npmName,
  runManifest,
  startTwo,
  startWith
} from './manifest-scenario.ts'
import { type Inputs, list, messages, type Scenario, start, theError, writes } from './scenario.ts'

const env = { TOKEN: 'the secret of all of them' }
const one = `GET /orgs/acme/private-registries/${npmName}`
const wanted = { ...npm, url: 'https://npm.acme.example/team/', visibility: 'all', secret_env: 'TOKEN' }
const shown = { registry_type: 'npm_registry', url: wanted.url }

/** After the first write, every list shows the registries as they were before. */
function lag({ github }: Scenario): void {
  const path = '/orgs/acme/private-registries'
  const before = () => github.exchanges.find(exchange => exchange.path.startsWith(`${path}?`))?.answer
  const isWritten = () => github.exchanges.some(({ method }) => method !== 'GET')
  const old = () => (isWritten() ? { status: 200, body: before(), checked: true } : undefined)
  github.answer({ method: 'GET', path }, old, 9)
}

const git = { registry_type: 'git_source', url: 'https://git.acme.example' }
const oidc = { auth_type: 'oidc_jfrog', jfrog_oidc_provider_name: 'acme' }
const inputs: Inputs = { prune: 'true', 'allow-recreate': 'true' }

test('what two lists do not show is read by name, and done', async () => {
  const scenario = await startWith([
    { ...shown, url: 'https://a.example' },
    { ...git, name: 'OLD' },
    { ...git, url: npm.url }
  ])
  lag(scenario)
  const updated = { ...git, url: npm.url, username: 'bot' }
  const recreated = { ...shown, url: 'https://a.example', ...oidc }
  const result = await runManifest(scenario, [updated, recreated, wanted], inputs, { env })
  const actions = changesOf(result).map(({ action, name, status }) => `${action} ${name} ${status}`)
  expect(actions).toEqual([
    ...[
      'update GIT_SOURCE_SECRET done',
      `recreate ${npmName} done`,
      `create ${npmName}_2 done`,
      'delete OLD done'
    ]
  ])
  expect(messages(result, 'warning')).toEqual([
    expect.stringMatching(/list of acme lags.*NPM_REGISTRY_SECRET/)
  ])
  const closing = scenario.github.said().slice(-6)
  expect(closing.slice(0, 2)).toEqual([list, list])
  expect(closing.slice(2)).toContain(one)
  expect(result.exitCode).toBe(0)
}, 20_000)

test('an address that is stored without its scheme is https: nobody makes a second one', async () => {
  const scenario = await start({ drops: 'scheme' })
  scenario.github.answer({ method: 'POST' }, { fault: 'reset', after: true })
  const first = await runManifest(scenario, [wanted], {}, { env })
  const hosts = { 'allowed-hosts': 'npm.acme.example', 'rewrite-secrets': 'always' }
  const again = await runManifest(scenario, [wanted], hosts, { env })
  const create = { operation: 'create', 'registry-type': 'npm_registry', url: wanted.url, visibility: 'all' }
  expect(theError(await scenario.run({ ...create, secret: 'not a twin!' }))).toContain(npmName)
  expect(scenario.acme.registries).toMatchObject([{ url: 'npm.acme.example/team/' }])
  expect(first.outputs).toMatchObject({ created: '1', failed: '0' })
  expect(again.outputs).toMatchObject({ drift: 'false', updated: '1', failed: '0' })
  expect(messages(again, 'notice')).toEqual([])
}, 20_000)

test.each([false, true])(
  'an address that has lost its path is a failure that says to pin it; answer lost: %s',
  async isLost => {
    const scenario = await start({ drops: 'path' })
    if (isLost) scenario.github.answer({ method: 'POST' }, { fault: 'reset', after: true })
    const result = await runManifest(scenario, [wanted], {}, { env })
    const pin = /url is 'https:\/\/npm\.acme\.example' .*pin it by 'name' \(NPM_REGISTRY_SECRET\)/
    expect(theError(result)).toMatch(pin)
    expect(writes(scenario)).toHaveLength(1)
    const { url: _, ...pinned }: Fields = { ...wanted, name: npmName }
    const again = await runManifest(scenario, [pinned], {}, { env })
    expect(again.outputs).toMatchObject({ changed: 'false', failed: '0' })
  },
  20_000
)

test('addresses that differ in slash, port or case are not written, and one notice names them all', async () => {
  const scenario = await startTwo()
  const urls = ['https://npm.acme.example', 'https://NPM.acme.example:443/a', 'HTTPS://npm.acme.example/b/']
  for (const url of urls) scenario.acme.addRegistry({ ...npm, url })
  scenario.globex.addRegistry({ ...npm, url: 'https://npm.acme.example/a/' })
  scenario.globex.addRegistry(git)
  const entries = ['https://npm.acme.example/', 'https://npm.acme.example/a', 'https://npm.acme.example/b']
  const manifest = [
    ...entries.map((url, at) => ({ ...npm, url, ...(at !== 1 && { orgs: ['acme'] }) })),
    { ...git, orgs: ['globex'] }
  ]
  const result = await runManifest(scenario, manifest, both)
  const all =
    /NPM_REGISTRY_SECRET, NPM_REGISTRY_SECRET_2, NPM_REGISTRY_SECRET_3 of acme; NPM_REGISTRY_SECRET of globex\..*operation update/
  expect(messages(result, 'notice')).toEqual([expect.stringMatching(all)])
  expect(writes(scenario)).toEqual([])
  expect(result.outputs).toMatchObject({ drift: 'false', unchanged: '5', failed: '0' })
})

const byAddress = { 'registry-type': 'npm_registry', url: 'https://x.acme.example' }

test.each<Inputs>([
  { operation: 'get', name: 'GONE' },
  { operation: 'update', name: 'GONE', username: 'bot' },
  { operation: 'delete', ...byAddress },
  { operation: 'rotate', ...byAddress, secret: 'the new one' }
])('%j finds nothing, and says what is there', async given => {
  const { run } = await startWith([shown])
  const result = await run(given)
  expect(theError(result)).toContain(`It has NPM_REGISTRY_SECRET (npm_registry at ${wanted.url}).`)
})
