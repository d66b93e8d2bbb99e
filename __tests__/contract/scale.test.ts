import { readFileSync } from 'node:fs'
import { stringify } from 'yaml'
import { costOf, limits, size, tasks, usual } from '../../scripts/scale/model.ts'
import { simulate } from '../../scripts/scale/simulate.ts'
import { scaleTables } from '../../scripts/scale.ts'
import type { LocalGitHub } from '../github/server.ts'
import { type Caller, makeCaller } from './calling.ts'

const page = readFileSync('docs/scale.md', 'utf8')
const [firstApply] = tasks

test('docs/scale.md has the tables that npm run scale prints', () => {
  expect(scaleTables().filter(table => !page.includes(`\n\n${table}\n\n`))).toEqual([])
})

test('the spread is that of the reusable workflow', () => {
  const workflow = readFileSync('.github/workflows/apply.yml', 'utf8')
  expect(workflow).toMatch(new RegExp(`batch-size:(?:\\n {8}.*)*default: ${usual.batchSize}\\n`))
  expect(workflow).toMatch(new RegExp(`max-parallel:(?:\\n {8}.*)*default: ${usual.maxParallel}\\n`))
  expect(workflow).toContain(`const mostJobs = ${limits.jobsOfMatrix} `)
})

test('more runners take less time, never less work', () => {
  if (!firstApply) throw new Error('There is no task.')
  const runs = [1, 2, 20, 40].map(maxParallel => simulate(firstApply, { ...usual, maxParallel }))
  expect(new Set(runs.map(({ jobs, billed }) => `${jobs} ${billed}`)).size).toBe(1)
  const durations = runs.map(({ duration }) => duration)
  expect(durations).toEqual(durations.slice().sort((one, other) => other - one))
  expect(runs[0]?.work).toBeGreaterThan(size.registries - 1)
})

/** The requests since some number of them: of the App itself, of installations, and the points of all. */
function counted({ exchanges }: LocalGitHub, begin: number): Record<string, number> {
  const sent = exchanges.slice(begin).filter(({ path }) => !/^\/app(\/installations\?|$)/.test(path))
  const byApp = sent.filter(({ path }) => /^\/app\/|\/installation$/.test(path)).length
  const reads = sent.filter(({ method }) => method === 'GET').length
  return { byApp, byInstallation: sent.length - byApp, points: reads + 5 * (sent.length - reads) }
}

test('each task takes as many requests as the model says', async () => {
  const registries = ['npm_registry', 'cargo_registry', 'pub_repository'].map(registry_type => ({
    ...{ registry_type, url: 'https://packages.acme.example', visibility: 'private' },
    secret_env: 'PACKAGES_TOKEN'
  }))
  expect(registries).toHaveLength(size.registries)
  const caller: Caller = await makeCaller({ '.github/private-registries.yml': stringify({ registries }) })
  try {
    caller.install('acme')
    for (const [index, operation] of ['apply', 'apply', 'plan', 'rotate'].entries()) {
      const begin = caller.github.exchanges.length
      await caller.call({ with: { operation }, secrets: '{"PACKAGES_TOKEN":"made-up-secret"}' })
      const task = tasks[index]
      expect({ task: task?.name, ...counted(caller.github, begin) }).toEqual({
        task: task?.name,
        ...(task && costOf(task))
      })
    }
  } finally {
    await caller.close()
  }
}, 60_000)
