import type { GivenRegistry } from '../github/organization.ts'
import {
  changesOf,
  type Fields,
  manifestPath,
  npm,
  npmName,
  runManifest,
  workspaceWith
} from './manifest-scenario.ts'
import { type Inputs, list, messages, publicKey, type Scenario, start, theError, writes } from './scenario.ts'

const env = { TOKEN: 'the secret of all of them' }
const before: GivenRegistry = { ...npm, username: 'ci', secret: 'the old secret' }
const git: Fields = {
  ...{ registry_type: 'git_source', url: 'https://git.acme.example' },
  ...{ visibility: 'all', secret_env: 'TOKEN' }
}
const helm = { registry_type: 'helm_registry', url: 'https://helm.acme.example', name: 'HELM' }
const azure = { ...npm, auth_type: 'oidc_azure', tenant_id: 'tenant-one', client_id: 'client-one' }
const selected = { ...npm, visibility: 'selected', selected_repositories: ['web'] }

interface Case {
  what: string
  manifest: Fields[]
  inputs?: Inputs
  has?: GivenRegistry[]
  env?: Inputs
  counts: Inputs
  drift: string
  exitCode?: number
}

const cases: Case[] = [
  { what: 'a create', manifest: [git], env, counts: { created: '1' }, drift: 'true' },
  { what: 'a create without password', manifest: [git], counts: { created: '1' }, drift: 'true' },
  { what: 'an update', manifest: [{ ...npm, username: 'bot' }], counts: { updated: '1' }, drift: 'true' },
  { what: 'a keep', manifest: [npm], counts: { unchanged: '1' }, drift: 'false' },
  {
    what: 'a secret that is rewritten',
    ...{ manifest: [{ ...npm, secret_env: 'TOKEN' }], inputs: { 'rewrite-secrets': 'always' }, env },
    ...{ counts: { updated: '1' }, drift: 'false' }
  },
  { what: 'repository ids', manifest: [selected], counts: { updated: '1' }, drift: 'true' },
  {
    what: 'repository ids that are sent again',
    ...{ manifest: [selected], has: [{ ...before, visibility: 'selected' }] },
    ...{ counts: { updated: '1' }, drift: 'false' }
  },
  {
    what: 'a recreate',
    ...{ manifest: [azure], inputs: { 'allow-recreate': 'true' }, counts: { updated: '1' }, drift: 'true' }
  },
  { what: 'a forbidden recreate', manifest: [azure], counts: { failed: '1' }, drift: 'true', exitCode: 1 },
  {
    what: 'a delete',
    ...{ manifest: [npm], inputs: { prune: 'true' }, has: [before, helm] },
    ...{ counts: { unchanged: '1', deleted: '1' }, drift: 'true' }
  },
  {
    what: 'too many deletes',
    ...{ manifest: [npm], inputs: { prune: 'true', 'max-deletions': '0' }, has: [before, helm] },
    ...{ counts: { failed: '2' }, drift: 'true', exitCode: 1 }
  },
  {
    what: 'an organization that cannot be read',
    ...{ manifest: [npm], inputs: { org: 'nowhere' }, counts: {}, drift: '', exitCode: 1 }
  },
  {
    what: 'an organization that cannot be read, and one that drifted',
    ...{ manifest: [{ ...npm, username: 'bot' }], inputs: { org: 'acme, nowhere' } },
    ...{ counts: { updated: '1' }, drift: 'true', exitCode: 1 }
  },
  {
    what: 'two matches',
    ...{ manifest: [npm], has: [before, npm], counts: { failed: '1' }, drift: 'false', exitCode: 1 }
  },
  {
    what: 'a name that is not there',
    ...{ manifest: [{ ...npm, name: 'GONE' }], counts: { failed: '1' }, drift: 'true', exitCode: 1 }
  },
  {
    what: 'a missing repository',
    ...{ manifest: [{ ...selected, selected_repositories: ['gone'] }, git], env },
    ...{ counts: { failed: '2' }, drift: 'true', exitCode: 1 }
  }
]

