import { createNeedles, type Needles } from './needles.ts'
import type { Place, View } from './view.ts'

/** A way to write bytes as digits of so many bits, with blanks between them or not. */
export interface Digits {
  readonly bits: 4 | 6 | 8
  /** So many digits are looked at together. */
  readonly width: number
  /** What each byte of a text is: the value of a digit, a blank, or neither. */
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

/** Needles in such digits; none yet. */
export function createNeedlesIn({ bits, width }: Digits): Needles {
  return createNeedles(needle =>
    needle.subarray(0, width).reduce((first, digit) => (first << bits) | digit, 0)
  )
}

/** The digits of a text, without what is between them. */
export function digitsIn(text: string, { values }: Digits): Uint8Array {
  return Uint8Array.from(Buffer.from(text), byte => values[byte] as number)
}

/** The places where needles stand in digits, whatever is between these. */
export function placesOf({ bytes, origin }: View, digits: Digits, needles: Needles): Place[] {
  const { bits, width } = digits
  const places: Place[] = []
  const mask = bits === 6 ? 0xffffff : -1
  let [register, count] = [0, 0]
  for (let at = 0; at < bytes.length; at++) {
    const value = valueAt(bytes, at, digits)
    if (value === blank) continue
    register = (register << bits) | value
    count = value === neither ? 0 : count + 1
    if (count < width || !needles.mayBegin(register & mask)) continue
    const place = placeAt(bytes, at, digits, needles, register & mask)
    if (place) places.push(origin(place))
  }
  return places
}

/** The place of the longest needle whose first digits end there. */
function placeAt(
  bytes: Uint8Array,
  last: number,
  digits: Digits,
  needles: Needles,
  first: number
): Place | undefined {
  let start = last
  for (let left = digits.width - 1; left > 0; ) if (valueAt(bytes, --start, digits) !== blank) left--
  const length = needles.longest(first, readerOf(bytes, start, digits).next)
  if (length === 0) return undefined
  const reader = readerOf(bytes, start, digits)
  for (let left = length; left > 0; left--) reader.next()
  return digits === base64 ? withNeighbours(bytes, start, reader.end) : { start, end: reader.end }
}

/** In base64 the digits on both sides hold bits of the secret and of what stands beside it. */
function withNeighbours(bytes: Uint8Array, start: number, end: number): Place {
  const isDigit = (at: number) => at >= 0 && at < bytes.length && valueAt(bytes, at, base64) < blank
  return {
    start: isDigit(start - 1) ? start - 1 : start,
    end: paddingEnd(bytes, isDigit(end) ? end + 1 : end)
  }
}

/** Bytes of text in which something may be encoded once more. */
const isText = new Uint8Array(256).fill(1, 0x20, 0x7f)
for (const sign of '\t\r\n') isText[sign.charCodeAt(0)] = 1
/** In less text than this no needle can be encoded. */
const shortestText = 6

/**
 * All text that is written in digits. Where it begins is not known, so a byte may begin at each digit: of `/aHVudGVy` all
 * of `/aHV udGV y`, `aHVu dGVy`, `HVud GVy` and `Vud GVy` are decoded, and only the second one is text, `hunter`.
 */
export function textIn({ bytes, origin }: View, digits: Digits): View | undefined {
  const { bits } = digits
  const texts = createTexts(bytes, digits)
  let [value, before, count] = [0, 0, 0]
  for (let at = 0; at < bytes.length; at++) {
    const next = valueAt(bytes, at, digits)
    if (next === blank) continue
    if (next === neither) {
      texts.end()
      count = 0
      continue
    }
    // With each digit a byte of two digits ends, in base64 one of three: all but four, two or no bits of the digit.
    if (count > 0 && bits === 6) {
      texts.add((count + 2) & 3, ((value << 2) | (next >> 4)) & 0xff, before)
      texts.add((count + 1) & 3, ((value << 4) | (next >> 2)) & 0xff, before)
      texts.add(count & 3, ((value << 6) | next) & 0xff, before)
    } else if (count > 0) texts.add(count & 1, ((value << 4) | next) & 0xff, before)
    ;[value, before] = [next, at]
    count++
  }
  texts.end()
  return texts.view(origin)
}

/** Collects the text of each way to decode digits. */
function createTexts(bytes: Uint8Array, digits: Digits) {
  /** All pieces of text with a zero after each, and where in the digits each byte begins. */
  const [text, starts]: [number[], number[]] = [[], []]
  const runs = [0, 1, 2, 3].map(() => ({ bytes: [] as number[], starts: [] as number[] }))
  return {
    add(way: number, byte: number, start: number): void {
      const run = runs[way] as (typeof runs)[0]
      if (isText[byte] !== 1) {
        if (run.bytes.length > 0) end(run)
        return
      }
      run.bytes.push(byte)
      run.starts.push(start)
    },
    end: () => runs.forEach(end),
    view(origin: View['origin']): View | undefined {
      if (text.length === 0) return undefined
      return {
        bytes: Uint8Array.from(text),
        origin(place) {
          const [start = 0, last = 0] = [starts[place.start], starts[place.end - 1]]
          const reader = readerOf(bytes, last, digits)
          reader.next()
          reader.next()
          const end = digits === base64 ? paddingEnd(bytes, reader.end) : reader.end
          return origin({ start, end })
        }
      }
    }
  }

  function end(run: (typeof runs)[0]): void {
    if (run.bytes.length >= shortestText) {
      for (const byte of [...run.bytes, 0]) text.push(byte)
      for (const start of [...run.starts, 0]) starts.push(start)
    }
    run.bytes.length = 0
    run.starts.length = 0
  }
}

function paddingEnd(bytes: Uint8Array, end: number): number {
  let at = end
  while (at < end + 2 && bytes[at] === 0x3d) at++
  return at
}

/** Reads one digit after another. */
function readerOf(bytes: Uint8Array, start: number, digits: Digits) {
  let at = start
  const reader = { end: start, next }
  return reader

  function next(): number {
    while (at < bytes.length && valueAt(bytes, at, digits) === blank) at++
    if (at >= bytes.length) return -1
    const value = valueAt(bytes, at++, digits)
    reader.end = at
    return value
  }
}

function valueAt(bytes: Uint8Array, at: number, { bits, values }: Digits): number {
  const byte = bytes[at] as number
  const begins0x = byte === 0x30 && bits === 4 && ((bytes[at + 1] as number) | 0x20) === 0x78
  return begins0x ? blank : (values[byte] as number)
}
