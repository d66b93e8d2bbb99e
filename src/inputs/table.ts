import { authTypesOf, type FieldName, fieldNames } from '../registries/registry.ts'
import { type Operation, operations } from '../request.ts'

/** An input: the heading it stands under in action.yml and the README, its default, and the operations that use it. */
export interface Input {
  readonly group: string
  readonly default?: string
  readonly operations: readonly Operation[]
}

const written: readonly Operation[] = ['create', 'update']
const single: readonly Operation[] = ['get', 'create', 'update', 'delete']

const connection = { group: 'Connection', operations }
const safety = { group: 'Safety', operations }
const registry = { group: 'Registry', operations: written }

/** Every input of action.yml, in its order. */
export const inputs: Readonly<Record<string, Input>> = {
  operation: connection,
  token: connection,
  org: { ...connection, default: '${{ github.repository_owner }}' },
  'github-api-url': { ...connection, default: '${{ github.api_url }}' },
  'request-timeout': { ...connection, default: '30s' },
  timeout: { ...connection, default: '20m' },

  'dry-run': { ...safety, default: 'false' },
  'allowed-hosts': { ...safety, operations: written },

  name: { ...registry, operations: ['get', 'update', 'delete'] },
  'registry-type': { ...registry, operations: single },
  url: { ...registry, operations: single },
  'replaces-base': registry,
  visibility: registry,
  'selected-repositories': registry,
  'selected-repository-ids': registry,
  'auth-type': registry,

  username: { group: authGroup('username'), operations: written },
  secret: { group: authGroup('username'), operations: written },
  ...Object.fromEntries(
    fieldNames
      .filter(field => field !== 'username' && authTypesOf(field).length > 0)
      .map(field => [inputOf(field), { group: authGroup(field), operations: written }])
  )
}

/** The input that holds a field: GitHub's name with hyphens. */
export function inputOf(field: string): string {
  return field.replaceAll('_', '-')
}

/** Fields of one auth type stand under its name; `audience`, which several share, under all of theirs. */
function authGroup(field: FieldName): string {
  return authTypesOf(field).join(', ')
}
