import { defaultToken } from '../local-github/tokens.ts'
import { makeAuthority } from './authority.ts'
import { type ConnectProxy, startProxy } from './connect-proxy.ts'
import { examine, type Inputs, list, messages, type Scenario, start, theError } from './scenario.ts'

// A machine without openssl cannot make certificates: these tests are then shown as skipped.
const authority = makeAuthority('DNS:github.acme.example', 'IP:127.0.0.1', 'IP:0.0.0.0')
const testWithTls = authority ? test : test.skip
const trusted = { NODE_EXTRA_CA_CERTS: authority?.file ?? '' }
const api = { 'github-api-url': 'https://github.acme.example' }
const secret = 'a secret value'
const create = {
  ...{ operation: 'create', 'registry-type': 'npm_registry', url: 'https://npm.acme.example' },
  ...{ visibility: 'all', secret }
}

let proxy: ConnectProxy | undefined

afterEach(async () => {
  await proxy?.close()
  proxy = undefined
})

afterAll(() => authority?.remove())

async function startBehindProxy(
  status?: number,
  withTls = true
): Promise<Scenario & { proxy: ConnectProxy; port: number }> {
  const scenario = await start(authority && withTls ? { tls: authority } : {})
  const port = Number(new URL(scenario.github.url).port)
  proxy = await startProxy(port, status)
  return { ...scenario, proxy, port }
}

testWithTls.each([
  ['HTTPS_PROXY', 'http://'],
  ['https_proxy', '']
])(
  '%s=%s… leads to GitHub; it sees neither token nor secret, only its own password',
  async (variable, scheme) => {
    const { github, acme, run, proxy } = await startBehindProxy()
    const env = { ...trusted, [variable]: `${scheme}ci:p%40ss-word@127.0.0.1:${proxy.port}` }
    const result = await run({ ...create, ...api }, { env })
    expect(messages(result, 'error')).toEqual([])
    expect(acme.registries).toEqual([expect.objectContaining({ url: create.url, secret })])
    expect(github.said()).toHaveLength(3)
    const credentials = `Basic ${Buffer.from('ci:p@ss-word').toString('base64')}`
    expect(new Set(proxy.heard)).toEqual(new Set([`CONNECT github.acme.example:443 ${credentials}`]))
    const bytes = Buffer.concat(proxy.bytes).toString('latin1')
    expect(bytes.length).toBeGreaterThan(500)
    for (const word of [defaultToken, secret, 'npm.acme.example', 'authorization'])
      expect(bytes).not.toContain(word)
    examine(result, ['p@ss-word', 'p%40ss-word'])
    expect(result.masks).toContain('p@ss-word')
  }
)

testWithTls('a proxy that refuses is named, with its status', async () => {
  const { github, run, proxy } = await startBehindProxy(403)
  const env = { ...trusted, HTTPS_PROXY: `http://ci:p%40ss-word@127.0.0.1:${proxy.port}` }
  const result = await run({ operation: 'list', ...api, timeout: '2s' }, { env })
  expect(theError(result)).toMatch(/proxy did not connect to github\.acme\.example.*403.*HTTPS_PROXY/)
  examine(result, ['p@ss-word', 'p%40ss-word'])
  expect(github.said()).toEqual([])
})

test.each(['http:', 'https:'])('loopback never goes through a proxy, with %s', async scheme => {
  if (scheme === 'https:' && !authority) return
  const { github, run, proxy } = await startBehindProxy(undefined, scheme === 'https:')
  const address = `http://127.0.0.1:${proxy.port}`
  const env = { HTTPS_PROXY: address, https_proxy: address, HTTP_PROXY: address, http_proxy: address }
  await run({ operation: 'list' }, { env: { ...trusted, ...env, ALL_PROXY: address } })
  expect(github.said()).toEqual([list])
  expect(proxy.heard).toEqual([])
})

test('what is no proxy is refused before any request, and not repeated', async () => {
  const { run } = await start()
  const env = { HTTPS_PROXY: 'http://ci:p4ssword@:80' }
  const result = await run({ operation: 'list', ...api }, { env })
  expect(theError(result)).toMatch(/HTTPS_PROXY is not the address of a proxy/)
  examine(result, ['p4ssword'])
})

const untrusted: [name: string, inputs: Inputs, env: Record<string, string>, message: RegExp][] = [
  ['an unknown authority', {}, {}, /certificate.*(UNABLE|SELF_SIGNED).*NODE_EXTRA_CA_CERTS/],
  ['another host', { 'github-api-url': 'localhost' }, trusted, /certificate.*ERR_TLS_CERT_ALTNAME_INVALID/]
]

testWithTls.each(untrusted)('a certificate of %s is refused at once', async (_, inputs, env, message) => {
  const { github, run } = await startBehindProxy()
  const host = inputs['github-api-url'] ?? '127.0.0.1'
  const result = await run({ ...create, 'github-api-url': github.url.replace('127.0.0.1', host) }, { env })
  expect(theError(result)).toMatch(message)
  expect(github.said()).toEqual([])
})
