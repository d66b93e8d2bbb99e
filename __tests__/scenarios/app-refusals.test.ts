import { find, listOf, mint, revoke, said, startApp } from './app-scenario.ts'
import { changesOf, npm, runManifest } from './manifest-scenario.ts'
import { messages, output, theError } from './scenario.ts'

const bot = { ...npm, username: 'bot', visibility: 'all', secret_env: 'NPM_TOKEN' }
const five = ['acme', 'globex', 'initech', 'labs', 'umbrella']

test('not installed in one of five organizations: that one fails by its name, four succeed', async () => {
  const scenario = await startApp({ orgs: five, installed: five.filter(org => org !== 'initech') })
  const step = { env: { NPM_TOKEN: 'hunter2!' } }
  const result = await runManifest(scenario, [bot], { org: five.join() }, step)
  expect(theError(result)).toMatch(
    /^GitHub refused to find the App in initech \(404\): the App is not installed in initech, or there is no such organization\. An owner of initech has to install it\. GitHub said: Not Found\. Request id/
  )
  expect(changesOf(result).map(({ org, status }) => [org, status])).toEqual(
    five.filter(org => org !== 'initech').map(org => [org, 'done'])
  )
  expect(result.outputs).toMatchObject({ created: '4', failed: '0' })
})

test('an organization that does not exist fails by its name, and the others are done', async () => {
  const scenario = await startApp({ orgs: five })
  scenario.acme.addRegistry(npm)
  const result = await scenario.run({ operation: 'list', org: [...five, 'nowhere'].join() })
  expect(theError(result)).toMatch(/^GitHub refused to find the App in nowhere \(404\)/)
  expect(output(result, 'total-count')).toBe(1)
  expect(said(scenario).filter(line => line === revoke)).toHaveLength(5)
})

test.each(['acme', '*'])('an id of no App is told from an App that is not installed: %s', async org => {
  const scenario = await startApp()
  const result = await scenario.run({ operation: 'list', org, 'app-id': '99' })
  expect(theError(result)).toMatch(
    /\(404\): there is no App with this 'app-id'\. GitHub said: Integration not found\./
  )
})

test('a suspended organization fails by its name, and the error says where that can be ended', async () => {
  const scenario = await startApp({ orgs: ['acme', 'labs'] })
  const [, labs] = scenario.app.installations
  Object.assign(Object(labs), { suspended: true })
  const result = await scenario.run({ operation: 'list', org: 'acme, labs' })
  expect(theError(result)).toBe(
    `The App's installation in labs is suspended, so it can do nothing there. An owner can end that at https://github.com/organizations/labs/settings/installations/${labs?.id}.`
  )
  expect(said(scenario).sort()).toEqual(
    [find('acme'), mint('acme'), listOf('acme'), revoke, find('labs')].sort()
  )
})

test('one that is suspended while the step runs is told so', async () => {
  const scenario = await startApp()
  const [installation] = scenario.app.installations
  scenario.github.answer({ path: /private-registries/ }, () => {
    Object.assign(Object(installation), { suspended: true })
    return undefined
  })
  const result = await scenario.run({ operation: 'list' })
  expect(messages(result, 'error')).toEqual([
    expect.stringMatching(
      /^GitHub refused to list the private registries of acme \(403\): the App is suspended in acme\. An owner can end that at https:\S+\d\. GitHub said: This installation has been suspended\./
    )
  ])
})

test.each([
  { has: {}, inputs: { operation: 'list' }, level: 'read', doing: 'list the private registries of acme' },
  {
    has: { organization_private_registries: 'read' },
    inputs: { operation: 'delete', name: 'NPM_REGISTRY_SECRET' },
    level: 'write',
    doing: 'delete NPM_REGISTRY_SECRET from acme'
  }
] as const)('an App that lacks $level: the error says what, and where to grant it', async row => {
  const scenario = await startApp({ installed: [] })
  scenario.acme.addRegistry(npm)
  const { id } = scenario.app.install('acme', { permissions: row.has })
  const result = await scenario.run({ ...row.inputs })
  expect(theError(result)).toContain(
    `GitHub refused to ${row.doing} (403): the token lacks organization_private_registries=${row.level}. Give the App the organization permission "Organization private registries" (${row.level}), and accept it at https://github.com/organizations/acme/settings/installations/${id}. GitHub said: Resource not accessible by integration.`
  )
  expect(said(scenario).at(-1)).toBe(revoke)
})

test.each([
  { name: 'nowhere', installed: [] },
  { name: 'where it is suspended', installed: ['acme'] }
])('an App that is installed $name has nothing that * may stand for', async ({ installed }) => {
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
  { name: 'no list', body: { installations: [] }, expected: /it is no list of installations/ },
  { name: 'one without an id', body: [{ account: null }], expected: /an installation without an id/ }
])('a list of installations that cannot be right is not believed: $name', async ({ body, expected }) => {
  const scenario = await startApp()
  scenario.github.answer({ path: /installations/ }, { status: 200, body }, 9)
  const result = await scenario.run({ operation: 'list', org: '*', timeout: '500ms' })
  expect(theError(result)).toMatch(expected)
})
