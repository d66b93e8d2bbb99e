import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
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
  /** What `gh` does: a script that sees its arguments as one text, $said. Each call is noted. */
  gh?: string
}

/** What came of a script. */
export interface Ran {
  exitCode: number | null
  said: string
  /** The arguments of each call of `gh`. */
  calls: string[]
}

/** What of a workflow matters to its scripts. */
export interface OwnWorkflow {
  env?: Record<string, string>
  jobs: Record<string, { env?: Record<string, string>; steps: OwnStep[] }>
}

/** The steps of a job. */
export function stepsOf(workflow: string, job: string): OwnStep[] {
  return readWorkflow(workflow).jobs[job]?.steps ?? []
}

/** A workflow of this repository. */
export function readWorkflow(workflow: string): OwnWorkflow {
  const written = parse(readFileSync(`.github/workflows/${workflow}`, 'utf8'))
  // The options of bash with which the scripts are run here.
  if (written.defaults?.run?.shell !== 'bash') throw new Error(`${workflow} does not ask for bash.`)
  return written
}

/** Runs the script of a step, as a runner with bash does. */
export async function runScriptOf(
  workflow: string,
  { run, env }: OwnStep,
  { temporary, checkout, contexts, env: more = {}, gh = '' }: Surroundings
): Promise<Ran> {
  if (run === undefined) throw new Error('This step has no script.')
  const commands = join(temporary, 'commands')
  const notes = join(temporary, 'calls')
  mkdirSync(commands, { recursive: true })
  writeFileSync(notes, '')
  writeFileSync(join(commands, 'gh'), `#!/usr/bin/env bash\nsaid="$*"\necho "$said" >>'${notes}'\n${gh}\n`, {
    mode: 0o755
  })
  writeFileSync(join(temporary, 'script'), run)
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', join(temporary, 'script')], {
    cwd: checkout,
    env: {
      PATH: `${commands}${delimiter}${process.env['PATH']}`,
      HOME: temporary,
      RUNNER_TEMP: temporary,
      ...evaluatedTexts(readWorkflow(workflow).env, contexts),
      ...evaluatedTexts(env, contexts),
      ...more
    },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (said += chunk))
  const [exitCode]: (number | null)[] = await once(child, 'close')
  const calls = readFileSync(notes, 'utf8').split('\n').filter(Boolean)
  return { exitCode: exitCode ?? null, said, calls }
}
