import { spawnSync } from 'node:child_process'
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { parse } from 'yaml'
import type { GivenRegistry } from '../local-github/organization.ts'
import { defaultToken } from '../local-github/tokens.ts'
import { both, startTwo, startWith, workspaceWith } from './manifest-scenario.ts'
import { type Inputs, list, messages, start, theError } from './scenario.ts'

const npm: GivenRegistry = { registry_type: 'npm_registry', url: 'https://npm.acme.example', username: 'ci' }
const given: Inputs = { operation: 'export' }
const path = 'private-registries.yml'

let outside = ''
beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), 'outside-'))
  writeFileSync(join(outside, 'theirs.yml'), 'theirs')
})
afterEach(() => rmSync(outside, { recursive: true }))

/** A workspace with nothing but a README. */
function emptyWorkspace(): string {
  return workspaceWith('# Widgets\n', 'README.md')
}

test('several organizations become one manifest, and none if one of them cannot be read', async () => {
  const { github, run, globex } = await startTwo([npm])
  globex.addRegistry({ ...npm, url: 'https://other.acme.example' })
  const workspace = emptyWorkspace()
  const result = await run({ ...given, ...both, manifest: path }, { workspace })
  const written = parse(readFileSync(join(workspace, path), 'utf8'))
  expect(written.registries.map(({ url, orgs }: Record<string, unknown>) => [url, orgs])).toEqual([
    ['https://npm.acme.example', ['acme', 'globex']],
    ['https://other.acme.example', ['globex']]
  ])
  expect(result.log).toContain(`Wrote 3 registries of acme, globex to ${path}.`)
  const planned = await run({ ...both, operation: 'plan', manifest: path }, { workspace })
  expect(planned.outputs).toMatchObject({ changed: 'false', drift: 'false', unchanged: '3' })
  github.answer({ path: /globex/ }, { status: 403, body: { message: 'No' } })
  rmSync(join(workspace, path))
  expect(theError(await run({ ...given, ...both, manifest: path }, { workspace }))).toMatch(/globex.*403/)
  expect(readdirSync(workspace)).toEqual(['README.md'])
})

describe('the output manifest', () => {
  test('is the organization as YAML, with one request and no file', async () => {
    const { github, run } = await startWith([npm])
    const workspace = emptyWorkspace()
    const result = await run(given, { workspace })
    expect(result.annotations).toEqual([])
    expect(github.said()).toEqual([list])
    expect(Object.keys(result.outputs)).toEqual(['manifest'])
    const entry = { ...npm, auth_type: 'token', visibility: 'all', secret_env: 'NPM_REGISTRY_SECRET' }
    expect(parse(result.outputs['manifest'] ?? '')).toEqual({ registries: [entry] })
    expect(readdirSync(workspace)).toEqual(['README.md'])
    expect(result.log).toContain("The output 'manifest' has 1 registry of acme.")
    expect(result.summary).toContain('1 registry of `acme`')
  })

  test('is not there if the list cannot be read, and the file stays', async () => {
    const { github, run } = await start()
    const workspace = workspaceWith('the old file', path)
    github.answer({}, { status: 403, body: { message: 'No' } })
    const result = await run({ ...given, manifest: path }, { workspace })
    expect(theError(result)).toMatch(/403/)
    expect(result.outputs).toEqual({})
    expect(readFileSync(join(workspace, path), 'utf8')).toBe('the old file')
  })
})

describe('the file', () => {
  test.each([path, './a/../b/m b.yml'])('is written to %s, and is the output', async manifest => {
    const { run } = await startWith([npm])
    const workspace = workspaceWith(`registries: []\n${'# old\n'.repeat(1000)}`, path)
    const dry = await run({ ...given, manifest, 'dry-run': 'true' }, { workspace })
    expect(dry.annotations).toEqual([])
    expect(dry.log).toContain('Would write 1 registry of acme to')
    expect(dry.summary).toContain('no file was written')
    expect(readdirSync(workspace)).toEqual([path])
    expect(readFileSync(join(workspace, path), 'utf8')).toContain('# old')
    const result = await run({ ...given, manifest }, { workspace })
    expect(result.annotations).toEqual([])
    expect(readFileSync(join(workspace, manifest), 'utf8')).toBe(result.outputs['manifest'])
    expect(result.outputs['manifest']).toBe(dry.outputs['manifest'])
    expect(result.log).toMatch(/Wrote 1 registry of acme to /)
  })

  const leadsOut = /leads out of the workspace through a link/
  test.each<[name: string, manifest: string, message: RegExp, link?: string, to?: string]>([
    ['absolute', '/tmp/pwned.yml', /is outside the workspace/],
    ['through a link to a file', 'link.yml', leadsOut, 'link.yml', 'theirs.yml'],
    ['deep below a link to a folder', 'link/a/b/m.yml', leadsOut, 'link', '.'],
    ['through a link to what does not exist yet', 'link.yml', leadsOut, 'link.yml', 'new.yml'],
    ['through a relative one', 'link.yml', leadsOut, 'link.yml', '../new.yml'],
    ['below a link to a folder that does not exist yet', 'link/m.yml', /link|not be written/, 'link', 'new']
  ])('is not written outside: %s', async (_, manifest, message, ...[link, to = '']) => {
    const { github, run } = await startWith([npm])
    const workspace = emptyWorkspace()
    const target = to.startsWith('..') ? relative(workspace, join(outside, 'new.yml')) : join(outside, to)
    if (link) symlinkSync(target, join(workspace, link))
    const result = await run({ ...given, manifest }, { workspace })
    expect(theError(result)).toMatch(message)
    if (!to.includes('new')) expect(github.said()).toEqual([])
    expect(readdirSync(outside)).toEqual(['theirs.yml'])
    expect(readFileSync(join(outside, 'theirs.yml'), 'utf8')).toBe('theirs')
    expect(existsSync('/tmp/pwned.yml')).toBe(false)
  })

  test.each([
    ['a folder', 'folder'],
    ['of a name that is too long', `${'x'.repeat(300)}.yml`]
  ])('that cannot be written is an error, and the output is there: %s', async (_, manifest) => {
    const { run } = await startWith([npm])
    const workspace = emptyWorkspace()
    mkdirSync(join(workspace, 'folder'))
    const result = await run({ ...given, manifest }, { workspace })
    expect(theError(result)).toMatch(/could not be written|no file/)
    expect(result.outputs['manifest']).toContain('npm_registry')
    expect(result.log).not.toContain('Wrote')
  })
})

