import { plainLines, sanitise } from './sanitise.ts'

/** A page of Markdown: paragraphs, blocks, and a paragraph below them. Empty paragraphs are left out. */
export interface Page {
  above: readonly string[]
  blocks?: readonly Block[]
  below?: string
}

/** Lines of Markdown between a beginning and an end, such as the rows of a table. */
export interface Block {
  head: string
  items: readonly string[]
  tail?: string
  /** What stands before the number of the items that are left out. */
  cut?: string
  /** Whether its items are the first to be left out. */
  isMinor?: boolean
}

/** A table. The cells are Markdown too. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[], title = ''): Block {
  const head = [...(title ? [title, ''] : []), line(columns), line(columns.map(() => '---'))]
  return { head: `${head.join('\n')}\n`, items: rows.map(line) }
}

/** A block that is closed until the reader opens it. The title is HTML. */
export function fold(title: string, { head, tail = '', ...block }: Block): Block {
  const start = `<details>\n<summary>${title}</summary>\n\n${head}`
  return { ...block, head: start, tail: `${tail}\n\n</details>` }
}

/** Text as it is, in a fence that nothing in it can close. */
export function fenced(text: string, language: string): Block {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  const items = plainLines(text.trimEnd())
  return { head: `${fence}${language}\n`, items, tail: `\n${fence}`, cut: '\n# ' }
}

/** The page in at most `most` characters. If it is longer, blocks lose items, and it says how many: first the minor blocks, then the last. */
export function pageText({ above, blocks = [], below = '' }: Page, most: number): string {
  const text = (shown: readonly string[], left: number) =>
    `${[...above, ...shown, left > 0 ? more(left) : '', below].filter(Boolean).join('\n\n')}\n`
  const all = blocks.map(block => blockText(block, block.items.length))
  const whole = text(all, 0)
  if (whole.length <= most) return whole
  let room = most - text([], Number.MAX_SAFE_INTEGER).length
  let left = 0
  const shown = new Map<Block, string>()
  for (const block of blocks.toSorted((a, b) => Number(a.isMinor ?? false) - Number(b.isMinor ?? false))) {
    const { items } = block
    const least = blockText({ ...block, items: [''] }, 0).length + `${items.length}`.length + 2
    const fit = blockText(block, items.length).length + 2 <= room ? items : fitting(items, room - least)
    if (fit.length > 0 || (items.length === 0 && least <= room))
      shown.set(block, blockText(block, fit.length))
    else left += items.length
    room -= shown.has(block) ? (shown.get(block)?.length ?? 0) + 2 : 0
  }
  const part = text(
    blocks.flatMap(block => shown.get(block) ?? []),
    left
  )
  return part.length > most ? `${part.slice(0, most - 2)} …` : part
}

function blockText({ head, items, tail = '', cut = '\n\n' }: Block, count: number): string {
  const left = items.length - count
  return `${head}${items.slice(0, count).join('\n')}${left > 0 ? `${cut}${more(left)}` : ''}${tail}`
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

/** Longer code makes a table wider than a page, since GitHub does not break it. */
const widest = 72

/** Text as Markdown code that fits into a table cell; long code may break after a slash. */
export function code(text: string): string {
  const line = sanitise(text)
  if (line.trim() === '') return ''
  const isWide = line.length > widest && /[^/]\/[^/]/.test(line)
  // Neither a backquote nor a bar can be escaped inside a code span in a table.
  if (isWide || /[`|]/.test(line))
    return `<code>${isWide ? prose(line).replace(/(?<=[^/]\/)(?=[^/])/g, '<wbr>') : prose(line)}</code>`
  return `\`${line}\``
}
