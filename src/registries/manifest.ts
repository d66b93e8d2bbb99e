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
import { readManifest } from './manifest-entries.ts'
import { entryKeys, notBlank } from './manifest-keys.ts'
import { conflictsIn, misindented } from './manifest-layout.ts'
import type { Complain, Finding, Member, Part } from './manifest-values.ts'
import type { Place, Sentence } from './problem.ts'
import { faultOfText, hasExpression, holdsExpression } from './text.ts'
import type { Wanted } from './wanted.ts'

/** What a manifest says, and what is wrong with it. With problems, `wanted` is what could be understood. */
export interface Manifest {
  wanted: Wanted[]
  problems: Sentence[]
  warnings: Sentence[]
}

/** A manifest must have fewer bytes. */
export const tooLarge = 2 * 1024 * 1024

/** No manifest of that size has more lexemes, unless it is garbage, of which the parser would make gigabytes. */
const mostLexemes = 600_000

/** With more problems than are ever shown, what could be understood is not worth a look. */
const manyProblems = 100

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

/** Errors that leave no doubt about what the rest says. */
const harmless: readonly ErrorCode[] = ['BAD_DIRECTIVE', 'BAD_DQ_ESCAPE', 'MULTIPLE_DOCS']

/** Errors of things that are not allowed anyway, and complained of wherever they stand. */
const ofReferences: readonly ErrorCode[] = [
  'ALIAS_PROPS',
  'BAD_ALIAS',
  'BAD_COLLECTION_TYPE',
  'BAD_PROP_ORDER',
  'MULTIPLE_ANCHORS',
  'MULTIPLE_TAGS',
  'TAG_RESOLVE_FAILED'
]

/** The registries that a manifest wants. All its problems are found at once, and none of them repeats a value. */
export function parseManifest(text: string, file: string): Manifest {
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
  // Where the text is cut, it is not the author's fault that something is missing.
  const isCut = length < whole.length
  const errors = isCut ? all.filter(({ pos }) => pos[0] < length) : all
  const end = yaml.trimEnd().length
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.min(offset, end))
    return { file, line, column: col }
  }
  const lineAt = (line: number) => yaml.slice(lines.lineStarts[line - 1], lines.lineStarts[line])
  const problems = [
    ...withIndentation(complaintsOf(errors, placeAt, lineAt), yaml),
    ...references.map(({ offset, text }) => ({ text, place: placeAt(offset) }))
  ]
  if (isCut)
    problems.push({
      text: 'The manifest has too many keys, values and marks; it was read only up to here.',
      place: placeAt(length)
    })
  const complain: Complain = (place, text) => void problems.push({ place, text })
  const isSound = errors.every(({ code }) => harmless.includes(code) || ofReferences.includes(code))
  const reader = { placeAt, complain: isSound ? complain : () => {} }
  const root = contents ? partOf(contents, reader, { before: start }) : { ...nothing, place: start }
  const wanted = isSound ? readManifest(root, complain) : []
  const inOrder = problems.toSorted(byPlace)
  if (inOrder.length > manyProblems) return refused(inOrder)
  return { wanted, problems: inOrder, warnings: complaintsOf(warnings, placeAt, lineAt) }
}

function parsed(yaml: string, lineCounter: LineCounter) {
  const { stackTraceLimit } = Error
  // The library makes an error of each mistake, and a stack costs more than all the rest.
  Error.stackTraceLimit = 0
  // It also compares every key with every other, unless it is told not to.
  const options = {
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter
  } as const
  try {
    return parseDocument(yaml, options)
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

function byPlace({ place: a }: Finding, { place: b }: Finding): number {
  return a.line - b.line || a.column - b.column
}

/** One a line: where the YAML is broken, one mistake has several errors. */
function complaintsOf(
  errors: readonly YAMLError[],
  placeAt: (offset: number) => Place,
  lineAt: (line: number) => string
): Finding[] {
  const found = new Map<number, Finding>()
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
 * A line that is indented wrongly is told in place of the errors that come of it: where the text before it goes on into
 * it, at that line, and wherever the parser finds itself lost afterwards.
 */
function withIndentation(found: Finding[], yaml: string): Finding[] {
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

/**
 * Anchors, aliases and tags are found before anything is made of them, and wherever they stand. The text is looked at
 * as far as `length`.
 */
function lex(yaml: string): { references: { offset: number; text: string }[]; length: number } {
  const references: { offset: number; text: string }[] = []
  let count = 0
  let offset = 0
  let isContent = false
  for (const lexeme of new Lexer().lex(yaml)) {
    const type = isContent ? undefined : CST.tokenType(lexeme)
    const text = type && notAllowed[type]
    if (text) references.push({ offset, text })
    // Marks of the lexer stand between what is written; this one before plain text, whatever that begins with.
    const isMark: boolean = !isContent && [CST.DOCUMENT, CST.FLOW_END, CST.SCALAR].includes(lexeme)
    if (!isMark) offset += lexeme.length
    isContent = isMark && lexeme === CST.SCALAR
    if (++count >= mostLexemes) break
  }
  return { references, length: count < mostLexemes ? yaml.length : offset }
}

const nothing = { kind: 'scalar', value: null, written: '' } as const

/** What a node is read with. */
interface Reader {
  placeAt(offset: number): Place
  complain(place: Place, text: string): void
}

/** Where nothing is written, `place` is that of the key before it. No rule looks deeper than a list in an entry. */
function partOf(node: ParsedNode, reader: Reader, { before, called }: Above = {}, depth = 0): Part {
  const [from, to] = node.range
  const place = from === to && before ? before : reader.placeAt(from)
  if (isScalar(node)) {
    const fault =
      called && typeof node.value === 'string' && notBlank.test(node.value)
        ? faultOfText(called, node.value)
        : undefined
    if (fault) reader.complain(place, `'${called}' ${fault}.`)
    return fault
      ? { kind: 'unread', place }
      : { kind: 'scalar', place, value: node.value, written: node.source }
  }
  if (depth > 4) return { kind: 'unread', place }
  if (isSeq(node))
    return {
      kind: 'list',
      place,
      items: node.items.map(item => partOf(item, reader, called ? { called } : {}, depth + 1))
    }
  if (!isMap(node)) return { kind: 'unread', place }
  const members = node.items.map(({ key, value }): Member => {
    const at = reader.placeAt(key.range[0])
    const name = isScalar(key) && typeof key.value === 'string' ? key.value : undefined
    const above = { before: at, ...(name && isKnown(name) && { called: name }) }
    return {
      key: name,
      place: at,
      value: value ? partOf(value, reader, above, depth + 1) : { ...nothing, place: at }
    }
  })
  return { kind: 'mapping', place, members }
}

/** Of other keys only that they are not known is told. */
function isKnown(name: string): boolean {
  return ['registries', 'defaults'].includes(name) || entryKeys.has(name.replaceAll('-', '_'))
}

/** The key before a value: where it stands, and what it is called. */
interface Above {
  before?: Place
  called?: string
}
