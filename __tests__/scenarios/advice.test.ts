import type { StepResult } from '../runner/result.ts'
import { both, type Fields, runManifest, startTwo, startWith } from './manifest-scenario.ts'
import { type Inputs, messages, output, start, theError, writes } from './scenario.ts'

const visibility = 'all'
const of = (registry_type: string, url: string) => ({ registry_type, url, visibility })
const npm = { ...of('npm_registry', 'https://npm.acme.example'), replaces_base: true }
const git = of('git_source', 'https://git.acme.example')
const go = of('goproxy_server', 'https://go.acme.example')
const env = { TOKEN: 'an ordinary secret' }
const github = { action_repository: 'acme/registries', action_ref: 'releases/v2' }

const namesIn = (result: StepResult) =>
  (output(result, 'advice') as { name: string }[]).map(({ name }) => name)
const warned = (result: StepResult) => result.annotations.filter(({ level }) => level === 'warning')
/** A JWT that expires so many days after now. */
const jwt = (days: number) => {
  const exp = Math.floor(Date.now() / 1000 + days * 86_400)
  return ['{}', JSON.stringify({ exp, sub: 'never-shown' }), 'x']
    .map(part => Buffer.from(part).toString('base64url'))
    .join('.')
}

test('advice is at its line, and notes only in output and summary', async () => {
  const scenario = await startTwo()
  const team = { ...git, url: `${git.url}/team` }
  const named = { ...go, auth_type: 'username_password', username: 'a:b' }
  const entries = [team, named].map(one => ({ ...one, secret_env: 'TOKEN' }))
  const result = await runManifest(scenario, entries, both, { env, github })
  const link = (name: string) => `https://github.com/acme/registries/blob/releases/v2/docs/advice.md#${name}`
  const adviceOn = ({ registry_type, url }: Fields, ...names: string[]) =>
    names.map(name => {
      const level = /^(unread-fields|goproxy-replaces-base)$/.test(name) ? 'note' : 'warning'
      return { name, level, registry_type, url, text: expect.any(String), link: link(name) }
    })
  expect(output(result, 'advice')).toEqual([
    ...adviceOn(team, 'git-source-username', 'git-source-path', 'unread-fields'),
    ...adviceOn(go, 'goproxy-replaces-base', 'user-colon')
  ])
  expect(warned(result)).toMatchObject([
    { line: 3, message: expect.stringContaining(`git_source at https://git.acme.example/team: `) },
    { line: 5, message: expect.stringMatching(/ignored: .*#git-source-path$/) },
    { line: 14, message: expect.stringMatching(/'username' is a:b\..*#user-colon$/) }
  ])
  expect(result.log).not.toContain('goproxy-replaces-base')
  expect(result.summary).toContain(`[goproxy-replaces-base](${link('goproxy-replaces-base')})`)
  expect(result.summary).toMatch(
    /<summary>Who reads these registries<\/summary>\n\n- .*git_source.*credential: perhaps not at all; ignored: auth&#95;type token, path and port\.\n- .*`https:\/\/go\.acme\.example`\. Dependabot: Go; code scanning: Go;/
  )
  expect(writes(scenario)).toHaveLength(4)
})

test('names are silenced in an entry, in defaults and as an input, and unknown ones are told with the nearest', async () => {
  const scenario = await startWith([])
  const entry = { ...git, url: `${git.url}/x`, ignore_advice: ['git-source-username'] }
  const registries = [entry, go].map(one => ({ ...one, secret_env: 'TOKEN' }))
  const draft = { defaults: { ignore_advice: ['git-source-usernam'] }, registries }
  const inputs = { operation: 'plan', 'ignore-advice': 'unread-fields, goproxy-replaces-bas' }
  const result = await runManifest(scenario, draft, inputs, { env })
  expect(namesIn(result)).toEqual(['git-source-path', 'goproxy-replaces-base'])
  const unknown = (what: string, nearest: string) =>
    expect.stringContaining(`'${what}', which is not the name of any advice. Did you mean '${nearest}'?`)
  expect(warned(result)).toMatchObject([
    { message: unknown('goproxy-replaces-bas', 'goproxy-replaces-base') },
    { message: unknown('git-source-usernam', 'git-source-username'), line: 3 },
    { message: expect.stringContaining('#git-source-path') }
  ])
})

test('a dry run sees the members of secrets, and no variable of the environment', async () => {
  const scenario = await startWith([])
  const secret = { TOKEN: '"in quotes"' }
  const play = (inputs: Inputs, variables = {}) =>
    runManifest(scenario, [{ ...npm, secret_env: 'TOKEN' }], inputs, { env: variables })
  const plan = { operation: 'plan' }
  expect(namesIn(await play({ ...plan, secrets: JSON.stringify(secret) }))).toEqual(['secret-form'])
  expect(namesIn(await play(plan, secret))).toEqual([])
  expect(namesIn(await play({}, secret))).toEqual(['secret-form'])
})

test('what GitHub shows counts where the entry gives nothing, and an update says nothing of what is absent', async () => {
  const scenario = await startWith([
    { ...git, username: 'ci' },
    { ...npm, url: 'http://npm.acme.example' }
  ])
  const pinned = [{ name: 'NPM_REGISTRY_SECRET' }, { registry_type: 'git_source', url: git.url }]
  expect(namesIn(await runManifest(scenario, pinned, { operation: 'plan' }))).toEqual([
    'http',
    'unread-fields'
  ])
  const update = { operation: 'update', name: 'GIT_SOURCE_SECRET', visibility: 'private' }
  expect(namesIn(await scenario.run(update))).toEqual(['unread-fields'])
})

const expired = /JWT that expired at \d{4}-\d\d-\d\d \d\d:\d\d UTC\. Give one that is still valid\.$/

test.each(['create', 'apply', 'rotate'])(
  '%s: an expired JWT stops the run before any write, and one that expires soon is told',
  async operation => {
    const isRotation = operation === 'rotate'
    const scenario = await startWith(isRotation ? [npm] : [])
    const named = { operation, 'registry-type': 'npm_registry', url: npm.url }
    const given = { ...named, ...(!isRotation && { visibility, 'replaces-base': 'true' }) }
    const late = await scenario.run({ ...given, secret: jwt(-1) })
    expect(theError(late)).toMatch(expired)
    expect(writes(scenario)).toEqual([])
    if (!isRotation) expect(namesIn(late)).toEqual([])
    const soon = await scenario.run({ ...given, secret: jwt(13) })
    expect(messages(soon, 'warning')).toEqual([
      expect.stringMatching(/JWT that expires at .*#secret-expires$/)
    ])
    expect(soon.exitCode).toBe(0)
    expect(soon.outputs['advice'] === undefined).toBe(isRotation)
    expect(JSON.stringify([late, soon])).not.toContain('never-shown')
  }
)

test('a JWT in a manifest is a problem at its variable, and only where it is written', async () => {
  const scenario = await startWith([npm])
  const entry = [{ ...npm, secret_env: 'TOKEN' }]
  const token = { env: { TOKEN: jwt(-1) } }
  const always = { 'rewrite-secrets': 'always' }
  expect(theError(await runManifest(scenario, entry, always, token))).toMatch(
    /:\d+: The variable TOKEN holds a JWT that expired/
  )
  expect((await runManifest(scenario, entry, {}, token)).exitCode).toBe(0)
  expect(theError(await runManifest(scenario, entry, { operation: 'rotate' }, token))).toMatch(expired)
  expect(writes(scenario)).toEqual([])
})

test('a server that is too old is told of once', async () => {
  const { run, acme } = await start({ description: 'ghes-3.18', serverVersion: '3.17.2' })
  const urls = [npm.url, 'https://other.acme.example']
  const entries = urls.map(url => ({ ...npm, url, secret_env: 'TOKEN' }))
  const result = await runManifest({ run }, entries, {}, { env })
  expect(namesIn(result)).toEqual(['ghes-version'])
  expect(messages(result, 'warning')).toEqual([
    expect.stringMatching(/Creating registries needs .* 3\.18, and this is 3\.17\.2\./)
  ])
  expect(acme.registries).toHaveLength(2)
})

test('a long list of advice loses its notes first', async () => {
  const scenario = await startWith([])
  const user = { auth_type: 'username_password', username: 'ci', secret_env: 'TOKEN' }
  const entries = Array.from({ length: 400 }, (_, index) => ({ ...go, ...user, url: `${go.url}/${index}` }))
  const draft = [{ ...npm, url: 'http://npm.acme.example' }, ...entries]
  const result = await runManifest(scenario, draft, { operation: 'plan' }, { env })
  expect(namesIn(result)).toEqual(['http'])
  const left = expect.stringMatching(/^The output 'advice' would be too long: the \d+ notes are left out\.$/)
  expect(messages(result, 'warning')).toEqual([expect.stringContaining('#http'), left])
  expect(result.summary).toMatch(/and \d+ more\n\n<\/details>/)
})
