import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { watchMemory } from '../runner/memory.ts'
import { startApp } from './app-scenario.ts'
import { npm, runManifest } from './manifest-scenario.ts'
import { chainOf } from './many.ts'
import { messages } from './scenario.ts'

const orgs = Array.from({ length: 20 }, (_, number) => `org-${number + 1}`)
const perOrg = 50
/** What a request takes on this server, in milliseconds. */
const delay = 50

const longestChain = chainOf(perOrg) * delay

test('1,000 registries of 20 organizations take the time of one organization, and no request too many', async () => {
  const scenario = await startApp({ orgs }, { delay })
  const entries = Array.from({ length: perOrg }, (_, number) => ({
    ...{ registry_type: 'npm_registry', url: `https://npm.acme.example/team-${number}`, visibility: 'all' },
    secret_env: 'NPM_TOKEN'
  }))
  const workspace = mkdtempSync(join(tmpdir(), 'scale-'))
  writeFileSync(join(workspace, 'registries.yml'), JSON.stringify({ registries: entries }))
  const peak = watchMemory()
  try {
    const result = await scenario.run(
      { operation: 'apply', org: '*', manifest: 'registries.yml', 'write-interval': '0s' },
      { workspace, env: { NPM_TOKEN: 'hunter2-hunter2' } }
    )
    const memory = peak()
    expect(messages(result, 'error')).toEqual([])
    expect(result.outputs).toMatchObject({ created: '1000', failed: '0' })
    const kinds = Object.groupBy(scenario.github.said(), line =>
      line.replace(/org-\d+|installations\/\d+/, 'ONE').replace(/[?].*/, '')
    )
    expect(Object.fromEntries(Object.entries(kinds).map(([kind, lines]) => [kind, lines?.length]))).toEqual({
      'GET /app': 1,
      'GET /app/installations': 1,
      'POST /app/ONE/access_tokens': 20,
      'GET /orgs/ONE/private-registries': 40,
      'GET /orgs/ONE/private-registries/public-key': 20,
      'POST /orgs/ONE/private-registries': 1000,
      'DELETE /installation/token': 20
    })
    expect(memory).toBeLessThan(200)
    // On two cores, of which the server takes one, it is 1.6 times as long, start and end of the process included.
    expect(result.durationMs).toBeLessThan(10 * longestChain)
  } finally {
    rmSync(workspace, { recursive: true })
  }
}, 60_000)

test('the pause between writes holds for each token, and 20 organizations take the time of one', async () => {
  const took = async (names: readonly string[]) => {
    const scenario = await startApp({ orgs: [...names] })
    const writes: { token: unknown; at: number }[] = []
    scenario.github.answer(
      { method: 'POST', path: /private-registries$/ },
      ({ headers }) => {
        writes.push({ token: headers.authorization, at: performance.now() })
        return undefined
      },
      100
    )
    const entries = [1, 2, 3, 4].map(number => ({
      ...{ ...npm, url: `${npm.url}${number}`, visibility: 'all', secret_env: 'NPM_TOKEN' }
    }))
    const inputs = { org: '*', 'write-interval': '1s' }
    const result = await runManifest(scenario, entries, inputs, { env: { NPM_TOKEN: 'hunter2-hunter2' } })
    expect(result.outputs).toMatchObject({ created: String(4 * names.length), failed: '0' })
    const byToken = Object.values(Object.groupBy(writes, ({ token }) => String(token)))
    expect(byToken).toHaveLength(names.length)
    const gaps = byToken.flatMap((own = []) =>
      own.slice(1).map(({ at }, index) => at - (own[index]?.at ?? 0))
    )
    expect(gaps).toHaveLength(3 * names.length)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(995)
    return result.durationMs
  }
  const one = await took(orgs.slice(0, 1))
  expect(await took(orgs)).toBeLessThan(1.5 * one)
}, 60_000)
