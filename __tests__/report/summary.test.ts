import { summaryOf } from '../../src/report/summary.ts'
import type { Result } from '../../src/request.ts'
import { outcome, registry, updated } from './results.ts'

const problems: string[] = []
const failed = ['It failed.', 'So did <this>.']
const failures = ['- It failed.', '- So did &#60;this&#62;.']
const columns = 'Name | Type | Address | Visibility | Authentication | Updated |'
const dashes = '--- | --- | --- | --- | --- | --- |'
const row = '`NPM_SECRET` | `npm_registry` | `https://npm.acme.example` | all | token | 2026-01-02 |'
const writes = ['|  | Organization | Registry | Type | Address | Fields | Status |', `| --- | ${dashes}`]
const place = '`npm_registry` | `https://npm.acme.example` |'

const cases: { name: string; given: Result; expected: string[] }[] = [
  {
    name: 'inputs that could not be read',
    given: { operation: 'none', problems: failed },
    expected: ['### Private registries: failed', '', ...failures]
  },
  {
    name: 'one organization',
    given: { operation: 'list', problems, lists: [{ org: 'acme', registries: [registry] }] },
    expected: ['### List of private registries of `acme`', '', `| ${columns}`, `| ${dashes}`, `| ${row}`, '']
  },
  {
    name: 'an organization beside one that failed',
    given: { operation: 'list', problems: failed, lists: [{ org: 'acme', registries: [] }] },
    expected: ['### List of private registries of `acme` failed', '', ...failures, '', 'There are none.']
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
    expected: ['### List of private registries failed', '', ...failures]
  },
  {
    name: 'a registry',
    given: { operation: 'get', problems, found: { org: 'acme', registry } },
    expected: ['### Private registry of `acme`', '', `| ${columns}`, `| ${dashes}`, `| ${row}`, '']
  },
  {
    name: 'no registry',
    given: { operation: 'get', problems: failed },
    expected: ['### Private registries: get failed', '', ...failures]
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
    expected: ['### Public key of `acme` failed', '', ...failures]
  },
  {
    name: 'an update',
    given: updated,
    expected: [
      '### Private registries: update',
      '',
      ...writes,
      `| ~ update | \`acme\` | \`NPM_SECRET\` | ${place} \`username\`, \`secret\` | done |`,
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
      ...writes,
      `| + create | \`acme\` |  | ${place}  | planned |`,
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
      ...failures,
      '',
      ...writes,
      '| − delete | `acme` | `NPM_SECRET` |  |  |  | not attempted |',
      ''
    ]
  },
  {
    name: 'inputs of a create that could not be read',
    given: { ...updated, operation: 'create', changed: false, problems: failed, outcomes: [] },
    expected: ['### Private registries: create failed', '', ...failures]
  }
]

test.each(cases)('$name', ({ given, expected }) => {
  expect(summaryOf(given, 60_000)).toBe(expected.join('\n'))
})
