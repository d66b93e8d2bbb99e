import { hash } from 'node:crypto'
import { fields } from '../registries/registry.ts'
import {
  base64,
  bisect,
  createNeedles,
  digitsIn,
  findIn,
  hex,
  type Place,
  plain,
  type View
} from './digits.ts'
import { withoutInvisible } from './sanitise.ts'

/** What replaces a secret. */
const hidden = '***'
/** Shorter secrets are not hidden: ordinary words contain them. */
const shortest = 4
/** An encoding writes a character of a secret as at most this many. */
const longestDigit = 16
/** How many encodings may be nested. */
const mostLayers = 6

/** Sentences are cut at this length before they are searched; what a server says may be longer. */
export const longestSentence = 64 * 1024

/** Gives a text without secrets. Of a text that is longer than `most` characters, only these are searched and given. */
export type Redact = (text: string, most?: number) => string

/** Keys of the action and of GitHub: they stay even if a secret equals one. */
const knownKeys = new Set([
  ...Object.keys(fields),
  ...['name', 'updated_at', 'created_at', 'selected_repository_ids', 'selected_repositories_url', 'key_id'],
  ...['registry', 'registries', 'text', 'place', 'file', 'line', 'column', 'path', 'workspace'],
  ...['from', 'to', 'names']
])

/** The same value with every text in it redacted, and every number that would be redacted as a text. */
export function redactIn<T>(value: T, redact: Redact): T {
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') return redact(part)
    if (typeof part === 'number') return redact(String(part)) === String(part) ? part : redact(String(part))
    if (Array.isArray(part)) return part.map(walk)
    if (typeof part !== 'object' || part === null) return part
    const entries = Object.entries(part)
    return Object.fromEntries(
      entries.map(([key, item]) => [knownKeys.has(key) ? key : redact(key), walk(item)])
    )
  }
  return walk(value) as T
}

/**
 * A redactor that hides nothing yet. It does not guess how a secret is encoded. It decodes the text and searches all
 * results for the secret. Only the places in the text from which the secret was decoded are replaced.
 *
 * With `hunter2` hidden, in `{"url":"%2Fdns%2fhunter%32"}` the escapes are resolved to `{"url":"/dns/hunter2"}`. There
 * the secret has the place 15 to 22, which came from 19 to 28: the text becomes `{"url":"%2Fdns%2f***"}`.
 */
export function createRedactor() {
  const [inPlain, inBase64, inHex] = [createNeedles(plain), createNeedles(base64), createNeedles(hex)]
  /** Values whose forms are not made yet: the first requests need not wait for them. */
  const pending: string[] = []
  let longest = 0

  /** Adds the forms of a value in which a server may send it back. */
  function add(value: string): void {
    const lines = linesOf(value)
    if (lines.length > 0) longest = Math.max(longest, value.length)
    for (const bytes of formsOf(lines)) {
      inPlain.add(bytes)
      for (const digits of base64In(bytes)) inBase64.add(digits)
      inHex.add(digitsIn(bytes.toString('hex'), hex))
    }
    for (const line of lines) inHex.add(digitsIn(hash('sha256', line), hex))
  }

  const redact: Redact = (text, most = Number.POSITIVE_INFINITY) => {
    for (const value of pending.splice(0)) add(value)
    if (longest === 0 || text.length < shortest) return text.slice(0, most)
    // A secret that begins before the cut is hidden whole, whatever is behind it.
    const bytes = Buffer.from(text.slice(0, most + longest * longestDigit))
    const places = placesIn({ bytes, origin: place => place }, mostLayers)
    return withoutPlaces(text.slice(0, most), bytes, places)
  }

  /** The places of secrets in the text that a view comes from, plain or under at most so many encodings. */
  function placesIn(view: View, layers: number): Place[] {
    const found = [inPlain, inBase64, inHex].map(needles => findIn(view, needles))
    const texts = layers === 0 ? [] : [unescaped(view), withSpaces(view), ...found.map(({ text }) => text)]
    const inner = texts.map(text => (text ? placesIn(text, layers - 1) : []))
    return [...found.map(({ places }) => places), ...inner].flat()
  }

  return { hide: (value: string) => void pending.push(value), redact }
}

