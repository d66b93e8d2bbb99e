import { holdsExpression } from '../../src/registries/address.ts'
import { parseManifest } from '../../src/registries/manifest.ts'
import { entryKeys } from '../../src/registries/manifest-keys.ts'
import { textOf } from '../../src/registries/problem.ts'

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

/** A manifest of entries in brackets, the first in line 2. */
function entries(...bodies: string[]): string {
  return `registries:\n${bodies.map(body => `  - {${body}}\n`).join('')}`
}

const noValue = 'has no value; add one, or remove the key.'
const noSecret = `'secret' must not be in a manifest; use 'secret_env' with the name of the variable that holds it.`
const secretEnv = `'secret_env' must be the name of a variable, but not GITHUB_*, INPUT_*, ACTIONS_*, RUNNER_*, NODE_* (except NODE_AUTH_TOKEN), PATH or HOME.`
const expression = 'Its value is an expression, which is not evaluated here.'
const type = `Unknown key 'type'; did you mean 'registry_type'? Write registry_type: npm_registry.`
const noMerge = `Merge keys are not allowed; write the keys out, or put them in 'defaults'.`
const isNumber = 'is read as a number and has lost its leading zero; write it in quotes.'
const trueOrFalse = `'replaces_base' must be true or false.`
const mustBeText = 'must be text; write it in quotes.'
const nameRule = `'name' must be the name of a registry: letters, digits, _, - and ., but not public-key.`
const noList = 'must be a list, such as [a, b].'
const noStart = 'Text cannot begin with this character; write it in quotes.'
const noKey = 'A key is not allowed here; check the indentation, and write text with a colon in quotes.'
const noId = `'selected_repository_ids' has an entry that is not a repository id, which is a whole number such as 1296269.`
const noRepository = `'selected_repositories' has an entry that is not a repository name, a pattern with * or an id`
const noOrg = `'orgs' has an entry that is not an organization name`
const aliases = `Aliases are not allowed; write the value out. Put a pattern that begins with * in quotes: '*-api'.`
const anchors = 'Anchors are not allowed; remove this one.'
const tags = 'Tags are not allowed; remove this one, and write text in quotes.'

