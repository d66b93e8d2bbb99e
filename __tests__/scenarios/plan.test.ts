import type { GivenRegistry } from '../local-github/organization.ts'
import {
  both,
  changesOf,
  type Fields,
  fatesOf,
  manifestPath,
  npm,
  runManifest,
  type ShownChange,
  startTwo,
  startWith
} from './manifest-scenario.ts'
import { type Inputs, messages, type Scenario, start, theError, writes } from './scenario.ts'

const env = { TOKEN: 'the secret of all of them' }
const before: GivenRegistry = { ...npm, username: 'ci', secret: 'the old secret' }
const git: Fields = {
  ...{ registry_type: 'git_source', url: 'https://git.acme.example', username: 'ci' },
  ...{ visibility: 'all', secret_env: 'TOKEN' }
}
const helm = { registry_type: 'helm_registry', url: 'https://helm.acme.example', name: 'HELM' }
const bot = { ...npm, username: 'bot' }

const none = { created: '0', updated: '0', deleted: '0', unchanged: '0', failed: '0' }
const [drift, has] = ['true', [before, helm]]
const three = [git, bot, { name: 'HELM' }]
const rewritten = [{ ...npm, secret_env: 'TOKEN' }]
const missing = [{ ...npm, visibility: 'selected', selected_repositories: ['gone'] }, git]

test.each<[what: string, manifest: Fields[], expected: Inputs, inputs?: Inputs, has?: GivenRegistry[]]>([
  ['a create, an update and a keep', three, { created: '1', updated: '1', unchanged: '1', drift }, {}, has],
  ['a rewritten secret', rewritten, { updated: '1', drift: 'false' }, { 'rewrite-secrets': 'always' }],
  ['a delete', [npm], { unchanged: '1', deleted: '1', drift }, { prune: 'true' }, has],
  ['one unreadable, one that drifted', [bot], { updated: '1', drift }, { org: 'acme, nowhere' }],
  ['no such repository', missing, { failed: '2', drift }]
])(
  'plan and apply with dry-run are the same, and what apply does: %s',
  async (_, manifest, expected, ...[inputs = {}, has = [before]]) => {
    const exitCode = manifest === missing || inputs['org'] ? 1 : 0
    const scenario = await startWith(has)
    const play = (how: Inputs) => runManifest(scenario, manifest, { ...inputs, ...how }, { env })
    const plan = await play({ operation: 'plan' })
    const asked = scenario.github.said()
    const dry = await play({ operation: 'apply', 'dry-run': 'true' })
    expect(scenario.github.said().slice(asked.length).sort()).toEqual([...asked].sort())
    expect(writes(scenario)).toEqual([])

    expect(plan.outputs).toMatchObject({ ...none, ...expected })
    expect(plan.summary).toContain('nothing was written')
    expect([plan.exitCode, dry.exitCode]).toEqual([exitCode, exitCode])
    expect(comparable(dry.outputs)).toEqual(comparable(plan.outputs))
    const written = ['created', 'updated', 'deleted'].some(count => count in expected)
    expect(plan.outputs['changed']).toBe(String(written))
    const statuses = exitCode === 0 ? ['planned'] : ['planned', 'failed', 'not_attempted']
    for (const { status } of changesOf(plan)) expect(statuses).toContain(status)

    if (exitCode > 0) return
    const done = await play({ operation: 'apply' })
    const shape = ({ name: _, status: __, ...change }: ShownChange) => change
    expect(changesOf(done).map(shape)).toEqual(changesOf(plan).map(shape))
    expect(fatesOf(done)).toEqual(fatesOf(plan).map(fate => fate.replace('planned', 'done')))
    expect(done.outputs).toMatchObject({ ...none, ...expected, changed: plan.outputs['changed'] })
  }
)

function comparable({ summary: _, ...outputs }: Inputs): unknown {
  return JSON.parse(JSON.stringify(outputs).replaceAll(/C0DE:\w+/g, 'ID'))
}

test('a token that may only read, and no passwords, are enough for a plan', async () => {
  const { github, run } = await startWith([before])
  const token = 'github_pat_that_may_only_read'
  const permissions = { organization_private_registries: 'read', metadata: 'read' } as const
  github.addToken(token, { kind: 'fine-grained', permissions })
  const selected = { ...npm, visibility: 'selected', selected_repositories: ['web', 'api-*'] }
  const result = await runManifest({ run }, [selected, git], { operation: 'plan', token })
  expect(result.exitCode).toBe(0)
  expect(messages(result, 'notice')).toEqual([expect.stringContaining('TOKEN is not set')])
  expect(result.annotations).toMatchObject([{ file: manifestPath }])
  expect(result.outputs).toMatchObject({ drift: 'true', created: '1', updated: '1', failed: '0' })
})

