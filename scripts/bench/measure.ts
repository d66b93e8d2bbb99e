import { type Case, empty } from './cases.ts'
import { type Row, rowOf } from './figures.ts'
import { timeOf } from './process.ts'

/**
 * Times all kinds of processes, in rounds, so that a machine that gets slower gets slower for all of them; before each
 * one that does nothing. The first round is not counted: in it the servers learn their answers.
 */
export function measure(cases: readonly Case[], rounds: number): Row[] {
  const times = new Map<string, number[]>([[empty.what, []]])
  const time = ({ what, work }: Case) => times.set(what, [...(times.get(what) ?? []), timeOf(work)])
  for (const { work } of cases) timeOf(work)
  for (let round = 0; round < rounds; round++)
    for (const one of cases) {
      time(empty)
      time(one)
    }
  const timesOf = (what: string) => times.get(what) ?? []
  return [empty, ...cases].map(one => rowOf(one, timesOf(one.what), timesOf(one.against)))
}
