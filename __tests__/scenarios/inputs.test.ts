import { defaultToken } from '../local-github/tokens.ts'
import { type Inputs, messages, start } from './scenario.ts'

const url = 'https://npm.acme.example'
const type = { 'registry-type': 'npm_registry' }
const create: Inputs = { operation: 'create', ...type, url, visibility: 'all', secret: 'a secret value' }
const selected = { ...create, 'auth-type': 'oidc_gcp', secret: '', visibility: 'selected' }
const named = { name: 'NPM_REGISTRY_SECRET' }
const update = { operation: 'update', ...named }
const apply = { operation: 'apply', ...type, url }
const list = { operation: 'list' }
const hidden = 'hunter2-hunter2'

test.each<[inputs: Inputs, ...problems: RegExp[]]>([
  [{ operation: '' }, /'operation' is missing.*list, get, get-public-key, create, update, delete/],
  [
    { operation: 'get', ...named, org: 'acme, labs', timeout: '20', 'dry-run': 'yes' },
    /'timeout' is '20'; it must be a whole number.*30s/,
    ...[/'org' names 2 organizations; get takes one/, /'dry-run' is 'yes'; it must be true or false/]
  ],
  [{ operation: 'get' }, /registry to get is missing; set 'name', or 'registry-type' and 'url'/],
  [
    { operation: 'get', name: 'NPM REGISTRY', 'registry-type': 'npm' },
    /'registry-type' is 'npm'; it must be one of maven_repository/,
    /'name' is 'NPM REGISTRY'/
  ],
  [{ operation: 'get', ...type, url: `https://ci:${hidden}@npm.acme.example` }, /'url' contains a user name/],
  [{ ...apply, url: 'ftp://npm.acme.example' }, /^'url' is not a complete address/],
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
  [{ ...create, username: 'ci\nregistry=https://evil.example' }, /'username' contains a line break/],
  [
    { ...selected, 'selected-repositories': 'labs/web, a/b/c, .., we b, 0' },
    /'workload-identity-provider' is missing; 'auth-type' oidc_gcp needs it/,
    /'labs\/web', which belongs to labs; only repositories of acme can/,
    ...[/'a\/b\/c', which is no/, /'\.\.', which is no/, /'we b', which is no/, /contains '0'/]
  ],
  [{ operation: 'delete', name: 'a%2Fb' }, /^'name' /],
  [{ operation: 'delete', ...named, org: 'acme?x' }, /'org'/],
  [{ operation: 'get_public_key' }, /Did you mean 'get-public-key'\?/],
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

/** What is meant, and what is typed. */
const near: Record<string, string[]> = {
  ...{ 'dry-run': ['dry_run', 'DryRun'], 'max-deletions': ['max deletions'], visibility: ['visibilty'] },
  ...{ 'allowed-hosts': ['allowed-host'], 'registry-type': ['registery-type', 'type'] },
  ...{ manifest: ['manifset'], username: ['usernane'], 'rewrite-secrets': ['rewriet-secret'] },
  ...{ 'workload-identity-provider': ['workload-idenity-provder'], token: ['github-token'] },
  ...{ org: ['owner', 'organization', 'organizations', 'orgs'], secret: ['value', 'password'] },
  ...{ 'app-private-key': ['private_key', 'private-key'], 'selected-repositories': ['repositories'] }
}

test('what is near an input is refused before any request, given or empty', async () => {
  const { github, run } = await start()
  const inputs = Object.values(near)
    .flat()
    .map((name, at) => [name, at % 2 ? hidden : ''])
  const result = await run({ ...list, ...Object.fromEntries(inputs) })
  for (const [meant, names] of Object.entries(near))
    for (const name of names.map(name => name.toLowerCase().replace(' ', '_'))) {
      const error = `Unknown input '${name}'; did you mean '${meant}'\\?.* A variable INPUT_\\S+ in 'env' looks`
      expect(result.log).toMatch(new RegExp(error))
    }
  expect(JSON.stringify([result.log, result.summary, result.outputs])).not.toContain(hidden)
  expect(github.said()).toEqual([])
})

const far = ['orgg', 'nam', 'promt', 'tokenn', 'visiblty', 'organisation', 'rewriet-scret', 'dry-running']

test('what is near nothing is only a warning', async () => {
  const { run } = await start()
  const inputs = Object.fromEntries(far.map(name => [name, hidden]))
  const result = await run({ ...list, ...inputs }, { env: { MY_INPUT_ORGS: 'x', INPUT_: 'x' } })
  const warnings = far.map(name => expect.stringContaining(`Unknown input '${name}'; it is ignored.`))
  // The first is the runner's own.
  expect(messages(result, 'warning').slice(1)).toEqual(warnings)
  expect(result.exitCode).toBe(0)
  expect(result.log).not.toContain(hidden)
})

test.each<[inputs: Inputs, warnings: RegExp[]]>([
  [{ ...create, url: 'http://npm.acme.example' }, [/No credential is ever sent to this address.*#http$/]],
  // An input that is not used is not read.
  [
    { ...list, 'replaces-base': 'maybe', visibility: 'foo', secret: 'unused' },
    [/'replaces-base' is not/, /'visibility' is not/, /'secret' is not/]
  ],
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

test('secret and token are masked also where the step is refused, and shown in no other input', async () => {
  const { run } = await start()
  const result = await run({ ...create, operation: 'creat', timeout: defaultToken, name: defaultToken })
  expect(result.masks).toEqual([defaultToken, 'a secret value'])
  expect(result.stdout.indexOf('::error')).toBeGreaterThan(result.stdout.lastIndexOf('::add-mask'))
})
