import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { manifestPath, npm, runManifest, startWith, workspaceWith } from './manifest-scenario.ts'
import { type Inputs, list, messages, publicKey, start, theError, writes } from './scenario.ts'

const hidden = 'hunter2-hunter2'
const text = `registries:
  - registry_type: npm_registry
    url: https://npm.acme.example
    auth_type: oidc_azure
    tenant_id: t
    client_id: c
    visibility: all
`
const most = 2 * 1024 * 1024

let outside = ''
beforeEach(() => {
  outside = mkdtempSync(join(realpathSync(tmpdir()), 'outside-'))
  writeFileSync(join(outside, 'm.yml'), `${text}    ${hidden}: ${hidden}\n`)
})
afterEach(() => rmSync(outside, { recursive: true }))

type Make = (workspace: string) => void
const writing =
  (content: string | Buffer, name = 'm.yml') =>
  (at: string) =>
    writeFileSync(join(at, name), content)
const linking = (to: string, name: string) => (at: string) => symlinkSync(to, join(at, name))
const toOutside =
  (name: string, file = '') =>
  (at: string) =>
    symlinkSync(join(outside, file), join(at, name))

const isMissing = /no such file; check the repository out .* one of its files: m\.yml/
const isOutside = /which is outside the workspace/
const leadsOut = /leads out of the workspace through a link/
const noText = /which is not text in UTF-8/
const tooLarge = /The manifest is too large; it must be smaller than 2 MiB/

test.each<[name: string, path: string, message: RegExp, make?: Make]>([
  ['a file that is not there', 'gone/m.yml', isMissing],
  ['a folder', 'folder', /which is not a file/, at => mkdirSync(join(at, 'folder'))],
  ['a file above, by a detour', 'a/../../m.yml', isOutside],
  ['a link out of the workspace', 'link.yml', leadsOut, at => toOutside('link.yml', 'm.yml')(at)],
  ['a relative link out of it', 'link.yml', leadsOut, linking('../../../../../../../etc/hosts', 'link.yml')],
  ['a missing file in such a folder', 'folder/gone.yml', leadsOut, toOutside('folder')],
  ['a link to itself', 'link.yml', /which cannot be read|no such file/, linking('link.yml', 'link.yml')],
  ['a file that is not UTF-8', 'm.yml', noText, writing(Buffer.from(`# ${hidden} \xe9\n${text}`, 'latin1'))],
  ['200 MiB', 'm.yml', tooLarge, at => truncateSync(join(at, 'm.yml'), 100 * most)]
])('%s is refused', async (name, manifest, message, ...[make]) => {
  const { github, run } = await start()
  const workspace = workspaceWith(text, 'm.yml')
  make?.(workspace)
  const operation = ['apply', 'plan', 'rotate'][name.length % 3] ?? ''
  const result = await run({ operation, manifest }, { workspace })
  expect(theError(result)).toMatch(message)
  expect(github.said()).toEqual([])
  expect(result.outputs).toMatchObject({ changed: 'false', changes: '[]', failed: '0' })
  expect(JSON.stringify([result.stdout, result.outputs, result.summary])).not.toContain(hidden)
})

test.each<[name: string, path: string, make: Make]>([
  ['a link inside the workspace', 'link.yml', linking('m.yml', 'link.yml')],
  [
    'a folder that is a link inside the workspace',
    'link/n.yml',
    at => {
      mkdirSync(join(at, 'folder'))
      writing(text, 'folder/n.yml')(at)
      symlinkSync(join(at, 'folder'), join(at, 'link'))
    }
  ],
  ['a little less than 2 MiB', 'm.yml', writing(`\ufeff${text}#`.padEnd(most - 4))]
])('%s is fine', async (_, manifest, make) => {
  const { acme, run } = await start()
  const workspace = workspaceWith(text, 'm.yml')
  make(workspace)
  const link = join(outside, 'workspace')
  symlinkSync(workspace, link)
  const result = await run({ operation: 'apply', manifest }, { workspace: link })
  expect(messages(result, 'error')).toEqual([])
  expect(acme.registries).toMatchObject([
    { registry_type: 'npm_registry', auth_type: 'oidc_azure', client_id: 'c' }
  ])
})

test('a path that is hostile text is shown as text', async () => {
  const { run } = await start()
  const manifest = 'x\u00a0::error::pwned ##[add-mask]a <script> `|`'
  const result = await run({ operation: 'plan', manifest }, { workspace: workspaceWith(text, 'm.yml') })
  expect(theError(result)).toMatch(/no such file/)
  expect(result.commands.map(({ name }) => name)).toEqual(['add-mask', 'error'])
  expect(result.summary).not.toContain('<script>')
})

