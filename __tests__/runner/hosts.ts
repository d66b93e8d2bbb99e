import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { StreamName } from './borrowed.ts'
import type { Hosted, HostedStep } from './host.ts'

interface Host {
  readonly child: ChildProcess
  steps: number
}

/** Each step leaves some 0.7 MB behind, the code that it imported. */
const mostSteps = 200

const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning']
const script = fileURLToPath(new URL('host.ts', import.meta.url))

// Those of a jest worker outlive the files that it runs, see jest-environment.ts.
const idle = (globalThis as { idleHosts?: Host[] }).idleHosts ?? []

/** Runs a script in a process that has run others before. */
export async function runHosted(
  step: HostedStep,
  timeout: number,
  onWrite: (stream: StreamName, bytes: Uint8Array) => void
): Promise<{ exitCode: number | null; signal: NodeJS.Signals | null }> {
  const host = takeHost()
  const { child } = host
  // What is printed past the streams of the step.
  const listeners = (['stdout', 'stderr'] as const).map(name => {
    const listener = (bytes: Buffer) => onWrite(name, bytes)
    child[name]?.on('data', listener)
    return () => child[name]?.off('data', listener)
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), timeout)
  const done = new AbortController()
  const { signal } = done
  keepAlive(child, true)
  try {
    child.send(step)
    const [hosted] = (await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'close', { signal }).then(() => [])
    ])) as [Hosted?]
    if (!hosted) return { exitCode: child.exitCode, signal: child.signalCode }
    for (const [stream, bytes] of hosted.written) onWrite(stream, bytes)
    host.steps += 1
    if (hosted.isClean && host.steps < mostSteps) idle.push(host)
    else child.kill('SIGKILL')
    return { exitCode: hosted.exitCode, signal: null }
  } finally {
    clearTimeout(timer)
    done.abort()
    for (const off of listeners) off()
    keepAlive(child, false)
  }
}

function takeHost(): Host {
  const host = idle.pop()
  if (host) return host.child.connected ? host : takeHost()
  const child = spawn(process.execPath, [...flags, script], {
    env: {},
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced'
  })
  return { child, steps: 0 }
}

/** A host that waits for its next step keeps nobody from ending. */
function keepAlive(child: ChildProcess, isBusy: boolean): void {
  const how = isBusy ? 'ref' : 'unref'
  for (const one of [child, child.channel, child.stdout as Socket | null, child.stderr as Socket | null])
    one?.[how]()
}
