import type { Organization } from '../../__tests__/local-github/organization.ts'
import { defaultToken } from '../../__tests__/local-github/tokens.ts'

/** One step of the tour, written as a workflow would have it. */
export interface Scene {
  title: string
  /** The manifest, if it is another one from here on. */
  manifest?: string
  with: Record<string, string | boolean>
  env?: Record<string, string>
  /** What somebody does by hand before the step. */
  meanwhile?(acme: Organization): void
  /** The outputs that are shown; without them all that are short. */
  shows?: readonly string[]
  /** The step is meant to fail. */
  fails?: true
}

/** Where the manifest is. */
export const path = '.github/private-registries.yml'

/** A token that may only read. */
export const readToken = 'github_pat_LOCAL_made_up_that_may_only_read'

/** The Actions secrets of the made-up organization. */
export const secrets: Readonly<Record<string, string>> = {
  REGISTRIES_TOKEN: defaultToken,
  REGISTRIES_READ_TOKEN: readToken,
  NPM_TOKEN: 'npm-made-up-1',
  NEW_NPM_TOKEN: 'npm-made-up-2',
  MAVEN_PASSWORD: 'maven-made-up-1',
  NEW_MAVEN_PASSWORD: 'maven-made-up-2'
}

/** The secret that each registry of every organization holds when the tour is over. */
export const secretsInTheEnd: Readonly<Record<string, string>> = {
  NPM_REGISTRY_SECRET: 'npm-made-up-2',
  MAVEN_REPOSITORY_SECRET: 'maven-made-up-2'
}

const manifest = `defaults:
  visibility: private
registries:
  - registry_type: npm_registry
    url: https://npm.acme.example
    replaces_base: true
    secret_env: NPM_TOKEN
  - registry_type: maven_repository
    url: https://maven.acme.example/releases
    auth_type: username_password
    username: ci
    secret_env: MAVEN_PASSWORD
  - registry_type: nuget_feed
    url: https://pkgs.dev.azure.com/acme/_packaging/acme/nuget/v3/index.json
    auth_type: oidc_azure
    tenant_id: 12345678-1234-1234-1234-123456789012
    client_id: abcdef01-2345-6789-abcd-ef0123456789
`

const refused = `registries:
  - registry_type: cargo_registry
    url: https://cargo.acme.example
    visibilty: all
    secret: made-up
  - registry_type: python_index
    url: https://python.acme.example
    visibility: all
    auth_type: oidc_aws
    account_id: 012345678901
`

const applied = { operation: 'apply', token: '${{ secrets.REGISTRIES_TOKEN }}', manifest: path }
const planned = { operation: 'plan', token: '${{ secrets.REGISTRIES_READ_TOKEN }}', manifest: path }
const env = { NPM_TOKEN: '${{ secrets.NPM_TOKEN }}', MAVEN_PASSWORD: '${{ secrets.MAVEN_PASSWORD }}' }
const newEnv = {
  NPM_TOKEN: '${{ secrets.NEW_NPM_TOKEN }}',
  MAVEN_PASSWORD: '${{ secrets.NEW_MAVEN_PASSWORD }}'
}

/** All steps, in their order. */
export const scenes: readonly Scene[] = [
  { title: 'Plan, with a token that may only read and without passwords', manifest, with: planned },
  { title: 'Apply', with: applied, env },
  { title: 'Apply again: nothing is written', with: applied, env },
  {
    title: 'Rotate: new secrets, and nothing else',
    with: { operation: 'rotate', token: '${{ secrets.REGISTRIES_TOKEN }}', manifest: path },
    env: newEnv
  },
  {
    title: 'Drift: somebody has changed the visibility of one registry by hand',
    meanwhile({ registries: [npm] }) {
      if (npm) npm.visibility = 'all'
    },
    with: planned
  },
  {
    title: 'A GitHub App, in every organization that it is installed in: one is new, one has drifted',
    with: {
      operation: 'apply',
      'app-id': '${{ vars.REGISTRIES_APP_ID }}',
      'app-private-key': '${{ secrets.REGISTRIES_APP_KEY }}',
      org: '*',
      manifest: path
    },
    env: newEnv
  },
  {
    title: 'Export what the organization has',
    with: {
      operation: 'export',
      token: '${{ secrets.REGISTRIES_READ_TOKEN }}',
      manifest: 'exported.yml'
    },
    shows: ['manifest']
  },
  {
    title: 'A manifest that is refused: everything wrong is told at once, and nothing is sent',
    manifest: refused,
    with: applied,
    fails: true
  }
]
