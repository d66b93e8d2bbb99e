import type { KeyObject } from 'node:crypto'
import { makeAppKey } from '../local-github/app.ts'
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
import { type Inputs, messages, theError } from './scenario.ts'

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
})

test('* reads every page of the installations, and leaves suspended ones out, with a warning', async () => {
  const scenario = await startApp({ installed: [] }, { description: 'ghes-3.18' })
  const asleep = Array.from({ length: 101 }, (_, number) => `org-${100 + number}`)
  for (const org of asleep.toReversed()) scenario.app.install(org, { suspended: true })
  scenario.app.install('acme')
  const result = await scenario.run({ operation: 'list', org: '*', 'app-id': scenario.app.clientId })
  expect(said(scenario)).toEqual([everyPage, `${everyPage}&page=2`, mint('acme'), listOf('acme'), revoke])
  expect(messages(result, 'warning')).toEqual([
    expect.stringMatching(/^Skipped, because the App is suspended there: org-100, org-101, .*\.$/)
  ])
  expect(result.exitCode).toBe(0)
})

const selected = { ...npm, visibility: 'selected', selected_repositories: ['web'], secret_env: 'NPM_TOKEN' }
const web = { visibility: 'selected', 'selected-repositories': 'web' }
test.each<[inputs: Inputs, level: object, resolves?: boolean]>([
  [{ operation: 'get', name: npmName }, read],
  [{ operation: 'export' }, read],
  [{ operation: 'update', name: npmName, username: 'bot' }, write],
  [{ operation: 'update', name: npmName, ...web }, write, true],
  [{ operation: 'update', name: npmName, ...web, 'selected-repositories': '1001001' }, write],
  [{ operation: 'delete', name: npmName, 'dry-run': 'true' }, read],
  [{ operation: 'plan', manifest: '' }, read, true],
  [{ operation: 'apply', manifest: '' }, write, true],
  [{ operation: 'rotate', manifest: '' }, write]
])('one token, with what is needed and no more: %j', async (inputs, level, ...[resolves = false]) => {
  const scenario = await startApp()
  scenario.acme.addRegistry(npm)
  const play = () => runManifest(scenario, [selected], inputs, step)
  const result = await ('manifest' in inputs ? play() : scenario.run(inputs))
  expect(asked(scenario)).toEqual([{ ...level, ...(resolves && { metadata: 'read' }) }])
  expect(said(scenario).includes('GET /repos/acme/web')).toBe(resolves)
  expect(said(scenario).filter(line => line === revoke)).toHaveLength(1)
  expect(result.exitCode).toBe(0)
})

test('organizations, which have a token each, are written side by side, each in a time of its own', async () => {
  const scenario = await startApp({ orgs: ['acme', 'globex'] }, { delay: 300 })
  const path = /private-registries$/
  const underWay: number[] = []
  const note = () => {
    const open = scenario.github.exchanges.filter(one => path.test(one.path) && one.status === 0)
    underWay.push(open.length)
    return undefined
  }
  scenario.github.answer({ method: 'POST', path }, note, 2)
  const inputs = { org: '*', 'write-interval': '1m', timeout: '50s' }
  const result = await runManifest(scenario, [entry], inputs, step)
  expect(underWay).toEqual([1, 2])
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
  const error = `'acme/web' is a repository of another organization. Only repositories of globex can`
  expect(theError(result)).toContain(error)
  expect(result.outputs).toMatchObject({ created: '1', failed: '1' })
  expect((await play({ orgs: ['acme'] })).outputs).toMatchObject({ created: '1', failed: '0' })
})

test('a server that does not narrow gives a token with all permissions, and a notice tells', async () => {
  const orgs = ['acme', 'globex']
  const scenario = await startApp({ orgs }, { narrowsTokens: false })
  const result = await scenario.run({ operation: 'list', org: 'acme, globex' })
  const each = orgs.flatMap(org => [find(org), mint(org), mint(org), listOf(org), revoke])
  expect(said(scenario).sort()).toEqual(each.sort())
  expect(asked(scenario).toSorted()).toEqual([read, read, undefined, undefined])
  expect(messages(result, 'notice')).toEqual([
    `GitHub refused to restrict the App's tokens to organization_private_registries=read in acme, globex. There they have all permissions of the App.`
  ])
  expect(result.exitCode).toBe(0)
})

const pemOf = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString()

test('a key in wrapped base64, in quotes, of what has \\n', async () => {
  const { app, run } = await startApp()
  const base64 = Buffer.from(pemOf(app.key).replaceAll('\n', '\\n')).toString('base64')
  const key = `'${base64.replace(/.{76}/g, '$&\n')}'`
  expect((await run({ operation: 'list', 'app-private-key': key })).annotations).toEqual([])
})

test.each<[what: string, inputs: Inputs, error: RegExp]>([
  [
    'the key of another App',
    { 'app-private-key': pemOf(makeAppKey()) },
    /^GitHub refused to find the App's installation in acme \(401\): the App is not recognised\. Check that 'app-private-key' belongs to .* A JSON web token could not be decoded\. Request id/
  ],
  [
    'an id of no App',
    { org: '*', 'app-id': '99' },
    /\(404\): there is no App with this 'app-id'\. GitHub said: Integr/
  ]
])('%s is refused by GitHub, once', async (_, inputs, error) => {
  const { github, run } = await startApp()
  expect(theError(await run({ operation: 'list', ...inputs }))).toMatch(error)
  expect(github.exchanges).toHaveLength(1)
})

const everywhere = {
  operation: 'apply',
  org: '*',
  'registry-type': 'git_source',
  url: 'https://git.acme.example'
}
test.each<[given: Inputs, expected: string]>([
  [
    { org: 'acme, *' },
    `'org' combines * with names; use * alone for all of the App's organizations, or list the names.`
  ],
  [{ operation: 'get', name: 'X', org: '*' }, `'org' is *; get takes one organization.`],
  [
    { ...everywhere, ...web, secret: 'hunter2!', 'selected-repositories': 'acme/web' },
    `'selected-repositories' contains 'acme/web', which belongs to acme; with 'org' * write names without an owner.`
  ]
])('%j: nothing is sent, and the error says what to do', async (given, expected) => {
  const scenario = await startApp()
  const result = await scenario.run({ operation: 'list', ...given })
  expect(messages(result, 'error')).toEqual([expected])
  expect(said(scenario)).toEqual([])
})

test('an App that lacks a permission: the error says what, and where to grant it', async () => {
  const scenario = await startApp({ installed: [] })
  scenario.acme.addRegistry(npm)
  const { id } = scenario.app.install('acme', { permissions: { organization_private_registries: 'read' } })
  const error = theError(await scenario.run({ operation: 'delete', name: npmName }))
  expect(error).toContain(
    `needs organization_private_registries=write. Grant the App the organization permission "Organization private registries" (write), and accept it at https://github.com/organizations/acme/settings/installations/${id}.`
  )
  expect(said(scenario).at(-1)).toBe(revoke)
})

test('an App that is suspended everywhere has nothing that * may stand for', async () => {
  const scenario = await startApp()
  scenario.app.install('octocat', { type: 'User' })
  for (const installation of scenario.app.installations) installation.suspended = true
  const result = await runManifest(scenario, [bot], { org: '*' })
  expect(theError(result)).toBe(
    `'org' is *, but the App is not installed in any organization, or is suspended in all of them. Install it first.`
  )
  expect(result.outputs).toMatchObject({ changed: 'false', drift: '', changes: '[]' })
})
