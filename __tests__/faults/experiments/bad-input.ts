import fc from 'fast-check'
import { inputs as table } from '../../../src/inputs/table.ts'
import { character } from '../../character.ts'
import { type Experiment, type Played, shuffled } from '../experiment.ts'
import { apart } from '../generate.ts'
import { changesIn, errorsIn, faultsOf, wrongStep } from '../oracle.ts'
import { onStage, type Stage } from '../play.ts'

/** A step that something is wrong with, or may be. */
interface Mistake {
  readonly inputs: Readonly<Record<string, string>>
  readonly manifest: string | Uint8Array
  /** It is refused before anything is written; else only the truth has to be told. */
  readonly outcome?: 'refused'
  /** The line of the manifest that the log must name. */
  readonly named?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Stands wherever a user may have put a secret by mistake: nobody may see it. It looks like no key of a manifest. */
const hidden = 'hunter2!Wq7xPzKd82'
const secret = 's3cret-Lm49vTrYb'
const path = '.github/private-registries.yml'
/** A good manifest: every kind of key once, one key to a line. */
const manifest = `defaults:
  replaces_base: false
registries:
  - registry_type: maven_repository
    url: "https://maven.acme.example"
    username: ci
    secret_env: NPM_TOKEN
    visibility: selected
    selected_repositories: [web, api-*]
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
    orgs: [acme]
`
const here = { 'registry-type': 'npm_registry', url: 'https://npm.acme.example' }
const fresh = { 'registry-type': 'docker_registry', url: 'https://new.acme.example', visibility: 'all' }
const file = { manifest: path, 'write-interval': '0s' }
const create: Record<string, string> = { operation: 'create', ...fresh, secret, username: 'ci' }
const byManifest: readonly Record<string, string>[] = [
  { operation: 'apply', ...file, prune: 'true', 'max-deletions': '2', 'rewrite-secrets': '30d' },
  { operation: 'plan', ...file, 'allowed-hosts': '*.acme.example' },
  { operation: 'rotate', ...file, secrets: JSON.stringify({ NPM_TOKEN: secret }) }
]
/** Inputs that are good; one registry at npm.acme.example exists. */
const good: readonly Record<string, string>[] = [
  ...[create, ...byManifest, { operation: 'list' }, { operation: 'get-public-key' }],
  { operation: 'export', manifest: path },
  ...['get', 'delete'].map(operation => ({ operation, ...here })),
  { ...create, visibility: 'selected', 'selected-repositories': 'web, api-*' },
  { operation: 'create', ...fresh, 'auth-type': 'oidc_azure', 'tenant-id': 't', 'client-id': 'c' },
  { operation: 'update', name: 'NPM_REGISTRY_SECRET', username: 'bot', secret },
  { operation: 'apply', ...fresh, secret, 'allowed-hosts': '*.acme.example' }
]

/** Texts that somebody once typed into the wrong place, or put there with intent; some are nearly a value. */
const odd = apart(
  '¦ ¦null¦true¦yes¦tRuE¦1¦0¦-1¦1e3¦0x10¦NaN¦12345678901234567890¦1.5¦007¦__proto__¦constructor¦{}¦[]¦[1,"a",null]',
  '{"__proto__":{"a":"b"}}¦[[1]]¦"text"¦[¦{"a":¦a,b¦,¦a\nb¦\ta¦a\u0000b¦\u001b[31mred¦::error::x¦##[error]x¦%0A::x',
  'a\n::add-mask::b¦\u202eabc¦a\u200bb¦\ufeffa¦\ud800¦\u{1f680}¦\u{e0001}¦../../etc/passwd¦.¦..¦~¦C:\\x¦<img src=x>',
  '@all¦${{ secrets.TOKEN }}¦$(id)¦"¦\\¦*¦**¦*.*¦a/b/c¦%¦?a=b¦0s¦00d¦1w¦1 s¦-5s¦1.5h¦999999999999d¦5S¦٣s¦１s¦TRUE!',
  '[1, {}]¦[true]¦["a"¦["", " "]¦{"0":"a"}¦a b¦a;b¦１¦Infinity¦1_000¦PUBLIC-KEY¦a#b¦%2e%2e¦é¦../acme¦../x.yml¦x.yml'
)
/** Addresses that are none, or none of a registry; some hold what nobody may see. */
const addresses = apart(
  'https://¦//npm.acme.example¦npm.acme.example¦https:/npm¦ftp://a.example¦data:,x¦file:///etc/passwd¦javascript:x',
  'https://[::1¦https://a b¦https://a\\b¦HTTPS://A¦https://%¦https://a.example:99999¦https://a.example/\u202e¦x',
  'https://a.example/?q=1¦https://a.example/#f¦https://github.com¦http://169.254.169.254/¦https://0x7f.1¦https://ä.b',
  `https://ci:${hidden}@npm.acme.example¦https://${hidden}@npm.acme.example¦ci:${hidden}@npm.acme.example`
)
const texts = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...odd) },
  { weight: 2, arbitrary: fc.string({ unit: character, maxLength: 20 }) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(...'xé1[/').map(unit => unit.repeat(20_000)) }
)

