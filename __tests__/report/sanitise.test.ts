import fc from 'fast-check'
import { sanitise, shortened } from '../../src/report/sanitise.ts'
import { parseCommand } from '../runner/commands.ts'

test.each([
  {
    name: 'ordinary text',
    given: 'npm_registry at https://npm.acme.example: ü 🔑',
    expected: 'npm_registry at https://npm.acme.example: ü 🔑'
  },
  { name: 'a line break', given: 'a\nb\r\nc\rd', expected: 'a b c d' },
  { name: 'terminal control', given: 'a\u001b[31mb\u0000c\u007fd\u009be', expected: 'a [31mb c d e' },
  { name: 'separators of lines and paragraphs', given: 'a\u2028b\u2029c\u0085d', expected: 'abc d' },
  {
    name: 'marks that turn the direction',
    given: 'a\u202eb\u2066c\u2069d\u200fe\u061cf',
    expected: 'abcdef'
  },
  { name: 'characters that nobody sees', given: 'a\u200bb\u2060c\ufeffd', expected: 'abcd' },
  { name: 'a command at the start', given: '::error::x', expected: ': :error::x' },
  {
    name: 'a command behind white space',
    given: ' \t\u00a0\u3000::error::x',
    expected: '  \u00a0\u3000: :error::x'
  },
  { name: 'two colons in the middle, which are no command', given: 'a ::error::x', expected: 'a ::error::x' },
  {
    name: 'a command in brackets, wherever it is',
    given: 'a ##[error]x ##[debug]',
    expected: 'a ## [error]x ## [debug]'
  },
  {
    name: 'a command put together by what is left out',
    given: '#\u200b#\u200b[error]x',
    expected: '## [error]x'
  },
  { name: 'the longest text', given: 'x'.repeat(4000), expected: 'x'.repeat(4000) },
  { name: 'a longer text', given: 'x'.repeat(4001), expected: `${'x'.repeat(4000)} …` }
])('$name', ({ given, expected }) => {
  expect(sanitise(given)).toBe(expected)
})

const pieces = [
  '::',
  ':',
  '##[',
  '#',
  '[',
  ']',
  'error',
  'add-mask',
  ' ',
  '\t',
  '\n',
  '\r',
  '\u0085',
  '\u00a0',
  '\u200b',
  '\u00ad',
  '\u2028',
  '\ufeff',
  '\u3000',
  '\u001b',
  'x'
]

test('no text becomes a workflow command, in either grammar', () => {
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map(parts => parts.join(''))
  fc.assert(
    fc.property(text, given => {
      const line = sanitise(given)
      return !/[\r\n]/.test(line) && parseCommand(line) === undefined
    }),
    { numRuns: 5000, examples: [['\u200b::error::x'], ['::add-mask::x'], ['x##[error]x']] }
  )
})

test('those pieces do make commands where nothing keeps them from it', () => {
  expect(['::error::x', ' ::add-mask::x', 'x##[error]x'].map(line => parseCommand(line)?.name)).toEqual([
    'error',
    'add-mask',
    'error'
  ])
})

test.each([
  { name: 'one that fits', given: 'a🔑', most: 3, expected: 'a🔑' },
  { name: 'the end of which would be half a character', given: 'a🔑b', most: 2, expected: 'a …' },
  { name: 'with whole characters before the end', given: '🔑abc', most: 4, expected: '🔑ab …' }
])('a text is shortened: $name', ({ given, most, expected }) => {
  expect(shortened(given, most)).toBe(expected)
})
