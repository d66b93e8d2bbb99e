import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGitHub } from '../github/server.ts'
import { defaultRights } from '../github/tokens.ts'
import { fastClock, runHere } from '../runner/here.ts'
import type { StepResult } from '../runner/result.ts'
import { runStep } from '../runner/step.ts'
import { type Endpoint, endpointOf } from './fault-endpoints.ts'
import { startFront } from './fault-front.ts'
import type { SameFault, Secrets } from './same-faults.ts'
import { held, manifest, manifestPath, type SameScene } from './same-scenes.ts'

/** One operation with one fault at one of its requests. */
export interface SameCell {
  readonly scene: SameScene
  readonly endpoint: Endpoint
  readonly fault: SameFault
  readonly isBuilt: boolean
}

/** Everything that a run shows, with one name for what differs from run to run, and whether the fault met it. */
export async function shownBy(cell: SameCell, secrets: Secrets): Promise<{ shown: string; hit: boolean }> {
  const { scene, endpoint, fault, isBuilt } = cell
  const clock = fastClock(isBuilt ? 1 : 1000)
  const github = await startGitHub({ now: clock.now })
  const front = fault.byBytes ? await startFront(github.url) : undefined
  const workspace = mkdtempSync(join(tmpdir(), 'same-'))
  try {
    const acme = github.addOrganization('acme')
    for (const registry of held) acme.addRegistry(registry)
    github.addToken(secrets.token, defaultRights)
    const here = front?.url ?? github.url
    let hit = false
    github.answer(
      {},
      request => {
        if (hit || endpointOf(request) !== endpoint) return undefined
        hit = true
        const configurations = acme.registries.map(({ secret: _, ...shown }) => shown)
        const place = { request, now: clock.now, here, elsewhere: 'http://127.0.0.1:9', wait: 1 }
        const listed = () => ({ total_count: configurations.length, configurations })
        return fault.answer({ ...place, listed, rotateKey: acme.rotateKey }, secrets)
      },
      Number.POSITIVE_INFINITY
    )
    if (scene.hasManifest) writeFileSync(join(workspace, manifestPath), manifest)
    const inputs = { operation: scene.operation, token: secrets.token, 'github-api-url': here }
    const silence = isBuilt ? '900ms' : '250ms'
    const times = { timeout: isBuilt ? '20s' : '2h', 'request-timeout': fault.silent ? silence : '20s' }
    const step = {
      with: { ...inputs, ...times, ...scene.with(secrets.secret) },
      env: { RUNNER_DEBUG: '1', ...scene.env?.(secrets.secret) },
      workspace
    }
    const result = isBuilt ? await runStep(step) : await runHere(step, clock)
    const said = github.said()
    const hosts = [github.url, here].map(url => new URL(url).host)
    return { shown: textOf(result, { said, files: filesIn(workspace), hosts }), hit }
  } finally {
    rmSync(workspace, { recursive: true })
    await Promise.all([front?.close(), github.close()])
  }
}

// The runner makes log and annotations of stdout, and its masks hide even a line of two characters there.
function textOf(
  { durationMs, workspace, masks, commands, log, annotations, ...result }: StepResult,
  { said, files, hosts }: { said: string[]; files: string[]; hosts: string[] }
): string {
  const stdout = result.stdout.replaceAll(/^::add-mask::.*\n/gm, '')
  let text = JSON.stringify({ ...result, stdout, said, files }, undefined, 1)
  for (const host of hosts) text = text.replaceAll(host, 'HOST')
  // How long the rest takes depends on how busy this machine is.
  return text
    .replaceAll(/(, a| A)bout \d+ (s|min|h) left\.?/g, '')
    .replaceAll(/\d{4}-\d\d-\d\d([T ]\d\d:\d\d:\d\dZ?)?/g, 'TIME')
}

function filesIn(workspace: string): string[] {
  return readdirSync(workspace)
    .sort()
    .flatMap(name => [name, readFileSync(join(workspace, name), 'utf8')])
}
