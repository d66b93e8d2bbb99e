import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const names = ['output', 'step_summary', 'state', 'env', 'path'] as const

/** The path of each file through which a step answers the runner. */
export type CommandFiles = Record<(typeof names)[number], string>

/** Makes the empty command files of one step. */
export function createCommandFiles(folder: string): CommandFiles {
  const files = { output: '', step_summary: '', state: '', env: '', path: '' }
  for (const name of names) {
    files[name] = join(folder, name)
    writeFileSync(files[name], '')
  }
  return files
}

/** What the step wrote to its command files. */
export function readCommandFiles(files: CommandFiles): CommandFiles {
  const contents = { ...files }
  for (const name of names) contents[name] = readFileSync(files[name], 'utf8')
  return contents
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
    if (name === undefined || (operator === '<<' && (name === '' || rest === ''))) {
      return done(`Invalid format '${line}'`)
    }
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
