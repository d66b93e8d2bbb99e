import { type RegistrySpec, registryTypes } from './registry.ts'

/**
 * Who reads registries of one type, and how each kind of credential goes out. What is absent is not read.
 * From dependabot/proxy b296047 and github/codeql-action f3f1edb.
 */
interface Reader {
  readonly dependabot: string
  /** The language for which code scanning's default setup reads it. */
  readonly codeScanning?: string
  readonly token?: string
  readonly username_password?: string
  readonly oidc: boolean
  readonly replacesBase: boolean
}

const basic = 'Basic authentication'
const bearer = 'a Bearer token'
const either = `${bearer}, or ${basic} if the secret holds a colon`
const asIs = 'the secret as it is'
const usual = { username_password: basic, oidc: true, replacesBase: true }

const readers: Readonly<Record<(typeof registryTypes)[number], Reader>> = {
  maven_repository: { ...usual, dependabot: 'Maven, Gradle', codeScanning: 'Java' },
  nuget_feed: { ...usual, dependabot: 'NuGet', codeScanning: 'C#', token: either },
  goproxy_server: { ...usual, dependabot: 'Go', codeScanning: 'Go', replacesBase: false },
  npm_registry: { ...usual, dependabot: 'npm, Yarn, pnpm', token: either },
  rubygems_server: {
    ...{ dependabot: 'Bundler', token: `${basic}, split at the secret's colon` },
    ...{ oidc: true, replacesBase: true }
  },
  cargo_registry: {
    ...{ ...usual, dependabot: 'Cargo', replacesBase: false },
    token: `${asIs}, as the whole Authorization header`
  },
  composer_repository: { ...usual, dependabot: 'Composer', token: bearer, replacesBase: false },
  docker_registry: { ...usual, dependabot: 'Docker, Compose, Helm' },
  git_source: {
    ...{ dependabot: 'Git, Go, submodules', codeScanning: 'Go', username_password: basic },
    ...{ oidc: false, replacesBase: false }
  },
  helm_registry: { ...usual, dependabot: 'Helm' },
  hex_organization: {
    ...{ dependabot: 'Mix', token: asIs, username_password: asIs },
    ...{ oidc: false, replacesBase: false }
  },
  hex_repository: {
    ...{ dependabot: 'Mix', token: asIs, username_password: asIs },
    ...{ oidc: true, replacesBase: false }
  },
  pub_repository: { dependabot: 'Pub', token: bearer, oidc: true, replacesBase: false },
  python_index: {
    ...{ ...usual, dependabot: 'pip, Poetry, uv' },
    token: `${basic}, a secret without a colon as the user name`
  },
  terraform_registry: { dependabot: 'Terraform', token: bearer, oidc: true, replacesBase: true }
}

export function readerOf(type: string | undefined): Reader | undefined {
  const known = registryTypes.find(name => name === type)
  return known && readers[known]
}

/** Whether the proxy reads the fields of an auth type from a registry of this type. */
export function readsAuth(type: string | undefined, authType: string): boolean {
  const reader = readerOf(type)
  if (!reader || authType.startsWith('oidc_')) return reader?.oidc !== false
  return (authType !== 'token' && authType !== 'username_password') || reader[authType] !== undefined
}

/** Whether a credential is ever sent to an `http:` address: never over plain HTTP by most readers. */
export function sendsOverHttp(type: string | undefined, authType: string): boolean {
  if (type === 'nuget_feed') return !authType.startsWith('oidc_')
  return type === 'maven_repository' || type === 'goproxy_server'
}

export interface Reading {
  readonly registry_type: string | null
  readonly url: string | null
  readonly dependabot: string
  readonly codeScanning: string
  readonly sent: string
  readonly ignored: readonly string[]
}

/** Who reads a registry, how its credential is sent, and what of it is ignored. */
export function readingOf(spec: RegistrySpec, authType: string, address: URL | undefined): Reading {
  const { registry_type: type, url } = spec
  const reader = readerOf(type)
  return {
    ...{
      registry_type: type ?? null,
      url: url ?? null,
      ignored: reader ? ignoredOf(spec, authType, { reader, address }) : []
    },
    dependabot: reader?.dependabot ?? 'unknown',
    codeScanning: reader?.codeScanning ?? 'none',
    sent: sentBy(reader, authType, { type, address })
  }
}

function ignoredOf(
  { registry_type: type, replaces_base, username }: RegistrySpec,
  authType: string,
  { reader, address }: { reader: Reader; address: URL | undefined }
): string[] {
  const isUserSent = authType !== 'token' || reader.token === undefined || !username
  const isDropped = authType === 'oidc_cloudsmith' && reader.codeScanning && reader.oidc
  const { pathname = '/', port = '' } = (type === 'git_source' && address) || {}
  return [
    ...(readsAuth(type, authType) ? [] : [`auth_type ${authType}`]),
    ...(replaces_base && !reader.replacesBase ? ['replaces_base'] : []),
    ...(pathname + port === '/' ? [] : ['path and port']),
    ...(isUserSent ? [] : ['username']),
    ...(isDropped ? ['OpenID Connect in code scanning'] : [])
  ]
}

/** Whether an address is a feed of Azure DevOps, which takes a token only as a password. */
export function isAzureFeed({ hostname, pathname }: URL): boolean {
  return (
    hostname === 'pkgs.dev.azure.com' ||
    (hostname.endsWith('.pkgs.visualstudio.com') && pathname.includes('/_packaging/'))
  )
}

function sentBy(
  reader: Reader | undefined,
  authType: string,
  { type, address }: { type: string | undefined; address: URL | undefined }
): string {
  const isOidc = authType.startsWith('oidc_')
  const isOverHttp = address?.protocol === 'http:'
  if (!reader) return 'unknown'
  if ((isOidc && !reader.oidc) || (isOverHttp && !sendsOverHttp(type, authType))) return 'not at all'
  if (authType === 'oidc_cloudsmith') return 'the header X-Api-Key'
  if (authType === 'oidc_gcp' && address?.hostname.endsWith('-docker.pkg.dev'))
    return `${basic} as oauth2accesstoken`
  if (isOidc) return bearer
  if (type === 'nuget_feed' && authType === 'token' && address && isAzureFeed(address))
    return `${basic} with an empty user name, or split at the secret's colon`
  if (authType !== 'token' && authType !== 'username_password') return 'unknown'
  return reader[authType] ?? 'perhaps not at all'
}
