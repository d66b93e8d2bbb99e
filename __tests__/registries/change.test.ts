import {
  type Change,
  formerOf,
  type Outcome,
  outcomeOf,
  writesOf,
  writtenFields
} from '../../src/registries/change.ts'
import { textOf } from '../../src/registries/problem.ts'
import type { Registry } from '../../src/registries/registry.ts'
import { faultOf, missingStep, stepOf } from '../../src/registries/step.ts'
import type { Wanted } from '../../src/registries/wanted.ts'
import { entry, later, npm, place, unset, url } from './planning.ts'

const registry: Registry = { name: 'NPM', registry_type: 'npm_registry', url: `${url}/` }
const updated_at = '2026-01-01T00:00:00Z'
const read: Registry = { ...registry, updated_at }
const done = { status: 'done' } as const
const audience = { field: 'audience', to: 'a' }
const of = { org: 'acme', name: 'NPM' }

test.each<[name: string, change: Change, how: Parameters<typeof outcomeOf>[1], expected: Partial<Outcome>]>([
  [
    'a create before GitHub has named it',
    { action: 'create', org: 'acme', spec: { registry_type: 'npm_registry', url, secret: 's' } },
    { status: 'planned' },
    { ...registry, name: null, url, status: 'planned', details: [{ field: 'secret' }] }
  ],
  [
    'a create with an answer',
    { action: 'create', org: 'acme', spec: { url } },
    { ...done, registry },
    registry
  ],
  [
    'an update of which only the name is known',
    { ...of, action: 'update', spec: { username: 'ci', secret: 's' } },
    done,
    { fields: ['username', 'secret'], details: [{ field: 'username', to: 'ci' }, { field: 'secret' }] }
  ],
  [
    'an update of a registry that was read',
    { ...of, action: 'update', name: 'npm', registry: read, spec: { url: `${url}/new` } },
    done,
    {
      ...{ ...registry, url: `${url}/new`, fields: ['url'], updated_at },
      details: [{ field: 'url', from: `${url}/`, to: `${url}/new` }]
    }
  ],
  [
    'a delete that failed',
    { ...of, action: 'delete' },
    { status: 'failed', reason: 'No.' },
    { status: 'failed', reason: 'No.' }
  ],
  ['a delete of a registry that was read', { ...of, action: 'delete', registry }, done, registry],
  ['a registry that is kept', { ...of, action: 'keep', registry: read }, done, { ...registry, updated_at }],
  [
    'a registry that is created anew, of which some stays as it was',
    {
      ...{ ...of, action: 'recreate', registry: { ...registry, auth_type: 'token', visibility: 'all' } },
      spec: { registry_type: 'npm_registry', url, auth_type: 'oidc_gcp', visibility: 'all', audience: 'a' }
    },
    done,
    { ...registry, details: [{ field: 'auth_type', from: 'token', to: 'oidc_gcp' }, audience] }
  ]
])('%s', (_, change, how, expected) => {
  const { action } = change
  const empty = { registry_type: null, url: null, fields: [], details: [], status: 'done' }
  const outcome = outcomeOf(change, how)
  expect(outcome).toEqual({ ...of, ...empty, action, ...expected })
  const former = change.action === 'update' && change.registry ? { url: `${url}/` } : undefined
  expect(formerOf(outcome)).toEqual(former)
})

test.each([
  ['keep', 0],
  ['delete', 1],
  ['recreate', 2]
] as const)('%s takes %i writes', (action, expected) => {
  expect(writesOf({ action })).toBe(expected)
})

test('an outcome never holds the secret itself', () => {
  const spec = { secret: 'hunter2', selected_repositories: ['web'] }
  expect(writtenFields(spec)).toEqual(['secret', 'selected_repository_ids'])
  const change: Change = { action: 'update', org: 'acme', name: 'NPM', spec }
  expect(JSON.stringify(outcomeOf(change, done))).not.toContain('hunter2')
})

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
  const missing = (name: string | null, registry_type: string | null, url: string | null) => {
    const outcome = { org: 'acme', action: 'update', name, registry_type, url, fields: [] }
    return {
      outcome: { ...outcome, status: 'failed', reason: 'No.' },
      sentences: ['No.'],
      stops: 'organization'
    }
  }
  const fault = (entry: Wanted) => missingStep(entry, 'acme', ['No.'], 'organization')
  expect(fault({ ...wanted, name: 'X' })).toEqual({ fault: missing('X', 'npm_registry', url) })
  expect(fault(entry({}))).toEqual({ fault: missing(null, null, null) })
})
