/** Where something is in a text: from `start` to before `end`. */
export interface Place {
  start: number
  end: number
}

/** Bytes that were decoded from a text, or the text itself. */
export interface View {
  readonly bytes: Uint8Array
  /** Where in the text the bytes of a place come from. */
  origin(place: Place): Place
}

/** A way to write bytes as digits of so many bits, with or without blanks between them. */
interface Digits {
  readonly bits: 4 | 6 | 8
  /** How many digits are compared at once. */
  readonly width: number
  /** For each byte of a text the value of a digit, or `blank`, or `neither`. */
  readonly values: Uint16Array
}

const [blank, neither] = [0x100, 0x200]
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const decimal = '0123456789'

/** Bytes as they are. */
export const plain: Digits = {
  bits: 8,
  width: 4,
  values: Uint16Array.from({ length: 256 }, (_, byte) => byte)
}
/** Both alphabets of base64, in lines or with spaces. */
export const base64 = digitsOf(
  { bits: 6, width: 4 },
  ['+/', '-_'].map(last => `${letters}${letters.toLowerCase()}${decimal}${last}`),
  ' \t\r\n'
)
/** Both cases of hex, such as `68 75`, `68:75`, `0x68, 0x75` and `\x68\x75`. */
export const hex = digitsOf(
  { bits: 4, width: 8 },
  [`${decimal}ABCDEF`, `${decimal}abcdef`],
  ' \t\r\n:;,.-_|/\\\'"()[]{}<>xX'
)

function digitsOf(
  size: Pick<Digits, 'bits' | 'width'>,
  alphabets: readonly string[],
  blanks: string
): Digits {
  const values = new Uint16Array(256).fill(neither)
  for (const sign of blanks) values[sign.charCodeAt(0)] = blank
  for (const alphabet of alphabets)
    for (const [value, sign] of [...alphabet].entries()) values[sign.charCodeAt(0)] = value
  return { ...size, values }
}

/** The digits of a text. */
export function digitsIn(text: string, { values }: Digits): Uint8Array {
  const digits = Buffer.from(text)
  for (let at = 0; at < digits.length; at++) digits[at] = values[digits[at] as number] as number
  return digits
}

/** Texts to look for, written in digits. */
type Needles = ReturnType<typeof createNeedles>

/** 2^20 bits are 128 KiB; thousands of needles set one percent of them. */
const hashBits = 20

/**
 * Texts to search for, as digits; none yet. In ordinary text one bit is read per digit: only where some needle may
 * begin with `npm_`, needles are compared.
 */
export function createNeedles(digits: Digits) {
  const beginnings = new Uint32Array(2 ** hashBits / 32)
  const lists = new Map<number, Uint8Array[]>()
  return {
    digits,
    /** A bit for each hash of the first digits, set if a needle may begin with them. */
    beginnings,
    /** The needles with the same first digits, sorted. */
    lists,
    add(needle: Uint8Array): void {
      const first = needle.subarray(0, digits.width).reduce((all, digit) => (all << digits.bits) | digit, 0)
      const hash = hashOf(first)
      beginnings[hash >>> 5] = (beginnings[hash >>> 5] as number) | (1 << hash)
      const list = lists.get(first) ?? []
      lists.set(first, list)
      const index = bisect(0, list.length, at => Buffer.compare(list[at] as Uint8Array, needle) < 0)
      if (Buffer.compare(list[index] ?? new Uint8Array(0), needle) !== 0) list.splice(index, 0, needle)
    }
  }
}

/** Whether a needle may begin with these digits. One that does is never missed. */
function mayBegin(beginnings: Uint32Array, first: number): boolean {
  const hash = hashOf(first)
  return (((beginnings[hash >>> 5] as number) >>> hash) & 1) === 1
}

function hashOf(first: number): number {
  return Math.imul(first, 0x9e3779b1) >>> (32 - hashBits)
}

