import { summaryOf } from '../../src/report/summary.ts'
import type { Result } from '../../src/request.ts'
import { change, outcome, plan, registry, updated } from './results.ts'

const problems: string[] = []
const failed = ['It failed.', 'So did <this>.']
const failures = ['- It failed.', '- So did &#60;this&#62;.']
const columns = 'Name | Type | Address | Visibility | Authentication | Updated |'
const dashes = '--- | --- | --- | --- | --- | --- |'
const row = '`NPM_SECRET` | `npm_registry` | `https://npm.acme.example` | all | token | 2026-01-02 |'
const writes = ['|  | Registry | Changes | Status |', '| --- | --- | --- | --- |']
const place = '`npm_registry`<br>`https://npm.acme.example`'

const exported = {
  operation: 'export' as const,
  org: 'acme',
  problems,
  count: 2,
  file: { path: 'a/b.yml', workspace: '/checkout' },
  dryRun: false
}

const cases: { name: string; given: Result; expected: string[] }[] = [
  {
    name: 'inputs that could not be read',
    given: { operation: 'none', problems: failed },
    expected: ['### Private registries: failed', '', ...failures, '']
  },
  {
    name: 'one organization',
    given: { operation: 'list', problems, lists: [{ org: 'acme', registries: [registry] }] },
    expected: ['### List of private registries of `acme`', '', `| ${columns}`, `| ${dashes}`, `| ${row}`, '']
  },
  {
    name: 'an organization beside one that failed',
    given: { operation: 'list', problems: failed, lists: [{ org: 'acme', registries: [] }] },
    expected: ['### List of private registries of `acme` failed', '', ...failures, '', 'There are none.', '']
  },
  {
    name: 'two organizations',
    given: {
      operation: 'list',
      problems,
      lists: [
        { org: 'acme', registries: [registry] },
        { org: 'labs', registries: [{ name: 'A|B', registry_type: 'git_source' }] }
      ]
    },
    expected: [
      '### List of private registries of `acme`, `labs`',
      '',
      `| Organization | ${columns}`,
      `| --- | ${dashes}`,
      `| \`acme\` | ${row}`,
      '| `labs` | <code>A&#124;B</code> | `git_source` |  |  |  |  |',
      ''
    ]
  },
  {
    name: 'no organization that could be read',
    given: { operation: 'list', problems: failed, lists: [] },
    expected: ['### List of private registries failed', '', ...failures, '']
  },
  {
    name: 'a registry',
    given: { operation: 'get', problems, found: { org: 'acme', registry } },
    expected: ['### Private registry of `acme`', '', `| ${columns}`, `| ${dashes}`, `| ${row}`, '']
  },
  {
    name: 'no registry',
    given: { operation: 'get', problems: failed },
    expected: ['### Private registries: get failed', '', ...failures, '']
  },
  {
    name: 'a key',
    given: { operation: 'get-public-key', org: 'acme', problems, key: { key_id: '7', key: 'k=' } },
    expected: [
      '### Public key of `acme`',
      '',
      '| Key id | Public key |',
      '| --- | --- |',
      '| `7` | `k=` |',
      ''
    ]
  },
  {
    name: 'no key',
    given: { operation: 'get-public-key', org: 'acme', problems: failed },
    expected: ['### Public key of `acme` failed', '', ...failures, '']
  },
  {
    name: 'an update',
    given: updated,
    expected: [
      '### Private registries: update',
      '',
      '__1 updated__ in `acme`',
      '',
      ...writes,
      `| ~&nbsp;update | \`NPM_SECRET\` ${place} | \`username\`<br>secret written | done |`,
      ''
    ]
  },
  {
    name: 'a create in a dry run',
    given: {
      ...updated,
      operation: 'create',
      dryRun: true,
      outcomes: [{ ...outcome, action: 'create', name: null, fields: [], status: 'planned' }]
    },
    expected: [
      '### Private registries: create (dry run: nothing was written)',
      '',
      '__1 to create__ in `acme`',
      '',
      ...writes,
      `| +&nbsp;create | ${place} |  | planned |`,
      ''
    ]
  },
  {
    name: 'a delete that was not attempted, of which nothing is known',
    given: {
      ...updated,
      operation: 'delete',
      problems: failed,
      outcomes: [
        { ...outcome, action: 'delete', fields: [], registry_type: null, url: null, status: 'not_attempted' }
      ]
    },
    expected: [
      '### Private registries: delete failed',
      '',
      '__1 not attempted__ in `acme`',
      '',
      ...failures,
      '',
      ...writes,
      '| −&nbsp;delete | `NPM_SECRET` |  | not attempted |',
      ''
    ]
  },
  {
    name: 'a plan that differs, of two organizations',
    given: plan(
      [
        change({ action: 'keep', status: 'planned' }),
        change({ org: 'labs', action: 'delete', status: 'planned' })
      ],
      { drift: true }
    ),
    expected: [
      '### Private registries: plan (nothing was written)',
      '',
      '__1 to delete, 1 unchanged__ in 2 organizations',
      '',
      '* `acme`: 1 unchanged',
      '* `labs`: 1 to delete',
      '',
      'Drift: yes. What GitHub showed before this run was not what is wanted.',
      '',
      '|  | Organization | Registry | Changes | Status |',
      '| --- | --- | --- | --- | --- |',
      `| −&nbsp;delete | \`labs\` | \`NPM_SECRET\` ${place} |  | planned |`,
      '',
      '= 1 unchanged, secrets included: `NPM_SECRET` (`acme`)',
      ''
    ]
  },
  {
    name: 'an apply of what is as it is wanted',
    given: plan([], { operation: 'apply', dryRun: false, drift: false }),
    expected: [
      '### Private registries: apply',
      '',
      'There is nothing to change.',
      '',
      'Drift: no. What GitHub showed before this run is what is wanted.',
      ''
    ]
  },
  {
    name: 'a rotation that failed in a dry run',
    given: plan([], { operation: 'rotate', problems: failed }),
    expected: ['### Private registries: rotate failed (dry run: nothing was written)', '', ...failures, '']
  },
  {
    name: 'an export',
    given: { ...exported, manifest: '' },
    expected: ['### Manifest of `acme`', '', 'Wrote 2 registries of `acme` to `a/b.yml`.', '']
  },
  {
    name: 'an export in a dry run',
    given: { ...exported, manifest: '', count: 1, dryRun: true },
    expected: [
      '### Manifest of `acme` (dry run: no file was written)',
      '',
      'Would write 1 registry of `acme` to `a/b.yml`.',
      ''
    ]
  },
  {
    name: 'an export without a file',
    given: { ...exported, manifest: '', file: undefined },
    expected: ['### Manifest of `acme`', '', 'The output `manifest` has 2 registries of `acme`.', '']
  },
  {
    name: 'an export that failed',
    given: { ...exported, problems: failed },
    expected: ['### Manifest of `acme` failed', '', ...failures, '']
  },
  {
    name: 'a problem at a place',
    given: {
      operation: 'none',
      problems: [{ text: "'url' is missing.", place: { file: 'a_b.yml', line: 14, column: 3 } }]
    },
    expected: ['### Private registries: failed', '', "- a&#95;b.yml:14: 'url' is missing.", '']
  },
  {
    name: 'inputs of a create that could not be read',
    given: { ...updated, operation: 'create', changed: false, problems: failed, outcomes: [] },
    expected: ['### Private registries: create failed', '', ...failures, '']
  }
]

test.each(cases)('$name', ({ given, expected }) => {
  expect(summaryOf(given, 60_000)).toBe(expected.join('\n'))
})
