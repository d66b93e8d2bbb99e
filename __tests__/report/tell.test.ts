import type { Outcome } from '../../src/registries/change.ts'
import { openingLine } from '../../src/report/tell.ts'
import type { Request, Result } from '../../src/request.ts'
import { change, type Given, list, outcome, plan, redact, registry, reported, updated } from './results.ts'

const problems = ['It failed.', 'So did <this>.']
const failures = '- It failed.\n- So did &#60;this&#62;.'
const described = 'NPM_SECRET (npm_registry at https://npm.acme.example)'
const line = `${described}, visibility all, token, updated 2026-01-02`

const none = { created: '0', updated: '0', deleted: '0', unchanged: '0', failed: '0' }
/** The output `changes` of these outcomes, in which nothing that GitHub showed differs. */
const changes = (...outcomes: Outcome[]) => {
  const all = outcomes.map(({ change: { org, action, before = {}, spec }, status, reason }) => {
    const { name = null, registry_type = null, url = null } = before
    const fields = action === 'update' ? Object.keys(spec) : []
    return { org, action, name, registry_type, url, fields, status, reason }
  })
  return { changes: JSON.stringify(all) }
}
const [yes, no] = [{ changed: 'true' }, { changed: 'false' }]
const shown = { name: 'NPM_SECRET', registry: JSON.stringify({ ...registry, org: 'acme' }) }
const nothing = { name: '', registry: '' }

const place = '`npm_registry`<br>`https://npm.acme.example`'
const row = `| \`NPM_SECRET\` ${place} | all<br>token<br>updated 2026-01-02 |`
const listed = `| Registry | Access |\n| --- | --- |\n${row}`
const written = (...rows: string[]) =>
  `| Change | Registry |\n| --- | --- |\n${rows.map(row => `| ${row} |`).join('\n')}`
const fold = (title: string, ...lines: string[]) => [
  `<details>\n<summary>${title}</summary>`,
  lines.join('\n'),
  '</details>'
]
const left = fold('1 unchanged; stored secrets are not written', `- __\`NPM_SECRET\`__ ${place}`)
const yaml = fold('The manifest', '```yaml', 'registries: []', '```')
const npm = `__\`NPM_SECRET\`__ ${place}`
const noChange = 'No changes. No drift: GitHub already matched the'

const kept = change({ action: 'keep', status: 'planned' })
const planned = change({ action: 'create', name: null, status: 'planned' })
const failed = change({ action: 'create', name: null, status: 'failed' })
const unknown = change({ action: 'delete', status: 'unknown' })
const deleted = change({ org: 'labs', action: 'delete', status: 'planned' })

const missing = { text: "'url' is missing.", place: { file: 'a_b.yml', line: 14, column: 3 } }
const unread: Result = { operation: 'none', problems: [missing] }
const exported: Result = {
  ...{ operation: 'export', orgs: ['acme'], problems: [], dryRun: false },
  ...{ manifest: 'registries: []', count: 2 },
  file: { path: 'a/b.yml', workspace: '/checkout' }
}

/** A result with its lines, its outputs, and the paragraphs of its summary. */
type Told = [given: Result, lines: string[], outputs: object, summary: string[]]

const exportOf = (given: object, title: string, says: string): Told => [
  { ...exported, ...given },
  [says.replace('`manifest`', "'manifest'").replaceAll('`', '')],
  { manifest: 'registries: []' },
  [`### Manifest of \`acme\`${title}`, says, ...yaml]
]

