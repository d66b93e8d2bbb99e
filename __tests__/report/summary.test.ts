import fc from 'fast-check'
import type { Outcome } from '../../src/registries/change.ts'
import { summaryOf } from '../../src/report/summary.ts'
import type { Result } from '../../src/request.ts'
import { change, exported, got, list, outcome, plan, publicKey, registry, updated } from './results.ts'

const problems = ['It failed.', 'So did <this>.']
const failures = '- It failed.\n- So did &#60;this&#62;.'
const columns = 'Name | Type | Address | Visibility | Authentication | Updated |'
const row = '`NPM_SECRET` | `npm_registry` | `https://npm.acme.example` | all | token | 2026-01-02 |'
const [manifest, ofAcme] = ['', '### Manifest of `acme`']
const place = '`npm_registry`<br>`https://npm.acme.example`'

const listed = `| ${columns}\n| --- | --- | --- | --- | --- | --- |\n| ${row}`
const written = (row: string) => `|  | Registry | Changes | Status |\n| --- | --- | --- | --- |\n| ${row} |`

/** Each result with the parts of its summary. */
test.each<[name: string, given: Result, ...parts: string[]]>([
  ['unread inputs', { operation: 'none', problems }, '### Private registries: failed', failures],
  ['one organization', list({ acme: [registry] }), '### List of private registries of `acme`', listed],
  [
    'an organization beside one that failed',
    list({ acme: [] }, problems),
    '### List of private registries of `acme` failed',
    failures,
    'There are none.'
  ],
  [
    'two organizations',
    list({ acme: [registry], labs: [{ name: 'A|B', registry_type: 'git_source' }] }),
    '### List of private registries of `acme`, `labs`',
    `| Organization | ${columns}\n| --- | --- | --- | --- | --- | --- | --- |\n| \`acme\` | ${row}
| \`labs\` | <code>A&#124;B</code> | \`git_source\` |  |  |  |  |`
  ],
  ['nothing that could be read', list({}, problems), '### List of private registries failed', failures],
  ['a registry', got(registry), '### Private registry of `acme`', listed],
  ['no registry', { operation: 'get', problems }, '### Private registries: get failed', failures],
  [
    'a key',
    publicKey('k'),
    '### Public key of `acme`',
    '| Key id | Public key |\n| --- | --- |\n| `7` | `k` |'
  ],
  ['no key', publicKey(undefined, problems), '### Public key of `acme` failed', failures],
  [
    'an update',
    updated,
    '### Private registries: update',
    '__1 updated__ in `acme`',
    written(`~&nbsp;update | \`NPM_SECRET\` ${place} | \`username\`<br>secret written | done`)
  ],
  [
    'a create in a dry run',
    {
      ...{ ...updated, operation: 'create', dryRun: true },
      outcomes: [{ ...outcome, action: 'create', name: null, fields: [], status: 'planned' }]
    },
    '### Private registries: create (dry run: nothing was written)',
    '__1 to create__ in `acme`',
    written(`+&nbsp;create | ${place} |  | planned`)
  ],
  [
    'a delete that was not attempted, of which nothing is known',
    {
      ...{ ...updated, operation: 'delete', problems },
      outcomes: [change({ action: 'delete', registry_type: null, url: null, status: 'not_attempted' })]
    },
    '### Private registries: delete failed',
    '__1 not attempted__ in `acme`',
    failures,
    written('−&nbsp;delete | `NPM_SECRET` |  | not attempted')
  ],
  [
    'a plan that differs, of two organizations',
    plan([change({ action: 'keep' }), change({ org: 'labs', action: 'delete', status: 'planned' })], {
      drift: true
    }),
    '### Private registries: plan (nothing was written)',
    '__1 to delete, 1 unchanged__ in 2 organizations',
    '* `acme`: 1 unchanged\n* `labs`: 1 to delete',
    'Drift: yes. What GitHub showed before this run was not what is wanted.',
    `|  | Organization | Registry | Changes | Status |\n| --- | --- | --- | --- | --- |
| −&nbsp;delete | \`labs\` | \`NPM_SECRET\` ${place} |  | planned |`,
    '= 1 unchanged, secrets included: `NPM_SECRET` (`acme`)'
  ],
  [
    'an apply of what is as it is wanted',
    plan([], { operation: 'apply', dryRun: false, drift: false }),
    '### Private registries: apply',
    'There is nothing to change.',
    'Drift: no. What GitHub showed before this run is what is wanted.'
  ],
  [
    'a rotation that failed in a dry run',
    plan([], { operation: 'rotate', problems }),
    '### Private registries: rotate failed (dry run: nothing was written)',
    failures
  ],
  ['an export', exported({ manifest, count: 2 }), ofAcme, 'Wrote 2 registries of `acme` to `a/b.yml`.'],
  [
    'an export in a dry run',
    exported({ manifest, count: 1, dryRun: true }),
    '### Manifest of `acme` (dry run: no file was written)',
    'Would write 1 registry of `acme` to `a/b.yml`.'
  ],
  [
    'an export without a file',
    exported({ manifest, count: 2, file: undefined }),
    ofAcme,
    'The output `manifest` has 2 registries of `acme`.'
  ],
  ['an export that failed', exported({ count: 2, problems }), '### Manifest of `acme` failed', failures],
  [
    'a problem at a place',
    {
      operation: 'none',
      problems: [{ text: "'url' is missing.", place: { file: 'a_b.yml', line: 14, column: 3 } }]
    },
    '### Private registries: failed',
    "- a&#95;b.yml:14: 'url' is missing."
  ],
  [
    'inputs of a create that could not be read',
    { ...updated, operation: 'create', changed: false, problems, outcomes: [] },
    '### Private registries: create failed',
    failures
  ]
])('%s', (_, given, ...parts) => {
  expect(summaryOf(given, 60_000)).toBe(`${parts.join('\n\n')}\n`)
})

