import { changesOf, manifestPath, npm, npmName, runManifest } from './manifest-scenario.ts'
import { list, messages, start, theError, writes } from './scenario.ts'

const second = `${npmName}_2`
const bot = { ...npm, username: 'bot' }
const git = { registry_type: 'git_source', url: 'https://git.acme.example' }
const both = { org: 'acme, globex' }
const patchGlobex = `PATCH /orgs/globex/private-registries/${npmName}`

/** Two of the same type and address in acme, one in globex. */
async function startWithTwins() {
  const scenario = await start()
  const globex = scenario.github.addOrganization('globex')
  const twins = [
    scenario.acme.addRegistry(npm),
    scenario.acme.addRegistry({ ...npm, url: npm.url.slice(0, -1) })
  ]
  scenario.acme.addRegistry(git)
  globex.addRegistry(npm)
  return { ...scenario, globex, twins }
}

test('two matches stop their organization with an error that names both, and the others go on', async () => {
  const scenario = await startWithTwins()
  const before = structuredClone(scenario.acme.registries)
  const result = await runManifest(scenario, [bot, { ...git, username: 'bot', orgs: ['acme'] }], both)
  expect(theError(result)).toMatch(new RegExp(`${npmName}, ${second}`))
  expect(result.annotations).toMatchObject([{ level: 'error', file: manifestPath, line: 3 }])
  expect(scenario.acme.registries).toEqual(before)
  expect(writes(scenario)).toEqual([patchGlobex])
  expect(changesOf(result).map(({ org, action, status }) => [org, action, status])).toEqual([
    ['acme', 'update', 'failed'],
    ['acme', 'update', 'not_attempted'],
    ['globex', 'update', 'done']
  ])
  expect(result.outputs).toMatchObject({ changed: 'true', updated: '1', failed: '2' })
  expect(result.summary.replaceAll('&#95;', '_')).toContain(`${npmName}, ${second}`)
})

test('a name tells two of the same type and address apart', async () => {
  const { github, acme, run, twins } = await startWithTwins()
  const result = await runManifest({ run }, [{ ...bot, name: second }])
  expect(github.said()[1]).toBe(`PATCH /orgs/acme/private-registries/${second}`)
  expect(acme.registries.map(({ username }) => username)).toEqual([null, 'bot', null])
  expect(twins[1]?.url).toBe('https://npm.acme.example')
  expect(changesOf(result)).toMatchObject([{ name: second, fields: ['username'], status: 'done' }])
})

test('each of two of the same type and address can be pinned', async () => {
  const { acme, run } = await startWithTwins()
  const result = await runManifest({ run }, [
    { ...bot, name: npmName },
    { ...npm, name: second, username: 'other' }
  ])
  expect(acme.registries.map(({ username }) => username)).toEqual(['bot', 'other', null])
  expect(result.outputs).toMatchObject({ updated: '2', failed: '0' })
})

test('a pinned one beside an unpinned entry that fits two: nothing is guessed', async () => {
  const scenario = await startWithTwins()
  const result = await runManifest(scenario, [{ ...bot, name: second }, npm])
  expect(theError(result)).toMatch(new RegExp(`${npmName}, ${second}`))
  expect(writes(scenario)).toEqual([])
})

test('the same type elsewhere and another type at the address are other registries', async () => {
  const { acme, run } = await start()
  acme.addRegistry({ ...npm, url: 'https://other.acme.example' })
  acme.addRegistry({ ...git, url: npm.url })
  acme.addRegistry(npm)
  await runManifest({ run }, [bot])
  expect(acme.registries.map(({ username }) => username)).toEqual([null, null, 'bot'])
})

