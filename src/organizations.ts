import { createApp } from './github/app.ts'
import { type Clock, type Connection, type Credential, createLimiter, type Log } from './github/call.ts'
import { type Client, createClient } from './github/client.ts'
import { appJwt, givenToken } from './github/credential.ts'
import { maxConcurrent } from './github/pace.ts'
import { type PrivateRegistries, privateRegistries } from './github/private-registries.ts'
import { resolveRepositories } from './github/repositories.ts'
import { createSealer, type Sealer } from './github/seal.ts'
import { Problem, sentenceAt } from './registries/problem.ts'
import { orgName } from './registries/registry.ts'
import { isWantedIn, placeOf, type Wanted } from './registries/wanted.ts'
import { allOrganizations, type GitHubRequest, type ManyRequest, writes } from './request.ts'

/** One organization and what can be done in it. */
export interface Organization {
  readonly org: string
  readonly registries: PrivateRegistries
  readonly sealer: Sealer
  readonly log: Log
  /** Resolves each list of names and patterns to repository ids. Warns about patterns that match nothing. */
  resolve(lists: readonly (readonly string[])[]): ReturnType<typeof resolveRepositories>
  /** Waits, until the deadline at most. */
  pause(milliseconds: number): Promise<void>
  /** The version of GitHub Enterprise Server, once an answer has named one. */
  serverVersion(): string | undefined
}

/** The organizations of a run, accessed with one token or with an App's token for each. */
export interface Organizations {
  at(org: string): Organization
  /** Replaces `*` in a request by names. `leaveOut` gets a sentence about organizations that are skipped. */
  resolveNames(request: GitHubRequest, leaveOut: (sentence: string) => void): Promise<GitHubRequest>
  /** Cancels all pending requests, and revokes the tokens that this run created. */
  close(): Promise<void>
}

/** How long revoking tokens may take, in milliseconds, even after the run's deadline. */
const revocationTimeout = 10_000

/** The same after a cancellation, and for each request. The runner allows 7.5 s in all. */
const cancelledTimeout = 2500

/** Creates access to the organizations of a request. */
export function organizations(
  request: GitHubRequest,
  { connection, clock, log }: { connection: Omit<Connection, 'credential'>; clock: Clock; log: Log }
): Organizations {
  const clients: Client[] = []
  const limit = createLimiter(maxConcurrent)
  const clientFor = (credential: Credential) => {
    const client = createClient({ ...connection, credential, limit }, clock, log)
    clients.push(client)
    return client
  }
  const closeClients = () => {
    for (const client of clients) client.close()
  }
  const { access } = request.connection
  if ('token' in access) {
    const client = clientFor(givenToken(access.token))
    return {
      at: memoized(org => organization(client, org, log)),
      resolveNames: async () => request,
      close: async () => closeClients()
    }
  }
  const app = createApp({
    client: clientFor(appJwt(access, clock, log)),
    permissions: permissionsFor(request),
    clock,
    createCleanupClient(credential) {
      const timeout = connection.cancelled.aborted ? cancelledTimeout : revocationTimeout
      const limits = {
        requestTimeout: Math.min(connection.requestTimeout, cancelledTimeout),
        deadline: clock.now() + timeout,
        cancelled: new AbortController().signal
      }
      return createClient({ ...connection, ...limits, credential, limit }, clock, log)
    }
  })
  return {
    at: memoized(org => organization(clientFor(app.credentialFor(org)), org, log)),
    resolveNames: (original, leaveOut) => resolveOrganizationNames(original, app, leaveOut),
    async close() {
      closeClients()
      await app.revoke()
    }
  }
}

/** Creates an organization. It sends no request yet. */
export function organization(client: Client, org: string, log: Log): Organization {
  const registries = privateRegistries(client, org)
  return {
    org,
    registries,
    log,
    pause: client.pause,
    serverVersion: client.serverVersion,
    sealer: createSealer(registries.publicKey, client.requestsSent, log.hide),
    resolve: lists => resolveRepositories(client, org, lists)
  }
}

