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
import { type Inputs, list, messages, output, start, theError } from './scenario.ts'

const git = { registry_type: 'git_source', url: 'https://git.acme.example' }
const npm: GivenRegistry = { registry_type: 'npm_registry', url: 'https://npm.acme.example', username: 'ci' }
const given: Inputs = { operation: 'export' }
const path = 'private-registries.yml'

test.each([
  [0, [list]],
  [101, [list, `${list}&page=2`]]
])('lists %i registries with as few pages as can be, in output and summary', async (count, requests) => {
  const has = Array.from({ length: count }, (_, index) => ({ ...git, url: `${git.url}/${index}` }))
  const scenario = await startWith(has)
  const result = await scenario.run({ operation: 'list' })
  expect(scenario.github.said()).toEqual(requests)
  expect(output(result, 'registries')).toEqual(
    scenario.acme.registries.map(({ secret, selected_repository_ids, ...one }) => ({ ...one, org: 'acme' }))
  )
  expect(Object.keys(result.outputs).sort()).toEqual(['registries', 'summary', 'total-count'])
  expect(result.outputs['total-count']).toBe(String(count))
  expect(result.log).toContain(`acme has ${count} private registries`)
  expect(/none/i.test(result.summary)).toBe(count === 0)
})

test('organizations that cannot be listed are an error each, and the others are listed', async () => {
  const scenario = await startWith([npm, npm])
  scenario.github.addOrganization('labs').addRegistry(git)
  const org = '["acme", "nobody", "labs", "no-one", "ACME"]'
  const result = await scenario.run({ operation: 'list', org })
  expect(messages(result, 'error')).toEqual([
    expect.stringMatching(/nobody.*404.*Request id C0DE:/),
    expect.stringMatching(/no-one.*404/)
  ])
  expect(result.outputs['total-count']).toBe('3')
  expect(output(result, 'registries')).toMatchObject([
    ...['acme', 'acme'].map(org => ({ org, registry_type: 'npm_registry' })),
    { org: 'labs', ...git }
  ])
  expect(result.log).toContain('labs has 1 private registry')
  expect(result.log).toContain('GIT_SOURCE_SECRET (git_source at https://git.acme.example)')
  expect(result.summary).toMatch(
    /#### `labs`\n\n.*\n.*\n\| `GIT_SOURCE_SECRET` `git_source`<br>`https:\/\/git\.acme\.example` \| all<br>token<br>/
  )
  expect(result.summary).toContain('nobody')
  expect(scenario.github.said()).toHaveLength(4)
})

test('lists the owner’s registries if no organization is given', async () => {
  const scenario = await start()
  scenario.github.addOrganization('labs')
  await scenario.run({ operation: 'list' }, { github: { repository_owner: 'labs' } })
  expect(scenario.github.said()).toEqual([list.replace('acme', 'labs')])
})

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
  writeFileSync(join(workspace, path), 'the old file')
  const failed = await run({ ...given, ...both, manifest: path }, { workspace })
  expect(theError(failed)).toMatch(/globex.*403/)
  expect(Object.keys(failed.outputs)).toEqual(['summary'])
  expect(readFileSync(join(workspace, path), 'utf8')).toBe('the old file')
})

test('the output manifest is the organization as YAML, with one request and no file', async () => {
  const { github, run } = await startWith([npm])
  const workspace = emptyWorkspace()
  const result = await run(given, { workspace })
  expect(result.annotations).toEqual([])
  expect(github.said()).toEqual([list])
  expect(Object.keys(result.outputs)).toEqual(['manifest', 'summary'])
  const entry = { ...npm, auth_type: 'token', visibility: 'all', secret_env: 'NPM_REGISTRY_SECRET' }
  expect(parse(result.outputs['manifest'] ?? '')).toEqual({ registries: [entry] })
  expect(readdirSync(workspace)).toEqual(['README.md'])
  expect(result.log).toContain("The output 'manifest' has 1 registry of acme.")
  expect(result.summary).toContain(`\`\`\`yaml\n${result.outputs['manifest']}\`\`\`\n\n</details>`)
})

test.each([path, './a/../b/m b.yml'])('the file is written to %s, and is the output', async manifest => {
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
const inGit = /what is under '\.git' belongs to git/
const cannot = /could not be written|no file/
const linking = (to: string, name: string) => (at: string) => symlinkSync(to, join(at, name))
const toOutside = (to: string, name: string) => (at: string) => symlinkSync(join(outside, to), join(at, name))

test.each<[what: string, manifest: string, message: RegExp, make?: (at: string) => void]>([
  ['above the workspace', '../pwned.yml', /is outside the workspace/],
  ['through a link to a file', 'link.yml', leadsOut, toOutside('theirs.yml', 'link.yml')],
  ['deep below a link to a folder', 'link/a/b/m.yml', leadsOut, toOutside('.', 'link')],
  ['through a link to what is not there yet', 'link.yml', leadsOut, toOutside('new.yml', 'link.yml')],
  [
    'through a relative one',
    'link.yml',
    leadsOut,
    at => symlinkSync(relative(at, join(outside, 'new.yml')), join(at, 'link.yml'))
  ],
  ['below a link to a folder that is not there yet', 'link/m.yml', /link|not be w/, toOutside('new', 'link')],
  ['into what is git in other letters', 'sub/.GIT/hooks/x', inGit],
  ['to a link inside', 'link.yml', /'link\.yml' is a link/, linking('old.yml', 'link.yml')],
  ['to a hard link', 'hard.yml', cannot, at => linkSync(join(at, 'old.yml'), join(at, 'hard.yml'))],
  ['to a pipe', 'pipe', cannot, at => void spawnSync('mkfifo', [join(at, 'pipe')])],
  ['to a folder', 'folder', cannot, at => mkdirSync(join(at, 'folder'))],
  ['under a name that is too long', `${'x'.repeat(300)}.yml`, cannot]
])('no file is written %s; where only the file is at fault, the output is there', async (...row) => {
  const [, manifest, message, make] = row
  const { github, run } = await startWith([npm])
  const workspace = workspaceWith('old', 'old.yml')
  make?.(workspace)
  const result = await run({ ...given, manifest }, { workspace })
  expect(theError(result)).toMatch(message)
  expect(result.log).not.toContain('Wrote')
  if (message === cannot) expect(result.outputs['manifest']).toContain('npm_registry')
  if ([leadsOut, inGit].includes(message)) expect(github.said()).toEqual([])
  expect(readFileSync(join(workspace, 'old.yml'), 'utf8')).toBe('old')
  expect(readdirSync(outside)).toEqual(['theirs.yml'])
  expect(readFileSync(join(outside, 'theirs.yml'), 'utf8')).toBe('theirs')
  expect(existsSync(join(workspace, '../pwned.yml'))).toBe(false)
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

test('text of GitHub that holds the token is hidden in output, file and log, and the YAML stays YAML', async () => {
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
