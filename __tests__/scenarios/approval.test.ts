import {
  both,
  type Fields,
  fatesOf,
  manifestPath,
  npm,
  startTwo,
  startWith,
  workspaceWith
} from './manifest-scenario.ts'
import { type Inputs, messages, type Scenario, theError, writes } from './scenario.ts'

const git = { registry_type: 'git_source', url: 'https://git.acme.example', visibility: 'all' }
const wanted: Fields[] = [
  { ...git, secret_env: 'TOKEN', username: 'ci' },
  { ...npm, username: 'bot', visibility: 'all', secret_env: 'TOKEN' }
]
const env = { TOKEN: 'the secret of both' }

function runner({ run }: Scenario, manifest: Fields[] = wanted) {
  const workspace = workspaceWith(manifest)
  return (inputs: Inputs, more: object = {}) =>
    run({ manifest: manifestPath, ...inputs }, { workspace, ...more })
}

test('an apply does what was approved, and its plan has the id of the plan before, without passwords too', async () => {
  const scenario = await startWith([{ ...npm, username: 'ci' }])
  const run = runner(scenario)
  const plan = await run({ operation: 'plan' })
  const id = plan.outputs['plan-id'] ?? ''
  expect([id, plan.outputs['unmanaged']]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), '0'])
  const other = await run({ operation: 'plan' }, { env: { TOKEN: 'another secret' } })
  expect(other.outputs['plan-id']).toBe(id)
  const applied = await run({ operation: 'apply', 'plan-id': id }, { env })
  expect(applied.outputs).toMatchObject({ created: '1', updated: '1', failed: '0', 'plan-id': id })
  // What is approved again is done already: a plan without a change passes.
  const again = await run({ operation: 'apply', 'plan-id': id }, { env })
  expect([again.exitCode, again.outputs['changed']]).toEqual([0, 'false'])
})

test.each<[name: string, change: (scenario: Scenario) => unknown, manifest?: Fields[], more?: Inputs]>([
  ['somebody changed a registry', ({ acme }) => Object.assign(acme.registries[0] ?? {}, { username: 'x' })],
  [
    'somebody made a registry that prune would delete',
    ({ acme }) => acme.addRegistry({ ...git, url: 'https://x' })
  ],
  ['the manifest wants another value', () => {}, [wanted[0] ?? {}, { ...wanted[1], username: 'other' }]],
  [
    'a secret comes from another variable',
    () => {},
    [{ ...wanted[0], secret_env: 'OTHER' }, wanted[1] ?? {}]
  ],
  [
    'a dry run compares too',
    ({ acme }) => acme.registries.map(one => acme.removeRegistry(one)),
    wanted,
    { 'dry-run': 'true' }
  ]
])(
  'nothing is written where the plan is not the approved one: %s',
  async (_, change, ...[manifest = wanted, more = {}]) => {
    const scenario = await startWith([{ ...npm, username: 'ci' }])
    const inputs = { prune: 'true', 'max-deletions': '9' }
    const plan = await runner(scenario)({ operation: 'plan', ...inputs })
    change(scenario)
    const id = plan.outputs['plan-id'] ?? ''
    const all = { ...inputs, operation: 'apply', 'plan-id': id, ...more }
    const result = await runner(scenario, manifest)(all, { env: { ...env, OTHER: 'x' } })
    expect(theError(result)).toMatch(/^Nothing was written anywhere, .* Plan and approve again\.$/)
    expect(writes(scenario)).toEqual([])
    expect(new Set(fatesOf(result).map(fate => fate.split(' ').at(-1)))).toEqual(new Set(['not_attempted']))
    expect(result.outputs['plan-id']).toMatch(/^[0-9a-f]{64}$/)
    expect(result.outputs['plan-id']).not.toBe(id)
  }
)

test('an organization that cannot be read has no id, and stops all', async () => {
  const scenario = await startTwo()
  const run = runner(scenario)
  const { outputs } = await run({ ...both, operation: 'plan' })
  scenario.github.answer({ path: /^\/orgs\/globex\// }, { status: 403, body: { message: 'No' } }, 9)
  expect((await run({ ...both, operation: 'plan' })).outputs['plan-id']).toBe('')
  const result = await run({ ...both, operation: 'apply', 'plan-id': outputs['plan-id'] ?? '' }, { env })
  expect(messages(result, 'error')).toHaveLength(2)
  expect(scenario.acme.registries).toEqual([])
})

test.each<[inputs: Inputs, error: RegExp]>([
  [{ 'plan-id': '' }, /^'plan-id' is empty: the output 'plan-id' of the plan did not arrive\./],
  [{ 'plan-id': 'abc' }, /^'plan-id' is not the id of a plan/],
  [
    { 'plan-id': '0'.repeat(64), 'rewrite-secrets': '30d' },
    /cannot be combined with an age in 'rewrite-secrets'/
  ]
])('%j is refused before any request', async (inputs, error) => {
  const scenario = await startWith([])
  expect(theError(await runner(scenario)({ operation: 'apply', ...inputs }, { env }))).toMatch(error)
  expect(scenario.github.said()).toEqual([])
})

test.each([
  ['false', '2'],
  ['true', '0']
])('what the manifest does not want is counted, with prune: %s', async (prune, expected) => {
  const scenario = await startWith([npm, git, { ...git, url: 'https://other.acme.example' }])
  const inputs = { operation: 'plan', prune, 'max-deletions': '9' }
  expect((await runner(scenario, [npm])(inputs)).outputs['unmanaged']).toBe(expected)
})
