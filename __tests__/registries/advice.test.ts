import { rules } from '../../src/registries/advice.ts'
import { type Advised, advise, adviseUnread, subjectOf } from '../../src/registries/advise.ts'
import type { Change } from '../../src/registries/change.ts'
import { readerOf } from '../../src/registries/readers.ts'
import { authTypeNames, type RegistrySpec, registryTypes } from '../../src/registries/registry.ts'
import { Secret, slipIn } from '../../src/registries/secret.ts'
import { type Case, cases, examples } from './start-proxy.ts'

type Type = (typeof registryTypes)[number]

const now = Date.parse('2026-03-01T12:00:00Z')

/** A registry, its secret in plain, and how it is seen: what GitHub shows of it, what the run does, on which server. */
type Given = Omit<RegistrySpec, 'secret'> & {
  secret?: string
  shown?: object
  as?: Change['action'] | 'partial' | 'kept'
  server?: string
}

function adviseOn(...given: readonly Given[]): Advised {
  const subjects = given.map(
    ({ secret, shown, as = shown ? 'update' : 'create', server, ...fields }, index) => {
      const spec: RegistrySpec = { ...fields, ...(secret !== undefined && { secret: new Secret(secret) }) }
      const places = { '': { file: 'm.yml', line: index + 1, column: 1 } }
      const change: Change = {
        ...{ org: 'acme', action: as === 'partial' || as === 'kept' ? 'update' : as },
        spec: as === 'kept' ? {} : spec,
        ...(shown && { before: { name: 'X', auth_type: 'token', ...shown } })
      }
      return subjectOf({ spec, defaults: {}, places }, change, { now, server, isPartial: as === 'partial' })
    }
  )
  return advise(subjects, { ignored: [], page: 'page' })
}

const namesOn = (...given: readonly Given[]) => adviseOn(...given).advice.map(({ name }) => name)

/** Makes registries of a type, at a host if one comes first, with other fields if those come last. */
const of =
  (registry_type: Type, usual: Given = {}, usualHost = 'a.example') =>
  (...given: [host: string, more?: Given] | [more?: Given]): Given => {
    const [first] = given
    const [host, more = {}] = typeof first === 'string' ? [first, given[1]] : [usualHost, first]
    const url = host.includes('://') ? host : `https://${host}`
    const secret = usual.auth_type || more.auth_type || more.shown ? {} : { secret_env: 'T' }
    return { registry_type, url, ...usual, ...secret, ...more }
  }

const user = { auth_type: 'username_password', username: 'ci', secret_env: 'T' } as const
const npm = of('npm_registry', { replaces_base: true })
const git = of('git_source', user)
const maven = of('maven_repository', user)
const [nuget, goproxy, python] = [of('nuget_feed'), of('goproxy_server'), of('python_index')]
const [docker, cargo, helm] = [of('docker_registry'), of('cargo_registry'), of('helm_registry')]
const [terraform, composer, pub] = [of('terraform_registry'), of('composer_repository'), of('pub_repository')]
const azure = of(
  'nuget_feed',
  {
    ...{ auth_type: 'oidc_azure', tenant_id: '12345678-1234-1234-1234-123456789012' },
    client_id: 'ABCDEF01-2345-6789-ABCD-EF0123456789'
  },
  'pkgs.dev.azure.com/acme/_packaging/acme/nuget/v3/index.json'
)
const artifact = 'acme-012345678901.d.codeartifact.eu-central-1.amazonaws.com/maven/x/'
const aws = of(
  'maven_repository',
  {
    ...{ auth_type: 'oidc_aws', aws_region: 'eu-central-1', account_id: '012345678901', role_name: 'bot' },
    ...{ domain: 'acme', domain_owner: '012345678901' }
  },
  artifact
)
const provider = 'projects/1/locations/global/workloadIdentityPools/pool/providers/github'
const gcp = of('docker_registry', { auth_type: 'oidc_gcp', workload_identity_provider: provider })
const smith = (type: Type, api_host?: string) =>
  of(type, {
    ...{ auth_type: 'oidc_cloudsmith', namespace: 'acme', service_slug: 'bot', audience: 'acme' },
    ...(api_host && { api_host })
  })('dl.cloudsmith.io')
