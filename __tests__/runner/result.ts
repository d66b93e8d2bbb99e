import { readFileSync, writeFileSync } from 'node:fs'
import { EOL } from 'node:os'
import { join } from 'node:path'
import type { Command } from './commands.ts'
import type { Annotation, createLog } from './log.ts'

/** All that a step leaves behind. */
export interface StepResult {
  exitCode: number | null
  signal: string | null
  /** As the process wrote them, nothing masked, their lines as on Linux. */
  stdout: string
  stderr: string
  /** What a reader sees on GitHub: commands obeyed, masks applied. */
  log: string
  annotations: Annotation[]
  masks: string[]
  /** Every workflow command that the runner recognised, not masked. */
  commands: Command[]
  outputs: Record<string, string>
  /** Its lines as on Linux. */
  summary: string
  /** The text of the other command files. */
  state: string
  env: string
  path: string
  workspace: string
}

/** The part of a result that the runner makes of the log and the command files, complaining where it would. */
export function readResult(log: ReturnType<typeof createLog>, files: CommandFiles) {
  const texts = Object.entries(files).map(([name, path]) => [name, readFileSync(path, 'utf8')])
  const { output, step_summary: summary, ...others }: CommandFiles = Object.fromEntries(texts)
  const { values, problem } = parseKeyValues(output)
  const complain = (message: string) => log.annotate({ level: 'error', message })
  if (problem) {
    complain("Unable to process file command 'output' successfully.")
    complain(problem)
  }
  const kilobytes = Buffer.byteLength(summary) / 1024
  const aborted = '$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k'
  if (kilobytes > 1024) complain(`${aborted}, got ${Math.floor(kilobytes)}k.`)
  const { annotations, masks, commands } = log
  return {
    ...{ annotations, masks, commands, ...others },
    log: log.shown.map(line => `${line}\n`).join(''),
    outputs: values,
    summary: summary.replaceAll(EOL, '\n')
  }
}

/** A path or a text for each file through which a step answers the runner. */
type CommandFiles = Record<'output' | 'step_summary' | 'state' | 'env' | 'path', string>

/** Makes the empty command files of one step. */
export function createCommandFiles(folder: string): CommandFiles {
  const pathOf = (name: string) => join(folder, name)
  const files = {
    ...{ output: pathOf('output'), step_summary: pathOf('step_summary'), state: pathOf('state') },
    ...{ env: pathOf('env'), path: pathOf('path') }
  }
  for (const path of Object.values(files)) writeFileSync(path, '')
  return files
}

/**
 * Reads `name=value` and `name<<delimiter … delimiter`, as in GITHUB_OUTPUT; stops at the first mistake.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/FileCommandManager.cs
 */
export function parseKeyValues(
  text: string,
  platform: string = process.platform
): { values: Record<string, string>; problem?: string } {
  const lines = text.split(platform === 'win32' ? /\r?\n/ : '\n')
  const pairs: [string, string][] = []
  const done = (problem?: string) => ({ values: Object.fromEntries(pairs), ...(problem && { problem }) })
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (line === '') continue
    const [, name, operator, rest = ''] = /^(.*?)(=|<<)(.*)$/s.exec(line) ?? []
    if (name === undefined || (operator === '<<' && (name === '' || rest === '')))
      return done(`Invalid format '${line}'`)
    if (operator === '=') {
      pairs.push([name, rest])
      continue
    }
    const end = lines.indexOf(rest, at + 1)
    if (end < 0) return done(`Invalid value. Matching delimiter not found '${rest}'`)
    pairs.push([name, lines.slice(at + 1, end).join('\n')])
    at = end
  }
  return done()
}
