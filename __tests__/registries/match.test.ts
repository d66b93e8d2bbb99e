import { canonicalUrl, differences, isAllShown, possiblyCreated } from '../../src/registries/match.ts'
import type { Registry, RegistrySpec } from '../../src/registries/registry.ts'
import { Secret } from '../../src/registries/secret.ts'

const base = 'https://npm.acme.example'

test.each([
  ['one slash at the end', `${base}/`, base],
  ['upper case in scheme and host', 'HTTPS://NPM.Acme.example', base],
  ['the default port', `${base}:443`, base],
  ['another port', `${base}:8443/`, `${base}:8443`],
  ['upper case in the path', `${base}/A/`, `${base}/A`],
  ['two slashes at the end', `${base}//`, `${base}/`],
  ['a query', `${base}?a`, `${base}/?a`],
  ['no scheme', 'NPM.acme.example/', base],
  ['a host and a port, which is no scheme', 'localhost:4873/x', 'https://localhost:4873/x'],
  ['slashes alone before the host', '//npm.acme.example', base],
  ['no address at all', 'a b/', 'https://a b']
])('%s', (_, given, expected) => {
  expect(canonicalUrl(given)).toBe(expected)
})

const npm: Registry = { name: 'A', registry_type: 'npm_registry', url: `${base}/` }
const twin: Registry = { name: 'B', registry_type: 'npm_registry', url: 'https://NPM.acme.example:443' }
const git: Registry = { name: 'C', registry_type: 'git_source', url: base }
const hidden: Registry = { name: 'D', registry_type: 'npm_registry' }
const blank: Registry = { name: 'E', registry_type: 'npm_registry', url: '' }
const all = [npm, twin, git, hidden, blank]

test('a create may have made a registry of its type at its address, with or without the path, or at none', () => {
  const others = all.filter(one => one !== git)
  expect(possiblyCreated(all, 'npm_registry', base)).toEqual(others)
  expect(possiblyCreated(all, 'npm_registry', `${base}/x`)).toEqual(others)
  expect(possiblyCreated(all, 'npm_registry', 'https://x.acme.example')).toEqual([hidden, blank])
  expect(possiblyCreated(all, 'git_source', base)).toEqual([git])
})

const ids = (...selected_repository_ids: number[]) => ({ selected_repository_ids })
/** What GitHub may show, whatever the type says. */
type Shown = Record<string, unknown>

test.each<[name: string, given: RegistrySpec, shown: Shown, ...expected: unknown[]]>([
  ['the same values', { username: 'ci' }, { username: 'ci' }],
  ['what is not wanted', {}, { username: 'ci' }],
  ['what is not shown', { username: 'ci', ...ids(1, 2) }, {}],
  ['what is never shown', { secret: new Secret('s') }, {}],
  ['an address written otherwise', { url: 'https://NPM.acme.example' }, {}],
  [
    'several others, in the order of the table',
    { username: 'ci', url: 'https://x.acme.example', replaces_base: true },
    { replaces_base: false, username: null },
    { field: 'url', wanted: 'https://x.acme.example', shown: `${base}/` },
    { field: 'username', wanted: 'ci', shown: null },
    { field: 'replaces_base', wanted: true, shown: false }
  ],
  ['off and empty', { replaces_base: false, username: '' }, { replaces_base: null, username: null }],
  ['the same repositories in another order', ids(1, 2), ids(2, 1)],
  ['other ids', ids(1, 2), ids(2), { field: 'selected_repository_ids', wanted: [1, 2], shown: [2] }],
  ['an address that is no text', { url: base }, { url: 7 }, { field: 'url', wanted: base, shown: 7 }]
])('differences: %s', (_, given, shown, ...expected) => {
  expect(differences(given, { ...npm, ...shown })).toEqual(expected)
})

test.each<[given: RegistrySpec, shown: Shown, expected: boolean]>([
  [{}, {}, true],
  [{ username: 'ci', url: base }, { username: 'x' }, true],
  [{ username: 'ci' }, { username: null }, true],
  [{ username: 'ci', url: base }, {}, false],
  [{ audience: 'a' }, { auth_type: 'oidc_gcp' }, true],
  [{ audience: 'a' }, {}, false],
  [{ visibility: 'all' }, { auth_type: 'token' }, false],
  [
    { username: 'ci', secret: new Secret('s'), secret_env: 'S' },
    { username: 'ci', auth_type: 'token' },
    false
  ],
  [{ ...ids(1) }, { auth_type: 'token', ...ids(1) }, false]
])('of a change of %j, where there is %j, all is shown: %s', (given, shown, expected) => {
  expect(isAllShown(given, { ...npm, ...shown })).toBe(expected)
})