function valueFor(name: string): fc.Arbitrary<string> {
  if (/url$/.test(name)) return fc.oneof(fc.constantFrom(...addresses), texts)
  const shapes = [
    `["${hidden}"]`,
    hidden,
    `{"A":"${hidden}"`,
    `{"A":["${hidden}"]}`,
    `{"A":{"B":"${hidden}"}}`
  ]
  if (name === 'secrets') return fc.oneof(fc.constantFrom(...shapes), texts)
  // A line of a few letters could be in any word of a message, and would be hidden there.
  const long = (text: string) => text.trim() && (hidden + text).replaceAll(/[\r\n]/g, end => end + hidden)
  return /^(secret|token|app-private-key)$/.test(name) ? texts.map(long) : texts
}

/** Some inputs of an operation replaced. */
const typed: fc.Arbitrary<Mistake> = fc.constantFrom(...good).chain(inputs => {
  const names = Object.keys(table).filter(name =>
    table[name]?.operations.some(one => one === inputs['operation'])
  )
  return (
    fc
      .subarray(names, { minLength: 1, maxLength: 4 })
      .chain(chosen => fc.record(Object.fromEntries(chosen.map(name => [name, valueFor(name)]))))
      // The variables of a process are bytes that end with NUL, and half a character is none.
      .map(given =>
        Object.entries(given).map(([name, text]) => [name, text.toWellFormed().replaceAll('\0', '')])
      )
      .map(given => ({ inputs: { ...inputs, ...Object.fromEntries(given) }, manifest }))
  )
})

/** What stands instead of a value, in which keys it is a mistake. */
const instead: [keys: RegExp, values: string][] = [
  [/./, `!!str ${hidden}¦!x ${hidden}¦!!timestamp 2024-01-01¦&a ${hidden}¦*a¦{ a: ${hidden} }¦"open`],
  [
    /^(?!(registry_type|visibility|auth_type|selected_.*|orgs|replaces_base)$)/,
    `[${hidden}]¦0o17¦.nan¦true¦1e3`
  ],
  [/^(url|secret_env|account_id|domain|role_name)$/, 'null¦~¦""¦" "¦!!null'],
  [/^(registry_type|visibility|auth_type)$/, `${hidden}¦null¦7¦All¦[all]¦""¦2024-01-01`],
  [/^replaces_base$/, "yes¦on¦1¦'true'¦null¦[]¦tRuE"],
  [/^(selected_\w+|orgs)$/, `${hidden}¦null¦7¦[null]¦[true]¦[[web]]¦[1.5]¦['a b']¦[{a: b}]¦['']`],
  [/^selected_repository_ids$/, '[-1]¦[0]¦[0o17]¦[12345678901234567890]¦[web]¦[1, 1]'],
  [/^secret_env$/, 'GITHUB_TOKEN¦INPUT_TOKEN¦ACTIONS_X¦NODE_OPTIONS¦PATH¦A-B¦1A¦$A¦${{ secrets.A }}x']
]
const lines = manifest.split('\n')
const refused = (text: string | Uint8Array, at?: number): Mistake => ({
  ...{ inputs: {}, manifest: text, outcome: 'refused', named: at ? `${path}:${at}: ` : path }
})
/** Every mistake in every line where it is one, and files that are none. */
const badManifests: readonly Mistake[] = [
  ...lines.flatMap((line, index) => {
    const [, start, key, value] = /^( +(?:- )?)(\w+): (.+)$/.exec(line) ?? []
    if (!start || !key) return []
    const values = instead.flatMap(([keys, all]) => (keys.test(key) ? apart(all) : []))
    const inPlace = [...apart(`${key}x¦${key.toUpperCase()}¦__proto__¦7`).map(one => `${one}: ${value}`)]
    const added = [
      ...apart('secret¦password¦constructor').map(one => `${one}: ${hidden}`),
      `${key}: ${value}`
    ]
    const put = (...made: string[]) => lines.toSpliced(index, 1, ...made).join('\n')
    return [
      // A quote that is open ends somewhere else.
      ...values.map(one => refused(put(`${start}${key}: ${one}`), one === '"open' ? undefined : index + 1)),
      ...inPlace.map(one => refused(put(start + one), index + 1)),
      ...added.map(one => refused(put(line, start.replace('-', ' ') + one), index + 2))
    ]
  }),
  ...apart(
    '{¦[¦a: "¦\t- a¦a: b: c¦%YAML 9.9\n%X¦*¦@a¦`a¦? ? ?¦!!!¦&¦¦ \n¦# a comment¦[]¦text¦7¦null¦""¦|¦- a'
  ).map(text => refused(text)),
  ...apart('[¦{a: ¦- ').map(text => refused(`registries:\n  ${text.repeat(4000)}`)),
  refused(`${manifest}---\n${manifest}`, lines.length),
  refused(
    `${Array.from({ length: 20 }, (_, at) => `a${at}: &a${at} [${`*a${at - 1}, `.repeat(at && 9)}x]\n`).join('')}`
  ),
  refused(`${manifest}#${'x'.repeat(2 ** 21)}`, 1),
  refused(Uint8Array.from({ length: 600 }, (_, at) => at * 7)),
  refused(Buffer.from(manifest.replace('ci', 'cé'), 'latin1')),
  refused(Buffer.from(`\ufeff${manifest}`, 'utf16le'))
].map((one, at) => ({ ...one, inputs: byManifest[at % 3] ?? {} }))

