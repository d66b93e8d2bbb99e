import type { Outcome } from '../../src/registries/change.ts'
import { createAnnotations } from '../../src/report/annotations.ts'
import { foldedLines, isFolded } from '../../src/report/folded.ts'
import { createGroups } from '../../src/report/groups.ts'
import { changeLine, linesFor, progressLine } from '../../src/report/lines.ts'
import type { Result } from '../../src/request.ts'
import { change, exported, got, list, outcome, plan, publicKey, registry, updated } from './results.ts'

const problems = ['No.']
const described = 'NPM_SECRET (npm_registry at https://npm.acme.example)'
const line = `${described}, visibility all, token, updated 2026-01-02`
const [kept, count, manifest] = [change({ action: 'keep' }), 2, 'registries: []']

test.each<[name: string, given: Result, ...expected: string[]]>([
  ['nothing', { operation: 'none', problems }],
  [
    'lists',
    list({ acme: [registry], labs: [] }),
    ...['acme has 1 private registry.', line, 'labs has 0 private registries.']
  ],
  ['little that is shown', got({ name: 'A', registry_type: 'git_source' }), 'A (git_source)'],
  ['no registry', { operation: 'get', problems }],
  ['a key', publicKey('k'), 'The public key of acme has the id 7.'],
  ['no key', publicKey(undefined, problems)],
  ['an update', updated, `${described} updated in acme: username, secret`],
  [
    'a delete that would be',
    {
      ...{ ...updated, operation: 'delete', dryRun: true },
      outcomes: [change({ action: 'delete', status: 'planned' })]
    },
    `${described} would be deleted in acme`
  ],
  [
    'a create that failed, which an error tells',
    {
      ...updated,
      operation: 'create',
      problems,
      changed: false,
      outcomes: [{ ...outcome, status: 'failed' }]
    }
  ],
  [
    'the counts of an apply, by organization',
    plan(
      [
        ...[kept, change({ org: 'labs', action: 'recreate' }), change({ action: 'create' }), kept],
        ...[change({ action: 'delete', status: 'not_attempted' }), change({ status: 'unknown' })],
        change({ action: 'keep', status: 'failed' })
      ],
      { operation: 'apply', dryRun: false }
    ),
    'acme: 1 created, 2 unchanged, 1 failed, 1 unknown, 1 not attempted.',
    'labs: 1 recreated.'
  ],
  [
    'the counts of a plan',
    plan(
      (['keep', 'delete', 'update', 'create'] as const).map(action => change({ action, status: 'planned' }))
    ),
    'acme: 1 would be created, 1 would be updated, 1 would be deleted, 1 unchanged.'
  ],
  ['a rotation of nothing', plan([], { operation: 'rotate' }), 'There is nothing to change.'],
  ['a rotation that failed', plan([], { operation: 'rotate', problems })],
  ['an export', exported({ manifest, count }), 'Wrote 2 registries of acme to a/b.yml.'],
  ['a dry run', exported({ manifest, count: 1, dryRun: true }), 'Would write 1 registry of acme to a/b.yml.'],
  [
    'no file',
    exported({ manifest, count, file: undefined }),
    "The output 'manifest' has 2 registries of acme."
  ],
  ['an export that failed', exported({ problems })]
])('the closing lines of %s', (_, given, ...expected) => {
  expect(linesFor(given)).toEqual(expected)
})

const details = [
  { field: 'visibility', from: 'all', to: 'private' },
  { field: 'username', from: 'ci', to: null },
  { field: 'secret' }
]
const told = 'in acme: visibility all → private, username ci → none, secret'
const created = change({ action: 'create', name: null, details })
const address = 'npm_registry at https://npm.acme.example'

