import type { Client } from './github/client.ts'
import { type PrivateRegistries, privateRegistries } from './github/private-registries.ts'
import { type Resolved, resolveRepositories } from './github/repositories.ts'
import { createSealer, type Sealer } from './github/seal.ts'

/** One organization within reach of a client. */
export interface Organization {
  readonly org: string
  readonly registries: PrivateRegistries
  readonly sealer: Sealer
  /** The ids of the repositories that names and patterns stand for. */
  resolve(selected: readonly string[]): Promise<Resolved>
}

/** An organization, before anything is asked of it. `hide` is told each sealed value. */
export function organization(client: Client, org: string, hide: (sealed: string) => void): Organization {
  const registries = privateRegistries(client, org)
  return {
    org,
    registries,
    sealer: createSealer(registries.publicKey, client.firstSent, hide),
    resolve: selected => resolveRepositories(client, org, selected)
  }
}
