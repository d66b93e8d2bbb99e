import type { StoredRegistry } from './registry.ts'
import type { GivenRepository, Repository } from './repository.ts'
import { makeKey, type SealingKey } from './sealing.ts'

/** A registry as a test puts it there by hand; what is left out is filled in. */
export type GivenRegistry = Pick<StoredRegistry, 'registry_type' | 'url'> & Partial<StoredRegistry>

/** An organization, with everything in it that this server knows of; tests read it to see what was done. */
export interface Organization {
  readonly login: string
  readonly id: number
  /** The key that secrets have to be sealed with now. */
  readonly key: SealingKey
  readonly repositories: Repository[]
  readonly registries: readonly StoredRegistry[]
  rotateKey(): void
  addRepository(given: string | GivenRepository): Repository
  renameRepository(from: string, to: string): void
  /** Puts a registry there as if it had been made before, by no rule but those of its shape. */
  addRegistry(given: GivenRegistry): StoredRegistry
  removeRegistry(registry: StoredRegistry): void
  /** The registry of that name; names of secrets are in upper case, and any case finds them. */
  registry(name: string): StoredRegistry | undefined
}

/** Makes an empty organization. */
export function makeOrganization(login: string, id: number, now: () => number): Organization {
  let keys = 1
  let key = makeKey(login)
  const repositories: Repository[] = []
  const registries: StoredRegistry[] = []
  const names = makeNames()
  let lastRepositoryId = id * 1000

  return {
    login,
    id,
    repositories,
    registries,

    get key() {
      return key
    },

    rotateKey() {
      keys += 1
      key = makeKey(`${login} ${keys}`)
    },

    addRepository(given) {
      const { name, ...rest } = typeof given === 'string' ? { name: given } : given
      const nextId = lastRepositoryId + 1
      const repository = { id: nextId, archived: false, private: true, ...rest, name, formerNames: [] }
      lastRepositoryId = Math.max(lastRepositoryId, repository.id)
      repositories.push(repository)
      return repository
    },

    renameRepository(from, to) {
      const repository = repositories.find(({ name }) => name === from)
      if (!repository) throw new Error(`${login} has no repository ${from}.`)
      repository.formerNames.push(from)
      repository.name = to
    },

    addRegistry(given) {
      const registry: StoredRegistry = {
        name: given.name ?? names.free(given.registry_type),
        auth_type: 'token',
        username: null,
        replaces_base: false,
        visibility: 'all',
        selected_repository_ids: [],
        secret: null,
        created_at: timestamp(now()),
        updated_at: timestamp(now()),
        ...given
      }
      names.take(registry)
      registries.push(registry)
      return registry
    },

    removeRegistry(registry) {
      const index = registries.indexOf(registry)
      if (index < 0) throw new Error(`${login} has no registry ${registry.name}.`)
      registries.splice(index, 1)
      names.giveBack(registry)
    },

    registry: name => names.bearer(name.toUpperCase())
  }
}

/** A moment as GitHub writes it: to the second, in UTC. */
export function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+/, '')
}

/** Who bears which name, so that thousands of registries need no search. */
interface Names {
  free(registryType: string): string
  take(registry: StoredRegistry): void
  giveBack(registry: StoredRegistry): void
  bearer(name: string): StoredRegistry | undefined
}

function makeNames(): Names {
  const bearers = new Map<string, StoredRegistry>()
  // Below this number no name of a type is free.
  const lowest = new Map<string, number>()

  return {
    free(registryType) {
      let number = lowest.get(registryType) ?? 1
      while (bearers.has(nameOf(registryType, number))) number += 1
      lowest.set(registryType, number)
      return nameOf(registryType, number)
    },

    take(registry) {
      if (bearers.has(registry.name)) throw new Error(`There is a registry ${registry.name} already.`)
      bearers.set(registry.name, registry)
    },

    giveBack({ name }) {
      bearers.delete(name)
      lowest.clear()
    },

    bearer: name => bearers.get(name)
  }
}

// How the real GitHub names the second registry of a type is not known; the first is documented.
function nameOf(registryType: string, number: number): string {
  const first = `${registryType.toUpperCase()}_SECRET`
  return number === 1 ? first : `${first}_${number}`
}
