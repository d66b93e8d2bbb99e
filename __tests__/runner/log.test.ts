import { createLog, type Log } from './log.ts'

function logOf(lines: string[], showDebug = false): Log {
  const log = createLog(showDebug)
  lines.forEach(log.read)
  return log
}

test('shows what a reader on GitHub sees', () => {
  const log = logOf([
    'hello',
    '::group::Registries',
    'one',
    '::endgroup::',
    '::debug::hidden',
    '::error file=a.yml,line=14,col=2,title=Bad::no%0Avisibility',
    '::warning::careful',
    '::notice::by the way',
    '::hello::not a command'
  ])
  expect(log.shown).toEqual([
    'hello',
    '▸ Registries',
    'one',
    'Error: no\nvisibility',
    'Warning: careful',
    'Notice: by the way',
    '::hello::not a command'
  ])
  expect(log.annotations).toEqual([
    { level: 'error', message: 'no\nvisibility', file: 'a.yml', line: 14, col: 2, title: 'Bad' },
    { level: 'warning', message: 'careful' },
    { level: 'notice', message: 'by the way' }
  ])
  expect(log.commands.map(command => command.name)).toEqual([
    'group',
    'endgroup',
    'debug',
    'error',
    'warning',
    'notice'
  ])
})

test('shows debug lines where debugging is on', () => {
  expect(logOf(['::debug::seen'], true).shown).toEqual(['##[debug]seen'])
})

test('masks what comes after add-mask, not what came before', () => {
  const log = logOf(['s3cret', '::add-mask::s3cret', 'a s3cret', '::error::s3cret!'])
  expect(log.shown).toEqual(['s3cret', 'a ***', 'Error: ***!'])
  expect(log.annotations).toEqual([{ level: 'error', message: '***!' }])
  expect(log.masks).toEqual(['s3cret'])
})

test('masks every line of a value that has several', () => {
  expect(logOf(['::add-mask::one%0Atwo', 'zero one two']).shown).toEqual(['zero *** ***'])
})

test('warns of an empty mask', () => {
  expect(logOf(['::add-mask:: ', 'a b']).shown).toEqual([
    "Warning: Can't add secret mask for empty string in ##[add-mask] command.",
    'a b'
  ])
})

test('obeys nothing between stop-commands and its token', () => {
  const log = logOf([
    '::stop-commands::Pause-1',
    '::error::text',
    '##[error]text',
    '::pause-1::',
    '::error::a real one'
  ])
  expect(log.commands.map(command => command.name)).toEqual(['stop-commands', 'error'])
  expect(log.shown).toEqual([
    '::stop-commands::Pause-1',
    '::error::text',
    '##[error]text',
    '::pause-1::',
    'Error: a real one'
  ])
})

test.each(['', 'pause-logging', 'Error'])('does not stop for the token %j', token => {
  const log = logOf([`::stop-commands::${token}`, '::notice::still obeyed'])
  expect(log.annotations.map(annotation => annotation.level)).toEqual(['error', 'notice'])
})

test('takes outputs from the old command, and refuses to change the environment', () => {
  const log = logOf(['::set-output name=a::1', '::set-env name=PATH::x', '##[add-path]/tmp'])
  expect(log.outputs).toEqual({ a: '1' })
  expect(log.annotations.map(annotation => annotation.message)).toContain(
    'The `set-env` command is disabled.'
  )
  expect(log.annotations.map(annotation => annotation.message)).toContain(
    'The `add-path` command is disabled.'
  )
})
