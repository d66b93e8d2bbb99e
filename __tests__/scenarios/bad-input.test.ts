import { type Inputs, messages, start } from './scenario.ts'

const url = 'https://npm.acme.example'
const type = { 'registry-type': 'npm_registry' }
const create: Inputs = { operation: 'create', ...type, url, visibility: 'all', secret: 'a secret value' }
const azure = { ...create, secret: '', 'auth-type': 'oidc_azure', 'tenant-id': 't', 'client-id': 'c' }
const selected = { ...azure, visibility: 'selected' }
const named = { name: 'NPM_REGISTRY_SECRET' }
const update = { operation: 'update', ...named }
const list = { operation: 'list' }
const api = 'github-api-url'
const ids = 'selected-repository-ids'
const names = 'selected-repositories'
const hidden = 'hunter2-hunter2'

test.each<[inputs: Inputs, ...problems: RegExp[]]>([
  [{ operation: '' }, /'operation' is missing.*list, get, get-public-key, create, update, delete/],
  [{ operation: 'List' }, /'operation' is 'List'; it must be one of list, get/],
  [{ ...list, token: '', org: '' }, /'token' is missing.*GITHUB_TOKEN/, /'org' is empty/],
  [{ ...list, token: 'two\nlines', org: '[]' }, /'token' has characters/, /'org' is empty/],
  [{ ...list, org: 'acme, a b, *' }, /'org' holds 'a b'/, /'org' is \*/],
  [
    { operation: 'get', ...named, org: 'acme, labs', timeout: '20' },
    /'timeout' is '20'; it must be a whole number.*30s/,
    /'org' names 2 organizations; get takes one/
  ],
  [
    { ...list, timeout: '0s', 'request-timeout': '1.5h', 'dry-run': 'yes' },
    ...[/'timeout' is '0s'/, /'request-timeout' is '1\.5h'/, /'dry-run' is 'yes'; it must be true or false/]
  ],
  [{ ...list, [api]: `https://x:${hidden}@127.0.0.1` }, /'github-api-url'.*https:\/\/api\.github\.com/],
  [{ operation: 'get' }, /registry to get is not named; give 'name', or 'registry-type' and 'url'/],
  [{ operation: 'delete', url }, /registry to delete is not named; give 'name'/],
  [{ operation: 'update', ...type, username: 'ci' }, /registry to update is not named/],
  [
    { operation: 'get', name: 'NPM REGISTRY', 'registry-type': 'npm' },
    /'registry-type' is 'npm'; it must be one of maven_repository/,
    /'name' is 'NPM REGISTRY'/
  ],
  [{ operation: 'get', ...type, url: `https://ci:${hidden}@npm.acme.example` }, /'url' holds a user name/],
  [{ ...update, ...type, url: 'ftp://x.acme.example', username: 'ci' }, /'url' is not a complete address/],
  [
    { ...create, 'registry-type': '', url: '', visibility: '' },
    ...[/'registry-type' is missing/, /'url' is missing/, /'visibility' is missing/]
  ],
  [
    { ...create, 'registry-type': 'NPM', visibility: 'public', 'replaces-base': '1', url: 'file:///etc/x' },
    /'registry-type' is 'NPM'; it must be one of/,
    /'replaces-base' is '1'; it must be true or false/,
    /'visibility' is 'public'; it must be one of all, private, selected/,
    /'url' is not a complete address that begins with https/
  ],
  [{ ...create, url: 'AbC123token:x-oauth-basic@npm.acme.example' }, /^'url' is not a complete address/],
  [{ ...create, 'allowed-hosts': '*.npm.acme.example' }, /'url' is on npm\.acme\.example.*'allowed-hosts'/],
  [{ ...create, secret: '\n' }, /'secret' holds nothing but a line break/],
  [{ ...update, visibility: 'all', secret: '\n' }, /'secret' holds nothing but/],
  [
    { ...azure, 'tenant-id': '', secret: 'a secret value', username: 'ci', 'role-name': 'reader' },
    /'tenant-id' is missing; 'auth-type' oidc_azure needs/,
    /'username' belongs to token, username_password, but 'auth-type' is oidc_azure/,
    /'role-name' belongs to oidc_aws, but 'auth-type' is oidc_azure/,
    /'secret' is given, but 'auth-type' oidc_azure takes no secret/
  ],
  [selected, /'visibility' is selected, but no repositories.*'selected-repositories' or '/],
  [{ ...azure, [ids]: '1' }, /'selected-repository-ids' goes with 'visibility' selected/],
  [{ ...selected, [ids]: '1.5' }, /'selected-repository-ids' is '1\.5'.*whole numbers/],
  [
    { ...selected, [names]: 'labs/web, a/b/c, .., we b, 0' },
    ...[/'labs\/web', which belongs to labs/, /'a\/b\/c', which is no/, /'\.\.', which is no/],
    ...[/'we b', which is no/, /'selected-repositories' holds '0'/]
  ],
  [{ ...update, 'tenant-id': 'a', 'role-name': 'b' }, /'tenant-id', 'role-name' do not go together/],
  ...['.', '..', '../..', 'a/b', 'a%2Fb', 'A?b', 'Public-Key'].map((name): [Inputs, RegExp] => [
    { operation: 'delete', name },
    /^'name' /
  ]),
  ...['..', 'a/b', 'acme?x'].map((org): [Inputs, RegExp] => [{ operation: 'delete', ...named, org }, /'org'/])
])('%j is refused before any request', async (inputs, ...problems) => {
  const { github, run } = await start()
  const result = await run(inputs)
  expect(messages(result, 'error')).toEqual(problems.map(text => expect.stringMatching(text)))
  expect(github.said()).toEqual([])
  expect(JSON.stringify([result.stdout, result.outputs, result.summary])).not.toContain(hidden)
})

test('of more than ten problems the tenth says how many more, and log and summary have them all', async () => {
  const { run } = await start()
  const aws = { 'auth-type': 'oidc_aws', 'tenant-id': 'x', 'client-id': 'x', namespace: 'x', username: 'x' }
  const result = await run({ operation: 'create', ...aws, timeout: 'x', 'dry-run': 'x', secret: 'a secret' })
  const errors = messages(result, 'error')
  expect(errors).toHaveLength(10)
  expect(errors[9]).toMatch(/5 more/)
  const wrong =
    'timeout dry-run registry-type url visibility tenant-id namespace secret aws-region account-id'
  for (const name of `${wrong} role-name domain domain-owner username`.split(' '))
    for (const text of [result.log, result.summary]) expect(text).toContain(`'${name}'`)
})

test('an input that is not used is not read', async () => {
  const { run } = await start()
  const result = await run({ ...list, visibility: 'foo', 'replaces-base': 'maybe', [ids]: 'x' })
  expect(messages(result, 'error')).toEqual([])
  expect(messages(result, 'warning')).toHaveLength(3)
})

test('an address of GitHub may be written in any way', async () => {
  const { github, run } = await start()
  for (const address of [`${github.url.replace('http:', 'HTTP:')}/`, `${github.url}/x/..`])
    expect(messages(await run({ ...list, [api]: address }), 'error')).toEqual([])
})
