import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Place, Setting } from './server.ts'

/** A GitHub in a process of its own. */
export interface Local extends Place {
  end(): void
}

/** Starts a GitHub in a process of its own, so that its work is not that of the process that is measured. */
export async function startLocal(setting: Setting): Promise<Local> {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'server.ts')], {
    stdio: ['pipe', 'pipe', 'inherit']
  })
  server.stdin.end(JSON.stringify(setting))
  const [line] = await once(server.stdout.setEncoding('utf8'), 'data')
  const place: Place = JSON.parse(line)
  return { ...place, end: () => void server.kill() }
}
