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

/** A manifest must have fewer bytes. */
export const tooLarge = 2 * 1024 * 1024

/** A manifest with more lexemes is garbage, and parsing it could take gigabytes. */
const mostLexemes = 600_000

/** With more problems than are ever reported, the entries are not checked further. */
const mostProblems = 100

/** The library's own messages hold parts of the text, so none of them is used. */
const messages: Partial<Record<ErrorCode, string>> = {
  BAD_DIRECTIVE: 'This directive is not known; remove the line.',
  BAD_DQ_ESCAPE:
    'The text in double quotes has a backslash that means nothing; write two, or use single quotes.',
  BAD_INDENT: 'The indentation is wrong here, or a bracket before it is not closed.',
  BAD_SCALAR_START: 'Text cannot begin with this character; write it in quotes.',
  BLOCK_AS_IMPLICIT_KEY:
    'A key cannot stand here; check the indentation, and write text with a colon in quotes.',
  MISSING_CHAR: 'Something is missing here, such as a closing quote or bracket, a colon or a space.',
  MULTILINE_IMPLICIT_KEY: 'A key must be on one line; a colon or a closing quote may be missing.',
  MULTIPLE_DOCS: 'A second document begins here; only one YAML document is allowed.',
  RESOURCE_EXHAUSTION: 'Lists and mappings are nested too deeply here.',
  TAB_AS_INDENT: 'A tab cannot indent a line; use spaces.'
}

/** Errors after which the rest of the text is still clear. */
const minor: readonly ErrorCode[] = ['BAD_DIRECTIVE', 'BAD_DQ_ESCAPE', 'MULTIPLE_DOCS']

/** Errors of anchors, aliases and tags, which are refused wherever they stand. */
const ofReferences: readonly ErrorCode[] = [
  'ALIAS_PROPS',
  'BAD_ALIAS',
  'BAD_COLLECTION_TYPE',
  'BAD_PROP_ORDER',
  'MULTIPLE_ANCHORS',
  'MULTIPLE_TAGS',
  'TAG_RESOLVE_FAILED'
]

/**
 * Reads the registries that a manifest wants. All problems are found at once, and none of them repeats a value; with
 * problems, `wanted` is what could be understood.
 */
export function parseManifest(
  text: string,
  file: string
): { wanted: Wanted[]; problems: Sentence[]; warnings: Sentence[] } {
  const start: Place = { file, line: 1, column: 1 }
  const refused = (problems: Sentence[]) => ({ wanted: [], problems, warnings: [] })
  if (Buffer.byteLength(text) >= tooLarge)
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
  // Errors behind the cut are not the author's.
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
      text: 'The manifest has too many keys, values and marks; it was read only up to here.',
      place: placeAt(length)
    })
  const refuse: Refuse = (place, text) => void problems.push({ place, text })
  const isSound = errors.every(({ code }) => minor.includes(code) || ofReferences.includes(code))
  const root = contents && isSound ? partOf(contents, placeAt, start) : { ...nothing, place: start }
  const wanted = isSound ? readEntries(root, refuse) : []
  const inOrder = problems.toSorted(({ place: a }, { place: b }) => a.line - b.line || a.column - b.column)
  if (inOrder.length > mostProblems) return refused(inOrder)
  return { wanted, problems: inOrder, warnings: problemsOf(warnings, placeAt, lineAt) }
}

