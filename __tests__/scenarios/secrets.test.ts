import { timestamp } from '../local-github/organization.ts'
import { defaultToken } from '../local-github/tokens.ts'
import { findLeaks } from '../runner/leaks.ts'
import {
  both,
  changesOf,
  fatesOf,
  manifestPath,
  npm,
  npmName,
  runManifest,
  startTwo,
  startWith,
  workspaceWith
} from './manifest-scenario.ts'
import { type Inputs, list, messages, start, theError, twice, writes } from './scenario.ts'

const patch = `PATCH /orgs/acme/private-registries/${npmName}`
const env = { NPM_TOKEN: 'the new secret of npm' }
const wanted = { ...npm, secret_env: 'NPM_TOKEN' }
const git = { registry_type: 'git_source', url: 'https://git.acme.example', visibility: 'all' }
const always: Inputs = { 'rewrite-secrets': 'always' }

test('a secret is written again if the last update is older than an age, and then no more', async () => {
  // The action's clock is the real one.
  const updated_at = timestamp(Date.now() - 13 * 3_600_000)
  const { github, acme, run } = await startWith([{ ...npm, updated_at }], { now: Date.now })
  const play = () => runManifest({ run }, [wanted], { 'rewrite-secrets': '12h' }, { env })
  const result = await play()
  expect(github.said().slice(2)).toEqual([patch, list])
  expect(Object.keys(Object(github.exchanges[2]?.body)).sort()).toEqual(['encrypted_value', 'key_id'])
  expect(acme.registries).toMatchObject([{ secret: env.NPM_TOKEN }])
  expect(changesOf(result)).toMatchObject([{ fields: ['secret'] }])
  expect(result.outputs).toMatchObject({ changed: 'true', drift: 'false', failed: '0' })
  expect((await play()).outputs).toMatchObject({ changed: 'false', unchanged: '1' })
})

test.each<[what: string, entry: object, empty: Inputs, inputs: Inputs]>([
  ['a create', git, {}, {}],
  ['rotate', npm, { NOT_SET: '\n' }, { operation: 'rotate' }]
])(
  'a variable that is not set, but needed by %s, stops all before any write',
  async (_, entry, empty, inputs) => {
    const scenario = await startTwo([npm])
    const manifest = [
      { ...entry, secret_env: 'NOT_SET', orgs: ['acme'] },
      { ...wanted, username: 'ci', orgs: ['globex'] }
    ]
    const result = await runManifest(
      scenario,
      manifest,
      { ...both, ...inputs },
      { env: { ...env, ...empty } }
    )
    expect(theError(result)).toMatch(/The variable NOT_SET is not set\..*'env'.*'secrets'/)
    expect(result.annotations).toContainEqual(
      expect.objectContaining({ level: 'error', file: manifestPath, line: expect.any(Number) })
    )
    expect(changesOf(result).map(({ status }) => status)).toEqual(['failed', 'not_attempted'])
    expect(result.outputs).toMatchObject({ changed: 'false', failed: '2' })
    expect(writes(scenario)).toEqual([])
  }
)

test('a key that cannot seal stops its organization before any write', async () => {
  const scenario = await startWith([npm])
  const key = Buffer.alloc(32).toString('base64')
  scenario.github.answer({ path: /public-key$/ }, { status: 200, body: { key_id: '1', key } })
  const manifest = [
    { name: npmName, username: 'bot' },
    { ...git, secret_env: 'NPM_TOKEN' }
  ]
  const result = await runManifest(scenario, manifest, {}, { env })
  expect(theError(result)).toMatch(/public key/)
  expect(writes(scenario)).toEqual([])
  expect(fatesOf(result)).toEqual(['acme update not_attempted', 'acme create not_attempted'])
})

test('a secret that GitHub sends back in a refusal, or that is part of a url, is hidden', async () => {
  const { github, run } = await startWith([npm])
  github.answer({ method: 'PATCH' }, { status: 422, body: { message: `What is ${env.NPM_TOKEN}?` } })
  const result = await runManifest({ run }, [{ ...wanted, username: 'bot' }], always, { env })
  expect(changesOf(result)).toMatchObject([{ status: 'failed', reason: expect.stringContaining('What is') }])
  const entry = { ...wanted, url: `https://npm.acme.example/the-new-secret/`, visibility: 'all' }
  const created = await runManifest({ run }, [entry], {}, { env: { NPM_TOKEN: 'the-new-secret' } })
  expect(fatesOf(created)).toEqual(['acme create done'])
})

