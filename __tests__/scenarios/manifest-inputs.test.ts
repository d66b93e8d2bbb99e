import { manifestPath, runManifest, startWith } from './manifest-scenario.ts'
import { type Inputs, list, messages, publicKey, start, theError, writes } from './scenario.ts'

const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example', visibility: 'all' }
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

test.each<[inputs: Inputs, message: RegExp]>([
  [{ name: 'NPM_REGISTRY_SECRET' }, /so is 'name'; .*leave it out/],
  [{ secret: 'hunter2-hunter2' }, /so is 'secret'; /],
  [
    { operation: 'plan', 'replaces-base': 'false', username: 'ci' },
    /so are 'replaces-base', 'username'; .*leave them/
  ],
  [{ operation: 'rotate', 'registry-type': 'npm_registry', url: npm.url }, /so are 'registry-type', 'url'; /],
  [{ 'selected-repository-ids': '7' }, /so is 'selected-repository-ids'; /],
  [{ org: '[]' }, /'org' is empty/],
  [{ 'max-deletions': '-1' }, /'max-deletions' is '-1'/],
  [
    { operation: 'rotate', 'rewrite-secrets': 'never' },
    /'rewrite-secrets' is never, so rotate would do nothing/
  ]
])('%j is refused beside a manifest', async (inputs, message) => {
  const { github, run } = await start()
  const result = await runManifest({ run }, yaml, inputs, { env })
  expect(theError(result)).toMatch(message)
  expect(github.said()).toEqual([])
  expect(result.outputs).toMatchObject(nothing)
})

test.each(['apply', 'plan', 'rotate'])('allowed-hosts stop %s before any request', async operation => {
  const { github, run } = await start()
  const inputs = { operation, 'allowed-hosts': 'npm.acme.example, *.maven.other.example' }
  const result = await runManifest({ run }, yaml, inputs, { env })
  const message = /:7: 'url' is on maven\.other\.example, which is not in 'allowed-hosts'/
  const place = { level: 'error', file: manifestPath, line: 7, col: 5 }
  expect(result.annotations).toEqual([{ ...place, message: expect.stringMatching(message) }])
  expect(github.said()).toEqual([])
})

test.each(['apply', 'rotate'])(
  'on pull_request_target %s is refused before any request, but not a dry run',
  async operation => {
    const scenario = await startWith([npm])
    const step = { env, github: { event_name: 'pull_request_target' } }
    const manifest = [{ ...npm, secret_env: 'NPM_TOKEN' }]
    const result = await runManifest(scenario, manifest, { operation }, step)
    expect(theError(result)).toMatch(/Nothing is written on pull_request_target: .*'dry-run': true/)
    expect(scenario.github.said()).toEqual([])
    expect(result.outputs).toMatchObject(nothing)
    const dry = await runManifest(scenario, manifest, { operation, 'dry-run': 'true' }, step)
    expect(messages(dry, 'error')).toEqual([])
    expect(writes(scenario)).toEqual([])
    expect(scenario.github.said()).toEqual(expect.arrayContaining([list, publicKey]))
  }
)

test('problems of inputs and of the manifest are told together', async () => {
  const { github, run } = await start()
  const wrong: Inputs = { 'max-deletions': '1.5', 'allow-recreate': '1', 'rewrite-secrets': '30' }
  const inputs: Inputs = { org: '', timeout: 'x', name: 'A', secrets: '[]', prune: 'maybe', ...wrong }
  const step = { github: { event_name: 'pull_request_target' } }
  const errors = messages(await runManifest({ run }, `${yaml}    secret: x\n`, inputs, step), 'error')
  const texts = [/'org'/, /'timeout'/, /'name'/, /'secrets'/, /'prune' is 'maybe'; it must be true or false/]
  const more = [/'max-deletions' is '1\.5'/, /'allow-recreate' is '1'/, /'rewrite-secrets' is '30'/]
  for (const text of [...texts, ...more, /:10: 'secret'/, /target/])
    expect(errors).toContainEqual(expect.stringMatching(text))
  expect(errors).toHaveLength(10)
  expect(github.said()).toEqual([])
})

test.each(['list', 'get', 'delete'])(
  'a manifest is a warning where it is not used, and is not read: %s',
  async operation => {
    const { run } = await startWith([npm])
    const name: Inputs = operation === 'list' ? {} : { name: 'NPM_REGISTRY_SECRET' }
    const result = await run({ operation, ...name, manifest: '../gone.yml' })
    expect(result.annotations).toEqual([
      { level: 'warning', message: `'manifest' is not used by ${operation}.` }
    ])
  }
)
