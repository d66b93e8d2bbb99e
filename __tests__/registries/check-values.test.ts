import { checkValues, type Findings, missingSelection } from '../../src/registries/check-values.ts'
import type { RegistrySpec } from '../../src/registries/registry.ts'
import { sourceOf } from './source.ts'

interface Case {
  name: string
  given: RegistrySpec
  unread?: string
  expected: Partial<Findings>
}

const problem = (sentence: string) => ({ problems: [sentence] })
const warning = (sentence: string) => ({ warnings: [sentence] })
const credentials = problem(`'url' holds a user name or a password; give them as 'username' and 'secret'.`)
const incomplete = problem(
  `'url' is not a complete address that begins with https:// or http://, such as https://npm.acme.example.`
)
const unprintable = warning(
  `'secret' has characters outside printable ASCII, such as a line break or an umlaut; code scanning does not use such a registry.`
)
const ownerless = warning(
  `'secret' is a GitHub token, and no 'username' is given; GitHub Packages needs the name of its owner.`
)
const otherFeed = warning(
  `'url' is not the feed's own address; GitHub Packages needs https://nuget.pkg.github.com/OWNER/index.json.`
)
const notSelected = (what: string, is: string) =>
  problem(`'${what}' goes with 'visibility' selected, but 'visibility' is ${is}.`)
const nuget = { registry_type: 'nuget_feed' } as const

const addresses: Case[] = [
  { name: 'https', given: { url: 'https://npm.acme.example/a?b#c' }, expected: {} },
  { name: 'nothing but a scheme', given: { url: 'https://' }, expected: incomplete },
  { name: 'a user name', given: { url: 'https://ci@npm.acme.example' }, expected: credentials },
  { name: 'a password', given: { url: 'https://:hunter2@npm.acme.example' }, expected: credentials },
  {
    name: 'another scheme',
    given: { url: 'git://acme.example' },
    expected: problem(
      `'url' is not a complete address that begins with https:// or http://, such as https://npm.acme.example.`
    )
  },
  {
    name: 'http',
    given: { url: 'http://npm.acme.example:8080/x' },
    expected: warning(
      `'url' begins with http://: packages and credentials for npm.acme.example:8080 travel unencrypted.`
    )
  },
  {
    name: 'GitHub Packages without its feed',
    given: { ...nuget, url: 'https://nuget.pkg.github.com/acme' },
    expected: otherFeed
  },
  {
    name: 'GitHub Packages with its feed',
    given: { ...nuget, url: 'https://nuget.pkg.github.com/acme/index.json' },
    expected: {}
  },
  { name: 'another NuGet host', given: { ...nuget, url: 'https://nuget.acme.example' }, expected: {} },
  {
    name: 'GitHub Packages of another type',
    given: { registry_type: 'npm_registry', url: 'https://nuget.pkg.github.com/acme' },
    expected: {}
  }
]

const tooLong = problem(`'secret' is too long; the most is 49152 bytes (48 KB).`)
const secrets: Case[] = [
  { name: 'empty', given: { secret: '' }, expected: {} },
  { name: 'all printable ASCII', given: { secret: ' !~aZ09' }, expected: {} },
  { name: '48 KB', given: { secret: 'x'.repeat(49_152) }, expected: {} },
  { name: 'one byte more', given: { secret: 'x'.repeat(49_153) }, expected: tooLong },
  {
    name: '48 KB of characters, but more bytes',
    given: { secret: `${'x'.repeat(49_151)}ü` },
    expected: { ...tooLong, ...unprintable }
  },
  { name: 'an umlaut', given: { secret: 'pässword' }, expected: unprintable },
  { name: 'a line break', given: { secret: 'a\nb' }, expected: unprintable },
  {
    name: 'white space',
    given: { secret: ' \t' },
    expected: { ...problem(`'secret' holds nothing but white space.`), ...unprintable }
  },
  {
    name: 'half of a character',
    given: { secret: 'a\ud800b' },
    expected: {
      ...problem(`'secret' holds half of a character (a surrogate alone), which cannot be sealed as it is.`),
      ...unprintable
    }
  },
  { name: 'a classic token', given: { secret: 'ghp_x' }, expected: ownerless },
  { name: 'a fine-grained token', given: { secret: 'github_pat_x' }, expected: ownerless },
  { name: 'a token with its owner', given: { secret: 'ghp_x', username: 'ci' }, expected: {} },
  { name: 'a token in the middle', given: { secret: 'x ghp_x' }, expected: {} }
]

const selected = { visibility: 'selected' } as const
const repositories: Case[] = [
  { name: 'by name', given: { ...selected, selected_repositories: ['web'] }, expected: {} },
  { name: 'by id, literally none', given: { ...selected, selected_repository_ids: [] }, expected: {} },
  {
    name: 'given, but not to be read',
    given: selected,
    unread: 'selected_repository_ids',
    expected: {}
  },
  {
    name: 'both ways',
    given: { ...selected, selected_repositories: ['web'], selected_repository_ids: [1] },
    expected: problem(
      `'selected-repository-ids' and 'selected-repositories' are both given; give one of them.`
    )
  },
  {
    name: 'by name, for all',
    given: { visibility: 'all', selected_repositories: ['web'] },
    expected: notSelected('selected-repositories', 'all')
  },
  {
    name: 'by id, without visibility',
    given: { selected_repository_ids: [1] },
    expected: notSelected('selected-repository-ids', 'not given')
  },
  {
    name: 'by id, with a visibility that could not be read',
    given: { selected_repository_ids: [1] },
    unread: 'visibility',
    expected: {}
  }
]

describe.each([
  ['an address with', addresses],
  ['a secret that is', secrets],
  ['selected repositories', repositories]
])('%s', (_, cases) => {
  test.each(cases)('$name', ({ given, unread = '', expected }) => {
    expect(checkValues(given, sourceOf(given, unread))).toEqual({ problems: [], warnings: [], ...expected })
  })
})

test('no value of an address or a secret is repeated', () => {
  const spec: RegistrySpec = {
    url: 'https://ci:hunter2@npm.acme.example',
    secret: `ghp_hunter2${'ü'.repeat(30_000)}`
  }
  expect(JSON.stringify(checkValues(spec, sourceOf(spec)))).not.toContain('hunter2')
})

test.each([
  {
    name: 'selected, without any',
    given: selected,
    expected: [
      `'visibility' is selected, but no repositories are given; add 'selected-repositories' or 'selected-repository-ids' ([] for none).`
    ]
  },
  { name: 'selected, by name', given: { ...selected, selected_repositories: [] }, expected: [] },
  { name: 'selected, by id', given: { ...selected, selected_repository_ids: [1] }, expected: [] },
  { name: 'visible to all', given: { visibility: 'all' } as const, expected: [] }
])('repositories that are missing: $name', ({ given, expected }) => {
  expect(missingSelection(given, sourceOf(given))).toEqual(expected)
})
