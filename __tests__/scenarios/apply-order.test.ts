import type { Answer } from '../local-github/script.ts'
import {
  both,
  changesOf,
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
const post = 'POST /orgs/acme/private-registries'

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
  const scenario = await start({ delay: 1000 })
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

test('only the organization that was written is listed once more', async () => {
  const scenario = await startTwo([npm])
  const refused = { status: 422, body: { message: 'No' } }
  scenario.github.answer({ method: 'PATCH', path: /globex/ }, refused)
  await runManifest(scenario, [bot], both)
  const said = scenario.github.said()
  expect(said.filter(line => line.includes('?')).sort()).toEqual([list, list, globexList])
  await runManifest(scenario, [{ ...bot, orgs: ['acme'] }], both)
  expect(scenario.github.said().slice(said.length).sort()).toEqual([list, globexList])
})

test('the pause from the answer to the next write holds for all organizations of a token, and in a recreate', async () => {
  const scenario = await startTwo([{ ...npm, auth_type: 'username_password', username: 'ci' }])
  const sent = watch(scenario, /DELETE|POST/)
  const manifest = [{ ...npm, auth_type: 'token', secret_env: 'TOKEN' }]
  await runManifest(
    scenario,
    manifest,
    { ...both, 'allow-recreate': 'true', 'write-interval': '300ms' },
    { env }
  )
  expect(sent.pauses()).toHaveLength(3)
  expect(Math.min(...sent.pauses())).toBeGreaterThanOrEqual(295)
  expect(sent.most()).toBe(1)
})

describe('writes that do not fit into the time', () => {
  const inputs: Inputs = { 'write-interval': '1m', timeout: '40s' }

  test('are announced before the first, are not attempted, and are done by the next run', async () => {
    const scenario = await startWith([{ ...npm, url: 'https://old.acme.example' }])
    const result = await runManifest(scenario, wanted(3), { ...inputs, prune: 'true' }, { env })
    expect(messages(result, 'warning')).toEqual([expect.stringMatching(/4 writes.*3 minutes.*'timeout'/)])
    expect(result.log.indexOf('4 writes')).toBeLessThan(result.log.indexOf('created'))
    expect(writes(scenario)).toEqual([post])
    expect(scenario.github.said().at(-1)).toBe(list)
    expect(fatesOf(result)).toEqual([
      'acme create done',
      ...['acme create not_attempted', 'acme create not_attempted', 'acme delete not_attempted']
    ])
    expect(theError(result)).toMatch(/\d{2}:\d{2}:\d{2} UTC.*timeout.*2 more changes/)
    expect(result.outputs).toMatchObject({ changed: 'true', created: '1', failed: '3' })
    const next = await runManifest(scenario, wanted(2), inputs, { env })
    expect(next.outputs).toMatchObject({ created: '1', unchanged: '1', failed: '0' })
    expect(next.annotations).toEqual([])
  })

  test('are announced for all organizations of a token together', async () => {
    const scenario = await startTwo()
    const result = await runManifest(scenario, wanted(1), { ...inputs, ...both }, { env })
    expect(messages(result, 'warning')).toEqual([expect.stringContaining('2 writes')])
    expect(result.outputs).toMatchObject({ created: '1', failed: '1' })
    expect(writes(scenario)).toHaveLength(1)
  })
})

test.each<[what: string, answer: Answer, error: RegExp]>([
  [
    'a wait for a rate limit that would end too late',
    { status: 429, headers: { 'retry-after': '3600' }, body: { message: 'Slow down' } },
    /\d{2}:\d{2}:\d{2} UTC/
  ],
  ['a token that is refused', { status: 401, body: { message: 'Bad credentials' } }, /Bad credentials/]
])('%s in the middle ends the work of the token', async (_, answer, error) => {
  const scenario = await start()
  scenario.github.answer({ method: 'POST' }, answer)
  const result = await runManifest(scenario, wanted(3), { timeout: '30m' }, { env })
  expect(writes(scenario)).toEqual([post])
  expect(messages(result, 'error').join('\n')).toMatch(error)
  expect(fatesOf(result)).toEqual(
    ['failed', 'not_attempted', 'not_attempted'].map(fate => `acme create ${fate}`)
  )
  expect(result.outputs).toMatchObject({ changed: 'false', created: '0', failed: '3' })
})

test('a write of which nobody knows whether it was done is unknown', async () => {
  const { github, run } = await startWith([npm])
  github.answer({ method: 'PATCH' }, { fault: 'reset' })
  github.answer({ method: 'PATCH' }, { status: 429, headers: { 'retry-after': '3600' }, body: {} })
  const result = await runManifest({ run }, [bot])
  expect(changesOf(result)).toMatchObject([{ name: npmName, status: 'unknown' }])
  expect(result.outputs).toMatchObject({ changed: 'true', updated: '0', failed: '1' })
  expect(result.exitCode).toBe(1)
})
