import { commands, control, hostile, markup } from './hostile.ts'
import { type Inputs, messages, output, type Scenario, start, theError, twice } from './scenario.ts'

const name = 'NPM_REGISTRY_SECRET'
const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example' }
const create: Inputs = { operation: 'create', 'registry-type': 'git_source', url: npm.url, visibility: 'all' }
const ours = ['add-mask', 'error', 'warning', 'notice']

/** No command but ours was obeyed, and nothing in the summary is more than text. */
function expectHarmless({ commands, stdout, summary, log }: Awaited<ReturnType<Scenario['run']>>): void {
  expect(commands.filter(({ name }) => !ours.includes(name))).toEqual([])
  const added = commands.filter(({ name }) => name === 'add-mask').map(({ data }) => data)
  expect(added.filter(mask => /pwned|^registry$/.test(mask))).toEqual([])
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
  expect(stdout + summary).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/)
  const prose = summary.replace(/`[^`\n]*`/g, '')
  expect(prose).not.toMatch(/<(script|img)|\]\(|\*\*|~~|@acme|https:\/\/evil|www\.evil/)
  for (const row of summary.split('\n').filter(line => line.startsWith('|')))
    expect(row.replace(/\\\|/g, '').split('|').length).toBeLessThan(11)
  expect(log).not.toContain('\r')
}

test('what GitHub’s registries are called is text, wherever it is shown', async () => {
  const { github, run } = await start()
  const configurations = hostile.map((text, index) => ({
    ...{ name: `${text} ${index}`, registry_type: text, url: text, username: text, auth_type: text }
  }))
  github.answer({}, { status: 200, body: { total_count: hostile.length, configurations } })
  const result = await run({ operation: 'list' })
  expect(result.commands.map(({ name }) => name)).toEqual(['add-mask'])
  expectHarmless(result)
  expect(output(result, 'registries')).toHaveLength(hostile.length)
  expect(Object(output(result, 'registries')).map(({ url }: { url: string }) => url)).toEqual(hostile)
})

test('what GitHub says when it refuses is text', async () => {
  const { github, acme, run } = await start()
  acme.addRegistry(npm)
  for (const texts of [commands, markup, control]) {
    const [message = '', code = '', ...errors] = texts
    github.answer({}, { status: 422, body: { message, errors: [code, ...errors, { field: message, code }] } })
    const result = await run({ operation: 'delete', name })
    expect(result.commands.map(({ name }) => name)).toEqual(['add-mask', 'error'])
    expect(theError(result)).toMatch(/^GitHub refused to delete NPM_REGISTRY_SECRET from acme \(422\)/)
    expectHarmless(result)
  }
})

const headers: [status: number, headers: Record<string, string>][] = [
  [403, { 'x-accepted-github-permissions': '##[error]pwned' }],
  [403, { 'x-oauth-scopes': '::error::pwned <script>', 'x-accepted-oauth-scopes': '##[add-mask]pwned' }],
  [404, { 'x-github-request-id': '##[set-output name=name]pwned **bold**' }],
  [302, { location: 'https://evil.acme.example/##[error]pwned' }]
]

test.each(headers)('headers are text: %i %j', async (status, given) => {
  const { github, run } = await start()
  github.answer({}, { status, headers: given, body: { message: 'No' } }, 3)
  const result = await run({ operation: 'list' })
  expect(result.commands.map(({ name }) => name)).toEqual(['add-mask', 'error'])
  expectHarmless(result)
})

test('what the user typed is text', async () => {
  const { run } = await start()
  const typed = hostile.filter(text => !text.includes('\u0000'))
  const names = ['operation', 'timeout', 'registry-type', 'org', 'visibility', 'replaces-base', 'auth-type']
  for (let first = 0; first < typed.length; first += names.length) {
    const inputs = names.map((input, index) => [input, typed[(first + index) % typed.length] ?? ''])
    const result = await run({ ...create, ...Object.fromEntries(inputs) })
    expect(messages(result, 'error').length).toBeGreaterThan(4)
    expectHarmless(result)
  }
})

const base64 = (text: string) => Buffer.from(text).toString('base64')
const hexOf = (number: number, digits: number) => number.toString(16).padStart(digits, '0')
/** A text as servers may write it; each is found also in the midst of others. */
function formsOf(text: string): string[] {
  const hex = [...Buffer.from(text)].map(byte => hexOf(byte, 2))
  const points = [...text].map(one => hexOf(one.codePointAt(0) ?? 0, 4))
  return [
    ...[text, JSON.stringify({ text }), encodeURIComponent(text), new URLSearchParams({ text }).toString()],
    ...[hex.join(''), `%${hex.join('%')}`, hex.join(':').toUpperCase(), `0x${hex.join(', 0x')}`],
    ...[`\\u${points.join('\\u')}`, `&#x${points.join(';&#x')};`],
    ...[base64(`xx${text}y`), base64(`ci:${text}`).replace(/.{4}/g, '$&\n'), base64(base64(base64(text)))],
    encodeURIComponent(base64(text.replaceAll('&', '&#38;')))
  ]
}

const echoes: [name: string, echo: (secret: string, sealed: string) => unknown][] = [
  ['in its message and errors', (secret, sealed) => ({ message: sealed, errors: [{ field: secret }] })],
  ['in each encoding', secret => ({ message: formsOf(secret).join(' <|> ') })],
  ['as the name of a member', (secret, sealed) => ({ [secret]: sealed, message: { secret } })]
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
  expect(theError(result)).toMatch(/^GitHub refused to create git_source/)
  if (name !== 'in each encoding') return
  const shown = theError(result).split('<|>')
  expect(shown).toHaveLength(formsOf('').length)
  expect(shown.filter(text => !text.includes('***'))).toEqual([])
})

test('a secret that is a number is hidden where it stands as one', async () => {
  const { github, run } = await start()
  const registry = { name: 'NPM', registry_type: 'npm_registry', build: 90210734, since: 2024 }
  github.answer({}, { status: 200, body: registry })
  const result = await run({ operation: 'get', name: 'NPM', token: '90210734' })
  expect(output(result, 'registry')).toMatchObject({ build: '***', since: 2024 })
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
