import fc from 'fast-check'
import { inputs as table } from '../../../src/inputs/table.ts'
import { character } from '../../character.ts'
import { type Experiment, type Open, type Played, shuffled } from '../experiment.ts'
import { errorsIn, faultsOf, wrongStep } from '../oracle.ts'
import { apart } from '../payloads.ts'

/** A step that something is wrong with, or may be. */
interface Mistake {
  readonly inputs: Readonly<Record<string, string>>
  readonly manifest: string
  /** What the log must name, where the step is refused before anything is written. */
  readonly named?: string
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
const fresh = { 'registry-type': 'docker_registry', url: 'https://new.acme.example', visibility: 'all' }
const create: Record<string, string> = { operation: 'create', ...fresh, secret, username: 'ci' }
const [here, azure] = [{ 'registry-type': 'npm_registry', url: 'https://npm.acme.example' }, 'oidc_azure']
const byManifest: readonly Record<string, string>[] = [
  { operation: 'apply', manifest: path, prune: 'true', 'max-deletions': '2', 'rewrite-secrets': '30d' },
  { operation: 'plan', manifest: path, 'allowed-hosts': '*.acme.example' },
  { operation: 'rotate', manifest: path, secrets: JSON.stringify({ NPM_TOKEN: secret }) }
]
/** Inputs that are good; one registry at npm.acme.example exists. */
const good: readonly Record<string, string>[] = [
  ...[...byManifest, create, { ...create, 'selected-repositories': 'web, api-*' }],
  ...['list', 'get-public-key'].map(operation => ({ operation })),
  ...['get', 'delete'].map(operation => ({ operation, ...here })),
  { operation: 'export', manifest: path },
  { operation: 'create', ...fresh, 'auth-type': azure, 'tenant-id': 't', 'client-id': 'c' },
  { operation: 'update', name: 'NPM_REGISTRY_SECRET', username: 'bot', secret }
]

/** Texts that somebody once typed into the wrong place, or put there with intent; some are nearly a value. */
const odd = apart(
  '¦ ¦null¦true¦yes¦tRuE¦1¦0¦-1¦1e3¦0x10¦NaN¦12345678901234567890¦1.5¦007¦__proto__¦constructor¦{}¦[]¦[1,"a",null]',
  '{"__proto__":{"a":"b"}}¦[[1]]¦"text"¦[¦{"a":¦a,b¦,¦a\nb¦\ta¦\u001b[31mred¦::error::x¦##[error]x¦%0A::x¦?a=b¦0s¦5S',
  '\u202eabc¦a\u200bb¦\ufeffa¦\u{1f680}¦\u{e0001}¦../../etc/passwd¦.¦~¦C:\\x¦<img src=x>¦@all¦${{ secrets.TOKEN }}',
  '$(id)¦"¦\\¦*¦**¦*.*¦a/b/c¦%¦00d¦1w¦1 s¦-5s¦1.5h¦999999999999d¦٣s¦１s¦{"0":"a"}¦a b¦a;b¦PUBLIC-KEY¦x.yml'
)
/** Addresses that are none, or none of a registry; some hold what nobody may see. */
const addresses = apart(
  'https://¦//npm.acme.example¦npm.acme.example¦ftp://a.example¦data:,x¦file:///etc/passwd¦javascript:x¦https://a b',
  'https://[::1¦https://a\\b¦https://a.example:99999¦https://a.example/\u202e¦https://a.example/?q=1#f¦https://0x7f.1',
  `https://github.com¦http://169.254.169.254/¦https://ci:${hidden}@npm.acme.example¦ci:${hidden}@npm.acme.example`
)
const shapes = [hidden, `["${hidden}"]`, `{"A":"${hidden}"`, `{"A":["${hidden}"]}`, `{"A":{"B":"${hidden}"}}`]
const random = fc.string({ unit: character, maxLength: 20 }).map(text => text.replaceAll('\0', ''))
const long = fc.constantFrom(...'xé1[/').map(unit => unit.repeat(20_000))
const texts = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...odd) },
  { weight: 2, arbitrary: random },
  long
)

function valueFor(name: string): fc.Arbitrary<string> {
  if (/url$/.test(name)) return fc.oneof(fc.constantFrom(...addresses), texts)
  if (name === 'secrets') return fc.oneof(fc.constantFrom(...shapes), texts)
  if (!/^(secret|token|app-private-key)$/.test(name)) return texts
  // A line of a few letters could be in any word of a message, and would be hidden there.
  return texts.map(text => text.trim() && (hidden + text).replaceAll(/[\r\n]/g, end => end + hidden))
}

