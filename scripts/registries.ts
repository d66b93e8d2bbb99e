// Asks real registries: docker-registry and nginx from Debian's packages, verdaccio from npm. They are unpacked beside
// the packages of this project, and started on loopback.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash, sign } from 'node:crypto'
import { existsSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { runStep } from '../__tests__/runner/step.ts'
import { makeAuthority } from '../__tests__/scenarios/authority.ts'

const packages = resolve('node_modules/.cache/registries')
const folder = mkdtempSync(join(tmpdir(), 'registries-'))
const [user, password] = ['ci', 'made-up']
const processes: ChildProcess[] = []

/** An entry of a manifest for a registry that is running. */
interface Entry {
  registry_type: string
  url: string
  auth_type: 'token' | 'username_password'
}

/** Downloads and unpacks what is to be started. Debian's packages need no installation. */
function unpack(): void {
  mkdirSync(packages, { recursive: true })
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: packages, stdio: ['ignore', 'ignore', 'inherit'] })
  if (!existsSync(join(packages, 'usr/sbin/nginx'))) {
    const download = ['-qq', '-o', 'APT::Sandbox::User=root', 'download', 'docker-registry', 'nginx']
    try {
      run('apt-get', ...download)
    } catch {
      run('apt-get', '-qq', 'update')
      run('apt-get', ...download)
    }
    for (const name of globSync('*.deb', { cwd: packages })) run('dpkg-deb', '-x', name, '.')
  }
  if (!existsSync(join(packages, 'node_modules/verdaccio'))) {
    // Its own dependency on node-fetch 2 misses a later mend.
    writeFileSync(
      join(packages, 'package.json'),
      JSON.stringify({ private: true, overrides: { 'node-fetch': '2.7.0' } })
    )
    run('npm', 'install', '--silent', '--no-audit', '--no-fund', 'verdaccio@6.7.4')
  }
}

function write(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise(done => server.once('listening', done))
  const { port } = server.address() as AddressInfo
  await new Promise(done => server.close(done))
  return port
}

/** Starts a program and waits until it takes connections. */
async function startOn(port: number, command: string, ...args: string[]): Promise<void> {
  processes.push(
    spawn(command, args, { cwd: folder, stdio: 'ignore', env: { ...process.env, HOME: folder } })
  )
  for (let tries = 0; tries < 300; tries++) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await new Promise(done =>
      socket.once('connect', () => done(true)).once('error', () => done(false))
    )
    socket.destroy()
    if (isOpen) return
    await setTimeout(100)
  }
  throw new Error(`${command} does not start.`)
}

async function startDocker(auth: string): Promise<Entry> {
  const port = await freePort()
  const config = write(
    `docker-${port}.yml`,
    `version: 0.1\nstorage: {inmemory: {}}\nhttp: {addr: '127.0.0.1:${port}'}\n${auth}`
  )
  await startOn(port, join(packages, 'usr/bin/docker-registry'), 'serve', config)
  return { registry_type: 'docker_registry', url: `http://127.0.0.1:${port}`, auth_type: 'username_password' }
}

