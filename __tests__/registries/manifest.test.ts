import { parseManifest } from '../../src/registries/manifest.ts'
import { entryKeys } from '../../src/registries/manifest-keys.ts'
import { textOf } from '../../src/registries/problem.ts'
import { fieldNames } from '../../src/registries/registry.ts'
import { holdsExpression } from '../../src/registries/text.ts'

/** Stands for whatever somebody may have written into a manifest by mistake; no problem may repeat it. */
const mark = 'hush4711'
const file = 'private-registries.yml'

/** What is wrong with a manifest, as `line:column text`. */
function problemsOf(text: string): string[] {
  return parseManifest(text, file).problems.map(sentence => {
    if (typeof sentence === 'string') throw new Error(`No place: ${sentence}`)
    expect(sentence.place.file).toBe(file)
    return `${sentence.place.line}:${sentence.place.column} ${sentence.text}`
  })
}

/** A manifest of one pinned registry with more keys, the first in line 3, column 5. */
function pinned(...lines: string[]): string {
  return ['registries:', '  - name: NPM', ...lines.map(line => `    ${line}`), ''].join('\n')
}

interface Bad {
  name: string
  given: string
  expected: string[]
}

const noMapping = `A registry must be a mapping of keys such as registry_type and url to values.`
const notAList = `'registries' must be a list of registries, [] for none.`
const layout: Bad[] = [
  {
    name: 'nothing',
    given: '',
    expected: [`1:1 The file is empty. The manifest must be a mapping with the key 'registries'.`]
  },
  {
    name: 'a comment',
    given: `# ${mark}`,
    expected: [`1:1 The file is empty. The manifest must be a mapping with the key 'registries'.`]
  },
  {
    name: 'a list',
    given: `\n- ${mark}`,
    expected: [`2:1 The manifest must be a mapping with the key 'registries'.`]
  },
  {
    name: 'no registries',
    given: 'defaults: {}',
    expected: [`1:1 'registries' is missing; give the list of registries, [] for none.`]
  },
  { name: 'registries of nothing', given: '\nregistries:', expected: [`2:1 ${notAList}`] },
  { name: 'registries that are text', given: `registries: ${mark}`, expected: [`1:13 ${notAList}`] },
  {
    name: 'registries that are a mapping',
    given: `registries: {a: ${mark}}`,
    expected: [`1:13 ${notAList}`]
  },
  {
    name: 'defaults that are no mapping',
    given: `defaults: [${mark}]\nregistries: []`,
    expected: [`1:11 'defaults' must be a mapping of keys to values.`]
  },
  {
    name: 'defaults of nothing',
    given: `defaults:\nregistries: []`,
    expected: [`1:1 'defaults' must be a mapping of keys to values.`]
  },
  {
    name: 'entries that are no mappings',
    given: `registries:\n  - ${mark}\n  -\n  - [${mark}]\n  - 7`,
    expected: [`2:5 ${noMapping}`, `3:4 ${noMapping}`, `4:5 ${noMapping}`, `5:5 ${noMapping}`]
  },
  {
    name: 'an unknown key of the manifest',
    given: `registry: ${mark}\nregistries: []`,
    expected: [`1:1 The key 'registry' is not known; did you mean 'registries'?`]
  },
  {
    name: 'a secret beside the registries',
    given: `registries: []\nsecret: ${mark}`,
    expected: [
      `2:1 'secret' must not stand in a manifest; give 'secret_env', the name of the variable that holds it.`
    ]
  }
]

