import { withoutInvisible } from './sanitise.ts'
import type { Place, View } from './view.ts'

/** An escape of a URL, of JSON or another language, or of XML. */
const anyEscape =
  /^(?:(?:%|\\x)([\da-f]{2})|[\\%]u([\da-f]{4})(?:[\\%]u(d[c-f][\da-f]{2}))?|\\u\{0*([\da-f]{1,6})\}|&#0*(\d{1,7});?|&#x0*([\da-f]{1,6});?|&(amp|lt|gt|quot|apos);|\\([nrtbfv"'`/\\]))/i
const named: Record<string, string> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" },
  ...{ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v' }
}
/** The longest escape that is looked for: numbers may begin with zeros. */
const longest = 24

/**
 * A text without one layer of escapes, of all kinds at once: of `%25\u0042&#67;` that is `%BC`. Characters that nobody
 * sees are left out too. Undefined if there is neither.
 */
export function unescaped({ bytes, origin }: View): View | undefined {
  const into = Buffer.allocUnsafe(bytes.length)
  // Of each escape: where its meaning begins and ends in the new text, where it begins and ends in the old one.
  const escapes: number[] = []
  let [length, done] = [0, 0]
  for (let at = 0; at < bytes.length; at++) {
    const width = widths[bytes[at] as number] as number
    if (width === 0) continue
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(width, bytes.length - at))
    const found = width === longest ? escapeIn(text.toString('latin1')) : invisibleIn(text.toString())
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

/** A text with spaces where forms write `+`. Undefined if there is none. */
export function withSpaces({ bytes, origin }: View): View | undefined {
  return bytes.includes(0x2b)
    ? { bytes: bytes.map(byte => (byte === 0x2b ? 0x20 : byte)), origin }
    : undefined
}

/** How many bytes are read where one of these stands: an escape, or a character that may be invisible. */
const widths = new Uint8Array(256)
for (const sign of '%\\&') widths[sign.charCodeAt(0)] = longest
for (const [first, width] of [
  [0xd8, 2],
  [0xe2, 3],
  [0xef, 3]
] as const)
  widths[first] = width

/** What is escaped, and in how many bytes. */
interface Escape {
  readonly length: number
  readonly meaning: Uint8Array
}

function escapeIn(text: string): Escape | undefined {
  const [all, byte, unit, second, point, decimal, hex, name, short] = anyEscape.exec(text) ?? []
  if (all === undefined) return undefined
  if (byte) return { length: all.length, meaning: Buffer.of(Number.parseInt(byte, 16)) }
  const codes = [unit, second, point, hex].filter(Boolean).map(code => Number.parseInt(code ?? '', 16))
  if (decimal) codes.push(Number(decimal))
  if (codes.some(code => code > 0x10ffff)) return undefined
  const sign = name?.toLowerCase() ?? short ?? ''
  return { length: all.length, meaning: Buffer.from(String.fromCodePoint(...codes) || (named[sign] ?? sign)) }
}

function invisibleIn(character: string): Escape | undefined {
  return withoutInvisible(character) === ''
    ? { length: Buffer.byteLength(character), meaning: Buffer.of() }
    : undefined
}

/** The place of a byte before the escapes were resolved. */
function oldPlace(escapes: readonly number[], at: number): Place {
  let [low, high] = [0, escapes.length / 4]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((escapes[4 * middle] as number) <= at) low = middle + 1
    else high = middle
  }
  const [, newEnd = 0, start = 0, end = 0] = escapes.slice(Math.max(4 * low - 4, 0), 4 * low)
  return at < newEnd ? { start, end } : { start: end + at - newEnd, end: end + at - newEnd + 1 }
}
