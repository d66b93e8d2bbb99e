import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { workspaceWith } from './manifest-scenario.ts'
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
const operations = ['apply', 'plan', 'rotate']

let outside = ''
beforeEach(() => {
  outside = mkdtempSync(join(realpathSync(tmpdir()), 'outside-'))
  writeFileSync(join(outside, 'm.yml'), `${text}    ${hidden}: ${hidden}\n`)
})
afterEach(() => rmSync(outside, { recursive: true }))

type Make = (workspace: string) => void

const refused: { name: string; path: string; make?: Make; message: RegExp }[] = [
  { name: 'a file that is not there', path: 'gone.yml', message: /no such file; check the repository out .* it has: m\.yml/ },
  {
    name: 'a folder that is not there',
    path: 'gone/m.yml',
    message: /no such file; check the repository out .* it has: m\.yml/
  },
  {
    name: 'a folder',
    path: 'folder',
    make: at => mkdirSync(join(at, 'folder')),
    message: /which is no file/
  },
  // Windows says of it that there is no such file.
  { name: 'a file below a file', path: 'm.yml/x.yml', message: /which cannot be read|no such file/ },
  { name: 'the workspace itself', path: '.', message: /which is outside the workspace|no file/ },
  { name: 'the folder above', path: '..', message: /which is outside the workspace/ },
  { name: 'a file above', path: '../m.yml', message: /which is outside the workspace/ },
  { name: 'a file above, by a detour', path: 'a/../../m.yml', message: /which is outside the workspace/ },
  { name: 'an absolute path', path: '/etc/hosts', message: /which is outside the workspace/ },
  { name: 'a device', path: '/dev/zero', message: /which is outside the workspace/ },
  {
    name: 'a link out of the workspace',
    path: 'link.yml',
    make: at => symlinkSync(join(outside, 'm.yml'), join(at, 'link.yml')),
    message: /leads out of the workspace through a link/
  },
  {
    name: 'a relative link out of the workspace',
    path: 'link.yml',
    make: at => symlinkSync('../../../../../../../etc/hosts', join(at, 'link.yml')),
    message: /leads out of the workspace through a link/
  },
  {
    name: 'a link to a link out of the workspace',
    path: 'one.yml',
    make: at => {
      symlinkSync('two.yml', join(at, 'one.yml'))
      symlinkSync(join(outside, 'm.yml'), join(at, 'two.yml'))
    },
    message: /leads out of the workspace through a link/
  },
  {
    name: 'a folder that is a link out of the workspace',
    path: 'folder/m.yml',
    make: at => symlinkSync(outside, join(at, 'folder')),
    message: /leads out of the workspace through a link/
  },
  {
    name: 'a missing file in a folder that is a link out of the workspace',
    path: 'folder/gone.yml',
    make: at => symlinkSync(outside, join(at, 'folder')),
    message: /leads out of the workspace through a link/
  },
  {
    name: 'a link to itself',
    path: 'link.yml',
    make: at => symlinkSync('link.yml', join(at, 'link.yml')),
    message: /which cannot be read|no such file/
  },
  {
    name: 'a file that is not UTF-8',
    path: 'm.yml',
    make: at => writeFileSync(join(at, 'm.yml'), Buffer.from(`# ${hidden} \xe9\n${text}`, 'latin1')),
    message: /which is not text in UTF-8/
  },
  {
    name: 'UTF-16',
    path: 'm.yml',
    make: at => writeFileSync(join(at, 'm.yml'), Buffer.from(`\ufeff${text}`, 'utf16le')),
    message: /which is not text in UTF-8/
  },
  {
    name: '2 MiB',
    path: 'm.yml',
    make: at => writeFileSync(join(at, 'm.yml'), text.padEnd(2 * 1024 * 1024, ` #${hidden}`)),
    message: /m\.yml:1: The manifest is too large; it must be smaller than 2 MiB/
  },
  {
    name: '200 MiB',
    path: 'm.yml',
    make: at => writeFileSync(join(at, 'm.yml'), Buffer.alloc(200 * 1024 * 1024, text)),
    message: /The manifest is too large; it must be smaller than 2 MiB/
  },
  {
    name: '2 MiB that begin with a byte order mark',
    path: 'm.yml',
    make: at => writeFileSync(join(at, 'm.yml'), `\ufeff${text}`.padEnd(2 * 1024 * 1024, ` #${hidden}`)),
    message: /m\.yml:1: The manifest is too large; it must be smaller than 2 MiB/
  }
]

describe.each(operations)('%s refuses', operation => {
  const some = operation === 'apply' ? refused : refused.filter((_, index) => index % 4 === 2)

  test.each(some)('$name', async ({ path, make, message }) => {
    const { github, run } = await start()
    const workspace = workspaceWith(text, 'm.yml')
    make?.(workspace)
    const result = await run({ operation, manifest: path }, { workspace })
    expect(theError(result)).toMatch(message)
    expect(github.said()).toEqual([])
    expect(result.outputs).toMatchObject({ changed: 'false', changes: '[]', failed: '0' })
    expect(JSON.stringify([result.stdout, result.outputs, result.summary])).not.toContain(hidden)
    expect(result.durationMs).toBeLessThan(3000)
  })
})

