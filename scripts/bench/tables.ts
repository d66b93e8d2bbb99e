import { table } from '../markdown.ts'
import type { Origin } from '../origin.ts'
import type { Row } from './figures.ts'

/** Everything that is measured, as docs/bench.json keeps it. */
export interface Bench extends Origin {
  node: string
  processors: number
  /** How often each kind of process was timed. */
  rounds: number
  rows: Row[]
  /** What a job downloads: the compressed bytes, and the files. */
  download: { bytes: number; files: number }
}

/** Everything that was measured. */
export function speedTables({ rows, download, rounds, ...where }: Bench): string {
  const { node, processors, date, commit } = where
  return [
    timeTable(rows),
    `Medians of ${rounds} runs, with the middle half in brackets; Node ${node}, ${processors} processors, ${date}, ${commit.slice(0, 7)}.`,
    `A job downloads ${(download.bytes / 1e6).toFixed(2)} MB in ${download.files} files.`
  ].join('\n\n')
}

/** What each kind of process takes. */
export function timeTable(rows: readonly Row[]): string {
  const whole = (value: number) => Math.round(value).toLocaleString('en')
  const cells = rows.map(({ what, against, ratio, low, high, ...row }) => [
    ...[what, whole(row.milliseconds)],
    ...[`${ratio.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`, against],
    ...[whole(row.cpu), whole(row.mebibytes)]
  ])
  const heads = ['What', 'Milliseconds', 'Times as long', 'as', 'Processor time, ms', 'Peak memory, MiB']
  return table(heads, cells)
}
