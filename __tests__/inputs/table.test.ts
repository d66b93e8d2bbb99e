import { inputs } from '../../src/inputs/table.ts'
import { fieldNames, inputOf } from '../../src/registries/registry.ts'
import { operations } from '../../src/request.ts'

test('every field of a registry has one input, named as GitHub names it', () => {
  expect(Object.keys(inputs)).toEqual(expect.arrayContaining(fieldNames.map(inputOf)))
  expect(inputOf('jfrog_oidc_provider_name')).toBe('jfrog-oidc-provider-name')
})

test.each([
  { name: 'token', expected: [...operations] },
  { name: 'name', expected: ['get', 'update', 'delete', 'apply', 'plan', 'rotate'] },
  { name: 'url', expected: ['get', 'create', 'update', 'delete', 'apply', 'plan', 'rotate'] },
  { name: 'secret', expected: ['create', 'update', 'apply', 'plan', 'rotate'] },
  { name: 'manifest', expected: ['apply', 'plan', 'rotate', 'export'] },
  { name: 'prune', expected: ['apply', 'plan'] },
  { name: 'audience', expected: ['create', 'update', 'apply', 'plan'] }
])('$name is used by $expected', ({ name, expected }) => {
  expect(inputs[name]?.operations).toEqual(expected)
})

test.each([
  { name: 'org', group: 'Connection' },
  { name: 'dry-run', group: 'Safety' },
  { name: 'manifest', group: 'Many at once' },
  { name: 'visibility', group: 'Registry' },
  { name: 'secret', group: 'token, username_password' },
  { name: 'tenant-id', group: 'oidc_azure' },
  { name: 'audience', group: 'oidc_aws, oidc_jfrog, oidc_cloudsmith, oidc_gcp' }
])('$name stands under $group', ({ name, group }) => {
  expect(inputs[name]?.group).toBe(group)
})

test('only these have a default', () => {
  const preset = Object.entries(inputs).flatMap(([name, input]) =>
    input.default === undefined ? [] : [[name, input.default]]
  )
  expect(Object.fromEntries(preset)).toEqual({
    org: '${{ github.repository_owner }}',
    'github-api-url': '${{ github.api_url }}',
    'request-timeout': '30s',
    timeout: '20m',
    prune: 'false',
    'max-deletions': '1',
    'allow-recreate': 'false',
    'write-interval': '1s',
    'dry-run': 'false'
  })
})
