import type { Change } from '../../src/registries/change.ts'
import type { Sentence } from '../../src/registries/problem.ts'
import { faultOf, missingStep, stepOf } from '../../src/registries/step.ts'
import { entry, npm, url } from './planning.ts'

const wanted = entry({ registry_type: 'npm_registry', url, secret_env: 'T' })
const writing: Change = {
  action: 'update',
  org: 'acme',
  name: 'NPM',
  registry: npm,
  spec: { secret_env: 'T' }
}
const keeping: Change = { action: 'keep', org: 'acme', name: 'NPM', registry: npm }
const place = { file: 'm.yml', line: 2, column: 5 }
const unset = { text: "The variable T is not set. Set it in 'env', or in the input 'secrets'.", place }
const later = { text: 'The variable T is not set. A run that writes needs it.', place }
const placed = { text: 'Bad.', place }

interface Case {
  name: string
  given: { change: Change; run?: Sentence[]; organization?: Sentence[]; dryRun?: boolean }
  expected: { stops: 'run' | 'organization' | 'nothing'; sentences?: Sentence[]; notices?: Sentence[] }
}

const cases: Case[] = [
  { name: 'nothing against it', given: { change: keeping }, expected: { stops: 'nothing' } },
  {
    name: 'a problem of the manifest',
    given: { change: keeping, run: ['Bad.'], organization: ['No.'] },
    expected: { stops: 'run', sentences: ['Bad.', 'No.'] }
  },
  {
    name: 'a problem of the organization',
    given: { change: keeping, organization: ['No.'] },
    expected: { stops: 'organization', sentences: ['No.'] }
  },
  {
    name: 'a variable that is not set',
    given: { change: writing, organization: ['No.'] },
    expected: { stops: 'run', sentences: [unset, 'No.'] }
  },
  {
    name: 'a variable that is not set, in a dry run',
    given: { change: writing, dryRun: true },
    expected: { stops: 'nothing', notices: [later] }
  },
  {
    name: 'that, and a problem',
    given: { change: writing, run: [placed], dryRun: true },
    expected: { stops: 'run', sentences: [placed], notices: [later] }
  }
]

test.each(cases)('$name', ({ given, expected: { stops, sentences, notices = [] } }) => {
  const { change, run = [], organization = [], dryRun = false } = given
  const planned = stepOf(change, { run, organization }, { wanted, dryRun })
  expect(planned.notices).toEqual(notices)
  if (stops === 'nothing') expect(planned.step).toEqual({ change })
  else expect(planned.step).toMatchObject({ fault: { stops, sentences } })
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
