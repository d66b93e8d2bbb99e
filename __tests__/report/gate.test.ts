import { EventEmitter } from 'node:events'
import { type GuardedStream, guardStreams } from '../../src/report/gate.ts'

/** A stream that keeps what is written to it. */
class Kept extends EventEmitter {
  readonly written: unknown[][] = []
  write = ((...given: unknown[]) => {
    this.written.push(given)
    return false
  }) as GuardedStream['write']
}

function guarded() {
  const [stdout, stderr] = [new Kept(), new Kept()]
  guardStreams({ stdout, stderr }, text => text.replaceAll('hunter2', '***'))
  return { stdout, stderr }
}

test.each([
  ['text', 'HTTP 1: authorization: hunter2\n', 'HTTP 1: authorization: ***\n'],
  ['bytes', Buffer.from('für hunter2'), 'für ***'],
  ['bytes that Node prints', 'push <Buffer 7b 22 ... 9 more bytes>, done', 'push <***>, done'],
  ['an array of bytes', 'Uint8Array(2) [ 123,\n 34 ] x', 'Uint8Array(2) <***> x'],
  [
    'a buffer of bytes',
    'ArrayBuffer { [Uint8Contents]: <7b 22>, byteLength: 2 }',
    'ArrayBuffer { [Uint8Contents]: <***>, byteLength: 2 }'
  ],
  ['nothing hidden', 'a line\n', 'a line\n']
])('%s on stderr passes the redactor', (_, given, expected) => {
  const { stderr } = guarded()
  expect(stderr.write(given)).toBe(false)
  expect(stderr.written).toEqual([[expected]])
})

test('what is given beside the text is passed on', () => {
  const { stderr } = guarded()
  const done = () => {}
  stderr.write('hunter2', 'utf8', done)
  expect(stderr.written).toEqual([['***', 'utf8', done]])
})

test('stdout is written by the report alone, and let be', () => {
  const { stdout } = guarded()
  stdout.write('hunter2')
  expect(stdout.written).toEqual([['hunter2']])
})

test('a stream that nobody reads any more ends nothing', () => {
  for (const stream of Object.values(guarded()))
    expect(stream.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))).toBe(true)
})