/** The text with each place replaced; places that overlap are replaced together. The bytes begin with the text. */
function withoutPlaces(text: string, bytes: Buffer, places: readonly Place[]): string {
  let shown = ''
  // So far in the bytes, and in the text.
  let [done, index] = [0, 0]
  const goTo = (end: number) => {
    index += bytes.toString('utf8', done, end).length
    done = end
  }
  const isWithin = (at: number) => ((bytes[at] ?? 0) & 0xc0) === 0x80
  for (let { start, end } of places.toSorted((a, b) => a.start - b.start)) {
    while (isWithin(start)) start--
    while (isWithin(end)) end++
    if (start >= done) {
      const before = index
      goTo(start)
      if (index >= text.length) return shown + text.slice(before)
      shown += text.slice(before, index) + hidden
    }
    if (end > done) goTo(end)
  }
  return shown + text.slice(index)
}

/** The secret and its lines, without those that are too short to be hidden. */
export function linesOf(secret: string): string[] {
  return [...new Set([secret, ...secret.split(/\r\n|\r|\n/)])].filter(isLong)
}

function isLong(text: string): boolean {
  return text.trim().length >= shortest
}

/** The bytes to search for, given the lines of a secret. */
function formsOf(lines: readonly string[]): Buffer[] {
  const texts = new Set(lines.flatMap(line => [line, line.trim(), asNumber(line)]).filter(isLong))
  return [...texts].flatMap(text => {
    const bytes = Buffer.from(text)
    // A server may read UTF-8 as Latin-1, or write Latin-1.
    const taken = [Buffer.from(bytes.toString('latin1')), Buffer.from(text, 'latin1')]
    return [bytes, ...(bytes.length === text.length ? [] : taken), ...withoutEscapes(bytes)]
  })
}

