import type { AppOwner } from '../local-github/app.ts'
import type { Answer } from '../local-github/script.ts'
import { bot, everyPage, find, listOf, mint, patchOf, revoke, said, startApp, whose } from './app-scenario.ts'
import { changesOf, type GivenManifest, npm, runManifest } from './manifest-scenario.ts'
import { type Inputs, messages, theError } from './scenario.ts'

const entry = { ...npm, visibility: 'all', secret_env: 'NPM_TOKEN' }
const step = { env: { NPM_TOKEN: 'hunter2!' } }
const orgs = ['acme', 'evil-corp', 'globex']
const of = (...orgs: string[]) => ({ ...entry, orgs })

test.each<{ owner: AppOwner; manifest: GivenManifest; inputs?: Inputs; done?: string[]; error?: RegExp }>([
  { owner: 'enterprise', manifest: [entry], done: orgs },
  { owner: 'organization', manifest: [entry], error: /would get this registry without 'orgs'\. Give each/ },
  {
    owner: 'user',
    manifest: [entry],
    inputs: { operation: 'rotate' },
    error: /does not belong to an enterprise/
  },
  {
    owner: 'organization',
    manifest: [of('acme'), { ...entry, url: `${npm.url}b` }, { ...entry, url: `${npm.url}c` }],
    error: /registries\.yml:\d+: 'org' is \*.* the 2 registries without 'orgs'/
  },
  {
    owner: 'user',
    manifest: [of('ACME'), { ...bot, orgs: ['Globex'] }],
    inputs: { operation: 'plan' },
    done: ['acme', 'globex']
  },
  { owner: 'user', manifest: { defaults: { orgs: ['acme'] }, registries: [entry] }, done: ['acme'] },
  { owner: 'user', manifest: [of('nowhere')], error: /^No entry of the manifest lists in 'orgs' an org/ },
  { owner: 'user', manifest: [entry], inputs: { org: 'acme, globex' }, done: ['acme', 'globex'] }
])('an App of the $owner, $inputs: $done $error', async ({ owner, manifest, inputs, done = [], error }) => {
  const scenario = await startApp({ orgs, owner })
  const result = await runManifest(scenario, manifest, { org: '*', ...inputs }, step)
  const others = orgs.filter(org => !done.includes(org))
  expect(said(scenario).filter(line => others.some(org => line.includes(org)))).toEqual([])
  expect([...new Set(changesOf(result).map(({ org }) => org))]).toEqual(done)
  if (error) expect(theError(result)).toMatch(error)
  if (owner === 'enterprise' || !said(scenario).includes(everyPage)) return
  const warning = `The App does not belong to an enterprise, so strangers may have installed it. Skipped, because no entry of the manifest lists them in 'orgs': ${others.join(', ')}.`
  expect(messages(result, 'warning')).toEqual([warning])
  expect(result.summary).toContain(`: ${others.join(', ')}.`)
})

test('one registry of the inputs goes to no stranger either', async () => {
  const scenario = await startApp({ orgs, owner: 'organization' })
  const registry = { 'registry-type': 'npm_registry', url: npm.url, visibility: 'all', secret: 'hunter2!' }
  const result = await scenario.run({ operation: 'apply', org: '*', ...registry })
  expect(theError(result)).toMatch(/would get this registry\. List the organizations in 'org'\.$/)
  expect(said(scenario)).toEqual([whose])
})

test('list reads them all, whose ever the App is', async () => {
  const scenario = await startApp({ orgs, owner: 'user' })
  await scenario.run({ operation: 'list', org: '*' })
  const each = orgs.flatMap(org => [mint(org), listOf(org), revoke])
  expect(said(scenario).sort()).toEqual([everyPage, ...each].sort())
})

test.each([null, { slug: 'x', login: 'evil' }])('an App of %j is no enterprise’s', async owner => {
  const { github, run } = await startApp({ orgs })
  github.answer({ path: '/app' }, { status: 200, body: { id: 4001, owner } })
  expect(theError(await runManifest({ run }, [entry], { org: '*' }, step))).toMatch(
    /does not belong to an enterprise/
  )
})

