import { defaultToken } from '../local-github/tokens.ts'
import { findLeaks } from '../runner/leaks.ts'
import { runManifest, startWith } from './manifest-scenario.ts'
import { type Inputs, messages, start, theError, twice } from './scenario.ts'

const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example', visibility: 'all' }
const wanted = { ...npm, secret_env: 'NPM_TOKEN' }
const hidden = 'hunter2-hunter2'
const problem = /^'secrets' is not a JSON object of names and texts, such as \{"NPM_TOKEN": "…"\}/

test.each([
  `{"NPM_TOKEN": "${hidden}`,
  `NPM_TOKEN: ${hidden}\nOTHER: ${hidden}-two`,
  `["${hidden}"]`,
  `"${hidden}"`,
  'null',
  `{"NPM_TOKEN": {"value": "${hidden}"}}`,
  `{"NPM_TOKEN": ["${hidden}"]}`,
  `{"NPM_TOKEN": 4242424242, "OTHER": "${hidden}"}`,
  `{"NPM_TOKEN": null, "OTHER": "${hidden}"}`,
  `{"__proto__": {"NPM_TOKEN": "${hidden}"}}`
])('%j is refused, and its values are masked and shown nowhere', async secrets => {
  const { github, run } = await start()
  const operation = ['apply', 'plan', 'rotate'][secrets.length % 3] ?? ''
  const result = await runManifest({ run }, [wanted], { operation, secrets })
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
  ['the environment if secrets lacks it', '{"OTHER": "another"}', fromEnv, 'from env'],
  ['the environment if it is empty in secrets', '{"NPM_TOKEN": ""}', fromEnv, 'from env'],
  ['the environment if secrets is empty', '', fromEnv, 'from env'],
  ['several lines, but for the break at the end', '{"NPM_TOKEN": "one\\ntwo\\n"}', {}, 'one\ntwo'],
  ['the case of the name only', '{"npm_token": "lower case", "__proto__": "x"}', {}, unset],
  ['nothing that is empty', '{"NPM_TOKEN": ""}', {}, unset]
])('secret_env means %s', async (_, secrets, env, secret) => {
  const { acme, run } = await start()
  const result = await runManifest({ run }, [wanted], { secrets }, { env })
  if (secret instanceof RegExp) expect(theError(result)).toMatch(secret)
  else expect(messages(result, 'error')).toEqual([])
  expect(acme.registries.map(one => one.secret)).toEqual(secret instanceof RegExp ? [] : [secret])
})

test('a member __proto__ can be named by secret_env, the token of toJSON(secrets) cannot', async () => {
  const { github, acme, run } = await start()
  const secrets = `{\n  "github_token": "ghs_of_the_workflow",\n  "__proto__": "${hidden}"\n}`
  const play = (secret_env: string) => runManifest({ run }, [{ ...npm, secret_env }], { secrets })
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
  const result = await runManifest({ run }, [wanted], {}, { env: { NPM_TOKEN: 'the value\n' } })
  expect([...new Set(result.masks)]).toEqual([defaultToken, 'the value\n', 'the value'])
  expect(messages(result, 'notice')).toEqual([expect.stringMatching(/line break at the end of NPM_TOKEN/)])
  const blank = await runManifest({ run }, [wanted], {}, { env: { NPM_TOKEN: '\n' } })
  expect(messages(blank, 'warning')).not.toContainEqual(expect.stringMatching(/Can't add secret mask/))
})

test('shows the same bytes whatever secrets holds, also what nobody needs or a server sends back', async () => {
  const result = await twice((scenario, secret) => {
    scenario.github.answer({ method: 'POST' }, { status: 422, body: { message: `No: ${secret}` } })
    const secrets = JSON.stringify({ NPM_TOKEN: secret, UNUSED: `${secret}${secret}` })
    return runManifest(scenario, [wanted], { secrets })
  })
  expect(theError(result)).toMatch(/GitHub refused to create npm_registry/)
})

test('a value of secrets that nothing names is hidden in what GitHub shows', async () => {
  const { run } = await startWith([{ ...npm, username: `ci-${hidden}` }])
  const inputs = { operation: 'plan', secrets: JSON.stringify({ OTHER: hidden }) }
  const result = await runManifest({ run }, [{ ...npm, username: 'ci' }], inputs)
  expect(result.outputs).toMatchObject({ drift: 'true' })
  expect(result.summary).toContain('ci-***')
})

test.each<Inputs>([
  { operation: 'export' },
  { operation: 'get', name: 'NPM_REGISTRY_SECRET' },
  { operation: 'plan', 'registry-type': 'npm_registry', url: npm.url, 'rewrite-secrets': 'never' }
])('without a manifest it is a warning: %j', async inputs => {
  const { run } = await startWith([npm])
  const result = await run({ ...inputs, secrets: `{"A": "${hidden}"}` })
  expect(result.exitCode).toBe(0)
  expect(messages(result, 'warning')).toEqual([expect.stringMatching(/^'secrets' is not used (by|without)/)])
  expect(findLeaks(result, [hidden])).toEqual([])
})
