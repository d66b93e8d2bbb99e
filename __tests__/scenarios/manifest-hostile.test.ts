import type { StepResult } from '../runner/result.ts'
import { control, hostile } from './hostile.ts'
import { type Fields, runManifest } from './manifest-scenario.ts'
import { type Inputs, messages, output, start, theError } from './scenario.ts'

const ours = ['add-mask', 'error', 'warning', 'notice', 'group', 'endgroup']
const url = (index: number) => `https://npm-${index}.acme.example`

/** No command but ours was obeyed, and nothing in the summary is more than text. */
function expectHarmless(result: StepResult): void {
  const { commands, stdout, log, outputs } = result
  expect(commands.filter(({ name }) => !ours.includes(name))).toEqual([])
  expect(commands.filter(({ name, data }) => name === 'group' && data !== 'acme')).toEqual([])
  expect(result.masks.filter(mask => /pwned|^registry$/.test(mask))).toEqual([])
  expect(messages(result, 'error').filter(message => message === 'pwned')).toEqual([])
  for (const summary of [result.summary, outputs['summary'] ?? '']) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
    const invisible = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/
    expect(stdout + summary).not.toMatch(invisible)
    const text = summary.replace(/`[^`\n]*`/g, '')
    expect(text).not.toMatch(/<(script|img|!--)|<\/table|\]\(|\*\*|~~|@acme|https:\/\/evil|\bwww\.evil|^# /m)
    const rows = summary.split('\n').filter(line => line.startsWith('|'))
    const widths = rows.map(row => row.replace(/\\\|/g, '').split('|').length)
    expect(new Set(widths).size).toBeLessThan(2)
    for (const tag of ['<details>', '<table>'])
      expect(text.split(tag).length).toBe(text.split(tag.replace('<', '</')).length)
  }
  expect(log).not.toContain('\r')
  const groups = commands.filter(({ name }) => name === 'group').length
  expect(commands.filter(({ name }) => name === 'endgroup')).toHaveLength(groups)
}

/** Registries that GitHub shows, hostile in all that is no address. */
const shown = hostile.map((text, index) => ({
  ...{ name: `${text} ${index}`, registry_type: 'npm_registry', url: url(index), auth_type: 'token' },
  ...{ username: text, visibility: text, replaces_base: false, updated_at: text }
}))
const list = { status: 200, body: { total_count: shown.length, configurations: shown } }
const wanted: Fields[] = hostile.map((_, index) => ({
  ...{ registry_type: 'npm_registry', url: url(index), username: 'ci', visibility: 'all' },
  secret_env: 'NPM_TOKEN'
}))
const env = { NPM_TOKEN: 'the value of the variable' }

const runs: Inputs[] = [
  { operation: 'plan' },
  { operation: 'plan', 'rewrite-secrets': '1d' },
  { operation: 'plan', 'allowed-hosts': 'npm-0.acme.example' },
  { operation: 'apply' },
  { operation: 'rotate' },
  { operation: 'rotate', 'dry-run': 'true' },
  { operation: 'plan', prune: 'true' },
  { operation: 'plan', prune: 'true', 'max-deletions': '99' }
]

test.each(runs)(
  'what GitHub shows is text: %j',
  async inputs => {
    const { github, run } = await start()
    github.answer({ method: 'GET', path: '/orgs/acme/private-registries' }, list, 2)
    const entries = inputs['prune'] ? wanted.slice(0, 1) : wanted
    const result = await runManifest({ run }, entries, inputs, { env })
    expectHarmless(result)
    if (inputs['operation'] === 'plan' && !inputs['allowed-hosts'] && inputs['max-deletions'] === '99') {
      const names = Object(output(result, 'changes')).map(({ name }: { name: string }) => name)
      expect(names).toEqual(shown.map(({ name }) => name))
    }
  },
  30_000
)

test('the keeps that are folded are text', async () => {
  const { github, run } = await start()
  github.answer({ path: '/orgs/acme/private-registries' }, list)
  const kept = wanted.map(({ username, visibility, ...rest }) => rest)
  const result = await runManifest({ run }, kept, { operation: 'plan' }, { env })
  expect(result.outputs).toMatchObject({ unchanged: `${hostile.length}`, failed: '0' })
  expectHarmless(result)
})

test.each(['plan', 'apply', 'rotate'])('names and addresses in an error of %s are text', async operation => {
  const { github, run } = await start()
  const configurations = hostile.map(text => ({
    ...{ name: text, registry_type: 'npm_registry', url: url(0), auth_type: text, visibility: 'all' }
  }))
  github.answer(
    { path: '/orgs/acme/private-registries' },
    { ...list, body: { total_count: hostile.length, configurations } }
  )
  const result = await runManifest({ run }, wanted.slice(0, 1), { operation }, { env })
  expect(theError(result)).toMatch(/acme has \d+ of npm_registry at https:\/\/npm-0\.acme\.example: /)
  expectHarmless(result)
})

test.each(['plan', 'apply'])('a type that cannot be changed is text: %s', async operation => {
  const { github, run } = await start()
  const configurations = hostile.map((text, index) => ({ ...shown[index], auth_type: text }))
  github.answer(
    { path: '/orgs/acme/private-registries' },
    { ...list, body: { total_count: hostile.length, configurations } }
  )
  const entries = wanted.map(entry => ({ ...entry, auth_type: 'token' }))
  const result = await runManifest({ run }, entries, { operation }, { env })
  expect(messages(result, 'error')).toHaveLength(10)
  expectHarmless(result)
})

describe('what the manifest says is text', () => {
  const meant = hostile.filter(text => !/[\p{Cc}\p{Zl}]/u.test(text))
  const registries: Fields[] = meant.map((text, index) => ({
    ...{ registry_type: 'npm_registry', url: `${url(index)}/${encodeURIComponent(text)}`, visibility: 'all' },
    ...{ auth_type: 'oidc_aws', aws_region: text, account_id: text, role_name: text, domain: text },
    ...{ domain_owner: text, audience: text }
  }))

  test.each<Inputs>([{ operation: 'plan' }, { operation: 'apply' }, { operation: 'rotate' }])(
    'with good values: %j',
    async inputs => {
      const { run } = await start()
      const result = await runManifest({ run }, registries, inputs)
      if (inputs['operation'] === 'plan') expect(result.outputs).toMatchObject({ failed: '0' })
      expectHarmless(result)
    },
    30_000
  )

  test('in updates', async () => {
    const { acme, run } = await start()
    const oidc = { auth_type: 'oidc_azure', tenant_id: 't', client_id: 'c' }
    const entries = meant.map((text, index) => {
      acme.addRegistry({ registry_type: 'npm_registry', url: url(index), ...oidc })
      return { registry_type: 'npm_registry', url: url(index), ...oidc, tenant_id: text, client_id: text }
    })
    const planned = await runManifest({ run }, entries, { operation: 'plan' })
    expect(planned.outputs).toMatchObject({ updated: `${meant.length}`, failed: '0' })
    expectHarmless(planned)
    const applied = await runManifest({ run }, entries)
    expect(applied.outputs).toMatchObject({ updated: `${meant.length}`, failed: '0' })
    expect(acme.registries.map(one => one.tenant_id)).toEqual(meant)
    expectHarmless(applied)
  }, 30_000)

  test.each(['plan', 'apply'])('with keys and values that are wrong: %s', async operation => {
    const { github, run } = await start()
    const entries = hostile.map(text => ({
      [text]: text,
      registry_type: text,
      url: text,
      secret_env: text,
      name: text
    }))
    const result = await runManifest({ run }, entries, { operation })
    expect(messages(result, 'error')).toHaveLength(10)
    expect(github.said()).toEqual([])
    expectHarmless(result)
    expect(result.stdout + result.summary).not.toMatch(/pwned|evil|script/)
  })
})

test('what GitHub says when it refuses a write is text', async () => {
  const { github, run } = await start()
  for (const text of hostile)
    github.answer(
      { method: 'POST' },
      { status: 422, body: { message: text, errors: [text, { field: text, code: text }] } }
    )
  const result = await runManifest({ run }, wanted, {}, { env })
  expect(result.outputs).toMatchObject({ created: '0', failed: `${hostile.length}` })
  expectHarmless(result)
}, 30_000)

test.each(['::error::pwned `|` <script>', '\n##[error]pwned'])(
  'what a server keeps instead is text: %j',
  async text => {
    const { github, acme, run } = await start()
    const { name } = acme.addRegistry({ registry_type: 'npm_registry', url: url(0) })
    const body = { total_count: 1, configurations: [{ ...shown[0], name, username: text }] }
    github.answer({ path: '/orgs/acme/private-registries' }, { status: 200, body }, 9)
    github.answer(
      { path: `/orgs/acme/private-registries/${name}` },
      { status: 200, body: body.configurations[0] },
      9
    )
    const result = await runManifest({ run }, wanted.slice(0, 1), {}, { env })
    expect(theError(result)).toMatch(/username/)
    expectHarmless(result)
  }
)

test.each([...control, '<script>', '|', '##[error]', '\u202e'])(
  'an address with %j is refused',
  async text => {
    const { github, run } = await start()
    const address = `https://npm.acme.example/${text.replaceAll(' ', '')}`
    const registries = [
      { registry_type: 'npm_registry', url: address, visibility: 'all', secret_env: 'NPM_TOKEN' }
    ]
    const result = await runManifest({ run }, registries, { operation: 'plan' }, { env })
    expect(theError(result)).toMatch(/'url' is not a complete address/)
    expect(github.said()).toEqual([])
  }
)
