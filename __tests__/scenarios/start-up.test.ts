import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { type Inputs, start } from './scenario.ts'

const dist = resolve(import.meta.dirname, '../../dist')
const chunks = readdirSync(dist).filter(file => file.endsWith('.js'))
const sodium = chunks.filter(file => readFileSync(join(dist, file), 'utf8').includes('_crypto_box_seal'))

const npm = { operation: 'create', 'registry-type': 'npm_registry', url: 'https://npm.acme.example' }
const azure = { 'auth-type': 'oidc_azure', 'tenant-id': 't', 'client-id': 'c' }
const secret = 'a secret value'

test('libsodium is in a chunk of its own', () => {
  expect(sodium).toEqual([expect.not.stringMatching(/^index\.js$/)])
})

test.each<[inputs: Inputs, loaded: boolean]>([
  [{ ...npm, visibility: 'all', secret }, true],
  [{ operation: 'update', name: 'GIT_SOURCE_SECRET', secret }, true],
  [{ operation: 'update', name: 'GIT_SOURCE_SECRET', username: 'ci' }, false],
  [{ ...npm, ...azure, visibility: 'all' }, false],
  [{ operation: 'delete', name: 'GIT_SOURCE_SECRET' }, false],
  [{ operation: 'get-public-key' }, false],
  [{ operation: 'list' }, false]
])('%j loads libsodium: %j', async (inputs, loaded) => {
  const { acme, run } = await start()
  acme.addRegistry({ registry_type: 'git_source', url: 'https://git.acme.example' })
  const folder = mkdtempSync(join(tmpdir(), 'loaded-'))
  try {
    await run(inputs, { env: { NODE_V8_COVERAGE: folder } })
    const scripts = scriptsIn(folder)
    expect(scripts).toContain('index.js')
    expect(scripts.some(script => sodium.includes(script))).toBe(loaded)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('inputs that cannot be read load nothing but the beginning', async () => {
  const { run } = await start()
  const folder = mkdtempSync(join(tmpdir(), 'loaded-'))
  await run({ operation: 'nothing' }, { env: { NODE_V8_COVERAGE: folder } })
  expect(scriptsIn(folder)).toEqual(['index.js'])
  rmSync(folder, { recursive: true })
})

/** The scripts of the action that a process loaded. */
function scriptsIn(folder: string): string[] {
  const urls = readdirSync(folder).flatMap(file => {
    const { result }: { result: { url: string }[] } = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    return result.map(({ url }) => basename(url))
  })
  return urls.filter(name => chunks.includes(name))
}
