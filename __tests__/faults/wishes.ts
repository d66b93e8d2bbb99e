import fc from 'fast-check'
import type { GivenRegistry } from '../github/organization.ts'

/** An entry of a manifest. */
export interface Wish {
  readonly registry_type: string
  readonly url: string
  readonly auth_type?: string
  readonly username?: string | null
  readonly replaces_base?: boolean
  readonly visibility?: string
  readonly selected_repositories?: readonly string[]
  readonly tenant_id?: string
  readonly client_id?: string
  readonly secret_env?: string
}

/** What an organization has, and what is wanted of it; all of it is chosen at random. */
export interface Situation {
  readonly registries: readonly GivenRegistry[]
  readonly wishes: readonly Wish[]
  readonly prune: boolean
  readonly rewrite: 'never' | 'always'
}

/** The repositories of every organization. */
export const repositories = ['web', 'api', 'docs']

/** The fields that an update of a wish may write, in GitHub's words. */
export function wishedFields({ registry_type, url, auth_type, secret_env, ...wish }: Wish): string[] {
  const fields = Object.keys(wish).map(field =>
    field === 'selected_repositories' ? 'selected_repository_ids' : field
  )
  return secret_env ? [...fields, 'secret'] : fields
}

const types = ['npm_registry', 'maven_repository', 'npm_registry', 'docker_registry']

interface Look {
  isOidc: boolean
  username: string | null
  replaces: boolean
  visibility: string
  some: string[]
}

interface Choice extends Look {
  exists: boolean
  wanted: 'not' | 'whole' | 'parts'
  /** Which parts. */
  parts: boolean[]
  changesAuth: boolean
  before: Look
}

const look = {
  isOidc: fc.boolean(),
  username: fc.constantFrom(null, 'ci', 'bot'),
  replaces: fc.boolean(),
  visibility: fc.constantFrom('all', 'private', 'selected'),
  some: fc.subarray(repositories, { minLength: 1 })
}

const choice: fc.Arbitrary<Choice> = fc.record({
  ...look,
  exists: fc.boolean(),
  wanted: fc.constantFrom('not', 'whole', 'whole', 'parts', 'parts'),
  parts: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  changesAuth: fc.constantFrom(false, false, false, true),
  before: fc.record(look)
})

/** A random situation, which every run may put right. */
export const situation: fc.Arbitrary<Situation> = fc
  .record({
    choices: fc.array(choice, { minLength: 1, maxLength: 6 }),
    prune: fc.boolean(),
    rewrite: fc.constantFrom('never', 'always')
  })
  .map(({ choices, prune, rewrite }) => {
    const wishes = choices.flatMap((one, place) => (one.wanted === 'not' ? [] : [wish(one, place)]))
    return {
      registries: choices.flatMap((one, place) => (one.exists ? [registry(one, place)] : [])),
      wishes,
      // A manifest that wants nothing is refused.
      prune: prune && wishes.length > 0,
      rewrite
    }
  })

function placeOf(place: number): { registry_type: string; url: string } {
  return { registry_type: types[place % types.length] ?? '', url: `https://h${place}.example/a` }
}

function registry({ before }: Choice, place: number): GivenRegistry {
  const { isOidc, username, replaces, visibility } = before
  const own = isOidc
    ? { auth_type: 'oidc_azure', tenant_id: 'a', client_id: 'b' }
    : { auth_type: 'token', username }
  const secret = isOidc ? null : 'the first'
  return { ...placeOf(place), ...own, replaces_base: replaces, visibility, secret }
}

function wish(one: Choice, place: number): Wish {
  const { exists, before, changesAuth, parts, visibility, some } = one
  const isOidc = exists ? before.isOidc !== changesAuth : one.isOidc
  const isWhole = !exists || changesAuth || one.wanted === 'whole'
  const [first, second, third, fourth] = parts.map(part => part || isWhole)
  const own = isOidc ? { tenant_id: 'c', client_id: 'd' } : { username: one.username }
  const shown = { visibility, ...(visibility === 'selected' && { selected_repositories: some }) }
  return {
    ...placeOf(place),
    ...(isWhole && { auth_type: isOidc ? 'oidc_azure' : 'token' }),
    ...(first && own),
    ...(second && { replaces_base: one.replaces }),
    ...(third && shown),
    ...(fourth && !isOidc && { secret_env: 'TOKEN' })
  }
}
