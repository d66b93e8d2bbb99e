import {
  canonicalUrl,
  differences,
  findByAddress,
  findUnaddressed,
  isAllShown
} from '../../src/registries/match.ts'
import type { Registry, RegistrySpec } from '../../src/registries/registry.ts'

const base = 'https://npm.acme.example'

test.each([
  { name: 'one slash at the end', given: `${base}/`, expected: base },
  { name: 'upper case in scheme and host', given: 'HTTPS://NPM.Acme.example', expected: base },
  { name: 'the default port', given: `${base}:443`, expected: base },
  { name: 'another port', given: `${base}:8443/`, expected: `${base}:8443` },
  { name: 'upper case in the path', given: `${base}/A/`, expected: `${base}/A` },
  { name: 'two slashes at the end', given: `${base}//`, expected: `${base}/` },
  { name: 'a query', given: `${base}?a`, expected: `${base}/?a` },
  { name: 'no scheme', given: 'NPM.acme.example/', expected: base },
  {
    name: 'a host and a port, which is no scheme',
    given: 'localhost:4873/x',
    expected: 'https://localhost:4873/x'
  },
  { name: 'slashes alone before the host', given: '//npm.acme.example', expected: base },
  { name: 'no address at all', given: 'a b/', expected: 'https://a b' }
])('$name', ({ given, expected }) => {
  expect(canonicalUrl(given)).toBe(expected)
})

const npm: Registry = { name: 'A', registry_type: 'npm_registry', url: `${base}/` }
const twin: Registry = { name: 'B', registry_type: 'npm_registry', url: 'https://NPM.acme.example:443' }
const git: Registry = { name: 'C', registry_type: 'git_source', url: base }
const hidden: Registry = { name: 'D', registry_type: 'npm_registry' }
const blank: Registry = { name: 'E', registry_type: 'npm_registry', url: '' }
const all = [npm, twin, git, hidden, blank]

test.each([
  { name: 'all of a type at an address', given: ['npm_registry', base], expected: [npm, twin] },
  { name: 'another type at the same address', given: ['git_source', base], expected: [git] },
  { name: 'another path', given: ['npm_registry', `${base}/x`], expected: [] },
  { name: 'a type that is not there', given: ['helm_registry', base], expected: [] }
])('$name', ({ given: [type = '', url = ''], expected }) => {
  expect(findByAddress(all, type, url)).toEqual(expected)
})

test('registries without an address are found by type alone', () => {
  expect(findUnaddressed(all, 'npm_registry')).toEqual([hidden, blank])
  expect(findUnaddressed(all, 'git_source')).toEqual([])
})

const wanted: { name: string; given: RegistrySpec; shown: Partial<Registry>; expected: unknown[] }[] = [
  { name: 'the same values', given: { username: 'ci' }, shown: { username: 'ci' }, expected: [] },
  { name: 'what is not wanted', given: {}, shown: { username: 'ci' }, expected: [] },
  { name: 'what is not shown', given: { username: 'ci' }, shown: {}, expected: [] },
  {
    name: 'what is never shown',
    given: { secret: 's', selected_repository_ids: [1] },
    shown: {},
    expected: []
  },
  {
    name: 'an address written otherwise',
    given: { url: 'https://NPM.acme.example' },
    shown: {},
    expected: []
  },
  {
    name: 'several others, in the order of the table',
    given: { username: 'ci', url: 'https://x.acme.example', replaces_base: true },
    shown: { replaces_base: false, username: null },
    expected: [
      { field: 'url', wanted: 'https://x.acme.example', shown: `${base}/` },
      { field: 'username', wanted: 'ci', shown: null },
      { field: 'replaces_base', wanted: true, shown: false }
    ]
  },
  {
    name: 'off and empty, shown as null',
    given: { replaces_base: false, username: '' },
    shown: { replaces_base: null, username: null } as unknown as Partial<Registry>,
    expected: []
  },
  {
    name: 'the same repositories in another order',
    given: { selected_repository_ids: [1, 2] },
    shown: { selected_repository_ids: [2, 1] },
    expected: []
  },
  {
    name: 'other repositories',
    given: { selected_repository_ids: [1, 2] },
    shown: { selected_repository_ids: [2] },
    expected: [{ field: 'selected_repository_ids', wanted: [1, 2], shown: [2] }]
  },
  {
    name: 'repositories that are not shown',
    given: { selected_repository_ids: [1, 2] },
    shown: {},
    expected: []
  },
  {
    name: 'an address that is no text',
    given: { url: base },
    shown: { url: 7 } as unknown as Partial<Registry>,
    expected: [{ field: 'url', wanted: base, shown: 7 }]
  }
]

test.each(wanted)('differences: $name', ({ given, shown, expected }) => {
  expect(differences(given, { ...npm, ...shown })).toEqual(expected)
})

const shownWhole: { name: string; given: RegistrySpec; shown: Partial<Registry>; expected: boolean }[] = [
  { name: 'nothing', given: {}, shown: {}, expected: true },
  {
    name: 'fields with values',
    given: { username: 'ci', url: base },
    shown: { username: 'x' },
    expected: true
  },
  {
    name: 'a field that is shown as null',
    given: { username: 'ci' },
    shown: { username: null },
    expected: true
  },
  { name: 'a field that is not shown', given: { username: 'ci', url: base }, shown: {}, expected: false },
  {
    name: 'a field of an auth type, where that is shown',
    given: { audience: 'a' },
    shown: { auth_type: 'oidc_gcp' },
    expected: true
  },
  {
    name: 'a field of an auth type, where that is not',
    given: { audience: 'a' },
    shown: {},
    expected: false
  },
  {
    name: 'a visibility that is not shown, where the auth type is',
    given: { visibility: 'all' },
    shown: { auth_type: 'token' },
    expected: false
  },
  {
    name: 'a secret',
    given: { username: 'ci', secret: 's', secret_env: 'S' },
    shown: { username: 'ci', auth_type: 'token' },
    expected: false
  },
  {
    name: 'repositories',
    given: { visibility: 'selected', selected_repository_ids: [1] },
    shown: { visibility: 'selected', auth_type: 'token', selected_repository_ids: [1] },
    expected: false
  }
]

test.each(shownWhole)('of a change of $name all is shown: $expected', ({ given, shown, expected }) => {
  expect(isAllShown(given, { ...npm, ...shown })).toBe(expected)
})