const taken: { name: string; path?: string; make: Make }[] = [
  {
    name: 'a link inside the workspace',
    path: 'link.yml',
    make: at => symlinkSync('m.yml', join(at, 'link.yml'))
  },
  {
    name: 'a folder that is a link inside the workspace',
    path: 'link/n.yml',
    make: at => {
      mkdirSync(join(at, 'folder'))
      writeFileSync(join(at, 'folder/n.yml'), text)
      symlinkSync(join(at, 'folder'), join(at, 'link'))
    }
  },
  { name: 'a detour', path: './a/../m.yml', make: () => {} },
  {
    name: 'a name that begins with dots',
    path: '..m.yml',
    make: at => writeFileSync(join(at, '..m.yml'), text)
  },
  { name: 'another ending', path: 'm b', make: at => writeFileSync(join(at, 'm b'), text) },
  { name: 'a byte order mark', make: at => writeFileSync(join(at, 'm.yml'), `\ufeff${text}`) },
  {
    name: 'Windows line breaks',
    make: at => writeFileSync(join(at, 'm.yml'), text.replaceAll('\n', '\r\n'))
  },
  { name: 'no line break at its end', make: at => writeFileSync(join(at, 'm.yml'), text.trimEnd()) },
  {
    name: 'a little less than 2 MiB',
    make: at =>
      writeFileSync(join(at, 'm.yml'), `${text}#`.padEnd(2 * 1024 * 1024 - 1, 'ü').slice(0, 1_000_000))
  },
  {
    name: 'hyphens for underscores',
    make: at => writeFileSync(join(at, 'm.yml'), text.replaceAll(/(?<=^ .*)_(?=.*:)/gm, '-'))
  },
  { name: 'JSON', make: at => writeFileSync(join(at, 'm.yml'), JSON.stringify(inJson, undefined, '\t')) }
]
const inJson = {
  registries: [
    {
      ...{ registry_type: 'npm_registry', url: 'https://npm.acme.example', visibility: 'all' },
      ...{ auth_type: 'oidc_azure', tenant_id: 't', client_id: 'c' }
    }
  ]
}

test.each(taken)('$name is fine', async ({ path = 'm.yml', make }) => {
  const { acme, run } = await start()
  const workspace = workspaceWith(text, 'm.yml')
  make(workspace)
  const result = await run({ operation: 'apply', manifest: path }, { workspace })
  expect(messages(result, 'error')).toEqual([])
  expect(acme.registries).toMatchObject(inJson.registries)
})

test('a workspace that is a link itself is fine', async () => {
  const { acme, run } = await start()
  const link = join(outside, 'workspace')
  symlinkSync(workspaceWith(text, 'm.yml'), link)
  const result = await run({ operation: 'apply', manifest: 'm.yml' }, { workspace: link })
  expect(messages(result, 'error')).toEqual([])
  expect(acme.registries).toHaveLength(1)
})

test('an annotation names the file as it is called in the workspace', async () => {
  const { run } = await start()
  const workspace = workspaceWith(`${text}    ${'visibilty'}: all\n`, 'a/b, c:%.yml')
  const result = await run({ operation: 'plan', manifest: './a/../a/b, c:%.yml' }, { workspace })
  expect(result.annotations).toEqual([
    expect.objectContaining({ file: 'a/b, c:%.yml', line: 8, col: 5, level: 'error' })
  ])
})

test('a path that is hostile text is shown as text', async () => {
  const { run } = await start()
  const manifest = 'x ::error::pwned ##[add-mask]a <script> `|`'
  const result = await run({ operation: 'plan', manifest }, { workspace: workspaceWith(text, 'm.yml') })
  expect(theError(result)).toMatch(/no such file/)
  expect(result.commands.map(({ name }) => name)).toEqual(['add-mask', 'error'])
  expect(result.summary).not.toContain('<script>')
})

describe('nothing is wanted:', () => {
  const empty = 'registries: []\n'

  test.each(['apply', 'plan'])('%s has nothing to change', async operation => {
    const { github, acme, run } = await start()
    acme.addRegistry({ registry_type: 'npm_registry', url: 'https://npm.acme.example' })
    const result = await run({ operation, manifest: 'm.yml' }, { workspace: workspaceWith(empty, 'm.yml') })
    expect(messages(result, 'error')).toEqual([])
    expect(result.outputs).toMatchObject({ changed: 'false', drift: 'false', changes: '[]' })
    expect(github.said()).toEqual([list])
  })

  test.each<[inputs: Inputs, message: RegExp]>([
    [{ operation: 'apply', prune: 'true' }, /Nothing is wanted in acme.*'prune' would delete everything/],
    [{ operation: 'plan', prune: 'true' }, /Nothing is wanted in acme/],
    [{ operation: 'rotate' }, /nothing to rotate/]
  ])('%j fails, and nothing is written', async (inputs, message) => {
    const { github, acme, run } = await start()
    acme.addRegistry({ registry_type: 'npm_registry', url: 'https://npm.acme.example' })
    const workspace = workspaceWith(empty, 'm.yml')
    const result = await run({ ...inputs, manifest: 'm.yml' }, { workspace })
    expect(theError(result)).toMatch(message)
    expect(result.outputs).toMatchObject({ changed: 'false' })
    expect(github.said()).toEqual([list])
  })
})
