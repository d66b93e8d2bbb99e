import {
  CST,
  type ErrorCode,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type ParsedNode,
  parseDocument,
  type YAMLError
} from 'yaml'
import { hasExpression, holdsExpression } from './address.ts'
import { readEntries } from './manifest-entries.ts'
import type { Member, Part, Refuse } from './manifest-keys.ts'
import type { Place, Sentence } from './problem.ts'
import type { Wanted } from './wanted.ts'

/** A manifest must be smaller than this, in bytes. */
export const sizeLimit = 2 * 1024 * 1024
/** Parsing a manifest with more lexemes could take gigabytes of memory. */
const maxLexemes = 600_000
/** No more problems than this are reported, so with more of them the entries are not checked further. */
const maxProblems = 100

/** These replace the library's messages, which repeat parts of the text. */
const messages: Partial<Record<ErrorCode, string>> = {
  BAD_DIRECTIVE: 'This directive is unknown; remove the line.',
  BAD_DQ_ESCAPE: 'The double-quoted text has an invalid escape; write two backslashes, or use single quotes.',
  BAD_INDENT: 'The indentation is wrong here, or a bracket before it is not closed.',
  BAD_SCALAR_START: 'Text cannot begin with this character; write it in quotes.',
  BLOCK_AS_IMPLICIT_KEY:
    'A key is not allowed here; check the indentation, and write text with a colon in quotes.',
  MISSING_CHAR: 'Something is missing here, such as a closing quote or bracket, a colon or a space.',
  MULTILINE_IMPLICIT_KEY: 'A key must be on one line; a colon or a closing quote may be missing.',
  MULTIPLE_DOCS: 'A second document begins here; only one YAML document is allowed.',
  RESOURCE_EXHAUSTION: 'Lists and mappings are nested too deeply here.',
  TAB_AS_INDENT: 'A tab cannot indent a line; use spaces.'
}

/** Errors that do not make the rest of the text ambiguous. */
const recoverable: readonly ErrorCode[] = ['BAD_DIRECTIVE', 'BAD_DQ_ESCAPE', 'MULTIPLE_DOCS']

/** Errors of anchors, aliases and tags, which `lex` rejects. */
const referenceErrors: readonly ErrorCode[] = [
  'ALIAS_PROPS',
  'BAD_ALIAS',
  'BAD_COLLECTION_TYPE',
  'BAD_PROP_ORDER',
  'MULTIPLE_ANCHORS',
  'MULTIPLE_TAGS',
  'TAG_RESOLVE_FAILED'
]

/** Reads a manifest as far as it is readable, with all problems at once. No message repeats a value. */
export function parseManifest(
  text: string,
  file: string
): { wanted: Wanted[]; problems: Sentence[]; warnings: Sentence[] } {
  const start: Place = { file, line: 1, column: 1 }
  const refused = (problems: Sentence[]) => ({ wanted: [], problems, warnings: [] })
  if (Buffer.byteLength(text) >= sizeLimit)
    return refused([{ text: 'The manifest is too large; it must be smaller than 2 MiB.', place: start }])
  const whole = text.replace(/^\uFEFF/, '')
  const conflicts = conflictsIn(whole.split('\n'))
  if (conflicts.length > 0)
    return refused(
      conflicts.map(line => ({
        text: 'A merge conflict is left here; resolve it, and remove the lines with <<<<<<<, ======= and >>>>>>>.',
        place: { file, line, column: 1 }
      }))
    )
  const { references, length } = lex(whole)
  const yaml = whole.slice(0, length)
  const lines = new LineCounter()
  const { contents, errors: all, warnings } = parsed(yaml, lines)
  // Errors after the cut are a result of the cut.
  const isCut = length < whole.length
  const errors = isCut ? all.filter(({ pos }) => pos[0] < length) : all
  const end = yaml.trimEnd().length
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.min(offset, end))
    return { file, line, column: col }
  }
  const lineAt = (line: number) => yaml.slice(lines.lineStarts[line - 1], lines.lineStarts[line])
  const problems = [
    ...withIndentation(problemsOf(errors, placeAt, lineAt), yaml),
    ...references.map(({ offset, text }) => ({ text, place: placeAt(offset) }))
  ]
  if (isCut)
    problems.push({
      text: 'The manifest has too many keys and values; it was read only up to here.',
      place: placeAt(length)
    })
  const refuse: Refuse = (place, text) => void problems.push({ place, text })
  const isReadable = errors.every(({ code }) => recoverable.includes(code) || referenceErrors.includes(code))
  const root = contents && isReadable ? partOf(contents, placeAt, start) : { ...emptyScalar, place: start }
  const wanted = isReadable ? readEntries(root, refuse) : []
  const inOrder = problems.toSorted(({ place: a }, { place: b }) => a.line - b.line || a.column - b.column)
  if (inOrder.length > maxProblems) return refused(inOrder)
  return { wanted, problems: inOrder, warnings: problemsOf(warnings, placeAt, lineAt) }
}

