import { type GivenManifest, manifestPath, runManifest } from './manifest-scenario.ts'
import { type Inputs, list, messages, output, publicKey, start, theError, writes } from './scenario.ts'

const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example', visibility: 'all' }
const maven = { registry_type: 'maven_repository', url: 'https://maven.other.example', visibility: 'all' }
const azure = { auth_type: 'oidc_azure', tenant_id: 't', client_id: 'c' }
const yaml = `registries:
  - registry_type: npm_registry
    url: https://npm.acme.example
    visibility: all
    secret_env: NPM_TOKEN
  - registry_type: maven_repository
    url: https://maven.other.example
    visibility: all
    secret_env: MAVEN_TOKEN
`
const env = { NPM_TOKEN: 'the value of npm', MAVEN_TOKEN: 'the value of maven' }
const nothing = { changed: 'false', created: '0', updated: '0', deleted: '0' }

describe('a variable that is not set', () => {
  test.each<[name: string, given: Record<string, string>]>([
    ['missing', {}],
    ['empty', { MAVEN_TOKEN: '' }],
    ['nothing but a line break', { MAVEN_TOKEN: '\n' }]
  ])('stops an apply that creates: %s', async (_, given) => {
    const scenario = await start()
    const result = await runManifest(scenario, yaml, {}, { env: { NPM_TOKEN: env.NPM_TOKEN, ...given } })
    expect(result.annotations).toContainEqual({
      ...{ level: 'error', file: manifestPath, line: 9, col: 5 },
      message: expect.stringMatching(/The variable MAVEN_TOKEN is not set\..*'env'.*'secrets'/)
    })
    expect(result.exitCode).toBe(1)
    expect(result.outputs).toMatchObject({ ...nothing, failed: '2' })
    expect(output(result, 'changes')).toMatchObject([{ status: 'not_attempted' }, { status: 'failed' }])
    expect(writes(scenario)).toEqual([])
  })

  test('stops every organization before the first write', async () => {
    const scenario = await start()
    const labs = scenario.github.addOrganization('labs')
    labs.addRegistry(maven)
    const acme = scenario.acme.addRegistry(npm)
    const result = await runManifest(
      scenario,
      yaml,
      { org: 'labs, acme' },
      { env: { NPM_TOKEN: env.NPM_TOKEN } }
    )
    expect(theError(result)).toMatch(/:9: The variable MAVEN_TOKEN is not set/)
    expect(writes(scenario)).toEqual([])
    expect(scenario.acme.registries).toEqual([acme])
    expect(labs.registries).toHaveLength(1)
  })

  test('is a notice in a plan, and nothing else', async () => {
    const scenario = await start()
    const result = await runManifest(scenario, yaml, { operation: 'plan' })
    expect(messages(result, 'error')).toEqual([])
    expect(result.annotations.filter(({ level }) => level === 'notice')).toEqual([
      expect.objectContaining({ file: manifestPath, line: 5, message: expect.stringMatching(/NPM_TOKEN/) }),
      expect.objectContaining({ file: manifestPath, line: 9, message: expect.stringMatching(/MAVEN_TOKEN/) })
    ])
    expect(result.outputs).toMatchObject({ changed: 'true', drift: 'true', created: '2', failed: '0' })
  })

  test('is of no matter where its value is not needed', async () => {
    const scenario = await start()
    scenario.acme.addRegistry(npm)
    scenario.acme.addRegistry(maven)
    const result = await runManifest(scenario, yaml)
    expect(result.annotations).toEqual([])
    expect(result.outputs).toMatchObject({ ...nothing, unchanged: '2' })
  })

  test.each<Inputs>([{ 'rewrite-secrets': 'always' }, { operation: 'rotate' }])('stops %j', async inputs => {
    const scenario = await start()
    scenario.acme.addRegistry(npm)
    scenario.acme.addRegistry(maven)
    const result = await runManifest(scenario, yaml, inputs, { env: { NPM_TOKEN: env.NPM_TOKEN } })
    expect(theError(result)).toMatch(/:9: The variable MAVEN_TOKEN is not set/)
    expect(writes(scenario)).toEqual([])
  })
})

