import { authTypesOf, type FieldName, fieldNames, inputOf } from '../registries/registry.ts'
import { type Operation, operations } from '../request.ts'

/** An input: the heading it stands under in action.yml and the README, its default, and the operations that use it. */
export interface Input {
  readonly group: string
  readonly default?: string
  readonly operations: readonly Operation[]
}

const matching: readonly Operation[] = ['apply', 'plan']
const many: readonly Operation[] = [...matching, 'rotate']
const written: readonly Operation[] = ['create', 'update', ...matching]
const single: readonly Operation[] = ['get', 'create', 'update', 'delete', ...many]

const connection = { group: 'Connection', operations }
const safety = { group: 'Safety', operations }
const atOnce = { group: 'Many at once', operations: many }
const registry = { group: 'Registry', operations: written }

/** Every input of action.yml, in its order. */
export const inputs: Readonly<Record<string, Input>> = {
  operation: connection,
  token: connection,
  'app-id': connection,
  'app-private-key': connection,
  org: { ...connection, default: '${{ github.repository_owner }}' },
  'github-api-url': { ...connection, default: '${{ github.api_url }}' },
  'request-timeout': { ...connection, default: '30s' },
  timeout: { ...connection, default: '20m' },

  manifest: { ...atOnce, operations: [...many, 'export'] },
  secrets: atOnce,
  'rewrite-secrets': atOnce,
  prune: { ...atOnce, operations: matching, default: 'false' },
  'max-deletions': { ...atOnce, operations: matching, default: '1' },
  'allow-recreate': { ...atOnce, operations: matching, default: 'false' },
  'write-interval': { ...atOnce, default: '1s' },

  'dry-run': { ...safety, default: 'false' },
  'allowed-hosts': { ...safety, operations: ['create', 'update', ...many] },

  name: { ...registry, operations: ['get', 'update', 'delete', ...many] },
  'registry-type': { ...registry, operations: single },
  url: { ...registry, operations: single },
  'replaces-base': registry,
  visibility: registry,
  'selected-repositories': registry,
  'selected-repository-ids': registry,
  'auth-type': registry,

  username: { group: authGroup('username'), operations: written },
  secret: { group: authGroup('username'), operations: [...written, 'rotate'] },
  ...Object.fromEntries(
    fieldNames
      .filter(field => field !== 'username' && authTypesOf(field).length > 0)
      .map(field => [inputOf(field), { group: authGroup(field), operations: written }])
  )
}

/** Fields of one auth type stand under its name; `audience`, which several share, under all of theirs. */
function authGroup(field: FieldName): string {
  return authTypesOf(field).join(', ')
}
