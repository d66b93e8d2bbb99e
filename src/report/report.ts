import * as core from '@actions/core'
import type { Remarks } from '../inputs/read.ts'
import type { Result } from '../request.ts'
import { linesFor } from './lines.ts'
import { outputsOf } from './outputs.ts'
import { createRedactor, linesOf } from './redact.ts'
import { sanitise } from './sanitise.ts'
import { shownResult } from './shown.ts'
import { summaryOf } from './summary.ts'

/** GitHub shows at most ten errors of a step. */
const mostErrors = 10
/** GitHub takes at most 1 MiB, counted in bytes, and one UTF-16 unit takes at most three. */
const longestSummary = 345_000
const longestSummaryOutput = 60_000

/** The only writer: log, annotations, outputs and job summary. Everything passes the redactor and the sanitiser. */
export interface Report {
  /** Keeps a secret out of everything that is written, and tells the runner to do so too. */
  mask(secret: string): void
  /** Keeps a value out of everything that is written. */
  hide(value: string): void
  info(line: string): void
  warning(line: string): void
  remark(remarks: Remarks): void
  /** Writes what came of the request. The step fails if there are problems. */
  finish(result: Result): Promise<void>
  /** Fails the step for an error that nobody foresaw. */
  crash(error: unknown): void
}

/** The report of this step. */
export function createReport(): Report {
  const redactor = createRedactor()
  const clean = (text: string) => sanitise(redactor.redact(text))
  const info = (line: string) => core.info(clean(line))
  const warning = (line: string) => core.warning(clean(line))

  function fail(problems: readonly string[]): void {
    if (problems.length > 0) process.exitCode = 1
    for (const [index, problem] of problems.entries()) {
      const more = problems.length - mostErrors
      if (index >= mostErrors) info(problem)
      else if (index === mostErrors - 1 && more > 0)
        core.error(clean(`${problem} (And ${more} more, in the log below.)`))
      else core.error(clean(problem))
    }
  }

  async function finish(result: Result): Promise<void> {
    const shown = shownResult(result, redactor.redact)
    for (const line of linesFor(shown)) info(line)
    fail(shown.problems)
    const outputs = outputsOf(shown, warning)
    if ('changed' in outputs) outputs['summary'] = summaryOf(shown, longestSummaryOutput)
    try {
      for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value)
    } catch (error) {
      fail([`The outputs could not be written: ${messageOf(error)}`])
    }
    try {
      await core.summary.addRaw(summaryOf(shown, longestSummary), true).write()
    } catch (error) {
      warning(`The job summary could not be written: ${messageOf(error)}`)
    }
  }

  return {
    mask(secret) {
      redactor.hide(secret)
      for (const line of new Set([secret, ...linesOf(secret)])) core.setSecret(line)
    },
    hide: redactor.hide,
    info,
    warning,
    remark({ warnings, notices }) {
      for (const text of notices) core.notice(clean(text))
      for (const text of warnings) warning(text)
    },
    finish,
    crash(error) {
      const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
      fail([`The action failed unexpectedly (${said}). This is a defect; please report it.`])
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
