import type { AppOwner } from '../local-github/app.ts'
import { bot, everyPage, listOf, mint, patchOf, revoke, said, startApp, whose } from './app-scenario.ts'
import { changesOf, type GivenManifest, npm, npmName, runManifest, startWith } from './manifest-scenario.ts'
import { type Inputs, messages, start, theError, writes } from './scenario.ts'

const entry = { ...npm, visibility: 'all', secret_env: 'NPM_TOKEN' }
const step = { env: { NPM_TOKEN: 'hunter2!' } }
const orgs = ['acme', 'evil-corp', 'globex']
const of = (...orgs: string[]) => ({ ...entry, orgs })

const [noOrgs, acme, globex] = [[entry], of('ACME'), { ...bot, orgs: ['Globex'] }]
const some = [of('acme'), { ...entry, url: `${npm.url}b` }, { ...entry, url: `${npm.url}c` }]
const byDefault = { defaults: { orgs: ['acme'] }, registries: noOrgs }

test.each<[owner: AppOwner, manifest: GivenManifest, expected: string[] | RegExp, inputs?: Inputs]>([
  ['enterprise', noOrgs, orgs],
  ['organization', noOrgs, /would get this registry without 'orgs'\. Give each/],
  ['organization', some, /registries\.yml:\d+: 'org' is \*.* the 2 registries without 'orgs'/],
  ['user', noOrgs, /does not belong to an enterprise/, { operation: 'rotate' }],
  ['user', [acme, globex], ['acme', 'globex'], { operation: 'plan' }],
  ['user', byDefault, ['acme']],
  ['user', [of('nowhere')], /^No entry of the manifest lists in 'orgs' an org/],
  ['user', noOrgs, ['acme', 'globex'], { org: 'acme, globex' }]
])('an App of the %s, which is to write %j: %s', async (owner, manifest, expected, inputs = {}) => {
  const done = expected instanceof RegExp ? [] : expected
  const scenario = await startApp({ orgs, owner })
  const result = await runManifest(scenario, manifest, { org: '*', ...inputs }, step)
  const others = orgs.filter(org => !done.includes(org))
  expect(said(scenario).filter(line => others.some(org => line.includes(org)))).toEqual([])
  expect([...new Set(changesOf(result).map(({ org }) => org))]).toEqual(done)
  if (expected instanceof RegExp) expect(theError(result)).toMatch(expected)
  if (owner === 'enterprise' || !said(scenario).includes(everyPage)) return
  const warning = `The App does not belong to an enterprise, so strangers may have installed it. Skipped, because no entry of the manifest lists them in 'orgs': ${others.join(', ')}.`
  expect(messages(result, 'warning')).toEqual([warning])
  expect(result.summary).toContain(`: ${others.join(', ')}.`)
})

test('an entry for none of the organizations of * is a warning', async () => {
  const scenario = await startApp({ orgs: ['acme', 'globex'] })
  const entries = [of('acmee'), { ...bot, orgs: ['acme'] }]
  const result = await runManifest(scenario, entries, { org: '*', operation: 'plan' }, step)
  const none = /'orgs' \(acmee\) matches none of the step's organizations \(acme, globex\)/
  expect(messages(result, 'warning')).toEqual([expect.stringMatching(none)])
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
  const error = theError(await runManifest({ run }, noOrgs, { org: '*' }, step))
  expect(error).toMatch(/does not belong to an enterprise/)
})

test('names of installations are checked, an organization is one in any case, and who is left out is told', async () => {
  const scenario = await startApp()
  for (const login of ['ACME', 'a/../b', 'c,d']) scenario.app.install(login)
  scenario.app.install('sleepy', { suspended: true })
  const result = await runManifest(scenario, [entry], { org: '*', operation: 'plan' }, step)
  expect(said(scenario).filter(line => line.startsWith('POST'))).toEqual([mint('acme')])
  expect(messages(result, 'warning')).toEqual([
    'Skipped, because the App is installed there under a name that no organization can have: a/../b, c,d.',
    'Skipped, because the App is suspended there: sleepy.'
  ])
  expect(result.summary).toContain('Skipped, because the App is suspended there: sleepy')
  expect(result.exitCode).toBe(0)
})

