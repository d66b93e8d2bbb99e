import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import type { App } from '../github/app.ts'
import type { GivenRegistry, Organization } from '../github/organization.ts'
import { type LocalGitHub, startGitHub } from '../github/server.ts'
import { defaultToken } from '../github/tokens.ts'
import type { StepResult } from '../runner/result.ts'
import { runStep } from '../runner/step.ts'
import { type Comment, commentScript } from './comments.ts'
import { action, jobsIn, type Manifests, type StepOfJob } from './snippets.ts'

/** A repository of the organization acme, whose workflows run against a GitHub on this machine. */
export interface Stage {
  github: LocalGitHub
  acme: Organization
  /** The App of the workflows, installed in acme. */
  app: App
  /** The comments of the pull request. */
  comments: Comment[]
  /** The folder of the job; a checkout brings the manifests. */
  workspace: string
  manifests: Manifests
  close(): Promise<void>
}

/** What came of the uses of the action in a job. */
export interface Played {
  results: StepResult[]
  /** Every annotation but notices. */
  complaints: string[]
}

/** Sets the stage. */
export async function setStage(manifests: Manifests): Promise<Stage> {
  const github = await startGitHub()
  const acme = github.addOrganization('acme', { repositories: ['web', 'api-orders', 'api-users'] })
  github.addToken(readToken, {
    kind: 'fine-grained',
    permissions: { organization_private_registries: 'read', metadata: 'read' }
  })
  const app = github.addApp()
  app.install('acme')
  const workspace = mkdtempSync(join(tmpdir(), 'workflow-'))
  return {
    github,
    acme,
    app,
    comments: [],
    workspace,
    manifests,
    async close() {
      rmSync(workspace, { recursive: true })
      await github.close()
    }
  }
}

/** Puts every registry of a manifest into an organization, with another secret. */
export function fill(organization: Organization, manifest = '', given: Partial<GivenRegistry> = {}): void {
  const { defaults = {}, registries }: { defaults?: object; registries: GivenRegistry[] } = parse(manifest)
  for (const registry of registries) {
    const { orgs, secret_env, selected_repositories, ...fields }: GivenRegistry & Record<string, unknown> = {
      ...defaults,
      ...registry
    }
    organization.addRegistry({ ...fields, secret: 'old', ...given })
  }
}

/** Runs a use of the action as the runner would, where it should succeed; returns everything that it complains of. */
export async function complaintsOfRun(use: StepOfJob, manifests: Manifests = {}): Promise<string[]> {
  const stage = await setStage(manifests)
  const { operation, manifest, name, 'registry-type': given, url } = use.with
  const type = given ?? name?.replace(/_SECRET$/, '').toLowerCase()
  try {
    if (operation === 'rotate' && manifest) fill(stage.acme, manifests[manifest])
    else if (operation !== 'create' && type !== undefined)
      stage.acme.addRegistry({
        registry_type: type,
        url: url ?? 'https://registry.acme.example',
        secret: 'old'
      })
    const { results, complaints } = await playSteps([checkout, use], stage, { org: 'acme' })
    const failed = complaints.length === 0 && results.some(({ exitCode }) => exitCode !== 0)
    return [...complaints, ...stage.github.violations, ...(failed ? ['It failed.'] : [])]
  } finally {
    await stage.close()
  }
}

/** Runs a job of a workflow, with the inputs of a workflow_dispatch. */
export function playJob(
  workflow: string,
  { job, stage, inputs = {} }: { job: string; stage: Stage; inputs?: Record<string, string> }
): Promise<Played> {
  const steps = jobsIn(workflow)[job]?.steps
  if (!steps) throw new Error(`There is no job ${job}.`)
  return playSteps(steps, stage, inputs)
}

const readToken = 'github_pat_made_up_that_may_only_read'
const checkout: StepOfJob = { uses: 'actions/checkout@v5', with: {}, env: {} }

/** Runs steps one after the other. Those of other actions, and scripts, do in this process what matters here, or nothing. */
async function playSteps(
  steps: readonly StepOfJob[],
  { github, app, comments, workspace, manifests }: Stage,
  inputs: Record<string, string>
): Promise<Played> {
  const outputs = new Map<string, string>()
  const results: StepResult[] = []
  for (const step of steps) {
    const fill = (texts: Record<string, string>) => filledIn(texts, { inputs, outputs, app })
    if (step.uses?.startsWith('actions/checkout@')) checkOut(manifests, workspace)
    if (step.uses?.startsWith('actions/github-script@'))
      await commentScript(step.with['script'] ?? '', fill(step.env), comments)
    if (step.uses !== action) continue
    const given = fill(step.with)
    if (given['github-api-url'] !== undefined) given['github-api-url'] = github.url
    if (/^(apply|rotate)$/.test(given['operation'] ?? '')) given['write-interval'] = '0s'
    const env = fill(step.env)
    const result = await runStep({ with: given, env, github: { api_url: github.url }, workspace })
    for (const [name, value] of Object.entries(result.outputs))
      outputs.set(`steps.${step.id}.outputs.${name}`, value)
    results.push(result)
  }
  const said = results.flatMap(({ annotations }) => annotations).filter(({ level }) => level !== 'notice')
  return { results, complaints: said.map(({ level, message }) => `${level}: ${message}`) }
}

function checkOut(manifests: Manifests, workspace: string): void {
  for (const [path, text] of Object.entries(manifests)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true })
    writeFileSync(join(workspace, path), text)
  }
}

interface Contexts {
  inputs: Record<string, string>
  outputs: ReadonlyMap<string, string>
  app: App
}

/** The texts with values for the expressions that README and examples use. */
function filledIn(texts: Record<string, string>, contexts: Contexts): Record<string, string> {
  const fill = (text: string) =>
    text.replaceAll(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => value(expression, contexts))
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fill(text)]))
}

function value(expression: string, { inputs, outputs, app }: Contexts): string {
  const known = outputs.get(expression) ?? inputs[expression.replace('inputs.', '')]
  if (known !== undefined) return known
  if (expression.endsWith('REGISTRIES_READ_TOKEN')) return readToken
  if (expression.endsWith('REGISTRIES_TOKEN')) return defaultToken
  if (expression === 'vars.REGISTRIES_APP_ID') return String(app.id)
  if (expression === 'secrets.REGISTRIES_APP_KEY') return app.pem
  // What steps give that do not run here.
  if (/^(secrets\.\w+|steps\.mint\.outputs\.token)$/.test(expression)) return `made-up-${expression}`
  throw new Error(`No value is made up for the expression ${expression}.`)
}
