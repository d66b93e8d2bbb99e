import {
  type AppScenario,
  asked,
  bot,
  everyPage,
  find,
  keyOf,
  listOf,
  mint,
  patchOf,
  revoke,
  said,
  startApp,
  whose
} from './app-scenario.ts'
import { changesOf, npm, npmName, runManifest } from './manifest-scenario.ts'
import { messages, output } from './scenario.ts'

const read = { organization_private_registries: 'read' }
const write = { organization_private_registries: 'write' }

function tokensOf({ github }: AppScenario, orgs: string[]): Set<unknown>[] {
  return orgs.map(org => {
    const own = github.exchanges.filter(({ path }) => path.startsWith(`/orgs/${org}/private`))
    return new Set(own.map(({ headers }) => headers.authorization))
  })
}

test('list makes one token, for reading, and revokes it', async () => {
  const scenario = await startApp()
  scenario.acme.addRegistry(npm)
  const result = await scenario.run({ operation: 'list' })
  expect(said(scenario)).toEqual([find('acme'), mint('acme'), listOf('acme'), revoke])
  expect(asked(scenario)).toEqual([read])
  expect(output(result, 'registries')).toMatchObject([{ name: npmName, org: 'acme' }])
  expect(result.annotations).toEqual([])
})

test('apply in several organizations: a token for each, which sees nothing of the others', async () => {
  const orgs = ['acme', 'globex', 'labs']
  const scenario = await startApp({ orgs })
  scenario.acme.addRegistry(npm)
  const entry = { ...bot, visibility: 'all', secret_env: 'NPM_TOKEN' }
  const step = { env: { NPM_TOKEN: 'hunter2!' } }
  const result = await runManifest(scenario, [entry], { org: orgs.join() }, step)
  const each = (org: string, written: string) => [
    ...[find(org), mint(org), listOf(org), keyOf(org), written, listOf(org), revoke]
  ]
  const post = (org: string) => `POST /orgs/${org}/private-registries`
  expect(said(scenario).sort()).toEqual(
    [
      ...each('acme', patchOf('acme')),
      ...each('globex', post('globex')),
      ...each('labs', post('labs'))
    ].sort()
  )
  expect(asked(scenario)).toEqual([write, write, write])
  const tokens = tokensOf(scenario, orgs)
  expect(tokens.map(({ size }) => size)).toEqual([1, 1, 1])
  expect(new Set(tokens.flatMap(each => [...each])).size).toBe(3)
  expect(changesOf(result).map(({ org, action }) => [org, action])).toEqual([
    ['acme', 'update'],
    ['globex', 'create'],
    ['labs', 'create']
  ])
  expect(result.outputs).toMatchObject({ changed: 'true', created: '2', updated: '1', failed: '0' })
})

test('* is every organization of the App, found with two requests, in the order of their names', async () => {
  const orgs = ['acme', 'labs', 'globex']
  const scenario = await startApp({ orgs: [...orgs, 'stranger'], installed: orgs })
  scenario.app.install('octocat', { type: 'User' })
  const result = await runManifest(scenario, [{ ...bot, visibility: 'all' }], { operation: 'plan', org: '*' })
  const each = orgs.flatMap(org => [mint(org), listOf(org), revoke])
  expect(said(scenario).slice(0, 2)).toEqual([whose, everyPage])
  expect(said(scenario).slice(2).sort()).toEqual(each.sort())
  expect(asked(scenario)).toEqual([read, read, read])
  expect(changesOf(result).map(({ org }) => org)).toEqual(['acme', 'globex', 'labs'])
  for (const org of orgs) expect(result.summary).toContain(org)
})

test('* leaves suspended organizations out, with a warning', async () => {
  const scenario = await startApp({ orgs: ['acme', 'globex', 'labs'] })
  for (const number of [2, 1]) Object.assign(Object(scenario.app.installations[number]), { suspended: true })
  const result = await scenario.run({ operation: 'list', org: '*' })
  expect(said(scenario)).toEqual([everyPage, mint('acme'), listOf('acme'), revoke])
  expect(messages(result, 'warning')).toEqual([
    'The App is suspended in globex, labs, so nothing is done there.'
  ])
  expect(result.exitCode).toBe(0)
})

test('* reads every page of the installations', async () => {
  const scenario = await startApp({ installed: [] })
  for (let number = 0; number < 101; number++) scenario.app.install(`org-${number}`, { suspended: true })
  scenario.app.install('acme')
  await scenario.run({ operation: 'list', org: '*' })
  expect(said(scenario)).toEqual([everyPage, `${everyPage}&page=2`, mint('acme'), listOf('acme'), revoke])
})

test('rotate writes the secrets, and needs no names', async () => {
  const scenario = await startApp()
  scenario.acme.addRegistry(npm)
  const entry = { ...npm, secret_env: 'NPM_TOKEN', visibility: 'selected', selected_repositories: ['web'] }
  const step = { env: { NPM_TOKEN: 'hunter2!' } }
  const result = await runManifest(scenario, [entry], { operation: 'rotate' }, step)
  expect(said(scenario).sort()).toEqual(
    [find('acme'), mint('acme'), listOf('acme'), keyOf('acme'), patchOf('acme'), revoke].sort()
  )
  expect(asked(scenario)).toEqual([write])
  expect(scenario.acme.registries).toMatchObject([{ secret: 'hunter2!' }])
  expect(result.outputs).toMatchObject({ updated: '1' })
})

