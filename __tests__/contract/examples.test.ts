import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { authTypeNames } from '../../src/registries/registry.ts'
import { actionlint } from './actionlint.ts'
import { complaintsAboutWorkflow } from './language-service.ts'
import { complaintsOfRun, fill, playJob, type Stage, setStage } from './play.ts'
import { action, callsIn, exampleWorkflows, jobsIn, usesIn } from './snippets.ts'
import { unpinned } from './workflow-rules.ts'

const workflows = exampleWorkflows()
const manifests = workflows[0]?.manifests ?? {}
const manifest = '.github/private-registries.yml'
const jobs = workflows.flatMap(({ title, text }) =>
  Object.entries(jobsIn(text)).map(([name, job]) => ({ name: `${title}: ${name}`, job }))
)

let stage: Stage
beforeEach(async () => {
  stage = await setStage(manifests)
})
afterEach(async () => {
  expect(stage.github.violations).toEqual([])
  await stage.close()
})

/** Runs a job of an example. */
function play(title: string, job: string, inputs?: Record<string, string>) {
  const workflow = workflows.find(one => one.title === title)
  if (!workflow) throw new Error(`There is no example ${title}.`)
  return playJob(workflow.text, { job, stage, ...(inputs && { inputs }) })
}

function heldBy({ registries }: Stage['acme']): (string | null)[][] {
  return registries.map(({ registry_type, url, visibility, secret }) => [
    registry_type,
    url,
    visibility,
    secret
  ])
}

const wanted = [
  ['npm_registry', 'https://npm.acme.example', 'private', 'made-up-secrets.NPM_TOKEN'],
  ['maven_repository', 'https://maven.acme.example/releases', 'selected', 'made-up-secrets.MAVEN_PASSWORD'],
  ['nuget_feed', 'https://pkgs.dev.azure.com/acme/_packaging/acme/nuget/v3/index.json', 'private', null]
]

test.each(workflows)('GitHub’s language service accepts $title', async ({ text }) => {
  expect(await complaintsAboutWorkflow(text)).toEqual([])
})

test('actionlint accepts them', async () => {
  expect(await actionlint(...workflows.map(({ title }) => `examples/${title}`))).toEqual([])
}, 60_000)

test.each([
  { name: 'a wrong input', from: 'app-id:', to: 'app:', by: /app/ },
  { name: 'a wrong secret', from: 'app-private-key:', to: 'key:', by: /key/ },
  { name: 'another version', from: 'apply.yml@v1', to: 'apply.yml@v2', by: /Unable to find/ }
])('the language service refuses a call with $name', async ({ from, to, by }) => {
  const [call] = workflows.filter(({ text }) => callsIn(text).length > 0)
  const complaints = await complaintsAboutWorkflow(call?.text.replace(from, to) ?? '')
  expect(complaints.join('\n')).toMatch(by)
})

