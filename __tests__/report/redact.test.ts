import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { createRedactor, linesOf } from '../../src/report/redact.ts'
import { sanitise } from '../../src/report/sanitise.ts'
import { formsOf } from '../runner/forms.ts'

// Enough characters that are written otherwise somewhere, and enough chance that no form stands there by itself.
const secret = `p&<"/+ü?'${randomBytes(12).toString('base64')}~ä>x`
const forms = formsOf(secret)

const leaking = ({ text }: { text: string }) => {
  const { hide, redact } = createRedactor()
  hide(secret)
  return redact(`before ${text} after`).includes(text)
}

test('a secret is hidden in every shape', () => {
  const shapes = ['plain text', 'base64', 'JSON', 'hex', 'percent-encoding', 'form encoding', 'XML']
  expect(forms.map(({ name }) => name)).toEqual(expect.arrayContaining(shapes))
  expect(forms.filter(leaking)).toEqual([])
})

test('base64 is hidden wherever the secret stands in the longer text', () => {
  const { hide, redact } = createRedactor()
  hide(secret)
  for (const before of ['', 'a', 'ab', 'user:', 'x'.repeat(100)])
    for (const after of ['', 'z', '\n']) {
      const shown = redact(Buffer.from(before + secret + after).toString('base64'))
      expect(forms.filter(({ text }) => shown.includes(text))).toEqual([])
    }
})

test.each([
  ['of several lines: each of them', 'first\r\nsecond\n\nxyz', 'second, then first', '***, then ***'],
  ['but no line of three characters, an ordinary word', 'first\nxyz', 'first xyz', '*** xyz'],
  ['without white space around it', ' s3cret\t', '[s3cret]', '[***]'],
  ['but nothing at all', '', 'as it is', 'as it is'],
  ['with signs that mean something in patterns', 'a.*$&', 'a.*$& abbb', '*** abbb'],
  ['as a number that JSON writes otherwise', '123456.0', '{"id":123456}', '{"id":***}'],
  ['with an escape of its own', 'a%41&bc', 'a%41&amp;bc, aA&bc', '***, ***'],
  ['with a space in a form', 'a b & c', 'v=a+b+%26+c', 'v=***'],
  ['beside base64', 'hunter2', 'bearer Y2k6aHVudGVyMg==, ok', 'bearer Y2k***, ok'],
  ['as hex in as many encodings as are undone', 'hunter2', `a %${'25'.repeat(5)}368756e74657232`, 'a ***'],
  ['as bytes taken for characters', 'pässwörd', 'a pÃ¤sswÃ¶rd', 'a ***'],
  ['as a name in ordinary text', 'acme', 'https://acme.example/x%20y', 'https://***.example/x%20y']
])('a secret is hidden %s', (_, given, text, expected) => {
  const { hide, redact } = createRedactor()
  hide(given)
  expect(redact(text)).toBe(expected)
})

test.each([
  ['hunter2', 'hunter2-and-more', 'hunter2-and-more hunter2', '*** ***'],
  ['begin-shared', 'shared-and-end', 'x begin-shared-and-end y', 'x *** y']
])('of the secrets %s and %s nothing is left where they overlap', (one, other, text, expected) => {
  const { hide, redact } = createRedactor()
  hide(one)
  hide(other)
  expect(redact(text)).toBe(expected)
})

test('the lines of a secret', () => {
  expect(linesOf('one1\r\ntwo2\rone1\n   \nabc')).toEqual(['one1\r\ntwo2\rone1\n   \nabc', 'one1', 'two2'])
  expect(linesOf('abc')).toEqual([])
})

test('a secret whose letters invisible characters part is hidden before they are left out', () => {
  const { hide, redact } = createRedactor()
  hide('s3cret-value')
  for (const parted of ['s3\u200bcret-value', [...'s3cret-value'].join('\u2060'), '\ufeffs3cret\u202e-value'])
    expect(sanitise(redact(`before ${parted} after`))).not.toContain('s3cret')
  expect(redact('a\u200bb')).toBe('a\u200bb')
})

test('a long text is cut, and no secret with it', () => {
  const { hide, redact } = createRedactor()
  hide('hunter2')
  expect(redact('a hunter2 b', 4)).toBe('a ***')
  expect(redact('a %68%75%6E%74%65%72%32 b', 4)).toBe('a ***')
  expect(redact('hunter2 hunter2 hunter2', 8)).toBe('*** ')
  expect(redact('é hunter2', 2)).toBe('é ')
})

test('ten times as many secrets do not make a long text ten times the work', () => {
  const line = 'The registry npm_registry at https://npm.acme.example/a was not written (422). '
  const text = line.repeat(2 ** 11)
  const cpuOf = (count: number) => {
    const { hide, redact } = createRedactor()
    for (let left = count; left > 0; left--) hide(`npm_${randomBytes(20).toString('base64')}`)
    expect(redact(line)).toBe(line)
    const begin = process.cpuUsage()
    expect(redact(text) === text).toBe(true)
    return process.cpuUsage(begin).user
  }
  expect(cpuOf(1000)).toBeLessThan(5 * cpuOf(100) + 500_000)
})

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
  (text, choose) => {
    const write = (byte: number) => inCase(`%${hexOf(byte)}`, choose)
    return escaped(text, choose, one => bytesOf(one).map(write).join(''))
  },
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
    const digits = bytesOf(text).map(byte => inCase(hexOf(byte), choose))
    return wrapped(digits, () => choose(8), ['', ' ', ':', '-', ', ', '\n', ' 0x', '\\x'])
  },
  (text, choose) => {
    const digits = Buffer.from(text).toString(choose(2) ? 'base64' : 'base64url')
    return wrapped(digits.match(/.=*/g) ?? [], choose, ['', ' ', '\n', '\r\n'])
  }
]

const ordinary = 'npm acme https://x.example/a%20b?c=d&e "to" é 💥 \n \\ 0x1f 50%'.split(' ')
const prose = fc.array(fc.constantFrom(...ordinary)).map(words => words.join(' '))
const word = fc
  .string({ unit: 'grapheme-ascii', minLength: 5, maxLength: 9 })
  .filter(text => text.trim() === text)
const anySecret = fc
  .array(fc.tuple(word, fc.constantFrom('', ' ', 'ü', '漢', '🔑')), { minLength: 1, maxLength: 4 })
  .map(words => words.flat().join('').trim())

const ways = fc.array(fc.nat(encodings.length - 1), { maxLength: 3 })
const numbers = fc.infiniteStream(fc.nat(0xffff))

test('nothing is left of a secret, however it is encoded', () => {
  fc.assert(
    fc.property(anySecret, ways, numbers, prose, prose, (secret, ways, numbers, before, after) => {
      const choose: Choose = below => (numbers.next().value as number) % below
      const text = ways.reduce((text, way) => encodings[way]?.(text, choose) ?? text, secret)
      const { hide, redact } = createRedactor()
      hide(secret)
      // A digit just before it would hold bits of the secret, and be hidden with it.
      expect(redact(`${before}?${text}?${after}`)).toBe(`${before}?***?${after}`)
      expect(redact(`${before} ${after}`)).toBe(`${before} ${after}`)
    }),
    { numRuns: 100 }
  )
})
