import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Policy, planApply, type State } from '../../src/registries/plan.ts'
import type { Entry } from '../../src/registries/recognise.ts'
import type { Registry } from '../../src/registries/registry.ts'
import { watchMemory } from '../runner/memory.ts'
import { entryOf, existing, urlOf } from './many.ts'
import { list, messages, output, publicKey, type Scenario, start } from './scenario.ts'

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** A workspace with a manifest of these entries. */
function workspaceWith(entries: object[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'thousand-'))
  folders.push(folder)
  writeFileSync(join(folder, 'registries.yml'), JSON.stringify({ registries: entries }, null, 1))
  return folder
}

function addExisting({ acme }: Scenario, from: number, to: number): void {
  for (let number = from; number < to; number++) acme.addRegistry(existing(number))
}

const pages = (count: number) => [
  list,
  ...Array.from({ length: count - 1 }, (_, page) => `${list}&page=${page + 2}`)
]

test('applies 1,000 registries with as few requests as can be, in seconds and little memory', async () => {
  const scenario = await start()
  // Half of them exist with another user name, half are to be created; 150 are not named.
  addExisting(scenario, 0, 500)
  addExisting(scenario, 5000, 5150)
  for (const registry of scenario.acme.registries) registry.username = 'old'
  const workspace = workspaceWith(Array.from({ length: 1000 }, (_, number) => entryOf(number)))
  const peak = watchMemory()
  const result = await scenario.run(
    { operation: 'apply', manifest: 'registries.yml', 'write-interval': '0s' },
    { workspace, env: { NPM_TOKEN: 'hunter2-hunter2' } }
  )
  const memory = peak()
  expect(messages(result, 'error')).toEqual([])
  const said = scenario.github.said()
  const reads = said.filter(line => line.startsWith('GET '))
  expect(reads.slice(0, -12).toSorted()).toEqual(
    [...pages(7), publicKey, 'GET /repos/acme/web', 'GET /repos/acme/api-one']
      .slice(0, reads.length - 12)
      .toSorted()
  )
  expect(reads.slice(-12)).toEqual(pages(12))
  expect(said.filter(line => line.startsWith('POST '))).toHaveLength(500)
  expect(said.filter(line => line.startsWith('PATCH '))).toHaveLength(500)
  expect(said).toHaveLength(7 + 1 + 2 + 1000 + 12)
  expect(result.outputs).toMatchObject({ created: '500', updated: '500', unchanged: '0', failed: '0' })
  expect(scenario.acme.registries).toHaveLength(1150)
  expect(Buffer.byteLength(result.summary)).toBeLessThan(1024 * 1024)
  expect(result.durationMs).toBeLessThan(20_000)
  expect(memory).toBeLessThan(150)
}, 60_000)

test('keeps 1,000 of 2,000 registries without a write, and the summary fits', async () => {
  const scenario = await start()
  addExisting(scenario, 0, 2000)
  for (const registry of scenario.acme.registries.slice(0, 1000)) registry.username = 'old'
  const plain = (number: number) => ({ ...entryOf(number + 1 - (number % 2)), url: urlOf(number) })
  const workspace = workspaceWith(Array.from({ length: 2000 }, (_, number) => plain(number)))
  const peak = watchMemory()
  const result = await scenario.run({ operation: 'plan', manifest: 'registries.yml' }, { workspace })
  const memory = peak()
  expect(messages(result, 'error')).toEqual([])
  expect(scenario.github.said()).toEqual(pages(20))
  expect(result.outputs).toMatchObject({ updated: '1000', unchanged: '1000', drift: 'true', changed: 'true' })
  expect(Buffer.byteLength(result.summary)).toBeLessThan(1024 * 1024)
  expect(result.summary).toContain('1000 unchanged')
  expect(result.outputs['summary']?.length).toBeLessThanOrEqual(60_000)
  expect(Object.values(result.outputs).join('').length).toBeLessThan(450_000)
  const changes = output(result, 'changes') as { action: string }[]
  expect(changes.filter(({ action }) => action === 'update')).toHaveLength(1000)
  expect(memory).toBeLessThan(150)
}, 60_000)

const policy: Policy = {
  ...{ rewriteSecrets: 'never', needsSecret: false, prune: true, maxDeletions: 10_000, allowRecreate: false },
  allowedHosts: undefined
}

/** An organization of so many registries; of as many that are wanted every second exists, and every fourth differs. */
function stateOf(count: number): State {
  const entries = Array.from(
    { length: count },
    (_, number): Entry => ({
      wanted: {
        spec: {
          ...{ registry_type: 'npm_registry', url: urlOf(2 * number), visibility: 'all', username: 'ci' },
          ...{ secret_env: 'T', secret: 's' }
        },
        defaults: { replaces_base: false },
        places: { '': { file: 'm.yml', line: number + 1, column: 3 } }
      },
      problems: []
    })
  )
  const registries = Array.from(
    { length: count },
    (_, number): Registry => ({
      ...{
        name: `NPM_${number}`,
        registry_type: 'npm_registry',
        url: `${urlOf(number)}/`,
        auth_type: 'token'
      },
      ...{ username: number % 4 ? 'ci' : 'old', replaces_base: false, visibility: 'all' },
      updated_at: '2026-01-01T00:00:00Z'
    })
  )
  return { org: 'acme', entries, registries }
}

/** The median time of some plans, in milliseconds. */
function planningTime(count: number): number {
  const state = stateOf(count)
  const times = Array.from({ length: 5 }, () => {
    const begun = performance.now()
    const { steps } = planApply(state, policy, { now: 0, dryRun: false })
    const time = performance.now() - begun
    expect(steps).toHaveLength(1.5 * count)
    return time
  })
  return times.sort((a, b) => a - b)[2] ?? 0
}

test('plans 10,000 wanted against 10,000 existing registries in under a second, in linear time', () => {
  planningTime(2500)
  const [quarter, whole] = [planningTime(2500), planningTime(10_000)]
  expect(whole).toBeLessThan(1000)
  // Four times as many; in quadratic time it would be sixteen.
  expect(whole).toBeLessThan(9 * Math.max(quarter, 5))
}, 60_000)
