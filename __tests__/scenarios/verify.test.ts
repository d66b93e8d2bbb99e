import { probes } from '../../src/verify/probes.ts'
import type { Fields } from './manifest-scenario.ts'
import {
  basic,
  type Door,
  issued,
  type RegistryServer,
  secret,
  startRegistry,
  startServer,
  verify
} from './registry-servers.ts'
import { examine, type Inputs, messages, theError } from './scenario.ts'

const byUser = (name = 'ci'): Fields => ({ auth_type: 'username_password', username: name })
const byToken: Fields = { auth_type: 'token' }

/** A type, what its entry says beside type and address, its secret, and the header that its readers send. */
type Row = [type: string, entry: Fields, secret: string, header: string, door?: Partial<Door>]
const rows: Row[] = [
  ['npm_registry', byToken, secret, `Bearer ${secret}`],
  ['npm_registry', { ...byToken, username: 'unsent' }, secret, `Bearer ${secret}`],
  ['npm_registry', {}, `ci:${secret}`, basic(`ci:${secret}`), { refusal: 403 }],
  ['npm_registry', byUser(), secret, basic(`ci:${secret}`)],
  ['docker_registry', { username: 'ci' }, secret, basic(`ci:${secret}`)],
  ['docker_registry', byUser('Zoë'), 'pässwörter', basic('Zoë:pässwörter'), { tokenService: '' }],
  ['maven_repository', byUser(), secret, basic(`ci:${secret}`)],
  ['nuget_feed', byToken, secret, `Bearer ${secret}`, { refusal: 403 }],
  ['nuget_feed', byUser(), secret, basic(`ci:${secret}`), { openDiscovery: true }],
  ['python_index', byToken, secret, basic(`${secret}:`)],
  ['python_index', {}, `__token__:${secret}`, basic(`__token__:${secret}`)],
  ['python_index', byUser(), secret, basic(`ci:${secret}`)],
  ['rubygems_server', {}, `ci:${secret}`, basic(`ci:${secret}`)],
  ['cargo_registry', byToken, `Token ${secret}`, `Token ${secret}`, { refusal: 400 }],
  ['cargo_registry', byUser(), secret, basic(`ci:${secret}`)],
  ['composer_repository', byToken, secret, `Bearer ${secret}`],
  ['composer_repository', byUser(), secret, basic(`ci:${secret}`)],
  ['helm_registry', byUser(), secret, basic(`ci:${secret}`), { refusal: 404 }],
  ['terraform_registry', {}, secret, `Bearer ${secret}`],
  ['terraform_registry', {}, secret, `Bearer ${secret}`, { openDiscovery: true }],
  ['goproxy_server', byUser(), secret, basic(`ci:${secret}`), { refusal: 403 }],
  ['pub_repository', {}, secret, `Bearer ${secret}`]
]

test('advice is given, also on a secret that has expired', async () => {
  const parts = [{ alg: 'none' }, { exp: 1_700_000_000 }].map(part => Buffer.from(JSON.stringify(part)))
  const jwt = `${parts.map(part => part.toString('base64url')).join('.')}.`
  const given = { 'registry-type': 'git_source', url: 'https://git.acme.example/path', secret: jwt }
  const { outputs, exitCode } = await verify([], { SECRET: jwt }, { manifest: '', ...given })
  const names = JSON.parse(outputs['advice'] ?? '').map(({ name }: { name: string }) => name)
  expect([names, exitCode]).toEqual([['git-source-path', 'secret-expires'], 0])
})

const startAll = (change: Partial<Door> = {}) =>
  Promise.all(
    rows.map(([type, , , authorization, door]) => startRegistry(type, { authorization, ...door, ...change }))
  )