test.each(workflows)('$title is complete: its place, its name, and what each job may do', ({ text }) => {
  expect(text).toMatch(/^# \.github\/workflows\/[\w-]+\.yml\n/)
  const { name, permissions } = parse(text)
  expect([typeof name, permissions]).toEqual(['string', {}])
})

test.each(workflows)(
  '$title pins the actions of others by commit, with the version beside it',
  ({ text }) => {
    expect(unpinned(text)).toEqual([])
  }
)

test('the manifests show every way to authenticate', () => {
  const shown = Object.values(manifests).flatMap(text => text.match(/(?<=auth_type: )\w+/g) ?? [])
  expect(new Set([...shown, 'token'])).toEqual(new Set(authTypeNames))
})

test.each(jobs)('$name gives its manifest the variables that it names, and no other', ({ job }) => {
  for (const { with: inputs, env } of job.steps.filter(step => step.uses === action)) {
    if (!/^(apply|rotate)$/.test(inputs['operation'] ?? '')) continue
    const named = manifests[inputs['manifest'] ?? '']?.match(/(?<=secret_env: )\w+/g) ?? []
    const given = Object.keys(env).filter(name => !/^(NODE_|HTTPS_PROXY$)/.test(name))
    expect(given).toEqual(named)
  }
})

const ofTheAction = workflows.filter(({ text }) => callsIn(text).length === 0)

test.each(ofTheAction)(
  'the action does what $title asks for, without complaint',
  async ({ text }) => {
    const uses = usesIn(text)
    expect(uses).not.toEqual([])
    const complaints = await Promise.all(uses.map(use => complaintsOfRun(use, manifests)))
    expect(complaints).toEqual(uses.map(() => []))
  },
  60_000
)

test.each(jobs)('$name has the least permission, keeps no token, and runs alone if it writes', ({ job }) => {
  const uses = (name: string) => job.steps.some(step => step.uses?.startsWith(`${name}@`))
  const writes = job.steps.some(
    step => step.uses === action && /^(apply|rotate)$/.test(step.with['operation'] ?? '')
  )
  expect(job.permissions ?? {}).toEqual({
    ...((uses('actions/checkout') || job.uses) && { contents: 'read' }),
    ...(uses('actions/github-script') && { 'pull-requests': 'write' }),
    ...(uses('aws-actions/configure-aws-credentials') && { 'id-token': 'write' })
  })
  for (const { uses, with: inputs } of job.steps)
    if (uses?.startsWith('actions/checkout@')) expect(inputs).toEqual({ 'persist-credentials': 'false' })
  if (writes) expect(job.concurrency).toEqual({ group: 'registries', queue: 'max' })
  else expect(JSON.stringify(job.steps)).not.toContain('secrets.REGISTRIES_TOKEN')
})

test.each(jobs)('$name puts no expression into a script', ({ job }) => {
  for (const { run = '', with: given } of job.steps)
    expect(run + (given['script'] ?? '')).not.toContain('${{')
})

test('the first workflow makes the registries, and a second run changes nothing', async () => {
  await play('apply.yml', 'apply')
  expect(heldBy(stage.acme)).toEqual(wanted)
  expect(stage.acme.registries[1]?.selected_repository_ids).toHaveLength(3)
  const { results } = await play('apply.yml', 'apply')
  expect(results[0]?.outputs).toMatchObject({ drift: 'false', created: '0', unchanged: '2' })
})

test('a pull request gets one comment with the plan, which is applied on merge', async () => {
  const title = 'plan-and-apply.yml'
  const planned = await play(title, 'plan')
  expect(planned.complaints).toEqual([])
  expect(stage.comments.map(({ body }) => body)).toEqual([
    `<!-- private registries -->\n${planned.results[0]?.outputs['summary']}`
  ])
  expect(stage.acme.registries).toEqual([])
  const { results } = await play(title, 'apply')
  expect(heldBy(stage.acme)).toEqual(wanted)
  const actions = [...planned.results, ...results].map(({ outputs }) =>
    JSON.parse(outputs['changes'] ?? '').map((change: { action: string }) => change.action)
  )
  expect(actions[0]).toEqual(actions[1])
  await play(title, 'plan')
  expect(stage.comments).toHaveLength(1)
  expect(stage.comments[0]?.body).toContain('Drift: no')
})

test('the comment of somebody else is left alone', async () => {
  const body = '<!-- private registries -->\nI am no plan.'
  stage.comments.push({ id: 1, user: { login: 'octocat' }, body }, { id: 2, user: null, body })
  await play('plan-and-apply.yml', 'plan')
  expect(stage.comments).toHaveLength(3)
  expect(stage.comments[0]?.body).toBe(body)
})

test('a new organization gets what is not limited to others', async () => {
  const labs = stage.github.addOrganization('acme-labs')
  stage.app.install('acme-labs')
  const { complaints } = await play('new-organization.yml', 'apply', { org: 'acme-labs' })
  expect(complaints).toEqual([expect.stringMatching(/:17: 'orgs' names acme, but none of the step's/)])
  expect(heldBy(labs)).toEqual([wanted[0], wanted[2]])
  expect(stage.acme.registries).toEqual([])
})

test('an App makes the registries in every organization that it is installed in', async () => {
  const [labs, stranger] = ['acme-labs', 'stranger'].map(login => stage.github.addOrganization(login))
  stage.app.install('acme-labs')
  const { complaints } = await play('github-app.yml', 'apply')
  expect(complaints).toEqual([])
  expect(labs && heldBy(labs)).toEqual([wanted[0], wanted[2]])
  expect(heldBy(stage.acme)).toEqual(wanted)
  expect(stranger?.registries).toEqual([])
})

test('an exported manifest plans to no change', async () => {
  await play('apply.yml', 'apply')
  await play('export.yml', 'export')
  const exported = readFileSync(join(stage.workspace, 'private-registries.yml'), 'utf8')
  stage.manifests = { [manifest]: exported }
  const { results, complaints } = await play('drift.yml', 'drift')
  expect(complaints).toEqual([])
  expect(results[0]?.outputs).toMatchObject({ drift: 'false', unchanged: '3' })
})

test('drift is found', async () => {
  await play('apply.yml', 'apply')
  const before = await play('drift.yml', 'drift')
  const [registry] = stage.acme.registries
  if (registry) registry.visibility = 'all'
  const after = await play('drift.yml', 'drift')
  const drift = [before, after].map(({ results }) => results[0]?.outputs['drift'])
  expect(drift).toEqual(['false', 'true'])
})

test('only secrets of that age are rotated', async () => {
  fill(stage.acme, manifests[manifest])
  const [npm] = stage.acme.registries
  if (npm) npm.updated_at = '2026-01-01T00:00:00Z'
  const begun = stage.github.exchanges.length
  const { complaints } = await play('rotate.yml', 'rotate')
  expect(complaints).toEqual([])
  expect(
    stage.github
      .said()
      .slice(begun)
      .filter(said => !said.startsWith('GET'))
  ).toEqual(['PATCH /orgs/acme/private-registries/NPM_REGISTRY_SECRET'])
  expect(stage.acme.registries.map(({ secret }) => secret)).toEqual([
    'made-up-secrets.NPM_TOKEN',
    'old',
    'old'
  ])
})

test('each provider of OpenID Connect gets its registry, and none has a secret', async () => {
  const { complaints } = await play('oidc.yml', 'apply')
  expect(complaints).toEqual([])
  expect(stage.acme.registries.map(({ auth_type, secret }) => [auth_type, secret])).toEqual(
    ['azure', 'aws', 'jfrog', 'cloudsmith', 'gcp'].map(provider => [`oidc_${provider}`, null])
  )
})

test('one registry is made for the repositories that are named', async () => {
  await play('one-registry.yml', 'apply')
  const [npm, ...others] = stage.acme.registries
  expect([npm?.url, npm?.secret, others]).toEqual([
    'https://npm.acme.example',
    'made-up-secrets.NPM_TOKEN',
    []
  ])
  expect(npm?.selected_repository_ids).toHaveLength(3)
})

test('a server gets the registries from elsewhere', async () => {
  const { complaints } = await play('enterprise-server.yml', 'apply')
  expect(complaints).toEqual([])
  expect(heldBy(stage.acme)).toEqual(wanted)
})

test('the minted token is written to all its registries, and nothing else is', async () => {
  fill(stage.acme, manifests['.github/codeartifact.yml'])
  const untouched = stage.acme.addRegistry({ registry_type: 'git_source', url: 'https://git.acme.example' })
  const { complaints } = await play('rotate-minted-token.yml', 'rotate')
  expect(complaints).toEqual([])
  const minted = 'made-up-steps.mint.outputs.token'
  expect(stage.acme.registries.map(({ secret }) => secret)).toEqual([minted, minted, untouched.secret])
})

test('a token that is minted is masked before it is handed on', () => {
  const steps = jobs.flatMap(({ job }) => job.steps.filter(({ run }) => run?.includes('GITHUB_OUTPUT')))
  expect(steps).toHaveLength(1)
  expect(steps[0]?.run).toMatch(/^token=.*\n.*::add-mask::\$token.*\n.*token=\$token.*GITHUB_OUTPUT/)
})
