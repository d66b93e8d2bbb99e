import {
  canonicalUrl,
  differences,
  flagCollisions,
  isAllShown,
  type Matched,
  matchAll,
  possiblyCreated
} from '../../src/registries/match.ts'
import { textOf } from '../../src/registries/problem.ts'
import type { Registry, RegistrySpec } from '../../src/registries/registry.ts'
import { Secret } from '../../src/registries/secret.ts'
import type { Wanted } from '../../src/registries/wanted.ts'
import { address, entry, npm, place, url } from './planning.ts'

test.each([
  ['one slash at the end', `${url}/`, url],
  ['upper case in scheme and host', 'HTTPS://NPM.Acme.example', url],
  ['the default port', `${url}:443`, url],
  ['another port', `${url}:8443/`, `${url}:8443`],
  ['two slashes at the end', `${url}//`, `${url}/`],
  ['a query', `${url}?a`, `${url}/?a`],
  ['no scheme', 'NPM.acme.example/', url],
  ['a host and a port, which is no scheme', 'localhost:4873/x', 'https://localhost:4873/x'],
  ['slashes alone before the host', '//npm.acme.example', url],
  ['no address at all', 'a b/', 'https://a b']
])('%s', (_, given, expected) => {
  expect(canonicalUrl(given)).toBe(expected)
})

const shown: Registry = { name: 'NPM', ...address, url: `${url}/` }
const twin: Registry = { ...npm, name: 'NPM_2', url: 'https://NPM.acme.example:443/' }
const git: Registry = { ...npm, name: 'GIT', registry_type: 'git_source' }
const hidden: Registry = { name: 'HIDDEN', registry_type: 'npm_registry' }
const blank: Registry = { name: 'BLANK', registry_type: 'npm_registry', url: '' }

test('a create may have made a registry of its type at its address, with or without the path, or at none', () => {
  const all = [shown, twin, git, hidden, blank]
  const others = all.filter(one => one !== git)
  expect(possiblyCreated(all, 'npm_registry', url)).toEqual(others)
  expect(possiblyCreated(all, 'npm_registry', `${url}/x`)).toEqual(others)
  expect(possiblyCreated(all, 'npm_registry', 'https://x.acme.example')).toEqual([hidden, blank])
  expect(possiblyCreated(all, 'git_source', url)).toEqual([git])
})

const ids = (...selected_repository_ids: number[]) => ({ selected_repository_ids })
/** What GitHub may show, whatever the type says. */
type Shown = Record<string, unknown>

test.each<[name: string, given: RegistrySpec, there: Shown, ...expected: unknown[]]>([
  ['what is not shown', { username: 'ci', ...ids(1, 2) }, {}],
  ['an address written otherwise', { url: 'https://NPM.acme.example' }, {}],
  [
    'several others, in the order of the table',
    { username: 'ci', url: 'https://x.acme.example', replaces_base: true },
    { replaces_base: false, username: null },
    { field: 'url', wanted: 'https://x.acme.example', shown: `${url}/` },
    { field: 'username', wanted: 'ci', shown: null },
    { field: 'replaces_base', wanted: true, shown: false }
  ],
  ['off and empty', { replaces_base: false, username: '' }, { replaces_base: null, username: null }],
  ['the same repositories in another order', ids(1, 2), ids(2, 1)],
  ['other ids', ids(1, 2), ids(2), { field: 'selected_repository_ids', wanted: [1, 2], shown: [2] }]
])('differences: %s', (_, given, there, ...expected) => {
  expect(differences(given, { ...shown, ...there })).toEqual(expected)
})

test.each<[given: RegistrySpec, there: Shown, expected: boolean]>([
  [{ username: 'ci' }, { username: null }, true],
  [{ username: 'ci', url: url }, {}, false],
  [{ audience: 'a' }, { auth_type: 'oidc_gcp' }, true],
  [{ visibility: 'all' }, { auth_type: 'token' }, false],
  [{ username: 'ci', secret: new Secret('s') }, { username: 'ci', auth_type: 'token' }, false],
  [ids(1), { auth_type: 'token', ...ids(1) }, false]
])('of a change of %j, where there is %j, all is shown: %s', (given, there, expected) => {
  expect(isAllShown(given, { ...shown, ...there })).toBe(expected)
})

const cannotTell = (names: string) =>
  `m.yml:2: This server does not show the URL of ${names} (npm_registry in acme), so it is unknown whether ${names.includes(',') ? 'one of them' : 'it'} is at ${url}. Set 'name'.`
const rival = (line: number, where: string) =>
  `m.yml:${line}: This entry and ${where} both match NPM (npm_registry at ${url}); remove one of them.`

/** What is wanted, what is there, and for each entry the registry it means, or `?` and those that it may mean, and its problem; entries are parted by bars. */
type Cases = Record<string, [wanted: Wanted[], registries: Registry[], expected: string]>

