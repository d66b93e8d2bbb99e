// A process in which one step runs after another, each as if the process were its own.
import { readFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import { SourceTextModule, type SourceTextModuleOptions, SyntheticModule } from 'node:vm'
import { borrowProcess, type StreamName } from './borrowed.ts'

/** What a host is sent: the script of a step, and what it finds. */
export interface HostedStep {
  readonly main: string
  readonly env: Record<string, string>
  readonly workspace: string
}

/** What a host answers. It is of no use any more if the step left anything behind. */
export interface Hosted {
  readonly exitCode: number
  readonly written: readonly (readonly [stream: StreamName, bytes: Uint8Array])[]
  readonly isClean: boolean
}

const home = process.cwd()
// What Windows gives every process.
const ownEnv = { ...process.env } as Record<string, string>
const sockets = new Set<Socket>()

/** What V8 made of the last script. */
let compiled: { source: string; data: Buffer } | undefined

const { connect } = Socket.prototype
Socket.prototype.connect = function (this: Socket, ...given: unknown[]) {
  sockets.add(this)
  this.once('close', () => sockets.delete(this))
  return Reflect.apply(connect, this, given)
} as typeof connect

process.once('disconnect', process.exit.bind(process, 0))
process.on('message', async (step: HostedStep) => process.send?.(await run(step)))
process.on('uncaughtException', error => {
  // A step that listens itself answers for it.
  if (process.listenerCount('uncaughtException') > 1) return
  process.stderr.write(`${inspect(error)}\n`)
  process.exit(1)
})

async function run({ main, env, workspace }: HostedStep): Promise<Hosted> {
  const written: [StreamName, Buffer][] = []
  const globals = Reflect.ownKeys(globalThis).length
  const before = resources()
  const isIdle = () => isWithin(resources(), before)
  process.chdir(workspace)
  process.argv = [process.execPath, main]
  const borrowed = borrowProcess({ ...ownEnv, ...env }, (stream, bytes) => written.push([stream, bytes]))
  await Promise.race([borrowed.exited, toTheEnd(main, isIdle)])
  for (const socket of sockets) socket.destroy()
  for (let turns = 0; turns < 20 && !(isIdle() && sockets.size === 0); turns += 1) await setImmediate()
  const exitCode = borrowed.giveBack()
  process.chdir(home)
  const isClean = isIdle() && sockets.size === 0 && Reflect.ownKeys(globalThis).length === globals
  return { exitCode, written, isClean }
}

/** Runs a script until nothing is under way any more, which is when its process would end. */
async function toTheEnd(main: string, isIdle: () => boolean): Promise<void> {
  try {
    await load(main)
  } catch (error) {
    process.stderr.write(`${inspect(error)}\n`)
    process.exit(1)
  }
  // Its streams may still be flushed, at the end of which it exits.
  await setImmediate()
  while (!isIdle()) await setTimeout(1, undefined, { ref: false })
}

/** Runs a script anew, without compiling it anew. The parts that it imports stay. */
async function load(main: string): Promise<void> {
  const { href: url } = pathToFileURL(main)
  const take = (name: string) => import(name.startsWith('.') ? new URL(name, url).href : name)
  const script = compile(readFileSync(main, 'utf8'), {
    identifier: url,
    initializeImportMeta: meta => Object.assign(meta, { url }),
    importModuleDynamically: take
  })
  await script.link(async name => {
    const module = await take(name)
    const names = Object.keys(module)
    return new SyntheticModule(names, function () {
      for (const name of names) this.setExport(name, module[name])
    })
  })
  await script.evaluate()
}

function compile(source: string, options: SourceTextModuleOptions): SourceTextModule {
  try {
    if (compiled?.source === source)
      return new SourceTextModule(compiled.source, { ...options, cachedData: compiled.data })
  } catch {
    // Code of WebAssembly, once it runs, makes V8 refuse what it made before.
  }
  const script = new SourceTextModule(source, options)
  // Its types lack it.
  const { createCachedData } = script as SourceTextModule & { createCachedData(): Buffer }
  compiled = { source, data: createCachedData.call(script) }
  return script
}

/** What keeps this process from ending. */
function resources(): string[] {
  return process.getActiveResourcesInfo().filter(name => name !== 'Immediate')
}

function isWithin(some: readonly string[], all: readonly string[]): boolean {
  const left = [...all]
  return some.every(name => {
    const at = left.indexOf(name)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}