test('names of installations are checked, an organization is one in any case, and who is left out is told', async () => {
  const { app, github, run } = await startApp()
  for (const login of ['ACME', 'a/../b', 'c,d']) app.install(login)
  app.install('sleepy', { suspended: true })
  const result = await runManifest({ run }, [entry], { org: '*', operation: 'plan' }, step)
  const { id } = Object(app.installations.find(({ login }) => login === 'acme'))
  const tokens = github.said().filter(line => line.startsWith('POST'))
  expect(tokens).toEqual([`POST /app/installations/${id}/access_tokens`])
  expect(messages(result, 'warning')).toEqual([
    'Skipped, because the App is installed there under a name that no organization can have: a/../b, c,d.',
    'Skipped, because the App is suspended there: sleepy.'
  ])
  expect(result.summary).toContain('Skipped, because the App is suspended there: sleepy')
  expect(result.exitCode).toBe(0)
})

const bad: Answer = { status: 401, body: { message: 'Bad credentials' } }
const integration: Answer = { status: 403, body: { message: 'Resource not accessible by integration' } }
test.each<[name: string, how: Answer, times: number, method: string, ...expected: number[]]>([
  ['with 401, a read', bad, 3, 'GET', 0, 1, 5],
  ['with 403, a write', integration, 2, 'PATCH', 0, 1, 3],
  ['with 401, longer', bad, 4, 'PATCH', 0, 2, 5],
  ['with 403, for good', integration, 99, 'PATCH', 1, 1, 4],
  ['with 403 of another cause', { status: 403, body: { message: 'No' } }, 99, 'PATCH', 1, 1, 1]
])('a token that was just made is refused %s', async (_, how, times, method, exit, minted, asked) => {
  const scenario = await startApp()
  scenario.acme.addRegistry(npm)
  scenario.github.answer({ method, path: /private-registries/ }, how, times)
  const result = await runManifest({ run: scenario.quickly }, [bot])
  const count = (start: string) => said(scenario).filter(line => line.startsWith(start)).length
  const counts = [count('POST /app'), count(`${method} /orgs/acme/private`), count(revoke)]
  expect([result.exitCode, ...counts]).toEqual([exit, minted, asked, minted])
  const waits = result.log.match(/^Waiting .* GitHub may not accept the App's new token/gm) ?? []
  expect(waits).toHaveLength(Math.min(times, 3, Number(asked) - 1))
})

test('a token that was just made is refused also where it is revoked', async () => {
  const scenario = await startApp()
  scenario.github.answer({ method: 'DELETE' }, bad)
  await scenario.quickly({ operation: 'list' })
  expect(said(scenario)).toEqual([find('acme'), mint('acme'), listOf('acme'), revoke, revoke])
  expect(scenario.github.exchanges.at(-1)?.status).toBe(204)
})

test('a pattern is an error where the App sees only some repositories', async () => {
  const scenario = await startApp({ orgs: ['acme', 'globex'], installed: ['globex'] })
  scenario.app.install('acme', { selection: 'selected' })
  const selected = { ...entry, visibility: 'selected', selected_repositories: ['web', 'w*'] }
  const result = await runManifest(scenario, [selected], { org: 'acme, globex' }, step)
  expect(theError(result)).toMatch(
    /'w\*' is a pattern, but the App is installed for some repositories of acme o/
  )
  expect(said(scenario).filter(line => /acme\/repos\b/.test(line))).toEqual([])
  expect(changesOf(result)).toMatchObject([
    { org: 'acme', status: 'failed' },
    { org: 'globex', status: 'done' }
  ])
})

test('an organization that cannot be read has one sentence, and nothing of it is counted', async () => {
  const scenario = await startApp({ orgs: ['acme', 'labs'], installed: ['acme'] })
  scenario.acme.addRegistry(npm)
  scenario.app.install('labs', { suspended: true })
  const entries = [bot, { ...of('labs'), url: 'https://npm.acme.example/b' }]
  const result = await runManifest(scenario, entries, { org: 'acme, labs' }, step)
  expect(theError(result)).toMatch(/^The App's installation in labs is suspended/)
  expect(changesOf(result).map(({ org }) => org)).toEqual(['acme'])
  expect(result.outputs).toMatchObject({ updated: '1', failed: '0' })
  for (const text of [result.log, result.summary]) expect(text.match(/installation in labs/g)).toHaveLength(1)
  expect(said(scenario)).toContain(patchOf('acme'))
})
