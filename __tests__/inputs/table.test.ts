import { inputs } from '../../src/inputs/table.ts'
import { fieldNames, inputOf } from '../../src/registries/registry.ts'
import { operations } from '../../src/request.ts'

const onGitHub = operations.filter(name => name !== 'verify').join(' ')

test('every field of a registry has one input, named as GitHub names it', () => {
  expect(Object.keys(inputs)).toEqual(expect.arrayContaining(fieldNames.map(inputOf)))
  expect(inputOf('jfrog_oidc_provider_name')).toBe('jfrog-oidc-provider-name')
})

test.each([
  ['timeout', 'Connection', operations.join(' ')],
  ['token', 'Connection', onGitHub],
  ['dry-run', 'Safety', onGitHub],
  ['name', 'Registry', 'get update delete apply plan rotate verify'],
  ['url', 'Registry', 'get create update delete apply plan rotate verify'],
  ['secret', 'token, username_password', 'create update apply plan verify rotate'],
  ['manifest', 'Many at once', 'apply plan rotate export verify'],
  ['prune', 'Many at once', 'apply plan'],
  ['tenant-id', 'oidc_azure', 'create update apply plan verify'],
  ['audience', 'oidc_aws, oidc_jfrog, oidc_cloudsmith, oidc_gcp', 'create update apply plan verify']
])('%s stands under %s and is used by %s', (name, group, expected) => {
  expect(inputs[name]?.group).toBe(group)
  expect(inputs[name]?.operations.join(' ')).toBe(expected)
})

test('only these have a default', () => {
  const preset = Object.entries(inputs).flatMap(([name, input]) =>
    input.default === undefined ? [] : [[name, input.default]]
  )
  expect(Object.fromEntries(preset)).toEqual({
    ...{ org: '${{ github.repository_owner }}', 'github-api-url': '${{ github.api_url }}' },
    ...{ 'request-timeout': '30s', timeout: '20m', 'write-interval': '1s' },
    ...{ prune: 'false', 'max-deletions': '1', 'allow-recreate': 'false', 'dry-run': 'false' },
    'plan-id': 'any'
  })
})
