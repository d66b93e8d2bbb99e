import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startStep } from '../../__tests__/runner/step.ts'
import { writeInterval } from './api.ts'
import { madeUp, Stop } from './organization.ts'
import { ownHost } from './own.ts'
import type { Settings } from './settings.ts'
import type { Transcript } from './transcript.ts'

/** One step with the built action, and what its outputs must be. */
interface ActionStep {
  readonly name: string
  readonly with: Readonly<Record<string, string>>
  /** The entries of its manifest. */
  readonly entries?: readonly object[]
  readonly outputs: Readonly<Record<string, string>>
  /** What the output `manifest` must contain. */
  readonly exports?: readonly string[]
  /** It may change or delete registries of others. */
  readonly needsAll?: true
}

/** How a step ended: what was wrong with it. */
export interface StepRow {
  readonly step: string
  readonly problems: readonly string[]
}

const manifest = 'registries.yml'

/** The steps, with registries of two types that nobody else has. */
function stepsFor([first = '', second = '']: readonly string[], beside: boolean): ActionStep[] {
  const common = { visibility: 'selected', selected_repositories: [], secret_env: 'LIVE_SECRET' }
  const one = { registry_type: first, url: `https://${ownHost}/action/1`, ...common }
  const login = { auth_type: 'username_password', username: 'live' }
  const two = { registry_type: second, url: `https://${ownHost}/action/2`, ...common, ...login }
  const entries = beside ? [one] : [one, two]
  const steps: ActionStep[] = [
    {
      name: 'create',
      with: {
        ...{ operation: 'create', 'registry-type': first, url: one.url },
        ...{ visibility: 'selected', 'selected-repositories': '[]', secret: madeUp }
      },
      outputs: { changed: 'true', created: '1', failed: '0' }
    },
    {
      name: 'apply',
      with: { operation: 'apply', manifest },
      entries,
      outputs: { created: '1', failed: '0', deleted: '0', unmanaged: '0' },
      needsAll: true
    },
    {
      name: 'plan',
      with: { operation: 'plan', manifest },
      entries,
      outputs: { drift: 'false', created: '0', failed: '0' }
    },
    {
      name: 'rotate',
      with: { operation: 'rotate', manifest },
      entries,
      outputs: { changed: 'true', updated: String(entries.length), failed: '0' }
    },
    {
      name: 'export',
      with: { operation: 'export' },
      outputs: {},
      exports: entries.flatMap(({ registry_type, url }) => [registry_type, url])
    },
    {
      name: 'prune',
      with: { operation: 'apply', manifest, prune: 'true' },
      entries: [one],
      outputs: { deleted: '1', failed: '0', unmanaged: '0' },
      needsAll: true
    },
    {
      name: 'delete',
      with: { operation: 'delete', 'registry-type': first, url: one.url },
      outputs: { changed: 'true', deleted: '1', failed: '0' }
    }
  ]
  return steps.filter(({ needsAll }) => !(beside && needsAll))
}

/** How the action is run. */
export interface ActionSettings extends Settings {
  readonly types: readonly string[]
}

/** Runs the built action with the organization, one operation after another, and prints the errors of each. */
export async function runAction(
  settings: ActionSettings,
  transcript: Transcript,
  interrupted: AbortSignal
): Promise<StepRow[]> {
  transcript.say('\n▸ action: Are the outputs of each operation as expected?')
  const workspace = mkdtempSync(join(tmpdir(), 'live-'))
  const rows: StepRow[] = []
  try {
    for (const step of stepsFor(settings.types, settings.beside)) {
      if (interrupted.aborted) throw new Stop('Interrupted.')
      const { problems, errors } = await play(step, workspace, settings, interrupted)
      transcript.say(`  ${problems.length === 0 ? '✓' : '✗'} ${step.name}`)
      for (const line of [...problems, ...errors]) transcript.say(`    ${line}`)
      rows.push({ step: step.name, problems: problems.map(transcript.anonymous) })
    }
    return rows
  } finally {
    rmSync(workspace, { recursive: true })
  }
}

/** Runs one step as a process, and returns what is wrong with its result. Its errors may name registries of others. */
async function play(
  { with: inputs, entries, outputs: wanted, exports = [] }: ActionStep,
  workspace: string,
  { org, apiUrl, token, app }: ActionSettings,
  interrupted: AbortSignal
): Promise<{ problems: string[]; errors: string[] }> {
  if (entries) writeFileSync(join(workspace, manifest), JSON.stringify({ registries: entries }))
  const common = { org, 'github-api-url': apiUrl, 'write-interval': `${writeInterval(apiUrl)}s` }
  const credential = app ? { 'app-id': app.appId, 'app-private-key': app.appKey } : { token: token ?? '' }
  const step = startStep({
    with: { ...common, ...credential, ...inputs },
    env: { LIVE_SECRET: madeUp, ...networkVariables() },
    workspace,
    timeout: 300_000
  })
  const stop = () => step.kill('SIGINT')
  interrupted.addEventListener('abort', stop)
  const { exitCode, outputs, annotations } = await step.done
  interrupted.removeEventListener('abort', stop)
  const different = Object.entries(wanted).filter(([name, value]) => outputs[name] !== value)
  const missing = exports.filter(text => !outputs['manifest']?.includes(text))
  return {
    problems: [
      ...(exitCode === 0 ? [] : [`The exit code is ${exitCode}.`]),
      ...different.map(([name, value]) => `The output ${name} is ${outputs[name]} instead of ${value}.`),
      ...missing.map(text => `The output manifest does not contain ${text}.`)
    ],
    errors: annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
  }
}

/** The variables of this process without which the network may not be reached. */
function networkVariables(): Record<string, string> {
  const names = /^(HTTPS?_PROXY|NO_PROXY|NODE_EXTRA_CA_CERTS)$/i
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value && names.test(name) ? [[name, value]] : []))
  )
}
