import { type Inputs, messages, start } from './scenario.ts'

const url = 'https://npm.acme.example'
const type = { 'registry-type': 'npm_registry' }
const create: Inputs = { operation: 'create', ...type, url, visibility: 'all', secret: 'a secret value' }
const azure: Inputs = {
  ...{ ...create, secret: '', 'auth-type': 'oidc_azure', 'tenant-id': 't', 'client-id': 'c' }
}
const selected = { ...azure, visibility: 'selected' }
const update = { operation: 'update', name: 'NPM_REGISTRY_SECRET' }
const named = { name: 'NPM_REGISTRY_SECRET' }
const api = 'github-api-url'
const ids = 'selected-repository-ids'
const names = 'selected-repositories'
const hidden = 'hunter2-hunter2'

const bad: [inputs: Inputs, ...problems: RegExp[]][] = [
  [{ operation: '' }, /'operation' is missing.*list, get, get-public-key, create, update, delete/],
  [{ operation: 'List' }, /'operation' is 'List'; it must be one of list, get/],
  [{ operation: 'list', token: '', org: '' }, /'token' is missing.*GITHUB_TOKEN/, /'org' is empty/],
  [{ operation: 'list', token: 'two\nlines', org: '[]' }, /'token' has characters/, /'org' is empty/],
  [{ operation: 'list', org: 'acme, a b, *' }, /'org' holds 'a b'/, /'org' is \*/],
  [{ operation: 'list', org: '[1, {}]' }, /'org' is.*JSON array/],
  [
    { operation: 'get', ...named, org: 'acme, labs', timeout: '20' },
    /'timeout' is '20'; it must be a whole number.*30s/,
    /'org' names 2 organizations; get takes one/
  ],
  [
    { operation: 'list', timeout: '0s', 'request-timeout': '1.5h', 'dry-run': 'yes' },
    /'timeout' is '0s'/,
    /'request-timeout' is '1\.5h'/,
    /'dry-run' is 'yes'; it must be true or false/
  ],
  [{ operation: 'list', [api]: 'github.com' }, /'github-api-url'.*https:\/\/api\.github\.com/],
  [{ operation: 'list', [api]: 'https://github.com' }, /'github-api-url' is GitHub's website/],
  [{ operation: 'list', [api]: 'http://github.acme.example' }, /'github-api-url'.*unencrypted/],
  [{ operation: 'list', [api]: `https://x:${hidden}@127.0.0.1` }, /'github-api-url'/],
  [{ operation: 'get' }, /registry to get is not named; give 'name', or 'registry-type' and 'url'/],
  [{ operation: 'delete', url }, /registry to delete is not named; give 'name'/],
  [{ operation: 'update', ...type, username: 'ci' }, /registry to update is not named/],
  [
    { operation: 'get', name: 'NPM REGISTRY', 'registry-type': 'npm' },
    /'registry-type' is 'npm'; it must be one of maven_repository/,
    /'name' is 'NPM REGISTRY'/
  ],
  [{ operation: 'delete', ...type, url: 'npm.acme.example' }, /'url' is not a complete address/],
  [{ operation: 'get', ...type, url: `https://ci:${hidden}@npm.acme.example` }, /'url' holds a user name/],
  [{ operation: 'delete', ...named, url: `https://ci:${hidden}@x.acme.example` }, /'url' holds a user/],
  [
    { operation: 'update', ...type, url: 'ftp://x.acme.example', username: 'ci' },
    /'url' is not a complete address that begins with https/
  ],
  [
    { ...create, 'registry-type': '', url: '', visibility: '' },
    ...[/'registry-type' is missing/, /'url' is missing/, /'visibility' is missing/]
  ],
  [
    {
      ...create,
      'registry-type': 'NPM',
      visibility: 'public',
      'replaces-base': '1',
      url: 'npm.acme.example'
    },
    /'registry-type' is 'NPM'; it must be one of/,
    /'replaces-base' is '1'; it must be true or false/,
    /'visibility' is 'public'; it must be one of all, private, selected/,
    /'url' is not a complete address/
  ],
  [
    { ...create, url: 'file:///etc/hosts', secret: ' \t ' },
    /'url' is not a complete address that begins with https/,
    /'secret' holds nothing/
  ],
  [{ ...create, url: `https://ci:${hidden}@npm.acme.example` }, /'url' holds a user name or a password/],
  [{ ...create, url: `https://${hidden}@npm.acme.example` }, /'url' holds a user name or a password/],
  [{ ...create, url: `https://ci:${hidden}@x.acme.example:bad` }, /'url' is not a complete address/],
  [{ ...create, 'allowed-hosts': '*.npm.acme.example' }, /'url' is on npm\.acme\.example.*'allowed-hosts'/],
  [{ ...create, secret: '' }, /'secret' is empty; 'auth-type' token \(the default\) needs one/],
  [{ ...create, secret: '\n' }, /'secret' holds nothing but a line break/],
  [{ operation: 'update', name: 'A', visibility: 'all', secret: '\n' }, /'secret' holds nothing but/],
  [{ operation: 'list', org: ' , ' }, /'org' is ','; it must be a list with at least one/],
  [{ ...create, url: 'https:npm.acme.example' }, /'url' is not a complete address/],
  [{ ...create, url: 'https://npm.acme.example/a b' }, /'url' is not a complete address/],
  [{ ...create, url: `${'AbC123token'}:x-oauth-basic@npm.acme.example` }, /^'url' is not a complete address/],
  [{ ...create, 'allowed-hosts': 'https://npm.acme.example' }, /'allowed-hosts' is .*a list of hosts/],
  [{ ...create, secret: 'x'.repeat(48 * 1024 + 1) }, /'secret' is too long; .*48 KB/],
  [{ ...create, secret: 'ü'.repeat(25_000) }, /'secret' is too long; .*48 KB/],
  [{ ...azure, 'auth-type': 'oidc_azrue' }, /'auth-type' is 'oidc_azrue'; it must be one of token/],
  [{ ...create, 'auth-type': 'username_password' }, /'username' is missing; 'auth-type' username_password/],
  [{ ...create, audience: 'a' }, /'audience' belongs to oidc_aws.*'auth-type' is token/],
  [
    { ...azure, 'tenant-id': '', secret: 'a secret value', username: 'ci', 'role-name': 'reader' },
    /'tenant-id' is missing; 'auth-type' oidc_azure needs/,
    /'username' belongs to token, username_password, but 'auth-type' is oidc_azure/,
    /'role-name' belongs to oidc_aws, but 'auth-type' is oidc_azure/,
    /'secret' is given, but 'auth-type' oidc_azure takes no secret/
  ],
  [selected, /'visibility' is selected, but no repositories.*'selected-repositories' or '/],
  [{ ...azure, [ids]: '1' }, /'selected-repository-ids' goes with 'visibility' selected/],
  [{ ...azure, [names]: 'web' }, /'selected-repositories' goes with 'visibility' selected/],
  [{ ...update, [ids]: '1' }, /'selected-repository-ids' goes with.*not given/],
  [{ ...selected, [names]: 'web', [ids]: '1' }, /both given/],
  [{ ...selected, [ids]: '1.5' }, /'selected-repository-ids' is '1\.5'.*whole numbers/],
  [{ ...selected, [ids]: '1, -2, 0' }, /'selected-repository-ids'/],
  [{ ...selected, [ids]: 'web' }, /'selected-repository-ids' is 'web'/],
  [{ ...selected, [ids]: '99999999999999999999' }, /'selected-repository-ids'/],
  [{ ...selected, [ids]: '[1, 2' }, /'selected-repository-ids'.*(JSON array|whole numbers)/],
  [
    { ...selected, [names]: 'labs/web, a/b/c, .., we b, 99999999999999999999' },
    ...[/'labs\/web', which belongs to labs/, /'a\/b\/c', which is no/, /'\.\.', which is no/],
    ...[/'we b', which is no/, /'9{20}'/]
  ],
  [{ ...selected, [names]: '0' }, /'selected-repositories' holds '0'/],
  [{ ...update, 'tenant-id': 'a', 'role-name': 'b' }, /'tenant-id', 'role-name' do not go together/],
  [{ ...update, 'auth-type': 'oidc_gcp', username: 'a' }, /'username' belongs to token/]
]

test.each(bad)('%j is refused before any request', async (inputs, ...problems) => {
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
  const wrong = [
    'timeout',
    'dry-run',
    'registry-type',
    'url',
    'visibility',
    'tenant-id',
    'namespace',
    'secret'
  ]
  for (const name of [
    ...wrong,
    'aws-region',
    'account-id',
    'role-name',
    'domain',
    'domain-owner',
    'username'
  ])
    for (const text of [result.log, result.summary]) expect(text).toMatch(new RegExp(`'${name}'`))
})

test('an input that is not used is not read', async () => {
  const { run } = await start()
  const unused = { visibility: 'foo', 'replaces-base': 'maybe', 'selected-repository-ids': 'x' }
  const result = await run({ operation: 'list', ...unused })
  expect(messages(result, 'error')).toEqual([])
  expect(messages(result, 'warning')).toHaveLength(3)
})

test('an address of GitHub may be written in any way', async () => {
  const { github, run } = await start()
  for (const address of [github.url.replace('http:', 'HTTP:'), `${github.url}/`, `${github.url}/x/..`])
    expect(messages(await run({ operation: 'list', 'github-api-url': address }), 'error')).toEqual([])
})

test.each(['AAAA', '', 'not base64!', 'k3RGMstofvzLuBONvLgMH6TH1kvX6LsTGMoGPBKtHAY'])(
  'the key %j is refused, also by those who only ask for it',
  async key => {
    const { github, run } = await start()
    github.answer({}, { status: 200, body: { key_id: '1', key } }, 9)
    const result = await run({ operation: 'get-public-key', timeout: '900ms' })
    expect(messages(result, 'error')).toEqual([expect.stringMatching(/no public key of 32 bytes in base64/)])
    expect(result.outputs).toEqual({})
  }
)
