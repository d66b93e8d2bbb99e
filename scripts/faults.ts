// Runs the experiments of __tests__/faults, prints a table and writes docs/faults.json: node scripts/faults.ts --help
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Figure, perform, usualSeed } from '../__tests__/faults/experiment.ts'
import { experiments } from '../__tests__/faults/experiments.ts'
import { table } from './markdown.ts'
import { type Origin, originNow } from './origin.ts'

/** A row of the table, as docs/faults.json keeps it. */
export interface Row extends Origin, Figure {
  title: string
  reach: string
}

const file = join(import.meta.dirname, '../docs/faults.json')

const usage = `Usage: npm run faults -- [--only NAME]… [--seed N] [--share | --cases N | --case NUMBER]

  NAME is one of ${Object.keys(experiments).join(', ')}.
  --share plays what npm test does, --cases the first cases of each, --case a single one. What whole experiments give is written to docs/faults.json,
  in place of what they gave before.`

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: Object.keys(experiments) },
    seed: { type: 'string', default: String(usualSeed) },
    cases: { type: 'string', default: 'Infinity' },
    case: { type: 'string' },
    share: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false }
  }
})
const { share: here } = values
const [seed, cases, from] = [values.seed, values.case ? '1' : values.cases, values.case ?? '0'].map(Number)

if (values.help) {
  console.log(usage)
} else if ([seed, cases, from].some(Number.isNaN) || values.only.some(name => !experiments[name])) {
  console.error(usage)
  process.exitCode = 1
} else {
  const rows: Row[] = []
  for (const name of values.only) rows.push(await runOne(name))
  const cells = rows.map(({ title, of, count, built, faults }) => [
    ...[title, `${count.toLocaleString('en')} ${of}`, built.toLocaleString('en'), String(faults.length)]
  ])
  console.log(table(['What', 'Run', 'Built', 'Wrong'], cells))
  if (cases === Number.POSITIVE_INFINITY && !here) keep(rows)
  process.exitCode = rows.some(({ faults }) => faults.length > 0) ? 1 : 0
}

async function runOne(name: string): Promise<Row> {
  const experiment = experiments[name]
  if (!experiment) throw new Error(usage)
  const { title, reach, of, share } = experiment
  console.log(`▸ ${name}: ${title}`)
  const begin = performance.now()
  const tell = (line: string) => console.log(`  ${line}`)
  const options = { seed: Number(seed), from: Number(from), cases: here ? share : Number(cases), here, tell }
  // An experiment that breaks off has a fault; the others go on.
  const figure = await perform(experiment, options).catch((error: Error): Figure => {
    return { of, count: 0, built: 0, faults: [`It broke off, with seed ${seed}: ${error.stack}`] }
  })
  const seconds = Math.round((performance.now() - begin) / 1000)
  console.log(`  ${figure.count} ${of} in ${seconds} s, ${figure.faults.length} faults`)
  return { title, reach, ...figure, ...originNow() }
}

function keep(rows: readonly Row[]): void {
  const earlier: Row[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).rows : []
  const all = Object.values(experiments).flatMap(
    ({ title }) => [...rows, ...earlier].find(row => row.title === title) ?? []
  )
  writeFileSync(file, `${JSON.stringify({ node: process.version, rows: all }, undefined, 2)}\n`)
}
