import fc from 'fast-check'

/** Stands wherever a user may have put a secret by mistake: nobody may see it. It looks like no key of a manifest. */
export const hidden = 'hunter2!Wq7xPzKd82'

/** Where the manifest is, from the workspace. */
export const manifestPath = '.github/private-registries.yml'

/** A good manifest: every kind of key once, one registry to an entry, one key to a line. */
export const manifestText = `# What acme has
defaults:
  replaces_base: false
registries:
  - registry_type: npm_registry
    url: https://npm.acme.example/
    username: ci
    secret_env: NPM_TOKEN
    visibility: private
  - registry_type: maven_repository
    url: "https://maven.acme.example"
    secret_env: NPM_TOKEN
    visibility: selected
    selected_repositories: [web, api-*]
  - registry_type: docker_registry
    url: https://acme.azurecr.io
    auth_type: oidc_azure
    tenant_id: 12345678-1234-1234-1234-123456789012
    client_id: abcdef01-2345-6789-abcd-ef0123456789
    visibility: all
    orgs: [acme]
  - registry_type: python_index
    url: https://pypi.acme.example/simple
    auth_type: oidc_aws
    aws_region: eu-west-1
    account_id: '012345678901'
    role_name: reader
    domain: acme
    domain_owner: '098765432109'
    visibility: selected
    selected_repository_ids: [1001001]
`

const of = (text: string): string[] => text.split('¦')

/** Texts that somebody once typed into the wrong place, or put there with intent; some are nearly a value of some kind. */
const odd = [
  ...of(
    '¦ ¦null¦undefined¦true¦yes¦on¦tRuE¦1¦0¦-1¦1e3¦0x10¦NaN¦.inf¦123456789012¦12345678901234567890¦1.5¦007'
  ),
  ...of(
    '__proto__¦constructor¦hasOwnProperty¦{}¦[]¦{"__proto__":{"a":"b"}}¦[1,"a",null]¦[[1]]¦"text"¦[¦{"a":'
  ),
  ...of(
    'a,b¦,¦,,a¦a\nb¦a\r\nb¦\ta¦a\u0000b¦\u001b[31mred¦\u0007¦::error::x¦##[error]x¦%0A::error::x¦a\n::add-mask::b'
  ),
  ...of(
    '\u202eabc¦a\u200bb¦\ufeffa¦\ud800¦\u{1f680}¦Z\u0351\u036b¦\u{e0001}¦../../etc/passwd¦/etc/passwd¦.¦..¦~'
  ),
  ...of(
    'C:\\x¦<img src=x>¦[a](http://b)¦@all¦#1¦${{ secrets.TOKEN }}¦$(id)¦`id`¦"¦\\¦*¦**¦*.*¦a/b/c¦%¦%zz¦?a=b'
  ),
  ...of(
    '0s¦0ms¦00d¦1w¦1 s¦-5s¦1.5h¦999999999999d¦5S¦30¦s¦٣s¦１s¦1e3s¦30s30s¦+1s¦1ms¦2024-01-01¦TRUE!¦t¦"true"'
  ),
  ...of('[1, {}]¦[null]¦[true]¦["a"¦["", " "]¦[1e3]¦{"0":"a"}¦[1.5]¦a b¦a;b¦１¦one¦1 2¦Infinity¦1_000'),
  ...of(
    'public-key¦PUBLIC-KEY¦a/b¦a?b¦a#b¦%2e%2e¦é¦a\\b¦../acme¦../x.yml¦.github¦x.yml¦.github/../../x¦-¦a//b'
  )
]

/** Addresses that are none, or none of a registry; some hold what nobody may see. */
const addresses = [
  ...of('https://¦http://¦//npm.acme.example¦npm.acme.example¦https:/npm¦https:npm¦ftp://a.example¦data:,x'),
  ...of('file:///etc/passwd¦javascript:alert(1)¦https://[::1¦https://a b¦https://a\\b¦HTTPS://A¦https://%'),
  ...of(
    'https://npm.acme.example:99999¦https://npm.acme.example:x¦https://a.example/\u202e¦https://ä.example'
  ),
  ...of(
    'https://a.example/?q=1¦https://a.example/#f¦https://github.com¦http://169.254.169.254/¦https://0x7f.1'
  ),
  ...of(
    `https://ci:${hidden}@npm.acme.example¦https://${hidden}@npm.acme.example¦ci:${hidden}@npm.acme.example`
  ),
  `https://npm.acme.example:${hidden}`
]

const pieces = of('https://¦http:¦//¦npm¦.acme¦.example¦:¦8443¦/¦?¦#¦@¦%41¦ ¦[¦]¦\\¦é')
const sizes = fc.constantFrom(300, 5000, 25_000)
const long = fc
  .tuple(fc.constantFrom('x', 'é', '1', '[', 'a,', '\u{1f680}', '../'), sizes)
  .map(([unit, length]) => unit.repeat(Math.ceil(length / unit.length)))

const texts: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...odd) },
  { weight: 1, arbitrary: fc.constantFrom(...addresses.filter(text => !text.includes(hidden))) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
  { weight: 1, arbitrary: long }
)

