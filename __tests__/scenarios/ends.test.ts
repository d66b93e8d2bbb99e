import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { serveBytes } from '../github/raw-server.ts'
import type { Step } from '../runner/step.ts'
import { type AppScenario, mint, revoke, said, startApp } from './app-scenario.ts'
import { changesOf, manifestPath, npm, workspaceWith } from './manifest-scenario.ts'
import { start, theError } from './scenario.ts'

const folder = mkdtempSync(join(tmpdir(), 'ends-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A script that runs the built action after something has been done to Node. */
function actionAfter(name: string, script: string): string {
  const main = join(folder, `${name}.mjs`)
  writeFileSync(main, `${script}\nawait import('${pathToFileURL(resolve('dist/index.js'))}')\n`)
  return main
}

const drops: [name: string, first: string, next: string][] = [
  ['an answer byte by byte', 'HTTP/1.1 200 OK\r\nx: ', 'y'],
  ['a tunnel in which nobody speaks', 'HTTP/1.1 200 OK\r\n\r\n', '']
]
test.each(drops)('a proxy with %s keeps no step from ending', async (_, first, next) => {
  const proxy = await serveBytes(client => {
    client.write(first)
    const timer = setInterval(() => client.write(next), 20)
    client.once('close', () => clearInterval(timer))
  })
  const { run } = await start()
  const inputs = { 'github-api-url': 'https://github.acme.example', 'request-timeout': '300ms' }
  const env = { HTTPS_PROXY: proxy.url }
  const result = await run({ operation: 'list', ...inputs, timeout: '2s' }, { env })
  expect(theError(result)).toMatch(/HTTPS_PROXY/)
  await proxy.close()
})

test('a step ends when all is told, whatever is still open', async () => {
  const { run } = await start()
  const main = actionAfter('open', 'setInterval(() => {}, 1000)')
  const result = await run({ operation: 'list' }, { main })
  expect(result.outputs['total-count']).toBe('0')
})

const git = { registry_type: 'git_source', url: 'https://git.acme.example' }

/** Applies two registries as an App; both are made, and the App's token is revoked, whatever comes then. */
async function applyBoth(scenario: AppScenario, step: Omit<Step, 'with'> = {}) {
  const entries = [npm, git].map(one => ({ ...one, visibility: 'all', secret_env: 'TOKEN' }))
  const given = { operation: 'apply', manifest: manifestPath, 'write-interval': '0s', timeout: '8s' }
  const env = { TOKEN: 'the secret of both' }
  const result = await scenario.run(given, { ...step, env, workspace: workspaceWith(entries) })
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

const defects: [name: string, script: string][] = [
  [
    'in the closing list',
    `let calls = 0
    const { toWellFormed } = String.prototype
    String.prototype.toWellFormed = function () { if (this == 'NPM_REGISTRY_SECRET' && ++calls > 1) throw new TypeError('boom'); return toWellFormed.call(this) }`
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
]
test.each(defects)('a defect %s loses nothing that was written', async (name, script) => {
  const result = await applyBoth(await startApp(), { main: actionAfter(name.replaceAll(' ', '-'), script) })
  expect(theError(result)).toMatch(/^The action failed unexpectedly \(TypeError: boom\)/)
})

test('a list without end is given up, and the token of the App revoked', async () => {
  const scenario = await startApp()
  const filler = 'x'.repeat(15_000_000)
  const headers = { 'content-type': 'application/json' }
  let number = 0
  scenario.github.answer(
    { path: /private-registries\?/ },
    () => {
      const registry = `{"name":"R${number++}","registry_type":"npm_registry","filler":"${filler}"}`
      return { status: 200, headers, body: `{"total_count":1000000,"configurations":[${registry}]}` }
    },
    1000
  )
  expect(theError(await scenario.run({ operation: 'list' }))).toMatch(/larger than 64 MiB/)
  expect(number).toBe(5)
  expect(said(scenario).at(-1)).toBe(revoke)
}, 60_000)

test('a message of 15 MiB is told in its first words', async () => {
  const { github, run } = await start()
  const message = 'No entry. '.repeat(1_500_000)
  github.answer({}, { status: 403, body: { message, errors: Array(100_000).fill('No.') } })
  const result = await run({ operation: 'list' })
  expect(theError(result)).toMatch(/GitHub said: No entry\. No entry/)
  expect(result.stdout.length).toBeLessThan(20_000)
}, 60_000)
