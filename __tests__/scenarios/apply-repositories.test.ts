import type { GivenRegistry } from '../github/organization.ts'
import { changesOf, manifestPath, npm, npmName, runManifest } from './manifest-scenario.ts'
import { list, messages, start, theError, writes } from './scenario.ts'

const patch = `PATCH /orgs/acme/private-registries/${npmName}`
const web = 'GET /repos/acme/web'
const listing = 'GET /orgs/acme/repos?per_page=100'
const selected = { ...npm, visibility: 'selected' }
const before: GivenRegistry = { ...selected, selected_repository_ids: [1001001], secret: 'the old secret' }
const git = { registry_type: 'git_source', url: 'https://git.acme.example', auth_type: 'token' }

const selections: [names: unknown[], ids: number[], requests: string[]][] = [
  [['web'], [1001001], [web]],
  [['Acme/WEB'], [1001001], ['GET /repos/acme/WEB']],
  [['web', 'acme/web'], [1001001], [web]],
  [
    ['tools', 'web'],
    [1001001, 1001005],
    ['GET /repos/acme/tools', web]
  ],
  [['api-*'], [1001002, 1001003], [listing]],
  [['api-*', 'web', 'acme/api-old'], [1001001, 1001002, 1001003, 1001004], [listing]],
  [['*'], [1001001, 1001002, 1001003, 1001005], [listing]],
  [[1001003, '1001002'], [1001002, 1001003], []],
  [[], [], []]
]

test.each(selections)('%j are %j, found with %j', async (selected_repositories, ids, requests) => {
  const { github, acme, run } = await start()
  acme.addRegistry(npm)
  const result = await runManifest({ run }, [{ ...selected, selected_repositories }])
  const said = github.said()
  expect(said.slice(0, -2).sort()).toEqual([list, ...requests].sort())
  expect(said.slice(-2)).toEqual([patch, list])
  expect(github.exchanges.at(-2)?.body).toEqual({
    visibility: 'selected',
    selected_repository_ids: expect.any(Array)
  })
  expect(acme.registries[0]?.selected_repository_ids.sort()).toEqual(ids)
  expect(result.outputs).toMatchObject({ drift: 'true', updated: '1', failed: '0' })
})

test('ids are sent as they are', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(npm)
  await runManifest({ run }, [{ ...selected, selected_repository_ids: [1001005] }])
  expect(github.said()).toEqual([list, patch, list])
  expect(acme.registries[0]?.selected_repository_ids).toEqual([1001005])
})

test('a name is asked for once, however many entries have it', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(npm)
  acme.addRegistry(git)
  await runManifest({ run }, [
    { ...selected, selected_repositories: ['web', 'tools'] },
    { ...git, visibility: 'selected', selected_repositories: ['Web', 'acme/tools', 'api-one'] }
  ])
  const asked = github.said().filter(line => line.startsWith('GET /repos/'))
  expect(asked.map(line => line.toLowerCase()).sort()).toEqual([
    'get /repos/acme/api-one',
    'get /repos/acme/tools',
    'get /repos/acme/web'
  ])
  expect(acme.registries.map(registry => registry.selected_repository_ids)).toEqual([
    [1001001, 1001005],
    [1001001, 1001005, 1001002]
  ])
})

test('one listing serves all entries if there is a pattern in any of them', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(npm)
  acme.addRegistry(git)
  await runManifest({ run }, [
    { ...selected, selected_repositories: ['web', 'tools'] },
    { ...git, visibility: 'selected', selected_repositories: ['api-*', 'w*'] }
  ])
  expect(github.said().filter(line => line.includes('repos'))).toEqual([listing])
  expect(acme.registries.map(registry => registry.selected_repository_ids.sort())).toEqual([
    [1001001, 1001005],
    [1001001, 1001002, 1001003]
  ])
})

test('the repositories of the defaults serve the registries with visibility selected, and no others', async () => {
  const { acme, run } = await start()
  acme.addRegistry(npm)
  acme.addRegistry(git)
  const defaults = { visibility: 'selected', selected_repositories: ['web'] }
  const result = await runManifest({ run }, { defaults, registries: [npm, { ...git, visibility: 'all' }] })
  expect(acme.registries).toMatchObject([
    { visibility: 'selected', selected_repository_ids: [1001001] },
    { visibility: 'all', selected_repository_ids: [] }
  ])
  expect(result.outputs).toMatchObject({ updated: '1', unchanged: '1' })
})

test('ids are sent on every apply, which is an update and no drift', async () => {
  const { github, acme, run } = await start()
  const stored = { ...acme.addRegistry(before) }
  const manifest = [{ ...selected, selected_repositories: ['web'] }]
  for (const { length } of [[1], [1, 2]]) {
    const result = await runManifest({ run }, manifest)
    expect(result.outputs).toMatchObject({ changed: 'true', drift: 'false', updated: '1', unchanged: '0' })
    expect(changesOf(result)).toMatchObject([
      { action: 'update', fields: ['visibility', 'selected_repository_ids'], status: 'done' }
    ])
    expect(github.said().filter(line => line === patch)).toHaveLength(length)
  }
  expect(acme.registries).toEqual([stored])
})

