import type { Outcome } from '../../src/registries/change.ts'
import type { Registry } from '../../src/registries/registry.ts'
import type { ChangeResult } from '../../src/request.ts'

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