/** Somebody has scribbled in a manifest, which may happen to be good. */
const words = apart(
  `registries:¦url: ¦https://a.example¦npm_registry¦\n¦\n  ¦\n  - ¦[¦]¦{¦}¦: ¦? ¦|¦"¦'¦#¦&a ¦*a¦!¦%YAML 1.2\n¦---\n`,
  `<<: ¦\t¦\r¦\0¦\u0085¦\u2028¦\ufeff¦\\¦~¦7¦012¦2024-01-01¦__proto__: ¦\ud800¦${hidden}`
)
const touch = fc.record({ at: fc.nat(manifest.length), cut: fc.nat(40), word: fc.constantFrom('', ...words) })
const touched = fc
  .array(touch, { minLength: 1, maxLength: 4 })
  .map(all =>
    all.reduce((text, { at, cut, word }) => text.slice(0, at) + word + text.slice(at + cut), manifest)
  )
const soup = fc.array(fc.constantFrom(...words), { maxLength: 40 }).map(parts => parts.join(''))
const anything = fc.jsonValue({ maxDepth: 4 }).map(registries => JSON.stringify({ registries }))
const scribbled: fc.Arbitrary<Mistake> = fc.record({
  inputs: fc.constantFrom(...byManifest),
  manifest: fc.oneof({ weight: 3, arbitrary: touched }, soup, anything)
})

/** Folders that are none. */
const folders = ['/nowhere', '/dev/null', 'a/b'].map((GITHUB_WORKSPACE): Mistake => {
  return { ...refused(manifest), inputs: byManifest[0] ?? {}, env: { GITHUB_WORKSPACE }, named: "'manifest'" }
})

/** Bad inputs and bad manifests: no crash, no stack trace, no leak, and an error that says where. */
export const badInput: Experiment<Mistake> = {
  title: 'Bad inputs and manifests',
  reach: '2,000 bad inputs and manifests, no crash, no stack trace, each names input or line',
  of: 'bad inputs and manifests',
  share: 8,
  builtOf: 40,
  cases(seed) {
    const [inputs, scribbles] = [
      fc.sample(typed, { seed, numRuns: 1500 }),
      fc.sample(scribbled, { seed, numRuns: 500 })
    ]
    return shuffled([...inputs, ...badManifests, ...scribbles, ...folders], seed)
  },
  // Only a process of its own can be in such trouble.
  needsBuilt: ({ env }) => env !== undefined,
  play: (one, how) => onStage(how, {}, stage => play(one, stage))
}

/** What an error may name: a line of the manifest, an input, one of these, or what could not even be asked for. */
const place = new RegExp(`^${path}:|'[a-z][\\w-]*'|NPM_TOKEN|^Could not (list|read) `)

async function play(mistake: Mistake, stage: Stage): Promise<Played> {
  const { inputs, manifest: text, outcome, named = '', env } = mistake
  const acme = stage.add('acme', { repositories: ['web', 'api-one', 'Tools'] })
  acme.addRegistry({ registry_type: 'npm_registry', url: 'https://npm.acme.example', secret: 'old' })
  const result = await stage.run({
    with: inputs,
    files: { [path]: text },
    env: { NPM_TOKEN: secret, ...env }
  })
  const { exchanges, violations } = stage.github
  const changes = changesIn(result)
  const did = (...actions: string[]) =>
    changes.filter(({ status, action }) => status === 'done' && actions.includes(action)).length
  const told = [did('create', 'recreate'), did('update'), did('delete', 'recreate')]
  const isOpen = changes.some(({ status }) => status === 'failed' || status === 'unknown')
  const saw = ['POST', 'PATCH', 'DELETE'].map(
    method => exchanges.filter(one => one.method === method && one.status >= 200 && one.status < 300).length
  )
  // A secret of a character or three, which the runner masks, makes every sentence unreadable.
  const isReadable = exchanges.length === 0 && result.masks.every(mask => mask.length > 3)
  const stray = isReadable ? errorsIn(result).filter(error => !place.test(error)) : []
  const token = inputs['token']?.includes(hidden) ? [inputs['token'].trim()] : []
  const wrong = faultsOf([
    [outcome && result.exitCode === 0, 'it succeeded'],
    [outcome && exchanges.some(({ method }) => method !== 'GET'), 'it was refused, and yet wrote'],
    [!isOpen && String(told) !== String(saw), `it tells of ${told}, and GitHub saw ${saw}`],
    [!result.log.includes(named), `it does not name ${named}`],
    ...stray.map(error => [true, `it names neither input nor line: ${error.slice(0, 200)}`] as const)
  ])
  return { wrong: [...wrong, ...wrongStep(result, [hidden, secret, ...token]), ...violations] }
}
