import {
  checkChange,
  checkExisting,
  checkNew,
  checkValues,
  checkWanted,
  missingSelection
} from '../../src/registries/check.ts'
import { parseManifest } from '../../src/registries/manifest.ts'
import { textOf } from '../../src/registries/problem.ts'
import {
  type AuthType,
  authTypeNames,
  authTypes,
  type Registry,
  type RegistrySpec
} from '../../src/registries/registry.ts'
import { Secret } from '../../src/registries/secret.ts'

/** A source that gave exactly the fields of a spec, spelt as inputs are; `unread` ones were given but not understood. */
function sourceOf(spec: RegistrySpec, ...unread: string[]): Parameters<typeof checkNew>[1] {
  return {
    spell: field => field.replaceAll('_', '-'),
    gave: field => spec[field] !== undefined || unread.includes(field),
    say: (_, text) => text
  }
}

const url = 'https://npm.acme.example'
const npm: RegistrySpec = { registry_type: 'npm_registry', url, visibility: 'all' }
const complete = (authType: AuthType): RegistrySpec => ({
  ...npm,
  auth_type: authType,
  ...Object.fromEntries(authTypes[authType].required.map(field => [field, 'x'])),
  ...(authTypes[authType].secret && { secret: new Secret('s3cret') })
})
const problemsOfNew = (spec: RegistrySpec, ...unread: string[]) => checkNew(spec, sourceOf(spec, ...unread))

test.each(authTypeNames)('%s is content with what it requires, and misses each of it', authType => {
  const { required, optional } = authTypes[authType]
  const spec = complete(authType)
  expect(problemsOfNew(spec)).toEqual([])
  expect(problemsOfNew({ ...spec, ...Object.fromEntries(optional.map(field => [field, 'x'])) })).toEqual([])
  for (const field of required) {
    const missing = `'${field.replaceAll('_', '-')}' is missing; 'auth-type' ${authType} needs it.`
    expect(problemsOfNew({ ...spec, [field]: undefined })).toEqual([missing])
  }
})

const emptySecret = (called: string) =>
  `'secret' is empty; 'auth-type' ${called} needs one. A secret that is not set, or not available to this event, arrives empty.`
const usual = 'token (the default)'
const isMissing = (field: string) => `'${field}' is missing; a registry cannot be created without it.`
const together = 'cannot be combined: no auth type has all of them.'
const azure = { auth_type: 'oidc_azure', tenant_id: 't', client_id: 'c' } as const
const scheme = `'url' is not a complete address: https:// is missing; write https://npm.acme.example.`
const incomplete = `'url' is not a complete address that begins with https:// or http://, such as https://npm.acme.example.`
const belongs = (field: string, to: string, is: string, remedy = 'remove one of them') =>
  `'${field}' belongs to ${to}, but 'auth-type' is ${is}; ${remedy}.`
const wrongTenant = belongs('tenant-id', 'oidc_azure', 'oidc_gcp')
const bothGiven = `'selected-repository-ids' and 'selected-repositories' are both given; remove one of them.`
const noSecret = (authType: string) =>
  `'secret' is given, but 'auth-type' ${authType} takes no secret; remove it.`

test.each<[name: string, given: RegistrySpec, ...expected: string[]]>([
  ['all that is missing', {}, ...['registry-type', 'url', 'visibility'].map(isMissing), emptySecret(usual)],
  ['token, by default, without a secret', npm, emptySecret(usual)],
  [
    'token, by name, with a field of another',
    { ...npm, auth_type: 'token', tenant_id: 't' },
    emptySecret('token'),
    belongs('tenant-id', 'oidc_azure', 'token')
  ],
  [
    'OIDC with secret and username',
    { ...npm, ...azure, secret: new Secret('s'), username: 'u' },
    belongs('username', 'token, username_password', 'oidc_azure'),
    noSecret('oidc_azure')
  ],
  [
    'a field of an auth type that is not given',
    { ...npm, tenant_id: 't' },
    belongs('tenant-id', 'oidc_azure', usual, 'add auth-type: oidc_azure')
  ],
  ['a value, beside that', { ...npm, url: 'npm.acme.example' }, emptySecret(usual), scheme]
])('a new registry: %s', (_, given, ...expected) => {
  expect(problemsOfNew(given)).toEqual(expected)
})

test('a field that could not be read is not missing, nor is its auth type guessed', () => {
  expect(problemsOfNew({}, 'registry_type', 'url', 'visibility', 'auth_type')).toEqual([])
})

test.each<[given: RegistrySpec, ...expected: string[]]>([
  [{ username: 'u', secret: new Secret('s') }],
  [{ tenant_id: 't', client_id: 'c' }],
  [{ auth_type: 'oidc_gcp' }],
  [{ audience: 'a', secret: new Secret('s') }, `'audience', 'secret' ${together}`],
  [{ auth_type: 'oidc_gcp', tenant_id: 't' }, wrongTenant],
  [{ url: 'ftp://acme.example' }, incomplete]
])('a change of %j', (given, ...expected) => {
  expect(checkChange(given, sourceOf(given))).toEqual(expected)
})

const shown: Registry = { name: 'DOCKER', registry_type: 'docker_registry', auth_type: 'oidc_azure' }
const older: Registry = { name: 'N', registry_type: 'npm_registry' }
const newer: Registry = { ...shown, auth_type: 'oidc_new' }

