import { both, changesOf, fatesOf, npm, npmName, runManifest, startTwo } from './manifest-scenario.ts'
import { messages, theError, writes } from './scenario.ts'

const bot = { ...npm, username: 'bot' }
const patch = (org: string) => `PATCH /orgs/${org}/private-registries/${npmName}`
const readOnly = { organization_private_registries: 'read', metadata: 'read' } as const

test('what is wanted is wanted in every organization', async () => {
  const scenario = await startTwo([npm])
  const result = await runManifest(scenario, [bot], both)
  expect(writes(scenario).sort()).toEqual([patch('acme'), patch('globex')])
  expect(fatesOf(result)).toEqual(['acme update done', 'globex update done'])
  expect(result.outputs).toMatchObject({ changed: 'true', drift: 'true', updated: '2', failed: '0' })
  for (const org of ['acme', 'globex']) expect(result.summary).toContain(org)
})

test.each<[orgs: string[], org: string, touched: string[]]>([
  [['acme', 'globex'], 'acme, globex', ['acme', 'globex']],
  [['GLOBEX'], 'acme, globex', ['globex']],
  [['acme'], 'ACME\nacme', ['ACME']]
])('with orgs %j, in the organizations %j it is wanted in %j', async (orgs, org, touched) => {
  const scenario = await startTwo([npm])
  const result = await runManifest(scenario, [{ ...bot, orgs }], { org })
  expect(writes(scenario).sort()).toEqual(touched.map(patch))
  expect(changesOf(result)).toHaveLength(touched.length)
  expect(result.exitCode).toBe(0)
})

test('each organization has its own key and its own repositories', async () => {
  const scenario = await startTwo()
  scenario.globex.addRepository('web')
  const entry = { ...npm, visibility: 'selected', selected_repositories: ['web'], secret_env: 'TOKEN' }
  const result = await runManifest(scenario, [entry], both, { env: { TOKEN: 'the same secret' } })
  expect(result.outputs).toMatchObject({ created: '2', failed: '0' })
  expect([scenario.acme, scenario.globex].map(({ registries }) => registries)).toMatchObject([
    [{ secret: 'the same secret', selected_repository_ids: [1001001] }],
    [{ secret: 'the same secret', selected_repository_ids: [1002001] }]
  ])
})

test('an organization that cannot be read fails by its name, and the others are done', async () => {
  const scenario = await startTwo([npm])
  const result = await runManifest(scenario, [bot], { org: 'nowhere, acme, globex' })
  expect(theError(result)).toContain('nowhere')
  expect(fatesOf(result)).toEqual(['acme update done', 'globex update done'])
  expect(result.outputs).toMatchObject({ changed: 'true', drift: 'true', updated: '2', failed: '0' })
  expect(result.summary).toContain('nowhere')
  for (const operation of ['apply', 'plan']) {
    const none = await runManifest(scenario, [npm], { org: 'acme, nowhere', operation })
    expect(none.outputs).toMatchObject({ drift: '', changed: 'false', unchanged: '1', failed: '0' })
    expect(none.exitCode).toBe(1)
  }
})

test('a token without the right to write fails in each organization, with what it would need', async () => {
  const scenario = await startTwo([npm])
  const token = 'github_pat_that_may_only_read'
  scenario.github.addToken(token, { kind: 'fine-grained', permissions: readOnly })
  const result = await runManifest(scenario, [bot], { ...both, token })
  expect(messages(result, 'error')).toHaveLength(2)
  expect(fatesOf(result)).toEqual(['acme update failed', 'globex update failed'])
  expect(result.outputs).toMatchObject({ changed: 'false', drift: 'true', failed: '2' })
})

test('a token for one organization does what it may', async () => {
  const { github, acme, globex, run } = await startTwo([npm])
  const token = 'github_pat_for_acme_alone'
  const permissions = { ...readOnly, organization_private_registries: 'write' } as const
  github.addToken(token, { kind: 'fine-grained', permissions, orgs: ['acme'] })
  const result = await runManifest({ run }, [bot], { ...both, token })
  expect(theError(result)).toContain('globex')
  expect([acme, globex].map(({ registries }) => registries[0]?.username)).toEqual(['bot', null])
})

const git = {
  registry_type: 'git_source',
  url: 'https://git.acme.example',
  visibility: 'all',
  secret_env: 'TOKEN'
}

test.each<[what: string, entry: object, error: RegExp]>([
  ['a variable', { ...git, secret_env: 'NOT_SET' }, /NOT_SET/],
  ['visibility', { ...git, visibility: undefined }, /visibility/],
  [
    'a user name that is cleared',
    { name: 'OTHER', auth_type: 'username_password', username: null },
    /username/
  ]
])('what only one organization lacks stops all before any write: %s', async (_, entry, error) => {
  const scenario = await startTwo([npm])
  scenario.globex.addRegistry({ ...npm, name: 'OTHER', auth_type: 'username_password', username: 'ci' })
  const manifest = [
    { ...bot, orgs: ['acme'] },
    { ...entry, orgs: ['globex'] }
  ]
  const result = await runManifest(scenario, manifest, both, { env: { TOKEN: 'the secret of git' } })
  expect(theError(result)).toMatch(error)
  expect(writes(scenario)).toEqual([])
  expect(fatesOf(result)).toEqual(['acme update not_attempted', expect.stringMatching(/^globex \w+ failed$/)])
})