test.each<[operation: string, inputs: Inputs, named: string]>([
  ['apply', { name: 'NPM_REGISTRY_SECRET' }, "'name'"],
  ['apply', { 'registry-type': 'npm_registry', url: 'https://npm.acme.example' }, "'registry-type', 'url'"],
  ['apply', { secret: 'hunter2-hunter2' }, "'secret'"],
  [
    'apply',
    { visibility: 'all', 'tenant-id': 't', audience: 'a' },
    "'visibility', .*'tenant-id', .*'audience'"
  ],
  ['apply', { 'selected-repositories': 'web' }, "'selected-repositories'"],
  ['apply', { 'selected-repository-ids': '7' }, "'selected-repository-ids'"],
  [
    'plan',
    { username: 'ci', 'replaces-base': 'false', 'auth-type': 'token' },
    "'replaces-base', 'auth-type', 'username'"
  ],
  ['rotate', { name: 'NPM_REGISTRY_SECRET', secret: 'hunter2-hunter2' }, "'name', 'secret'"],
  ['rotate', { 'registry-type': 'npm_registry' }, "'registry-type'"]
])('%s of a manifest refuses %j beside it', async (operation, inputs, named) => {
  const scenario = await start()
  const result = await runManifest(scenario, yaml, { operation, ...inputs }, { env })
  expect(theError(result)).toMatch(
    new RegExp(`'manifest' is given, and so (is|are) ${named}; .*leave (it|them) out`)
  )
  expect(scenario.github.said()).toEqual([])
  expect(result.outputs).toMatchObject(nothing)
})

describe('allowed-hosts', () => {
  test.each(['apply', 'plan', 'rotate'])('stops %s before any request', async operation => {
    const { github, run } = await start()
    const inputs = { operation, 'allowed-hosts': 'npm.acme.example, *.maven.other.example' }
    const result = await runManifest({ run }, yaml, inputs, { env })
    expect(result.annotations).toEqual([
      {
        ...{ level: 'error', file: manifestPath, line: 7, col: 5 },
        message: expect.stringMatching(
          /:7: 'url' is on maven\.other\.example, which is not in 'allowed-hosts'/
        )
      }
    ])
    expect(github.said()).toEqual([])
  })

  test('that cover every address change nothing', async () => {
    const scenario = await start()
    const hosts = '*.ACME.example\nmaven.other.example:443'
    const result = await runManifest(scenario, yaml, { 'allowed-hosts': hosts }, { env })
    expect(messages(result, 'error')).toEqual([])
    expect(result.outputs).toMatchObject({ created: '2' })
  })

  test.each(['apply', 'rotate'])('stop %s of a registry found by name on another host', async operation => {
    const scenario = await start()
    const { name } = scenario.acme.addRegistry({ ...maven, secret: 'the old one' })
    const entry = { name, secret_env: 'MAVEN_TOKEN', username: 'ci' }
    const inputs = { operation, 'allowed-hosts': '*.acme.example', 'rewrite-secrets': 'always' }
    const result = await runManifest(scenario, [entry], inputs, { env })
    expect(theError(result)).toMatch(/is on maven\.other\.example, which is not in 'allowed-hosts'/)
    expect(writes(scenario)).toEqual([])
  })
})

describe('on pull_request_target', () => {
  const github = { event_name: 'pull_request_target' }
  const manifest = [{ ...npm, secret_env: 'NPM_TOKEN' }]

  test.each(['apply', 'rotate'])('%s is refused before any request', async operation => {
    const scenario = await start()
    const result = await runManifest(scenario, manifest, { operation }, { env, github })
    expect(theError(result)).toMatch(/Nothing is written on pull_request_target: .*'dry-run': true/)
    expect(scenario.github.said()).toEqual([])
    expect(result.outputs).toMatchObject(nothing)
  })

  test.each<Inputs>([
    { operation: 'plan' },
    { operation: 'apply', 'dry-run': 'true' },
    { operation: 'rotate', 'dry-run': 'true' }
  ])('%j goes on', async inputs => {
    const scenario = await start()
    scenario.acme.addRegistry(npm)
    const result = await runManifest(scenario, manifest, inputs, { env, github })
    expect(messages(result, 'error')).toEqual([])
    expect(writes(scenario)).toEqual([])
    expect(scenario.github.said()).toEqual(expect.arrayContaining([list, publicKey]))
  })
})