function memoized(make: (org: string) => Organization): (org: string) => Organization {
  const byName = new Map<string, Organization>()
  return org => {
    const one = byName.get(org) ?? make(org)
    byName.set(org, one)
    return one
  }
}

/** The minimum permissions that a token needs for a request. */
function permissionsFor(request: GitHubRequest): Readonly<Record<string, 'read' | 'write'>> {
  const isWriting = writes.includes(request.operation) && !('dryRun' in request && request.dryRun)
  const level = isWriting ? 'write' : 'read'
  const metadata = request.operation !== 'rotate' && namesRepositories(request)
  return { organization_private_registries: level, ...(metadata && { metadata: 'read' }) }
}

function namesRepositories(request: GitHubRequest): boolean {
  const wanted = 'wanted' in request ? request.wanted.flatMap(({ spec, defaults }) => [spec, defaults]) : []
  const specs = 'spec' in request ? [request.spec] : wanted
  return specs.some(({ selected_repositories }) => selected_repositories !== undefined)
}

async function resolveOrganizationNames(
  request: GitHubRequest,
  app: ReturnType<typeof createApp>,
  leaveOut: (sentence: string) => void
): Promise<GitHubRequest> {
  if (!('orgs' in request) || !request.orgs.includes(allOrganizations)) return request
  // An enterprise's App cannot be installed outside the enterprise. Anyone may have installed any other App.
  const entries =
    'wanted' in request && !(await app.isOwnedByEnterprise()) ? entriesLimitedToOrgs(request) : undefined
  const found = await app.organizations()
  const [valid, invalid] = partition(found, ({ org }) => orgName.test(org))
  const [active, suspended] = partition(valid, one => !one.suspended)
  const [selected, others] = partition(
    active,
    ({ org }) => entries?.some(one => isWantedIn(one, org)) ?? true
  )
  if (invalid.length > 0)
    leaveOut(
      `Skipped, because the App is installed there under a name that no organization can have: ${joinNames(invalid)}.`
    )
  if (suspended.length > 0) leaveOut(`Skipped, because the App is suspended there: ${joinNames(suspended)}.`)
  if (others.length > 0)
    leaveOut(
      `The App does not belong to an enterprise, so strangers may have installed it. Skipped, because no entry of the manifest lists them in 'orgs': ${joinNames(others)}.`
    )
  if (active.length === 0)
    throw new Problem(
      `'org' is *, but the App is not installed in any organization, or is suspended in all of them. Install it first.`
    )
  if (selected.length === 0)
    throw new Problem(
      `No entry of the manifest lists in 'orgs' an organization in which the App is installed. Correct 'orgs', or install the App there.`
    )
  return { ...request, orgs: selected.map(({ org }) => org) }
}

/** The entries, if each of them has 'orgs'. Any other would go to strangers too. */
function entriesLimitedToOrgs({ wanted, fromManifest }: ManyRequest): readonly Wanted[] {
  const [first, ...rest] = wanted.filter(({ orgs }) => orgs === undefined)
  if (!first) return wanted
  const why = `'org' is *, but the App does not belong to an enterprise, so strangers may have installed it and would get `
  if (!fromManifest) throw new Problem(`${why}this registry. List the organizations in 'org'.`)
  const these =
    rest.length > 0 ? `the ${rest.length + 1} registries without 'orgs'` : `this registry without 'orgs'`
  throw new Problem(
    sentenceAt(placeOf(first), `${why}${these}. Give each entry 'orgs', or list the organizations in 'org'.`)
  )
}

function partition<T>(all: readonly T[], test: (one: T) => boolean): [T[], T[]] {
  return [all.filter(test), all.filter(one => !test(one))]
}

const maxListed = 100

function joinNames(installations: readonly { org: string }[]): string {
  const names = installations.slice(0, maxListed).map(({ org }) => org)
  const more = installations.length - names.length
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
