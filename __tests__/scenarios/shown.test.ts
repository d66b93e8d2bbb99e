import type { GivenReply } from '../local-github/script.ts'
import { formsOf } from '../runner/forms.ts'
import { commands, control, expectHarmless, hostile, markup } from './hostile.ts'
import { type Fields, npmName as name, runManifest } from './manifest-scenario.ts'
import { type Inputs, messages, noon, output, start, theError, twice, twins } from './scenario.ts'

const url = 'https://npm.acme.example/'
const secret = 'a secret value'
const none = { created: '0', updated: '0', deleted: '0', unchanged: '0', failed: '0' }
const type = { registry_type: 'npm_registry' }
const create: Inputs = {
  operation: 'create',
  'registry-type': 'npm_registry',
  url,
  visibility: 'all',
  secret
}

test('create: outputs and summary', async () => {
  const { run } = await start()
  const { outputs, summary, log } = await run({ ...create, username: 'ci', 'replaces-base': 'true' })
  const expected = [
    ...['### Private registries: create', '', '__1 created__ in `acme`', ''],
    ...['| Change | Registry |', '| --- | --- |'],
    `| +&nbsp;created | __\`${name}\`__ \`npm_registry\`<br>\`${url}\`<br>\`username\`: \`ci\`<br>\`replaces_base\`: \`true\`<br>\`visibility\`: \`all\`<br>secret from the input |`,
    ...['', '<details><summary>Who reads these registries</summary>', ''],
    `- \`npm_registry\` at \`${url}\`. Dependabot: npm, Yarn, pnpm; code scanning: none; credential: a Bearer token, or Basic authentication if the secret holds a colon; ignored: username.`,
    ...['', '</details>', '']
  ].join('\n')
  expect(outputs).toEqual({
    ...{ ...none, changed: 'true', created: '1', name },
    registry: `{"name":"${name}","registry_type":"npm_registry","auth_type":"token","replaces_base":true,"visibility":"all","created_at":"${noon}","updated_at":"${noon}","url":"${url}","username":"ci","org":"acme"}`,
    changes: `[{"org":"acme","action":"create","name":"${name}","registry_type":"npm_registry","url":"${url}","fields":[],"status":"done"}]`,
    advice: '[]',
    summary: expected
  })
  expect(summary.trimEnd()).toBe(expected.trimEnd())
  const details = 'username ci, replaces_base true, visibility all, secret from the input'
  const created = `${name} (npm_registry at ${url}) created in acme: ${details}`
  expect(log).toBe(`Creating npm_registry at ${url} in acme\n${created}\n`)
})

test('a create that GitHub refuses: outputs and summary', async () => {
  const { github, run } = await start()
  github.answer({ method: 'POST' }, { status: 422, body: { message: 'No more *room*' } })
  const result = await run(create)
  const reason = theError(result)
  expect(reason).toMatch(
    /^GitHub refused to create npm_registry at https:\/\/npm\.acme\.example\/ in acme \(422\): .* GitHub said: No more \*room\*\. Request id C0DE:0003\.$/
  )
  const { summary = '', ...others } = result.outputs
  const failed = { org: 'acme', action: 'create', name: null, registry_type: 'npm_registry', url, fields: [] }
  expect(others).toEqual({
    ...{ ...none, changed: 'false', failed: '1', name: '', registry: '' },
    changes: JSON.stringify([{ ...failed, status: 'failed', reason }]),
    advice: expect.stringContaining('npm-replaces-base')
  })
  expect(summary).toMatch(
    /^### Private registries: create failed\n\n- GitHub refused to create.*No more &#42;room&#42;.*\n\n__1 failed__ in `acme`\n/
  )
  expect(result.summary.trimEnd()).toBe(summary.trimEnd())
})

test('inputs that could not be read: outputs say that nothing was done', async () => {
  const { run } = await start()
  const result = await run({ ...create, secret: '' })
  const nothing = { changed: 'false', changes: '[]', advice: '[]', name: '', registry: '' }
  expect(result.outputs).toMatchObject({ ...none, ...nothing })
  expect(result.summary).toContain('### Private registries: create failed')
  const unknown = await run({ operation: 'creat' })
  expect(Object.keys(unknown.outputs)).toEqual(['summary'])
  expect(unknown.outputs['summary']).toMatch(/failed\n\n- .*operation.*creat/)
})

