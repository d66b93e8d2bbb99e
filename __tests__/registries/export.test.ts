import fc from 'fast-check'
import { parse } from 'yaml'
import { textProblem } from '../../src/registries/address.ts'
import { checkWanted } from '../../src/registries/check.ts'
import { manifestOf } from '../../src/registries/export.ts'
import { parseManifest } from '../../src/registries/manifest.ts'
import { type Policy, planApply } from '../../src/registries/plan.ts'
import { authTypeNames, authTypes, fieldsOf, type Registry } from '../../src/registries/registry.ts'
import { Secret } from '../../src/registries/secret.ts'
import { isWantedIn } from '../../src/registries/wanted.ts'
import { character } from '../character.ts'
import { npm, url } from './planning.ts'

const head = `# yaml-language-server: $schema=https://raw.githubusercontent.com/org/private-registry-action/v1/manifest.schema.json
# The private registries of acme, as GitHub shows them.
# GitHub never shows secrets: put each one into the variable that secret_env names.
# GitHub does not show selected repositories: add them where a comment asks for them.
`
const role = { aws_region: 'eu-1', account_id: '012345678901', role_name: 'r' }
const aws = { auth_type: 'oidc_aws', ...role, domain: 'd', domain_owner: '1e3', audience: 'sts' }

const shape = `  - registry_type: npm_registry
    url: https://npm.acme.example
    auth_type: token
    visibility: all
    secret_env: NPM
`
const { auth_type: _, ...older } = npm

const tables: [name: string, given: Registry[], expected: string][] = [
  ['the least', [npm], `registries:\n${shape}`],
  [
    'everything, in a fixed order',
    [
      { ...npm, username: 'ci', replaces_base: true, visibility: 'selected' },
      { ...npm, ...aws, name: 'B', registry_type: 'docker_registry' }
    ],
    `registries:
  - registry_type: npm_registry
    url: https://npm.acme.example
    auth_type: token
    username: ci
    replaces_base: true
    visibility: selected
    # selected_repositories could not be read; add them.
    secret_env: NPM
  - registry_type: docker_registry
    url: https://npm.acme.example
    auth_type: oidc_aws
    aws_region: eu-1
    account_id: '012345678901'
    role_name: r
    domain: d
    domain_owner: '1e3'
    audience: sts
    visibility: all
`
  ],
  [
    'an address that is not shown, and another of the same type',
    [{ name: 'HIDDEN', registry_type: 'npm_registry', url: '', visibility: 'all' }, npm],
    `registries:
  - name: HIDDEN
    registry_type: npm_registry
    # GitHub does not show the url.
    visibility: all
    secret_env: HIDDEN
  - name: NPM
${shape.replace('-', ' ')}`
  ],
  [
    'choices of a newer server',
    [{ ...npm, registry_type: 'cpan\n- x: y', auth_type: 'oidc_new', visibility: '\u2028', tenant_id: 't' }],
    `registries:
  - name: NPM
    # registry_type is left out and stays unchanged: this action does not know 'cpan - x: y'.
    url: https://npm.acme.example
    # auth_type is left out and stays unchanged: this action does not know 'oidc_new'.
    # tenant_id is left out and stays unchanged: its auth_type is unknown.
    # visibility is left out and stays unchanged: this action does not know ' '.
    # If this auth_type needs a secret, add secret_env.
`
  ],
  [
    'values that a manifest cannot have',
    [
      {
        ...{ ...npm, auth_type: 'oidc_azure', url: 'https://ci:s3cret@npm.acme.example', tenant_id: ' ' },
        ...{ client_id: 7, audience: 'x', replaces_base: 'yes', username: 'ci' }
      }
    ],
    `registries:
  - name: NPM
    registry_type: npm_registry
    # url is left out and stays unchanged: it contains a user name or a password.
    auth_type: oidc_azure
    # tenant_id is left out and stays unchanged: it is empty.
    # client_id is left out and stays unchanged: it is not text.
    # audience is left out and stays unchanged: it does not belong to oidc_azure.
    # username is left out and stays unchanged: it does not belong to oidc_azure.
    # replaces_base is left out and stays unchanged: it is neither true nor false.
    visibility: all
`
  ],
  [
    'a registry that a manifest cannot mean',
    [{ ...older, name: 'a b\r\u0085- name: x', url: 'ftp://x' }],
    'registries: []\n  # a b  - name: x is left out: a manifest can identify it neither by its address nor by its name.\n'
  ],
  [
    'names that differ in nothing but case',
    [older, { ...older, name: 'npm' }, { ...npm, name: 'Z', registry_type: 'git_source' }],
    `registries:
  # NPM is left out: a manifest can identify it neither by its address nor by its name.
  # npm is left out: a manifest can identify it neither by its address nor by its name.
${shape.replace('npm_registry', 'git_source').replace('NPM', 'Z')}`
  ],
  [
    'repository ids, where they are shown',
    [
      { ...npm, visibility: 'selected', selected_repository_ids: [7, 8, 7] },
      { ...npm, registry_type: 'git_source', name: 'G', visibility: 'selected', selected_repository_ids: [0] }
    ],
    `registries:
${shape.replace('all', 'selected\n    selected_repository_ids: [7, 8]')}${shape
  .replace('npm_registry', 'git_source')
  .replace('all', 'selected\n    # selected_repositories could not be read; add them.')
  .replace('NPM', 'G')}`
  ]
]

