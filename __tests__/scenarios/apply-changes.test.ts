import type { GivenRegistry } from '../local-github/organization.ts'
import {
  both,
  changesOf,
  type Fields,
  fatesOf,
  npm,
  npmName,
  runManifest,
  startTwo,
  startWith
} from './manifest-scenario.ts'
import { type Inputs, list, messages, publicKey, type Scenario, start, theError, writes } from './scenario.ts'

const env = { TOKEN: 'the secret of all of them' }
const globexList = list.replace('acme', 'globex')
const bot = { ...npm, username: 'bot' }
const git = { registry_type: 'git_source', url: 'https://git.acme.example' }
const inAcme = '/orgs/acme/private-registries'
const post = `POST ${inAcme}`

function wanted(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    ...{ registry_type: 'npm_registry', url: `https://npm.acme.example/${index + 1}` },
    ...{ visibility: 'all', secret_env: 'TOKEN' }
  }))
}

/** Notes when each request of a method arrives, in milliseconds, and how many are under way then. */
function watch({ github }: Scenario, method: RegExp) {
  const [arrivals, underWay]: [number[], number[]] = [[], []]
  const note = ({ method: other }: { method: string }) => {
    if (!method.test(other)) return undefined
    arrivals.push(performance.now())
    underWay.push(github.exchanges.filter(one => method.test(one.method) && one.status === 0).length)
    return undefined
  }
  github.answer({}, note, 100)
  const pauses = () => arrivals.slice(1).map((arrival, index) => arrival - (arrivals[index] ?? 0))
  return { pauses, most: () => Math.max(...underWay) }
}

test('lists and keys of all organizations are read side by side, all before the first write', async () => {
  const scenario = await start({ delay: 500 })
  scenario.github.addOrganization('globex')
  const reads = watch(scenario, /GET/)
  const result = await runManifest(scenario, wanted(1), both, { env })
  const said = scenario.github.said()
  const keys = [publicKey, publicKey.replace('acme', 'globex')]
  expect(said.slice(0, 4).sort()).toEqual([list, globexList, ...keys].sort())
  expect(reads.most()).toBe(4)
  expect(said.slice(4)).toHaveLength(4)
  expect(result.outputs).toMatchObject({ created: '2', failed: '0' })
})

test('the pause from the answer to the next write holds for all organizations of a token, and in a recreate', async () => {
  const scenario = await startTwo([{ ...npm, auth_type: 'username_password', username: 'ci' }])
  const sent = watch(scenario, /DELETE|POST/)
  const inputs = { ...both, 'allow-recreate': 'true', 'write-interval': '300ms' }
  await runManifest(scenario, [{ ...npm, auth_type: 'token', secret_env: 'TOKEN' }], inputs, { env })
  expect(sent.pauses()).toHaveLength(3)
  expect(Math.min(...sent.pauses())).toBeGreaterThanOrEqual(295)
  expect(sent.most()).toBe(1)
})

const short: Inputs = { 'write-interval': '1m', timeout: '40s' }

test('writes that do not fit into the time are announced, are not attempted, and are done by the next run', async () => {
  const scenario = await startWith([{ ...npm, url: 'https://old.acme.example' }])
  const result = await runManifest(scenario, wanted(3), { ...short, prune: 'true' }, { env })
  expect(messages(result, 'warning')).toEqual([expect.stringMatching(/4 writes.*3 minutes.*'timeout'/)])
  expect(result.log.indexOf('4 writes')).toBeLessThan(result.log.indexOf('created'))
  expect(scenario.github.said().slice(2)).toEqual([post, list])
  expect(fatesOf(result)).toEqual([
    'acme create done',
    ...['acme create not_attempted', 'acme create not_attempted', 'acme delete not_attempted']
  ])
  expect(theError(result)).toMatch(/\d{2}:\d{2}:\d{2} UTC.*timeout.*2 more changes/)
  expect(result.outputs).toMatchObject({ changed: 'true', created: '1', failed: '3' })
  const next = await runManifest(scenario, wanted(2), short, { env })
  expect(next.outputs).toMatchObject({ created: '1', unchanged: '1', failed: '0' })
  expect(next.annotations).toEqual([])
})

