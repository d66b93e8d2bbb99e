import type { Outcome } from '../registries/change.ts'
import type { ChangeResult, Found, Listed, Result } from '../request.ts'

/** The outputs of a result, as text; `summary` is not among them. */
export function outputsOf(result: Result): Record<string, string> {
  switch (result.operation) {
    case 'none':
      return {}
    case 'list':
      return listOutputs(result.lists)
    case 'get':
      return result.found ? { name: result.found.registry.name, registry: json(flat(result.found)) } : {}
    case 'get-public-key':
      return result.key ? { 'key-id': result.key.key_id, 'public-key': result.key.key } : {}
    case 'create':
    case 'update':
      return {
        name: result.outcomes[0]?.name ?? '',
        registry: result.found ? json(flat(result.found)) : '',
        ...changeOutputs(result)
      }
    case 'delete':
      return changeOutputs(result)
  }
}

function listOutputs(lists: readonly Listed[]): Record<string, string> {
  // Nothing that was read is not the same as nothing that is there.
  if (lists.length === 0) return {}
  const registries = lists.flatMap(({ org, registries }) =>
    registries.map(registry => flat({ org, registry }))
  )
  return { registries: json(registries), 'total-count': String(registries.length) }
}

function changeOutputs(result: ChangeResult): Record<string, string> {
  const { outcomes } = result
  const went = (action: string) =>
    outcomes.filter(outcome => outcome.action === action && wentWell(outcome)).length
  return {
    changed: String(result.changed),
    changes: json(outcomes),
    created: String(went('create')),
    updated: String(went('update') + went('recreate')),
    deleted: String(went('delete')),
    unchanged: String(went('keep')),
    failed: String(outcomes.filter(outcome => !wentWell(outcome)).length)
  }
}

/** Whether a change is done, or in a dry run would be. */
export function wentWell({ status }: Outcome): boolean {
  return status === 'done' || status === 'planned'
}

function flat({ org, registry }: Found): object {
  return { ...registry, org }
}

/** Whole numbers too large for JSON's usual readers become text. */
function json(value: unknown): string {
  return JSON.stringify(value, (_, member) => (typeof member === 'bigint' ? String(member) : member))
}
