import type { Change, Outcome } from '../../src/registries/change.ts'
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

/** A change and how it went, with as much as a test is about. */
export interface Given {
  org?: string
  action?: Change['action']
  name?: string | null
  registry_type?: string | null
  url?: string | null
  /** What is written, with the values before and after if they matter. */
  details?: { field: string; from?: unknown; to?: unknown }[]
  status?: Outcome['status']
  reason?: string
  updated_at?: string
  visibility?: string
}

/** The outcome of a change that was done, if nothing else is given. */
export function change({
  org = 'acme',
  action = 'update',
  status = 'done',
  reason,
  ...given
}: Given): Outcome {
  const { details = [], updated_at, visibility, ...others } = given
  const { name, registry_type, url } = { ...registry, ...others }
  const known = Object.entries({ name, registry_type, url, updated_at, visibility }).filter(
    ([, value]) => value != null
  )
  const from = details.filter(detail => detail.from !== undefined).map(({ field, from }) => [field, from])
  const to = details.map(({ field, to }) => [field, to])
  const address = action === 'create' ? { registry_type, url } : {}
  return {
    change: {
      ...{ org, action, spec: { ...address, ...Object.fromEntries(to) } },
      before: { ...Object.fromEntries(known), ...Object.fromEntries(from) }
    },
    ...{ status, changed: true, ...(reason !== undefined && { reason }) }
  }
}

/** An update of the user name and the secret that was done. */
export const outcome = change({ details: [{ field: 'username' }, { field: 'secret' }] })

/** The result of that update. */
export const updated: ChangeResult = {
  operation: 'update',
  problems: [],
  dryRun: false,
  changed: true,
  outcomes: [outcome],
  found: { org: 'acme', registry }
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