/** What stands in one line of a pinned registry, and what is told of it, each with its column. */
type Line = [given: string, ...expected: (string | object)[]]
const lines: Line[] = [
  [`visiblity: ${mark}`, `5 Unknown key 'visiblity'; did you mean 'visibility'?`],
  [`auth-typ: ${mark}`, `5 Unknown key 'auth-typ'; did you mean 'auth_type'?`],
  ['uzername: ${{ vars.A }}', `5 Unknown key 'uzername'; did you mean 'username'? ${expression}`],
  [
    `password: ${mark}`,
    `5 ${noSecret.replace('secret', 'password').replace(/\.$/, '')}, and auth_type: username_password.`
  ],
  [`registries: ${mark}`, `5 The key 'registries' belongs at the top level; the indentation is wrong here.`],
  [`"${mark} x": 1`, '5 This key is unknown.'],
  [`${mark}${'a'.repeat(40)}: 1`, '5 This key is unknown.'],
  ...['1: a', 'true: a'].map((given): Line => [given, '5 A key must be text.']),
  ...[`<<: {url: ${mark}}`, `"<<": ${mark}`].map((given): Line => [given, `5 ${noMerge}`]),
  ...[`secret: ${mark}`, `Secret: ${mark}`].map((given): Line => [given, `5 ${noSecret}`]),
  ['domain-owner: 00', `19 'domain_owner' ${isNumber}`],
  ['account_id: 123456789012', `17 'account_id' ${mustBeText}`],
  ...['true', '0.5', '0', '.inf'].map((given): Line => [`domain: ${given}`, `13 'domain' ${mustBeText}`]),
  ...[`[${mark}]`, `{a: ${mark}}`].map((given): Line => [`url: ${given}`, `10 'url' must be text.`]),
  ['url:', `5 'url' ${noValue}`],
  ...['null', '""', '" \\t "'].map((given): Line => [`domain: ${given}`, `13 'domain' ${noValue}`]),
  ...['yes', '"true"', '[true]'].map((given): Line => [`replaces_base: ${given}`, `20 ${trueOrFalse}`]),
  [`visibility: ${mark}`, `17 'visibility' must be one of all, private, selected.`],
  [`registry_type: [${mark}]`, expect.stringMatching(/^20 'registry_type' must be one of maven_repo/)],
  ...[
    ...['GITHUB_TOKEN', 'input_x', 'ACTIONS_X', 'Runner_Temp', 'NODE_OPTIONS', 'PATH', 'Path', 'home'],
    ...[`${mark}-x`, `1${mark}`, `"${mark} "`]
  ].map((given): Line => [`secret_env: ${given}`, `17 ${secretEnv}`]),
  [`secret_env: ghp_${'a1'.repeat(18)}`, expect.stringMatching(/^17 'secret_env' looks like a token/)],
  ['secret_env: "A\\n"', expect.stringMatching(/^17 'secret_env' contains a line break; control/)],
  ['username: ${{ vars.NAME }}', `15 'username' ${holdsExpression}.`],
  ['visibility: "all\\u009b"', expect.stringContaining('the control character U+009B')],
  ['selected_repositories: [a, "${{ vars.B }}"]', `32 'selected_repositories' ${holdsExpression}.`],
  [
    'ignore_advice: [http, "${{ vars.B }}", "a\\u0007"]',
    ...[
      `27 'ignore_advice' ${holdsExpression}.`,
      expect.stringMatching(/^44 'ignore_advice' contains the contr/)
    ]
  ],
  ['selected_repositories: [${{ vars.B }}]', `30 This line ${holdsExpression}.`],
  [
    `selected_repositories: ${mark}`,
    `28 'selected_repositories' ${noList} Put it in brackets, and put quotes around a name that begins with *.`
  ],
  ['orgs:', `5 'orgs' ${noList}`],
  [`selected_repository_ids: {a: ${mark}}`, `30 'selected_repository_ids' ${noList}`],
  ['orgs: []', `11 'orgs' is empty; add an entry, or remove the key.`],
  ...[`"${mark}!"`, '[a]', '_a'].map((given): Line => [`orgs: [${given}]`, `12 ${noOrg}.`]),
  ...['42', '~'].map((given): Line => [`orgs: [${given}]`, `12 ${noOrg}; write a name in quotes.`]),
  ['orgs: [_a, _a]', `12 ${noOrg}.`, `16 ${noOrg}.`],
  ...[mark, '"7"', '0', '-1', '1.5', '07', '9007199254740993', 'null'].map(
    (given): Line => [`selected_repository_ids: [${given}]`, `31 ${noId}`]
  ),
  ['selected_repository_ids: [1, 1]', `34 'selected_repository_ids' has this entry twice; remove one.`],
  ...[
    ...[`${mark} x`, 'a/b/c', '/a', '..', 'a/.', '"0"', '"9007199254740993"', `"${mark}!/a"`, '""'],
    `{a: ${mark}}`
  ].map((given): Line => [`selected_repositories: [${given}]`, `29 ${noRepository}.`]),
  ...['1e3', '007', 'true', '9007199254740993'].map(
    (given): Line => [`selected_repositories: [${given}]`, `29 ${noRepository}; write a name in quotes.`]
  ),
  [
    'selected_repositories: [web, WEB, 7, "7"]',
    ...[34, 42].map(column => `${column} 'selected_repositories' has this entry twice; remove one.`)
  ],
  [`domain: ${mark}: x`, `13 ${noKey}`],
  [`domain: @${mark}`, `13 ${noStart}`],
  [`url: &${mark} https://a.example`, `10 ${anchors}`],
  [`domain: *${mark}`, `13 ${aliases}`],
  [`audience: !!str ${mark}`, `15 ${tags}`],
  [`username: !${mark} &b *c`, `15 ${tags}`, `25 ${anchors}`, `28 ${aliases}`],
  [`namespace: {a: [[[[*${mark}]]]]}`, `16 'namespace' must be text.`, `24 ${aliases}`]
]

test.each(lines)('%j in a line', (given, ...expected) => {
  const problems = problemsOf(pinned(given))
  expect(problems.map(text => text.replace(/^3:/, ''))).toEqual(expected)
  expect(problems.join()).not.toContain(mark)
})

