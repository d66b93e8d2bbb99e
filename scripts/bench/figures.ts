/** What was measured of one kind of process. */
export interface Row {
  /** What the process did. */
  what: string
  /** The kind of process that it is compared with. */
  against: string
  /** The median of its times. */
  milliseconds: number
  /** That, as a multiple of the other's median; and the multiples between which the middle half of its times lies. */
  ratio: number
  low: number
  high: number
}

/** What was measured of all kinds. */
export interface Times {
  rows: Row[]
  /** What could not be measured, because a program that it takes is not installed. */
  absent: string[]
}

/** How many times the recorded ratio is too much. */
const tooMuch = 1.5

/** The value below which a share of all values lies, between two of them in proportion. */
export function quantile(values: readonly number[], share: number): number {
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

/** The row of one kind of process, from its times and those of the kind that it is compared with. */
export function rowOf(
  { what, against }: Pick<Row, 'what' | 'against'>,
  times: readonly number[],
  others: readonly number[]
): Row {
  const other = median(others)
  const multiple = (share: number) => rounded(quantile(times, share) / other, 2)
  return {
    ...{ what, against, milliseconds: rounded(median(times), 1) },
    ...{ ratio: multiple(0.5), low: multiple(0.25), high: multiple(0.75) }
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
  return rows.flatMap(({ what, against, ratio, low }) => {
    const record = recorded.find(row => row.what === what && row.against === against)
    if (!record || low <= tooMuch * record.ratio) return []
    const said = `${what}: ${ratio} times as long as ${against}, and that is over ${tooMuch} times the recorded ${record.ratio}.`
    return [{ what, said }]
  })
}