/** Base64 cannot be decoded if it is part of other base64, so base64 of base64 is searched for too. */
function base64In(bytes: Buffer): Uint8Array[] {
  const encoded = [bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')]
  return [bytes, ...new Set(encoded)].flatMap(text => base64Of(Buffer.from(text)))
}

/** The base64 digits of the bytes at each of the three offsets, without those that depend on neighbouring bytes. */
function base64Of(bytes: Buffer): Uint8Array[] {
  return [0, 1, 2].map(shift => {
    const skipped = Math.ceil((shift * 8) / 6)
    const digits = new Uint8Array(Math.floor(((shift + bytes.length) * 8) / 6) - skipped)
    for (let index = 0; index < digits.length; index++) {
      const bit = (skipped + index) * 6 - shift * 8
      const pair = ((bytes[bit >>> 3] as number) << 8) | (bytes[(bit >>> 3) + 1] ?? 0)
      digits[index] = (pair >>> (10 - (bit & 7))) & 0x3f
    }
    return digits
  })
}

/** The text of a number after JSON has parsed and written it. */
function asNumber(text: string): string {
  return /^[-+\d.e]+$/i.test(text) ? String(Number(text)) : ''
}

/** The bytes without their own escapes, which are resolved together with those of the text. */
function withoutEscapes(bytes: Uint8Array): Buffer[] {
  const inner = unescaped({ bytes, origin: place => place })?.bytes
  return inner && isLong(Buffer.from(inner).toString()) ? [Buffer.from(inner), ...withoutEscapes(inner)] : []
}

/** An escape of a URL, of JSON or another language, or of XML. */
const anyEscape =
  /^(?:(?:%|\\x)([\da-f]{2})|[\\%]u([\da-f]{4})(?:[\\%]u(d[c-f][\da-f]{2}))?|\\u\{0*([\da-f]{1,6})\}|&#0*(\d{1,7});?|&#x0*([\da-f]{1,6});?|&(amp|lt|gt|quot|apos);|\\([nrtbfv"'`/\\]))/i
const named: Record<string, string> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" },
  ...{ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v' }
}
/** The longest escape that is looked for: numbers may begin with zeros. */
const longestEscape = 24

/**
 * A text without one layer of escapes, of all kinds at once: `%BC` for `%25\u0042&#67;`. Invisible characters are left
 * out too. Undefined if there is neither.
 */
function unescaped({ bytes, origin }: View): View | undefined {
  if (!firstBytes.some(byte => bytes.includes(byte))) return undefined
  const into = Buffer.allocUnsafe(bytes.length)
  // Of each escape: where its meaning begins and ends in the new text, where it begins and ends in the old one.
  const escapes: number[] = []
  let [length, done] = [0, 0]
  for (let at = 0; at < bytes.length; at++) {
    const width = widths[bytes[at] as number] as number
    if (width === 0) continue
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(width, bytes.length - at))
    const found = width === longestEscape ? escapeIn(text.toString('latin1')) : invisibleIn(text.toString())
    if (!found) continue
    into.set(bytes.subarray(done, at), length)
    length += at - done
    done = at + found.length
    into.set(found.meaning, length)
    escapes.push(length, length + found.meaning.length, at, done)
    length += found.meaning.length
    at = done - 1
  }
  if (escapes.length === 0) return undefined
  into.set(bytes.subarray(done), length)
  return {
    bytes: into.subarray(0, length + bytes.length - done),
    origin: ({ start, end }) =>
      origin({ start: oldPlace(escapes, start).start, end: oldPlace(escapes, end - 1).end })
  }
}

/** A text with spaces for the `+` of forms. Undefined if there is none. */
function withSpaces({ bytes, origin }: View): View | undefined {
  return bytes.includes(0x2b)
    ? { bytes: bytes.map(byte => (byte === 0x2b ? 0x20 : byte)), origin }
    : undefined
}

/** How many bytes to read at the first byte of an escape, or of a character that may be invisible. */
const widths = new Uint8Array(256).fill(2, 0xd8, 0xd9).fill(3, 0xe2, 0xe3).fill(3, 0xef, 0xf0)
for (const sign of '%\\&') widths[sign.charCodeAt(0)] = longestEscape
const firstBytes = [...widths.keys()].filter(byte => widths[byte] !== 0)

/** The bytes that an escape at the start of the text stands for, and its length. */
function escapeIn(text: string): { length: number; meaning: Uint8Array } | undefined {
  const [all, byte, unit, second, point, decimal, hex, name, short] = anyEscape.exec(text) ?? []
  if (all === undefined) return undefined
  if (byte) return { length: all.length, meaning: Buffer.of(Number.parseInt(byte, 16)) }
  const codes = [unit, second, point, hex].filter(Boolean).map(code => Number.parseInt(code ?? '', 16))
  if (decimal) codes.push(Number(decimal))
  if (codes.some(code => code > 0x10ffff)) return undefined
  const sign = name?.toLowerCase() ?? short ?? ''
  return { length: all.length, meaning: Buffer.from(String.fromCodePoint(...codes) || (named[sign] ?? sign)) }
}

function invisibleIn(character: string): ReturnType<typeof escapeIn> {
  if (withoutInvisible(character) !== '') return undefined
  return { length: Buffer.byteLength(character), meaning: Buffer.of() }
}

/** The place of a byte before the escapes were resolved. */
function oldPlace(escapes: readonly number[], at: number): Place {
  const next = bisect(0, escapes.length / 4, index => (escapes[4 * index] as number) <= at)
  const [, newEnd = 0, start = 0, end = 0] = escapes.slice(Math.max(4 * next - 4, 0), 4 * next)
  return at < newEnd ? { start, end } : { start: end + at - newEnd, end: end + at - newEnd + 1 }
}
