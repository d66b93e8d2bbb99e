// Registries on this machine, written from the protocols of their types, not from what the action asks.
import { once } from 'node:events'
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { StepResult } from '../runner/result.ts'
import { runStep, type Step } from '../runner/step.ts'
import { type Fields, manifestPath, workspaceWith } from './manifest-scenario.ts'
import { examine, type Inputs, output } from './scenario.ts'

/** A registry that has nothing in it. */
export interface RegistryServer {
  /** Its address, as an entry of a manifest names it. */
  readonly url: string
  readonly origin: string
  /** Each request: method, path and `Authorization`. */
  readonly heard: string[]
  /** The headers that came with credentials. */
  credentials(): string[]
}

const started: Server[] = []

afterEach(async () => {
  const closed = started.splice(0).map(async server => {
    server.closeAllConnections()
    await once(server.close(), 'close')
  })
  await Promise.all(closed)
})

/** Who gets in: with this header, or everybody; a discovery may be open where the rest is not. */
export interface Door {
  authorization: string | undefined
  open?: boolean
  openDiscovery?: boolean
  /** The token service of a container registry; `''` is this server. */
  tokenService?: string
  /** The tokens that open the registry then; that of who has signed in, if not given. */
  opens?: string[]
  /** The status for others, 401 if not given. */
  refusal?: number
}

type Protocol = (path: string, server: { origin: string }) => { status: number; body?: object } | undefined

const file = (pattern: RegExp, body: object): Protocol => {
  return path => (pattern.test(path) ? { status: 200, body } : undefined)
}
const packages = (pattern: RegExp, status = 404): Protocol => {
  return path => (pattern.test(path) ? { status } : undefined)
}

/** What a registry of each type answers to who may read; nothing to a path that its protocol does not have. */
const protocols: Record<string, Protocol> = {
  npm_registry: packages(/^\/base\/[a-z][\w.-]*$/),
  docker_registry: file(/^\/v2\/$/, {}),
  maven_repository: packages(/^\/base\/(\w+\/)+\w+\/maven-metadata\.xml$/),
  python_index: packages(/^\/base\/[a-z\d-]+\/$/),
  rubygems_server: packages(/^\/base\/info\/\w+$/),
  cargo_registry: file(/^\/base\/config\.json$/, { dl: 'https://crates.acme.example' }),
  composer_repository: file(/^\/base\/packages\.json$/, { packages: [] }),
  helm_registry: file(/^\/base\/index\.yaml$/, {}),
  goproxy_server: packages(/^\/base\/[a-z.]+\.[a-z]+\/\w+\/@v\/list$/, 410),
  pub_repository: packages(/^\/base\/api\/packages\/[a-z_]\w*$/),
  nuget_feed: (path, { origin }) => {
    if (/^\/base\/flat\/[\w.]+\/index\.json$/.test(path)) return { status: 404 }
    const resources = [
      { '@type': 'SearchQueryService', '@id': `${origin}/base/search` },
      { '@type': 'PackageBaseAddress/3.0.0', '@id': `${origin}/base/flat/` }
    ]
    return path === '/base/v3/index.json' ? { status: 200, body: { version: '3.0.0', resources } } : undefined
  },
  terraform_registry: path => {
    if (/^\/v1\/modules\/[\w-]+\/[\w-]+\/[a-z\d]+\/versions$/.test(path)) return { status: 404 }
    const body = { 'modules.v1': '/v1/modules/' }
    return path === '/.well-known/terraform.json' ? { status: 200, body } : undefined
  }
}

const discoveries = ['/base/v3/index.json', '/.well-known/terraform.json']
const places: Record<string, string> = {
  ...{ nuget_feed: '/base/v3/index.json', docker_registry: '', terraform_registry: '' }
}
/** The tokens of a token service: for everybody, and for who has signed in. */
export const issued = { anonymous: 'issued-to-anybody', own: 'issued-to-this-client' }

/** Starts a registry. */
export function startRegistry(type: string, door: Door): Promise<RegistryServer> {
  return startServer(places[type] ?? '/base/', (request, response, origin) => {
    const { authorization } = request.headers
    const path = request.url ?? ''
    if (path.startsWith('/token?')) return issue(path, authorization, door, response)
    const answer = protocols[type]?.(path, { origin })
    if (!answer) return void response.writeHead(500).end()
    if (!mayRead(door, path, authorization)) {
      const challenge =
        door.tokenService === undefined
          ? 'Basic realm="acme, \\"registry\\""'
          : `Bearer realm="${door.tokenService || origin}/token",service="registry.acme.example"`
      return void response.writeHead(door.refusal ?? 401, { 'www-authenticate': challenge }).end()
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer.body ?? { error: 'not found' }))
  })
}

function mayRead(door: Door, path: string, given: string | undefined): boolean {
  if (door.open || (door.openDiscovery && discoveries.includes(path))) return true
  if (door.tokenService === undefined) return given !== undefined && given === door.authorization
  return (door.opens ?? [issued.own]).some(token => given === `Bearer ${token}`)
}

/** https://distribution.github.io/distribution/spec/auth/token/: without a scope, everybody gets a token that opens nothing. */
function issue(path: string, given: string | undefined, { authorization }: Door, response: ServerResponse) {
  if (!path.includes('service=registry.acme.example')) return void response.writeHead(400).end()
  if (given !== undefined && given !== authorization) return void response.writeHead(401).end()
  response.end(JSON.stringify({ access_token: given === undefined ? issued.anonymous : issued.own }))
}

/** Starts any server, with TLS if there is a certificate; it is closed after the test. */
export async function startServer(
  place: string,
  listen: (...given: [...Parameters<RequestListener>, origin: string]) => void,
  tls?: { key: string; cert: string }
): Promise<RegistryServer> {
  const heard: string[] = []
  let origin = ''
  const listener: RequestListener = (request, response) => {
    heard.push([request.method, request.url, request.headers.authorization].filter(Boolean).join(' '))
    response.on('error', () => {})
    listen(request, response, origin)
  }
  const server = tls ? createTlsServer(tls, listener) : createServer(listener)
  started.push(server)
  server.on('connection', socket => socket.on('error', () => {}))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  origin = `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`
  const credentials = () => heard.flatMap(line => line.split(' ').slice(2).join(' ') || [])
  return { url: origin + place, origin, heard, credentials }
}

/** A secret, and the header that signs in with one. */
export const secret = 'q7Vx2m-Lp9sZr+4t/Wk'
export const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`

interface Verified {
  registry_type: string
  url: string
  verdict: string
  status: number | null
  reason: string
}

/** Verifies entries; every variable but Node's own is a secret, and must not leak in any form. */
export async function verify(
  entries: readonly Fields[],
  env: Record<string, string> = { SECRET: secret },
  inputs: Inputs = {},
  step: Partial<Step> = {}
): Promise<StepResult & { shown: Verified[]; verdicts: string[] }> {
  const result = await runStep({
    with: { operation: 'verify', manifest: manifestPath, ...inputs },
    ...{ workspace: workspaceWith(entries), env },
    ...step,
    github: { api_url: 'http://127.0.0.1:1', ...step.github }
  })
  const secrets = Object.entries(env).filter(([name]) => !/^(NODE_|HTTPS_PROXY$)/.test(name))
  const headers = entries.map(({ username }) => basic(`${username ?? ''}:${env['SECRET'] ?? ''}`).slice(6))
  examine(result, [...secrets.map(([, value]) => value), ...headers])
  const shown = output(result, 'verified') as Verified[]
  return { ...result, shown, verdicts: shown.map(({ verdict, status }) => `${verdict} ${status}`) }
}
