import { testWithSignals } from '../runner/platform.ts'
import type { RunningStep } from '../runner/step.ts'
import { startStep } from '../runner/step.ts'
import {
  type AppScenario,
  bot,
  credentials,
  examineSecrets,
  find,
  listOf,
  mint,
  patchOf,
  revoke,
  said,
  startApp
} from './app-scenario.ts'
import { manifestPath, npm, runManifest, workspaceWith } from './manifest-scenario.ts'
import { messages, theError } from './scenario.ts'

const patch = patchOf('acme')
const badCredentials = { status: 401, body: { message: 'Bad credentials' } }

/** How many of the tokens that were made are not revoked. */
function lives({ github }: AppScenario): number {
  const done = (status: number, path: RegExp) =>
    github.exchanges.filter(exchange => exchange.status === status && path.test(exchange.path)).length
  return done(201, /\/access_tokens$/) - done(204, /^\/installation\/token$/)
}

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
  const entry = { ...npm, visibility: 'all', secret_env: 'NPM_TOKEN' }
  scenario.github.answer({ path: /private-registries/ }, badCredentials, 8)
  const run = scenario.quickly
  const result = await runManifest({ run }, [entry], {}, { env: { NPM_TOKEN: 'hunter2!' } })
  expect(said(scenario).filter(line => line === mint('acme'))).toHaveLength(2)
  expect(result.annotations).toEqual([])
})

test('a new token that is refused too ends the work in that organization alone', async () => {
  const scenario = await startApp({ orgs: ['acme', 'labs'] })
  scenario.github.answer({ path: /acme\/private-registries/ }, badCredentials, 99)
  const result = await scenario.quickly({ operation: 'list', org: 'acme, labs' })
  expect(theError(result)).toMatch(
    /^GitHub refused to list the private registries of acme \(401\): the App's token is not valid, nor is the one that was made in its place\./
  )
  expect(said(scenario).filter(line => line === listOf('acme'))).toHaveLength(8)
  expect(said(scenario)).toContain(listOf('labs'))
  expect(lives(scenario)).toBe(0)
})

test('a token that cannot be revoked is a notice, and no failure', async () => {
  const { github, run } = await startApp()
  github.answer({ method: 'DELETE' }, { status: 422, body: { message: 'No' } })
  const result = await run({ operation: 'list' })
  expect(messages(result, 'notice')).toEqual([
    expect.stringMatching(
      /^A token of the App could not be revoked; it ends by itself within an hour\. GitHub refused to revoke a token of the App \(422\)/
    )
  ])
  expect(result.exitCode).toBe(0)
})

test('a token that is revoked already is none to speak of', async () => {
  const { github, quickly } = await startApp()
  github.answer({ method: 'DELETE' }, { ...badCredentials, after: true })
  expect((await quickly({ operation: 'list' })).annotations).toEqual([])
})

test('a token is revoked although the time is used up', async () => {
  const scenario = await startApp()
  scenario.github.answer({ path: /private-registries/ }, 'hang')
  const result = await scenario.run({ operation: 'list', timeout: '1s' })
  expect(theError(result)).toMatch(/did not answer in full/)
  expect(said(scenario).at(-1)).toBe(revoke)
})

/** Runs an apply of two registries that pauses for long between its writes. */
function startApply({ github, acme, app }: AppScenario): RunningStep {
  acme.addRegistry(npm)
  acme.addRegistry({ ...npm, registry_type: 'cargo_registry' })
  const entries = [bot, { ...bot, registry_type: 'cargo_registry' }]
  return startStep({
    with: {
      ...credentials(app),
      ...{ operation: 'apply', manifest: manifestPath, 'write-interval': '30s', 'github-api-url': github.url }
    },
    workspace: workspaceWith(entries)
  })
}

testWithSignals.each(['SIGINT', 'SIGTERM'] as const)(
  '%s: nothing more is written, and the token is revoked',
  async signal => {
    const scenario = await startApp()
    const step = startApply(scenario)
    scenario.github.answer({ method: 'PATCH' }, () => {
      setTimeout(() => step.kill(signal), 200)
      return undefined
    })
    const result = await step.done
    examineSecrets(scenario, result)
    expect(result.exitCode).toBe(1)
    expect(said(scenario).filter(line => line.startsWith('PATCH'))).toEqual([patch])
    expect(said(scenario).at(-1)).toBe(revoke)
    expect(lives(scenario)).toBe(0)
  }
)

testWithSignals('cancelled while a token is being made: it is revoked', async () => {
  const scenario = await startApp({}, { delay: 500 })
  const step = startApply(scenario)
  scenario.github.answer({ path: /access_tokens$/ }, () => {
    setTimeout(() => step.kill('SIGINT'), 200)
    return undefined
  })
  const result = await step.done
  examineSecrets(scenario, result)
  expect(said(scenario)).toEqual([find('acme'), mint('acme'), revoke])
  expect(result.exitCode).toBe(1)
})
