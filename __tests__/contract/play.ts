// Plays workflows against a GitHub on this machine, their expressions evaluated by GitHub's own library.
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parse } from 'yaml'
import { startGitHub } from '../local-github/server.ts'
import { defaultToken } from '../local-github/tokens.ts'
import type { StepResult } from '../runner/result.ts'
import { runStep } from '../runner/step.ts'
import { type Contexts, evaluated, evaluatedTexts, holds } from './expressions.ts'
import { type Comment, runScript, type Scripted } from './github-script.ts'
import { action, type Job, jobsIn, type Manifests, type StepOfJob } from './snippets.ts'

/** A repository acme/widgets with pull request 7, whose workflows run against a GitHub on this machine. */
export type Stage = Awaited<ReturnType<typeof setStage>>

/** A job that has run, one for each place in a matrix, as GitHub shows it. */
export type Played = Awaited<ReturnType<typeof runJob>>

/** How a workflow is called; the `job` context holds what the server tells of the called one. */
export type Call = Record<'with' | 'secrets' | 'github' | 'job', Record<string, unknown>>

const readToken = 'github_pat_made_up_that_may_only_read'
/** What the other steps of the examples hand on. */
const elsewhere = {
  token: 'made-up minted',
  NPM_TOKEN: 'made-up stored NPM_TOKEN',
  MAVEN_PASSWORD: 'made-up stored MAVEN_PASSWORD'
}
const own = { workflow_repository: 'org/private-registry-action', workflow_sha: 'f'.repeat(40) }
const push = { event_name: 'push', ref: 'refs/heads/main', token: 'made-up', repository: 'acme/widgets' }

/** The reusable workflow. */
export const reusable = '.github/workflows/apply.yml'

/** Sets the stage. */
export async function setStage(manifests: Manifests) {
  const github = await startGitHub()
  const permissions = { organization_private_registries: 'read', metadata: 'read' } as const
  github.addToken(readToken, { kind: 'fine-grained', permissions })
  const app = github.addApp()
  return {
    ...{ github, app },
    /** The folder of the job; a checkout brings the manifests. */
    workspace: mkdtempSync(join(tmpdir(), 'workflow-')),
    manifests,
    comments: [] as Comment[],
    /** What the scripts have said. */
    scripted: [] as Scripted[],
    /** Adds organizations in which the App is installed. */
    install(...orgs: string[]) {
      for (const org of orgs) {
        github.addOrganization(org)
        app.install(org)
      }
    },
    async close() {
      rmSync(this.workspace, { recursive: true })
      await github.close()
    }
  }
}

/** The contexts of a job of this text, with a made-up value for each secret that it names. */
function contextsOf(text: string, { app }: Stage, given: Contexts = {}): Contexts {
  const names = [...text.matchAll(/\bsecrets\.(\w+)/g)].map(([, name = '']) => name)
  const known: Record<string, string> = { REGISTRIES_APP_KEY: app.pem, REGISTRIES_READ_TOKEN: readToken }
  const made = (name: string) => (name.endsWith('REGISTRIES_TOKEN') ? defaultToken : `made-up "${name}"`)
  const secrets = Object.fromEntries(names.map(name => [name, known[name] ?? made(name)]))
  return { github: push, inputs: {}, vars: { REGISTRIES_APP_ID: String(app.id) }, secrets, ...given }
}

/** Runs a job of a workflow, whatever its condition says. */
export function playJob(
  workflow: string,
  given: { job: string; stage: Stage; inputs?: Record<string, string>; needs?: Needs }
): Promise<Played> {
  const { job, stage, inputs = {}, needs = {} } = given
  const written = jobsIn(workflow)[job]
  if (!written) throw new Error(`There is no job ${job}.`)
  return runJob(written, contextsOf(workflow, stage, { inputs, needs }), stage)
}

/** Calls the reusable workflow as a job of another one does, if the job's condition holds. */
export async function playCall(text: string, job: Job, stage: Stage, github: Contexts): Promise<Played[]> {
  const contexts = contextsOf(text, stage, { github: { ...push, ...github } })
  if (!holds(job.if, contexts)) return []
  const given = { with: evaluatedTexts(job.with, contexts), secrets: evaluatedTexts(job.secrets, contexts) }
  return callReusable(stage, { ...given, github })
}

