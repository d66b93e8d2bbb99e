import type { StepResult } from '../runner/result.ts'
import { control, hostile } from './hostile.ts'
import { changesOf, type Fields, runManifest } from './manifest-scenario.ts'
import { type Inputs, messages, start, theError } from './scenario.ts'

const ours = ['add-mask', 'error', 'warning', 'notice', 'group', 'endgroup']
const url = (index: number) => `https://npm-${index}.acme.example`
const path = '/orgs/acme/private-registries'

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
const listing = (configurations: object[]) => ({
  status: 200,
  body: { total_count: configurations.length, configurations }
})
const wanted: Fields[] = hostile.map((_, index) => ({
  ...{ registry_type: 'npm_registry', url: url(index), username: 'ci', visibility: 'all' },
  secret_env: 'NPM_TOKEN'
}))
const kept = wanted.map(({ username, visibility, ...rest }) => rest)
const env = { NPM_TOKEN: 'the value of the variable' }
const plan = { operation: 'plan' }

test.each<[inputs: Inputs, entries: Fields[]]>([
  [plan, wanted],
  [plan, kept],
  [{ ...plan, 'rewrite-secrets': '1d' }, wanted],
  [{ ...plan, 'allowed-hosts': 'npm-0.acme.example' }, wanted],
  [{ operation: 'apply' }, wanted],
  [{ operation: 'rotate' }, wanted],
  [{ ...plan, prune: 'true' }, wanted.slice(0, 1)],
  [{ ...plan, prune: 'true', 'max-deletions': '99' }, wanted.slice(0, 1)]
])(
  'what GitHub shows is text: %j',
  async (inputs, entries) => {
    const { github, run } = await start()
    github.answer({ method: 'GET', path }, listing(shown), 2)
    const result = await runManifest({ run }, entries, inputs, { env })
    expectHarmless(result)
    if (entries === kept)
      expect(result.outputs).toMatchObject({ unchanged: `${hostile.length}`, failed: '0' })
    if (inputs['max-deletions'])
      expect(changesOf(result).map(({ name }) => name)).toEqual(shown.map(({ name }) => name))
  },
  30_000
)

test.each(['plan', 'apply', 'rotate'])(
  'names, addresses and types in an error of %s are text',
  async operation => {
    const { github, run } = await start()
    const twins = shown.map((one, index) => ({ ...one, url: url(0), auth_type: hostile[index] }))
    github.answer({ path }, listing(twins))
    const result = await runManifest({ run }, wanted.slice(0, 1), { operation }, { env })
    expect(theError(result)).toMatch(/acme has \d+ of npm_registry at https:\/\/npm-0\.acme\.example: /)
    expectHarmless(result)
    if (operation === 'rotate') return
    github.answer({ path }, listing(twins.map((one, index) => ({ ...one, url: url(index) }))))
    const entries = wanted.map(entry => ({ ...entry, auth_type: 'token' }))
    const other = await runManifest({ run }, entries, { operation }, { env })
    expect(messages(other, 'error')).toHaveLength(10)
    expectHarmless(other)
  }
)

test('what the manifest says is text, in creates and in updates', async () => {
  const { acme, run } = await start()
  const fields = (text: string) => ({
    ...{ auth_type: 'oidc_aws', aws_region: text, account_id: text, role_name: text, domain: text },
    ...{ domain_owner: text, audience: text }
  })
  const meant = hostile.map(text => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '_'))
  const entries = meant.map((text, index) => ({
    ...{ registry_type: 'npm_registry', url: `${url(index)}/${encodeURIComponent(text)}`, visibility: 'all' },
    ...fields(text)
  }))
  for (const entry of entries.slice(10)) acme.addRegistry({ ...entry, ...fields('x') })
  for (const operation of ['plan', 'rotate', 'apply']) {
    const result = await runManifest({ run }, entries, { operation })
    expectHarmless(result)
    if (operation !== 'rotate') expect(result.outputs).toMatchObject({ created: '10', failed: '0' })
  }
  expect(acme.registries.map(one => one.domain).toSorted()).toEqual(meant.toSorted())
}, 30_000)

test('an address with hostile text is refused', async () => {
  const { github, run } = await start()
  const texts = [...control, '<script>', '|', '##[error]', '\u202e'].map(text => text.replaceAll(' ', ''))
  const entries = texts.map(text => ({ ...wanted[0], url: `https://npm.acme.example/${text}` }))
  const result = await runManifest({ run }, entries, plan, { env })
  const refused = new Set(result.log.match(/(?<=yml:)\d+: 'url' (is not a complete address|holds)/g))
  expect(refused.size).toBe(texts.length)
  expectHarmless(result)
  expect(github.said()).toEqual([])
})
