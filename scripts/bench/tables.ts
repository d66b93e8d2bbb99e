import { table } from '../markdown.ts'
import type { Origin } from '../origin.ts'
import type { Times } from './figures.ts'
import type { Growth } from './growth.ts'

/** Everything that is measured, as docs/bench.json keeps it. */
export interface Bench extends Origin, Times {
  node: string
  processors: number
  /** How often each kind of process was run. */
  rounds: number
  /** Medians of peak memory, in MiB. */
  memory: { what: string; mebibytes: number }[]
  /** Bytes of JavaScript. */
  bundle: { what: string; bytes: number }[]
  growth: Growth[]
}

/** The part of the README that tells what was measured. */
export function speedTables(bench: Bench): string {
  const { date, commit, node, processors, rounds, memory, bundle, growth } = bench
  const peaks = memory.map(({ what, mebibytes }) => [what, String(Math.round(mebibytes))])
  const sizes = bundle.map(({ what, bytes }) => [what, (bytes / 1e6).toFixed(2)])
  return [
    timeTable(bench),
    `Medians of ${rounds} runs, in brackets the bounds of their middle half. Node ${node}, ${processors} processors, ${date}, ${commit.slice(0, 7)}.`,
    table(['Peak memory of', 'MiB'], peaks),
    table(['JavaScript of the action', 'MB'], sizes),
    'Many registries, with a `write-interval` of 0s; GitHub itself wants a second between two writes.',
    growthTable(growth)
  ].join('\n\n')
}

/** How long each kind of process takes. */
export function timeTable({ rows, absent }: Times): string {
  const cells = rows.map(({ what, milliseconds, ratio, low, high, against }) => [
    ...[what, String(Math.round(milliseconds))],
    ...[`${ratio.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`, against]
  ])
  const missing = absent.map(what => [what, 'not installed', '', ''])
  return table(['What', 'Milliseconds', 'Times as long', 'as'], [...cells, ...missing])
}

/** What many registries take. */
export function growthTable(growth: readonly Growth[]): string {
  const cells = growth.map(({ what, registries, seconds, mebibytes }) => [
    ...[what, registries.toLocaleString('en'), String(seconds)],
    ...[String(Number(((seconds * 1000) / registries).toPrecision(2))), String(Math.round(mebibytes))]
  ])
  return table(['What', 'Registries', 'Seconds', 'Milliseconds for each', 'Peak memory, MiB'], cells)
}
