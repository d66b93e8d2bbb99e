import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareStep, type Step } from '../../__tests__/runner/step.ts'

/** A process that can be run any number of times: a step as a runner starts it, or a program with arguments. */
export type Work =
  | { readonly step: Step }
  | { readonly program: readonly string[]; readonly env?: Readonly<Record<string, string>> }

/** Milliseconds from before a process is started until it and all it wrote have ended. */
export function timeOf(work: Work): number {
  return run(work).milliseconds
}

/** The most memory of a process of Node's, in MiB, and the milliseconds it took while that was watched. */
export function peakOf(work: Work): { mebibytes: number; milliseconds: number } {
  const { told, milliseconds } = run(work, ['--require', join(import.meta.dirname, 'peak.cjs')])
  return { mebibytes: Number(told) / 1024, milliseconds }
}

/** Runs a process that sees nothing of this one's environment but PATH. One that fails is not measured. */
function run(work: Work, options: readonly string[] = []): { milliseconds: number; told: string } {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const { program, args, env, cwd } = prepared(work, folder)
    const begin = performance.now()
    const { status, output, error } = spawnSync(program, [...options, ...args], {
      ...{ cwd, env, encoding: 'utf8' },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe']
    })
    const milliseconds = performance.now() - begin
    if (status !== 0) throw error ?? new Error(`${[program, ...args].join(' ')} failed:\n${output.join('')}`)
    return { milliseconds, told: output[3] ?? '' }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function prepared(work: Work, folder: string) {
  if ('step' in work) {
    const { main, env, workspace } = prepareStep(work.step, folder)
    return { program: process.execPath, args: [main], env, cwd: workspace }
  }
  const [program = process.execPath, ...args] = work.program
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, ...work.env }
  return { program, args, env, cwd: folder }
}
