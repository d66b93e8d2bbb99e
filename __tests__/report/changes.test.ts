import fc from 'fast-check'
import type { Outcome } from '../../src/registries/change.ts'
import { changeLine, countLines, inOrder, progressLine, rowOf } from '../../src/report/changes.ts'
import { special } from '../character.ts'
import { change, type Given, plan, redact, registry, reported } from './results.ts'

const row = (given: Given) => rowOf(change(given), redact)
const summaryOf = (...outcomes: Outcome[]) => reported(plan(outcomes)).summary
/** The rows of all tables of a summary. */
const rowsOf = (summary: string) => summary.split('\n').filter(line => /^\| [^C-]/.test(line))

const described = 'NPM_SECRET (npm_registry at https://npm.acme.example)'
const address = 'npm_registry at https://npm.acme.example'
const details = [
  { field: 'visibility', from: 'all', to: 'private' },
  { field: 'username', from: 'ci', to: null },
  { field: 'secret_env', to: 'NPM_TOKEN' }
]
const detailed = 'in acme: visibility all → private, username ci → none, secret from NPM_TOKEN'
const move = { field: 'url', from: 'https://a.example/x', to: 'https://b.example/x' }
const created: Given = { action: 'create', name: null }

test.each<[given: Given, expected: string]>([
  [{ details }, `${described} updated ${detailed}`],
  [created, `${address} created in acme`],
  [{ action: 'keep', status: 'planned' }, `${described} unchanged in acme`],
  [
    { ...created, details: [{ field: 'visibility', to: 'all' }, { field: 'secret' }] },
    `${address} created in acme: visibility all, secret from the input`
  ],
  [{ status: 'failed', reason: 'Full.', details }, `${described}: update failed in acme`],
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
  [created, 1, 1, undefined, `${address} created`],
  [failure, 1, 2, 60_000, `1/2 ${described}: update unknown, about 60 s left`]
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
    'acme: 1 failed, 1 unknown, 1 not attempted, 1 created, 1 would be updated, 2 unchanged.',
    'labs: 1 recreated.'
  ])
})

const day = '2026-01-03T04:05:06Z'
const keep = (given: Given = {}) => change({ action: 'keep', updated_at: day, ...given })
const secret = { field: 'secret_env', to: 'NPM_TOKEN' }
const visible = { field: 'visibility', from: 'selected', to: 'selected' }
const selection = (names: string[], ids: number[]) => [
  { field: 'selected_repository_ids', to: ids },
  { field: 'selected_repositories', to: names }
]
const resent = (given: Given = {}) =>
  change({ details: [visible, ...selection(['web'], [1]), secret], ...given })

const of = (field: string, from?: unknown, to?: unknown) => ({ details: [{ field, from, to }] })

