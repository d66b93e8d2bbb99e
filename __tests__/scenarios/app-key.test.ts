import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { makeAppKey } from '../github/app.ts'
import { said, startApp } from './app-scenario.ts'
import { messages, theError } from './scenario.ts'

const pemOf = (key: KeyObject, type: 'pkcs1' | 'pkcs8') => key.export({ type, format: 'pem' }).toString()

test.each<{ name: string; given: (key: KeyObject) => string }>([
  { name: 'PKCS#1, as GitHub makes it', given: key => pemOf(key, 'pkcs1') },
  { name: 'PKCS#8', given: key => pemOf(key, 'pkcs8') },
  { name: 'without a line break at its end', given: key => pemOf(key, 'pkcs1').trim() },
  { name: 'with line breaks written as \\n', given: key => pemOf(key, 'pkcs1').replaceAll('\n', '\\n') },
  { name: 'with line breaks of Windows', given: key => pemOf(key, 'pkcs8').replaceAll('\n', '\r\n') },
  {
    name: 'with line breaks written as \\r\\n, in quotes',
    given: key => `"${pemOf(key, 'pkcs1').replaceAll('\n', '\\r\\n')}"`
  },
  { name: 'with spaces for line breaks', given: key => pemOf(key, 'pkcs8').trim().replaceAll('\n', ' ') },
  { name: 'in one piece', given: key => pemOf(key, 'pkcs1').replaceAll('\n', '') },
  { name: 'in base64', given: key => Buffer.from(pemOf(key, 'pkcs1')).toString('base64') },
  {
    name: 'in wrapped base64, in quotes, of what has \\n',
    given: key =>
      `'${Buffer.from(pemOf(key, 'pkcs8').replaceAll('\n', '\\n'))
        .toString('base64')
        .replace(/.{76}/g, '$&\n')}'`
  }
])('a key $name', async ({ given }) => {
  const { app, run } = await startApp()
  const result = await run({ operation: 'list', 'app-private-key': given(app.key) })
  expect(result.annotations).toEqual([])
})

const noKey = `'app-private-key' is not a PEM-encoded RSA private key; give the whole text of the .pem file that GitHub made, from -----BEGIN to the end of the line with -----END.`
const encrypted = `'app-private-key' is encrypted; give the .pem file as GitHub made it, without a passphrase.`

test.each<{ name: string; given: (key: KeyObject) => string; expected: string }>([
  { name: 'no PEM', given: () => 'hunter2 and more', expected: noKey },
  { name: 'half of it', given: key => pemOf(key, 'pkcs1').slice(0, 800), expected: noKey },
  {
    name: 'a key for elliptic curves',
    given: () => pemOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, 'pkcs8'),
    expected: noKey
  },
  {
    name: 'a public key',
    given: () =>
      generateKeyPairSync('rsa', { modulusLength: 2048 })
        .publicKey.export({ type: 'spki', format: 'pem' })
        .toString(),
    expected: noKey
  },
  {
    name: 'an encrypted key',
    given: key =>
      key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString(),
    expected: encrypted
  },
  {
    name: 'an encrypted key of old',
    given: key =>
      key.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString(),
    expected: encrypted
  }
])('$name is refused, and not shown', async ({ given, expected }) => {
  const scenario = await startApp()
  const result = await scenario.run({ operation: 'list', 'app-private-key': given(scenario.app.key) })
  expect(theError(result)).toBe(expected)
  expect(said(scenario)).toEqual([])
})

test('the key of another App is refused by GitHub, once for each organization that is asked for', async () => {
  const scenario = await startApp()
  const result = await scenario.run({
    operation: 'list',
    'app-private-key': pemOf(makeAppKey(), 'pkcs1')
  })
  expect(theError(result)).toMatch(
    /^GitHub refused to find the App in acme \(401\): the App is not recognised\. Check that 'app-private-key' is a key of the App that 'app-id' names, and the clock of the runner\. GitHub said: A JSON web token could not be decoded\. Request id/
  )
  expect(scenario.github.exchanges).toHaveLength(1)
})

const both = `'token' is given, and so is the key of an App; give one of them.`
test.each([
  {
    name: 'the id alone',
    given: { 'app-private-key': '' },
    expected: [`'app-id' is given, but 'app-private-key' is empty. A secret that is not set arrives empty.`]
  },
  {
    name: 'the key alone',
    given: { 'app-id': '' },
    expected: [
      `'app-private-key' is given, but 'app-id' is missing; give the id or the client id of the App.`
    ]
  },
  {
    name: 'the key, and the id where that of an Azure application goes',
    given: { 'app-id': '', 'client-id': 'Iv23liLOCAL' },
    expected: [
      `'app-private-key' is given, but 'app-id' is missing ('client-id' is that of an Azure application; an App's client id goes into 'app-id'); give the id or the client id of the App.`
    ]
  },
  { name: 'a token beside both', given: { token: 'github_pat_hunter2' }, expected: [both] },
  {
    name: 'an id that is none',
    given: { 'app-id': 'my app' },
    expected: [
      `'app-id' is neither the id nor the client id of a GitHub App, such as 1234567 or Iv23liAbCdEfGh.`
    ]
  },
  {
    name: '* beside names',
    given: { org: 'acme, *' },
    expected: [`'org' holds * beside names; * stands for all of the App's organizations alone.`]
  },
  {
    name: '* with a token',
    given: { token: 'github_pat_hunter2', 'app-id': '', 'app-private-key': '', org: '*' },
    expected: [
      `'org' is *, but a token does not tell its organizations; name them, or give 'app-id' and 'app-private-key' instead of 'token'.`
    ]
  },
  {
    name: '* for one organization',
    given: { operation: 'get', name: 'X', org: '*' },
    expected: [`'org' is *; get takes one organization.`]
  }
])('$name: nothing is sent, and the error says what to do', async ({ given, expected }) => {
  const scenario = await startApp()
  const result = await scenario.run(JSON.parse(JSON.stringify({ operation: 'list', ...given })))
  expect(messages(result, 'error')).toEqual(expected)
  expect(said(scenario)).toEqual([])
})

test('a key in the place of the id is not shown', async () => {
  const scenario = await startApp()
  const { pem } = scenario.app
  const result = await scenario.run({ operation: 'list', 'app-id': pem, 'app-private-key': '4001' })
  expect(messages(result, 'error')).toHaveLength(2)
})
