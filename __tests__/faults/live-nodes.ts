import { spawnSync } from 'node:child_process'

const command = 'cmark-gfm'
const options = ['--unsafe', '-e', 'table', '-e', 'autolink', '-e', 'strikethrough', '-e', 'tagfilter']

/** Whether Markdown can be turned into HTML here. */
export const canRender = spawnSync(command, ['--version']).status === 0

/** What the action itself writes into a summary. */
const ours = new Set([
  'h3',
  'p',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'ul',
  'li',
  'strong',
  'code',
  'br'
])

/** What in a summary is more than text and not the action's own, once GitHub has made HTML of it. */
export function liveNodes(summary: string): string[] {
  const { status, stdout } = spawnSync(command, options, { input: summary, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ended with ${status}.`)
  const foreign = [...stdout.matchAll(/<(\/?)([a-zA-Z][\w-]*|[!?])([^>]*)>/g)].filter(
    ([, , name = '', attributes = '']) => !ours.has(name) || !/^( align="\w+")?$/.test(attributes)
  )
  const prose = stdout.replace(/<code>[^<]*<\/code>/g, '`').replace(/<[^>]*>/g, '\n')
  const linked = prose.match(/(?<![\w`])@[\w]|(?<![\w&])#\d|\bGH-\d/gi) ?? []
  const nested = stdout.match(/<li>\s*<[uo]l>/g) ?? []
  const loud = stdout.match(/<(strong|h3)>[^<]*pwned/gi) ?? []
  return [
    ...foreign.map(([tag]) => tag),
    ...linked.map(text => `${text}…`),
    ...nested,
    ...loud,
    ...oddRows(summary)
  ]
}

/** Rows of a table that have another number of cells than its head. */
function oddRows(summary: string): string[] {
  const rows = summary.split('\n').filter(line => line.startsWith('|'))
  const widths = rows.map(row => row.replace(/\\\|/g, '').split('|').length)
  return rows.filter((_, index) => widths[index] !== widths[0]).map(row => `a row that is cut: ${row}`)
}
