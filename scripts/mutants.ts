// Changes the sources in one place at a time, and looks whether the tests notice.
import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { instrument, type Mutant, sample } from './mutants/instrument.ts'
import { testFiles } from './mutants/suite.ts'
import type { Answer, Dry, Order } from './mutants/worker.ts'
import { type Origin, originNow } from './origin.ts'

const help = `npm run mutants -- [options] [file of src …]

  --sample N   only so many mutants, spread over all files
  --seed S     which ones: 1
  --compare    tell which file stands lower than docs/mutants.json says, instead of writing it`

/** How many mutants there were, how many of them the tests noticed, and the share in percent. */
export interface Score {
  mutants: number
  noticed: number
  score: number
}

/** What docs/mutants.json says. */
export interface Mutants extends Origin, Score {
  /** How many mutants there are; without it, all of them were tried. */
  of: number
  seed?: string
  files: Record<string, Score>
}

const record = join(import.meta.dirname, '../docs/mutants.json')
const folder = join(import.meta.dirname, '../coverage')
const sourcesFile = join(folder, 'mutants-sources.json')
const atOnce = 2

/** A process that runs tests; it is replaced when a mutant has spoilt it. */
class Worker {
  #child: ChildProcess | undefined

  /** One that says nothing for so many milliseconds runs for ever. */
  async ask(order: Order, longest: number): Promise<Answer | undefined> {
    this.#child ??= fork(join(import.meta.dirname, 'mutants/worker.ts'), [sourcesFile], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced'
    })
    const child = this.#child
    const timer = setTimeout(() => child.kill('SIGKILL'), longest)
    const answer = await new Promise<Answer | undefined>(resolve => {
      child.once('message', (message: Answer) => resolve(message))
      child.once('exit', () => resolve(undefined))
      child.send(order)
    })
    clearTimeout(timer)
    child.removeAllListeners()
    if (!answer || answer.isSpoilt) this.end()
    return answer
  }

  end(): void {
    this.#child?.kill('SIGKILL')
    this.#child = undefined
  }
}

/** Does all of it with as many workers as run at once. */
async function withWorkers<T>(
  all: readonly T[],
  use: (worker: Worker, one: T) => Promise<void>
): Promise<void> {
  const left = all.values()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      const worker = new Worker()
      for (const one of left) await use(worker, one)
      worker.end()
    })
  )
}

/** Runs all tests without a mutant, to know what each reaches. Those that fail here are of no use. */
async function explore(files: readonly string[]): Promise<{ dry: Dry[]; read: Set<string> }> {
  const dry: Dry[] = []
  const read = new Set<string>()
  await withWorkers([...files], async (worker, file) => {
    const answer = await worker.ask({ dry: [file] }, 3_600_000)
    console.log(answer ? `${file}: ${answer.dry?.length} tests` : `${file} cannot be run here.`)
    dry.push(...(answer?.dry ?? []))
    for (const id of answer?.read ?? []) read.add(id)
  })
  for (const { id, failure } of dry) if (failure) console.log(`Left out: ${id}: ${failure.split('\n')[0]}`)
  return { dry: dry.filter(({ failure }) => failure === undefined), read }
}

/** The tests that may notice a mutant: the quick ones first, before all those of its own file. */
function testsFor(
  { id, file }: Mutant,
  dry: readonly Dry[],
  isStatic: boolean,
  near: ReadonlySet<string>
): Dry[] {
  const isOwn = (test: Dry) => basename(test.file).startsWith(basename(file, '.ts'))
  const cost = (test: Dry) => (isOwn(test) ? 0 : test.time)
  return dry
    .filter(({ reached }) => (isStatic ? Object.keys(reached).some(one => near.has(one)) : id in reached))
    .toSorted((one, other) => cost(one) - cost(other))
}

/**
 * What a test reaches that may depend on what is done while a file is read: the functions of the file, or if no test
 * runs any, those of the files that import it.
 */
