import type { Outcome } from '../../src/registries/change.ts'
import { wentWell } from '../../src/report/counts.ts'
import { outputsOf } from '../../src/report/outputs.ts'
import type { Result } from '../../src/request.ts'
import { change, exported, got, list, outcome, plan, publicKey, registry, updated } from './results.ts'

const none = { created: '0', updated: '0', deleted: '0', unchanged: '0', failed: '0' }
const problems = ['No.']
const changes = (...outcomes: object[]) => ({ changes: JSON.stringify(outcomes) })
const kept = change({ action: 'keep', status: 'planned' })
const listed = (...outcomes: Outcome[]) => changes(...outcomes.map(({ details: _, ...rest }) => rest))
const planned: Outcome = { ...outcome, action: 'create', name: null, fields: [], status: 'planned' }
const failed = change({ action: 'create', name: null, status: 'failed' })
const unknown: Outcome = { ...outcome, action: 'delete', status: 'unknown' }
const found = { org: 'acme', registry }
const shown = { name: 'NPM_SECRET', registry: JSON.stringify({ ...registry, org: 'acme' }) }
const inLabs = { ...registry, name: 'B', org: 'labs' }
const nothing = { name: '', registry: '' }
const [yes, no] = [{ changed: 'true' }, { changed: 'false' }]

test.each<[name: string, given: Result, expected: Record<string, string>]>([
  ['inputs that could not be read', { operation: 'none', problems }, {}],
  [
    'a list',
    list({ acme: [registry], labs: [{ ...registry, name: 'B' }], none: [] }),
    { registries: JSON.stringify([{ ...registry, org: 'acme' }, inLabs]), 'total-count': '2' }
  ],
  ['a list of organizations of which none could be read', list({}, problems), {}],
  ['a registry', got(registry), shown],
  ['no registry', { operation: 'get', problems }, {}],
  ['a public key', publicKey('k'), { 'key-id': '7', 'public-key': 'k' }],
  ['no public key', publicKey(undefined, problems), {}],
  ['an update', updated, { ...shown, ...yes, ...changes(outcome), ...none, updated: '1' }],
  [
    'a create in a dry run',
    { operation: 'create', problems: [], dryRun: true, changed: true, outcomes: [planned] },
    { ...nothing, ...yes, ...changes(planned), ...none, created: '1' }
  ],
  [
    'a delete of which nobody knows',
    { operation: 'delete', problems, dryRun: false, changed: true, outcomes: [unknown] },
    { ...yes, ...changes(unknown), ...none, failed: '1' }
  ],
  [
    'a plan of the one registry of the inputs in one organization',
    plan([kept], { single: true, drift: false, changed: false, found }),
    { ...shown, ...no, drift: 'false', ...listed(kept), ...none, unchanged: '1' }
  ],
  [
    'an apply of one registry of which nothing is known',
    plan([failed], { operation: 'apply', single: true, drift: true }),
    { ...nothing, ...yes, drift: 'true', ...listed(failed), ...none, failed: '1' }
  ],
  [
    'an apply of a manifest, of whose drift nothing is known',
    plan([kept], { operation: 'apply', drift: undefined }),
    { ...yes, drift: '', ...listed(kept), ...none, unchanged: '1' }
  ],
  [
    'a rotation',
    plan([outcome, kept], { operation: 'rotate', single: true }),
    { ...yes, ...listed(outcome, kept), ...none, updated: '1', unchanged: '1' }
  ],
  ['an export', exported({ manifest: 'registries: []\n', count: 0 }), { manifest: 'registries: []\n' }],
  ['an export that failed', exported({ problems }), {}],
  [
    'inputs of a create that could not be read',
    { operation: 'create', problems, dryRun: false, changed: false, outcomes: [] },
    { ...nothing, ...no, changes: '[]', ...none }
  ]
])('%s', (_, given, expected) => {
  const { outputs, said } = saidOf(given)
  expect([outputs, said]).toEqual([expected, []])
})