const jfrog = (type: Type) => of(type, { auth_type: 'oidc_jfrog', jfrog_oidc_provider_name: 'github' })()
const withSecret = (secret: string, more: Given = {}) => npm({ secret, ...more })
const jwt = (days: unknown, rest = {}) => {
  const exp = typeof days === 'number' ? now / 1000 + days * 86_400 : days
  return ['{"alg":"none"}', JSON.stringify({ exp, ...rest }), 'x']
    .map(part => Buffer.from(part).toString('base64url'))
    .join('.')
}
const unknown = { shown: { registry_type: 'npm_registry', auth_type: undefined } }
const gitShown = { registry_type: 'git_source', url: 'https://git.acme.example' }
const unreadBase: Type[] = [
  ...(['goproxy_server', 'cargo_registry', 'pub_repository', 'composer_repository'] as const),
  ...(['hex_repository', 'hex_organization', 'git_source'] as const)
]
const withBase = (types: readonly Type[]) => types.map(type => of(type)({ replaces_base: true }))
const oddForms: Record<string, string[]> = {
  'begins or ends with white space': [' x', 'x\n'],
  'has quotes around it': ['"x"', "'x'"],
  'is a line of an .npmrc': ['//a.example/:_authToken=x'],
  'is only a word': [' Bearer', 'Token', 'Basic', 'PAT:', '***']
}
const fineForms = [
  ...['x', 'a b', 'Bearer x', '"', '"x', `x'`, '//a.example', 'see //a.example/:_authToken=x', 'token'],
  ...['****', '', '-----BEGIN\nEND-----']
]

test.each(Object.entries(oddForms))('what is wrong with a secret is said in words: it %s', (said, forms) => {
  for (const text of forms) expect(slipIn(new Secret(text))).toMatch(said)
})

