import type { Client } from './github/client.ts'
import { type PrivateRegistries, privateRegistries } from './github/private-registries.ts'
import { type Resolved, resolveRepositories } from './github/repositories.ts'
import { createSealer, type Sealer } from './github/seal.ts'

/** One organization within reach of a client. */
export interface Organization {
  readonly org: string
  readonly registries: PrivateRegistries
  readonly sealer: Sealer
  /** The ids of the repositories that names and patterns stand for; warns of patterns that fit none. */
  resolve(selected: readonly string[]): Promise<Omit<Resolved, 'warnings'>>
}

/** Where an organization's remarks go; `hide` is told each sealed value. */
export interface Listener {
  warning(text: string): void
  hide(sealed: string): void
}

/** An organization, before anything is asked of it. */
export function organization(client: Client, org: string, listener: Listener): Organization {
  const registries = privateRegistries(client, org)
  return {
    org,
    registries,
    sealer: createSealer(registries.publicKey, client.firstSent, listener.hide),
    async resolve(selected) {
      const { warnings, ...resolved } = await resolveRepositories(client, org, selected)
      for (const warning of warnings) listener.warning(warning)
      return resolved
    }
  }
}
