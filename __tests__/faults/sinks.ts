import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StepResult } from '../runner/result.ts'
import type { Heard } from './hostile-server.ts'

/** Sinks to which nothing of a server's answer may come at all. */
export const silentSinks: readonly string[] = ['stderr', 'state', 'env', 'path', 'urls']

/** Everything a step leaves behind, by where it is; the runner's masks help nobody but the reader of `log`. */
export function sinksOf(
  result: StepResult,
  heard: readonly Heard[],
  given: ReadonlySet<string>
): Record<string, string> {
  const { annotations, commands, outputs, stdout, log } = result
  return {
    stdout: stdout.replace(/^::add-mask::[^\r\n]*(\n|$)/gm, ''),
    stderr: result.stderr,
    log,
    annotations: annotations.flatMap(({ message, title, file }) => [message, title, file]).join('\n'),
    commands: commands
      .filter(({ name }) => name !== 'add-mask')
      .flatMap(({ data, properties }) => [data, ...Object.values(properties)])
      .join('\n'),
    outputs: Object.entries(outputs).flat().join('\n'),
    'texts of outputs': Object.values(outputs).flatMap(textsIn).join('\n'),
    summary: result.summary,
    state: result.state,
    env: result.env,
    path: result.path,
    files: filesIn(result.workspace, given),
    urls: heard.map(({ path }) => path).join('\n')
  }
}

/** What a workflow reads with `fromJSON`, where nothing is escaped any more. */
function textsIn(output: string): string[] {
  try {
    const texts: string[] = []
    JSON.parse(output, (key, value) => texts.push(key, String(value)))
    return texts
  } catch {
    return []
  }
}

/** Names and contents of all files that the step made or changed. */
function filesIn(folder: string, given: ReadonlySet<string>): string {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(({ name, parentPath }) => join(parentPath, name))
    .map(path => `${path}\n${readFileSync(path, 'utf8')}`)
    .filter(file => !given.has(file.slice(file.indexOf('\n') + 1)))
    .join('\n')
}
