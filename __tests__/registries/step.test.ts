import type { Change } from '../../src/registries/change.ts'
import { textOf } from '../../src/registries/problem.ts'
import { faultOf, missingStep, stepOf } from '../../src/registries/step.ts'
import { entry, later, npm, place, unset, url } from './planning.ts'

const wanted = entry({ registry_type: 'npm_registry', url, secret_env: 'T' })
const keeping: Change = { action: 'keep', org: 'acme', name: 'NPM', registry: npm }
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
])('%s', (_, change, against, stops, said, notices = []) => {
  const { dryRun, ...problems } = { run: [], organization: [], dryRun: false, ...against }
  const planned = stepOf(change, problems, { wanted, dryRun })
  expect(planned.notices.map(textOf)).toEqual(notices)
  if ('change' in planned.step) expect([stops, planned.step]).toEqual(['nothing', { change }])
  else expect([planned.step.fault.stops, planned.step.fault.sentences.map(textOf)]).toEqual([stops, said])
})

test('a fault is the outcome of its change, with all reasons as one', () => {
  expect(faultOf(writing, ['No.', placed], 'change')).toMatchObject({
    fault: { outcome: { action: 'update', name: 'NPM', status: 'failed', reason: 'No. m.yml:2: Bad.' } }
  })
})

test('an entry that means no registry is told of as an update, with what it says of itself', () => {
  const pinned = { ...wanted, name: 'X' }
  expect(missingStep(pinned, 'acme', ['No.'], 'organization')).toEqual({
    fault: {
      outcome: {
        ...{ org: 'acme', action: 'update', name: 'X', registry_type: 'npm_registry', url, fields: [] },
        ...{ status: 'failed', reason: 'No.' }
      },
      sentences: ['No.'],
      stops: 'organization'
    }
  })
  expect(missingStep(entry({}), 'acme', ['No.'], 'organization')).toMatchObject({
    fault: { outcome: { name: null, registry_type: null, url: null, status: 'failed' } }
  })
})
