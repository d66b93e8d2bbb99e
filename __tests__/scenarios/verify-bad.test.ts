// Registries that do not behave: no verdict, no leak, and no waiting beyond the limits.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { makeAuthority } from './authority.ts'
import { startProxy } from './connect-proxy.ts'
import { basic, secret, startServer, verify as verifyEntries } from './registry-servers.ts'
import type { Inputs } from './scenario.ts'

const header = basic(`ci:${secret}`)
const authority = makeAuthority('DNS:npm.acme.example', 'IP:127.0.0.1')
const testWithTls = authority ? test : test.skip
afterAll(() => authority?.remove())

/** Verifies registries of a type, signing in as `ci`. */
function verify(urls: readonly string[], inputs: Inputs = {}, registry_type = 'npm_registry', env = {}) {
  const entries = urls.map(url => ({ registry_type, url, username: 'ci', secret_env: 'SECRET' }))
  return verifyEntries(entries, { SECRET: secret, ...env }, { 'request-timeout': '300ms', ...inputs })
}

type Answer = (request: IncomingMessage, response: ServerResponse, origin: string) => unknown

const signedIn = ({ headers }: IncomingMessage) => headers.authorization !== undefined
/** Asks for a credential first, and then answers so. */
const once =
  (answer: Answer): Answer =>
  (...given) =>
    signedIn(given[0]) ? answer(...given) : given[1].writeHead(401).end()

const drip =
  (start: string): Answer =>
  (_, { socket }) => {
    socket?.write(start)
    const timer = setInterval(() => socket?.write('x'), 20)
    socket?.on('close', () => clearInterval(timer))
  }
const huge: Answer = (_, response) => {
  const more = () => {
    while (response.write('x'.repeat(1024 * 1024)) && !response.destroyed);
  }
  response.writeHead(200, { 'content-length': 50 * 1024 * 1024 }).on('drain', more)
  more()
}
const redirect = (to: string): Answer => {
  return (_, response, origin) => response.writeHead(302, { location: to || `${origin}/again` }).end()
}
const echo: Answer = ({ headers }, response) => {
  const said = String(headers.authorization)
  response.writeHead(500, `no ${said}`, { 'www-authenticate': said, location: `https://${secret}.example` })
  response.end(JSON.stringify({ error: said, secret }))
}
const challenge = (realm: string): Answer => {
  return (_, response) => response.writeHead(401, { 'www-authenticate': `Bearer realm=${realm}` }).end()
}

const refuse: Answer = (_, response) => response.writeHead(401).end()
const bytes = (text: string): Answer => {
  return (_, { socket }) => socket?.write(text)
}
const longHeader: Answer = (_, response) => response.writeHead(401, { x: 'x'.repeat(20_000) }).end()
const upgrade = 'HTTP/1.1 101 X\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'
const [nuget, docker] = [{ type: 'nuget_feed' }, { type: 'docker_registry' }]