/** A container registry whose token service issues tokens to everybody, and to `ci` those that open it. */
async function startDockerWithTokens(): Promise<Entry[]> {
  const authority = makeAuthority('DNS:localhost')
  if (!authority) return []
  process.on('exit', authority.remove)
  const certificate = authority.cert.replace(/-----.*?-----|\s/g, '')
  const service = createServer((request, response) => {
    const { authorization } = request.headers
    const isSignedIn = authorization === `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
    if (authorization !== undefined && !isSignedIn) return void response.writeHead(401).end()
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      ...{ iss: isSignedIn ? 'acme' : 'stranger', sub: user, aud: 'registry', jti: String(now), access: [] },
      ...{ nbf: now - 60, iat: now, exp: now + 300 }
    }
    const parts = [{ typ: 'JWT', alg: 'ES256', x5c: [certificate] }, claims]
    const text = parts.map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
    const key = { key: authority.key, dsaEncoding: 'ieee-p1363' } as const
    response.end(
      JSON.stringify({ token: `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}` })
    )
  }).listen(0, '127.0.0.1')
  await new Promise(done => service.once('listening', done))
  const { port } = service.address() as AddressInfo
  const realm = `http://127.0.0.1:${port}/token`
  return [
    await startDocker(
      `auth: {token: {realm: '${realm}', service: registry, issuer: acme, rootcertbundle: ${authority.file}}}`
    )
  ]
}

async function startVerdaccio(access: string): Promise<Entry[]> {
  const port = await freePort()
  const digest = createHash('sha1').update(password).digest('base64')
  const users = write(`users-${port}`, `${user}:{SHA}${digest}:autocreated\n`)
  const config = write(
    `verdaccio-${port}.yml`,
    `storage: ./storage\nauth: {htpasswd: {file: ${users}}}\npackages: {'**': {access: ${access}}}\nlog: {type: stdout, level: fatal}\n`
  )
  const script = join(packages, 'node_modules/verdaccio/bin/verdaccio')
  await startOn(port, process.execPath, script, '--config', config, '--listen', `127.0.0.1:${port}`)
  return [{ registry_type: 'npm_registry', url: `http://127.0.0.1:${port}`, auth_type: 'username_password' }]
}

/** What nginx serves: a static tree for each type below `/basic`, `/bearer`, `/asitis` and `/open`. */
async function startNginx(): Promise<Record<'closed' | 'open', Entry[]>> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const index = {
    version: '3.0.0',
    resources: [{ '@type': 'PackageBaseAddress/3.0.0', '@id': `${origin}/open/f/` }]
  }
  for (const name of ['packages.json', 'config.json', 'index.yaml']) write(name, '{}')
  write('nuget.json', JSON.stringify(index))
  const digest = createHash('sha1').update(password).digest('base64')
  const users = write(
    'users',
    `${user}:{SHA}${digest}\n${password}:{SHA}${createHash('sha1').digest('base64')}\n`
  )
  const place = (name: string, guard: string) => `location /${name}/ { alias ${folder}/; ${guard} }`
  const only = (header: string) => `if ($http_authorization != "${header}") { return 401; }`
  const config = write(
    'nginx.conf',
    `${process.getuid?.() === 0 ? 'user root;' : ''} daemon off; pid ${folder}/nginx.pid; error_log /dev/null; events {}
http { access_log off; ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path ${folder}/${name};`).join(' ')}
server { listen 127.0.0.1:${port};
${place('basic', `auth_basic acme; auth_basic_user_file ${users};`)}
${place('bearer', only(`Bearer ${password}`))}
${place('asitis', only(password))}
${place('open', '')}
location /.well-known/ { ${only(`Bearer ${password}`)} return 200 '{"modules.v1": "/bearer/"}'; } } }`
  )
  await startOn(port, join(packages, 'usr/sbin/nginx'), '-c', config, '-p', folder, '-e', '/dev/null')
  const entry = (registry_type: string, path: string): Entry => ({
    ...{ registry_type, url: `${origin}/${path}` },
    auth_type: path.startsWith('basic') && registry_type !== 'python_index' ? 'username_password' : 'token'
  })
  const types = [
    'maven_repository',
    'helm_registry',
    'goproxy_server',
    'composer_repository',
    'cargo_registry'
  ]
  const basic = [...types, 'python_index'].map(type => entry(type, 'basic'))
  const bearer = ['pub_repository', 'composer_repository', 'npm_registry'].map(type => entry(type, 'bearer'))
  return {
    closed: [
      ...basic,
      ...bearer,
      entry('cargo_registry', 'asitis'),
      entry('nuget_feed', 'basic/nuget.json'),
      entry('nuget_feed', 'bearer/nuget.json'),
      entry('terraform_registry', 'bearer')
    ],
    open: [
      ...types.map(type => ({ ...entry(type, 'open'), auth_type: 'username_password' as const })),
      entry('nuget_feed', 'open/nuget.json')
    ]
  }
}

/** Verifies registries with a secret, and says which verdicts are not the expected one. */
async function judge(entries: readonly Entry[], secret: string, expected: string): Promise<number> {
  const written = entries.map(entry => ({
    ...{ ...entry, ...(secret && { secret_env: 'SECRET' }) },
    ...(entry.auth_type === 'username_password' && { username: user })
  }))
  write('manifest.yml', JSON.stringify({ registries: written }))
  const { outputs } = await runStep({
    ...{
      with: { operation: 'verify', manifest: 'manifest.yml' },
      env: { SECRET: secret },
      workspace: folder
    },
    github: { api_url: 'http://127.0.0.1:1' }
  })
  const verified: { verdict: string; status: number | null; reason: string }[] = JSON.parse(
    outputs['verified'] ?? ''
  )
  const told = verified.map(({ verdict, status, reason }, index) => {
    const isRight = verdict === expected
    const { registry_type = '', url = '' } = entries[index] ?? {}
    console.log(
      `${isRight ? '✓' : '✗'} ${registry_type} ${new URL(url).pathname}: ${verdict} ${status ?? ''}`
    )
    if (!isRight) console.log(`  ${reason}`)
    return isRight
  })
  return told.filter(isRight => !isRight).length + Math.abs(entries.length - verified.length)
}

/** What real clients make of a secret: npm of a package that does not exist, curl of the container registry. */
function clientsSay(npm: string, docker: string, secret: string): string[] {
  const auth = Buffer.from(`${user}:${secret}`).toString('base64')
  const config = write('npmrc', `registry=${npm}/\n//${new URL(npm).host}/:_auth=${auth}\n`)
  const outputOf = (command: string, args: string[]) => {
    const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', cwd: folder })
    return stdout + stderr
  }
  const told = outputOf('npm', ['view', 'no-such-package', '--userconfig', config, '--fetch-retries', '0'])
  const head = ['-s', '-o', '/dev/null', '-w', '%{http_code}', '-u', `${user}:${secret}`]
  const status = outputOf('curl', [...head, `${docker}/v2/`])
  const verdicts: Record<string, string> = {
    E404: 'accepted',
    E401: 'refused',
    200: 'accepted',
    401: 'refused'
  }
  return [/\bE40[14]\b/.exec(told)?.[0] ?? told, status].map(answer => verdicts[answer] ?? answer)
}

