import type { EventEmitter } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Clock } from '../../src/github/clock.ts'
import { main } from '../../src/main.ts'
import { lineReader, textOf } from './lines.ts'
import { readResult, type StepResult } from './result.ts'
import { prepareStep, type Step } from './step.ts'

/** A clock on which time goes by so many times faster, and in the same order. */
export function fastClock(times: number, start = Date.now()): Clock {
  const begin = performance.now()
  return {
    now: () => Math.round(start + (performance.now() - begin) * times),
    sleep: (milliseconds, signal) => setTimeout<void>(milliseconds / times, undefined, { signal })
  }
}

// The toolkit keeps the path of the summary for the life of the process.
const folder = join(mkdtempSync(join(tmpdir(), 'here-')), 'step')
process.once('exit', () => rmSync(join(folder, '..'), { recursive: true, force: true }))

let running = false

/**
 * Runs a step in this process, from the sources, on a given clock: as runStep, without the time that a process takes.
 * One at a time: it takes the environment, the streams and the exit code of this process while it runs.
 */
export async function runHere(step: Omit<Step, 'main' | 'timeout'>, clock: Clock): Promise<StepResult> {
  if (running) throw new Error('A step runs here already.')
  running = true
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  const prepared = prepareStep(step, folder)
  const restore = borrowProcess(prepared.env)
  const stdout = capture(process.stdout, prepared.log.read)
  const stderr = capture(process.stderr, prepared.log.read)
  const begin = performance.now()
  let exitCode: number
  try {
    await main(clock)
    exitCode = Number(process.exitCode ?? 0)
  } finally {
    stdout.end()
    stderr.end()
    restore()
    running = false
  }
  return {
    ...{ exitCode, signal: null, stdout: stdout.text(), stderr: stderr.text() },
    ...readResult(prepared.log, prepared.files),
    ...{ workspace: prepared.workspace, durationMs: performance.now() - begin }
  }
}

/** Gives this process another environment; what it gives gives the old one back, with listeners and exit code. */
function borrowProcess(env: Record<string, string>): () => void {
  const { env: before, exitCode } = process
  const emitters: EventEmitter[] = [process, process.stdout, process.stderr]
  const events = ['SIGINT', 'SIGTERM', 'SIGBREAK', 'uncaughtException', 'unhandledRejection', 'error']
  const listeners = emitters.map(emitter => events.map(event => emitter.listeners(event)))
  process.env = { ...env }
  process.exitCode = undefined
  return () => {
    process.env = before
    process.exitCode = exitCode
    for (const [index, emitter] of emitters.entries())
      for (const [number, event] of events.entries())
        for (const listener of emitter.listeners(event))
          if (!listeners[index]?.[number]?.includes(listener))
            emitter.removeListener(event, listener as () => void)
  }
}

/** Takes what is written to a stream from now on. */
function capture(
  stream: NodeJS.WriteStream,
  onLine: (line: string) => void
): { text(): string; end(): void } {
  const { write } = stream
  const chunks: Buffer[] = []
  const lines = lineReader(onLine)
  stream.write = (chunk: string | Uint8Array) => {
    const bytes = Buffer.from(chunk as string)
    chunks.push(bytes)
    lines.push(bytes)
    return true
  }
  return {
    text: () => textOf(chunks),
    end() {
      lines.end()
      stream.write = write
    }
  }
}