const keys: Bad[] = [
  {
    name: 'a misspelt key',
    given: pinned(`visiblity: ${mark}`),
    expected: [`3:5 The key 'visiblity' is not known; did you mean 'visibility'?`]
  },
  {
    name: 'a key in upper case',
    given: pinned(`URL: ${mark}`),
    expected: [`3:5 The key 'URL' is not known; did you mean 'url'?`]
  },
  {
    name: 'a misspelt key with hyphens',
    given: pinned(`auth-typ: ${mark}`),
    expected: [`3:5 The key 'auth-typ' is not known; did you mean 'auth_type'?`]
  },
  {
    name: 'a key that is like no other',
    given: pinned(`passphrase: ${mark}`),
    expected: [`3:5 The key 'passphrase' is not known.`]
  },
  {
    name: 'a key that looks like a value',
    given: pinned(`"${mark} x": 1`, `${mark}${'a'.repeat(40)}: 1`, `"${mark} x": 1`),
    expected: [
      '3:5 This key is not known.',
      '4:5 This key is not known.',
      '5:5 This key stands here already, on line 3; remove one of them.'
    ]
  },
  {
    name: 'keys that are no text',
    given: pinned('1: a', 'true: a', `? [${mark}]`, ': a', '? ', ': a'),
    expected: [
      '3:5 A key must be text.',
      '4:5 A key must be text.',
      '5:7 A key must be text.',
      '7:7 A key must be text.'
    ]
  },
  {
    name: 'a merge key',
    given: pinned(`<<: {url: ${mark}}`, `"<<": ${mark}`),
    expected: [3, 4].map(
      line => `${line}:5 Merge keys are not allowed; write the keys out, or give them in 'defaults'.`
    )
  },
  {
    name: 'secrets',
    given: pinned(`secret: ${mark}`, `Secret: ${mark}`, `secret: ${mark}`),
    expected: [3, 4, 5].map(
      line =>
        `${line}:5 'secret' must not stand in a manifest; give 'secret_env', the name of the variable that holds it.`
    )
  },
  {
    name: 'one key three times, in all spellings',
    given: pinned('auth_type: token', `auth-type: ${mark}`, `auth_type: ${mark}`),
    expected: [
      `4:5 The key 'auth-type' stands here already, on line 3; remove one of them.`,
      `5:5 The key 'auth_type' stands here already, on line 3; remove one of them.`
    ]
  },
  {
    name: 'registries twice',
    given: `registries: []\nregistries: ${mark}`,
    expected: [`2:1 The key 'registries' stands here already, on line 1; remove one of them.`]
  },
  {
    name: 'name and url as defaults',
    given: `defaults:\n  name: ${mark}\n  url: ${mark}\n  secret: ${mark}\n  usrname: ${mark}\nregistries: []`,
    expected: [
      `2:3 'name' belongs to one registry; give it there, not in 'defaults'.`,
      `3:3 'url' belongs to one registry; give it there, not in 'defaults'.`,
      `4:3 'secret' must not stand in a manifest; give 'secret_env', the name of the variable that holds it.`,
      `5:3 The key 'usrname' is not known; did you mean 'username'?`
    ]
  },
  {
    name: 'a default of the wrong shape, once for all entries',
    given: `defaults:\n  visibility: ${mark}\nregistries: [{name: A}, {name: B}]`,
    expected: [`2:15 'visibility' must be one of all, private, selected.`]
  }
]

