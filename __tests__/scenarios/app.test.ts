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
import { messages } from './scenario.ts'

const read = { organization_private_registries: 'read' }
const write = { organization_private_registries: 'write' }
const entry = { ...npm, visibility: 'all', secret_env: 'NPM_TOKEN' }
const step = { env: { NPM_TOKEN: 'hunter2!' } }

function tokensOf({ github }: AppScenario, org: string): Set<unknown> {
  const own = github.exchanges.filter(({ path }) => path.startsWith(`/orgs/${org}/private`))
  return new Set(own.map(({ headers }) => headers.authorization))
}

test('apply in several organizations: a token for each, which sees nothing of the others', async () => {
  const orgs = ['acme', 'globex', 'labs']
  const scenario = await startApp({ orgs })
  scenario.acme.addRegistry(npm)
  const result = await runManifest(scenario, [{ ...entry, username: 'bot' }], { org: orgs.join() }, step)
  const written = [patchOf('acme'), ...['globex', 'labs'].map(org => `POST /orgs/${org}/private-registries`)]
  const each = orgs.flatMap(org => [find(org), mint(org), listOf(org), keyOf(org), listOf(org), revoke])
  expect(said(scenario).sort()).toEqual([...written, ...each].sort())
  expect(asked(scenario)).toEqual([write, write, write])
  const tokens = orgs.map(org => tokensOf(scenario, org))
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

test('* reads every page of the installations, and leaves suspended ones out, with a warning', async () => {
  const scenario = await startApp({ installed: [] }, { description: 'ghes-3.18' })
  const asleep = Array.from({ length: 101 }, (_, number) => `org-${100 + number}`)
  for (const org of asleep.toReversed()) scenario.app.install(org, { suspended: true })
  scenario.app.install('acme')
  const result = await scenario.run({ operation: 'list', org: '*', 'app-id': scenario.app.clientId })
  expect(said(scenario)).toEqual([everyPage, `${everyPage}&page=2`, mint('acme'), listOf('acme'), revoke])
  expect(messages(result, 'warning')).toEqual([
    expect.stringMatching(/^The App is suspended in org-100, org-101, .*, so nothing is done there\.$/)
  ])
  expect(result.exitCode).toBe(0)
})

const metadata = { metadata: 'read' }
const selected = { ...npm, visibility: 'selected', selected_repositories: ['web'], secret_env: 'NPM_TOKEN' }
test.each([
  { operation: 'plan', permissions: { ...read, ...metadata } },
  { operation: 'apply', permissions: { ...write, ...metadata } },
  { operation: 'apply', 'dry-run': 'true', permissions: { ...read, ...metadata } },
  { operation: 'rotate', permissions: write, requests: [listOf('acme'), keyOf('acme'), patchOf('acme')] }
])('repositories are read only where names are resolved: %j', async given => {
  const { permissions, requests = [], ...inputs } = given
  const scenario = await startApp()
  scenario.acme.addRegistry(npm)
  const result = await runManifest(scenario, [selected], JSON.parse(JSON.stringify(inputs)), step)
  expect(asked(scenario)).toEqual([permissions])
  expect(said(scenario)).toEqual(expect.arrayContaining(requests))
  expect(said(scenario).includes('GET /repos/acme/web')).toBe(inputs.operation !== 'rotate')
  expect(result.exitCode).toBe(0)
})

test.each([
  { operation: 'list', permissions: read },
  { operation: 'get', name: npmName, permissions: read },
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
  const inputs = { org: '*', 'write-interval': '1m', timeout: '50s' }
  const result = await runManifest(scenario, [entry], inputs, step)
  expect(result.annotations).toEqual([])
  expect(result.outputs).toMatchObject({ created: '2', failed: '0' })
})

test('with * a repository of one organization stops the others, unless orgs says where it is meant', async () => {
  const play = async (more: object) => {
    const { run } = await startApp({ orgs: ['acme', 'globex'] })
    const one = { ...selected, ...more, selected_repositories: ['acme/web'] }
    return runManifest({ run }, [one], { org: '*' }, step)
  }
  const result = await play({})
  expect(messages(result, 'error')).toEqual([
    expect.stringContaining(`'acme/web' is a repository of another organization; only those of globex can`)
  ])
  expect(result.outputs).toMatchObject({ created: '1', failed: '1' })
  expect((await play({ orgs: ['acme'] })).outputs).toMatchObject({ created: '1', failed: '0' })
})

test('a server that does not narrow gives a token with all permissions, and a notice tells', async () => {
  const orgs = ['acme', 'globex']
  const scenario = await startApp({ orgs }, { narrowsTokens: false })
  const result = await scenario.run({ operation: 'list', org: 'acme, globex' })
  const each = orgs.flatMap(org => [find(org), mint(org), mint(org), listOf(org), revoke])
  expect(said(scenario).sort()).toEqual(each.sort())
  expect(asked(scenario)).toEqual([read, read, undefined, undefined])
  expect(messages(result, 'notice')).toEqual([
    `GitHub refused to narrow the App's tokens to organization_private_registries=read in acme, globex; there they have all permissions that the App has.`
  ])
  expect(result.exitCode).toBe(0)
})

const many = Array.from({ length: 20 }, (_, number) => `org-${number + 1}`)
const entriesOf = (count: number) =>
  Array.from({ length: count }, (_, number) => ({
    ...{ ...entry, url: `${npm.url}team-${number}` }
  }))

test('60 registries of 20 organizations take no request too many', async () => {
  const scenario = await startApp({ orgs: many })
  const result = await runManifest(scenario, entriesOf(3), { org: '*' }, step)
  expect(messages(result, 'error')).toEqual([])
  expect(result.outputs).toMatchObject({ created: '60', failed: '0' })
  const kinds = Object.groupBy(scenario.github.said(), line =>
    line.replace(/org-\d+|installations\/\d+/, 'ONE').replace(/[?].*/, '')
  )
  expect(Object.fromEntries(Object.entries(kinds).map(([kind, lines]) => [kind, lines?.length]))).toEqual({
    'GET /app': 1,
    'GET /app/installations': 1,
    'POST /app/ONE/access_tokens': 20,
    'GET /orgs/ONE/private-registries': 40,
    'GET /orgs/ONE/private-registries/public-key': 20,
    'POST /orgs/ONE/private-registries': 60,
    'DELETE /installation/token': 20
  })
})

test('the pause between writes holds for each token, and organizations are written side by side', async () => {
  const some = many.slice(0, 4)
  const { github, run } = await startApp({ orgs: some })
  const writes: { token: unknown; at: number }[] = []
  github.answer(
    { method: 'POST', path: /private-registries$/ },
    ({ headers }) => {
      writes.push({ token: headers.authorization, at: performance.now() })
      return undefined
    },
    8
  )
  await runManifest({ run }, entriesOf(2), { org: '*', 'write-interval': '2s' }, step)
  const byToken = Object.values(Object.groupBy(writes, ({ token }) => String(token)))
  expect(byToken.map((own = []) => own.length)).toEqual(some.map(() => 2))
  for (const [first, second] of byToken.map((own = []) => own.map(({ at }) => at)))
    expect(Number(second) - Number(first)).toBeGreaterThanOrEqual(1995)
  // Each began before any had paused.
  const tokens = writes.map(({ token }) => token)
  expect(new Set(tokens.slice(0, some.length)).size).toBe(some.length)
})