/** Each rule with registries that it speaks of, and at least as many of which it must say nothing. */
const rows: Record<string, [speaks: Given[], silent: Given[]]> = {
  'git-source-username': [
    [of('git_source')(), { shown: gitShown }],
    [
      ...[git(), of('git_source')({ as: 'partial' }), jfrog('git_source')],
      ...[{ shown: { ...gitShown, username: 'ci' } }, { shown: { ...gitShown, auth_type: undefined } }]
    ]
  ],
  'oidc-unsupported-type': [
    [jfrog('git_source'), jfrog('hex_organization')],
    [jfrog('hex_repository'), git()]
  ],
  'azure-host': [
    [azure('pkgs.dev.azure.com.acme.example/index.json'), azure('dev.azure.com/acme')],
    [azure(), azure('acme.pkgs.visualstudio.com/index.json')]
  ],
  'aws-host': [
    [aws('maven.acme.example'), aws('012345678901.dkr.ecr.eu-central-1.amazonaws.com')],
    [aws(), maven('maven.acme.example'), aws(artifact.toUpperCase())]
  ],
  'aws-mismatch': [
    [aws({ domain: 'other' }), aws({ domain_owner: '112345678901' }), aws({ aws_region: 'us-east-1' })],
    [aws('a.example', { domain: 'other' }), maven(artifact), aws({ account_id: '1' })]
  ],
  'aws-role-name': [
    [aws({ role_name: 'arn:aws:iam::1:role/x' }), aws({ role_name: '/bot' })],
    [aws(), aws({ role_name: 'service-role/x' })]
  ],
  'aws-partition': [
    [aws({ aws_region: 'cn-north-1' }), aws({ aws_region: 'us-gov-west-1' })],
    [aws(), aws({ aws_region: 'us-east-1' })]
  ],
  'aws-account': [
    [aws({ account_id: '12345678901' }), aws({ domain_owner: 'acme' })],
    [aws(), aws({ account_id: '000000000000' })]
  ],
  'azure-ids': [
    [azure({ tenant_id: 'acme.onmicrosoft.com' }), azure({ client_id: '1234' })],
    [azure(), azure({ tenant_id: 'ABCDEF01-2345-6789-abcd-ef0123456789' })]
  ],
  'gcp-provider': [
    ['github', `//iam.googleapis.com/${provider}`].map(name => gcp({ workload_identity_provider: name })),
    [gcp(), gcp({ workload_identity_provider: provider.replace('global', 'eu') })]
  ],
  'gcp-audience': [
    [gcp({ audience: 'https://github.com/acme' }), gcp({ audience: provider })],
    [gcp(), gcp({ audience: `//iam.googleapis.com/${provider}` }), smith('npm_registry')]
  ],
  'api-host': [
    [smith('npm_registry', 'https://api.acme.example'), smith('npm_registry', 'api.acme.example/v1')],
    [smith('npm_registry', 'api.acme.example'), smith('npm_registry')]
  ],
  'cloudsmith-code-scanning': [
    [smith('maven_repository'), smith('nuget_feed'), smith('goproxy_server')],
    [smith('npm_registry'), smith('python_index'), jfrog('maven_repository')]
  ],
  http: [
    [npm('http://npm.acme.example'), azure('http://a.example'), npm('http://b.example', unknown)],
    [npm(), maven('maven.acme.example:80'), npm({ url: 'HTTPS://http.example' })]
  ],
  'printable-ascii': [
    [git({ secret: 'a\nb' }), aws({ role_name: 'ü' }), goproxy('a.example/ü')],
    [
      ...[maven({ secret: ' ~!' }), npm({ secret: 'ü' }), python('a.example/ü'), maven({ secret: '' })],
      gcp({ service_account: 'ü' })
    ]
  ],
  'goproxy-replaces-base': [[goproxy()], [npm()]],
  'replaces-base-unread': [
    withBase(unreadBase),
    [...withBase(registryTypes.filter(type => !unreadBase.includes(type))), goproxy({ replaces_base: false })]
  ],
  'npm-replaces-base': [
    [of('npm_registry')(), npm({ replaces_base: false, as: 'partial' })],
    [npm(), of('npm_registry')({ as: 'partial' }), python()]
  ],
  'git-source-path': [
    [git('git.acme.example/team'), git('git.acme.example:8443')],
    [git('git.acme.example/'), git('git.acme.example:443'), maven('maven.acme.example:8443/x')]
  ],
  'nuget-index': [
    [nuget(), nuget('nuget.pkg.github.com/acme'), nuget('a.example/nugets')],
    [nuget('a.example/v3/index.json'), nuget('a.example/api/v2/'), maven(), nuget('a.example/x/NuGet')]
  ],
  'terraform-path': [
    [terraform('tf.acme.example/modules')],
    [terraform('tf.acme.example/'), terraform('tf.acme.example:8443')]
  ],
  'github-packages-path': [
    [npm('npm.pkg.github.com/acme')],
    [npm('npm.pkg.github.com/'), maven('maven.pkg.github.com/acme/x')]
  ],
  'github-packages': [
    [npm('npm.pkg.github.com'), docker('ghcr.io'), maven('maven.pkg.github.com/acme/x')],
    [npm('pkg.github.com.acme.example'), docker('ghcr.io.example'), docker('europe-docker.pkg.dev')]
  ],
  'index-file': [
    [composer('a.example/x/packages.json'), helm('a.example/index.yaml'), cargo('a.example/config.json')],
    [
      ...[composer('a.example/x'), helm('a.example/packages.json'), cargo('a.example/index')],
      npm('a.example/packages.json')
    ]
  ],
  'user-colon': [[maven({ username: 'ci:x' })], [maven(), npm('a.example:8443')]],
  'github-token-user': [
    [nuget({ secret: 'ghp_x' }), of('git_source')({ secret: 'github_pat_x' })],
    [
      ...[nuget({ secret: 'ghp_x', username: 'ci' }), npm({ secret: 'ghp_x' }), nuget({ secret: 'x ghp_x' })],
      nuget({ secret: 'ghs_', as: 'partial' })
    ]
  ],
  'unread-fields': [
    [
      ...[docker(), of('maven_repository')(), helm(), goproxy(), of('git_source')()],
      ...[terraform(user), pub(user), of('rubygems_server')(user)]
    ],
    [of('npm_registry')(), nuget(), python(), cargo(), composer(), maven(), pub(), docker({ as: 'partial' })]
  ],
  hex: [
    [of('hex_organization')('repo.hex.pm'), of('hex_repository')('hex.acme.example')],
    [pub('hex.acme.example'), npm('repo.hex.pm')]
  ],
  'goproxy-list': [[goproxy('go.acme.example/,direct')], [goproxy(), npm('npm.acme.example/a,b')]],
  query: [
    [
      'api_key=1',
      'accessToken=x',
      'X-Amz-Signature=x',
      'privatekeys=x',
      'passwd=x',
      'a=AbCdEfGh1234+/=_.-xyz'
    ].map(one => npm(`a.example/?${one}`)),
    ['', 'design=1&monkey=x', 'keyring=x', 'tokenized=x', 'author=x', 'token=', 'q=nineteen-characters'].map(
      one => npm(`a.example/?${one}`)
    )
  ],
  'secret-form': [Object.values(oddForms).flat(), fineForms].map(forms =>
    forms.map(one => withSecret(one))
  ) as [Given[], Given[]],
  'secret-expires': [
    [withSecret(jwt(13.9)), withSecret(jwt(0.1, { sub: 'x' }))],
    [
      ...[jwt(14.1), jwt(-1), jwt('soon'), `${jwt(1)}.x.y`, 'a.b.c', jwt(1e300)].map(one => withSecret(one)),
      withSecret(jwt(1), { as: 'kept' })
    ]
  ],
  'ghes-version': [
    [
      npm({ server: '3.17.4' }),
      azure({ server: '3.21.0', shown: { registry_type: 'nuget_feed', auth_type: 'oidc_azure' } }),
      goproxy({ server: '3.19.9', as: 'partial' })
    ],
    [
      ...[npm({ server: '3.18.0' }), npm(), npm({ server: '3.9.1', as: 'partial' })],
      ...[azure({ server: '3.22.0' }), goproxy({ server: '4.0.0' })]
    ]
  ]
}

