import { runManifest } from './manifest-scenario.ts'
import { list, messages, type Scenario, start, theError, writes } from './scenario.ts'

const given = {
  ...{ operation: 'create', 'registry-type': 'docker_registry', url: 'https://docker.acme.example' },
  ...{ visibility: 'selected', 'auth-type': 'oidc_gcp', 'workload-identity-provider': 'projects/1' }
}
const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example' }
const listing = 'GET /orgs/acme/repos?per_page=100'
const get = (name: string): string => `GET /repos/acme/${name}`
const [web, one, two, old, tools] = [1001001, 1001002, 1001003, 1001004, 1001005]

/** What was asked about repositories. */
function asked({ github }: Scenario): string[] {
  return github.said().filter(line => line !== list && line.startsWith('GET '))
}

test.each<[selected: string, ids: number[], requests: string[]]>([
  ['web\nacme/api-one\n\n', [web, one], [get('web'), get('api-one')]],
  ['api-*, api-old', [one, two, old], [listing]],
  ['acme/API-*, web, tools*tools, t*s', [web, one, two, tools], [listing]],
  ['007, acme/1001002', [1001006, 1001007], [get('007'), get('1001002')]],
  ['[]', [], []]
])('selected-repositories %j means %j', async (selected, ids, requests) => {
  const scenario = await start()
  if (/00\d,/.test(selected)) for (const name of ['007', '1001002']) scenario.acme.addRepository(name)
  await scenario.run({ ...given, 'selected-repositories': selected })
  expect(scenario.acme.registries.map(one => one.selected_repository_ids.toSorted())).toEqual([ids.sort()])
  expect(
    asked(scenario)
      .map(line => line.toLowerCase())
      .sort()
  ).toEqual(requests.map(line => line.toLowerCase()).sort())
})

test('every name that does not exist is reported, at once, beside a pattern too, and nothing is written', async () => {
  const scenario = await start()
  const result = await scenario.run({ ...given, 'selected-repositories': 'api-*, nowhere, acme/gone' })
  expect(messages(result, 'error')).toEqual([
    expect.stringContaining('acme/nowhere'),
    expect.stringContaining('acme/gone')
  ])
  expect(asked(scenario)).toEqual([listing, get('nowhere'), get('gone')])
  expect(result.outputs).toMatchObject({ changed: 'false', created: '0', failed: '1' })
  expect(writes(scenario)).toEqual([])
})

test.each([
  ['all', {}, []],
  ['selected', {}, [get('web')]],
  ['selected', { visibility: 'private' }, []]
])('defaults are looked up only if meant: %s, %j', async (visibility, entry, requests) => {
  const scenario = await start()
  scenario.acme.addRegistry({ ...npm, visibility })
  const manifest = { defaults: { selected_repositories: ['web'] }, registries: [{ ...npm, ...entry }] }
  const result = await runManifest(scenario, manifest)
  expect(asked(scenario).filter(line => line.includes('/repos'))).toEqual(requests)
  expect(messages(result, 'error')).toEqual([])
})

test('a pattern without a match is a warning, and an error if nothing is left', async () => {
  const scenario = await start()
  const nothing = await scenario.run({ ...given, 'selected-repositories': 'mobile-*' })
  expect(theError(nothing)).toContain('[]')
  expect(writes(scenario)).toEqual([])
  const result = await scenario.run({ ...given, 'selected-repositories': 'web, mobile-*' })
  expect(messages(result, 'warning')).toEqual([expect.stringContaining("'mobile-*'")])
  expect(scenario.acme.registries[0]?.selected_repository_ids).toEqual([web])
})

test('a repository that was renamed is found under its former name', async () => {
  const scenario = await start()
  scenario.acme.renameRepository('web', 'site')
  const result = await scenario.run({ ...given, 'selected-repositories': 'WEB, api-*' })
  expect(scenario.acme.registries[0]?.selected_repository_ids.toSorted()).toEqual([web, one, two])
  expect(asked(scenario)).toEqual([listing, get('WEB'), `GET /repositories/${web}`])
  expect(messages(result, 'notice')).toEqual([expect.stringMatching(/acme\/web is now called acme\/site/i)])
})

test('no pattern takes long, whatever the names are', async () => {
  const { acme, run } = await start()
  acme.addRepository('a'.repeat(95))
  const result = await run({ ...given, 'selected-repositories': 'a*a*a*a*a*a*a*a*a*b' }, { timeout: 15_000 })
  expect(theError(result)).toContain('[]')
})