const fixed = `The 'auth-type' of DOCKER is oidc_azure and cannot be changed to token; delete the registry and create it again.`
test.each<[given: RegistrySpec, registry: Registry, ...expected: string[]]>([
  [{ auth_type: 'oidc_azure', tenant_id: 't' }, shown],
  [{ auth_type: 'token', tenant_id: 't' }, shown, fixed],
  [{ role_name: 'r' }, shown, belongs('role-name', 'oidc_aws', 'oidc_azure')],
  [{ secret: new Secret('s') }, shown, noSecret('oidc_azure')],
  [{ auth_type: 'token', secret: new Secret('s'), role_name: 'r' }, older],
  [{ role_name: 'r' }, newer]
])('a change to %j where there is %j', (given, registry, ...expected) => {
  expect(checkExisting(given, registry, sourceOf(given))).toEqual(expected)
})

const credentials = `'url' contains a user name or a password; put them in 'username' and 'secret'.`
const notSelected = (what: string, is: string) =>
  `'${what}' requires 'visibility' selected, but 'visibility' is ${is}.`
const selected = { visibility: 'selected' } as const
const half = `'secret' contains half a character (a lone surrogate), which cannot be encrypted.`
const tooLong = `'secret' is too long; the limit is 49152 bytes (48 KB).`
const ofSecret = (text: string, problem?: string): Row => [{ secret: new Secret(text) }, problem]

/** Values, what is wrong with them, and a field that could not be read. */
type Row = [given: RegistrySpec, problem?: string | undefined, unread?: string]
test.each<Row>([
  [{ url: 'https://:hunter2@npm.acme.example' }, credentials],
  ...['', ' !~aZ09', 'x'.repeat(49_152)].map(text => ofSecret(text)),
  ofSecret('x'.repeat(49_153), tooLong),
  ofSecret(`${'x'.repeat(49_151)}ü`, tooLong),
  ofSecret(' \t', `'secret' contains only white space.`),
  ofSecret('a\ud800b', half),
  [{ ...selected, selected_repositories: ['web'] }],
  [selected, undefined, 'selected_repository_ids'],
  [{ ...selected, selected_repositories: ['web'], selected_repository_ids: [1] }, bothGiven],
  [{ visibility: 'all', selected_repositories: ['web'] }, notSelected('selected-repositories', 'all')],
  [{ selected_repository_ids: [1] }, notSelected('selected-repository-ids', 'not given')],
  [{ selected_repository_ids: [1] }, undefined, 'visibility']
])('the values %.80j', (given, ...[problem, unread = '']) => {
  const problems = checkValues(given, sourceOf(given, unread))
  expect(problems).toEqual(problem ? [problem] : [])
  expect(problems.join()).not.toMatch(/hunter2|xxx/)
})

test('repositories that are selected must be given, by name or by id', () => {
  const missing = (given: RegistrySpec) => missingSelection(given, sourceOf(given))
  expect(missing(selected)).toEqual([
    `'visibility' is selected, but no repositories are given; add 'selected-repositories' or 'selected-repository-ids' ([] for none).`
  ])
  expect(missing({ ...selected, selected_repositories: [] })).toEqual([])
  expect(missing({ ...selected, selected_repository_ids: [1] })).toEqual([])
  expect(missing({ visibility: 'all' })).toEqual([])
})

/** What is wrong with the entries of a manifest that can be read. */
function checked(text: string): string[] {
  const { wanted, problems } = parseManifest(text, 'm.yml')
  expect(problems).toEqual([])
  return checkWanted(wanted).map(textOf)
}

test.each<[given: string, ...expected: string[]]>([
  ['secret_env: TOKEN'],
  ['domain: d,\n tenant_id: t', `'tenant-id', 'domain' ${together}`],
  ['auth_type: oidc_gcp,\n secret_env: T', noSecret('oidc_gcp').replace('secret', 'secret_env')],
  ['domain: d,\n url: npm.acme.example', scheme],
  ['visibility: all,\n selected_repositories: [web]', notSelected('selected_repositories', 'all')]
])('an entry of %j, in the words of a manifest and on the line of the key', (given, ...expected) => {
  const words = expected.map(one => `m.yml:5: ${one.replace(/'[a-z-]+'/g, key => key.replaceAll('-', '_'))}`)
  expect(checked(`registries:\n- name: OK\n- {name: NPM,\n ${given}}`)).toEqual(words)
})

const selection = 'visibility: selected, selected_repositories: [a],\n selected_repository_ids: [1]'
test('a manifest is checked: all entries in their order, the defaults once, as far as an entry admits them', () => {
  expect(checked('registries:\n- {name: A, url: x}\n- {name: B, url: y}')).toEqual([
    ...[2, 3].map(line => expect.stringMatching(`^m.yml:${line}:`))
  ])
  const both = `m.yml:2: ${bothGiven.replaceAll('-', '_')}`
  expect(checked(`defaults: {${selection}}\nregistries:\n- {name: A}\n- {name: B}`)).toEqual([both])
  const entries = '[{name: A, auth_type: oidc_azure}, {name: B}]'
  expect(checked(`defaults: {tenant_id: t, domain: d, secret_env: T}\nregistries: ${entries}`)).toEqual([])
})

test('secrets that have been filled in are checked at the key that names them', () => {
  const { wanted } = parseManifest('registries:\n- name: A\n  secret_env: T', 'm.yml')
  const filled = wanted.map(entry => ({ ...entry, spec: { ...entry.spec, secret: new Secret(' ') } }))
  expect(checkWanted(filled)).toEqual([
    { text: `'secret_env' contains only white space.`, place: { file: 'm.yml', line: 3, column: 3 } }
  ])
})

test('without a manifest there are no places', () => {
  const wanted = [{ spec: { auth_type: 'oidc_gcp', secret: new Secret('s') }, defaults: {} }] as const
  expect(checkWanted(wanted)).toEqual([noSecret('oidc_gcp')])
})