const created = { ...npm, visibility: 'all', secret_env: 'NPM_TOKEN' }
const hidden = 'hunter2-hunter2'
const problem = /^'secrets' is not a JSON object of names and strings, such as \{"NPM_TOKEN": "…"\}/

test.each([
  `{"NPM_TOKEN": "${hidden}`,
  `NPM_TOKEN: ${hidden}\nOTHER: ${hidden}-two`,
  `["${hidden}"]`,
  `{"NPM_TOKEN": {"value": "${hidden}"}}`,
  `{"NPM_TOKEN": 4242424242, "OTHER": "${hidden}"}`,
  `{"__proto__": {"NPM_TOKEN": "${hidden}"}}`
])('%j is refused, and its values are masked and shown nowhere', async secrets => {
  const { github, run } = await start()
  const operation = ['apply', 'plan', 'rotate'][secrets.length % 3] ?? ''
  const result = await runManifest({ run }, [created], { operation, secrets })
  expect(theError(result)).toMatch(problem)
  expect(findLeaks(result, [hidden, '4242424242'])).toEqual([])
  expect(result.outputs).toMatchObject({ changed: 'false', changes: '[]' })
  if (/[[{]"/.test(secrets)) expect(result.masks.join()).toContain(hidden)
  expect(github.said()).toEqual([])
})

const fromEnv = { NPM_TOKEN: 'from env' }
const unset = /The variable NPM_TOKEN is not set/

test.each<[what: string, secrets: string, env: Record<string, string>, secret: string | RegExp]>([
  ['secrets before the environment', '{"NPM_TOKEN": "from secrets"}', fromEnv, 'from secrets'],
  ['the environment if it is empty in secrets', '{"NPM_TOKEN": ""}', fromEnv, 'from env'],
  ['several lines, but for the break at the end', '{"NPM_TOKEN": "one\\ntwo\\n"}', {}, 'one\ntwo'],
  ['the case of the name only', '{"npm_token": "lower case", "__proto__": "x"}', {}, unset]
])('secret_env means %s', async (_, secrets, env, secret) => {
  const { acme, run } = await start()
  const result = await runManifest({ run }, [created], { secrets }, { env })
  if (secret instanceof RegExp) expect(theError(result)).toMatch(secret)
  else expect(messages(result, 'error')).toEqual([])
  expect(acme.registries.map(one => one.secret)).toEqual(secret instanceof RegExp ? [] : [secret])
})

test('a member __proto__ can be named by secret_env, the token of toJSON(secrets) cannot', async () => {
  const { github, acme, run } = await start()
  const secrets = `{\n  "github_token": "ghs_of_the_workflow",\n  "__proto__": "${hidden}"\n}`
  const play = (secret_env: string) => runManifest({ run }, [{ ...created, secret_env }], { secrets })
  expect(theError(await play('github_token'))).toMatch(/'secret_env' must be/)
  expect(github.said()).toEqual([])
  await play('__proto__')
  expect(acme.registries).toMatchObject([{ secret: hidden }])
})

test('values are masked before anything else is printed, used or not', async () => {
  const { run } = await start()
  const secrets = JSON.stringify({ NPM_TOKEN: 'one secret\n', B: 'first line\nsecond line', C: 'x', D: ' ' })
  const inputs: Inputs = { secrets, timeout: 'wrong', 'app-id': '' }
  const result = await runManifest({ run }, `visibilty: 1\n`, inputs)
  const lines = result.stdout.split('\n')
  const first = lines.findIndex(line => !line.startsWith('::add-mask::'))
  const values = ['one secret\n', 'first line\nsecond line', 'first line', 'second line', 'one secret']
  expect(result.masks).toEqual(expect.arrayContaining([defaultToken, ...values]))
  expect(lines.slice(first).filter(line => line.startsWith('::add-mask::'))).toEqual([])
  expect(lines[0]).toBe(`::add-mask::${defaultToken}`)
  expect(messages(result, 'warning')).not.toContainEqual(expect.stringMatching(/Can't add secret mask/))
})

test('a run that writes masks the variables that the manifest names; no white space', async () => {
  const { run } = await start()
  const result = await runManifest({ run }, [created], {}, { env: { NPM_TOKEN: 'the value\n' } })
  expect([...new Set(result.masks)]).toEqual([defaultToken, 'the value\n', 'the value'])
  expect(messages(result, 'notice')).toEqual([expect.stringMatching(/line break at the end of NPM_TOKEN/)])
  const blank = await runManifest({ run }, [created], {}, { env: { NPM_TOKEN: '\n' } })
  expect(messages(blank, 'warning')).not.toContainEqual(expect.stringMatching(/Can't add secret mask/))
})

test('shows the same bytes whatever the secrets are, also those that nobody needs or a server sends back', async () => {
  const result = await twice((scenario, secret) => {
    scenario.github.answer({ method: 'POST' }, { status: 422, body: { message: `No: ${secret}` } })
    const secrets = JSON.stringify({ NPM_TOKEN: secret, UNUSED: `${secret}${secret}` })
    const manifest = [created, { ...git, secret_env: 'GIT_TOKEN' }]
    return runManifest(scenario, manifest, { secrets }, { env: { GIT_TOKEN: secret.toUpperCase() } })
  })
  expect(theError(result)).toMatch(/GitHub refused to create npm_registry/)
  expect(result.outputs).toMatchObject({ created: '1', failed: '1' })
})

test('a value of secrets that nothing names is hidden in what GitHub shows', async () => {
  const { run } = await startWith([{ ...npm, username: `ci-${hidden}` }])
  const inputs = { operation: 'plan', secrets: JSON.stringify({ OTHER: hidden }) }
  const result = await runManifest({ run }, [{ ...npm, username: 'ci' }], inputs)
  expect(result.outputs).toMatchObject({ drift: 'true' })
  expect(result.summary).toContain('ci-***')
})

test('without a manifest it is a warning', async () => {
  const { run } = await startWith([npm])
  const inputs = { operation: 'plan', 'registry-type': 'npm_registry', url: npm.url }
  const secrets = `{"A": "${hidden}"}`
  const result = await run({ ...inputs, 'rewrite-secrets': 'never', secrets })
  expect(result.exitCode).toBe(0)
  expect(messages(result, 'warning')).toEqual([expect.stringMatching(/^'secrets' is not used without/)])
  expect(findLeaks(result, [hidden])).toEqual([])
})

test('an expression in a variable is told of by a run that writes, in a member of secrets by all', async () => {
  const scenario = await start()
  const play = (inputs: Inputs, env = {}) => runManifest(scenario, [created], inputs, { env })
  const unevaluated = { NPM_TOKEN: '${{ secrets.NPM_TOKEN }}' }
  expect(theError(await play({}, unevaluated))).toMatch(/NPM_TOKEN still contains an expression/)
  expect((await play({ operation: 'plan' }, unevaluated)).exitCode).toBe(0)
  const dry = await play({ operation: 'plan', secrets: '{"X":"\\u0024{{ y }}"}' })
  expect(theError(dry)).toMatch(/'secrets' still contains an expression/)
})

test('a dry run asks only whether a variable is set, and masks none', async () => {
  const { run } = await start()
  const plan = (secret_env: string) => {
    const env = { NODE_AUTH_TOKEN: 'true', EMPTY: '' }
    return run(
      { operation: 'plan', manifest: manifestPath },
      { workspace: workspaceWith([{ ...created, secret_env }]), env }
    )
  }
  const result = await plan('NODE_AUTH_TOKEN')
  expect(result.masks).not.toContain('true')
  expect(result.outputs).toMatchObject({ changed: 'true', drift: 'true' })
  expect(messages(result, 'notice')).toEqual([])
  expect(messages(await plan('EMPTY'), 'notice')).toEqual([expect.stringContaining('EMPTY is not set')])
})
