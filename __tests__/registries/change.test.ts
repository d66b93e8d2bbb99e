import { type Change, type Outcome, outcomeOf, writesOf, writtenFields } from '../../src/registries/change.ts'
import type { Registry } from '../../src/registries/registry.ts'

const url = 'https://npm.acme.example'
const registry: Registry = { name: 'NPM', registry_type: 'npm_registry', url: `${url}/` }
const read: Registry = { ...registry, updated_at: '2026-01-01T00:00:00Z' }
const done = { status: 'done' } as const

const cases: {
  name: string
  given: [Change, Parameters<typeof outcomeOf>[1]]
  expected: Partial<Outcome>
}[] = [
  {
    name: 'a create before GitHub has named it',
    given: [
      { action: 'create', org: 'acme', spec: { registry_type: 'npm_registry', url, secret: 's' } },
      { status: 'planned' }
    ],
    expected: {
      action: 'create',
      registry_type: 'npm_registry',
      url,
      status: 'planned',
      details: [{ field: 'secret' }]
    }
  },
  {
    name: 'a create that GitHub has answered',
    given: [
      { action: 'create', org: 'acme', spec: { url } },
      { ...done, registry }
    ],
    expected: { action: 'create', name: 'NPM', registry_type: 'npm_registry', url: `${url}/` }
  },
  {
    name: 'an update of which only the name is known',
    given: [{ action: 'update', org: 'acme', name: 'NPM', spec: { username: 'ci', secret: 's' } }, done],
    expected: {
      action: 'update',
      name: 'NPM',
      fields: ['username', 'secret'],
      details: [{ field: 'username', to: 'ci' }, { field: 'secret' }]
    }
  },
  {
    name: 'an update of a registry that was read',
    given: [
      { action: 'update', org: 'acme', name: 'npm', registry: read, spec: { url: `${url}/new` } },
      done
    ],
    expected: {
      action: 'update',
      name: 'NPM',
      registry_type: 'npm_registry',
      url: `${url}/new`,
      fields: ['url'],
      details: [{ field: 'url', from: `${url}/`, to: `${url}/new` }],
      updated_at: '2026-01-01T00:00:00Z'
    }
  },
  {
    name: 'a delete that failed',
    given: [
      { action: 'delete', org: 'acme', name: 'NPM' },
      { status: 'failed', reason: 'No.' }
    ],
    expected: { action: 'delete', name: 'NPM', status: 'failed', reason: 'No.' }
  },
  {
    name: 'a delete of a registry that was read',
    given: [{ action: 'delete', org: 'acme', name: 'NPM', registry }, done],
    expected: { action: 'delete', name: 'NPM', registry_type: 'npm_registry', url: `${url}/` }
  },
  {
    name: 'a registry that is kept',
    given: [{ action: 'keep', org: 'acme', name: 'NPM', registry: read }, done],
    expected: {
      action: 'keep',
      name: 'NPM',
      registry_type: 'npm_registry',
      url: `${url}/`,
      updated_at: '2026-01-01T00:00:00Z'
    }
  },
  {
    name: 'a registry that is created anew, of which some stays as it was',
    given: [
      {
        action: 'recreate',
        org: 'acme',
        name: 'NPM',
        registry: { ...registry, auth_type: 'token', visibility: 'all' },
        spec: { registry_type: 'npm_registry', url, auth_type: 'oidc_gcp', visibility: 'all', audience: 'a' }
      },
      done
    ],
    expected: {
      action: 'recreate',
      name: 'NPM',
      registry_type: 'npm_registry',
      url: `${url}/`,
      details: [
        { field: 'auth_type', from: 'token', to: 'oidc_gcp' },
        { field: 'audience', to: 'a' }
      ]
    }
  }
]

test.each([
  { action: 'keep', expected: 0 },
  { action: 'delete', expected: 1 },
  { action: 'recreate', expected: 2 }
] as const)('$action takes $expected writes', ({ action, expected }) => {
  expect(writesOf({ action })).toBe(expected)
})

test.each(cases)('$name', ({ given: [change, how], expected }) => {
  const empty = {
    org: 'acme',
    name: null,
    registry_type: null,
    url: null,
    fields: [],
    details: [],
    status: 'done'
  }
  expect(outcomeOf(change, how)).toEqual({ ...empty, ...expected })
})

test('an outcome never holds the secret itself', () => {
  const spec = { secret: 'hunter2', selected_repositories: ['web'] }
  expect(writtenFields(spec)).toEqual(['secret', 'selected_repository_ids'])
  const change: Change = { action: 'update', org: 'acme', name: 'NPM', spec }
  expect(JSON.stringify(outcomeOf(change, done))).not.toContain('hunter2')
})
