import { manifestPath, npm, runManifest, startWith } from './manifest-scenario.ts'
import { type Inputs, list, messages, start, theError } from './scenario.ts'

/** Stands for every value of a manifest: nobody may see it. */
const hidden = 'hunter2-hunter2'
const entry = `registries:
  - registry_type: npm_registry
    url: https://npm.acme.example
    secret_env: NPM_TOKEN
    visibility: all
`
const dependabot = `version: 2
registries:
  npm: {type: npm-registry, token: ${hidden}, url: https://a.acme.example}
  git: {type: git, password: ${hidden}, url: https://b.acme.example}
  azure: {type: nuget-feed, tenant-id: t, client-id: c, url: https://c.acme.example}
updates: []
`

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

/** A manifest, and what is said of it: `line:column text`. */
const bad: [text: string, ...problems: string[]][] = [
  [
    `${entry.replace('all', 'selected')}    selected_repositories: [${hidden}/web]\n`,
    '6:5 names a repository outside acme'
  ],
  // What only the whole of an entry shows comes after what its text shows.
  [
    several,
    ...[`2:3 'visi`, `4:20 'reg`, `6:5 'sec`, '7:5 A reg', '10:17 leading zero', `5:5 'url' contains a`]
  ],
  [entry.replace('npm.acme', 'acme'), `3:5 'url' is on acme.example, which is not in 'allowed-hosts'`],
  [`${entry}username: ${hidden}\n`, `6:1 'username' belongs to a registry; the indentation is wrong here`],
  [entry.replace('all', 'Privat'), `5:17 one of all, private, selected. Did you mean 'private'?`],
  [
    dependabot,
    '1:1 This is a dependabot.yml. The manifest is a separate file',
    `3:9 Unknown key 'type'; did you mean 'registry_type'? Write registry_type: npm_registry.`,
    `3:29 'token' must not be in a manifest; use 'secret_env'`,
    '4:9 Write registry_type: git_source.',
    `4:20 'password' must not be in a manifest; use 'secret_env'`,
    `5:10 'auth_type' is missing; add auth_type: oidc_azure.`,
    '5:11 Write registry_type: nuget_feed.'
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
  const result = await runManifest({ run }, text, { operation, 'allowed-hosts': '*.acme.example' }, { env })
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
  const [, more] = /And (\d+) more, of which the log below has the first 90/.exec(result.stdout) ?? []
  expect(Number(more)).toBeGreaterThan(2000)
  expect(result.log).toContain(`And ${Number(more) - 90} more problems.`)
  expect(asText(result.summary)).toContain(`and ${Number(more) - 90} more; the log has the first 100`)
  expect(result.stdout.length + result.summary.length).toBeLessThan(100_000)
  expect(github.said()).toEqual([])
})

test('entries for none of the organizations of the step are one warning', async () => {
  const { run } = await start()
  const [first, second] = ['acmee, acme-labs', 'acmee'].map(orgs => `    orgs: [${orgs}]\n`)
  const text = `${entry}${first}${entry.replace('registries:\n', '').replace('npm.', 'x.')}${second}`
  const result = await runManifest({ run }, text, { operation: 'plan' })
  expect(result.exitCode).toBe(0)
  const message = `'orgs' (acmee, acme-labs) matches none of the step's organizations (acme). The same applies to line 11.`
  expect(result.annotations.filter(({ level }) => level === 'warning')).toEqual([
    { level: 'warning', file: manifestPath, line: 6, col: 5, message: expect.stringContaining(message) }
  ])
})

test('defaults are checked where they may apply, and one that is wrong is one problem', async () => {
  const { run } = await start()
  const defaults = { api_host: 'api.cloudsmith.io', selected_repositories: ['globex/web'] }
  const registries = ['a', 'b'].map(path => ({ ...npm, url: `${npm.url}${path}`, visibility: 'all' }))
  const inputs = { operation: 'plan', 'allowed-hosts': '*.acme.example' }
  const tokens = registries.map(one => ({ ...one, auth_type: 'token', secret_env: 'A' }))
  expect(messages(await runManifest({ run }, { defaults, registries: tokens }, inputs), 'error')).toEqual([])
  expect(theError(await runManifest({ run }, { defaults, registries }, inputs))).toMatch(
    /'api_host' is on api\.cloudsmith\.io/
  )
})

test('where a manifest wants nothing, nothing drifts and nothing is written', async () => {
  const { github, run } = await startWith([npm])
  const result = await runManifest({ run }, [])
  expect(result.outputs).toMatchObject({ drift: 'false', changes: '[]', changed: 'false' })
  expect(github.said()).toEqual([list])
})

test('problems of inputs and of the manifest are told together', async () => {
  const { github, run } = await start()
  const wrong: Inputs = { 'max-deletions': '1.5', 'allow-recreate': '1', 'rewrite-secrets': '30' }
  const registry = { name: 'A', 'replaces-base': 'false', username: 'ci' }
  const inputs: Inputs = { org: '', timeout: 'x', secrets: '[]', prune: 'maybe', ...wrong, ...registry }
  const step = { github: { event_name: 'pull_request_target' } }
  const errors = messages(await runManifest({ run }, `${entry}    secret: x\n`, inputs, step), 'error')
  const expected = [
    ...[/'org'/, /'timeout'/, /'secrets'/, /'prune' is 'maybe'/, /:6: 'secret'/, /pull_request_target/],
    ...[/'max-deletions' is '1\.5'/, /'allow-recreate' is '1'/, /'rewrite-secrets' is '30'/],
    /'manifest' cannot be combined with 'name', 'replaces-base', 'username'; .*them\.$/
  ]
  for (const text of expected) expect(errors).toContainEqual(expect.stringMatching(text))
  expect(errors).toHaveLength(10)
  expect(github.said()).toEqual([])
})
