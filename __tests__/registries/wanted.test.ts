import { textOf } from '../../src/registries/problem.ts'
import type { RegistrySpec } from '../../src/registries/registry.ts'
import { Secret } from '../../src/registries/secret.ts'
import {
  isWantedIn,
  placeOf,
  sentenceAbout,
  sourceFor,
  specFor,
  unsetVariable,
  type Wanted
} from '../../src/registries/wanted.ts'
import { later, place, unset } from './planning.ts'

const azure = { auth_type: 'oidc_azure', tenant_id: 't', client_id: 'c' } as const
const token = { auth_type: 'token' } as const
const [all, selected] = [{ visibility: 'all' }, { visibility: 'selected' }] as const
const [ci, web] = [{ username: 'ci' }, { selected_repositories: ['web'] }]
const ids = { selected_repository_ids: [1] }
const secret = { secret_env: 'T', secret: new Secret('s') }
const common = { ...all, replaces_base: true, registry_type: 'npm_registry' } as const

/** Spec and defaults, what of these is added to the spec, and the registry. */
test.each<[name: string, spec: RegistrySpec, defaults: RegistrySpec, added: RegistrySpec, registry?: object]>(
  [
    ['no defaults', ci, {}, {}],
    ['what every registry has', {}, common, common],
    ['what the spec has', all, { visibility: 'private' }, {}],
    ['what the spec clears', { ...token, username: null }, ci, {}],
    ['a user name, of no known auth type', {}, ci, {}],
    ['a user name, of the auth type of the spec', token, ci, ci],
    ['a user name, of an auth type without', azure, { ...ci, secret_env: 'T' }, {}],
    ['what the default auth type admits', {}, { ...azure, ...ci }, azure],
    ['what that of the registry admits', {}, { ...ci, tenant_id: 't' }, { tenant_id: 't' }, azure],
    ['what an auth type of a newer server has', {}, { ...ci, audience: 'a' }, {}, { auth_type: 'oidc_new' }],
    ['a secret', token, secret, secret],
    ['a secret, where the spec names one that is not set', { ...token, secret_env: 'MINE' }, secret, {}],
    ['repositories, for selected ones', selected, web, web],
    ['repositories, for a registry that is selected', {}, ids, ids, selected],
    ['repositories, for all', all, web, {}, selected],
    ['repositories beside ids', { ...selected, ...ids }, web, {}],
    ['repositories beside an empty list', { ...selected, selected_repositories: [] }, web, {}]
  ]
)('defaults: %s', (_, spec, defaults, added, registry = {}) => {
  expect(specFor({ spec, defaults }, registry)).toEqual({ ...added, ...spec })
})

test('an entry without orgs is wanted in all, another in those it names, in any case', () => {
  const anywhere: Wanted = { spec: {}, defaults: {} }
  expect(isWantedIn(anywhere, 'acme')).toBe(true)
  expect(isWantedIn({ ...anywhere, orgs: ['labs', 'ACME'] }, 'Acme')).toBe(true)
  expect(isWantedIn({ ...anywhere, orgs: ['labs'] }, 'acme')).toBe(false)
})

const places = { '': place(2), url: place(3), secret_env: place(4) }
const written: Wanted = { spec: {}, defaults: {}, places }

test('a sentence stands at its key, else at its entry, else nowhere', () => {
  expect(placeOf(written)).toEqual(place(2))
  expect(placeOf(written, 'url')).toEqual(place(3))
  expect(sentenceAbout(written, 'No.', 'username')).toEqual({ text: 'No.', place: place(2) })
  expect(sentenceAbout({ spec: {}, defaults: {} }, 'No.', 'url')).toBe('No.')
})

test('checks speak in the words of the manifest, or of the inputs', () => {
  const spec = { auth_type: 'token', secret_env: 'T' } as const
  const manifest = sourceFor(written, spec)
  const known = ['auth_type', 'secret'] as const
  expect(known.map(manifest.spell)).toEqual(['auth_type', 'secret_env'])
  expect([...known, 'url' as const].map(manifest.gave)).toEqual([true, true, false])
  expect(manifest.say('secret', 'No.')).toEqual({ text: 'No.', place: place(4) })
  const inputs = sourceFor({ spec, defaults: {} }, spec)
  expect(known.map(inputs.spell)).toEqual(['auth-type', 'secret'])
  expect(inputs.say('secret', 'No.')).toBe('No.')
})

test('a variable is missed only where it is named and has no value', () => {
  expect(unsetVariable(written, {}, false)).toBeUndefined()
  expect(unsetVariable(written, { secret_env: 'T', secret: new Secret('s') }, false)).toBeUndefined()
  const missed = [false, true].map(dryRun => unsetVariable(written, { secret_env: 'T' }, dryRun) ?? '')
  expect(missed.map(textOf)).toEqual([unset, later].map(text => text.replace('m.yml:2', 'm.yml:4')))
})
