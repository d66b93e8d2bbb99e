import { lineReader } from './lines.ts'

function read(...chunks: (string | Buffer)[]): string[] {
  const lines: string[] = []
  const reader = lineReader(line => lines.push(line))
  for (const chunk of chunks) reader.push(Buffer.from(chunk))
  reader.end()
  return lines
}

test.each([
  { name: 'all three line ends', given: ['a\nb\r\nc\rd'], expected: ['a', 'b', 'c', 'd'] },
  { name: 'a pair of line ends cut in two', given: ['a\r', '\nb'], expected: ['a', 'b'] },
  { name: 'a lone carriage return at the end of a chunk', given: ['a\r', 'b'], expected: ['a', 'b'] },
  { name: 'a lone carriage return at the very end', given: ['a\r'], expected: ['a'] },
  { name: 'empty lines', given: ['\n\na\n'], expected: ['', '', 'a'] },
  { name: 'a line in pieces', given: ['a', 'b', 'c\nd'], expected: ['abc', 'd'] },
  {
    name: 'a character in pieces',
    given: [Buffer.from('é').subarray(0, 1), Buffer.from('é\n').subarray(1)],
    expected: ['é']
  },
  { name: 'nothing', given: [], expected: [] }
])('$name', ({ given, expected }) => {
  expect(read(...given)).toEqual(expected)
})
