import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { readAccess } from '../../src/inputs/access.ts'
import { Form } from '../../src/inputs/form.ts'
import { makeAppKey } from '../local-github/app.ts'

const key = makeAppKey()
const pkcs1 = key.export({ type: 'pkcs1', format: 'pem' }).toString().trim()
const pkcs8 = key.export({ type: 'pkcs8', format: 'pem' }).toString().trim()

function read(given: Record<string, string>, variables: Record<string, string> = {}) {
  const form = new Form(name => given[name] ?? '')
  const masked: string[] = []
  const access = readAccess(form, variables, secret => masked.push(secret))
  return { access, masked, problems: form.problems }
}

test('a token alone is the access', () => {
  expect(read({ token: 't0ken' })).toEqual({ access: { token: 't0ken' }, masked: ['t0ken'], problems: [] })
})

test.each([
  ['PKCS#1', pkcs1, [pkcs1]],
  ['PKCS#8', pkcs8, [pkcs8]],
  ['in one line', pkcs1.replaceAll('\n', '\\n'), [pkcs1.replaceAll('\n', '\\n'), pkcs1]],
  ['lines of Windows', pkcs8.replaceAll('\n', '\r\n'), [pkcs8.replaceAll('\n', '\r\n')]],
  ['with \\r\\n, in quotes', `"${pkcs1.replaceAll('\n', '\\r\\n')}"`, [pkcs1]],
  ['with spaces for line breaks', pkcs8.replaceAll('\n', ' '), [pkcs8.replaceAll('\n', ' ')]],
  ['in one piece', pkcs1.replaceAll('\n', ''), [pkcs1.replaceAll('\n', '')]]
])('a key %s is masked as it came and as it is read, and becomes PKCS#8', (_, given, masked) => {
  const result = read({ 'app-id': ' 1234'.trim(), 'app-private-key': given })
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
  const { masked, problems } = read({ 'app-id': 'Iv1.abc', 'app-private-key': given })
  expect(masked).toContain(given)
  expect(problems).toEqual([expect.stringMatching(expected)])
  expect(String(problems)).not.toContain(given.slice(0, 40))
})

test.each(['12 34', '12/34', `${'1'.repeat(101)}`])('an id like %j is a problem, and not repeated', id => {
  const { problems } = read({ 'app-id': id, 'app-private-key': pkcs1 })
  expect(problems).toEqual([expect.stringMatching(/^'app-id' is neither the id nor the client id/)])
  expect(String(problems)).not.toContain(id)
})

test('everything that is wrong is said at once, and nothing is shown', () => {
  const { masked, problems } = read({ token: 't0ken', 'app-private-key': 'hunter2', 'client-id': 'x' })
  expect(masked).toEqual(['t0ken', 'hunter2'])
  const expected = [
    /^'token' is given, and so is the key of an App/,
    /^'app-private-key' is given, but 'app-id' is missing \('client-id' is that of an Az/,
    /^'app-private-key' is not a PEM-encoded RSA private key/
  ]
  expect(problems).toEqual(expected.map(text => expect.stringMatching(text)))
})

test('an empty key is explained by the event, as an empty token is', () => {
  const fork = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_ACTOR: 'dependabot[bot]' }
  expect(read({ 'app-id': '1' }, fork).problems).toEqual([
    `'app-private-key' is empty: Dependabot's pull requests get no Actions secrets, only Dependabot secrets. Store the key as one, or skip this step for them.`
  ])
  expect(read({ 'app-id': '1' }).problems.join()).toContain('A secret that is not set arrives')
})