/** The first of these numbers that is not before what is looked for. */
export function bisect(from: number, to: number, isBefore: (at: number) => boolean): number {
  let [low, high] = [from, to]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBefore(middle)) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Finds the places of needles, and all text, that are written in digits, with or without blanks. A byte may begin at
 * any digit: `/aHVudGVy` is decoded as `/aHV udGV y`, `aHVu dGVy`, `HVud GVy` and `Vud GVy`, and only the second is
 * text, `hunter`. Each digit ends a group in one of these ways.
 */
export function findIn({ bytes, origin }: View, needles: Needles) {
  const { digits, beginnings } = needles
  const { bits, width } = digits
  const places: Place[] = []
  let texts: ReturnType<typeof createTexts> | undefined
  const mask = bits === 6 ? 0xffffff : -1
  let [register, count] = [0, 0]
  for (let at = 0; at < bytes.length; at++) {
    const value = valueAt(bytes, at, digits)
    if (value === blank) continue
    register = (register << bits) | value
    count = value === neither ? 0 : count + 1
    if (count === 0) at = gapEnd(bytes, at, digits)
    if (count < width) continue
    const first = register & mask
    if (isText(first, bits)) {
      texts ??= createTexts(bytes, digits)
      texts.add(at, count)
    }
    if (mayBegin(beginnings, first)) places.push(...placesAt(bytes, at, needles, first).map(origin))
  }
  return { places, text: texts?.view(origin) }
}

/** Skips bytes that are not digits and so close to each other that no needle fits between them. */
function gapEnd(bytes: Uint8Array, start: number, { width, values }: Digits): number {
  let at = start
  while (values[bytes[at + width] as number] === neither) at += width
  return at
}

/** The place of the longest needle whose first digits end at `last`. */
function placesAt(bytes: Uint8Array, last: number, { digits, lists }: Needles, first: number): Place[] {
  const list = lists.get(first) ?? []
  const reader = readerOf(bytes, last + 1, digits)
  let [low, high, length, end] = [0, list.length, 0, 0]
  for (let depth = digits.width; low < high; depth++) {
    if (list[low]?.length === depth) {
      low++
      length = depth
      end = reader.end
    }
    const digit = reader.next()
    low = bisect(low, high, at => (list[at]?.[depth] as number) < digit)
    high = bisect(low, high, at => list[at]?.[depth] === digit)
  }
  if (length === 0) return []
  const start = digitBefore(bytes, last, digits.width - 1, digits)
  return [digits === base64 ? withNeighbours(bytes, { start, end }, end - start > length) : { start, end }]
}

/** In base64, the digits on both sides hold bits of the secret too. They may be on another line. */
function withNeighbours(bytes: Uint8Array, { start, end }: Place, isInLines: boolean): Place {
  const valueThere = (at: number) => base64.values[bytes[at] ?? 0] as number
  let [before, after] = [start - 1, end]
  while (isInLines && valueThere(before) === blank) before--
  while (isInLines && valueThere(after) === blank) after++
  return {
    start: valueThere(before) < blank ? before : start,
    end: withPadding(bytes, valueThere(after) < blank ? after + 1 : end)
  }
}

function withPadding(bytes: Uint8Array, end: number): number {
  let at = end
  while (at < end + 2 && bytes[at] === 0x3d) at++
  return at
}

/** For a first byte, how many bytes its UTF-8 character has; 0 if no text that encodes something contains it. */
const textBytes = new Uint8Array(256)
  .fill(1, 0x20, 0x7f)
  .fill(2, 0xc2, 0xe0)
  .fill(3, 0xe0, 0xf0)
  .fill(4, 0xf0, 0xf5)
for (const sign of '\t\r\n') textBytes[sign.charCodeAt(0)] = 1
/** Shorter text cannot encode a needle. */
const shortestText = 6
/** How many bytes before the first certain ones may be text too. */
const lead = 48

/** Whether the digits may be text: three ASCII bytes in base64, since any word is base64; four bytes of any text in hex. */
function isText(first: number, bits: number): boolean {
  if (bits === 8 || (bits === 6 && (first & 0x808080) !== 0)) return false
  const others = isSign(first & 0xff) && isSign((first >>> 8) & 0xff) && isSign((first >>> 16) & 0xff)
  return others && (bits === 6 || isSign(first >>> 24))
}

