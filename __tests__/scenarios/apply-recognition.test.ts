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

const second = `${npmName}_2`
const bot = { ...npm, username: 'bot' }
const git = { registry_type: 'git_source', url: 'https://git.acme.example' }
const patchGlobex = `PATCH /orgs/globex/private-registries/${npmName}`
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
  expect(writes(scenario)).toEqual([patchGlobex])
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
  expect(writes(scenario)).toEqual([patchGlobex])
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
