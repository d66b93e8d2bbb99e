import { createApp } from './github/app.ts'
import { type Clock, type Connection, type Credential, createLimit, type Log } from './github/call.ts'
import { type Client, createClient } from './github/client.ts'
import { appJwt, givenToken } from './github/credential.ts'
import { maxConcurrent } from './github/pace.ts'
import { type PrivateRegistries, privateRegistries } from './github/private-registries.ts'
import { resolveRepositories } from './github/repositories.ts'
import { createSealer, type Sealer } from './github/seal.ts'
import { Problem, sentenceAt } from './registries/problem.ts'
import { orgName } from './registries/registry.ts'
import { isWantedIn, placeOf, type Wanted } from './registries/wanted.ts'
import { everywhere, type ManyRequest, type Request, writes } from './request.ts'

/** One organization, within reach of a client. */
export interface Organization {
  readonly org: string
  readonly registries: PrivateRegistries
  readonly sealer: Sealer
  readonly log: Log
  /** The ids of the repositories that each list of names and patterns stands for; warns of patterns that fit none. */
  resolve(lists: readonly (readonly string[])[]): ReturnType<typeof resolveRepositories>
  /** Lets so many milliseconds pass, less if the run has to end before. */
  pause(milliseconds: number): Promise<void>
  /** The version of GitHub Enterprise Server, once an answer has named one. */
  serverVersion(): string | undefined
}

/** The organizations of a run: reached with one token, or each with one of an App's. */
export interface Organizations {
  at(org: string): Organization
  /** The request with the names that `*` covers; `leaveOut` gets a sentence about organizations that it does not. */
  named(request: Request, leaveOut: (sentence: string) => void): Promise<Request>
  /** Ends everything that is under way, and revokes the tokens that were made for this run. */
  close(): Promise<void>
}

/** How long tokens may take to be revoked, in milliseconds, also when the time of the run is used up. */
const longestRevocation = 10_000

/** The same when the run is cancelled, and for each request: the runner leaves 7.5 s in all. */
const longestWhenCancelled = 2500

/** The organizations that a request can reach. */
export function organizations(
  request: Request,
  { connection, clock, log }: { connection: Omit<Connection, 'credential'>; clock: Clock; log: Log }
): Organizations {
  const clients: Client[] = []
  const turn = createLimit(maxConcurrent)
  const clientFor = (credential: Credential) => {
    const client = createClient({ ...connection, credential, turn }, clock, log)
    clients.push(client)
    return client
  }
  const close = () => {
    for (const client of clients) client.close()
  }
  const { access } = request.reach
  if ('token' in access) {
    const client = clientFor(givenToken(access.token))
    return {
      at: remembered(org => organization(client, org, log)),
      named: async () => request,
      close: async () => close()
    }
  }
  const app = createApp({
    client: clientFor(appJwt(access, clock, log)),
    permissions: permissionsFor(request),
    clock,
    lastClient(credential) {
      const longest = connection.cancelled.aborted ? longestWhenCancelled : longestRevocation
      const ends = {
        requestTimeout: Math.min(connection.requestTimeout, longestWhenCancelled),
        deadline: clock.now() + longest,
        cancelled: new AbortController().signal
      }
      return createClient({ ...connection, ...ends, credential, turn }, clock, log)
    }
  })
  return {
    at: remembered(org => organization(clientFor(app.credentialFor(org)), org, log)),
    named: (asked, leaveOut) => withNames(asked, app, leaveOut),
    async close() {
      close()
      await app.revoke()
    }
  }
}

/** An organization, before anything is asked of it. */
export function organization(client: Client, org: string, log: Log): Organization {
  const registries = privateRegistries(client, org)
  return {
    org,
    registries,
    log,
    pause: client.pause,
    serverVersion: client.serverVersion,
    sealer: createSealer(registries.publicKey, client.firstSent, log.hide),
    resolve: lists => resolveRepositories(client, org, lists)
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
function permissionsFor(request: Request): Readonly<Record<string, 'read' | 'write'>> {
  const isWriting = writes.includes(request.operation) && !('dryRun' in request && request.dryRun)
  const level = isWriting ? 'write' : 'read'
  const metadata = request.operation !== 'rotate' && namesRepositories(request)
  return { organization_private_registries: level, ...(metadata && { metadata: 'read' }) }
}

function namesRepositories(request: Request): boolean {
  const wanted = 'wanted' in request ? request.wanted.flatMap(({ spec, defaults }) => [spec, defaults]) : []
  const specs = 'spec' in request ? [request.spec] : wanted
  return specs.some(({ selected_repositories }) => selected_repositories !== undefined)
}

async function withNames(
  request: Request,
  app: ReturnType<typeof createApp>,
  leaveOut: (sentence: string) => void
): Promise<Request> {
  if (!('orgs' in request) || !request.orgs.includes(everywhere)) return request
  // An enterprise's App cannot be installed outside of it; any other one may have been, by anybody.
  const entries = 'wanted' in request && !(await app.isEnterprises()) ? limited(request) : undefined
  const found = await app.organizations()
  const [named, nameless] = parted(found, ({ org }) => orgName.test(org))
  const [active, suspended] = parted(named, one => !one.suspended)
  const [meant, others] = parted(active, ({ org }) => entries?.some(one => isWantedIn(one, org)) ?? true)
  if (nameless.length > 0)
    leaveOut(
      `The App is installed in what no organization can be called, so nothing is done there: ${listed(nameless)}.`
    )
  if (suspended.length > 0)
    leaveOut(`The App is suspended in ${listed(suspended)}, so nothing is done there.`)
  if (others.length > 0)
    leaveOut(
      `The App is no enterprise's, so strangers may have installed it. Nothing is done in organizations that no entry of the manifest names in 'orgs': ${listed(others)}.`
    )
  if (active.length === 0)
    throw new Problem(
      `There is no organization in which the App is installed and not suspended, so 'org' * stands for none. Install it first.`
    )
  if (meant.length === 0)
    throw new Problem(
      `No entry of the manifest names in 'orgs' an organization in which the App is installed. Correct 'orgs', or install the App there.`
    )
  return { ...request, orgs: meant.map(({ org }) => org) }
}

/** The entries, if each says where it is wanted: any other would go to strangers too. */
function limited({ wanted, fromManifest }: ManyRequest): readonly Wanted[] {
  const [first, ...rest] = wanted.filter(({ orgs }) => orgs === undefined)
  if (!first) return wanted
  const why = `'org' is *, but the App is no enterprise's, so strangers may have installed it and would get `
  if (!fromManifest) throw new Problem(`${why}this registry. Name the organizations in 'org'.`)
  const these =
    rest.length > 0 ? `the ${rest.length + 1} registries without 'orgs'` : `this registry without 'orgs'`
  throw new Problem(
    sentenceAt(placeOf(first), `${why}${these}. Give each entry 'orgs', or name the organizations in 'org'.`)
  )
}

function parted<T>(all: readonly T[], fits: (one: T) => boolean): [T[], T[]] {
  return [all.filter(fits), all.filter(one => !fits(one))]
}

const mostListed = 100

function listed(installations: readonly { org: string }[]): string {
  const names = installations.slice(0, mostListed).map(({ org }) => org)
  const more = installations.length - names.length
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
