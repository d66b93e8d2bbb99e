import fc from 'fast-check'
import { code, prose } from '../../src/report/page.ts'
import { sanitise, shortened } from '../../src/report/sanitise.ts'
import { character, special } from '../character.ts'
import { parseCommand } from '../runner/commands.ts'

test.each([
  ['a line break', 'a\nb\r\nc\rd', 'a b c d'],
  ['terminal control', 'a\u001b[31mb\u0000c\u007fd\u009be', 'a [31mb c d e'],
  ['separators of lines and paragraphs', 'a\u2028b\u2029c\u0085d', 'abc d'],
  ['marks that turn the direction', 'a\u202eb\u2066c\u2069d\u200fe\u061cf', 'abcdef'],
  ['characters that nobody sees', 'a\u200bb\u2060c\ufeffd', 'abcd'],
  ['a command at the start', '::error::x', ': :error::x'],
  ['a command behind white space', ' \t\u00a0\u3000::error::x', '  \u00a0\u3000: :error::x'],
  ['two colons in the middle, which are no command', 'a ::error::x', 'a ::error::x'],
  ['a command in brackets, wherever it is', 'a ##[error]x ##[debug]', 'a ## [error]x ## [debug]'],
  ['a command put together by what is left out', '#\u200b#\u200b[error]x', '## [error]x'],
  ['a long address', `https://a.example/${'x'.repeat(1001)}`, `https://a.example/${'x'.repeat(1000)} …`],
  ['a longer text', 'x'.repeat(4001), `${'x'.repeat(4000)} …`]
])('%s', (_, given, expected) => {
  expect(sanitise(given)).toBe(expected)
})

const spaces = [...' \t\n\r\u0085\u00a0\u200b\u00ad\u2028\ufeff\u3000\u001b']
const pieces = [...spaces, '::', ':', '##[', '#', '[', ']', 'error', 'add-mask', 'x']

test('no text becomes a workflow command, in either grammar', () => {
  const text = fc.string({ unit: fc.constantFrom(...pieces), maxLength: 12 })
  fc.assert(
    fc.property(text, given => {
      const line = sanitise(given)
      return !/[\r\n]/.test(line) && parseCommand(line) === undefined
    }),
    { numRuns: 1000, examples: [['\u200b::error::x'], ['::add-mask::x'], ['x##[error]x']] }
  )
})

test('those pieces do make commands where nothing keeps them from it', () => {
  const names = ['::error::x', ' ::add-mask::x', 'x##[error]x'].map(line => parseCommand(line)?.name)
  expect(names).toEqual(['error', 'add-mask', 'error'])
})

test.each([
  ['one that fits', 'a🔑', 3, 'a🔑'],
  ['the end of which would be half a character', 'a🔑b', 2, 'a …'],
  ['with whole characters before the end', '🔑abc', 4, '🔑ab …']
])('a text is shortened: %s', (_, given, most, expected) => {
  expect(shortened(given, most)).toBe(expected)
})

test.each([
  ['ordinary text', 'It failed (really), in 3 of 4.', 'It failed &#40;really&#41;, in 3 of 4.'],
  ['HTML', '<b>&amp;', '&#60;b&#62;&#38;amp;'],
  ['an address', 'https://x.example', 'https&#58;//x.example'],
  ['an address without scheme', 'WWW.x.example', 'WWW&#46;x.example'],
  ['a mention and a number', '@octocat #1', '&#64;&#8288;octocat &#35;&#8288;1'],
  ['emphasis', '*a* _b_ ~c~ `d` \\e', '&#42;a&#42; &#95;b&#95; &#126;c&#126; &#96;d&#96; &#92;e'],
  ['several lines', 'a\n\n# b', 'a &#35;&#8288; b']
])('prose: %s', (_, given, expected) => {
  expect(prose(given)).toBe(expected)
})

test.each([
  ['ordinary text', 'NPM_SECRET', '`NPM_SECRET`'],
  ['a backquote', 'a`b', '<code>a&#96;b</code>'],
  ['a bar', 'a|<b', '<code>a&#124;&#60;b</code>'],
  ['line breaks', 'a\n`b', '<code>a &#96;b</code>'],
  ['nothing', '', ''],
  ['nothing to be seen', '\u200b \n', '']
])('code: %s', (_, given, expected) => {
  expect(code(given)).toBe(expected)
})

const text = fc.string({ unit: fc.oneof(fc.constantFrom(...special), character), maxLength: 30 })

test('prose has no character that begins markup, other than entities of its own', () => {
  fc.assert(
    fc.property(text, given => !/[<>|[\]()!\\`*_~@\n]|:\/\//.test(prose(given).replace(/&#\d+;/g, ' '))),
    { numRuns: 300 }
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
    { numRuns: 300 }
  )
})