test('recreated and re-sent count as updated, kept as unchanged', () => {
  const actions = ['create', 'update', 'recreate', 'delete', 'keep'] as const
  const outcomes = actions.map(action => ({ ...outcome, action }))
  const failed = outcomes.map(one => ({ ...one, status: 'not_attempted' as const }))
  const outputs = outputsOf({ ...updated, outcomes: [...outcomes, ...failed] }, () => {})
  expect(outputs).toMatchObject({ created: '1', updated: '2', deleted: '1', unchanged: '1', failed: '5' })
})

test.each(['planned', 'done'] as const)('%s went well', status => {
  expect(wentWell({ ...outcome, status })).toBe(true)
})

/** The outputs of a result, and what is said of those that are too long. */
function saidOf(given: Result) {
  const said: string[] = []
  const outputs = outputsOf(given, sentence => said.push(sentence))
  return { outputs, said, length: Object.values(outputs).join('').length }
}

test('of a list that is too long the last are left out, and that is said', () => {
  const registries = Array.from({ length: 5000 }, (_, index) => ({ ...registry, name: `NPM_${index}` }))
  const { outputs, said, length } = saidOf(list({ acme: registries }))
  const shown: { name: string }[] = JSON.parse(outputs['registries'] ?? '')
  expect(length).toBeLessThan(380_100)
  expect(shown.map(({ name }) => name)).toEqual(registries.slice(0, shown.length).map(({ name }) => name))
  expect(outputs['total-count']).toBe('5000')
  expect(said).toEqual([
    `The output 'registries' would be too long: the last ${5000 - shown.length} are left out.`
  ])
})

test('a registry or a manifest that is too long is left out, and that is said', () => {
  const left = (name: string) => [`The output '${name}' would be too long and is left empty.`]
  const long = saidOf(got({ ...registry, note: 'x'.repeat(400_000) }))
  expect([long.outputs, long.said]).toEqual([{ ...shown, registry: '' }, left('registry')])
  const { outputs, said } = saidOf(exported({ manifest: 'x'.repeat(380_001), count: 1 }))
  expect([outputs, said]).toEqual([{ manifest: '' }, left('manifest')])
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
  ['the kept', 4000, 2000, 'the 2000 with action keep are left out'],
  ['the kept, then the last', 10_000, undefined, 'the 5000 with action keep and']
])('of changes that are too many %s are left out', (_, count, shown, sentence) => {
  const outcomes = alternating(count)
  const { outputs, said, length } = saidOf(plan(outcomes))
  const names = shownNames(outputs)
  const updates = outcomes.filter(({ action }) => action === 'update').map(({ name }) => name)
  expect(names).toEqual(updates.slice(0, shown ?? names.length))
  expect(said).toEqual([expect.stringContaining(sentence)])
  if (!shown)
    expect(said[0]).toContain(`the last ${updates.length - names.length} of the others are left out`)
  expect(outputs).toMatchObject({ updated: String(count / 2), unchanged: String(count / 2) })
  expect(length).toBeLessThan(380_200)
})

test.each([0, 1, 2, 3, 4])('changes and registry share the room, to %i characters', more => {
  const note = 'x'.repeat(379_700 + more * 25)
  const given = plan([kept], {
    single: true,
    drift: true,
    found: { org: 'acme', registry: { ...registry, note } }
  })
  const { outputs, said, length } = saidOf(given)
  expect(length).toBeLessThan(380_050)
  expect(said.length).toBeGreaterThan(0)
  expect(outputs).toMatchObject({ name: 'NPM_SECRET', unchanged: '1' })
})

test('changes that just fit are all told', () => {
  const long = (length: number) => saidOf(plan([change({ name: 'x'.repeat(length) })]))
  const most = 380_000 - ((long(100).outputs['changes'] ?? '').length - 100)
  const fits = [most - 1, most, most + 1].map(length => {
    const { outputs, said } = long(length)
    return [shownNames(outputs).length, said.length]
  })
  expect(fits).toEqual([
    [1, 0],
    [0, 1],
    [0, 1]
  ])
})
