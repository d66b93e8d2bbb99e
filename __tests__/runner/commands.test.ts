import { parseCommand } from './commands.ts'

const cases = [
  { name: 'a message', line: '::error::Bad', expected: { name: 'error', properties: {}, data: 'Bad' } },
  {
    name: 'properties',
    line: '::warning file=a.yml,line=3,endLine=4::Odd',
    expected: { name: 'warning', properties: { file: 'a.yml', line: '3', endline: '4' }, data: 'Odd' }
  },
  {
    name: 'escaped data',
    line: '::notice::100%25%0D%0Aof%3A it, %250A',
    expected: { name: 'notice', properties: {}, data: '100%\r\nof%3A it, %0A' }
  },
  {
    name: 'escaped properties',
    line: '::error title=a%3Ab%2Cc%25::x',
    expected: { name: 'error', properties: { title: 'a:b,c%' }, data: 'x' }
  },
  {
    name: 'properties without a value or a name',
    line: '::error file=,=b=c,,d::x',
    expected: { name: 'error', properties: { b: 'c' }, data: 'x' }
  },
  { name: 'capitals', line: '::ADD-MASK::x', expected: { name: 'add-mask', properties: {}, data: 'x' } },
  {
    name: 'white space of any kind before it',
    line: ' \t\u0085\u00a0\u2028::error::x',
    expected: { name: 'error', properties: {}, data: 'x' }
  },
  {
    name: 'an invisible character in the second separator',
    line: '::error:\u200b:x',
    expected: { name: 'error', properties: {}, data: 'x' }
  },
  { name: 'no data', line: '::endgroup::', expected: { name: 'endgroup', properties: {}, data: '' } },
  { name: 'more colons', line: '::group::a::b', expected: { name: 'group', properties: {}, data: 'a::b' } },
  {
    name: 'brackets in the middle of a line',
    line: 'registry ##[error]oh%3B%5D%0A:%3A',
    expected: { name: 'error', properties: {}, data: 'oh;]\n:%3A' }
  },
  {
    name: 'brackets with properties',
    line: '##[set-output name=a%3B;x=%5D]v',
    expected: { name: 'set-output', properties: { name: 'a;', x: ']' }, data: 'v' }
  },
  {
    name: 'brackets after a double colon that is none',
    line: '::nothing::##[debug]x',
    expected: { name: 'debug', properties: {}, data: 'x' }
  },
  { name: 'a double colon in the middle of a line', line: 'see ::error::x', expected: undefined },
  { name: 'a byte order mark before it', line: '\ufeff::error::x', expected: undefined },
  { name: 'no second separator', line: '::error x', expected: undefined },
  { name: 'an unknown name', line: '::hello::x', expected: undefined },
  { name: 'a name after a space', line: ':: error::x', expected: undefined },
  { name: 'brackets that are not closed', line: '##[error x', expected: undefined },
  { name: 'an unknown name in brackets', line: '##[command]git', expected: undefined },
  { name: 'an empty line', line: '', expected: undefined }
]

test.each(cases)('$name', ({ line, expected }) => {
  expect(parseCommand(line)).toEqual(expected)
})

test('a further name, as after stop-commands', () => {
  expect(parseCommand('::token-1::', new Set(['token-1']))?.name).toBe('token-1')
})
