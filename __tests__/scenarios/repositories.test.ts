import { runManifest } from './manifest-scenario.ts'
import { type Inputs, list, messages, type Scenario, start, theError, writes } from './scenario.ts'

const given = {
  ...{ operation: 'create', 'registry-type': 'docker_registry', url: 'https://docker.acme.example' },
  ...{ visibility: 'selected', 'auth-type': 'oidc_gcp', 'workload-identity-provider': 'projects/1' }
}
const listing = 'GET /orgs/acme/repos?per_page=100'
const get = (name: string): string => `GET /repos/acme/${name}`
const [web, one, two, old, tools, seven, number] = [
  1001001, 1001002, 1001003, 1001004, 1001005, 1001006, 1001007
]

/** What was asked about repositories. */
function asked({ github }: Scenario): string[] {
  return github.said().filter(line => line !== list && line.startsWith('GET '))
}

const selections: [selected: string, ids: number[], requests: string[]][] = [
  ['web', [web], [get('web')]],
  ['web, api-one', [web, one], [get('web'), get('api-one')]],
  ['web\napi-one\n\n', [web, one], [get('web'), get('api-one')]],
  ['["web", "api-one"]', [web, one], [get('web'), get('api-one')]],
  ['acme/web, ACME/Api-One', [web, one], [get('web'), get('Api-One')]],
  ['TOOLS, tools, Acme/Tools', [tools], [get('tools')]],
  ['api-*', [one, two], [listing]],
  ['acme/API-*, web, tools', [web, one, two, tools], [listing]],
  ['*', [web, one, two, tools], [listing]],
  ['*o*', [one, two, tools], [listing]],
  ['api-old', [old], [get('api-old')]],
  ['api-*, api-old', [one, two, old], [listing]],
  ['1001002, 1001001', [one, web], []],
  ['[1001002, "web"]', [one, web], [get('web')]],
  ['web, 1001001', [web], [get('web')]],
  ['007, acme/1001002', [seven, number], [get('007'), get('1001002')]],
  ['t*ls, t*s, ToolS*', [tools], [listing]],
  ['tools*tools, web*, wEb*b', [web], [listing]],
  ['[]', [], []]
]

test.each(selections)('selected-repositories %j means %j', async (selected, ids, requests) => {
  const scenario = await start()
  if (/00\d,/.test(selected)) for (const name of ['007', '1001002']) scenario.acme.addRepository(name)
  await scenario.run({ ...given, 'selected-repositories': selected })
  const sent = scenario.acme.registries[0]?.selected_repository_ids ?? ['nothing was created']
  expect([...sent].sort()).toEqual([...ids].sort())
  const inLowerCase = (lines: string[]): string[] => lines.map(line => line.toLowerCase()).sort()
  expect(inLowerCase(asked(scenario))).toEqual(inLowerCase(requests))
})

test.each<[selected: string, ids: number[]]>([
  ['1001003, 1001001', [two, web]],
  ['1001003\n1001003', [two]],
  ['[1001003]', [two]],
  ['[]', []]
])('selected-repository-ids %j are sent as they are', async (selected, ids) => {
  const scenario = await start()
  await scenario.run({ ...given, 'selected-repository-ids': selected })
  expect(scenario.acme.registries).toEqual([expect.objectContaining({ selected_repository_ids: ids })])
  expect(asked(scenario)).toEqual([])
})

test('every name that does not exist is reported, at once, and nothing is written', async () => {
  const scenario = await start()
  const result = await scenario.run({ ...given, 'selected-repositories': 'web, nowhere, acme/gone' })
  expect(messages(result, 'error')).toEqual([
    expect.stringContaining('acme/nowhere'),
    expect.stringContaining('acme/gone')
  ])
  expect(result.outputs).toMatchObject({ changed: 'false', created: '0', failed: '1' })
  expect(writes(scenario)).toEqual([])
})

test('a name that does not exist is an error beside a pattern too', async () => {
  const scenario = await start()
  const result = await scenario.run({ ...given, 'selected-repositories': 'api-*, nowhere' })
  expect(theError(result)).toContain('acme/nowhere')
  expect(asked(scenario)).toEqual([listing, get('nowhere')])
  expect(writes(scenario)).toEqual([])
})

