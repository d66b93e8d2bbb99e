/** A table of Markdown; the cells are Markdown too. */
export interface Table {
  columns: string[]
  rows: string[][]
}

/** A page of Markdown: paragraphs, a table, and paragraphs below it. What is empty is left out. */
export interface Page {
  above: string[]
  table?: Table | undefined
  below?: string[]
}

/** The page in at most `most` characters. Where they do not suffice the table loses its last rows, and says how many. */
export function pageText({ above, table, below = [] }: Page, most: number): string {
  const text = (...body: string[]) => `${[...above, ...body, ...below].filter(Boolean).join('\n\n')}\n`
  if (!table || table.rows.length === 0) return cut(text(), most)
  const whole = text(tableText(table))
  if (whole.length <= most) return whole
  const header = tableText({ ...table, rows: [] })
  const shown = rowsThatFit(table.rows, most - text(header, more(table.rows.length)).length)
  if (shown.length === 0) return cut(text(more(table.rows.length)), most)
  const part = tableText({ ...table, rows: shown })
  return cut(text(part, more(table.rows.length - shown.length)), most)
}

/** A table as text. */
function tableText({ columns, rows }: Table): string {
  return [columns, columns.map(() => '---'), ...rows].map(line).join('\n')
}

/** Says how many are left out. */
export function more(count: number): string {
  return `and ${count} more`
}

function rowsThatFit(rows: readonly string[][], room: number): string[][] {
  let left = room
  const end = rows.findIndex(cells => {
    left -= line(cells).length + 1
    return left < 0
  })
  return end < 0 ? [...rows] : rows.slice(0, end)
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 2)} …` : text
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
