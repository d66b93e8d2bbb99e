import type { StepResult } from '../runner/result.ts'
import { manifestPath, runManifest } from './manifest-scenario.ts'
import { messages, start } from './scenario.ts'

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
  [more(`visibilty: ${hidden}`), `6:5 Unknown key 'visibilty'; did you mean 'visibility'?`],
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

/** Refused before any request, each problem told at its place, and no value anywhere. */
function expectRefused(result: StepResult, problems: readonly string[]): void {
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
  expectHidden(result)
}

function expectHidden({ stdout, outputs, summary }: StepResult): void {
  const said = stdout.replaceAll(/^::add-mask::.*$/gm, '')
  const shown = JSON.stringify([said, outputs, summary]).toLowerCase()
  for (const value of [hidden, '12345678901', '4242424242']) expect(shown).not.toContain(value)
}

/** What Markdown shows. */
function asText(markdown: string): string {
  return markdown.replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
}

test.each(bad)('refused: %j', async (text, ...problems) => {
  const { github, run } = await start()
  const operation = ['apply', 'plan', 'rotate'][text.length % 3] ?? ''
  const env = { NPM_TOKEN: 'the-value-of-the-variable' }
  expectRefused(await runManifest({ run }, text, { operation }, { env }), problems)
  expect(github.said()).toEqual([])
})

test('a variable that is not set is said not to be, whatever it is called', async () => {
  const { run } = await start()
  const result = await runManifest({ run }, entry.replace('NPM_TOKEN', '__proto__'))
  expect(messages(result, 'error')).toEqual([expect.stringContaining('variable __proto__ is not set')])
})

test('of more than ten problems ten are annotations, and all are in log and summary', async () => {
  const { github, run } = await start()
  const text = `registries:\n${'  - 7\n'.repeat(14)}  - secret: ${hidden}\n    x: ${hidden}\n`
  const result = await runManifest({ run }, text)
  const errors = result.annotations.filter(({ level }) => level === 'error')
  expect(errors).toHaveLength(10)
  expect(errors[9]).toMatchObject({ line: 11, message: expect.stringMatching(/7 more/) })
  for (const shown of [result.log, asText(result.summary)]) {
    for (let line = 2; line <= 15; line += 1) expect(shown).toContain(`${manifestPath}:${line}: A registry`)
    expect(shown).toContain(`${manifestPath}:17: Unknown key 'x'`)
  }
  expect(github.said()).toEqual([])
  expectHidden(result)
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
