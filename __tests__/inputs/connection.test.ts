import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConnection, readOrgs, reasonForNoToken } from '../../src/inputs/connection.ts'
import { Form } from '../../src/inputs/form.ts'
import { makeAppKey } from '../local-github/app.ts'

type Texts = Record<string, string>

function read({ token = 't0ken', ...given }: Texts = {}, variables: Texts = {}) {
  const inputs: Texts = { token, ...given }
  const masked: string[] = []
  const form = new Form(
    name => inputs[name] ?? '',
    variables,
    secret => masked.push(secret)
  )
  return { connection: readConnection(form), masked, problems: form.problems }
}

test('what is not given has its default', () => {
  const times = { timeout: 1_200_000, requestTimeout: 30_000, writeInterval: 1000 }
  const connection = { apiUrl: 'https://api.github.com', access: { token: 't0ken' }, ...times, proxy: {} }
  expect(read()).toEqual({ connection, masked: ['t0ken'], problems: [] })
})

test('what is given is read, and what cannot be is a problem', () => {
  const address = 'https://ghes.acme.example/api/v3'
  const given = { timeout: '1h', 'request-timeout': '5s', 'github-api-url': `${address}/` }
  const connection = { apiUrl: address, timeout: 3_600_000, requestTimeout: 5000 }
  expect(read(given)).toMatchObject({ connection, problems: [] })
  expect(read({ timeout: '20' }).problems).toEqual([
    `Input 'timeout' is '20'; it must be a whole number above 0 with ms, s, m, h or d, such as 30s.`
  ])
})

test.each([
  ['the variable', '', 'https://ghes.acme.example/api/v3', 'https://ghes.acme.example/api/v3'],
  ['the input before it', 'https://api.acme.ghe.com', 'https://x.example', 'https://api.acme.ghe.com'],
  ['neither', '', '', 'https://api.github.com'],
  ['http on loopback', 'http://127.0.0.1:8080', '', 'http://127.0.0.1:8080']
])('the address of GitHub: %s', (_, given, variable, expected) => {
  const { connection, problems } = read({ 'github-api-url': given }, { GITHUB_API_URL: variable })
  expect([connection.apiUrl, problems]).toEqual([expected, []])
})

const example = 'https://api.github.com, or https://HOST/api/v3 on GitHub Enterprise Server.'
const unresolved = (host: string) =>
  `'github-api-url' has a host that resolves to ${host}; if that is the host you want, write it in that form.`
const noAddress = `'github-api-url' is not the address of a REST API; it must look like ${example}`
test.each([
  ...[
    ...['api.github.com', 'ftp://api.github.com', 'https://ci:hunter2@api.github.com'],
    ...['https://hunter2@api.github.com', 'https://api.github.com?hunter2', 'https://api.github.com#hunter2']
  ].map(given => [given, noAddress]),
  [
    'http://ghes.acme.example/api/v3',
    `'github-api-url' begins with http:, which would send the token unencrypted; it must look like ${example}`
  ],
  ['https://github.com', `'github-api-url' is GitHub's website; its REST API is ${example}`],
  ['http://127.1:8080', unresolved('127.0.0.1')],
  ['https://g\u00efthub.example/api/v3', unresolved('xn--gthub-cta.example')]
])('%s is refused, and not repeated', (given, expected) => {
  expect(read({ 'github-api-url': given }).problems).toEqual([expected])
})

const untrusting =
  'NODE_TLS_REJECT_UNAUTHORIZED is 0, so anyone on the network path could read the token; remove it, and set NODE_EXTRA_CA_CERTS to your own certificate authority.'
test.each<[given: string, expected: string[], ...addresses: string[]]>([
  ['0', [untrusting], 'https://api.github.com', 'https://localhost.acme.example'],
  ['0', [noAddress, untrusting], 'localhost'],
  ['0', [], 'https://127.0.0.1:8443', 'https://localhost:8443/api/v3', 'https://[::1]'],
  ['1', [], 'https://api.github.com'],
  ['', [], 'https://api.github.com']
])('NODE_TLS_REJECT_UNAUTHORIZED=%s: %j', (given, expected, ...addresses) => {
  const variables = { NODE_TLS_REJECT_UNAUTHORIZED: given }
  for (const address of addresses)
    expect(read({ 'github-api-url': address }, variables).problems).toEqual(expected)
})

const badToken = `'token' has characters that are not allowed in a token, such as a space or a line break.`
test.each<[token: string, masked: string[], expected: unknown]>([
  ['', [], expect.stringMatching(/^'token' is missing; /)],
  ...['a b', 'a\nb', 'tökén'].map((token): [string, string[], string] => [token, [token], badToken])
])('a token like %j is refused, but masked', (token, masked, expected) => {
  expect(read({ token })).toMatchObject({ masked, problems: [expected] })
})

