import { spawnSync } from 'node:child_process'
import { existsSync, linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StepResult } from '../runner/result.ts'
import { changesOf, type Fields, npm, npmName, runManifest, workspaceWith } from './manifest-scenario.ts'
import { type Inputs, messages, type Scenario, start, theError, writes } from './scenario.ts'

const create: Inputs = {
  operation: 'create',
  'registry-type': 'npm_registry',
  visibility: 'all',
  url: npm.url
}
const cloudsmith = { auth_type: 'oidc_cloudsmith', namespace: 'acme', service_slug: 'ci', audience: 'a' }
const given: Inputs = {
  ...create,
  'auth-type': 'oidc_cloudsmith',
  namespace: 'acme',
  'service-slug': 'ci',
  audience: 'a'
}
const hosts = { 'allowed-hosts': '*.acme.example' }
const evil = `npm.acme.example.${'a'.repeat(200)}.evil.example`
const secrets = { secrets: '{"NPM_TOKEN":"a secret value"}' }

/** Where an address or a host is refused before any request. */
test.each<[name: string, inputs: Inputs, error: RegExp]>([
  [
    'an API host elsewhere',
    { ...given, ...hosts, 'api-host': 'api.evil.example' },
    /'api-host' is on api\.evil\.example, which is not in 'allowed-hosts'/
  ],
  [
    'an API host that is another one',
    { ...given, 'api-host': 'api.acme.example@evil.example' },
    /'api-host' holds a user name/
  ],
  [
    'an API host in other letters',
    { ...given, 'api-host': 'api\u3002acme.example' },
    /'api-host' .* resolved as api\.acme\.example/
  ],
  [
    'an address in numbers',
    { ...create, secret: 's3cret', url: 'https://0x7f.1/' },
    /'url' .* resolved as 127\.0\.0\.1;/
  ],
  [
    'an address that names a registry',
    { operation: 'delete', 'registry-type': 'npm_registry', url: 'https://npm%2Eacme.example' },
    /resolved as npm\.acme\.example;/
  ],
  [
    'a line break',
    { ...create, secret: 's3cret', username: 'ci\nregistry=https://evil.example' },
    /'username' holds a line break/
  ],
  [
    'a manifest with a bell',
    { operation: 'plan', manifest: 'a\u0007.yml' },
    /'manifest' holds the control character U\+0007/
  ]
])('refused: %s', async (_, inputs, error) => {
  const { github, run } = await start()
  expect(theError(await run(inputs))).toMatch(error)
  expect(github.said()).toEqual([])
})

test.each(['operation', 'token', 'org', 'secret', 'url', 'timeout', 'dry-run', 'max-deletions', 'manifest'])(
  'an expression in %s, used or not',
  async name => {
    const { github, run } = await start()
    const result = await run({ ...create, secret: 's3cret', [name]: `x\${{ vars.X }}` })
    expect(theError(result)).toContain(`'${name}' still holds an expression`)
    expect(github.said()).toEqual([])
  }
)

test('an expression in a variable is told of by a run that writes, in a member of secrets by all', async () => {
  const entry = [{ ...npm, visibility: 'all', secret_env: 'NPM_TOKEN' }]
  const env = { NPM_TOKEN: '${{ secrets.NPM_TOKEN }}' }
  const scenario = await start()
  expect(theError(await runManifest(scenario, entry, {}, { env }))).toMatch(
    /NPM_TOKEN still holds an expression/
  )
  expect((await runManifest(scenario, entry, { operation: 'plan' }, { env })).exitCode).toBe(0)
  const dry = await runManifest(scenario, entry, { operation: 'plan', secrets: '{"X":"\\u0024{{ y }}"}' })
  expect(theError(dry)).toMatch(/'secrets' still holds an expression/)
})

/** What GitHub shows of a registry whose secret would be written, with hosts that are allowed. */
type Play = (scenario: Scenario, entry: Fields) => Promise<StepResult>
const pinned = { name: npmName, secret_env: 'NPM_TOKEN' }
const plays: [name: string, play: Play][] = [
  [
    'rotate',
    (scenario, { name, secret_env }) =>
      runManifest(scenario, [{ name, secret_env }], { ...hosts, ...secrets, operation: 'rotate' })
  ],
  [
    'apply',
    (scenario, entry) => runManifest(scenario, [entry], { ...hosts, ...secrets, 'rewrite-secrets': 'always' })
  ],
  [
    'plan',
    (scenario, entry) =>
      runManifest(scenario, [entry], { ...hosts, operation: 'plan', 'rewrite-secrets': 'always' })
  ],
  ['update', ({ run }) => run({ ...hosts, operation: 'update', name: npmName, secret: 'a secret value' })]
]
const shown: [shown: object, error: RegExp][] = [
  [{ url: 'https://npm.acme.example\\@evil.example/' }, /holds '\\'/],
  [{ url: 'https://npm.acme.example@evil.example/' }, /holds a user name or a password/],
  [{ url: 'ftp://npm.acme.example/' }, /is not a complete address/],
  [{ url: 'https://npm.\u0430cme.example/' }, /resolved as npm\.xn--cme-5cd\.example/],
  [{ api_host: 'evil.example' }, /The api_host of NPM_REGISTRY_SECRET is on evil\.example/]
]
test.each(plays.flatMap(([name, play]) => shown.map(([fields, error]) => ({ name, play, fields, error }))))(
  '$name: what GitHub shows is judged like what is typed: $fields',
  async ({ play, fields, error }) => {
    const scenario = await start()
    const listed = { ...npm, name: npmName, visibility: 'all', auth_type: 'token', ...fields }
    scenario.github.answer(
      { path: '/orgs/acme/private-registries?per_page=100' },
      { status: 200, body: { total_count: 1, configurations: [listed] } },
      2
    )
    scenario.github.answer(
      { path: `/orgs/acme/private-registries/${npmName}` },
      { status: 200, body: listed },
      2
    )
    expect(theError(await play(scenario, pinned))).toMatch(error)
    expect(writes(scenario)).toEqual([])
  }
)

