// The words that the rules are written in: a registry, its address, its secret, an entry that wants it, a change.
import { inspect } from 'node:util'
import {
  addressProblem,
  disallowedHostProblem,
  hostProblem,
  looksLikeToken,
  withResolvedHosts
} from '../../src/registries/address.ts'
import { type Change, failedBy, plannedFor, unmatchedChange, writesOf } from '../../src/registries/change.ts'
import { isDue, type Policy } from '../../src/registries/plan.ts'
import { defectOf, nearest, Problem, textOf, typoOf } from '../../src/registries/problem.ts'
import {
  authTypeNames,
  authTypesOf,
  describeExisting,
  describe as describeRegistry,
  fieldNames,
  fields,
  fieldsOf,
  type RegistrySpec,
  selectionProblem
} from '../../src/registries/registry.ts'
import { Secret } from '../../src/registries/secret.ts'
import {
  expiredSecret,
  isWantedIn,
  specFor,
  unsetVariable,
  type Wanted
} from '../../src/registries/wanted.ts'
import { readDescription } from '../local-github/description.ts'
import { address, entry, later, npm, place, unset, url } from './planning.ts'

test.each([
  [{ name: 'NPM', ...address }, `NPM (npm_registry at ${url})`],
  [{ name: 'NPM', registry_type: 'npm_registry' }, 'NPM (npm_registry)'],
  [{ name: 'NPM', url }, `NPM (registry at ${url})`],
  [{ name: 'NPM', registry_type: null, url: null }, 'NPM'],
  [{ url: 'c.\u0430cme.example/x' }, 'registry at c.xn--cme-5cd.example/x'],
  [{}, 'registry']
])('%j is described as %s', (given, expected) => {
  expect(describeRegistry(given)).toBe(expected)
})

test('of what exists, those of a type are listed, or else all', () => {
  const registries = [npm, { ...npm, name: 'GIT', registry_type: 'git_source' }]
  expect(describeExisting(registries, 'git_source')).toBe(`It has GIT (git_source at ${url}).`)
  expect(describeExisting(registries, 'helm_registry')).toMatch(/NPM .*, GIT /)
  expect(describeExisting([])).toBe('It has no private registries.')
})

test('each field has its auth types, and every field of an auth type is in the table', () => {
  expect(authTypesOf('username')).toEqual(['token', 'username_password'])
  expect(authTypesOf('audience')).toEqual(['oidc_aws', 'oidc_jfrog', 'oidc_cloudsmith', 'oidc_gcp'])
  expect(authTypesOf('url')).toEqual([])
  expect(fieldNames).toEqual(expect.arrayContaining(authTypeNames.flatMap(fieldsOf)))
})

test('the table is that of the body that the API takes', () => {
  const path = ['paths', '/orgs/{org}/private-registries', 'post', 'requestBody', 'content']
  const schema = [...path, 'application/json', 'schema', 'properties']
  const body = readDescription('api.github.com').at(...schema) as Record<string, { enum?: string[] }>
  const { encrypted_value, key_id, selected_repository_ids, ...rest } = body
  expect(Object.keys(rest).sort()).toEqual([...fieldNames].sort())
  for (const [name, field] of Object.entries(fields)) {
    const { enum: choices = [] } = body[name] ?? {}
    if (field.kind === 'choice') expect([...field.choices].sort()).toEqual([...choices].sort())
    else expect(JSON.stringify(body[name])).toContain(field.kind === 'text' ? '"string"' : '"boolean"')
  }
})

test('a problem holds its sentences, and its message all of them', () => {
  const both = { name: 'Problem', message: 'One. Two.', sentences: ['One.', 'Two.'] }
  expect(new Problem('One.', 'Two.')).toMatchObject(both)
})

test('what is thrown is a defect in words, and a typo is certain only in a long name', () => {
  const defect = (what: string) =>
    `The action failed unexpectedly (${what}). This is a bug; please report it.`
  const said = [new TypeError('Bad'), 'Bad', {}].map(defectOf)
  expect(said).toEqual(['TypeError: Bad', 'Bad', 'a value that is not an error'].map(defect))
  const typos = { registires: 'registries', visiblity: 'visibility', timout: 'timeout', uri: undefined }
  const known = ['registries', 'visibility', 'timeout', 'url']
  for (const [typo, meant] of Object.entries(typos))
    expect([typo, typoOf(typo, known)]).toEqual([typo, meant])
  const types = ['npm_registry', 'hex_repository', 'hex_organization']
  expect(['npm', 'hex', 'x_repo'].map(name => nearest(name, types))).toEqual([types[0], undefined, undefined])
})

