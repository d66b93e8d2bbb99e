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
import { npm, workspaceWith } from './manifest-scenario.ts'
import { type Inputs, list, messages, start, theError } from './scenario.ts'

const hidden = 'hunter2-hunter2'
const text = `registries:
  - registry_type: npm_registry
    url: https://npm.acme.example
    auth_type: oidc_azure
    tenant_id: t
    client_id: c
    visibility: all
`
const wanted = {
  ...{ registry_type: 'npm_registry', url: 'https://npm.acme.example', visibility: 'all' },
  ...{ auth_type: 'oidc_azure', tenant_id: 't', client_id: 'c' }
}
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

const isMissing = /no such file; check the repository out .* it has: m\.yml/
const isOutside = /which is outside the workspace/
const leadsOut = /leads out of the workspace through a link/
const noText = /which is not text in UTF-8/
const tooLarge = /The manifest is too large; it must be smaller than 2 MiB/

test.each<[name: string, path: string, message: RegExp, make?: Make]>([
  ['a file that is not there', 'gone/m.yml', isMissing],
  ['a folder', 'folder', /which is no file/, at => mkdirSync(join(at, 'folder'))],
  // Windows says of it that there is no such file.
  ['a file below a file', 'm.yml/x.yml', /which cannot be read|no such file/],
  ['the workspace itself', '.', /which is outside the workspace|no file/],
  ['a file above, by a detour', 'a/../../m.yml', isOutside],
  ['an absolute path', '/etc/hosts', isOutside],
  ['a device', '/dev/zero', isOutside],
  ['a link out of the workspace', 'link.yml', leadsOut, at => toOutside('link.yml', 'm.yml')(at)],
  ['a relative link out of it', 'link.yml', leadsOut, linking('../../../../../../../etc/hosts', 'link.yml')],
  [
    'a link to a link out of it',
    ...(['one.yml', leadsOut] as const),
    at => {
      symlinkSync('two.yml', join(at, 'one.yml'))
      toOutside('two.yml', 'm.yml')(at)
    }
  ],
  ['a folder that is a link out of it', 'folder/m.yml', leadsOut, toOutside('folder')],
  ['a missing file in such a folder', 'folder/gone.yml', leadsOut, toOutside('folder')],
  ['a link to itself', 'link.yml', /which cannot be read|no such file/, linking('link.yml', 'link.yml')],
  ['a file that is not UTF-8', 'm.yml', noText, writing(Buffer.from(`# ${hidden} \xe9\n${text}`, 'latin1'))],
  ['UTF-16', 'm.yml', noText, writing(Buffer.from(`\ufeff${text}`, 'utf16le'))],
  ['2 MiB', 'm.yml', tooLarge, writing(`\ufeff${text}`.padEnd(most, ` #${hidden}`))],
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
  ['a detour', './a/../m.yml', () => {}],
  ['a name that begins with dots', '..m b', writing(text, '..m b')],
  ['a byte order mark', 'm.yml', writing(`\ufeff${text}`)],
  ['Windows line breaks, and none at the end', 'm.yml', writing(text.trimEnd().replaceAll('\n', '\r\n'))],
  ['a little less than 2 MiB', 'm.yml', writing(`${text}#`.padEnd(most - 1))],
  ['JSON', 'm.yml', writing(JSON.stringify({ registries: [wanted] }, undefined, '\t'))]
])('%s is fine', async (_, manifest, make) => {
  const { acme, run } = await start()
  const workspace = workspaceWith(text, 'm.yml')
  make(workspace)
  const link = join(outside, 'workspace')
  symlinkSync(workspace, link)
  const result = await run({ operation: 'apply', manifest }, { workspace: link })
  expect(messages(result, 'error')).toEqual([])
  expect(acme.registries).toMatchObject([wanted])
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
  [{ operation: 'apply', prune: 'true' }, /Nothing is wanted in acme.*'prune' would delete everything/],
  [{ operation: 'plan', prune: 'true' }, /Nothing is wanted in acme/],
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
