import { defaultToken } from '../github/tokens.ts'
import { findLeaks } from '../runner/leaks.ts'
import { runManifest } from './manifest-scenario.ts'
import { type Inputs, messages, start, theError, twice, writes } from './scenario.ts'

const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example', visibility: 'all' }
const wanted = { ...npm, secret_env: 'NPM_TOKEN' }
const hidden = 'hunter2-hunter2'
const problem = /^'secrets' is not a JSON object of names and texts, such as \{"NPM_TOKEN": "…"\}/

describe.each(['apply', 'plan', 'rotate'])('%s refuses', operation => {
  test.each([
    ['what is not JSON', `NPM_TOKEN=${hidden}`],
    ['JSON that is cut off', `{"NPM_TOKEN": "${hidden}`],
    ['YAML', `NPM_TOKEN: ${hidden}\nOTHER: ${hidden}-two`],
    ['an array', `["${hidden}"]`],
    ['a text', `"${hidden}"`],
    ['null', 'null'],
    ['a number', '4242424242'],
    ['a nested object', `{"NPM_TOKEN": {"value": "${hidden}"}}`],
    ['a nested array', `{"NPM_TOKEN": ["${hidden}"]}`],
    ['a number as a value', `{"NPM_TOKEN": 4242424242, "OTHER": "${hidden}"}`],
    ['null as a value', `{"NPM_TOKEN": null, "OTHER": "${hidden}"}`],
    ['true as a value', `{"NPM_TOKEN": true, "OTHER": "${hidden}"}`],
    ['an object below __proto__', `{"__proto__": {"NPM_TOKEN": "${hidden}"}}`]
  ])('%s, and shows nothing of it', async (_, secrets) => {
    const { github, run } = await start()
    const result = await runManifest({ run }, [wanted], { operation, secrets })
    expect(theError(result)).toMatch(problem)
    expect(github.said()).toEqual([])
    expect(findLeaks(result, [hidden, '4242424242'])).toEqual([])
    expect(result.outputs).toMatchObject({ changed: 'false', changes: '[]' })
  })
})

test('a key __proto__ is a name as any other', async () => {
  const { acme, run } = await start()
  const secrets = `{"__proto__": "${hidden}", "NPM_TOKEN": "the secret of npm"}`
  const result = await runManifest({ run }, [wanted], { secrets })
  expect(messages(result, 'error')).toEqual([])
  expect(acme.registries).toEqual([expect.objectContaining({ secret: 'the secret of npm' })])
})

test('a member __proto__ can be named by secret_env', async () => {
  const { acme, run } = await start()
  const entry = { ...npm, secret_env: '__proto__' }
  await runManifest({ run }, [entry], { secrets: `{"__proto__": "${hidden}"}` })
  expect(acme.registries).toEqual([expect.objectContaining({ secret: hidden })])
})

const looked: [what: string, secrets: string, env: Record<string, string>, secret: string | undefined][] = [
  [
    'secrets before the environment',
    '{"NPM_TOKEN": "from secrets"}',
    { NPM_TOKEN: 'from env' },
    'from secrets'
  ],
  ['the environment if secrets lacks it', '{"OTHER": "another"}', { NPM_TOKEN: 'from env' }, 'from env'],
  ['the environment if it is empty in secrets', '{"NPM_TOKEN": ""}', { NPM_TOKEN: 'from env' }, 'from env'],
  ['secrets alone', '{"NPM_TOKEN": "from secrets"}', {}, 'from secrets'],
  ['secrets with several lines', '{"NPM_TOKEN": "line one\\nline two"}', {}, 'line one\nline two'],
  ['secrets without the line break at the end', '{"NPM_TOKEN": "one line\\n"}', {}, 'one line'],
  ['secrets in the case of the name only', '{"npm_token": "lower case"}', {}, undefined],
  ['no empty secrets', '{"NPM_TOKEN": ""}', {}, undefined],
  ['no secrets of an empty object', '{}', {}, undefined]
]

test.each(looked)('secret_env means %s', async (_, secrets, env, secret) => {
  const scenario = await start()
  const result = await runManifest(scenario, [wanted], { secrets }, { env })
  if (secret === undefined) {
    expect(theError(result)).toMatch(/The variable NPM_TOKEN is not set/)
    expect(writes(scenario)).toEqual([])
  } else {
    expect(messages(result, 'error')).toEqual([])
    expect(scenario.acme.registries).toEqual([expect.objectContaining({ secret })])
  }
})

test('what toJSON(secrets) gives is taken, and a manifest cannot name the token in it', async () => {
  const { github, run } = await start()
  const secrets = JSON.stringify(
    { github_token: 'ghs_of_the_workflow', NPM_TOKEN: 'the secret' },
    undefined,
    2
  )
  expect(messages(await runManifest({ run }, [wanted], { secrets }), 'error')).toEqual([])
  const sent = github.exchanges.length
  const thief = { ...wanted, url: 'https://other.example', secret_env: 'github_token' }
  expect(theError(await runManifest({ run }, [thief], { secrets }))).toMatch(/'secret_env' must be/)
  expect(github.exchanges).toHaveLength(sent)
})

