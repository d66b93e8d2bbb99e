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

/** More problems with the YAML than this are only counted. */
const mostComplaints = 100

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
  MULTIPLE_DOCS: 'A second document begins here; a manifest is one.',
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
  if (Buffer.byteLength(text) >= tooLarge)
    return {
      wanted: [],
      problems: [{ text: 'The manifest is too large; it must be smaller than 2 MiB.', place: start }],
      warnings: []
    }
  const yaml = text.replace(/^\uFEFF/, '')
  const lines = new LineCounter()
  const { contents, errors, warnings } = parseDocument(yaml, {
    schema: 'core',
    merge: false,
    // The library compares every key with every other.
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines
  })
  const end = yaml.trimEnd().length
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.min(offset, end))
    return { file, line, column: col }
  }
  const lineAt = (line: number) => yaml.slice(lines.lineStarts[line - 1], lines.lineStarts[line])
  const problems = [...complaintsOf(errors, placeAt, lineAt), ...capped(referencesIn(yaml, placeAt))]
  const complain: Complain = (place, text) => void problems.push({ place, text })
  const isSound = errors.every(({ code }) => harmless.includes(code) || ofReferences.includes(code))
  const reader = { placeAt, complain: isSound ? complain : () => {} }
  const root = contents ? partOf(contents, reader, { before: start }) : { ...nothing, place: start }
  const wanted = isSound ? readManifest(root, complain) : []
  return { wanted, problems: problems.toSorted(byPlace), warnings: complaintsOf(warnings, placeAt, lineAt) }
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
  return capped([...found.values()])
}

function capped(findings: readonly Finding[]): Finding[] {
  const more = findings.length - mostComplaints
  const [next] = findings.slice(mostComplaints)
  if (!next) return [...findings]
  return [
    ...findings.slice(0, mostComplaints),
    { ...next, text: `From here on there are ${more} more problems like these.` }
  ]
}

const notAllowed: Partial<Record<CST.TokenType, string>> = {
  alias: 'Aliases are not allowed; write the value out.',
  anchor: 'Anchors are not allowed; remove it.',
  tag: 'Tags are not allowed; remove it, and write text in quotes.'
}

/** Anchors, aliases and tags are found before anything is made of them, and wherever they stand. */
function referencesIn(yaml: string, placeAt: (offset: number) => Place): Finding[] {
  const findings: Finding[] = []
  let offset = 0
  let isContent = false
  for (const lexeme of new Lexer().lex(yaml)) {
    const type = isContent ? undefined : CST.tokenType(lexeme)
    const text = type && notAllowed[type]
    if (text) findings.push({ place: placeAt(offset), text })
    // Marks of the lexer stand between what is written; this one before plain text, whatever that begins with.
    const isMark: boolean = !isContent && [CST.DOCUMENT, CST.FLOW_END, CST.SCALAR].includes(lexeme)
    if (!isMark) offset += lexeme.length
    isContent = isMark && lexeme === CST.SCALAR
  }
  return findings
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
        ? faultOfText(node.value)
        : undefined
    if (fault) reader.complain(place, `${called} ${fault}.`)
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
    const above = { before: at, ...(name && isKnown(name) && { called: `'${name}'` }) }
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
