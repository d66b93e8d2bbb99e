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
  readonly registries: StoredRegistry[]
  rotateKey(): void
  addRepository(given: string | GivenRepository): Repository
  renameRepository(from: string, to: string): void
  /** Puts a registry there as if it had been made before, by no rule but those of its shape. */
  addRegistry(given: GivenRegistry): StoredRegistry
  /** The registry of that name; names of secrets are in upper case, and any case finds them. */
  registry(name: string): StoredRegistry | undefined
}

/** Makes an empty organization. */
export function makeOrganization(login: string, id: number, now: () => number): Organization {
  let keys = 1
  let key = makeKey(login)
  const repositories: Repository[] = []
  const registries: StoredRegistry[] = []

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
      const nextId = Math.max(id * 1000, ...repositories.map(repository => repository.id)) + 1
      const repository = { id: nextId, archived: false, private: true, ...rest, name, formerNames: [] }
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
        name: freeName(given.registry_type, registries),
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
      registries.push(registry)
      return registry
    },

    registry(name) {
      return registries.find(registry => registry.name === name.toUpperCase())
    }
  }
}

/** A moment as GitHub writes it: to the second, in UTC. */
export function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+/, '')
}

// How the real GitHub names the second registry of a type is not known; the first is documented.
function freeName(registryType: string, registries: readonly StoredRegistry[]): string {
  const first = `${registryType.toUpperCase()}_SECRET`
  const taken = (name: string): boolean => registries.some(registry => registry.name === name)
  let name = first
  for (let number = 2; taken(name); number += 1) name = `${first}_${number}`
  return name
}
