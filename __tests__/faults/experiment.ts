/** How much of an experiment is run: what `npm test`, `.ci/run` and `npm run faults` have time for. */
export type Share = 'test' | 'ci' | 'all'

/** What a run of an experiment showed. */
export interface Figure {
  /** What was counted, in the plural: `fault runs`. */
  readonly of: string
  /** How many there were. */
  readonly count: number
  /** How many of them went through the built action. */
  readonly built: number
  /** What was wrong, in sentences that say how to see it again; none if all is well. */
  readonly faults: readonly string[]
}

/** A row of the table of reliability. */
export interface Experiment {
  readonly title: string
  /** What the whole of it has to reach: `1,000 creates, no twin, none lost`. */
  readonly reach: string
  /** Runs a share of it. The same seed gives the same runs. */
  run(options: { share: Share; seed: number; tell: (line: string) => void }): Promise<Figure>
}

/** The share that the tests of this process are to run. */
export const shareOfTests: Share = process.env['CI'] ? 'ci' : 'test'

/** The seed of every test, so that a failure can be seen again. */
export const seedOfTests = 20_260_301