const noValue = 'has no value; give it one, or remove the key.'
const secretEnv = `'secret_env' must be the name of a variable, and not one of GITHUB_*, INPUT_*, ACTIONS_*, RUNNER_*, NODE_* (but NODE_AUTH_TOKEN), PATH, HOME.`
const nameRule = `'name' must be the name of a registry: letters, digits, _, - and ., and not public-key.`
const values: Bad[] = [
  {
    name: 'an unquoted number with a leading zero',
    given: pinned('account_id: 012345678901', 'domain-owner: 00'),
    expected: [
      `3:17 'account_id' is a number here and has lost its leading zero; write it in quotes.`,
      `4:19 'domain_owner' is a number here and has lost its leading zero; write it in quotes.`
    ]
  },
  {
    name: 'text that YAML takes for something else',
    given: pinned(
      'account_id: 123456789012',
      'domain: true',
      'audience: 0.5',
      'namespace: 0',
      'api_host: .inf'
    ),
    expected: [
      `3:17 'account_id' must be text; write it in quotes.`,
      `4:13 'domain' must be text; write it in quotes.`,
      `5:15 'audience' must be text; write it in quotes.`,
      `6:16 'namespace' must be text; write it in quotes.`,
      `7:15 'api_host' must be text; write it in quotes.`
    ]
  },
  {
    name: 'text that is a list or a mapping',
    given: pinned(`url: [${mark}]`, `domain: {a: ${mark}}`, 'audience:', `  - ${mark}`),
    expected: [`3:10 'url' must be text.`, `4:13 'domain' must be text.`, `6:7 'audience' must be text.`]
  },
  {
    name: 'text of nothing',
    given: pinned('url:', 'domain: null', 'audience: ""', `namespace: " \\t "`, 'username: ""'),
    expected: [
      `3:5 'url' ${noValue}`,
      `4:13 'domain' ${noValue}`,
      `5:15 'audience' ${noValue}`,
      `6:16 'namespace' ${noValue}`,
      `7:15 'username' ${noValue}`
    ]
  },
  {
    name: 'a mapping in brackets without values',
    given: 'registries: [{name: A, url, domain: }]',
    expected: [`1:24 'url' ${noValue}`, `1:29 'domain' ${noValue}`]
  },
  {
    name: 'what is neither true nor false',
    given: pinned('replaces_base: yes'),
    expected: [`3:20 'replaces_base' must be true or false.`]
  },
  {
    name: 'true in quotes',
    given: pinned('replaces_base: "true"'),
    expected: [`3:20 'replaces_base' must be true or false.`]
  },
  {
    name: 'a list that should be true or false',
    given: pinned('replaces_base: [true]'),
    expected: [`3:20 'replaces_base' must be true or false.`]
  },
  {
    name: 'what is no choice',
    given: pinned(`visibility: ${mark}`, 'auth_type: 7', `registry_type: [${mark}]`),
    expected: [
      `3:17 'visibility' must be one of all, private, selected.`,
      `4:16 'auth_type' must be one of token, username_password, oidc_azure, oidc_aws, oidc_jfrog, oidc_cloudsmith, oidc_gcp.`,
      `5:20 'registry_type' must be one of maven_repository, nuget_feed, goproxy_server, npm_registry, rubygems_server, cargo_registry, composer_repository, docker_registry, git_source, helm_registry, hex_organization, hex_repository, pub_repository, python_index, terraform_registry.`
    ]
  },
  ...[
    ...['GITHUB_TOKEN', 'input_x', 'ACTIONS_X', 'Runner_Temp', 'NODE_OPTIONS', 'PATH', 'Path', 'home'],
    ...[`${mark}-x`, `1${mark}`, `"${mark} "`]
  ].map(given => ({
    name: `secret_env: ${given}`,
    given: pinned(`secret_env: ${given}`),
    expected: [`3:17 ${secretEnv}`]
  })),
  {
    name: 'a text that nobody can mean, whatever the key',
    given: pinned(
      'secret_env: "A\\n"',
      'username: ${{ vars.NAME }}',
      'visibility: "all\\u009b"',
      'selected_repositories: [a, "${{ vars.B }}"]'
    ),
    expected: [
      `3:17 'secret_env' holds a line break, and no control character can be meant there.`,
      `4:15 'username' ${holdsExpression}.`,
      `5:17 'visibility' holds the control character U+009B, and no control character can be meant there.`,
      `6:32 'selected_repositories' ${holdsExpression}.`
    ]
  },
  {
    name: 'an expression that is not even YAML',
    given: pinned('selected_repositories: [${{ vars.B }}]'),
    expected: [`3:30 This line ${holdsExpression}.`]
  },
  {
    name: 'a token for the name of a variable',
    given: pinned(`secret_env: ghp_${'a1'.repeat(18)}`),
    expected: [
      `3:17 'secret_env' looks like a token itself; revoke that token, and give the name of the variable that holds a new one.`
    ]
  },
  ...[`${mark}/x`, `"${mark} x"`, '..', 'public-key', 'Public-Key'].map(given => ({
    name: `name: ${given}`,
    given: `registries:\n  - name: ${given}`,
    expected: [`2:11 ${nameRule}`]
  }))
]

