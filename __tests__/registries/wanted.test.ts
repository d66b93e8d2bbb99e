import type { RegistrySpec } from '../../src/registries/registry.ts'
import {
  isWantedIn,
  placeOf,
  sentenceAbout,
  sourceFor,
  specFor,
  unsetVariable,
  type Wanted
} from '../../src/registries/wanted.ts'

interface Case {
  name: string
  given: [spec: RegistrySpec, defaults: RegistrySpec, registry?: { auth_type?: string; visibility?: string }]
  /** What is added to the spec. */
  expected: RegistrySpec
}

const azure = { auth_type: 'oidc_azure', tenant_id: 't', client_id: 'c' } as const

const cases: Case[] = [
  { name: 'no defaults', given: [{ username: 'ci' }, {}], expected: {} },
  {
    name: 'what every registry has',
    given: [{}, { visibility: 'all', replaces_base: true, registry_type: 'npm_registry' }],
    expected: { visibility: 'all', replaces_base: true, registry_type: 'npm_registry' }
  },
  { name: 'what the spec has', given: [{ visibility: 'all' }, { visibility: 'private' }], expected: {} },
  {
    name: 'what the spec clears',
    given: [{ auth_type: 'token', username: null }, { username: 'ci' }],
    expected: {}
  },
  { name: 'a user name, of no known auth type', given: [{}, { username: 'ci' }], expected: {} },
  {
    name: 'a user name, of the spec’s auth type',
    given: [{ auth_type: 'token' }, { username: 'ci' }],
    expected: { username: 'ci' }
  },
  {
    name: 'a user name, of an auth type without',
    given: [azure, { username: 'ci', secret_env: 'T' }],
    expected: {}
  },
  {
    name: 'what the default auth type admits',
    given: [{}, { ...azure, username: 'ci' }],
    expected: azure
  },
  {
    name: 'what the registry’s auth type admits',
    given: [{}, { username: 'ci', tenant_id: 't' }, { auth_type: 'oidc_azure' }],
    expected: { tenant_id: 't' }
  },
  {
    name: 'what belongs to an auth type of a newer server',
    given: [{}, { username: 'ci', audience: 'a' }, { auth_type: 'oidc_new' }],
    expected: {}
  },
  {
    name: 'a secret',
    given: [{ auth_type: 'token' }, { secret_env: 'T', secret: 's' }],
    expected: { secret_env: 'T', secret: 's' }
  },
  {
    name: 'a secret, where the spec names one that is not set',
    given: [
      { auth_type: 'token', secret_env: 'MINE' },
      { secret_env: 'T', secret: 's' }
    ],
    expected: {}
  },
  {
    name: 'repositories, for selected ones',
    given: [{ visibility: 'selected' }, { selected_repositories: ['web'] }],
    expected: { selected_repositories: ['web'] }
  },
  {
    name: 'repositories, for a registry that is selected',
    given: [{}, { selected_repository_ids: [1] }, { visibility: 'selected' }],
    expected: { selected_repository_ids: [1] }
  },
  {
    name: 'repositories, for all',
    given: [{ visibility: 'all' }, { selected_repositories: ['web'] }, { visibility: 'selected' }],
    expected: {}
  },
  {
    name: 'repositories beside ids',
    given: [{ visibility: 'selected', selected_repository_ids: [1] }, { selected_repositories: ['web'] }],
    expected: {}
  },
  {
    name: 'repositories beside an empty list',
    given: [{ visibility: 'selected', selected_repositories: [] }, { selected_repositories: ['web'] }],
    expected: {}
  }
]

test.each(cases)('defaults: $name', ({ given: [spec, defaults, registry = {}], expected }) => {
  expect(specFor({ spec, defaults }, registry)).toEqual({ ...expected, ...spec })
})

test('an entry without orgs is wanted in all, another in those it names, in any case', () => {
  const anywhere: Wanted = { spec: {}, defaults: {} }
  expect(isWantedIn(anywhere, 'acme')).toBe(true)
  expect(isWantedIn({ ...anywhere, orgs: ['labs', 'ACME'] }, 'Acme')).toBe(true)
  expect(isWantedIn({ ...anywhere, orgs: ['labs'] }, 'acme')).toBe(false)
})

const place = (line: number) => ({ file: 'm.yml', line, column: 1 })
const written: Wanted = {
  spec: {},
  defaults: {},
  places: { '': place(2), url: place(3), secret_env: place(4) }
}

test('a sentence stands at its key, else at its entry, else nowhere', () => {
  expect(placeOf(written)).toEqual(place(2))
  expect(placeOf(written, 'url')).toEqual(place(3))
  expect(sentenceAbout(written, 'No.', 'username')).toEqual({ text: 'No.', place: place(2) })
  expect(sentenceAbout({ spec: {}, defaults: {} }, 'No.', 'url')).toBe('No.')
})

test('checks speak in the words of the manifest, or of the inputs', () => {
  const spec = { auth_type: 'token', secret_env: 'T' } as const
  const manifest = sourceFor(written, spec)
  expect([manifest.spell('auth_type'), manifest.spell('secret')]).toEqual(['auth_type', 'secret_env'])
  expect([manifest.gave('auth_type'), manifest.gave('secret'), manifest.gave('url')]).toEqual([
    true,
    true,
    false
  ])
  expect(manifest.say('secret', 'No.')).toEqual({ text: 'No.', place: place(4) })
  const inputs = sourceFor({ spec, defaults: {} }, spec)
  expect([inputs.spell('auth_type'), inputs.spell('secret')]).toEqual(['auth-type', 'secret'])
  expect(inputs.say('secret', 'No.')).toBe('No.')
})

test('a variable is missed only where it is named and has no value', () => {
  expect(unsetVariable(written, {}, false)).toBeUndefined()
  expect(unsetVariable(written, { secret_env: 'T', secret: 's' }, false)).toBeUndefined()
  expect(unsetVariable(written, { secret_env: 'T' }, false)).toEqual({
    text: "The variable T is not set. Set it in 'env', or in the input 'secrets'.",
    place: place(4)
  })
  expect(unsetVariable(written, { secret_env: 'T' }, true)).toEqual({
    text: 'The variable T is not set. A run that writes needs it.',
    place: place(4)
  })
})
