import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareStep, type Step } from '../../__tests__/runner/step.ts'

/** A process that can be run any number of times: a step as a runner starts it, or arguments of Node's. */
export type Work =
  | {
      readonly step: Step
      /** Whether it leaves the first core to the servers. */
      readonly leavesCore?: boolean
    }
  | {
      readonly args: readonly string[]
      readonly env?: Readonly<Record<string, string>>
      /** Whether it prints how many milliseconds count. */
      readonly timesItself?: boolean
    }

/** What a process took: its processor time in milliseconds, and its peak memory in MiB. */
export interface Usage {
  cpu: number
  mebibytes: number
}

const cores = availableParallelism()
const canPin = cores > 1 && spawnSync('taskset', ['--version']).status === 0

/** A command that runs on these cores only, where the system can do that. */
export function onCores(list: string, command: readonly string[]): readonly string[] {
  return canPin ? ['taskset', '--cpu-list', list, ...command] : command
}

/** Milliseconds from before a process is started until it and all it wrote have ended. */
export function timeOf(work: Work): number {
  const { milliseconds, stdout } = run(work)
  return 'timesItself' in work ? Number(stdout) : milliseconds
}

/** What a process takes. To measure that takes a few milliseconds too, so it is not timed. */
export function usageOf(work: Work): Usage {
  const [kibibytes = 0, microseconds = 0] = JSON.parse(
    run(work, ['--require', join(import.meta.dirname, 'usage.cjs')]).usage
  )
  return { cpu: microseconds / 1000, mebibytes: kibibytes / 1024 }
}

/** Runs a process that sees nothing of this one's environment but PATH. One that fails is not measured. */
function run(work: Work, options: readonly string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const { args, env, cwd } = prepared(work, folder)
    const node = [process.execPath, ...options, ...args]
    const [program = '', ...rest] = 'leavesCore' in work ? onCores(`1-${cores - 1}`, node) : node
    const begin = performance.now()
    const { status, output, error } = spawnSync(program, rest, {
      ...{ cwd, env, encoding: 'utf8' },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe']
    })
    const milliseconds = performance.now() - begin
    if (status !== 0) throw error ?? new Error(`node ${args.join(' ')} failed:\n${output.join('')}`)
    return { milliseconds, stdout: output[1] ?? '', usage: output[3] ?? '' }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function prepared(work: Work, folder: string) {
  if ('step' in work) {
    const { main, env, workspace } = prepareStep(work.step, folder)
    return { args: [main], env, cwd: workspace }
  }
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, ...work.env }
  return { args: work.args, env, cwd: folder }
}
