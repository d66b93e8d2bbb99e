import { defaultToken } from '../local-github/tokens.ts'
import { type Inputs, messages, start, theError } from './scenario.ts'

const url = 'https://npm.acme.example'
const type = { 'registry-type': 'npm_registry' }
const create: Inputs = { operation: 'create', ...type, url, visibility: 'all', secret: 'a secret value' }
const azure = { ...create, secret: '', 'auth-type': 'oidc_azure', 'tenant-id': 't', 'client-id': 'c' }
const selected = { ...azure, visibility: 'selected' }
const named = { name: 'NPM_REGISTRY_SECRET' }
const update = { operation: 'update', ...named }
const apply = { operation: 'apply', ...type, url }
const list = { operation: 'list' }
const ids = 'selected-repository-ids'
const names = 'selected-repositories'
const hidden = 'hunter2-hunter2'

test.each<[inputs: Inputs, ...problems: RegExp[]]>([
  [{ operation: '' }, /'operation' is missing.*list, get, get-public-key, create, update, delete/],
  [
    { operation: 'get', ...named, org: 'acme, labs', timeout: '20' },
    /'timeout' is '20'; it must be a whole number.*30s/,
    /'org' names 2 organizations; get takes one/
  ],
  [
    { ...list, timeout: '0s', 'request-timeout': '1.5h', 'dry-run': 'yes' },
    ...[/'timeout' is '0s'/, /'request-timeout' is '1\.5h'/, /'dry-run' is 'yes'; it must be true or false/]
  ],
  [{ operation: 'get' }, /registry to get is missing; set 'name', or 'registry-type' and 'url'/],
  [
    { operation: 'get', name: 'NPM REGISTRY', 'registry-type': 'npm' },
    /'registry-type' is 'npm'; it must be one of maven_repository/,
    /'name' is 'NPM REGISTRY'/
  ],
  [{ operation: 'get', ...type, url: `https://ci:${hidden}@npm.acme.example` }, /'url' contains a user name/],
  [
    { ...create, 'registry-type': 'NPM', visibility: 'public', 'replaces-base': '1', url: 'file:///etc/x' },
    /'registry-type' is 'NPM'; it must be one of/,
    /'replaces-base' is '1'; it must be true or false/,
    /'visibility' is 'public'; it must be one of all, private, selected/,
    /'url' is not a complete address that begins with https/
  ],
  [{ ...apply, url: 'ftp://npm.acme.example' }, /^'url' is not a complete address/],
  [{ ...apply, operation: 'plan', url: 'ftp://npm.acme.example' }, /^'url' is not a complete address/],
  [{ ...create, 'allowed-hosts': '*.npm.acme.example' }, /'url' is on npm\.acme\.example.*'allowed-hosts'/],
  [{ ...update, visibility: 'all', secret: '\n' }, /'secret' contains only/],
  [
    { ...apply, 'plan-id': '', prune: 'true' },
    ...[/^'plan-id' is empty: the output 'plan-id' of the plan did/, /^'prune' is true without 'manifest'/]
  ],
  [
    { ...update, operation: 'apply', secret: 'x', 'plan-id': 'abc', 'rewrite-secrets': '30d' },
    ...[/^'plan-id' is not the id of a plan/, /combined with an age in 'rewrite-secrets'/]
  ],
  [{ ...list, operation: 'rotate', secret: 'x' }, /^There is nothing to rotate; set 'manifest', or/],
  [{ ...named, operation: 'rotate', 'rewrite-secrets': 'never' }, /'secret' is empty/, /would do nothing/],
  [
    { ...create, operation: 'x${{ vars.X }}', username: 'ci\nregistry=https://evil.example' },
    ...[/'operation' still contains an expression/, /'username' contains a line break/]
  ],
  [
    { ...azure, 'tenant-id': '', secret: 'a secret value', 'role-name': 'reader' },
    /'tenant-id' is missing; 'auth-type' oidc_azure needs/,
    /'role-name' belongs to oidc_aws, but 'auth-type' is oidc_azure/,
    /'secret' is given, but 'auth-type' oidc_azure takes no secret/
  ],
  [
    { ...selected, [names]: 'labs/web, a/b/c, .., we b, 0' },
    ...[
      /'labs\/web', which belongs to labs; only repositories of acme can/,
      /'a\/b\/c', which is no/,
      /'\.\.', which is no/
    ],
    ...[/'we b', which is no/, /'selected-repositories' contains '0'/]
  ],
  ...['..', 'a%2Fb', 'Public-Key'].map(
    name => [{ operation: 'delete', name }, /^'name' /] as [Inputs, RegExp]
  ),
  [{ operation: 'delete', ...named, org: 'acme?x' }, /'org'/],
  [{ operation: 'get_public_key' }, /Did you mean 'get-public-key'\?/],
  [{ ...create, 'registry-type': 'git' }, /Did you mean 'git_source'\?/],
  [{ ...create, visibility: 'privat' }, /Did you mean 'private'\?/],
  [{ operation: 'rotate', name: 'A', secret: 'x', 'rewrite-secrets': 'Never' }, /Did you mean 'never'\?/],
  [{ ...list, org: 'https://github.acme.example/orgs/acme/' }, /Write only the name: acme\./],
  [{ ...list, org: '@acme, acme/web' }, /'@acme'.*name: acme\./, /'acme\/web'.*name: acme\./],
  [{ ...list, org: 'acme acme-labs' }, /Separate names with commas or line breaks/],
  [{ ...list, org: 'acme-*' }, /Patterns are not supported here/]
])('%j is refused before any request', async (inputs, ...problems) => {
  const { github, run } = await start()
  const result = await run(inputs)
  expect(messages(result, 'error')).toEqual(problems.map(text => expect.stringMatching(text)))
  expect(github.said()).toEqual([])
  expect(JSON.stringify([result.stdout, result.outputs, result.summary])).not.toContain(hidden)
})

