import { createHash } from 'node:crypto'
import type { Dice } from './dice.ts'

/** A hidden value as a hostile server may send it back. */
export interface Echo {
  /** The name of its form, as the figure counts it. */
  readonly form: string
  readonly text: string
}

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const base64url = (text: string): string => Buffer.from(text).toString('base64url')
const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const lower = (text: string): string => text.replace(/%../g, code => code.toLowerCase())
const form = (text: string): string => new URLSearchParams({ v: text }).toString().slice(2)
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Every way to write a text in a form; the shifts of base64 are what stands before it. */
const ways: Readonly<Record<string, readonly ((text: string) => string)[]>> = {
  'plain text': [text => text],
  base64: [base64, text => base64(`u${text}`), text => base64(`ci${text}.`), text => base64(`${text}\n`)],
  base64url: [base64url, text => base64url(`u${text}:`), text => base64url(`ci${text}`)],
  hex: [text => Buffer.from(text).toString('hex'), text => Buffer.from(text).toString('hex').toUpperCase()],
  'percent-encoding': [encodeURIComponent, text => lower(encodeURIComponent(text))],
  'form encoding': [form, text => lower(form(text))],
  JSON: [text => JSON.stringify(text), text => JSON.stringify({ text }), text => JSON.stringify([text])],
  XML: [
    xml,
    text => xml(text).replaceAll('"', '&quot;').replaceAll("'", '&apos;'),
    text => xml(text).replaceAll('"', '&quot;').replaceAll("'", '&#39;')
  ],
  'double base64': [text => base64(base64(text)), text => base64(`u${base64(text)}`)],
  sha256: [sha256, text => sha256(text).toUpperCase()]
}

/** The forms that issue 4 names. */
export const formNames: readonly string[] = [...Object.keys(ways), 'per line']

/** A value in one form; a line of it in any of them if that is asked for. */
export function echoOf(dice: Dice, value: string, form: string): Echo {
  if (form !== 'per line') return { form, text: dice.oneOf(ways[form] ?? [])(value) }
  const lines = value.split(/\r\n|\r|\n/).filter(line => line.trim().length >= 4)
  const line = lines.length === 0 ? value : dice.oneOf(lines)
  return { form, text: dice.oneOf(Object.values(ways).flat())(line) }
}