test('they are announced for all organizations of a token together', async () => {
  const scenario = await startTwo()
  const result = await runManifest(scenario, wanted(1), { ...short, ...both }, { env })
  expect(messages(result, 'warning')).toEqual([expect.stringContaining('2 writes')])
  expect(result.outputs).toMatchObject({ created: '1', failed: '1' })
})

test('a wait for a rate limit that would end too late ends the work of the token, and says when to go on', async () => {
  const scenario = await start()
  const limited = { status: 429, headers: { 'retry-after': '3600' }, body: { message: 'Slow down' } }
  scenario.github.answer({ method: 'POST' }, limited)
  const result = await runManifest(scenario, wanted(3), { timeout: '30m' }, { env })
  expect(writes(scenario)).toEqual([post])
  expect(messages(result, 'error').join('\n')).toMatch(/\d{2}:\d{2}:\d{2} UTC/)
  const fates = ['failed', 'not_attempted', 'not_attempted'].map(fate => `acme create ${fate}`)
  expect(fatesOf(result)).toEqual(fates)
})

const prune: Inputs = { prune: 'true' }
const newGit = { ...git, visibility: 'all', secret_env: 'TOKEN' }
const unwanted = (number: number): GivenRegistry => ({
  ...{ registry_type: 'helm_registry', url: `https://helm.acme.example/${number}` },
  name: `HELM_${number}`
})
/** Two organizations with the registry that is wanted, acme with two more. */
const startWithUnwanted = async () => {
  const scenario = await startTwo([npm])
  for (const number of [1, 2]) scenario.acme.addRegistry(unwanted(number))
  return scenario
}

test('what is not wanted stays, and is no drift; with prune it is, and is deleted after everything else', async () => {
  const scenario = await startWithUnwanted()
  const { github, acme } = scenario
  const kept = await runManifest(scenario, [npm])
  expect(github.said()).toEqual([list])
  expect(kept.outputs).toMatchObject({ changed: 'false', drift: 'false', unmanaged: '2', unchanged: '1' })
  const pruned = [bot, newGit, { name: 'HELM_2' }]
  const result = await runManifest(scenario, pruned, prune, { env })
  expect(github.said().slice(3)).toEqual([
    ...[`PATCH ${inAcme}/${npmName}`, post, `DELETE ${inAcme}/HELM_1`, list]
  ])
  expect(acme.registries.map(({ name }) => name)).toEqual([npmName, 'HELM_2', 'GIT_SOURCE_SECRET'])
  expect(changesOf(result)[3]).toEqual({
    ...{ org: 'acme', action: 'delete', ...unwanted(1), fields: [], status: 'done' }
  })
  const counts = { created: '1', updated: '1', deleted: '1', unchanged: '1', failed: '0' }
  expect(result.outputs).toMatchObject({ ...counts, changed: 'true', drift: 'true', unmanaged: '0' })
  const again = await runManifest(scenario, pruned, prune, { env })
  expect(again.outputs).toMatchObject({ changed: 'false', drift: 'false', deleted: '0', unchanged: '3' })
})

test('too many deletions are refused whole, and the others go on; the number in the error is enough', async () => {
  const scenario = await startWithUnwanted()
  const result = await runManifest(scenario, [bot], { ...prune, ...both })
  expect(theError(result)).toMatch(/HELM_1\b.*set 'max-deletions' to 2\b/)
  expect(writes(scenario)).toEqual([`PATCH /orgs/globex/private-registries/${npmName}`])
  // Only what was written is listed once more.
  const lists = scenario.github.said().filter(line => line.includes('?'))
  expect(lists.sort()).toEqual([list, globexList, globexList])
  expect(fatesOf(result)).toEqual([
    ...['acme update not_attempted', 'acme delete failed', 'acme delete failed', 'globex update done']
  ])
  expect(result.outputs).toMatchObject({ changed: 'true', drift: 'true', deleted: '0', unmanaged: '2' })
  const enough = await runManifest(scenario, [bot], { ...prune, 'max-deletions': '2' })
  expect(enough.outputs).toMatchObject({ deleted: '2', failed: '0' })
})