type Operation = Parameters<typeof readOrgs>[1]
test.each<[given: string, operation: Operation, orgs: string[], ...expected: string[]]>([
  ['acme', 'create', ['acme']],
  ['acme, labs_1', 'list', ['acme', 'labs_1']],
  ['Acme, labs, acme', 'list', ['Acme', 'labs']],
  ['acme, ACME', 'create', ['acme']],
  ['acme, labs', undefined, ['acme', 'labs']],
  ['acme, labs', 'create', ['acme', 'labs'], `'org' names 2 organizations; create takes one organization.`],
  ['', 'list', [], `'org' is empty; set it to the name of an organization.`],
  [
    '*',
    'list',
    ['*'],
    `'org' is *, which needs a GitHub App ('app-id' and 'app-private-key'). With a token, list the organizations.`
  ],
  ['a/b', 'get', ['a/b'], `'org' contains 'a/b', which is not an organization name. Write only the name: a.`],
  ['..', 'get', ['..'], `'org' contains '..', which is not an organization name.`]
])('organizations %s for %s: %j', (given, operation, orgs, ...expected) => {
  const form = new Form(
    name => (name === 'org' ? given : ''),
    {},
    () => {}
  )
  expect(readOrgs(form, operation)).toEqual(orgs)
  expect(form.problems).toEqual(expected)
})

const address = 'proxy.acme.example'
test.each<[name: string, given: Record<string, string>, expected: Record<string, string>]>([
  ['no proxy', {}, {}],
  ['an empty proxy', { HTTPS_PROXY: ' ' }, {}],
  ['host and port', { HTTPS_PROXY: `${address}:1` }, { HTTPS_PROXY: `http://${address}:1/`, NO_PROXY: '' }],
  ['what is spared', { HTTPS_PROXY: 'a', NO_PROXY: '*.b' }, { HTTPS_PROXY: 'http://a/', NO_PROXY: '*.b' }],
  [
    'lower case first',
    { https_proxy: 'https://a', HTTPS_PROXY: 'http://b', no_proxy: 'c', NO_PROXY: 'd' },
    { HTTPS_PROXY: 'https://a/', NO_PROXY: 'c' }
  ],
  ['HTTP_PROXY, which is not for https', { HTTP_PROXY: 'http://a' }, {}]
])('the proxy: %s', (_, given, expected) => {
  const { connection, problems } = read({}, given)
  expect([connection.proxy, problems]).toEqual([expected, []])
})

test.each([
  ['http://', 'hunter%402', ['hunter%402', 'hunter@2']],
  ['http://', 'hunter%zz', ['hunter%zz']],
  ['', 'hunter2', ['hunter2', 'hunter2']]
])("a proxy's password is masked as written and as decoded: %s…%s", (scheme, password, expected) => {
  const { masked, connection } = read({}, { HTTPS_PROXY: `${scheme}ci:${password}@${address}:3128` })
  expect(masked).toEqual(['t0ken', ...expected])
  expect(connection.proxy['HTTPS_PROXY']).toBe(`http://ci:${password}@${address}:3128/`)
})

test.each([`socks5://ci:hunter2@${address}`, 'http://', 'a b'])('the proxy %s is refused', HTTPS_PROXY => {
  const { connection, problems } = read({}, { HTTPS_PROXY })
  const refused = 'is not the address of a proxy; it must look like http://proxy.acme.example:3128.'
  expect([connection.proxy, problems]).toEqual([{}, [`The variable HTTPS_PROXY ${refused}`]])
})

const key = makeAppKey()
const pkcs1 = key.export({ type: 'pkcs1', format: 'pem' }).toString().trim()
const pkcs8 = key.export({ type: 'pkcs8', format: 'pem' }).toString().trim()

const readApp = (given: Texts, variables: Texts = {}) => {
  const { connection, ...rest } = read({ token: '', ...given }, variables)
  return { access: connection.access, ...rest }
}

test.each([
  ['PKCS#1', pkcs1, [pkcs1]],
  ['PKCS#8', pkcs8, [pkcs8]],
  ['in one line', pkcs1.replaceAll('\n', '\\n'), [pkcs1.replaceAll('\n', '\\n'), pkcs1]],
  ['lines of Windows', pkcs8.replaceAll('\n', '\r\n'), [pkcs8.replaceAll('\n', '\r\n')]],
  ['with \\r\\n, in quotes', `"${pkcs1.replaceAll('\n', '\\r\\n')}"`, [pkcs1]],
  ['with spaces for line breaks', pkcs8.replaceAll('\n', ' '), [pkcs8.replaceAll('\n', ' ')]],
  ['in one piece', pkcs1.replaceAll('\n', ''), [pkcs1.replaceAll('\n', '')]]
])('a key %s is masked as it came and as it is read, and becomes PKCS#8', (_, given, masked) => {
  const result = readApp({ 'app-id': ' 1234'.trim(), 'app-private-key': given })
  expect(result).toMatchObject({ access: { appId: '1234' }, problems: [] })
  expect(result.masked).toEqual(expect.arrayContaining(masked))
  const { privateKey } = Object(result.access)
  expect(privateKey).toBe(`${pkcs8}\n`)
  expect(createPrivateKey(privateKey).equals(key)).toBe(true)
})

