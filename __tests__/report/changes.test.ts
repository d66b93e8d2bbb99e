import fc from 'fast-check'
import type { Outcome } from '../../src/registries/change.ts'
import { changeLine, changesPage, countLines, progressLine, rowOf } from '../../src/report/changes.ts'
import { change, type Given, plan, redact, reported } from './results.ts'

const row = (given: Given) => rowOf(change(given), redact)
const page = (...outcomes: Outcome[]) => changesPage(outcomes.map(one => rowOf(one, redact)))

const described = 'NPM_SECRET (npm_registry at https://npm.acme.example)'
const address = 'npm_registry at https://npm.acme.example'
const details = [
  { field: 'visibility', from: 'all', to: 'private' },
  { field: 'username', from: 'ci', to: null },
  { field: 'secret' }
]
const detailed = 'in acme: visibility all → private, username ci → none, secret'
const move = { field: 'url', from: 'https://a.example/x', to: 'https://b.example/x' }
const created: Given = { action: 'create', name: null, details }

test.each<[given: Given, expected: string]>([
  [{ details }, `${described} updated ${detailed}`],
  [created, `${address} created in acme`],
  [{ action: 'recreate', status: 'planned', details }, `${described} would be recreated ${detailed}`],
  [{ action: 'keep', status: 'planned' }, `${described} unchanged in acme`],
  [{ status: 'failed', reason: 'Full.', details }, `${described}: update failed in acme: Full.`],
  [{ action: 'delete', status: 'not_attempted' }, `${described}: delete not attempted in acme`],
  [{ name: 'hunter2', url: null, registry_type: null }, '*** updated in acme'],
  [
    { details: [move] },
    `NPM_SECRET (npm_registry at ${move.to}) updated in acme: url ${move.from} → ${move.to}, moves from the host a.example to the host b.example`
  ],
  [
    { details: [{ ...move, to: 'a.example/y' }] },
    `NPM_SECRET (npm_registry at a.example/y) updated in acme: url ${move.from} → a.example/y`
  ]
])('the line of %j', (given, expected) => {
  expect(changeLine(row(given))).toBe(expected)
})

const failure: Given = { status: 'unknown', reason: 'No answer.' }

test.each<[given: Given, done: number, total: number, timeLeft: number | undefined, expected: string]>([
  [created, 12, 100, 170_000, `12/100 ${address} created, about 3 min left`],
  [created, 1, 2, 41_400, `1/2 ${address} created, about 41 s left`],
  [created, 1, 2, 4999, `1/2 ${address} created`],
  [created, 1, 2, 2 * 3_600_000, `1/2 ${address} created, about 2 h left`],
  [created, 1, 2, undefined, `1/2 ${address} created`],
  [created, 1, 1, undefined, `${address} created`],
  [failure, 1, 2, 60_000, `1/2 ${described}: update unknown: No answer. About 60 s left.`]
])('progress %#', (given, done, total, timeLeft, expected) => {
  expect(progressLine(row(given), done, total, timeLeft)).toBe(expected)
})

test('counts of each organization, by action, then by status', () => {
  const keep: Given = { action: 'keep' }
  const outcomes: Given[] = [
    ...[keep, { org: 'labs', action: 'recreate' } as const, { action: 'create' } as const, keep],
    ...[{ action: 'delete', status: 'not_attempted' } as const, { status: 'unknown' } as const],
    ...[{ action: 'keep', status: 'failed' } as const, { status: 'planned' } as const]
  ]
  expect(countLines(outcomes.map(row))).toEqual([
    'acme: 1 created, 1 would be updated, 2 unchanged, 1 failed, 1 unknown, 1 not attempted.',
    'labs: 1 recreated.'
  ])
})

const day = '2026-01-03T04:05:06Z'
const keep = (given: Given = {}) => change({ action: 'keep', updated_at: day, ...given })
const secretOnly = (given: Given = {}) => change({ details: [{ field: 'secret' }], ...given })

test('what is unchanged and where only the secret is written has no row, unless it went wrong', () => {
  const counted = [keep(), keep({ status: 'planned' }), keep({ status: 'not_attempted' }), secretOnly()]
  const alone = [
    ...[keep({ status: 'failed' }), secretOnly({ status: 'failed' }), secretOnly({ status: 'unknown' })],
    ...[
      secretOnly({ status: 'not_attempted' }),
      change({ details: [{ field: 'secret' }, { field: 'username' }] })
    ],
    ...[
      change({ details: [{ field: 'username' }] }),
      change({ action: 'create' }),
      change({ action: 'delete' })
    ]
  ]
  expect(page(...counted).table?.rows).toEqual([])
  expect(page(...alone)).toMatchObject({ below: [], table: { rows: { length: alone.length } } })
})

test('one line for each kind, rewritten secrets first', () => {
  const outcomes = [
    keep({ name: 'A' }),
    secretOnly({ name: 'B', updated_at: day }),
    keep({ name: 'C', updated_at: '' }),
    secretOnly({ name: 'D', status: 'planned' }),
    secretOnly({ name: 'E', status: 'planned' }),
    keep({ name: 'F', status: 'not_attempted' }),
    secretOnly({ name: 'G', status: 'failed' })
  ]
  expect(page(...outcomes).below).toEqual([
    '~ 1 secret rewritten and nothing else, with the date of the last update: `B` (2026-01-03)',
    '~ 2 secrets to be rewritten and nothing else: `D`, `E`',
    '= 2 unchanged, secrets included, with the date of the last update: `A` (2026-01-03), `C`',
    '= 1 not attempted that would stay unchanged, with the date of the last update: `F` (2026-01-03)'
  ])
})

