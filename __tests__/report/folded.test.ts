import type { Outcome } from '../../src/registries/change.ts'
import { foldedLines, isFolded } from '../../src/report/folded.ts'
import { change } from './results.ts'

const day = '2026-01-03T04:05:06Z'
const keep = (given: Partial<Outcome> = {}) => change({ action: 'keep', updated_at: day, ...given })
const secretOnly = (given: Partial<Outcome> = {}) => change({ fields: ['secret'], ...given })

test.each<{ name: string; given: Outcome; folded: boolean }>([
  { name: 'kept', given: keep(), folded: true },
  { name: 'kept in a dry run', given: keep({ status: 'planned' }), folded: true },
  { name: 'kept where all stopped', given: keep({ status: 'not_attempted' }), folded: true },
  { name: 'kept and at fault', given: keep({ status: 'failed' }), folded: false },
  { name: 'a secret', given: secretOnly(), folded: true },
  { name: 'a secret that failed', given: secretOnly({ status: 'failed' }), folded: false },
  { name: 'a secret of which nobody knows', given: secretOnly({ status: 'unknown' }), folded: false },
  { name: 'a secret that was not attempted', given: secretOnly({ status: 'not_attempted' }), folded: false },
  { name: 'a secret and more', given: change({ fields: ['secret', 'username'] }), folded: false },
  { name: 'another field', given: change({ fields: ['username'] }), folded: false },
  { name: 'a create', given: change({ action: 'create' }), folded: false },
  { name: 'a delete', given: change({ action: 'delete' }), folded: false }
])('$name: folded is $folded', ({ given, folded }) => {
  expect(isFolded(given)).toBe(folded)
})

test('one line each, rewritten secrets first', () => {
  const outcomes = [
    keep({ name: 'A' }),
    secretOnly({ name: 'B', updated_at: day }),
    keep({ name: 'C', updated_at: '' }),
    secretOnly({ name: 'D', status: 'planned' }),
    secretOnly({ name: 'E', status: 'planned' }),
    keep({ name: 'F', status: 'not_attempted' }),
    secretOnly({ name: 'G', status: 'failed' })
  ]
  expect(foldedLines(outcomes)).toEqual([
    '~ 1 secret rewritten and nothing else, with the date of the last update: `B` (2026-01-03)',
    '~ 2 secrets to be rewritten and nothing else: `D`, `E`',
    '= 2 unchanged, secrets included, with the date of the last update: `A` (2026-01-03), `C`',
    '= 1 not attempted that would stay unchanged, with the date of the last update: `F` (2026-01-03)'
  ])
})

test('with the organization where there are several, and twenty names', () => {
  const outcomes = Array.from({ length: 24 }, (_, index) =>
    keep({ name: `R_${index}`, org: `o${index % 2}` })
  )
  const [line = ''] = foldedLines(outcomes)
  expect(line).toMatch(/^= 24 unchanged, secrets included, .*: `R_0` \(`o0`, 2026-01-03\), `R_1` \(`o1`, /)
  expect(line).toMatch(/`R_19` \(`o1`, 2026-01-03\), … and 4 more$/)
})

test('a registry without a name is told by its address', () => {
  expect(foldedLines([keep({ name: null, updated_at: '' })])).toEqual([
    '= 1 unchanged, secrets included: `npm_registry at https://npm.acme.example`'
  ])
})
