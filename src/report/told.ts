import type { Sentence } from '../registries/problem.ts'
import { linesFor } from './lines.ts'
import { outputsOf } from './outputs.ts'
import type { Shown } from './rows.ts'
import { summaryOf } from './summary.ts'

/** GitHub takes at most 1 MiB, counted in bytes, and one UTF-16 unit takes at most three. */
const longestSummary = 345_000
const longestSummaryOutput = 60_000

/** All that is told of a result beside its problems. */
export interface Told {
  lines: string[]
  outputs: Record<string, string>
  summary: string
}

/** What is told of a result that may be shown, without so many of its problems; `warn` gets what an output leaves out. */
export function toldOf(shown: Shown, unshown: number, warn: (sentence: Sentence) => void): Told {
  const outputs = outputsOf(shown, warn)
  if ('changed' in outputs) outputs['summary'] = summaryOf(shown, longestSummaryOutput, unshown)
  return { lines: linesFor(shown), outputs, summary: summaryOf(shown, longestSummary, unshown) }
}
