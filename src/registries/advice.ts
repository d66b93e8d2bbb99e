import { readerOf, readsAuth, sendsOverHttp } from './readers.ts'
import { describe, type FieldName, fieldNames, type RegistrySpec } from './registry.ts'
import { expiryOf, isGitHubToken, isPrintable, minuteOf, slipIn, soon } from './secret.ts'
import { placeOf, type Wanted } from './wanted.ts'

/** A registry as its readers will see it. */
interface Seen {
  readonly type: string
  readonly auth: string | undefined
  readonly spec: RegistrySpec
  /** The address, and its path without a slash at its end; absent if it is not known. */
  readonly url?: URL | undefined
  readonly path: string
  /** Whether a field that `spec` lacks is known to be absent. */
  readonly isWhole: boolean
  readonly isCreated: boolean
  readonly isWritten: boolean
  readonly now: number
  /** The version of GitHub Enterprise Server, if it is one. */
  readonly server?: string | undefined
  /** An earlier entry that may answer for it with another credential. */
  readonly twin?: Subject | undefined
}

/** An entry, and what its readers will see of it in one organization. */
export interface Subject {
  readonly wanted: Wanted
  readonly seen: Seen
}

/** What is at fault: a field, several, the whole entry, or nothing. */
type Fault = keyof RegistrySpec | readonly (keyof RegistrySpec)[] | boolean | undefined

/** One rule: where it applies, what happens then, and how to fix it. */
export interface Rule {
  readonly name: string
  readonly level: 'warning' | 'note'
  readonly happens: string
  readonly fix: string
  /** Where that can be read; scripts/readme.ts has the addresses. */
  readonly source: string
  readonly at: (seen: Seen) => Fault
  /** What can be said of this registry alone, before `happens`. */
  readonly detail?: (seen: Seen) => string
  readonly isOnce?: true
}

const azureHost = /^pkgs\.dev\.azure\.com$|\.pkgs\.visualstudio\.com$/
const codeArtifact = /^(.+)-(\d{12})\.d\.codeartifact\.([a-z\d-]+)\.amazonaws\.com$/
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
const provider = /^projects\/[^/]+\/locations\/[^/]+\/workloadIdentityPools\/[^/]+\/providers\/[^/]+$/
const indexFiles: Readonly<Record<string, string>> = {
  composer_repository: '/packages.json',
  helm_registry: '/index.yaml',
  cargo_registry: '/config.json'
}

function wrong(spec: RegistrySpec, pattern: RegExp, ...names: FieldName[]): FieldName[] {
  return names.filter(name => typeof spec[name] === 'string' && !pattern.test(spec[name]))
}

function isOidc({ auth }: Seen): boolean {
  return auth?.startsWith('oidc_') === true
}

function mismatched({ auth, url, spec }: Seen): FieldName[] {
  if (auth !== 'oidc_aws') return []
  const [, domain, domain_owner, aws_region] = codeArtifact.exec(url?.hostname ?? '') ?? []
  if (domain === undefined) return []
  const named = Object.entries({ domain, domain_owner, aws_region }) as [FieldName, string][]
  return named.filter(([name, value]) => (spec[name] ?? value) !== value).map(([name]) => name)
}

function unprintable({ type, spec }: Seen): (keyof RegistrySpec)[] {
  if (!readerOf(type)?.codeScanning) return []
  const texts = fieldNames.filter(name => typeof spec[name] === 'string' && !isPrintable(spec[name]))
  return spec.secret && !isPrintable(spec.secret) ? [...texts, 'secret'] : texts
}

function secretParameter({ url }: Seen): string | undefined {
  if (!url?.search) return undefined
  const named = [...new URLSearchParams(url.search.replaceAll('+', '%2B'))].find(([name, value]) => {
    const words = name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z]+/)
    const isNamed = words.some(word =>
      /(token|secret|password|passwd|(api|access|private)key)s?$|^(keys?|sig|signature|auth|authorization)$/.test(
        word
      )
    )
    return (isNamed && value !== '') || /^[\w+/=.-]{20,}$/.test(value)
  })
  return named?.[0]
}