const hour = { olderThan: 3_600_000 }
test.each<[updated_at: string | undefined, rewrite: Policy['rewriteSecrets'], expected: boolean]>([
  [undefined, 'never', false],
  ['2026-03-01T12:00:00Z', 'always', true],
  ['2026-03-01T10:59:59Z', hour, true],
  ['2026-03-01T11:00:00Z', hour, false],
  [undefined, hour, true],
  ['soon', hour, true]
])('at noon on 1 March 2026 a secret of %s is due with %j: %s', (updated_at, rewrite, expected) => {
  const registry = { name: 'A', registry_type: 'npm_registry', ...(updated_at && { updated_at }) }
  expect(isDue(registry, rewrite, Date.parse('2026-03-01T12:00:00Z'))).toBe(expected)
})

test('names, patterns and ids select repositories', () => {
  const good = 'web WEB .github a..b api-* * a*b* acme/web Acme-Labs_x/api-* 7 007 00 7a'.split(' ')
  const bad = ['', ' ', 'a b', '.', '..', 'a/', '/a', 'a/b/c', 'a/..', '-a/b', 'a*/b', 'a.b/c', 'ä', 'web\n']
  const problems = (given: string[]) => given.map(text => [text, selectionProblem(text)])
  expect(problems(good)).toEqual(good.map(text => [text, undefined]))
  expect(problems(bad)).toEqual(bad.map(text => [text, 'repository']))
  expect(['0', '9007199254740992'].map(selectionProblem)).toEqual(['id', 'id'])
})

describe('a secret', () => {
  const secret = new Secret('hunter2')

  test.each<[name: string, print: () => unknown]>([
    ['JSON', () => JSON.stringify({ secret, list: [secret] })],
    ['a template', () => `${secret}`],
    ['inspect', () => inspect({ secret }, { showHidden: true, depth: null })],
    ['its members', () => JSON.stringify([Object.entries(secret), Object.getOwnPropertyNames(secret)])],
    ['a copy', () => JSON.stringify({ ...secret, clone: structuredClone({ ...secret }) })],
    ['an error', () => inspect(new Error(`Bad ${secret}`, { cause: secret }))]
  ])('is not in %s of it', (_, print) => {
    expect(print()).not.toContain('hunter2')
    expect(secret.reveal()).toBe('hunter2')
  })
})