/** Some inputs of an operation replaced. */
const typed: fc.Arbitrary<Mistake> = fc.constantFrom(...good).chain(inputs => {
  const used = Object.entries(table).filter(([, row]) =>
    row.operations.some(one => one === inputs['operation'])
  )
  return fc
    .subarray(used, { minLength: 1, maxLength: 4 })
    .chain(chosen => fc.record(Object.fromEntries(chosen.map(([name]) => [name, valueFor(name)]))))
    .map(given => ({ inputs: { ...inputs, ...given }, manifest }))
})

/** What is no value of any key; manifest.test.ts has the rules of each. */
const noValues = apart(
  `!!str ${hidden}¦!x ${hidden}¦!!timestamp 2024-01-01¦&a ${hidden}¦*a¦{ a: ${hidden} }¦[{}]`
)
const lines = manifest.split('\n')
/** Every mistake in every line with a key. */
const badLines = lines.flatMap((line, index) => {
  const [, start, key, value] = /^( +(?:- )?)(\w+): (.+)$/.exec(line) ?? []
  if (!start || !key) return []
  const names = apart(`${key}x¦${key.toUpperCase()}¦__proto__¦7`)
  const instead = [...noValues.map(one => `${key}: ${one}`), ...names.map(one => `${one}: ${value}`)]
  const added = [...apart('secret¦password¦constructor').map(one => `${one}: ${hidden}`), `${key}: ${value}`]
  const put = (named: number, ...made: string[]) => {
    return { manifest: lines.toSpliced(index, 1, ...made).join('\n'), named: `${path}:${named}: ` }
  }
  return [
    ...instead.map(one => put(index + 1, start + one)),
    ...added.map(one => put(index + 2, line, start.replace('-', ' ') + one))
  ]
})

/** Somebody has scribbled in a manifest, which may happen to be good. */
const words = apart('\n¦\n  - ¦: ¦? ¦|¦#¦&a ¦!¦\r¦\0¦\u0085¦\u2028¦\ud800¦2024-01-01¦registries:¦---\n¦%X\n')
const word = fc.constantFrom('', ...odd, ...words, hidden, '[ '.repeat(4000), '{a: '.repeat(4000))
const touch = fc.record({ at: fc.nat(manifest.length), cut: fc.nat(40), word })
const scribbled: fc.Arbitrary<Mistake> = fc.record({
  inputs: fc.constantFrom(...byManifest),
  manifest: fc
    .array(touch, { minLength: 1, maxLength: 4 })
    .map(all =>
      all.reduce((text, { at, cut, word }) => text.slice(0, at) + word + text.slice(at + cut), manifest)
    )
})

/** Bad inputs and bad manifests: no crash, no stack trace, no leak, and an error that says where. */
export const badInput: Experiment<Mistake> = {
  title: 'Bad inputs and manifests',
  reach: '2,000 bad inputs and manifests, no crash, no stack trace, each names input or line',
  of: 'bad inputs and manifests',
  share: 25,
  cases: seed =>
    shuffled(
      [
        ...fc.sample(typed, { seed, numRuns: 1500 }),
        ...fc.sample(scribbled, { seed, numRuns: 500 }),
        ...badLines.map((one, at) => ({ ...one, inputs: byManifest[at % 3] ?? {} }))
      ],
      seed
    ),
  play
}

/** What an error may name: a line of the manifest, an input, a variable, or what could not even be asked for. */
const place = new RegExp(`^${path}:|'[a-z][\\w-]*'|NPM_TOKEN|^Could not (list|read) `)

async function play({ inputs, manifest, named }: Mistake, open: Open): Promise<Played> {
  const stage = await open()
  const acme = stage.add('acme', { repositories: ['web', 'api-one', 'Tools'] })
  acme.addRegistry({ registry_type: 'npm_registry', url: 'https://npm.acme.example', secret: 'old' })
  const result = await stage.run({ with: inputs, files: { [path]: manifest }, env: { NPM_TOKEN: secret } })
  const { exchanges, violations } = stage.github
  // A secret of a character or three, which the runner masks, makes every sentence unreadable.
  const isReadable = exchanges.length === 0 && result.masks.every(mask => mask.length > 3)
  const stray = isReadable ? errorsIn(result).filter(error => !place.test(error)) : []
  const token = inputs['token']?.includes(hidden) ? [inputs['token'].trim()] : []
  const wrong = faultsOf([
    [named && result.exitCode === 0, 'it succeeded'],
    [named && exchanges.some(({ method }) => method !== 'GET'), 'it was refused, and yet wrote'],
    [!result.log.includes(named ?? ''), `it does not name ${named}`],
    [stray.length > 0, `it names neither input nor line: ${stray.join(' ').slice(0, 200)}`]
  ])
  return { wrong: [...wrong, ...wrongStep(result, [hidden, secret, ...token]), ...violations] }
}
