import { randomBytes } from 'node:crypto'
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

test.each(['plain text', 'base64', 'JSON'])('a secret is hidden as %s', shape => {
  expect(forms.filter(({ name }) => name === shape).filter(leaking)).toEqual([])
})

test.each(['hex', 'percent-encoding', 'form encoding', 'XML'])(
  'a secret is hidden as the usual %s',
  shape => {
    const ofShape = forms.filter(({ name }) => name === shape)
    expect(ofShape.filter(form => !leaking(form)).length).toBeGreaterThan(0)
  }
)

test('a secret is hidden in every shape', () => {
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
  {
    name: 'a secret of several lines: each of them',
    given: 'first\r\nsecond\n\nxyz',
    text: 'second, then first',
    expected: '***, then ***'
  },
  {
    name: 'lines of three characters are ordinary words',
    given: 'first\nxyz',
    text: 'first xyz',
    expected: '*** xyz'
  },
  { name: 'white space around it', given: ' s3cret\t', text: '[s3cret]', expected: '[***]' },
  { name: 'nothing at all', given: '', text: 'as it is', expected: 'as it is' },
  { name: 'signs that mean something in patterns', given: 'a.*$&', text: 'a.*$& abbb', expected: '*** abbb' }
])('$name', ({ given, text, expected }) => {
  const { hide, redact } = createRedactor()
  hide(given)
  expect(redact(text)).toBe(expected)
})

test('of two secrets, the longer one is hidden whole', () => {
  const { hide, redact } = createRedactor()
  hide('hunter2')
  hide('hunter2-and-more')
  expect(redact('hunter2-and-more hunter2')).toBe('*** ***')
})

test('before anything is hidden, text stays as it is', () => {
  expect(createRedactor().redact(secret)).toBe(secret)
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

test('of secrets that overlap nothing is left', () => {
  const { hide, redact } = createRedactor()
  hide('begin-shared')
  hide('shared-and-end')
  expect(redact('x begin-shared-and-end y')).toBe('x *** y')
})

test.each([
  {
    name: 'as a number that JSON writes otherwise',
    given: '123456.0',
    text: '{"id":123456}',
    expected: '{"id":***}'
  },
  { name: 'with an escape of its own', given: 'a%41&bc', text: 'a%41&amp;bc, aA&bc', expected: '***, ***' },
  { name: 'with a space in a form', given: 'a b & c', text: 'v=a+b+%26+c', expected: 'v=***' },
  {
    name: 'beside base64',
    given: 'hunter2',
    text: 'bearer Y2k6aHVudGVyMg==, ok',
    expected: 'bearer Y2k***, ok'
  },
  { name: 'as bytes taken for characters', given: 'pässwörd', text: 'a pÃ¤sswÃ¶rd', expected: 'a ***' },
  {
    name: 'as a name in ordinary text',
    given: 'acme',
    text: 'https://acme.example/x%20y',
    expected: 'https://***.example/x%20y'
  }
])('a secret is hidden $name', ({ given, text, expected }) => {
  const { hide, redact } = createRedactor()
  hide(given)
  expect(redact(text)).toBe(expected)
})

test('a long text is cut, and no secret with it', () => {
  const { hide, redact } = createRedactor()
  hide('hunter2')
  expect(redact('a hunter2 b', 4)).toBe('a ***')
  expect(redact('a %68%75%6E%74%65%72%32 b', 4)).toBe('a ***')
  expect(redact('hunter2 hunter2 hunter2', 8)).toBe('*** ')
  expect(redact('é hunter2', 2)).toBe('é ')
})

test('a thousand secrets in a long text take no long time', () => {
  const { hide, redact } = createRedactor()
  for (let left = 1000; left > 0; left--) hide(`npm_${randomBytes(20).toString('base64')}`)
  const text = 'The registry npm_registry at https://npm.acme.example/a was not written (422). '.repeat(
    2 ** 14
  )
  const begin = performance.now()
  expect(redact(text) === text).toBe(true)
  expect(performance.now() - begin).toBeLessThan(5000)
})
