import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { InstrumenterContext } from '@stryker-mutator/api/core'
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'
import {
  type DryRunOptions,
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult
} from '@stryker-mutator/api/test-runner'
import { readTests, runTest, type Test } from './suite.ts'

const tests = '__tests__/{registries,wire,report}/*.test.ts'

/** Tests of how long something takes: beside another process they prove nothing. */
const timed = /hardly slow down|about ten times as long/

const context: InstrumenterContext = {}
Object.assign(globalThis, { __stryker__: context })

/**
 * Runs the tests of rules, wire and report in one process, from the sources. They are read once: a mutant costs only
 * the tests that reach it.
 */
class HereRunner implements TestRunner {
  #tests: Test[] = []
  /** How long each test took, so that the quick ones come first: most mutants need no more. */
  readonly #times = new Map<string, number>()

  /** What is done while a module is read can only be done anew in another process. */
  capabilities() {
    return { reloadEnvironment: false }
  }

  async dryRun({ coverageAnalysis }: Pick<DryRunOptions, 'coverageAnalysis'>): Promise<DryRunResult> {
    await this.#read()
    const results = await this.#run(this.#tests, false)
    const { mutantCoverage } = context
    const covered = coverageAnalysis !== 'off' && mutantCoverage ? { mutantCoverage } : {}
    return { status: DryRunStatus.Complete, tests: results, ...covered }
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, mutantActivation, testFilter, hitLimit, disableBail } = options
    const source = basename(options.sandboxFileName, '.ts')
    Object.assign(context, { hitLimit, hitCount: hitLimit ? 0 : undefined })
    if (mutantActivation === 'static') context.activeMutant = activeMutant.id
    await this.#read()
    context.activeMutant = activeMutant.id
    const wanted = testFilter && new Set(testFilter)
    const chosen = this.#tests
      .filter(({ id }) => wanted?.has(id) ?? true)
      .toSorted((one, other) => this.#rank(one, source) - this.#rank(other, source))
    const results = await this.#run(chosen, !disableBail)
    const result = determineHitLimitReached(context.hitCount, hitLimit)
    delete context.activeMutant
    return toMutantRunResult(result ?? { status: DryRunStatus.Complete, tests: results })
  }

  /** The tests of the file itself come first, then those of which it is known that they are quick. */
  #rank({ id, file }: Test, source: string): number {
    return basename(file).startsWith(source) ? -1 : (this.#times.get(id) ?? 0)
  }

  async #read(): Promise<void> {
    if (this.#tests.length > 0) return
    const files = globSync(tests).toSorted()
    const all = await readTests(files.map(file => pathToFileURL(join(process.cwd(), file))))
    this.#tests = all.filter(({ id }) => !timed.test(id))
  }

  async #run(chosen: readonly Test[], bail: boolean): Promise<TestResult[]> {
    const results: TestResult[] = []
    for (const test of chosen) {
      const begin = performance.now()
      context.currentTestId = test.id
      const failureMessage = await runTest(test)
      const { id, file: fileName } = test
      const timeSpentMs = performance.now() - begin
      this.#times.set(id, timeSpentMs)
      const told = { id, name: id, fileName, timeSpentMs }
      if (failureMessage === undefined) results.push({ ...told, status: TestStatus.Success })
      else results.push({ ...told, status: TestStatus.Failed, failureMessage })
      if (bail && failureMessage !== undefined) break
    }
    delete context.currentTestId
    process.exitCode = 0
    return results
  }
}

/** What Stryker finds in this file. */
export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'here', HereRunner)]
