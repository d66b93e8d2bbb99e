import { bare, typoOf } from '../registries/problem.ts'
import { authTypesOf, type FieldName, fieldNames, inputOf } from '../registries/registry.ts'
import { type Operation, operations } from '../request.ts'

const matching: readonly Operation[] = ['apply', 'plan']
const many: readonly Operation[] = [...matching, 'rotate']
const written: readonly Operation[] = ['create', 'update', ...matching, 'verify']
const single: readonly Operation[] = ['get', 'create', 'update', 'delete', ...many, 'verify']
const onGitHub = operations.filter(name => name !== 'verify')

const connection = { group: 'Connection', operations }
const github = { group: 'Connection', operations: onGitHub }
const atOnce = { group: 'Many at once', operations: many }
const registry = { group: 'Registry', operations: written }

/** Every input in the order of action.yml: its heading there and in the README, its default, and which operations use it. */
export const inputs: Readonly<
  Record<string, { group: string; default?: string; operations: readonly Operation[] }>
> = {
  operation: connection,
  token: github,
  'app-id': github,
  'app-private-key': github,
  org: { ...github, default: '${{ github.repository_owner }}' },
  'github-api-url': { ...github, default: '${{ github.api_url }}' },
  'request-timeout': { ...connection, default: '30s' },
  timeout: { ...connection, default: '20m' },

  manifest: { ...atOnce, operations: [...many, 'export', 'verify'] },
  secrets: { ...atOnce, operations: [...many, 'verify'] },
  'rewrite-secrets': atOnce,
  prune: { ...atOnce, operations: matching, default: 'false' },
  'max-deletions': { ...atOnce, operations: matching, default: '1' },
  'allow-recreate': { ...atOnce, operations: matching, default: 'false' },
  'plan-id': { ...atOnce, operations: ['apply'], default: 'any' },
  'write-interval': { ...atOnce, default: '1s' },

  'dry-run': { group: 'Safety', operations: onGitHub, default: 'false' },
  'allowed-hosts': { group: 'Safety', operations: ['create', 'update', ...many, 'verify'] },
  'ignore-advice': { group: 'Safety', operations: ['create', 'update', ...many, 'verify'] },

  name: { ...registry, operations: ['get', 'update', 'delete', ...many, 'verify'] },
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

/** The heading of a field is its auth type; for `audience`, which several share, all of theirs. */
function authGroup(field: FieldName): string {
  return authTypesOf(field).join(', ')
}

const synonyms = {
  org: ['owner', 'organization', 'organizations', 'orgs'],
  'app-private-key': ['private-key'],
  secret: ['password', 'value'],
  'registry-type': ['type'],
  'selected-repositories': ['repositories'],
  token: ['github-token']
}

const inputBySynonym = new Map(
  Object.entries(synonyms).flatMap(([input, others]) => others.map(word => [bare(word), input] as const))
)

/** Problems and warnings for inputs that action.yml does not declare. The runner passes them on anyway. */
export function unknownInputs(names: readonly string[]): { problems: string[]; warnings: string[] } {
  const known = Object.keys(inputs)
  const declared = new Set(known.map(name => `INPUT_${name.toUpperCase()}`))
  const problems: string[] = []
  const warnings: string[] = []
  for (const variable of names) {
    if (!/^INPUT_./.test(variable) || declared.has(variable)) continue
    const name = variable.slice('INPUT_'.length).toLowerCase()
    const intended = inputBySynonym.get(bare(name)) ?? typoOf(name, known)
    const same = `A variable ${variable} in 'env' looks the same.`
    if (intended) problems.push(`Unknown input '${name}'; did you mean '${intended}'? ${same}`)
    else warnings.push(`Unknown input '${name}'; it is ignored. ${same}`)
  }
  return { problems, warnings }
}
