import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { CalledJob, WrittenStep } from './called.ts'
import { type Caller, makeCaller, workflow } from './calling.ts'
import { evaluated } from './expressions.ts'
import { runScript } from './github-script.ts'
import { complaintsAboutWorkflow } from './language-service.ts'
import { action, callsIn, exampleWorkflows } from './snippets.ts'

const text = readFileSync(workflow, 'utf8')
const { jobs }: { jobs: Record<string, { steps: WrittenStep[] }> } = parse(text)
const manifest = `registries:
  - registry_type: npm_registry
    url: https://npm.acme.example
    visibility: private
    secret_env: NPM_TOKEN
`

/** Each job is a process of its own. */
const timeLimit = 60_000

let caller: Caller
beforeEach(async () => {
  caller = await makeCaller({ '.github/private-registries.yml': manifest })
})
afterEach(async () => {
  const { violations } = caller.github
  await caller.close()
  expect(violations).toEqual([])
})

const secrets = '{"NPM_TOKEN":"made-up-secret"}'
const orgsUpTo = (count: number) =>
  Array.from({ length: count }, (_, index) => `org-${String(index + 1).padStart(3, '0')}`)

/** What there is to tell of jobs, in few words. */
function told(done: CalledJob[]): unknown[] {
  return done.map(({ name, failed }) => [name, failed ? 'failed' : 'done'])
}

function outputs(done: CalledJob[], name: string): (string | undefined)[] {
  return done.flatMap(({ results }) => results.map(result => result.outputs[name]))
}

function written({ github }: Caller): number {
  return github.exchanges.filter(({ method, path }) => method !== 'GET' && path.includes('/orgs/')).length
}

describe('the file', () => {
  test('it gives the action no input that the action does not have', async () => {
    const named = text.replaceAll('./.private-registry-action', action)
    expect((await complaintsAboutWorkflow(named.replace('prune:', 'prunes:'))).length).toBeGreaterThan(0)
    expect(await complaintsAboutWorkflow(named.replace('operation: plan', 'prunes: true'))).not.toEqual([])
  })

  test('it has no shell, and actions of GitHub and its own only', () => {
    const uses = Object.values(jobs).flatMap(({ steps }) => steps.map(step => step.uses.replace(/@.*/, '')))
    expect(new Set(uses)).toEqual(
      new Set(['actions/checkout', 'actions/github-script', './.private-registry-action'])
    )
    expect(text).not.toMatch(/^ *(- )?run:/m)
  })

  test('plan and apply get the same but for the secrets, so that what was reviewed is what is done', () => {
    const [plan, apply] = ['plan', 'apply'].map(name => JSON.stringify(jobs[name]?.steps))
    const secrets = '"secrets":"${{ secrets.secrets }}",'
    expect(apply).toContain(secrets)
    expect(apply?.replace('${{ inputs.operation }}', 'plan').replace(secrets, '')).toBe(plan)
  })
})

test(
  '120 organizations in 3 batches: where one fails its job fails, and all others are done',
  async () => {
    const orgs = orgsUpTo(120)
    caller.install(...orgs.slice().reverse())
    const failing = caller.app.installations.find(({ login }) => login === 'org-060')
    if (failing) failing.permissions = { organization_private_registries: 'read', metadata: 'read' }
    const done = await caller.call({ secrets })
    expect(told(done)).toEqual([
      ['Find the organizations', 'done'],
      ['apply (org-001 to org-050)', 'done'],
      ['apply (org-051 to org-100)', 'failed'],
      ['apply (org-101 to org-120)', 'done']
    ])
    expect(outputs(done, 'created')).toEqual(['50', '49', '20'])
    expect(outputs(done, 'failed')).toEqual(['0', '1', '0'])
    // What an App's new token may not do is tried four times.
    expect(written(caller)).toBe(119 + 4)
    const errors = done
      .flatMap(({ results }) => results)
      .flatMap(({ annotations }) => annotations.filter(({ level }) => level === 'error'))
    expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining('org-060')])
    expect(done.map(({ environment }) => environment).slice(1)).toEqual(Array(3).fill('registries'))
  },
  timeLimit
)