const listOf = (count: number, problems: string[] = []) =>
  list({ acme: Array.from({ length: count }, (_, index) => ({ ...registry, name: `R_${index}` })) }, problems)

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
  [1, 60_000],
  [20, 60_000],
  [2000, 60_000],
  [20, 345_000],
  [2000, 345_000]
])('2,000 registries in %s organizations and %s characters: counts and failures survive', (count, most) => {
  const outcomes = outcomesIn(count)
  const problems = outcomes.flatMap(outcome => outcome.reason ?? [])
  const summary = summaryOf(plan(outcomes, { operation: 'apply', problems, drift: true }), most)
  expect(summary.length).toBeLessThanOrEqual(most)
  expect(summary.split('\n')[2]).toMatch(/^__1960 updated, 20 unchanged, 20 failed__ in /)
  const rows = summary.split('\n').filter(line => /^\| [~=]/.test(line))
  expect(rows.filter(row => row.endsWith('| failed |'))).toHaveLength(20)
  expect(rows.slice(0, 20).every(row => row.includes('403'))).toBe(true)
  const [, left] = /^and (\d+) more$/m.exec(summary) ?? []
  expect(rows.length + Number(left ?? 0)).toBe(1980)
  expect(summary).toContain('\n= 20 unchanged')
})

test.each([
  ['beside a table', plan([change({})]), 480],
  ['alone', plan([]), 480]
])('2,000 problems %s are capped', (_, given, shown) => {
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

/** The cells of each row of the table, without its head. */
function rowsOf(outcomes: Outcome[]): string[][] {
  const rows = summaryOf(plan(outcomes), 60_000)
    .split('\n')
    .filter(line => line.startsWith('| '))
  return rows.slice(2).map(row => row.slice(2, -2).split(' | '))
}

const visibility = { field: 'visibility', from: 'all', to: 'private' }
const secret = { field: 'secret' }
const moved = '`visibility`: `all` → `private`'
const [updated_at, status] = ['2026-01-03T04:05:06Z', 'planned'] as const
const of = (field: string, from?: unknown, to?: unknown) => ({ details: [{ field, from, to }] })

test.each<[given: Partial<Outcome>, expected: string]>([
  [{ details: [visibility] }, moved],
  [
    { details: [visibility, { field: 'username', from: 'ci', to: null }] },
    `${moved}<br>\`username\`: \`ci\` → none`
  ],
  [of('username', null, 'ci'), '`username`: none → `ci`'],
  [{ details: [{ field: 'replaces_base', to: true }] }, '`replaces_base`: `true`'],
  [of('visibility', 'all', 'all'), '`visibility`: `all` as before'],
  [of('selected_repository_ids', [1], [1, 2, 3]), '`selected_repository_ids`: 1 repository → 3 repositories'],
  [{ details: [{ field: 'selected_repository_ids' }] }, '`selected_repository_ids`'],
  [of('new', { a: [1] }, ['x']), '`new`: `{"a":[1]}` → `["x"]`'],
  [{ details: [visibility, secret], updated_at }, `${moved}<br>secret written, last updated 2026-01-03`],
  [{ action: 'create', status, details: [secret] }, 'secret to be written'],
  [
    { status: 'failed', reason: 'No *room*.', details: [secret], updated_at },
    'No &#42;room&#42;.<br>secret, last updated 2026-01-03'
  ],
  [{ details: [{ field: 'username', to: 'x'.repeat(101) }] }, `\`username\`: \`${'x'.repeat(100)} …\``],
  // Without details the fields are told.
  [outcome, '`username`<br>secret written']
])('the changes of %j', (given, expected) => {
  expect(rowsOf([given === outcome ? outcome : change(given)])[0]?.[2]).toBe(expected)
})

const long = `https://${'x'.repeat(99)}.example/`
test.each<[given: Partial<Outcome>, expected: string]>([
  [{ url: null, registry_type: null }, '`NPM_SECRET`'],
  [{ url: null }, '`NPM_SECRET` `npm_registry`'],
  [{ name: null }, '`npm_registry`<br>`https://npm.acme.example`'],
  [{ name: null, url: `${long}${'y'.repeat(99)}` }, `\`npm_registry\`<br>\`${long}${'y'.repeat(84)} …\``]
])('a registry of which is known %j', (given, expected) => {
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
  const rows = rowsOf(outcomes).map(([action, org, registry]) => `${action} ${org} ${registry?.slice(1, 3)}`)
  expect(rows).toEqual([
    ...['=&nbsp;keep `acme` a4', '~&nbsp;update `labs` b2', '~&nbsp;update `acme` a3'],
    ...['+&nbsp;create `acme` a2', '±&nbsp;recreate `acme` a5', '−&nbsp;delete `acme` a1'],
    '~&nbsp;update `labs` b1'
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
