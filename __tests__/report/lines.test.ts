import type { Outcome } from '../../src/registries/change.ts'
import { changeLine, linesFor, progressLine } from '../../src/report/lines.ts'
import type { Result } from '../../src/request.ts'
import { change, outcome, plan, registry, updated } from './results.ts'

const problems: string[] = []
const line =
  'NPM_SECRET (npm_registry at https://npm.acme.example), visibility all, token, updated 2026-01-02'
const described = 'NPM_SECRET (npm_registry at https://npm.acme.example)'
const bare = { name: 'A', registry_type: 'git_source' }

const failedExport = {
  operation: 'export' as const,
  org: 'acme',
  problems,
  file: { path: 'a/b.yml', workspace: '/checkout' },
  dryRun: false
}
const exported = { ...failedExport, manifest: 'registries: []', count: 2 }

const cases: { name: string; given: Result; expected: string[] }[] = [
  { name: 'nothing', given: { operation: 'none', problems: ['No.'] }, expected: [] },
  {
    name: 'lists',
    given: {
      operation: 'list',
      problems,
      lists: [
        { org: 'acme', registries: [registry] },
        { org: 'labs', registries: [] }
      ]
    },
    expected: ['acme has 1 private registry.', line, 'labs has 0 private registries.']
  },
  {
    name: 'a registry of which little is shown',
    given: { operation: 'get', problems, found: { org: 'acme', registry: bare } },
    expected: ['A (git_source)']
  },
  { name: 'no registry', given: { operation: 'get', problems: ['No.'] }, expected: [] },
  {
    name: 'a key',
    given: { operation: 'get-public-key', org: 'acme', problems, key: { key_id: '7', key: 'k' } },
    expected: ['The public key of acme has the id 7.']
  },
  { name: 'no key', given: { operation: 'get-public-key', org: 'acme', problems: ['No.'] }, expected: [] },
  { name: 'an update', given: updated, expected: [`${described} updated in acme: username, secret`] },
  {
    name: 'a delete that would be',
    given: {
      operation: 'delete',
      problems,
      dryRun: true,
      changed: true,
      outcomes: [{ ...outcome, action: 'delete', fields: [], status: 'planned' }]
    },
    expected: [`${described} would be deleted in acme`]
  },
  {
    name: 'a create that failed, which an error tells',
    given: {
      operation: 'create',
      problems: ['No.'],
      dryRun: false,
      changed: false,
      outcomes: [{ ...outcome, status: 'failed' }]
    },
    expected: []
  },
  {
    name: 'the counts of an apply, by organization',
    given: plan(
      [
        change({ action: 'keep' }),
        change({ org: 'labs', action: 'recreate' }),
        change({ action: 'create' }),
        change({ action: 'keep' }),
        change({ action: 'delete', status: 'not_attempted' }),
        change({ status: 'unknown' }),
        change({ action: 'keep', status: 'failed' })
      ],
      { operation: 'apply', dryRun: false }
    ),
    expected: ['acme: 1 created, 2 unchanged, 1 failed, 1 unknown, 1 not attempted.', 'labs: 1 recreated.']
  },
  {
    name: 'the counts of a plan',
    given: plan(
      (['keep', 'delete', 'update', 'create'] as const).map(action => change({ action, status: 'planned' }))
    ),
    expected: ['acme: 1 would be created, 1 would be updated, 1 would be deleted, 1 unchanged.']
  },
  {
    name: 'a rotation of nothing',
    given: plan([], { operation: 'rotate' }),
    expected: ['There is nothing to change.']
  },
  {
    name: 'a rotation that failed',
    given: plan([], { operation: 'rotate', problems: ['No.'] }),
    expected: []
  },
  { name: 'an export', given: exported, expected: ['Wrote 2 registries of acme to a/b.yml.'] },
  {
    name: 'an export in a dry run',
    given: { ...exported, count: 1, dryRun: true },
    expected: ['Would write 1 registry of acme to a/b.yml.']
  },
  {
    name: 'an export without a file',
    given: { ...exported, file: undefined },
    expected: ["The output 'manifest' has 2 registries of acme."]
  },
  { name: 'an export that failed', given: failedExport, expected: [] }
]

test.each(cases)('$name', ({ given, expected }) => {
  expect(linesFor(given)).toEqual(expected)
})

const details = [
  { field: 'visibility', from: 'all', to: 'private' },
  { field: 'username', from: 'ci', to: null },
  { field: 'secret' }
]
const created = change({ action: 'create', name: null, details })
const address = 'npm_registry at https://npm.acme.example'

const changes: { name: string; given: Outcome; expected: string }[] = [
  {
    name: 'what changes from what to what',
    given: change({ details }),
    expected: `${described} updated in acme: visibility all → private, username ci → none, secret`
  },
  { name: 'a create', given: created, expected: `${address} created in acme` },
  {
    name: 'a recreate that would be',
    given: change({ action: 'recreate', status: 'planned', details }),
    expected: `${described} would be recreated in acme: visibility all → private, username ci → none, secret`
  },
  {
    name: 'a keep in a dry run',
    given: change({ action: 'keep', status: 'planned' }),
    expected: `${described} unchanged in acme`
  },
  {
    name: 'a failure',
    given: change({ status: 'failed', reason: 'No room.', details }),
    expected: `${described}: update failed in acme: No room.`
  },
  {
    name: 'what was not attempted',
    given: change({ action: 'delete', status: 'not_attempted' }),
    expected: `${described}: delete not attempted in acme`
  }
]

test.each(changes)('a line of a change: $name', ({ given, expected }) => {
  expect(changeLine(given)).toBe(expected)
})

const failure = change({ status: 'unknown', reason: 'No answer.' })

test.each<{ name: string; given: Parameters<typeof progressLine>; expected: string }>([
  {
    name: 'minutes',
    given: [12, 100, created, 170_000],
    expected: `12/100 ${address} created, about 3 min left`
  },
  { name: 'seconds', given: [1, 2, created, 41_400], expected: `1/2 ${address} created, about 41 s left` },
  { name: 'a moment', given: [1, 2, created, 4999], expected: `1/2 ${address} created` },
  {
    name: 'hours',
    given: [1, 2, created, 2 * 3_600_000],
    expected: `1/2 ${address} created, about 2 h left`
  },
  { name: 'an unknown time', given: [1, 2, created], expected: `1/2 ${address} created` },
  { name: 'the last', given: [2, 2, created, 500], expected: `2/2 ${address} created` },
  { name: 'the only one', given: [1, 1, created], expected: `${address} created` },
  {
    name: 'a failure',
    given: [1, 2, failure, 60_000],
    expected: `1/2 ${described}: update unknown: No answer. About 60 s left.`
  }
])('progress: $name', ({ given, expected }) => {
  expect(progressLine(...given)).toBe(expected)
})
