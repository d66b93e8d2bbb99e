// What only a process of its own can show: what it loads, its streams, signals, proxies and certificates, its end.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { serveBytes } from '../github/raw-server.ts'
import { defaultToken } from '../local-github/tokens.ts'
import { findLeaks } from '../runner/leaks.ts'
import { testWithSignals } from '../runner/platform.ts'
import { prepareStep, runStep, type Step, startStep } from '../runner/step.ts'
import {
  type AppScenario,
  credentials,
  examineSecrets,
  find,
  listOf,
  mint,
  patchOf,
  revoke,
  said,
  startApp
} from './app-scenario.ts'
import { makeAuthority } from './authority.ts'
import { type ConnectProxy, startProxy } from './connect-proxy.ts'
import { changesOf, manifestPath, npm, workspaceWith } from './manifest-scenario.ts'
import {
  examine,
  type Inputs,
  list,
  messages,
  publicKey,
  type Scenario,
  start,
  theError
} from './scenario.ts'

const secret = 'a secret value of npm'
const create = {
  ...{ operation: 'create', 'registry-type': 'npm_registry', url: 'https://npm.acme.example' },
  ...{ visibility: 'all', secret }
}
const git = { registry_type: 'git_source', url: 'https://git.acme.example', username: 'ci' }
const post = 'POST /orgs/acme/private-registries'
const env = { TOKEN: 'the secret of both' }
/** A step that applies two registries, which need a secret. */
const two = {
  with: { operation: 'apply', manifest: manifestPath, 'write-interval': '0s' },
  manifest: [npm, git].map(one => ({ ...one, visibility: 'all', secret_env: 'TOKEN' }))
}
const dist = resolve(import.meta.dirname, '../../dist')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'process-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A script that runs the built action after something has been done to Node. */
function actionAfter(script: string): string {
  const main = join(folder, 'main.mjs')
  writeFileSync(main, `${script}\nawait import('${pathToFileURL(join(dist, 'index.js'))}')\n`)
  return main
}

describe('what is loaded', () => {
  const chunks = readdirSync(dist).filter(file => file.endsWith('.js'))
  const textOf = (name: string) => readFileSync(join(dist, name), 'utf8')
  const sodium = chunks.filter(file => textOf(file).includes('_crypto_box_seal'))
  /** What is there already, so that nothing has to be written. */
  const kept = { ...create, operation: 'apply', 'registry-type': 'git_source', url: git.url }

  test.each<[inputs: Inputs, seals: boolean]>([
    [create, true],
    [{ ...kept, 'rewrite-secrets': 'never' }, false],
    [{ operation: 'nothing' }, false]
  ])('%j loads what seals: %j', async (inputs, seals) => {
    const { acme, run } = await start()
    acme.addRegistry(git)
    await run(inputs, { env: { NODE_V8_COVERAGE: folder } })
    const urls = readdirSync(folder).flatMap(file => {
      const { result }: { result: { url: string }[] } = JSON.parse(readFileSync(join(folder, file), 'utf8'))
      return result.map(({ url }) => basename(url))
    })
    const names = urls.filter(name => chunks.includes(name))
    expect(names).toContain('index.js')
    expect(sodium).toEqual([expect.not.stringMatching(/^index\.js$/)])
    expect(names.some(name => sodium.includes(name))).toBe(seals)
    if (!seals) expect(names.filter(name => textOf(name).includes('parseDocument'))).toEqual([])
  })
})

describe('streams', () => {
  test("what Node prints for NODE_DEBUG shows no secret, nor an App's token, which nobody knew yet", async () => {
    const scenario = await startApp()
    const given = { ...create, 'github-api-url': scenario.github.url, ...credentials(scenario.app) }
    const env = { NODE_DEBUG: 'http,http2,https,net,tls,stream,timer' }
    const result = await runStep({ with: given, env })
    expect(result.stderr).toMatch(/HTTP \d+.*authorization/is)
    const { exchanges } = scenario.github
    const [token = '', ...others] = exchanges.flatMap(({ answer }) => Object(answer).token ?? [])
    const sealed = exchanges.flatMap(({ body }) => Object(body).encrypted_value ?? [])
    expect([others, sealed.length]).toEqual([[], 1])
    expect(result.stderr).toContain('push <***>')
    const bytes = Buffer.from(token).subarray(0, 8).toString('hex')
    expect(result.stderr).not.toContain(bytes.replace(/..(?!$)/g, '$& '))
    expect(findLeaks(result, [token, secret, scenario.app.pem, ...sealed])).toEqual([])
    expect(result.outputs).toMatchObject({ created: '1', failed: '0' })
  })

  test.each(['stdout', 'stderr'] as const)('a %s that nobody reads any more ends nothing', async stream => {
    const { github } = await start()
    const given = { ...create, token: defaultToken, 'github-api-url': github.url }
    const { env, main, workspace, files } = prepareStep({ with: given }, folder)
    const child = spawn(process.execPath, [main], { cwd: workspace, env, stdio: ['ignore', 'pipe', 'pipe'] })
    child[stream].destroy()
    child[stream === 'stdout' ? 'stderr' : 'stdout'].resume()
    const [exitCode] = await once(child, 'close')
    expect(exitCode).toBe(0)
    expect(github.said().sort()).toEqual([list, publicKey, post].sort())
    expect(readFileSync(files.output, 'utf8')).toContain('NPM_REGISTRY_SECRET')
  })
})