test.each(Object.entries(rows))('%s is said where it holds, and nowhere else', (name, [speaks, silent]) => {
  const wrong = [
    ...speaks.filter(given => !namesOn(given).includes(name)),
    ...silent.filter(given => namesOn(given).includes(name))
  ]
  expect(wrong).toEqual([])
  expect(silent.length).toBeGreaterThanOrEqual(speaks.length)
})

const [one, other] = [{ secret_env: 'A' }, { secret_env: 'B' }]
const twins: [does: boolean, earlier: Given, later: Given][] = [
  [true, npm('a.example/x', one), npm('a.example/x/y', other)],
  [true, npm('a.example/x/y', one), npm('a.example/x/', other)],
  [true, maven('a.example/rel', one), maven('a.example/releases', other)],
  [true, maven({ username: 'x' }), maven('a.example:443/x')],
  [true, git('a.example/x', one), git('a.example:8443/y', other)],
  [true, python('a.example/x/simple', one), python('a.example/x/y/+simple/', other)],
  [false, npm('a.example/rel', one), npm('a.example/releases', other)],
  [false, npm('a.example/x', one), npm('a.example/x/y', { ...one, username: 'unsent' })],
  [false, maven(one), maven('a.example:8443', other)],
  [false, nuget(one), nuget('a.example/x', other)],
  [false, terraform(one), terraform(other)],
  [false, aws(), aws(`${artifact}y`)],
  [false, npm({ auth_type: 'token' }), npm('a.example/x', other)]
]

