import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { answerTo, judge, makeHeaders } from './answer.ts'
import { type App, type AppOwner, makeApp } from './app.ts'
import { type Habits, usualHabits } from './changes.ts'
import { type DescriptionName, readDescription } from './description.ts'
import { deviationsWith } from './deviations.ts'
import type { Exchange, Reply } from './exchange.ts'
import { type GivenRepository, makeOrganization } from './organization.ts'
import { type Answer, makeScript, send, type When } from './script.ts'
import { sealingReady } from './sealing.ts'
import { defaultRights, defaultToken, type TokenRights } from './tokens.ts'
import type { World } from './world.ts'

/** How a local GitHub differs from the ordinary one. */
export interface GitHubOptions extends Partial<Habits> {
  /** Which GitHub to be; `ghes-3.18` serves below `/api/v3`. */
  readonly description?: DescriptionName
  /** Milliseconds before every answer. */
  readonly delay?: number
  /** The version that every answer of an Enterprise Server names. */
  readonly serverVersion?: string
  readonly tls?: { readonly key: string; readonly cert: string }
  readonly port?: number
  readonly now?: () => number
}

/** A GitHub on loopback, and what a test may ask of it. */
export type LocalGitHub = Awaited<ReturnType<typeof startGitHub>>

/** Starts a GitHub on a free port of 127.0.0.1. */
export async function startGitHub(options: GitHubOptions = {}) {
  await sealingReady
  const { description = 'api.github.com', now = Date.now, delay = 0, port = 0, ...others } = options
  const { tls, serverVersion, ...habits } = { ...usualHabits, ...others }
  const prefix = description === 'api.github.com' ? '' : '/api/v3'
  const server = tls ? createTlsServer(tls) : createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  const address = server.address() as AddressInfo
  const world: World = {
    description: readDescription(description, deviationsWith(habits)),
    organizations: [],
    apps: [],
    tokens: new Map([[defaultToken, defaultRights]]),
    habits,
    versions: ['2022-11-28', ...(prefix ? [] : ['2026-03-10'])],
    serverVersion,
    api: `${tls ? 'https' : 'http'}://127.0.0.1:${address.port}${prefix}`,
    now
  }
  const exchanges: Exchange[] = []
  const script = makeScript()
  const headersFor = makeHeaders(world)

  /** Judges, carries out and answers a request, and writes down what came of it. */
  async function handle(exchange: Exchange, request: IncomingMessage, response: ServerResponse) {
    exchange.body = parsed(await text(request))
    const common = headersFor(exchange.headers)
    const judged = judge(exchange, world)
    const check = ({ status, body }: Reply): string[] =>
      judged.endpoint ? world.description.judgeAnswer(judged.endpoint.route, status, body) : []
    const { given, bytes, fault, isCarriedOut } = script.next(exchange)
    const real = isCarriedOut ? answerTo(exchange, judged, world) : undefined
    exchange.violations.push(...judged.violations, ...(real ? check(real) : []))
    if (given?.checked) exchange.violations.push(...check(given))
    if (delay > 0) await setTimeout(delay, undefined, { ref: false })
    if (bytes !== undefined) return void response.socket?.end(bytes)
    const reply = given ?? real ?? { status: 200 }
    if (!fault) Object.assign(exchange, { status: reply.status, answer: reply.body })
    const own = Object.entries(reply.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])
    send(response, { ...reply, headers: { ...common, ...Object.fromEntries(own) } }, fault)
  }

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '/', headers } = request
    // Outside the prefix there is no API, so such a path becomes one that nothing matches.
    const path = url.startsWith(`${prefix}/`) ? url.slice(prefix.length) : `/outside${url}`
    const blank = { body: undefined, status: 0, answer: undefined, violations: [] }
    const exchange: Exchange = { method, path, headers, ...blank }
    exchanges.push(exchange)
    handle(exchange, request, response).catch((error: unknown) => {
      response.destroy()
      // A client may give up in the middle of its own request.
      if (request.complete) exchange.violations.push(`The local GitHub failed: ${error}`)
    })
  })

  return {
    /** What belongs into `github-api-url`. */
    url: world.api,

    /** Every request with its answer, in order of arrival. */
    exchanges: exchanges as readonly Exchange[],

    addOrganization(login: string, given: { repositories?: readonly (string | GivenRepository)[] } = {}) {
      const organization = makeOrganization(login, 1001 + world.organizations.length, now)
      for (const repository of given.repositories ?? []) organization.addRepository(repository)
      world.organizations.push(organization)
      return organization
    },

    addToken: (token: string, rights: TokenRights): void => void world.tokens.set(token, rights),

    /** Registers a GitHub App, which is installed nowhere yet. */
    addApp({ id = 4001 + world.apps.length, owner = 'enterprise' as AppOwner } = {}): App {
      const app = makeApp(id, owner)
      world.apps.push(app)
      return app
    },

    /** The conversation so far: `GET /orgs/acme/private-registries?per_page=100`. */
    said: (): string[] => exchanges.map(({ method, path }) => `${method} ${path}`),

    /** Everything that the description refuses, in requests and in answers. */
    get violations(): readonly string[] {
      return exchanges.flatMap(one => one.violations.map(words => `${one.method} ${one.path}: ${words}`))
    },

    /** Prepares another answer for the next requests that it meets. */
    answer: (when: When, how: Answer, times = 1): void => script.add(when, how, times),

    /** Drops all connections and takes no other until `accept`. */
    refuse(): void {
      server.close()
      server.closeAllConnections()
    },

    async accept(): Promise<void> {
      if (!server.listening)
        await new Promise<void>(resolve => server.listen(address.port, '127.0.0.1', resolve))
    },

    close(): Promise<void> {
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeAllConnections()
      return closed
    }
  }
}

function parsed(body: string): unknown {
  if (body === '') return undefined
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
