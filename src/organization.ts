import type { Client } from './github/client.ts'
import { type PrivateRegistries, privateRegistries } from './github/private-registries.ts'
import { type Resolved, resolveRepositories } from './github/repositories.ts'
import { createSealer, type Sealer } from './github/seal.ts'
import type { Outcome } from './registries/change.ts'
import type { Sentence } from './registries/problem.ts'

/** One organization within reach of a client. */
export interface Organization {
  readonly org: string
  readonly registries: PrivateRegistries
  readonly sealer: Sealer
  /** The ids of the repositories that each list of names and patterns stands for; warns of patterns that fit none. */
  resolve(lists: readonly (readonly string[])[]): Promise<Pick<Resolved, 'ids' | 'problems'>[]>
  /** Told how each write went, at once: whatever happens later, that is reported. */
  wrote(outcome: Outcome): void
  /** Lets so many milliseconds pass, less if the run has to end before. */
  pause(milliseconds: number): Promise<void>
}

/** Where an organization's remarks go; `hide` is told each sealed value, and `wrote` how each write went. */
export interface Listener {
  wrote?(outcome: Outcome): void
  warning(sentence: Sentence): void
  notice(sentence: Sentence): void
  hide(sealed: string): void
}

/** An organization, before anything is asked of it. */
export function organization(client: Client, org: string, listener: Listener): Organization {
  const registries = privateRegistries(client, org)
  return {
    org,
    registries,
    wrote: outcome => listener.wrote?.(outcome),
    pause: client.pause,
    sealer: createSealer(registries.publicKey, client.firstSent, listener.hide),
    async resolve(lists) {
      const resolved = await resolveRepositories(client, org, lists)
      for (const notice of new Set(resolved.flatMap(({ notices }) => notices))) listener.notice(notice)
      for (const warning of new Set(resolved.flatMap(({ warnings }) => warnings))) listener.warning(warning)
      return resolved
    }
  }
}
