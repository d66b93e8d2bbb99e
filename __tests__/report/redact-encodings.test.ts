import fc from 'fast-check'
import { createRedactor } from '../../src/report/redact.ts'

/** Chooses among so many, the same in every run of a property. */
type Choose = (below: number) => number

const bytesOf = (text: string) => [...Buffer.from(text)]
const hexOf = (byte: number) => byte.toString(16).padStart(2, '0')
const inCase = (text: string, choose: Choose) => (choose(2) ? text.toUpperCase() : text)

/** Some characters in another form, and all that could be taken for the beginning of an escape. */
function escaped(text: string, choose: Choose, write: (character: string) => string): string {
  return [...text].map(one => (/[%\\&+]/.test(one) || choose(2) ? write(one) : one)).join('')
}

function wrapped(digits: readonly string[], choose: Choose, blanks: readonly string[]): string {
  const [every, blank] = [1 + choose(4), blanks[choose(blanks.length)]]
  return digits.map((digit, index) => (index > 0 && index % every === 0 ? blank + digit : digit)).join('')
}

/** Every way to encode a text, as someone would who wants it not to be found. */
const encodings: ((text: string, choose: Choose) => string)[] = [
  (text, choose) =>
    escaped(text, choose, one =>
      bytesOf(one)
        .map(byte => inCase(`%${hexOf(byte)}`, choose))
        .join('')
    ),
  (text, choose) =>
    escaped(text, choose, one => {
      const units = one.split('').map(unit => unit.charCodeAt(0).toString(16).padStart(4, '0'))
      return units.map(unit => `\\u${inCase(unit, choose)}`).join('')
    }),
  text => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
  (text, choose) =>
    escaped(text, choose, one => {
      const point = one.codePointAt(0) ?? 0
      return choose(2) ? `&#${point};` : `&#x${inCase(point.toString(16), choose)};`
    }),
  text =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&apos;').replaceAll('"', '&quot;'),
  text => new URLSearchParams({ '': text }).toString().slice(1),
  (text, choose) => {
    const blanks = ['', ' ', ':', '-', ', ', '\n', ' 0x', '\\x']
    return wrapped(
      bytesOf(text).map(byte => inCase(hexOf(byte), choose)),
      () => choose(8),
      blanks
    )
  },
  (text, choose) => {
    const digits = Buffer.from(text).toString(choose(2) ? 'base64' : 'base64url')
    return wrapped(digits.match(/.=*/g) ?? [], choose, ['', ' ', '\n', '\r\n'])
  }
]

const prose = fc
  .array(
    fc.constantFrom(
      'npm',
      'acme',
      'https://x.example/a%20b?c=d&e',
      '"to"',
      'é',
      '💥',
      '\n',
      '\\',
      '0x1f',
      '50%'
    )
  )
  .map(words => words.join(' '))
const word = fc
  .string({ unit: 'grapheme-ascii', minLength: 5, maxLength: 9 })
  .filter(text => text.trim() === text)
const secret = fc
  .array(fc.tuple(word, fc.constantFrom('', ' ', 'ü', '漢', '🔑')), { minLength: 1, maxLength: 4 })
  .map(words => words.flat().join('').trim())

test('nothing is left of a secret, however it is encoded', () => {
  fc.assert(
    fc.property(
      secret,
      fc.array(fc.nat(encodings.length - 1), { maxLength: 3 }),
      fc.infiniteStream(fc.nat(0xffff)),
      prose,
      prose,
      (secret, ways, numbers, before, after) => {
        const choose: Choose = below => (numbers.next().value as number) % below
        const text = ways.reduce((text, way) => encodings[way]?.(text, choose) ?? text, secret)
        const { hide, redact } = createRedactor()
        hide(secret)
        // A digit just before it would hold bits of the secret, and be hidden with it.
        expect(redact(`${before}?${text}?${after}`)).toBe(`${before}?***?${after}`)
        expect(redact(`${before} ${after}`)).toBe(`${before} ${after}`)
      }
    ),
    { numRuns: 300 }
  )
})
