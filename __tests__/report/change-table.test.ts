import fc from 'fast-check'
import type { Outcome } from '../../src/registries/change.ts'
import { summaryOf } from '../../src/report/summary.ts'
import { change, outcome, plan } from './results.ts'

/** The cells of each row of the table, without its head. */
function rowsOf(outcomes: Outcome[]): string[][] {
  const rows = summaryOf(plan(outcomes), 60_000)
    .split('\n')
    .filter(line => line.startsWith('| '))
  return rows.slice(2).map(row => row.slice(2, -2).split(' | '))
}

const day = '2026-01-03T04:05:06Z'
const [visibility, secret] = [{ field: 'visibility', from: 'all', to: 'private' }, { field: 'secret' }]

test.each<{ name: string; given: Partial<Outcome>; expected: string }>([
  {
    name: 'from what to what',
    given: { details: [visibility] },
    expected: '`visibility`: `all` → `private`'
  },
  {
    name: 'several fields',
    given: { details: [visibility, { field: 'username', from: 'ci', to: null }] },
    expected: '`visibility`: `all` → `private`<br>`username`: `ci` → none'
  },
  {
    name: 'where nothing was',
    given: {
      details: [
        { field: 'username', from: null, to: 'ci' },
        { field: 'replaces_base', to: true }
      ]
    },
    expected: '`username`: none → `ci`<br>`replaces_base`: `true`'
  },
  {
    name: 'what is written again',
    given: { details: [{ field: 'visibility', from: 'all', to: 'all' }] },
    expected: '`visibility`: `all` as before'
  },
  {
    name: 'repositories',
    given: { details: [{ field: 'selected_repository_ids', from: [1], to: [1, 2, 3] }] },
    expected: '`selected_repository_ids`: 1 repository → 3 repositories'
  },
  {
    name: 'repositories that nobody has found yet',
    given: { details: [{ field: 'selected_repository_ids' }] },
    expected: '`selected_repository_ids`'
  },
  {
    name: 'a list that is none of repositories',
    given: { details: [{ field: 'new', from: { a: [1] }, to: ['x'] }] },
    expected: '`new`: `{"a":[1]}` → `["x"]`'
  },
  {
    name: 'a secret that is written',
    given: { details: [visibility, secret], updated_at: day },
    expected: '`visibility`: `all` → `private`<br>secret written, last updated 2026-01-03'
  },
  {
    name: 'a secret that is to be written',
    given: { action: 'create', status: 'planned', details: [secret] },
    expected: 'secret to be written'
  },
  {
    name: 'a failure: why, and what was to be written',
    given: { status: 'failed', reason: 'No *room*.', details: [secret], updated_at: day },
    expected: 'No &#42;room&#42;.<br>secret, last updated 2026-01-03'
  },
  {
    name: 'long values',
    given: { details: [{ field: 'username', to: 'x'.repeat(101) }] },
    expected: `\`username\`: \`${'x'.repeat(100)} …\``
  }
])('changes: $name', ({ given, expected }) => {
  expect(rowsOf([change(given)])[0]?.[2]).toBe(expected)
})

test('of a change without details its fields are told', () => {
  expect(rowsOf([outcome])[0]?.[2]).toBe('`username`<br>secret written')
})

test.each([
  { name: 'a name', given: { url: null, registry_type: null }, expected: '`NPM_SECRET`' },
  { name: 'a name and a type', given: { url: null }, expected: '`NPM_SECRET` `npm_registry`' },
  {
    name: 'type and address',
    given: { name: null },
    expected: '`npm_registry`<br>`https://npm.acme.example`'
  },
  {
    name: 'long',
    given: { name: null, url: `https://${'x'.repeat(99)}.example/${'y'.repeat(99)}` },
    expected: `\`npm_registry\`<br>\`https://${'x'.repeat(99)}.example/${'y'.repeat(84)} …\``
  }
])('a registry of which is known: $name', ({ given, expected }) => {
  expect(rowsOf([change(given)])[0]?.[1]).toBe(expected)
})

test('failures come first, then what was not attempted, then each organization with its deletes last', () => {
  const outcomes = [
    change({ name: 'a1', action: 'delete' }),
    change({ name: 'b1', org: 'labs' }),
    change({ name: 'a2', action: 'create' }),
    change({ name: 'a3', status: 'not_attempted' }),
    change({ name: 'b2', org: 'labs', status: 'unknown' }),
    change({ name: 'a4', action: 'keep', status: 'failed' }),
    change({ name: 'a5', action: 'recreate' })
  ]
  const rows = rowsOf(outcomes).map(([action, org, registry]) => [action, org, registry?.slice(1, 3)])
  expect(rows).toEqual([
    ['=&nbsp;keep', '`acme`', 'a4'],
    ['~&nbsp;update', '`labs`', 'b2'],
    ['~&nbsp;update', '`acme`', 'a3'],
    ['+&nbsp;create', '`acme`', 'a2'],
    ['±&nbsp;recreate', '`acme`', 'a5'],
    ['−&nbsp;delete', '`acme`', 'a1'],
    ['~&nbsp;update', '`labs`', 'b1']
  ])
})

const special = '&<>|[]()!\\`*_~@#:/.w\n \u200b'.split('')
const text = fc
  .array(fc.constantFrom(...special), { minLength: 1, maxLength: 20 })
  .map(parts => parts.join(''))

test('no text makes more cells, more lines or more markup', () => {
  const ours = /`[^`]*`|<br>|<\/?code>|&(#\d+|nbsp);|__[^_]*__/g
  fc.assert(
    fc.property(text, given => {
      const details = [{ field: 'username', from: given, to: { [given]: given } }]
      const shown = change({ name: given, registry_type: given, url: given, updated_at: given, details })
      const outcomes = [
        { ...shown, org: given, status: 'failed' as const, reason: given },
        { ...shown, action: 'keep' as const }
      ]
      const summary = summaryOf(plan(outcomes, { problems: [given] }), 60_000)
      const [row = '', ...more] = summary
        .split('\n')
        .filter(line => line.startsWith('| '))
        .slice(2)
      expect([more, row.split(' | ').length]).toEqual([[], 5])
      expect(summary.split('\n').filter(line => line.startsWith('= '))).toHaveLength(1)
      expect(row.replace(ours, ' ').replace('~', '')).not.toMatch(/[<>[\]()!\\`*_~@#]|:\/\//)
    }),
    { numRuns: 1000 }
  )
})
