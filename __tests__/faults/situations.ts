import fc from 'fast-check'
import type { GivenRegistry } from '../local-github/organization.ts'
import type { Scene } from './oracle.ts'
import type { Play, Stage } from './play.ts'

/** A registry as it was before, and what the manifest says about it. */
interface Role {
  readonly before?: GivenRegistry
  readonly entry?: Readonly<Record<string, unknown>> & { readonly selected_repositories?: readonly string[] }
}

/** What an organization has and what a manifest wants there. */
export interface Situation {
  readonly roles: readonly Role[]
  readonly prune: boolean
  readonly rewrite: 'never' | 'always' | '30d'
}

/** The values of the variables that manifests name. */
export const variables = { TOKEN: 'Fresh-&-salty "pepper" 7' }
export const oldSecret = 'a stored secret, never shown'

const filler = Array.from({ length: 100 }, (_, number) => `filler-${number}`)
/** The repositories of every organization, a page and a half. */
export const repositories = ['web', 'api-one', 'api-two', { name: 'api-old', archived: true }, ...filler]
const matches: Readonly<Record<string, readonly number[]>> = { web: [0], 'api-one': [1], 'api-*': [1, 2] }

const azure = { auth_type: 'oidc_azure', tenant_id: 'a-tenant', client_id: 'a-client' }
const cloudsmith = { auth_type: 'oidc_cloudsmith', namespace: 'acme', service_slug: 'ci', audience: 'all' }
const old = { username: 'ci', secret: oldSecret }
const stale = { ...old, updated_at: '2025-09-01T00:00:00Z' }
const fields = { visibility: 'all', username: 'ci', secret_env: 'TOKEN' }
const some = { ...fields, visibility: 'selected' }

/** Everything that an `apply` may have to do with a registry. */
const kinds: Readonly<
  Record<string, { before?: Partial<GivenRegistry>; entry?: NonNullable<Role['entry']> }>
> = {
  create: { entry: fields },
  'create for some': { entry: { ...some, selected_repositories: ['web', 'api-one'] } },
  'create with OIDC': { entry: { ...cloudsmith, visibility: 'private' } },
  update: { before: { ...stale, username: 'old' }, entry: fields },
  select: { before: old, entry: { ...some, selected_repositories: ['web', 'api-one'] } },
  'select by a pattern': { before: old, entry: { ...some, selected_repositories: ['web', 'api-*'] } },
  'select no more': {
    before: { ...old, visibility: 'selected', selected_repository_ids: [0] },
    entry: fields
  },
  clear: { before: old, entry: { visibility: 'private', username: null, replaces_base: true } },
  move: { before: old, entry: {} },
  'set the secret': { before: stale, entry: { secret_env: 'TOKEN' } },
  'update with OIDC': { before: azure, entry: { ...azure, client_id: 'another-client' } },
  keep: { before: old, entry: fields },
  recreate: { before: old, entry: { ...azure, visibility: 'all' } },
  delete: { before: old }
}
const types = ['npm_registry', 'maven_repository', 'docker_registry', 'python_index']

/** A registry of some kind, with an address of its own. */
function roleOf(kind: string, place: number): Role {
  const { before, entry } = kinds[kind] ?? {}
  const [name, address] = [
    `R${place}`,
    { registry_type: types[place % 4] ?? '', url: `https://h${place}.example/a` }
  ]
  const moved = kind === 'move' && { name, url: `https://moved.example/${place}` }
  return {
    ...(before && { before: { ...address, name, ...before } }),
    ...(entry && { entry: { ...(moved || address), ...entry } })
  }
}

/** A random situation, which one undisturbed run makes as it is wanted. */
export const situation: fc.Arbitrary<Situation> = fc
  .record({
    kinds: fc.array(fc.constantFrom(...Object.keys(kinds)), { minLength: 1, maxLength: 6 }),
    prune: fc.boolean(),
    rewrite: fc.constantFrom('never' as const, 'always' as const, '30d' as const)
  })
  .map(({ kinds, prune, rewrite }) => {
    const roles = kinds.map(roleOf)
    // A manifest that wants nothing is refused.
    return { roles, prune: prune && roles.some(({ entry }) => entry), rewrite }
  })

/** Organizations in which an `apply` has to do everything there is to do: one, or three with 20 registries each. */
export function everything(isLarge: boolean, byPattern: boolean): Record<string, Situation> {
  const select = byPattern ? 'select by a pattern' : 'select'
  const few = ['create', 'update', 'keep', 'create', select, 'recreate', 'delete', 'delete']
  const more = ['create', 'update', 'keep', 'create', 'update', 'delete']
  const logins = isLarge ? ['acme', 'acme-labs', 'acme-tools'] : ['acme']
  const roles = (isLarge ? [...few, ...more, ...more] : few).map(roleOf)
  return Object.fromEntries(logins.map(login => [login, { roles, prune: true, rewrite: '30d' }]))
}

/** Builds a situation in a new organization. */
export function settle(
  stage: Pick<Stage, 'add'>,
  login: string,
  { roles, prune, rewrite }: Situation
): Scene {
  const organization = stage.add(login, { repositories })
  const idsOf = (places: readonly number[]) =>
    [...new Set(places)].map(at => organization.repositories[at]?.id ?? 0)
  const wants = roles.flatMap(({ before, entry }) => {
    const ids = before?.selected_repository_ids ?? []
    if (before) organization.addRegistry({ ...before, selected_repository_ids: idsOf(ids) })
    if (!entry) return []
    const { name, secret_env, selected_repositories = [], url, registry_type, ...given } = entry
    const chosen = {
      selected_repository_ids: idsOf(selected_repositories.flatMap(name => matches[name] ?? []))
    }
    return {
      ...(name !== undefined && { name: String(name) }),
      ...{ registry_type: String(before?.registry_type ?? registry_type), url: String(before?.url ?? url) },
      given: {
        ...(before ? {} : { auth_type: 'token' }),
        ...{ ...given, ...(given['visibility'] === 'selected' && chosen) },
        ...(name !== undefined && { url })
      },
      secret: secret_env === undefined ? undefined : variables.TOKEN,
      rewrites: rewrite === 'always'
    }
  })
  return { organization, wants, prune }
}

/** The `apply` that makes situations come true, by their organizations; the policy is that of the first. */
export function applyOf(
  situations: Readonly<Record<string, Situation>>
): Required<Pick<Play, 'with' | 'env' | 'files'>> {
  const registries = Object.entries(situations).flatMap(([org, { roles }]) =>
    roles.flatMap(({ entry }) => (entry ? { ...entry, orgs: [org] } : []))
  )
  const [{ prune, rewrite } = { prune: false, rewrite: 'never' }] = Object.values(situations)
  const policy = {
    prune: `${prune}`,
    'rewrite-secrets': rewrite,
    'max-deletions': '99',
    'allow-recreate': 'true'
  }
  return {
    with: { operation: 'apply', org: Object.keys(situations).join(), manifest: 'm.yml', ...policy },
    env: variables,
    files: { 'm.yml': JSON.stringify({ registries }) }
  }
}