test('an input that is not used is not read', async () => {
  const { run } = await start()
  const result = await run({ ...list, visibility: 'foo', 'replaces-base': 'maybe', [ids]: 'x' })
  expect(messages(result, 'error')).toEqual([])
  expect(messages(result, 'warning')).toHaveLength(3)
})

/** What is meant, and what is typed. */
const near: Record<string, string[]> = {
  'dry-run': ['dry_run', 'DryRun'],
  'max-deletions': ['max deletions'],
  'allowed-hosts': ['allowed-host'],
  'registry-type': ['registery-type', 'type'],
  visibility: ['visibilty'],
  manifest: ['manifset'],
  username: ['usernane'],
  'rewrite-secrets': ['rewriet-secret'],
  'workload-identity-provider': ['workload-idenity-provder'],
  org: ['owner', 'organization', 'organizations', 'orgs'],
  secret: ['value', 'password'],
  'app-private-key': ['private_key', 'private-key'],
  'selected-repositories': ['repositories'],
  token: ['github-token']
}

test('what is near an input is refused before any request, given or empty', async () => {
  const { github, run } = await start()
  const all = Object.values(near).flat()
  const result = await run({
    operation: 'list',
    ...Object.fromEntries(all.map((name, at) => [name, at % 2 ? hidden : '']))
  })
  for (const [meant, names] of Object.entries(near))
    for (const name of names.map(name => name.toLowerCase().replace(' ', '_')))
      expect(result.log).toMatch(
        new RegExp(
          `Unknown input '${name}'; did you mean '${meant}'\\?.* A variable INPUT_\\S+ in 'env' looks`
        )
      )
  expect(JSON.stringify([result.log, result.summary, result.outputs])).not.toContain(hidden)
  expect(github.said()).toEqual([])
})