test('an organization without an entry is not pruned, and the others are; an empty manifest prunes nothing', async () => {
  const scenario = await startWithUnwanted()
  expect(theError(await runManifest(scenario, [], prune))).toMatch(/No registry is wanted in acme/)
  const manifest = [npm, { name: 'HELM_2' }].map(one => ({ ...one, orgs: ['acme'] }))
  const result = await runManifest(scenario, manifest, { ...prune, ...both })
  expect(theError(result)).toMatch(/No registry is wanted in globex/)
  expect(writes(scenario)).toEqual([`DELETE ${inAcme}/HELM_1`])
})

test('after a failed write nothing is deleted there, but elsewhere', async () => {
  const scenario = await startWithUnwanted()
  scenario.globex.addRegistry(unwanted(1))
  scenario.github.answer({ method: 'PATCH', path: /acme/ }, { status: 422 })
  const result = await runManifest(scenario, [bot], { ...prune, ...both, 'max-deletions': '2' })
  expect(scenario.acme.registries).toHaveLength(3)
  expect(scenario.github.said().at(-1)).toBe(globexList)
  expect(fatesOf(result)).toEqual([
    ...['acme update failed', 'acme delete not_attempted', 'acme delete not_attempted'],
    ...['globex update done', 'globex delete done']
  ])
})

const allowed: Inputs = { 'allow-recreate': 'true' }
const before: GivenRegistry = {
  ...{ ...npm, auth_type: 'username_password', username: 'ci', replaces_base: true },
  ...{ visibility: 'private', secret: 'the old secret' }
}
const anew = { ...npm, auth_type: 'token', secret_env: 'TOKEN' }

test('a changed auth type is refused without allow-recreate; with it the registry is deleted and made anew', async () => {
  const scenario = await startWith([before])
  const { github, acme } = scenario
  const refused = await runManifest(scenario, [anew], {}, { env })
  expect(theError(refused)).toMatch(/auth_type.*username_password to token.*allow-recreate/)
  expect(fatesOf(refused)).toEqual(['acme recreate failed'])
  expect(writes(scenario)).toEqual([])
  const result = await runManifest(scenario, [anew], allowed, { env })
  expect(github.said().slice(-3)).toEqual([`DELETE ${inAcme}/${npmName}`, post, list])
  expect(github.exchanges.at(-2)?.body).toEqual({
    ...{ ...npm, auth_type: 'token', username: 'ci', replaces_base: true, visibility: 'private' },
    ...{ encrypted_value: expect.any(String), key_id: acme.key.id }
  })
  expect(acme.registries).toMatchObject([{ ...before, auth_type: 'token', secret: env.TOKEN }])
  expect(changesOf(result)).toEqual([
    { org: 'acme', action: 'recreate', name: npmName, ...npm, fields: [], status: 'done' }
  ])
  const counts = { created: '0', updated: '1', deleted: '0', unchanged: '0', failed: '0' }
  expect(result.outputs).toMatchObject({ ...counts, changed: 'true', drift: 'true' })
})

test('a create that fails after the delete is told loudly, and a rerun brings the registry back', async () => {
  const { github, acme, run } = await startWith([before])
  github.answer({ method: 'POST' }, { status: 422, body: { message: 'Not today' } })
  const entry = { ...anew, visibility: 'private', username: 'ci' }
  const result = await runManifest({ run }, [entry], allowed, { env })
  expect(acme.registries).toEqual([])
  expect(theError(result)).toMatch(/NPM_REGISTRY_SECRET.*NOT RECREATED.*gone.*apply again.*Not today/)
  expect(fatesOf(result)).toEqual(['acme recreate failed'])
  expect(result.outputs).toMatchObject({ changed: 'true', updated: '0', failed: '1' })
  await runManifest({ run }, [entry], allowed, { env })
  expect(acme.registries).toMatchObject([{ ...npm, auth_type: 'token', secret: env.TOKEN }])
})

