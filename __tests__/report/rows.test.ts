import type { Change } from '../../src/registries/change.ts'
import type { Registry } from '../../src/registries/registry.ts'
import { formerOf, type Row, rowOf } from '../../src/report/rows.ts'
import { url } from '../registries/planning.ts'

const registry: Registry = { name: 'NPM', registry_type: 'npm_registry', url: `${url}/` }
const updated_at = '2026-01-01T00:00:00Z'
const read: Registry = { ...registry, updated_at }
const audience = { field: 'audience', to: 'a' }
const address = { registry_type: 'npm_registry', url } as const

test.each<[name: string, change: Omit<Change, 'org'>, how: object, expected: Partial<Row>]>([
  [
    'a create before GitHub has named it',
    { action: 'create', spec: { ...address, secret: 's' } },
    { status: 'planned' },
    { ...address, name: null, status: 'planned', details: [{ field: 'secret' }] }
  ],
  ['a create with an answer', { action: 'create', spec: { url } }, { after: registry }, registry],
  [
    'an update of which only the name is known',
    { action: 'update', before: { name: 'NPM' }, spec: { username: 'ci', secret: 's' } },
    {},
    { fields: ['username', 'secret'], details: [{ field: 'username', to: 'ci' }, { field: 'secret' }] }
  ],
  [
    'an update of a registry that was read',
    { action: 'update', before: read, spec: { url: `${url}/new` } },
    {},
    {
      ...{ ...registry, url: `${url}/new`, fields: ['url'], updated_at },
      details: [{ field: 'url', from: `${url}/`, to: `${url}/new` }]
    }
  ],
  [
    'a delete that failed',
    { action: 'delete', before: { name: 'NPM' }, spec: {} },
    { status: 'failed', reason: 'No.' },
    { status: 'failed', reason: 'No.' }
  ],
  ['a delete of a registry that was read', { action: 'delete', before: registry, spec: {} }, {}, registry],
  ['a registry that is kept', { action: 'keep', before: read, spec: {} }, {}, { ...registry, updated_at }],
  [
    'a recreate, of which some stays as it was',
    {
      ...{ action: 'recreate', before: { ...registry, auth_type: 'token', visibility: 'all' } },
      spec: { ...address, auth_type: 'oidc_gcp', visibility: 'all', audience: 'a' }
    },
    {},
    { ...registry, details: [{ field: 'auth_type', from: 'token', to: 'oidc_gcp' }, audience] }
  ],
  [
    'a recreate with another type and address',
    {
      action: 'recreate',
      before: registry,
      spec: { registry_type: 'git_source', url: 'https://new.acme.example' }
    },
    {},
    {
      ...registry,
      url: 'https://new.acme.example',
      details: [
        { field: 'registry_type', from: 'npm_registry', to: 'git_source' },
        { field: 'url', from: `${url}/`, to: 'https://new.acme.example' }
      ]
    }
  ]
])('%s', (_, change, how, expected) => {
  const row = rowOf({ change: { org: 'acme', ...change }, status: 'done', changed: true, ...how })
  const empty = { registry_type: null, url: null, fields: [], details: [], status: 'done' }
  expect(row).toEqual({ org: 'acme', name: 'NPM', ...empty, action: change.action, ...expected })
  const former = change.action === 'update' && change.before?.url ? { url: `${url}/` } : undefined
  expect(formerOf(row)).toEqual(former)
})

test('a row never holds the secret itself', () => {
  const change: Change = {
    ...{ org: 'acme', action: 'update', before: { name: 'NPM' } },
    spec: { secret: 'hunter2', selected_repositories: ['web'] }
  }
  const row = rowOf({ change, status: 'done', changed: true })
  expect(row.fields).toEqual(['secret', 'selected_repository_ids'])
  expect(JSON.stringify(row)).not.toContain('hunter2')
})
