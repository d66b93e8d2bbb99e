import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { authTypeNames } from '../../src/registries/registry.ts'
import { serve } from '../github/raw-server.ts'
import type { GivenRegistry, Organization } from '../local-github/organization.ts'
import { type Needs, playJob, type Stage, setStage } from './play.ts'
import { action, exampleWorkflows, jobsIn, usesIn, workflowOf, workflowsIn } from './snippets.ts'

const workflows = exampleWorkflows()
const manifests = workflows[0]?.manifests ?? {}
const manifest = '.github/private-registries.yml'
const jobs = workflows.flatMap(({ title, text }) =>
  Object.entries(jobsIn(text)).map(([name, job]) => ({ name: `${title}: ${name}`, job }))
)

let stage: Stage
let acme: Organization
beforeEach(async () => {
  stage = await setStage(manifests)
  acme = stage.github.addOrganization('acme', { repositories: ['web', 'api-orders', 'api-users'] })
  stage.app.install('acme')
})
afterEach(async () => {
  expect(stage.github.violations).toEqual([])
  await stage.close()
})

/** Runs a job of an example. */
function play(title: string, job: string, inputs: Record<string, string> = {}, needs: Needs = {}) {
  const text = workflows.find(one => one.title === title)?.text ?? ''
  return playJob(text, { job, stage, inputs, needs })
}

/** Runs a job of an example that nothing is wrong with. */
async function playWell(...given: Parameters<typeof play>) {
  const played = await play(...given)
  expect(played.complaints).toEqual([])
  return played
}

/** Puts every registry of a manifest into acme, with another secret. */
function fill(text = ''): void {
  const { defaults = {}, registries }: { defaults?: object; registries: GivenRegistry[] } = parse(text)
  for (const registry of registries) {
    const all: GivenRegistry & Record<string, unknown> = { ...defaults, ...registry }
    const { orgs, secret_env, selected_repositories, ...fields } = all
    acme.addRegistry({ ...fields, secret: 'old' })
  }
}

const heldBy = ({ registries }: Organization) =>
  registries.map(({ registry_type, url, visibility, secret }) => [registry_type, url, visibility, secret])
const secretsOf = ({ registries }: Organization) => registries.map(({ secret }) => secret)

const wanted = [
  ['npm_registry', 'https://npm.acme.example', 'private', 'made-up "NPM_TOKEN"'],
  ['maven_repository', 'https://maven.acme.example/releases', 'selected', 'made-up "MAVEN_PASSWORD"'],
  ['nuget_feed', 'https://pkgs.dev.azure.com/acme/_packaging/acme/nuget/v3/index.json', 'private', null]
]

/** The actions that log in somewhere with OpenID Connect. */
const logins = ['aws-actions/configure-aws-credentials', 'azure/login', 'hashicorp/vault-action']

test('the manifests show every way to authenticate', () => {
  const shown = Object.values(manifests).flatMap(text => text.match(/(?<=auth_type: )\w+/g) ?? [])
  expect(new Set([...shown, 'token'])).toEqual(new Set(authTypeNames))
})

test.each(jobs)('$name has the least permission, keeps no token, and runs alone if it writes', ({ job }) => {
  const uses = (name: string) => job.steps.some(step => step.uses?.startsWith(`${name}@`))
  const writes = job.steps.filter(
    step => step.uses === action && /^(apply|rotate)$/.test(step.with['operation'] ?? '')
  )
  expect(job.permissions ?? {}).toEqual({
    ...((uses('actions/checkout') || job.uses) && { contents: 'read' }),
    ...(uses('actions/github-script') && { 'pull-requests': 'write' }),
    ...(logins.some(uses) && { 'id-token': 'write' })
  })
  for (const { run = '', uses, with: inputs } of job.steps) {
    if (uses?.startsWith('actions/checkout@')) expect(inputs).toEqual({ 'persist-credentials': 'false' })
    expect(run + (inputs['script'] ?? '')).not.toContain('${{')
  }
  if (writes.length > 0) expect(job.concurrency).toEqual({ group: 'registries', queue: 'max' })
  else expect(JSON.stringify(job.steps)).not.toContain('secrets.REGISTRIES_TOKEN')
  for (const { with: inputs, env } of writes) {
    const named = manifests[inputs['manifest'] ?? '']?.match(/(?<=secret_env: )\w+/g) ?? []
    expect(Object.keys(env).filter(name => !/^(NODE_|HTTPS_PROXY$)/.test(name))).toEqual(named)
  }
})

