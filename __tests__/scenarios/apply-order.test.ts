import { changesOf, npm, npmName, runManifest } from './manifest-scenario.ts'
import { list, messages, publicKey, type Scenario, start, theError, writes } from './scenario.ts'

const env = { TOKEN: 'the secret of all of them' }
const both = { org: 'acme, globex' }
const lists = ['acme', 'globex'].map(org => `GET /orgs/${org}/private-registries?per_page=100`)
const listed = { method: 'GET', path: /private-registries\?/ }
const real = () => undefined
const one = `/orgs/acme/private-registries/${npmName}`

function wanted(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    ...{ registry_type: 'npm_registry', url: `https://npm.acme.example/${index + 1}` },
    ...{ visibility: 'all', secret_env: 'TOKEN' }
  }))
}

/** Notes when each request arrives, in milliseconds. */
function arrivalsIn({ github }: Scenario, method: string): number[] {
  const arrivals: number[] = []
  const note = () => {
    arrivals.push(performance.now())
    return undefined
  }
  github.answer({ method }, note, 100)
  return arrivals
}

function gaps(arrivals: readonly number[]): number[] {
  return arrivals.slice(1).map((arrival, index) => arrival - (arrivals[index] ?? 0))
}

test('the list and the key are asked for side by side', async () => {
  const scenario = await start({ delay: 400 })
  const arrivals = arrivalsIn(scenario, 'GET')
  await runManifest(scenario, wanted(1), { operation: 'plan' }, { env })
  expect(scenario.github.said().sort()).toEqual([list, publicKey].sort())
  expect(Math.max(...gaps(arrivals))).toBeLessThan(400)
})

test('two organizations are read side by side, all before the first write', async () => {
  const scenario = await start({ delay: 400 })
  scenario.github.addOrganization('globex')
  const arrivals = arrivalsIn(scenario, 'GET')
  const result = await runManifest(scenario, wanted(1), both, { env })
  const said = scenario.github.said()
  expect(said.slice(0, 4).sort()).toEqual([...lists, publicKey, publicKey.replace('acme', 'globex')].sort())
  expect(Math.max(...gaps(arrivals.slice(0, 4)))).toBeLessThan(400)
  expect(said.slice(4)).toHaveLength(4)
  expect(result.outputs).toMatchObject({ created: '2', failed: '0' })
})

test('without a write there is no closing list', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(npm)
  await runManifest({ run }, [npm])
  expect(github.said()).toEqual([list])
})

test('only the organization that was written is listed once more', async () => {
  const { github, acme, run } = await start()
  const globex = github.addOrganization('globex')
  acme.addRegistry(npm)
  globex.addRegistry({ ...npm, username: 'bot' })
  await runManifest({ run }, [{ ...npm, username: 'bot' }], both)
  const said = github.said().filter(line => line.includes('?'))
  expect(said.sort()).toEqual([list, ...lists].sort())
})

test('a write that was refused is followed by no closing list', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(npm)
  github.answer({ method: 'PATCH' }, { status: 422, body: { message: 'No' } })
  await runManifest({ run }, [{ ...npm, username: 'bot' }])
  expect(github.said()).toEqual([list, `PATCH /orgs/acme/private-registries/${npmName}`])
})

test('hundreds of registries: all pages are read, and the writes come one by one', async () => {
  const scenario = await start()
  for (let number = 1; number <= 150; number += 1)
    scenario.acme.addRegistry({ ...npm, url: `https://npm.acme.example/${number}` })
  const result = await runManifest(scenario, wanted(152), {}, { env })
  expect(result.outputs).toMatchObject({ created: '2', unchanged: '150', failed: '0' })
  const said = scenario.github.said()
  expect(said.filter(line => line.includes('per_page=100'))).toHaveLength(4)
  expect(said).toHaveLength(7)
})

test('the next write comes only after the pause from the answer to the last', async () => {
  const scenario = await start({ delay: 100 })
  const arrivals = arrivalsIn(scenario, 'POST')
  await runManifest(scenario, wanted(3), { 'write-interval': '300ms' }, { env })
  expect(gaps(arrivals)).toHaveLength(2)
  expect(Math.min(...gaps(arrivals))).toBeGreaterThanOrEqual(395)
})

