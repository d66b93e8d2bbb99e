import {
  checkChange,
  checkExisting,
  checkNew,
  checkValues,
  checkWanted,
  clearedFields,
  missingSelection
} from '../../src/registries/check.ts'
import { parseManifest } from '../../src/registries/manifest.ts'
import { textOf } from '../../src/registries/problem.ts'
import {
  type AuthType,
  authTypeNames,
  authTypes,
  type Registry,
  type RegistrySpec,
  registryTypes
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

describe.each(authTypeNames)('%s', authType => {
  const spec = complete(authType)

  test('is content with what it requires, and takes its optional fields too', () => {
    const optional = Object.fromEntries(authTypes[authType].optional.map(field => [field, 'x']))
    expect(problemsOfNew(spec)).toEqual([])
    expect(problemsOfNew({ ...spec, ...optional })).toEqual([])
  })

  test('misses each field that it requires', () => {
    for (const field of authTypes[authType].required)
      expect(problemsOfNew({ ...spec, [field]: undefined })).toEqual([
        `'${field.replaceAll('_', '-')}' is missing; 'auth-type' ${authType} needs it.`
      ])
  })
})

test.each(registryTypes)('%s can be created', registry_type => {
  expect(problemsOfNew({ ...npm, registry_type, secret: new Secret('s3cret') })).toEqual([])
})

const emptySecret = (called: string) =>
  `'secret' is empty; 'auth-type' ${called} needs one. A secret that is not set, or not available to this event, arrives empty.`
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
  [
    'all that is missing, at once',
    {},
    ...['registry-type', 'url', 'visibility'].map(isMissing),
    emptySecret('token (the default)')
  ],
  ['token, by default, without a secret', npm, emptySecret('token (the default)')],
  [
    'token, by name, with a field of another',
    { ...npm, auth_type: 'token', tenant_id: 't' },
    emptySecret('token'),
    belongs('tenant-id', 'oidc_azure', 'token')
  ],
  [
    'username_password without both',
    { ...npm, auth_type: 'username_password' },
    `'username' is missing; 'auth-type' username_password needs it.`,
    emptySecret('username_password')
  ],
  [
    'a field of other auth types, all of which are named',
    { ...npm, secret: new Secret('s'), audience: 'x' },
    belongs('audience', 'oidc_aws, oidc_jfrog, oidc_cloudsmith, oidc_gcp', 'token (the default)')
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
    belongs('tenant-id', 'oidc_azure', 'token (the default)', 'add auth-type: oidc_azure')
  ],
  ['a value, beside that', { ...npm, url: 'npm.acme.example' }, emptySecret('token (the default)'), scheme]
])('a new registry: %s', (_, given, ...expected) => {
  expect(problemsOfNew(given)).toEqual(expected)
})

test('a field that could not be read is not missing, nor is its auth type guessed', () => {
  expect(problemsOfNew({}, 'registry_type', 'url', 'visibility', 'auth_type')).toEqual([])
})

test.each<[given: RegistrySpec, ...expected: string[]]>([
  [{}],
  [{ role_name: 'r' }],
  [{ username: 'u', secret: new Secret('s') }],
  [{ tenant_id: 't', client_id: 'c' }],
  [{ auth_type: 'oidc_gcp' }],
  [{ tenant_id: 't', role_name: 'r' }, `'tenant-id', 'role-name' ${together}`],
  [{ audience: 'a', secret: new Secret('s') }, `'audience', 'secret' ${together}`],
  [{ auth_type: 'oidc_gcp', tenant_id: 't' }, wrongTenant],
  [{ auth_type: 'oidc_gcp', secret: new Secret('s') }, noSecret('oidc_gcp')],
  [{ url: 'ftp://acme.example' }, incomplete]
])('a change of %j', (given, ...expected) => {
  expect(checkChange(given, sourceOf(given))).toEqual(expected)
})

const shown: Registry = { name: 'DOCKER', registry_type: 'docker_registry', auth_type: 'oidc_azure' }
const older: Registry = { name: 'N', registry_type: 'npm_registry' }
const newer: Registry = { ...shown, auth_type: 'oidc_new' }

test.each<[given: RegistrySpec, registry: Registry, ...expected: string[]]>([
  [{ tenant_id: 't' }, shown],
  [{ auth_type: 'oidc_azure' }, shown],
  [
    { auth_type: 'token', tenant_id: 't' },
    shown,
    `The 'auth-type' of DOCKER is oidc_azure and cannot be changed to token; delete the registry and create it again.`
  ],
  [{ role_name: 'r' }, shown, belongs('role-name', 'oidc_aws', 'oidc_azure')],
  [{ secret: new Secret('s') }, shown, noSecret('oidc_azure')],
  [{ auth_type: 'token', secret: new Secret('s'), role_name: 'r' }, older],
  [{ role_name: 'r' }, newer]
])('a change to %j where there is %j', (given, registry, ...expected) => {
  expect(checkExisting(given, registry, sourceOf(given))).toEqual(expected)
})