test.each([
  { operation: 'plan', permissions: { ...read, metadata: 'read' } },
  { operation: 'apply', permissions: { ...write, metadata: 'read' } },
  { operation: 'apply', 'dry-run': 'true', permissions: { ...read, metadata: 'read' } }
])('repositories are read only where names are resolved: %j', async ({ permissions, ...inputs }) => {
  const scenario = await startApp()
  scenario.acme.addRegistry(npm)
  const entry = { ...npm, visibility: 'selected', selected_repositories: ['web'] }
  const given = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, String(value)]))
  const result = await runManifest(scenario, [entry], given)
  expect(asked(scenario)).toEqual([permissions])
  expect(said(scenario)).toContain('GET /repos/acme/web')
  expect(result.exitCode).toBe(0)
})

test.each([
  { operation: 'get', name: npmName, permissions: read },
  { operation: 'get-public-key', permissions: read },
  { operation: 'update', name: npmName, username: 'bot', permissions: write },
  { operation: 'delete', name: npmName, permissions: write },
  { operation: 'delete', name: npmName, 'dry-run': 'true', permissions: read },
  { operation: 'export', permissions: read }
])('one token, with what is needed and no more: %j', async ({ permissions, ...inputs }) => {
  const scenario = await startApp()
  scenario.acme.addRegistry(npm)
  const result = await scenario.run(JSON.parse(JSON.stringify(inputs)))
  expect(asked(scenario)).toEqual([permissions])
  expect(said(scenario).filter(line => line === revoke)).toHaveLength(1)
  expect(result.exitCode).toBe(0)
})

test('the time for the writes is reckoned for each organization, which have a token each', async () => {
  const scenario = await startApp({ orgs: ['acme', 'globex'] })
  const entry = { ...npm, visibility: 'all', secret_env: 'NPM_TOKEN' }
  const inputs = { org: '*', 'write-interval': '1m', timeout: '30s' }
  const result = await runManifest(scenario, [entry], inputs, { env: { NPM_TOKEN: 'hunter2!' } })
  expect(result.annotations).toEqual([])
  expect(result.outputs).toMatchObject({ created: '2', failed: '0' })
})

test('with * a repository of one organization stops the others, unless orgs says where it is meant', async () => {
  const play = async (more: object) => {
    const scenario = await startApp({ orgs: ['acme', 'globex'] })
    const entry = { ...npm, ...more, visibility: 'selected', selected_repositories: ['acme/web'] }
    return runManifest(
      scenario,
      [{ ...entry, secret_env: 'NPM_TOKEN' }],
      { org: '*' },
      { env: { NPM_TOKEN: 'hunter2!' } }
    )
  }
  const result = await play({})
  expect(messages(result, 'error')).toEqual([
    expect.stringContaining(`'acme/web' is a repository of another organization; only those of globex can`)
  ])
  expect(result.outputs).toMatchObject({ created: '1', failed: '1' })
  expect((await play({ orgs: ['acme'] })).outputs).toMatchObject({ created: '1', failed: '0' })
})

test('with * an input names repositories without an owner', async () => {
  const scenario = await startApp()
  const given = { 'registry-type': 'git_source', url: 'https://git.acme.example', visibility: 'selected' }
  const inputs = {
    ...given,
    operation: 'apply',
    org: '*',
    secret: 'hunter2!',
    'selected-repositories': 'acme/web'
  }
  const result = await scenario.run(inputs)
  expect(messages(result, 'error')).toEqual([
    `'selected-repositories' holds 'acme/web', which belongs to acme; with 'org' * give names without an owner.`
  ])
})

test('a server that does not narrow gives a token with all permissions, and a notice tells', async () => {
  const scenario = await startApp({ orgs: ['acme', 'globex'] }, { narrowsTokens: false })
  const result = await scenario.run({ operation: 'list', org: 'acme, globex' })
  expect(said(scenario).slice().sort()).toEqual(
    ['acme', 'globex'].flatMap(org => [find(org), mint(org), mint(org), listOf(org), revoke]).sort()
  )
  expect(asked(scenario)).toEqual([read, read, undefined, undefined])
  expect(messages(result, 'notice')).toEqual([
    `GitHub refused to narrow the App's tokens to organization_private_registries=read in acme, globex; there they have all permissions that the App has.`
  ])
  expect(result.exitCode).toBe(0)
})

test('the client id names the App as well as the id', async () => {
  const scenario = await startApp()
  const result = await scenario.run({ operation: 'list', 'app-id': scenario.app.clientId })
  expect(result.exitCode).toBe(0)
})

test('an App works on GitHub Enterprise Server', async () => {
  const scenario = await startApp({}, { description: 'ghes-3.18' })
  const result = await scenario.run({ operation: 'list', org: '*' })
  expect(said(scenario)).toEqual([everyPage, mint('acme'), listOf('acme'), revoke])
  expect(result.exitCode).toBe(0)
})