try {
  execFileSync('apt-get', ['--version'], { stdio: 'ignore' })
} catch {
  console.log('Skipped: there is no apt-get, which fetches the registries.')
  process.exit()
}
let wrong = 0
try {
  unpack()
  // "made-up" as bcrypt, the only form that docker-registry takes.
  const users = write(
    'docker-users',
    `${user}:$2y$05$abcdefghijklmnopqrstuupNZbhxYdC58esayGQAPkXUkZfWQoYFG\n`
  )
  const nginx = await startNginx()
  const docker = await startDocker(`auth: {htpasswd: {realm: acme, path: ${users}}}`)
  const closed = [
    docker,
    ...(await startDockerWithTokens()),
    ...(await startVerdaccio('$authenticated')),
    ...nginx.closed
  ]
  const open = [await startDocker(''), ...(await startVerdaccio('$all')), ...nginx.open]
  for (const [secret, expected] of [
    [password, 'accepted'],
    ['wrong', 'refused'],
    ['', 'skipped']
  ] as const) {
    console.log(`\nThe secret is ${secret || 'not set'}: ${expected}`)
    wrong += await judge(closed, secret, expected)
  }
  const [npm = docker] = closed.filter(({ registry_type }) => registry_type === 'npm_registry')
  for (const secret of [password, 'wrong']) {
    const expected = secret === password ? 'accepted' : 'refused'
    const said = clientsSay(npm.url, docker.url, secret)
    console.log(`\nnpm and curl, with ${secret}: ${said.join(', ')}`)
    wrong += said.filter(verdict => verdict !== expected).length
  }
  console.log('\nEverybody may read: unclear')
  wrong += await judge(open, password, 'unclear')
} finally {
  for (const child of processes) child.kill()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(wrong === 0 ? 0 : 1)
