import { existsSync, readFileSync } from 'node:fs'

const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'))

/** What the shells of Windows, Linux and macOS do not all understand in the same way. */
function unportable(script: string): string[] {
  return script.split(' && ').filter(command => {
    const [program = ''] = command.split(' ', 1)
    const known = ['node', 'npm'].includes(program) || existsSync(`node_modules/.bin/${program}`)
    return !known || !/^[\w ./:=-]+$/.test(command)
  })
}

test.each(Object.entries(scripts))('every shell runs npm run %s', (_, script) => {
  expect(unportable(script)).toEqual([])
})

test.each([
  'rm -r dist && node scripts/build.ts',
  'NODE_ENV=test node x.ts',
  "node -e 'process.exit()'",
  'node x.ts > out.txt',
  'node x.ts | node y.ts',
  'node x.ts; node y.ts',
  'node $npm_execpath',
  'node %CD%/x.ts',
  './scripts/build.sh',
  'prettier *.ts'
])('not every shell runs %s', script => {
  expect(unportable(script)).not.toEqual([])
})

test('text has the same line ends in every checkout, and pictures are let be', () => {
  const attributes = readFileSync('.gitattributes', 'utf8').split('\n')
  expect(attributes).toEqual(expect.arrayContaining(['* text=auto eol=lf', '*.png binary']))
})
