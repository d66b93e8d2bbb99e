import type { StoredRegistry } from './registry.ts'
import { makeKey, type SealingKey } from './sealing.ts'

/** A registry as a test puts it there by hand; what is left out is filled in. */
export type GivenRegistry = Pick<StoredRegistry, 'registry_type' | 'url'> & Partial<StoredRegistry>

/** A repository of an organization. */
export interface Repository {
  readonly id: number
  name: string
  readonly formerNames: string[]
  readonly archived: boolean
}

/** How a test describes a repository. */
export type GivenRepository = Pick<Repository, 'name'> & Partial<Omit<Repository, 'formerNames'>>

/** An organization, with everything in it that this server knows of; tests read it to see what was done. */
export type Organization = ReturnType<typeof makeOrganization>

/** Makes an empty organization. */
export function makeOrganization(login: string, id: number, now: () => number) {
  let keys = 1
  let key = makeKey(login)
  const repositories: Repository[] = []
  const registries: StoredRegistry[] = []
  const byName = new Map<string, StoredRegistry>()
  // Below this number no name of a type is free, so that thousands of registries need no search.
  const lowest = new Map<string, number>()
  let lastRepositoryId = id * 1000

  function freeName(registryType: string): string {
    let number = lowest.get(registryType) ?? 1
    while (byName.has(nameOf(registryType, number))) number += 1
    lowest.set(registryType, number)
    return nameOf(registryType, number)
  }

  return {
    login,
    id,
    repositories,
    registries: registries as readonly StoredRegistry[],

    /** The key that secrets have to be sealed with now. */
    get key(): SealingKey {
      return key
    },

    rotateKey(): void {
      keys += 1
      key = makeKey(`${login} ${keys}`)
    },

    addRepository(given: string | GivenRepository): Repository {
      const described = typeof given === 'string' ? { name: given } : given
      const defaults = { id: lastRepositoryId + 1, archived: false, formerNames: [] }
      const repository = { ...defaults, ...described }
      lastRepositoryId = Math.max(lastRepositoryId, repository.id)
      repositories.push(repository)
      return repository
    },

    renameRepository(from: string, to: string): void {
      const repository = repositories.find(({ name }) => name === from)
      if (!repository) throw new Error(`${login} has no repository ${from}.`)
      repository.formerNames.push(from)
      repository.name = to
    },

    /** Puts a registry there as if it had been made before, by no rule but those of its shape. */
    addRegistry(given: GivenRegistry): StoredRegistry {
      const time = timestamp(now())
      const registry: StoredRegistry = {
        ...{ name: given.name ?? freeName(given.registry_type), auth_type: 'token', username: null },
        ...{ replaces_base: false, visibility: 'all', selected_repository_ids: [], secret: null },
        ...{ created_at: time, updated_at: time, ...given }
      }
      if (byName.has(registry.name)) throw new Error(`There is a registry ${registry.name} already.`)
      byName.set(registry.name, registry)
      registries.push(registry)
      return registry
    },

    removeRegistry(registry: StoredRegistry): void {
      const index = registries.indexOf(registry)
      if (index < 0) throw new Error(`${login} has no registry ${registry.name}.`)
      registries.splice(index, 1)
      byName.delete(registry.name)
      lowest.clear()
    },

    /** The registry of that name; names of secrets are in upper case, and any case finds them. */
    registry: (name: string): StoredRegistry | undefined => byName.get(name.toUpperCase())
  }
}

/** A moment as GitHub writes it: to the second, in UTC. */
export function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+/, '')
}

// How the real GitHub names the second registry of a type is not known; the first is documented.
function nameOf(registryType: string, number: number): string {
  const first = `${registryType.toUpperCase()}_SECRET`
  return number === 1 ? first : `${first}_${number}`
}