test(
  'the App lists all pages, once, with a token that is masked; people and suspended ones are left out',
  async () => {
    caller.install(...orgsUpTo(101))
    caller.app.install('octocat', { type: 'User' })
    caller.app.install('sleepy', { suspended: true })
    caller.app.install('a,b')
    const done = await caller.call({ github: { event_name: 'pull_request' } })
    const found = caller.github.exchanges.filter(({ path }) => path.startsWith('/app/installations?'))
    expect(found.map(({ path }) => path)).toEqual([
      '/app/installations?per_page=100',
      '/app/installations?per_page=100&page=2'
    ])
    expect(found[0]?.headers.authorization).toBe(`bearer ${caller.scripted[0]?.masks}`)
    expect(caller.scripted[0]?.warnings).toEqual([
      'The App is installed in what no organization can be called, so nothing is done there: a,b.',
      'The App is suspended, so nothing is done there: sleepy.'
    ])
    expect(told(done).slice(1)).toEqual([
      ['plan (org-001 to org-050)', 'done'],
      ['plan (org-051 to org-100)', 'done'],
      ['plan (org-101)', 'done']
    ])
  },
  timeLimit
)

test(
  'a pull request is planned: nothing is written, without secrets and without an environment',
  async () => {
    caller.install('acme', 'globex')
    const done = await caller.call({ github: { event_name: 'pull_request', ref: 'refs/pull/7/merge' } })
    expect(outputs(done, 'created')).toEqual(['2'])
    expect(outputs(done, 'drift')).toEqual(['true'])
    expect(written(caller)).toBe(0)
    expect(done[1]?.environment).toBeUndefined()
    expect(done[1]?.concurrency).toEqual({
      group: 'private-registries-plan-refs/pull/7/merge-acme to globex',
      'cancel-in-progress': false
    })
  },
  timeLimit
)

test.each(['merge_group', 'pull_request_target', 'issue_comment'])(
  'on %s nothing is written',
  async event_name => {
    caller.install('acme')
    const done = await caller.call({ github: { event_name }, secrets })
    expect(told(done)[1]).toEqual(['plan (acme)', 'done'])
    expect(done).toHaveLength(2)
    expect(written(caller)).toBe(0)
  },
  timeLimit
)

test.each(['schedule', 'workflow_dispatch'])(
  'on %s it is applied',
  async event_name => {
    caller.install('acme')
    const done = await caller.call({ github: { event_name }, secrets })
    expect(told(done)[1]).toEqual(['apply (acme)', 'done'])
    expect(done).toHaveLength(2)
  },
  timeLimit
)

test(
  'given names are taken, each once, in batches of one with an environment each',
  async () => {
    caller.install('acme', 'globex', 'other')
    const inputs = { orgs: '["globex", "acme"],\nACME', 'batch-size': 1, environment: 'registries-*' }
    const done = await caller.call({ with: inputs, secrets })
    expect(done.slice(1).map(({ name, environment }) => [name, environment])).toEqual([
      ['apply (ACME)', 'registries-ACME'],
      ['apply (globex)', 'registries-globex']
    ])
    expect(done[2]?.concurrency).toMatchObject({ group: `private-registries-${caller.app.id}-globex` })
    expect(outputs(done, 'created')).toEqual(['1', '1'])
  },
  timeLimit
)

test(
  'rotate and plan can be asked for',
  async () => {
    caller.install('acme')
    await caller.call({ secrets })
    const planned = await caller.call({ with: { operation: 'plan' } })
    expect(outputs(planned, 'drift')).toEqual(['false'])
    const rotated = await caller.call({ with: { operation: 'rotate' }, secrets })
    expect(told(rotated)[1]).toEqual(['rotate (acme)', 'done'])
    expect(outputs(rotated, 'updated')).toEqual(['1'])
    const said = [...planned, ...rotated].flatMap(({ results }) => results.flatMap(one => one.annotations))
    expect(said.filter(({ level }) => level !== 'notice')).toEqual([])
  },
  timeLimit
)

test(
  'the inputs reach the action',
  async () => {
    caller.install('acme')
    const done = await caller.call({ with: { 'allowed-hosts': 'npm.globex.example' }, secrets })
    expect(done[1]?.failed).toBe(true)
    expect(done[1]?.results[0]?.log).toContain('npm.globex.example')
  },
  timeLimit
)