const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const ofCurve = elliptic.export({ type: 'sec1', format: 'pem' }).toString()
const sealed = key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'p' }).toString()
test.each([
  ['no key', 'no key', /is not a PEM-encoded RSA private key/],
  ['a key of another kind', ofCurve, /is not a PEM-encoded RSA private key/],
  ['an encrypted key', sealed, /is encrypted; .* without a passphrase/]
])('%s is a problem, masked, and not repeated', (_, given, expected) => {
  const { masked, problems } = readApp({ 'app-id': 'Iv1.abc', 'app-private-key': given })
  expect(masked).toContain(given)
  expect(problems).toEqual([expect.stringMatching(expected)])
  expect(String(problems)).not.toContain(given.slice(0, 40))
})

test.each(['12 34', '12/34', `${'1'.repeat(101)}`])('an id like %j is a problem, and not repeated', id => {
  const { problems } = readApp({ 'app-id': id, 'app-private-key': pkcs1 })
  expect(problems).toEqual([expect.stringMatching(/^'app-id' is neither the id nor the client id/)])
  expect(String(problems)).not.toContain(id)
})

test('everything that is wrong is said at once, and nothing is shown', () => {
  const { masked, problems } = readApp({ token: 't0ken', 'app-private-key': 'hunter2', 'client-id': 'x' })
  expect(masked).toEqual(['t0ken', 'hunter2'])
  const expected = [
    /^'token' and a GitHub App \('app-id', 'app-private-key'\) are both given/,
    /^'app-private-key' is given, but 'app-id' is missing; .*'client-id' is for an Azure application/,
    /^'app-private-key' is not a PEM-encoded RSA private key/
  ]
  expect(problems).toEqual(expected.map(text => expect.stringMatching(text)))
})

test('an empty key is explained by the event, as an empty token is', () => {
  const fork = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_ACTOR: 'dependabot[bot]' }
  expect(readApp({ 'app-id': '1' }, fork).problems).toEqual([
    `'app-private-key' is empty: Dependabot's pull requests get no Actions secrets, only Dependabot secrets. Store the key as a Dependabot secret, or skip this step for them.`
  ])
  expect(readApp({ 'app-id': '1' }).problems.join()).toContain('A secret that is not set arrives')
})

describe('an empty token', () => {
  const folder = mkdtempSync(join(tmpdir(), 'event-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  const usual = `'token' is missing; set it to a token that can manage the organization's private registries (the workflow's own GITHUB_TOKEN cannot). A secret that is not set arrives empty.`
  const fork = `'token' is empty: pull requests from forks get no secrets. Skip this step for them.`
  const dependabot = `'token' is empty: Dependabot's pull requests get no Actions secrets, only Dependabot secrets. Store the token as a Dependabot secret, or skip this step for them.`
  const from = (head: object | null) => ({
    pull_request: { head: { repo: head }, base: { repo: { full_name: 'acme/web' } } }
  })

  test.each([
    ['a push', 'push', from({ full_name: 'other/web' }), usual],
    ['a fork', 'pull_request', from({ full_name: 'other/web' }), fork],
    ['a fork that is gone', 'pull_request', from(null), fork],
    ['a fork, by review', 'pull_request_review', from({ full_name: 'other/web' }), fork],
    ['the same repository', 'pull_request', from({ full_name: 'acme/web' }), usual],
    ['an event without pull request', 'pull_request', {}, usual],
    ['an event that is no JSON', 'pull_request', '{', usual],
    ['Dependabot', 'pull_request', from(null), dependabot, 'dependabot[bot]'],
    ['a fork where it gets them', 'pull_request_target', from({ full_name: 'other/web' }), usual],
    ['Dependabot on push', 'push', {}, dependabot.replace('pull requests', 'runs'), 'dependabot[bot]']
  ])('on %s', (_, event, given, expected, actor = 'octocat') => {
    const path = join(folder, 'event.json')
    writeFileSync(path, typeof given === 'string' ? given : JSON.stringify(given))
    const variables = { GITHUB_EVENT_NAME: event, GITHUB_ACTOR: actor, GITHUB_EVENT_PATH: path }
    expect(reasonForNoToken(variables)).toBe(expected)
  })

  test('is explained by no event that cannot be read, nor outside of a workflow', () => {
    for (const GITHUB_EVENT_PATH of [undefined, '', '/nowhere/event.json'])
      expect(reasonForNoToken({ GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH })).toBe(usual)
    expect(reasonForNoToken({})).toBe(usual)
  })
})
