import { createHash } from 'node:crypto'
import { withoutInvisible } from './sanitise.ts'

/** What stands where a secret stood. */
const hidden = '***'
/** Shorter pieces are too common in ordinary words to be hidden. */
const shortest = 4

/** Hides values that must never be shown, also in the forms in which a server may send them back. */
export interface Redactor {
  hide(value: string): void
  redact(text: string): string
}

/** A redactor that hides nothing yet. */
export function createRedactor(): Redactor {
  // A thousand secrets have tens of thousands of forms; by their first characters few come into question.
  const forms = new Map<string, Map<string, Place>>()
  const add = (form: string, placeOf: Place) => {
    const start = form.slice(0, shortest)
    const alike = forms.get(start) ?? new Map<string, Place>()
    forms.set(start, alike.set(form, placeOf))
  }
  const placesIn = (text: string) =>
    Array.from({ length: text.length }, (_, start) =>
      [...(forms.get(text.slice(start, start + shortest)) ?? [])]
        .filter(([form]) => text.startsWith(form, start))
        .map(([form, placeOf]) => placeOf(text, start, start + form.length))
    ).flat()
  const redactAsItIs = (text: string) => withoutPlaces(text, placesIn(text))
  return {
    hide(value) {
      for (const form of formsOf(value)) add(form, asItStands)
      for (const form of linesOf(value).flatMap(encodedFormsOf)) add(form, withNeighbours)
    },
    redact(text) {
      const shown = redactAsItIs(text)
      // What is shown may lose its invisible characters later, and so join the parts of a secret.
      const joined = withoutInvisible(shown)
      const redacted = redactAsItIs(joined)
      return redacted === joined ? shown : redacted
    }
  }
}

/** What is to be hidden of a text in which a form stands there. */
type Place = (text: string, start: number, end: number) => { start: number; end: number }

const asItStands: Place = (_text, start, end) => ({ start, end })

/** The characters on both sides hold bits of the secret and of what stands beside it. */
const withNeighbours: Place = (text, start, end) => {
  const before = /[\w+/-]/.test(text.charAt(start - 1)) ? 1 : 0
  const after = /^[\w+/-]?={0,2}/.exec(text.slice(end, end + 3))?.[0].length ?? 0
  return { start: start - before, end: end + after }
}

/** The text with one sign for each place, and one for all that overlap. */
function withoutPlaces(text: string, places: readonly ReturnType<Place>[]): string {
  let shown = ''
  let done = 0
  for (const { start, end } of places.toSorted((a, b) => a.start - b.start)) {
    if (start >= done) shown += text.slice(done, start) + hidden
    done = Math.max(done, end)
  }
  return shown + text.slice(done)
}

/** The lines of a secret that can be told from ordinary words, the whole first. */
export function linesOf(secret: string): string[] {
  return [...new Set([secret, ...secret.split(/\r\n|\r|\n/)])].filter(line => line.trim().length >= shortest)
}

/** The exact texts in which a value can stand. */
function formsOf(value: string): string[] {
  const forms = linesOf(value).flatMap(line => {
    const percent = [
      encodeURIComponent(line.toWellFormed()),
      new URLSearchParams({ '': line }).toString().slice(1)
    ]
    const hex = [Buffer.from(line).toString('hex'), createHash('sha256').update(line).digest('hex')]
    return [
      line,
      line.trim(),
      withoutInvisible(line),
      JSON.stringify(line).slice(1, -1),
      // As Node prints a text in its debug lines.
      line.replace(/['\\]/g, '\\$&'),
      ...percent,
      ...percent.map(form => form.replace(/%[\dA-F]{2}/g, code => code.toLowerCase())),
      ...hex,
      ...hex.map(form => form.toUpperCase()),
      ...xmlFormsOf(line)
    ]
  })
  return forms.filter(form => form.length >= shortest)
}

/** XML has several ways to write quotes, and may leave them as they are. */
function xmlFormsOf(text: string): string[] {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return ['"', '&quot;', '&#34;'].flatMap(double =>
    ["'", '&apos;', '&#39;', '&#x27;'].map(single => escaped.replaceAll('"', double).replaceAll("'", single))
  )
}

/** Base64 anywhere in other base64, and base64 of base64. */
function encodedFormsOf(text: string): string[] {
  const bytes = Buffer.from(text)
  return [text, bytes.toString('base64'), bytes.toString('base64url')].flatMap(base64Of)
}

/** What does not depend on its surroundings in each way in which base64 can hold a text, in both alphabets. */
function base64Of(text: string): string[] {
  const bytes = Buffer.from(text)
  return [0, 1, 2]
    .flatMap(shift => {
      const whole = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
      const inner = whole.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6))
      return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')]
    })
    .filter(form => form.length >= shortest)
}
