import type { Outcome } from '../../src/registries/change.ts'
import { wentWell } from '../../src/report/counts.ts'
import { outputsOf } from '../../src/report/outputs.ts'
import type { Result } from '../../src/request.ts'
import { change, outcome, plan, registry, updated } from './results.ts'

const counts = { created: '0', updated: '0', deleted: '0', unchanged: '0', failed: '0' }
const problems: string[] = []
const changes = (...outcomes: object[]) => ({ changes: JSON.stringify(outcomes) })

const exported = { operation: 'export' as const, org: 'acme', problems, file: undefined, dryRun: false }
const kept = change({ action: 'keep', status: 'planned' })
const listed = (...outcomes: Outcome[]) => changes(...outcomes.map(({ details: _, ...rest }) => rest))

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
    name: 'a plan of the one registry of the inputs in one organization',
    given: plan([kept], { single: true, drift: false, changed: false, found: { org: 'acme', registry } }),
    expected: {
      name: 'NPM_SECRET',
      registry: JSON.stringify({ ...registry, org: 'acme' }),
      changed: 'false',
      drift: 'false',
      ...listed(kept),
      ...counts,
      unchanged: '1'
    }
  },
  {
    name: 'an apply of one registry of which nothing is known',
    given: plan([change({ action: 'create', name: null, status: 'failed' })], {
      operation: 'apply',
      single: true,
      drift: true
    }),
    expected: {
      name: '',
      registry: '',
      changed: 'true',
      drift: 'true',
      ...listed(change({ action: 'create', name: null, status: 'failed' })),
      ...counts,
      failed: '1'
    }
  },
  {
    name: 'an apply of a manifest, of whose drift nothing is known',
    given: plan([kept], { operation: 'apply', drift: undefined }),
    expected: { changed: 'true', drift: '', ...listed(kept), ...counts, unchanged: '1' }
  },
  {
    name: 'a rotation',
    given: plan([outcome, kept], { operation: 'rotate', single: true }),
    expected: { changed: 'true', ...listed(outcome, kept), ...counts, updated: '1', unchanged: '1' }
  },
  {
    name: 'an export',
    given: { ...exported, manifest: 'registries: []\n', count: 0 },
    expected: { manifest: 'registries: []\n' }
  },
  { name: 'an export that failed', given: { ...exported, problems: ['No.'] }, expected: {} },
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

test('a change is told in exactly these members, the reason only where it did not go well', () => {
  const told = (given: Partial<Outcome>) => {
    const outcomes = [change({ details: [{ field: 'username', to: 'x' }], updated_at: '2026', ...given })]
    return JSON.parse(outputsOf(plan(outcomes), () => {})['changes'] ?? '')
  }
  const { details: _, ...members } = change({})
  expect(told({ reason: 'Why.' })).toEqual([members])
  expect(Object.keys(told({})[0])).toEqual(Object.keys(members))
  for (const status of ['failed', 'unknown', 'not_attempted'] as const)
    expect(told({ status, reason: 'Why.' })).toEqual([{ ...members, status, reason: 'Why.' }])
})

const alternating = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    change({ action: index % 2 ? 'keep' : 'update', name: `R_${index}`, reason: 'not told' })
  )
const shownNames = (outputs: Record<string, string>) =>
  JSON.parse(outputs['changes'] ?? '').map(({ name }: Outcome) => name)

test.each([
  { name: 'the kept', count: 4000, shown: 2000, said: 'the 2000 with action keep are left out' },
  { name: 'the kept, then the last', count: 10_000, shown: undefined, said: 'the 5000 with action keep and' }
])('of changes that are too many $name are left out', ({ count, shown, said }) => {
  const sentences: string[] = []
  const outcomes = alternating(count)
  const outputs = outputsOf(plan(outcomes), sentence => sentences.push(sentence))
  const names = shownNames(outputs)
  const updates = outcomes.filter(({ action }) => action === 'update').map(({ name }) => name)
  expect(names).toEqual(updates.slice(0, shown ?? names.length))
  expect(sentences).toEqual([expect.stringContaining(said)])
  if (!shown)
    expect(sentences[0]).toContain(`the last ${updates.length - names.length} of the others are left out`)
  expect(outputs).toMatchObject({ updated: String(count / 2), unchanged: String(count / 2) })
  expect(Object.values(outputs).join('').length).toBeLessThan(380_200)
})

test.each([0, 1, 2, 3, 4])('changes and registry share the room, to %i characters', more => {
  const note = 'x'.repeat(379_700 + more * 25)
  const given = plan([kept], {
    single: true,
    drift: true,
    found: { org: 'acme', registry: { ...registry, note } }
  })
  const said: string[] = []
  const outputs = outputsOf(given, sentence => said.push(sentence))
  expect(Object.values(outputs).join('').length).toBeLessThan(380_050)
  expect(said.length).toBeGreaterThan(0)
  expect(outputs).toMatchObject({ name: 'NPM_SECRET', unchanged: '1' })
})

test('changes that just fit are all told', () => {
  const long = (length: number) => plan([change({ name: 'x'.repeat(length) })])
  const { changes: whole = '' } = outputsOf(long(100), () => {})
  const most = 380_000 - (whole.length - 100)
  const said: string[] = []
  for (const length of [most - 1, most, most + 1])
    expect([length - most, shownNames(outputsOf(long(length), line => said.push(line))).length]).toEqual([
      length - most,
      length < most ? 1 : 0
    ])
  expect(said).toHaveLength(2)
})

test('a manifest that is too long is left out, and that is said', () => {
  const said: string[] = []
  const given = { ...exported, manifest: 'x'.repeat(380_001), count: 1 }
  expect(outputsOf(given, sentence => said.push(sentence))).toEqual({ manifest: '' })
  expect(said).toEqual([`The output 'manifest' would be too long and is left empty.`])
})
