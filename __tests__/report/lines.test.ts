import { linesFor } from '../../src/report/lines.ts'
import type { Result } from '../../src/request.ts'
import { outcome, registry, updated } from './results.ts'

const problems: string[] = []
const line =
  'NPM_SECRET (npm_registry at https://npm.acme.example), visibility all, token, updated 2026-01-02'
const change = 'NPM_SECRET (npm_registry at https://npm.acme.example)'
const bare = { name: 'A', registry_type: 'git_source' }

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
  { name: 'an update', given: updated, expected: [`${change} updated in acme: username, secret`] },
  {
    name: 'a delete that would be',
    given: {
      operation: 'delete',
      problems,
      dryRun: true,
      changed: true,
      outcomes: [{ ...outcome, action: 'delete', fields: [], status: 'planned' }]
    },
    expected: [`${change} would be deleted in acme`]
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
  }
]

test.each(cases)('$name', ({ given, expected }) => {
  expect(linesFor(given)).toEqual(expected)
})
