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
/** What is there already, so that nothing has to be written. */
const kept = {
  ...{ 'registry-type': 'git_source', url: 'https://git.acme.example', visibility: 'all' },
  ...{ secret, 'rewrite-secrets': 'never' }
}

/** What a test may fill. */
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-up-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('libsodium is in a chunk of its own', () => {
  expect(sodium).toEqual([expect.not.stringMatching(/^index\.js$/)])
})

test.each<[inputs: Inputs, loaded: boolean]>([
  [{ ...npm, visibility: 'all', secret }, true],
  [{ operation: 'update', name: 'GIT_SOURCE_SECRET', username: 'ci' }, false],
  [{ ...npm, ...azure, visibility: 'all' }, false],
  [{ ...npm, operation: 'apply', visibility: 'all', secret }, true],
  [{ ...kept, operation: 'apply' }, false],
  [{ operation: 'list' }, false]
])('%j loads libsodium: %j', async (inputs, loaded) => {
  const { acme, run } = await start()
  acme.addRegistry({ registry_type: 'git_source', url: 'https://git.acme.example' })
  await run(inputs, { env: { NODE_V8_COVERAGE: folder } })
  const names = loadedScripts()
  expect(names).toContain('index.js')
  expect(names.some(name => sodium.includes(name))).toBe(loaded)
})

test('inputs that cannot be read load nothing that seals, nor a parser of YAML', async () => {
  const { run } = await start()
  await run({ operation: 'nothing' }, { env: { NODE_V8_COVERAGE: folder } })
  const loaded = loadedScripts().map(textOf)
  expect(loaded.length).toBeGreaterThan(0)
  const late = /parseDocument|_crypto_box_seal/
  expect(loaded.filter(text => late.test(text))).toEqual([])
})

const textOf = (name: string) => readFileSync(join(dist, name), 'utf8')

/** The scripts of the action that processes loaded, as V8 tells it. */
function loadedScripts(): string[] {
  const urls = readdirSync(folder).flatMap(file => {
    const { result }: { result: { url: string }[] } = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    return result.map(({ url }) => basename(url))
  })
  return urls.filter(name => chunks.includes(name))
}