test('of what a change clears, only a field that its auth type needs is a problem', () => {
  const named = { ...shown, auth_type: 'username_password', username: 'ci' }
  const cleared = (given: RegistrySpec, registry: Registry) => clearedFields(given, registry, sourceOf(given))
  expect(cleared({ username: null }, named)).toEqual([
    `'username' of DOCKER cannot be cleared; username_password needs it.`
  ])
  expect(cleared({ username: null }, shown)).toEqual([])
  expect(cleared({ username: 'bot' }, named)).toEqual([])
  expect(cleared({ username: null }, older)).toEqual([])
})

const problem = (sentence: string) => ({ problems: [sentence] })
const credentials = problem(`'url' contains a user name or a password; put them in 'username' and 'secret'.`)
const notSelected = (what: string, is: string) =>
  problem(`'${what}' requires 'visibility' selected, but 'visibility' is ${is}.`)
const selected = { visibility: 'selected' } as const
const half = `'secret' contains half a character (a lone surrogate), which cannot be encrypted.`
const tooLong = problem(`'secret' is too long; the limit is 49152 bytes (48 KB).`)

test.each<[given: RegistrySpec, expected?: { problems?: string[] }, unread?: string]>([
  [{ url: 'https://npm.acme.example/a?b#c' }],
  [{ url: 'https://' }, problem(incomplete)],
  [{ url: 'git://acme.example' }, problem(incomplete)],
  [{ url: 'https://ci@npm.acme.example' }, credentials],
  [{ url: 'https://:hunter2@npm.acme.example' }, credentials],
  [{ secret: new Secret('') }],
  [{ secret: new Secret(' !~aZ09') }],
  [{ secret: new Secret('x'.repeat(49_152)) }],
  [{ secret: new Secret('x'.repeat(49_153)) }, tooLong],
  [{ secret: new Secret(`${'x'.repeat(49_151)}ü`) }, tooLong],
  [{ secret: new Secret(' \t') }, problem(`'secret' contains only white space.`)],
  [{ secret: new Secret('a\ud800b') }, problem(half)],
  [{ ...selected, selected_repositories: ['web'] }],
  [{ ...selected, selected_repository_ids: [] }],
  [selected, {}, 'selected_repository_ids'],
  [{ ...selected, selected_repositories: ['web'], selected_repository_ids: [1] }, problem(bothGiven)],
  [{ visibility: 'all', selected_repositories: ['web'] }, notSelected('selected-repositories', 'all')],
  [{ selected_repository_ids: [1] }, notSelected('selected-repository-ids', 'not given')],
  [{ selected_repository_ids: [1] }, {}, 'visibility']
])('the values %.80j', (given, expected = {}, unread = '') => {
  const source = sourceOf(given, unread)
  const findings = { problems: checkValues(given, source) }
  expect(findings).toEqual({ problems: [], ...expected })
  expect(JSON.stringify(findings)).not.toMatch(/hunter2|xxx/)
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
  ['auth_type: oidc_aws'],
  ['secret_env: TOKEN'],
  ['auth_type: oidc_gcp,\n tenant_id: t', wrongTenant],
  ['domain: d,\n tenant_id: t', `'tenant-id', 'domain' ${together}`],
  ['auth_type: oidc_gcp,\n secret_env: T', noSecret('oidc_gcp').replace('secret', 'secret_env')],
  ['domain: d,\n url: npm.acme.example', scheme],
  [
    'visibility: all,\n selected_repositories: [web]',
    `'selected_repositories' requires 'visibility' selected, but 'visibility' is all.`
  ],
  ['visibility: selected, selected_repositories: [web],\n selected_repository_ids: [1]', bothGiven]
])('an entry of %j, in the words of a manifest and on the line of the key', (given, ...expected) => {
  const words = expected.map(
    text => `m.yml:5: ${text.replace(/'[a-z-]+'/g, key => key.replaceAll('-', '_'))}`
  )
  expect(checked(`registries:\n- name: OK\n- {name: NPM,\n ${given}}`)).toEqual(words)
})

const selection = 'visibility: selected, selected_repositories: [a],\n selected_repository_ids: [1]'
test.each<[name: string, given: string, problems: unknown[]]>([
  [
    'all entries, in their order',
    'registries:\n- {name: A, url: x}\n- {name: B, url: y}',
    [expect.stringMatching(/^m.yml:2:/), expect.stringMatching(/^m.yml:3:/)]
  ],
  [
    'the defaults, once',
    `defaults: {${selection}}\nregistries:\n- {name: A}\n- {name: B}`,
    [`m.yml:2: ${bothGiven.replaceAll('-', '_')}`]
  ],
  [
    'no defaults that an entry does not admit',
    'defaults: {tenant_id: t, domain: d, secret_env: T}\nregistries: [{name: A, auth_type: oidc_azure}, {name: B}]',
    []
  ]
])('a manifest is checked: %s', (_, given, problems) => {
  expect(checked(given)).toEqual(problems)
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
