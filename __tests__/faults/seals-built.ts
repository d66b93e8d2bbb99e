import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGitHub } from '../github/server.ts'
import { defaultToken } from '../github/tokens.ts'
import { runStep } from '../runner/step.ts'

/** Variables of a process have about 2 MB of room together. */
const mostBytes = 1_000_000
const mostAtOnce = 60

/** Has the built action create a registry for each secret, and tells which ones did not arrive as they were. */
export async function sealBuilt(secrets: readonly string[]): Promise<{ number: number; fault: string }[]> {
  const faults: { number: number; fault: string }[] = []
  let start = 0
  while (start < secrets.length) {
    const end = endOfStep(secrets, start)
    const wrong = await applied(secrets.slice(start, end))
    faults.push(...wrong.map(({ number, fault }) => ({ number: start + number, fault })))
    start = end
  }
  return faults
}

function endOfStep(secrets: readonly string[], start: number): number {
  let end = start
  for (let bytes = 0; end < secrets.length && end - start < mostAtOnce; end += 1) {
    bytes += Buffer.byteLength(secrets[end] ?? '')
    if (bytes > mostBytes) break
  }
  return Math.max(end, start + 1)
}

async function applied(secrets: readonly string[]): Promise<{ number: number; fault: string }[]> {
  const github = await startGitHub()
  const acme = github.addOrganization('acme')
  const workspace = mkdtempSync(join(tmpdir(), 'seals-'))
  const urls = secrets.map((_, number) => `https://r${number}.acme.example`)
  const registries = urls.map((url, number) => ({
    ...{ registry_type: 'git_source', url, visibility: 'all', username: 'ci' },
    secret_env: `SECRET_${number}`
  }))
  writeFileSync(join(workspace, 'registries.yml'), JSON.stringify({ registries }))
  try {
    const inputs = { operation: 'apply', manifest: 'registries.yml', 'write-interval': '0s' }
    const result = await runStep({
      with: { ...inputs, token: defaultToken, 'github-api-url': github.url },
      env: Object.fromEntries(secrets.map((secret, number) => [`SECRET_${number}`, secret])),
      workspace,
      timeout: 120_000
    })
    const arrived = new Map(acme.registries.map(({ url, secret }) => [url, secret]))
    return secrets.flatMap((secret, number) =>
      arrived.get(urls[number] ?? '') === secret.replace(/\r?\n$/, '')
        ? []
        : { number, fault: `GitHub did not get it as it was (the step ended with ${result.exitCode})` }
    )
  } finally {
    rmSync(workspace, { recursive: true })
    await github.close()
  }
}
