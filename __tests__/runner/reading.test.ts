// What would make a test of the action green that should be red: a command, a line, an output or a secret that is not seen.
import { ways } from '../faults/bad-answers.ts'
import { parseCommand } from './commands.ts'
import { parseKeyValues } from './files.ts'
import { findLeaks } from './leaks.ts'
import { collector } from './lines.ts'
import { createLog } from './log.ts'
import { mask, maskedForms } from './masks.ts'
import type { StepResult } from './result.ts'

const lines: [line: string, name: string | undefined, data?: string, properties?: Record<string, string>][] =
  [
    ['::notice::100%25%0D%0Aof%3A, %250A', 'notice', '100%\r\nof%3A, %0A'],
    ['::error file=,=b=c,,d,Title=a%3Ab%2Cc%25::a::b', 'error', 'a::b', { b: 'c', title: 'a:b,c%' }],
    [' \t\u0085\u00a0\u2028::ADD-MASK:\u200b:x', 'add-mask', 'x'],
    ['registry ##[error]oh%3B%5D%0A:%3A', 'error', 'oh;]\n:%3A'],
    ['::nothing::##[set-output name=a%3B;x=%5D]v', 'set-output', 'v', { name: 'a;', x: ']' }],
    ['::endgroup::', 'endgroup', ''],
    ['see ::error::x', undefined],
    ['\ufeff::error::x', undefined],
    ['::error x', undefined],
    ['::hello::x', undefined],
    [':: error::x', undefined],
    ['##[error x', undefined],
    ['##[command]git', undefined]
  ]

test('a command is what the runner takes for one', () => {
  for (const [line, name, data, properties = {}] of lines)
    expect({ line, ...parseCommand(line) }).toEqual({ line, ...(name && { name, data, properties }) })
})

test('a line ends as for the runner, wherever the stream is cut', () => {
  const lines: string[] = []
  const { push, end } = collector(line => lines.push(line))
  const chunks = [
    'a\nb\r\nc\rd\r',
    '\n\ne\r',
    'f',
    'g\n',
    Buffer.from('é').subarray(0, 1),
    Buffer.from('é').subarray(1)
  ]
  for (const chunk of chunks) push(Buffer.from(chunk))
  expect(end()).toBe('a\nb\r\nc\rd\r\n\ne\rfg\né')
  expect(lines).toEqual(['a', 'b', 'c', 'd', '', 'e', 'fg', 'é'])
})

const outputs: [
  text: string,
  values: Record<string, string>,
  problem?: string | undefined,
  platform?: string
][] = [
  ['a=b=c<<d\n\nb=2', { a: 'b=c<<d', b: '2' }],
  ['a<<E=1\none\n\nb=1\r\nE=1\nc=1\nc=2\n', { a: 'one\n\nb=1\r', c: '2' }],
  ['a<<E\nE\nb<<E\n\nE\n', { a: '', b: '' }],
  ['a=1\r\nb<<E\r\none\ntwo\r\nE\r\n', { a: '1', b: 'one\ntwo' }, undefined, 'win32'],
  ['a=1\nhello\nb=2', { a: '1' }, "Invalid format 'hello'"],
  ['<<E\nx\nE', {}, "Invalid format '<<E'"],
  ['b<<E\nx\nE \n', {}, "Invalid value. Matching delimiter not found 'E'"]
]

test('outputs are read up to the first mistake', () => {
  for (const [text, values, problem, platform = 'linux'] of outputs)
    expect({ text, ...parseKeyValues(text, platform) }).toEqual({ text, values, ...(problem && { problem }) })
})

