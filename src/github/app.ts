import { Problem } from '../registries/problem.ts'
import type { Answer, Call, Clock, Credential } from './call.ts'
import { type Client, listAll } from './client.ts'
import { type InstallationToken, installationToken, settling } from './credential.ts'
import { members, misread, RequestFailed, refusedWith } from './failure.ts'

/** An App's installation in an organization. */
interface Installation {
  id: number
  org: string
  suspended: boolean
  /** Whether it is known not to see all repositories of the organization. */
  seesSome: boolean
  /** Where the organization's owners see and change it. */
  page: string
}

/**
 * The App that a client authenticates as: one token for each organization, made when it is needed, with only these
 * permissions if the server can narrow it so.
 */
export function createApp({
  client,
  permissions,
  clock,
  lastClient
}: {
  client: Client
  permissions: Readonly<Record<string, 'read' | 'write'>>
  clock: Clock
  /** A client for one token, which works also when the run is at its end. */
  lastClient(credential: Credential): Client
}) {
  const { log } = client
  const known = new Map<string, Installation>()
  const made = new Map<string, InstallationToken>()
  const notNarrowed = new Set<string>()

  async function makeFor(org: string): Promise<InstallationToken> {
    const installation = known.get(org.toLowerCase()) ?? (await find(client, org))
    known.set(org.toLowerCase(), installation)
    const { suspended, page } = installation
    if (suspended)
      throw new Problem(
        `The App's installation in ${org} is suspended, so it can do nothing there. An owner can end that at ${page}.`
      )
    const asked = clock.now()
    const { token, life, seesSome, narrowed } = await mint(client, installation, permissions)
    log.mask(token)
    if (!narrowed) notNarrowed.add(org)
    const one = {
      ...{ token, page, until: asked + Math.max(life - margin, life / 2) },
      ...{ seesSome: seesSome || installation.seesSome, settle: settling(clock) }
    }
    made.set(token, one)
    return one
  }

  return {
    /** Whether the App belongs to an enterprise: then it cannot be installed outside of it. */
    isEnterprises(): Promise<boolean> {
      return client.request(callOf('GET /app', 'read whose the App is'), ({ data }) => {
        const { id, owner } = members(data)
        if (typeof id !== 'number') throw misread('it is no App with an id')
        const { slug, login } = members(owner)
        return typeof slug === 'string' && login === undefined
      })
    },

    /** Where the App is installed, each organization once, in the order of their names. */
    async organizations(): Promise<Installation[]> {
      for (const installation of await list(client))
        if (!known.has(installation.org.toLowerCase()))
          known.set(installation.org.toLowerCase(), installation)
      return [...known.values()].sort((one, other) => (one.org < other.org ? -1 : 1))
    },

    credentialFor: (org: string): Credential => installationToken(() => makeFor(org), clock),

    /** Revokes every token that was made, so that none outlives the run. */
    async revoke(): Promise<void> {
      const asked = Object.entries(permissions).map(([name, level]) => `${name}=${level}`)
      if (notNarrowed.size > 0)
        log.notice(
          `GitHub refused to narrow the App's tokens to ${asked.join(', ')} in ${[...notNarrowed].sort().join(', ')}; there they have all permissions that the App has.`
        )
      await Promise.all(
        [...made.values()].map(({ token, settle }) =>
          revokeWith(lastClient({ token: async () => token, retryAfter: (_, refusal) => settle(refusal) }))
        )
      )
    }
  }
}

/** A token is not used in the last minutes of its life. */
const margin = 5 * 60_000

/** GitHub's tokens for Apps end after an hour. */
const usualLife = 60 * 60_000

function callOf(route: string, doing: string, more: Partial<Call> = {}): Call {
  return { route, doing, parameters: {}, concerns: 'app', org: '', ...more }
}

/** Every organization that the App is installed in; what is installed for a person is left out. */
async function list(client: Client): Promise<Installation[]> {
  const call = callOf('GET /app/installations', `list the App's installations`)
  const found = await listAll(client, call, ({ data }) => {
    if (!Array.isArray(data)) throw misread('it is no list of installations')
    return {
      found: data.map(one => {
        const { id } = members(one)
        if (typeof id !== 'number') throw misread('the list holds an installation without an id')
        return [id, installationIn(one)]
      })
    }
  })
  return found.filter(one => one !== undefined)
}

function find(client: Client, org: string): Promise<Installation> {
  const more = { parameters: { org }, concerns: 'installation', org } as const
  const call = callOf('GET /orgs/{org}/installation', `find the App in ${org}`, more)
  return client.request(call, ({ data }) => {
    const installation = installationIn(data)
    if (!installation) throw misread('it is no installation with an id, in an organization')
    return { ...installation, org }
  })
}

/** Makes a token; with all of the App's permissions if the server does not narrow them so. */
async function mint(client: Client, { id, org, page }: Installation, permissions: object) {
  const route = 'POST /app/installations/{installation_id}/access_tokens'
  const call = callOf(route, `make a token of the App for ${org}`, {
    ...{ parameters: { installation_id: id }, repeats: true, concerns: 'installation', org, grantedAt: page }
  })
  try {
    return { ...(await client.request({ ...call, data: { permissions } }, readToken)), narrowed: true }
  } catch (error) {
    // A permission that the server does not know, or that is not granted, shows when the token is used.
    if (refusedWith(error) !== 422) throw error
    return { ...(await client.request(call, readToken)), narrowed: false }
  }
}

async function revokeWith(client: Client): Promise<void> {
  const call = callOf('DELETE /installation/token', 'revoke a token of the App', { repeats: true })
  try {
    await client.request(call, () => {})
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error
    // Refused as not valid: it is revoked, or has ended.
    if (refusedWith(error) !== 401)
      client.log.notice(
        `A token of the App could not be revoked; it ends by itself within an hour. ${error.message}`
      )
  } finally {
    client.close()
  }
}

/** An installation in an organization, if it is one. */
function installationIn(data: unknown): Installation | undefined {
  const { id, account, suspended_at, html_url, target_type } = members(data)
  const { login } = members(account)
  if (typeof id !== 'number' || typeof login !== 'string' || target_type !== 'Organization') return undefined
  const suspended = typeof suspended_at === 'string'
  const page = typeof html_url === 'string' ? html_url : ''
  return { id, org: login, suspended, seesSome: seesSome(data), page }
}

function seesSome(data: unknown): boolean {
  const { repository_selection } = members(data)
  return typeof repository_selection === 'string' && repository_selection !== 'all'
}

/** A token, and its life in milliseconds: its end counts from the server's clock, and this one may be off. */
function readToken({ data, headers }: Answer) {
  const { token, expires_at } = members(data)
  if (typeof token !== 'string' || token === '') throw misread('it is no token')
  const life = Date.parse(String(expires_at)) - Date.parse(String(headers['date']))
  return { token, life: life > 0 ? life : usualLife, seesSome: seesSome(data) }
}
