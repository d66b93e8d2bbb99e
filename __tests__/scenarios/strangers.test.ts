import type { AppOwner } from '../github/app.ts'
import type { Answer } from '../github/script.ts'
import { bot, everyPage, find, listOf, mint, patchOf, revoke, said, startApp, whose } from './app-scenario.ts'
import { changesOf, type GivenManifest, npm, runManifest } from './manifest-scenario.ts'
import { type Inputs, messages, theError } from './scenario.ts'

const entry = { ...npm, visibility: 'all', secret_env: 'NPM_TOKEN' }
const step = { env: { NPM_TOKEN: 'hunter2!' } }
const orgs = ['acme', 'evil-corp', 'globex']

test.each<{ owner: AppOwner; manifest: GivenManifest; inputs?: Inputs; done?: string[]; error?: RegExp }>([
  { owner: 'enterprise', manifest: [entry], done: orgs },
  { owner: 'organization', manifest: [entry], error: /would get this registry without 'orgs'\. Give each/ },
  { owner: 'user', manifest: [entry], inputs: { operation: 'rotate' }, error: /no enterprise's/ },
  {
    owner: 'organization',
    manifest: [
      { ...entry, orgs: ['acme'] },
      { ...entry, url: `${npm.url}b` },
      { ...entry, url: `${npm.url}c` }
    ],
    error: /registries\.yml:\d+: 'org' is \*.* the 2 registries without 'orgs'/
  },
  {
    owner: 'user',
    manifest: [
      { ...entry, orgs: ['ACME'] },
      { ...bot, orgs: ['Globex'] }
    ],
    inputs: { operation: 'plan' },
    done: ['acme', 'globex']
  },
  { owner: 'user', manifest: { defaults: { orgs: ['acme'] }, registries: [entry] }, done: ['acme'] },
  {
    owner: 'user',
    manifest: [{ ...entry, orgs: ['nowhere'] }],
    error: /^No entry of the manifest names in 'orgs' an org/
  },
  { owner: 'user', manifest: [entry], inputs: { org: 'acme, globex' }, done: ['acme', 'globex'] }
])('an App of the $owner, $inputs: $done $error', async ({ owner, manifest, inputs, done = [], error }) => {
  const scenario = await startApp({ orgs, owner })
  const result = await runManifest(scenario, manifest, { org: '*', ...inputs }, step)
  const asked = (org: string) => said(scenario).filter(line => line.includes(org))
  for (const org of orgs.filter(org => !done.includes(org))) expect(asked(org)).toEqual([])
  expect([...new Set(changesOf(result).map(({ org }) => org))]).toEqual(done)
  if (error) expect(theError(result)).toMatch(error)
  const others = orgs.filter(org => !done.includes(org)).join(', ')
  const isLimited =
    owner !== 'enterprise' && inputs?.['org'] === undefined && !error?.source.includes('registr')
  if (!isLimited || !said(scenario).includes(everyPage)) return
  const warning = `The App is no enterprise's, so strangers may have installed it. Nothing is done in organizations that no entry of the manifest names in 'orgs': ${others}.`
  expect(messages(result, 'warning')).toEqual([warning])
  expect(result.summary).toContain(`: ${others}.`)
})

test('one registry of the inputs goes to no stranger either', async () => {
  const scenario = await startApp({ orgs, owner: 'organization' })
  const registry = { 'registry-type': 'npm_registry', url: npm.url, visibility: 'all', secret: 'hunter2!' }
  const result = await scenario.run({ operation: 'apply', org: '*', ...registry })
  expect(theError(result)).toMatch(/would get this registry\. Name the organizations in 'org'\.$/)
  expect(said(scenario)).toEqual([whose])
})

test('list reads them all, whose ever the App is', async () => {
  const scenario = await startApp({ orgs, owner: 'user' })
  await scenario.run({ operation: 'list', org: '*' })
  expect(said(scenario).sort()).toEqual(
    [everyPage, ...orgs.flatMap(org => [mint(org), listOf(org), revoke])].sort()
  )
})

test.each<{ name: string; body: unknown }>([
  { name: 'without an owner', body: { id: 4001, owner: null } },
  { name: 'whose owner has a login beside', body: { id: 4001, owner: { slug: 'x', login: 'evil' } } }
])('an App $name is no enterprise’s', async ({ body }) => {
  const scenario = await startApp({ orgs })
  scenario.github.answer({ path: '/app' }, { status: 200, body })
  const result = await runManifest(scenario, [entry], { org: '*' }, step)
  expect(theError(result)).toMatch(/no enterprise's/)
})

test('names of installations are checked, and an organization is one in any case; who is left out stands in the summary', async () => {
  const scenario = await startApp()
  for (const login of ['ACME', 'a/../b', 'c,d']) scenario.app.install(login)
  scenario.app.install('sleepy', { suspended: true })
  const result = await runManifest(scenario, [entry], { org: '*', operation: 'plan' }, step)
  const both = ['ACME', 'acme'].map(login => scenario.app.installations.find(one => one.login === login)?.id)
  expect(scenario.github.said().filter(line => line.startsWith('POST'))).toEqual([
    `POST /app/installations/${both[1]}/access_tokens`
  ])
  expect(messages(result, 'warning')).toEqual([
    'The App is installed in what no organization can be called, so nothing is done there: a/../b, c,d.',
    'The App is suspended in sleepy, so nothing is done there.'
  ])
  expect(result.summary).toContain('The App is suspended in sleepy, so nothing is done there')
  expect(result.exitCode).toBe(0)
})

describe('a token that was just made is refused', () => {
  const words = 'Resource not accessible by integration'
  const bad: Answer = { status: 401, body: { message: 'Bad credentials' } }
  const integration: Answer = { status: 403, body: { message: words } }

  test.each<{
    name: string
    how: Answer
    times: number
    method: string
    exit: number
    minted: number
    asked: number
  }>([
    { name: '401, a read', how: bad, times: 3, method: 'GET', exit: 0, minted: 1, asked: 5 },
    { name: '403, a write', how: integration, times: 2, method: 'PATCH', exit: 0, minted: 1, asked: 3 },
    { name: '401, longer', how: bad, times: 4, method: 'PATCH', exit: 0, minted: 2, asked: 5 },
    { name: '403, for good', how: integration, times: 99, method: 'PATCH', exit: 1, minted: 1, asked: 4 },
    {
      name: '403 of another cause',
      how: { status: 403, body: { message: 'No' } },
      times: 99,
      method: 'PATCH',
      exit: 1,
      minted: 1,
      asked: 1
    }
  ])('$name', async ({ how, times, method, exit, minted, asked }) => {
    const scenario = await startApp()
    scenario.acme.addRegistry(npm)
    scenario.github.answer({ method, path: /private-registries/ }, how, times)
    const result = await runManifest(scenario, [bot])
    const count = (start: string) => said(scenario).filter(line => line.startsWith(start)).length
    expect([result.exitCode, count('POST /app'), count(`${method} /orgs/acme/private`)]).toEqual([
      exit,
      minted,
      asked
    ])
    const waits = result.log
      .split('\n')
      .filter(line => /^Waiting .* GitHub may not know the App's new token/.test(line))
    expect(waits).toHaveLength(Math.min(times, 3, asked - 1))
    expect(result.durationMs).toBeLessThan(10_000)
    expect(said(scenario).filter(line => line === revoke)).toHaveLength(minted)
  })

  test('also where it is revoked', async () => {
    const scenario = await startApp()
    scenario.github.answer({ method: 'DELETE' }, bad)
    await scenario.run({ operation: 'list' })
    expect(said(scenario)).toEqual([find('acme'), mint('acme'), listOf('acme'), revoke, revoke])
    expect(scenario.github.exchanges.at(-1)?.status).toBe(204)
  })
})

test('a pattern is an error where the App sees only some repositories', async () => {
  const scenario = await startApp({ orgs: ['acme', 'globex'], installed: ['globex'] })
  scenario.app.install('acme', { selection: 'selected' })
  const selected = (...selected_repositories: string[]) => [
    { ...npm, visibility: 'selected', selected_repositories, secret_env: 'NPM_TOKEN' }
  ]
  const result = await runManifest(scenario, selected('web', 'w*'), { org: 'acme, globex' }, step)
  expect(theError(result)).toMatch(
    /'w\*' is a pattern, but the App is installed for some repositories of acme only/
  )
  expect(said(scenario).filter(line => /acme\/repos\b/.test(line))).toEqual([])
  expect(changesOf(result).map(({ org, status }) => [org, status])).toEqual([
    ['acme', 'failed'],
    ['globex', 'done']
  ])
})

test('an organization that cannot be read has one sentence, and nothing of it is counted', async () => {
  const scenario = await startApp({ orgs: ['acme', 'labs'], installed: ['acme'] })
  scenario.acme.addRegistry(npm)
  scenario.app.install('labs', { suspended: true })
  const entries = [bot, { ...entry, url: 'https://npm.acme.example/b', orgs: ['labs'] }]
  const result = await runManifest(scenario, entries, { org: 'acme, labs' }, step)
  expect(theError(result)).toMatch(/^The App's installation in labs is suspended/)
  expect(changesOf(result).map(({ org }) => org)).toEqual(['acme'])
  expect(result.outputs).toMatchObject({ updated: '1', failed: '0' })
  expect(result.log.match(/installation in labs/g)).toHaveLength(1)
  expect(result.summary.match(/installation in labs/g)).toHaveLength(1)
  expect(said(scenario)).toContain(patchOf('acme'))
})