describe('an address', () => {
  const resolved = (host: string) =>
    expect.stringMatching(new RegExp(`^has a host that resolves to ${RegExp.escape(host)};`))
  const odd = (character: string) =>
    `is not a complete address: it contains ${character}, which is not allowed in an address`
  const meant = (url: string) => `is not a complete address: https:// is missing; write ${url}`
  const incomplete = expect.stringMatching(/^is not a complete address that begins/)
  const credentials = 'contains a user name or a password'

  test.each<[given: string, expected?: unknown]>([
    ['https://npm.acme.example:8443/a%20b?c#d'],
    ['https://[2001:db8::1]:8443/'],
    ['https://xn--mnchen-3ya.example'],
    ['https://npm.\u0430cme.example', resolved('npm.xn--cme-5cd.example')],
    ['https://npm\u3002acme.example', resolved('npm.acme.example')],
    ['https://npm.ac\u00adme.example', resolved('npm.acme.example')],
    ['https://\u212aelvin.example', resolved('kelvin.example')],
    ['https://npm%2Eacme.example', resolved('npm.acme.example')],
    ['https://0x7f.1', resolved('127.0.0.1')],
    ['https://[0:0:0:0:0:0:0:1]', resolved('[::1]')],
    ['https:///npm.acme.example', resolved('npm.acme.example')],
    ['https://npm.acme.example\\@evil.example/', odd("'\\'")],
    ['https://npm.acme.example/{feed}', odd("'{'")],
    ['https://npm.acme.example/a b', odd('a space')],
    ['https://npm.acme.example/a\u200bb', odd('the character U+200B')],
    ['https://npm.acme.example/a\u0007b', odd('the control character U+0007')],
    ['https://@npm.acme.example', credentials],
    ['https://npm.acme.example@evil.example', credentials],
    ['npm.acme.example:8443/a', meant('https://npm.acme.example:8443/a')],
    ['//npm.acme.example', meant('https://npm.acme.example')],
    ...[
      ...['ftp://x.example', 'https:npm.acme.example', 'mailto:a@b.example', 'npm.acme.example?token=x'],
      'npm.acme.example:99999',
      ...['ci:x@npm.acme.example', 'hunter2', '', `eyJ${'a1'.repeat(12)}.b.c`]
    ].map((text): [string, unknown] => [text, incomplete])
  ])('like %j: %s', (text, ...[expected]) => {
    expect(addressProblem(text)).toEqual(expected)
  })

  test.each([
    ['api.acme.example', undefined],
    ['https://api.acme.example/', undefined],
    ['api.acme.example@evil.example', credentials],
    ['api acme', odd('a space').replace('a complete', 'a host or a complete')],
    ['\uff41pi.acme.example', resolved('api.acme.example')]
  ])('may be the host %j', (text, expected) => {
    expect(hostProblem('api_host', text)).toEqual(expected)
  })

  test('is on a host with its port, where no scheme is written that of https', () => {
    expect(disallowedHostProblem('https://npm.acme.example:8443/x', ['*.acme.example'])).toBeUndefined()
    expect(disallowedHostProblem('npm.acme.example/x', ['npm.acme.example:443'])).toBeUndefined()
    expect(disallowedHostProblem('http://a.example', ['a.example:80', 'b.example:443'])).toBeUndefined()
    expect(disallowedHostProblem('https://a.example:8443', ['a.example:443', 'b.example'])).toBe(
      "is on a.example:8443, which is not in 'allowed-hosts' (a.example:443, b.example)"
    )
  })

  test('in a text shows its host as it is resolved, and nothing else is changed', () => {
    const given =
      'ümlaut https://npm.\u0430cme.example:8443/\u0430 and https://NPM.acme.example?x, https://a@\u0430.example'
    expect(withResolvedHosts(given)).toBe(
      'ümlaut https://npm.xn--cme-5cd.example:8443/\u0430 and https://NPM.acme.example?x, https://a@xn--80a.example'
    )
  })

  test('may look like a token: it begins as those of known services do', () => {
    const tokens = 'ghp_ github_pat_ gho_ npm_ glpat- xoxb- pypi- AKIA dckr_pat_ oy2 cio'.split(' ')
    const looking = (beginnings: string[]) =>
      beginnings.filter(beginning => looksLikeToken(`${beginning}ABCDEFGHIJ0123456789`))
    expect(looking(tokens)).toEqual(tokens)
    expect(looking(['NPM_', 'SECRET_', 'npm_token_'])).toEqual([])
  })
})

describe('an entry', () => {
  const azure = { auth_type: 'oidc_azure', tenant_id: 't', client_id: 'c' } as const
  const token = { auth_type: 'token' } as const
  const [all, selected] = [{ visibility: 'all' }, { visibility: 'selected' }] as const
  const [ci, web] = [{ username: 'ci' }, { selected_repositories: ['web'] }]
  const ids = { selected_repository_ids: [1] }
  const [mine, secret] = [{ secret_env: 'MINE' }, { secret_env: 'T', secret: new Secret('s') }]
  const common = { ...all, replaces_base: true, registry_type: 'npm_registry' } as const

  /** Spec and defaults, what of these is added to the spec, and the registry. */
  test.each<[string, spec: RegistrySpec, defaults: RegistrySpec, added: RegistrySpec, registry?: object]>([
    ['what every registry has', {}, common, common],
    ['what the spec clears', { ...token, username: null }, ci, {}],
    ['a user name, of the auth type of the spec', token, ci, ci],
    ['a user name, of an auth type without', azure, { ...ci, secret_env: 'T' }, {}],
    ['what the default auth type admits', {}, { ...azure, ...ci }, azure],
    ['what that of the registry admits', {}, { ...ci, tenant_id: 't' }, { tenant_id: 't' }, azure],
    ['what an auth type of a newer server has', {}, { ...ci, audience: 'a' }, {}, { auth_type: 'oidc_new' }],
    ['a secret', token, secret, secret],
    ['a secret, where the spec names one that is not set', { ...token, ...mine }, secret, {}],
    ['repositories, for a registry that is selected', {}, ids, ids, selected],
    ['repositories, for all', all, web, {}, selected],
    ['repositories beside ids', { ...selected, ...ids }, web, {}],
    ['ids beside repositories', { ...selected, ...web }, ids, {}],
    ['repositories beside an empty list', { ...selected, selected_repositories: [] }, web, {}]
  ])('takes from the defaults: %s', (_, spec, defaults, added, registry = {}) => {
    expect(specFor({ spec, defaults }, registry)).toEqual({ ...added, ...spec })
  })

  test('without orgs is wanted in all, another in those it names, in any case', () => {
    const anywhere: Wanted = { spec: {}, defaults: {} }
    expect(isWantedIn(anywhere, 'acme')).toBe(true)
    expect(isWantedIn({ ...anywhere, orgs: ['labs', 'ACME'] }, 'Acme')).toBe(true)
    expect(isWantedIn({ ...anywhere, orgs: ['labs'] }, 'acme')).toBe(false)
  })

  test('misses a variable only where it names one that has no value', () => {
    const written = entry({}, { places: { '': place(2), secret_env: place(4) } })
    expect(unsetVariable(written, {}, false)).toBeUndefined()
    expect(unsetVariable(written, secret, false)).toBeUndefined()
    const missed = [false, true].map(dryRun => unsetVariable(written, { secret_env: 'T' }, dryRun) ?? '')
    expect(missed.map(textOf)).toEqual([unset, later].map(text => text.replace('m.yml:2', 'm.yml:4')))
  })
})