function fill({ acme }: Pick<Scenario, 'acme'>, { has = [before] }: Case): void {
  for (const registry of has) acme.addRegistry(registry)
}

test.each(cases)('plan and apply with dry-run are the same: $what', async one => {
  const { manifest, inputs = {}, counts, drift, exitCode = 0 } = one
  const scenario = await start()
  fill(scenario, one)
  const state = structuredClone(scenario.acme.registries)
  const play = (how: Inputs) => runManifest(scenario, manifest, { ...inputs, ...how }, { env: one.env ?? {} })
  const plan = await play({ operation: 'plan' })
  const asked = scenario.github.said()
  const dry = await play({ operation: 'apply', 'dry-run': 'true' })
  expect(scenario.github.said().slice(asked.length).sort()).toEqual([...asked].sort())
  expect(scenario.acme.registries).toEqual(state)
  expect(writes(scenario)).toEqual([])

  const none = { created: '0', updated: '0', deleted: '0', unchanged: '0', failed: '0' }
  expect(plan.outputs).toMatchObject({ ...none, ...counts, drift })
  expect(plan.exitCode).toBe(exitCode)
  expect(dry.exitCode).toBe(exitCode)
  const { summary: _, ...outputs } = plan.outputs
  const { summary: __, ...others } = dry.outputs
  expect(withoutRequestIds(others)).toEqual(withoutRequestIds(outputs))
  expect(plan.outputs['changed']).toBe(
    String(['created', 'updated', 'deleted'].some(count => (counts[count] ?? '0') !== '0'))
  )
  const statuses = exitCode === 0 ? ['planned'] : ['planned', 'failed', 'not_attempted']
  for (const { status } of changesOf(plan)) expect(statuses).toContain(status)
})

function withoutRequestIds(outputs: Inputs): unknown {
  return JSON.parse(JSON.stringify(outputs).replaceAll(/C0DE:\w+/g, 'ID'))
}

test.each(cases.filter(({ exitCode }) => exitCode === undefined))(
  'apply does what the plan shows: $what',
  async one => {
    const { manifest, inputs = {} } = one
    const scenario = await start()
    fill(scenario, one)
    const plan = await runManifest(scenario, manifest, { ...inputs, operation: 'plan' })
    const done = await runManifest(scenario, manifest, inputs, { env })
    const shape = ({ name: _, status: __, ...change }: ReturnType<typeof changesOf>[number]) => change
    expect(changesOf(done).map(shape)).toEqual(changesOf(plan).map(shape))
    expect(changesOf(plan).map(({ status }) => status)).toEqual(changesOf(plan).map(() => 'planned'))
    expect(changesOf(done).map(({ status }) => status)).toEqual(changesOf(done).map(() => 'done'))
    const { created, updated, deleted, unchanged, changed, drift } = plan.outputs
    expect(done.outputs).toMatchObject({ created, updated, deleted, unchanged, changed, drift })
    const after = await runManifest(scenario, manifest, { ...inputs, operation: 'plan' })
    expect(after.outputs).toMatchObject({ drift: 'false', created: '0', deleted: '0', failed: '0' })
  }
)

test('a token that may only read, and no passwords, are enough for a plan', async () => {
  const { github, acme, run } = await start()
  const token = 'github_pat_that_may_only_read'
  const permissions = { organization_private_registries: 'read', metadata: 'read' } as const
  github.addToken(token, { kind: 'fine-grained', permissions })
  acme.addRegistry(before)
  const manifest = [{ ...selected, selected_repositories: ['web', 'api-*'] }, git]
  const result = await runManifest({ run }, manifest, { operation: 'plan', token })
  expect(result.exitCode).toBe(0)
  expect(messages(result, 'notice')).toEqual([expect.stringContaining('TOKEN is not set')])
  expect(result.annotations).toMatchObject([{ file: manifestPath }])
  expect(result.outputs).toMatchObject({ drift: 'true', created: '1', updated: '1', failed: '0' })
})

/** 32 bytes that nothing can be sealed with. */
const zeroKey = { key_id: '1', key: Buffer.alloc(32).toString('base64') }

