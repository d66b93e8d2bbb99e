import { list, messages, output, start, theError, writes } from './scenario.ts'

const npm = { operation: 'create', 'registry-type': 'npm_registry', visibility: 'all', secret: 'not a twin!' }
const existing = { registry_type: 'npm_registry', url: 'https://npm.acme.example/team/' }

test.each([
  'https://npm.acme.example/team/',
  'https://npm.acme.example/team',
  'https://NPM.Acme.Example/team/',
  'HTTPS://npm.acme.example:443/team'
])('refuses %s where there is such a registry, and names it', async url => {
  const scenario = await start()
  scenario.acme.addRegistry(existing)
  const result = await scenario.run({ ...npm, url })
  expect(theError(result)).toContain('NPM_REGISTRY_SECRET')
  expect(theError(result)).toContain(existing.url)
  expect(writes(scenario)).toEqual([])
  expect(result.outputs).toMatchObject({
    changed: 'false',
    created: '0',
    failed: '1',
    name: '',
    registry: ''
  })
  expect(output(result, 'changes')).toEqual([
    {
      ...{ org: 'acme', action: 'create', name: null, registry_type: 'npm_registry', url, fields: [] },
      ...{ status: 'failed', reason: theError(result) }
    }
  ])
})

test.each([
  ['npm_registry', 'https://npm.acme.example/Team/'],
  ['npm_registry', 'https://npm.acme.example/'],
  ['npm_registry', 'http://npm.acme.example/team/'],
  ['npm_registry', 'https://npm.acme.example:8443/team/'],
  ['npm_registry', 'https://npm.acme.example/team//'],
  ['pub_repository', 'https://npm.acme.example/team/']
])('%s at %s is no twin', async (type, url) => {
  const scenario = await start({ twins: 'refused' })
  scenario.acme.addRegistry(existing)
  await scenario.run({ ...npm, 'registry-type': type, url })
  expect(scenario.acme.registries.at(-1)).toMatchObject({ registry_type: type, url, secret: npm.secret })
})

test('takes the second name of a type from GitHub', async () => {
  const scenario = await start()
  scenario.acme.addRegistry(existing)
  const result = await scenario.run({ ...npm, url: 'https://other.acme.example' })
  expect(result.outputs['name']).toBe('NPM_REGISTRY_SECRET_2')
})

test('finds a twin on the third page', async () => {
  const scenario = await start()
  for (let number = 1; number <= 230; number++)
    scenario.acme.addRegistry({ ...existing, url: `https://npm.acme.example/${number}` })
  const result = await scenario.run({ ...npm, url: 'https://npm.acme.example/230' })
  expect(theError(result)).toContain('NPM_REGISTRY_SECRET_230')
  expect(scenario.github.said()).toEqual(expect.arrayContaining([list, `${list}&page=2`, `${list}&page=3`]))
  expect(writes(scenario)).toEqual([])
})

test('a server that refuses a twin that the list did not show is quoted', async () => {
  const scenario = await start({ twins: 'refused' })
  scenario.github.answer({ path: '/orgs/acme/private-registries' }, () => {
    scenario.acme.addRegistry(existing)
    return { status: 200, body: { total_count: 0, configurations: [] } }
  })
  const result = await scenario.run({ ...npm, url: existing.url })
  expect(theError(result)).toContain('A private registry of type npm_registry with this url already exists')
  expect(output(result, 'changes')).toMatchObject([{ status: 'failed' }])
  expect(scenario.acme.registries).toHaveLength(1)
})

test('a registry whose address the server does not show may be the same: nothing is guessed', async () => {
  const scenario = await start({ showsUrl: false })
  scenario.acme.addRegistry(existing)
  const result = await scenario.run({ ...npm, url: 'https://other.acme.example' })
  expect(theError(result)).toContain('NPM_REGISTRY_SECRET')
  expect(writes(scenario)).toEqual([])
})

test('where the server shows no address, a registry of another type does not stand in the way', async () => {
  const scenario = await start({ showsUrl: false })
  scenario.acme.addRegistry({ ...existing, registry_type: 'git_source' })
  const result = await scenario.run({ ...npm, url: existing.url })
  expect(messages(result, 'error')).toEqual([])
  expect(scenario.acme.registries.at(-1)).toMatchObject({ registry_type: 'npm_registry', secret: npm.secret })
})

test('a twin and repositories that do not exist are reported together', async () => {
  const scenario = await start()
  scenario.acme.addRegistry(existing)
  const selected = { visibility: 'selected', 'selected-repositories': 'nowhere' }
  const result = await scenario.run({ ...npm, ...selected, url: existing.url })
  expect(messages(result, 'error')).toEqual([
    expect.stringContaining('NPM_REGISTRY_SECRET'),
    expect.stringContaining('acme/nowhere')
  ])
})