test('a pattern is an error where the App sees only some repositories', async () => {
  const scenario = await startApp({ orgs: ['acme', 'globex'], installed: ['globex'] })
  scenario.app.install('acme', { selection: 'selected' })
  const selected = { ...entry, visibility: 'selected', selected_repositories: ['web', 'w*'] }
  const result = await runManifest(scenario, [selected], { org: 'acme, globex' }, step)
  const error = /'w\*' is a pattern, but the App is installed for some repositories of acme o/
  expect(theError(result)).toMatch(error)
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

const update = { operation: 'update', name: npmName, username: 'x' }
const repo = (full_name: string): object => ({ full_name })
const ours = repo('acme/widgets')
const theirs = repo('someone/widgets')
const pull = (head: object | null): object => ({
  pull_request: { head: { repo: head }, base: { repo: ours } }
})
const caused = (event: unknown, head_repository: unknown = ours): object => ({
  workflow_run: { event, head_repository, repository: ours }
})

/** What the action says when it is to write on an event, with this payload. */
type Row = [event: string, payload: string | object, message: RegExp]

const target = /Nothing is written on pull_request_target: .*code that anyone can propose.*'dry-run'/
const fork = /Nothing is written on workflow_run \(pull_request\w*\): a pull request from another repository/
const unreadable = /Nothing is written on workflow_run: its payload cannot be read/

test.each<Row>([
  ['pull_request_target', pull(ours), target],
  ['workflow_run', caused('pull_request_target'), /written on workflow_run \(pull_request_target\)/],
  ['workflow_run', caused('pull_request', theirs), fork],
  ['workflow_run', caused('pull_request', null), fork],
  ['workflow_run', caused('pull_request_review', theirs), fork],
  ['workflow_run', { workflow_run: { event: 'pull_request' } }, fork],
  ['workflow_run', '/nowhere/event.json', unreadable],
  ['workflow_run', {}, unreadable],
  ['workflow_run', caused(7), unreadable],
  ['workflow_run', caused('workflow_run'), unreadable]
])('on %s with %j nothing is written', async (event_name, event, message) => {
  const { github, run } = await start()
  expect(theError(await run(update, { github: { event_name, event } }))).toMatch(message)
  expect(github.said()).toEqual([])
})

test('on pull_request_target no operation writes, and reads and dry runs go on', async () => {
  const scenario = await startWith([npm])
  const step = { github: { event_name: 'pull_request_target', event: pull(theirs) } }
  const one = { 'registry-type': 'npm_registry', url: npm.url, secret: 'hunter2!' }
  const create = { ...one, operation: 'create', visibility: 'all' }
  const many = ['apply', 'rotate'].map(operation => ({ ...one, operation }))
  for (const inputs of [create, ...many, { operation: 'delete', name: npmName }])
    expect(theError(await scenario.run(inputs, step))).toMatch(target)
  expect(scenario.github.said()).toEqual([])
  for (const inputs of [{ ...update, 'dry-run': 'true' }, { operation: 'list' }])
    expect((await scenario.run(inputs, step)).annotations).toEqual([])
  expect(writes(scenario)).toEqual([])
})

const unmerged = /^This run writes on .*pull_request.*: changes that are not merged yet take effect/
const anyone = /^This run writes on .*, which anyone can trigger/
const ofAnybody = ['issues', 'issue_comment', 'discussion', 'discussion_comment', 'fork', 'watch']

const told: Row[] = [
  ['pull_request', pull(theirs), unmerged],
  ['workflow_run', caused('pull_request'), unmerged],
  ...ofAnybody.map((event): Row => [event, {}, anyone]),
  ['workflow_run', caused('issue_comment'), anyone],
  ['workflow_run', caused('push', theirs), /^$/],
  ['push', '/nowhere/event.json', /^$/]
]

test('a write on other events is done, with a warning where others may have caused it', async () => {
  const scenario = await startWith([npm])
  for (const [event_name, event, message] of told) {
    const result = await scenario.run(update, { github: { event_name, event } })
    const warnings = messages(result, 'warning').join()
    expect([event_name, warnings]).toEqual([event_name, expect.stringMatching(message)])
  }
  expect(writes(scenario)).toHaveLength(told.length)
})
