import { createHash } from 'node:crypto'
import { fields } from '../registries/registry.ts'
import { base64, createNeedlesIn, type Digits, digitsIn, findIn, hex, plain } from './digits.ts'
import { unescaped, withSpaces } from './escapes.ts'
import type { Needles } from './needles.ts'
import type { Place, View } from './view.ts'

/** What stands where a secret stood. */
const hidden = '***'
/** Shorter pieces are too common in ordinary words to be hidden. */
const shortest = 4
/** As how many characters one of a secret is written at most where a long text is cut. */
const longestDigit = 16
/** How many encodings may lie over one another. */
const mostLayers = 6

/** Sentences are cut at this length before they are searched; what a server says may be longer. */
export const longestSentence = 64 * 1024

/** Gives a text without secrets. Of a text that is longer than `most` characters, only these are searched and given. */
export type Redact = (text: string, most?: number) => string

/** Keys of the action and of GitHub: they stay even if a secret equals one. */
const knownKeys = new Set([
  ...Object.keys(fields),
  ...['name', 'updated_at', 'created_at', 'selected_repository_ids', 'selected_repositories_url', 'key_id'],
  ...['registry', 'registries', 'text', 'place', 'file', 'line', 'column', 'path', 'workspace']
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

/** Hides values that must never be shown, also in the forms in which a server may send them back. */
export interface Redactor {
  hide(value: string): void
  /** The text without secrets. Of one that is longer than `most` characters only these are searched and given. */
  redact(text: string, most?: number): string
}

/**
 * A redactor that hides nothing yet. It does not know how a secret would be encoded: it decodes the text, and looks for
 * the secret in all that comes out. The text stays as it is, but for the places from which the secret came.
 *
 * With `hunter2` hidden, in `{"url":"%2Fdns%2fhunter%32"}` the escapes are resolved to `{"url":"/dns/hunter2"}`. There
 * the secret has the place 15 to 22, which came from 19 to 28: the text becomes `{"url":"%2Fdns%2f***"}`.
 */
export function createRedactor(): Redactor {
  const sets = [plain, base64, hex].map(digits => ({ digits, needles: createNeedlesIn(digits) }))
  let longest = 0
  return {
    hide(value) {
      if (linesOf(value).length > 0) longest = Math.max(longest, value.length)
      for (const { digits, needles } of sets)
        for (const needle of needlesOf(value, digits)) needles.add(needle)
    },
    redact(text, most = Number.POSITIVE_INFINITY) {
      if (longest === 0 || text.length < shortest) return text.slice(0, most)
      // A secret that begins before the cut is hidden whole, whatever is behind it.
      const bytes = Buffer.from(text.slice(0, most + longest * longestDigit))
      const places = placesIn({ bytes, origin: place => place }, sets, mostLayers)
      return withoutPlaces(text.slice(0, most), bytes, places)
    }
  }
}

/** Where needles stand in the text that a view comes from: as they are, or with so many encodings over them. */
function placesIn(
  view: View,
  sets: readonly { digits: Digits; needles: Needles }[],
  layers: number
): Place[] {
  const found = sets.map(({ digits, needles }) => findIn(view, digits, needles))
  const texts = layers === 0 ? [] : [unescaped(view), withSpaces(view), ...found.map(({ text }) => text)]
  const inner = texts.map(text => (text ? placesIn(text, sets, layers - 1) : []))
  return [...found.map(({ places }) => places), ...inner].flat()
}

/** The text, which the bytes begin with, with one sign for each place, and one for all that overlap. */
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

/** The lines of a secret that can be told from ordinary words, the whole first. */
export function linesOf(secret: string): string[] {
  return [...new Set([secret, ...secret.split(/\r\n|\r|\n/)])].filter(isLong)
}

function isLong(text: string): boolean {
  return text.trim().length >= shortest
}

/** What is looked for of a value among such digits. */
function needlesOf(value: string, digits: Digits): Uint8Array[] {
  const lines = linesOf(value)
  const texts = new Set(lines.flatMap(line => [line, line.trim(), asNumber(line)]).filter(isLong))
  const needles = [...texts].flatMap(text => {
    const bytes = Buffer.from(text)
    if (bytes.length === text.length) return [bytes, ...withoutEscapes(bytes)]
    // A server may take bytes for characters, and characters for bytes.
    const taken = [Buffer.from(bytes.toString('latin1')), Buffer.from(text, 'latin1')]
    return [bytes, ...taken, ...withoutEscapes(bytes)]
  })
  if (digits === plain) return needles
  if (digits === base64) return needles.flatMap(base64In)
  const sums = lines.map(line => createHash('sha256').update(line).digest())
  return [...needles, ...sums].map(bytes => digitsIn(bytes.toString('hex'), hex))
}

/** Where base64 begins and ends within other base64, it cannot be decoded; so base64 of base64 is looked for too. */
function base64In(bytes: Buffer): Uint8Array[] {
  const encoded = [bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')]
  return [bytes, ...new Set(encoded)].flatMap(text => base64Of(Buffer.from(text)))
}

/** The digits that do not depend on what is before and after the bytes, in each way in which base64 can hold them. */
function base64Of(bytes: Buffer): Uint8Array[] {
  return [0, 1, 2].map(shift => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
    const inner = whole.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6))
    return digitsIn(inner, base64)
  })
}

/** How a number is written that was read from JSON. */
function asNumber(text: string): string {
  return /^[-+\d.e]+$/i.test(text) ? String(Number(text)) : ''
}

/** A secret may have escapes itself, which are resolved together with those over them. */
function withoutEscapes(bytes: Uint8Array): Buffer[] {
  const inner = unescaped({ bytes, origin: place => place })?.bytes
  return inner && isLong(Buffer.from(inner).toString()) ? [Buffer.from(inner), ...withoutEscapes(inner)] : []
}
