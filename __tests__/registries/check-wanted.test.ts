import { checkWanted } from '../../src/registries/check-wanted.ts'
import { parseManifest } from '../../src/registries/manifest.ts'
import { textOf } from '../../src/registries/problem.ts'

/** What is wrong with the entries of a manifest that can be read, and what is warned of. */
function findingsIn(text: string): { problems: string[]; warnings: string[] } {
  const { wanted, problems } = parseManifest(text, 'm.yml')
  expect(problems).toEqual([])
  const findings = checkWanted(wanted)
  return { problems: findings.problems.map(textOf), warnings: findings.warnings.map(textOf) }
}

test.each([
  {
    name: 'nothing that a registry that exists may have already',
    given: 'auth_type: oidc_aws',
    expected: []
  },
  { name: 'a secret alone', given: 'secret_env: TOKEN', expected: [] },
  {
    name: 'a field of another auth type',
    given: 'auth_type: oidc_gcp,\n tenant_id: t',
    expected: [`m.yml:5: 'tenant_id' belongs to oidc_azure, but 'auth_type' is oidc_gcp; remove one of them.`]
  },
  {
    name: 'fields that no auth type has together',
    given: 'domain: d,\n tenant_id: t',
    expected: [`m.yml:5: 'tenant_id', 'domain' do not go together: no auth type has all of them.`]
  },
  {
    name: 'a variable beside an auth type without a secret',
    given: 'auth_type: oidc_gcp,\n secret_env: T',
    expected: [`m.yml:5: 'secret_env' is given, but 'auth_type' oidc_gcp takes no secret; remove it.`]
  },
  {
    name: 'an address that is none',
    given: 'domain: d,\n url: npm.acme.example',
    expected: [
      `m.yml:5: 'url' is not a complete address: https:// is missing; write https://npm.acme.example, if that is meant.`
    ]
  },
  {
    name: 'repositories that are not selected',
    given: 'visibility: all,\n selected_repositories: [web]',
    expected: [`m.yml:5: 'selected_repositories' goes with 'visibility' selected, but 'visibility' is all.`]
  },
  {
    name: 'repositories in both ways',
    given: 'visibility: selected, selected_repositories: [web],\n selected_repository_ids: [1]',
    expected: [
      `m.yml:5: 'selected_repository_ids' and 'selected_repositories' are both given; give one of them.`
    ]
  }
])('$name', ({ given, expected }) => {
  expect(findingsIn(`registries:\n- name: OK\n- {name: NPM,\n ${given}}`).problems).toEqual(expected)
})

test('problems come from all entries, in their order', () => {
  const { problems } = findingsIn('registries:\n- {name: A, url: x}\n- {name: B, url: y}')
  expect(problems.map(text => text.slice(0, 8))).toEqual(['m.yml:2:', 'm.yml:3:'])
})

test('what is wrong with the defaults is said once, at its place', () => {
  const both =
    'defaults: {visibility: selected, selected_repositories: [a],\n selected_repository_ids: [1]}\n'
  expect(findingsIn(`${both}registries:\n- {name: A}\n- {name: B}`).problems).toEqual([
    `m.yml:2: 'selected_repository_ids' and 'selected_repositories' are both given; give one of them.`
  ])
})

test('defaults that an entry does not admit are no problem', () => {
  const defaults = 'defaults: {tenant_id: t, domain: d, secret_env: T}'
  expect(
    findingsIn(`${defaults}\nregistries:\n- {name: A, auth_type: oidc_azure}\n- {name: B}`).problems
  ).toEqual([])
})

test('secrets that have been filled in are checked at the key that names them', () => {
  const { wanted } = parseManifest('registries:\n- name: A\n  secret_env: T', 'm.yml')
  const filled = wanted.map(entry => ({ ...entry, spec: { ...entry.spec, secret: ' ' } }))
  expect(checkWanted(filled).problems).toEqual([
    { text: `'secret_env' holds nothing but white space.`, place: { file: 'm.yml', line: 3, column: 3 } }
  ])
})

test('what is probably not meant is a warning at its place', () => {
  const { problems, warnings } = findingsIn('registries:\n- name: A\n  url: http://npm.acme.example')
  expect(problems).toEqual([])
  expect(warnings).toEqual([
    `m.yml:3: 'url' begins with http://: packages and credentials for npm.acme.example travel unencrypted.`
  ])
})

test('without a manifest there are no places', () => {
  expect(checkWanted([{ spec: { auth_type: 'oidc_gcp', secret: 's' }, defaults: {} }]).problems).toEqual([
    `'secret' is given, but 'auth-type' oidc_gcp takes no secret; remove it.`
  ])
})