describe('a run that is cancelled', () => {
  testWithSignals('ends the write under way, tells of it, and begins no other', async () => {
    const { github } = await start({ delay: 300 })
    const step = startStep({
      with: { ...two.with, token: defaultToken, 'github-api-url': github.url },
      ...{ env, workspace: workspaceWith(two.manifest) }
    })
    github.answer({ method: 'POST' }, () => void step.kill('SIGINT'))
    const result = await step.done
    examine(result, [defaultToken, env.TOKEN])
    expect(github.said().filter(line => line === post)).toHaveLength(1)
    expect(github.said().at(-1)).toBe(post)
    expect(changesOf(result)).toMatchObject([
      { status: 'done' },
      { status: 'not_attempted', reason: expect.stringContaining('the run was cancelled') }
    ])
    expect(result.outputs).toMatchObject({ changed: 'true', created: '1', failed: '1' })
    expect(messages(result, 'warning')).toEqual([
      'The run was cancelled: nothing more is started.',
      expect.stringMatching(/^acme was changed, but could not be listed afterwards\./)
    ])
  })

  testWithSignals.each([
    { when: 'after a write', method: 'PATCH', written: [listOf('acme'), patchOf('acme')] },
    { when: 'while a token is being made', method: 'POST', written: [] }
  ])('writes nothing more $when, and revokes the token of the App', async ({ method, written }) => {
    const scenario = await startApp({}, { delay: 300 })
    const { acme, app, github } = scenario
    const both = [npm, { ...npm, registry_type: 'cargo_registry' }]
    for (const one of both) acme.addRegistry(one)
    const inputs = { operation: 'apply', manifest: manifestPath, 'write-interval': '30s' }
    const step = startStep({
      with: { ...credentials(app), ...inputs, 'github-api-url': github.url },
      workspace: workspaceWith(both.map(one => ({ ...one, username: 'bot' })))
    })
    github.answer({ method }, () => {
      setTimeout(() => step.kill(method === 'POST' ? 'SIGINT' : 'SIGTERM'), 100)
      return undefined
    })
    const result = await step.done
    examineSecrets(scenario, result)
    expect(said(scenario)).toEqual([find('acme'), mint('acme'), ...written, revoke])
    expect(github.exchanges.at(-1)?.status).toBe(204)
    expect(result.exitCode).toBe(1)
  })

  test('by Ctrl-Break of Windows is cancelled too', async () => {
    const { github, run } = await start()
    github.answer({ method: 'GET' }, 'hang')
    const main = actionAfter(`setTimeout(() => process.emit('SIGBREAK'), 300)`)
    const result = await run({ operation: 'list' }, { main })
    expect(theError(result)).toMatch(/the run was cancelled/)
  })
})

describe('the end', () => {
  test('comes when all is told, whatever is still open', async () => {
    const { run } = await start()
    const main = actionAfter('setInterval(() => {}, 1000)')
    const result = await run({ operation: 'list' }, { main })
    expect(result.outputs['total-count']).toBe('0')
  })

  /** Applies two registries as an App; both are made, and the App's token is revoked, whatever comes then. */
  async function applyBoth(scenario: AppScenario, step: Omit<Step, 'with'>) {
    const workspace = workspaceWith(two.manifest)
    const result = await scenario.run({ ...two.with, timeout: '8s' }, { ...step, env, workspace })
    expect(scenario.acme.registries).toHaveLength(2)
    expect(said(scenario)).toEqual(expect.arrayContaining([mint('acme'), revoke]))
    expect(changesOf(result)).toMatchObject([
      { status: 'done', url: npm.url },
      { status: 'done', url: git.url }
    ])
    expect(result.outputs).toMatchObject({ changed: 'true', created: '2', failed: '0' })
    expect(result.summary).toContain('npm.acme.example')
    return result
  }

  test.each([
    [
      'in the closing list',
      `let calls = 0
      const { toWellFormed } = String.prototype
      String.prototype.toWellFormed = function () {
        if (this == 'NPM_REGISTRY_SECRET' && ++calls > 1) throw new TypeError('boom')
        return toWellFormed.call(this)
      }`
    ],
    [
      'while it is told',
      `let calls = 0
      const { stringify } = JSON
      JSON.stringify = (value, ...more) => {
        if (Array.isArray(value) && value[0]?.action && ++calls === 1) throw new TypeError('boom')
        return stringify(value, ...more)
      }`
    ],
    [
      'anywhere',
      `import http from 'node:http'
      let calls = 0
      const { request } = http
      http.request = (url, options) => {
        const outgoing = request(url, options)
        if (options.method === 'POST' && url.pathname.endsWith('private-registries') && ++calls === 2)
          outgoing.once('close', () => setImmediate(() => { throw new TypeError('boom') }))
        return outgoing
      }`
    ]
  ])('a defect %s loses nothing that was written', async (_, script) => {
    const result = await applyBoth(await startApp(), { main: actionAfter(script) })
    expect(theError(result)).toMatch(/^The action failed unexpectedly \(TypeError: boom\)/)
  })

  test('a list without end is given up, and the token of the App revoked', async () => {
    const scenario = await startApp()
    const filler = 'x'.repeat(15_000_000)
    let number = 0
    const page = () => {
      const registry = { name: `R${number++}`, registry_type: 'npm_registry', filler }
      return { status: 200, body: { total_count: 1_000_000, configurations: [registry] } }
    }
    scenario.github.answer({ path: /private-registries\?/ }, page, 1000)
    expect(theError(await scenario.run({ operation: 'list' }))).toMatch(/larger than 64 MiB/)
    expect(number).toBe(5)
    expect(said(scenario).at(-1)).toBe(revoke)
  }, 60_000)
})

