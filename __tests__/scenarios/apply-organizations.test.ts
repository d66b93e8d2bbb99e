import { changesOf, npm, npmName, runManifest } from './manifest-scenario.ts'
import { type Inputs, messages, start, theError, writes } from './scenario.ts'

const both = { org: 'acme, globex' }
const bot = { ...npm, username: 'bot' }
const patch = (org: string) => `PATCH /orgs/${org}/private-registries/${npmName}`

async function startTwo() {
  const scenario = await start()
  const globex = scenario.github.addOrganization('globex')
  for (const organization of [scenario.acme, globex]) organization.addRegistry(npm)
  return { ...scenario, globex }
}

test('what is wanted is wanted in every organization', async () => {
  const scenario = await startTwo()
  const result = await runManifest(scenario, [bot], both)
  expect(writes(scenario).sort()).toEqual([patch('acme'), patch('globex')])
  expect(changesOf(result).map(({ org, status }) => [org, status])).toEqual([
    ['acme', 'done'],
    ['globex', 'done']
  ])
  expect(result.outputs).toMatchObject({ changed: 'true', drift: 'true', updated: '2', failed: '0' })
  for (const org of ['acme', 'globex']) expect(result.summary).toContain(org)
})

test.each<[orgs: string[] | undefined, touched: string[]]>([
  [undefined, ['acme', 'globex']],
  [
    ['acme', 'globex'],
    ['acme', 'globex']
  ],
  [['globex'], ['globex']],
  [['GLOBEX'], ['globex']]
])('with orgs %j it is wanted in %j', async (orgs, touched) => {
  const scenario = await startTwo()
  const result = await runManifest(scenario, [{ ...bot, ...(orgs && { orgs }) }], both)
  expect(writes(scenario).sort()).toEqual(touched.map(patch))
  expect(changesOf(result)).toHaveLength(touched.length)
})

test('each organization has its own key, and gets the secret sealed with it', async () => {
  const { github, acme, run } = await start()
  const globex = github.addOrganization('globex')
  const entry = { ...npm, visibility: 'all', secret_env: 'TOKEN' }
  const result = await runManifest({ run }, [entry], both, { env: { TOKEN: 'the same secret' } })
  expect(result.outputs).toMatchObject({ created: '2', failed: '0' })
  for (const { registries } of [acme, globex])
    expect(registries).toMatchObject([{ secret: 'the same secret' }])
})

test('each organization has its own repositories', async () => {
  const { acme, globex, run } = await startTwo()
  globex.addRepository('web')
  const entry = { ...npm, visibility: 'selected', selected_repositories: ['web'] }
  await runManifest({ run }, [entry], both)
  const ids = [acme, globex].map(({ registries }) => registries[0]?.selected_repository_ids)
  expect(ids).toEqual([[1001001], [1002001]])
})

test('an organization that cannot be read fails by its name, and the others are done', async () => {
  const scenario = await startTwo()
  const result = await runManifest(scenario, [bot], { org: 'nowhere, acme, globex' })
  expect(theError(result)).toContain('nowhere')
  expect(writes(scenario).sort()).toEqual([patch('acme'), patch('globex')])
  expect(changesOf(result).map(({ org, status }) => [org, status])).toEqual([
    ['acme', 'done'],
    ['globex', 'done']
  ])
  expect(result.outputs).toMatchObject({ changed: 'true', drift: 'true', updated: '2', failed: '0' })
  expect(result.summary).toContain('nowhere')
})

test.each<Inputs>([{}, { operation: 'plan' }])(
  'drift is empty if an organization cannot be read and no other has drifted: %j',
  async inputs => {
    const { run } = await startTwo()
    const result = await runManifest({ run }, [npm], { org: 'acme, nowhere', ...inputs })
    expect(result.outputs).toMatchObject({ drift: '', changed: 'false', unchanged: '1', failed: '0' })
    expect(result.exitCode).toBe(1)
  }
)

test('a token without the right to write fails in each organization, with what it would need', async () => {
  const scenario = await startTwo()
  const token = 'github_pat_that_may_only_read'
  const permissions = { organization_private_registries: 'read', metadata: 'read' } as const
  scenario.github.addToken(token, { kind: 'fine-grained', permissions })
  const result = await runManifest(scenario, [bot], { ...both, token })
  expect(messages(result, 'error')).toHaveLength(2)
  expect(changesOf(result).map(({ status }) => status)).toEqual(['failed', 'failed'])
  expect(result.outputs).toMatchObject({ changed: 'false', drift: 'true', failed: '2' })
  expect(scenario.acme.registries).toMatchObject([{ username: null }])
})

test('a token for one organization does what it may', async () => {
  const { github, acme, globex, run } = await startTwo()
  const token = 'github_pat_for_acme_alone'
  const permissions = { organization_private_registries: 'write', metadata: 'read' } as const
  github.addToken(token, { kind: 'fine-grained', permissions, orgs: ['acme'] })
  const result = await runManifest({ run }, [bot], { ...both, token })
  expect(theError(result)).toContain('globex')
  expect([acme, globex].map(({ registries }) => registries[0]?.username)).toEqual(['bot', null])
})