test('a step whose summary cannot be written is done, with a warning', async () => {
  const { run } = await start()
  const result = await run({ operation: 'list' }, { env: { GITHUB_STEP_SUMMARY: '' } })
  const warning = expect.stringMatching(/^The job summary could not be written/)
  expect(result.annotations).toMatchObject([{ level: 'warning', message: warning }])
  expect(result.outputs['total-count']).toBe('0')
})

test('a step whose outputs cannot be written fails, and prints none of them as commands', async () => {
  const { acme, run } = await start()
  acme.addRegistry({ registry_type: 'git_source', url: 'https://git.acme.example' })
  const result = await run({ operation: 'list' }, { env: { GITHUB_OUTPUT: '/nowhere/at/all' } })
  expect(messages(result, 'error')).toEqual([expect.stringMatching(/^The outputs could not be written/)])
  expect(result.commands.map(({ name }) => name)).not.toContain('set-output')
  expect(result.outputs).toEqual({})
  expect(result.summary).toContain('git.acme.example')
})

const urlOf = (index: number) => `https://npm-${index}.acme.example`
const registries = '/orgs/acme/private-registries'

/** Registries that GitHub shows, hostile in all that is no address. */
const hostileOnes = hostile.map((text, index) => ({
  ...{ name: `${text} ${index}`, registry_type: 'npm_registry', url: urlOf(index), auth_type: 'token' },
  ...{ username: text, visibility: text, replaces_base: false, updated_at: text }
}))
const listing = (configurations: object[]) => ({
  status: 200,
  body: { total_count: configurations.length, configurations }
})
const wanted: Fields[] = hostile.map((_, index) => ({
  ...{ registry_type: 'npm_registry', url: urlOf(index), username: 'ci', visibility: 'all' },
  secret_env: 'NPM_TOKEN'
}))
const kept = wanted.map(({ username, visibility, ...rest }) => rest)
const env = { NPM_TOKEN: 'the value of the variable' }
const plan = { operation: 'plan' }
const prune = { ...plan, prune: 'true', 'max-deletions': '99' }
const types = hostileOnes.map((one, index) => ({ ...one, auth_type: hostile[index] }))
const twinsOf = types.map(one => ({ ...one, url: urlOf(0) }))
const withTypes = wanted.map(entry => ({ ...entry, auth_type: 'token' }))
const [first, all] = [wanted.slice(0, 1), String(hostile.length)]

test.each<[inputs: Inputs, expected: object, listed: object[], entries: Fields[]]>([
  [plan, { updated: all }, hostileOnes, wanted],
  [{ operation: 'apply' }, { unchanged: all }, hostileOnes, kept],
  [{ operation: 'rotate' }, { failed: all }, hostileOnes, wanted],
  [prune, { updated: '1', deleted: String(hostile.length - 1) }, hostileOnes, first],
  // An ambiguous match, and an auth type that cannot be changed.
  [plan, { failed: '1' }, twinsOf, first],
  [{ operation: 'rotate' }, { failed: '1' }, twinsOf, first],
  [plan, { failed: all }, types, withTypes]
])(
  'what GitHub shows is text: %j ends with %j',
  async (inputs, expected, listed, entries) => {
    const { github, run } = await start()
    github.answer({ method: 'GET', path: registries }, listing(listed), 2)
    const result = await runManifest({ run }, entries, inputs, { env })
    expect(result.outputs).toMatchObject(expected)
    expectHarmless(result)
  },
  30_000
)

test('what the manifest says is text, in creates and in updates', async () => {
  const { acme, run } = await start()
  const fields = (text: string) => ({
    ...{ auth_type: 'oidc_aws', aws_region: text, account_id: text, role_name: text, domain: text },
    ...{ domain_owner: text, audience: text }
  })
  const meant = hostile.map(text => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '_'))
  const entries = meant.map((text, index) => ({
    ...{ ...type, url: `${urlOf(index)}/${encodeURIComponent(text)}`, visibility: 'all' },
    ...fields(text)
  }))
  for (const entry of entries.slice(10)) acme.addRegistry({ ...entry, ...fields('x') })
  for (const operation of ['rotate', 'apply']) {
    const result = await runManifest({ run }, entries, { operation })
    expectHarmless(result)
    if (operation !== 'rotate') expect(result.outputs).toMatchObject({ created: '10', failed: '0' })
  }
  expect(acme.registries.map(one => one.domain).toSorted()).toEqual(meant.toSorted())
}, 30_000)

