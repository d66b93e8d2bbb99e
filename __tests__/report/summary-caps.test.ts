import { summaryOf } from '../../src/report/summary.ts'
import type { Result } from '../../src/request.ts'
import { registry } from './results.ts'

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
