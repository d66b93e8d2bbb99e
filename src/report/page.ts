import { sanitise } from './sanitise.ts'

/** A page of Markdown: paragraphs, a table, and paragraphs below it. Empty paragraphs are left out. */
export interface Page {
  above: string[]
  /** The cells are Markdown too. */
  table?: { columns: string[]; rows: string[][] }
  below?: string[]
}

/** The page in at most `most` characters. If it is longer, the table loses its last rows and says how many. */
export function pageText(
  { above, table = { columns: [], rows: [] }, below = [] }: Page,
  most: number
): string {
  const head = [table.columns, table.columns.map(() => '---')].map(line)
  const text = (rows: readonly string[], left: number) => {
    const body = [rows.length > 0 ? [...head, ...rows].join('\n') : '', left > 0 ? more(left) : '']
    return `${[...above, ...body, ...below].filter(Boolean).join('\n\n')}\n`
  }
  const rows = table.rows.map(line)
  const whole = text(rows, 0)
  if (whole.length <= most) return whole
  const shown = fitting(rows, most - text([''], rows.length).length + 1)
  const part = text(shown, rows.length - shown.length)
  return part.length > most ? `${part.slice(0, most - 2)} …` : part
}

/** The first of these texts that fit into `most` characters, with one between any two. */
export function fitting(texts: readonly string[], most: number): readonly string[] {
  let left = most
  const end = texts.findIndex(text => {
    left -= text.length + 1
    return left < 0
  })
  return end < 0 ? texts : texts.slice(0, end)
}

/** Says how many are left out. */
export function more(count: number): string {
  return `and ${count} more`
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** Text as Markdown prose, without markup, links and mentions. */
export function prose(text: string): string {
  return (
    sanitise(text)
      .replace(/\bGH-(?=\d)/gi, 'GH-\u2060')
      .replace(/:(?=(?!\d+:)[\w+-]+:|1(00|234):)/g, ':\u2060')
      // A commit id is a link from seven digits on.
      .replace(/\b[\da-f]{7,}\b/gi, digits => digits.replace(/.{6}(?=.)/g, '$&\u2060'))
      .replace(/[&<>|[\]()!\\`*_~@#$]|:(?=\/\/)|(?<=\bwww)\./gi, character => {
        const entity = `&#${character.codePointAt(0)};`
        // GitHub makes links of @name and #1 even where the sign is an entity; a word joiner stops that.
        return '@#$'.includes(character) ? `${entity}&#8288;` : entity
      })
  )
}

/** Text as Markdown code that fits into a table cell. */
export function code(text: string): string {
  const line = sanitise(text)
  if (line.trim() === '') return ''
  // Neither a backquote nor a bar can be escaped inside a code span in a table.
  if (/[`|]/.test(line)) return `<code>${prose(line)}</code>`
  return `\`${line}\``
}