test('exported, filled in and planned with prune, an organization does not drift', async () => {
  const aws = { auth_type: 'oidc_aws', aws_region: 'yes', account_id: '012345678901', role_name: '- a' }
  const gits = ['all', 'selected'].map(visibility => ({
    ...npm,
    registry_type: 'git_source',
    url: 'http://g.example:80',
    visibility
  }))
  const has = [
    npm,
    { ...npm, url: 'HTTPS://NPM.acme.example:443' },
    { ...npm, ...aws, username: null, url: 'https://aws.example' },
    ...gits
  ]
  const { run } = await startWith(has)
  const workspace = emptyWorkspace()
  expect((await run({ ...given, manifest: path }, { workspace })).annotations).toEqual([])
  const text = readFileSync(join(workspace, path), 'utf8')
  const missing = '# selected_repositories could not be read; add them.'
  const filled = text.replace(missing, 'selected_repositories: [web, acme/api-one]')
  writeFileSync(join(workspace, path), filled)
  const entries: { secret_env?: string }[] = parse(filled).registries
  const variables = entries.flatMap(one => one.secret_env ?? [])
  expect(new Set(variables).size).toBe(4)
  const secrets = JSON.stringify(Object.fromEntries(variables.map(name => [name, `secret of ${name}`])))
  const planned = await run({ operation: 'plan', manifest: path, secrets, prune: 'true' }, { workspace })
  expect(messages(planned, 'error')).toEqual([])
  expect(planned.outputs).toMatchObject({ drift: 'false', unchanged: '4', updated: '1' })
})

describe('text of GitHub', () => {
  test('that holds the token is hidden in output, file and log, and the YAML stays YAML', async () => {
    const names = [`x ${defaultToken} y`, defaultToken, `${defaultToken}.ci`]
    const url = (index: number) => `https://npm.acme.example/${index}/${defaultToken}`
    const { run } = await startWith(names.map((username, index) => ({ ...npm, username, url: url(index) })))
    const workspace = emptyWorkspace()
    const { outputs } = await run({ ...given, manifest: path }, { workspace })
    expect(readFileSync(join(workspace, path), 'utf8')).toBe(outputs['manifest'])
    expect(outputs['manifest']).not.toContain(defaultToken)
    const hidden = names.map(name => ({ username: name.replace(defaultToken, '***') }))
    expect(parse(outputs['manifest'] ?? '').registries).toMatchObject(hidden)
  })
})

const inGit = /what is under '\.git' belongs to git/
const cannot = /could not be written/
const linking = (to: string, name: string) => (at: string) => symlinkSync(to, join(at, name))

test.each<[name: string, path: string, error: RegExp, make?: (at: string) => void]>([
  ['git in other letters', 'sub/.GIT/hooks/x', inGit],
  ['a link to a file', 'link.yml', /'link\.yml' is a link/, linking('old.yml', 'link.yml')],
  ['a hard link', 'hard.yml', cannot, at => linkSync(join(at, 'old.yml'), join(at, 'hard.yml'))],
  ['a pipe', 'pipe', cannot, at => void spawnSync('mkfifo', [join(at, 'pipe')])]
])('export does not write into %s', async (_, manifest, error, ...[make]) => {
  const { run } = await startWith([npm])
  const workspace = workspaceWith('old', 'old.yml')
  mkdirSync(join(workspace, 'folder'))
  make?.(workspace)
  expect(theError(await run({ operation: 'export', manifest }, { workspace }))).toMatch(error)
  expect(readFileSync(join(workspace, 'old.yml'), 'utf8')).toBe('old')
  expect(existsSync(join(workspace, 'folder/m.yml'))).toBe(false)
})
