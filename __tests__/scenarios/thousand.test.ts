import type { Entry } from '../../src/registries/match.ts'
import { type Policy, planApply } from '../../src/registries/plan.ts'
import { watchMemory } from '../runner/memory.ts'
import { startWith, workspaceWith } from './manifest-scenario.ts'
import { entryOf, existing, urlOf } from './many.ts'
import { list, publicKey } from './scenario.ts'

const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index)
const pages = (count: number) => [list, ...numbers(count - 1, 2).map(page => `${list}&page=${page}`)]
const manifest = 'registries.yml'

test('applies 1,000 registries with as few requests as can be, in little memory', async () => {
  // Half of them exist with another user name, half are to be created; 150 are not named.
  const has = [...numbers(500), ...numbers(150, 5000)]
  const scenario = await startWith(has.map(number => ({ ...existing(number), username: 'old' })))
  const workspace = workspaceWith(numbers(1000).map(entryOf), manifest)
  const peak = watchMemory()
  const inputs = { operation: 'apply', manifest, 'write-interval': '0s' }
  const step = { workspace, env: { NPM_TOKEN: 'hunter2-hunter2' }, timeout: 240_000 }
  const result = await scenario.run(inputs, step)
  expect(peak()).toBeLessThan(150)
  const said = scenario.github.said()
  const reads = said.filter(line => line.startsWith('GET '))
  const first = [...pages(7), publicKey, 'GET /repos/acme/web', 'GET /repos/acme/api-one']
  expect(reads.slice(0, -12).toSorted()).toEqual(first.toSorted())
  expect(reads.slice(-12)).toEqual(pages(12))
  expect(said.filter(line => line.startsWith('POST '))).toHaveLength(500)
  expect(said.filter(line => line.startsWith('PATCH '))).toHaveLength(500)
  expect(said).toHaveLength(first.length + 1000 + 12)
  expect(result.outputs).toMatchObject({ created: '500', updated: '500', unchanged: '0', failed: '0' })
  expect(scenario.acme.registries).toHaveLength(1150)
  expect(Buffer.byteLength(result.summary)).toBeLessThan(1024 * 1024)
}, 300_000)

/** How much CPU it takes to plan, where of so many that are wanted every second exists, and every fourth differs. */
function planningTime(count: number): number {
  const type = { registry_type: 'npm_registry', visibility: 'all', auth_type: 'token' } as const
  const entries = numbers(count).map((number): Entry => {
    const places = { '': { file: 'm.yml', line: number, column: 3 } }
    const spec = { ...type, url: urlOf(2 * number), username: 'ci', secret_env: 'T' }
    return { wanted: { spec, defaults: {}, places }, problems: [] }
  })
  const registries = numbers(count).map(number => {
    return { ...type, name: `NPM_${number}`, url: `${urlOf(number)}/`, username: number % 4 ? 'ci' : 'old' }
  })
  const policy: Policy = {
    ...{ rewriteSecrets: 'never', needsSecret: false, allowRecreate: false, allowedHosts: undefined },
    ...{ prune: true, maxDeletions: count }
  }
  const times = numbers(3).map(() => {
    const begun = process.cpuUsage()
    const { changes } = planApply({ org: 'acme', entries, registries }, policy, { now: 0, dryRun: true })
    expect(changes).toHaveLength(1.5 * count)
    return process.cpuUsage(begun).user / 1000
  })
  return Math.min(...times)
}

test('plans 10,000 wanted against 10,000 existing registries in linear time', () => {
  planningTime(2500)
  const [quarter, whole] = [planningTime(2500), planningTime(10_000)]
  // Four times as many; in quadratic time it would be sixteen.
  expect(whole).toBeLessThan(12 * Math.max(quarter, 10))
}, 60_000)
