import fc from 'fast-check'
import { code, prose } from '../../src/report/sanitise.ts'

test.each([
  {
    name: 'ordinary text',
    given: 'It failed (really), in 3 of 4.',
    expected: 'It failed &#40;really&#41;, in 3 of 4.'
  },
  { name: 'HTML', given: '<b>&amp;', expected: '&#60;b&#62;&#38;amp;' },
  { name: 'a link', given: '[a](b)', expected: '&#91;a&#93;&#40;b&#41;' },
  { name: 'an address', given: 'https://x.example', expected: 'https&#58;//x.example' },
  { name: 'an address without scheme', given: 'WWW.x.example', expected: 'WWW&#46;x.example' },
  { name: 'a mention and a number', given: '@octocat #1', expected: '&#64;&#8288;octocat &#35;&#8288;1' },
  { name: 'a cell of a table', given: 'a|b', expected: 'a&#124;b' },
  {
    name: 'emphasis',
    given: '*a* _b_ ~c~ `d` \\e',
    expected: '&#42;a&#42; &#95;b&#95; &#126;c&#126; &#96;d&#96; &#92;e'
  },
  { name: 'several lines', given: 'a\n\n# b', expected: 'a &#35;&#8288; b' }
])('prose: $name', ({ given, expected }) => {
  expect(prose(given)).toBe(expected)
})

test.each([
  { name: 'ordinary text', given: 'NPM_SECRET', expected: '`NPM_SECRET`' },
  { name: 'markup, which code shows as it is', given: '<b>[a](b)@x\\', expected: '`<b>[a](b)@x\\`' },
  { name: 'a backquote', given: 'a`b', expected: '<code>a&#96;b</code>' },
  { name: 'a bar', given: 'a|<b', expected: '<code>a&#124;&#60;b</code>' },
  { name: 'line breaks', given: 'a\n`b', expected: '<code>a &#96;b</code>' },
  { name: 'nothing', given: '', expected: '' },
  { name: 'nothing to be seen', given: '\u200b \n', expected: '' }
])('code: $name', ({ given, expected }) => {
  expect(code(given)).toBe(expected)
})

const special = '&<>|[]()!\\`*_~@#:/.w\n \u200b'.split('')
const text = fc
  .array(fc.oneof(fc.constantFrom(...special), fc.string({ unit: 'binary', maxLength: 3 })), {
    maxLength: 30
  })
  .map(parts => parts.join(''))

test('prose has no character that begins markup, other than entities of its own', () => {
  fc.assert(
    fc.property(text, given => !/[<>|[\]()!\\`*_~@\n]|:\/\//.test(prose(given).replace(/&#\d+;/g, ' '))),
    { numRuns: 2000 }
  )
})

test('code is one span that nothing inside can close, and never more than one cell', () => {
  fc.assert(
    fc.property(text, given => {
      const span = code(given)
      if (span === '') return true
      const [, quoted, tagged] = /^(?:`([^`|\n]+)`|<code>([^<>|`\n]+)<\/code>)$/.exec(span) ?? []
      return (quoted ?? tagged) !== undefined
    }),
    { numRuns: 2000 }
  )
})
