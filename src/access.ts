import { type App, createApp } from './github/app.ts'
import { appJwt } from './github/app-jwt.ts'
import { type ClientLog, createClient } from './github/client.ts'
import type { Clock } from './github/clock.ts'
import type { Connection } from './github/connection.ts'
import { type Credential, givenToken } from './github/credential.ts'
import type { Permissions } from './github/installations.ts'
import { createLimit, type Limit } from './github/limit.ts'
import { mostAtOnce } from './github/pace.ts'
import { type Listener, type Organization, organization } from './organization.ts'
import { type Request, writes } from './request.ts'

/** How organizations are reached: with one token for all, or with one of an App's for each. */
export interface Access {
  at(org: string): Organization
  /** The App, if there is one: a token does not tell of its organizations. */
  app?: App
  /** Ends everything that is under way, and revokes what was made for this run. */
  close(): Promise<void>
}

/** What access is made with. */
export interface AccessMeans {
  connection: Omit<Connection, 'credential'>
  clock: Clock
  log: ClientLog & Listener & { mask(secret: string): void }
}

/** How long tokens may take to be revoked, in milliseconds, also when the time of the run is used up. */
const longestRevocation = 10_000

/** The same when the run is cancelled, and for each request: the runner leaves 7.5 s in all. */
const longestWhenCancelled = 2500

/** The access that a request asks for. */
export function createAccess(request: Request, { connection, clock, log }: AccessMeans): Access {
  const clientFor = (credential: Credential, turn?: Limit) =>
    createClient({ ...connection, credential, ...(turn && { turn }) }, clock, log)
  const { access } = request.reach
  if ('token' in access) {
    const client = clientFor(givenToken(access.token))
    const at = remembered(org => organization(client, org, log))
    return { at, close: async () => client.close() }
  }
  const turn = createLimit(mostAtOnce)
  const client = clientFor(appJwt(access, clock, log))
  const clients = [client]
  const app = createApp({
    client,
    permissions: permissionsFor(request),
    clock,
    listener: log,
    farewell(credential) {
      const longest = connection.cancelled.aborted ? longestWhenCancelled : longestRevocation
      const requestTimeout = Math.min(connection.requestTimeout, longestWhenCancelled)
      const ends = {
        requestTimeout,
        deadline: clock.now() + longest,
        cancelled: new AbortController().signal
      }
      return createClient({ ...connection, ...ends, credential, turn }, clock, log)
    }
  })
  return {
    at: remembered(org => {
      const own = clientFor(app.credentialFor(org), turn)
      clients.push(own)
      return organization(own, org, log)
    }),
    app,
    async close() {
      for (const one of clients) one.close()
      await app.revoke()
    }
  }
}

function remembered(make: (org: string) => Organization): (org: string) => Organization {
  const made = new Map<string, Organization>()
  return org => {
    const one = made.get(org) ?? make(org)
    made.set(org, one)
    return one
  }
}

/** The least that a token needs for a request. */
function permissionsFor(request: Request): Permissions {
  const isWriting = writes.includes(request.operation) && !('dryRun' in request && request.dryRun)
  const level = isWriting ? 'write' : 'read'
  const metadata = request.operation !== 'rotate' && namesRepositories(request)
  return { organization_private_registries: level, ...(metadata && { metadata: 'read' }) }
}

function namesRepositories(request: Request): boolean {
  const specs =
    'wanted' in request
      ? request.wanted.flatMap(({ spec, defaults }) => [spec, defaults])
      : 'spec' in request
        ? [request.spec]
        : []
  return specs.some(({ selected_repositories }) => selected_repositories !== undefined)
}