const wanted: Fields[] = [git, { ...bot, visibility: 'all', secret_env: 'TOKEN' }]

const planOf = (scenario: Scenario, more: Inputs = {}, step = {}) =>
  runManifest(scenario, wanted, { operation: 'plan', ...more }, step)

test('an apply does what was approved, and its plan has the id of the plan before, without passwords too', async () => {
  const scenario = await startWith([before])
  const plan = await planOf(scenario)
  const id = plan.outputs['plan-id'] ?? ''
  expect([id, plan.outputs['unmanaged']]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), '0'])
  const other = await planOf(scenario, {}, { env: { TOKEN: 'another secret' } })
  expect(other.outputs['plan-id']).toBe(id)
  const apply = () => runManifest(scenario, wanted, { 'plan-id': id }, { env })
  const applied = await apply()
  expect(applied.outputs).toMatchObject({ created: '1', updated: '1', failed: '0', 'plan-id': id })
  // What is approved again is done already: a plan without a change passes.
  const again = await apply()
  expect([again.exitCode, again.outputs['changed']]).toEqual([0, 'false'])
})

test('a plan shows what a pattern selects, and keeps its id where GitHub lists the repositories in another order', async () => {
  const scenario = await start()
  const entry = { ...npm, visibility: 'selected', selected_repositories: ['api-*', 'web'], secret_env: 'A' }
  const plan = () => runManifest(scenario, [entry], { operation: 'plan' })
  const { outputs, summary } = await plan()
  expect(summary).toContain('selected repositories: `api-two`, `api-one`, `web`')
  expect(outputs['plan-id']).toMatch(/^[0-9a-f]{64}$/)
  scenario.acme.repositories.reverse()
  expect((await plan()).outputs['plan-id']).toBe(outputs['plan-id'])
})

const [first = {}, second = {}] = wanted
test.each<[name: string, change: (scenario: Scenario) => unknown, manifest?: Fields[], more?: Inputs]>([
  ['somebody changed a registry', ({ acme }) => Object.assign(acme.registries[0] ?? {}, { username: 'x' })],
  ['somebody made one that prune would delete', ({ acme }) => acme.addRegistry({ ...helm, name: 'HELM_2' })],
  ['the manifest wants another value', () => {}, [first, { ...second, username: 'other' }]],
  ['a secret comes from another variable', () => {}, [{ ...first, secret_env: 'OTHER' }, second]],
  [
    'a dry run compares too',
    ({ acme }) => acme.registries.map(one => acme.removeRegistry(one)),
    ...([wanted, { 'dry-run': 'true' }] as const)
  ]
])(
  'nothing is written where the plan is not the approved one: %s',
  async (_, change, ...[manifest = wanted, more = {}]) => {
    const scenario = await startWith([before])
    const inputs = { prune: 'true', 'max-deletions': '9' }
    const { outputs } = await planOf(scenario, inputs)
    change(scenario)
    const id = outputs['plan-id'] ?? ''
    const variables = { env: { ...env, OTHER: 'another secret' } }
    const result = await runManifest(scenario, manifest, { ...inputs, 'plan-id': id, ...more }, variables)
    expect(theError(result)).toMatch(/^Nothing was written anywhere, .* Plan and approve again\.$/)
    expect(writes(scenario)).toEqual([])
    expect(new Set(fatesOf(result).map(fate => fate.split(' ').at(-1)))).toEqual(new Set(['not_attempted']))
    expect(result.outputs['plan-id']).toMatch(/^[0-9a-f]{64}$/)
    expect(result.outputs['plan-id']).not.toBe(id)
  }
)

test('where nothing can be changed, any id will do, and the reason is said alone', async () => {
  const scenario = await start()
  const result = await runManifest(scenario, [{ ...npm, name: 'GONE' }], { 'plan-id': '0'.repeat(64) })
  expect(theError(result)).toMatch(/GONE/)
})

test('an organization that cannot be read has no id, and stops all', async () => {
  const scenario = await startTwo()
  const { outputs } = await planOf(scenario, both)
  scenario.github.answer({ path: /^\/orgs\/globex\// }, { status: 403, body: { message: 'No' } }, 9)
  expect((await planOf(scenario, both)).outputs['plan-id']).toBe('')
  const inputs = { ...both, 'plan-id': outputs['plan-id'] ?? '' }
  const result = await runManifest(scenario, wanted, inputs, { env })
  expect(messages(result, 'error')).toHaveLength(2)
  expect(scenario.acme.registries).toEqual([])
})
