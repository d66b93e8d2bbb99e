import { inputs } from '../../src/inputs/table.ts'
import { fieldNames, inputOf } from '../../src/registries/registry.ts'
import { operations } from '../../src/request.ts'

test('every field of a registry has one input, named as GitHub names it', () => {
  expect(Object.keys(inputs)).toEqual(expect.arrayContaining(fieldNames.map(inputOf)))
  expect(inputOf('jfrog_oidc_provider_name')).toBe('jfrog-oidc-provider-name')
})

test.each([
  ['token', [...operations]],
  ['name', ['get', 'update', 'delete', 'apply', 'plan', 'rotate']],
  ['url', ['get', 'create', 'update', 'delete', 'apply', 'plan', 'rotate']],
  ['secret', ['create', 'update', 'apply', 'plan', 'rotate']],
  ['manifest', ['apply', 'plan', 'rotate', 'export']],
  ['prune', ['apply', 'plan']],
  ['audience', ['create', 'update', 'apply', 'plan']]
])('%s is used by %s', (name, expected) => {
  expect(inputs[name]?.operations).toEqual(expected)
})

test.each([
  ['org', 'Connection'],
  ['dry-run', 'Safety'],
  ['manifest', 'Many at once'],
  ['visibility', 'Registry'],
  ['secret', 'token, username_password'],
  ['tenant-id', 'oidc_azure'],
  ['audience', 'oidc_aws, oidc_jfrog, oidc_cloudsmith, oidc_gcp']
])('%s stands under %s', (name, group) => {
  expect(inputs[name]?.group).toBe(group)
})

test('only these have a default', () => {
  const preset = Object.entries(inputs).flatMap(([name, input]) =>
    input.default === undefined ? [] : [[name, input.default]]
  )
  expect(Object.fromEntries(preset)).toEqual({
    ...{ org: '${{ github.repository_owner }}', 'github-api-url': '${{ github.api_url }}' },
    ...{ 'request-timeout': '30s', timeout: '20m', 'write-interval': '1s' },
    ...{ prune: 'false', 'max-deletions': '1', 'allow-recreate': 'false', 'dry-run': 'false' }
  })
})