test.each<[inputs: Inputs, message: RegExp]>([
  [{ org: '' }, /'org' is empty/],
  [{ org: '[]' }, /'org' is empty/],
  [{ prune: 'maybe' }, /'prune' is 'maybe'; it must be true or false/],
  [{ 'max-deletions': '-1' }, /'max-deletions' is '-1'/],
  [{ 'max-deletions': '1.5' }, /'max-deletions' is '1\.5'/],
  [{ 'allow-recreate': '1' }, /'allow-recreate' is '1'/],
  [{ 'rewrite-secrets': 'sometimes' }, /'rewrite-secrets' is 'sometimes'/],
  [{ 'rewrite-secrets': '30' }, /'rewrite-secrets' is '30'/],
  [{ 'write-interval': '1' }, /'write-interval' is '1'/],
  [
    { operation: 'rotate', 'rewrite-secrets': 'never' },
    /'rewrite-secrets' is never, so rotate would do nothing/
  ]
])('%j is refused beside a manifest', async (inputs, message) => {
  const { github, run } = await start()
  const result = await runManifest({ run }, yaml, inputs, { env })
  expect(theError(result)).toMatch(message)
  expect(github.said()).toEqual([])
})

const foreign: [name: string, manifest: GivenManifest, org: string, fails: boolean][] = [
  ['in the only organization', [selecting(['labs/web'])], 'acme', true],
  ['in one of two', [selecting(['acme/web'])], 'acme, labs', true],
  ['in its own', [{ ...selecting(['labs/web']), orgs: ['labs'] }], 'acme, labs', false],
  ['in its own, in another case', [selecting(['LABS/Web'])], 'labs', false],
  [
    'from the defaults',
    {
      defaults: { selected_repositories: ['labs/web'] },
      registries: [{ ...npm, ...azure, visibility: 'selected' }]
    },
    'acme',
    true
  ]
]

function selecting(selected_repositories: string[]) {
  return { ...npm, ...azure, visibility: 'selected', selected_repositories }
}

test.each(foreign)('a repository of another organization: %s', async (_, manifest, org, fails) => {
  const { github, run } = await start()
  github.addOrganization('labs', { repositories: ['web'] })
  const result = await runManifest({ run }, manifest, { org })
  if (fails) {
    expect(theError(result)).toMatch(/'selected_repositories' names a repository of another organization/)
    expect(github.said()).toEqual([])
  } else {
    expect(messages(result, 'error')).toEqual([])
    expect(result.outputs).toMatchObject({ created: '1' })
  }
})

test('problems of inputs and of the manifest are told together', async () => {
  const { github, run } = await start()
  const inputs: Inputs = { org: '', timeout: 'x', name: 'A', secrets: '[]', prune: 'x' }
  const result = await runManifest({ run }, `${yaml}    secret: x\n`, inputs, {
    github: { event_name: 'pull_request_target' }
  })
  const errors = messages(result, 'error')
  for (const text of [/'org'/, /'timeout'/, /'name'/, /'secrets'/, /'prune'/, /:10: 'secret'/, /target/])
    expect(errors).toContainEqual(expect.stringMatching(text))
  expect(errors).toHaveLength(7)
  expect(github.said()).toEqual([])
})

test.each<Inputs>([
  { operation: 'list' },
  { operation: 'get', name: 'NPM_REGISTRY_SECRET' },
  { operation: 'delete', name: 'NPM_REGISTRY_SECRET' }
])('a manifest is a warning where it is not used, and is not read: %j', async inputs => {
  const { acme, run } = await start()
  acme.addRegistry(npm)
  const result = await run({ ...inputs, manifest: '../gone.yml' })
  expect(result.annotations).toEqual([
    { level: 'warning', message: `'manifest' is not used by ${inputs['operation']}.` }
  ])
})