test.each(twins)('prefix-twins (%j): %j and %j, at the later one', (does, earlier, later) => {
  const found = adviseOn(earlier, later).advice.filter(({ name }) => name === 'prefix-twins')
  expect(found.map(({ place }) => place?.line)).toEqual(does ? [2] : [])
  expect(namesOn(earlier)).not.toContain('prefix-twins')
})

test('of registries that are not read, a secret that ends is told of', () => {
  const fields = { registry_type: 'npm_registry', replaces_base: true } as const
  const wanted = ['s', jwt(-1)].map(text => ({ spec: { ...fields, secret: new Secret(text) }, defaults: {} }))
  const { advice } = adviseUnread(wanted, { ignored: [], page: 'page' }, now)
  expect(advice.map(({ name }) => name)).toEqual(['secret-expires'])
})

test('every rule has rows, and the types that Dependabot reads all have a reader', () => {
  expect([...Object.keys(rows), 'prefix-twins'].sort()).toEqual(rules.map(({ name }) => name).sort())
  for (const type of registryTypes) expect(readerOf(type)).toMatchObject({ dependabot: expect.any(String) })
  for (const auth_type of authTypeNames)
    expect(adviseOn({ registry_type: 'npm_registry', auth_type }).readings).toHaveLength(1)
})

const password = (registry_type: Type) => ({ registry_type, auth_type: 'username_password' }) as const

test.each<[expected: string[], given: Given]>([
  [['replaces_base'], { registry_type: 'hex_organization', replaces_base: true }],
  [['path and port'], { ...password('git_source'), url: 'https://git.acme.example:1' }],
  [[], { ...password('maven_repository'), url: 'https://a.example:1/a' }],
  [['username'], { registry_type: 'npm_registry', username: 'ci' }]
])('%j is what nobody reads of %j', (expected, given) => {
  expect(adviseOn(given).readings[0]?.ignored).toEqual(expected)
})

test.each([
  ['pkgs.dev.azure.com/acme', / with an empty user name/],
  ['acme.pkgs.visualstudio.com/_packaging/a', / with an empty user name/],
  ['acme.pkgs.visualstudio.com/a', /^a Bearer token/]
])('how NuGet gets a token at %s', (url, expected) => {
  expect(adviseOn(nuget(url)).readings[0]?.sent).toMatch(expected)
})

test.each(cases)('code scanning, as its start-proxy does it: %j', (one: Case) => {
  const { advice, readings } = adviseOn(one.given)
  const names = advice.map(({ name }) => name)
  expect(readings[0]?.codeScanning === 'none').toBe(one.verdict === 'unread')
  expect(names.includes('printable-ascii')).toBe(one.verdict === 'refused')
  expect(names.includes('cloudsmith-code-scanning')).toBe(one.dropped === true)
  expect(names.includes('github-token-user')).toBe(one.warns === true)
})

test('no example gets a warning', () => {
  const advice = examples().flatMap(({ given }) => adviseOn(given).advice)
  expect(advice.filter(({ level }) => level === 'warning')).toEqual([])
})

test('ten times as many registries take no more than twenty times the CPU, or little', () => {
  const cpuOf = (count: number) => {
    const other = (index: number) =>
      maven(`a.example/team-${index % 100}/${index}`, { secret_env: `A${index}` })
    const many = [...Array(count).keys()].map(index => (index % 2 ? other(index) : azure({ secret: 'x' })))
    const start = process.cpuUsage()
    adviseOn(...many)
    return process.cpuUsage(start).user / 1000
  }
  const [few = 0, all = 0] = [300, 3000].map(count => Math.min(...[1, 2, 3].map(() => cpuOf(count))))
  expect(all < 100 || all < few * 20).toBe(true)
})
