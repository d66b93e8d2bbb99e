import { stringify } from 'yaml'
import type { Organization } from '../../__tests__/local-github/organization.ts'
import type { Scene } from './story.ts'

const width = 96
/** Outputs up to this length are shown. */
const short = 40

/** The heading of a step. */
export function heading(text: string): string {
  return `${'-'.repeat(width)}\n${text}\n${'-'.repeat(width)}\n`
}

/** A step as a workflow has it. */
export function stepAsYaml({ with: inputs, env }: Scene): string {
  const step = { uses: 'org/private-registry-action@v1', with: inputs, ...(env && { env }) }
  return stringify([step], { lineWidth: 0 })
}

/** A name and, indented below it, some lines. */
export function section(name: string, lines: readonly string[]): string {
  const body = lines.length > 0 ? lines : ['(none)']
  return `${name}\n${body.map(line => `  ${line}\n`).join('')}`
}

/** A log with long lines broken between words. */
export function wrapped(log: string): string[] {
  return log
    .trimEnd()
    .split('\n')
    .flatMap(line => indented(fill(line.split(/(?<= )/))))
}

/** The given outputs, line by line; without a list, the short ones side by side. */
export function outputLines(outputs: Readonly<Record<string, string>>, shown?: readonly string[]): string[] {
  if (shown) return shown.flatMap(name => indented(`${name}:\n${outputs[name]}`.trimEnd().split('\n')))
  const texts = Object.entries(outputs).map(([name, value]) => `${name}: ${value || '(empty)'}`)
  const [few, many] = [true, false].map(isFew => texts.filter(text => text.length <= short === isFew))
  const others = many?.map(text => text.replace(/:.*/s, '')).join(', ')
  return [...fill((few ?? []).map(text => `${text}   `)), ...(others ? [`and, longer: ${others}`] : [])]
}

/** The lines of one text, all but the first indented. */
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
export function holdings({ registries }: Organization): string {
  const rows = registries.map(({ name, url, visibility, username, secret }) => [
    name,
    url,
    visibility,
    username ?? '',
    secret ?? ''
  ])
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
