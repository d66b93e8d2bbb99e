import type { Outcome } from '../registries/change.ts'
import { describe, type Registry } from '../registries/registry.ts'
import type { Listed, Result } from '../request.ts'
import { wentWell } from './outputs.ts'

/** What was done or found, as lines of the log. What failed is told by errors. */
export function linesFor(result: Result): string[] {
  switch (result.operation) {
    case 'none':
      return []
    case 'list':
      return result.lists.flatMap(listLines)
    case 'get':
      return result.found ? [registryLine(result.found.registry)] : []
    case 'get-public-key':
      return result.key ? [`The public key of ${result.org} has the id ${result.key.key_id}.`] : []
    case 'create':
    case 'update':
    case 'delete':
      return result.outcomes.filter(wentWell).map(outcome => changeLine(outcome))
  }
}

function listLines({ org, registries }: Listed): string[] {
  const count = registries.length === 1 ? '1 private registry' : `${registries.length} private registries`
  return [`${org} has ${count}.`, ...registries.map(registryLine)]
}

function registryLine(registry: Registry): string {
  const { visibility, auth_type, updated_at } = registry
  const details = [
    visibility && `visibility ${visibility}`,
    auth_type,
    updated_at && `updated ${updated_at.slice(0, 10)}`
  ]
  return [describe(registry), ...details.filter(Boolean)].join(', ')
}

const verbs: Record<Outcome['action'], string> = {
  create: 'created',
  update: 'updated',
  recreate: 'recreated',
  delete: 'deleted',
  keep: 'kept'
}

function changeLine(outcome: Outcome): string {
  const fields = outcome.fields.length > 0 ? `: ${outcome.fields.join(', ')}` : ''
  const would = outcome.status === 'planned' ? 'would be ' : ''
  return `${describe(outcome)} ${would}${verbs[outcome.action]} in ${outcome.org}${fields}`
}