const noId = `holds something that is not a repository's id, which is a whole number such as 1296269.`
const noRepository = `'selected_repositories' holds something that is not a repository's name, a pattern with * or an id`
const noOrg = `'orgs' holds something that is not an organization's name`
const lists: Bad[] = [
  {
    name: 'lists that are none',
    given: pinned(`selected_repositories: ${mark}`, 'orgs:', `selected_repository_ids: {a: ${mark}}`),
    expected: [
      `3:28 'selected_repositories' must be a list, such as [a, b]. Put it in brackets, and a name that begins with * in quotes.`,
      `4:5 'orgs' must be a list, such as [a, b].`,
      `5:30 'selected_repository_ids' must be a list, such as [a, b].`
    ]
  },
  {
    name: 'no organization',
    given: pinned('orgs: []'),
    expected: [`3:11 'orgs' is empty; fill it, or remove the key.`]
  },
  {
    name: 'organizations',
    given: pinned('orgs:', `  - "${mark}!"`, '  - 42', '  - [a]', '  - _a', '  -'),
    expected: [
      `4:9 ${noOrg}.`,
      `5:9 ${noOrg}; write a name in quotes.`,
      `6:9 ${noOrg}.`,
      `7:9 ${noOrg}.`,
      `8:8 ${noOrg}; write a name in quotes.`
    ]
  },
  {
    name: 'ids',
    given: pinned(
      'selected_repository_ids:',
      `  - ${mark}`,
      '  - "7"',
      '  - 0',
      '  - -1',
      '  - 1.5',
      '  - 07',
      '  - 9007199254740993',
      '  - null'
    ),
    expected: [4, 5, 6, 7, 8, 9, 10, 11].map(line => `${line}:9 'selected_repository_ids' ${noId}`)
  },
  {
    name: 'repositories',
    given: pinned(
      'selected_repositories:',
      ...[
        `${mark} x`,
        'a/b/c',
        '/a',
        '..',
        'a/.',
        '"0"',
        '"9007199254740993"',
        `"${mark}!/a"`,
        '""',
        `{a: ${mark}}`
      ].map(item => `  - ${item}`)
    ),
    expected: Array.from({ length: 10 }, (_, index) => `${index + 4}:9 ${noRepository}.`)
  },
  {
    name: 'repositories that YAML takes for something else',
    given: pinned('selected_repositories:', '  - 1e3', '  - 007', '  - true', '  - 9007199254740993'),
    expected: [4, 5, 6, 7].map(line => `${line}:9 ${noRepository}; write a name in quotes.`)
  },
  {
    name: 'what stands twice in a list',
    given: pinned(
      'selected_repositories: [web, WEB, 7, "7"]',
      'selected_repository_ids: [1, 1]',
      'orgs: [a, b, A]'
    ),
    expected: [
      `3:34 'selected_repositories' holds this twice; remove one.`,
      `3:42 'selected_repositories' holds this twice; remove one.`,
      `4:34 'selected_repository_ids' holds this twice; remove one.`,
      `5:18 'orgs' holds this twice; remove one.`
    ]
  },
  {
    name: 'two that are wrong in one list',
    given: pinned(`orgs: ["${mark}!", "${mark}!"]`),
    expected: [`3:12 ${noOrg}.`, `3:25 ${noOrg}.`]
  }
]

const recognised = `it is recognised by 'registry_type' and 'url', or by 'name'.`
const twin = (line: number) =>
  `This is the same registry as the entry on line ${line}; remove one of them, pin each by its 'name', or give them different 'orgs'.`
const twinByName = (line: number) =>
  `This is the same registry as the entry on line ${line}; remove one of them, or give them different 'orgs'.`
const npm = 'registry_type: npm_registry, url: "https://npm.acme.example'

/** A manifest of entries in brackets, the first in line 2. */
function entries(...bodies: string[]): string {
  return `registries:\n${bodies.map(body => `  - {${body}}\n`).join('')}`
}

const identities: Bad[] = [
  {
    name: 'no identity',
    given: entries(''),
    expected: [`2:5 This registry has no 'registry_type' and no 'url'; ${recognised}`]
  },
  {
    name: 'no type',
    given: entries(`url: ${mark}`),
    expected: [`2:5 This registry has no 'registry_type'; ${recognised}`]
  },
  {
    name: 'no address',
    given: `defaults: {registry_type: npm_registry}\n${entries('username: a')}`,
    expected: [`3:5 This registry has no 'url'; ${recognised}`]
  },
  {
    name: 'a type that was not understood is not missing',
    given: entries(`registry_type: ${mark}, url: a`),
    expected: [expect.stringContaining(`2:21 'registry_type' must be one of`)]
  },
  {
    name: 'two at one address, written otherwise',
    given: entries(`${npm}"`, `${npm}:443/"`, `${npm}/"`),
    expected: [`3:5 ${twin(2)}`, `4:5 ${twin(2)}`]
  },
  {
    name: 'two of one name',
    given: entries('name: npm', `name: NPM, username: ${mark}`),
    expected: [`3:5 ${twinByName(2)}`]
  },
  {
    name: 'two of one type that is a default',
    given: `defaults: {registry_type: npm_registry}\n${entries('url: "https://a.example"', 'registry-type: npm_registry, url: "https://A.example"')}`,
    expected: [`4:5 ${twin(3)}`]
  },
  {
    name: 'organizations that overlap',
    given: entries('name: a, orgs: [x, y]', 'name: a, orgs: [z, Y]'),
    expected: [`3:5 ${twinByName(2)}`]
  },
  {
    name: 'one in all, then one in some',
    given: entries('name: a', 'name: a, orgs: [x]'),
    expected: [`3:5 ${twinByName(2)}`]
  },
  {
    name: 'one in some, then one in all',
    given: entries('name: a, orgs: [x]', 'name: a'),
    expected: [`3:5 ${twinByName(2)}`]
  },
  {
    name: 'organizations from the defaults',
    given: `defaults: {orgs: [x]}\n${entries('name: a', 'name: a, orgs: [y]', 'name: a, orgs: [X]')}`,
    expected: [`5:5 ${twinByName(3)}`]
  },
  {
    name: 'different organizations',
    given: entries('name: a, orgs: [x]', 'name: a, orgs: [y]'),
    expected: []
  },
  { name: 'a name beside an address', given: entries(`${npm}"`, `name: a, ${npm}"`), expected: [] },
  {
    name: 'another type or address',
    given: entries(`${npm}"`, `${npm}/x"`, 'registry_type: git_source, url: "https://npm.acme.example"'),
    expected: []
  },
  {
    name: 'organizations that were not understood',
    given: entries('name: a', 'name: a, orgs: []'),
    expected: [`3:21 'orgs' is empty; fill it, or remove the key.`]
  },
  {
    name: 'names that were not understood',
    given: entries(`name: "a b", ${npm}"`, `name: "a b", ${npm}"`),
    expected: [`2:12 ${nameRule}`, `3:12 ${nameRule}`]
  }
]

