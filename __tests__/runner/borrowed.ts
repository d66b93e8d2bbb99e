import { Writable } from 'node:stream'

export type StreamName = 'stdout' | 'stderr'

/** Lends this process to a step, with environment, streams, exit and exit code of its own. */
export function borrowProcess(env: NodeJS.ProcessEnv, write: (stream: StreamName, bytes: Buffer) => void) {
  const before = { env: { ...process.env }, exitCode: process.exitCode, exit: process.exit }
  const listeners = new Map(process.eventNames().map(event => [event, process.rawListeners(event)]))
  const streams = (['stdout', 'stderr'] as const).map(name => lendStream(name, write))
  const { promise: exited, resolve } = Promise.withResolvers<void>()
  let exitCode: number | undefined
  replaceEnv(env)
  process.exitCode = undefined
  process.exit = ((code?: number) => {
    exitCode ??= Number(code ?? process.exitCode ?? 0)
    // What still runs has no way to say anything.
    for (const stream of streams) stream.close()
    replaceEnv({})
    resolve()
  }) as typeof process.exit
  return {
    /** The step has called `process.exit`. What it does afterwards nobody sees. */
    exited,
    /** Gives the process back as it was, and the step's exit code. */
    giveBack(): number {
      exitCode ??= Number(process.exitCode ?? 0)
      for (const stream of streams) stream.giveBack()
      for (const event of process.eventNames())
        for (const listener of process.rawListeners(event))
          if (!listeners.get(event)?.includes(listener)) process.removeListener(event, listener as () => void)
      replaceEnv(before.env)
      process.exit = before.exit
      process.exitCode = before.exitCode
      return exitCode
    }
  }
}

// The variables themselves, for an object in their place would not be what a process has.
function replaceEnv(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name]
  Object.assign(process.env, env)
}

/** Puts a new stream in the place of one of the process. */
function lendStream(name: StreamName, write: (stream: StreamName, bytes: Buffer) => void) {
  const before = Object.getOwnPropertyDescriptor(process, name) ?? {}
  let open = true
  const value = new Writable({
    write(bytes: Buffer, _, done) {
      if (open) write(name, bytes)
      done()
    }
  })
  Object.defineProperty(process, name, { value, configurable: true, enumerable: true, writable: true })
  const close = () => {
    open = false
  }
  const giveBack = () => {
    close()
    Object.defineProperty(process, name, before)
  }
  return { close, giveBack }
}
