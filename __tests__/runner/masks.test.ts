import { mask, maskedForms } from './masks.ts'

const secret = `it's "a" <secret> & 50% of ünicode?~?\\`

test.each([
  { name: 'plain', text: secret },
  { name: 'base64', text: Buffer.from(secret).toString('base64') },
  { name: 'base64 after one more byte', text: Buffer.from(secret).subarray(1).toString('base64') },
  { name: 'base64 after two more bytes', text: Buffer.from(secret).subarray(2).toString('base64') },
  { name: 'JSON', text: JSON.stringify(secret).slice(1, -1) },
  {
    name: 'URI',
    text: 'it%27s%20%22a%22%20%3Csecret%3E%20%26%2050%25%20of%20%C3%BCnicode%3F~%3F%5C'
  },
  { name: 'XML', text: 'it&apos;s &quot;a&quot; &lt;secret&gt; &amp; 50% of ünicode?~?\\' },
  { name: 'command line', text: `it's \\"a\\" <secret> & 50% of ünicode?~?\\` },
  { name: 'expression', text: `it''s "a" <secret> & 50% of ünicode?~?\\` }
])('hides a secret as $name', ({ text }) => {
  expect(mask(`before ${text} after`, maskedForms(secret))).toBe('before *** after')
})

test.each([
  { name: 'base64url', text: Buffer.from(secret).toString('base64url') },
  { name: 'hex', text: Buffer.from(secret).toString('hex') },
  { name: 'JavaScript’s URI', text: encodeURIComponent(secret) }
])('does not hide it as $name', ({ text }) => {
  expect(mask(text, maskedForms(secret))).toBe(text)
})

test('hides each line of a long secret, trimmed, and its whole', () => {
  const forms = maskedForms('first\r\n  second\n')
  expect(mask('first, then   second.', forms)).toBe('***, then   ***.')
  expect(mask('<first\r\n  second\n>', forms)).toBe('<***>')
})

test('hides a quoted value without its quotes', () => {
  expect(mask('a long one', maskedForms('"a long one"'))).toBe('***')
})

test('replaces occurrences that overlap or touch with one mask', () => {
  expect(mask('xababay', ['aba'])).toBe('x***y')
  expect(mask('xabcdy', ['ab', 'cd'])).toBe('x***y')
  expect(mask('ab cd', ['ab', 'cd'])).toBe('*** ***')
  expect(mask('abcd', ['abcd', 'b'])).toBe('***')
})
