import { authTypes, oidcFields } from './auth-types.ts'
import type { RegistryBody, StoredRegistry } from './registry.ts'
import type { Repository } from './repository.ts'

/** What a write is judged against. */
export interface Surroundings {
  /** The registry to be changed; a create has none. */
  readonly existing: StoredRegistry | undefined
  /** The registry as it would be afterwards. */
  readonly result: StoredRegistry
  /** The repositories of the organization. */
  readonly repositories: readonly Repository[]
}

/** Every rule that a create or an update breaks, in sentences; which words GitHub uses is not known. */
export function brokenRules(body: RegistryBody, { existing, result, repositories }: Surroundings): string[] {
  return [
    ...brokenIdentity(body, existing),
    ...brokenAuth(body, result, existing !== undefined),
    ...brokenVisibility(body, repositories),
    ...(body.url === undefined || isHttp(body.url) ? [] : ['url must be a valid HTTP or HTTPS URL'])
  ]
}

function brokenIdentity(body: RegistryBody, existing: StoredRegistry | undefined): string[] {
  if (!existing) return []
  const fixed = ['auth_type', 'registry_type'] as const
  return fixed
    .filter(field => body[field] !== undefined && body[field] !== existing[field])
    .map(field => `${field} cannot be changed after creation`)
}

function brokenAuth(body: RegistryBody, result: StoredRegistry, exists: boolean): string[] {
  const rules = authTypes[result.auth_type]
  if (!rules) return []
  const admitted = [...rules.required, ...rules.optional]
  const missing = rules.required.filter(field => !result[field])
  const foreign = (['username', ...oidcFields] as const).filter(
    field => Boolean(body[field]) && !admitted.includes(field)
  )
  return [
    ...missing.map(field => `${field} is required when auth_type is ${result.auth_type}`),
    ...foreign.map(field => `${field} is not allowed when auth_type is ${result.auth_type}`),
    ...brokenSecret(body, result.auth_type, rules.hasSecret, exists)
  ]
}

function brokenSecret(body: RegistryBody, authType: string, hasSecret: boolean, exists: boolean): string[] {
  const fields = ['encrypted_value', 'key_id'] as const
  const given = fields.filter(field => body[field] !== undefined)
  if (!hasSecret) return given.map(field => `${field} must be omitted when auth_type is ${authType}`)
  if (exists && given.length === 0) return []
  return fields
    .filter(field => body[field] === undefined)
    .map(field => (exists ? `${field} is required with ${given[0]}` : `${field} is required for ${authType}`))
}

function brokenVisibility(body: RegistryBody, repositories: readonly Repository[]): string[] {
  const ids = body.selected_repository_ids
  if (ids === undefined) return []
  if (body.visibility !== 'selected') {
    return ['selected_repository_ids can only be provided when visibility is set to selected']
  }
  const known = new Set(repositories.map(({ id }) => id))
  const unknown = ids.filter(id => !known.has(id))
  return unknown.map(id => `selected_repository_ids: ${id} is not a repository of this organization`)
}

function isHttp(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}