const far = ['orgg', 'nam', 'promt', 'tokenn', 'visiblty', 'organisation', 'rewriet-scret', 'dry-running']

test('what is near nothing is only a warning', async () => {
  const { run } = await start()
  const result = await run({ operation: 'list', ...Object.fromEntries(far.map(name => [name, hidden])) })
  const warnings = messages(result, 'warning')
  for (const name of far)
    expect(warnings).toContainEqual(expect.stringContaining(`Unknown input '${name}'; it is ignored.`))
  expect(result.exitCode).toBe(0)
  expect(result.log).not.toContain(hidden)
})

test('a variable of the job that looks like an input is one', async () => {
  const { run } = await start()
  const env = { INPUT_DRY_RUN: 'true', OUTPUT_ORGS: 'x', INPUT_: 'x' }
  const error = theError(await run({ operation: 'list' }, { env }))
  expect(error).toContain(`did you mean 'dry-run'? A variable INPUT_DRY_RUN in 'env'`)
})

test.each<[inputs: Inputs, warnings: RegExp[]]>([
  [{ ...create, url: 'http://npm.acme.example' }, [/No credential is ever sent to this address.*#http$/]],
  [{ ...list, secret: 'a secret value', visibility: 'all' }, [/'visibility' is not/, /'secret' is not/]],
  [{ ...list, 'dry-run': 'true', timeout: '1m', 'request-timeout': '5s', 'tenant-id': '' }, []]
])('%j is done, with the warnings %j', async (inputs, expected) => {
  const { run } = await start()
  const result = await run(inputs)
  expect(messages(result, 'error')).toEqual([])
  expect(messages(result, 'warning')).toEqual(expected.map(text => expect.stringMatching(text)))
})

test('no input holds an expression', async () => {
  const { github, run } = await start()
  const names = ['token', 'org', 'secret', 'url', 'timeout', 'dry-run', 'max-deletions', 'manifest']
  const expressions = Object.fromEntries(names.map(name => [name, 'x${{ vars.X }}']))
  const errors = messages(await run({ ...create, ...expressions }), 'error').join('\n')
  for (const name of names) expect(errors).toContain(`'${name}' still contains an expression`)
  expect(github.said()).toEqual([])
})

test('inputs are trimmed', async () => {
  const { acme, run } = await start()
  const spaced = Object.entries({ ...create, secret: '' }).map(([name, value]) => [name, `\n ${value}\t`])
  await run({ ...Object.fromEntries(spaced), secret: ' a secret ' })
  expect(acme.registries).toMatchObject([{ url: create['url'], secret: ' a secret ' }])
})

test('a secret of several lines is masked whole, and each line of four characters or more, before all', async () => {
  const { acme, run } = await start()
  const secret = '-----BEGIN-----\nMIIE+abc\r\nxyz\nMIIE+abc\n-----END-----'
  const result = await run({ ...create, secret, name: 'unused' })
  expect(result.masks).toEqual([defaultToken, secret, '-----BEGIN-----', 'MIIE+abc', '-----END-----'])
  const first = result.stdout.split('\n').slice(0, 5)
  expect(first.every(line => line.startsWith('::add-mask::'))).toBe(true)
  expect(result.annotations).toHaveLength(1)
  expect(acme.registries).toMatchObject([{ secret }])
})

test('secret and token are masked also where the step is refused for other reasons', async () => {
  const { run } = await start()
  const result = await run({ ...create, operation: 'creat', timeout: 'x', secret: 'a secret value' })
  expect(result.masks).toEqual([defaultToken, 'a secret value'])
  expect(result.stdout.indexOf('::error')).toBeGreaterThan(result.stdout.lastIndexOf('::add-mask'))
})

test('a token in the wrong input is not printed', async () => {
  const { run } = await start()
  const result = await run({ ...create, secret: defaultToken, name: defaultToken, timeout: defaultToken })
  expect(result.annotations.length).toBeGreaterThan(0)
})
