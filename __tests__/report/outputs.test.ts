import { outputsOf, wentWell } from '../../src/report/outputs.ts'
import type { Result } from '../../src/request.ts'
import { outcome, registry, updated } from './results.ts'

const counts = { created: '0', updated: '0', deleted: '0', unchanged: '0', failed: '0' }
const problems: string[] = []
const changes = (...outcomes: object[]) => ({ changes: JSON.stringify(outcomes) })

const cases: { name: string; given: Result; expected: Record<string, string> }[] = [
  { name: 'inputs that could not be read', given: { operation: 'none', problems: ['No.'] }, expected: {} },
  {
    name: 'a list',
    given: {
      operation: 'list',
      problems,
      lists: [
        { org: 'acme', registries: [registry] },
        { org: 'labs', registries: [{ ...registry, name: 'B' }] },
        { org: 'none', registries: [] }
      ]
    },
    expected: {
      registries: JSON.stringify([
        { ...registry, org: 'acme' },
        { ...registry, name: 'B', org: 'labs' }
      ]),
      'total-count': '2'
    }
  },
  {
    name: 'a list of organizations of which none could be read',
    given: { operation: 'list', problems: ['No.'], lists: [] },
    expected: {}
  },
  {
    name: 'a registry',
    given: { operation: 'get', problems, found: { org: 'acme', registry } },
    expected: { name: 'NPM_SECRET', registry: JSON.stringify({ ...registry, org: 'acme' }) }
  },
  { name: 'no registry', given: { operation: 'get', problems: ['No.'] }, expected: {} },
  {
    name: 'a public key',
    given: { operation: 'get-public-key', org: 'acme', problems, key: { key_id: '7', key: 'k' } },
    expected: { 'key-id': '7', 'public-key': 'k' }
  },
  {
    name: 'no public key',
    given: { operation: 'get-public-key', org: 'acme', problems: ['No.'] },
    expected: {}
  },
  {
    name: 'an update',
    given: updated,
    expected: {
      name: 'NPM_SECRET',
      registry: JSON.stringify({ ...registry, org: 'acme' }),
      changed: 'true',
      ...changes(outcome),
      ...counts,
      updated: '1'
    }
  },
  {
    name: 'a create in a dry run',
    given: { ...planned('create'), operation: 'create' },
    expected: {
      name: '',
      registry: '',
      changed: 'true',
      ...changes(planned('create').outcomes[0] ?? {}),
      ...counts,
      created: '1'
    }
  },
  {
    name: 'a delete of which nobody knows',
    given: {
      operation: 'delete',
      problems: ['?'],
      dryRun: false,
      changed: true,
      outcomes: [{ ...outcome, action: 'delete', status: 'unknown' }]
    },
    expected: {
      changed: 'true',
      ...changes({ ...outcome, action: 'delete', status: 'unknown' }),
      ...counts,
      failed: '1'
    }
  },
  {
    name: 'inputs of a create that could not be read',
    given: { operation: 'create', problems: ['No.'], dryRun: false, changed: false, outcomes: [] },
    expected: { name: '', registry: '', changed: 'false', changes: '[]', ...counts }
  }
]

function planned(action: 'create') {
  const planned = { ...outcome, action, name: null, fields: [], status: 'planned' as const }
  return { problems, dryRun: true, changed: true, outcomes: [planned] }
}

test.each(cases)('$name', ({ given, expected }) => {
  expect(outputsOf(given, () => {})).toEqual(expected)
})

test('recreated and re-sent count as updated, kept as unchanged', () => {
  const actions = ['create', 'update', 'recreate', 'delete', 'keep'] as const
  const outcomes = actions.map(action => ({ ...outcome, action }))
  const failed = outcomes.map(one => ({ ...one, status: 'not_attempted' as const }))
  expect(outputsOf({ ...updated, outcomes: [...outcomes, ...failed] }, () => {})).toMatchObject({
    created: '1',
    updated: '2',
    deleted: '1',
    unchanged: '1',
    failed: '5'
  })
})

test.each(['planned', 'done'] as const)('%s went well', status => {
  expect(wentWell({ ...outcome, status })).toBe(true)
})

test('of a list that is too long the last are left out, and that is said', () => {
  const registries = Array.from({ length: 5000 }, (_, index) => ({ ...registry, name: `NPM_${index}` }))
  const said: string[] = []
  const given: Result = { operation: 'list', problems, lists: [{ org: 'acme', registries }] }
  const outputs = outputsOf(given, sentence => said.push(sentence))
  const shown: { name: string }[] = JSON.parse(outputs['registries'] ?? '')
  expect(Object.values(outputs).join('').length).toBeLessThan(380_100)
  expect(shown.map(({ name }) => name)).toEqual(registries.slice(0, shown.length).map(({ name }) => name))
  expect(outputs['total-count']).toBe('5000')
  expect(said).toEqual([
    `The output 'registries' would be too long: the last ${5000 - shown.length} are left out.`
  ])
})

test('a registry that is too long is left out, and that is said', () => {
  const said: string[] = []
  const found = { org: 'acme', registry: { ...registry, note: 'x'.repeat(400_000) } }
  const outputs = outputsOf({ operation: 'get', problems, found }, sentence => said.push(sentence))
  expect(outputs).toEqual({ name: 'NPM_SECRET', registry: '' })
  expect(said).toEqual([`The output 'registry' would be too long and is left empty.`])
})