const noMapping = `A registry must be a mapping with keys such as registry_type and url.`
const notAList = `'registries' must be a list of registries, or [] for none.`
const mustBeMapping = `The manifest must be a mapping with the key 'registries'.`
const noDefaults = `'defaults' must be a mapping of keys to values.`
const here = (key: string, line: number) => `The key '${key}' is already on line ${line}; remove one of them.`
const recognised = `add 'registry_type' and 'url', or 'name'.`
const twin = (line: number) =>
  `This is the same registry as the entry on line ${line}; remove one of them, pin each by its 'name', or give them different 'orgs'.`
const named = (line: number) => twin(line).replace(` pin each by its 'name',`, '')
const npm = 'registry_type: npm_registry, url: "https://npm.acme.example'
const closing = 'Something is missing here, such as a closing quote or bracket, a colon or a space.'
const ofType = 'defaults: {registry_type: npm_registry}\n'

const conflict =
  'A merge conflict is left here; resolve it, and remove the lines with <<<<<<<, ======= and >>>>>>>.'
const dependabot = `This is a dependabot.yml. The manifest is a separate file, in which 'registries' is a list, such as - registry_type: npm_registry.`

/** Whole manifests, and what is told of them. */
const wholes: Line[] = [
  [`# ${mark}`, `1:1 The file is empty. ${mustBeMapping}`],
  [`\n- ${mark}`, `2:1 ${mustBeMapping}`],
  [`--- |\n*${mark}`, `1:5 ${mustBeMapping}`],
  [`*${mark}`, `1:1 ${aliases}`],
  ['${{ vars.R }}', `1:1 The manifest ${holdsExpression}.`],
  ['defaults: ${{ vars.R }}\nregistries: []', `1:11 'defaults' ${holdsExpression}.`],
  ['registries: ${{ vars.R }}', `1:13 'registries' ${holdsExpression}.`],
  ['registries:\n  - ${{ vars.R }}', `2:5 This registry ${holdsExpression}.`],
  ['defaults: {}', `1:1 'registries' is missing; add a list of registries, or [] for none.`],
  ['\nregistries:', `2:1 ${notAList}`],
  [`registries: {a: ${mark}}`, `1:13 ${notAList}`],
  ['defaults:\nregistries: []', `1:1 ${noDefaults}`],
  [`registries: []\ndefaults: &${mark}`, `2:1 ${noDefaults}`, `2:11 ${anchors}`],
  [`defaults: *${mark}\nregistries: *${mark}`, `1:11 ${aliases}`, `2:13 ${aliases}`],
  [`registries:\n  - *${mark}\n  - {name: a, orgs: [*${mark}]}`, `2:5 ${aliases}`, `3:22 ${aliases}`],
  [
    `registries:\n  - ${mark}\n  -\n  - [${mark}]\n  - 7`,
    ...['2:5', '3:4', '4:5', '5:5'].map(at => `${at} ${noMapping}`)
  ],
  [`registries: []\nregistries: ${mark}`, `2:1 ${here('registries', 1)}`],
  [
    pinned('auth_type: token', `auth-type: ${mark}`, `auth_type: ${mark}`),
    ...[`4:5 ${here('auth-type', 3)}`, `5:5 ${here('auth_type', 3)}`]
  ],
  [
    pinned(`"${mark} x": 1`, `"${mark} x": 1`),
    ...['3:5 This key is unknown.', '4:5 This key is already on line 3; remove one of them.']
  ],
  [pinned(': a', '? ', ': a'), '3:1 A key must be text.', '4:7 A key must be text.'],
  [
    `defaults:\n  name: ${mark}\n  url: ${mark}\n  secret: ${mark}\n  usrname: ${mark}\nregistries: []`,
    `2:3 'name' applies to one registry; put it there, not in 'defaults'.`,
    `3:3 'url' applies to one registry; put it there, not in 'defaults'.`,
    `4:3 ${noSecret}`,
    `5:3 Unknown key 'usrname'; did you mean 'username'?`
  ],
  ['registries: [{name: A, url, domain: }]', `1:24 'url' ${noValue}`, `1:29 'domain' ${noValue}`],
  ...[`${mark}/x`, `"${mark} x"`, '..', 'public-key', 'Public-Key'].map(
    (given): Line => [`registries:\n  - name: ${given}`, `2:11 ${nameRule}`]
  ),
  [entries(''), `2:5 This registry has no 'registry_type' and no 'url'; ${recognised}`],
  [ofType + entries('username: a'), `3:5 This registry has no 'url'; ${recognised}`],
  // What was not understood is not missing, and is no twin.
  [entries(`registry_type: ${mark}, url: a`), expect.stringContaining(`2:21 'registry_type' must be one of`)],
  [entries('name: a', 'name: a, orgs: []'), `3:21 'orgs' is empty; add an entry, or remove the key.`],
  [entries(`name: "a b", ${npm}"`, `name: "a b", ${npm}"`), `2:12 ${nameRule}`, `3:12 ${nameRule}`],
  [entries(`${npm}"`, `${npm}:443/"`, `${npm}/"`), `3:5 ${twin(2)}`, `4:5 ${twin(2)}`],
  [entries('name: npm', `name: NPM, username: ${mark}`), `3:5 ${named(2)}`],
  [
    ofType + entries('url: "https://a.example"', 'registry-type: npm_registry, url: "https://A.example"'),
    `4:5 ${twin(3)}`
  ],
  [entries('name: a, orgs: [x, y]', 'name: a, orgs: [z, Y]'), `3:5 ${named(2)}`],
  [entries('name: a', 'name: a, orgs: [x]'), `3:5 ${named(2)}`],
  [`defaults: {orgs: [x]}\n${entries('name: a', 'name: a, orgs: [X]')}`, `4:5 ${named(3)}`],
  [`defaults: {orgs: [x]}\n${entries('name: a', 'name: a, orgs: [y]')}`],
  [entries(`${npm}"`, `name: a, ${npm}"`)],
  [entries(`${npm}"`, `${npm}/x"`, 'registry_type: git_source, url: "https://npm.acme.example"')],
  [`registries:\n  - name: "${mark}\n    url: x\n\n`, `3:11 ${closing}`],
  [`registries: [${mark}`, '1:22 The indentation is wrong here, or a bracket before it is not closed.'],
  ['registries: []]', '1:15 This is not valid YAML; quotes, brackets or the indentation may be wrong.'],
  [`registries:\n\t- name: ${mark}`, '2:1 A tab cannot indent a line; use spaces.'],
  [
    `${pinned(`domain: "${mark}\\q"`, `usrname: ${mark}`)}---\n${mark}`,
    expect.stringMatching(/^3:\d+ The double-quoted text has an invalid escape/),
    `4:5 Unknown key 'usrname'; did you mean 'username'?`,
    '5:1 A second document begins here; only one YAML document is allowed.'
  ],
  [`<<<<<<< a\nregistries: []\n=======\n${mark}\n>>>>>>> b\n<<<<<<< c`, `1:1 ${conflict}`, `6:1 ${conflict}`],
  ['registries: []\n=======', `2:1 ${conflict}`],
  [
    'registries:\n  - name: A\n    url: x\n   domain: d',
    '4:4 The indentation is wrong here: it differs from line 3.'
  ],
  [`version: 2\nregistries: ${mark}\nupdates: []`, `1:1 ${dependabot}`],
  [
    `registries:\n  npm:\n    type: npm-registry\n    tenant-id: ${mark}\n    url: a\n  x: 1`,
    ...[`1:1 ${dependabot}`, `3:5 ${type}`, `3:5 'auth_type' is missing; add auth_type: oidc_azure.`]
  ],
  // What looks like a reference but is text is none.
  [pinned('domain: "*a &b !c"', "audience: '!c'", 'namespace: a *b &c', 'api_host: >-', '  *a', '# *a')]
]