describe('a proxy', () => {
  // A machine without openssl cannot make certificates: these tests are then shown as skipped.
  const authority = makeAuthority('DNS:github.acme.example', 'IP:127.0.0.1', 'IP:0.0.0.0')
  const testWithTls = authority ? test : test.skip
  const trusted = { NODE_EXTRA_CA_CERTS: authority?.file ?? '' }
  const api = { 'github-api-url': 'https://github.acme.example' }
  const password = ['p@ss-word', 'p%40ss-word']

  let proxy: ConnectProxy | undefined
  afterEach(async () => {
    await proxy?.close()
    proxy = undefined
  })
  afterAll(() => authority?.remove())

  async function startBehindProxy(status?: number): Promise<Scenario & { proxy: ConnectProxy }> {
    const scenario = await start(authority && { tls: authority })
    proxy = await startProxy(Number(new URL(scenario.github.url).port), status)
    return { ...scenario, proxy }
  }

  testWithTls('leads to GitHub; it sees neither token nor secret, only its own password', async () => {
    const { github, acme, run, proxy } = await startBehindProxy()
    const env = { ...trusted, HTTPS_PROXY: `http://ci:p%40ss-word@127.0.0.1:${proxy.port}` }
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
    examine(result, password)
    expect(result.masks).toContain('p@ss-word')
  })

  testWithTls('that refuses is named, with its status', async () => {
    const { github, run, proxy } = await startBehindProxy(403)
    const env = { ...trusted, https_proxy: `ci:p%40ss-word@127.0.0.1:${proxy.port}` }
    const result = await run({ operation: 'list', ...api, timeout: '1s' }, { env })
    expect(theError(result)).toMatch(/proxy did not connect to github\.acme\.example.*403.*HTTPS_PROXY/)
    examine(result, password)
    expect(github.said()).toEqual([])
  })

  test.each([
    ['an answer byte by byte', 'HTTP/1.1 200 OK\r\nx: ', 'y'],
    ['a tunnel in which nobody speaks', 'HTTP/1.1 200 OK\r\n\r\n', '']
  ])('with %s keeps no step from ending', async (_, first, next) => {
    const proxy = await serveBytes(client => {
      client.write(first)
      const timer = setInterval(() => client.write(next), 20)
      client.once('close', () => clearInterval(timer))
    })
    const { run } = await start()
    const inputs = { operation: 'list', ...api, 'request-timeout': '300ms', timeout: '1s' }
    const result = await run(inputs, { env: { HTTPS_PROXY: proxy.url } })
    expect(theError(result)).toMatch(/HTTPS_PROXY/)
    await proxy.close()
  })

  testWithTls.each<[what: string, host: string, env: Record<string, string>, message: RegExp]>([
    ['an unknown authority', '127.0.0.1', {}, /certificate.*(UNABLE|SELF_SIGNED).*NODE_EXTRA_CA_CERTS/],
    ['another host', 'localhost', trusted, /certificate.*ERR_TLS_CERT_ALTNAME_INVALID/]
  ])('or none: a certificate of %s is refused at once', async (_, host, env, message) => {
    const { github, run } = await startBehindProxy()
    const inputs = { ...create, 'github-api-url': github.url.replace('127.0.0.1', host) }
    expect(theError(await run(inputs, { env }))).toMatch(message)
    expect(github.said()).toEqual([])
  })
})
