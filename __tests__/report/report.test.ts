import { EventEmitter } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { EOL, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAnnotations, createGroups, guardStreams } from '../../src/report/log.ts'
import { createReport } from '../../src/report/report.ts'
import type { Result } from '../../src/request.ts'
import { createLog } from '../runner/log.ts'
import { change, plan } from './results.ts'

const folder = mkdtempSync(join(tmpdir(), 'report-'))
const [outputs, summary] = [join(folder, 'outputs'), join(folder, 'summary')]
const { write } = process.stdout
const before = { ...process.env }

beforeEach(() => {
  for (const file of [outputs, summary]) writeFileSync(file, '')
  process.env['GITHUB_OUTPUT'] = outputs
})

afterAll(() => {
  delete process.env['GITHUB_OUTPUT']
  Object.assign(process.env, before)
  rmSync(folder, { recursive: true })
})

/** What the runner makes of a report. */
async function reported(tell: (report: ReturnType<typeof createReport>) => Promise<void> | void) {
  const log = createLog(false)
  const { exitCode } = process
  process.stdout.write = (text: string | Uint8Array) => {
    for (const line of String(text).replaceAll(EOL, '\n').replace(/\n$/, '').split('\n')) log.read(line)
    return true
  }
  try {
    await tell(createReport({ outputFile: outputs, summaryFile: summary }))
    return { ...log, failed: process.exitCode === 1 }
  } finally {
    process.stdout.write = write
    process.exitCode = exitCode
  }
}

const none = (...problems: Result['problems']): Result => ({ operation: 'none', problems })
const place = { file: 'hunter2/::a\n.yml', line: 14, column: 5 }

test('no more of a text is searched than an output takes', async () => {
  await reported(report => {
    report.hide('hunter2')
    expect(report.redact([`hunter2${'%'.repeat(2 ** 20)}`])[0]).toHaveLength(2 ** 19 - 'hunter2'.length + 3)
  })
})

test.each(['error', 'warning', 'notice'] as const)('a place makes an annotation on it: %s', async level => {
  const { annotations } = await reported(async report => {
    report.hide('hunter2')
    const sentence = { text: 'Not hunter2.', place }
    if (level !== 'error') report[level](sentence)
    await report.finish(none(...(level === 'error' ? [sentence] : [])))
  })
  const file = '***/::a .yml'
  expect(annotations).toEqual([{ level, message: `${file}:14: Not ***.`, file, line: 14, col: 5 }])
})

test.each([
  [12, '(And 2 more, in the log below.)', 'No 10.', 'No 11.'],
  [112, '(And 102 more, of which the log below has the first 90.)', 'No 99.', 'And 12 more problems.']
])('of %s problems ten are annotations, and the log has the first hundred', async (count, said, ...last) => {
  const problems = Array.from({ length: count }, (_, index) => `No ${index}.`)
  const { annotations, shown, failed } = await reported(async report => {
    report.begin({ warnings: Array(12).fill('Careful.'), notices: Array(12).fill('Look.') })
    await report.finish(none(...problems))
  })
  const messages = (level: string) => annotations.filter(one => one.level === level).map(one => one.message)
  expect(['error', 'warning', 'notice'].map(level => messages(level).length)).toEqual([10, 10, 10])
  expect(shown.filter(line => line === 'Notice: Look.')).toHaveLength(12)
  expect(messages('notice').at(-1)).toBe('And 3 more notices, in the log above.')
  expect(messages('error').at(-1)).toBe(`No 9. ${said}`)
  expect([shown.slice(-4, -2), failed]).toEqual([last, true])
})

test('the part of each organization is closed before errors are shown, and all of it cleaned', async () => {
  const { shown, commands } = await reported(async report => {
    report.hide('hunter2')
    const acme = report.organization('acme', 3)
    const labs = report.organization('hunter2\nlabs', 1)
    acme.outcome(change({}), 60_000)
    acme.outcome(change({ action: 'keep' }))
    labs.outcome(change({ name: '::error::hunter2' }))
    report.info('a wait')
    await report.finish(none('No.'))
  })
  const place = '(npm_registry at https://npm.acme.example) updated'
  expect(shown).toEqual([
    '▸ acme',
    `1/3 NPM_SECRET ${place}, about 60 s left`,
    'a wait',
    '▸ *** labs',
    `: :error::*** ${place}`,
    'Error: No.'
  ])
  const names = commands.map(({ name }) => name)
  expect(names).toEqual(['group', 'endgroup', 'group', 'endgroup', 'error'])
})

test.each([
  ['', 'url: ***\n', 'new/a.yml'],
  [' that cannot be written', '', 'outputs/a.yml', expect.stringMatching(/not be written to outputs\/a/)]
])('a manifest%s is an output, without what is hidden', async (_, file, path, ...problems) => {
  const { annotations } = await reported(async report => {
    report.hide('hunter2')
    const manifest = { manifest: 'url: hunter2\n', count: 1, file: { path, workspace: folder } }
    await report.finish({ operation: 'export', orgs: ['acme'], dryRun: false, problems: [], ...manifest })
  })
  expect(annotations.map(({ message }) => message)).toEqual(problems)
  if (file) expect(readFileSync(join(folder, path), 'utf8')).toBe(file)
  expect(readFileSync(outputs, 'utf8')).toMatch(/^manifest<<.*\r?\nurl: \*\*\*\n/)
})

test('outputs stay under 450,000 characters, and that some are left out is a warning', async () => {
  const outcomes = Array.from({ length: 3500 }, (_, index) => change({ name: `R_${index}` }))
  const { annotations } = await reported(report => report.finish(plan(outcomes, { drift: true })))
  expect(readFileSync(outputs, 'utf8').length).toBeLessThan(450_000)
  expect(annotations.map(({ level }) => level)).toEqual(['warning'])
})

test('a crash closes what is open and fails', async () => {
  const { annotations, failed } = await reported(report => {
    report.organization('acme', 1)
    report.begin({ warnings: Array(10).fill('Careful.'), notices: [] })
    report.crash(new TypeError('x is not a function'))
  })
  expect(annotations.filter(({ level }) => level === 'warning')).toHaveLength(10)
  expect(annotations.find(({ level }) => level === 'error')?.message).toMatch(
    /^The action failed unexpectedly \(TypeError: x/
  )
  expect(failed).toBe(true)
})

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
  ['a buffer', 'ArrayBuffer { [Uint8Contents]: <7b 22> }', 'ArrayBuffer { [Uint8Contents]: <***> }'],
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
  const info = (line: string) => log.push(line)
  return { log, groups: createGroups({ start: title => info(`▸ ${title}`), info, end: () => info('◂') }) }
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