test.each(wholes)('%j as a whole', (given, ...expected) => {
  const problems = problemsOf(given)
  expect(problems).toEqual(expected)
  expect(problems.join()).not.toContain(mark)
})

test('every key of an entry is refused with a value that is none, without repeating it', () => {
  const given = [...entryKeys.keys()].map(key => `${key}: {a: "${mark}"}`)
  const problems = problemsOf(entries(given.join(', ')))
  expect(problems).toHaveLength(entryKeys.size)
  expect(problems.join()).not.toContain(mark)
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
  ['line feeds', full],
  ['carriage returns', full.replaceAll('\n', '\r\n')],
  ['a byte order mark', `\uFEFF${full}`],
  ['a header of YAML 1.1, which changes nothing', full.replace(/^.*/, '%YAML 1.1').replace('\n', '\n--- ')]
])('a manifest is understood with %s', (_, given) => {
  const { wanted, problems, warnings } = parseManifest(given.replace('--- defaults', '---\ndefaults'), file)
  expect([problems, warnings]).toEqual([[], []])
  const defaults = { visibility: 'private', secret_env: 'NPM_TOKEN', username: 'ci' }
  const orgs = ['acme', 'Acme-Labs']
  const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example/', username: null }
  const selected = { visibility: 'selected', secret_env: 'OTHER_TOKEN' }
  const selected_repositories = ['web', 'api-*', 'acme/x', '12', '34', '.github']
  const docker = { username: null, replaces_base: true, account_id: '012345678901', domain: '2024-01-01' }
  const ids = { selected_repository_ids: [1, Number.MAX_SAFE_INTEGER] }
  expect(wanted.map(({ places: _, ...entry }) => entry)).toEqual([
    { spec: { ...npm, ...selected, selected_repositories }, defaults, orgs },
    { name: 'DOCKER.1', spec: { ...docker, audience: ' a ', ...ids }, defaults, orgs: ['42'] },
    { name: 'EMPTY', spec: { username: null, selected_repositories: [] }, defaults, orgs }
  ])
})

