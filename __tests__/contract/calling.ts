import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { App } from '../github/app.ts'
import { type LocalGitHub, startGitHub } from '../github/server.ts'
import { runStep } from '../runner/step.ts'
import { type Call, type CalledJob, callWorkflow, type Play } from './called.ts'
import { evaluatedTexts, holds } from './expressions.ts'
import { runScript, type Scripted } from './github-script.ts'
import type { Job, Manifests } from './snippets.ts'

/** A platform team's repository, which calls the reusable workflow for the organizations of an App. */
export interface Caller {
  github: LocalGitHub
  app: App
  /** What the scripts of the last call said. */
  scripted: Scripted[]
  /** Adds organizations in which the App is installed. */
  install(...orgs: string[]): void
  /** Calls the workflow; on a push, if nothing else is said. */
  call(given?: Partial<Pick<Call, 'with' | 'github' | 'job'>> & { secrets?: string }): Promise<CalledJob[]>
  /** Runs the job of a workflow that calls it, if the job's condition holds. */
  callAs(job: Job, github: CallersContext): Promise<CalledJob[]>
  close(): Promise<void>
}

/** What of the `github` context makes a difference. */
export interface CallersContext {
  event_name: string
  ref?: string
  event?: object
}

/** The reusable workflow. */
export const workflow = '.github/workflows/apply.yml'

const own = { workflow_repository: 'org/private-registry-action', workflow_sha: 'f'.repeat(40) }

/** Makes a caller whose checkout brings these manifests. */
export async function makeCaller(manifests: Manifests): Promise<Caller> {
  const github = await startGitHub()
  const app = github.addApp()
  const workspace = mkdtempSync(join(tmpdir(), 'caller-'))
  const scripted: Scripted[] = []
  const run = (call: Call) => {
    scripted.length = 0
    return callWorkflow(workflow, call, playIn({ github, workspace, manifests, scripted }, call))
  }
  return {
    ...{ github, app, scripted },
    install(...orgs) {
      for (const org of orgs) {
        github.addOrganization(org)
        app.install(org)
      }
    },
    call: ({ secrets = '{}', ...given } = {}) =>
      run({
        with: { 'app-id': String(app.id), ...given.with },
        secrets: { 'app-private-key': app.pem, secrets },
        github: { event_name: 'push', ref: 'refs/heads/main', token: 'made-up', ...given.github },
        job: given.job ?? own
      }),
    async callAs(job, { event = {}, ...given }) {
      const github = { ref: 'refs/heads/main', token: 'made-up', repository: 'acme/widgets', ...given }
      const contexts = {
        github: { ...github, event },
        vars: { REGISTRIES_APP_ID: String(app.id) },
        secrets: { REGISTRIES_APP_KEY: app.pem, NPM_TOKEN: 'made-up "npm"', MAVEN_PASSWORD: 'made-up\nmaven' }
      }
      if (!holds(job.if, contexts)) return []
      const secrets = evaluatedTexts(job.secrets, contexts)
      return run({ with: evaluatedTexts(job.with, contexts), secrets, github, job: own })
    },
    async close() {
      rmSync(workspace, { recursive: true })
      await github.close()
    }
  }
}

interface Place {
  github: LocalGitHub
  workspace: string
  manifests: Manifests
  scripted: Scripted[]
}

/** Carries out the steps of the workflow. A checkout of the workflow's own repository brings this one. */
function playIn({ github, workspace, manifests, scripted }: Place, call: Call): Play {
  return async ({ uses, with: given, env }) => {
    if (uses.startsWith('actions/github-script@')) {
      const said = await runScript(given['script'] ?? '', env, github)
      scripted.push(said)
      return { outputs: said.outputs, failed: said.failure !== undefined }
    }
    if (uses.startsWith('actions/checkout@')) {
      if (given['path'] === undefined) checkOut(manifests, workspace)
      else checkOutOwn(given, workspace)
      return { outputs: {}, failed: false }
    }
    const result = await runStep({
      with: { ...given, ...(given['operation'] !== 'plan' && { 'write-interval': '0s' }) },
      github: { ...call.github, api_url: github.url },
      ...{ action: join(workspace, uses), workspace }
    })
    return { outputs: result.outputs, failed: result.exitCode !== 0, result }
  }
}

/** A checkout begins with an empty folder. */
function checkOut(manifests: Manifests, workspace: string): void {
  rmSync(workspace, { recursive: true })
  mkdirSync(workspace)
  for (const [path, text] of Object.entries(manifests)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true })
    writeFileSync(join(workspace, path), text)
  }
}

function checkOutOwn({ repository, ref, path = '' }: Record<string, string>, workspace: string): void {
  if (repository !== own.workflow_repository || !ref)
    throw new Error(`${repository}@${ref} is not this repository.`)
  symlinkSync(resolve('.'), join(workspace, path), 'junction')
}