test('what GitHub’s registries are called is text, wherever it is shown', async () => {
  const { github, run } = await start()
  const configurations = hostile.map((text, index) => ({
    ...{ name: `${text} ${index}`, registry_type: text, url: text, username: text, auth_type: text }
  }))
  github.answer({}, listing(configurations), 2)
  const result = await run({ operation: 'list' })
  for (const shown of [result, await run({ operation: 'export' })]) {
    expect(shown.commands.map(({ name }) => name)).toEqual(['add-mask'])
    expectHarmless(shown)
  }
  expect(output(result, 'registries')).toHaveLength(hostile.length)
  expect(Object(output(result, 'registries')).map(({ url }: { url: string }) => url)).toEqual(hostile)
})

const refusals: GivenReply[] = [
  ...[commands, markup, control].map(([message = '', code = '', ...errors]) => ({
    ...{ status: 422, body: { message, errors: [code, ...errors, { field: message, code }] } }
  })),
  {
    status: 403,
    headers: { 'x-oauth-scopes': '::error::pwned <script>', 'x-accepted-oauth-scopes': '##[add-mask]pwned' }
  },
  { status: 404, headers: { 'x-github-request-id': '##[set-output name=name]pwned **bold**' } },
  { status: 302, headers: { location: 'https://evil.acme.example/##[error]pwned' } }
]

test.each(refusals)('what GitHub says when it refuses is text: %j', async refusal => {
  const { github, run } = await start()
  github.answer({}, { body: { message: 'No' }, ...refusal })
  const result = await run({ operation: 'list' })
  expect(result.commands.map(({ name }) => name)).toEqual(['add-mask', 'error'])
  expect(theError(result)).toMatch(/^(GitHub refused to|Could not) list the private registries of acme/)
  expectHarmless(result)
})

test('what the user typed is text', async () => {
  const { run } = await start()
  const typed = hostile.filter(text => !text.includes('\u0000'))
  const names = ['operation', 'timeout', 'registry-type', 'org', 'visibility', 'replaces-base', 'auth-type']
  for (let first = 0; first < typed.length; first += names.length) {
    const inputs = names.map((input, index) => [input, typed[(first + index) % typed.length] ?? ''])
    const result = await run({ ...create, secret: '', ...Object.fromEntries(inputs) })
    expect(messages(result, 'error').length).toBeGreaterThan(4)
    expectHarmless(result)
  }
})

const inForms = (text: string) => formsOf(text).map(form => form.text)
const echoes: [name: string, echo: (secret: string, sealed: string) => unknown][] = [
  ['in its message and errors', (secret, sealed) => ({ message: sealed, errors: [{ field: secret }] })],
  ['in each encoding', secret => ({ message: inForms(secret).join(' <|> ') })],
  ['as the name of a member', (secret, sealed) => ({ [secret]: sealed, message: 'No', errors: [{ secret }] })]
]

test.each(echoes)('a server that sends the secret back %s does not make it seen', async (name, echo) => {
  const result = await twice((scenario, secret) => {
    scenario.github.answer({ method: 'POST' }, ({ body, headers }) => ({
      status: 422,
      headers: { 'x-github-request-id': `${headers.authorization}` },
      body: echo(secret, Object(body).encrypted_value)
    }))
    return scenario.run({ ...create, secret })
  })
  expect(theError(result)).toMatch(/^GitHub refused to create npm_registry/)
  if (name !== 'in each encoding') return
  const shown = theError(result).split('<|>')
  expect(shown).toHaveLength(inForms(twins[0]).length)
  expect(shown.filter(text => !text.includes('***'))).toEqual([])
})

test('a registry that shows the secret does not make it seen', async () => {
  await twice((scenario, secret) => {
    scenario.github.answer({ method: 'POST' }, ({ headers }) => {
      const registry_type = headers.authorization?.replace('token ', '')
      const body = { name: secret, registry_type, url: `https://x.acme.example/${secret}` }
      return { status: 201, body }
    })
    return scenario.run({ ...create, secret })
  })
})
