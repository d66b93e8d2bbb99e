import { summaryOf } from '../../src/report/summary.ts'
import type { Result } from '../../src/request.ts'
import { change, plan, registry } from './results.ts'

const listOf = (count: number, problems: string[] = []): Result => ({
  operation: 'list',
  problems,
  lists: [
    {
      org: 'acme',
      registries: Array.from({ length: count }, (_, index) => ({ ...registry, name: `R_${index}` }))
    }
  ]
})

test.each([60_000, 345_000])('at most %i characters, whole rows, and how many are left out', most => {
  const count = 12_000
  const summary = summaryOf(listOf(count), most)
  expect(summary.length).toBeLessThanOrEqual(most)
  expect(summary.length).toBeGreaterThan(most - 500)
  const lines = summary.split('\n')
  const rows = lines.filter(line => line.startsWith('| `R_'))
  expect(rows.every(row => row.endsWith(' |'))).toBe(true)
  expect(lines.slice(-3)).toEqual(['', `and ${count - rows.length} more`, ''])
})

test('a table that just fits is shown whole, one character less is not', () => {
  const { length } = summaryOf(listOf(50), 345_000)
  expect(summaryOf(listOf(50), length)).not.toContain('more')
  const shorter = summaryOf(listOf(50), length - 1)
  expect(shorter).toMatch(/\nand \d+ more\n$/)
  expect(shorter.length).toBeLessThan(length)
})

test.each<Result>([
  listOf(5, ['x'.repeat(3999), 'y'.repeat(3999)]),
  { operation: 'none', problems: ['x'.repeat(3999)] }
])('problems that fill the summary are cut', given => {
  const summary = summaryOf(given, 2000)
  expect(summary).toHaveLength(2000)
  expect(summary.endsWith(' …')).toBe(true)
})

const reason = 'GitHub refused it (403): the token lacks a permission.'
const outcomesIn = (count: number) =>
  Array.from({ length: 2000 }, (_, index) =>
    change({
      org: `org-${index % count}`,
      name: `R_${index}`,
      details: [{ field: 'username', from: 'a', to: 'b'.repeat(50) }],
      updated_at: '2026-01-03T00:00:00Z',
      ...(index % 100 === 99 && { status: 'failed', reason: `${reason} ${index}` }),
      ...(index % 100 === 98 && { action: 'keep' })
    })
  )

test.each([
  { count: 1, most: 60_000 },
  { count: 20, most: 60_000 },
  { count: 2000, most: 60_000 },
  { count: 20, most: 345_000 },
  { count: 2000, most: 345_000 }
])('2,000 registries in $count organizations and $most characters: counts and failures survive', given => {
  const outcomes = outcomesIn(given.count)
  const problems = outcomes.flatMap(outcome => outcome.reason ?? [])
  const summary = summaryOf(plan(outcomes, { operation: 'apply', problems, drift: true }), given.most)
  expect(summary.length).toBeLessThanOrEqual(given.most)
  expect(summary.split('\n')[2]).toMatch(/^__1960 updated, 20 unchanged, 20 failed__ in /)
  const rows = summary.split('\n').filter(line => /^\| [~=]/.test(line))
  expect(rows.filter(row => row.endsWith('| failed |'))).toHaveLength(20)
  expect(rows.slice(0, 20).every(row => row.includes('403'))).toBe(true)
  const [, left] = /^and (\d+) more$/m.exec(summary) ?? []
  expect(rows.length + Number(left ?? 0)).toBe(1980)
  expect(summary).toContain('\n= 20 unchanged')
})

test.each([
  { name: 'beside a table', given: plan([change({})]), shown: 480 },
  { name: 'alone', given: plan([]), shown: 480 }
])('2,000 problems $name are capped', ({ given, shown }) => {
  const problems = Array.from({ length: 2000 }, (_, index) => `${'x'.repeat(55)} ${1000 + index}`)
  const lines = summaryOf({ ...given, problems }, 60_000).split('\n')
  const items = lines.filter(line => line.startsWith('- x'))
  expect(items.length).toBeLessThanOrEqual(shown)
  expect(items.length).toBeGreaterThanOrEqual(shown - 10)
  expect(lines).toContain(`- and ${2000 - items.length} more; the log has all of them`)
})

test('problems that no row tells stand first', () => {
  const outcomes = [change({ status: 'failed', reason: 'A row tells this.' })]
  const summary = summaryOf(plan(outcomes, { problems: ['A row tells this.', 'This is new.'] }), 60_000)
  expect(summary).toContain('- This is new.\n- A row tells this.\n')
})

test('of many organizations the counts of the first are shown', () => {
  const outcomes = Array.from({ length: 60 }, (_, index) => change({ org: `org-${index}` }))
  const lines = summaryOf(plan(outcomes), 60_000).split('\n')
  expect(lines.filter(line => line.startsWith('* `org-'))).toHaveLength(50)
  expect(lines).toContain('* and 10 more')
})
