import { readFileSync } from 'node:fs'
import { casesAt, empty } from '../../scripts/bench/cases.ts'
import { farAbove, median, quantile, type Row, rowOf } from '../../scripts/bench/figures.ts'
import { type Bench, growthTable, speedTable, speedTables, timeTable } from '../../scripts/bench/tables.ts'

test.each([
  { values: [3], share: 0.5, expected: 3 },
  { values: [10, 1, 4], share: 0.5, expected: 4 },
  { values: [4, 1, 10, 2], share: 0.5, expected: 3 },
  { values: [5, 4, 3, 2, 1], share: 0.25, expected: 2 },
  { values: [1, 2], share: 0.75, expected: 1.75 }
])('below $expected lies a share of $share of $values', ({ values, share, expected }) => {
  expect(quantile(values, share)).toBe(expected)
})

test('there is no median of nothing', () => {
  expect(() => median([])).toThrow('There is no value.')
})

const list: Row = {
  ...{ what: 'list', against: '`node -e 0`' },
  ...{ milliseconds: 100, ratio: 2.5, low: 2.4, high: 2.6 }
}

test('a row is the median, and how often that of the other is contained in it', () => {
  expect(rowOf(list, [80, 100, 120, 160, 90], [40, 30, 70])).toEqual({
    ...{ what: 'list', against: '`node -e 0`' },
    ...{ milliseconds: 100, ratio: 2.5, low: 2.25, high: 3 }
  })
})

const said = 'list: 4 times as long as `node -e 0`, and that is over 1.5 times the recorded 2.5.'

test.each<{ name: string; now: Partial<Row>; complaints: string[] }>([
  { name: 'the same', now: {}, complaints: [] },
  { name: 'a slow machine', now: { milliseconds: 1000 }, complaints: [] },
  { name: '1.5 times the record', now: { ratio: 3.75, low: 3.75 }, complaints: [] },
  { name: 'more than that', now: { ratio: 4, low: 3.76 }, complaints: [said] },
  { name: 'more than that, but not always', now: { ratio: 4, low: 3.75 }, complaints: [] },
  { name: 'less', now: { ratio: 1, low: 1 }, complaints: [] },
  { name: 'something without a record', now: { what: 'get', ratio: 9, low: 9 }, complaints: [] },
  { name: 'a record against something else', now: { against: 'gh', ratio: 9, low: 9 }, complaints: [] }
])('$name is complained of as it should be', ({ now, complaints }) => {
  expect(farAbove([{ ...list, ...now }], [list]).map(({ said }) => said)).toEqual(complaints)
})

test('the table of times tells how far they lie apart', () => {
  expect(timeTable([list]).split('\n').slice(2)).toEqual([
    '| list | 100 | 2.50 (2.40 to 2.60) | `node -e 0` |'
  ])
})

test('the table of growth tells what one of many takes', () => {
  const growth = { what: 'plan', registries: 10_000, seconds: 4.26, mebibytes: 236.4 }
  expect(growthTable([growth]).split('\n')[2]).toBe('| plan | 10,000 | 4.26 | 0.43 | 236 |')
})

const recorded: Bench = JSON.parse(readFileSync('docs/bench.json', 'utf8'))

test('docs/bench.json has a record of everything that is measured', () => {
  const server = { url: 'http://127.0.0.1', workspace: '.' }
  const cases = casesAt({ plain: server, slow: server, tls: server })
  const named = recorded.rows.map(({ what, against }) => `${what} against ${against}`)
  const wanted = [empty, ...cases].filter(({ what }) => !recorded.absent.includes(what))
  expect(named).toEqual(wanted.map(({ what, against }) => `${what} against ${against}`))
})

test.each([speedTable, speedTables])('%p says where and when it was measured', tables => {
  expect(tables({ ...recorded, commit: '0123456789ab', node: 'v24.0.0' })).toMatch(
    /Node v24\.0\.0, \d+ processors, [\d-]+, 0123456\./
  )
})

test('the README has the times and the memory of a few, and of a thousand registries', () => {
  const growth = { what: 'plan', registries: 1000, seconds: 1.25, mebibytes: 94.1 }
  const bench = { ...recorded, rows: [list], memory: [{ what: 'list', mebibytes: 57.3 }], growth: [growth] }
  expect(speedTable(bench).split('\n').slice(2, 4)).toEqual([
    '| list | 100 | 2.50 | 57 |',
    '| 1,000 registries: plan | 1,250 | | 94 |'
  ])
  expect(() => speedTable({ ...bench, rows: [] })).toThrow('How long list takes was not measured.')
})
