import { isAzureFeed } from '../registries/readers.ts'

/** How a reader turns a secret into the value of `Authorization`. */
type Form = (secret: string, username: string, url: URL) => string

/** A request whose answer differs with the credential. */
export interface Step {
  /** Below the address; from the root of its origin if it begins with a slash. `name` is one that cannot exist. */
  path(name: string): string
  /** The statuses that only a reader gets who may read. */
  good: readonly number[]
  /** The statuses that ask for a credential; a good one never does. */
  asks: readonly number[]
  /** A good answer to everybody is a discovery that says where to ask next, if it is one at all. */
  next?: Step & { find(discovery: unknown): unknown }
  /** Whether a Bearer challenge names a service that issues tokens. */
  hasTokenService?: true
}

/** What one type is asked, and the form of its credential for each auth type that its reader sends. */
interface Probe extends Step {
  token?: Form
  username_password?: Form
}

const basic: Form = (secret, username) => `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}`
const bearer: Form = secret => `Bearer ${secret}`
const asItIs: Form = secret => secret
/** The secret is `USER:PASSWORD`; without a colon it is the user name. */
const split: Form = (secret, _, url) => {
  const at = secret.indexOf(':')
  return at < 0 ? basic('', secret, url) : basic(secret.slice(at + 1), secret.slice(0, at), url)
}
const splitOrBearer: Form = (...given) => (given[0].includes(':') ? split : bearer)(...given)
/** https://github.com/dependabot/proxy: Azure DevOps takes a token only as a password. */
const forNuGet: Form = (secret, username, url) => {
  return isAzureFeed(url) && !secret.includes(':')
    ? basic(secret, '', url)
    : splitOrBearer(secret, username, url)
}

const asks = [401, 403, 404]
const missing = { good: [404], asks }
const present = { good: [200], asks }

export const probes: Readonly<Record<string, Probe>> = {
  npm_registry: { ...missing, path: name => name, token: splitOrBearer, username_password: basic },
  docker_registry: {
    ...{ ...present, path: () => '/v2/', hasTokenService: true },
    username_password: basic
  },
  maven_repository: {
    ...{ ...missing, path: name => `${name}/${name}/maven-metadata.xml` },
    username_password: basic
  },
  nuget_feed: {
    ...{ ...present, path: () => '', token: forNuGet, username_password: basic },
    next: { ...missing, path: name => `${name}/index.json`, find: packageBase }
  },
  python_index: { ...missing, path: name => `${name}/`, token: split, username_password: basic },
  rubygems_server: { ...missing, path: name => `info/${name}`, token: split },
  cargo_registry: {
    ...{ good: [200], asks: [400, ...asks], path: () => 'config.json' },
    ...{ token: asItIs, username_password: basic }
  },
  composer_repository: {
    ...{ ...present, path: () => 'packages.json' },
    ...{ token: bearer, username_password: basic }
  },
  helm_registry: { ...present, path: () => 'index.yaml', username_password: basic },
  terraform_registry: {
    ...{ good: [200], asks: [401], path: () => '/.well-known/terraform.json', token: bearer },
    next: { ...missing, path: name => `${name}/${name}/${name}/versions`, find: modulesOf }
  },
  goproxy_server: {
    ...{ good: [404, 410], asks, path: name => `example.invalid/${name}/@v/list` },
    username_password: basic
  },
  pub_repository: { ...missing, path: name => `api/packages/${name}`, token: bearer }
}

/** The address of a step. One that is the file already stays as it is. */
export function targetOf(address: URL, path: string): URL {
  const url = new URL(address)
  url.hash = ''
  if (path.startsWith('/')) return new URL(path, url.origin)
  if (path !== '' && !url.pathname.endsWith(`/${path}`))
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/${path}`
  return url
}

/** https://learn.microsoft.com/nuget/api/package-base-address-resource */
function packageBase(index: unknown): unknown {
  const resources: unknown = Object(index).resources
  if (!Array.isArray(resources)) return undefined
  return resources.map(Object).find(one => /^PackageBaseAddress(\/|$)/.test(String(one['@type'])))?.['@id']
}

/** https://developer.hashicorp.com/terraform/internals/remote-service-discovery */
function modulesOf(discovery: unknown): unknown {
  return Object(discovery)['modules.v1']
}