/** The parts of a summary, without types and addresses: the beginning, the box, each table with its title, each fold. */
const partsOf = (summary: string) =>
  summary
    .replace(/ `npm_registry`|<br>`https:..npm.acme.example`/g, '')
    .split(/\n\n(?=> \[!|#### |<details>)/)

test('what is lost comes first, then each organization, then folds of what is sent again, left alone and unchanged', () => {
  const status = 'planned'
  const { summary } = reported(
    plan(
      [
        change({ name: 'A', action: 'create', status }),
        resent({ name: 'B', status }),
        keep({ name: 'C', status }),
        change({ name: 'D', action: 'delete', status, visibility: 'all' }),
        change({ name: 'E', action: 'recreate', status, ...of('auth_type', 'token', 'oidc_azure') }),
        change({ name: 'F', org: 'labs', status, details: [{ field: 'username', to: 'ci' }] }),
        change({ name: 'G', org: 'labs', status, action: 'delete' })
      ],
      { unmanaged: [{ org: 'labs', registries: [{ ...registry, name: 'H' }] }] }
    )
  )
  expect(partsOf(summary)).toEqual([
    expect.stringMatching(
      /\n\n__2 to delete, 1 to recreate, 1 to create, 1 to update, 1 to send again, 1 unchanged__ in 2/
    ),
    expect.stringMatching(
      /^> \[!CAUTION\]\n> __2 to delete, 1 to recreate\.__ .*secret.*\n>\n> - .*delete: __`D`__ in `acme`, used by all repositories\n> - .*delete: __`G`__ in `labs`\n> - .*recreate: __`E`__ in `acme`<br>`auth_type`: `token` → `oidc_azure`$/
    ),
    expect.stringMatching(/^#### `acme`: 1 to delete, .*\n\n(\|.*\n){2}\| \+&nbsp;create \| __`A`__ \|$/),
    expect.stringMatching(
      /^#### `labs`: .*\n\n(\|.*\n){2}\| ~&nbsp;update \| __`F`__<br>`username`: `ci` \|$/
    ),
    expect.stringMatching(
      /<summary>1 to send again: secrets and selected repositories, .*\n\n(\|.*\n){2}\| .* `acme`<br>selected repositories: `web`<br>secret from `NPM_TOKEN` \|\n\n<\/details>$/
    ),
    expect.stringMatching(/<summary>1 registry is not in the manifest .*\n\n- __`H`__ .*\n\n<\/details>$/),
    expect.stringMatching(/<summary>1 unchanged; .*\n\n- __`C`__ .*\n\n<\/details>\n$/)
  ])
})

test('a reason is given once: by the list of problems, or by the first row that has it', () => {
  const stopped = { status: 'not_attempted', reason: 'Stopped.' } as const
  const rows = [
    change({ name: 'A', status: 'failed', reason: 'No room.' }),
    ...[change({ name: 'B', ...stopped }), change({ name: 'C', ...stopped, action: 'create' })],
    keep({ name: 'D', ...stopped })
  ]
  const { summary } = reported(plan(rows, { problems: ['No room.'] }))
  for (const text of ['No room.', 'Stopped.']) expect(summary.split(text)).toHaveLength(2)
  expect(summary.indexOf('- No room.')).toBeLessThan(summary.indexOf('__1 failed'))
  expect(rowsOf(summary).map(line => line.split(' | ')[0])).toEqual([
    '| ~&nbsp;update<br>__failed__',
    ...['+&nbsp;create', '~&nbsp;update'].map(word => `| ${word}<br>__not attempted__`)
  ])
  expect(summary).toContain('<summary>1 not attempted that would stay unchanged</summary>')
})

const visibility = { field: 'visibility', from: 'all', to: 'private' }
const moved = '`visibility`: `all` → `private`'
const updated_at = day
const names = Array.from({ length: 22 }, (_, index) => `r${index}`)

test.each<[given: Given, expected: string]>([
  [of('username', 'ci', 'ci'), '`username`: `ci` as before'],
  [of('selected_repository_ids', [1], [1, 2, 3]), '`selected_repository_ids`: 1 repository → 3 repositories'],
  [{ details: [{ field: 'selected_repository_ids' }] }, '`selected_repository_ids`'],
  [
    { details: [{ field: 'username', to: 'ci' }, visible, ...selection(['web', 'api'], [1, 2])] },
    '`username`: `ci`<br>selected repositories: `web`, `api`'
  ],
  [
    { details: [visibility, ...selection(names, [1])] },
    `${moved}<br>selected repositories: \`${names.slice(0, 20).join('`, `')}\` and 2 more`
  ],
  [{ action: 'create', details: selection([], []) }, 'selected repositories: none'],
  [of('new', { a: [1] }, ['x']), '`new`: `{"a":[1]}` → `["x"]`'],
  [of('url', null, 'https://b.example'), '`url`: none → `https://b.example`'],
  [
    { details: [move] },
    `\`url\`: \`${move.from}\` → \`${move.to}\`<br>moves from the host \`a.example\` to the host \`b.example\``
  ],
  [{ status: 'failed', reason: 'A *b*.', details: [secret] }, 'A &#42;b&#42;.<br>secret from `NPM_TOKEN`'],
  [{ details: [{ field: 'username', to: 'x'.repeat(101) }] }, `\`username\`: \`${'x'.repeat(100)} …\``]
])('the changes of %j', (given, expected) => {
  const [line = ''] = rowsOf(summaryOf(change(given)))
  expect(line.replace(/^\| \S+ \| (__`NPM_SECRET`__ )?`npm_registry`(<br>`https:[^`]*`)?<br>/, '')).toBe(
    `${expected} |`
  )
})

const lastUpdated = '__`NPM_SECRET`__ `npm_registry`, last updated 2026-01-03<br>secret from `NPM_TOKEN`'
const long = `https://${'x'.repeat(99)}.example/`
const broken = `<code>https&#58;//${'x'.repeat(99)}.example/<wbr>${'y'.repeat(84)} …</code>`
test.each<[given: Given, expected: string]>([
  [{ name: null, url: `${long}${'y'.repeat(99)}` }, `\`npm_registry\`<br>${broken}`],
  [{ url: null, updated_at, details: [secret], status: 'failed' }, lastUpdated]
])('the registry of %j', (given, expected) => {
  const [row = ''] = rowsOf(summaryOf(change(given)))
  expect(row.replace(/^\| \S+ \| (.*) \|$/, '$1').trim()).toBe(expected)
})

test('the log of a dry run has the order of the summary', () => {
  const given: Given[] = [
    ...[{ action: 'create' } as const, { details: [secret] }, { details: [visibility] }],
    ...[{ action: 'recreate' } as const, { action: 'delete' } as const, { status: 'unknown' } as const]
  ]
  const said = inOrder(given.map(row)).map(({ action, fields }) => `${action} ${fields}`.trim())
  expect(said.join()).toBe('update,delete,recreate,create,update visibility,update secret')
})

test.each([
  [1, 60_000],
  [2000, 60_000],
  [20, 345_000]
])('2,000 registries of %s organizations in %s characters: counts and failures survive', (count, most) => {
  const reason = 'GitHub refused it (403): the token lacks a permission.'
  const details = [{ field: 'username', from: 'a', to: 'b'.repeat(50) }]
  const outcomes = Array.from({ length: 2000 }, (_, index) => {
    const how: Given = index % 100 === 99 ? { status: 'failed', reason: `${reason} ${index}` } : {}
    const base = { org: `org-${index % count}`, name: `R_${index}`, updated_at, details, ...how }
    return change(index % 100 === 98 ? { ...base, action: 'keep' } : base)
  })
  const problems = outcomes.flatMap(outcome => outcome.reason ?? [])
  const { summary } = reported(plan(outcomes, { operation: 'apply', problems, drift: true }), most)
  expect(summary.length).toBeLessThanOrEqual(most)
  expect(summary).toMatch(/^__20 failed, 1960 updated, 20 unchanged__ in /m)
  expect(summary.split('the token lacks')).toHaveLength(21)
  const rows = rowsOf(summary)
  expect(rows.filter(row => row.includes('__failed__'))).toHaveLength(20)
  const left = [...summary.matchAll(/^and (\d+) more$/gm)].reduce((sum, [, many]) => sum + Number(many), 0)
  const kept = summary.split('\n').filter(line => line.startsWith('- __`')).length
  expect(rows.length + kept + left).toBe(2000)
  expect(kept).toBe(left === 0 ? 20 : 0)
})

const text = fc.string({ unit: fc.constantFrom(...special), minLength: 1, maxLength: 20 })

test('no text makes more cells, more lines or more markup', () => {
  const ours =
    /`[^`]*`|<br>|<wbr>|<\/?(code|details|summary)>|&(#\d+|nbsp);|__|\[!CAUTION\]|\(1 repository\)/g
  fc.assert(
    fc.property(text, given => {
      const details = [{ field: 'username', from: given, to: { [given]: given } }]
      const names = { name: given, registry_type: given, url: given }
      const shown = { ...names, updated_at: given, visibility: given, details }
      const again = [...selection([given], [1]), { field: 'secret_env', to: given }]
      const outcomes = [
        change({ ...shown, org: given, status: 'failed', reason: given }),
        change({ ...shown, action: 'delete' }),
        change({ ...shown, details: again }),
        change({ ...shown, action: 'keep' })
      ]
      const unmanaged = [{ org: given, registries: [{ ...registry, ...names }] }]
      const { summary } = reported(plan(outcomes, { problems: [`x${given}`], unmanaged }))
      const lines = summary.split('\n')
      const kinds = lines.map(line => /^(\| |> - |> |- |<\/?\w+>|#{3,4} |__|$)/.exec(line)?.[0] ?? line)
      const fold = '<details><summary>- </details>'
      expect(kinds.join('')).toBe(
        `### - __> > >> - #### | | | <details><summary>| | | </details>${fold}${fold}`
      )
      expect(rowsOf(summary).map(line => line.split(' | ').length)).toEqual([2, 2])
      for (const line of lines.slice(1)) {
        const bare = line.replace(/^(#{3,4} |\| [~+]?|> ?(- )?|- )/, '').replace(/ \|( |$)/g, '')
        expect(bare.replace(ours, ' ')).not.toMatch(/[<>|[\]()!\\`*_~@#]|:\/\//)
      }
    }),
    { numRuns: 100 }
  )
})