test('a pinned name that does not exist stops its organization, and the others go on', async () => {
  const scenario = await start()
  const globex = scenario.github.addOrganization('globex')
  scenario.acme.addRegistry({ ...git, name: 'OTHER' })
  globex.addRegistry({ ...npm, name: 'PINNED' })
  const manifest = [
    { ...bot, name: 'pinned' },
    { ...git, username: 'bot', orgs: ['acme'] }
  ]
  const result = await runManifest(scenario, manifest, both)
  expect(theError(result)).toMatch(/acme has no private registry pinned/)
  expect(writes(scenario)).toEqual(['PATCH /orgs/globex/private-registries/PINNED'])
  expect(globex.registries).toMatchObject([{ username: 'bot' }])
  expect(changesOf(result)).toMatchObject([
    { org: 'acme', action: 'update', status: 'failed' },
    { org: 'acme', action: 'update', name: 'OTHER', status: 'not_attempted' },
    { org: 'globex', action: 'update', name: 'PINNED', status: 'done' }
  ])
})

test('a pinned and an unpinned entry that mean the same registry are both at fault', async () => {
  const scenario = await start()
  const globex = scenario.github.addOrganization('globex')
  for (const organization of [scenario.acme, globex]) organization.addRegistry(npm)
  const result = await runManifest(scenario, [bot, { name: npmName, username: 'ci', orgs: ['acme'] }], both)
  const errors = messages(result, 'error')
  expect(errors).toHaveLength(2)
  for (const error of errors) expect(error).toContain(npmName)
  expect(writes(scenario)).toEqual([patchGlobex])
  expect(changesOf(result).map(({ org, status }) => [org, status])).toEqual([
    ['acme', 'failed'],
    ['acme', 'failed'],
    ['globex', 'done']
  ])
})

test('two entries of the same registry are an error of the manifest, on the line of the second', async () => {
  const { github, run } = await start()
  const result = await runManifest({ run }, [npm, { ...bot, url: 'https://NPM.acme.example' }])
  expect(theError(result)).toMatch(/same registry as the entry on line 3/)
  expect(github.said()).toEqual([])
})

test('the same registry in different organizations is no twin', async () => {
  const scenario = await start()
  const globex = scenario.github.addOrganization('globex')
  for (const organization of [scenario.acme, globex]) organization.addRegistry(npm)
  const manifest = [
    { ...bot, orgs: ['acme'] },
    { ...npm, username: 'ci', orgs: ['GLOBEX'] }
  ]
  await runManifest(scenario, manifest, both)
  expect(scenario.acme.registries).toMatchObject([{ username: 'bot' }])
  expect(globex.registries).toMatchObject([{ username: 'ci' }])
})

describe('a server that shows no url', () => {
  test('stops where an unpinned entry is of a type that is there', async () => {
    const scenario = await start({ showsUrl: false })
    scenario.acme.addRegistry(npm)
    const result = await runManifest(scenario, [bot])
    expect(theError(result)).toMatch(/NPM_REGISTRY_SECRET.*name/)
    expect(writes(scenario)).toEqual([])
    expect(changesOf(result)).toMatchObject([{ action: 'update', status: 'failed' }])
  })

  test('finds a pinned one, and does not compare what it does not see', async () => {
    const { github, acme, run } = await start({ showsUrl: false })
    acme.addRegistry(npm)
    const result = await runManifest({ run }, [{ ...bot, name: npmName, url: 'https://new.acme.example' }])
    expect(github.exchanges[1]?.body).toEqual({ username: 'bot' })
    expect(acme.registries).toMatchObject([{ ...npm, username: 'bot' }])
    expect(result.outputs).toMatchObject({ updated: '1', failed: '0' })
  })

  test('creates one of a type that is not there', async () => {
    const { acme, run } = await start({ showsUrl: false })
    acme.addRegistry(npm)
    const wanted = { ...git, visibility: 'all', secret_env: 'GIT_TOKEN' }
    const result = await runManifest({ run }, [wanted], {}, { env: { GIT_TOKEN: 'the secret of git' } })
    expect(acme.registries).toMatchObject([npm, git])
    expect(changesOf(result)).toMatchObject([{ ...git, action: 'create', status: 'done' }])
  })
})

test('a run that stops everywhere reads the lists and writes nothing', async () => {
  const { github, run } = await startWithTwins()
  await runManifest({ run }, [bot])
  expect(github.said()).toEqual([list])
})