function parsed(yaml: string, lineCounter: LineCounter) {
  const { stackTraceLimit } = Error
  // The library creates an error for each mistake, and stack traces would cost more than everything else.
  Error.stackTraceLimit = 0
  try {
    // `uniqueKeys` would compare every key with every other, in quadratic time.
    const options = { uniqueKeys: false, prettyErrors: false, lineCounter }
    return parseDocument(yaml, { ...options, schema: 'core', merge: false })
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

/** At most one problem for each line, because one mistake in YAML causes several errors. */
function problemsOf(
  errors: readonly YAMLError[],
  placeAt: (offset: number) => Place,
  lineAt: (line: number) => string
): { text: string; place: Place }[] {
  const found = new Map<number, { text: string; place: Place }>()
  for (const { code, pos } of errors) {
    const place = placeAt(pos[0])
    if (referenceErrors.includes(code) || found.has(place.line)) continue
    const broken =
      messages[code] ?? 'This is not valid YAML; quotes, brackets or the indentation may be wrong.'
    // In a YAML list in brackets, the braces of an expression begin a mapping.
    const text = hasExpression(lineAt(place.line)) ? `This line ${holdsExpression}.` : broken
    found.set(place.line, { place, text })
  }
  return [...found.values()]
}

/** Replaces the errors that a wrongly indented line causes, on it, before and after it, by one for that line. */
function withIndentation(
  found: { text: string; place: Place }[],
  yaml: string
): { text: string; place: Place }[] {
  const misindent = found.length > 0 ? findMisindent(yaml.split('\n')) : undefined
  const cause = found.find(({ place: { line } }) => line === misindent?.line || line === misindent?.before)
  if (!misindent || !cause) return found
  const { line, column, before } = misindent
  const text = `The indentation is wrong here: it differs from line ${before}.`
  return [
    ...found.filter(({ place }) => place.line < before),
    { place: { ...cause.place, line, column }, text }
  ]
}

const notAllowed: Partial<Record<CST.TokenType, string>> = {
  alias: `Aliases are not allowed; write the value out. Put a pattern that begins with * in quotes: '*-api'.`,
  anchor: 'Anchors are not allowed; remove this one.',
  tag: 'Tags are not allowed; remove this one, and write text in quotes.'
}

/** Finds anchors, aliases and tags before they are resolved, up to `length`. */
function lex(yaml: string): { references: { offset: number; text: string }[]; length: number } {
  const references: { offset: number; text: string }[] = []
  let count = 0
  let offset = 0
  let isContent = false
  for (const lexeme of new Lexer().lex(yaml)) {
    const type = isContent ? undefined : CST.tokenType(lexeme)
    const text = type && notAllowed[type]
    if (text) references.push({ offset, text })
    // The lexer emits marks between the parts of the text. SCALAR precedes plain text, whatever that begins with.
    const isMark: boolean = !isContent && [CST.DOCUMENT, CST.FLOW_END, CST.SCALAR].includes(lexeme)
    if (!isMark) offset += lexeme.length
    isContent = isMark && lexeme === CST.SCALAR
    if (++count >= maxLexemes) break
  }
  return { references, length: count < maxLexemes ? yaml.length : offset }
}

const emptyScalar = { kind: 'scalar', value: null, written: '' } as const

/** The part of the manifest that a node contains. An empty value has the place of the key `before` it. */
function partOf(
  node: ParsedNode,
  placeAt: (offset: number) => Place,
  before: Place | undefined,
  depth = 0
): Part {
  const [from, to] = node.range
  const place = from === to && before ? before : placeAt(from)
  if (isScalar(node)) return { kind: 'scalar', place, value: node.value, written: node.source }
  if (depth > 4) return { kind: 'unread', place }
  if (isSeq(node)) {
    const items = node.items.map(item => partOf(item, placeAt, undefined, depth + 1))
    return { kind: 'list', place, items }
  }
  if (!isMap(node)) return { kind: 'unread', place }
  const members = node.items.map(({ key, value }): Member => {
    const at = placeAt(key.range[0])
    return {
      key: isScalar(key) && typeof key.value === 'string' ? key.value : undefined,
      place: at,
      value: value ? partOf(value, placeAt, at, depth + 1) : { ...emptyScalar, place: at }
    }
  })
  return { kind: 'mapping', place, members }
}

/** The lines, counted from 1, on which merge conflicts begin; for a half-resolved one, that of its first marker. */
function conflictsIn(lines: readonly string[]): number[] {
  const marked = [...lines.entries()].filter(([, line]) => /^(<{7}|[|]{7}|={7}|>{7})(?=\s|$)/.test(line))
  const begins = marked.filter(([, line]) => line.startsWith('<'))
  return (begins.length > 0 ? begins : marked.slice(0, 1)).map(([index]) => index + 1)
}

/** The first line whose indentation matches no line above it. Multiline text is ignored. */
function findMisindent(
  lines: readonly string[]
): { line: number; column: number; before: number } | undefined {
  const open: { column: number; isList: boolean }[] = []
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

function structureOf(line: string) {
  const text = line.replace(/(^|\s)#.*/, '').trimEnd()
  const [, spaces = '', dashes = '', rest = ''] = /^( *)((?:- +|-$)*)(.*)$/.exec(text) ?? []
  const isKey = /^([\w-]+|"[^"]*"|'[^']*') *:( |$)/.test(rest)
  return isKey || dashes !== '' ? { column: spaces.length, dashes, rest, isKey } : undefined
}

/** Whether a line continues an open block or opens one where that is allowed. Adds the blocks that it opens. */
function fits(
  { column, dashes, isKey }: NonNullable<ReturnType<typeof structureOf>>,
  open: { column: number; isList: boolean }[],
  mayOpen: boolean
): boolean {
  const isList = dashes !== ''
  const deepest = open.length
  while ((open.at(-1)?.column ?? -1) > column) open.pop()
  // A list may begin in the column of its key. It ends at the next key in that column.
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
