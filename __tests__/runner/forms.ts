import { createHash } from 'node:crypto'

/** A text in another shape, and what that shape is called. */
export interface Form {
  name: string
  text: string
}

const upperPercent = (text: string) => encodeURIComponent(text.toWellFormed())
const lowerPercent = (text: string) => text.replace(/%../g, code => code.toLowerCase())
const formEncode = (text: string) => new URLSearchParams({ v: text }).toString().slice(2)
const base64 = (text: string) => Buffer.from(text).toString('base64')
const base64url = (text: string) => Buffer.from(text).toString('base64url')
const toUrlAlphabet = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_')
const hex = (text: string) => Buffer.from(text).toString('hex')
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const upper = (text: string) => text.toUpperCase()

/**
 * The base64 of a text wherever it stands in a longer one: for each of the three ways its bytes can fall
 * on base64's groups, the characters that its neighbours have no say in. Very short ones would be found by chance.
 */
function base64Cores(text: string): string[] {
  const cores = [0, 1, 2].map(shift => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)])
    return bytes.toString('base64').slice(Math.ceil((8 * shift) / 6), Math.floor((8 * bytes.length) / 6))
  })
  return cores.filter(core => core.length >= 6)
}

function xmlForms(text: string): string[] {
  const inText = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const marks = ["'", '&apos;', '&#39;', '&#x27;']
  return [inText, ...marks.map(mark => inText.replaceAll('"', '&quot;').replaceAll("'", mark))]
}

const shapes: Record<string, (text: string) => string[]> = {
  'plain text': text => [text],
  base64: base64Cores,
  base64url: text => base64Cores(text).map(toUrlAlphabet),
  hex: text => [hex(text), upper(hex(text))],
  'percent-encoding': text => [upperPercent(text), lowerPercent(upperPercent(text))],
  'form encoding': text => [formEncode(text), lowerPercent(formEncode(text))],
  JSON: text => [JSON.stringify(text).slice(1, -1)],
  XML: xmlForms,
  'double base64': text => [base64(text), base64url(text)].flatMap(base64Cores),
  sha256: text => [sha256(text), upper(sha256(text))]
}

/** Every shape in which a text could slip out; shapes that leave it as it is are named once, as plain text. */
export function formsOf(text: string): Form[] {
  const seen = new Set<string>()
  return Object.entries(shapes)
    .flatMap(([name, shape]) => shape(text).map(text => ({ name, text })))
    .filter(form => form.text !== '' && !seen.has(form.text) && seen.add(form.text))
}