test('a write that fails in one organization keeps nothing from being written in another', async () => {
  const { github, globex, run } = await startTwo()
  github.answer({ method: 'PATCH', path: /acme/ }, { status: 422, body: { message: 'Not here' } })
  const result = await runManifest({ run }, [bot], both)
  expect(theError(result)).toMatch(/acme.*Not here/)
  expect(globex.registries).toMatchObject([{ username: 'bot' }])
  expect(result.outputs).toMatchObject({ updated: '1', failed: '1' })
})

test('a variable that only one organization needs stops all', async () => {
  const scenario = await startTwo()
  scenario.github.addOrganization('empty')
  const entry = { ...bot, visibility: 'private', secret_env: 'NOT_SET' }
  const result = await runManifest(scenario, [entry], { org: 'acme, empty' })
  expect(theError(result)).toMatch(/NOT_SET/)
  expect(writes(scenario)).toEqual([])
  expect(changesOf(result)).toMatchObject([
    { org: 'acme', action: 'update', status: 'not_attempted' },
    { org: 'empty', action: 'create', name: null, status: 'failed' }
  ])
})

test.each(['visibility', 'url', 'registry_type'])(
  'a create without %s stops all before any write',
  async field => {
    const scenario = await startTwo()
    const { [field]: _, ...entry }: Inputs = {
      ...{ registry_type: 'git_source', url: 'https://git.acme.example' },
      ...{ visibility: 'all', secret_env: 'TOKEN' }
    }
    const env = { TOKEN: 'the secret of git' }
    const result = await runManifest(scenario, [bot, { ...entry, orgs: ['globex'] }], both, { env })
    expect(theError(result)).toContain(field)
    expect(writes(scenario)).toEqual([])
  }
)

test('an organization for which nothing is wanted is left alone', async () => {
  const scenario = await startTwo()
  const result = await runManifest(scenario, [{ ...bot, orgs: ['acme'] }], both)
  expect(writes(scenario)).toEqual([patch('acme')])
  expect(result.exitCode).toBe(0)
})

test('more than ten problems: ten errors, the tenth counts the rest, and the summary has all', async () => {
  const { run } = await startTwo()
  const url = (number: number) => `https://npm.acme.example/${number}`
  const numbers = Array.from({ length: 13 }, (_, index) => index + 1)
  const manifest = numbers.map(number => ({
    ...npm,
    ...{ url: url(number), visibility: 'all', secret_env: `NOT_SET_${number}` }
  }))
  const result = await runManifest({ run }, manifest)
  expect(messages(result, 'error')).toHaveLength(10)
  expect(messages(result, 'error')[9]).toMatch(/\b[34] more/)
  for (const number of numbers) {
    expect(result.log).toContain(`NOT_SET_${number} `)
    expect(result.summary.replaceAll('&#95;', '_')).toContain(`NOT_SET_${number} `)
  }
})

test.each(['acme, Acme', '["acme", "acme"]', 'ACME\nacme'])(
  'the organization %j is done once, whatever its letters',
  async org => {
    const scenario = await startTwo()
    const result = await runManifest(scenario, [bot], { org })
    expect(writes(scenario)).toHaveLength(1)
    expect(changesOf(result)).toHaveLength(1)
  }
)

test('repositories that may not be read stop their organization, and the others are done', async () => {
  const scenario = await startTwo()
  scenario.globex.addRepository('web')
  scenario.github.answer({ path: '/repos/acme/web' }, { status: 403, body: { message: 'Not for you' } })
  const entry = { ...npm, visibility: 'selected', selected_repositories: ['web'] }
  const result = await runManifest(scenario, [entry], both)
  expect(theError(result)).toMatch(/acme.*Not for you/)
  expect(writes(scenario)).toEqual([patch('globex')])
  expect(result.outputs).toMatchObject({ updated: '1', failed: '0' })
})

test('a list that is cut short is never taken for the truth', async () => {
  const scenario = await startTwo()
  const short = { status: 200, body: { total_count: 1, configurations: [] } }
  scenario.github.answer({ path: /acme.*\?/ }, short, 20)
  const result = await runManifest(scenario, [bot], { ...both, prune: 'true', timeout: '3s' })
  expect(theError(result)).toContain('acme')
  expect(writes(scenario)).toEqual([patch('globex')])
})

test('a user name that is cleared and needed stops all before any write', async () => {
  const scenario = await startTwo()
  scenario.acme.addRegistry({ ...npm, name: 'OTHER', auth_type: 'username_password', username: 'ci' })
  const entry = { name: 'OTHER', auth_type: 'username_password', username: null, orgs: ['acme'] }
  const result = await runManifest(scenario, [{ ...bot, orgs: ['globex'] }, entry], both)
  expect(theError(result)).toContain('username')
  expect(writes(scenario)).toEqual([])
})
