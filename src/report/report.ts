import * as core from '@actions/core'
import type { Log } from '../github/call.ts'
import { defectOf, type Sentence, textOf } from '../registries/problem.ts'
import type { Result } from '../request.ts'
import { type Annotations, createAnnotations, mostAnnotations, mostProblems } from './annotations.ts'
import { guardStreams } from './gate.ts'
import { createGroups } from './groups.ts'
import { progressLine } from './lines.ts'
import { writePlainFile } from './plain-file.ts'
import { createRedactor, linesOf } from './redact.ts'
import { rowOf } from './rows.ts'
import { sanitise } from './sanitise.ts'
import { longestSentence, redactIn, shownResult, shownRow } from './shown.ts'
import { toldOf } from './told.ts'

/** The only writer: log, annotations, outputs and job summary. Everything passes the redactor and the sanitiser. */
export interface Report extends Omit<Log, 'wrote'> {
  remark(remarks: { warnings: readonly Sentence[]; notices: readonly Sentence[] }): void
  /** Writes what came of the request. The step fails if there are problems. */
  finish(result: Result): Promise<void>
  /** Fails the step for an error that nobody foresaw, where not even a result can be written. */
  crash(error: unknown): void
}

/** The report of this step. The outputs go to a file that the runner names in GITHUB_OUTPUT. */
export function createReport({ outputFile }: { outputFile: string | undefined }): Report {
  const redactor = createRedactor()
  guardStreams(process, redactor.redact)
  const clean = (text: string) => sanitise(redactor.redact(text, longestSentence))
  const info = (line: string) => core.info(clean(line))
  const groups = createGroups({ start: title => core.startGroup(clean(title)), info, end: core.endGroup })
  const warnings = annotations('warning')
  const notices = annotations('notice')

  function annotate(say: typeof core.error, sentence: Sentence, end = ''): void {
    const place = typeof sentence === 'string' ? undefined : sentence.place
    const where = place && { file: clean(place.file), startLine: place.line, startColumn: place.column }
    say(`${clean(textOf(sentence))}${end}`, where)
  }

  function annotations(level: 'warning' | 'notice'): Annotations<Sentence> {
    return createAnnotations({
      annotate: sentence => annotate(level === 'warning' ? core.warning : core.notice, sentence),
      log: sentence => info(`${level === 'warning' ? 'Warning' : 'Notice'}: ${textOf(sentence)}`),
      more: count =>
        `And ${count} more ${level}s, ${count < mostProblems ? 'in the log above' : `of which the log above has the first ${mostProblems}`}.`
    })
  }

  function fail(problems: readonly Sentence[], unshown = 0): void {
    groups.flush()
    if (problems.length > 0) process.exitCode = 1
    for (const problem of problems.slice(0, mostAnnotations - 1)) annotate(core.error, problem)
    const [tenth, ...rest] = problems.slice(mostAnnotations - 1)
    if (tenth !== undefined) annotate(core.error, tenth, moreErrors(rest.length, unshown))
    for (const problem of rest) info(textOf(problem))
    if (unshown > 0) info(`And ${unshown} more problems.`)
  }

  async function finish(result: Result): Promise<void> {
    groups.flush()
    const whole = withFile(result, redactor.redact)
    const unshown = Math.max(0, whole.problems.length - mostProblems)
    const problems = whole.problems.slice(0, mostProblems)
    const shown = shownResult({ ...whole, problems }, redactor.redact)
    const tooLong: Sentence[] = []
    const { lines, outputs, summary } = toldOf(shown, unshown, sentence => tooLong.push(sentence))
    for (const line of lines) info(line)
    fail(shown.problems, unshown)
    for (const sentence of tooLong) warnings.add(sentence)
    try {
      // Without the file, the toolkit would print them as commands of long ago.
      if (!outputFile && Object.keys(outputs).length > 0)
        throw new Error('the variable GITHUB_OUTPUT is not set.')
      for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value)
    } catch (error) {
      fail([`The outputs could not be written: ${messageOf(error)}`])
    }
    try {
      await core.summary.addRaw(summary, true).write()
    } catch (error) {
      warnings.add(`The job summary could not be written: ${messageOf(error)}`)
    }
    warnings.close()
    notices.close()
  }

  return {
    mask(secret) {
      redactor.hide(secret)
      // The runner complains of a mask that is only white space.
      const masks = [secret, ...linesOf(secret)].filter(line => line.trim() !== '')
      for (const mask of new Set(masks)) core.setSecret(mask)
    },
    hide: redactor.hide,
    shown: value => redactIn(value, redactor.redact),
    info,
    warning: warnings.add,
    notice: notices.add,
    remark(remarks) {
      for (const notice of remarks.notices) notices.add(notice)
      for (const warning of remarks.warnings) warnings.add(warning)
    },
    organization(org) {
      const group = groups.open(org)
      return {
        outcome(outcome, { done, total, timeLeft }) {
          // What is kept is only counted.
          if (outcome.change.action !== 'keep')
            group.info(progressLine(done, total, shownRow(rowOf(outcome), redactor.redact), timeLeft))
        },
        end: group.end
      }
    },
    finish,
    crash(error) {
      fail([defectOf(error)])
      warnings.close()
      notices.close()
    }
  }
}

/** What the last error says of those that have no annotation. */
function moreErrors(inLog: number, unshown: number): string {
  if (inLog + unshown === 0) return ''
  const where = unshown > 0 ? `of which the log below has the first ${inLog}` : 'in the log below'
  return ` (And ${inLog + unshown} more, ${where}.)`
}

/** Writes the manifest of an export. One that cannot be written is a problem, and still an output. */
function withFile(result: Result, redact: (text: string) => string): Result {
  if (result.operation !== 'export' || !result.file || result.manifest === undefined || result.dryRun)
    return result
  const { path, workspace } = result.file
  try {
    writePlainFile(workspace, path, redact(result.manifest))
    return result
  } catch (error) {
    const { file: _, ...rest } = result
    const problem = `The manifest could not be written to ${path}: ${messageOf(error)}`
    return { ...rest, file: undefined, problems: [...result.problems, problem] }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