/** The verdict and its reason; `sent` is how often the credential went out. */
type Row = [what: string, Answer, why: RegExp, more?: { verdict?: string; sent?: number; type?: string }]
const bad: Row[] = [
  ['hangs', () => {}, /did not answer in time/],
  ['hangs once it has the credential', once(() => {}), /in time/, { sent: 1 }],
  ['drips its header', drip('HTTP/1.1 200 OK\r\nx: '), /in time/],
  ['drips a discovery', drip('HTTP/1.1 200 OK\r\n\r\n'), /in time/, nuget],
  ['says to wait', bytes('HTTP/1.1 100 Continue\r\n\r\n'.repeat(99)), /in time/],
  ['has 50 MB', huge, /200 without a credential/],
  ['has 50 MB for a discovery', huge, /1 MiB/, nuget],
  ['has a long header', longHeader, /HPE_HEADER/],
  ['is no HTTP', (_, { socket }) => socket?.end('220 ready\r\n'), /connection was lost/],
  ['hangs up', (_, { socket }) => socket?.destroy(), /connection was lost/],
  ['switches the protocol', bytes(upgrade), /lost/],
  ['redirects to itself', redirect(''), /redirects \(302/],
  ['redirects later', once(redirect('')), /redirects/, { verdict: 'unclear 302', sent: 1 }],
  ['fails', (_, response) => response.writeHead(503).end(), /answers 503 without/],
  ['is a page', (_, response) => response.end('<html>'), /not what a registry/, nuget],
  ['nests', (_, response) => response.end('['.repeat(500_000)), /not what a registry/, nuget],
  ['repeats the credential', once(echo), /answers 500/, { verdict: 'unclear 500', sent: 1 }],
  ['names a token service at a file', challenge('file:///etc'), /token service/, docker],
  ['names no token service', challenge('"https://127.0.0.1:1/t"'), /ECONNREFUSED/, docker]
]

test('the log begins with what is done and with the inputs, whatever fails at once', async () => {
  const { log } = await verify(['http://127.0.0.1:1/'], { 'write-interval': '5s' })
  const [opening, first, ...others] = log.trimEnd().split('\n')
  expect([opening, first]).toEqual([
    'Asking 1 registry',
    expect.stringContaining("'write-interval' is not used")
  ])
  expect(others.at(-1)).toBe('1 unclear.')
})

test.each(bad)('a registry that %s', async (_, answer, why, ...[more = {}]) => {
  const { verdict = 'unclear null', sent = 0, type = 'npm_registry' } = more
  const server = await startServer('/', answer)
  const { shown, verdicts } = await verify([server.url], {}, type)
  expect(verdicts).toEqual([verdict])
  expect(shown[0]?.reason).toMatch(why)
  expect(server.credentials()).toEqual(Array(sent).fill(header))
})

test('no other origin is contacted: not by a redirect, nor where a discovery leads', async () => {
  const other = await startServer('/', refuse)
  const index = { resources: [{ '@type': 'PackageBaseAddress/3.0.0', '@id': other.url }] }
  const nuget = await startServer('/index.json', (_, response) => void response.end(JSON.stringify(index)))
  const npm = await startServer('/', once(redirect(other.url)))
  await verify([npm.url])
  expect((await verify([nuget.url], {}, 'nuget_feed')).shown[0]?.reason).toMatch(/another origin/)
  const plain = await verify(['http://npm.acme.example'])
  expect(plain.shown).toMatchObject([{ verdict: 'unclear', reason: expect.stringMatching(/unencrypted/) }])
  expect(other.heard).toEqual([])
})

test('at most ten registries are asked at once, and the run ends in time', async () => {
  const hanging: ServerResponse[] = []
  const server = await startServer('/', (_, response) => void hanging.push(response))
  const urls = Array.from({ length: 15 }, (_, index) => `${server.url}${index}`)
  const { shown } = await verify(urls, { timeout: '500ms', 'request-timeout': '30s' })
  expect(new Set(shown.map(({ verdict }) => verdict))).toEqual(new Set(['unclear']))
  expect(hanging).toHaveLength(10)
})

test('a secret that no header can hold is not sent, nor shown', async () => {
  const server = await startServer('/', refuse)
  const entry = { registry_type: 'npm_registry', auth_type: 'token', secret_env: 'SECRET', url: server.url }
  const result = await verifyEntries([entry], { SECRET: `${secret}\nX-Other` })
  expect(result.verdicts).toEqual(['unclear null'])
  expect(server.heard).toEqual([])
})

testWithTls('a certificate has to be trusted, whatever NODE_TLS_REJECT_UNAUTHORIZED says', async () => {
  const notFound: Answer = (_, response) => response.writeHead(404).end()
  const server = await startServer('/', once(notFound), authority)
  const slow = { 'request-timeout': '10s' }
  const [first] = (await verify([server.url], slow)).shown
  expect(first).toMatchObject({ verdict: 'unclear', reason: expect.stringMatching(/not trusted.*EXTRA_CA/) })
  const off = { NODE_TLS_REJECT_UNAUTHORIZED: '0' }
  expect((await verify([server.url], slow, 'npm_registry', off)).log).toContain(
    'NODE_TLS_REJECT_UNAUTHORIZED is 0'
  )
  expect(server.heard).toEqual([])
  const trusted = { NODE_EXTRA_CA_CERTS: authority?.file ?? '' }
  expect((await verify([server.url], slow, 'npm_registry', trusted)).shown).toMatchObject([
    { verdict: 'accepted' }
  ])
  const proxy = await startProxy(Number(new URL(server.url).port))
  const through = { ...trusted, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` }
  const { verdicts } = await verify(['https://npm.acme.example'], slow, 'npm_registry', through)
  await proxy.close()
  expect(verdicts).toEqual(['accepted 404'])
  expect(proxy.heard).toEqual(Array(2).fill('CONNECT npm.acme.example:443'))
  expect(Buffer.concat(proxy.bytes).toString('latin1')).not.toMatch(/authorization|Basic/i)
})

test('what talks no TLS is unclear', async () => {
  const { url } = await startServer('/', refuse)
  expect((await verify([url.replace('http:', 'https:')])).verdicts).toEqual(['unclear null'])
})
