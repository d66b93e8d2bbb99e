import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type Contexts, evaluatedTexts } from './expressions.ts'

/** A step of a workflow of this repository. */
export interface OwnStep {
  id?: string
  name?: string
  uses?: string
  run?: string
  with?: Record<string, unknown>
  env?: Record<string, unknown>
}

/** Where a script of a workflow runs, and what stands in for the machine of a runner. */
export interface Surroundings {
  /** A folder for what the script needs beside its checkout. */
  temporary: string
  checkout: string
  contexts: Contexts
  env?: Record<string, string>
  /** What `gh` does: the body of a function, with its arguments as one text, $said. Each call is noted. */
  gh?: string
}

/** What came of a script. */
export interface Ran {
  exitCode: number | null
  said: string
  /** The arguments of each call of `gh`. */
  calls: string[]
}

interface OwnJob {
  env?: Record<string, string>
  steps: OwnStep[]
}

interface OwnWorkflow {
  env?: Record<string, string>
  defaults?: unknown
  jobs: Record<string, OwnJob>
}

const read = new Map<string, OwnWorkflow>()

/** A job of a workflow of this repository, with the variables of both. */
export function jobOf(workflow: string, job: string): Required<OwnJob> {
  const path = `.github/workflows/${workflow}`
  const written: OwnWorkflow = read.get(path) ?? parse(readFileSync(path, 'utf8'))
  read.set(path, written)
  const found = written.jobs[job]
  // The options of bash with which the scripts are run here.
  if (!found || JSON.stringify(written.defaults) !== '{"run":{"shell":"bash"}}')
    throw new Error(`${workflow} has no job ${job}, or does not ask for bash.`)
  return { steps: found.steps, env: { ...written.env, ...found.env } }
}

/** Runs a script of a job as a runner with bash does: of the step with this name, else of the first that has one. */
export async function runScriptOf(
  [workflow, job, name]: readonly [workflow: string, job: string, name?: string | undefined],
  { temporary, checkout, contexts, env = {}, gh = '' }: Surroundings
): Promise<Ran> {
  const { steps, env: ofJob } = jobOf(workflow, job)
  const step = steps.find(one => one.run !== undefined && (name === undefined || one.name === name))
  if (step?.run === undefined) throw new Error(`${job} has no step ${name} with a script.`)
  const at = (name: string) => join(temporary, name)
  const [functions, notes, script] = [at('functions'), at('calls'), at('script')]
  writeFileSync(notes, '')
  writeFileSync(functions, `gh() (\nset +eo pipefail\nsaid="$*"\necho "$said" >>'${notes}'\n${gh}\n)\n`)
  writeFileSync(script, step.run)
  const path = { BASH_ENV: functions, PATH: process.env['PATH'], HOME: temporary, RUNNER_TEMP: temporary }
  const given = { ...evaluatedTexts(ofJob, contexts), ...evaluatedTexts(step.env, contexts) }
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
    ...{ cwd: checkout, env: { ...path, ...given, ...env }, stdio: ['ignore', 'pipe', 'pipe'] }
  })
  const ran: Ran = { exitCode: null, said: '', calls: [] }
  const listen = (chunk: Buffer) => {
    ran.said += chunk
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  await once(child, 'close')
  return { ...ran, exitCode: child.exitCode, calls: readFileSync(notes, 'utf8').split('\n').filter(Boolean) }
}
