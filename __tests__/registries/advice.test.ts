import { rules } from '../../src/registries/advice.ts'
import { type Advised, advise, subjectOf } from '../../src/registries/advise.ts'
import type { Change } from '../../src/registries/change.ts'
import { readerOf } from '../../src/registries/readers.ts'
import { authTypeNames, type RegistrySpec, registryTypes } from '../../src/registries/registry.ts'
import { Secret } from '../../src/registries/secret.ts'
import { type Case, cases } from './start-proxy.ts'

type Type = (typeof registryTypes)[number]

const now = Date.parse('2026-03-01T12:00:00Z')
const settings = { ignored: [], page: 'page' }

/** A registry, its secret in plain, and how it is seen: what GitHub shows of it, what the run does, on which server. */
type Given = Omit<RegistrySpec, 'secret'> & {
  secret?: string
  shown?: object
  as?: Change['action'] | 'partial' | 'kept'
  server?: string
}

function adviseOn(...given: readonly Given[]): Advised {
  const subjects = given.map(
    ({ secret: text, shown, as = shown ? 'update' : 'create', server, ...fields }, index) => {
      const secret = text === undefined ? undefined : new Secret(text)
      const spec: RegistrySpec = { ...fields, ...(secret && { secret }) }
      const place = { file: 'm.yml', line: index + 1, column: 1 }
      const before = shown && { name: 'X', auth_type: 'token', ...shown }
      const action = as === 'partial' || as === 'kept' ? 'update' : as
      const change: Change = {
        org: 'acme',
        action,
        spec: as === 'kept' ? {} : spec,
        ...(before && { before })
      }
      return subjectOf({ spec, defaults: {}, places: { '': place } }, change, {
        now,
        server,
        isPartial: as === 'partial'
      })
    }
  )
  return advise(subjects, settings)
}

const namesOn = (...given: readonly Given[]) => adviseOn(...given).advice.map(({ name }) => name)

const user = { auth_type: 'username_password', username: 'ci', secret_env: 'T' } as const
const at = (registry_type: Type, host: string, more: Given = {}): Given => ({
  ...{ registry_type, url: host.includes('://') ? host : `https://${host}` },
  ...(more.auth_type || more.shown ? {} : { secret_env: 'T' }),
  ...more
})
const npm = (host: string, more: Given = {}) => at('npm_registry', host, { replaces_base: true, ...more })
const git = (host: string, more: Given = {}) => at('git_source', host, { ...user, ...more })
const maven = (host: string, more: Given = {}) => at('maven_repository', host, { ...user, ...more })
const azure = (host: string, more: Given = {}) =>
  at('nuget_feed', host, {
    ...{ auth_type: 'oidc_azure', tenant_id: '12345678-1234-1234-1234-123456789012' },
    ...{ client_id: 'ABCDEF01-2345-6789-ABCD-EF0123456789', ...more }
  })
const feed = 'pkgs.dev.azure.com/acme/_packaging/acme/nuget/v3/index.json'
const artifact = 'acme-012345678901.d.codeartifact.eu-central-1.amazonaws.com/maven/x/'
const aws = (host: string, more: Given = {}) =>
  at('maven_repository', host, {
    ...{ auth_type: 'oidc_aws', aws_region: 'eu-central-1', account_id: '012345678901', role_name: 'bot' },
    ...{ domain: 'acme', domain_owner: '012345678901', ...more }
  })
const named = 'projects/1/locations/global/workloadIdentityPools/pool/providers/github'
const gcp = (more: Given = {}) =>
  at('docker_registry', 'europe-docker.pkg.dev', {
    auth_type: 'oidc_gcp',
    workload_identity_provider: named,
    ...more
  })
const smith = (type: Type, more: Given = {}) =>
  at(type, 'dl.cloudsmith.io', {
    ...{ auth_type: 'oidc_cloudsmith', namespace: 'acme', service_slug: 'bot', audience: 'acme', ...more }
  })
const jfrog = (type: Type) =>
  at(type, 'acme.jfrog.io', { auth_type: 'oidc_jfrog', jfrog_oidc_provider_name: 'github' })
