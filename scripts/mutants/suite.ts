import { globSync } from 'node:fs'
import * as core from '@actions/core'
import { expect } from 'expect'
import { bind } from 'jest-each'

/** What a test or a hook does. */
export type Body = () => unknown

/** One test with the suites it stands in, the file first. */
export interface Test {
  readonly id: string
  readonly file: string
  /** The how manieth of its file. */
  readonly place: number
  readonly suites: readonly Suite[]
  readonly body: Body
}

/** A file or a `describe`, with its hooks. */
interface Suite {
  readonly name: string
  readonly before: Body[]
  readonly after: Body[]
  readonly once: Body[]
}

/** Their steps get processes of their own, which run what is built. */
const aboutProcesses = /\/(process|thousand)\.test\.ts$/

/** The test files that can run in one process, from the sources. */
export function testFiles(): string[] {
  return globSync([
    '__tests__/{faults,github,inputs,registries,report,scenarios}/*.test.ts',
    '__tests__/contract/documents.test.ts'
  ])
    .map(file => file.replaceAll('\\', '/'))
    .filter(file => !aboutProcesses.test(file))
    .toSorted()
}

/** Reads test files that are written for jest, and gives their tests in order. Nothing is run yet. */
export async function readTests(files: readonly URL[]): Promise<Test[]> {
  const tests: Test[] = []
  const open: Suite[] = []
  let file = ''
  let place = 0
  const skip = Object.assign(() => {}, { each: () => () => {} })

  function suite(name: string, body: Body): void {
    open.push({ name, before: [], after: [], once: [] })
    body()
    open.pop()
  }

  function test(name: string, body: Body): void {
    const path = [...open.map(suite => suite.name), name].join(' › ')
    const same = tests.filter(({ id }) => id === path || id.startsWith(`${path} (`)).length
    tests.push({ id: same ? `${path} (${same + 1})` : path, file, place: place++, suites: [...open], body })
  }

  const hook = (kind: 'before' | 'after' | 'once') => (body: Body) => void open.at(-1)?.[kind].push(body)
  Object.assign(globalThis, {
    expect,
    describe: Object.assign(suite, { each: bind(suite) }),
    test: Object.assign(test, { each: bind(test), skip, failing: skip }),
    beforeEach: hook('before'),
    afterEach: hook('after'),
    beforeAll: hook('once'),
    // The process ends when all is done, and a test may have to run again.
    afterAll: () => {}
  })
  for (const { href, pathname } of files) {
    file = pathname.replace(/.*(?=__tests__)/, '')
    place = 0
    open.push({ name: pathname.split('/').slice(-2).join('/'), before: [], after: [], once: [] })
    await import(href)
    open.pop()
  }
  return tests
}

/** Runs a test with its hooks, each for so many milliseconds at most; what it gives is why it failed, nothing if it did not. */
export async function runTest({ suites, body }: Test, longest: number): Promise<string | undefined> {
  let failure: string | undefined
  forgetSummary()
  const steps = [
    ...suites.flatMap(({ once }) => once.splice(0)),
    ...suites.flatMap(({ before }) => before),
    body
  ]
  try {
    for (const step of steps) await inTime(step, longest)
  } catch (error) {
    failure = String(error)
  }
  for (const step of suites.flatMap(({ after }) => after).reverse())
    await inTime(step, longest).catch(error => {
      failure ??= String(error)
    })
  return failure
}

async function inTime(body: Body, longest: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${longest} ms`)), longest)
  })
  try {
    await Promise.race([body(), late])
  } finally {
    clearTimeout(timer)
  }
}

/** Makes the toolkit look anew where the summary is, which it otherwise keeps for the life of the process. */
export function forgetSummary(): void {
  Reflect.set(core.summary, '_filePath', undefined)
  core.summary.emptyBuffer()
}
