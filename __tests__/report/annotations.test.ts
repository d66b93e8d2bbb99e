import { createAnnotations } from '../../src/report/annotations.ts'

test.each([
  { count: 0, annotated: 0, logged: 0, last: undefined },
  { count: 9, annotated: 9, logged: 0, last: '9' },
  { count: 10, annotated: 10, logged: 1, last: '10' },
  { count: 11, annotated: 10, logged: 2, last: 'and 2' },
  { count: 500, annotated: 10, logged: 100, last: 'and 491' }
])('of $count, $annotated are annotations', ({ count, annotated, logged, last }) => {
  const shown: string[] = []
  const log: string[] = []
  const annotations = createAnnotations<string>({
    annotate: item => shown.push(item),
    log: item => log.push(item),
    more: left => `and ${left}`
  })
  for (let index = 1; index <= count; index++) annotations.add(String(index))
  expect(shown.length).toBe(Math.min(count, 9))
  annotations.close()
  annotations.close()
  expect([shown.length, log.length, shown.at(-1)]).toEqual([annotated, logged, last])
})
