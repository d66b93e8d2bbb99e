import fc from 'fast-check'
import type { How } from './play.ts'

/** What one case showed: how much was counted in it, and what was wrong. */
export interface Played {
  readonly count?: number
  readonly wrong: readonly string[]
  /** What was tried, where a whole run has to have tried all of it. */
  readonly tried?: readonly string[]
}

/** A row of the table in docs/reliability.md. */
export interface Experiment<T = unknown> {
  readonly title: string
  /** What the whole of it has to reach. */
  readonly reach: string
  /** What is counted, in the plural. */
  readonly of: string
  /** Its cases, or as many as are needed; the same seed gives the same ones, mixed so that a beginning has some of everything. */
  cases(seed: number, most: number): readonly T[]
  /** How many cases `npm test` plays, the first ones. */
  readonly share: number
  play(one: T, how: How): Promise<Played>
  /** Whether a case needs a process of its own. */
  needsBuilt?(one: T): boolean
  /** What a whole run should have tried and did not. */
  missing?(tried: ReadonlySet<string>): string[]
}

/** What a run of an experiment showed. */
export interface Figure {
  readonly of: string
  readonly count: number
  /** How many of them went through the built action. */
  readonly built: number
  /** In sentences that say how to see it again. */
  readonly faults: readonly string[]
}

interface Options {
  readonly cases: number
  readonly seed: number
  /** The number of a case to play alone. */
  readonly only?: number | undefined
  /** Nothing goes through the built action, which has to wait. */
  readonly here?: boolean
  tell(line: string): void
}

/** The seed of every test, so that a failure can be seen again. */
export const usualSeed = 20_260_301

// Of so many cases one goes through the built action. These mostly wait.
const builtOf = 20
const builtAtOnce = 4

/** Plays the first cases of an experiment, or one alone. */
export async function perform<T>(experiment: Experiment<T>, options: Options): Promise<Figure> {
  const { cases: most, seed, only = 0, here, tell } = options
  const isWhole = most === Number.POSITIVE_INFINITY && options.only === undefined
  const cases = [...experiment.cases(seed, options.only === undefined ? most : only + 1).entries()]
  const chosen = cases.slice(only, options.only === undefined ? most : only + 1)
  const [tried, faults] = [new Set<string>(), [] as string[]]
  const figure = { of: experiment.of, count: 0, built: 0, faults }

  async function take(queue: Iterable<[number, T]>, how: How): Promise<void> {
    for (const [number, one] of queue) {
      const { count = 1, wrong, tried: marks = [] } = await experiment.play(one, how).catch(broken)
      figure.count += count
      figure.built += how === 'built' ? count : 0
      for (const mark of marks) tried.add(mark)
      if (wrong.length === 0) continue
      const again = `[--case ${number} --seed ${seed}, ${how}] ${JSON.stringify(one)?.slice(0, 400)}`
      faults.push(`${[...new Set(wrong)].slice(0, 3).join('; ')} ${again}`)
      tell(`✗ ${faults.at(-1)}`)
    }
  }

  const kinds = Object.groupBy(chosen, ([number, one]) =>
    experiment.needsBuilt?.(one) ? 'alone' : number % builtOf === 0 && !here ? 'built' : 'here'
  )
  const built = here ? [] : [...(kinds.alone ?? []), ...(kinds.built ?? [])]
  const queue = built.values()
  await Promise.all(Array.from({ length: builtAtOnce }, () => take(queue, 'built')))
  await take(kinds.here ?? [], 'here')
  if (isWhole) faults.push(...(experiment.missing?.(tried) ?? []))
  return figure
}

function broken(error: unknown): Played {
  return { wrong: [error instanceof Error ? `${error.stack}` : String(error)] }
}

/** Everything once, in a random order. */
export function shuffled<T>(all: readonly T[], seed: number): T[] {
  const order = fc.shuffledSubarray([...all.keys()], { minLength: all.length })
  return fc.sample(order, { seed, numRuns: 1 }).flatMap(indices => indices.map(index => all[index] as T))
}