test('twenty names at most, with the organization if there are several, and the address if there is no name', () => {
  const outcomes = Array.from({ length: 24 }, (_, index) =>
    keep({ name: `R_${index}`, org: `o${index % 2}` })
  )
  const [line = ''] = page(...outcomes).below ?? []
  expect(line).toMatch(/^= 24 unchanged, secrets included, .*: `R_0` \(`o0`, 2026-01-03\), `R_1` \(`o1`, /)
  expect(line).toMatch(/`R_19` \(`o1`, 2026-01-03\), … and 4 more$/)
  expect(page(keep({ name: null, updated_at: '' })).below).toEqual([
    `= 1 unchanged, secrets included: \`${address}\``
  ])
})

test('counts of at most fifty organizations', () => {
  const [, lines = ''] = page(
    ...Array.from({ length: 60 }, (_, index) => change({ org: `org-${index}` }))
  ).above
  expect(lines.split('\n').filter(line => line.startsWith('* `org-'))).toHaveLength(50)
  expect(lines).toMatch(/\n\* and 10 more$/)
})

const visibility = { field: 'visibility', from: 'all', to: 'private' }
const secret = { field: 'secret' }
const moved = '`visibility`: `all` → `private`'
const [updated_at, status] = [day, 'planned'] as const
const of = (field: string, from?: unknown, to?: unknown) => ({ details: [{ field, from, to }] })

test.each<[given: Given, expected: string]>([
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
  [of('url', null, 'https://b.example'), '`url`: none → `https://b.example`'],
  [
    { details: [move] },
    `\`url\`: \`${move.from}\` → \`${move.to}\`<br>moves from the host \`a.example\` to the host \`b.example\``
  ],
  [{ details: [visibility, secret], updated_at }, `${moved}<br>secret written, last updated 2026-01-03`],
  [{ action: 'create', status, details: [secret] }, 'secret to be written'],
  [
    { status: 'failed', reason: 'No *room*.', details: [secret], updated_at },
    'No &#42;room&#42;.<br>secret, last updated 2026-01-03'
  ],
  [{ details: [{ field: 'username', to: 'x'.repeat(101) }] }, `\`username\`: \`${'x'.repeat(100)} …\``]
])('the changes of %j', (given, expected) => {
  expect(page(change(given)).table?.rows[0]?.[2]).toBe(expected)
})

const long = `https://${'x'.repeat(99)}.example/`
test.each<[given: Given, expected: string]>([
  [{ url: null, registry_type: null }, '`NPM_SECRET`'],
  [{ url: null }, '`NPM_SECRET` `npm_registry`'],
  [{ name: null }, '`npm_registry`<br>`https://npm.acme.example`'],
  [{ name: null, url: `${long}${'y'.repeat(99)}` }, `\`npm_registry\`<br>\`${long}${'y'.repeat(84)} …\``]
])('the registry of %j', (given, expected) => {
  expect(page(change(given)).table?.rows[0]?.[1]).toBe(expected)
})

test('failures come first, then what was not attempted, then each organization with its deletes last', () => {
  const { rows = [] } =
    page(
      change({ name: 'a1', action: 'delete' }),
      change({ name: 'b1', org: 'labs' }),
      change({ name: 'a2', action: 'create' }),
      change({ name: 'a3', status: 'not_attempted' }),
      change({ name: 'b2', org: 'labs', status: 'unknown' }),
      change({ name: 'a4', action: 'keep', status: 'failed' }),
      change({ name: 'a5', action: 'recreate' })
    ).table ?? {}
  expect(rows.map(([action, org, registry]) => `${action} ${org} ${registry?.slice(1, 3)}`)).toEqual([
    ...['=&nbsp;keep `acme` a4', '~&nbsp;update `labs` b2', '~&nbsp;update `acme` a3'],
    ...['+&nbsp;create `acme` a2', '±&nbsp;recreate `acme` a5', '−&nbsp;delete `acme` a1'],
    '~&nbsp;update `labs` b1'
  ])
})

test.each([
  [1, 60_000],
  [20, 60_000],
  [2000, 60_000],
  [20, 345_000],
  [2000, 345_000]
])('2,000 registries of %s organizations in %s characters: counts and failures survive', (count, most) => {
  const reason = 'GitHub refused it (403): the token lacks a permission.'
  const outcomes = Array.from({ length: 2000 }, (_, index) =>
    change({
      ...{ org: `org-${index % count}`, name: `R_${index}`, updated_at },
      details: [{ field: 'username', from: 'a', to: 'b'.repeat(50) }],
      ...(index % 100 === 99 && { status: 'failed', reason: `${reason} ${index}` }),
      ...(index % 100 === 98 && { action: 'keep' })
    })
  )
  const problems = outcomes.flatMap(outcome => outcome.reason ?? [])
  const { summary } = reported(plan(outcomes, { operation: 'apply', problems, drift: true }), most)
  expect(summary.length).toBeLessThanOrEqual(most)
  expect(summary.split('\n')[2]).toMatch(/^__1960 updated, 20 unchanged, 20 failed__ in /)
  const rows = summary.split('\n').filter(line => /^\| [~=]/.test(line))
  expect(rows.filter(row => row.endsWith('| failed |'))).toHaveLength(20)
  expect(rows.slice(0, 20).every(row => row.includes('403'))).toBe(true)
  const [, left] = /^and (\d+) more$/m.exec(summary) ?? []
  expect(rows.length + Number(left ?? 0)).toBe(1980)
  expect(summary).toContain('\n= 20 unchanged')
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
      const shown = { name: given, registry_type: given, url: given, updated_at: given, details }
      const outcomes = [
        change({ ...shown, org: given, status: 'failed', reason: given }),
        change({ ...shown, action: 'keep' })
      ]
      const { summary } = reported(plan(outcomes, { problems: [given] }))
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