/** A good word with one mistake of the keyboard. */
function misspelt(word: string): fc.Arbitrary<string> {
  return fc.tuple(fc.nat(Math.max(0, word.length - 1)), fc.nat(3)).map(([at, how]) => {
    const letter = word.charAt(at)
    return (
      word.slice(0, at) + ['', letter + letter, letter.toUpperCase(), `${letter} `][how] + word.slice(at + 1)
    )
  })
}

const secrets = [
  ...[`["${hidden}"]`, `"${hidden}"`, hidden, `{"NPM_TOKEN":"${hidden}"`, `{"NPM_TOKEN":["${hidden}"]}`],
  ...[`{"A":{"B":"${hidden}"},"C":1}`, `{"__proto__":1,"A":"${hidden}"}`, `NPM_TOKEN=${hidden}`]
]

/** A value that somebody may give to an input instead of a good one. */
export function valueFor(name: string, value = ''): fc.Arbitrary<string> {
  // A line of a few letters could be in any word of a message, and would be hidden there.
  const inLongLines = (text: string) =>
    text.trim() === '' ? text : (hidden + text).replaceAll(/[\r\n]/g, end => end + hidden)
  const slip = value === '' ? texts : misspelt(value)
  switch (name) {
    case 'url':
    case 'github-api-url': {
      const made = fc
        .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 })
        .map(parts => parts.join(''))
      return fc.oneof(fc.constantFrom(...addresses), made, texts, slip)
    }
    case 'secrets':
      return fc.oneof(fc.constantFrom(...secrets), texts)
    case 'secret':
    case 'app-private-key':
    case 'token':
      return texts.map(inLongLines)
    default:
      return fc.oneof({ weight: 3, arbitrary: texts }, { weight: 1, arbitrary: slip })
  }
}

/** A manifest that is certainly bad, and where it is: a line, or the file. */
export interface BadManifest {
  readonly name: string
  readonly text: string | Uint8Array
  readonly line?: number
}

const lines = manifestText.split('\n')
const keyLines = lines.flatMap((line, index) => {
  const [, start, key, value] = /^( +(?:- )?)(\w+): (.+)$/.exec(line) ?? []
  return start && key && value ? [{ index, start, key, value }] : []
})

const [choice, list] = [/^(registry_type|visibility|auth_type)$/, /^(selected_\w+|orgs)$/]
const text = /^(?!registry_type$|visibility$|auth_type$|selected_|orgs$|replaces_base$)/

/** What stands instead of a value, in which keys it is a mistake. */
const instead: [keys: RegExp, values: string[]][] = [
  [
    /./,
    of(`!!str ${hidden}¦!x ${hidden}¦!!binary aGk=¦!!timestamp 2024-01-01¦&a ${hidden}¦*a¦{ a: ${hidden} }`)
  ],
  [text, of(`[${hidden}]¦4242¦0o17¦1.5¦.nan¦-.inf¦true¦0x1F¦012345678901¦1e3`)],
  [/^(url|secret_env|account_id|domain|tenant_id|role_name)$/, of('null¦~¦""¦" "¦!!null')],
  [choice, of(`${hidden}¦null¦7¦All¦[all]¦""¦2024-01-01¦token token`)],
  [/^replaces_base$/, of("yes¦on¦1¦'true'¦null¦[]¦tRuE")],
  [list, of(`${hidden}¦null¦7¦[null]¦[true]¦[[web]]¦[1.5]¦['a b']¦[{a: b}]¦['']`)],
  [/^selected_repository_ids$/, of('[-1]¦[0]¦[0o17]¦[12345678901234567890]¦[.inf]¦[web]¦[1, 1]')],
  [
    /^secret_env$/,
    of('GITHUB_TOKEN¦INPUT_TOKEN¦ACTIONS_X¦RUNNER_X¦NODE_OPTIONS¦PATH¦HOME¦A-B¦1A¦$A¦${{ secrets.A }}x')
  ]
]
const added = [
  `secret: ${hidden}`,
  `password: ${hidden}`,
  `constructor: ${hidden}`,
  `<<: { username: ${hidden} }`
]

/** Every mistake in every line where it is one. */
const lineMistakes: BadManifest[] = keyLines.flatMap(({ index, start, key, value }) => {
  const put = (line: number, ...made: string[]): BadManifest => ({
    ...{
      name: `line ${line}: ${made.at(-1)?.trim()}`,
      text: lines.toSpliced(index, 1, ...made).join('\n'),
      line
    }
  })
  const values = instead.filter(([keys]) => keys.test(key)).flatMap(([, all]) => all)
  const others = [`${key}x: ${value}`, `${key.toUpperCase()}: ${value}`, `__proto__: ${value}`, `7: ${value}`]
  return [
    ...values.map(one => put(index + 1, `${start}${key}: ${one}`)),
    ...others.map(one => put(index + 1, start + one)),
    ...[...added, `${key}: ${value}`].map(one =>
      put(index + 2, lines[index] ?? '', start.replace('-', ' ') + one)
    )
  ]
})

