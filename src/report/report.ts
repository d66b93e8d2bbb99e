import {
  appendFileSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import * as core from '@actions/core'
import type { Outcome } from '../registries/change.ts'
import { defectOf, type Sentence, textOf } from '../registries/problem.ts'
import type { Request, Result } from '../request.ts'
import { inOrder, progressLine, type Row, rowOf } from './changes.ts'
import { createAnnotations, createGroups, guardStreams, mostAnnotations, mostProblems } from './log.ts'
import { createRedactor, linesOf, longestSentence, type Redact, redactIn } from './redact.ts'
import { sanitise } from './sanitise.ts'
import { openingLine, tell } from './tell.ts'

/** What the inputs are read to: a request, unless they have problems. */
interface Reading {
  request?: Request
  warnings: readonly Sentence[]
  notices: readonly Sentence[]
}

/** No output takes a longer text. To search all of what a server may send would take longer than a run may. */
const longestText = 512 * 1024

/** GitHub takes 1 MiB, counted in bytes, and a UTF-16 unit takes at most three. */
const longestSummary = 345_000

/** The only writer: log, annotations, outputs and job summary. Everything passes the redactor and the sanitiser. */
export function createReport({
  outputFile,
  summaryFile
}: Record<'outputFile' | 'summaryFile', string | undefined>) {
  const { hide, redact: redactWhole } = createRedactor()
  const redact: Redact = (text, most = longestText) => redactWhole(text, most)
  guardStreams(process, redact)
  const clean = (text: string) => sanitise(redact(text, longestSentence))
  let open = () => {}
  const info = (line: string) => {
    open()
    core.info(clean(line))
  }
  const startGroup = (title: string) => {
    open()
    core.startGroup(clean(title))
  }
  const groups = createGroups({ start: startGroup, info, end: core.endGroup })
  const warnings = createAnnotations('warning', { annotate: one => annotate(core.warning, one), info })
  const notices = createAnnotations('notice', { annotate: one => annotate(core.notice, one), info })

  function annotate(say: typeof core.error, sentence: Sentence, end = ''): void {
    open()
    const place = typeof sentence === 'string' ? undefined : sentence.place
    const where = place && { file: clean(place.file), startLine: place.line, startColumn: place.column }
    say(`${clean(textOf(sentence))}${end}`, where)
  }

  function fail(problems: readonly Sentence[]): void {
    groups.flush()
    if (problems.length > 0) process.exitCode = 1
    for (const [index, problem] of problems.slice(0, mostProblems).entries()) {
      if (index < mostAnnotations - 1) annotate(core.error, problem)
      else if (index === mostAnnotations - 1) annotate(core.error, problem, moreErrors(problems.length))
      else info(textOf(problem))
    }
    if (problems.length > mostProblems) info(`And ${problems.length - mostProblems} more problems.`)
  }

  function closeAnnotations(): void {
    warnings.close()
    notices.close()
  }

  return {
    /** Keeps a secret out of everything that is written, and has the runner do so too. */
    mask(secret: string): void {
      hide(secret)
      // The runner complains about a mask that is only white space.
      const masks = [secret, ...linesOf(secret)].filter(line => line.trim() !== '')
      for (const mask of new Set(masks)) core.setSecret(mask)
    },
    hide,
    redact: <T>(value: T): T => redactIn(value, redact),
    /** Sets what the log begins with. It is written before the first other line, or when the returned function is called. */
    begin({ request, notices: noted, warnings: given }: Reading): () => void {
      open = () => {
        open = () => {}
        if (request) info(openingLine(request))
        for (const notice of noted) notices.add(notice)
        for (const warning of given) warnings.add(warning)
      }
      return () => open()
    },
    info,
    warning: warnings.add,
    notice: notices.add,
    organization(org: string, total: number) {
      const group = groups.open(org)
      const planned: Row[] = []
      let count = 0
      const print = (row: Row, timeLeft?: number) => group.info(progressLine(row, ++count, total, timeLeft))
      return {
        /** Logs a change and how far the work is. Unchanged registries are only counted, planned changes wait for their order. */
        outcome(outcome: Outcome, timeLeft?: number): void {
          const row = rowOf(outcome, redact)
          if (row.status === 'planned') planned.push(row)
          else if (row.action !== 'keep') print(row, timeLeft)
        },
        end(): void {
          for (const row of inOrder(planned)) if (row.action !== 'keep') print(row)
          group.end()
        }
      }
    },
    /** Writes the result of the request. The step fails if there are problems. */
    async finish(result: Result): Promise<void> {
      groups.flush()
      const whole = withFile(result, redactWhole)
      const { lines, outputs, summary, cuts } = tell(whole, redact)
      for (const line of lines) info(line)
      fail(whole.problems)
      for (const sentence of cuts) warnings.add(sentence)
      try {
        // Without the file, the toolkit would print the outputs as commands that the runner no longer takes.
        if (!outputFile && Object.keys(outputs).length > 0)
          throw new Error('the variable GITHUB_OUTPUT is not set.')
        for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value)
      } catch (error) {
        fail([`The outputs could not be written: ${messageOf(error)}`])
      }
      try {
        if (!summaryFile) throw new Error('the variable GITHUB_STEP_SUMMARY is not set.')
        // The toolkit writes it through threads, which take longer to start than to write.
        appendFileSync(summaryFile, `${summary(longestSummary)}\n`)
      } catch (error) {
        warnings.add(`The job summary could not be written: ${messageOf(error)}`)
      }
      closeAnnotations()
    },
    /** Fails the step for an unforeseen error, where not even a result can be written. */
    crash(error: unknown): void {
      fail([defectOf(error)])
      closeAnnotations()
    }
  }
}

