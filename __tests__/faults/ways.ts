import { createHash } from 'node:crypto'

const encoded = (encoding: BufferEncoding) => (text: string) => Buffer.from(text).toString(encoding)
const [base64, base64url, hex] = [encoded('base64'), encoded('base64url'), encoded('hex')]
const lower = (text: string): string => text.replace(/%../g, code => code.toLowerCase())
const asForm = (text: string): string => new URLSearchParams({ v: text }).toString().slice(2)
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const xml = (text: string, quot = '"', apos = "'"): string =>
  text.replace(/[&<>"']/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': quot })[sign] ?? apos)

/** Every form in which a server may send a text back; what stands before it shifts base64. */
export const ways: Readonly<Record<string, readonly ((text: string) => string)[]>> = {
  'plain text': [text => text],
  base64: [base64, text => base64(`u${text}`), text => base64(`ci${text}.`), text => base64(`${text}\n`)],
  base64url: [base64url, text => base64url(`u${text}:`), text => base64url(`ci${text}`)],
  hex: [hex, text => hex(text).toUpperCase()],
  'percent-encoding': [encodeURIComponent, text => lower(encodeURIComponent(text))],
  'form encoding': [asForm, text => lower(asForm(text))],
  JSON: [text => JSON.stringify(text), text => JSON.stringify({ text }), text => JSON.stringify([text])],
  XML: [text => xml(text), text => xml(text, '&quot;', '&apos;'), text => xml(text, '&quot;', '&#39;')],
  'double base64': [text => base64(base64(text)), text => base64(`u${base64(text)}`)],
  sha256: [sha256, text => sha256(text).toUpperCase()]
}