const npmAt = ({ url }: RegistryServer): Fields => ({
  registry_type: 'npm_registry',
  url,
  secret_env: 'SECRET'
})
const dockerAt = (server: RegistryServer): Fields => {
  return { ...npmAt(server), registry_type: 'docker_registry', username: 'ci' }
}
const entriesOf = (servers: readonly RegistryServer[]): Fields[] =>
  rows.map(([registry_type, entry], index) => ({
    ...{ registry_type, url: servers[index]?.url ?? '' },
    ...{ secret_env: `SECRET_${index}`, ...entry }
  }))
const secrets = (change: (text: string) => string = text => text) =>
  Object.fromEntries(rows.map(([, , text], index) => [`SECRET_${index}`, change(text)]))

test('every type accepts its credential, as its readers send it, after it was asked without', async () => {
  const servers = await startAll()
  const result = await verify(entriesOf(servers), secrets())
  expect(result.shown.filter(({ verdict }) => verdict !== 'accepted')).toEqual([])
  const told = result.annotations.filter(({ message }) => /_\w+ at http(?!.*advice\.md#)/.test(message))
  expect([result.exitCode, told]).toEqual([0, []])
  const service = 'It opens with the token that its token service issues.'
  expect(result.shown.filter(({ reason }) => reason === service).map(one => one.registry_type)).toEqual([
    'docker_registry'
  ])
  for (const [index, [, , , header, { tokenService } = {}]] of rows.entries()) {
    const heard = servers[index]?.heard ?? []
    const first = heard.findIndex(line => line.split(' ').length > 2)
    // The same request twice, and nothing more; before a token service gets it, its token for everybody is tried.
    expect(heard[tokenService === undefined ? first : 3]).toBe(`${heard[first - 1]} ${header}`)
    expect(servers[index]?.credentials().filter(value => value === header)).toHaveLength(1)
  }
  expect(result.outputs['summary']).toContain(`${rows.length} accepted.`)
})

test('every type refuses a wrong credential with 401; any other status tells nothing', async () => {
  const wrong = secrets(text => `${text.slice(0, -1)}X`)
  const servers = await startAll()
  const result = await verify(entriesOf(servers), wrong)
  const refusals = rows.map(([, , , , { refusal = 401 } = {}]) => refusal)
  expect(result.verdicts).toEqual(refusals.map(one => `${one === 401 ? 'refused' : 'unclear'} ${one}`))
  const message = /yml:6: npm_registry at http.*refuses the credential \(401\).*SECRET_0.*rotate/
  expect(messages(result, 'error')[0]).toMatch(message)
  const { url, reason } = result.shown[0] ?? {}
  const refused = refusals.filter(one => one === 401).length
  const counted = `${refused} refused, ${rows.length - refused} unclear.`
  expect(result.log).toContain(`refused: npm_registry at ${url}: ${reason}\n`)
  expect(result.log).toContain(`\n${counted}\n`)
  const table = [
    ...[counted, '', '| Verdict | Type | Address | Status | Reason |', '| --- | --- | --- | --- | --- |'],
    `| **refused** | \`npm_registry\` | \`${url}\` | 401 | It refuses the credential`
  ]
  expect(result.summary).toContain(`\n\n${table.join('\n')}`)
  expect(result.summary.lastIndexOf('**refused**')).toBeLessThan(result.summary.indexOf('| unclear'))
})

test('a container registry that offers Basic too is asked without its token service', async () => {
  const server = await startServer('/', ({ headers }, response) => {
    const isRight = headers.authorization === basic(`ci:${secret}`)
    const challenge = 'Bearer realm="https://127.0.0.1:1/token",service="x", Basic realm="x"'
    response.writeHead(isRight ? 200 : 401, isRight ? {} : { 'www-authenticate': challenge }).end()
  })
  expect((await verify([dockerAt(server)])).verdicts).toEqual(['accepted 200'])
})

test.each([
  ['pkgs.dev.azure.com/acme', basic(`:${secret}`)],
  ['acme.pkgs.visualstudio.com/app/_packaging/feed', basic(`:${secret}`)],
  ['acme.pkgs.visualstudio.com/app', `Bearer ${secret}`],
  ['pkgs.visualstudio.com.acme.example/_packaging/feed', `Bearer ${secret}`]
])('a NuGet feed at %s gets a token as its reader sends it', (address, header) => {
  expect(probes['nuget_feed']?.token?.(secret, '', new URL(`https://${address}`))).toBe(header)
})

test('whoever answers everybody gets no credential', async () => {
  const servers = await startAll({ open: true })
  const result = await verify(entriesOf(servers), secrets())
  expect(new Set(result.verdicts)).toEqual(new Set(['unclear null']))
  expect(servers.flatMap(server => server.credentials())).toEqual([])
  expect(result.log).toMatch(/Warning: .*answers everybody/)
})

const azure = { tenant_id: 'x', client_id: 'y', secret_env: undefined }
const ecr = 'https://123456789012.dkr.ecr.eu-west-1.amazonaws.com'
const skipped: [why: RegExp, entry: Fields][] = [
  [/trust: https:.*oidc\.md/, { registry_type: 'nuget_feed', auth_type: 'oidc_azure', ...azure }],
  [/trust: https:.*oidc\.md/, { registry_type: 'npm_registry', ...azure }],
  [/git_source/, { registry_type: 'git_source', ...byUser() }],
  [/hex_organization/, { registry_type: 'hex_organization' }],
  [/No address/, { registry_type: 'npm_registry', url: undefined, name: 'NPM_REGISTRY_SECRET' }],
  [/no credential of auth_type token.*Use username_password/, { registry_type: 'maven_repository' }],
  [/no credential of auth_type token/, { registry_type: 'docker_registry', ...byToken, username: 'ci' }],
  [/no credential of auth_type username_password/, { registry_type: 'pub_repository', username: 'ci' }],
  [/ECR/, { registry_type: 'docker_registry', ...byUser(), url: ecr }],
  [/UNSET is not set/, { registry_type: 'npm_registry', secret_env: 'UNSET' }],
  [/No secret/, { registry_type: 'npm_registry', secret_env: undefined }]
]

test('what cannot be asked is skipped, with the reason', async () => {
  const server = await startServer('/', () => {})
  const entries = skipped.map(([, entry], index) => ({
    ...npmAt(server),
    url: `${server.url}${index}`,
    ...entry
  }))
  const result = await verify(entries)
  for (const [index, [why]] of skipped.entries())
    expect(result.shown[index]).toMatchObject({ verdict: 'skipped', reason: expect.stringMatching(why) })
  expect(server.heard).toEqual([])
  expect(result.summary).toContain('| skipped | `npm_registry` |  |  | No address')
  expect(messages(result, 'notice')).toHaveLength(2)
  expect(result.exitCode).toBe(0)
})

test('each different registry is asked once, whatever its organizations', async () => {
  const npm = await startRegistry('npm_registry', { authorization: `Bearer ${secret}` })
  const entry = { ...npmAt(npm), orgs: ['acme'] }
  const same = { url: npm.url.slice(0, -1), secret_env: 'SAME', auth_type: 'token', orgs: ['globex'] }
  const entries = [entry, { ...entry, ...same }, { ...entry, secret_env: 'OTHER', orgs: ['initech'] }]
  const env = { SECRET: secret, SAME: secret, OTHER: 'another-secret' }
  expect((await verify(entries, env)).verdicts).toEqual(['accepted 404', 'refused 401'])
  expect(npm.credentials()).toHaveLength(2)
})

test('without a manifest the inputs name the registry; what only GitHub needs is a warning', async () => {
  const npm = await startRegistry('npm_registry', { authorization: basic(`ci:${secret}`) })
  const github = await startServer('/', () => {})
  const inputs = { manifest: '', 'registry-type': 'npm_registry', url: npm.url, username: 'ci', secret }
  const unused = { token: 'github_pat_1', org: 'other', 'dry-run': 'true' }
  const step = { github: { api_url: github.origin } }
  const result = await verify([], { SECRET: secret }, { ...inputs, ...unused }, step)
  expect(result.verdicts).toEqual(['accepted 404'])
  const warnings = Object.keys(unused).map(name => `'${name}' is not used by verify.`)
  expect(messages(result, 'warning')).toEqual(expect.arrayContaining(warnings))
  examine(result, [unused.token])
  expect(github.heard).toEqual([])
})

const both = [issued.anonymous, issued.own]
const services: [what: string, door: Partial<Door>, given: string, verdict: string][] = [
  ['opens to everybody, and refuses a wrong one', { opens: both }, 'wrong', 'refused 401'],
  ['opens to everybody, and takes the right one', { opens: both }, secret, 'unclear 200'],
  ['refuses', {}, 'wrong', 'refused 401'],
  ['issues tokens that open nothing', { opens: [] }, secret, 'unclear 401'],
  ['is not there', { tokenService: 'http://127.0.0.1:1' }, secret, 'unclear null'],
  ['is on http', { tokenService: 'http://token.acme.example' }, secret, 'unclear null'],
  ['has a user name', { tokenService: 'https://ci@127.0.0.1:1' }, secret, 'unclear null'],
  ['is no address', { tokenService: 'token' }, secret, 'unclear null']
]

test.each(services)('a token service that %s', async (_, door, given, verdict) => {
  const authorization = basic(`ci:${secret}`)
  const docker = await startRegistry('docker_registry', { authorization, tokenService: '', ...door })
  expect((await verify([dockerAt(docker)], { SECRET: given })).verdicts).toEqual([verdict])
  const sent = docker.credentials().filter(value => value.startsWith('Basic'))
  expect(sent).toHaveLength(door.tokenService === undefined ? 1 : 0)
})

test('a token service elsewhere gets the credential only within allowed-hosts, and the log says so', async () => {
  const authorization = basic(`ci:${secret}`)
  const service = await startRegistry('docker_registry', { authorization })
  const tokenService = service.origin.replace('127.0.0.1', 'localhost')
  const docker = await startRegistry('docker_registry', { authorization, tokenService })
  const play = (hosts: string) => verify([dockerAt(docker)], { SECRET: secret }, { 'allowed-hosts': hosts })
  const refused = await play('127.0.0.1')
  expect(refused.shown[0]?.reason).toMatch(/allowed-hosts/)
  expect(service.heard).toEqual([])
  const allowed = await play('127.0.0.1, localhost')
  expect(allowed.verdicts).toEqual(['accepted 200'])
  expect(allowed.log).toContain(`names ${new URL(tokenService).host} as its token service`)
  expect(service.credentials()).toEqual([authorization])
})

const ours = { repo: { full_name: 'acme/widgets' } }
const pull = { pull_request: { head: ours, base: ours } }
const here = { 'allowed-hosts': '127.0.0.1' }
const events: [event: string, payload: object, inputs: Inputs, error: RegExp | undefined][] = [
  ['pull_request_target', pull, here, /No registry is asked on pull_request_target/],
  ['workflow_run', {}, here, /No registry is asked on workflow_run: its payload cannot be read/],
  ['pull_request', pull, {}, /'allowed-hosts' is missing/],
  ['pull_request', pull, { 'allowed-hosts': '*.acme.example' }, /not in 'allowed-hosts'/],
  ['pull_request', pull, here, undefined],
  ['workflow_run', { workflow_run: { event: 'fork' } }, {}, /'allowed-hosts' is missing/],
  ['schedule', {}, {}, undefined]
]

test.each(events)('on %s with %j and %j', async (event_name, event, inputs, error) => {
  const npm = await startRegistry('npm_registry', { authorization: `Bearer ${secret}` })
  const result = await verify([npmAt(npm)], { SECRET: secret }, inputs, { github: { event_name, event } })
  expect(npm.heard).toHaveLength(error ? 0 : 2)
  if (error) expect(theError(result)).toMatch(error)
  else expect(result.verdicts).toEqual(['accepted 404'])
})
