import type { StepResult } from '../runner/result.ts'
import { changesOf, type Fields, npm, npmName, runManifest } from './manifest-scenario.ts'
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

const notices = ({ annotations }: StepResult) =>
  annotations.filter(({ level }) => level === 'notice').map(({ message }) => message)

const oidc = { auth_type: 'oidc_jfrog', jfrog_oidc_provider_name: 'acme' }
const git = { registry_type: 'git_source', url: 'https://git.acme.example' }
const lagging: { action: string; before: Fields[]; entry: Fields; inputs?: Inputs }[] = [
  { action: 'create', before: [], entry: wanted },
  { action: 'update', before: [shown], entry: { ...wanted, username: 'bot' } },
  { action: 'delete', before: [git, shown], entry: git, inputs: { prune: 'true' } },
  {
    action: 'recreate',
    ...{ before: [shown], entry: { ...shown, ...oidc }, inputs: { 'allow-recreate': 'true' } }
  }
]

test.each(lagging)(
  'a $action that two lists do not show is read by name, and done',
  async row => {
    const scenario = await start()
    for (const registry of row.before) scenario.acme.addRegistry({ ...shown, ...registry })
    lag(scenario)
    const result = await runManifest(scenario, [row.entry], row.inputs, { env })
    const change = { action: row.action, name: npmName, status: 'done' }
    expect(changesOf(result)).toContainEqual(expect.objectContaining(change))
    expect(messages(result, 'warning')).toEqual([
      expect.stringMatching(/list of acme lags.*NPM_REGISTRY_SECRET/)
    ])
    expect(scenario.github.said().slice(-3)).toEqual([list, list, one])
    expect(result.exitCode).toBe(0)
  },
  20_000
)

test('an address that is stored without its scheme is https: nobody makes a second one', async () => {
  const scenario = await start({ drops: 'scheme' })
  scenario.github.answer({ method: 'POST' }, { fault: 'reset', after: true })
  const first = await runManifest(scenario, [wanted], {}, { env })
  const hosts = { 'allowed-hosts': 'npm.acme.example', 'rewrite-secrets': 'always' }
  const again = await runManifest(scenario, [wanted], hosts, { env })
  const inputs = {
    'registry-type': 'npm_registry',
    url: wanted.url,
    visibility: 'all',
    secret: 'not a twin!'
  }
  expect(theError(await scenario.run({ ...inputs, operation: 'create' }))).toContain(npmName)
  expect(scenario.acme.registries).toMatchObject([{ url: 'npm.acme.example/team/' }])
  expect(first.outputs).toMatchObject({ created: '1', failed: '0' })
  expect(again.outputs).toMatchObject({ drift: 'false', updated: '1', failed: '0' })
  expect(notices(again)).toEqual([])
}, 20_000)

test.each(['that came', 'that was lost'])(
  'an address that has lost its path in an answer %s is a failure that says to pin it, which helps',
  async how => {
    const scenario = await start({ drops: 'path' })
    if (how === 'that was lost') scenario.github.answer({ method: 'POST' }, { fault: 'reset', after: true })
    const result = await runManifest(scenario, [wanted], {}, { env })
    expect(theError(result)).toMatch(
      /url is 'https:\/\/npm\.acme\.example' .*pin it by 'name' \(NPM_REGISTRY_SECRET\)/
    )
    expect(writes(scenario)).toHaveLength(1)
    const { url: _, ...pinned } = { ...wanted, name: npmName }
    const again = await runManifest(scenario, [pinned], {}, { env })
    expect(again.outputs).toMatchObject({ changed: 'false', failed: '0' })
  },
  20_000
)

test('addresses that differ in slash, port or case are not written, and one notice names them all', async () => {
  const scenario = await start()
  const globex = scenario.github.addOrganization('globex')
  const urls = ['https://npm.acme.example', 'https://NPM.acme.example:443/a', 'HTTPS://npm.acme.example/b/']
  for (const url of urls) scenario.acme.addRegistry({ ...npm, url })
  globex.addRegistry({ ...npm, url: 'https://npm.acme.example/a/' })
  globex.addRegistry({ ...git, url: 'https://git.acme.example/same' })
  const entries = ['https://npm.acme.example/', 'https://npm.acme.example/a', 'https://npm.acme.example/b']
  const manifest = [
    ...entries.map((url, at) => ({ ...npm, url, ...(at !== 1 && { orgs: ['acme'] }) })),
    { ...git, url: 'https://git.acme.example/same', orgs: ['globex'] }
  ]
  const result = await runManifest(scenario, manifest, { org: 'acme, globex' })
  const all =
    /NPM_REGISTRY_SECRET, NPM_REGISTRY_SECRET_2, NPM_REGISTRY_SECRET_3 of acme; NPM_REGISTRY_SECRET of globex\..*operation update/
  expect(notices(result)).toEqual([expect.stringMatching(all)])
  expect(writes(scenario)).toEqual([])
  expect(result.outputs).toMatchObject({ drift: 'false', unchanged: '5', failed: '0' })
})

test.each<Inputs>([
  { operation: 'get', name: 'GONE' },
  { operation: 'delete', name: 'GONE' },
  { operation: 'update', name: 'GONE', username: 'bot' },
  { operation: 'delete', 'registry-type': 'git_source', url: 'https://git.acme.example' },
  { operation: 'update', 'registry-type': 'npm_registry', url: 'https://x.acme.example', username: 'bot' },
  { operation: 'rotate', name: 'GONE', secret: 'the new secret' },
  {
    operation: 'rotate',
    'registry-type': 'npm_registry',
    url: 'https://x.acme.example',
    secret: 'the new one'
  }
])('%j finds nothing, and says what is there', async inputs => {
  const scenario = await start()
  scenario.acme.addRegistry(shown)
  const result = await scenario.run(inputs)
  expect(theError(result)).toContain(`It has NPM_REGISTRY_SECRET (npm_registry at ${wanted.url}).`)
})
