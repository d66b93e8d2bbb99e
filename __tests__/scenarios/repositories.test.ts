import type { GivenRegistry } from '../local-github/organization.ts'
import {
  both,
  changesOf,
  fatesOf,
  type GivenManifest,
  manifestPath,
  npm,
  npmName,
  runManifest,
  startTwo,
  startWith
} from './manifest-scenario.ts'
import { list, messages, type Scenario, start, theError, writes } from './scenario.ts'

const patch = `PATCH /orgs/acme/private-registries/${npmName}`
const listing = 'GET /orgs/acme/repos?per_page=100'
const selected = { ...npm, visibility: 'selected' }
const before: GivenRegistry = { ...selected, selected_repository_ids: [1001001], secret: 'the old secret' }
const git = { registry_type: 'git_source', url: 'https://git.acme.example', auth_type: 'token' }

const get = (name: string): string => `GET /repos/acme/${name}`
const [web, one, two] = [1001001, 1001002, 1001003]

/** What was asked about repositories. */
function asked({ github }: Scenario): string[] {
  return github.said().filter(line => /\/repos\b|\/repositories\//.test(line))
}

test('a pattern makes one listing, in which names are found too, and numbers are ids', async () => {
  const { github, acme, run } = await startWith([npm])
  const selected_repositories = ['api-*', 'Acme/WEB', 'acme/api-old', 1001003]
  const result = await runManifest({ run }, [{ ...selected, selected_repositories }])
  expect(github.said().slice(0, -2).sort()).toEqual([listing, list].sort())
  expect(github.said().slice(-2)).toEqual([patch, list])
  const body = { visibility: 'selected', selected_repository_ids: expect.any(Array) }
  expect(github.exchanges.at(-2)?.body).toEqual(body)
  expect(acme.registries[0]?.selected_repository_ids.sort()).toEqual([1001001, 1001002, 1001003, 1001004])
  expect(result.outputs).toMatchObject({ drift: 'true', updated: '1', failed: '0' })
})

test('names are asked for beside the list, unless a registry decides whether they are meant', async () => {
  const play = async (manifest: GivenManifest) => {
    const scenario = await start({ delay: 100 })
    scenario.acme.addRegistry(before)
    let isListed: boolean | undefined
    scenario.github.answer({ path: /^\/repos\// }, () => {
      isListed = scenario.github.exchanges.some(({ path, status }) => /private-reg/.test(path) && status > 0)
      return undefined
    })
    await runManifest(scenario, manifest, { operation: 'plan' })
    return isListed
  }
  const selected_repositories = ['web']
  // The entry of git leaves its visibility to the registry, but has no names.
  expect(await play([{ ...selected, selected_repositories }, git])).toBe(false)
  expect(await play({ defaults: { selected_repositories }, registries: [npm] })).toBe(true)
})

test('a name is asked for once, however many entries have it; a pattern in any makes it one listing', async () => {
  const scenario = await startWith([npm, git])
  const play = async (...names: string[][]) => {
    const before = asked(scenario).length
    await runManifest(scenario, [
      { ...selected, selected_repositories: names[0] },
      { ...git, visibility: 'selected', selected_repositories: names[1] }
    ])
    const ids = scenario.acme.registries.map(one => one.selected_repository_ids.toSorted())
    return [asked(scenario).slice(before).sort(), ids]
  }
  const ofNpm = [web, 1001005]
  const named = [get('api-one'), get('tools'), get('web')]
  expect(await play(['web', 'tools'], ['web', 'acme/tools', 'api-one'])).toEqual([
    named,
    [ofNpm, [web, one, 1001005]]
  ])
  expect(await play(['web', 'tools'], ['api-*', 'w*'])).toEqual([[listing], [ofNpm, [web, one, two]]])
})

test('ids are sent on every apply, which is an update and no drift', async () => {
  const scenario = await startWith([before])
  const stored = structuredClone(scenario.acme.registries)
  for (const count of [1, 2]) {
    const result = await runManifest(scenario, [{ ...selected, selected_repositories: ['web'] }])
    expect(result.outputs).toMatchObject({ changed: 'true', drift: 'false', updated: '1', unchanged: '0' })
    const fields = ['visibility', 'selected_repository_ids']
    expect(changesOf(result)).toMatchObject([{ action: 'update', fields, status: 'done' }])
    expect(writes(scenario)).toEqual(Array(count).fill(patch))
  }
  expect(scenario.acme.registries).toEqual(stored)
  const without = await runManifest(scenario, [selected])
  expect(without.outputs).toMatchObject({ changed: 'false', unchanged: '1' })
})

test('where the server shows the ids, they are sent only if they differ, and seen to take', async () => {
  const scenario = await startWith([{ ...before, selected_repository_ids: [1001005, 1001001] }], {
    showsSelectedIds: true
  })
  const play = (...selected_repositories: string[]) =>
    runManifest(scenario, [{ ...selected, selected_repositories }])
  const kept = await play('web', 'tools')
  expect(kept.outputs).toMatchObject({ changed: 'false', drift: 'false', unchanged: '1' })
  expect(writes(scenario)).toEqual([])
  expect((await play('web')).outputs).toMatchObject({ updated: '1', failed: '0' })
  const sent = { visibility: 'selected', selected_repository_ids: [1001001] }
  expect(scenario.github.exchanges.at(-2)?.body).toEqual(sent)
  scenario.github.answer({ method: 'PATCH' }, { status: 204 })
  const other = /selected_repository_ids is \[1001001\] instead of \[1001005\]/
  expect(theError(await play('tools'))).toMatch(other)
})

test('a repository that does not exist stops only its organization, before any write', async () => {
  const scenario = await startTwo([before, { ...git, name: 'GIT' }])
  for (const name of ['web', 'only-here']) scenario.globex.addRepository(name)
  const manifest = [
    { ...git, username: 'bot' },
    { ...selected, selected_repositories: ['web', 'only-here'] }
  ]
  const result = await runManifest(scenario, manifest, both)
  expect(theError(result)).toMatch(/no repository acme\/only-here/)
  expect(result.annotations).toMatchObject([{ file: manifestPath, line: expect.any(Number) }])
  expect(fatesOf(result)).toEqual([
    ...['acme update not_attempted', 'acme update failed', 'globex update done', 'globex update done']
  ])
  expect(writes(scenario).filter(line => line.includes('acme'))).toEqual([])
  expect(scenario.globex.registries[0]?.selected_repository_ids).toEqual([1002001, 1002002])
})

const given = {
  ...{ operation: 'create', 'registry-type': 'docker_registry', url: 'https://docker.acme.example' },
  ...{ visibility: 'selected', 'auth-type': 'oidc_gcp', 'workload-identity-provider': 'projects/1' }
}

test('names in an input may be numbers, have their owner, or be former ones', async () => {
  const scenario = await start()
  for (const name of ['007', '1001002']) scenario.acme.addRepository(name)
  scenario.acme.renameRepository('web', 'site')
  const result = await scenario.run({ ...given, 'selected-repositories': 'WEB\n007\nacme/1001002\n\n' })
  expect(scenario.acme.registries[0]?.selected_repository_ids.toSorted()).toEqual([web, 1001006, 1001007])
  expect(asked(scenario).sort()).toEqual([get('007'), get('1001002'), get('WEB'), `GET /repositories/${web}`])
  expect(messages(result, 'notice')).toEqual([expect.stringMatching(/acme\/web is now called acme\/site/i)])
})

test('no pattern takes long, whatever the names are', async () => {
  const { acme, run } = await start()
  acme.addRepository('a'.repeat(95))
  const result = await run({ ...given, 'selected-repositories': 'a*a*a*a*a*a*a*a*a*b' }, { timeout: 15_000 })
  expect(theError(result)).toContain('[]')
})

test.each([
  ['all', {}, []],
  ['selected', {}, [get('web')]],
  ['selected', { visibility: 'private' }, []]
])('defaults are looked up only if meant: %s, %j', async (visibility, entry, requests) => {
  const scenario = await startWith([{ ...npm, visibility }])
  const manifest = { defaults: { selected_repositories: ['web'] }, registries: [{ ...npm, ...entry }] }
  await runManifest(scenario, manifest)
  expect(asked(scenario)).toEqual(requests)
})