test('257 organizations are no more than 256 jobs', async () => {
  const script = String(jobs['find']?.steps[0]?.with?.['script'])
  const env = { ORGS: orgsUpTo(257).join(), BATCH_SIZE: '1', ENVIRONMENT: 'registries', ACTION: 'a@b' }
  const { outputs, notices } = await runScript(script, env, caller.github)
  expect(JSON.parse(outputs['batches'] ?? '')).toHaveLength(129)
  expect(notices).toEqual([
    `'batch-size' is 2 instead of 1: a matrix has at most 256 jobs, for 257 organizations.`
  ])
})

test(
  'a server that does not tell where the workflow is from is told',
  async () => {
    caller.install('acme')
    const told = { 'action-repository': 'org/private-registry-action', 'action-ref': 'v1' }
    expect((await caller.call({ with: told, job: {}, secrets }))[1]?.failed).toBe(false)
    const untold = await caller.call({ job: {}, secrets })
    expect(untold).toHaveLength(1)
    expect(caller.scripted[0]?.failure).toMatch(/give 'action-repository' and 'action-ref'/)
  },
  timeLimit
)

test.each([
  { name: 'no installation', with: {}, by: /the App is installed in none/ },
  { name: 'no names', with: { orgs: ' ' }, by: /'orgs' is empty/ },
  { name: 'another App', with: { 'app-id': '1' }, by: /refused to list the App's installations \(404\)/ },
  { name: 'batches of none', with: { orgs: 'a', 'batch-size': 0 }, by: /'batch-size' is 0/ },
  {
    name: 'an App of an organization',
    with: {},
    owner: 'organization',
    by: /no enterprise's.* Name the org/
  },
  { name: 'an App of a user', with: { orgs: ' * ' }, owner: 'user', by: /no enterprise's.* Name the org/ },
  {
    name: 'an environment for what nobody typed',
    with: { environment: 'registries-*', 'batch-size': 1 },
    by: /takes names in 'orgs'/
  },
  { name: 'half a batch', with: { orgs: 'a', 'batch-size': 0.5 }, by: /'batch-size' is 0.5/ },
  {
    name: 'an environment for each of a batch',
    with: { orgs: 'a, b', environment: 'registries-*' },
    by: /takes 'batch-size' 1/
  }
] as const)('$name ends the run before any other job', async ({ with: inputs, by, ...given }) => {
  caller.app.owner = 'owner' in given ? given.owner : 'enterprise'
  if ('owner' in given) caller.install('acme')
  expect(told(await caller.call({ with: inputs }))).toEqual([['Find the organizations', 'failed']])
  expect(caller.scripted[0]?.failure).toMatch(by)
})

describe('the example that calls it', () => {
  const [example] = exampleWorkflows().filter(({ text }) => callsIn(text).length > 0)
  const [job] = callsIn(example?.text ?? '')
  const pull = (full_name: string) => ({
    ...{ event_name: 'pull_request', ref: 'refs/pull/7/merge' },
    event: { pull_request: { head: { repo: { full_name } } } }
  })

  test('waits for all other runs that write, and plans beside them', () => {
    const groups = [pull('acme/widgets'), { event_name: 'push', ref: 'refs/heads/main' }].map(github =>
      evaluated(job?.concurrency, { github })
    )
    expect(groups).toEqual([
      { group: 'refs/pull/7/merge', queue: 'max' },
      { group: 'registries', queue: 'max' }
    ])
  })

  test(
    'plans a pull request of its own, applies on push, and then finds no drift',
    async () => {
      const own = await makeCaller(example?.manifests ?? {})
      try {
        own.install('acme-labs', 'globex')
        if (!job) throw new Error('There is no example that calls the workflow.')
        expect(await own.callAs(job, pull('stranger/widgets'))).toEqual([])
        const planned = await own.callAs(job, pull('acme/widgets'))
        const applied = await own.callAs(job, { event_name: 'push' })
        const again = await own.callAs(job, pull('acme/widgets'))
        expect(told([...planned, ...applied]).map(String)).toEqual([
          'Find the organizations,done',
          'plan (acme-labs to globex),done',
          'Find the organizations,done',
          'apply (acme-labs to globex),done'
        ])
        expect(outputs(applied, 'created')).toEqual(outputs(planned, 'created'))
        expect([planned, again].flatMap(done => outputs(done, 'drift'))).toEqual(['true', 'false'])
        expect(written(own)).toBe(4)
      } finally {
        await own.close()
      }
    },
    timeLimit
  )
})