const results: Record<string, Told> = {
  'bad inputs': [unread, [], {}, ['### Private registries: failed', "- a&#95;b.yml:14: 'url' is missing."]],
  'an empty organization beside one that failed': [
    list({ acme: [] }, problems),
    ['acme has 0 private registries.'],
    { registries: '[]', 'total-count': '0' },
    ['### List of private registries of `acme` failed', failures, 'There are none.']
  ],
  'two organizations': [
    list({ acme: [registry], labs: [{ name: 'A|B', registry_type: 'git_source' }] }),
    ['acme has 1 private registry.', line, 'labs has 1 private registry.', 'A|B (git_source)'],
    {
      registries: `[${shown.registry},{"name":"A|B","registry_type":"git_source","org":"labs"}]`,
      'total-count': '2'
    },
    [
      '### List of private registries of 2 organizations',
      '#### `acme`',
      listed,
      '#### `labs`',
      '| Registry | Access |\n| --- | --- |\n| <code>A&#124;B</code> `git_source` |  |'
    ]
  ],
  'a registry': [
    { operation: 'get', problems: [], found: { org: 'acme', registry } },
    [line],
    shown,
    ['### Private registry of `acme`', listed]
  ],
  'a key': [
    { operation: 'get-public-key', org: 'acme', key: { key_id: '7', key: 'k' }, problems: [] },
    ['The public key of acme has the id 7.'],
    { 'key-id': '7', 'public-key': 'k' },
    ['### Public key of `acme`', '| Key id | Public key |\n| --- | --- |\n| `7` | `k` |']
  ],
  'an update': [
    updated,
    [`${described} updated in acme: username, secret from the input`],
    { ...shown, ...yes, ...changes(outcome), ...none, updated: '1' },
    [
      '### Private registries: update',
      '__1 updated__ in `acme`',
      written(`~&nbsp;updated | ${npm}<br>\`username\`<br>secret from the input`)
    ]
  ],
  'a create in a dry run': [
    { operation: 'create', problems: [], dryRun: true, changed: true, outcomes: [planned] },
    ['npm_registry at https://npm.acme.example would be created in acme'],
    { ...nothing, ...yes, ...changes(planned), ...none, created: '1' },
    [
      '### Private registries: create (dry run: nothing was written)',
      '__1 to create__ in `acme`',
      written(`+&nbsp;create | ${place}`)
    ]
  ],
  'inputs of a create that could not be read': [
    { operation: 'create', problems, dryRun: true, changed: false, outcomes: [] },
    [],
    { ...nothing, ...no, changes: '[]', ...none },
    ['### Private registries: create failed (dry run: nothing was written)', failures]
  ],
  'a plan of two organizations': [
    plan([kept, deleted], { drift: true }),
    ['acme: 1 unchanged.', 'labs: 1 would be deleted.'],
    {
      ...yes,
      ...changes(kept, deleted),
      ...none,
      deleted: '1',
      unchanged: '1',
      'plan-id': '',
      drift: 'true'
    },
    [
      '### Private registries: plan (nothing was written)',
      '__1 to delete, 1 unchanged__ in 2 organizations',
      'Drift: before this run, GitHub did not match the inputs.',
      expect.stringMatching(
        /^> \[!CAUTION].*\n> .*\n>\n> - −&nbsp;delete: __`NPM_SECRET`__ `npm_registry` in `labs`<br>`.*`$/
      ),
      ...fold('1 unchanged; stored secrets are not written', `- ${npm.replace('<br>', ' in `acme`<br>')}`)
    ]
  ],
  'a plan of the one registry of the inputs': [
    plan([kept], { single: true, drift: false, changed: false, found: { org: 'acme', registry } }),
    ['No changes.', 'acme: 1 unchanged.'],
    { ...shown, ...no, ...changes(kept), ...none, unchanged: '1', 'plan-id': '', drift: 'false' },
    ['### Private registries: plan (nothing was written)', `${noChange} inputs.`, ...left]
  ],
  'an apply of one registry of which nothing is known': [
    plan([failed, unknown], { operation: 'apply', dryRun: false, single: true, drift: undefined }),
    ['acme: 1 failed, 1 unknown.'],
    { ...nothing, ...yes, ...changes(failed, unknown), ...none, failed: '2', 'plan-id': '', drift: '' },
    [
      '### Private registries: apply',
      '__1 failed, 1 unknown__ in `acme`',
      written(`+&nbsp;create<br>__failed__ | ${place}`, `−&nbsp;delete<br>__unknown__ | ${npm}`)
    ]
  ],
  'an apply with nothing to do': [
    plan([], { operation: 'apply', dryRun: false, changed: false, drift: false, unmanaged: [] }),
    ['No changes.'],
    { ...no, changes: '[]', ...none, 'plan-id': '', drift: 'false', unmanaged: '0' },
    ['### Private registries: apply', `${noChange} manifest.`]
  ],
  'an export': exportOf({}, '', 'Wrote 2 registries of `acme` to `a/b.yml`.'),
  'an export in a dry run': exportOf(
    { count: 1, dryRun: true },
    ' (dry run: no file was written)',
    'Would write 1 registry of `acme` to `a/b.yml`.'
  ),
  'an exported text': exportOf({ file: undefined }, '', 'The output `manifest` has 2 registries of `acme`.'),
  'organizations that * leaves out': [
    { ...list({ acme: [registry] }), leftOut: ['1. suspended', 'Archived.'] },
    ['acme has 1 private registry.', line],
    { registries: `[${shown.registry}]`, 'total-count': '1' },
    ['### List of private registries of `acme`', '- &#8288;1. suspended\n- Archived.', listed]
  ]
}