describe('values are masked', () => {
  test('before anything else is printed, used or not', async () => {
    const { run } = await start()
    const secrets = JSON.stringify({ NPM_TOKEN: 'one secret\n', B: 'first line\nsecond line', C: 'x', D: '' })
    const inputs: Inputs = { secrets, timeout: 'wrong', 'app-id': '' }
    const result = await runManifest({ run }, `visibilty: 1\n`, inputs, {
      env: { NPM_TOKEN: 'another secret' }
    })
    const lines = result.stdout.split('\n')
    const first = lines.findIndex(line => !line.startsWith('::add-mask::'))
    expect(result.masks).toEqual(
      expect.arrayContaining([
        ...[defaultToken, 'one secret\n', 'first line\nsecond line'],
        ...['first line', 'second line', 'one secret']
      ])
    )
    expect(lines.slice(first).filter(line => line.startsWith('::add-mask::'))).toEqual([])
    expect(lines[0]).toBe(`::add-mask::${defaultToken}`)
  })

  test('those of the variables that the manifest names too', async () => {
    const { run } = await start()
    const result = await runManifest({ run }, [wanted], {}, { env: { NPM_TOKEN: 'the value\n' } })
    expect([...new Set(result.masks)]).toEqual([defaultToken, 'the value\n', 'the value'])
    expect(messages(result, 'notice')).toEqual([expect.stringMatching(/line break at the end of NPM_TOKEN/)])
  })

  test('and what is not JSON is masked whole, line by line', async () => {
    const { run } = await start()
    const result = await runManifest({ run }, [wanted], { secrets: `A=${hidden}\nB=another one` })
    expect(result.masks).toEqual(expect.arrayContaining([`A=${hidden}`, 'B=another one']))
  })
})

test.each([`{"NPM_TOKEN": {"value": "${hidden}"}}`, `{"NPM_TOKEN": ["${hidden}"]}`, `["${hidden}"]`])(
  'a value in %j is masked',
  async secrets => {
    const { run } = await start()
    const result = await runManifest({ run }, [wanted], { secrets })
    expect(result.masks).toContain(hidden)
  }
)

test('a server that sends a value of secrets back does not make it seen', async () => {
  const result = await twice((scenario, secret) => {
    scenario.github.answer({ method: 'POST' }, { status: 422, body: { message: `No: ${secret}` } })
    return runManifest(scenario, [wanted], { secrets: JSON.stringify({ NPM_TOKEN: secret }) })
  })
  expect(theError(result)).toMatch(/GitHub refused to create npm_registry/)
})

test('a value of secrets that nothing names is hidden in what GitHub shows', async () => {
  const { acme, run } = await start()
  acme.addRegistry({ ...npm, username: `ci-${hidden}` })
  const inputs = { operation: 'plan', secrets: JSON.stringify({ OTHER: hidden }) }
  const result = await runManifest({ run }, [{ ...npm, username: 'ci' }], inputs)
  expect(result.outputs).toMatchObject({ drift: 'true' })
  expect(result.summary).toContain('ci-***')
})

test.each<Inputs>([
  { operation: 'list' },
  { operation: 'export' },
  { operation: 'get', name: 'NPM_REGISTRY_SECRET' },
  { operation: 'plan', 'registry-type': 'npm_registry', url: npm.url, 'rewrite-secrets': 'never' },
  { operation: 'rotate', name: 'NPM_REGISTRY_SECRET', secret: 'a new secret', 'write-interval': '0s' }
])('without a manifest it is a warning: %j', async inputs => {
  const { acme, run } = await start()
  acme.addRegistry(npm)
  const result = await run({ ...inputs, secrets: `{"A": "${hidden}"}` })
  expect(messages(result, 'error')).toEqual([])
  expect(messages(result, 'warning')).toEqual([expect.stringMatching(/^'secrets' is not used (by|without)/)])
  expect(findLeaks(result, [hidden])).toEqual([])
})

test('an empty input is none', async () => {
  const { acme, run } = await start()
  const result = await runManifest({ run }, [wanted], { secrets: '' }, { env: { NPM_TOKEN: 'from env' } })
  expect(result.annotations).toEqual([])
  expect(acme.registries).toEqual([expect.objectContaining({ secret: 'from env' })])
})

test.each<[secrets: string, env: Record<string, string>]>([
  ['{"A": " "}', {}],
  ['{"A": "\\n"}', {}],
  ['{}', { NPM_TOKEN: '\n' }]
])('white space in %j or %j is not masked', async (secrets, env) => {
  const { run } = await start()
  const result = await runManifest({ run }, [wanted], { operation: 'plan', secrets }, { env })
  expect(messages(result, 'warning')).not.toContainEqual(expect.stringMatching(/Can't add secret mask/))
})
