import { type Case, empty } from './cases.ts'
import { type Row, rowOf } from './figures.ts'
import { timeOf, type Usage, usageOf, type Work } from './process.ts'

/** How often memory and processor time are measured, which differ less than times. */
const mostUsages = 5

/**
 * Times all kinds of processes, in rounds, so that a machine that gets slower gets slower for all of them, and between
 * any two of them one that does nothing. The first round is not counted: in it the servers learn their answers.
 */
export async function measure(cases: readonly Case[], rounds: number): Promise<Row[]> {
  const times = new Map<string, number[]>()
  const usages = new Map<string, Usage[]>()
  const inTurn = [empty, ...cases.flatMap(one => [one, empty])]
  for (let round = 0; round <= rounds; round++) {
    if (round === 1) times.clear()
    for (const { what, start } of inTurn) await noted(times, what, start, timeOf)
  }
  for (let round = 0; round < Math.min(rounds, mostUsages); round++)
    for (const { what, start } of [empty, ...cases]) await noted(usages, what, start, usageOf)
  return [empty, ...cases].map(one =>
    rowOf(one, {
      times: times.get(one.what) ?? [],
      others: one.least ? [one.least] : (times.get(one.against) ?? []),
      usages: usages.get(one.what) ?? []
    })
  )
}

async function noted<T>(
  all: Map<string, T[]>,
  what: string,
  start: Case['start'],
  figureOf: (work: Work) => T
): Promise<void> {
  const { work, end } = await start()
  all.set(what, [...(all.get(what) ?? []), figureOf(work)])
  end()
}