const entry = { ...npm, url: 'https://npm.acme.example/team/', visibility: 'all', secret_env: 'TOKEN' }

test('what two lists do not show is read by name, and done', async () => {
  const { github, quickly } = await startWith([{ ...git, url: npm.url }])
  const path = '/orgs/acme/private-registries'
  // After the first write, every list shows the registries as they were before.
  const lagging = () => {
    const [before] = github.exchanges.filter(exchange => exchange.path.startsWith(`${path}?`))
    const isWritten = github.exchanges.some(({ method }) => method !== 'GET')
    return isWritten ? { status: 200, body: before?.answer, checked: true } : undefined
  }
  github.answer({ method: 'GET', path }, lagging, 9)
  const updated = { ...git, url: npm.url, username: 'bot' }
  const result = await runManifest({ run: quickly }, [updated, entry], {}, { env })
  expect(fatesOf(result)).toEqual(['acme update done', 'acme create done'])
  expect(messages(result, 'warning')).toEqual([
    expect.stringMatching(/list of acme lags.*NPM_REGISTRY_SECRET/)
  ])
  const closing = github.said().slice(-4)
  expect(closing.slice(0, 2)).toEqual([list, list])
  expect(closing.slice(2)).toContain(`GET ${path}/${npmName}`)
})

test('an address that is stored without its scheme is https: nobody makes a second one', async () => {
  const scenario = await start({ drops: 'scheme' })
  scenario.github.answer({ method: 'POST' }, { fault: 'reset', after: true })
  const first = await runManifest({ run: scenario.quickly }, [entry], {}, { env })
  const hosts = { 'allowed-hosts': 'npm.acme.example', 'rewrite-secrets': 'always' }
  const again = await runManifest(scenario, [entry], hosts, { env })
  const create = { operation: 'create', 'registry-type': 'npm_registry', url: entry.url, visibility: 'all' }
  expect(theError(await scenario.run({ ...create, secret: 'not a twin!' }))).toContain(npmName)
  expect(scenario.acme.registries).toMatchObject([{ url: 'npm.acme.example/team/' }])
  expect(first.outputs).toMatchObject({ created: '1', failed: '0' })
  expect(again.outputs).toMatchObject({ drift: 'false', updated: '1', failed: '0' })
  expect(messages(again, 'notice')).toEqual([])
})

test.each([false, true])(
  'an address that has lost its path is a failure that says to pin it; answer lost: %s',
  async isLost => {
    const scenario = await start({ drops: 'path' })
    if (isLost) scenario.github.answer({ method: 'POST' }, { fault: 'reset', after: true })
    const result = await runManifest({ run: scenario.quickly }, [entry], {}, { env })
    const pin = /url is 'https:\/\/npm\.acme\.example' .*Set 'name' to NPM_REGISTRY_SECRET to pin it/
    expect(theError(result)).toMatch(pin)
    expect(writes(scenario)).toHaveLength(1)
    const { url: _, ...pinned }: Fields = { ...entry, name: npmName }
    const again = await runManifest(scenario, [pinned], {}, { env })
    expect(again.outputs).toMatchObject({ changed: 'false', failed: '0' })
  }
)

test('addresses that differ in slash, port or case are not written, and one notice names them all', async () => {
  const scenario = await startTwo([{ ...npm, url: 'https://NPM.acme.example:443' }, git])
  scenario.acme.addRegistry({ ...npm, url: 'HTTPS://npm.acme.example/a' })
  const manifest = [npm, git, { ...npm, url: 'https://npm.acme.example/a/', orgs: ['acme'] }]
  const result = await runManifest(scenario, manifest, both)
  const all =
    /NPM_REGISTRY_SECRET, NPM_REGISTRY_SECRET_2 of acme; NPM_REGISTRY_SECRET of globex\..*operation update/
  expect(messages(result, 'notice')).toEqual([expect.stringMatching(all)])
  expect(writes(scenario)).toEqual([])
  expect(result.outputs).toMatchObject({ drift: 'false', unchanged: '5', failed: '0' })
})
