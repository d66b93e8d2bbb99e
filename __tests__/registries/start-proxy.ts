import { globSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { RegistrySpec } from '../../src/registries/registry.ts'

/** A registry, its secret in plain, and what start-proxy makes of it: accepts it, refuses, or passes it over. */
export interface Case {
  given: Omit<RegistrySpec, 'secret'> & { secret?: string }
  verdict: 'accepted' | 'refused' | 'unread'
  /** Whether it leaves out what Cloudsmith needs. */
  dropped?: true
  /** Whether it warns of a GitHub token without a user name. */
  warns?: true
}

const maven = { registry_type: 'maven_repository', url: 'https://maven.acme.example/releases' } as const
const nuget = { registry_type: 'nuget_feed', url: 'https://nuget.acme.example/v3/index.json' } as const
const goproxy = { registry_type: 'goproxy_server', url: 'https://go.acme.example' } as const
const git = { registry_type: 'git_source', url: 'https://git.acme.example' } as const
const user = { auth_type: 'username_password', username: 'ci' } as const
const secret = 'made-up'
const classic = `ghp_${'a'.repeat(36)}`
const fineGrained = `github_pat_${'a'.repeat(40)}`
const azure = { auth_type: 'oidc_azure', tenant_id: 'tenant', client_id: 'client' } as const
const aws = {
  ...{ auth_type: 'oidc_aws' as const, aws_region: 'eu-central-1', account_id: '012345678901' },
  ...{ role_name: 'dependabot', domain: 'acme', domain_owner: '012345678901' }
} as const
const jfrog = { auth_type: 'oidc_jfrog', jfrog_oidc_provider_name: 'github' } as const
const cloudsmith = {
  ...{ auth_type: 'oidc_cloudsmith' as const, namespace: 'acme', service_slug: 'dependabot' },
  audience: 'https://github.com/acme'
} as const
const gcp = {
  auth_type: 'oidc_gcp',
  workload_identity_provider: 'projects/1/locations/global/workloadIdentityPools/github/providers/github'
} as const

/** What github/codeql-action at f3f1edbedfb4a1d188d344570834df2996d45d39 did with these when its start-proxy ran on them. */
export const cases: readonly Case[] = [
  { given: { ...maven, ...user, secret }, verdict: 'accepted' },
  { given: { ...maven, secret }, verdict: 'accepted' },
  { given: { ...maven, ...user, secret: 'pässword' }, verdict: 'refused' },
  { given: { ...maven, ...user, secret: 'two\nlines' }, verdict: 'refused' },
  { given: { ...maven, ...user, secret: 'a\ttab' }, verdict: 'refused' },
  { given: { ...maven, ...user, username: 'jürgen', secret }, verdict: 'refused' },
  { given: { ...maven, ...user, secret, url: 'https://maven.acme.example/ä' }, verdict: 'refused' },
  { given: { ...maven, ...aws, role_name: 'rölle' }, verdict: 'refused' },
  { given: { ...maven, ...azure }, verdict: 'accepted' },
  { given: { ...maven, ...aws }, verdict: 'accepted' },
  { given: { ...maven, ...aws, audience: 'sts.amazonaws.com' }, verdict: 'accepted' },
  { given: { ...maven, ...jfrog, identity_mapping_name: 'm', audience: 'a' }, verdict: 'accepted' },
  { given: { ...maven, ...gcp, service_account: 's', audience: 'a' }, verdict: 'accepted' },
  { given: { ...maven, ...cloudsmith }, verdict: 'accepted', dropped: true },
  { given: { ...nuget, ...cloudsmith, api_host: 'a.example' }, verdict: 'accepted', dropped: true },
  { given: { ...goproxy, ...cloudsmith }, verdict: 'accepted', dropped: true },
  { given: { ...nuget, secret }, verdict: 'accepted' },
  { given: { ...nuget, secret: classic }, verdict: 'accepted', warns: true },
  { given: { ...nuget, secret: fineGrained }, verdict: 'accepted', warns: true },
  { given: { ...nuget, ...user, secret: classic }, verdict: 'accepted' },
  { given: { ...goproxy, ...user, secret }, verdict: 'accepted' },
  { given: { ...goproxy, secret: classic }, verdict: 'accepted', warns: true },
  { given: { ...goproxy, ...user, secret: '€' }, verdict: 'refused' },
  { given: { ...git, ...user, secret }, verdict: 'accepted' },
  { given: { ...git, secret: fineGrained }, verdict: 'accepted', warns: true },
  { given: { ...git, ...user, secret: 'ü' }, verdict: 'refused' },
  ...(['npm_registry', 'python_index', 'rubygems_server', 'cargo_registry', 'docker_registry'] as const).map(
    (registry_type): Case => ({ given: { ...maven, registry_type, secret: 'ü' }, verdict: 'unread' })
  ),
  { given: { ...maven, registry_type: 'npm_registry', secret: classic }, verdict: 'unread' },
  { given: { ...maven, registry_type: 'python_index', ...cloudsmith }, verdict: 'unread' },
  ...examples()
]

/** All registries of the examples: those of types that code scanning reads are accepted whole. */
export function examples(): Case[] {
  const read = ['maven_repository', 'nuget_feed', 'goproxy_server', 'git_source']
  return globSync('examples/*.yml').flatMap(file => {
    const { defaults, registries = [] } = parse(readFileSync(file, 'utf8'))
    return registries.map((entry: RegistrySpec): Case => {
      const { secret_env, selected_repositories: _, visibility: __, ...given } = { ...defaults, ...entry }
      if (given.auth_type?.startsWith('oidc_')) delete given.secret_env
      const verdict = read.includes(given.registry_type) ? 'accepted' : 'unread'
      return { given: { ...given, ...(secret_env && { secret }) }, verdict }
    })
  })
}
