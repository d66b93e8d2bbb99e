import { checkNew } from '../../src/registries/check.ts'
import {
  type AuthType,
  authTypeNames,
  authTypes,
  type RegistrySpec,
  registryTypes
} from '../../src/registries/registry.ts'
import { sourceOf } from './source.ts'

const npm: RegistrySpec = {
  registry_type: 'npm_registry',
  url: 'https://npm.acme.example',
  visibility: 'all'
}
const complete = (authType: AuthType): RegistrySpec => ({
  ...npm,
  auth_type: authType,
  ...Object.fromEntries(authTypes[authType].required.map(field => [field, 'x'])),
  ...(authTypes[authType].secret && { secret: 's3cret' })
})

test.each(authTypeNames)('%s is content with what it requires', authType => {
  const spec = complete(authType)
  expect(checkNew(spec, sourceOf(spec))).toEqual({ problems: [], warnings: [] })
})

test.each(authTypeNames)('%s takes its optional fields too', authType => {
  const optional = Object.fromEntries(authTypes[authType].optional.map(field => [field, 'x']))
  const spec = { ...complete(authType), ...optional }
  expect(checkNew(spec, sourceOf(spec)).problems).toEqual([])
})

test.each(
  authTypeNames.flatMap(authType => authTypes[authType].required.map(field => [authType, field] as const))
)('%s misses %s', (authType, field) => {
  const { [field]: _, ...spec } = complete(authType)
  expect(checkNew(spec, sourceOf(spec)).problems).toEqual([
    `'${field.replaceAll('_', '-')}' is missing; 'auth-type' ${authType} needs it.`
  ])
})

test.each(registryTypes)('%s can be created', registry_type => {
  const spec: RegistrySpec = { ...npm, registry_type, secret: 's3cret' }
  expect(checkNew(spec, sourceOf(spec)).problems).toEqual([])
})

const emptySecret = (called: string) =>
  `'secret' is empty; 'auth-type' ${called} needs one. A secret that is not set, or not available to this event, arrives empty.`
const isMissing = (field: string) => `'${field}' is missing; a registry cannot be created without it.`

const cases: { name: string; given: RegistrySpec; unread?: string[]; expected: string[] }[] = [
  {
    name: 'everything missing is told at once',
    given: {},
    expected: [
      isMissing('registry-type'),
      isMissing('url'),
      isMissing('visibility'),
      emptySecret('token (the default)')
    ]
  },
  {
    name: 'a field that could not be read is not missing, nor is its auth type guessed',
    given: {},
    unread: ['registry_type', 'url', 'visibility', 'auth_type'],
    expected: []
  },
  {
    name: 'token, by default, needs a secret',
    given: npm,
    expected: [emptySecret('token (the default)')]
  },
  {
    name: 'token, by name, needs a secret',
    given: { ...npm, auth_type: 'token' },
    expected: [emptySecret('token')]
  },
  {
    name: 'username_password misses both',
    given: { ...npm, auth_type: 'username_password' },
    expected: [
      `'username' is missing; 'auth-type' username_password needs it.`,
      emptySecret('username_password')
    ]
  },
  {
    name: 'a field of other auth types is refused, and all of them are named',
    given: { ...npm, secret: 's', audience: 'x' },
    expected: [
      `'audience' belongs to oidc_aws, oidc_jfrog, oidc_cloudsmith, oidc_gcp, but 'auth-type' is token (the default); remove one of them.`
    ]
  },
  {
    name: 'OIDC takes neither secret nor username',
    given: { ...npm, auth_type: 'oidc_azure', tenant_id: 't', client_id: 'c', secret: 's', username: 'u' },
    expected: [
      `'username' belongs to token, username_password, but 'auth-type' is oidc_azure; remove one of them.`,
      `'secret' is given, but 'auth-type' oidc_azure takes no secret; remove it.`
    ]
  },
  {
    name: 'problems with values come beside those of the auth type',
    given: { ...npm, url: 'npm.acme.example' },
    expected: [
      emptySecret('token (the default)'),
      `'url' is not a complete address: https:// is missing; write https://npm.acme.example, if that is meant.`
    ]
  }
]

test.each(cases)('$name', ({ given, unread = [], expected }) => {
  expect(checkNew(given, sourceOf(given, ...unread)).problems).toEqual(expected)
})
