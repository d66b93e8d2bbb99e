import type { StepResult } from '../runner/result.ts'
import { changesOf, npm, npmName, runManifest, startWith, workspaceWith } from './manifest-scenario.ts'
import { type Inputs, messages, type Scenario, start, theError, writes } from './scenario.ts'

const create: Inputs = {
  ...{
    operation: 'create',
    'registry-type': 'npm_registry',
    visibility: 'all',
    url: npm.url,
    secret: 's3cret'
  }
}
const cloudsmith = { auth_type: 'oidc_cloudsmith', namespace: 'acme', service_slug: 'ci', audience: 'a' }
const given: Inputs = {
  ...{ ...create, secret: '', 'auth-type': 'oidc_cloudsmith' },
  ...{ namespace: 'acme', 'service-slug': 'ci', audience: 'a' }
}
const hosts = { 'allowed-hosts': '*.acme.example' }
const evil = `npm.acme.example.${'a'.repeat(200)}.evil.example`
const remove = { operation: 'delete', 'registry-type': 'npm_registry' }

test.each<[inputs: Inputs, error: RegExp]>([
  [
    { ...given, ...hosts, 'api-host': 'api.evil.example' },
    /'api-host' is on api\.evil\.example, which is not in/
  ],
  [{ ...given, 'api-host': 'api\u3002acme.example' }, /'api-host' .* resolves to api\.acme\.example/],
  [{ ...remove, url: 'https://npm%2Eacme.example' }, /resolves to npm\.acme\.example;/],
  [{ ...create, username: 'ci\nregistry=https://evil.example' }, /'username' contains a line break/],
  [{ operation: 'plan', manifest: 'a\u0007.yml' }, /'manifest' contains the control character U\+0007/],
  [{ ...create, operation: `x\${{ vars.X }}` }, /'operation' still contains an expression/]
])('%j is refused before any request: %s', async (inputs, error) => {
  const { github, run } = await start()
  expect(theError(await run(inputs))).toMatch(error)
  expect(github.said()).toEqual([])
})

test('no input holds an expression', async () => {
  const { github, run } = await start()
  const names = ['token', 'org', 'secret', 'url', 'timeout', 'dry-run', 'max-deletions', 'manifest']
  const expressions = Object.fromEntries(names.map(name => [name, `x\${{ vars.X }}`]))
  const errors = messages(await run({ ...create, ...expressions }), 'error').join('\n')
  for (const name of names) expect(errors).toContain(`'${name}' still contains an expression`)
  expect(github.said()).toEqual([])
})

test('an expression in a variable is told of by a run that writes, in a member of secrets by all', async () => {
  const entry = [{ ...npm, visibility: 'all', secret_env: 'NPM_TOKEN' }]
  const env = { NPM_TOKEN: '${{ secrets.NPM_TOKEN }}' }
  const scenario = await start()
  const applied = await runManifest(scenario, entry, {}, { env })
  expect(theError(applied)).toMatch(/NPM_TOKEN still contains an expression/)
  expect((await runManifest(scenario, entry, { operation: 'plan' }, { env })).exitCode).toBe(0)
  const dry = await runManifest(scenario, entry, { operation: 'plan', secrets: '{"X":"\\u0024{{ y }}"}' })
  expect(theError(dry)).toMatch(/'secrets' still contains an expression/)
})

/** Runs whose secret would be written to a registry that GitHub shows, with hosts that are allowed. */
const manyPlay =
  (inputs: Inputs) =>
  (scenario: Scenario): Promise<StepResult> => {
    const secrets: Inputs =
      inputs['operation'] === 'plan' ? {} : { secrets: '{"NPM_TOKEN":"a secret value"}' }
    const entry = { name: npmName, secret_env: 'NPM_TOKEN' }
    return runManifest(scenario, [entry], { ...hosts, ...secrets, ...inputs })
  }
const update = { ...hosts, operation: 'update', name: npmName, secret: 'a secret value' }
const plays: [name: string, play: (scenario: Scenario) => Promise<StepResult>][] = [
  ['rotate', manyPlay({ operation: 'rotate' })],
  ['apply', manyPlay({ 'rewrite-secrets': 'always' })],
  ['plan', manyPlay({ operation: 'plan', 'rewrite-secrets': 'always' })],
  ['update', ({ run }) => run(update)]
]

test.each<[shown: object, error: RegExp]>([
  [{ url: 'https://npm.acme.example\\@evil.example/' }, /contains '\\'/],
  [{ url: 'https://npm.\u0430cme.example/' }, /resolves to npm\.xn--cme-5cd\.example/],
  [{ api_host: 'evil.example' }, /The api_host of NPM_REGISTRY_SECRET is on evil\.example/]
])('what GitHub shows is judged like what is typed: %j', async (fields, error) => {
  const path = '/orgs/acme/private-registries'
  for (const [, play] of plays) {
    const scenario = await start()
    const listed = { ...npm, name: npmName, visibility: 'all', auth_type: 'token', ...fields }
    const list = { total_count: 1, configurations: [listed] }
    scenario.github.answer({ path: `${path}?per_page=100` }, { status: 200, body: list }, 2)
    scenario.github.answer({ path: `${path}/${npmName}` }, { status: 200, body: listed }, 2)
    expect(theError(await play(scenario))).toMatch(error)
    expect(writes(scenario)).toEqual([])
  }
})

test('a default is held to the allowed hosts too, and to the form of a host', async () => {
  const scenario = await startWith([{ ...npm, ...cloudsmith }])
  const play = (api_host: string) =>
    runManifest(scenario, { defaults: { api_host }, registries: [npm] }, { ...hosts, operation: 'plan' })
  expect(theError(await play('api.evil.example'))).toMatch(/'api_host' is on api\.evil\.example/)
  expect(theError(await play('\uff41pi.acme.example'))).toMatch(/'api_host' has a host that resolves/)
})

test.each(['plan', 'apply'])('%s shows both hosts of a registry that moves, whole', async operation => {
  const old = `${npm.url}${'p'.repeat(300)}`
  const scenario = await startWith([{ ...npm, url: old }])
  const url = `https://${evil}/${'q'.repeat(300)}`
  const result = await runManifest(scenario, [{ name: npmName, url }], { operation })
  expect(changesOf(result)).toMatchObject([{ url, fields: ['url'], from: { url: old } }])
  const words = `moves from the host npm.acme.example to the host ${evil}`
  expect(result.log).toContain(words)
  for (const page of [result.summary, result.outputs['summary']])
    expect(page?.replaceAll('`', '')).toContain(words)
  expect(result.summary).toContain(`<br>\`https://${evil} …\``)
})

test('a dry run asks only whether a variable is set, and masks none', async () => {
  const { run } = await start()
  const plan = (secret_env: string) => {
    const workspace = workspaceWith([{ ...npm, visibility: 'all', secret_env }], 'm.yml')
    const env = { NODE_AUTH_TOKEN: 'true', EMPTY: '' }
    return run({ operation: 'plan', manifest: 'm.yml' }, { workspace, env })
  }
  const result = await plan('NODE_AUTH_TOKEN')
  expect(result.masks).not.toContain('true')
  expect(result.outputs).toMatchObject({ changed: 'true', drift: 'true' })
  expect(messages(result, 'notice')).toEqual([])
  expect(messages(await plan('EMPTY'), 'notice')).toEqual([expect.stringContaining('EMPTY is not set')])
  const token = `ghp_${'A1b2'.repeat(9)}`
  const refused = await plan(token)
  expect(theError(refused)).toMatch(/'secret_env' looks like a token/)
  expect(refused.stdout + refused.summary).not.toContain(token)
})
