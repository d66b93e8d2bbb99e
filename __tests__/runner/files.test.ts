import { parseKeyValues } from './files.ts'

test.each([
  { name: 'nothing', text: '', values: {} },
  { name: 'a plain pair', text: 'a=b=c<<d\n', values: { a: 'b=c<<d' } },
  { name: 'a heredoc', text: 'a<<E\none\n\ntwo\nE\n', values: { a: 'one\n\ntwo' } },
  { name: 'a heredoc with an equals sign in its delimiter', text: 'a<<E=1\nx\nE=1\n', values: { a: 'x' } },
  { name: 'an empty heredoc', text: 'a<<E\nE\nb=2', values: { a: '', b: '2' } },
  { name: 'a heredoc of one empty line', text: 'a<<E\n\nE\n', values: { a: '' } },
  { name: 'a heredoc that holds pairs', text: 'a<<E\nb=1\nc<<F\nE\n', values: { a: 'b=1\nc<<F' } },
  { name: 'a carriage return, kept', text: 'a<<E\nx\r\nE\n', values: { a: 'x\r' } },
  { name: 'empty lines between pairs', text: 'a=1\n\nb=2\n', values: { a: '1', b: '2' } },
  { name: 'the last of two values', text: 'a=1\na=2\n', values: { a: '2' } },
  { name: 'a name like an own property', text: '__proto__=1\n', values: JSON.parse('{"__proto__":"1"}') }
])('reads $name', ({ text, values }) => {
  expect(parseKeyValues(text, 'linux')).toEqual({ values })
})

test('on Windows a line may also end as is usual there', () => {
  const text = 'a=1\r\nb<<E\r\none\ntwo\r\nE\r\nc=3\n'
  expect(parseKeyValues(text, 'win32')).toEqual({ values: { a: '1', b: 'one\ntwo', c: '3' } })
})

test.each([
  { name: 'a line that is no pair', text: 'a=1\nhello\nb=2', problem: "Invalid format 'hello'" },
  { name: 'a heredoc without a name', text: 'a=1\n<<E\nx\nE', problem: "Invalid format '<<E'" },
  { name: 'a heredoc without a delimiter', text: 'a=1\nb<<\nx\n', problem: "Invalid format 'b<<'" },
  {
    name: 'a heredoc without an end',
    text: 'a=1\nb<<E\nx\nE \n',
    problem: "Invalid value. Matching delimiter not found 'E'"
  }
])('stops at $name', ({ text, problem }) => {
  expect(parseKeyValues(text)).toEqual({ values: { a: '1' }, problem })
})
