import { readFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'
import { costOf, limits, size, tasks, usual } from '../../scripts/scale/model.ts'
import { type Contexts, evaluated } from './expressions.ts'
import { runScript } from './github-script.ts'
import { type Call, callReusable, type Played, playCall, reusable, type Stage, setStage } from './play.ts'
import { callsIn, exampleWorkflows, jobsIn } from './snippets.ts'

const text = readFileSync(reusable, 'utf8')
const jobs = jobsIn(text)
const [example] = exampleWorkflows().filter(({ text }) => callsIn(text).length > 0)
const [callingJob] = callsIn(example?.text ?? '')
const manifest = stringify({
  registries: ['npm_registry', 'cargo_registry', 'pub_repository'].map(registry_type => ({
    ...{ registry_type, url: 'https://packages.acme.example', visibility: 'private', secret_env: 'TOKEN' }
  }))
})

let stage: Stage
beforeEach(async () => {
  stage = await setStage({ '.github/private-registries.yml': manifest })
})
afterEach(async () => {
  const { violations } = stage.github
  await stage.close()
  expect(violations).toEqual([])
})

const secrets = { secrets: '{"TOKEN":"made-up-secret"}' }
const call = (given?: Partial<Call>) => callReusable(stage, given)
const orgsUpTo = (count: number) =>
  Array.from({ length: count }, (_, index) => `org-${String(index + 1).padStart(3, '0')}`)

/** What there is to tell of jobs, in few words. */
const told = (done: Played[]) => done.map(({ name, failed }) => `${name}: ${failed ? 'failed' : 'done'}`)
const outputs = (done: Played[], name: string) =>
  done.flatMap(({ results }) => results.map(result => result.outputs[name]))

/** How many requests have written to organizations. */
const written = () => stage.github.said().filter(line => /^(?!GET).* \/orgs\//.test(line)).length

test('the file has no shell, and actions of GitHub and its own only', () => {
  const uses = Object.values(jobs).flatMap(({ steps }) => steps.map(step => step.uses?.replace(/@.*/, '')))
  const known = ['actions/checkout', 'actions/github-script', './.private-registry-action']
  expect([...new Set(uses)].sort()).toEqual(known.sort())
  expect(text).not.toMatch(/^ *(- )?run:/m)
})

test('plan and apply get the same but for the secrets, so that what was reviewed is what is done', () => {
  const [plan, apply] = ['plan', 'apply'].map(name => JSON.stringify(jobs[name]?.steps))
  const secrets = '"secrets":"${{ secrets.secrets }}",'
  expect(apply).toContain(secrets)
  expect(apply?.replace('${{ inputs.operation }}', 'plan').replace(secrets, '')).toBe(plan)
})

test('the spread is that of docs/scale.md', () => {
  const { inputs }: { inputs: Record<string, { default?: unknown }> } = parse(text).on.workflow_call
  expect(inputs['batch-size']?.default).toBe(usual.batchSize)
  expect(inputs['max-parallel']?.default).toBe(usual.maxParallel)
  expect(text).toContain(`const mostJobs = ${limits.jobsOfMatrix} `)
})

test('where one organization fails its job fails, and all others are done', async () => {
  const orgs = orgsUpTo(5)
  stage.install(...orgs.slice().reverse())
  const path = '/orgs/org-003/private-registries'
  stage.github.answer({ method: 'POST', path }, { status: 422, body: { message: 'No' } }, 3)
  const done = await call({ with: { 'batch-size': 2 }, secrets })
  expect(told(done)).toEqual([
    ...['Find the organizations: done', 'apply (org-001 to org-002): done'],
    ...['apply (org-003 to org-004): failed', 'apply (org-005): done']
  ])
  expect(outputs(done, 'created')).toEqual(['6', '3', '3'])
  expect(done.flatMap(({ complaints }) => complaints).join()).toMatch(/^error: .*org-003/s)
  expect(done.map(({ environment }) => environment).slice(1)).toEqual(Array(3).fill('registries'))
}, 60_000)

/** The environment of the script that finds the organizations. */
const asked = (given: object) => ({
  ...{ ORGS: '*', BATCH_SIZE: '50', ENVIRONMENT: 'registries', ACTION: 'a@b', ...given },
  ...{ APP_ID: String(stage.app.id), APP_PRIVATE_KEY: stage.app.pem }
})
const find = (given: object) =>
  runScript(jobs['find']?.steps[0]?.with['script'] ?? '', asked(given), { github: stage.github })

test('the App lists all pages, once, with a token that is masked; people and suspended ones are left out', async () => {
  for (const org of [...orgsUpTo(101), 'a,b']) stage.app.install(org)
  stage.app.install('octocat', { type: 'User' })
  stage.app.install('sleepy', { suspended: true })
  const { outputs, masks, warnings } = await find({})
  const found = stage.github.exchanges.filter(({ path }) => path.startsWith('/app/installations?'))
  const page = '/app/installations?per_page=100'
  expect(found.map(({ path }) => path)).toEqual([page, `${page}&page=2`])
  expect(found[0]?.headers.authorization).toBe(`bearer ${masks}`)
  expect(warnings).toEqual([
    'Skipped, because the App is installed there under a name that no organization can have: a,b.',
    'Skipped, because the App is suspended there: sleepy.'
  ])
  const batches: { name: string }[] = JSON.parse(outputs['batches'] ?? '')
  expect(batches.map(({ name }) => name)).toEqual(['org-001 to org-050', 'org-051 to org-100', 'org-101'])
})

test('257 organizations are no more than 256 jobs', async () => {
  const { outputs, notices } = await find({ ORGS: orgsUpTo(257).join(), BATCH_SIZE: '1' })
  expect(JSON.parse(outputs['batches'] ?? '')).toHaveLength(129)
  expect(notices).toEqual([
    `'batch-size' is 2 instead of 1: a matrix has at most 256 jobs, for 257 organizations.`
  ])
})

test.each<[name: string, given: Call['with'], by: RegExp, more?: { owner?: 'user'; job?: Call['job'] }]>([
  ['no installation', {}, /the App is installed in none/],
  ['no names', { orgs: ' ' }, /'orgs' is empty/],
  ['another App', { 'app-id': '1' }, /refused to list the App's installations \(404\)/],
  ['batches of none', { orgs: 'a', 'batch-size': 0 }, /'batch-size' is 0/],
  ['an App of a user', { orgs: ' * ' }, /does not belong to an enterprise.* List the org/, { owner: 'user' }],
  ['names of nobody', { environment: 'registries-*', 'batch-size': 1 }, /takes names in 'orgs'/],
  ['one name for a batch', { orgs: 'a, b', environment: 'registries-*' }, /takes 'batch-size' 1/],
  ['an old server', {}, /give 'action-repository' and 'action-ref'/, { job: {} }]
])('%s ends the run before any other job', async (_, given, by, ...[{ owner, ...more } = {}]) => {
  if (owner) stage.install('acme')
  stage.app.owner = owner ?? 'enterprise'
  expect(told(await call({ with: given, ...more }))).toEqual(['Find the organizations: failed'])
  expect(stage.scripted[0]?.failure).toMatch(by)
})

test('on pull_request_target it is planned: nothing is written, without an environment', async () => {
  stage.install('acme', 'globex')
  const done = await call({ github: { event_name: 'pull_request_target', ref: 'refs/pull/7/merge' } })
  expect(told(done).slice(1)).toEqual(['plan (acme to globex): done'])
  expect([outputs(done, 'created'), outputs(done, 'drift'), written()]).toEqual([['6'], ['true'], 0])
  expect(done[1]?.environment).toBeUndefined()
  const group = 'private-registries-plan-refs/pull/7/merge-acme to globex'
  expect(done[1]?.concurrency).toEqual({ group, 'cancel-in-progress': false })
})

test('given names are taken, each once, in batches of one with an environment each', async () => {
  stage.install('acme', 'globex', 'other')
  const inputs = { orgs: '["globex", "acme"],\nACME', 'batch-size': 1, environment: 'registries-*' }
  const told = { 'action-repository': 'org/private-registry-action', 'action-ref': 'v1' }
  const github = { event_name: 'schedule' }
  const done = await call({ with: { ...inputs, ...told }, secrets, github, job: {} })
  expect(done.slice(1).map(({ name, environment }) => [name, environment])).toEqual([
    ['apply (ACME)', 'registries-ACME'],
    ['apply (globex)', 'registries-globex']
  ])
  expect(done[2]?.concurrency).toMatchObject({ group: `private-registries-${stage.app.id}-globex` })
  expect(outputs(done, 'created')).toEqual(['3', '3'])
})

test('the inputs reach the action', async () => {
  stage.install('acme')
  const done = await call({ with: { 'allowed-hosts': 'npm.globex.example' }, secrets })
  expect(done[1]?.failed).toBe(true)
  expect(done[1]?.results[0]?.log).toContain('npm.globex.example')
})

test('each operation can be asked for, and takes as many requests as docs/scale.md reckons', async () => {
  stage.install('acme')
  const counts = []
  for (const operation of ['apply', 'apply', 'plan', 'rotate']) {
    const begin = stage.github.said().length
    const done = await call({ with: { operation }, ...(operation !== 'plan' && { secrets }) })
    expect(done.slice(1).map(({ name, complaints }) => [name, complaints])).toEqual([
      [`${operation} (acme)`, []]
    ])
    const sent = stage.github
      .said()
      .slice(begin)
      .filter(line => !/ \/app(\/installations\?|$)/.test(line))
    const byApp = sent.filter(line => / \/app\/|\/installation$/.test(line)).length
    const reads = sent.filter(line => line.startsWith('GET ')).length
    counts.push({ byApp, byInstallation: sent.length - byApp, points: reads + 5 * (sent.length - reads) })
  }
  expect(size.registries).toBe(3)
  expect(counts).toEqual(tasks.map(costOf))
}, 60_000)

test('the example plans a pull request of its own, applies on push, and then finds no drift', async () => {
  const pull = (full_name: string) => ({
    ...{ event_name: 'pull_request', ref: 'refs/pull/7/merge' },
    event: { pull_request: { head: { repo: { full_name } } } }
  })
  if (!example || !callingJob) throw new Error('There is no example that calls the workflow.')
  const groups = [pull('acme/widgets'), { event_name: 'push' }].map(github =>
    evaluated(callingJob.concurrency, { github })
  )
  expect(groups).toEqual(['refs/pull/7/merge', 'registries'].map(group => ({ group, queue: 'max' })))
  stage.manifests = example.manifests
  stage.install('acme-labs', 'globex')
  const play = (github: Contexts) => playCall(example.text, callingJob, stage, github)
  expect(await play(pull('stranger/widgets'))).toEqual([])
  const planned = await play(pull('acme/widgets'))
  const applied = await play({ event_name: 'push' })
  const again = await play(pull('acme/widgets'))
  expect(told([...planned, ...applied]).filter(line => !line.startsWith('Find'))).toEqual([
    'plan (acme-labs to globex): done',
    'apply (acme-labs to globex): done'
  ])
  expect(outputs(applied, 'created')).toEqual(outputs(planned, 'created'))
  expect([planned, again].flatMap(done => outputs(done, 'drift'))).toEqual(['true', 'false'])
  expect(written()).toBe(4)
}, 60_000)