test('the pause holds for both organizations of one token', async () => {
  const scenario = await start({ delay: 100 })
  scenario.github.addOrganization('globex')
  const arrivals = arrivalsIn(scenario, 'POST')
  await runManifest(scenario, wanted(2), { ...both, 'write-interval': '300ms' }, { env })
  expect(gaps(arrivals)).toHaveLength(3)
  expect(Math.min(...gaps(arrivals))).toBeGreaterThanOrEqual(395)
})

test('two writes with one token are never under way together', async () => {
  const scenario = await start({ delay: 200 })
  scenario.github.addOrganization('globex')
  const arrivals = arrivalsIn(scenario, 'POST')
  const result = await runManifest(scenario, wanted(3), both, { env })
  expect(gaps(arrivals)).toHaveLength(5)
  expect(Math.min(...gaps(arrivals))).toBeGreaterThanOrEqual(195)
  expect(result.outputs).toMatchObject({ created: '6', failed: '0' })
})

test('the pause holds between the delete and the create of a recreate', async () => {
  const scenario = await start({ delay: 100 })
  scenario.acme.addRegistry({ ...npm, auth_type: 'username_password', username: 'ci' })
  const [deletes, creates] = [arrivalsIn(scenario, 'DELETE'), arrivalsIn(scenario, 'POST')]
  const manifest = [{ ...npm, auth_type: 'token', secret_env: 'TOKEN' }]
  const inputs = { 'allow-recreate': 'true', 'write-interval': '300ms' }
  await runManifest(scenario, manifest, inputs, { env })
  expect(Math.min(...gaps([...deletes, ...creates]))).toBeGreaterThanOrEqual(395)
})

test('the pause is a second if nothing else is said', async () => {
  const scenario = await start()
  const arrivals = arrivalsIn(scenario, 'POST')
  await runManifest(scenario, wanted(2), { 'write-interval': '1s' }, { env })
  expect(Math.min(...gaps(arrivals))).toBeGreaterThanOrEqual(995)
})

describe('writes that do not fit into the time', () => {
  const inputs = { 'write-interval': '1m', timeout: '30s' }

  test('are announced before the first, and what does not fit is not attempted', async () => {
    const scenario = await start()
    scenario.acme.addRegistry({ ...npm, url: 'https://old.acme.example' })
    const result = await runManifest(scenario, wanted(3), { ...inputs, prune: 'true' }, { env })
    expect(messages(result, 'warning')).toEqual([expect.stringMatching(/4 writes.*3 minutes.*'timeout'/)])
    expect(result.log.indexOf('4 writes')).toBeLessThan(result.log.indexOf('created'))
    expect(writes(scenario)).toEqual(['POST /orgs/acme/private-registries'])
    expect(scenario.github.said().at(-1)).toBe(list)
    expect(changesOf(result).map(({ action, status }) => [action, status])).toEqual([
      ['create', 'done'],
      ['create', 'not_attempted'],
      ['create', 'not_attempted'],
      ['delete', 'not_attempted']
    ])
    expect(theError(result)).toMatch(/\d{2}:\d{2}:\d{2} UTC.*timeout.*2 more changes/)
    expect(result.outputs).toMatchObject({ changed: 'true', created: '1', failed: '3' })
    expect(result.durationMs).toBeLessThan(20_000)
  })

  test('are done by the next run', async () => {
    const { acme, run } = await start()
    await runManifest({ run }, wanted(2), inputs, { env })
    const result = await runManifest({ run }, wanted(2), inputs, { env })
    expect(result.outputs).toMatchObject({ created: '1', unchanged: '1', failed: '0' })
    expect(acme.registries).toHaveLength(2)
  })

  test('are announced for all organizations of a token together', async () => {
    const scenario = await start()
    scenario.github.addOrganization('globex')
    const result = await runManifest(scenario, wanted(1), { ...inputs, ...both }, { env })
    expect(messages(result, 'warning')).toEqual([expect.stringContaining('2 writes')])
    expect(result.outputs).toMatchObject({ created: '1', failed: '1' })
    expect(writes(scenario)).toHaveLength(1)
  })

  test('are not announced if they fit', async () => {
    const { run } = await start()
    const result = await runManifest({ run }, wanted(1), inputs, { env })
    expect(result.annotations).toEqual([])
  })
})