function moreErrors(problems: number): string {
  const more = problems - mostAnnotations
  if (more === 0) return ''
  const inLog = Math.min(problems, mostProblems) - mostAnnotations
  const where = inLog < more ? `of which the log below has the first ${inLog}` : 'in the log below'
  return ` (And ${more} more, ${where}.)`
}

/** Writes the manifest of an export. One that cannot be written is a problem, and still an output. */
function withFile(result: Result, redact: Redact): Result {
  if (result.operation !== 'export' || !result.file || result.dryRun) return result
  const { path, workspace } = result.file
  try {
    writePlainFile(workspace, path, redact(result.manifest))
    return result
  } catch (error) {
    const problem = `The manifest could not be written to ${path}: ${messageOf(error)}`
    return { ...result, file: undefined, problems: [...result.problems, problem] }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Systems without these flags, such as Windows, rely on the checks before each step. */
const { O_CREAT, O_WRONLY, O_RDONLY } = constants
const notThroughLinks = constants.O_NOFOLLOW ?? 0
const foldersOnly = constants.O_DIRECTORY ?? 0
/** Without this flag, opening a pipe that nobody reads would block. */
const atOnce = constants.O_NONBLOCK ?? 0

/** Writes a regular file below a folder, `way` with slashes. Throws if anything on the way is a link, or becomes one. */
function writePlainFile(folder: string, way: string, text: string): void {
  const opened: number[] = []
  const open = (path: string, flags: number) => {
    const file = openSync(path, flags, 0o666)
    opened.push(file)
    return file
  }
  try {
    const names = way.split('/')
    const last = names.pop() ?? ''
    const enter = (path: string, flags: number) =>
      foldersOnly ? inside(path, open(path, O_RDONLY | foldersOnly | flags)) : path
    let at = enter(folder, 0)
    for (const name of names) {
      const path = join(at, name)
      if (!isThere(path, 'isDirectory')) mkdirSync(path)
      at = enter(path, notThroughLinks)
    }
    const path = join(at, last)
    isThere(path, 'isFile')
    const file = open(path, O_WRONLY | O_CREAT | notThroughLinks | atOnce)
    const found = fstatSync(file)
    if (!found.isFile() || found.nlink > 1) throw new Error('it is a link, or no regular file.')
    ftruncateSync(file)
    writeFileSync(file, text)
  } finally {
    for (const file of opened.reverse()) closeSync(file)
  }
}

/** An open folder by its handle, if the system has names for handles: its path may change meanwhile. */
function inside(path: string, handle: number): string {
  const name = `/proc/self/fd/${handle}`
  return existsSync(name) ? name : path
}

/** Whether there is something at a path. Throws if it is of another kind, such as a link. */
function isThere(path: string, kind: 'isFile' | 'isDirectory'): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found && !found[kind]()) throw new Error('the path goes through a link, or is not a regular file.')
  return found !== undefined
}
