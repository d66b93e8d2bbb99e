import { manifestPath, workspaceWith } from './manifest-scenario.ts'
import { type Inputs, messages, start, theError } from './scenario.ts'

/** Stands for a value: nobody may see it. */
const hidden = 'hunter2-hunter2'

test.each([
  ...[
    ['dry_run', 'dry-run'],
    ['DryRun', 'dry-run'],
    ['dry run', 'dry-run'],
    ['max deletions', 'max-deletions']
  ],
  ...[
    ['allowed-host', 'allowed-hosts'],
    ['registery-type', 'registry-type'],
    ['visibilty', 'visibility']
  ],
  ...[
    ['manifset', 'manifest'],
    ['usernane', 'username'],
    ['timeuot', 'timeout'],
    ['secretss', 'secrets']
  ],
  ...[
    ['selected-repositorys', 'selected-repositories'],
    ['rewriet-secret', 'rewrite-secrets']
  ],
  ...[['workload-idenity-provder', 'workload-identity-provider']],
  ...[
    ['owner', 'org'],
    ['organization', 'org'],
    ['organizations', 'org'],
    ['orgs', 'org'],
    ['value', 'secret']
  ],
  ...[
    ['private-key', 'app-private-key'],
    ['private_key', 'app-private-key'],
    ['password', 'secret']
  ],
  ...[
    ['type', 'registry-type'],
    ['repositories', 'selected-repositories'],
    ['github-token', 'token']
  ]
])('%s is taken for %s, and refused before any request, empty or not', async (name, meant) => {
  const { github, run } = await start()
  for (const value of [hidden, '']) {
    const result = await run({ operation: 'list', [name]: value })
    const text = theError(result)
    expect(text).toContain(
      `Unknown input '${name.toLowerCase().replace(' ', '_')}'; did you mean '${meant}'?`
    )
    expect(text).toMatch(/A variable INPUT_\S+ in 'env' looks the same/)
    expect(JSON.stringify([result.log, result.summary, result.outputs])).not.toContain(hidden)
  }
  expect(github.said()).toEqual([])
})

test.each([
  'orgg',
  'urls',
  'nam',
  'promt',
  'tokenn',
  'retries',
  'visiblty',
  'organisation',
  'rewriet-scret',
  'dry-running'
])('%s is near nothing, and only a warning', async name => {
  const { run } = await start()
  const result = await run({ operation: 'list', [name]: hidden })
  const [, ours] = messages(result, 'warning')
  expect(ours).toContain(`Unknown input '${name}'; it is ignored.`)
  expect(result.exitCode).toBe(0)
  expect(result.log).not.toContain(hidden)
})

test('a variable of the job that looks like an input is one', async () => {
  const { run } = await start()
  const result = await run(
    { operation: 'list' },
    { env: { INPUT_DRY_RUN: 'true', OUTPUT_ORGS: 'x', INPUT_: 'x' } }
  )
  expect(theError(result)).toContain(`did you mean 'dry-run'? A variable INPUT_DRY_RUN in 'env'`)
})

const create: Inputs = {
  operation: 'create',
  'registry-type': 'npm_registry',
  url: 'https://npm.acme.example',
  visibility: 'all'
}
const values: [inputs: Inputs, ...problems: RegExp[]][] = [
  [{ operation: 'Apply' }, /'operation' is 'Apply'; it must be one of .*\. Did you mean 'apply'\?/],
  [{ operation: 'get_public_key' }, /Did you mean 'get-public-key'\?/],
  [{ ...create, secret: 'a secret', 'registry-type': 'npm' }, /Did you mean 'npm_registry'\?/],
  [{ ...create, secret: 'a secret', 'registry-type': 'git' }, /Did you mean 'git_source'\?/],
  [{ ...create, secret: 'a secret', visibility: 'privat' }, /Did you mean 'private'\?/],
  [{ ...create, secret: 'a secret', 'auth-type': 'oidc-azrue' }, /Did you mean 'oidc_azure'\?/],
  [
    { operation: 'rotate', name: 'A', secret: 'a secret', 'rewrite-secrets': 'Never' },
    /Did you mean 'never'\?/
  ],
  [{ ...create, 'tenant-id': 't' }, /^'tenant-id' belongs to oidc_azure, but .*; add auth-type: oidc_azure/],
  [{ ...create, 'role-name': 'r' }, /^'role-name' belongs to oidc_aws, but .*; add auth-type: oidc_aws/],
  [{ operation: 'list', org: 'https://github.com/acme' }, /holds 'https.*Write only the name: acme\./],
  [{ operation: 'list', org: 'https://github.acme.example/orgs/acme/' }, /Write only the name: acme\./],
  [{ operation: 'list', org: '@acme, acme/web' }, /'@acme'.*name: acme\./, /'acme\/web'.*name: acme\./],
  [{ operation: 'list', org: 'acme acme-labs' }, /Separate names with commas or line breaks/],
  [{ operation: 'list', org: 'acme-*' }, /Patterns are not supported here/]
]

test.each(values)('%j is refused, with what was meant', async (inputs, ...problems) => {
  const { github, run } = await start()
  const result = await run(inputs)
  expect(messages(result, 'error')).toEqual(problems.map(text => expect.stringMatching(text)))
  expect(github.said()).toEqual([])
})

test('hyphens stand for underscores in the values of two inputs', async () => {
  const { acme, run } = await start()
  const types = { 'registry-type': 'nuget-feed', 'auth-type': 'username-password' }
  await run({ ...create, ...types, username: 'ci', secret: 'a secret' })
  expect(acme.registries).toEqual([
    expect.objectContaining({ registry_type: 'nuget_feed', auth_type: 'username_password' })
  ])
})

test.each([
  ['registries.yml', /no such file; .*, or name a file that it has: \.github\/private-registries\.yml\./],
  [
    '.github/private-registry.yaml',
    /no such file; .*, or name a file that it has: \.github\/private-registries\.yml\./
  ]
])('of a manifest that is not there it is said what is: %s', async (manifest, message) => {
  const { run } = await start()
  const workspace = workspaceWith([], manifestPath)
  expect(theError(await run({ operation: 'plan', manifest }, { workspace }))).toMatch(message)
  expect(theError(await run({ operation: 'plan', manifest }))).toMatch(
    /check the repository out before this step\./
  )
})
