import type { KeyObject } from 'node:crypto'
import { makeAppKey } from '../local-github/app.ts'
import { bot, find, listOf, mint, revoke, said, startApp } from './app-scenario.ts'
import { changesOf, npm, npmName, runManifest } from './manifest-scenario.ts'
import { type Inputs, messages, output, theError } from './scenario.ts'

const pemOf = (key: KeyObject, type: 'pkcs1' | 'pkcs8') => key.export({ type, format: 'pem' }).toString()
const pkcs1 = (key: KeyObject) => pemOf(key, 'pkcs1')
const pkcs8 = (key: KeyObject) => pemOf(key, 'pkcs8')

test('a key in wrapped base64, in quotes, of what has \\n', async () => {
  const { app, run } = await startApp()
  const base64 = Buffer.from(pkcs8(app.key).replaceAll('\n', '\\n')).toString('base64')
  const key = `'${base64.replace(/.{76}/g, '$&\n')}'`
  expect((await run({ operation: 'list', 'app-private-key': key })).annotations).toEqual([])
})

test('an encrypted key of old is refused, and not shown', async () => {
  const scenario = await startApp()
  const old = { type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' } as const
  const key = scenario.app.key.export(old).toString()
  expect(theError(await scenario.run({ operation: 'list', 'app-private-key': key }))).toBe(
    `'app-private-key' is encrypted; give the .pem file as GitHub made it, without a passphrase.`
  )
  expect(said(scenario)).toEqual([])
})

test('the key of another App is refused by GitHub, once for each organization that is asked for', async () => {
  const { github, run } = await startApp()
  const result = await run({ operation: 'list', 'app-private-key': pkcs1(makeAppKey()) })
  expect(theError(result)).toMatch(
    /^GitHub refused to find the App in acme \(401\): the App is not recognised\. Check that 'app-private-key' is .* A JSON web token could not be decoded\. Request id/
  )
  expect(github.exchanges).toHaveLength(1)
})

const everywhere = {
  ...{ operation: 'apply', org: '*', 'registry-type': 'git_source', url: 'https://git.acme.example' },
  ...{ visibility: 'selected', secret: 'hunter2!' }
}
test.each<[given: Inputs, expected: string]>([
  [
    { 'app-private-key': '' },
    `'app-id' is given, but 'app-private-key' is empty. A secret that is not set arrives empty.`
  ],
  [
    { 'app-id': '' },
    `'app-private-key' is given, but 'app-id' is missing; give the id or the client id of the App.`
  ],
  [{ token: 'github_pat_hunter2' }, `'token' is given, and so is the key of an App; give one of them.`],
  [
    { 'app-id': 'my app' },
    `'app-id' is neither the id nor the client id of a GitHub App, such as 1234567 or Iv23liAbCdEfGh.`
  ],
  [{ org: 'acme, *' }, `'org' holds * beside names; * stands for all of the App's organizations alone.`],
  [{ operation: 'get', name: 'X', org: '*' }, `'org' is *; get takes one organization.`],
  [
    { ...everywhere, 'selected-repositories': 'acme/web' },
    `'selected-repositories' holds 'acme/web', which belongs to acme; with 'org' * give names without an owner.`
  ]
])('%j: nothing is sent, and the error says what to do', async (given, expected) => {
  const scenario = await startApp()
  const result = await scenario.run({ operation: 'list', ...given })
  expect(messages(result, 'error')).toEqual([expected])
  expect(said(scenario)).toEqual([])
})

const five = ['acme', 'globex', 'initech', 'labs', 'umbrella']

test('not installed in one of five organizations: that one fails by its name, four succeed', async () => {
  const four = five.filter(org => org !== 'initech')
  const scenario = await startApp({ orgs: five, installed: four })
  const entry = { ...bot, visibility: 'all', secret_env: 'NPM_TOKEN' }
  const step = { env: { NPM_TOKEN: 'hunter2!' } }
  const result = await runManifest(scenario, [entry], { org: five.join() }, step)
  expect(theError(result)).toMatch(
    /^GitHub refused to find the App in initech \(404\): the App is not installed in initech, or .* Request id/
  )
  expect(changesOf(result).map(({ org, status }) => [org, status])).toEqual(four.map(org => [org, 'done']))
  expect(result.outputs).toMatchObject({ created: '4', failed: '0' })
})

test.each(['acme', '*'])('an id of no App is told from an App that is not installed: %s', async org => {
  const { run } = await startApp()
  const result = await run({ operation: 'list', org, 'app-id': '99' })
  expect(theError(result)).toMatch(/\(404\): there is no App with this 'app-id'\. GitHub said: Integr/)
})

test('a suspended organization fails by its name, and the others are listed', async () => {
  const scenario = await startApp({ orgs: ['acme', 'labs'] })
  scenario.acme.addRegistry(npm)
  const [, labs] = scenario.app.installations
  Object.assign(Object(labs), { suspended: true })
  const result = await scenario.run({ operation: 'list', org: 'acme, labs' })
  expect(theError(result)).toBe(
    `The App's installation in labs is suspended, so it can do nothing there. An owner can end that at https://github.com/organizations/labs/settings/installations/${labs?.id}.`
  )
  expect(output(result, 'total-count')).toBe(1)
  const asked = [find('acme'), mint('acme'), listOf('acme'), revoke, find('labs')]
  expect(said(scenario).sort()).toEqual(asked.sort())
})

test('an App that lacks a permission: the error says what, and where to grant it', async () => {
  const scenario = await startApp({ installed: [] })
  scenario.acme.addRegistry(npm)
  const { id } = scenario.app.install('acme', { permissions: { organization_private_registries: 'read' } })
  const result = await scenario.run({ operation: 'delete', name: npmName })
  expect(theError(result)).toContain(
    `GitHub refused to delete ${npmName} from acme (403): the token lacks organization_private_registries=write. Give the App the organization permission "Organization private registries" (write), and accept it at https://github.com/organizations/acme/settings/installations/${id}. GitHub said: Resource not accessible by integration.`
  )
  expect(said(scenario).at(-1)).toBe(revoke)
})

test.each([
  ['nowhere', []],
  ['where it is suspended', ['acme']]
])('an App that is installed %s has nothing that * may stand for', async (_, installed) => {
  const scenario = await startApp({ installed })
  scenario.app.install('octocat', { type: 'User' })
  for (const installation of scenario.app.installations) installation.suspended = true
  const result = await runManifest(scenario, [bot], { org: '*' })
  expect(theError(result)).toBe(
    `There is no organization in which the App is installed and not suspended, so 'org' * stands for none. Install it first.`
  )
  expect(result.outputs).toMatchObject({ changed: 'false', drift: '', changes: '[]' })
})

test.each([
  { body: { installations: [] }, expected: /it is no list of installations/ },
  { body: [{ account: null }], expected: /an installation without an id/ }
])('a list of installations that cannot be right is not believed: $body', async ({ body, expected }) => {
  const { github, quickly } = await startApp()
  github.answer({ path: /installations/ }, { status: 200, body }, 9)
  expect(theError(await quickly({ operation: 'list', org: '*' }))).toMatch(expected)
})
