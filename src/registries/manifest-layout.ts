/** The lines, counted from 1, on which merge conflicts begin; of one that is half resolved, its first mark. */
export function conflictsIn(lines: readonly string[]): number[] {
  const marked = [...lines.entries()].filter(([, line]) => /^(<{7}|[|]{7}|={7}|>{7})(?=\s|$)/.test(line))
  const begins = marked.filter(([, line]) => line.startsWith('<'))
  return (begins.length > 0 ? begins : marked.slice(0, 1)).map(([index]) => index + 1)
}

/** A line that is not where it belongs, where it begins, and the line before it. */
export interface Misplaced {
  line: number
  column: number
  before: number
}

/** A line with a key, an entry of a list, or both: its column, its dashes, and what comes after them. */
interface Structural {
  column: number
  dashes: string
  rest: string
  isKey: boolean
}

/** Where the keys of a mapping or the entries of a list begin. */
interface Block {
  column: number
  isList: boolean
}

/**
 * The first line whose indentation fits no line above it. It only words what the parser complains of, and so
 * understands no text over several lines.
 */
export function misindented(lines: readonly string[]): Misplaced | undefined {
  const open: Block[] = []
  let last = { line: 0, opens: true, scalar: Number.POSITIVE_INFINITY }
  for (const [index, text] of lines.entries()) {
    const found = structureOf(text)
    if (!found || found.column > last.scalar) continue
    const { column, dashes, rest } = found
    if (!fits(found, open, last.opens)) return { line: index + 1, column: column + 1, before: last.line }
    const scalar = /[|>][-+\d]*$/.test(rest) ? column + dashes.length : Number.POSITIVE_INFINITY
    last = { line: index + 1, opens: rest === '' || /[:[{,]$/.test(rest), scalar }
  }
  return undefined
}

function structureOf(line: string): Structural | undefined {
  const text = line.replace(/(^|\s)#.*/, '').trimEnd()
  const [, spaces = '', dashes = '', rest = ''] = /^( *)((?:- +|-$)*)(.*)$/.exec(text) ?? []
  const isKey = /^([\w-]+|"[^"]*"|'[^']*') *:( |$)/.test(rest)
  return isKey || dashes !== '' ? { column: spaces.length, dashes, rest, isKey } : undefined
}

/** Whether a line goes on with one of the open blocks, or opens one where it may. What it opens is open from now on. */
function fits({ column, dashes, isKey }: Structural, open: Block[], mayOpen: boolean): boolean {
  const isList = dashes !== ''
  const deepest = open.length
  while ((open.at(-1)?.column ?? -1) > column) open.pop()
  // A list may begin in the column of its key, and ends where the next key of that column begins.
  if (!isList && open.at(-1)?.isList && open.at(-2)?.column === column) open.pop()
  const above = open.at(-1)
  if (above?.column !== column || above.isList !== isList) {
    if (!mayOpen || open.length < deepest || (above?.column === column && !isList)) return false
    open.push({ column, isList })
  }
  for (const { index } of [...dashes.matchAll(/-/g)].slice(1))
    open.push({ column: column + index, isList: true })
  if (isKey && isList) open.push({ column: column + dashes.length, isList: false })
  return true
}
