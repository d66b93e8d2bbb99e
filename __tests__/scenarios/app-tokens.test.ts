import type { Answer } from '../local-github/script.ts'
import { bot, find, listOf, mint, patchOf, revoke, said, startApp } from './app-scenario.ts'
import { npm, runManifest } from './manifest-scenario.ts'
import { messages, theError } from './scenario.ts'

const patch = patchOf('acme')
const badCredentials = { status: 401, body: { message: 'Bad credentials' } }
const path = /acme\/private-registries/

test('a token that GitHub refuses in mid-run is made anew, once', async () => {
  const scenario = await startApp()
  scenario.acme.addRegistry(npm)
  scenario.github.answer({ method: 'PATCH' }, badCredentials, 4)
  const result = await runManifest({ run: scenario.quickly }, [bot])
  expect(said(scenario)).toEqual([
    ...[find('acme'), mint('acme'), listOf('acme'), patch, patch, patch, patch, mint('acme'), patch],
    ...[listOf('acme'), revoke, revoke]
  ])
  expect(result.annotations).toEqual([])
  expect(scenario.acme.registries).toMatchObject([{ username: 'bot' }])
})

test('requests side by side that are all refused share one new token', async () => {
  const scenario = await startApp()
  scenario.github.answer({ path }, badCredentials, 8)
  const entry = { ...npm, visibility: 'all', secret_env: 'NPM_TOKEN' }
  const env = { NPM_TOKEN: 'hunter2!' }
  const result = await runManifest({ run: scenario.quickly }, [entry], {}, { env })
  expect(said(scenario).filter(line => line === mint('acme'))).toHaveLength(2)
  expect(result.annotations).toEqual([])
})

test('a new token that is refused too ends the work in that organization alone', async () => {
  const scenario = await startApp({ orgs: ['acme', 'labs'] })
  scenario.github.answer({ path }, badCredentials, 99)
  const result = await scenario.quickly({ operation: 'list', org: 'acme, labs' })
  expect(theError(result)).toMatch(
    /^GitHub refused to list the private registries of acme \(401\): the App's token is not valid, and neither is its replacement\./
  )
  expect(said(scenario).filter(line => line === listOf('acme'))).toHaveLength(8)
  expect(said(scenario)).toContain(listOf('labs'))
  const done = (status: number) => scenario.github.exchanges.filter(one => one.status === status).length
  expect([done(201), done(204)]).toEqual([3, 3])
})

test('a token that cannot be revoked is a notice, one that is revoked already is none to speak of', async () => {
  const other = await startApp()
  other.github.answer({ method: 'DELETE' }, { ...badCredentials, after: true })
  expect((await other.quickly({ operation: 'list' })).annotations).toEqual([])
  const { github, run } = await startApp()
  github.answer({ method: 'DELETE' }, { status: 422, body: { message: 'No' } })
  const result = await run({ operation: 'list' })
  expect(result.exitCode).toBe(0)
  const notice =
    /^A token of the App could not be revoked; it expires within an hour\. GitHub refused .* \(422\)/
  expect(messages(result, 'notice')).toEqual([expect.stringMatching(notice)])
})

test('a token is revoked although the time is used up', async () => {
  const scenario = await startApp()
  scenario.github.answer({ path }, 'hang')
  const result = await scenario.run({ operation: 'list', timeout: '1s' })
  expect(theError(result)).toMatch(/did not send a complete answer/)
  expect(said(scenario).at(-1)).toBe(revoke)
})

const integration: Answer = { status: 403, body: { message: 'Resource not accessible by integration' } }
test.each<[name: string, how: Answer, times: number, method: string, ...expected: number[]]>([
  ['with 401, a read', badCredentials, 3, 'GET', 0, 1, 5],
  ['with 403, a write', integration, 2, 'PATCH', 0, 1, 3],
  ['with 401, longer', badCredentials, 4, 'PATCH', 0, 2, 5],
  ['with 403, for good', integration, 99, 'PATCH', 1, 1, 4],
  ['with 403 of another cause', { status: 403, body: { message: 'No' } }, 99, 'PATCH', 1, 1, 1]
])('a token that was just made is refused %s', async (_, how, times, method, exit, minted, asked) => {
  const scenario = await startApp()
  scenario.acme.addRegistry(npm)
  scenario.github.answer({ method, path: /private-registries/ }, how, times)
  const result = await runManifest({ run: scenario.quickly }, [bot])
  const count = (start: string) => said(scenario).filter(line => line.startsWith(start)).length
  const counts = [count('POST /app'), count(`${method} /orgs/acme/private`), count(revoke)]
  expect([result.exitCode, ...counts]).toEqual([exit, minted, asked, minted])
  const waits = result.log.match(/^Waiting .* GitHub may not accept the App's new token/gm) ?? []
  expect(waits).toHaveLength(Math.min(times, 3, Number(asked) - 1))
})

test('a token that was just made is refused also where it is revoked', async () => {
  const scenario = await startApp()
  scenario.github.answer({ method: 'DELETE' }, badCredentials)
  await scenario.quickly({ operation: 'list' })
  expect(said(scenario)).toEqual([find('acme'), mint('acme'), listOf('acme'), revoke, revoke])
  expect(scenario.github.exchanges.at(-1)?.status).toBe(204)
})

describe('the clock', () => {
  const by = (minutes: number) => ({ now: () => Date.now() + minutes * 60_000 })

  test.each([
    ['behind', 9.8],
    ['ahead of', -9.8]
  ])('that is almost ten minutes %s GitHub’s is corrected once, with a warning', async (how, minutes) => {
    const scenario = await startApp({ orgs: ['acme', 'labs'] }, by(minutes))
    const result = await scenario.run({ operation: 'list', org: 'acme, labs' })
    const each = ['acme', 'labs'].flatMap(org => [find(org), find(org), mint(org), listOf(org), revoke])
    expect(said(scenario).sort()).toEqual(each.sort())
    const [warning, ...others] = messages(result, 'warning')
    expect(warning).toMatch(/^The clock of this runner is 5\d\d seconds .* GitHub's\. GitHub's clock is used/)
    expect(warning).toContain(`seconds ${how} GitHub's`)
    expect(others).toEqual([])
    expect(result.exitCode).toBe(0)
  })

  const jwt = { status: 401, body: { message: 'A JSON web token could not be decoded' } }
  test.each([
    ['that is right is not doubted', 0, 1, 'the App is not recognised'],
    ['is corrected only once', 9.8, 2, `the runner's clock`]
  ])('%s', async (_, minutes, times, error) => {
    const scenario = await startApp({}, by(minutes))
    scenario.github.answer({}, jwt, 9)
    expect(theError(await scenario.run({ operation: 'list' }))).toContain(error)
    expect(said(scenario)).toEqual(Array(times).fill(find('acme')))
  })

  test.each([11, -11])('that is off by %d minutes: nothing is signed', async minutes => {
    const scenario = await startApp({}, by(minutes))
    const result = await scenario.run({ operation: 'list' })
    expect(theError(result)).toContain(`the runner's clock`)
    const words = 'A difference of more than ten minutes is not corrected.'
    expect(messages(result, 'warning')).toEqual([expect.stringContaining(words)])
    expect(said(scenario)).toEqual([find('acme')])
  })
})