const aliases = `Aliases are not allowed; write the value out. Put a pattern that begins with * in quotes: '*-api'.`
const anchors = 'Anchors are not allowed; remove it.'
const tags = 'Tags are not allowed; remove it, and write text in quotes.'
const closing = 'Something is missing here, such as a closing quote or bracket, a colon or a space.'
const yaml: Bad[] = [
  {
    name: 'a quote that is not closed',
    given: `registries:\n  - name: "${mark}\n    url: x\n\n`,
    expected: [`3:11 ${closing}`]
  },
  {
    name: 'a bracket that is not closed',
    given: `registries: [${mark}`,
    expected: ['1:22 The indentation is wrong here, or a bracket before it is not closed.']
  },
  {
    name: 'a bracket too many',
    given: 'registries: []]',
    expected: ['1:15 This is not YAML; quotes, brackets or the indentation may be wrong.']
  },
  {
    name: 'a tab',
    given: `registries:\n\t- name: ${mark}`,
    expected: ['2:1 A tab cannot indent a line; use spaces.']
  },
  {
    name: 'text with a colon',
    given: pinned(`domain: ${mark}: x`),
    expected: ['3:13 A key cannot stand here; check the indentation, and write text with a colon in quotes.']
  },
  {
    name: 'text with a reserved character',
    given: pinned(`domain: @${mark}`),
    expected: ['3:13 Text cannot begin with this character; write it in quotes.']
  },
  {
    name: 'a key without a colon',
    given: `${mark}\nregistries: []`,
    expected: ['1:1 A key must be on one line; a colon or a closing quote may be missing.']
  },
  { name: 'no YAML at all', given: `%PDF-1.7\n${mark} {{{`, expected: [`2:1 ${closing}`] },
  {
    name: 'several mistakes, one told of a line',
    given: pinned(`domain: @${mark}`, `audience: a: b: c`),
    expected: [
      '3:13 Text cannot begin with this character; write it in quotes.',
      '4:15 A key cannot stand here; check the indentation, and write text with a colon in quotes.'
    ]
  },
  {
    name: 'a second document, beside what is wrong with the first',
    given: `${pinned(`domain: "${mark}\\q"`, `usrname: ${mark}`)}---\n${mark}`,
    expected: [
      expect.stringMatching(/^3:\d+ The text in double quotes has a backslash that means nothing/),
      `4:5 The key 'usrname' is not known; did you mean 'username'?`,
      '5:1 A second document begins here; only one YAML document is allowed.'
    ]
  },
  {
    name: 'anchors, aliases and tags, wherever they stand',
    given: pinned(
      `url: &${mark} https://a.example`,
      `domain: *${mark}`,
      `audience: !!str ${mark}`,
      `username: !${mark} &b *c`,
      `namespace: {a: [[[[*${mark}]]]]}`,
      `*${mark} : a`
    ),
    expected: [
      `3:10 ${anchors}`,
      `4:13 ${aliases}`,
      `5:15 ${tags}`,
      expect.stringMatching(`6:15 ${tags}`),
      `6:25 ${anchors}`,
      `6:28 ${aliases}`,
      `7:16 'namespace' must be text.`,
      `7:24 ${aliases}`,
      `8:5 ${aliases}`,
      '8:5 A key must be text.'
    ]
  },
  {
    name: 'a manifest that is a block of text, which may begin with a star',
    given: `--- |\n*${mark}`,
    expected: [`1:5 The manifest must be a mapping with the key 'registries'.`]
  },
  { name: 'a manifest that is an alias', given: `*${mark}`, expected: [`1:1 ${aliases}`] },
  {
    name: 'aliases in place of the lists and mappings',
    given: `defaults: *${mark}\nregistries: *${mark}`,
    expected: [`1:11 ${aliases}`, `2:13 ${aliases}`]
  },
  {
    name: 'aliases in place of an entry and of an item',
    given: `registries:\n  - *${mark}\n  - {name: a, orgs: [*${mark}]}`,
    expected: [`2:5 ${aliases}`, `3:22 ${aliases}`]
  },
  {
    name: 'an anchor without a value',
    given: `registries: []\ndefaults: &${mark}`,
    expected: [`2:1 'defaults' must be a mapping of keys to values.`, `2:11 ${anchors}`]
  }
]

