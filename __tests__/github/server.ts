import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { type App, type GivenApp, makeApp } from './app.ts'
import { type Habits, usualHabits } from './changes.ts'
import { type DescriptionName, readDescription } from './description.ts'
import type { Exchange } from './exchange.ts'
import { makeHandler } from './handler.ts'
import { makeOrganization, type Organization } from './organization.ts'
import type { GivenRepository } from './repository.ts'
import { type Answer, makeScript, type When } from './script.ts'
import { sealingReady } from './sealing.ts'
import { defaultRights, defaultToken, type TokenRights } from './tokens.ts'
import type { World } from './world.ts'

/** How a local GitHub differs from the ordinary one. */
export interface GitHubOptions extends Partial<Habits> {
  /** Which GitHub to be; `ghes-3.18` serves below `/api/v3`. */
  readonly description?: DescriptionName
  /** Milliseconds before every answer. */
  readonly delay?: number
  readonly tls?: { readonly key: string; readonly cert: string }
  readonly port?: number
  readonly now?: () => number
}

/** A GitHub on loopback, and what a test may ask of it. */
export interface LocalGitHub {
  /** What belongs into `github-api-url`. */
  readonly url: string
  addOrganization(
    login: string,
    given?: { readonly repositories?: readonly (string | GivenRepository)[] }
  ): Organization
  addToken(token: string, rights: TokenRights): void
  /** Registers a GitHub App, which is installed nowhere yet. */
  addApp(given?: GivenApp): App
  /** Every request with its answer, in order of arrival. */
  readonly exchanges: readonly Exchange[]
  /** The conversation so far: `GET /orgs/acme/private-registries?per_page=100`. */
  said(): string[]
  /** Everything that the description refuses, in requests and in answers. */
  readonly violations: readonly string[]
  /** Prepares another answer for the next requests that it meets. */
  answer(when: When, how: Answer, times?: number): void
  /** Drops all connections and takes no other until `accept`. */
  refuse(): void
  accept(): Promise<void>
  close(): Promise<void>
}

const versions: Record<DescriptionName, readonly string[]> = {
  'api.github.com': ['2022-11-28', '2026-03-10'],
  'ghes-3.18': ['2022-11-28']
}

/** Starts a GitHub on a free port of 127.0.0.1. */
export async function startGitHub(options: GitHubOptions = {}): Promise<LocalGitHub> {
  await sealingReady
  const { description = 'api.github.com', now = Date.now, delay = 0, tls, port = 0, ...habits } = options
  const prefix = description === 'api.github.com' ? '' : '/api/v3'
  const server = tls ? createTlsServer(tls) : createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  const address = server.address() as AddressInfo
  const organizations: Organization[] = []
  const apps: App[] = []
  const tokens = new Map<string, TokenRights>([[defaultToken, defaultRights]])
  const world: World = {
    description: readDescription(description),
    organizations,
    apps,
    tokens,
    habits: { ...usualHabits, ...habits },
    versions: versions[description],
    api: `${tls ? 'https' : 'http'}://127.0.0.1:${address.port}${prefix}`,
    now
  }
  const exchanges: Exchange[] = []
  const script = makeScript()

  server.on('request', makeHandler({ world, exchanges, script, prefix, delay }))

  return {
    url: world.api,
    exchanges,

    addOrganization(login, { repositories = [] } = {}) {
      const organization = makeOrganization(login, 1001 + organizations.length, now)
      for (const given of repositories) organization.addRepository(given)
      organizations.push(organization)
      return organization
    },

    addToken(token, rights) {
      tokens.set(token, rights)
    },

    addApp(given = {}) {
      const app = makeApp(apps.length + 1, given)
      apps.push(app)
      return app
    },

    said: () => exchanges.map(({ method, path }) => `${method} ${path}`),

    get violations() {
      return exchanges.flatMap(({ method, path, violations }) =>
        violations.map(violation => `${method} ${path}: ${violation}`)
      )
    },

    answer(when, how, times = 1) {
      script.add(when, how, times)
    },

    refuse() {
      server.close()
      server.closeAllConnections()
    },

    async accept() {
      if (!server.listening)
        await new Promise<void>(resolve => server.listen(address.port, '127.0.0.1', resolve))
    },

    close() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeAllConnections()
      return closed
    }
  }
}