function nearOf(
  file: string,
  mutants: readonly Mutant[],
  sources: Record<string, string>,
  dry: readonly Dry[]
) {
  const idsIn = (names: readonly string[]) =>
    new Set(mutants.filter(one => names.includes(one.file)).map(({ id }) => id))
  const own = idsIn([file])
  if (dry.some(({ reached }) => Object.keys(reached).some(one => own.has(one)))) return own
  const from = new RegExp(`/${basename(file).replace('.', '\\.')}['"]`)
  return idsIn(Object.keys(sources).filter(name => from.test(sources[name] ?? '')))
}

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      sample: { type: 'string' },
      seed: { type: 'string', default: '1' },
      compare: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false }
    }
  })
  if (values.help) return console.log(help)
  // Of the commit that it began with, for it takes minutes.
  const origin = originNow()
  const { sources, mutants } = await instrument()
  mkdirSync(folder, { recursive: true })
  writeFileSync(sourcesFile, JSON.stringify(sources))
  const some = values.sample === undefined ? mutants : sample(mutants, Number(values.sample), values.seed)
  const chosen = some.filter(({ file }) => positionals.length === 0 || positionals.includes(file))
  const began = performance.now()
  const { dry, read } = await explore(testFiles())
  console.log(
    `${dry.length} tests, ${chosen.length} of ${mutants.length} mutants, after ${minutesSince(began)} min.`
  )
  const near = new Map(Object.keys(sources).map(file => [file, nearOf(file, mutants, sources, dry)] as const))
  const noticed = new Set<string>()
  const survived: string[] = []
  let done = 0
  await withWorkers(chosen, async (worker, mutant) => {
    const isStatic = read.has(mutant.id)
    const tests = testsFor(mutant, dry, isStatic, near.get(mutant.file) ?? new Set())
    const hits = Math.max(0, ...tests.map(({ reached }) => reached[mutant.id] ?? 0))
    // Nobody knows how busy the machine is meanwhile.
    const longest = 120_000 + 30 * tests.reduce((sum, { time }) => sum + time, 0)
    const order = { mutant: mutant.id, isStatic, hits, tests: tests.map(({ id, time }) => ({ id, time })) }
    const answer = tests.length === 0 ? { isSpoilt: false } : await worker.ask(order, longest)
    if (!answer || answer.failed !== undefined) noticed.add(mutant.id)
    else survived.push(`${mutant.told}${tests.length === 0 ? ' (no test reaches it)' : ''}`)
    done += 1
    if (done % 50 === 0) console.log(`${done}, ${survived.length} not noticed, ${minutesSince(began)} min`)
  })
  writeFileSync(join(folder, 'mutants-survived.txt'), `${survived.toSorted().join('\n')}\n`)
  const all = scoreOf(chosen, noticed)
  const files = Object.fromEntries(
    Object.entries(Object.groupBy(chosen, ({ file }) => file)).map(([file, own = []]) => [
      file,
      scoreOf(own, noticed)
    ])
  )
  console.log(
    `${all.noticed} of ${all.mutants} mutants were noticed: ${all.score} %. The others are in coverage/mutants-survived.txt.`
  )
  if (values.compare) return compare(files)
  // One file alone is for whoever works on it; only a run over all files is written down.
  if (positionals.length > 0) return
  const seed = values.sample === undefined ? {} : { seed: values.seed }
  const told: Mutants = { ...origin, ...all, of: mutants.length, ...seed, files }
  writeFileSync(record, `${JSON.stringify(told, undefined, 2)}\n`)
}

function compare(files: Record<string, Score>): void {
  const before: Mutants = JSON.parse(readFileSync(record, 'utf8'))
  const lower = Object.entries(files).filter(([file, { score }]) => score < (before.files[file]?.score ?? 0))
  for (const [file, { score }] of lower)
    console.log(`${file} stands at ${score} %, not ${before.files[file]?.score} %.`)
  if (lower.length === 0) console.log('No file stands lower.')
  else process.exitCode = 1
}

function scoreOf(mutants: readonly Mutant[], noticed: ReadonlySet<string>): Score {
  const count = mutants.filter(({ id }) => noticed.has(id)).length
  const score = mutants.length === 0 ? 100 : Math.floor((count / mutants.length) * 1000) / 10
  return { mutants: mutants.length, noticed: count, score }
}

function minutesSince(begin: number): string {
  return ((performance.now() - begin) / 60_000).toFixed(1)
}

if (import.meta.main) await run()