test.each(Object.entries(results))('%s', (_, [given, lines, outputs, summary]) => {
  const told = reported(given)
  expect(told).toMatchObject({ lines, cuts: [] })
  const isAdvised = ['create', 'update', 'apply', 'plan'].includes(given.operation)
  const advice = isAdvised ? { advice: '[]' } : {}
  expect(told.outputs).toEqual({ ...outputs, ...advice })
  expect(told.summary.trimEnd().split('\n\n')).toEqual(summary)
  expect(told.output).toBe(told.summary)
})

test.each<[title: string, given: Result]>([
  ['List of private registries', list({}, problems)],
  ['Private registries: get', { operation: 'none', failed: 'get', problems }]
])('%s, which failed, has nothing but its problems', (title, given) => {
  const { lines, outputs, summary } = reported(given)
  expect([lines, outputs, summary]).toEqual([[], {}, `### ${title} failed\n\n${failures}\n`])
})

const one = { spec: {}, defaults: {} }
test.each([
  [{ operation: 'list', orgs: ['acme'] }, 'Listing the registries of acme'],
  [{ operation: 'export', orgs: ['*'] }, 'Exporting the registries of all organizations with GitHub App 7'],
  [{ operation: 'get', org: 'acme', target: { name: 'A', expected: {} } }, 'Reading A of acme'],
  [
    { operation: 'plan', orgs: ['acme', 'labs'], wanted: [one, { ...one, orgs: ['ACME'] }], dryRun: true },
    'Planning 3 registries in 2 organizations with GitHub App 7'
  ],
  [
    { operation: 'rotate', orgs: ['acme'], wanted: [one], dryRun: true },
    'Rotating the secrets of 1 registry in acme (dry run)'
  ]
])('the first line of %j', (given, line) => {
  const access = line.includes('App 7') ? { appId: '7', privateKey: '' } : { token: '' }
  expect(openingLine({ ...given, connection: { access } } as unknown as Request)).toBe(line)
})

