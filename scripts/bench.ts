// Measures whole processes of the built action on this machine and writes docs/bench.json: node scripts/bench.ts --help
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Case, casesAt, empty, entries, organizations, stepAt } from './bench/cases.ts'
import { farAbove, median, rounded } from './bench/figures.ts'
import { measureGrowth } from './bench/growth.ts'
import { type Servers, withServers } from './bench/local.ts'
import { measure } from './bench/measure.ts'
import { bytesBuilt, bytesParsed } from './bench/parsed.ts'
import { peakOf } from './bench/process.ts'
import { type Bench, speedTables, timeTable } from './bench/tables.ts'
import { originNow } from './origin.ts'

/** What memory and bytes are told of. */
const names = ['list', 'create', 'apply'] as const

const file = join(import.meta.dirname, '../docs/bench.json')

const usage = `Usage: npm run bench -- [--runs N] [--only TEXT | --check]

  --runs N     so many rounds, by default 15, with --check 5
  --only TEXT  only the times of what has this text in its name; writes nothing
  --check      only the times; fails if a ratio is far above that of docs/bench.json, and still is when measured again`

const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    only: { type: 'string' },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false }
  }
})
const rounds = Number(values.runs ?? (values.check ? 5 : 15))

if (values.help) {
  console.log(usage)
} else if (!Number.isInteger(rounds) || rounds < 1) {
  console.error(usage)
  process.exitCode = 1
} else {
  await withServers({ organizations, entries }, servers => {
    if (values.check) return check(servers)
    const { only: text } = values
    if (text === undefined) return keep(servers)
    const named = only(casesAt(servers), ({ what }) => what.includes(text))
    console.log(timeTable(measure(named, rounds).rows))
  })
}

/** Some cases, and those that they are compared with. */
function only(cases: readonly Case[], wanted: (one: Case) => boolean): Case[] {
  const needed = new Set(cases.filter(wanted).flatMap(({ what, against }) => [what, against]))
  return cases.filter(({ what }) => needed.has(what))
}

/** Complains of what is far above its record twice. */
function check(servers: Servers): void {
  const steps = only(casesAt(servers), ({ work }) => work !== undefined && 'step' in work)
  const first = suspects(steps)
  const complaints =
    first.length === 0 ? [] : suspects(only(steps, one => first.some(({ what }) => what === one.what)))
  for (const { said } of complaints) console.error(said)
  if (complaints.length > 0) process.exitCode = 1
}

function suspects(cases: readonly Case[]): ReturnType<typeof farAbove> {
  const { rows } = measure(cases, rounds)
  console.log(timeTable(rows))
  const { rows: recorded }: Bench = JSON.parse(readFileSync(file, 'utf8'))
  return farAbove(rows, recorded)
}

async function keep(servers: Servers): Promise<void> {
  const bench: Bench = {
    ...originNow(),
    ...{ node: process.version, processors: availableParallelism(), rounds },
    ...measure(casesAt(servers), rounds),
    memory: memory(servers),
    bundle: bundle(servers),
    growth: await measureGrowth(Math.min(rounds, 3), servers.plain.workspace)
  }
  console.log(speedTables(bench))
  writeFileSync(file, `${JSON.stringify(bench, undefined, 2)}\n`)
}

function memory({ plain }: Servers): Bench['memory'] {
  const works = names.map(name => ({ what: name, work: { step: stepAt(plain, name) } }))
  return [empty, ...works].map(({ what, work }) => {
    const peaks = Array.from({ length: Math.min(rounds, 5) }, () => peakOf(work).mebibytes)
    return { what, mebibytes: rounded(median(peaks), 1) }
  })
}

function bundle({ plain }: Servers): Bench['bundle'] {
  const parsed = names.map(name => ({ what: `parsed by ${name}`, bytes: bytesParsed(stepAt(plain, name)) }))
  return [{ what: 'all of it', bytes: bytesBuilt() }, ...parsed]
}