test.each<[inputs: Inputs, error: RegExp | undefined]>([
  [{ operation: 'apply' }, undefined],
  [{ operation: 'apply', prune: 'true' }, /No registry is wanted in acme.*'prune' would delete all/],
  [{ operation: 'rotate' }, /nothing to rotate/]
])('of a manifest that wants nothing %j writes nothing: %s', async (inputs, error) => {
  const { github, acme, run } = await start()
  acme.addRegistry(npm)
  const workspace = workspaceWith('registries: []\n', 'm.yml')
  const result = await run({ ...inputs, manifest: 'm.yml' }, { workspace })
  if (error) expect(theError(result)).toMatch(error)
  else expect(result.outputs).toMatchObject({ drift: 'false', changes: '[]' })
  expect(result.outputs).toMatchObject({ changed: 'false' })
  expect(github.said()).toEqual([list])
})

const wanted = { registry_type: 'npm_registry', url: 'https://npm.acme.example', visibility: 'all' }
const yaml = `registries:
  - registry_type: npm_registry
    url: https://npm.acme.example
    visibility: all
    secret_env: NPM_TOKEN
  - registry_type: maven_repository
    url: https://maven.other.example
    visibility: all
    secret_env: MAVEN_TOKEN
`
const env = { NPM_TOKEN: 'the value of npm', MAVEN_TOKEN: 'the value of maven' }
const nothing = { changed: 'false', created: '0', updated: '0', deleted: '0' }

test.each<[inputs: Inputs, message: RegExp]>([
  [{ name: 'NPM_REGISTRY_SECRET' }, /cannot be combined with 'name'; .*remove it/],
  [
    { operation: 'plan', 'replaces-base': 'false', username: 'ci' },
    /combined with 'replaces-base', 'username'; .*remove them/
  ],
  [
    { operation: 'rotate', 'rewrite-secrets': 'never' },
    /'rewrite-secrets' is never, so rotate would do nothing/
  ]
])('%j is refused beside a manifest', async (inputs, message) => {
  const { github, run } = await start()
  const result = await runManifest({ run }, yaml, inputs, { env })
  expect(theError(result)).toMatch(message)
  expect(github.said()).toEqual([])
  expect(result.outputs).toMatchObject(nothing)
})

test.each(['apply', 'rotate'])('allowed-hosts stop %s before any request', async operation => {
  const { github, run } = await start()
  const inputs = { operation, 'allowed-hosts': 'npm.acme.example, *.maven.other.example' }
  const result = await runManifest({ run }, yaml, inputs, { env })
  const message = /:7: 'url' is on maven\.other\.example, which is not in 'allowed-hosts'/
  const place = { level: 'error', file: manifestPath, line: 7, col: 5 }
  expect(result.annotations).toEqual([{ ...place, message: expect.stringMatching(message) }])
  expect(github.said()).toEqual([])
})

test.each(['apply', 'rotate'])(
  'on pull_request_target %s is refused before any request, but not a dry run',
  async operation => {
    const scenario = await startWith([wanted])
    const step = { env, github: { event_name: 'pull_request_target' } }
    const manifest = [{ ...npm, secret_env: 'NPM_TOKEN' }]
    const result = await runManifest(scenario, manifest, { operation }, step)
    expect(theError(result)).toMatch(/Nothing is written on pull_request_target: .*'dry-run': true/)
    expect(scenario.github.said()).toEqual([])
    expect(result.outputs).toMatchObject(nothing)
    const dry = await runManifest(scenario, manifest, { operation, 'dry-run': 'true' }, step)
    expect(messages(dry, 'error')).toEqual([])
    expect(writes(scenario)).toEqual([])
    expect(scenario.github.said()).toEqual(expect.arrayContaining([list, publicKey]))
  }
)

test('problems of inputs and of the manifest are told together', async () => {
  const { github, run } = await start()
  const wrong: Inputs = { 'max-deletions': '1.5', 'allow-recreate': '1', 'rewrite-secrets': '30' }
  const inputs: Inputs = { org: '', timeout: 'x', name: 'A', secrets: '[]', prune: 'maybe', ...wrong }
  const step = { github: { event_name: 'pull_request_target' } }
  const errors = messages(await runManifest({ run }, `${yaml}    secret: x\n`, inputs, step), 'error')
  const texts = [/'org'/, /'timeout'/, /'name'/, /'secrets'/, /'prune' is 'maybe'; it must be true or false/]
  const more = [/'max-deletions' is '1\.5'/, /'allow-recreate' is '1'/, /'rewrite-secrets' is '30'/]
  for (const text of [...texts, ...more, /:10: 'secret'/, /target/])
    expect(errors).toContainEqual(expect.stringMatching(text))
  expect(errors).toHaveLength(10)
  expect(github.said()).toEqual([])
})