/** Runs the reusable workflow as another one calls it, its jobs one after the other; on a push, if nothing else is said. */
export async function callReusable(stage: Stage, given: Partial<Call> = {}): Promise<Played[]> {
  stage.scripted.length = 0
  const text = readFileSync(reusable, 'utf8')
  const { inputs, secrets }: Record<'inputs' | 'secrets', Declared> = parse(text).on.workflow_call
  const contexts = {
    ...{ github: { ...push, ...given.github }, job: given.job ?? own, matrix: {} },
    inputs: taken(inputs, { 'app-id': String(stage.app.id), ...given.with }),
    secrets: taken(secrets, { 'app-private-key': stage.app.pem, ...given.secrets })
  }
  const needs: Needs = {}
  const done: Played[] = []
  for (const [name, job] of Object.entries(jobsIn(text))) {
    const here = { ...contexts, needs }
    const ready = job.needs === undefined || needs[job.needs]?.result === 'success'
    if (!ready || !holds(job.if, here)) continue
    const outcomes: Played[] = []
    for (const batch of batchesOf(job, here))
      outcomes.push(await runJob(job, { ...here, matrix: { batch } }, stage))
    done.push(...outcomes)
    const result = outcomes.some(({ failed }) => failed) ? 'failure' : 'success'
    needs[name] = { result, outputs: outcomes.at(-1)?.outputs }
  }
  return done
}

/** The jobs before one, as it sees them. */
export type Needs = Record<string, { result: string; outputs: unknown }>

type Declared = Record<string, { default?: unknown }>

/** The values that are given, or the defaults; GitHub refuses unknown names. */
function taken(declared: Declared, given: Record<string, unknown>): Record<string, unknown> {
  const unknown = Object.keys(given).filter(name => !(name in declared))
  if (unknown.length > 0) throw new Error(`It takes no ${unknown.join(', ')}.`)
  const names = Object.entries(declared)
  return Object.fromEntries(names.map(([name, { default: preset }]) => [name, given[name] ?? preset]))
}

function batchesOf({ strategy }: Job, contexts: Contexts): unknown[] {
  if (!strategy) return [undefined]
  const { batch, ...more } = strategy.matrix
  const values = evaluated(batch, contexts)
  if (!Array.isArray(values) || values.length === 0 || values.length > 256 || Object.keys(more).length > 0)
    throw new Error('A matrix takes a list of 1 to 256 values.')
  return values
}

/** Runs a job up to the first step that fails. */
async function runJob(job: Job, contexts: Contexts, stage: Stage) {
  const steps: Record<string, { outputs: Record<string, string> }> = {}
  const here = { ...contexts, steps }
  const results: StepResult[] = []
  let failed = false
  for (const step of job.steps) {
    const { outputs, ...done } = await playStep(step, here, stage)
    if (step.id !== undefined) steps[step.id] = { outputs }
    if (done.result) results.push(done.result)
    failed = done.failed ?? false
    if (failed) break
  }
  const said = results.flatMap(({ annotations }) => annotations).filter(({ level }) => level !== 'notice')
  return {
    ...{ name: String(evaluated(job.name, here)), failed },
    /** What its steps that use the action left behind, and of that every annotation but notices. */
    results,
    complaints: said.map(({ level, message }) => `${level}: ${message}`),
    environment: evaluated(job.environment, here),
    concurrency: evaluated(job.concurrency, here),
    outputs: evaluatedTexts(job.outputs, here)
  }
}

type Done = { outputs: Record<string, string>; failed?: boolean; result?: StepResult }

async function playStep(step: StepOfJob, contexts: Contexts, stage: Stage): Promise<Done> {
  const { github, workspace } = stage
  const { uses = '' } = step
  const [given, env] = [evaluatedTexts(step.with, contexts), evaluatedTexts(step.env, contexts)]
  if (uses.startsWith('actions/github-script@')) {
    const said = await runScript(step.with['script'] ?? '', env, stage)
    stage.scripted.push(said)
    return { outputs: said.outputs, failed: said.failure !== undefined }
  }
  if (uses.startsWith('actions/checkout@')) checkOut(given, stage)
  // What other steps would give.
  if (uses !== action && !uses.startsWith('./')) return { outputs: elsewhere }
  if (uses !== action && realpathSync(join(workspace, uses)) !== resolve('.')) throw new Error(`No ${uses}.`)
  if (given['github-api-url'] !== undefined) given['github-api-url'] = github.url
  if (/^(apply|rotate)$/.test(given['operation'] ?? '')) given['write-interval'] = '0s'
  const { event_name = 'push', ref = 'refs/heads/main' } = contexts['github'] as Record<string, string>
  const on = { api_url: github.url, event_name, ref }
  const result = await runStep({ with: given, env, workspace, github: on })
  return { outputs: result.outputs, failed: result.exitCode !== 0, result }
}

/** Brings the manifests; of the workflow's own repository, into a folder, this one. */
function checkOut({ path, repository, ref }: Record<string, string>, stage: Stage): void {
  const { workspace, manifests } = stage
  if (path !== undefined) {
    if (repository !== own.workflow_repository || !ref) throw new Error(`${repository}@${ref} is another.`)
    symlinkSync(resolve('.'), join(workspace, path), 'junction')
    return
  }
  rmSync(workspace, { recursive: true })
  mkdirSync(workspace)
  for (const [name, text] of Object.entries(manifests)) {
    mkdirSync(dirname(join(workspace, name)), { recursive: true })
    writeFileSync(join(workspace, name), text)
  }
}