const bad = { layout, keys, values, lists, identities, yaml }
for (const [group, table] of Object.entries(bad)) {
  test.each(table)(`${group}: $name`, ({ given, expected }) => {
    expect(problemsOf(given)).toEqual(expected)
  })
}

test('no problem repeats a value', () => {
  const texts = Object.values(bad).flatMap(table => table.flatMap(({ given }) => problemsOf(given)))
  expect(texts.length).toBeGreaterThan(150)
  expect(texts.filter(text => text.includes(mark))).toEqual([])
})

test('every key of an entry is refused with a value that is none, without repeating it', () => {
  const given = [...entryKeys.keys()].map(key => `${key}: {a: "${mark}"}`)
  const problems = problemsOf(entries(given.join(', ')))
  expect(problems).toHaveLength(entryKeys.size)
  expect(problems.join()).not.toContain(mark)
})

test('what YAML looks like a reference but is text is none', () => {
  const given = pinned(
    'domain: "*a &b !c"',
    "audience: '!c'",
    'namespace: a *b &c',
    'api_host: >-',
    '  *a',
    '# *a',
    'role_name: a',
    '  *b'
  )
  expect(problemsOf(given)).toEqual([])
})

const full = `# All that a manifest can say
defaults:
  visibility: private
  secret-env: NPM_TOKEN
  username: ci
  orgs: [acme, Acme-Labs]
registries:
  - url: https://npm.acme.example/
    secret_env: OTHER_TOKEN
    selected-repositories: [web, api-*, acme/x, "12", 34, .github]
    registry-type: npm_registry
    visibility: selected
    username: null
  - name: DOCKER.1
    orgs: ["42"]
    selected_repository_ids: [1, 9007199254740991]
    replaces_base: True
    account_id: "012345678901"
    domain: 2024-01-01
    audience: ' a '
    username:
  - {name: EMPTY, username: ~, selected_repositories: []}
`

test.each([
  { name: 'line feeds', given: full },
  { name: 'carriage returns', given: full.replaceAll('\n', '\r\n') },
  { name: 'a byte order mark', given: `\uFEFF${full}` },
  {
    name: 'a header of YAML 1.1, which changes nothing',
    given: full.replace(/^.*/, '%YAML 1.1').replace('\n', '\n--- ')
  }
])('a manifest is understood with $name', ({ given }) => {
  const { wanted, problems, warnings } = parseManifest(given.replace('--- defaults', '---\ndefaults'), file)
  expect([problems, warnings]).toEqual([[], []])
  const defaults = { visibility: 'private', secret_env: 'NPM_TOKEN', username: 'ci' }
  expect(wanted.map(({ places: _, ...entry }) => entry)).toEqual([
    {
      spec: {
        registry_type: 'npm_registry',
        url: 'https://npm.acme.example/',
        username: null,
        visibility: 'selected',
        secret_env: 'OTHER_TOKEN',
        selected_repositories: ['web', 'api-*', 'acme/x', '12', '34', '.github']
      },
      defaults,
      orgs: ['acme', 'Acme-Labs']
    },
    {
      name: 'DOCKER.1',
      spec: {
        username: null,
        replaces_base: true,
        account_id: '012345678901',
        domain: '2024-01-01',
        audience: ' a ',
        selected_repository_ids: [1, Number.MAX_SAFE_INTEGER]
      },
      defaults,
      orgs: ['42']
    },
    {
      name: 'EMPTY',
      spec: { username: null, selected_repositories: [] },
      defaults,
      orgs: ['acme', 'Acme-Labs']
    }
  ])
})

