import { Problem } from '../registries/problem.ts'
import type { Answer, Call, Clock, Credential } from './call.ts'
import { type Client, listAll } from './client.ts'
import { type InstallationToken, installationToken, newTokenRetries } from './credential.ts'
import { members, RequestFailed, refusalStatus, unexpectedAnswer } from './failure.ts'

interface Installation {
  id: number
  org: string
  suspended: boolean
  /** Whether it is known to cover only some repositories of the organization. */
  hasPartialAccess: boolean
  /** Where the organization's owners manage it. */
  permissionsUrl: string
}

/** The App that a client authenticates as. Each organization gets a token with only these permissions, if the server can. */
export function createApp({
  client,
  permissions,
  clock,
  createCleanupClient
}: {
  client: Client
  permissions: Readonly<Record<string, 'read' | 'write'>>
  clock: Clock
  createCleanupClient(credential: Credential): Client
}) {
  const { log } = client
  const known = new Map<string, Installation>()
  const tokens = new Map<string, InstallationToken>()
  const unrestricted = new Set<string>()

  async function createTokenFor(org: string): Promise<InstallationToken> {
    const installation = known.get(org.toLowerCase()) ?? (await find(client, org))
    known.set(org.toLowerCase(), installation)
    const { suspended, permissionsUrl } = installation
    if (suspended)
      throw new Problem(
        `The App's installation in ${org} is suspended. An owner can unsuspend it at ${permissionsUrl}.`
      )
    const requestedAt = clock.now()
    const { token, life, hasPartialAccess, restricted } = await createToken(client, installation, permissions)
    log.mask(token)
    if (!restricted) unrestricted.add(org)
    const created = {
      ...{ token, permissionsUrl, renewAt: requestedAt + Math.max(life - expiryMargin, life / 2) },
      ...{
        hasPartialAccess: hasPartialAccess || installation.hasPartialAccess,
        retryDelay: newTokenRetries(clock)
      }
    }
    tokens.set(token, created)
    return created
  }

  return {
    /** Whether an enterprise owns the App, so that it cannot be installed outside of it. */
    isOwnedByEnterprise(): Promise<boolean> {
      return client.request(callOf('GET /app', 'read who owns the App'), ({ data }) => {
        const { id, owner } = members(data)
        if (typeof id !== 'number') throw unexpectedAnswer('it is not an App with an id')
        const { slug, login } = members(owner)
        return typeof slug === 'string' && login === undefined
      })
    },

    /** Where the App is installed: each organization once, sorted by name. */
    async organizations(): Promise<Installation[]> {
      for (const installation of await list(client))
        if (!known.has(installation.org.toLowerCase()))
          known.set(installation.org.toLowerCase(), installation)
      return [...known.values()].sort((one, other) => (one.org < other.org ? -1 : 1))
    },

    credentialFor: (org: string): Credential => installationToken(() => createTokenFor(org), clock),

    async revoke(): Promise<void> {
      const requested = Object.entries(permissions).map(([name, level]) => `${name}=${level}`)
      if (unrestricted.size > 0)
        log.notice(
          `GitHub refused to restrict the App's tokens to ${requested.join(', ')} in ${[...unrestricted].sort().join(', ')}. There they have all permissions of the App.`
        )
      await Promise.all(
        [...tokens.values()].map(({ token, retryDelay }) =>
          revokeWith(
            createCleanupClient({ token: async () => token, retryAfter: (_, refusal) => retryDelay(refusal) })
          )
        )
      )
    }
  }
}

/** A token is not used in the last minutes before it expires. */
const expiryMargin = 5 * 60_000
/** GitHub's tokens for Apps expire after an hour. */
const defaultLifetime = 60 * 60_000

function callOf(route: string, task: string, more: Partial<Call> = {}): Call {
  return { route, task, parameters: {}, subject: 'app', org: '', ...more }
}

/** The installations in organizations. Those in personal accounts are left out. */
async function list(client: Client): Promise<Installation[]> {
  const call = callOf('GET /app/installations', `list the App's installations`)
  const found = await listAll(client, call, ({ data }) => {
    if (!Array.isArray(data)) throw unexpectedAnswer('it is not a list of installations')
    return {
      items: data.map(one => {
        const { id } = members(one)
        if (typeof id !== 'number') throw unexpectedAnswer('the list contains an installation without an id')
        return [id, installationIn(one)]
      })
    }
  })
  return found.filter(one => one !== undefined)
}

function find(client: Client, org: string): Promise<Installation> {
  const more = { parameters: { org }, subject: 'installation', org } as const
  const call = callOf('GET /orgs/{org}/installation', `find the App's installation in ${org}`, more)
  return client.request(call, ({ data }) => {
    const installation = installationIn(data)
    if (!installation) throw unexpectedAnswer(`it is not an organization's installation with an id`)
    return { ...installation, org }
  })
}

/** Creates a token, with all of the App's permissions if the server cannot restrict them. */
async function createToken(client: Client, { id, org, permissionsUrl }: Installation, permissions: object) {
  const route = 'POST /app/installations/{installation_id}/access_tokens'
  const about = { safeToRepeat: true, subject: 'installation', org, permissionsUrl } as const
  const parameters = { installation_id: id }
  const call = callOf(route, `create a token of the App for ${org}`, { ...about, parameters })
  try {
    return { ...(await client.request({ ...call, data: { permissions } }, readToken)), restricted: true }
  } catch (error) {
    // If the server does not know a permission, or it is not granted, the first use of the token fails with the reason.
    if (refusalStatus(error) !== 422) throw error
    return { ...(await client.request(call, readToken)), restricted: false }
  }
}

async function revokeWith(client: Client): Promise<void> {
  const call = callOf('DELETE /installation/token', 'revoke a token of the App', { safeToRepeat: true })
  try {
    await client.request(call, () => {})
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error
    // The token has already been revoked or has expired.
    if (refusalStatus(error) !== 401)
      client.log.notice(
        `A token of the App could not be revoked; it expires within an hour. ${error.message}`
      )
  } finally {
    client.close()
  }
}

function installationIn(data: unknown): Installation | undefined {
  const { id, account, suspended_at, html_url, target_type } = members(data)
  const { login } = members(account)
  if (typeof id !== 'number' || typeof login !== 'string' || target_type !== 'Organization') return undefined
  const suspended = typeof suspended_at === 'string'
  const permissionsUrl = typeof html_url === 'string' ? html_url : ''
  return { id, org: login, suspended, hasPartialAccess: isLimitedToSome(data), permissionsUrl }
}

function isLimitedToSome(data: unknown): boolean {
  const { repository_selection } = members(data)
  return typeof repository_selection === 'string' && repository_selection !== 'all'
}

/** A token and its lifetime in milliseconds, by the server's clock, because this one may be wrong. */
function readToken({ data, headers }: Answer) {
  const { token, expires_at } = members(data)
  if (typeof token !== 'string' || token === '') throw unexpectedAnswer('it is not a token')
  const life = Date.parse(String(expires_at)) - Date.parse(String(headers['date']))
  return { token, life: life > 0 ? life : defaultLifetime, hasPartialAccess: isLimitedToSome(data) }
}
