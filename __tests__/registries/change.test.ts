import { type Change, failedBy, plannedFor, unmatchedChange, writesOf } from '../../src/registries/change.ts'
import { textOf } from '../../src/registries/problem.ts'
import { entry, later, npm, place, unset, url } from './planning.ts'

test.each([
  ['keep', 0],
  ['delete', 1],
  ['recreate', 2]
] as const)('%s takes %i writes', (action, expected) => {
  expect(writesOf({ action })).toBe(expected)
})

const wanted = entry({ registry_type: 'npm_registry', url, secret_env: 'T' })
const keeping: Change = { org: 'acme', action: 'keep', before: npm, spec: {} }
const writing: Change = { ...keeping, action: 'update', spec: { secret_env: 'T' } }
const placed = { text: 'Bad.', place: place(2) }

/** What is against a change, what it stops, and all that is said. */
type Case = [name: string, Change, against: object, stops: string, said: string[], notices?: string[]]

test.each<Case>([
  ['nothing against it', keeping, {}, 'nothing', []],
  ['a problem of the manifest', keeping, { run: ['Bad.'], organization: ['No.'] }, 'run', ['Bad.', 'No.']],
  ['a problem of the organization', keeping, { organization: ['No.'] }, 'organization', ['No.']],
  ['a variable that is not set', writing, { organization: ['No.'] }, 'run', [unset, 'No.']],
  ['a variable that is not set, in a dry run', writing, { dryRun: true }, 'nothing', [], [later]],
  ['that, and a problem', writing, { run: [placed], dryRun: true }, 'run', ['m.yml:2: Bad.'], [later]]
])('%s', (_, change, against, stops, said, ...[noticed = []]) => {
  const { dryRun, ...found } = { dryRun: false, ...against }
  const { problems, notices = [], ...planned } = plannedFor(wanted, change, found, { now: 0, dryRun })
  expect([planned.change, problems.map(textOf), notices.map(textOf)]).toEqual([change, said, noticed])
  if (stops !== 'nothing') expect(planned.stops).toBe(stops)
})

test('a change with problems has failed, with all of them as its reason', () => {
  const reason = 'No. m.yml:2: Bad.'
  expect(failedBy(writing, ['No.', placed])).toEqual({
    change: writing,
    status: 'failed',
    reason,
    changed: false
  })
})

test.each([
  [
    'with what it says of itself',
    { ...wanted, name: 'X' },
    { name: 'X', registry_type: 'npm_registry', url }
  ],
  ['that says nothing', entry({}), {}]
])('an entry without a registry is an update that writes nothing, %s', (_, given, before) => {
  expect(unmatchedChange(given, 'acme')).toEqual({ org: 'acme', action: 'update', before, spec: {} })
})
