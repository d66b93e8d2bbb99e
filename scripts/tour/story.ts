import type { Organization } from '../../__tests__/local-github/organization.ts'
import { defaultToken } from '../../__tests__/local-github/tokens.ts'

/** One step of the tour, written as a workflow would have it. */
export interface Scene {
  title: string
  /** By this later steps name its outputs. */
  id?: string
  /** A new text of the manifest, from here on. */
  manifest?: string
  with: Record<string, string | boolean>
  env?: Record<string, string>
  /** What someone does by hand before the step. */
  meanwhile?(acme: Organization): void
  /** The outputs that are shown; by default all short ones. */
  shows?: readonly string[]
  /** The step is expected to fail. */
  fails?: true
}

/** Where the manifest is. */
export const path = '.github/private-registries.yml'

/** A token that can only read. */
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

/** The organizations with their repositories. */
export const organizations: Readonly<Record<string, string[]>> = {
  acme: ['web', 'api-orders', 'api-users'],
  'acme-labs': ['web', 'api-labs'],
  'acme-tools': ['tools']
}

const newNpm = { NPM_REGISTRY_SECRET: 'npm-made-up-2' }
const maven = { MAVEN_REPOSITORY_SECRET: 'maven-made-up-2' }

/** The secret that each registry holds at the end of the tour, by organization. */
export const secretsInTheEnd: Readonly<Record<string, Record<string, string>>> = {
  acme: { ...newNpm, ...maven },
  'acme-labs': newNpm,
  'acme-tools': {}
}

const npm = `  - registry_type: npm_registry
    url: https://npm.acme.example
    replaces_base: true
    secret_env: NPM_TOKEN
`
const selected = `    visibility: selected
    selected_repositories: [web, api-*]
`
const others = `  - registry_type: nuget_feed
    url: https://pkgs.dev.azure.com/acme/_packaging/acme/nuget/v3/index.json
    auth_type: oidc_azure
    tenant_id: 12345678-1234-1234-1234-123456789012
    client_id: abcdef01-2345-6789-abcd-ef0123456789
`
const manifest = `defaults:
  visibility: private
registries:
${npm}  - registry_type: maven_repository
    url: https://maven.acme.example/releases
    auth_type: username_password
    username: ci
    secret_env: MAVEN_PASSWORD
${others}`
const withoutMaven = `defaults:
  visibility: private
registries:
${npm}${selected}${others}`

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
const prune = { prune: true, 'max-deletions': '2' }
const env = { NPM_TOKEN: '${{ secrets.NPM_TOKEN }}', MAVEN_PASSWORD: '${{ secrets.MAVEN_PASSWORD }}' }
const newEnv = {
  NPM_TOKEN: '${{ secrets.NEW_NPM_TOKEN }}',
  MAVEN_PASSWORD: '${{ secrets.NEW_MAVEN_PASSWORD }}'
}

/** All steps, in their order. */
export const scenes: readonly Scene[] = [
  { title: 'Plan, with a token that can only read and without passwords', manifest, with: planned },
  { title: 'Apply', with: applied, env },
  { title: 'Apply again: nothing is written', with: applied, env },
  {
    title: 'Rotate: new secrets, and nothing else',
    with: { operation: 'rotate', token: '${{ secrets.REGISTRIES_TOKEN }}', manifest: path },
    env: newEnv
  },
  {
    title: 'A plan that deletes a registry and limits another one to selected repositories',
    id: 'plan',
    manifest: withoutMaven,
    with: { ...planned, ...prune },
    shows: ['plan-id', 'changed', 'deleted', 'updated']
  },
  {
    title: 'That plan was approved, but someone has added a registry since: nothing is written',
    meanwhile(acme) {
      acme.addRegistry({ registry_type: 'cargo_registry', url: 'https://cargo.acme.example' })
    },
    with: { ...applied, ...prune, 'plan-id': '${{ steps.plan.outputs.plan-id }}' },
    env: newEnv,
    fails: true
  },
  {
    title: 'Drift: someone has changed the visibility of a registry by hand',
    manifest,
    meanwhile({ registries: [npm] }) {
      if (npm) npm.visibility = 'all'
    },
    with: planned
  },
  {
    title: 'A GitHub App, in every organization where it is installed: one of them fails, the others do not',
    manifest: withoutMaven,
    with: {
      operation: 'apply',
      'app-id': '${{ vars.REGISTRIES_APP_ID }}',
      'app-private-key': '${{ secrets.REGISTRIES_APP_KEY }}',
      org: '*',
      manifest: path
    },
    env: newEnv,
    fails: true
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
    title: 'A manifest that is refused: every problem is reported at once, and nothing is sent',
    manifest: refused,
    with: applied,
    fails: true
  }
]