test('a plan seals with the key, so that a bad key shows', async () => {
  const { github, run } = await start()
  github.answer({ path: /public-key$/ }, { status: 200, body: zeroKey })
  const result = await runManifest({ run }, [git], { operation: 'plan' }, { env })
  expect(theError(result)).toMatch(/public key/)
  expect(changesOf(result)).toMatchObject([{ status: 'not_attempted' }])
})

test('a plan without passwords asks for no key', async () => {
  const { github, run } = await start()
  await runManifest({ run }, [git], { operation: 'plan' })
  expect(github.said()).toEqual([list])
})

test('a plan with passwords asks for the key beside the list', async () => {
  const { github, run } = await start()
  await runManifest({ run }, [git], { operation: 'plan' }, { env })
  expect(github.said().sort()).toEqual([list, publicKey].sort())
})

test.each<[event: string, operation: Inputs, exitCode: number]>([
  ['pull_request_target', { operation: 'plan' }, 0],
  ['pull_request_target', { operation: 'apply', 'dry-run': 'true' }, 0],
  ['pull_request_target', { operation: 'apply' }, 1],
  ['pull_request', { operation: 'plan' }, 0]
])('on %s, %j exits with %d, and nothing is written', async (event_name, operation, exitCode) => {
  const scenario = await start()
  scenario.acme.addRegistry(before)
  const manifest = [{ ...npm, username: 'bot' }]
  const result = await runManifest(scenario, manifest, operation, { github: { event_name } })
  expect(result.exitCode).toBe(exitCode)
  expect(writes(scenario)).toEqual([])
})

test('the summary shows one row a change, from what to what, and that nothing was written', async () => {
  const { acme, run } = await start()
  acme.addRegistry(before)
  acme.addRegistry(helm)
  const manifest = [{ ...npm, username: 'bot', visibility: 'private' }, git]
  const result = await runManifest({ run }, manifest, { operation: 'plan', prune: 'true' }, { env })
  const rows = result.summary.split('\n').filter(line => /^\| [^|]*(create|update|delete) \|/.test(line))
  expect(rows).toHaveLength(3)
  const row = (word: string) => rows.find(line => line.includes(word)) ?? ''
  expect(row('update')).toMatch(
    /npm\.acme\.example.*`username`: `ci` → `bot`.*`visibility`: `all` → `private`/
  )
  expect(row('create')).toMatch(/git\.acme\.example/)
  expect(row('delete')).toMatch(/HELM.*helm\.acme\.example/)
  expect(result.summary).toContain('nothing was written')
  expect(result.outputs['summary']).toContain('helm.acme.example')
  expect(result.log).toMatch(/would be (created|updated|deleted)/)
})

test('a plan of two organizations shows both, in the order of the input', async () => {
  const { github, acme, run } = await start()
  const globex = github.addOrganization('globex')
  for (const organization of [acme, globex]) organization.addRegistry(before)
  const inputs = { operation: 'plan', org: 'globex, acme' }
  const result = await runManifest({ run }, [{ ...npm, username: 'bot' }], inputs)
  expect(changesOf(result)).toEqual(
    ['globex', 'acme'].map(org => ({
      ...{ org, action: 'update', name: npmName, ...npm, fields: ['username'] },
      ...{ from: { username: 'ci' }, status: 'planned' }
    }))
  )
})

test('a plan tells of writes that do not fit into the time to nobody, for it makes none', async () => {
  const { run } = await start()
  const manifest = [git, { ...git, url: 'https://other.acme.example' }]
  const result = await runManifest({ run }, manifest, { operation: 'plan', timeout: '10s' }, { env })
  expect(result.annotations).toEqual([])
})

test('what is wrong with the manifest is told by a plan too', async () => {
  const { github, run } = await start()
  const workspace = workspaceWith([{ ...npm, usrname: 'ci' }])
  const result = await run({ operation: 'plan', manifest: manifestPath }, { workspace })
  expect(theError(result)).toMatch(/username/)
  expect(github.said()).toEqual([])
})
