import { EventEmitter } from 'node:events'
import { createAnnotations, createGroups, guardStreams } from '../../src/report/log.ts'

/** Both streams of a process, guarded, with what each gets in the end. */
function guarded() {
  const streams = ['stdout', 'stderr'].map(() => {
    const written: unknown[][] = []
    const write = (...given: unknown[]) => written.push(given) < 0
    return Object.assign(new EventEmitter(), { written, write })
  })
  const [stdout, stderr] = streams as [(typeof streams)[0], (typeof streams)[0]]
  guardStreams({ stdout, stderr: stderr as never }, text => text.replaceAll('hunter2', '***'))
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
])('stderr is redacted: %s', (_, given, expected) => {
  const { stdout, stderr } = guarded()
  const done = () => {}
  expect(stderr.write(given, 'utf8', done)).toBe(false)
  expect(stderr.written).toEqual([[expected, 'utf8', done]])
  // Only the report writes to stdout, redacted already.
  stdout.write('hunter2')
  expect(stdout.written).toEqual([['hunter2']])
})

test('a stream that is closed early ends nothing', () => {
  for (const stream of Object.values(guarded()))
    expect(stream.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))).toBe(true)
})

test.each([
  [0, 0, 0, undefined],
  [9, 9, 0, '9'],
  [10, 10, 1, '10'],
  [11, 10, 2, 'And 2 more warnings, in the log above.'],
  [108, 10, 99, 'And 99 more warnings, in the log above.'],
  [109, 10, 100, 'And 100 more warnings, of which the log above has the first 100.'],
  [500, 10, 100, 'And 491 more warnings, of which the log above has the first 100.']
])('of %s warnings, %s are annotations', (count, annotated, logged, last) => {
  const [shown, log]: [unknown[], string[]] = [[], []]
  const annotations = createAnnotations('warning', {
    annotate: sentence => shown.push(sentence),
    info: line => log.push(line)
  })
  for (let index = 1; index <= count; index++) annotations.add(String(index))
  expect(shown.length).toBe(Math.min(count, 9))
  annotations.close()
  annotations.close()
  expect([shown.length, log.length, shown.at(-1)]).toEqual([annotated, logged, last])
  expect(log[0]).toBe(logged ? 'Warning: 10' : undefined)
})

function startGroups() {
  const log: string[] = []
  const groups = createGroups({
    start: title => log.push(`▸ ${title}`),
    info: line => log.push(line),
    end: () => log.push('◂')
  })
  return { log, groups }
}

test('the first group prints at once; the others print whole, or go live, in the order of opening', () => {
  const { log, groups } = startGroups()
  const [acme, labs, globex] = ['acme', 'labs', 'globex'].map(groups.open)
  expect(log).toEqual(['▸ acme'])
  globex?.info('g1')
  labs?.info('l1')
  acme?.info('a1')
  labs?.info('l2')
  labs?.end()
  expect(log).toEqual(['▸ acme', 'a1'])
  acme?.end()
  acme?.end()
  expect(log).toEqual(['▸ acme', 'a1', '◂', '▸ labs', 'l1', 'l2', '◂', '▸ globex', 'g1'])
  globex?.info('g2')
  globex?.end()
  expect(log.slice(-3)).toEqual(['g1', 'g2', '◂'])
})

test('open groups are flushed, and later lines print without a group', () => {
  const { log, groups } = startGroups()
  const [acme, labs] = ['acme', 'labs'].map(groups.open)
  labs?.info('l1')
  groups.flush()
  groups.flush()
  acme?.info('late')
  acme?.end()
  labs?.end()
  expect(log).toEqual(['▸ acme', '◂', '▸ labs', 'l1', '◂', 'late'])
  groups.open('next').end()
  expect(log.slice(-2)).toEqual(['▸ next', '◂'])
})