test('where the server shows the ids and they agree, they are not sent', async () => {
  const scenario = await start({ showsSelectedIds: true })
  scenario.acme.addRegistry({ ...before, selected_repository_ids: [1001005, 1001001] })
  const result = await runManifest(scenario, [{ ...selected, selected_repositories: ['web', 'tools'] }])
  expect(writes(scenario)).toEqual([])
  expect(result.outputs).toMatchObject({ changed: 'false', drift: 'false', unchanged: '1' })
})

test('where the server shows the ids and they differ, they are sent, and seen to take', async () => {
  const { github, acme, run } = await start({ showsSelectedIds: true })
  acme.addRegistry(before)
  const result = await runManifest({ run }, [{ ...selected, selected_repositories: ['tools'] }])
  expect(github.exchanges[2]?.body).toEqual({ visibility: 'selected', selected_repository_ids: [1001005] })
  expect(result.outputs).toMatchObject({ updated: '1', failed: '0' })
})

test('where the server shows other ids after the write, that is a failure', async () => {
  const { github, acme, run } = await start({ showsSelectedIds: true })
  acme.addRegistry(before)
  github.answer({ method: 'PATCH' }, { status: 204 })
  const result = await runManifest({ run }, [{ ...selected, selected_repositories: ['tools'] }])
  expect(theError(result)).toMatch(/selected_repository_ids is \[1001001\] instead of \[1001005\]/)
})

test('an update for another reason sends the ids along', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(before)
  const wanted = { ...selected, username: 'bot', selected_repositories: ['tools'] }
  await runManifest({ run }, [wanted])
  const body = { username: 'bot', visibility: 'selected', selected_repository_ids: [1001005] }
  expect(github.exchanges.at(-2)?.body).toEqual(body)
})

test('a registry that is selected already is kept if no repositories are given', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(before)
  const result = await runManifest({ run }, [selected])
  expect(github.said()).toEqual([list])
  expect(result.outputs).toMatchObject({ unchanged: '1' })
})

test('a repository that does not exist stops only its organization, before any write', async () => {
  const scenario = await start()
  const globex = scenario.github.addOrganization('globex', { repositories: ['web', 'only-here'] })
  for (const organization of [scenario.acme, globex]) {
    organization.addRegistry(before)
    organization.addRegistry({ ...git, name: 'GIT' })
  }
  const manifest = [
    { ...git, username: 'bot' },
    { ...selected, selected_repositories: ['web', 'only-here'] }
  ]
  const result = await runManifest(scenario, manifest, { org: 'acme, globex' })
  expect(theError(result)).toMatch(/no repository acme\/only-here/)
  expect(result.annotations).toMatchObject([{ file: manifestPath, line: expect.any(Number) }])
  expect(writes(scenario).sort()).toEqual([
    'PATCH /orgs/globex/private-registries/GIT',
    `PATCH /orgs/globex/private-registries/${npmName}`
  ])
  expect(changesOf(result).map(({ org, status }) => [org, status])).toEqual([
    ['acme', 'not_attempted'],
    ['acme', 'failed'],
    ['globex', 'done'],
    ['globex', 'done']
  ])
  expect(globex.registries[0]?.selected_repository_ids).toEqual([1002001, 1002002])
})

test('all repositories that do not exist are told at once', async () => {
  const { run, acme } = await start()
  acme.addRegistry(before)
  const result = await runManifest({ run }, [{ ...selected, selected_repositories: ['gone', 'web', 'lost'] }])
  expect(messages(result, 'error').join()).toMatch(/acme\/gone.*acme\/lost/s)
})

test('a pattern without a match is a warning if something else is left', async () => {
  const { run, acme } = await start()
  acme.addRegistry(npm)
  const result = await runManifest({ run }, [{ ...selected, selected_repositories: ['none-*', 'web'] }])
  expect(messages(result, 'warning')).toEqual([expect.stringContaining('none-*')])
  expect(acme.registries[0]?.selected_repository_ids).toEqual([1001001])
})

test('a list of which nothing is left is an error', async () => {
  const scenario = await start()
  scenario.acme.addRegistry(before)
  const result = await runManifest(scenario, [{ ...selected, selected_repositories: ['api-old*'] }])
  expect(theError(result)).toMatch(/None of the selected repositories is left in acme/)
  expect(writes(scenario)).toEqual([])
})

test('a repository that nobody is to use keeps nothing from being done', async () => {
  const { run, acme } = await start()
  acme.addRegistry(npm)
  const registries = [{ ...npm, username: 'bot' }]
  const result = await runManifest({ run }, { defaults: { selected_repositories: ['gone'] }, registries })
  expect(result.outputs).toMatchObject({ updated: '1', failed: '0' })
})
