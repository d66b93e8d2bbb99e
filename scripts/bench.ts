// Measures whole processes of the built action on this machine and writes docs/bench.json: node scripts/bench.ts --help
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeAuthority } from '../__tests__/scenarios/authority.ts'
import {
  type Case,
  casesAt,
  delay,
  empty,
  entries,
  organizations,
  type Places,
  stepOf
} from './bench/cases.ts'
import { farAbove, median, rounded } from './bench/figures.ts'
import { measureGrowth } from './bench/growth.ts'
import { startLocal } from './bench/local.ts'
import { measure } from './bench/measure.ts'
import { bytesBuilt, bytesParsed } from './bench/parsed.ts'
import { peakOf } from './bench/process.ts'
import { type Bench, speedTables, timeTable } from './bench/tables.ts'
import { originNow } from './origin.ts'

const file = join(import.meta.dirname, '../docs/bench.json')

const usage = `Usage: npm run bench -- [--runs N] [--only TEXT | --check]

  --runs N     so many rounds, by default 15, with --check 5
  --only TEXT  only the times of what has this text in its name; writes nothing
  --check      only the times; fails if a ratio is far above that of docs/bench.json; writes nothing`

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
  await withPlaces(places => {
    if (values.check) check(places)
    else if (values.only !== undefined) console.log(timeTable(measure(chosen(places, values.only), rounds)))
    else return keep(places)
  })
}

/** Works with the servers of the cases, and ends them. */
async function withPlaces(work: (places: Places) => Promise<void> | void): Promise<void> {
  const workspace = mkdtempSync(join(tmpdir(), 'bench-'))
  writeFileSync(join(workspace, 'registries.yml'), JSON.stringify({ registries: entries }))
  const authority = makeAuthority('IP:127.0.0.1')
  const [plain, slow, tls] = await Promise.all([
    startLocal({ organizations, remembers: true }),
    startLocal({ organizations, remembers: true, delay }),
    authority && startLocal({ organizations, remembers: true, tls: authority })
  ])
  try {
    await work({
      ...{ plain: plain.url, slow: slow.url, workspace },
      tls: tls && authority && { url: tls.url, authority: authority.file }
    })
  } finally {
    for (const local of [plain, slow, tls]) local?.end()
    authority?.remove()
    rmSync(workspace, { recursive: true })
  }
}

function chosen(places: Places, text: string): Case[] {
  const cases = casesAt(places)
  const named = cases.filter(({ what }) => what.includes(text))
  return cases.filter(one => named.some(({ what, against }) => [what, against].includes(one.what)))
}

function check(places: Places): void {
  const rows = measure(casesAt(places), rounds)
  console.log(timeTable(rows))
  const { rows: recorded }: Bench = JSON.parse(readFileSync(file, 'utf8'))
  const complaints = farAbove(rows, recorded)
  for (const complaint of complaints) console.error(complaint)
  if (complaints.length > 0) process.exitCode = 1
}

async function keep(places: Places): Promise<void> {
  const bench: Bench = {
    ...originNow(),
    ...{ node: process.version, processors: availableParallelism(), rounds },
    rows: measure(casesAt(places), rounds),
    memory: memory(places),
    bundle: bundle(places),
    growth: await measureGrowth(Math.min(rounds, 3), places.workspace)
  }
  console.log(speedTables(bench))
  writeFileSync(file, `${JSON.stringify(bench, undefined, 2)}\n`)
}

function memory(places: Places): Bench['memory'] {
  const steps = (['list', 'create', 'apply'] as const).map(name => ({
    what: name,
    work: { step: stepOf(name, places.plain, places) }
  }))
  return [empty, ...steps].map(({ what, work }) => {
    const peaks = Array.from({ length: Math.min(rounds, 5) }, () => peakOf(work).mebibytes)
    return { what, mebibytes: rounded(median(peaks), 1) }
  })
}

function bundle(places: Places): Bench['bundle'] {
  const parsed = (['list', 'create', 'apply'] as const).map(name => ({
    what: `parsed by ${name}`,
    bytes: bytesParsed(stepOf(name, places.plain, places))
  }))
  return [{ what: 'all of it', bytes: bytesBuilt() }, ...parsed]
}
