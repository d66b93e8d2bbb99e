import type { GivenRegistry } from '../github/organization.ts'
import type { Endpoint } from './fault-endpoints.ts'

/** An operation, and what it asks of GitHub, in this order. */
export interface SameScene {
  readonly operation: string
  readonly asks: readonly Endpoint[]
  /** The inputs, given the secret. */
  with(secret: string): Record<string, string>
  /** The job's environment, given the secret. */
  readonly env?: (secret: string) => Record<string, string>
  readonly hasManifest?: true
}

const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example' }
const maven = { registry_type: 'maven_repository', url: 'https://maven.acme.example' }
const fresh = { registry_type: 'git_source', url: 'https://git.acme.example' }

/** What the organization holds before each run. */
export const held: readonly GivenRegistry[] = [
  { ...npm, username: 'old' },
  { ...maven, username: 'ci' }
]
const name = 'NPM_REGISTRY_SECRET'

/** Where the manifest is. */
export const manifestPath = 'registries.yml'
const common = { visibility: 'all', username: 'ci', secret_env: 'THE_SECRET' }
/** The manifest of those that read one: one update, one registry as it is, one create. */
export const manifest = JSON.stringify({
  registries: [npm, maven, fresh].map(one => ({ ...one, ...common }))
})
const byManifest = { manifest: manifestPath, 'write-interval': '0s' }
const env = (secret: string): Record<string, string> => ({ THE_SECRET: secret })
const bySecrets = (secret: string): string => JSON.stringify({ THE_SECRET: secret })

/** Every operation. */
export const scenes: readonly SameScene[] = [
  { operation: 'list', asks: ['list'], with: secret => ({ secret }) },
  { operation: 'get', asks: ['get'], with: secret => ({ name, secret }) },
  { operation: 'get-public-key', asks: ['public-key'], with: secret => ({ secret }) },
  {
    operation: 'create',
    asks: ['list', 'public-key', 'create'],
    with: secret => ({
      ...{ 'registry-type': fresh.registry_type, url: fresh.url, visibility: 'all', username: 'ci' },
      secret
    })
  },
  {
    operation: 'update',
    asks: ['public-key', 'update', 'get'],
    with: secret => ({ name, username: 'ci', secret })
  },
  { operation: 'delete', asks: ['delete'], with: secret => ({ name, secret }) },
  {
    operation: 'apply',
    asks: ['list', 'public-key', 'update', 'create'],
    with: () => byManifest,
    env,
    hasManifest: true
  },
  {
    operation: 'plan',
    asks: ['list', 'public-key'],
    with: secret => ({ ...byManifest, secrets: bySecrets(secret) }),
    hasManifest: true
  },
  {
    operation: 'rotate',
    asks: ['list', 'public-key', 'update'],
    with: secret => ({ ...byManifest, secrets: bySecrets(secret) }),
    hasManifest: true
  },
  {
    operation: 'export',
    asks: ['list'],
    with: secret => ({ manifest: 'export.yml', secret })
  }
]