const withSecret = (secret: string, more: Given = {}) => npm('npm.acme.example', { secret, ...more })
const jwt = (days: unknown, rest = {}) => {
  const exp = typeof days === 'number' ? now / 1000 + days * 86_400 : days
  return ['{"alg":"none"}', JSON.stringify({ exp, ...rest }), 'x']
    .map(part => Buffer.from(part).toString('base64url'))
    .join('.')
}
const shownToken = { registry_type: 'git_source', url: 'https://git.acme.example' }

/** Each rule with registries that it speaks of, and at least as many of which it must say nothing. */
const rows: [name: string, speaks: Given[], silent: Given[]][] = [
  [
    'git-source-username',
    [at('git_source', 'git.acme.example'), { shown: shownToken }],
    [
      ...[
        git('git.acme.example'),
        at('git_source', 'git.acme.example', { as: 'partial' }),
        jfrog('git_source')
      ],
      ...[{ shown: { ...shownToken, username: 'ci' } }, { shown: { ...shownToken, auth_type: undefined } }]
    ]
  ],
  [
    'oidc-unsupported-type',
    [jfrog('git_source'), jfrog('hex_organization')],
    [jfrog('hex_repository'), git('git.acme.example'), jfrog('npm_registry')]
  ],
  [
    'azure-host',
    [
      azure('acme.azurecr.io'),
      azure('pkgs.dev.azure.com.acme.example/index.json'),
      azure('dev.azure.com/acme')
    ],
    [azure(feed), azure('acme.pkgs.visualstudio.com/index.json'), maven('acme.azurecr.io')]
  ],
  [
    'aws-host',
    [aws('maven.acme.example'), aws('012345678901.dkr.ecr.eu-central-1.amazonaws.com')],
    [aws(artifact), maven('maven.acme.example'), aws(artifact.toUpperCase())]
  ],
  [
    'aws-mismatch',
    [
      aws(artifact, { domain: 'other' }),
      aws(artifact, { domain_owner: '112345678901' }),
      aws(artifact, { aws_region: 'us-east-1' })
    ],
    [
      aws(artifact),
      aws('maven.acme.example', { domain: 'other' }),
      maven(artifact),
      aws(artifact, { account_id: '112345678901' })
    ]
  ],
  [
    'aws-role-name',
    [aws(artifact, { role_name: 'arn:aws:iam::1:role/x' }), aws(artifact, { role_name: '/bot' })],
    [aws(artifact), aws(artifact, { role_name: 'service-role/x' })]
  ],
  [
    'aws-partition',
    [aws(artifact, { aws_region: 'cn-north-1' }), aws(artifact, { aws_region: 'us-gov-west-1' })],
    [aws(artifact), aws(artifact, { aws_region: 'us-east-1' })]
  ],
  [
    'aws-account',
    [aws(artifact, { account_id: '12345678901' }), aws(artifact, { domain_owner: 'acme' })],
    [aws(artifact), aws(artifact, { account_id: '000000000000' })]
  ],
  [
    'azure-ids',
    [azure(feed, { tenant_id: 'acme.onmicrosoft.com' }), azure(feed, { client_id: '1234' })],
    [azure(feed), azure(feed, { tenant_id: 'ABCDEF01-2345-6789-abcd-ef0123456789' })]
  ],
  [
    'gcp-provider',
    [
      gcp({ workload_identity_provider: `//iam.googleapis.com/${named}` }),
      gcp({ workload_identity_provider: 'github' })
    ],
    [gcp(), gcp({ workload_identity_provider: named.replace('global', 'eu') })]
  ],
  [
    'gcp-audience',
    [gcp({ audience: 'https://github.com/acme' }), gcp({ audience: named })],
    [gcp(), gcp({ audience: `//iam.googleapis.com/${named}` }), smith('npm_registry')]
  ],
  [
    'api-host',
    [
      smith('npm_registry', { api_host: 'https://api.acme.example' }),
      smith('npm_registry', { api_host: 'api.acme.example/v1' })
    ],
    [smith('npm_registry', { api_host: 'api.acme.example' }), smith('npm_registry')]
  ],
  [
    'cloudsmith-code-scanning',
    [smith('maven_repository'), smith('nuget_feed'), smith('goproxy_server')],
    [smith('npm_registry'), smith('python_index'), jfrog('maven_repository')]
  ],
  [
    'http',
    [
      npm('http://npm.acme.example'),
      maven('http://maven.acme.example'),
      azure('http://pkgs.dev.azure.com/index.json')
    ],
    [
      npm('npm.acme.example'),
      maven('maven.acme.example:80'),
      npm('npm.acme.example', { url: 'HTTPS://http.example' })
    ]
  ],
  [
    'printable-ascii',
    [
      ...[
        maven('a.example', { secret: 'ü' }),
        maven('a.example', { username: 'ü' }),
        git('a.example', { secret: 'a\nb' })
      ],
      ...[aws(artifact, { role_name: 'ü' }), at('goproxy_server', 'a.example/ü')]
    ],
    [
      ...[
        maven('a.example', { secret: ' ~!' }),
        npm('a.example', { secret: 'ü' }),
        at('python_index', 'a.example/ü')
      ],
      ...[maven('a.example', { secret: '' }), gcp({ service_account: 'ü' })]
    ]
  ],
  ['goproxy-replaces-base', [at('goproxy_server', 'go.acme.example')], [npm('npm.acme.example')]],
  [
    'replaces-base-unread',
    [
      ...['goproxy_server', 'cargo_registry', 'pub_repository', 'composer_repository'],
      ...['hex_repository', 'hex_organization', 'git_source']
    ].map(type => at(type as Type, 'a.example', { replaces_base: true })),
    [
      ...['npm_registry', 'maven_repository', 'nuget_feed', 'python_index'],
      ...['docker_registry', 'terraform_registry', 'rubygems_server', 'helm_registry']
    ]
      .map(type => at(type as Type, 'a.example', { replaces_base: true }))
      .concat(at('goproxy_server', 'a.example', { replaces_base: false }))
  ],
  [
    'npm-replaces-base',
    [at('npm_registry', 'a.example'), npm('a.example', { replaces_base: false, as: 'partial' })],
    [npm('a.example'), at('npm_registry', 'a.example', { as: 'partial' }), at('python_index', 'a.example')]
  ],
  [
    'git-source-path',
    [git('git.acme.example/team'), git('git.acme.example:8443')],
    [git('git.acme.example/'), git('git.acme.example:443'), maven('maven.acme.example:8443/x')]
  ],
  [
    'nuget-index',
    [
      at('nuget_feed', 'nuget.acme.example'),
      at('nuget_feed', 'nuget.pkg.github.com/acme'),
      at('nuget_feed', 'a.example/nugets')
    ],
    [
      ...[
        at('nuget_feed', 'a.example/v3/index.json'),
        at('nuget_feed', 'a.example/api/v2/'),
        maven('a.example')
      ],
      at('nuget_feed', 'a.example/repository/NuGet')
    ]
  ],
  [
    'terraform-path',
    [at('terraform_registry', 'tf.acme.example/modules')],
    [at('terraform_registry', 'tf.acme.example/'), at('terraform_registry', 'tf.acme.example:8443')]
  ],
  [
    'github-packages-path',
    [npm('npm.pkg.github.com/acme')],
    [npm('npm.pkg.github.com/'), maven('maven.pkg.github.com/acme/x')]
  ],
  [
    'github-packages',
    [npm('npm.pkg.github.com'), at('docker_registry', 'ghcr.io'), maven('maven.pkg.github.com/acme/x')],
    [
      npm('pkg.github.com.acme.example'),
      at('docker_registry', 'ghcr.io.example'),
      at('docker_registry', 'europe-docker.pkg.dev')
    ]
  ],
  [
    'index-file',
    [
      ...[
        at('composer_repository', 'a.example/x/packages.json'),
        at('helm_registry', 'a.example/index.yaml')
      ],
      at('cargo_registry', 'a.example/config.json')
    ],
    [
      ...[at('composer_repository', 'a.example/x'), at('helm_registry', 'a.example/packages.json')],
      ...[at('cargo_registry', 'a.example/index'), npm('a.example/packages.json')]
    ]
  ],
  ['user-colon', [maven('a.example', { username: 'ci:x' })], [maven('a.example'), npm('a.example:8443')]],
  [
    'github-token-user',
    [
      at('nuget_feed', 'a.example', { secret: 'ghp_x' }),
      at('git_source', 'a.example', { secret: 'github_pat_x' })
    ],
    [
      ...[
        at('nuget_feed', 'a.example', { secret: 'ghp_x', username: 'ci' }),
        npm('a.example', { secret: 'ghp_x' })
      ],
      ...[
        at('nuget_feed', 'a.example', { secret: 'x ghp_x' }),
        at('nuget_feed', 'a.example', { secret: 'ghs_', as: 'partial' })
      ]
    ]
  ],
  [
    'unread-fields',
    [
      ...(
        ['docker_registry', 'maven_repository', 'helm_registry', 'goproxy_server', 'git_source'] as const
      ).map(type => at(type, 'a.example')),
      ...(['terraform_registry', 'pub_repository', 'rubygems_server'] as const).map(type =>
        at(type, 'a.example', user)
      )
    ],
    [
      ...(
        ['npm_registry', 'nuget_feed', 'python_index', 'cargo_registry', 'composer_repository'] as const
      ).map(type => at(type, 'a.example')),
      ...[
        maven('a.example'),
        at('pub_repository', 'a.example'),
        at('docker_registry', 'a.example', { as: 'partial' })
      ]
    ]
  ],
  [
    'hex',
    [at('hex_organization', 'repo.hex.pm'), at('hex_repository', 'hex.acme.example')],
    [at('pub_repository', 'hex.acme.example'), npm('repo.hex.pm')]
  ],
  [
    'goproxy-list',
    [at('goproxy_server', 'go.acme.example/,direct')],
    [at('goproxy_server', 'go.acme.example'), npm('npm.acme.example/a,b')]
  ],
  [
    'query',
    [
      ...[npm('a.example/?api_key=1'), npm('a.example/?accessToken=x'), npm('a.example/?X-Amz-Signature=x')],
      npm('a.example/?a=AbCdEfGh1234+/=_.-xyz')
    ],
    [
      ...[
        npm('a.example/?design=1&monkey=x'),
        npm('a.example/?author=x'),
        npm('a.example/?token='),
        npm('a.example')
      ],
      npm('a.example/?q=nineteen-characters')
    ]
  ],
  [
    'secret-form',
    [
      ...[
        ' x',
        'x\n',
        '"x"',
        "'x'",
        '//npm.acme.example/:_authToken=x',
        ' Bearer',
        'Token',
        'Basic',
        'PAT:',
        '***'
      ].map(one => withSecret(one))
    ],
    [
      ...[
        'x',
        'a b',
        'Bearer x',
        '"',
        '"x',
        `x'`,
        '//npm.acme.example',
        'token',
        '****',
        '',
        '-----BEGIN\nEND-----'
      ].map(one => withSecret(one))
    ]
  ],
  [
    'secret-expires',
    [withSecret(jwt(13.9)), withSecret(jwt(0.1, { sub: 'x' }))],
    [
      ...[
        withSecret(jwt(14.1)),
        withSecret(jwt(1), { as: 'kept' }),
        withSecret(jwt('soon')),
        withSecret(`${jwt(1)}.x.y`)
      ],
      ...[withSecret(jwt(null)), withSecret('a.b.c'), withSecret(jwt(1e300))]
    ]
  ],
  [
    'ghes-version',
    [
      npm('a.example', { server: '3.17.4' }),
      { ...azure(feed), server: '3.21.0', shown: { registry_type: 'nuget_feed', auth_type: 'oidc_azure' } },
      at('goproxy_server', 'a.example', { server: '3.19.9', as: 'partial' })
    ],
    [
      ...[
        npm('a.example', { server: '3.18.0' }),
        npm('a.example'),
        npm('a.example', { server: '3.9.1', as: 'partial' })
      ],
      ...[azure(feed, { server: '3.22.0' }), at('goproxy_server', 'a.example', { server: '4.0.0' })]
    ]
  ]
]

