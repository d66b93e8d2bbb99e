import type { GivenRegistry } from '../local-github/organization.ts'
import {
  changesOf,
  type Fields,
  fatesOf,
  manifestPath,
  npm,
  runManifest,
  startWith
} from './manifest-scenario.ts'
import { type Inputs, messages, writes } from './scenario.ts'

const env = { TOKEN: 'the secret of all of them' }
const before: GivenRegistry = { ...npm, username: 'ci', secret: 'the old secret' }
const git: Fields = {
  ...{ registry_type: 'git_source', url: 'https://git.acme.example', username: 'ci' },
  ...{ visibility: 'all', secret_env: 'TOKEN' }
}
const helm = { registry_type: 'helm_registry', url: 'https://helm.acme.example', name: 'HELM' }
const azure = { ...npm, auth_type: 'oidc_azure', tenant_id: 'tenant-one', client_id: 'client-one' }
const selected = { ...npm, visibility: 'selected', selected_repositories: ['web'] }
const bot = { ...npm, username: 'bot' }

interface Case {
  what: string
  manifest: Fields[]
  inputs?: Inputs
  has?: GivenRegistry[]
  counts: Inputs
  drift: string
}

const always: Inputs = { 'rewrite-secrets': 'always' }
const prune: Inputs = { prune: 'true' }
const recreate: Inputs = { 'allow-recreate': 'true' }
const fine: Case[] = [
  {
    ...{
      what: 'a create, an update and a keep',
      manifest: [git, bot, { name: 'HELM' }],
      has: [before, helm]
    },
    ...{ counts: { created: '1', updated: '1', unchanged: '1' }, drift: 'true' }
  },
  {
    ...{ what: 'a secret that is rewritten', manifest: [{ ...npm, secret_env: 'TOKEN' }], inputs: always },
    ...{ counts: { updated: '1' }, drift: 'false' }
  },
  { what: 'a recreate', manifest: [azure], inputs: recreate, counts: { updated: '1' }, drift: 'true' },
  {
    ...{ what: 'a delete', manifest: [npm], inputs: prune, has: [before, helm] },
    ...{ counts: { unchanged: '1', deleted: '1' }, drift: 'true' }
  }
]
const failing: Case[] = [
  { what: 'a forbidden recreate', manifest: [azure], counts: { failed: '1' }, drift: 'true' },
  {
    ...{
      what: 'an unreadable organization beside one that drifted',
      manifest: [bot],
      inputs: { org: 'acme, nowhere' }
    },
    ...{ counts: { updated: '1' }, drift: 'true' }
  },
  {
    ...{ what: 'no such repository', manifest: [{ ...selected, selected_repositories: ['gone'] }, git] },
    ...{ counts: { failed: '2' }, drift: 'true' }
  }
]
const none = { created: '0', updated: '0', deleted: '0', unchanged: '0', failed: '0' }

test.each([...fine, ...failing])(
  'plan and apply with dry-run are the same, and what apply does: $what',
  async one => {
    const { manifest, inputs = {}, has = [before], counts, drift } = one
    const exitCode = failing.includes(one) ? 1 : 0
    const scenario = await startWith(has)
    const play = (how: Inputs) => runManifest(scenario, manifest, { ...inputs, ...how }, { env })
    const plan = await play({ operation: 'plan' })
    const asked = scenario.github.said()
    const dry = await play({ operation: 'apply', 'dry-run': 'true' })
    expect(scenario.github.said().slice(asked.length).sort()).toEqual([...asked].sort())
    expect(writes(scenario)).toEqual([])

    expect(plan.outputs).toMatchObject({ ...none, ...counts, drift })
    expect(plan.summary).toContain('nothing was written')
    expect([plan.exitCode, dry.exitCode]).toEqual([exitCode, exitCode])
    const { summary: _, ...outputs } = plan.outputs
    const { summary: __, ...others } = dry.outputs
    expect(withoutRequestIds(others)).toEqual(withoutRequestIds(outputs))
    const written = ['created', 'updated', 'deleted'].some(count => count in counts)
    expect(plan.outputs['changed']).toBe(String(written))
    const statuses = exitCode === 0 ? ['planned'] : ['planned', 'failed', 'not_attempted']
    for (const { status } of changesOf(plan)) expect(statuses).toContain(status)

    if (exitCode > 0) return
    const done = await play({ operation: 'apply' })
    const shape = ({ name: _, status: __, ...change }: ReturnType<typeof changesOf>[number]) => change
    expect(changesOf(done).map(shape)).toEqual(changesOf(plan).map(shape))
    expect(fatesOf(done)).toEqual(fatesOf(plan).map(fate => fate.replace('planned', 'done')))
    expect(done.outputs).toMatchObject({ ...none, ...counts, drift, changed: plan.outputs['changed'] })
  }
)

function withoutRequestIds(outputs: Inputs): unknown {
  return JSON.parse(JSON.stringify(outputs).replaceAll(/C0DE:\w+/g, 'ID'))
}

test('a token that may only read, and no passwords, are enough for a plan', async () => {
  const { github, run } = await startWith([before])
  const token = 'github_pat_that_may_only_read'
  const permissions = { organization_private_registries: 'read', metadata: 'read' } as const
  github.addToken(token, { kind: 'fine-grained', permissions })
  const manifest = [{ ...selected, selected_repositories: ['web', 'api-*'] }, git]
  const result = await runManifest({ run }, manifest, { operation: 'plan', token })
  expect(result.exitCode).toBe(0)
  expect(messages(result, 'notice')).toEqual([expect.stringContaining('TOKEN is not set')])
  expect(result.annotations).toMatchObject([{ file: manifestPath }])
  expect(result.outputs).toMatchObject({ drift: 'true', created: '1', updated: '1', failed: '0' })
})