test.each(tables)('exports %s', (_, given, expected) => {
  const text = manifestOf([{ org: 'acme', registries: given }])
  expect(text).toBe(head + expected)
  expect(parseManifest(text, 'x.yml')).toMatchObject({ problems: [], warnings: [] })
})

test.each([
  ['012', `'012'`],
  ['NO', `'NO'`],
  ['a: b #c', `'a: b #c'`],
  ['a:', `'a:'`],
  ['*a', `'*a'`],
  [`it's`, `'it''s'`],
  [' "ü" 😀\\ ', `' "ü" 😀\\ '`],
  ['\u00a0\ufeff\u202e\ud800\udb40\udc01x', '"\\u00a0\\ufeff\\u202e\\ud800\\U000e0001x"']
])('writes the text %s safely', (given, expected) => {
  const text = manifestOf([{ org: 'acme', registries: [{ ...npm, username: given }] }])
  expect(text).toContain(`\n    username: ${expected}\n`)
  expect(parse(text).registries[0].username).toBe(given)
})

test.each([
  ['a-b A_B', 'a_b_2 A_B'],
  ['a-b a.b a~b', 'a_b a_b_2 a_b_3'],
  ['1 path Github_X node_ GITHUB', 'REGISTRY_1 REGISTRY_path REGISTRY_Github_X REGISTRY_node_ GITHUB'],
  ['ü ', '_ REGISTRY_']
])('the variables of %s are %s', (given, expected) => {
  const registries = given.split(' ').map((name, at) => ({ ...npm, name, url: `${url}/${at}` }))
  const { registries: entries } = parse(manifestOf([{ org: 'acme', registries: registries }]))
  expect(entries.map((entry: Record<string, unknown>) => entry['secret_env'])).toEqual(expected.split(' '))
})

test('the name of an organization adds no line', () => {
  const [, line] = manifestOf([{ org: 'a\nb: c\u2028\rd', registries: [] }]).split(/[\n\r\u2028]/)
  expect(line).toBe('# The private registries of a b: c  d, as GitHub shows them.')
})

const nasty = fc.oneof(
  fc.string({ unit: character }),
  fc.string({ unit: fc.constantFrom(...`\n\r\t"'#: \\-*&!|>%@\`,[]{}?~\0\u0085\u2028\ufeff`, 'a', '0') }),
  fc.constantFrom('true', '~', '0x1f', '1_0', '.inf', '2026-01-01', '<<', '=', '---', '...', '\ud800', 'é')
)
const text = nasty.filter(value => /\S/.test(value) && textProblem('username', value) === undefined)

/** A registry as GitHub may show it, and the plain data of its entry. */
const whole = fc
  .record({
    registry_type: fc.constantFrom('npm_registry', 'git_source', 'helm_registry'),
    auth_type: fc.option(fc.constantFrom(...authTypeNames), { nil: undefined }),
    visibility: fc.constantFrom('all', 'private', 'selected'),
    ids: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 99 })), { nil: undefined }),
    username: text,
    values: fc.array(text, { minLength: 7, maxLength: 7 }),
    path: fc.webPath(),
    replaces_base: fc.constantFrom(true, false, null, undefined),
    strange: fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 }),
    hasName: fc.boolean()
  })
  .map(
    ({
      registry_type,
      auth_type,
      visibility,
      ids,
      username,
      values,
      path,
      replaces_base,
      strange,
      hasName
    }) => {
      const own = auth_type ? fieldsOf(auth_type).filter(field => field !== 'username') : []
      const named = own.map((field, at) => [field, field === 'api_host' ? 'api.acme.example' : values[at]])
      const mayHaveUser = auth_type === undefined || authTypes[auth_type].secret
      const entry = {
        ...{ registry_type, url: `https://acme.example${path}`, ...(auth_type && { auth_type }) },
        ...{ ...Object.fromEntries(named), ...(mayHaveUser && hasName && { username }) },
        ...{ ...(replaces_base === true && { replaces_base }), visibility },
        ...(visibility === 'selected' && ids && { selected_repository_ids: ids })
      }
      const empty = { ...strange, ...(mayHaveUser && { username: '' }) }
      const shown = { ...empty, ...entry, replaces_base, selected_repository_ids: ids }
      return { shown, entry, hasSecret: mayHaveUser }
    }
  )