function isSign(byte: number): boolean {
  return byte >= 0x80 || textBytes[byte] === 1
}

/** How many bytes are left of a character, this one included, if so many are due; 0 if this is not text. */
function restOf(byte: number, due: number): number {
  if (due === 0) return textBytes[byte] as number
  return byte >>> 6 === 2 ? due : 0
}

/** Collects all text that is encoded in digits. */
function createTexts(bytes: Uint8Array, digits: Digits) {
  const { bits, width } = digits
  const ways = bits === 6 ? 4 : 2
  /** Where the text of each way ends that was added last. */
  const ends = [0, 0, 0, 0]
  /** Pieces of text with a zero after each, and where the digits of each byte begin. */
  let text = new Uint8Array(0)
  let starts = new Uint32Array(0)
  let length = 0
  return {
    /** Adds the text around the group that ends there, so many digits after what is no digit. */
    add(at: number, count: number): void {
      const way = count % ways
      if (at < (ends[way] as number)) return
      // Groups of whole bytes.
      const before = Math.min((lead * 8) / bits, count - width - ((count - width) % ways))
      const begin = length
      ends[way] = put(digitBefore(bytes, at, width - 1 + before, digits), (before * bits) / 8)
      if (length - begin < shortestText) length = begin
      else keep(0, 0)
    },
    view(origin: View['origin']): View | undefined {
      if (length === 0) return undefined
      return {
        bytes: text.subarray(0, length),
        origin: ({ start, end }) => origin({ start: starts[start] ?? 0, end: byteEnd(starts[end - 1] ?? 0) })
      }
    }
  }

  /** Decodes until a byte is not text. Among the first `unsure` bytes, text starts over after such a byte. */
  function put(start: number, unsure: number): number {
    const begin = length
    const reader = readerOf(bytes, start, digits)
    let [buffer, held, read, due, digit] = [0, 0, 0, 0, start]
    for (let value = reader.next(); value < blank; value = reader.next()) {
      buffer = (buffer << bits) | value
      held += bits
      if (held >= 8) {
        held -= 8
        const byte = (buffer >>> held) & 0xff
        const rest = restOf(byte, due)
        due = Math.max(rest - 1, 0)
        if (rest > 0) keep(byte, digit)
        else if (read < unsure) length = begin
        else break
        read++
      }
      digit = reader.end - 1
    }
    return reader.end
  }

  function keep(byte: number, start: number): void {
    if (length === text.length) {
      text = new Uint8Array(text.buffer.transfer(2 * length + 256))
      starts = new Uint32Array(starts.buffer.transfer(4 * text.length))
    }
    text[length] = byte
    starts[length++] = start
  }

  /** Where the digits of a byte end: each byte has bits of two. */
  function byteEnd(start: number): number {
    const reader = readerOf(bytes, start, digits)
    reader.next()
    reader.next()
    return bits === 6 ? withPadding(bytes, reader.end) : reader.end
  }
}

/** Reads the digits one by one, without blanks. `neither` ends them. */
function readerOf(bytes: Uint8Array, start: number, digits: Digits) {
  const reader = { end: start, next }
  return reader

  function next(): number {
    while (reader.end < bytes.length && valueAt(bytes, reader.end, digits) === blank) reader.end++
    return reader.end < bytes.length ? valueAt(bytes, reader.end++, digits) : neither
  }
}

/** The position of the digit so many before this one. */
function digitBefore(bytes: Uint8Array, last: number, count: number, digits: Digits): number {
  let at = last
  for (let left = count; left > 0; ) if (valueAt(bytes, --at, digits) !== blank) left--
  return at
}

function valueAt(bytes: Uint8Array, at: number, { bits, values }: Digits): number {
  const byte = bytes[at] as number
  const begins0x = byte === 0x30 && bits === 4 && ((bytes[at + 1] as number) | 0x20) === 0x78
  return begins0x ? blank : (values[byte] as number)
}