test('the keys of a spec come in the order of the table', () => {
  const [entry] = parseManifest(full, file).wanted
  expect(Object.keys(entry?.spec ?? {})).toEqual([
    ...fieldNames.filter(field => field in (entry?.spec ?? {})),
    'secret_env',
    'selected_repositories'
  ])
})

test('each entry knows its place and those of its keys, in the defaults too', () => {
  const [first, , last] = parseManifest(full, file).wanted
  const at = (line: number, column: number) => ({ file, line, column })
  expect(first?.places).toEqual({
    '': at(8, 5),
    url: at(8, 5),
    secret_env: at(9, 5),
    selected_repositories: at(10, 5),
    registry_type: at(11, 5),
    visibility: at(12, 5),
    username: at(13, 5),
    orgs: at(6, 3)
  })
  expect(last?.places).toMatchObject({
    '': at(22, 5),
    name: at(22, 6),
    username: at(22, 19),
    visibility: at(3, 3)
  })
})

test('a manifest may want nothing', () => {
  expect(parseManifest('registries: []', file)).toEqual({ wanted: [], problems: [], warnings: [] })
})

test('what could be understood is there beside the problems', () => {
  const { wanted } = parseManifest(pinned('usrname: a', 'domain: d'), file)
  expect(wanted).toMatchObject([{ name: 'NPM', spec: { domain: 'd' } }])
})

test('a directive that is not known is a warning', () => {
  const { problems, warnings } = parseManifest(`%FOO ${mark}\n%YAML 1.3\n---\nregistries: []`, file)
  expect(problems).toEqual([])
  expect(warnings.map(textOf)).toEqual(
    [1, 2].map(line => `${file}:${line}: This directive is not known; remove the line.`)
  )
})

test('a manifest must be smaller than 2 MiB', () => {
  const padded = (bytes: number) => `registries: [] #${'é'.repeat((bytes - 16) / 2)}`
  const most = 2 * 1024 * 1024
  expect(problemsOf(padded(most - 2))).toEqual([])
  expect(problemsOf(padded(most))).toEqual(['1:1 The manifest is too large; it must be smaller than 2 MiB.'])
})

test.each([
  { name: 'brackets', given: '['.repeat(20_000) },
  { name: 'closed brackets', given: `registries: ${'['.repeat(5000)}${']'.repeat(5000)}` },
  { name: 'braces', given: '{a: '.repeat(20_000) },
  { name: 'dashes', given: '- '.repeat(20_000) },
  { name: 'question marks', given: '? '.repeat(20_000) },
  {
    name: 'indentation',
    given: Array.from({ length: 1900 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')
  }
])('very deep $name are a problem', ({ given }) => {
  expect(problemsOf(given)).toContainEqual(
    expect.stringContaining('Lists and mappings are nested too deeply here.')
  )
})

test('an alias bomb is refused before anything comes of it', () => {
  const bomb = [
    'a: &a [x, x]',
    ...[...'bcdefghijk'].map(
      (letter, index) => `${letter}: &${letter} [${`*${'abcdefghij'[index]},`.repeat(9)}]`
    )
  ]
  expect(problemsOf(bomb.join('\n')).length).toBeGreaterThan(90)
})

test('ten times as many entries take about ten times as long', () => {
  const durations = [1000, 10_000].map(count => {
    const lines = Array.from(
      { length: count },
      (_, index) =>
        `  - registry_type: npm_registry\n    url: https://npm.acme.example/${index}\n    orgs: [a, b]\n    secret_env: T${index}\n`
    )
    const start = performance.now()
    const { wanted, problems } = parseManifest(`registries:\n${lines.join('')}`, file)
    expect([wanted.length, problems]).toEqual([count, []])
    return performance.now() - start
  })
  const [few = 0, many = 0] = durations
  expect(many).toBeLessThan(40 * few)
})
