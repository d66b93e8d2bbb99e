import { list, messages, output, type Scenario, start } from './scenario.ts'

const git = { registry_type: 'git_source', url: 'https://git.acme.example' }

function addRegistries({ acme }: Scenario, count: number): void {
  for (let number = 1; number <= count; number++)
    acme.addRegistry({ registry_type: 'npm_registry', url: `https://npm.acme.example/${number}` })
}

test.each([
  [0, [list]],
  [101, [list, `${list}&page=2`]]
])('lists %i registries with as few pages as can be, in output and summary', async (count, requests) => {
  const scenario = await start()
  addRegistries(scenario, count)
  const result = await scenario.run({ operation: 'list' })
  expect(scenario.github.said()).toEqual(requests)
  expect(output(result, 'registries')).toEqual(
    scenario.acme.registries.map(({ secret, selected_repository_ids, ...shown }) => ({
      ...{ ...shown, org: 'acme' }
    }))
  )
  expect(Object.keys(result.outputs).sort()).toEqual(['registries', 'summary', 'total-count'])
  expect(result.outputs['total-count']).toBe(String(count))
  expect(result.log).toContain(`acme has ${count} private registries`)
  expect(/none/i.test(result.summary)).toBe(count === 0)
})

test('organizations that cannot be listed are an error each, and the others are listed', async () => {
  const scenario = await start()
  addRegistries(scenario, 2)
  scenario.github.addOrganization('labs').addRegistry(git)
  const org = '["acme", "nobody", "labs", "no-one", "ACME"]'
  const result = await scenario.run({ operation: 'list', org })
  expect(messages(result, 'error')).toEqual([
    expect.stringMatching(/nobody.*404.*Request id C0DE:/),
    expect.stringMatching(/no-one.*404/)
  ])
  expect(result.outputs['total-count']).toBe('3')
  expect(output(result, 'registries')).toMatchObject([
    ...['acme', 'acme'].map(org => ({ org, registry_type: 'npm_registry' })),
    { org: 'labs', ...git }
  ])
  expect(result.log).toContain('labs has 1 private registry')
  expect(result.log).toContain('GIT_SOURCE_SECRET (git_source at https://git.acme.example)')
  expect(result.summary).toMatch(
    /#### `labs`\n\n.*\n.*\n\| `GIT_SOURCE_SECRET` `git_source`<br>`https:\/\/git\.acme\.example` \| all<br>token<br>/
  )
  expect(result.summary).toContain('nobody')
  expect(scenario.github.said()).toHaveLength(4)
})

test('lists the owner’s registries if no organization is given', async () => {
  const scenario = await start()
  scenario.github.addOrganization('labs')
  await scenario.run({ operation: 'list' }, { github: { repository_owner: 'labs' } })
  expect(scenario.github.said()).toEqual([list.replace('acme', 'labs')])
})
