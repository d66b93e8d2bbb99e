import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Experiment, Figure } from './experiment.ts'

/** What `npm run mutants` leaves of Stryker's report. */
export const mutationReport = join(import.meta.dirname, '../../docs/mutants.json')

interface Report {
  readonly commit: string
  readonly mutants: number
  readonly noticed: number
  /** Per cent. */
  readonly score: number
}

const least = 90

/** How many of the mutants that Stryker made were noticed by the tests; read, not run. */
export const mutation: Experiment = {
  title: 'mutants of seal, retry policy, plan and sanitiser',
  reach: `at least ${least} % noticed by the tests that run in one process`,

  async run({ tell }): Promise<Figure> {
    if (!existsSync(mutationReport))
      return { of: 'mutants', count: 0, built: 0, faults: ['There is no report: run npm run mutants.'] }
    const { commit, mutants, noticed, score }: Report = JSON.parse(readFileSync(mutationReport, 'utf8'))
    const told = `${noticed} of ${mutants} mutants of ${commit.slice(0, 12)} were noticed, ${score} %`
    tell(told)
    const isEnough = mutants > 0 && (100 * noticed) / mutants >= least
    return { of: 'mutants', count: mutants, built: 0, faults: isEnough ? [] : [told] }
  }
}