test.each(rows)('%s is said where it holds, and nowhere else', (name, speaks, silent) => {
  const wrong = [
    ...speaks.filter(given => !namesOn(given).includes(name)),
    ...silent.filter(given => namesOn(given).includes(name))
  ]
  expect(wrong).toEqual([])
  expect(silent.length).toBeGreaterThanOrEqual(speaks.length)
})

const token = (secret_env: string, more: Given = {}): Given => ({ secret_env, ...more })
const twins: [does: boolean, one: Given, other: Given][] = [
  [true, npm('a.example/x', token('A')), npm('a.example/x/y', token('B'))],
  [true, npm('a.example/x/y', token('A')), npm('a.example/x/', token('B'))],
  [true, maven('a.example/rel', token('A')), maven('a.example/releases', token('B'))],
  [true, maven('a.example', { username: 'x' }), maven('a.example:443/x')],
  [true, git('a.example/x', token('A')), git('a.example:8443/y', token('B'))],
  [
    true,
    at('python_index', 'a.example/x/simple', token('A')),
    at('python_index', 'a.example/x/y/+simple/', token('B'))
  ],
  [false, npm('a.example/rel', token('A')), npm('a.example/releases', token('B'))],
  [false, npm('a.example/x', token('A')), npm('a.example/x/y', token('A', { username: 'unsent' }))],
  [false, maven('a.example/x', token('A')), maven('a.example/y', token('B'))],
  [false, maven('a.example', token('A')), maven('a.example:8443', token('B'))],
  [false, maven('a.example', token('A')), npm('a.example', token('B'))],
  [false, at('nuget_feed', 'a.example', token('A')), at('nuget_feed', 'a.example/x', token('B'))],
  [
    false,
    at('terraform_registry', 'a.example', token('A')),
    at('terraform_registry', 'a.example', token('B'))
  ],
  [false, aws(artifact), aws(`${artifact}y`)],
  [false, npm('a.example', { auth_type: 'token' }), npm('a.example/x', token('B'))]
]

