import { EOL } from 'node:os'
import type { Command } from './commands.ts'
import { type CommandFiles, parseKeyValues, readCommandFiles } from './files.ts'
import type { Annotation, Log } from './log.ts'

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
  durationMs: number
}

/** The part of a result that the runner makes of the log and the command files, complaining where it would. */
export function readResult(
  log: Log,
  files: CommandFiles
): Omit<StepResult, 'exitCode' | 'signal' | 'stdout' | 'stderr' | 'workspace' | 'durationMs'> {
  const { output, step_summary: summary, ...others } = readCommandFiles(files)
  const { values, problem } = parseKeyValues(output)
  const complain = (message: string) => log.annotate({ level: 'error', message })
  if (problem) {
    complain("Unable to process file command 'output' successfully.")
    complain(problem)
  }
  const kilobytes = Math.floor(Buffer.byteLength(summary) / 1024)
  if (Buffer.byteLength(summary) > 1024 * 1024)
    complain(
      `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${kilobytes}k.`
    )
  const { annotations, masks, commands } = log
  return {
    ...{ annotations, masks, commands, ...others },
    log: log.shown.map(line => `${line}\n`).join(''),
    outputs: values,
    summary: summary.replaceAll(EOL, '\n')
  }
}
