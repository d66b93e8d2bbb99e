import { createHash } from 'node:crypto'
import { base64, createNeedlesIn, type Digits, digitsIn, hex, placesOf, plain, textIn } from './digits.ts'
import { unescaped } from './escapes.ts'
import type { Needles } from './needles.ts'
import type { Place, View } from './view.ts'

/** What stands where a secret stood. */
const hidden = '***'
/** Shorter pieces are too common in ordinary words to be hidden. */
const shortest = 4
/** How many encodings may lie over one another. */
const mostLayers = 5

/** Hides values that must never be shown, also in the forms in which a server may send them back. */
export interface Redactor {
  hide(value: string): void
  redact(text: string): string
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
  let isEmpty = true
  return {
    hide(value) {
      for (const { digits, needles } of sets)
        for (const needle of needlesOf(value, digits)) needles.add(needle)
      isEmpty &&= linesOf(value).length === 0
    },
    redact(text) {
      if (isEmpty || text.length < shortest) return text
      const bytes = Buffer.from(text)
      const places = placesIn({ bytes, origin: place => place }, sets, mostLayers)
      return places.length === 0 ? text : withoutPlaces(text, bytes, places)
    }
  }
}

/** Where needles stand in the text that a view comes from: as they are, or with so many encodings over them. */
function placesIn(
  view: View,
  sets: readonly { digits: Digits; needles: Needles }[],
  layers: number
): Place[] {
  const found = sets.map(({ digits, needles }) => placesOf(view, digits, needles))
  if (layers === 0) return found.flat()
  const texts = [unescaped(view), textIn(view, base64), textIn(view, hex)].filter(text => text !== undefined)
  return [...found, ...texts.map(text => placesIn(text, sets, layers - 1))].flat()
}

/** The text with one sign for each place, and one for all that overlap. */
function withoutPlaces(text: string, bytes: Buffer, places: readonly Place[]): string {
  let shown = ''
  // So far in the bytes, and in the text.
  let [done, index] = [0, 0]
  const goTo = (end: number) => {
    index += bytes.length === text.length ? end - done : bytes.toString('utf8', done, end).length
    done = end
  }
  const isWithin = (at: number) => ((bytes[at] ?? 0) & 0xc0) === 0x80
  for (let { start, end } of places.toSorted((a, b) => a.start - b.start)) {
    while (isWithin(start)) start--
    while (isWithin(end)) end++
    if (start >= done) {
      const before = index
      goTo(start)
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
  const needles = linesOf(value).flatMap(line => {
    const texts = [line, line.trim(), line.replaceAll(' ', '+'), asNumber(line), ...withoutEscapes(line)]
    const bytes = [...new Set(texts)].filter(isLong).flatMap(text => {
      // A server may take bytes for characters, and characters for bytes.
      const whole = Buffer.from(text)
      const isAscii = whole.length === text.length
      return isAscii ? [whole] : [whole, Buffer.from(whole.toString('latin1')), Buffer.from(text, 'latin1')]
    })
    return [...bytes, createHash('sha256').update(line).digest()]
  })
  if (digits === plain) return needles
  if (digits === hex) return needles.map(bytes => digitsIn(bytes.toString('hex'), hex))
  // Where base64 begins and ends within other base64, it cannot be decoded, so that of base64 is looked for too.
  const texts = needles.flatMap(bytes => [bytes, bytes.toString('base64'), bytes.toString('base64url')])
  return texts.flatMap(text => base64Of(Buffer.from(text)))
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

/** A secret that has escapes itself, which are resolved together with those over them. */
function withoutEscapes(text: string): string[] {
  const view = unescaped({ bytes: Buffer.from(text), origin: place => place })
  if (!view) return []
  const inner = Buffer.from(view.bytes).toString()
  return [inner, ...withoutEscapes(inner)]
}
