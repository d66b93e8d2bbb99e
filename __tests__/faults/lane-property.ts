import fc from 'fast-check'
import type { Lane } from './lane.ts'

/** So many random cases, each played on a lane. */
export interface LaneProperty<T> {
  /** What tells these cases from others with the same seed. */
  readonly kind: string
  readonly cases: fc.Arbitrary<T>
  readonly count: number
  readonly seed: number
  open(): Promise<Lane>
  /** Throws what was wrong. */
  play(one: T, lane: Lane): Promise<void>
  /** Whether the first case that goes wrong is made as small as can be; it takes some hundred more. */
  readonly shrinks: boolean
  tell(line: string): void
}

/** Cases that one server plays before another takes its place, for it never forgets. */
const mostOfLane = 100

/** Plays every case until one goes wrong; what was wrong says how to see it again. */
export async function checkOnLanes<T>(property: LaneProperty<T>): Promise<string[]> {
  const { kind, cases, count, seed, shrinks, open, play, tell } = property
  let lane = await open()
  let played = 0
  const any = fc.asyncProperty(cases, async one => {
    played += 1
    if (played % mostOfLane === 0) {
      await lane.close()
      lane = await open()
      tell(`${kind}: ${played}`)
    }
    await play(one, lane)
  })
  const details = await fc.check(any, { seed, numRuns: count, endOnFailure: !shrinks })
  await lane.close()
  if (!details.failed) return []
  const { counterexample, counterexamplePath, errorInstance } = details
  const what = errorInstance instanceof Error ? errorInstance.message : String(errorInstance)
  const where = `fast-check seed ${seed}, path ${counterexamplePath}: ${JSON.stringify(counterexample)}`
  return [`${kind}: ${what} See it again with ${where}`]
}
