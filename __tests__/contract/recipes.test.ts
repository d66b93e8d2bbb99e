import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { fill, playJob, type Stage, setStage } from './play.ts'
import { action, jobsIn, manifestsIn, workflowsIn } from './snippets.ts'

const readme = readFileSync('README.md', 'utf8')
const manifests = manifestsIn(readme)
const manifest = '.github/private-registries.yml'
const workflows = workflowsIn(readme).filter(({ text }) => !text.startsWith('on:'))
const jobs = workflows.flatMap(({ title, text }) =>
  Object.entries(jobsIn(text)).map(([name, job]) => ({ name: `${title}: ${name}`, text, job }))
)

let stage: Stage
beforeEach(async () => {
  stage = await setStage(manifests)
})
afterEach(async () => {
  expect(stage.github.violations).toEqual([])
  await stage.close()
})

/** Runs a job of the recipe under a heading. */
function play(title: string, job: string, inputs?: Record<string, string>) {
  const workflow = workflows.find(one => one.title === title)
  if (!workflow) throw new Error(`There is no recipe "${title}".`)
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
  ['docker_registry', 'https://acme.azurecr.io', 'private', null]
]

test('a workflow is complete: it has a name, and every job its permissions', () => {
  expect(jobs.length).toBeGreaterThan(6)
  expect(workflows.filter(({ text }) => parse(text).permissions === undefined)).toEqual([])
  expect(workflows.filter(({ text }) => !parse(text).name)).toEqual([])
})

test.each(jobs)('$name has the least permission, and runs alone if it writes', ({ job }) => {
  const uses = (name: string) => job.steps.some(step => step.uses?.startsWith(`${name}@`))
  const writes = job.steps.some(
    step => step.uses === action && /^(apply|rotate)$/.test(step.with['operation'] ?? '')
  )
  expect(job.permissions ?? {}).toEqual({
    ...((uses('actions/checkout') || job.uses) && { contents: 'read' }),
    ...(uses('actions/github-script') && { 'pull-requests': 'write' }),
    ...(uses('aws-actions/configure-aws-credentials') && { 'id-token': 'write' })
  })
  if (writes) expect(job.concurrency).toBe('registries')
  else expect(JSON.stringify(job.steps)).not.toContain('secrets.REGISTRIES_TOKEN')
})

test.each(jobs)('$name puts no expression into a script', ({ job }) => {
  for (const { run = '', with: given } of job.steps)
    expect(run + (given['script'] ?? '')).not.toContain('${{')
})

test('the first workflow makes the registries, and a second run changes nothing', async () => {
  await play('A first workflow', 'apply')
  expect(heldBy(stage.acme)).toEqual(wanted)
  expect(stage.acme.registries[1]?.selected_repository_ids).toHaveLength(3)
  const { results } = await play('A first workflow', 'apply')
  expect(results[0]?.outputs).toMatchObject({ drift: 'false', created: '0', unchanged: '2' })
})

test('a pull request gets one comment with the plan, which is applied on merge', async () => {
  const title = 'Plan in the pull request, apply on merge'
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
  await play('Plan in the pull request, apply on merge', 'plan')
  expect(stage.comments).toHaveLength(3)
  expect(stage.comments[0]?.body).toBe(body)
})

test('a new organization gets what is not limited to others', async () => {
  const labs = stage.github.addOrganization('acme-labs')
  stage.app.install('acme-labs')
  const { complaints } = await play('Bootstrap a new organization', 'apply', { org: 'acme-labs' })
  expect(complaints).toEqual([])
  expect(heldBy(labs)).toEqual([wanted[0], wanted[2]])
  expect(stage.acme.registries).toEqual([])
})

test('an App makes the registries in every organization that it is installed in', async () => {
  const [labs, stranger] = ['acme-labs', 'stranger'].map(login => stage.github.addOrganization(login))
  stage.app.install('acme-labs')
  const { complaints } = await play('A GitHub App for many organizations', 'apply')
  expect(complaints).toEqual([])
  expect(labs && heldBy(labs)).toEqual([wanted[0], wanted[2]])
  expect(heldBy(stage.acme)).toEqual(wanted)
  expect(stranger?.registries).toEqual([])
})

test('an exported manifest plans to no change', async () => {
  await play('A first workflow', 'apply')
  await play('Adopt an organization', 'export')
  const exported = readFileSync(join(stage.workspace, 'private-registries.yml'), 'utf8')
  stage.manifests = { [manifest]: exported }
  const { results, complaints } = await play('Report drift', 'drift')
  expect(complaints).toEqual([])
  expect(results[0]?.outputs).toMatchObject({ drift: 'false', unchanged: '3' })
})

test('drift is found', async () => {
  await play('A first workflow', 'apply')
  const before = await play('Report drift', 'drift')
  const [registry] = stage.acme.registries
  if (registry) registry.visibility = 'all'
  const after = await play('Report drift', 'drift')
  const drift = [before, after].map(({ results }) => results[0]?.outputs['drift'])
  expect(drift).toEqual(['false', 'true'])
})

test('only secrets of that age are rotated', async () => {
  fill(stage.acme, manifests[manifest])
  const [npm] = stage.acme.registries
  if (npm) npm.updated_at = '2026-01-01T00:00:00Z'
  const begun = stage.github.exchanges.length
  const { complaints } = await play('Rotate secrets by age', 'rotate')
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

test('the minted token is written to all its registries, and nothing else is', async () => {
  fill(stage.acme, manifests['.github/codeartifact.yml'])
  const untouched = stage.acme.addRegistry({ registry_type: 'git_source', url: 'https://git.acme.example' })
  const { complaints } = await play('Rotate a token that the same job mints', 'rotate')
  expect(complaints).toEqual([])
  const minted = 'made-up-steps.mint.outputs.token'
  expect(stage.acme.registries.map(({ secret }) => secret)).toEqual([minted, minted, untouched.secret])
})

test('a token that is minted is masked before it is handed on', () => {
  const steps = jobs.flatMap(({ job }) => job.steps.filter(({ run }) => run?.includes('GITHUB_OUTPUT')))
  expect(steps).toHaveLength(1)
  expect(steps[0]?.run).toMatch(/^token=.*\n.*::add-mask::\$token.*\n.*token=\$token.*GITHUB_OUTPUT/)
})
