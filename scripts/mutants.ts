import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { originNow } from './origin.ts'

/** A mutant as Stryker tells of it; the rest of the report is not needed. */
interface Mutant {
  status: string
}

/** How many mutants there were, how many of them the tests noticed, and the share in percent. */
export interface Score {
  mutants: number
  noticed: number
  score: number
}

const root = fileURLToPath(new URL('..', import.meta.url))
const stryker = fileURLToPath(import.meta.resolve('@stryker-mutator/core')).replace(
  /dist\/.*/,
  'bin/stryker.js'
)
const least = 90

// Of the commit that it began with, for it takes minutes.
const origin = originNow()

// One file alone is for whoever works on it; only a whole run is written down.
const options = process.argv.slice(2)
const { status } = spawnSync(process.execPath, [stryker, 'run', ...options], { cwd: root, stdio: 'inherit' })
if (status !== 0) process.exit(status ?? 1)

const report: { files: Record<string, { mutants: Mutant[] }> } = JSON.parse(
  readFileSync(`${root}coverage/mutants.json`, 'utf8')
)
const files = Object.fromEntries(
  Object.entries(report.files).map(([file, { mutants }]) => [file, scoreOf(mutants)])
)
const all = scoreOf(Object.values(report.files).flatMap(({ mutants }) => mutants))
console.log(`${all.noticed} of ${all.mutants} mutants were noticed: ${all.score} %.`)
if (options.length === 0) {
  mkdirSync(`${root}docs`, { recursive: true })
  writeFileSync(`${root}docs/mutants.json`, `${JSON.stringify({ ...origin, ...all, files }, undefined, 2)}\n`)
}
if (all.score < least) process.exitCode = 1

/** A mutant that makes the code run for ever is noticed too; one that is no code at all does not count. */
function scoreOf(all: readonly Mutant[]): Score {
  const mutants = all.filter(({ status }) => ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status))
  const noticed = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length
  return {
    mutants: mutants.length,
    noticed,
    score: mutants.length === 0 ? 100 : Math.floor((noticed / mutants.length) * 1000) / 10
  }
}
