import { createApp } from './github/app.ts'
import { type Clock, type Connection, type Credential, createLimiter, type Log } from './github/call.ts'
import { type Client, createClient } from './github/client.ts'
import { appJwt, givenToken } from './github/credential.ts'
import { maxConcurrent } from './github/pace.ts'
import { privateRegistries } from './github/private-registries.ts'
import { resolveRepositories } from './github/repositories.ts'
import { createSealer } from './github/seal.ts'
import { firstOf, Problem, sentenceAt } from './registries/problem.ts'
import { isRepositoryId, orgName } from './registries/registry.ts'
import { isWantedIn, placeOf, unmatchedOrgs, type Wanted } from './registries/wanted.ts'
import { allOrganizations, type GitHubRequest, type ManyRequest, writes } from './request.ts'

/** How long revoking tokens may take, in milliseconds, even after the run's deadline. */
const revocationTimeout = 10_000
/** The same after a cancellation, and for each request. The runner allows 7.5 s in all. */
const cancelledTimeout = 2500

/** The organizations of a run, accessed with one token or with an App's token for each. */
export function organizations(
  request: GitHubRequest,
  { connection, clock, log }: { connection: Omit<Connection, 'credential'>; clock: Clock; log: Log }
) {
  const clients: Client[] = []
  const limit = createLimiter(maxConcurrent)
  const clientFor = (credential: Credential) => {
    const client = createClient({ ...connection, credential, limit }, clock, log)
    clients.push(client)
    return client
  }
  const createCleanupClient = (credential: Credential) => {
    const timeout = connection.cancelled.aborted ? cancelledTimeout : revocationTimeout
    const limits = {
      requestTimeout: Math.min(connection.requestTimeout, cancelledTimeout),
      deadline: clock.now() + timeout,
      cancelled: new AbortController().signal
    }
    return createClient({ ...connection, ...limits, credential, limit }, clock, log)
  }
  const { access } = request.connection
  const client = clientFor('token' in access ? givenToken(access.token) : appJwt(access, clock, log))
  const permissions = permissionsFor(request)
  const app = 'token' in access ? undefined : createApp({ client, permissions, clock, createCleanupClient })
  const byName = new Map<string, Organization>()
  return {
    at(org: string): Organization {
      const one = byName.get(org) ?? organization(app ? clientFor(app.credentialFor(org)) : client, org, log)
      byName.set(org, one)
      return one
    },
    /** Replaces `*` in a request by names. `leaveOut` gets a sentence about organizations that are skipped. */
    resolveNames: async (original: GitHubRequest, leaveOut: (sentence: string) => void) =>
      app ? resolveOrganizationNames(original, app, { leaveOut, log }) : original,
    /** Cancels all pending requests, and revokes the tokens that this run created. */
    async close() {
      for (const one of clients) one.close()
      await app?.revoke()
    }
  }
}

export type Organization = ReturnType<typeof organization>

/** One organization and what can be done in it. It sends no request yet. */
export function organization(client: Client, org: string, log: Log) {
  const registries = privateRegistries(client, org)
  const { pause, serverVersion, requestsSent } = client
  return {
    ...{ org, registries, log, pause, serverVersion },
    sealer: createSealer(registries.publicKey, requestsSent, log.hide),
    resolve: (lists: readonly (readonly string[])[]) => resolveRepositories(client, org, lists)
  }
}

function permissionsFor(request: GitHubRequest): Readonly<Record<string, 'read' | 'write'>> {
  const isWriting = writes.includes(request.operation) && !('dryRun' in request && request.dryRun)
  const level = isWriting ? 'write' : 'read'
  const metadata = request.operation !== 'rotate' && namesRepositories(request)
  return { organization_private_registries: level, ...(metadata && { metadata: 'read' }) }
}

function namesRepositories(request: GitHubRequest): boolean {
  const wanted = 'wanted' in request ? request.wanted.flatMap(({ spec, defaults }) => [spec, defaults]) : []
  const specs = 'spec' in request ? [request.spec] : wanted
  return specs.some(({ selected_repositories = [] }) => !selected_repositories.every(isRepositoryId))
}

async function resolveOrganizationNames(
  request: GitHubRequest,
  app: ReturnType<typeof createApp>,
  { leaveOut, log }: { leaveOut: (sentence: string) => void; log: Log }
): Promise<GitHubRequest> {
  if (!('orgs' in request) || !request.orgs.includes(allOrganizations)) return request
  // An enterprise's App cannot be installed outside the enterprise. Anyone may have installed any other App.
  const entries =
    'wanted' in request && !(await app.isOwnedByEnterprise()) ? entriesLimitedToOrgs(request) : undefined
  const found = Object.groupBy(await app.organizations(), ({ org, suspended }) => {
    if (!orgName.test(org)) return 'invalid'
    if (suspended) return 'suspended'
    return !entries || entries.some(one => isWantedIn(one, org)) ? 'selected' : 'others'
  })
  const { invalid = [], suspended = [], others = [], selected = [] } = found
  const skip = (installations: readonly { org: string }[], why: string) => {
    const names = installations.map(({ org }) => org)
    if (names.length > 0) leaveOut(`${why}: ${firstOf(names, 100)}.`)
  }
  skip(invalid, 'Skipped, because the App is installed there under a name that no organization can have')
  skip(suspended, 'Skipped, because the App is suspended there')
  skip(
    others,
    `The App does not belong to an enterprise, so strangers may have installed it. Skipped, because no entry of the manifest lists them in 'orgs'`
  )
  if (others.length + selected.length === 0)
    throw new Problem(
      `'org' is *, but the App is not installed in any organization, or is suspended in all of them. Install it first.`
    )
  if (selected.length === 0)
    throw new Problem(
      `No entry of the manifest lists in 'orgs' an organization in which the App is installed. Correct 'orgs', or install the App there.`
    )
  const orgs = selected.map(({ org }) => org)
  for (const warning of 'wanted' in request ? unmatchedOrgs(request.wanted, orgs) : []) log.warning(warning)
  return { ...request, orgs }
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
