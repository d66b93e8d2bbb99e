import type { Outcome } from '../../src/registries/change.ts'
import type { Registry } from '../../src/registries/registry.ts'
import { tell } from '../../src/report/tell.ts'
import type { ChangeResult, Result } from '../../src/request.ts'

/** A registry as GitHub shows it. */
export const registry: Registry = {
  name: 'NPM_SECRET',
  registry_type: 'npm_registry',
  url: 'https://npm.acme.example',
  auth_type: 'token',
  visibility: 'all',
  updated_at: '2026-01-02T03:04:05Z'
}

/** An update that was done. */
export const outcome: Outcome = {
  org: 'acme',
  action: 'update',
  name: 'NPM_SECRET',
  registry_type: 'npm_registry',
  url: 'https://npm.acme.example',
  fields: ['username', 'secret'],
  status: 'done'
}

/** The result of that update. */
export const updated: ChangeResult = {
  operation: 'update',
  problems: [],
  dryRun: false,
  changed: true,
  outcomes: [outcome],
  found: { org: 'acme', registry }
}

/** A change that was done, and writes nothing that is not given. */
export function change(given: Partial<Outcome>): Outcome {
  return { ...outcome, fields: [], details: [], ...given }
}

/** The result of a plan. */
export function plan(outcomes: Outcome[], given: Partial<ChangeResult> = {}): ChangeResult {
  return { operation: 'plan', problems: [], dryRun: true, changed: true, outcomes, ...given }
}

/** A list of the registries of some organizations. */
export function list(lists: Record<string, Registry[]>, problems: Result['problems'] = []): Result {
  const listed = Object.entries(lists).map(([org, registries]) => ({ org, registries }))
  return { operation: 'list', problems, lists: listed }
}

/** Hides the secret of these tests. */
export function redact(text: string): string {
  return text.replaceAll('hunter2', '***')
}

/** What is reported of a result: lines, outputs but for the summary, the summary, and what is said of outputs that are cut. */
export function reported(result: Result, most = 60_000, hide = redact) {
  const { lines, outputs, summary, cuts } = tell(result, hide)
  const { summary: output, ...others } = outputs
  return { lines, outputs: others, output, summary: summary(most), cuts }
}