test('a secret is missed that is written after its end', () => {
  const jwt = (exp: number) =>
    new Secret(`e30.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.x`)
  const said = (spec: RegistrySpec) => expiredSecret(entry(spec), spec, 2000).map(textOf)
  const end = 'holds a JWT that expired at 1970-01-01 00:00 UTC. Give one that is still valid.'
  expect(said({ secret_env: 'T', secret: jwt(1) })).toEqual([`m.yml:2: The variable T ${end}`])
  expect(said({ secret: jwt(2) })).toEqual([`m.yml:2: 'secret' ${end}`])
  expect([...said({ secret: jwt(3) }), ...said({ secret: new Secret('s') }), ...said({})]).toEqual([])
})

describe('a change', () => {
  const wanted = entry({ ...address, secret_env: 'T' })
  const keeping: Change = { org: 'acme', action: 'keep', before: npm, spec: {} }
  const writing: Change = { ...keeping, action: 'update', spec: { secret_env: 'T' } }
  const placed = { text: 'Bad.', place: place(2) }

  test('takes none, one or two writes', () => {
    const writes = (['keep', 'delete', 'recreate'] as const).map(action => writesOf({ action }))
    expect(writes).toEqual([0, 1, 2])
  })

  /** What is against a change, what it stops, and all that is said. */
  test.each<[string, Change, against: object, stops: string | undefined, said: string[], noticed?: string[]]>(
    [
      ['a manifest problem', keeping, { run: ['Bad.'], organization: ['No.'] }, 'run', ['Bad.', 'No.']],
      ['a variable that is not set', writing, { organization: ['No.'] }, 'run', [unset, 'No.']],
      ['that, and a problem', writing, { run: [placed], dryRun: true }, 'run', ['m.yml:2: Bad.'], [later]]
    ]
  )('has against it: %s', (_, change, against, stops, said, noticed = []) => {
    const { dryRun, ...found } = { dryRun: false, ...against }
    const { problems, notices = [], ...planned } = plannedFor(wanted, change, found, { now: 0, dryRun })
    expect([planned.change, problems.map(textOf), notices.map(textOf)]).toEqual([change, said, noticed])
    if (stops) expect(planned.stops).toBe(stops)
  })

  test('with problems has failed, with all of them as its reason', () => {
    const outcome = { change: writing, status: 'failed', reason: 'No. m.yml:2: Bad.', changed: false }
    expect(failedBy(writing, ['No.', placed])).toEqual(outcome)
  })

  test('of an entry without a registry is an update that writes nothing', () => {
    const update = { org: 'acme', action: 'update', spec: {} }
    const before = { name: 'X', ...address }
    expect(unmatchedChange({ ...wanted, name: 'X' }, 'acme')).toEqual({ ...update, before })
    expect(unmatchedChange(entry({}), 'acme')).toEqual({ ...update, before: {} })
  })
})
