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
const aws = entry.replace('secret_env: NPM_TOKEN', 'auth_type: oidc_aws\n    account_id: 012345678901')

/** A place, and what is said of it. */
type Problem = [line: number, col: number, message: RegExp]

const bad: { name: string; text: string; problems: Problem[] }[] = [
  {
    name: 'an unknown key',
    text: `${entry}    visibilty: ${hidden}\n`,
    problems: [[6, 5, /'visibilty' is not known; did you mean 'visibility'\?/]]
  },
  {
    name: 'an unknown key at the top',
    text: `registrys: ${hidden}\n${entry}`,
    problems: [[1, 1, /'registrys' is not known; did you mean 'registries'\?/]]
  },
  {
    name: 'an unknown key in defaults',
    text: `defaults:\n  user_name: ${hidden}\n${entry}`,
    problems: [[2, 3, /'user_name' is not known; did you mean 'username'\?/]]
  },
  {
    name: 'a key that is like no other',
    text: `${entry}    ${hidden.repeat(3)}: ${hidden}\n`,
    problems: [[6, 5, /This key is not known\./]]
  },
  {
    name: 'a key with an upper case',
    text: entry.replace('visibility', 'Visibility'),
    problems: [[5, 5, /'Visibility' is not known; did you mean 'visibility'\?/]]
  },
  {
    name: 'a number for a text',
    text: `${entry}    username: 4242424242\n`,
    problems: [[6, 15, /'username' must be text; write it in quotes/]]
  },
  {
    name: 'a boolean for a text',
    text: `${entry}    username: true\n`,
    problems: [[6, 15, /'username' must be text/]]
  },
  {
    name: 'a text for a boolean',
    text: `${entry}    replaces_base: 'yes ${hidden}'\n`,
    problems: [[6, 20, /'replaces_base' must be true or false/]]
  },
  {
    name: 'what YAML 1.1 took for a boolean',
    text: `${entry}    replaces_base: yes\n`,
    problems: [[6, 20, /'replaces_base' must be true or false/]]
  },
  {
    name: 'a choice that is none',
    text: entry.replace('visibility: all', `visibility: ${hidden}`),
    problems: [[5, 17, /'visibility' must be one of all, private, selected/]]
  },
  {
    name: 'a type that is none',
    text: entry.replace('npm_registry', hidden),
    problems: [[2, 20, /'registry_type' must be one of maven_repository/]]
  },
  {
    name: 'a list for a text',
    text: `${entry}    username: [${hidden}]\n`,
    problems: [[6, 15, /'username' must be text/]]
  },
  {
    name: 'a text for a list',
    text: `${entry}    orgs: ${hidden}\n`,
    problems: [[6, 11, /'orgs' must be a list/]]
  },
  {
    name: 'a mapping in a list',
    text: `${entry.replace('all', 'selected')}    selected_repositories: [{ name: ${hidden} }]\n`,
    problems: [[6, 29, /'selected_repositories' holds something that is not a repository's name/]]
  },
  {
    name: 'null for what cannot be cleared',
    text: `${entry}    replaces_base: null\n    audience: ~\n`,
    problems: [
      [6, 20, /'replaces_base' must be true or false/],
      [7, 15, /'audience' has no value/]
    ]
  },
  {
    name: 'a lost zero',
    text: `${aws}    domain_owner: 098765432109\n`,
    problems: [
      [5, 17, /'account_id' .*lost its leading zero; write it in quotes/],
      [7, 19, /'domain_owner' .*lost its leading zero/]
    ]
  },
  {
    name: 'a number without a lost zero',
    text: aws.replace('0123', '123'),
    problems: [[5, 17, /'account_id' must be text; write it in quotes/]]
  },
  {
    name: 'a key twice',
    text: `${entry}    url: https://${hidden}.acme.example\n`,
    problems: [[6, 5, /'url' stands here already, on line 3/]]
  },
  {
    name: 'a key twice, once with a hyphen',
    text: `${entry}    registry-type: ${hidden}\n`,
    problems: [[6, 5, /'registry-type' stands here already, on line 2/]]
  },
  {
    name: 'registries twice',
    text: `${entry}registries: [${hidden}]\n`,
    problems: [[6, 1, /'registries' stands here already, on line 1/]]
  },
  {
    name: 'a registry twice, in another spelling',
    text: `${entry}${second.replace('https://npm.acme.example', 'HTTPS://NPM.acme.example:443/')}`,
    problems: [[6, 5, /same registry as the entry on line 2/]]
  },
  {
    name: 'a name twice, in another case',
    text: 'registries:\n  - name: A_SECRET\n  - name: a_secret\n',
    problems: [[3, 5, /same registry as the entry on line 2/]]
  },
  {
    name: 'a registry that is wanted everywhere, and in one organization',
    text: `${entry}${second}    orgs: [acme]\n`,
    problems: [[6, 5, /same registry as the entry on line 2/]]
  },
  {
    name: 'a literal secret',
    text: `${entry}    secret: ${hidden}\n`,
    problems: [[6, 5, /'secret' must not stand in a manifest; give 'secret_env'/]]
  },
  {
    name: 'a literal secret in defaults, over several lines',
    text: `defaults:\n  secret: |\n    ${hidden}\n    ${hidden}\n${entry}`,
    problems: [[2, 3, /'secret' must not stand in a manifest/]]
  },
  {
    name: 'a literal secret beside broken YAML',
    text: `${entry}    secret: "${hidden}\n    username: ${hidden}\n`,
    problems: [[7, 30, /missing here/]]
  },
  {
    name: 'a secret as secret_env',
    text: entry.replace('NPM_TOKEN', `ghp_${hidden}!`),
    problems: [[4, 17, /'secret_env' must be the name of a variable/]]
  },
  {
    name: 'no address',
    text: 'registries:\n  - visibility: all\n    username: null\n',
    problems: [[2, 5, /no 'registry_type' and no 'url'/]]
  },
  {
    name: 'credentials in the address',
    text: entry.replace('https://', `https://ci:${hidden}@`),
    problems: [[3, 5, /'url' holds a user name or a password/]]
  },
  {
    name: 'an address that is none',
    text: entry.replace('https://npm.acme.example', `npm.acme.example/?token=${hidden}`),
    problems: [[3, 5, /'url' is not a complete address/]]
  },
  {
    name: 'an alias',
    text: `defaults:\n  username: &a ${hidden}\n${entry}    audience: *a\n`,
    problems: [
      [2, 13, /Anchors are not allowed/],
      [8, 15, /Aliases are not allowed/]
    ]
  },
  {
    name: 'a merge key',
    text: `${entry}    <<: { username: ${hidden} }\n`,
    problems: [[6, 5, /Merge keys are not allowed/]]
  },
  {
    name: 'tags',
    text: `${entry}    username: !!str ${hidden}\n    name: !${hidden} X\n`,
    problems: [
      [6, 15, /Tags are not allowed/],
      [7, 11, /Tags are not allowed/]
    ]
  },
  {
    name: 'brackets that are not closed',
    text: `${entry}    username: [${hidden}\n`,
    problems: [[6, 31, /indentation|missing/]]
  },
  {
    name: 'a tab',
    text: `registries:\n\t- url: ${hidden}\n`,
    problems: [[2, 1, /A tab cannot indent a line/]]
  },
  {
    name: 'text that is no manifest',
    text: `${hidden}\n`,
    problems: [[1, 1, /must be a mapping with the key 'registries'/]]
  },
  { name: 'nothing', text: '', problems: [[1, 1, /must be a mapping with the key 'registries'/]] },
  { name: 'only comments', text: `# ${hidden}\n`, problems: [[1, 1, /must be a mapping with the key/]] },
  { name: 'a list', text: `- ${hidden}\n`, problems: [[1, 1, /must be a mapping with the key/]] },
  {
    name: 'no registries',
    text: `defaults:\n  username: ${hidden}\n`,
    problems: [[1, 1, /'registries' is missing; .*\[\] for none/]]
  },
  {
    name: 'registries without a value',
    text: 'registries:\n',
    problems: [[1, 1, /'registries' must be a list/]]
  },
  {
    name: 'a registry that is a text',
    text: `registries:\n  - ${hidden}\n`,
    problems: [[2, 5, /A registry must be a mapping/]]
  },
  {
    name: 'a second document',
    text: `${entry}---\n${entry.replaceAll('npm', hidden)}`,
    problems: [[6, 1, /A second document begins here/]]
  },
  {
    name: 'a field of another auth type',
    text: `${azure}    client_id: c\n    username: ${hidden}\n`,
    problems: [[8, 5, /'username' belongs to token, username_password, but 'auth_type' is oidc_azure/]]
  },
  {
    name: 'a secret for OIDC',
    text: `${azure}    client_id: c\n    secret_env: NPM_TOKEN\n`,
    problems: [[8, 5, /'secret_env' is given, but 'auth_type' oidc_azure takes no secret/]]
  },
  {
    name: 'repositories without visibility selected',
    text: `${entry}    selected_repositories: [${hidden}]\n`,
    problems: [[6, 5, /'selected_repositories' goes with 'visibility' selected/]]
  },
  {
    name: 'the same repository twice',
    text: `${entry.replace('all', 'selected')}    selected_repositories: [${hidden}, ${hidden.toUpperCase()}]\n`,
    problems: [[6, 46, /'selected_repositories' holds this twice/]]
  },
  {
    name: 'a repository of another organization',
    text: `${entry.replace('all', 'selected')}    selected_repositories: [${hidden}/web]\n`,
    problems: [[6, 5, /'selected_repositories' names a repository of another organization than acme/]]
  },
  {
    name: 'a name in defaults',
    text: `defaults:\n  name: ${hidden}\n  url: https://${hidden}.example\n${entry}`,
    problems: [
      [2, 3, /'name' belongs to one registry/],
      [3, 3, /'url' belongs to one registry/]
    ]
  },
  {
    name: 'Windows line breaks',
    text: `${entry}    visibilty: ${hidden}\n`.replaceAll('\n', '\r\n'),
    problems: [[6, 5, /'visibilty'/]]
  },
  {
    name: 'a byte order mark',
    text: `\ufeff${entry}    visibilty: ${hidden}\n`,
    problems: [[6, 5, /'visibilty'/]]
  },
  {
    name: 'a byte order mark before the mistake',
    text: `\ufeffregistrys: ${hidden}\n${entry}`,
    problems: [[1, 1, /'registrys'/]]
  },
  {
    name: 'several problems at once, in the order of their lines',
    text: `defaults:
  visibilty: ${hidden}
registries:
  - registry_type: ${hidden}
    url: https://ci:${hidden}@npm.acme.example
    secret: ${hidden}
  - 7
  - registry_type: docker_registry
    url: https://x.acme.example
    account_id: 012345678901
`,
    problems: [
      [2, 3, /'visibilty'/],
      [4, 20, /'registry_type'/],
      [6, 5, /'secret'/],
      [7, 5, /A registry must be a mapping/],
      [10, 17, /leading zero/],
      [5, 5, /'url' holds a user name/]
    ]
  }
]

bad.push(
  {
    name: 'a merge conflict',
    text: `${entry}<<<<<<< HEAD\n    username: ${hidden}\n=======\n    username: x\n>>>>>>> main\n`,
    problems: [[6, 1, /A merge conflict is left here/]]
  },
  {
    name: 'a space too few',
    text: entry.replace('    url', '   url'),
    problems: [[3, 4, /The indentation is wrong here: it differs from that of line 2/]]
  },
  {
    name: 'a space too many',
    text: entry.replace('    secret_env', '     secret_env'),
    problems: [[4, 6, /The indentation is wrong here: it differs from that of line 3/]]
  },
  {
    name: 'an entry under the keys of another',
    text: `${entry}${second.replace('  - ', '   - ')}`,
    problems: [[6, 4, /The indentation is wrong here: it differs from that of line 5/]]
  },
  {
    name: 'a key that is not indented',
    text: `${entry}username: ${hidden}\n`,
    problems: [[6, 1, /'username' belongs to a registry; the indentation is wrong here/]]
  },
  {
    name: 'a pattern that YAML takes for an alias',
    text: `${entry.replace('all', 'selected')}    selected_repositories: [*-api]\n`,
    problems: [[6, 29, /Put a pattern that begins with \* in quotes: '\*-api'/]]
  },
  {
    name: 'a list written as an input would have it',
    text: `${entry.replace('all', 'selected')}    selected_repositories: web, ${hidden}\n`,
    problems: [[6, 28, /must be a list, such as \[a, b\]\. Put it in brackets/]]
  },
  {
    name: 'a value that is near one',
    text: `${entry.replace('all', 'Privat')}    auth_type: usernme-password\n`,
    problems: [
      [5, 17, /'visibility' must be one of .*\. Did you mean 'private'\?/],
      [6, 16, /'auth_type' must be one of .*\. Did you mean 'username_password'\?/]
    ]
  },
  { name: 'an empty file', text: '', problems: [[1, 1, /The file is empty/]] }
)

const nothingDone = { changed: 'false', changes: '[]', created: '0', updated: '0', deleted: '0', failed: '0' }

/** Refused before any request, each problem told at its place, and no value anywhere. */
function expectRefused(result: StepResult, problems: readonly Problem[]): void {
  expect(result.annotations.filter(({ level }) => level === 'error')).toEqual(
    problems.map(([line, col, message]) => ({
      ...{ level: 'error', file: manifestPath, line, col },
      message: expect.stringMatching(message)
    }))
  )
  for (const [line, , message] of problems)
    for (const shown of [result.log, asText(result.summary)]) {
      expect(shown).toMatch(message)
      expect(shown).toContain(`${manifestPath}:${line}: `)
    }
  expect(result.outputs).toMatchObject(nothingDone)
  expectHidden(result)
}

function expectHidden({ stdout, outputs, summary }: StepResult): void {
  const said = stdout.replaceAll(/^::add-mask::.*$/gm, '')
  const shown = JSON.stringify([said, outputs, summary]).toLowerCase()
  for (const value of [hidden, '12345678901', '98765432109', '4242424242']) expect(shown).not.toContain(value)
}

/** What Markdown shows. */
function asText(markdown: string): string {
  return markdown.replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
}

describe.each(['apply', 'plan', 'rotate'])('%s refuses', operation => {
  const step = { apply: 1, plan: 2, rotate: 4 }[operation] ?? 1
  const some = bad.filter((_, index) => index % step === 0)

  test.each(some)('$name', async ({ text, problems }) => {
    const { github, run } = await start()
    const result = await runManifest(
      { run },
      text,
      { operation },
      { env: { NPM_TOKEN: 'the-value-of-the-variable' } }
    )
    // What only the whole of an entry shows comes after what its text shows.
    expectRefused(result, problems)
    expect(github.said()).toEqual([])
  })
})

test('a dry run refuses them too', async () => {
  const { github, run } = await start()
  const result = await runManifest({ run }, `${entry}    secret: ${hidden}\n`, { 'dry-run': 'true' })
  expectRefused(result, [[6, 5, /'secret' must not/]])
  expect(github.said()).toEqual([])
})

test.each([
  ...['GITHUB_TOKEN', 'INPUT_TOKEN', 'ACTIONS_RUNTIME_TOKEN', 'RUNNER_TEMP', 'NODE_OPTIONS', 'PATH', 'HOME'],
  ...[
    'github_token',
    'Path',
    'Actions_Id_Token_Request_Token',
    'NPM-TOKEN',
    '1TOKEN',
    'A B',
    '$NPM',
    'INPUT_'
  ]
])('the variable %j is refused', async variable => {
  const { github, run } = await start()
  const text = entry.replace('NPM_TOKEN', JSON.stringify(variable))
  const result = await runManifest({ run }, text, { secrets: JSON.stringify({ [variable]: hidden }) })
  expectRefused(result, [[4, 17, /'secret_env' must be the name of a variable, and not one of GITHUB_\*/]])
  expect(github.said()).toEqual([])
})

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'the variable %s, which is not set, is said not to be',
  async variable => {
    const { run } = await start()
    const result = await runManifest({ run }, entry.replace('NPM_TOKEN', variable))
    expect(messages(result, 'error')).toEqual([expect.stringContaining(`variable ${variable} is not set`)])
  }
)

describe('of more than ten problems', () => {
  const text = `registries:\n${'  - 7\n'.repeat(14)}  - secret: ${hidden}\n    x: ${hidden}\n`

  test.each(['apply', 'plan'])('%s tells ten in annotations, and all in log and summary', async operation => {
    const { github, run } = await start()
    const result = await runManifest({ run }, text, { operation })
    const errors = result.annotations.filter(({ level }) => level === 'error')
    expect(errors).toHaveLength(10)
    expect(errors[9]).toMatchObject({ line: 11, message: expect.stringMatching(/7 more/) })
    for (const shown of [result.log, asText(result.summary)]) {
      for (let line = 2; line <= 15; line += 1) expect(shown).toContain(`${manifestPath}:${line}: A registry`)
      expect(shown).toContain(`${manifestPath}:17: The key 'x' is not known`)
    }
    expect(github.said()).toEqual([])
    expectHidden(result)
  })
})

test('a billion laughs are not even begun', async () => {
  const { github, run } = await start()
  const laughs = Array.from({ length: 30 }, (_, level) => {
    const name =
      level === 0
        ? hidden
        : Array(9)
            .fill(`*a${level - 1}`)
            .join(', ')
    return `a${level}: &a${level} [${name}]\n`
  })
  const result = await runManifest({ run }, `${laughs.join('')}registries: *a29\n`)
  expect(messages(result, 'error')).toHaveLength(10)
  expect(result.log).toMatch(/Anchors are not allowed/)
  expect(result.log).toMatch(/Aliases are not allowed/)
  expect(github.said()).toEqual([])
  expect(result.durationMs).toBeLessThan(3000)
  expectHidden(result)
})

test.each([
  ['lists', '['],
  ['mappings', '{a: '],
  ['entries', '- '],
  ['questions', '? ']
])('ten thousand %s in one another are refused', async (_, bracket) => {
  const { github, run } = await start()
  const result = await runManifest({ run }, `registries: \n  ${bracket.repeat(10_000)}${hidden}\n`)
  expect(messages(result, 'error')[0]).toContain(`${manifestPath}:`)
  expect(messages(result, 'error')[0]).not.toMatch(/unexpectedly/)
  expect(github.said()).toEqual([])
  expect(result.durationMs).toBeLessThan(10_000)
  expectHidden(result)
})

test.each([
  { name: 'empty entries', begin: 'registries:\n', line: '  -\n', message: /A registry must be a mapping/ },
  { name: 'keys', begin: '', line: 'a:\n', message: /The key 'a' stands here already/ },
  { name: 'equal lines', begin: '', line: 'x: 7\n', message: /The key 'x' stands here already/ },
  { name: 'brackets', begin: '', line: 'x: [\n', message: /is not closed/ },
  { name: 'one list', begin: 'registries: [', line: '{},', message: /This registry has no 'registry_type'/ },
  { name: 'quotes', begin: '', line: '"\n', message: /This is not YAML/ },
  {
    name: 'one registry',
    begin: 'registries:\n',
    line: '  - name: A\n',
    message: /the same registry as the entry/
  }
])(
  '2 MB of $name are refused within seconds: the first 100, and how many more',
  async ({ begin, line, message }) => {
    const { github, run } = await start()
    const text = begin + line.repeat(Math.floor((2 * 1024 * 1024 - 100) / line.length))
    const result = await runManifest({ run }, text)
    const errors = messages(result, 'error')
    expect(errors).toHaveLength(10)
    expect(errors[8]).toMatch(message)
    const [, more] =
      /\(And (\d+) more, of which the log below has the first 90\.\)$/.exec(errors[9] ?? '') ?? []
    expect(Number(more)).toBeGreaterThan(10_000)
    expect(result.log).toContain(`And ${Number(more) - 90} more problems.`)
    expect(asText(result.summary)).toContain(`and ${Number(more) - 90} more; the log has the first 100`)
    expect(result.stdout.length + result.summary.length).toBeLessThan(100_000)
    expect(github.said()).toEqual([])
    expect(result.durationMs).toBeLessThan(30_000)
  },
  60_000
)

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

test('a dependabot.yml is called one, and its words are answered with ours', async () => {
  const { github, run } = await start()
  const result = await runManifest({ run }, dependabot)
  expectRefused(result, [
    [1, 1, /This is a dependabot\.yml\. The manifest is a file of its own/],
    [4, 5, /'type' is not known; did you mean 'registry_type'\? Write registry_type: npm_registry\./],
    [6, 5, /'token' must not stand in a manifest; give 'secret_env'/],
    [8, 5, /Write registry_type: git_source\./],
    [11, 5, /'password' must not stand in a manifest; give 'secret_env'.*auth_type: username_password/],
    [13, 5, /Write registry_type: nuget_feed\./],
    [13, 5, /'auth_type' is missing; add auth_type: oidc_azure\./]
  ])
  expect(github.said()).toEqual([])
})

test('hyphens stand for underscores in keys and in the values of two', async () => {
  const { acme, run } = await start()
  const text = entry.replace('registry_type: npm_registry', 'registry-type: nuget-feed')
  await runManifest(
    { run },
    `${text}    auth-type: username-password\n    username: ci\n`,
    {},
    { env: { NPM_TOKEN: hidden } }
  )
  expect(acme.registries).toEqual([
    expect.objectContaining({ registry_type: 'nuget_feed', auth_type: 'username_password' })
  ])
})

test('fields of an auth type that is not given name it', async () => {
  const { run } = await start()
  const text = entry.replace('secret_env: NPM_TOKEN', 'tenant_id: t\n    client_id: c')
  for (const message of messages(await runManifest({ run }, text), 'error'))
    expect(message).toMatch(
      /_id' belongs to oidc_azure, but 'auth_type' is token \(the default\); add auth_type: oidc_azure\.$/
    )
})

test('entries for none of the organizations of the step are one warning', async () => {
  const { run } = await start()
  const text = `${azure}    client_id: c\n    orgs: [acmee, acme-labs]\n${second.replace('npm.', 'x.')}    orgs: [acmee]\n`
  const result = await runManifest({ run }, text, { operation: 'plan' })
  expect(result.exitCode).toBe(0)
  expect(result.annotations.filter(({ level }) => level === 'warning')).toEqual([
    {
      ...{ level: 'warning', file: manifestPath, line: 8, col: 5 },
      message: expect.stringMatching(
        /'orgs' names acmee, acme-labs, but none of the step's organizations \(acme\)\. The same holds on line 13\./
      )
    }
  ])
})
