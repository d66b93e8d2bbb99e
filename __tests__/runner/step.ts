import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { StreamName } from './borrowed.ts'
import { completeInputs, githubContext, readAction, stepEnvironment } from './environment.ts'
import { runHosted } from './hosts.ts'
import { collector, createLog } from './log.ts'
import { isMemoryWatched } from './memory.ts'
import { createCommandFiles, readResult, type StepResult } from './result.ts'

/** One step of a workflow that uses the action. */
export interface Step {
  with: Record<string, string>
  /** The job's environment. */
  env?: Record<string, string>
  /** Values of the `github` context; `event` is the payload, or the path of a file that holds it. */
  github?: Record<string, string | object>
  /** The checkout; without it an empty folder that is gone when the step is done. */
  workspace?: string
  /** The folder of action.yml, else this repository. */
  action?: string
  /** The script to run instead of the one that action.yml names. */
  main?: string
  /** The step is killed after so many milliseconds; without it after a minute. */
  timeout?: number
  /** The step gets a process of its own, also where it could do without. */
  alone?: boolean
}

/** A step that has begun. */
export interface RunningStep {
  done: Promise<StepResult>
  kill(signal: NodeJS.Signals): void
  /** Each further line, not masked, as it arrives. */
  onLine(listener: (line: string) => void): void
}

const repository = resolve(import.meta.dirname, '../..')

const longest = 60_000

/**
 * Runs a step to its end as the Actions runner would. Unless it is about the process itself, it runs in one that has
 * run others before, which takes a quarter of the time; with PROCESS=1 every step gets one of its own.
 */
export function runStep(step: Step): Promise<StepResult> {
  return isAboutProcess(step) ? startStep(step).done : runWarm(step)
}

/** What a process reads when it starts, or only one of its own can show. */
function isAboutProcess({ with: inputs, env = {}, github = {}, main, action, alone }: Step): boolean {
  return (
    alone === true ||
    process.env['PROCESS'] === '1' ||
    isMemoryWatched() ||
    main !== undefined ||
    action !== undefined ||
    /^https:/i.test(inputs['github-api-url'] ?? String(github['api_url'] ?? 'https:')) ||
    Object.keys(env).some(name => /^(LANG|LC_|NODE_|OPENSSL_|SSL_|TZ$|UV_)|_PROXY$/i.test(name))
  )
}

/** Runs a step in a process that has run others before. */
export async function runWarm(step: Step): Promise<StepResult> {
  const temporary = mkdtempSync(join(tmpdir(), 'step-'))
  try {
    const { main, env, workspace, write, end } = prepareStep(step, temporary)
    return end(await runHosted({ main, env, workspace }, step.timeout ?? longest, write))
  } finally {
    rmSync(temporary, { recursive: true })
  }
}

/** Starts a step as the Actions runner would, in a process that sees nothing of this one's environment. */
export function startStep(step: Step): RunningStep {
  const temporary = mkdtempSync(join(tmpdir(), 'step-'))
  const { main, env, workspace, write, onLine, end } = prepareStep(step, temporary)
  const child = spawn(process.execPath, [main], {
    ...{ cwd: workspace, env, stdio: ['ignore', 'pipe', 'pipe'] },
    ...{ timeout: step.timeout ?? longest, killSignal: 'SIGKILL' }
  })
  for (const name of ['stdout', 'stderr'] as const) child[name].on('data', bytes => write(name, bytes))
  const done = once(child, 'close')
    .then(() => end({ exitCode: child.exitCode, signal: child.signalCode }))
    .finally(() => rmSync(temporary, { recursive: true }))
  return { done, kill: signal => child.kill(signal), onLine }
}

/** What a step finds in a folder that exists, what takes the bytes that it writes, and all that it has left behind. */
export function prepareStep(step: Step, temporary: string) {
  const action = readAction(step.action ?? repository)
  const { event = {}, ...context } = step.github ?? {}
  const given = Object.entries(context).map(([name, value]) => [name, String(value)])
  const github = githubContext(Object.fromEntries(given))
  const { inputs, unexpected } = completeInputs(action, step.with, github)
  const log = createLog(step.env?.['RUNNER_DEBUG'] === '1')
  const valid = [...action.defaults.keys()].join("', '")
  const message = `Unexpected input(s) '${unexpected.join("', '")}', valid inputs are ['${valid}']`
  if (unexpected.length > 0) log.annotate({ level: 'warning', message })
  const workspace = step.workspace ?? join(temporary, 'workspace')
  mkdirSync(workspace, { recursive: true })
  const files = createCommandFiles(temporary)
  const event_path = typeof event === 'string' ? event : join(temporary, 'event.json')
  if (typeof event === 'object') writeFileSync(event_path, JSON.stringify(event))
  const paths = { ...files, workspace, event_path }
  const env = stepEnvironment(inputs, { ...github, ...paths }, temporary, step.env ?? {})
  const listeners = [log.read]
  const tell = (line: string) => {
    for (const listener of listeners) listener(line)
  }
  const streams = { stdout: collector(tell), stderr: collector(tell) }
  return {
    ...{ env, main: step.main ?? action.main, workspace, files },
    onLine: (listener: (line: string) => void) => void listeners.push(listener),
    write: (stream: StreamName, bytes: Uint8Array) => streams[stream].push(bytes),
    end(ended: Pick<StepResult, 'exitCode' | 'signal'>): StepResult {
      const [stdout, stderr] = [streams.stdout.end(), streams.stderr.end()]
      return { ...ended, workspace, stdout, stderr, ...readResult(log, files) }
    }
  }
}