test.each(['apply.yml', 'enterprise-server.yml'])(
  '%s makes the registries, then changes nothing',
  async title => {
    await playWell(title, 'apply')
    expect(heldBy(acme)).toEqual(wanted)
    expect(acme.registries[1]?.selected_repository_ids).toHaveLength(3)
    const { results } = await play(title, 'apply')
    expect(results[0]?.outputs).toMatchObject({ drift: 'false', created: '0', unchanged: '2' })
  }
)

test('an exported manifest plans to no change, and drift is found', async () => {
  fill(manifests[manifest])
  await playWell('export.yml', 'export')
  const exported = readFileSync(join(stage.workspace, 'private-registries.yml'), 'utf8')
  stage.manifests = { [manifest]: exported }
  const before = await playWell('drift.yml', 'drift')
  Object.assign(acme.registries[0] ?? {}, { visibility: 'all' })
  const after = await playWell('drift.yml', 'drift')
  expect([before, after].map(({ results }) => results[0]?.outputs)).toMatchObject([
    { drift: 'false', unchanged: '3' },
    { drift: 'true', unchanged: '2' }
  ])
})

test('a pull request gets one comment with the plan, and what was approved is applied, nothing else', async () => {
  const title = 'plan-and-apply.yml'
  const body = '<!-- private registries -->\nI am no plan.'
  stage.comments.push({ id: 1, user: { login: 'octocat' }, body }, { id: 2, user: null, body })
  const planned = await playWell(title, 'plan')
  const plan = `<!-- private registries -->\n${planned.results[0]?.outputs['summary']}`
  expect(stage.comments.map(({ body }) => body)).toEqual([body, body, plan])
  expect(acme.registries).toEqual([])
  const onMain = { plan: { result: 'success', outputs: planned.outputs } }
  expect(planned.outputs).toEqual({ changed: 'true', 'plan-id': expect.stringMatching(/^[0-9a-f]{64}$/) })
  const other = acme.addRegistry({ registry_type: 'npm_registry', url: 'https://npm.acme.example' })
  expect(await play(title, 'apply', {}, onMain)).toMatchObject({ failed: true })
  expect(acme.registries).toEqual([other])
  acme.removeRegistry(other)
  const applied = await playWell(title, 'apply', {}, onMain)
  expect(heldBy(acme)).toEqual(wanted)
  const [first, second] = [planned, applied].map(({ results }) => results[0]?.outputs['plan-id'])
  expect(first).toBe(second)
  await play(title, 'plan')
  expect(stage.comments).toHaveLength(3)
  expect(stage.comments[2]?.body).toContain('No drift')
})

test.each([
  ['new-organization.yml', { org: 'acme-labs' }, [], /'orgs' \(acme\) matches none/],
  ['github-app.yml', {}, wanted, /^$/]
])('%s makes the registries where the App is installed and they belong', async (...given) => {
  const [title, inputs, inAcme, says] = given
  const [labs, stranger] = ['acme-labs', 'stranger'].map(login => stage.github.addOrganization(login))
  stage.app.install('acme-labs')
  expect((await play(title, 'apply', inputs)).complaints.join('\n')).toMatch(says)
  expect(labs && heldBy(labs)).toEqual([wanted[0], wanted[2]])
  expect(heldBy(acme)).toEqual(inAcme)
  expect(stranger?.registries).toEqual([])
})

test.each(['rotate.yml', 'rotate-vault.yml', 'rotate-aws.yml', 'rotate-azure.yml'])(
  '%s writes every secret again, however young it is',
  async title => {
    fill(manifests[manifest])
    await playWell(title, 'rotate')
    const made = (name: string) => (title === 'rotate.yml' ? `made-up "${name}"` : `made-up stored ${name}`)
    expect(secretsOf(acme)).toEqual([made('NPM_TOKEN'), made('MAVEN_PASSWORD'), 'old'])
  }
)

