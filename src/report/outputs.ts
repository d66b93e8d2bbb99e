import type { Outcome } from '../registries/change.ts'
import type { ChangeResult, Found, Listed, Result } from '../request.ts'

/** The outputs of a result, as text. Values from GitHub pass `redact` before they become JSON. */
export function outputsOf(result: Result, redact: (text: string) => string): Record<string, string> {
  const json = (value: unknown) => JSON.stringify(redactIn(value, redact))
  switch (result.operation) {
    case 'none':
      return {}
    case 'list':
      return listOutputs(result.lists, json)
    case 'get':
      return result.found
        ? { name: redact(result.found.registry.name), registry: json(flat(result.found)) }
        : {}
    case 'get-public-key':
      return result.key ? { 'key-id': redact(result.key.key_id), 'public-key': redact(result.key.key) } : {}
    case 'create':
    case 'update':
      return {
        name: redact(result.outcomes[0]?.name ?? ''),
        registry: result.found ? json(flat(result.found)) : '',
        ...changeOutputs(result, json)
      }
    case 'delete':
      return changeOutputs(result, json)
  }
}

function listOutputs(lists: readonly Listed[], json: (value: unknown) => string): Record<string, string> {
  const registries = lists.flatMap(({ org, registries }) =>
    registries.map(registry => flat({ org, registry }))
  )
  return { registries: json(registries), 'total-count': String(registries.length) }
}

function changeOutputs(result: ChangeResult, json: (value: unknown) => string) {
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

/** Large whole numbers, which JSON's readers would round, become text. */
function redactIn(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value)
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.map(item => redactIn(item, redact))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [redact(key), redactIn(item, redact)]))
}