test.each<[given: Outcome, expected: string]>([
  [change({ details }), `${described} updated ${told}`],
  [created, `${address} created in acme`],
  [change({ action: 'recreate', status: 'planned', details }), `${described} would be recreated ${told}`],
  [change({ action: 'keep', status: 'planned' }), `${described} unchanged in acme`],
  [change({ status: 'failed', reason: 'Full.', details }), `${described}: update failed in acme: Full.`],
  [change({ action: 'delete', status: 'not_attempted' }), `${described}: delete not attempted in acme`]
])('the line of a change %#', (given, expected) => {
  expect(changeLine(given)).toBe(expected)
})

const failure = change({ status: 'unknown', reason: 'No answer.' })

test.each<[given: Parameters<typeof progressLine>, expected: string]>([
  [[12, 100, created, 170_000], `12/100 ${address} created, about 3 min left`],
  [[1, 2, created, 41_400], `1/2 ${address} created, about 41 s left`],
  [[1, 2, created, 4999], `1/2 ${address} created`],
  [[1, 2, created, 2 * 3_600_000], `1/2 ${address} created, about 2 h left`],
  [[1, 2, created], `1/2 ${address} created`],
  [[2, 2, created, 500], `2/2 ${address} created`],
  [[1, 1, created], `${address} created`],
  [[1, 2, failure, 60_000], `1/2 ${described}: update unknown: No answer. About 60 s left.`]
])('progress %#: %s', (given, expected) => {
  expect(progressLine(...given)).toBe(expected)
})

const day = '2026-01-03T04:05:06Z'
const keep = (given: Partial<Outcome> = {}) => change({ action: 'keep', updated_at: day, ...given })
const secretOnly = (given: Partial<Outcome> = {}) => change({ fields: ['secret'], ...given })

test('what is kept and what was written but a secret is folded, unless it went wrong', () => {
  const folded = [keep(), keep({ status: 'planned' }), keep({ status: 'not_attempted' }), secretOnly()]
  const alone = [
    ...[keep({ status: 'failed' }), secretOnly({ status: 'failed' }), secretOnly({ status: 'unknown' })],
    ...[secretOnly({ status: 'not_attempted' }), change({ fields: ['secret', 'username'] })],
    ...[change({ fields: ['username'] }), change({ action: 'create' }), change({ action: 'delete' })]
  ]
  expect(folded.filter(isFolded)).toEqual(folded)
  expect(alone.filter(isFolded)).toEqual([])
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

test.each([
  [0, 0, 0, undefined],
  [9, 9, 0, '9'],
  [10, 10, 1, '10'],
  [11, 10, 2, 'and 2'],
  [500, 10, 100, 'and 491']
])('of %s, %s are annotations', (count, annotated, logged, last) => {
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

function startGroups() {
  const log: string[] = []
  const groups = createGroups({
    start: title => log.push(`▸ ${title}`),
    info: line => log.push(line),
    end: () => log.push('◂')
  })
  return { log, groups }
}

test('the first group prints as it goes; others come whole or go live in the order of opening', () => {
  const { log, groups } = startGroups()
  const [acme, labs, globex] = ['acme', 'labs', 'globex'].map(groups.open)
  expect(log).toEqual(['▸ acme'])
  globex?.info('g1')
  labs?.info('l1')
  acme?.info('a1')
  labs?.info('l2')
  labs?.end()
  expect(log).toEqual(['▸ acme', 'a1'])
  acme?.end()
  acme?.end()
  expect(log).toEqual(['▸ acme', 'a1', '◂', '▸ labs', 'l1', 'l2', '◂', '▸ globex', 'g1'])
  globex?.info('g2')
  globex?.end()
  expect(log.slice(-3)).toEqual(['g1', 'g2', '◂'])
})

test('what is not ended is flushed, and what comes later just prints', () => {
  const { log, groups } = startGroups()
  const [acme, labs] = ['acme', 'labs'].map(groups.open)
  labs?.info('l1')
  groups.flush()
  groups.flush()
  acme?.info('late')
  acme?.end()
  labs?.end()
  expect(log).toEqual(['▸ acme', '◂', '▸ labs', 'l1', '◂', 'late'])
  groups.open('next').end()
  expect(log.slice(-2)).toEqual(['▸ next', '◂'])
})