test('nothing in a manifest ends its fence, also where it is cut', () => {
  const manifest = `a: "\u202e\u001b"\n\`\`\`\`\n</details>\n${'# x\n'.repeat(900)}`
  const [, fence = '', inside] =
    /\n\n(`+)yaml\n(.*)\n\1\n\n<.details>\n$/s.exec(reported({ ...exported, manifest }, 1000).summary) ?? []
  expect([fence.length, inside]).toEqual([
    5,
    expect.stringMatching(/^a: " "\n````\n<.details>\n(# x\n)+# and \d+ more$/)
  ])
})

test('a reason is given only where a change did not go well, a detail never', () => {
  const details = [{ field: 'username', to: 'x' }]
  const written = (given: Given) =>
    reported(plan([change({ details, updated_at: '2026', reason: 'Why.', ...given })])).outputs
  expect(written({})).toMatchObject(changes(change({ details })))
  for (const status of ['failed', 'unknown', 'not_attempted'] as const)
    expect(written({ status })).toMatchObject(changes(change({ details, status, reason: 'Why.' })))
})

const most = 380_000
const lengthOf = (outputs: Record<string, string>) => Object.values(outputs).join('').length

test('the last registries are left out of a list that is too long', () => {
  const registries = Array.from({ length: 3000 }, (_, index) => ({ ...registry, name: `NPM_${index}` }))
  const { outputs, cuts } = reported(list({ acme: registries }))
  const given: { name: string }[] = JSON.parse(outputs['registries'] ?? '')
  expect(lengthOf(outputs)).toBeLessThan(most + 100)
  expect(given.map(({ name }) => name)).toEqual(registries.slice(0, given.length).map(({ name }) => name))
  expect(outputs['total-count']).toBe('3000')
  expect(cuts).toEqual([
    `The output 'registries' would be too long: the last ${3000 - given.length} are left out.`
  ])
})

test('a registry or a manifest that is too long is left out', () => {
  const cut = (outputs: Record<string, string>, name: string) => {
    return { outputs, cuts: [`The output '${name}' would be too long and is left empty.`] }
  }
  const found = { org: 'acme', registry: { ...registry, note: 'x'.repeat(400_000) } }
  const get: Result = { operation: 'get', problems: [], found }
  expect(reported(get)).toMatchObject(cut({ name: 'NPM_SECRET', registry: '' }, 'registry'))
  const manifest = 'x'.repeat(most + 1)
  expect(reported({ ...exported, manifest })).toMatchObject(cut({ manifest: '' }, 'manifest'))
  expect(reported({ ...exported, manifest: manifest.slice(1) }).cuts).toEqual([])
})

const namesIn = (outputs: Record<string, string>) =>
  JSON.parse(outputs['changes'] ?? '').map(({ name }: { name: string }) => name)

test.each([
  ['unchanged registries', 3000, 1500, 'the 1500 with action keep are left out'],
  ['unchanged registries, then the last changes', 6000, undefined, 'the 3000 with action keep and']
])('%s are left out of changes that are too long', (_, count, left, sentence) => {
  const outcomes = Array.from({ length: count }, (_, index) =>
    change({ action: index % 2 ? 'keep' : 'update', name: `R_${index}`, reason: 'It is done.' })
  )
  const { outputs, cuts } = reported(plan(outcomes))
  const names = namesIn(outputs)
  const updates = outcomes.flatMap((_, index) => (index % 2 ? [] : [`R_${index}`]))
  expect(names).toEqual(updates.slice(0, left ?? names.length))
  const lost = left ? '' : ` the last ${updates.length - names.length} of the others are left out.`
  expect(cuts).toEqual([expect.stringContaining(sentence + lost)])
  expect(outputs).toMatchObject({ updated: String(count / 2), unchanged: String(count / 2) })
  expect(lengthOf(outputs)).toBeLessThan(most + 200)
})

test.each([0, 1, 2, 3, 4])('changes and registry share the limit: %i', more => {
  const note = 'x'.repeat(379_700 + more * 25)
  const found = { org: 'acme', registry: { ...registry, note } }
  const { outputs, cuts } = reported(plan([kept], { single: true, drift: true, found }))
  expect(lengthOf(outputs)).toBeLessThan(most + 50)
  expect(cuts.length).toBeGreaterThan(0)
  expect(outputs).toMatchObject({ name: 'NPM_SECRET', unchanged: '1' })
})

test('the fold of readers that is too long says how many more there are', () => {
  const npm = { registry_type: 'npm_registry', ignored: [], dependabot: 'npm' }
  const readings = Array.from({ length: 500 }, (_, index) => {
    return { ...npm, url: `https://r${index}.example`, codeScanning: 'none', sent: 'a Bearer token' }
  })
  const { summary } = reported({ ...updated, advised: { advice: [], readings } } as Result, 20_000)
  const rows = summary.split('\n').filter(line => line.startsWith('- `npm_registry`'))
  expect(rows.length).toBeGreaterThan(20)
  expect(summary.endsWith(`\n\nand ${500 - rows.length} more\n\n</details>\n`)).toBe(true)
})

test('changes that just fit are all given', () => {
  const long = (length: number) => reported(plan([change({ name: 'x'.repeat(length) })]))
  const longest = most - (lengthOf(long(100).outputs) - 100)
  const [fits, cut] = [longest, longest + 1].map(long)
  expect([fits, cut].map(told => namesIn(told?.outputs ?? {}).length)).toEqual([1, 0])
  expect([fits?.cuts.length, cut?.cuts.length]).toEqual([0, 1])
})

const listOf = (count: number, problems: string[] = []) =>
  list({ acme: Array.from({ length: count }, (_, index) => ({ ...registry, name: `R_${index}` })) }, problems)

