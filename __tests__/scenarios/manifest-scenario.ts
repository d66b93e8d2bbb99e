import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { GivenRegistry, Organization } from '../local-github/organization.ts'
import type { GitHubOptions } from '../local-github/server.ts'
import { findLeaks } from '../runner/leaks.ts'
import type { StepResult } from '../runner/result.ts'
import type { Step } from '../runner/step.ts'
import { type Inputs, output, type Scenario, start } from './scenario.ts'

/** Where the manifest of these scenarios is, from the workspace. */
export const manifestPath = '.github/private-registries.yml'

/** The registry that most of these scenarios are about. */
export const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example/' }

/** Its name, once it exists. */
export const npmName = 'NPM_REGISTRY_SECRET'

/** A manifest: its text, the registries alone, or the whole document. */
export type GivenManifest = string | readonly Fields[] | { defaults?: Fields; registries: readonly Fields[] }

/** Fields of a registry in GitHub's words, and what only the manifest has. */
export type Fields = Readonly<Record<string, unknown>>

/** Starts a scenario whose acme has these registries. */
export async function startWith(
  registries: readonly GivenRegistry[],
  options: GitHubOptions = {}
): Promise<Scenario> {
  const scenario = await start(options)
  for (const registry of registries) scenario.acme.addRegistry(registry)
  return scenario
}

/** The same with globex, which has them too. */
export async function startTwo(
  registries: readonly GivenRegistry[] = []
): Promise<Scenario & { readonly globex: Organization }> {
  const scenario = await startWith(registries)
  const globex = scenario.github.addOrganization('globex')
  for (const registry of registries) globex.addRegistry(registry)
  return { ...scenario, globex }
}

/** The input for both. */
export const both = { org: 'acme, globex' }

const workspaces: string[] = []

afterEach(() => {
  for (const workspace of workspaces.splice(0)) rmSync(workspace, { recursive: true, force: true })
})

/** A workspace that is gone after the test, with a manifest in it. */
export function workspaceWith(manifest: GivenManifest, path = manifestPath): string {
  const workspace = mkdtempSync(join(tmpdir(), 'manifest-'))
  workspaces.push(workspace)
  mkdirSync(dirname(join(workspace, path)), { recursive: true })
  writeFileSync(join(workspace, path), textOf(manifest))
  return workspace
}

/** The text of a manifest; JSON is YAML too. */
export function textOf(manifest: GivenManifest): string {
  if (typeof manifest === 'string') return manifest
  return JSON.stringify('registries' in manifest ? manifest : { registries: manifest }, undefined, 2)
}

/**
 * Runs `apply`, or another operation of the inputs, with this manifest in the workspace. Writes follow each other at
 * once unless the inputs say otherwise. Every value of `env` and of the input `secrets` is taken for a secret, and must
 * not leak.
 */
export async function runManifest(
  { run }: Pick<Scenario, 'run'>,
  manifest: GivenManifest,
  inputs: Inputs = {},
  step: Omit<Step, 'with' | 'workspace'> = {}
): Promise<StepResult> {
  const operation = inputs['operation'] ?? 'apply'
  const isDry = operation === 'plan' || inputs['dry-run'] === 'true'
  const pace: Inputs = isDry ? {} : { 'write-interval': '0s' }
  const given = { ...pace, ...inputs, operation, manifest: manifestPath }
  const result = await run(given, { ...step, workspace: workspaceWith(manifest) })
  expect(findLeaks(result, secretsIn(inputs, step.env))).toEqual([])
  examineChanges(result)
  return result
}

/** One member of the output `changes`. */
export interface ShownChange {
  org: string
  action: string
  name: string | null
  registry_type: string | null
  url: string | null
  fields: string[]
  from?: Record<string, unknown>
  status: string
  reason?: string
}

/** The output `changes`. */
export function changesOf(result: StepResult): ShownChange[] {
  return output(result, 'changes') as ShownChange[]
}

/** What became of each change: `acme update done`. */
export function fatesOf(result: StepResult): string[] {
  return changesOf(result).map(({ org, action, status }) => `${org} ${action} ${status}`)
}

/** What must be true of the changes and the counts of every step, however it went. */
export function examineChanges(result: StepResult): void {
  const { changes, created, updated, deleted, unchanged, failed } = result.outputs
  if (changes === undefined || result.log.includes('would be too long')) return
  for (const change of changesOf(result)) {
    const from = change.action === 'update' && change.from ? ['from'] : []
    const keys = ['org', 'action', 'name', 'registry_type', 'url', 'fields', ...from, 'status']
    const wentWell = change.status === 'done' || change.status === 'planned'
    expect(Object.keys(change)).toEqual(wentWell ? keys : [...keys, 'reason'])
    expect(['create', 'update', 'recreate', 'delete', 'keep']).toContain(change.action)
    if (change.action !== 'update') expect(change.fields).toEqual([])
  }
  const counts = [created, updated, deleted, unchanged, failed].map(Number)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(changesOf(result).length)
}

function secretsIn(inputs: Inputs, env: Readonly<Record<string, string>> = {}): string[] {
  const { RUNNER_DEBUG: _, ...secrets } = env
  const values = [...Object.values(secrets), ...Object.values(jsonObject(inputs['secrets']))]
  return values.filter(value => typeof value === 'string' && value.trim().length > 3).map(String)
}

function jsonObject(text = '{}'): object {
  try {
    return Object(JSON.parse(text))
  } catch {
    return {}
  }
}
