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
  let forms: string[] = []
  let encoded: string[] = []
  const longestFirst = (texts: Iterable<string>) => [...new Set(texts)].sort((a, b) => b.length - a.length)
  const redactAsItIs = (text: string) => {
    const plain = forms.reduce((shown, form) => shown.replaceAll(form, hidden), text)
    return encoded.reduce(
      (shown, form) => (shown.includes(form) ? withoutEncoded(shown, form) : shown),
      plain
    )
  }
  return {
    hide(value) {
      forms = longestFirst([...forms, ...formsOf(value)])
      encoded = longestFirst([...encoded, ...linesOf(value).flatMap(encodedFormsOf)])
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

/** The characters on both sides hold bits of the secret and of what stands beside it. */
function withoutEncoded(text: string, form: string): string {
  return text.replaceAll(new RegExp(`[\\w+/-]?${RegExp.escape(form)}[\\w+/-]?={0,2}`, 'g'), hidden)
}

/** The lines of a secret that can be told from ordinary words, the whole first. */
export function linesOf(secret: string): string[] {
  return [...new Set([secret, ...secret.split(/\r\n|\r|\n/)])].filter(line => line.trim().length >= shortest)
}

/** The exact texts in which a value can stand. */
function formsOf(value: string): string[] {
  const forms = linesOf(value).flatMap(line => {
    const percent = [encodeURIComponent(line), new URLSearchParams({ '': line }).toString().slice(1)]
    const hex = [Buffer.from(line).toString('hex'), createHash('sha256').update(line).digest('hex')]
    return [
      line,
      line.trim(),
      withoutInvisible(line),
      JSON.stringify(line).slice(1, -1),
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
