import { table } from '../markdown.ts'
import type { Origin } from '../origin.ts'
import type { Row, Times } from './figures.ts'
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

/** The short table: what the memory was measured of too, and a thousand registries. */
export function speedTable(bench: Bench): string {
  const { rows, memory, growth } = bench
  const cells = memory.map(({ what, mebibytes }) => {
    const row = rows.find(one => one.what === what)
    if (!row) throw new Error(`How long ${what} takes was not measured.`)
    return [what, milliseconds(row.milliseconds), row.ratio.toFixed(2), String(Math.round(mebibytes))]
  })
  const many = growth
    .filter(({ registries }) => registries === 1000)
    .map(({ what, seconds, mebibytes }) => [
      ...[`1,000 registries: ${what}`, milliseconds(seconds * 1000), '', String(Math.round(mebibytes))]
    ])
  const heads = ['What', 'Milliseconds', 'Times as long as `node -e 0`', 'Peak memory, MiB']
  return `${table(heads, [...cells, ...many])}\n\nMedians; ${whereMeasured(bench)}`
}

/** Everything that was measured. */
export function speedTables(bench: Bench): string {
  const { rounds, memory, bundle, growth } = bench
  const peaks = memory.map(({ what, mebibytes }) => [what, String(Math.round(mebibytes))])
  const sizes = bundle.map(({ what, bytes }) => [what, (bytes / 1e6).toFixed(2)])
  return [
    timeTable(bench.rows),
    `Medians of ${rounds} runs, with the middle half in brackets; ${whereMeasured(bench)}`,
    table(['Peak memory of', 'MiB'], peaks),
    table(['JavaScript of the action', 'MB'], sizes),
    'Many registries, with a `write-interval` of 0s; GitHub asks for one second between two writes.',
    growthTable(growth)
  ].join('\n\n')
}

function whereMeasured({ node, processors, date, commit }: Bench): string {
  return `Node ${node}, ${processors} processors, ${date}, ${commit.slice(0, 7)}.`
}

function milliseconds(time: number): string {
  return Math.round(time).toLocaleString('en')
}

/** How long each kind of process takes. */
export function timeTable(rows: readonly Row[]): string {
  const cells = rows.map(({ what, against, ratio, low, high, ...row }) => [
    ...[what, milliseconds(row.milliseconds)],
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