test('each entry knows its place and those of its keys, in the defaults too', () => {
  const [first, , last] = parseManifest(full, file).wanted
  const at = (line: number, column: number) => ({ file, line, column })
  expect(first?.places).toEqual({
    ...{ '': at(8, 5), url: at(8, 5), secret_env: at(9, 5), selected_repositories: at(10, 5) },
    ...{ registry_type: at(11, 5), visibility: at(12, 5), username: at(13, 5), orgs: at(6, 3) }
  })
  const places = { '': at(22, 5), name: at(22, 6), username: at(22, 19), visibility: at(3, 3) }
  expect(last?.places).toMatchObject(places)
})

test('a directive that is not known is a warning', () => {
  const { problems, warnings } = parseManifest(`%FOO ${mark}\n%YAML 1.3\n---\nregistries: []`, file)
  expect(problems).toEqual([])
  expect(warnings.map(textOf)).toEqual(
    [1, 2].map(line => `${file}:${line}: This directive is unknown; remove the line.`)
  )
})

test('a hundred problems leave what could be understood, one more does not', () => {
  const wanted = (count: number) =>
    parseManifest(`registries:\n  - name: NPM\n${'  - 7\n'.repeat(count)}`, file)
  expect([wanted(100).wanted.length, wanted(101).wanted.length]).toEqual([1, 0])
  expect(wanted(101).problems).toHaveLength(101)
})

test('a manifest must be smaller than 2 MiB', () => {
  const padded = (bytes: number) => `registries: [] #${'é'.repeat((bytes - 16) / 2)}`
  const most = 2 * 1024 * 1024
  expect(problemsOf(padded(most - 2))).toEqual([])
  expect(problemsOf(padded(most))).toEqual(['1:1 The manifest is too large; it must be smaller than 2 MiB.'])
})

test.each([
  ['brackets', '['.repeat(12_000)],
  ['closed brackets', `registries: ${'['.repeat(5000)}${']'.repeat(5000)}`],
  ['braces', '{a: '.repeat(12_000)],
  ['dashes', '- '.repeat(12_000)],
  ['question marks', '? '.repeat(12_000)],
  ['indentation', Array.from({ length: 1900 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')]
])('very deep %s are a problem', (_, given) => {
  expect(problemsOf(given).join()).toContain('Lists and mappings are nested too deeply here.')
})

test('an alias bomb is refused before anything comes of it', () => {
  const lines = [...'bcdefghijk'].map(
    (letter, index) => `\n${letter}: &${letter} [${`*${'abcdefghij'[index]},`.repeat(9)}]`
  )
  expect(problemsOf(`a: &a [x, x]${lines.join('')}`).length).toBeGreaterThan(90)
})

test('ten times as many entries take about ten times the work', () => {
  const [many = 0, few = 0] = [1500, 150].map(count => {
    const indices = [...Array(count).keys()]
    const bodies = indices.map(index => `${npm}/${index}", orgs: [a, b], secret_env: T`)
    const start = process.cpuUsage()
    const { wanted, problems } = parseManifest(entries(...bodies), file)
    const { user } = process.cpuUsage(start)
    expect([wanted.length, problems]).toEqual([count, []])
    return user
  })
  expect(many).toBeLessThan(50 * few)
})