test('the text says exactly what GitHub shows, whatever that is', () => {
  fc.assert(
    fc.property(fc.array(whole, { maxLength: 4 }), givenWhole => {
      const registries = givenWhole.map(({ shown }, at) => {
        return { ...shown, url: `${shown.url}/${at}`, name: `R_${at}` }
      }) as Registry[]
      const expected = givenWhole.map(({ entry, hasSecret }, at) => {
        return { ...entry, url: `${entry.url}/${at}`, ...(hasSecret && { secret_env: `R_${at}` }) }
      })
      const yaml = manifestOf([{ org: 'acme', registries }])
      expect(parse(yaml)).toEqual({ registries: expected })
      expectNoChange(yaml, registries)
    }),
    { numRuns: 40 }
  )
})

const orNasty = (...known: string[]) => fc.oneof(fc.constantFrom(...known), nasty)
const anything = fc.record(
  {
    registry_type: orNasty('npm_registry', 'git_source'),
    name: fc.oneof(fc.stringMatching(/^[A-Z]{1,3}$/), fc.stringMatching(/^[\w.-]{1,3}$/), nasty),
    url: fc.oneof(orNasty(url, `${url}/`, 'https://a:b@x.example', 'http:\\\\x', 'ftp://x'), fc.webUrl()),
    auth_type: orNasty(...authTypeNames),
    visibility: orNasty('all', 'private', 'selected'),
    ...Object.fromEntries(
      ['username', 'replaces_base', 'tenant_id', 'client_id', 'audience', 'account_id'].map(field => [
        field,
        fc.oneof(nasty, fc.jsonValue())
      ])
    ),
    selected_repository_ids: fc.oneof(fc.jsonValue(), fc.array(fc.maxSafeInteger()))
  },
  { requiredKeys: ['registry_type', 'name'] }
)

test('a manifest takes the text without a problem, and it changes nothing', () => {
  fc.assert(
    fc.property(nasty, fc.uniqueArray(anything, { selector: ({ name }) => name }), (org, registries) => {
      expectNoChange(manifestOf([{ org, registries: registries as Registry[] }]), registries as Registry[])
    }),
    { numRuns: 40 }
  )
})

test('several organizations become one manifest, whatever they have, and it changes none of them', () => {
  const some = fc.array(fc.tuple(whole, fc.constantFrom('A', 'B', 'C'), fc.nat(3)), { maxLength: 4 })
  fc.assert(
    fc.property(some, fc.dictionary(fc.constantFrom('acme', 'labs', '1st'), some), (shared, own) => {
      const lists = Object.entries({ acme: [], ...own }).map(([org, more]) => {
        const all = [...shared, ...more].map(([{ shown }, name, at]) => {
          return { ...shown, url: `${shown.url}/${at}`, name }
        })
        return { org, registries: [...new Map(all.map(one => [one.name, one])).values()] as Registry[] }
      })
      const yaml = manifestOf(lists)
      for (const { org, registries } of lists) expectNoChange(yaml, registries, org)
      const { wanted } = parseManifest(yaml, 'x.yml')
      const variables = wanted.flatMap(({ spec }) => spec.secret_env ?? [])
      expect(new Set(variables.map(name => name.toUpperCase())).size).toBe(variables.length)
    }),
    { numRuns: 40 }
  )
})

test('what is alike is one entry, with its organizations; selected repositories stay apart', () => {
  const git = { ...npm, name: 'GIT', registry_type: 'git_source', visibility: 'selected' }
  const lists = [
    { org: 'acme', registries: [npm, git] },
    { org: 'labs', registries: [{ ...npm, name: 'NPM_2' }, git] },
    { org: '1st', registries: [{ ...npm, username: 'ci' }] }
  ]
  const { registries } = parse(manifestOf(lists))
  expect(registries.map(({ secret_env, orgs }: Record<string, unknown>) => [secret_env, orgs])).toEqual([
    ['ACME_NPM', ['acme', 'labs']],
    ['ACME_GIT', ['acme']],
    ['LABS_GIT', ['labs']],
    ['REGISTRY_1ST_NPM', ['1st']]
  ])
  expect(manifestOf(lists)).toContain('    # This asserts that these organizations share one secret.\n')
})

/** The plan of the text, read as `apply` reads a manifest, with the secrets and repositories that are missing filled in. */
function expectNoChange(yaml: string, registries: readonly Registry[], org = 'acme'): void {
  const { wanted, problems, warnings } = parseManifest(yaml, 'x.yml')
  expect({ problems, warnings }).toEqual({ problems: [], warnings: [] })
  expect(checkWanted(wanted)).toEqual([])
  const here = wanted.filter(one => isWantedIn(one, org))
  const entries = here.map(({ spec, ...rest }) => ({
    wanted: { ...rest, spec: spec.secret_env === undefined ? spec : { ...spec, secret: new Secret('x') } },
    problems: []
  }))
  const policy: Policy = {
    ...{ needsSecret: true, prune: false, maxDeletions: 1, allowRecreate: false, allowedHosts: undefined },
    rewriteSecrets: 'never'
  }
  const plan = planApply({ org, entries, registries }, policy, { now: 0, dryRun: false })
  expect(plan.changes.map(({ change }) => change.action)).toEqual(entries.map(() => 'keep'))
  expect([plan.problems, plan.changes.filter(({ drift }) => drift)]).toEqual([[], []])
}
