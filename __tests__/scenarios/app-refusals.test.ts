import { bot, find, listOf, mint, revoke, said, startApp } from './app-scenario.ts'
import { changesOf, npm, npmName, runManifest } from './manifest-scenario.ts'
import { output, theError } from './scenario.ts'

const five = ['acme', 'globex', 'initech', 'labs', 'umbrella']

test('not installed in one of five organizations: that one fails by its name, four succeed', async () => {
  const four = five.filter(org => org !== 'initech')
  const scenario = await startApp({ orgs: five, installed: four })
  const entry = { ...bot, visibility: 'all', secret_env: 'NPM_TOKEN' }
  const result = await runManifest(
    scenario,
    [entry],
    { org: five.join() },
    { env: { NPM_TOKEN: 'hunter2!' } }
  )
  expect(theError(result)).toMatch(
    /^GitHub refused to find the App in initech \(404\): the App is not installed in initech, or .* Request id/
  )
  expect(changesOf(result).map(({ org, status }) => [org, status])).toEqual(four.map(org => [org, 'done']))
  expect(result.outputs).toMatchObject({ created: '4', failed: '0' })
})

test.each(['acme', '*'])('an id of no App is told from an App that is not installed: %s', async org => {
  const { run } = await startApp()
  const result = await run({ operation: 'list', org, 'app-id': '99' })
  expect(theError(result)).toMatch(
    /\(404\): there is no App with this 'app-id'\. GitHub said: Integration not/
  )
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
