import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { makeAppKey } from '../github/app.ts'
import { said, startApp } from './app-scenario.ts'
import { type Inputs, messages, theError } from './scenario.ts'

const pemOf = (key: KeyObject, type: 'pkcs1' | 'pkcs8') => key.export({ type, format: 'pem' }).toString()
const pkcs1 = (key: KeyObject) => pemOf(key, 'pkcs1')
const pkcs8 = (key: KeyObject) => pemOf(key, 'pkcs8')
const base64 = (text: string) => Buffer.from(text).toString('base64')

test.each<[name: string, given: (key: KeyObject) => string]>([
  ['with line breaks written as \\r\\n, in quotes', key => `"${pkcs1(key).replaceAll('\n', '\\r\\n')}"`],
  ['with spaces for line breaks', key => pkcs8(key).trim().replaceAll('\n', ' ')],
  ['in one piece', key => pkcs1(key).replaceAll('\n', '')],
  [
    'in wrapped base64, in quotes, of what has \\n',
    key => `'${base64(pkcs8(key).replaceAll('\n', '\\n')).replace(/.{76}/g, '$&\n')}'`
  ]
])('a key %s', async (_, given) => {
  const { app, run } = await startApp()
  const result = await run({ operation: 'list', 'app-private-key': given(app.key) })
  expect(result.annotations).toEqual([])
})

const noKey = `'app-private-key' is not a PEM-encoded RSA private key; give the whole text of the .pem file that GitHub made, from -----BEGIN to the end of the line with -----END.`
const encrypted = `'app-private-key' is encrypted; give the .pem file as GitHub made it, without a passphrase.`
const publicPem = () =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' })

test.each<[name: string, given: (key: KeyObject) => string | Buffer, expected: string]>([
  ['a public key', publicPem, noKey],
  [
    'an encrypted key of old',
    key => key.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }),
    encrypted
  ]
])('%s is refused, and not shown', async (_, given, expected) => {
  const scenario = await startApp()
  const result = await scenario.run({
    operation: 'list',
    'app-private-key': given(scenario.app.key).toString()
  })
  expect(theError(result)).toBe(expected)
  expect(said(scenario)).toEqual([])
})

test('the key of another App is refused by GitHub, once for each organization that is asked for', async () => {
  const { github, run } = await startApp()
  const result = await run({ operation: 'list', 'app-private-key': pkcs1(makeAppKey()) })
  expect(theError(result)).toMatch(
    /^GitHub refused to find the App in acme \(401\): the App is not recognised\. Check that 'app-private-key' is .* A JSON web token could not be decoded\. Request id/
  )
  expect(github.exchanges).toHaveLength(1)
})

const everywhere = {
  ...{ operation: 'apply', org: '*', 'registry-type': 'git_source', url: 'https://git.acme.example' },
  ...{ visibility: 'selected', secret: 'hunter2!' }
}
test.each<[given: Inputs, expected: string]>([
  [
    { 'app-private-key': '' },
    `'app-id' is given, but 'app-private-key' is empty. A secret that is not set arrives empty.`
  ],
  [
    { 'app-id': '' },
    `'app-private-key' is given, but 'app-id' is missing; give the id or the client id of the App.`
  ],
  [{ token: 'github_pat_hunter2' }, `'token' is given, and so is the key of an App; give one of them.`],
  [
    { 'app-id': 'my app' },
    `'app-id' is neither the id nor the client id of a GitHub App, such as 1234567 or Iv23liAbCdEfGh.`
  ],
  [{ org: 'acme, *' }, `'org' holds * beside names; * stands for all of the App's organizations alone.`],
  [{ operation: 'get', name: 'X', org: '*' }, `'org' is *; get takes one organization.`],
  [
    { ...everywhere, 'selected-repositories': 'acme/web' },
    `'selected-repositories' holds 'acme/web', which belongs to acme; with 'org' * give names without an owner.`
  ]
])('%j: nothing is sent, and the error says what to do', async (given, expected) => {
  const scenario = await startApp()
  const result = await scenario.run({ operation: 'list', ...given })
  expect(messages(result, 'error')).toEqual([expected])
  expect(said(scenario)).toEqual([])
})

test('a key in the place of the id is not shown', async () => {
  const { app, run } = await startApp()
  const result = await run({ operation: 'list', 'app-id': app.pem, 'app-private-key': '4001' })
  expect(messages(result, 'error')).toHaveLength(2)
})
