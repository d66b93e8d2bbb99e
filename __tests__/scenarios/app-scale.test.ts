import { startApp } from './app-scenario.ts'
import { npm, runManifest } from './manifest-scenario.ts'
import { messages } from './scenario.ts'

const orgs = Array.from({ length: 20 }, (_, number) => `org-${number + 1}`)
const entriesOf = (count: number) =>
  Array.from({ length: count }, (_, number) => ({
    ...{ ...npm, url: `${npm.url}team-${number}`, visibility: 'all', secret_env: 'NPM_TOKEN' }
  }))
const step = { env: { NPM_TOKEN: 'hunter2-hunter2' } }

test('200 registries of 20 organizations take no request too many', async () => {
  const scenario = await startApp({ orgs })
  const result = await runManifest(scenario, entriesOf(10), { org: '*' }, step)
  expect(messages(result, 'error')).toEqual([])
  expect(result.outputs).toMatchObject({ created: '200', failed: '0' })
  const kinds = Object.groupBy(scenario.github.said(), line =>
    line.replace(/org-\d+|installations\/\d+/, 'ONE').replace(/[?].*/, '')
  )
  expect(Object.fromEntries(Object.entries(kinds).map(([kind, lines]) => [kind, lines?.length]))).toEqual({
    'GET /app': 1,
    'GET /app/installations': 1,
    'POST /app/ONE/access_tokens': 20,
    'GET /orgs/ONE/private-registries': 40,
    'GET /orgs/ONE/private-registries/public-key': 20,
    'POST /orgs/ONE/private-registries': 200,
    'DELETE /installation/token': 20
  })
})

test('the pause between writes holds for each token, and organizations are written side by side', async () => {
  const some = orgs.slice(0, 4)
  const { github, run } = await startApp({ orgs: some })
  const writes: { token: unknown; at: number }[] = []
  github.answer(
    { method: 'POST', path: /private-registries$/ },
    ({ headers }) => {
      writes.push({ token: headers.authorization, at: performance.now() })
      return undefined
    },
    8
  )
  await runManifest({ run }, entriesOf(2), { org: '*', 'write-interval': '2s' }, step)
  const byToken = Object.values(Object.groupBy(writes, ({ token }) => String(token)))
  expect(byToken.map((own = []) => own.length)).toEqual(some.map(() => 2))
  for (const [first, second] of byToken.map((own = []) => own.map(({ at }) => at)))
    expect(Number(second) - Number(first)).toBeGreaterThanOrEqual(1995)
  // Each began before any had paused.
  const tokens = writes.map(({ token }) => token)
  expect(new Set(tokens.slice(0, some.length)).size).toBe(some.length)
})