function lacking(seen: Seen): string[] {
  const [, minor] = seen.server === undefined ? [] : (/^3\.(\d+)/.exec(seen.server) ?? [])
  if (minor === undefined) return []
  const needs: [number, boolean, string][] = [
    [18, seen.isCreated, 'Creating registries'],
    [22, isOidc(seen), 'OpenID Connect'],
    [20, seen.type === 'goproxy_server', 'goproxy_server']
  ]
  return needs
    .filter(([least, applies]) => applies && Number(minor) < least)
    .map(
      ([least, , what]) => `${what} needs GitHub Enterprise Server 3.${least}, and this is ${seen.server}.`
    )
}

/** The rules, by name, in the order of docs/advice.md. */
const table: Readonly<Record<string, Omit<Rule, 'name' | 'level' | 'source'> & Partial<Rule>>> = {
  'git-source-username': {
    happens: 'A git_source without a user name is dropped, so its credential is never sent.',
    fix: 'Add a username, such as x-access-token for a GitHub token.',
    at: seen => seen.type === 'git_source' && seen.isWhole && !isOidc(seen) && !seen.spec.username
  },
  'oidc-unsupported-type': {
    happens: 'Nothing reads OpenID Connect for a git_source or a hex_organization.',
    fix: 'Use a secret.',
    at: seen => isOidc(seen) && readerOf(seen.type)?.oidc === false && 'auth_type'
  },
  'azure-host': {
    happens: 'oidc_azure gets a token for Azure DevOps only, and this host is not part of Azure DevOps.',
    fix: 'Use an address on pkgs.dev.azure.com or *.pkgs.visualstudio.com, or another way to authenticate.',
    at: ({ auth, url }) => auth === 'oidc_azure' && url && !azureHost.test(url.hostname) && 'url'
  },
  'aws-host': {
    happens: 'oidc_aws sends a CodeArtifact token to this host, which is not part of CodeArtifact.',
    fix: 'Use an address on DOMAIN-OWNER.d.codeartifact.REGION.amazonaws.com, or another way to authenticate.',
    at: ({ auth, url }) => auth === 'oidc_aws' && url && !codeArtifact.test(url.hostname) && 'url'
  },
  'aws-mismatch': {
    happens: 'The host names another domain, owner or region, so the token is for the wrong domain.',
    fix: 'Correct the field or the address.',
    at: mismatched
  },
  'aws-role-name': {
    happens: 'The value is put behind arn:aws:iam::ACCOUNT:role/, which makes no valid ARN.',
    fix: `Give the role's name alone; a path such as service-role/x is fine.`,
    at: ({ spec }) => wrong(spec, /^[^:/][^:]*$/, 'role_name')
  },
  'aws-partition': {
    happens: `The role's ARN always begins with arn:aws:, so regions in China and GovCloud do not work.`,
    fix: 'Use a secret.',
    at: ({ spec }) => wrong(spec, /^(?!cn-|us-gov-)/, 'aws_region')
  },
  'aws-account': {
    source: 'AWS',
    happens: 'The id of an AWS account has 12 digits, so there is no such account.',
    fix: 'Correct it; write it in quotes if it begins with 0.',
    at: ({ spec }) => wrong(spec, /^\d{12}$/, 'account_id', 'domain_owner')
  },
  'azure-ids': {
    happens: 'Entra ID takes ids here, not names, and this is not a UUID.',
    fix: 'Copy the id from the app registration.',
    at: ({ spec }) => wrong(spec, uuid, 'tenant_id', 'client_id')
  },
  'gcp-provider': {
    happens: 'This is not the full name of a provider, so the audience is wrong.',
    fix: 'Write projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER.',
    at: ({ spec }) => wrong(spec, provider, 'workload_identity_provider')
  },
  'gcp-audience': {
    happens: `Google expects the provider's name as the audience.`,
    fix: `Leave the audience out, or give //iam.googleapis.com/ followed by the provider's name.`,
    at: ({ auth, spec: { audience, workload_identity_provider: name } }) =>
      auth === 'oidc_gcp' && audience && name && audience !== `//iam.googleapis.com/${name}`
        ? 'audience'
        : false
  },
  'api-host': {
    happens: 'The value is put between https:// and /openid/, so it can be a host only.',
    fix: 'Give the host alone, such as api.cloudsmith.io.',
    at: ({ spec }) => wrong(spec, /^[^/]*$/, 'api_host')
  },
  'cloudsmith-code-scanning': {
    ...{ level: 'note', source: 'codeql-action' },
    happens:
      'Code scanning drops fields that oidc_cloudsmith needs, so it has no credential here; Dependabot has.',
    fix: 'If code scanning has to read this registry, use a secret.',
    at: ({ auth, type }) =>
      auth === 'oidc_cloudsmith' && readerOf(type)?.codeScanning !== undefined && type !== 'git_source'
  },
  http: {
    happens: 'Over plain http:// only Maven, NuGet and Go get a credential.',
    fix: 'Use https://.',
    at: ({ url }) => url?.protocol === 'http:' && 'url',
    detail: ({ type, auth = '' }) =>
      sendsOverHttp(type, auth)
        ? 'The credential travels unencrypted.'
        : 'No credential is ever sent to this address.'
  },
  'printable-ascii': {
    source: 'codeql-action',
    happens: 'Code scanning takes printable ASCII only: no umlauts, no line breaks.',
    fix: 'Use other characters.',
    at: unprintable,
    detail: ({ type }) =>
      `Code scanning refuses all registries for ${readerOf(type)?.codeScanning} because of this one.`
  },
  'goproxy-replaces-base': {
    ...{ level: 'note', source: 'dependabot-core#15712' },
    happens: `Go no longer asks proxy.golang.org, whatever replaces_base says. After a 401, 403 or 5xx it does not ask anyone else.`,
    fix: 'Have this proxy serve public modules too.',
    at: ({ type }) => type === 'goproxy_server'
  },
  'replaces-base-unread': {
    happens: 'Nothing reads replaces_base for this type.',
    fix: 'Leave it out.',
    at: ({ type, spec }) =>
      spec.replaces_base === true && readerOf(type)?.replacesBase === false && 'replaces_base'
  },
  'npm-replaces-base': {
    ...{ level: 'note', source: 'dependabot-core#15659' },
    happens: 'Without replaces_base, updates of repositories that have no .npmrc may fail.',
    fix: 'Set replaces_base to true, or add an .npmrc to these repositories.',
    at: ({ type, spec, isWhole }) =>
      type === 'npm_registry' && (spec.replaces_base === false || (isWhole && !spec.replaces_base))
  },
  'git-source-path': {
    happens: 'Path and port are ignored: the credential is sent to the whole host.',
    fix: 'Give the host alone, such as https://git.acme.example.',
    at: ({ type, url, path }) => type === 'git_source' && url && path + url.port !== '' && 'url'
  },
  'nuget-index': {
    happens: `This is not the feed's service index, so packages may be asked for without the credential.`,
    fix: 'Give the address that ends with /index.json.',
    at: ({ type, url, path }) =>
      type === 'nuget_feed' && url && !/\/index\.json$|\/(v2|nuget)(\/|$)/i.test(path) && 'url',
    detail: ({ url }) =>
      url?.hostname === 'nuget.pkg.github.com'
        ? 'GitHub Packages needs https://nuget.pkg.github.com/OWNER/index.json.'
        : ''
  },
  'terraform-path': {
    happens:
      'Terraform begins at /.well-known/terraform.json, which is not below this path, so it gets no credential.',
    fix: 'Give the host alone.',
    at: ({ type, path }) => type === 'terraform_registry' && path !== '' && 'url'
  },
  'github-packages-path': {
    happens: 'The packages are not below this path, so the credential is not sent for them.',
    fix: 'Use https://npm.pkg.github.com.',
    at: ({ url, path }) => url?.hostname === 'npm.pkg.github.com' && path !== '' && 'url'
  },
  'github-packages': {
    ...{ level: 'note', source: 'GitHub Docs' },
    happens: 'Dependabot has reached GitHub Packages with its own token since June 23, 2026.',
    fix: 'Remove this registry, unless internal packages still need it.',
    at: ({ url }) => url && /\.pkg\.github\.com$|^ghcr\.io$/.test(url.hostname) && 'url'
  },
  'index-file': {
    happens: 'Only this file gets the credential, and nothing beside it.',
    fix: `Leave the file's name out of the address.`,
    at: ({ type, path }) => path.endsWith(indexFiles[type] ?? '\n') && 'url'
  },
  'prefix-twins': {
    happens:
      'The same requests match another registry of this type with another credential, and the first one may answer for both.',
    fix: 'Use addresses of which none begins with the other (git_source: other hosts), or the same credential.',
    at: ({ twin }) => twin && 'url',
    detail: ({ twin }) => {
      const line = twin && placeOf(twin.wanted)?.line
      return `See ${describe(twin?.seen.spec ?? {})}${line === undefined ? '' : ` on line ${line}`}.`
    }
  },
  'user-colon': {
    happens: 'Basic authentication ends the user name at the first colon.',
    fix: 'Use a user name without a colon.',
    at: ({ spec }) => wrong(spec, /^[^:]*$/, 'username')
  },
  'github-token-user': {
    source: 'codeql-action',
    happens: 'The secret is a GitHub token and there is no user name, so it is refused or never sent.',
    fix: `Add the username of the token's owner.`,
    at: ({ type, spec, isWhole }) =>
      isWhole && !spec.username && readerOf(type)?.codeScanning && spec.secret && isGitHubToken(spec.secret)
        ? 'secret'
        : false
  },
  'unread-fields': {
    level: 'note',
    happens: 'The proxy does not read the credential of this auth_type for this type, so it may not be used.',
    fix: 'Use the other one of token and username_password.',
    at: ({ type, auth }) => auth !== undefined && !isOidc({ auth } as Seen) && !readsAuth(type, auth)
  },
  hex: {
    level: 'note',
    happens: `The proxy needs a field that GitHub's API does not have, and a server refused this type in May 2026.`,
    fix: 'Configure this registry in dependabot.yml.',
    at: ({ type }) => type.startsWith('hex_')
  },
  'goproxy-list': {
    happens: 'This is taken for one address, not for a list as in GOPROXY.',
    fix: 'Add a registry for each address.',
    at: ({ type, spec }) => type === 'goproxy_server' && spec.url?.includes(',') && 'url'
  },
  query: {
    source: 'REST API',
    happens: 'An address is shown in plans and stored unsealed, and its query may hold a secret.',
    fix: 'Give the secret as the secret, and revoke it if it has been shown.',
    at: seen => secretParameter(seen) !== undefined && 'url',
    detail: seen => `Look at the parameter '${secretParameter(seen)}'.`
  },
  'secret-form': {
    happens: 'A secret is stored and sent exactly as it is, so this one will not work.',
    fix: 'Store the bare token or password.',
    at: ({ spec: { secret } }) => secret && slipIn(secret) !== undefined && 'secret',
    detail: ({ spec: { secret } }) => `The secret ${secret && slipIn(secret)}.`
  },
  'secret-expires': {
    source: 'RFC 7519',
    happens: 'It does not work after that.',
    fix: 'Write a new one before then.',
    at: ({ spec: { secret }, isWritten, now }) =>
      isWritten && secret && (expiryOf(secret) ?? Number.POSITIVE_INFINITY) < now + soon && 'secret',
    detail: ({ spec: { secret }, now }) => {
      const expiry = (secret && expiryOf(secret)) ?? now
      return `The secret is a JWT that ${expiry < now ? 'expired' : 'expires'} at ${minuteOf(expiry)}.`
    }
  },
  'ghes-version': {
    ...{ source: 'REST API', isOnce: true },
    happens: 'This GitHub Enterprise Server is too old for it.',
    fix: 'Upgrade the server, or leave it out.',
    at: seen => lacking(seen).length > 0,
    detail: seen => lacking(seen).join(' ')
  }
}

/** What Dependabot and code scanning do with a registry that its author may not expect. */
export const rules: readonly Rule[] = Object.entries(table).map(([name, rule]) => ({
  ...{ name, level: 'warning', source: 'proxy' },
  ...rule
}))
