import fc from 'fast-check'
import type { GitHubOptions } from '../local-github/server.ts'
import { type How, openStage, type Stage } from './play.ts'

/** What one case showed: how much was counted in it, and what was wrong. */
export interface Played {
  readonly count?: number
  readonly wrong: readonly string[]
  /** What was tried, where a whole run has to have tried all of it. */
  readonly tried?: readonly string[]
}

/** Opens a stage that is closed when the case is over. */
export type Open = (options?: GitHubOptions) => Promise<Stage>

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
  play(one: T, open: Open): Promise<Played>
  /** Whether a case needs a process of its own. */
  needsBuilt?(one: T): boolean
  /** What a whole run has to try. */
  readonly toTry?: readonly string[]
}

/** The seed of every test, so that a failure can be seen again. */
export const usualSeed = 20_260_301

// Of so many cases one goes through the built action. These mostly wait.
const builtOf = 20
const builtAtOnce = 4

/** Which cases are played: so many from a number on; `here` none goes through the built action, which has to wait. */
interface Options {
  readonly seed: number
  readonly from?: number
  readonly cases: number
  readonly here?: boolean
  tell?(line: string): void
}

/** How much an experiment counted, how much of it on the built action, and its faults, which say how to see them again. */
export type Figure = Awaited<ReturnType<typeof perform>>

/** Plays cases of an experiment. */
export async function perform<T>(experiment: Experiment<T>, options: Options) {
  const { cases: most, seed, from = 0, here, tell = () => {} } = options
  const chosen = [...experiment.cases(seed, from + most).entries()].slice(from, from + most)
  const [tried, faults] = [new Set<string>(), [] as string[]]
  const figure = { of: experiment.of, count: 0, built: 0, faults }

  async function take(queue: Iterable<[number, T]>, how: How): Promise<void> {
    for (const [number, one] of queue) {
      const { count = 1, wrong, tried: marks = [] } = await playOne(experiment, one, how)
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
  const queue = here ? [].values() : [...(kinds.alone ?? []), ...(kinds.built ?? [])].values()
  await Promise.all(Array.from({ length: builtAtOnce }, () => take(queue, 'built')))
  await take(kinds.here ?? [], 'here')
  const due = most === Number.POSITIVE_INFINITY ? (experiment.toTry ?? []) : []
  faults.push(...due.filter(one => !tried.has(one)).map(one => `Nothing came out of: ${one}.`))
  return figure
}

async function playOne<T>({ play }: Experiment<T>, one: T, how: How): Promise<Played> {
  const stages: Stage[] = []
  const open: Open = async options => {
    stages.unshift(await openStage(how, options))
    return stages[0] as Stage
  }
  return play(one, open)
    .catch((error: Error) => ({ wrong: [`${error.stack}`] }))
    .finally(() => Promise.all(stages.map(({ close }) => close())))
}

/** What a generator draws. */
export type Drawn<A> = A extends fc.Arbitrary<infer T> ? T : never

/** So many random cases, or fewer where fewer are needed. */
export const sampled =
  <T>(all: fc.Arbitrary<T>, count: number): Experiment<T>['cases'] =>
  (seed, most) =>
    fc.sample(all, { seed, numRuns: Math.min(most, count) })

/** Everything once, in a random order. */
export function shuffled<T>(all: readonly T[], seed: number): T[] {
  const order = fc.shuffledSubarray([...all.keys()], { minLength: all.length })
  return fc.sample(order, { seed, numRuns: 1 }).flatMap(indices => indices.map(index => all[index] as T))
}
