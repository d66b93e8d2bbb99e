import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeAuthority } from '../../__tests__/scenarios/authority.ts'
import { onCores } from './process.ts'
import type { Place, Setting } from './server.ts'

/** A GitHub in a process of its own. */
export interface Local extends Place {
  end(): void
}

/** Starts a GitHub in a process of its own, so that its work is not that of the process that is measured. */
export async function startLocal(setting: Setting): Promise<Local> {
  const [program = '', ...args] = onCores('0', [process.execPath, join(import.meta.dirname, 'server.ts')])
  const server = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  server.stdin.write(`${JSON.stringify(setting)}\n`)
  const [line] = await once(server.stdout.setEncoding('utf8'), 'data')
  const place: Place = JSON.parse(line)
  return { ...place, end: () => void server.stdin.end() }
}

/** A GitHub for processes that are compared, and what those who ask it have in common. */
export interface Server {
  readonly url: string
  readonly env?: Readonly<Record<string, string>>
  /** A checkout with the manifest. */
  readonly workspace: string
}

/** The servers of all cases; there is none with TLS where there is no openssl. */
export interface Servers {
  readonly plain: Server
  readonly slow: Server
  readonly tls?: Server
}

/** What an answer of a slow server takes, in milliseconds. */
export const delay = 50

/** Works with servers that have these organizations, and a checkout whose manifest has these entries. */
export async function withServers(
  { organizations, entries }: { organizations: Setting['organizations']; entries: readonly object[] },
  work: (servers: Servers) => Promise<void> | void
): Promise<void> {
  const workspace = mkdtempSync(join(tmpdir(), 'bench-'))
  writeFileSync(join(workspace, 'registries.yml'), JSON.stringify({ registries: entries }))
  const authority = makeAuthority('IP:127.0.0.1')
  const given = { organizations, remembers: true }
  const [plain, slow, tls] = await Promise.all([
    startLocal(given),
    startLocal({ ...given, delay }),
    authority && startLocal({ ...given, tls: authority })
  ])
  // As the README says. It costs an empty process nothing, and Node reads its own authorities all the same.
  const env = { NODE_EXTRA_CA_CERTS: authority?.file ?? '' }
  try {
    await work({
      plain: { url: plain.url, workspace },
      slow: { url: slow.url, workspace },
      ...(tls && { tls: { url: tls.url, workspace, env } })
    })
  } finally {
    for (const local of [plain, slow, tls]) local?.end()
    authority?.remove()
    rmSync(workspace, { recursive: true })
  }
}
