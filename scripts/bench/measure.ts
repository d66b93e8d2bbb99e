import { type Case, empty } from './cases.ts'
import { rowOf, type Times } from './figures.ts'
import { timeOf } from './process.ts'

/**
 * Times all kinds of processes, in rounds, so that a machine that gets slower gets slower for all of them, and between
 * any two of them one that does nothing. The first round is not counted: in it the servers learn their answers.
 */
export function measure(cases: readonly Case[], rounds: number): Times {
  const there = cases.flatMap(one => (one.work ? [{ ...one, work: one.work }] : []))
  const times = new Map<string, number[]>()
  for (let round = 0; round <= rounds; round++) {
    if (round === 1) times.clear()
    for (const { what, work } of [empty, ...there.flatMap(one => [one, empty])])
      times.set(what, [...(times.get(what) ?? []), timeOf(work)])
  }
  const timesOf = (what: string) => times.get(what) ?? []
  return {
    rows: [empty, ...there].map(one => rowOf(one, timesOf(one.what), timesOf(one.against))),
    absent: cases.filter(({ work }) => !work).map(({ what }) => what)
  }
}
