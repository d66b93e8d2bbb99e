import { stringify } from 'yaml'
import type { Organization } from '../../__tests__/github/organization.ts'
import type { Scene } from './story.ts'

const width = 96
/** So many lines of one long output are shown. */
const mostLines = 5
/** Outputs up to this length share a line. */
const short = 40

/** The heading of a step. */
export function heading(text: string): string {
  return `${'-'.repeat(width)}\n${text}\n${'-'.repeat(width)}\n`
}

/** A step as it stands in a workflow. */
export function stepAsYaml(inputs: Scene['with']): string {
  return stringify([{ uses: 'org/private-registry-action@v1', with: inputs }], { lineWidth: 0 })
}

/** A name and, indented below it, some lines. */
export function section(name: string, lines: readonly string[]): string {
  const body = lines.length > 0 ? lines : ['(none)']
  return `${name}\n${body.map(line => `  ${line}\n`).join('')}`
}

/** Lines of a log that are longer than the terminal, broken between words. */
export function wrapped(log: string): string[] {
  return log
    .trimEnd()
    .split('\n')
    .flatMap(line => indented(fill(line.split(/(?<= )/))))
}

/** All outputs; the short ones share lines, long ones are broken and, if very long, cut. */
export function outputLines(outputs: Readonly<Record<string, string>>): string[] {
  const texts = Object.entries(outputs).map(([name, value]) => `${name}: ${shownValue(value)}`)
  const isShort = (text: string) => text.length <= short
  return [
    ...fill(texts.filter(isShort).map(text => `${text}   `)),
    ...texts.filter(text => !isShort(text)).flatMap(longOutput)
  ]
}

function shownValue(value: string): string {
  const lines = value.trimEnd().split('\n').length
  if (lines > 1) return `(Markdown, ${lines} lines)`
  return value === '' ? '(empty)' : value
}

function longOutput(text: string): string[] {
  const lines = fill(text.split(/(?<=,)/))
  const shown = lines.length > mostLines ? [...lines.slice(0, mostLines), '…'] : lines
  return indented(shown)
}

/** The lines of one text, those after the first further in. */
function indented(lines: readonly string[]): string[] {
  return lines.map((line, index) => (index > 0 ? `  ${line}` : line))
}

/** Puts pieces side by side until a line is full. */
function fill(pieces: readonly string[]): string[] {
  const lines = ['']
  for (const piece of pieces) {
    const last = lines.length - 1
    const line = `${lines[last]}${piece}`
    if (lines[last] !== '' && line.trimEnd().length > width - 4) lines.push(piece)
    else lines[last] = line
  }
  return lines.map(line => line.trimEnd()).filter(line => line !== '')
}

/** What an organization holds, with the secrets as GitHub opened them. */
export function holdings({ registries, repositories }: Organization): string {
  const rows = registries.map(registry => {
    const names = repositories
      .filter(({ id }) => registry.selected_repository_ids.includes(id))
      .map(({ name }) => name)
    const seenBy = names.length > 0 ? names.join(', ') : registry.visibility
    return [registry.name, registry.url, seenBy, registry.username ?? '', registry.secret ?? '']
  })
  return table([['Name', 'Address', 'Visible to', 'User', 'Secret'], ...rows])
}

function table(rows: readonly string[][]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0))) ?? []
  const lines = rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  )
  return lines.map(line => `${line}\n`).join('')
}
