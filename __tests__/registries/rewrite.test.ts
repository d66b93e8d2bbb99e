import { isDue, type Rewrite } from '../../src/registries/rewrite.ts'

const now = Date.parse('2026-03-01T12:00:00Z')
const hour = { olderThan: 3_600_000 }

const cases: { name: string; given: [string | undefined, Rewrite]; expected: boolean }[] = [
  { name: 'never, however old', given: ['2020-01-01T00:00:00Z', 'never'], expected: false },
  { name: 'never, of unknown age', given: [undefined, 'never'], expected: false },
  { name: 'always, however young', given: ['2026-03-01T12:00:00Z', 'always'], expected: true },
  { name: 'an age that is passed', given: ['2026-03-01T10:59:59Z', hour], expected: true },
  { name: 'an age that is just reached', given: ['2026-03-01T11:00:00Z', hour], expected: false },
  { name: 'an age that is not reached', given: ['2026-03-01T11:59:00Z', hour], expected: false },
  { name: 'a clock that is ahead', given: ['2026-03-02T12:00:00Z', hour], expected: false },
  { name: 'an age of a registry that shows none', given: [undefined, hour], expected: true },
  { name: 'an age of a registry that shows no date', given: ['soon', hour], expected: true }
]

test.each(cases)('$name', ({ given: [updated_at, rewrite], expected }) => {
  const registry = { name: 'A', registry_type: 'npm_registry', ...(updated_at && { updated_at }) }
  expect(isDue(registry, rewrite, now)).toBe(expected)
})
