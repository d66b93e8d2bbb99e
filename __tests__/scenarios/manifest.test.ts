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
import { manifestPath, npm, runManifest, workspaceWith } from './manifest-scenario.ts'
import { type Inputs, list, messages, start, theError } from './scenario.ts'

/** Stands for every value of a manifest: nobody may see it. */
const hidden = 'hunter2-hunter2'
const entry = `registries:
  - registry_type: npm_registry
    url: https://npm.acme.example
    secret_env: NPM_TOKEN
    visibility: all
`
const second = entry.replace('registries:\n', '')
const azure = entry.replace('secret_env: NPM_TOKEN', 'auth_type: oidc_azure\n    tenant_id: t')
const dependabot = `version: 2
registries:
  npm:
    type: npm-registry
    url: https://npm.acme.example
    token: ${hidden}
  git:
    type: git
    url: https://github.com
    username: x
    password: ${hidden}
  azure:
    type: nuget-feed
    url: https://pkgs.dev.azure.com/acme
    tenant-id: t
    client-id: c
updates: []
`

/** The entry with more keys, the first in line 6, column 5. */
const more = (...lines: string[]) => entry + lines.map(line => `    ${line}\n`).join('')

const several = `defaults:
  visibilty: ${hidden}
registries:
  - registry_type: ${hidden}
    url: https://ci:${hidden}@npm.acme.example
    secret: ${hidden}
  - 7
  - registry_type: docker_registry
    url: https://x.acme.example
    account_id: 012345678901
`
const conflict = `${entry}<<<<<<< HEAD\n    x: 1\n=======\n>>>>>>> main\n`
const withList = (text: string) => more(`selected_repositories: ${text}`).replace('all', 'selected')

/** A manifest, and what is said of it: `line:column text`. */
const bad: [text: string, ...problems: string[]][] = [
  [withList(`[${hidden}/web]`), `6:5 names a repository outside acme`],
  // What only the whole of an entry shows comes after what its text shows.
  [
    several,
    ...[`2:3 'visi`, `4:20 'reg`, `6:5 'sec`, '7:5 A reg', '10:17 leading zero', `5:5 'url' contains a`]
  ],
  [conflict, '6:1 A merge conflict is left here'],
  [`${entry}username: ${hidden}\n`, `6:1 'username' belongs to a registry; the indentation is wrong here`],
  [entry.replace('all', 'Privat'), `5:17 one of all, private, selected. Did you mean 'private'?`],
  [
    dependabot,
    '1:1 This is a dependabot.yml. The manifest is a separate file',
    `4:5 Unknown key 'type'; did you mean 'registry_type'? Write registry_type: npm_registry.`,
    `6:5 'token' must not be in a manifest; use 'secret_env'`,
    '8:5 Write registry_type: git_source.',
    `11:5 'password' must not be in a manifest; use 'secret_env'`,
    '13:5 Write registry_type: nuget_feed.',
    `13:5 'auth_type' is missing; add auth_type: oidc_azure.`
  ]
]

/** What Markdown shows. */
function asText(markdown: string): string {
  return markdown.replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
}

test.each(bad)('refused before any request, each problem at its place: %j', async (text, ...problems) => {
  const { github, run } = await start()
  const operation = ['apply', 'plan', 'rotate'][text.length % 3] ?? ''
  const env = { NPM_TOKEN: 'the-value-of-the-variable' }
  const result = await runManifest({ run }, text, { operation }, { env })
  expect(github.said()).toEqual([])
  const expected = problems.map(problem => {
    const [, line = 0, col, message] = /^(\d+):(\d+) (.*)$/.exec(problem) ?? []
    return { level: 'error', file: manifestPath, line: Number(line), col: Number(col), message }
  })
  expect(result.annotations.filter(({ level }) => level === 'error')).toEqual(
    expected.map(one => ({ ...one, message: expect.stringContaining(one.message ?? '') }))
  )
  for (const shown of [result.log, asText(result.summary)])
    for (const { line, message } of expected) {
      expect(shown).toContain(message)
      expect(shown).toContain(`${manifestPath}:${line}: `)
    }
  const none = { changed: 'false', changes: '[]', created: '0', updated: '0', deleted: '0', failed: '0' }
  expect(result.outputs).toMatchObject(none)
  const said = result.stdout.replaceAll(/^::add-mask::.*$/gm, '')
  const shown = JSON.stringify([said, result.outputs, result.summary]).toLowerCase()
  for (const value of [hidden, '12345678901']) expect(shown).not.toContain(value)
})

test('of 32 KB of keys the first 100 problems are told, and how many more', async () => {
  const { github, run } = await start()
  const result = await runManifest({ run }, 'a:\n'.repeat(10_000))
  const errors = messages(result, 'error')
  expect(errors).toHaveLength(10)
  expect(errors[8]).toMatch(/The key 'a' is already/)
  const [, more] =
    /\(And (\d+) more, of which the log below has the first 90\.\)$/.exec(errors[9] ?? '') ?? []
  expect(Number(more)).toBeGreaterThan(2000)
  expect(result.log).toContain(`And ${Number(more) - 90} more problems.`)
  expect(asText(result.summary)).toContain(`and ${Number(more) - 90} more; the log has the first 100`)
  expect(result.stdout.length + result.summary.length).toBeLessThan(100_000)
  expect(github.said()).toEqual([])
})

test('entries for none of the organizations of the step are one warning', async () => {
  const { run } = await start()
  const other = `${second.replace('npm.', 'x.')}    orgs: [acmee]\n`
  const text = `${azure}    client_id: c\n    orgs: [acmee, acme-labs]\n${other}`
  const result = await runManifest({ run }, text, { operation: 'plan' })
  expect(result.exitCode).toBe(0)
  const message = `'orgs' (acmee, acme-labs) matches none of the step's organizations (acme). The same applies to line 13.`
  expect(result.annotations.filter(({ level }) => level === 'warning')).toEqual([
    { level: 'warning', file: manifestPath, line: 8, col: 5, message: expect.stringContaining(message) }
  ])
})

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

test('a registry of the inputs is refused beside a manifest', async () => {
  const { github, run } = await start()
  const inputs = { operation: 'plan', 'replaces-base': 'false', username: 'ci' }
  const result = await runManifest({ run }, yaml, inputs)
  expect(theError(result)).toMatch(
    /'manifest' cannot be combined with 'replaces-base', 'username'; .*them\.$/
  )
  expect(github.said()).toEqual([])
})

test('allowed-hosts stop a run before any request', async () => {
  const { github, run } = await start()
  const inputs = { 'allowed-hosts': 'npm.acme.example, *.maven.other.example' }
  const result = await runManifest({ run }, yaml, inputs, { env })
  const message = /:7: 'url' is on maven\.other\.example, which is not in 'allowed-hosts'/
  const place = { level: 'error', file: manifestPath, line: 7, col: 5 }
  expect(result.annotations).toEqual([{ ...place, message: expect.stringMatching(message) }])
  expect(github.said()).toEqual([])
})

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
