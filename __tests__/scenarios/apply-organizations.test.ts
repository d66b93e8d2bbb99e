import {
  both,
  changesOf,
  fatesOf,
  manifestPath,
  npm,
  npmName,
  runManifest,
  startTwo,
  startWith
} from './manifest-scenario.ts'
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

const wantedGit = {
  registry_type: 'git_source',
  url: 'https://git.acme.example',
  visibility: 'all',
  secret_env: 'TOKEN'
}

test.each<[what: string, entry: object, error: RegExp]>([
  ['a variable', { ...wantedGit, secret_env: 'NOT_SET' }, /NOT_SET/],
  ['visibility', { ...wantedGit, visibility: undefined }, /visibility/],
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

const second = `${npmName}_2`
const git = { registry_type: 'git_source', url: 'https://git.acme.example' }
const twins = [npm, { ...npm, url: npm.url.slice(0, -1) }, git]

test('two matches stop their organization with an error that names both, and the others go on', async () => {
  const scenario = await startTwo([npm])
  scenario.acme.addRegistry({ ...npm, url: npm.url.slice(0, -1) })
  scenario.acme.addRegistry(git)
  const before = structuredClone(scenario.acme.registries)
  const manifest = [bot, { ...git, username: 'bot', orgs: ['acme'] }]
  const result = await runManifest(scenario, manifest, { ...both, prune: 'true' })
  expect(theError(result)).toMatch(new RegExp(`${npmName}, ${second}.*Give 'name'`))
  expect(result.annotations).toContainEqual(
    expect.objectContaining({ level: 'error', file: manifestPath, line: 3 })
  )
  expect(scenario.acme.registries).toEqual(before)
  expect(writes(scenario)).toEqual([patch('globex')])
  expect(fatesOf(result)).toEqual(['acme update failed', 'acme update not_attempted', 'globex update done'])
  expect(result.outputs).toMatchObject({ changed: 'true', updated: '1', failed: '2' })
  expect(result.summary.replaceAll('&#95;', '_')).toContain(`${npmName}, ${second}`)
})

test('names tell two of the same type and address apart', async () => {
  const { acme, run } = await startWith(twins)
  const manifest = [
    { ...bot, name: npmName },
    { ...npm, name: second, username: 'other' }
  ]
  const result = await runManifest({ run }, manifest)
  expect(acme.registries.map(({ username }) => username)).toEqual(['bot', 'other', null])
  expect(changesOf(result)[1]).toMatchObject({ name: second, fields: ['username'], status: 'done' })
})

test('a pinned name that does not exist stops its organization, and the others go on', async () => {
  const scenario = await startTwo()
  scenario.acme.addRegistry({ ...git, name: 'OTHER' })
  scenario.globex.addRegistry({ ...npm, name: 'PINNED' })
  const manifest = [
    { ...bot, name: 'pinned' },
    { ...git, username: 'bot', orgs: ['acme'] }
  ]
  const result = await runManifest(scenario, manifest, both)
  expect(theError(result)).toMatch(/acme has no private registry pinned/)
  expect(writes(scenario)).toEqual(['PATCH /orgs/globex/private-registries/PINNED'])
  expect(fatesOf(result)).toEqual(['acme update failed', 'acme update not_attempted', 'globex update done'])
  expect(changesOf(result).slice(1)).toMatchObject([{ name: 'OTHER' }, { name: 'PINNED' }])
})

test('a pinned and an unpinned entry that mean the same registry are both at fault', async () => {
  const scenario = await startTwo([npm])
  const result = await runManifest(scenario, [bot, { name: npmName, username: 'ci', orgs: ['acme'] }], both)
  expect(messages(result, 'error')).toEqual(Array(2).fill(expect.stringContaining(npmName)))
  expect(writes(scenario)).toEqual([patch('globex')])
  expect(fatesOf(result)).toEqual(['acme update failed', 'acme update failed', 'globex update done'])
})

test('where a server shows no url, an unpinned entry of a type that is there stops the organization', async () => {
  const scenario = await startWith([npm], { showsUrl: false })
  const result = await runManifest(scenario, [bot])
  expect(theError(result)).toMatch(/NPM_REGISTRY_SECRET.*name/)
  expect(writes(scenario)).toEqual([])
  expect(fatesOf(result)).toEqual(['acme update failed'])
})

test('there a pinned one is found, its url is not compared, and one of another type is created', async () => {
  const { github, acme, run } = await startWith([npm], { showsUrl: false })
  const manifest = [
    { ...bot, name: npmName, url: 'https://new.acme.example' },
    { ...git, visibility: 'all', secret_env: 'GIT_TOKEN' }
  ]
  const result = await runManifest({ run }, manifest, {}, { env: { GIT_TOKEN: 'the secret of git' } })
  expect(github.exchanges.find(({ method }) => method === 'PATCH')?.body).toEqual({ username: 'bot' })
  expect(acme.registries).toMatchObject([{ ...npm, username: 'bot' }, git])
  expect(result.outputs).toMatchObject({ created: '1', updated: '1', failed: '0' })
})