test('a default is held to the allowed hosts too, and to the form of a host', async () => {
  const { api_host: _, ...registry } = { ...npm, ...cloudsmith, api_host: '' }
  const scenario = await start()
  scenario.acme.addRegistry({ ...registry, visibility: 'all' } as never)
  const play = (api_host: string) =>
    runManifest(scenario, { defaults: { api_host }, registries: [npm] }, { ...hosts, operation: 'plan' })
  expect(theError(await play('api.evil.example'))).toMatch(/'api_host' is on api\.evil\.example/)
  expect(theError(await play('\uff41pi.acme.example'))).toMatch(/'api_host' has a host that is resolved/)
})

test.each(['plan', 'apply'])('%s shows both hosts of a registry that moves, whole', async operation => {
  const scenario = await start()
  scenario.acme.addRegistry({
    ...npm,
    registry_type: 'npm_registry',
    visibility: 'all',
    url: `${npm.url}${'p'.repeat(300)}`
  })
  const url = `https://${evil}/${'q'.repeat(300)}`
  const result = await runManifest(scenario, [{ name: npmName, url }], { operation })
  const [change] = changesOf(result)
  expect(change).toMatchObject({ url, fields: ['url'], from: { url: `${npm.url}${'p'.repeat(300)}` } })
  const words = `moves from the host npm.acme.example to the host ${evil}`
  expect(result.log).toContain(words)
  for (const page of [result.summary, result.outputs['summary']])
    expect(page?.replaceAll('`', '')).toContain(words)
  expect(result.summary).toContain(`<br>\`https://${evil} …\``)
})

test('a host that GitHub shows in another form is shown as it is resolved, but in the outputs', async () => {
  const { github, run } = await start()
  const url = 'https://npm.\u0430cme.example/a'
  const body = { total_count: 1, configurations: [{ ...npm, name: npmName, url }] }
  github.answer({}, { status: 200, body })
  const result = await run({ operation: 'list' })
  for (const text of [result.log, result.summary]) expect(text).toContain('https://npm.xn--cme-5cd.example/a')
  expect(result.outputs['registries']).toContain(url)
})

test('a dry run asks only whether a variable is set, and masks none', async () => {
  const { run } = await start()
  const plan = (secret_env: string) => {
    const workspace = workspaceWith([{ ...npm, visibility: 'all', secret_env }], 'm.yml')
    return run(
      { operation: 'plan', manifest: 'm.yml' },
      { workspace, env: { NODE_AUTH_TOKEN: 'true', EMPTY: '' } }
    )
  }
  const result = await plan('NODE_AUTH_TOKEN')
  expect(result.masks).not.toContain('true')
  expect(result.outputs).toMatchObject({ changed: 'true', drift: 'true' })
  expect(messages(result, 'notice')).toEqual([])
  expect(messages(await plan('EMPTY'), 'notice')).toEqual([expect.stringContaining('EMPTY is not set')])
  const token = `ghp_${'A1b2'.repeat(9)}`
  const refused = await plan(token)
  expect(theError(refused)).toMatch(/'secret_env' looks like a token itself/)
  expect(refused.stdout + refused.summary).not.toContain(token)
})

const inGit = /what is under '\.git' is git's own/
test.each<[name: string, path: string, error: RegExp, make?: (at: string) => void]>([
  ['git', '.git/config', inGit],
  ['git in other letters', 'sub/.GIT/hooks/x', inGit],
  ['git with a dot that Windows drops', '.git./config', inGit],
  [
    'a link to a file',
    'link.yml',
    /'link\.yml' is a link/,
    at => symlinkSync('old.yml', join(at, 'link.yml'))
  ],
  ['a link to a folder', 'link/m.yml', /'link' is a link/, at => symlinkSync('folder', join(at, 'link'))],
  [
    'a hard link',
    'hard.yml',
    /could not be written/,
    at => linkSync(join(at, 'old.yml'), join(at, 'hard.yml'))
  ],
  ['a pipe', 'pipe', /could not be written/, at => void spawnSync('mkfifo', [join(at, 'pipe')])]
])('export does not write into %s', async (_, manifest, error, make = () => {}) => {
  const { acme, run } = await start()
  acme.addRegistry({ registry_type: 'npm_registry', url: npm.url })
  const workspace = workspaceWith('old', 'old.yml')
  mkdirSync(join(workspace, 'folder'))
  make(workspace)
  expect(theError(await run({ operation: 'export', manifest }, { workspace }))).toMatch(error)
  expect(readFileSync(join(workspace, 'old.yml'), 'utf8')).toBe('old')
  expect(existsSync(join(workspace, 'folder/m.yml'))).toBe(false)
  writeFileSync(join(workspace, 'fine.yml'), 'longer than a manifest\n'.repeat(99))
  expect((await run({ operation: 'export', manifest: 'fine.yml' }, { workspace })).exitCode).toBe(0)
  expect(readFileSync(join(workspace, 'fine.yml'), 'utf8')).not.toContain('longer')
})

test('what GitHub says makes no commit, emoji or formula', async () => {
  const { github, run } = await start()
  const sha = '0123456789abcdef'.repeat(2).padEnd(40, 'c')
  github.answer({}, { status: 422, body: { message: `${sha} :tada: $x$ a:100:` } })
  const { summary } = await run({ operation: 'list' })
  expect(summary).not.toMatch(/[\da-f]{7}|:tada:|\$x|:100:/)
})
