import { list, messages, noon, output, type Scenario, start, theError } from './scenario.ts'

function addRegistries({ acme }: Scenario, count: number): void {
  for (let number = 1; number <= count; number++)
    acme.addRegistry({ registry_type: 'npm_registry', url: `https://npm.acme.example/${number}` })
}

test.each([
  [0, [list]],
  [1, [list]],
  [100, [list]],
  [101, [list, `${list}&page=2`]],
  [250, [list, `${list}&page=2`, `${list}&page=3`]]
])('lists %i registries with as few pages as can be', async (count, requests) => {
  const scenario = await start()
  addRegistries(scenario, count)
  const result = await scenario.run({ operation: 'list' })
  expect(scenario.github.said()).toEqual(requests)
  expect(result.outputs['total-count']).toBe(String(count))
  expect(output(result, 'registries')).toEqual(
    scenario.acme.registries.map(({ secret, selected_repository_ids, ...shown }) => ({
      ...shown,
      org: 'acme'
    }))
  )
  expect(Object.keys(result.outputs).sort()).toEqual(['registries', 'total-count'])
})

test('lists several organizations, each registry with its own', async () => {
  const scenario = await start()
  addRegistries(scenario, 1)
  const labs = scenario.github.addOrganization('labs')
  labs.addRegistry({ registry_type: 'git_source', url: 'https://git.acme.example' })
  const result = await scenario.run({ operation: 'list', org: 'acme, labs\nACME' })
  expect(output(result, 'registries')).toMatchObject([
    { org: 'acme', registry_type: 'npm_registry' },
    { org: 'labs', registry_type: 'git_source' }
  ])
  expect(result.outputs['total-count']).toBe('2')
  expect(scenario.github.said().sort()).toEqual([list, list.replace('acme', 'labs')])
})

test('an organization that cannot be listed is an error, and the others are listed', async () => {
  const scenario = await start()
  addRegistries(scenario, 2)
  const labs = scenario.github.addOrganization('labs')
  labs.addRegistry({ registry_type: 'git_source', url: 'https://git.acme.example' })
  const result = await scenario.run({ operation: 'list', org: '["acme", "nobody", "labs"]' })
  expect(theError(result)).toMatch(/nobody.*404.*Request id C0DE:/)
  expect(result.outputs['total-count']).toBe('3')
  expect(output(result, 'registries')).toMatchObject([{ org: 'acme' }, { org: 'acme' }, { org: 'labs' }])
  expect(result.summary).toContain('GIT_SOURCE_SECRET')
  expect(result.summary).toContain('nobody')
})

test('two organizations that cannot be listed are two errors', async () => {
  const scenario = await start()
  const result = await scenario.run({ operation: 'list', org: 'nobody, noone' })
  expect(messages(result, 'error')).toEqual([
    expect.stringContaining('nobody'),
    expect.stringContaining('noone')
  ])
})

test('lists the owner’s registries if no organization is given', async () => {
  const scenario = await start()
  scenario.github.addOrganization('labs')
  await scenario.run({ operation: 'list' }, { github: { repository_owner: 'labs' } })
  expect(scenario.github.said()).toEqual([list.replace('acme', 'labs')])
})

test('log and summary show what was found', async () => {
  const scenario = await start()
  scenario.acme.addRegistry({ registry_type: 'npm_registry', url: 'https://npm.acme.example' })
  const result = await scenario.run({ operation: 'list' })
  expect(result.log).toContain('acme has 1 private registry')
  expect(result.log).toContain('NPM_REGISTRY_SECRET (npm_registry at https://npm.acme.example)')
  const cells = ['`NPM_REGISTRY_SECRET`', '`npm_registry`', '`https://npm.acme.example`']
  const row = `| ${[...cells, 'all', 'token', noon.slice(0, 10)].join(' | ')} |`
  expect(result.summary.split('\n')).toContain(row)
})

test('none is a summary that says so, not an empty one', async () => {
  const scenario = await start()
  const result = await scenario.run({ operation: 'list' })
  expect(result.summary).toMatch(/none/i)
  expect(result.log).toContain('acme has 0 private registries')
})

test('a list of 1,000 registries fits the summary, and all are in the output', async () => {
  const scenario = await start()
  addRegistries(scenario, 1000)
  const result = await scenario.run({ operation: 'list' })
  expect(output(result, 'registries')).toHaveLength(1000)
  expect(Buffer.byteLength(result.summary)).toBeLessThan(1024 * 1024)
  expect(messages(result, 'error')).toEqual([])
}, 30_000)

test('works on a server that shows no address', async () => {
  const scenario = await start({ showsUrl: false })
  addRegistries(scenario, 1)
  const [registry] = Object(output(await scenario.run({ operation: 'list' }), 'registries'))
  expect(registry).toMatchObject({ name: 'NPM_REGISTRY_SECRET', org: 'acme' })
  expect(registry).not.toHaveProperty('url')
})