test('the minted token is written to all its registries and nothing else', async () => {
  fill(manifests['.github/codeartifact.yml'])
  acme.addRegistry({ registry_type: 'git_source', url: 'https://git.acme.example', secret: 'its own' })
  await playWell('rotate-minted-token.yml', 'rotate')
  expect(secretsOf(acme)).toEqual(['made-up minted', 'made-up minted', 'its own'])
})

test.each([
  ['verify-before-apply.yml', /^$/, ['accepted', 'accepted', 'skipped']],
  ['verify-nightly.yml', /^$/, ['accepted', 'accepted', 'skipped']],
  // The addresses of this test are not among those that it allows.
  ['verify-pull-request.yml', /not in 'allowed-hosts'/, []]
])('%s asks the registries of the manifest', async (title, complaint, verdicts) => {
  const registry = await serve(({ headers: { authorization = '' } }, response) => {
    const isGood = /^Bearer made-up "NPM_TOKEN"$|^Basic /.test(authorization)
    response.writeHead(isGood ? 404 : 401).end()
  })
  const text = manifests[manifest]?.replaceAll(/https:\/\/(npm|maven)\.acme\.example/g, registry.url) ?? ''
  stage.manifests = { [manifest]: text }
  const { complaints, results } = await play(title, 'verify')
  await registry.close()
  expect(complaints.filter(text => !text.includes('http:')).join('\n')).toMatch(complaint)
  const verified: { verdict: string }[] = JSON.parse(results[0]?.outputs['verified'] ?? '')
  expect(verified.map(({ verdict }) => verdict)).toEqual(verdicts)
  expect(stage.github.said()).toEqual([])
})

test('each provider of OpenID Connect gets its registry, and none has a secret', async () => {
  await playWell('oidc.yml', 'apply')
  expect(acme.registries.map(({ auth_type, secret }) => [auth_type, secret])).toEqual(
    ['azure', 'aws', 'jfrog', 'cloudsmith', 'gcp'].map(provider => [`oidc_${provider}`, null])
  )
})

test('one registry is made for the repositories that are named', async () => {
  await playWell('one-registry.yml', 'apply')
  const [, url, , secret] = wanted[0] ?? []
  expect(acme.registries).toMatchObject([
    { url, secret, selected_repository_ids: Array(3).fill(expect.any(Number)) }
  ])
})

test('every value that a script hands on is masked first', () => {
  const steps = jobs.flatMap(({ job }) => job.steps.filter(({ run }) => run?.includes('GITHUB_OUTPUT')))
  expect(steps).toHaveLength(3)
  const masked = /^ *(\w+)="\$\(.*\)"\n *echo "::add-mask::\$\1"\n.*=\$\1" >> "\$GITHUB_OUTPUT"/m
  for (const { run } of steps) expect(run).toMatch(masked)
})

const docs = readdirSync('docs').filter(name => name.endsWith('.md'))
const pages = ['README.md', ...docs.map(name => `docs/${name}`)]
const quoted = pages.flatMap(page => workflowsIn(readFileSync(page, 'utf8')))
const played = new Set(workflows.flatMap(({ text }) => usesIn(text)).map(use => JSON.stringify(use.with)))
// What they quote of the examples is played above.
const uses = quoted
  .flatMap(({ title, text, manifests }) => usesIn(text).map(use => ({ title, use, manifests })))
  .filter(({ use }) => !played.has(JSON.stringify(use.with)))

test.each(uses)('the action does what README and docs ask for: $title', async ({ use, manifests }) => {
  const { operation, manifest, name, 'registry-type': type = name?.replace(/_SECRET$/, '') } = use.with
  if (operation === 'rotate' && manifest) fill(manifests[manifest])
  else if (operation !== 'create' && type !== undefined)
    acme.addRegistry({
      registry_type: type.toLowerCase(),
      url: use.with['url'] ?? 'https://registry.acme.example',
      secret: 'old'
    })
  stage.manifests = manifests
  const step = `- uses: actions/checkout@v1\n- ${JSON.stringify({ ...use, uses: action })}`
  const { complaints, failed } = await playJob(workflowOf(step), { job: 'example', stage })
  expect([failed, complaints]).toEqual([false, []])
})

test('every workflow of README and docs uses the action', () => {
  expect(quoted.filter(({ text }) => usesIn(text).length === 0)).toEqual([])
  expect(uses.length).toBeGreaterThan(1)
})
