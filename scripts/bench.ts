// Measures whole processes of the built action on this machine and writes docs/bench.json: node scripts/bench.ts --help
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Case, casesAt, entries, longCasesAt, organizations } from './bench/cases.ts'
import { farAbove } from './bench/figures.ts'
import { type Servers, withServers } from './bench/local.ts'
import { measure } from './bench/measure.ts'
import { type Bench, speedTables, timeTable } from './bench/tables.ts'
import { originNow } from './origin.ts'

const root = join(import.meta.dirname, '..')
const file = join(root, 'docs/bench.json')

const usage = `Usage: npm run bench -- [--runs N] [--only TEXT | --check]

  --runs N     so many rounds, by default 21, with --check 5
  --only TEXT  only what has this text in its name; writes nothing
  --check      only what takes a moment; fails if a ratio is far above that of docs/bench.json, and still is when measured again`

const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    only: { type: 'string' },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false }
  }
})
const rounds = Number(values.runs ?? (values.check ? 5 : 21))

if (values.help) {
  console.log(usage)
} else if (!Number.isInteger(rounds) || rounds < 1) {
  console.error(usage)
  process.exitCode = 1
} else {
  await withServers({ organizations, entries }, async servers => {
    const all = [...casesAt(servers), ...longCasesAt(servers)]
    const { only: text } = values
    if (values.check) await check(servers)
    else if (text === undefined) await keep(all)
    else
      console.log(
        timeTable(
          await measure(
            only(all, ({ what }) => what.includes(text)),
            rounds
          )
        )
      )
  })
}

/** Some cases, and those that they are compared with. */
function only(cases: readonly Case[], wanted: (one: Case) => boolean): Case[] {
  const needed = new Set(cases.filter(wanted).flatMap(({ what, against }) => [what, against]))
  return cases.filter(({ what }) => needed.has(what))
}

/** Complains of what is far above its record twice. */
async function check(servers: Servers): Promise<void> {
  const cases = casesAt(servers)
  const first = await suspects(cases)
  const again = only(cases, one => first.some(({ what }) => what === one.what))
  const complaints = first.length === 0 ? [] : await suspects(again)
  for (const { said } of complaints) console.error(said)
  if (complaints.length > 0) process.exitCode = 1
}

async function suspects(cases: readonly Case[]): Promise<ReturnType<typeof farAbove>> {
  const rows = await measure(cases, rounds)
  console.log(timeTable(rows))
  const recorded: Bench = JSON.parse(readFileSync(file, 'utf8'))
  return farAbove(rows, recorded.rows)
}

async function keep(cases: readonly Case[]): Promise<void> {
  const bench: Bench = {
    ...originNow(),
    ...{ node: process.version, processors: availableParallelism(), rounds },
    rows: await measure(cases, rounds),
    download: download()
  }
  console.log(speedTables(bench))
  writeFileSync(file, `${JSON.stringify(bench, undefined, 2)}\n`)
}

/** The archive of this commit, as GitHub gives it to a job. */
function download(): Bench['download'] {
  const archive = execFileSync('git', ['archive', '--format=tar.gz', 'HEAD'], { cwd: root })
  const names = execFileSync('tar', ['-tzf', '-'], { input: archive, encoding: 'utf8' }).split('\n')
  return { bytes: archive.length, files: names.filter(name => /[^/]$/.test(name)).length }
}
