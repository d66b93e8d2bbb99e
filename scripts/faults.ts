// Runs the experiments of __tests__/faults, prints a table and writes docs/faults.json: node scripts/faults.ts --help
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Experiment, type Figure, type Share, seedOfTests } from '../__tests__/faults/experiment.ts'
import { experiments } from '../__tests__/faults/experiments.ts'
import { mutation, mutationReport } from '../__tests__/faults/mutation.ts'
import { type Origin, originNow } from './origin.ts'

/** A row of the table, as docs/faults.json keeps it. */
export interface Row extends Origin {
  title: string
  reach: string
  /** What was counted, in the plural. */
  of: string
  count: number
  built: number
  faults: readonly string[]
}

const shares: readonly Share[] = ['test', 'ci', 'all']
const all: Record<string, Experiment> = { ...experiments, ...(existsSync(mutationReport) && { mutation }) }

const root = join(import.meta.dirname, '..')
const file = join(root, 'docs/faults.json')

const usage = `Usage: npm run faults -- [--share ${shares.join('|')}] [--only NAME]… [--seed N]

  NAME is one of ${Object.keys(all).join(', ')}.
  What share all gives is written to docs/faults.json, in place of what it gave before.`

const { values } = parseArgs({
  options: {
    share: { type: 'string', default: 'all' },
    only: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: String(seedOfTests) },
    help: { type: 'boolean', default: false }
  }
})

const share = shares.find(one => one === values.share)
const seed = Number(values.seed)
const chosen = values.only.length > 0 ? values.only : Object.keys(all)

if (values.help) {
  console.log(usage)
} else if (!share || !Number.isSafeInteger(seed) || chosen.some(name => !all[name])) {
  console.error(usage)
  process.exitCode = 1
} else {
  const rows = await runAll(chosen, { share, seed })
  console.log(tableOf(rows))
  if (share === 'all') keep(rows)
  process.exitCode = rows.some(({ faults }) => faults.length > 0) ? 1 : 0
}

async function runAll(names: readonly string[], how: { share: Share; seed: number }): Promise<Row[]> {
  const rows: Row[] = []
  for (const name of names) {
    const experiment = all[name]
    if (experiment) rows.push(await runOne(name, experiment, how))
  }
  return rows
}

async function runOne(
  name: string,
  experiment: Experiment,
  { share, seed }: { share: Share; seed: number }
): Promise<Row> {
  const { title, reach } = experiment
  console.log(`▸ ${name}: ${title}`)
  const begin = performance.now()
  const figure = await figureOf(experiment, { share, seed })
  const seconds = Math.round((performance.now() - begin) / 1000)
  console.log(`  ${figure.count} ${figure.of} in ${seconds} s, ${figure.faults.length} faults`)
  for (const fault of figure.faults) console.log(`  ✗ ${fault}`)
  return { title, reach, ...figure, ...originNow() }
}

/** An experiment that breaks off has a fault; the others go on. */
async function figureOf(experiment: Experiment, how: { share: Share; seed: number }): Promise<Figure> {
  try {
    return await experiment.run({ ...how, tell: line => console.log(`  ${line}`) })
  } catch (error) {
    const text = error instanceof Error ? error.stack : error
    return { of: 'runs', count: 0, built: 0, faults: [`It broke off, with seed ${how.seed}: ${text}`] }
  }
}

function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ title, of, count, built, faults }) =>
      `| ${title} | ${number(count)} ${of} | ${number(built)} | ${faults.length} |`
  )
  return ['', '| figure | how many | of them built | faults |', '|---|---|---|---|', ...lines].join('\n')
}

function number(count: number): string {
  return count.toLocaleString('en-US')
}

function keep(rows: readonly Row[]): void {
  const earlier: Row[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).rows : []
  const titles = Object.values(all).map(({ title }) => title)
  const kept = earlier.filter(({ title }) => titles.includes(title) && !rows.some(row => row.title === title))
  const merged = [...kept, ...rows].sort(
    (one, other) => titles.indexOf(one.title) - titles.indexOf(other.title)
  )
  writeFileSync(file, `${JSON.stringify({ node: process.version, rows: merged }, undefined, 2)}\n`)
}
