import type { Usage } from './process.ts'

/** What was measured of one kind of process. */
export interface Row extends Usage {
  /** What the process did. */
  what: string
  /** What it is compared with. */
  against: string
  /** The median of its times. */
  milliseconds: number
  /** That, as a multiple of the other's median; and the multiples between which the middle half of its times lies. */
  ratio: number
  low: number
  high: number
}

/** How many times the recorded ratio is too much. */
const tooMuch = 1.5

/** The value below which a share of all values lies, between two of them in proportion. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  const place = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  if (below === undefined || above === undefined) throw new Error('There is no value.')
  return below + (above - below) * (place % 1)
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The row of one kind of process, from its times, those of what it is compared with, and what it took. */
export function rowOf(
  { what, against }: Pick<Row, 'what' | 'against'>,
  { times, others, usages }: { times: readonly number[]; others: readonly number[]; usages: readonly Usage[] }
): Row {
  const other = median(others)
  const multiple = (share: number) => rounded(quantile(times, share) / other, 2)
  return {
    ...{ what, against, milliseconds: rounded(median(times), 1) },
    ...{ ratio: multiple(0.5), low: multiple(0.25), high: multiple(0.75) },
    cpu: rounded(median(usages.map(({ cpu }) => cpu)), 1),
    mebibytes: rounded(median(usages.map(({ mebibytes }) => mebibytes)), 1)
  }
}

/** A number with so many places behind the point. */
export function rounded(value: number, places: number): number {
  return Number(value.toFixed(places))
}

/**
 * The rows whose ratio is far above the recorded one, with a sentence for each. Not even a quarter of the times may be as
 * they should, so that it is not the machine that was busy for a while. What has no record is let through.
 */
export function farAbove(rows: readonly Row[], recorded: readonly Row[]): { what: string; said: string }[] {
  return rows.flatMap(({ what, against, ratio, low, cpu }) => {
    const record = recorded.find(row => row.what === what && row.against === against)
    if (!record || low <= tooMuch * record.ratio) return []
    const said = `${what}: ${ratio} times as long as ${against}, and that is over ${tooMuch} times the recorded ${record.ratio}. Its processor time is ${cpu} ms, recorded were ${record.cpu}.`
    return [{ what, said }]
  })
}
