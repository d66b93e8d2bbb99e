import type { GivenRegistry } from '../local-github/organization.ts'

/** The address of one of many registries. */
export const urlOf = (number: number): string => `https://npm.acme.example/team-${number}/packages`

/** The manifest's entry of a number. Every tenth is for two repositories. */
export function entryOf(number: number): Record<string, unknown> {
  const selected = { visibility: 'selected', selected_repositories: ['web', 'api-one'] }
  return {
    registry_type: 'npm_registry',
    url: urlOf(number),
    username: 'ci',
    secret_env: 'NPM_TOKEN',
    ...(number % 10 === 0 ? selected : { visibility: 'private' })
  }
}

/** A registry as an organization may have it for the entry of a number. */
export function existing(number: number): GivenRegistry {
  return {
    ...{ registry_type: 'npm_registry', url: urlOf(number), username: 'ci' },
    ...{ visibility: 'private', secret: 'old' }
  }
}

/**
 * How many requests cannot be had side by side where an App creates so many registries in each of its organizations:
 * installations, a token, the list, the writes, the closing list, the revocation.
 */
export function chainOf(registries: number): number {
  return 1 + 1 + 1 + registries + 1 + 1
}