test('the log obeys commands, and masks what follows', () => {
  const log = createLog(false)
  const given = [
    ...['s3cret', '::add-mask::s3cret%0Atwo', 'a s3cret, two', '::group::Registries', '::debug::hidden'],
    ...['::error file=a.yml,line=14,col=2,title=Bad::no%0As3cret', '::add-mask:: ', '::notice::by the way']
  ]
  given.forEach(log.read)
  expect(log.shown).toEqual([
    ...['s3cret', 'a ***, ***', '▸ Registries', 'Error: no\n***'],
    "Warning: Can't add secret mask for empty string in ##[add-mask] command.",
    'Notice: by the way'
  ])
  const bad = { level: 'error', message: 'no\n***', file: 'a.yml', line: 14, col: 2, title: 'Bad' }
  expect(log.annotations[0]).toEqual(bad)
  expect(log.commands).toHaveLength(6)
})

const secret = `it's "a" <secret> & 50% of ünicode?~?\\`
const base64 = (text: string) => Buffer.from(text).toString('base64')
const hex = Buffer.from(secret).toString('hex')
const uri = encodeURIComponent(secret)

test('the runner hides what it is known to, and no more', () => {
  const hidden = [
    ...[0, 1, 2].map(shift => Buffer.from(secret).subarray(shift).toString('base64')),
    ...[secret, JSON.stringify(secret).slice(1, -1), secret.replaceAll("'", "''"), uri.replace("'", '%27')],
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
  ]
  for (const text of hidden.map(text => text.replace("it's &quot;", 'it&apos;s &quot;')))
    expect(mask(`before ${text} after`, maskedForms(secret))).toBe('before *** after')
  for (const text of [Buffer.from(secret).toString('base64url'), hex, uri])
    expect(mask(text, maskedForms(secret))).toBe(text)
  expect(mask('first, then   second.', maskedForms('first\r\n  second\n'))).toBe('***, then   ***.')
  expect(mask('xababay xabcdy', ['aba', 'ab', 'cd'])).toBe('x***y x***y')
})

const clean: StepResult = {
  ...{ exitCode: 0, signal: null, stdout: 'All is well.\n', stderr: '', log: 'All is well.\n' },
  ...{ annotations: [], masks: [], commands: [], outputs: { changed: 'true' }, summary: '# Registries' },
  ...{ state: '', env: '', path: '', workspace: '/workspace', durationMs: 1 }
}

const sinks: ((text: string) => Partial<StepResult>)[] = [
  ...(['stdout', 'stderr', 'log', 'summary', 'state', 'env', 'path'] as const).map(
    name => (text: string) => ({ [name]: `fine\nthe ${text} value\n` })
  ),
  text => ({ annotations: [{ level: 'error', message: 'x', title: text }] }),
  text => ({ commands: [{ name: 'error', properties: { file: text }, data: '' }] }),
  text => ({ commands: [{ name: 'debug', properties: {}, data: text }] }),
  text => ({ outputs: { registry: text } }),
  text => ({ outputs: { [text]: '' } })
]

test.each(Object.entries(ways))('a secret as %s is found wherever it is', (form, texts) => {
  for (const put of sinks)
    for (const given of texts.map(text => put(text(secret)))) {
      const leaks = findLeaks({ ...clean, ...given }, ['another secret', secret])
      expect(leaks).toContain(`secret 2 as ${form} in ${Object.keys(given)[0]}`)
      expect(leaks.join()).not.toContain(secret)
    }
})

test('a line of a secret is found, and nothing where it may be or is not', () => {
  const lines = 'first line\r\nabc\nlast line'
  const leaks = findLeaks({ ...clean, log: 'abc last line' }, [lines], { more: base64('the first line') })
  expect(leaks).toEqual(['line 1 of secret 1 as base64 in more', 'line 3 of secret 1 as plain text in log'])
  const commands = [{ name: 'add-mask', properties: {}, data: secret }]
  const stdout = `::add-mask::${secret}\nfine\r\n::add-mask::${secret}`
  expect(findLeaks({ ...clean, stdout, commands }, [secret, 'another secret', ''])).toEqual([])
  expect(findLeaks({ ...clean, stdout: `${secret} ##[add-mask]x` }, [secret])).not.toEqual([])
})
