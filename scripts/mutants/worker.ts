// Runs tests in one process, from the sources, with one mutant active at a time.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { basename, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { readTests, runTest, type Test, testFiles } from './suite.ts'

/** What a worker is asked: to run the tests of files without a mutant, or those that reach a mutant until one fails. */
export type Order = { readonly dry: readonly string[] } | MutantOrder

interface MutantOrder {
  readonly mutant: string
  /** It is reached while the sources are read, so they have to be read anew. */
  readonly isStatic: boolean
  /** How often a test reached it; many times as often means that it runs for ever. */
  readonly hits: number
  /** How many milliseconds each took without a mutant. */
  readonly tests: readonly { readonly id: string; readonly time: number }[]
}

/** How a test went without a mutant, and what it reached: mutants, with how often, and files. */
export interface Dry {
  readonly id: string
  readonly file: string
  readonly time: number
  readonly failure: string | undefined
  readonly reached: Readonly<Record<string, number>>
}

/** What a worker answers. One that is spoilt has to be replaced. */
export interface Answer {
  readonly dry?: readonly Dry[]
  /** What is reached while the sources are read. */
  readonly read?: readonly string[]
  readonly failed?: string | undefined
  readonly isSpoilt: boolean
}

const context: {
  activeMutant?: string
  currentTestId?: string
  hitCount?: number
  hitLimit?: number
  mutantCoverage: { static: Record<string, number>; perTest: Record<string, Record<string, number>> }
} = { mutantCoverage: { static: {}, perTest: {} } }
Object.assign(globalThis, { __stryker__: context })

const sources: Record<string, string> = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const root = pathToFileURL(`${resolve('.')}/`).href
const versioned = new RegExp(`^${root}(src|scripts/(mutants/here|readme|scale|schema)|__tests__/(?!github/))`)

registerHooks({
  resolve(specifier, place, next) {
    const resolved = next(specifier, place)
    const version = /\?.*/.exec(place.parentURL ?? '')?.[0] ?? ''
    const url = resolved.url.replace(`${root}__tests__/runner/hosts.ts`, `${root}scripts/mutants/here.ts`)
    const isNew = version !== '' && versioned.test(url) && !url.includes('?')
    return { ...resolved, url: isNew ? url + version : url }
  },
  load(url, place, next) {
    const source = sources[url.replace(root, '').replace(/\?.*/, '')]
    if (source === undefined) return next(url, place)
    return { format: 'module', source, shortCircuit: true }
  }
})

let all: Test[] | undefined
let versions = 0

/** Reads test files; with a version, anew, and the sources with them. */
function read(some: readonly string[], version = ''): Promise<Test[]> {
  return readTests(some.map(file => new URL(`${root}${file}${version}`)))
}

async function readAll(): Promise<Test[]> {
  // What an operation loads when it needs it would count as reached by the first test that runs it.
  for (const file of Object.keys(sources)) if (file !== 'src/index.ts') await import(root + file)
  return read(testFiles())
}

process.on('message', async (order: Order) => {
  all ??= await readAll().catch(error => {
    console.error(error)
    process.exit(1)
  })
  const answer = 'dry' in order ? await runDry(all, order.dry) : await runMutant(all, order)
  const isSpoilt =
    Reflect.get(globalThis, 'stepsRunning') === 1 || versions > 150 || process.memoryUsage.rss() > 1.5e9
  process.send?.({ ...answer, isSpoilt } satisfies Answer)
})
process.once('disconnect', () => process.exit())
// The same cases for every mutant.
fc.configureGlobal({ seed: 1 })
// Of a mutant that nobody waits for.
process.on('uncaughtException', () => {})

async function runDry(tests: readonly Test[], some: readonly string[]): Promise<Omit<Answer, 'isSpoilt'>> {
  const dry: Dry[] = []
  for (const test of tests.filter(({ file }) => some.includes(file))) {
    const begin = performance.now()
    context.currentTestId = test.id
    const failure = await runTest(test, 20_000)
    delete context.currentTestId
    const reached = context.mutantCoverage.perTest[test.id] ?? {}
    dry.push({ id: test.id, file: test.file, time: performance.now() - begin, failure, reached })
  }
  return { dry, read: Object.keys(context.mutantCoverage.static) }
}

async function runMutant(
  known: readonly Test[],
  { mutant, isStatic, hits, tests }: MutantOrder
): Promise<{ failed?: string }> {
  const byId = new Map(known.map(test => [test.id, test]))
  const anew = new Map<string, Test[]>()
  // A mutant may change the names of tests, but hardly their order.
  const again = async ({ file, place }: Test) => {
    const own = anew.get(file) ?? (await read([file], `?version=${versions}`))
    anew.set(file, own)
    return own[place]
  }
  context.activeMutant = mutant
  context.hitLimit = 100 * hits + 1000
  if (isStatic) versions += 1
  try {
    for (const { id, time } of tests) {
      const one = byId.get(id)
      if (!one) continue
      context.hitCount = 0
      const test = isStatic ? await again(one) : one
      const failure = test && (await runTest(test, 10_000 + 10 * time))
      if (failure !== undefined) return { failed: `${basename(one.file)}: ${one.id}` }
      if (Reflect.get(globalThis, 'stepsRunning') === 1) return { failed: `${one.id} left a step behind` }
    }
    return {}
  } catch {
    return { failed: 'reading the sources' }
  } finally {
    delete context.activeMutant
    process.exitCode = 0
  }
}