test('a table that just fits is whole; one that is longer has whole rows and says how many more there are', () => {
  const { summary } = reported(listOf(50))
  const most = summary.length
  expect(reported(listOf(50), most).summary).toBe(summary)
  const shorter = reported(listOf(50), most - 1).summary
  expect([most - shorter.length < 500, shorter.length < most]).toEqual([true, true])
  const rows = shorter.split('\n').filter(line => line.startsWith('| `R_'))
  expect(rows.every(row => row.endsWith(' |'))).toBe(true)
  expect(shorter.endsWith(`\n\nand ${50 - rows.length} more\n`)).toBe(true)
})

test.each<Result>([
  listOf(5, ['x'.repeat(3999), 'y'.repeat(3999)]),
  { operation: 'none', problems: ['x'.repeat(3999)] }
])('problems that fill the summary are cut', given => {
  const { summary } = reported(given, 2000)
  expect(summary).toHaveLength(2000)
  expect(summary.endsWith(' …')).toBe(true)
})

test.each([
  ['as many as fit', 90, 10_000, 'all of them'],
  ['the first hundred', 130, 60_000, 'the first 100'],
  ['as many of the first hundred as fit', 130, 10_000, 'the first 100']
])('of the problems the summary gives %s', (_, count, most, logged) => {
  const problems = Array.from({ length: count }, (_, index) => `${'x'.repeat(95)} ${1000 + index}`)
  const lines = reported(plan([change({})], { problems }), most).summary.split('\n')
  const items = lines.filter(line => line.startsWith('- x'))
  expect(items.length).toBe(most < 60_000 ? 48 : 100)
  expect(lines).toContain(`- and ${count - items.length} more; the log has ${logged}`)
})

const details = [
  { field: 'username', from: 'hunter2', to: 'hunter2' },
  { field: 'selected_repository_ids', to: [1, 'hunter2', { deep: 'hunter2' }] },
  { field: 'replaces_base', from: null, to: true }
]
const named = { name: 'hunter2', registry_type: 'hunter2', url: 'hunter2' }
const outcomes: Outcome[] = [
  change({ ...named, status: 'failed', reason: 'hunter2' }),
  change({ details, updated_at: 'hunter2' })
]
const echo = { ...registry, url: 'https://hunter2.example', new: { hunter2: ['hunter2', 7, null, true] } }
const found = { org: 'acme', registry: echo }
const everywhere = {
  problems: ['It said hunter2.', { text: 'hunter2', place: { file: 'hunter2.yml', line: 7, column: 1 } }],
  leftOut: ['hunter2 is archived.']
}

test.each<Result>([
  { ...everywhere, operation: 'none' },
  { ...list({ acme: [echo] }), ...everywhere },
  { ...everywhere, operation: 'get', found },
  { ...everywhere, operation: 'get-public-key', org: 'acme', key: { key_id: 'hunter2', key: 'hunter2' } },
  ...(['create', 'update', 'delete', 'apply', 'plan', 'rotate'] as const).map(operation => {
    return { ...updated, ...everywhere, operation, found, outcomes, single: true }
  }),
  {
    ...{ ...exported, ...everywhere, orgs: ['hunter2'], manifest: 'a: hunter2' },
    file: { path: 'hunter2', workspace: '/' }
  }
])('$operation is reported without the secret, and otherwise as it is', given => {
  const hidden = JSON.parse(redact(JSON.stringify(given)))
  expect(reported(given)).toEqual(reported(hidden, 60_000, text => text))
})

test('own words, organizations and known keys stay, even if a secret is one of them', () => {
  const words = /update|done|secret|acme|name|registry|problems|operation|outcomes/g
  const outcomes = [outcome]
  const { outputs } = reported({ ...updated, outcomes }, 60_000, text => text.replaceAll(words, '***'))
  expect(JSON.parse(outputs['changes'] ?? '')).toMatchObject([
    { org: 'acme', action: 'update', name: 'NPM_SECRET', fields: ['username', 'secret'], status: 'done' }
  ])
  expect(JSON.parse(outputs['registry'] ?? '')).toMatchObject({ name: 'NPM_SECRET', visibility: 'all' })
})

test('a number that is a secret is redacted as a text', () => {
  const found = { org: 'acme', registry: { ...registry, ids: [90210, 7], deep: { at: 190210.5 } } }
  const { outputs } = reported({ operation: 'get', problems: [], found }, 60_000, text =>
    text.replace('90210', '***')
  )
  expect(JSON.parse(outputs['registry'] ?? '')).toMatchObject({ ids: ['***', 7], deep: { at: '1***.5' } })
})