const laughs = Array.from(
  { length: 20 },
  (_, at) => `a${at}: &a${at} [${`*a${at - 1}, `.repeat(at && 9)}x]\n`
)
const broken = of(
  '{¦[¦a: "¦\t- a¦a: b: c¦%YAML 9.9\n%X¦*¦@a¦`a¦a: |-x\n¦? ? ?¦: :¦!!!¦&¦¦ \n¦# only a comment¦[]¦text¦7¦null¦~¦""¦|¦- a'
)

/** Manifests that are certainly bad. */
export const badManifests: readonly BadManifest[] = [
  ...lineMistakes,
  ...broken.map(text => ({ name: `the file ${JSON.stringify(text)}`, text })),
  ...of('[¦{a: ¦- ¦? ').map(text => ({ name: `deep ${text}`, text: `registries:\n  ${text.repeat(4000)}` })),
  { name: 'no end', text: `${manifestText}---\n${manifestText}`, line: lines.length },
  { name: 'registries twice', text: `${manifestText}registries: [${hidden}]\n`, line: lines.length },
  { name: 'a billion laughs', text: `${laughs.join('')}registries: *a19` },
  { name: '2 MiB', text: `${manifestText}#${'x'.repeat(2 ** 21)}`, line: 1 },
  { name: 'bytes', text: Uint8Array.from({ length: 600 }, (_, at) => at * 7) },
  { name: 'Latin-1', text: Buffer.from(manifestText.replace('ci', 'cé'), 'latin1') },
  { name: 'UTF-16', text: Buffer.from(`\ufeff${manifestText}`, 'utf16le') },
  ...keyLines.flatMap(({ index, start, key, value }) => [
    {
      name: `a quote open in line ${index + 1}`,
      text: lines.with(index, `${start}${key}: "${value.replaceAll('"', '')}`).join('\n')
    },
    { name: `a tab in line ${index + 1}`, text: lines.with(index, `\t${lines[index]?.trim()}`).join('\n') }
  ])
]

const tokens = of(
  `registries:¦defaults:¦url: ¦registry_type: ¦https://a.example¦npm_registry¦\n¦\n  ¦\n  - ¦\n    ¦- ¦[¦]¦{¦}¦: ¦? ¦, ¦|¦>-¦"¦'¦#¦ #¦&a ¦*a¦!¦!!map ¦%YAML 1.2\n¦---\n¦...\n¦<<: ¦\t¦\r¦\0¦\u0085¦\u2028¦\ufeff¦\\¦~¦null¦7¦.nan¦012¦2024-01-01¦__proto__: ¦\ud800¦${hidden}`
)

/** One careless touch of a text. */
const touches: ((text: string, at: number, length: number, token: string) => string)[] = [
  (text, at, length) => text.slice(0, at) + text.slice(at + length),
  (text, at, length, token) => text.slice(0, at) + token + text.slice(at + (length % 3 ? 0 : length)),
  (text, at, length) => text.slice(0, at + length) + text.slice(at),
  (text, at) => text.slice(0, at),
  (text, at) => onLine(text, at, line => `  ${line}`),
  (text, at) => onLine(text, at, line => line.replace(/^ {1,2}/, '')),
  (text, at, _, token) => onLine(text, at, line => line.replace(/: .*/, `: ${token}`)),
  (text, at) => onLine(text, at, line => `${line}\n${line}`),
  text => text.replaceAll('\n', '\r\n'),
  text => `\ufeff${text}`,
  text => text.split('\n').toReversed().join('\n')
]

function onLine(text: string, at: number, change: (line: string) => string): string {
  const all = text.split('\n')
  const index = text.slice(0, at).split('\n').length - 1
  return all.with(index, change(all[index] ?? '')).join('\n')
}

const touch = fc.tuple(
  fc.constantFrom(...touches),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.integer({ min: 1, max: 40 }),
  fc.constantFrom(...tokens)
)
const touched = fc
  .array(touch, { minLength: 1, maxLength: 4 })
  .map(all =>
    all.reduce(
      (text, [change, where, length, token]) =>
        change(text, Math.floor(where * Math.max(0, text.length - 1)), length, token),
      manifestText
    )
  )
const soup = fc.array(fc.constantFrom(...tokens), { maxLength: 40 }).map(parts => parts.join(''))
const keys = fc.constantFrom(
  ...of('name¦url¦registry_type¦secret_env¦visibility¦orgs¦selected_repository_ids¦__proto__¦x')
)
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('npm_registry', 'https://a.example', 'all', 'NPM_TOKEN', 'acme')
)
const shaped = fc
  .array(fc.dictionary(keys, value), { maxLength: 4 })
  .map(registries => JSON.stringify({ registries }))
const anything = fc.jsonValue({ maxDepth: 4 }).map(registries => JSON.stringify({ registries }))

/** Manifests that somebody has scribbled in; some may happen to be good. */
export const scribbles: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: touched },
  { weight: 2, arbitrary: soup },
  shaped,
  anything
)