const there = 'https://new.acme.example'
const wantedAt = (spec: Wanted['spec']): Wanted => ({ spec, defaults: {} })
const pin = (name: string, line = 2, spec: Wanted['spec'] = {}) => entry(spec, { name, line })
const noX = `? ; m.yml:2: acme has no private registry named X. It has NPM (npm_registry at https://npm.acme.example). To create one, remove 'name'; GitHub chooses the name.`
const rivals = `NPM; ${rival(2, 'the entry on line 9')} | NPM; ${rival(9, 'the entry on line 2')}`

const lineless = rival(2, 'another entry').slice(9)

const cases: Cases = {
  'by type and address': [[entry(address)], [git, npm], 'NPM'],
  'by an address written otherwise': [[entry({ ...address, url: `${url}/` })], [twin], 'NPM_2'],
  'by a default type': [[entry({ url }, { defaults: { registry_type: 'git_source' } })], [npm, git], 'GIT'],
  'not by another path': [[entry({ ...address, url: `${url}/x` })], [npm], 'none'],
  'by name, in any case, whatever the address': [[pin('npm_2', 2, { url: there })], [npm, twin], 'NPM_2'],
  'by a name that is not there': [[pin('X', 2, address)], [npm], noX],
  'two at the address': [
    [entry(address)],
    [npm, twin],
    `? NPM NPM_2; m.yml:2: acme has 2 registries of type npm_registry at ${url}: NPM, NPM_2. Set 'name' to one of them.`
  ],
  'one, and another without': [[entry(address)], [npm, hidden], `? NPM HIDDEN; ${cannotTell('HIDDEN')}`],
  'by name, where no address is shown': [[pin('HIDDEN', 2, address)], [hidden, blank], 'HIDDEN'],
  'two entries for one registry, of which nobody knows the line': [
    [wantedAt(address), { ...wantedAt({}), name: 'NPM' }],
    [npm],
    `NPM; ${lineless} | NPM; ${lineless}`
  ],
  'a type alone, where no address is shown': [
    [entry({ registry_type: 'npm_registry' })],
    [hidden, blank],
    `? HIDDEN BLANK; ${cannotTell('HIDDEN, BLANK').replaceAll(url, '')}`
  ]
}

const stateOf = (wanted: Wanted[], registries: Registry[]) => {
  return { org: 'acme', entries: wanted.map(one => ({ wanted: one, problems: [] })), registries }
}

const toldOf = ({ registry, candidates, problems }: Matched) =>
  [
    candidates ? `? ${candidates.map(({ name }) => name).join(' ')}` : (registry?.name ?? 'none'),
    ...problems.map(textOf)
  ].join('; ')

test.each(Object.entries(cases))('recognises %s', (_, [wanted, registries, expected]) => {
  expect(matchAll(stateOf(wanted, registries)).map(toldOf).join(' | ')).toBe(expected)
})

const moved = (line = 9) => pin('NPM', line, { url: there })
const wouldBe = (line: number, other: string, what = `npm_registry at ${there}`) =>
  `m.yml:${line}: This entry and ${other} would both be ${what}, with nothing to distinguish them; change the 'url' of one, or remove it.`
const [onNine, onTwo] = ['the entry on line 9', 'the entry on line 2'] as const

const moves: Cases = {
  'one that exists, written otherwise': [
    [moved(), entry({ ...address, url: 'HTTPS://New.acme.example:443/' })],
    [npm, { ...npm, name: 'NPM_2', url: there }],
    `NPM; ${wouldBe(9, onTwo)} | NPM_2; ${wouldBe(2, onNine)}`
  ],
  'one of the type that it gets': [
    [pin('NPM', 9, { registry_type: 'git_source' }), entry({ ...address, registry_type: 'git_source' })],
    [npm],
    `NPM; ${wouldBe(9, onTwo, `git_source at ${url}`)} | none; ${wouldBe(2, onNine, `git_source at ${url}`)}`
  ],
  none: [[moved(), entry({ ...address, url: `${there}/x` }), pin('GIT')], [npm, git], 'NPM | none | GIT'],
  'no pinned one': [[moved(), pin('NPM_2', 3, { url: there }), entry({})], [npm, twin], 'NPM | NPM_2 | none'],
  'no pinned one that is there already': [
    [moved(), pin('NPM_2', 3)],
    [npm, { ...npm, name: 'NPM_2', url: there }],
    'NPM | NPM_2'
  ],
  'none that stays, while another one moves': [
    [entry(address), pin('NPM', 9), pin('GIT', 2, { url: there })],
    [npm, git],
    `${rivals} | GIT`
  ]
}

test.each(Object.entries(moves))('a pinned one that moves meets %s', (_, [wanted, registries, expected]) => {
  const matched = flagCollisions(matchAll(stateOf(wanted, registries)))
  expect(matched.map(toldOf).join(' | ')).toBe(expected)
})

test('a name that is not there is told of on its own line, after what was wrong before', () => {
  const wanted = entry(address, { name: 'X', places: { '': place(2), name: place(4) } })
  const [found] = matchAll({ org: 'acme', entries: [{ wanted, problems: ['No.'] }], registries: [npm] })
  expect(found?.problems.map(textOf)).toEqual(['No.', expect.stringContaining('m.yml:4: acme has no')])
})
