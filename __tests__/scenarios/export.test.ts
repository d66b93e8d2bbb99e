import {
  existsSync,
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
import { authTypes } from '../github/auth-types.ts'
import type { GivenRegistry, Organization } from '../github/organization.ts'
import type { GitHubOptions } from '../github/server.ts'
import { defaultToken } from '../github/tokens.ts'
import { workspaceWith } from './manifest-scenario.ts'
import { type Inputs, list, messages, output, start, theError } from './scenario.ts'

const npm: GivenRegistry = { registry_type: 'npm_registry', url: 'https://npm.acme.example', username: 'ci' }
const given: Inputs = { operation: 'export' }
const path = 'private-registries.yml'

let outside = ''
beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), 'outside-'))
})
afterEach(() => rmSync(outside, { recursive: true }))

/** A workspace with nothing but a README. */
function emptyWorkspace(): string {
  return workspaceWith('# Widgets\n', 'README.md')
}

describe('the output manifest', () => {
  test('is the organization as YAML, with one request and no file', async () => {
    const { github, acme, run } = await start()
    acme.addRegistry(npm)
    const workspace = emptyWorkspace()
    const result = await run(given, { workspace })
    expect(result.annotations).toEqual([])
    expect(github.said()).toEqual([list])
    expect(Object.keys(result.outputs)).toEqual(['manifest'])
    expect(parse(result.outputs['manifest'] ?? '')).toEqual({
      registries: [
        {
          ...{ registry_type: 'npm_registry', url: 'https://npm.acme.example', auth_type: 'token' },
          ...{ username: 'ci', visibility: 'all', secret_env: 'NPM_REGISTRY_SECRET' }
        }
      ]
    })
    expect(readdirSync(workspace)).toEqual(['README.md'])
    expect(result.log).toContain("The output 'manifest' has 1 registry of acme.")
    expect(result.summary).toContain('1 registry of `acme`')
  })

  test('of an organization without registries is an empty list', async () => {
    const { run } = await start()
    expect(parse((await run(given)).outputs['manifest'] ?? '')).toEqual({ registries: [] })
  })

  test('says what GitHub does not reveal', async () => {
    const { acme, run } = await start()
    acme.addRegistry({ ...npm, visibility: 'selected', selected_repository_ids: [1001001] })
    const { manifest = '' } = (await run(given)).outputs
    expect(manifest).toMatch(/^# yaml-language-server: \$schema=https:\/\/.*manifest\.schema\.json\n/)
    expect(manifest).toMatch(/# .*secrets/)
    expect(manifest).toMatch(
      /visibility: selected\n {4}# selected_repositories could not be read; add them\.\n/
    )
    expect(manifest).not.toContain('1001001')
  })

  test('has the ids where the server shows them', async () => {
    const { acme, run } = await start({ showsSelectedIds: true })
    acme.addRegistry({ ...npm, visibility: 'selected', selected_repository_ids: [1001001, 1001002] })
    const { manifest = '' } = (await run(given)).outputs
    expect(manifest).toContain('selected_repository_ids: [1001001, 1001002]')
    expect(manifest).not.toContain('could not be read')
  })

  test('has all pages', async () => {
    const { github, acme, run } = await start()
    for (let number = 0; number < 230; number += 1)
      acme.addRegistry({ ...npm, url: `https://npm.acme.example/${number}` })
    const { manifest = '' } = (await run(given)).outputs
    expect(parse(manifest).registries).toHaveLength(230)
    expect(github.said()).toHaveLength(3)
  })

  test.each<[status: number]>([[403], [404], [500]])(
    'is not there if the list cannot be read: %i',
    async status => {
      const { github, run } = await start()
      const workspace = workspaceWith('the old file', path)
      github.answer({}, { status, body: { message: 'No' } }, 9)
      const result = await run({ ...given, manifest: path, timeout: '5s' }, { workspace })
      expect(theError(result)).toMatch(new RegExp(`${status}`))
      expect(result.outputs).toEqual({})
      expect(readFileSync(join(workspace, path), 'utf8')).toBe('the old file')
    },
    20_000
  )

  test('takes one organization', async () => {
    const { github, run } = await start()
    expect(theError(await run({ ...given, org: 'acme, labs' }))).toMatch(/export takes one/)
    expect(github.said()).toEqual([])
  })
})

describe('the file', () => {
  test.each([path, '.github/private-registries.yml', 'a/b/c/d.yaml', './a/../m.yml', 'm b.yml'])(
    'is written to %s, and is the output',
    async manifest => {
      const { acme, run } = await start()
      acme.addRegistry(npm)
      const workspace = emptyWorkspace()
      const result = await run({ ...given, manifest }, { workspace })
      expect(result.annotations).toEqual([])
      expect(readFileSync(join(workspace, manifest), 'utf8')).toBe(result.outputs['manifest'])
      expect(result.log).toMatch(/Wrote 1 registry of acme to /)
    }
  )

  test('is overwritten', async () => {
    const { acme, run } = await start()
    acme.addRegistry(npm)
    const workspace = workspaceWith(`registries: []\n${'# old\n'.repeat(1000)}`, path)
    const result = await run({ ...given, manifest: path }, { workspace })
    expect(readFileSync(join(workspace, path), 'utf8')).toBe(result.outputs['manifest'])
  })

  test('is not written in a dry run', async () => {
    const { acme, run } = await start()
    acme.addRegistry(npm)
    const workspace = workspaceWith('the old file', path)
    for (const manifest of [path, 'a/new.yml']) {
      const result = await run({ ...given, manifest, 'dry-run': 'true' }, { workspace })
      expect(result.annotations).toEqual([])
      expect(result.outputs['manifest']).toContain('npm_registry')
      expect(result.log).toContain('Would write 1 registry of acme to')
      expect(result.summary).toContain('no file was written')
    }
    expect(readdirSync(workspace)).toEqual([path])
    expect(readFileSync(join(workspace, path), 'utf8')).toBe('the old file')
  })

  type Refused = { name: string; manifest: string; message: RegExp; make?: (workspace: string) => void }
  test.each<Refused>([
    { name: 'above the workspace', manifest: '../m.yml', message: /is outside the workspace/ },
    { name: 'by a detour', manifest: 'a/../../m.yml', message: /is outside the workspace/ },
    { name: 'absolute', manifest: '/tmp/pwned.yml', message: /is outside the workspace/ },
    { name: 'the workspace', manifest: '.', message: /is outside the workspace|no file/ },
    {
      name: 'through a link to a file',
      manifest: 'link.yml',
      message: /leads out of the workspace through a link/,
      make: at => symlinkSync(join(outside, 'theirs.yml'), join(at, 'link.yml'))
    },
    {
      name: 'through a link to a folder',
      manifest: 'link/m.yml',
      message: /leads out of the workspace through a link/,
      make: at => symlinkSync(outside, join(at, 'link'))
    },
    {
      name: 'deep below a link to a folder',
      manifest: 'link/a/b/m.yml',
      message: /leads out of the workspace through a link/,
      make: at => symlinkSync(outside, join(at, 'link'))
    }
  ])('is refused before any request: $name', async ({ manifest, message, make }) => {
    const { github, acme, run } = await start()
    acme.addRegistry(npm)
    const workspace = emptyWorkspace()
    writeFileSync(join(outside, 'theirs.yml'), 'theirs')
    make?.(workspace)
    const result = await run({ ...given, manifest }, { workspace })
    expect(theError(result)).toMatch(message)
    expect(github.said()).toEqual([])
    expect(result.outputs).toEqual({})
    expect(readdirSync(outside)).toEqual(['theirs.yml'])
    expect(readFileSync(join(outside, 'theirs.yml'), 'utf8')).toBe('theirs')
  })

  test.each([
    ['absolute', (_: string, file: string) => file],
    ['relative', relative]
  ])('is not written outside through a link to what does not exist yet: %s', async (_, way) => {
    const { acme, run } = await start()
    acme.addRegistry(npm)
    const workspace = emptyWorkspace()
    const target = join(outside, 'new.yml')
    symlinkSync(way(workspace, target), join(workspace, 'link.yml'))
    const result = await run({ ...given, manifest: 'link.yml' }, { workspace })
    expect(existsSync(target)).toBe(false)
    expect(theError(result)).toMatch(/leads out of the workspace through a link/)
  })

  test('cannot be a link to a folder that does not exist yet', async () => {
    const { acme, run } = await start()
    acme.addRegistry(npm)
    const workspace = emptyWorkspace()
    symlinkSync(join(outside, 'new'), join(workspace, 'link'))
    const result = await run({ ...given, manifest: 'link/m.yml' }, { workspace })
    expect(theError(result)).toMatch(/link|could not be written/)
    expect(existsSync(join(outside, 'new'))).toBe(false)
  })

  test.each<[name: string, manifest: string]>([
    ['a folder', 'folder'],
    ['below a file', 'README.md/m.yml'],
    ['of a name that is too long', `${'x'.repeat(300)}.yml`]
  ])('that cannot be written is an error, and the output is there: %s', async (_, manifest) => {
    const { acme, run } = await start()
    acme.addRegistry(npm)
    const workspace = emptyWorkspace()
    mkdirSync(join(workspace, 'folder'))
    const result = await run({ ...given, manifest }, { workspace })
    expect(theError(result)).toMatch(/could not be written|no file/)
    expect(result.outputs['manifest']).toContain('npm_registry')
    expect(result.log).not.toContain('Wrote')
  })
})

/** Values that YAML reads as something else if nobody takes care. */
const weird = [
  ...['yes', 'No', 'null', '~', '012', '1e3', '0x1F', '1_000', '.inf', '2026-03-01', '12:30:45', '-', '- a'],
  ...['a: b', 'a #b', '# a', '*a', '&a', '!a', '%a', '@a', '`a`', '{a}', '[a]', 'a,b', '|', '>', '? a', '<<'],
  ...[
    "it's",
    '"quoted"',
    'back\\slash',
    'tab\tin',
    'two\nlines',
    ' blanks ',
    'ümläut 😀',
    '\u0085\u2028\ufeff'
  ],
  ...['${{ secrets.X }}', '$(id)', '%0A::error::x', '--- a', '...', 'true', 'a:', ':a', '\u202egnp', '=']
]

/** Everything that an organization may have. */
function fill(acme: Organization): void {
  for (const [index, [auth_type, { required, optional }]] of Object.entries(authTypes).entries())
    for (const fields of [required, [...required, ...optional]]) {
      const values = Object.fromEntries(
        fields.map(field => [field, field === 'account_id' ? '012345678901' : weird[index]])
      )
      const url = `https://${auth_type.replaceAll('_', '-')}-${fields.length}.acme.example/path?q=1#x`
      acme.addRegistry({ registry_type: 'docker_registry', username: null, url, auth_type, ...values })
    }
  for (const [index, username] of weird.entries())
    acme.addRegistry({ registry_type: 'maven_repository', url: `https://acme.example/${index}/`, username })
  for (const url of ['https://twin.example', 'https://twin.example/', 'HTTPS://TWIN.example:443'])
    acme.addRegistry({ ...npm, url, replaces_base: true })
  for (const visibility of ['all', 'private', 'selected'])
    acme.addRegistry({
      ...{ registry_type: 'git_source', url: `http://${visibility}.acme.example:8080`, visibility },
      selected_repository_ids: visibility === 'selected' ? [1001001, 1001002] : []
    })
  acme.addRegistry({ ...npm, name: 'lower.case-name', url: 'https://lower.acme.example' })
}

describe('exported, filled in and planned', () => {
  const servers: [name: string, options: GitHubOptions, drift: string][] = [
    ['GitHub', {}, 'false'],
    ['a server that shows the ids', { showsSelectedIds: true }, 'false'],
    ['a server that shows no auth_type', { showsAuthType: false }, 'false'],
    ['a server that shows no url', { showsUrl: false }, 'false'],
    ['GitHub Enterprise Server', { description: 'ghes-3.18' }, 'false']
  ]

  test.each(servers)(
    'an organization on %s does not drift',
    async (_, options, drift) => {
      const { acme, run } = await start(options)
      fill(acme)
      const before = structuredClone(acme.registries)
      const workspace = emptyWorkspace()
      const exported = await run({ ...given, manifest: path }, { workspace })
      expect(exported.annotations).toEqual([])
      const text = readFileSync(join(workspace, path), 'utf8')
      const filled = text.replace(
        '# selected_repositories could not be read; add them.',
        'selected_repositories: [web, acme/api-one]'
      )
      writeFileSync(join(workspace, path), filled)
      const variables: string[] = parse(filled).registries.flatMap(
        (one: { secret_env?: string }) => one.secret_env ?? []
      )
      expect(new Set(variables).size).toBe(variables.length)
      const secrets = JSON.stringify(Object.fromEntries(variables.map(name => [name, `secret of ${name}`])))
      const planned = await run({ operation: 'plan', manifest: path, secrets }, { workspace })
      expect(messages(planned, 'error')).toEqual([])
      expect(planned.outputs).toMatchObject({ drift, created: '0', deleted: '0', failed: '0' })
      const changes = Object(output(planned, 'changes'))
      expect(changes).toHaveLength(before.length)
      const updates = changes.filter(({ action }: { action: string }) => action !== 'keep')
      expect(updates).toEqual(
        options.showsSelectedIds
          ? []
          : [expect.objectContaining({ name: 'GIT_SOURCE_SECRET_3', action: 'update' })]
      )
      const pruned = { operation: 'apply', manifest: path, secrets, prune: 'true', 'write-interval': '0s' }
      const applied = await run(pruned, { workspace })
      expect(messages(applied, 'error')).toEqual([])
      const kept = acme.registries.map(({ updated_at, ...rest }) => rest)
      expect(kept).toEqual(before.map(({ updated_at, ...rest }) => rest))
    },
    30_000
  )
})

describe('text of GitHub', () => {
  test('that holds the token is hidden in output, file and log', async () => {
    const { acme, run } = await start()
    acme.addRegistry({
      ...npm,
      username: `x ${defaultToken} y`,
      url: `https://npm.acme.example/${defaultToken}`
    })
    const workspace = emptyWorkspace()
    const result = await run({ ...given, manifest: path }, { workspace })
    const text = readFileSync(join(workspace, path), 'utf8')
    expect(text).toBe(result.outputs['manifest'])
    expect(text).toContain('***')
    expect(text).not.toContain(defaultToken)
  })

  test.each([
    ['alone', defaultToken],
    ['at the beginning', `${defaultToken}.ci`]
  ])('that holds the token is hidden, and the YAML stays YAML: %s', async (_, username) => {
    const { acme, run } = await start()
    acme.addRegistry({ ...npm, username })
    const { manifest = '' } = (await run(given)).outputs
    expect(parse(manifest).registries).toMatchObject([{ username: username.replace(defaultToken, '***') }])
  })

  const hostile = [
    ...[
      '\n::error::pwned',
      '##[error]pwned',
      '\r::add-mask::registry',
      '\u2028::stop-commands::x',
      'a\u0000b'
    ],
    ...[
      '<script>alert(1)</script>',
      '| a | b |',
      '`x`',
      '\n- registry_type: git_source',
      '\u001b[31m',
      "'\n  x: 'y"
    ]
  ]

  test('is data in the YAML, and no command in log and summary', async () => {
    const { github, run } = await start()
    const configurations = hostile.map((text, index) => ({
      ...{ name: `A_${index}`, registry_type: 'npm_registry', url: `https://${index}.acme.example` },
      ...{ auth_type: 'token', username: text, visibility: 'all' }
    }))
    github.answer({}, { status: 200, body: { total_count: hostile.length, configurations } })
    const result = await run(given)
    expect(result.annotations).toEqual([])
    expect(result.commands.map(({ name }) => name)).toEqual(['add-mask'])
    const { manifest = '' } = result.outputs
    expect(parse(manifest).registries.map((one: { username: string }) => one.username)).toEqual(
      hostile.map(text => (/\p{Cc}|\p{Zl}/u.test(text) ? undefined : text))
    )
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
    expect(manifest).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/)
    expect(result.summary).not.toContain('<script>')
  })

  test('that a manifest cannot have is a comment of one line', async () => {
    const { github, run } = await start()
    const configurations = hostile.map(text => ({
      ...{ name: text, registry_type: text, url: text, auth_type: text, username: text, visibility: text },
      tenant_id: text
    }))
    github.answer({}, { status: 200, body: { total_count: hostile.length, configurations } })
    const result = await run(given)
    expect(result.commands.map(({ name }) => name)).toEqual(['add-mask'])
    const { manifest = '' } = result.outputs
    expect(parse(manifest)).toEqual({ registries: [] })
    for (const line of manifest.split('\n').slice(5)) expect(line).toMatch(/^(registries: \[\]| {2}# .*)?$/)
  })
})
