import { table } from '../markdown.ts'
import type { Origin } from '../origin.ts'
import { type Row, rounded } from './figures.ts'
import type { Growth } from './growth.ts'

/** Everything that is measured, as docs/bench.json keeps it. */
export interface Bench extends Origin {
  node: string
  processors: number
  /** How many rounds the rows are of. */
  rounds: number
  rows: Row[]
  /** Medians of peak memory, in MiB. */
  memory: { what: string; mebibytes: number }[]
  /** Bytes of JavaScript. */
  bundle: { what: string; bytes: number }[]
  growth: Growth[]
}

/** The part of the README that tells what was measured. */
export function speedTables({ date, commit, node, processors, ...bench }: Bench): string {
  const { rounds, rows, memory, bundle, growth } = bench
  const where = `Node ${node} on ${processors} processors, ${date}, ${commit.slice(0, 7)}`
  return [
    timeTable(rows),
    `Medians of ${rounds} rounds in which everything runs once (${where}). In brackets the middle half.`,
    table(
      ['Peak memory of', 'MiB'],
      memory.map(({ what, mebibytes }) => [what, String(Math.round(mebibytes))])
    ),
    table(
      ['JavaScript', 'MB'],
      bundle.map(({ what, bytes }) => [what, String(rounded(bytes / 1e6, 2))])
    ),
    growthTable(growth)
  ].join('\n\n')
}

/** How long each kind of process takes. */
export function timeTable(rows: readonly Row[]): string {
  const cells = rows.map(({ what, milliseconds, ratio, low, high, against }) => [
    ...[what, String(Math.round(milliseconds))],
    ...[`${ratio.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`, against]
  ])
  return table(['What', 'Milliseconds', 'Times as long', 'as'], cells)
}

/** What many registries take. */
export function growthTable(growth: readonly Growth[]): string {
  const cells = growth.map(({ what, registries, seconds, mebibytes }) => [
    ...[what, registries.toLocaleString('en'), String(seconds)],
    ...[String(Number(((seconds * 1000) / registries).toPrecision(2))), String(Math.round(mebibytes))]
  ])
  return table(['What', 'Registries', 'Seconds', 'Milliseconds for each', 'Peak memory, MiB'], cells)
}
