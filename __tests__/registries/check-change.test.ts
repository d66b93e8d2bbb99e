import { checkChange, clearedFields, problemsWith } from '../../src/registries/check.ts'
import type { Registry, RegistrySpec } from '../../src/registries/registry.ts'
import { sourceOf } from './source.ts'

const changes: { name: string; given: RegistrySpec; expected: string[] }[] = [
  { name: 'nothing is needed', given: {}, expected: [] },
  { name: 'a field of any auth type alone', given: { role_name: 'r' }, expected: [] },
  { name: 'a username beside a secret', given: { username: 'u', secret: 's' }, expected: [] },
  { name: 'fields that one auth type has', given: { tenant_id: 't', client_id: 'c' }, expected: [] },
  {
    name: 'fields that no auth type has together',
    given: { tenant_id: 't', role_name: 'r' },
    expected: [`'tenant-id', 'role-name' do not go together: no auth type has all of them.`]
  },
  {
    name: 'a secret beside a field of OIDC',
    given: { audience: 'a', secret: 's' },
    expected: [`'audience', 'secret' do not go together: no auth type has all of them.`]
  },
  {
    name: 'an auth type that its field does not belong to',
    given: { auth_type: 'oidc_gcp', tenant_id: 't' },
    expected: [`'tenant-id' belongs to oidc_azure, but 'auth-type' is oidc_gcp; remove one of them.`]
  },
  {
    name: 'an auth type that takes no secret',
    given: { auth_type: 'oidc_gcp', secret: 's' },
    expected: [`'secret' is given, but 'auth-type' oidc_gcp takes no secret; remove it.`]
  },
  { name: 'an auth type without its required fields', given: { auth_type: 'oidc_gcp' }, expected: [] },
  {
    name: 'a value that is not good',
    given: { url: 'ftp://acme.example' },
    expected: [
      `'url' is not a complete address that begins with https:// or http://, such as https://npm.acme.example.`
    ]
  }
]

test.each(changes)('a change of $name', ({ given, expected }) => {
  expect(checkChange(given, sourceOf(given)).problems).toEqual(expected)
})

test('a change is warned of as a new registry is', () => {
  const spec = { url: 'http://npm.acme.example' }
  expect(checkChange(spec, sourceOf(spec)).warnings).toHaveLength(1)
})

const azure: Registry = { name: 'DOCKER', registry_type: 'docker_registry', auth_type: 'oidc_azure' }

const existing: { name: string; given: RegistrySpec; registry: Registry; expected: string[] }[] = [
  { name: 'fields of its auth type', given: { tenant_id: 't' }, registry: azure, expected: [] },
  { name: 'the same auth type', given: { auth_type: 'oidc_azure' }, registry: azure, expected: [] },
  {
    name: 'another auth type, whatever else is given',
    given: { auth_type: 'token', tenant_id: 't' },
    registry: azure,
    expected: [
      `The 'auth-type' of DOCKER is oidc_azure and cannot be changed to token; delete it and create it anew.`
    ]
  },
  {
    name: 'a field of another auth type',
    given: { role_name: 'r' },
    registry: azure,
    expected: [`'role-name' belongs to oidc_aws, but 'auth-type' is oidc_azure; remove one of them.`]
  },
  {
    name: 'a secret without an auth type that takes one',
    given: { secret: 's' },
    registry: azure,
    expected: [`'secret' is given, but 'auth-type' oidc_azure takes no secret; remove it.`]
  },
  {
    name: 'anything where the server shows no auth type',
    given: { auth_type: 'token', secret: 's', role_name: 'r' },
    registry: { name: 'N', registry_type: 'npm_registry' },
    expected: []
  },
  {
    name: 'anything where the auth type is not known',
    given: { role_name: 'r' },
    registry: { ...azure, auth_type: 'oidc_new' },
    expected: []
  }
]

test.each(existing)('a registry that exists is changed to $name', ({ given, registry, expected }) => {
  expect(problemsWith(given, registry, sourceOf(given))).toEqual(expected)
})

const named: Registry = { ...azure, auth_type: 'username_password', username: 'ci' }

const cleared: { name: string; given: RegistrySpec; registry: Registry; expected: string[] }[] = [
  {
    name: 'a field that its auth type needs',
    given: { username: null },
    registry: named,
    expected: [`'username' of DOCKER cannot be cleared; username_password needs it.`]
  },
  { name: 'a field that it does not need', given: { username: null }, registry: azure, expected: [] },
  { name: 'nothing', given: { username: 'bot' }, registry: named, expected: [] },
  {
    name: 'a field, where no auth type is shown',
    given: { username: null },
    registry: { name: 'N', registry_type: 'npm_registry' },
    expected: []
  }
]

test.each(cleared)('a change that clears $name', ({ given, registry, expected }) => {
  expect(clearedFields(given, registry, sourceOf(given))).toEqual(expected)
})