test('a wait for a rate limit that would end too late ends the work of the token', async () => {
  const scenario = await start()
  const limited = { status: 429, headers: { 'retry-after': '3600' }, body: { message: 'Slow down' } }
  scenario.github.answer({ method: 'POST' }, limited)
  const result = await runManifest(scenario, wanted(3), { timeout: '30s' }, { env })
  expect(writes(scenario)).toHaveLength(1)
  expect(messages(result, 'error').join('\n')).toMatch(/\d{2}:\d{2}:\d{2} UTC/)
  expect(result.outputs).toMatchObject({ changed: 'false', created: '0', failed: '3' })
  expect(changesOf(result).slice(1)).toMatchObject([{ status: 'not_attempted' }, { status: 'not_attempted' }])
  expect(result.durationMs).toBeLessThan(20_000)
})

test('a token that is refused in the middle is not tried again', async () => {
  const scenario = await start()
  scenario.github.answer({ method: 'POST' }, { status: 401, body: { message: 'Bad credentials' } })
  const result = await runManifest(scenario, wanted(3), {}, { env })
  expect(writes(scenario)).toHaveLength(1)
  expect(changesOf(result).map(({ status }) => status)).toEqual(['failed', 'not_attempted', 'not_attempted'])
})

describe.each([
  ['is refused', { status: 403, body: { message: 'No more' } }],
  ['is of no use', { status: 200, body: { total_count: 9, configurations: [] } }]
])('where the closing list %s', (_, answer) => {
  async function play() {
    const { github, run } = await start()
    github.answer(listed, real)
    github.answer(listed, answer, 9)
    return runManifest({ run }, wanted(2), { timeout: '4s' }, { env })
  }

  test('the changes stay done', async () => {
    const result = await play()
    expect(changesOf(result).map(({ status }) => status)).toEqual(['done', 'done'])
    expect(result.outputs).toMatchObject({ changed: 'true', created: '2', failed: '0' })
    expect(result.exitCode).toBe(0)
  })

  test('a warning says so', async () => {
    const result = await play()
    expect(messages(result, 'warning')).toEqual([expect.stringMatching(/acme was written.*listed/)])
  })
})

test('a create that the closing list does not have, the second time neither, is a failure', async () => {
  const { github, run } = await start()
  github.answer(listed, real)
  github.answer(listed, { status: 200, body: { total_count: 0, configurations: [] } }, 9)
  github.answer({ path: one }, { status: 404, body: { message: 'Not Found' } })
  const result = await runManifest({ run }, wanted(1), {}, { env })
  expect(theError(result)).toMatch(/NPM_REGISTRY_SECRET in acme, but does not list it/)
  expect(github.said().slice(3)).toEqual([list, list, `GET ${one}`])
  expect(result.outputs).toMatchObject({ changed: 'true', created: '0', failed: '1' })
}, 20_000)

test('a write of which nobody knows whether it was done is unknown', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(npm)
  github.answer({ method: 'PATCH' }, { status: 502, body: '' }, 9)
  const result = await runManifest({ run }, [{ ...npm, username: 'bot' }], { timeout: '3s' })
  expect(changesOf(result)).toMatchObject([{ action: 'update', status: 'unknown' }])
  expect(result.outputs).toMatchObject({ changed: 'true', updated: '0', failed: '1' })
  expect(result.exitCode).toBe(1)
})

test('a write whose answer was lost is done if the closing list shows that it took', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(npm)
  github.answer({ method: 'PATCH' }, { fault: 'reset', after: true }, 9)
  const result = await runManifest({ run }, [{ ...npm, username: 'bot' }], { timeout: '9s' })
  expect(acme.registries).toMatchObject([{ username: 'bot' }])
  expect(github.said().at(-1)).toBe(list)
  expect(changesOf(result)).toMatchObject([{ action: 'update', status: 'done' }])
}, 20_000)

test('a thousand registries take one request each, and the pages of the lists', async () => {
  const { github, run } = await start()
  const result = await runManifest({ run }, wanted(1000), {}, { env })
  expect(result.outputs).toMatchObject({ created: '1000', failed: '0' })
  expect(github.exchanges).toHaveLength(1 + 1 + 1000 + 10)
  expect(result.durationMs).toBeLessThan(20_000)
}, 60_000)