function parsed(yaml: string, lineCounter: LineCounter) {
  const { stackTraceLimit } = Error
  // The library creates an error for each mistake, and stack traces would cost more than all the rest.
  Error.stackTraceLimit = 0
  try {
    // With `uniqueKeys` it would compare every key with every other.
    const options = { uniqueKeys: false, prettyErrors: false, lineCounter }
    return parseDocument(yaml, { ...options, schema: 'core', merge: false })
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

/** At most one problem a line, because one mistake in YAML yields several errors. */
function problemsOf(
  errors: readonly YAMLError[],
  placeAt: (offset: number) => Place,
  lineAt: (line: number) => string
): { text: string; place: Place }[] {
  const found = new Map<number, { text: string; place: Place }>()
  for (const { code, pos } of errors) {
    const place = placeAt(pos[0])
    if (ofReferences.includes(code) || found.has(place.line)) continue
    const broken = messages[code] ?? 'This is not YAML; quotes, brackets or the indentation may be wrong.'
    // Its braces have a meaning of their own inside brackets.
    const text = hasExpression(lineAt(place.line)) ? `This line ${holdsExpression}.` : broken
    found.set(place.line, { place, text })
  }
  return [...found.values()]
}

/**
 * A wrongly indented line replaces the errors that follow from it: at that line, at the one before it, which runs on
 * into it, and everywhere below.
 */
function withIndentation(
  found: { text: string; place: Place }[],
  yaml: string
): { text: string; place: Place }[] {
  const slip = found.length > 0 ? misindented(yaml.split('\n')) : undefined
  const cause = found.find(({ place: { line } }) => line === slip?.line || line === slip?.before)
  if (!slip || !cause) return found
  const place = { ...cause.place, line: slip.line, column: slip.column }
  const text = `The indentation is wrong here: it differs from that of line ${slip.before}.`
  return [...found.filter(({ place: { line } }) => line < slip.before), { place, text }]
}

const notAllowed: Partial<Record<CST.TokenType, string>> = {
  alias: `Aliases are not allowed; write the value out. Put a pattern that begins with * in quotes: '*-api'.`,
  anchor: 'Anchors are not allowed; remove it.',
  tag: 'Tags are not allowed; remove it, and write text in quotes.'
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
    // The lexer puts marks between the parts of the text; SCALAR comes before plain text, whatever that begins with.
    const isMark: boolean = !isContent && [CST.DOCUMENT, CST.FLOW_END, CST.SCALAR].includes(lexeme)
    if (!isMark) offset += lexeme.length
    isContent = isMark && lexeme === CST.SCALAR
    if (++count >= mostLexemes) break
  }
  return { references, length: count < mostLexemes ? yaml.length : offset }
}

const nothing = { kind: 'scalar', value: null, written: '' } as const

/** The part of the manifest that a node holds. Where nothing is written, its place is that of the key `before` it. */
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
      value: value ? partOf(value, placeAt, at, depth + 1) : { ...nothing, place: at }
    }
  })
  return { kind: 'mapping', place, members }
}

/** The lines, counted from 1, on which merge conflicts begin; of a half-resolved one, its first mark. */
function conflictsIn(lines: readonly string[]): number[] {
  const marked = [...lines.entries()].filter(([, line]) => /^(<{7}|[|]{7}|={7}|>{7})(?=\s|$)/.test(line))
  const begins = marked.filter(([, line]) => line.startsWith('<'))
  return (begins.length > 0 ? begins : marked.slice(0, 1)).map(([index]) => index + 1)
}

/**
 * The first line whose indentation fits no line above it, and the line before it. It only words what the parser
 * complains of, so it ignores text over several lines.
 */
function misindented(lines: readonly string[]): { line: number; column: number; before: number } | undefined {
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

/** A line with a key, an entry of a list, or both: its column, its dashes, and what comes after them. */
function structureOf(line: string) {
  const text = line.replace(/(^|\s)#.*/, '').trimEnd()
  const [, spaces = '', dashes = '', rest = ''] = /^( *)((?:- +|-$)*)(.*)$/.exec(text) ?? []
  const isKey = /^([\w-]+|"[^"]*"|'[^']*') *:( |$)/.test(rest)
  return isKey || dashes !== '' ? { column: spaces.length, dashes, rest, isKey } : undefined
}

/** Whether a line continues one of the open blocks, or opens one where it may, which is then added to them. */
function fits(
  { column, dashes, isKey }: NonNullable<ReturnType<typeof structureOf>>,
  open: { column: number; isList: boolean }[],
  mayOpen: boolean
): boolean {
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
