import { expect } from 'expect'
import { bind } from 'jest-each'

/** What a test or a hook does. */
export type Body = () => unknown

/** One test with the suites it stands in, the file first. */
export interface Test {
  readonly id: string
  readonly file: string
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

/** Reads test files that are written for jest, and gives their tests in order. Nothing is run yet. */
export async function readTests(files: readonly URL[]): Promise<Test[]> {
  const tests: Test[] = []
  const open: Suite[] = []
  let file = ''

  function suite(name: string, body: Body): void {
    open.push({ name, before: [], after: [], once: [] })
    body()
    open.pop()
  }

  function test(name: string, body: Body): void {
    const path = [...open.map(suite => suite.name), name].join(' › ')
    const same = tests.filter(({ id }) => id === path || id.startsWith(`${path} (`)).length
    tests.push({ id: same ? `${path} (${same + 1})` : path, file, suites: [...open], body })
  }

  const hook = (kind: 'before' | 'after' | 'once') => (body: Body) => void open.at(-1)?.[kind].push(body)
  Object.assign(globalThis, {
    expect,
    describe: Object.assign(suite, { each: bind(suite) }),
    test: Object.assign(test, { each: bind(test), skip: () => {} }),
    beforeEach: hook('before'),
    afterEach: hook('after'),
    beforeAll: hook('once'),
    // The process ends when all is done, and a test may have to run again.
    afterAll: () => {}
  })
  for (const { href, pathname } of files) {
    file = pathname
    open.push({ name: pathname.split('/').slice(-2).join('/'), before: [], after: [], once: [] })
    await import(href)
    open.pop()
  }
  return tests
}

const longest = 5000

/** Runs a test with its hooks; what it gives is why it failed, nothing if it did not. */
export async function runTest({ suites, body }: Test): Promise<string | undefined> {
  let failure: string | undefined
  const steps = [
    ...suites.flatMap(({ once }) => once.splice(0)),
    ...suites.flatMap(({ before }) => before),
    body
  ]
  try {
    for (const step of steps) await inTime(step)
  } catch (error) {
    failure = String(error)
  }
  for (const step of suites.flatMap(({ after }) => after).reverse())
    await inTime(step).catch(error => {
      failure ??= String(error)
    })
  return failure
}

async function inTime(body: Body): Promise<void> {
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
