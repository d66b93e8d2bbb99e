import type { Step } from '../../runner/step.ts'

/** A step that something is wrong with, or may be. */
export interface Case {
  /** What is wrong with it. */
  readonly name: string
  readonly inputs: Readonly<Record<string, string>>
  /** The file at `manifestPath` of the workspace. */
  readonly manifest?: string | Uint8Array
  readonly step?: Omit<Step, 'with' | 'workspace'>
  /**
   * What becomes of it: `refused` before anything is written; `fails`, but what was done is kept; or `truthful`,
   * where the mistake may happen to be none.
   */
  readonly outcome: 'refused' | 'fails' | 'truthful'
  /** What the log must name, each of them: an input, a variable, a line of the manifest. */
  readonly named: readonly (string | RegExp)[]
  /** Only a process of its own can be in this trouble; with nobody who takes what it prints, if so given. */
  readonly process?: 'own' | 'unheard'
}

/** Where the manifest is, from the workspace. */
export const manifestPath = '.github/private-registries.yml'

/** Stands wherever a user may have put a secret by mistake: nobody may see it. It looks like no key of a manifest. */
export const hidden = 'hunter2!Wq7xPzKd82'

/** The secret of the registries, given as it should be. */
export const secret = 's3cret-Lm49vTrYb'

/** Inputs that are good, by what they are for; one registry at npm.acme.example exists. */
export const good: Readonly<Record<string, Readonly<Record<string, string>>>> = (() => {
  const here = { 'registry-type': 'npm_registry', url: 'https://npm.acme.example' }
  const fresh = { 'registry-type': 'docker_registry', url: 'https://new.acme.example', visibility: 'all' }
  const file = { manifest: manifestPath, 'write-interval': '0s' }
  const oidc = { ...fresh, operation: 'create' }
  return {
    list: { operation: 'list' },
    key: { operation: 'get-public-key' },
    get: { operation: 'get', ...here },
    create: { operation: 'create', ...fresh, secret, username: 'ci' },
    selected: { ...oidc, visibility: 'selected', 'selected-repositories': 'web, api-*', secret },
    azure: { ...oidc, 'auth-type': 'oidc_azure', 'tenant-id': 't', 'client-id': 'c' },
    gcp: { ...oidc, 'auth-type': 'oidc_gcp', 'workload-identity-provider': 'p', audience: 'a' },
    update: { operation: 'update', name: 'NPM_REGISTRY_SECRET', username: 'bot', secret },
    delete: { operation: 'delete', ...here },
    apply: { operation: 'apply', ...fresh, secret, 'allowed-hosts': '*.acme.example' },
    rotateOne: { operation: 'rotate', ...here, secret, 'rewrite-secrets': 'always' },
    plan: { operation: 'plan', ...fresh, secret },
    manifest: { operation: 'apply', ...file, prune: 'true', 'max-deletions': '2', 'rewrite-secrets': '30d' },
    planned: { operation: 'plan', ...file, 'allowed-hosts': '*.acme.example, acme.azurecr.io' },
    rotate: { operation: 'rotate', ...file, secrets: JSON.stringify({ NPM_TOKEN: secret }) },
    export: { operation: 'export', manifest: manifestPath }
  }
})()