test.each(twins)('prefix-twins (%j): %j and %j, at the later one', (does, one, other) => {
  const found = adviseOn(one, other).advice.filter(({ name }) => name === 'prefix-twins')
  expect(found.map(({ place }) => place?.line)).toEqual(does ? [2] : [])
  expect(adviseOn(one).advice.filter(({ name }) => name === 'prefix-twins')).toEqual([])
})

test('every rule has rows, and the types that Dependabot reads all have a reader', () => {
  expect([...rows.map(([name]) => name), 'prefix-twins'].sort()).toEqual(rules.map(({ name }) => name).sort())
  for (const type of registryTypes) expect(readerOf(type)).toMatchObject({ dependabot: expect.any(String) })
  for (const auth_type of authTypeNames)
    expect(adviseOn({ registry_type: 'npm_registry', auth_type }).readings).toHaveLength(1)
})

test.each(cases)(
  'code scanning, as its start-proxy does it: %j',
  ({ given, verdict, dropped = [], warns }: Case) => {
    const { advice, readings } = adviseOn(given)
    const names = advice.map(({ name }) => name)
    expect(readings[0]?.codeScanning === 'none').toBe(verdict === 'unread')
    expect(names.includes('printable-ascii')).toBe(verdict === 'refused')
    expect(names.includes('cloudsmith-code-scanning')).toBe(dropped.length > 0)
    expect(names.includes('github-token-user')).toBe(warns === true)
  }
)

test('no example gets a warning, and enough is known of code scanning', () => {
  const examples = cases.slice(
    cases.findIndex(({ given }) => 'visibility' in given || given.url?.startsWith('https://npm.acme'))
  )
  expect(cases.length).toBeGreaterThanOrEqual(30)
  expect(
    examples.flatMap(({ given }) => adviseOn(given).advice.filter(({ level }) => level === 'warning'))
  ).toEqual([])
})

test('ten thousand registries take under 300 ms of CPU, and ten times as many as a thousand no more than that', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      index % 2
        ? maven(`a.example/team-${index % 100}/${index}`, token(`A${index}`))
        : azure(feed, { secret: 'x' })
    )
  const cpuOf = (given: readonly Given[]) => {
    const start = process.cpuUsage()
    adviseOn(...given)
    return process.cpuUsage(start).user / 1000
  }
  const least = (given: readonly Given[]) => Math.min(...[1, 2, 3].map(() => cpuOf(given)))
  const [few, all] = [least(many(1000)), least(many(10_000))]
  expect(all < 300 || all < few * 20).toBe(true)
})