test.each(['labs/web', 'labs/api-*', 'web, labs/007'])(
  '%s is refused: it belongs to another one',
  async selected => {
    const { acme, run } = await start()
    const entry = { registry_type: 'npm_registry', url: 'https://npm.acme.example', visibility: 'selected' }
    acme.addRegistry(entry)
    const result = await runManifest({ run }, [{ ...entry, selected_repositories: selected.split(', ') }])
    expect(theError(result)).toMatch(/a repository of another organization than acme/)
  }
)

test.each([
  ['all', {}, []],
  ['private', {}, []],
  ['selected', {}, [get('web')]],
  ['selected', { visibility: 'private' }, []]
])(
  'defaults for selected repositories are looked up only if they are meant: %s, %j',
  async (visibility, entry, requests) => {
    const scenario = await start()
    const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example' }
    scenario.acme.addRegistry({ ...npm, visibility })
    const manifest = { defaults: { selected_repositories: ['web'] }, registries: [{ ...npm, ...entry }] }
    const result = await runManifest(scenario, manifest)
    expect(asked(scenario).filter(line => line.includes('/repos'))).toEqual(requests)
    expect(messages(result, 'error')).toEqual([])
  }
)

test('a pattern without a match is a warning', async () => {
  const scenario = await start()
  const result = await scenario.run({ ...given, 'selected-repositories': 'web, mobile-*' })
  expect(messages(result, 'warning')).toEqual([expect.stringContaining("'mobile-*'")])
  expect(scenario.acme.registries[0]?.selected_repository_ids).toEqual([web])
})

test('a list of which nothing is left is an error', async () => {
  const scenario = await start()
  const result = await scenario.run({ ...given, 'selected-repositories': 'mobile-*' })
  expect(theError(result)).toContain('[]')
  expect(writes(scenario)).toEqual([])
})

test.each([
  ['WEB', [web], []],
  ['web, api-*', [web, one, two], [listing]]
])('a repository that was renamed is found under its former name: %s', async (selected, ids, requests) => {
  const scenario = await start()
  scenario.acme.renameRepository('web', 'site')
  const result = await scenario.run({ ...given, 'selected-repositories': selected })
  expect(scenario.acme.registries[0]?.selected_repository_ids.toSorted()).toEqual(ids)
  const former = get(selected.slice(0, 3))
  expect(asked(scenario)).toEqual([...requests, former, `GET /repositories/${web}`])
  expect(messages(result, 'notice')).toEqual([expect.stringMatching(/acme\/web is now called acme\/site/i)])
})

test('a repository that moved to another organization is not found', async () => {
  const scenario = await start()
  const labs = scenario.github.addOrganization('labs', { repositories: ['web'] })
  const location = `${scenario.github.url}/repositories/${labs.repositories[0]?.id}`
  scenario.github.answer({ path: '/repos/acme/web' }, { status: 301, headers: { location } })
  const result = await scenario.run({ ...given, 'selected-repositories': 'web' })
  expect(theError(result)).toContain('acme/web')
  expect(writes(scenario)).toEqual([])
})

test('a pattern is matched against all pages of the repositories', async () => {
  const scenario = await start()
  for (let number = 1; number <= 230; number++) scenario.acme.addRepository(`service-${number}`)
  await scenario.run({ ...given, 'selected-repositories': 'service-*' })
  expect(scenario.acme.registries[0]?.selected_repository_ids).toHaveLength(230)
  expect(asked(scenario)).toEqual([listing, `${listing}&page=2`, `${listing}&page=3`])
})

test.each<Inputs>([
  { status: '200', body: '' },
  { status: '200', body: '{}' },
  { status: '200', body: '[{"id": 1}]' }
])('a listing of repositories that is no listing stops before the write: %j', async ({ body }) => {
  const scenario = await start()
  scenario.github.answer({ path: '/orgs/acme/repos' }, { status: 200, body }, 9)
  const result = await scenario.run({ ...given, 'selected-repositories': 'api-*', timeout: '900ms' })
  theError(result)
  expect(writes(scenario)).toEqual([])
})

test('no pattern takes long, whatever the names are', async () => {
  const { acme, run } = await start()
  acme.addRepository('a'.repeat(95))
  const inputs = { operation: 'create', 'registry-type': 'npm_registry', url: 'https://npm.acme.example' }
  const selected = {
    visibility: 'selected',
    'selected-repositories': 'a*a*a*a*a*a*a*a*a*b',
    secret: 'a secret value'
  }
  expect((await run({ ...inputs, ...selected })).durationMs).toBeLessThan(10_000)
})
