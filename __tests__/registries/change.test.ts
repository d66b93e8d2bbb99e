import { type Change, type Outcome, outcomeOf, writesOf, writtenFields } from '../../src/registries/change.ts'
import type { Registry } from '../../src/registries/registry.ts'

const url = 'https://npm.acme.example'
const registry: Registry = { name: 'NPM', registry_type: 'npm_registry', url: `${url}/` }
const read: Registry = { ...registry, updated_at: '2026-01-01T00:00:00Z' }
const done = { status: 'done' } as const

const updated_at = '2026-01-01T00:00:00Z'
const shown = { name: 'NPM', registry_type: 'npm_registry', url: `${url}/` }
const audience = { field: 'audience', to: 'a' }
const of = { org: 'acme', name: 'NPM' }

test.each<[name: string, change: Change, how: Parameters<typeof outcomeOf>[1], expected: Partial<Outcome>]>([
  [
    'a create before GitHub has named it',
    { action: 'create', org: 'acme', spec: { registry_type: 'npm_registry', url, secret: 's' } },
    { status: 'planned' },
    { ...shown, name: null, url, status: 'planned', details: [{ field: 'secret' }] }
  ],
  ['a create with an answer', { action: 'create', org: 'acme', spec: { url } }, { ...done, registry }, shown],
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
      ...{ ...shown, url: `${url}/new`, fields: ['url'], updated_at },
      details: [{ field: 'url', from: `${url}/`, to: `${url}/new` }]
    }
  ],
  [
    'a delete that failed',
    { ...of, action: 'delete' },
    { status: 'failed', reason: 'No.' },
    { status: 'failed', reason: 'No.' }
  ],
  ['a delete of a registry that was read', { ...of, action: 'delete', registry }, done, shown],
  ['a registry that is kept', { ...of, action: 'keep', registry: read }, done, { ...shown, updated_at }],
  [
    'a registry that is created anew, of which some stays as it was',
    {
      ...{ ...of, action: 'recreate', registry: { ...registry, auth_type: 'token', visibility: 'all' } },
      spec: { registry_type: 'npm_registry', url, auth_type: 'oidc_gcp', visibility: 'all', audience: 'a' }
    },
    done,
    { ...shown, details: [{ field: 'auth_type', from: 'token', to: 'oidc_gcp' }, audience] }
  ]
])('%s', (_, change, how, expected) => {
  const { action } = change
  const empty = { registry_type: null, url: null, fields: [], details: [], status: 'done' }
  expect(outcomeOf(change, how)).toEqual({ ...of, ...empty, action, ...expected })
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
