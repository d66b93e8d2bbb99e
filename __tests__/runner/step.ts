import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Action, completeInputs, readAction } from './action.ts'
import { githubContext, stepEnvironment } from './environment.ts'
import { type CommandFiles, createCommandFiles } from './files.ts'
import { runHosted } from './hosts.ts'
import { lineReader, textOf } from './lines.ts'
import { createLog, type Log } from './log.ts'
import { isMemoryWatched } from './memory.ts'
import { readResult, type StepResult } from './result.ts'

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
  /** Has the listener called with each further line, not masked, as it arrives. */
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
function isAboutProcess({ with: inputs, env = {}, main, action, alone = false }: Step): boolean {
  return (
    alone ||
    process.env['PROCESS'] === '1' ||
    isMemoryWatched() ||
    main !== undefined ||
    action !== undefined ||
    /^https:/i.test(inputs['github-api-url'] ?? 'https:') ||
    Object.keys(env).some(name => /^(LANG|LC_|NODE_|OPENSSL_|SSL_|TZ$|UV_)|_PROXY$/i.test(name))
  )
}

/** Runs a step in a process that has run others before. */
export async function runWarm(step: Step): Promise<StepResult> {
  const temporary = mkdtempSync(join(tmpdir(), 'step-'))
  try {
    const { env, main, workspace, log, files } = prepareStep(step, temporary)
    const streams = { stdout: collector([log.read]), stderr: collector([log.read]) }
    const begin = performance.now()
    const ended = await runHosted(
      { main: step.main ?? main, env, workspace },
      step.timeout ?? longest,
      (stream, bytes) => streams[stream].push(Buffer.from(bytes))
    )
    const durationMs = performance.now() - begin
    const [stdout, stderr] = [streams.stdout.end(), streams.stderr.end()]
    return { ...ended, stdout, stderr, ...readResult(log, files), workspace, durationMs }
  } finally {
    rmSync(temporary, { recursive: true })
  }
}

/** Starts a step as the Actions runner would, in a process that sees nothing of this one's environment. */
export function startStep(step: Step): RunningStep {
  const temporary = mkdtempSync(join(tmpdir(), 'step-'))
  const { env, main, workspace, log, files } = prepareStep(step, temporary)
  const begin = performance.now()
  const child = spawn(process.execPath, [step.main ?? main], {
    cwd: workspace,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: step.timeout ?? longest,
    killSignal: 'SIGKILL'
  })
  const listeners = [log.read]
  const stdout = collect(child.stdout, listeners)
  const stderr = collect(child.stderr, listeners)

  async function finish(): Promise<StepResult> {
    try {
      await once(child, 'close')
      const durationMs = performance.now() - begin
      const { exitCode, signalCode: signal } = child
      const result = readResult(log, files)
      return { exitCode, signal, stdout: stdout(), stderr: stderr(), ...result, workspace, durationMs }
    } finally {
      rmSync(temporary, { recursive: true })
    }
  }
  return { done: finish(), kill: signal => child.kill(signal), onLine: listener => listeners.push(listener) }
}

/** What a step finds when it begins, and what reads what it leaves behind. */
export interface PreparedStep {
  env: Record<string, string>
  /** The script that action.yml names. */
  main: string
  workspace: string
  log: Log
  files: CommandFiles
}

/** Makes the environment, the command files and the checkout of a step in a folder that exists. */
export function prepareStep(step: Step, temporary: string): PreparedStep {
  const action = readAction(step.action ?? repository)
  const { event = {}, ...context } = step.github ?? {}
  const github = githubContext(texts(context))
  const { inputs, unexpected } = completeInputs(action, step.with, github)
  const log = createLog(step.env?.['RUNNER_DEBUG'] === '1')
  if (unexpected.length > 0) log.annotate({ level: 'warning', message: unexpectedInputs(unexpected, action) })
  const workspace = step.workspace ?? join(temporary, 'workspace')
  mkdirSync(workspace, { recursive: true })
  const files = createCommandFiles(temporary)
  const paths = { ...files, workspace, event_path: eventPath(event, temporary) }
  const env = stepEnvironment(inputs, { ...github, ...paths }, temporary, step.env ?? {})
  return { env, main: action.main, workspace, log, files }
}

function texts(values: Record<string, string | object>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
}

/** The file that holds the event's payload. */
function eventPath(event: string | object, folder: string): string {
  if (typeof event === 'string') return event
  const path = join(folder, 'event.json')
  writeFileSync(path, JSON.stringify(event))
  return path
}

function unexpectedInputs(names: string[], action: Action): string {
  const valid = [...action.defaults.keys()]
  return `Unexpected input(s) '${names.join("', '")}', valid inputs are ['${valid.join("', '")}']`
}

/** Collects a stream and hands on its lines; what it gives returns all of it at the end. */
function collect(stream: NodeJS.ReadableStream, listeners: ((line: string) => void)[]): () => string {
  const { push, end } = collector(listeners)
  let text = ''
  stream.on('data', push)
  stream.on('end', () => {
    text = end()
  })
  return () => text
}

/** Collects bytes and hands on their lines; at the end it gives all of them. */
export function collector(listeners: ((line: string) => void)[]): {
  push(bytes: Buffer): void
  end(): string
} {
  const chunks: Buffer[] = []
  const lines = lineReader(line => {
    for (const listener of listeners) listener(line)
  })
  return {
    push(bytes) {
      chunks.push(bytes)
      lines.push(bytes)
    },
    end() {
      lines.end()
      return textOf(chunks)
    }
  }
}
