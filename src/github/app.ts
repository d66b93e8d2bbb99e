import { Problem } from '../registries/problem.ts'
import type { Call, Client, Clock } from './client.ts'
import type { Credential } from './credential.ts'
import { RequestFailed, refusedWith } from './failure.ts'
import {
  type Installation,
  type InstallationToken,
  installations,
  type Permissions
} from './installations.ts'

/** A GitHub App at work: one token for each organization, made when it is needed. */
export interface App {
  /** The organizations that the App is installed in, without suspended ones, of which it warns. */
  organizations(): Promise<string[]>
  credentialFor(org: string): Credential
  /** Revokes every token that was made, so that none outlives the run. */
  revoke(): Promise<void>
}

/** What an App needs: a client that speaks for it, how to speak with one of its tokens, and where its remarks go. */
export interface AppMeans {
  client: Client
  permissions: Permissions
  clock: Clock
  /** A client for one token, which works also when the run is at its end. */
  farewell(token: string): Client
  mask(token: string): void
  warn(text: string): void
  notice(text: string): void
}

/** A token is not used in the last minutes of its life. */
const margin = 5 * 60_000

/** The App that a client speaks for. */
export function createApp(means: AppMeans): App {
  const { client, permissions, clock, mask, warn, notice } = means
  const { list, find, mint } = installations(client)
  const known = new Map<string, Installation>()
  const made = new Set<string>()
  let noticed = false

  async function mintFor(org: string): Promise<{ token: InstallationToken; page: string }> {
    const installation = known.get(org.toLowerCase()) ?? (await find(org))
    known.set(org.toLowerCase(), installation)
    if (installation.suspended)
      throw new Problem(
        `The App's installation in ${org} is suspended, so it can do nothing there. An owner can end that at ${installation.page}.`
      )
    const token = await mint(installation, permissions)
    mask(token.token)
    made.add(token.token)
    if (!token.narrowed && !noticed) {
      noticed = true
      const asked = Object.entries(permissions).map(([name, level]) => `${name}=${level}`)
      notice(
        `This server does not narrow the App's tokens to ${asked.join(', ')}; they have all of its permissions.`
      )
    }
    return { token, page: installation.page }
  }

  return {
    async organizations() {
      const found = await list()
      for (const installation of found) known.set(installation.org.toLowerCase(), installation)
      const suspended = found.filter(one => one.suspended).map(({ org }) => org)
      if (suspended.length > 0)
        warn(`The App is suspended in ${suspended.join(', ')}, so nothing is done there.`)
      return found
        .filter(one => !one.suspended)
        .map(({ org }) => org)
        .sort()
    },

    credentialFor(org) {
      let current: Promise<{ token: InstallationToken; page: string }> | undefined
      let last: InstallationToken | undefined
      let page: string | undefined
      let renewed = false
      async function token(): Promise<string> {
        if (last && last.ends - margin < clock.now()) current = undefined
        current ??= mintFor(org)
        try {
          const minted = await current
          last = minted.token
          page = minted.page
          return last.token
        } catch (error) {
          current = undefined
          // Nothing was asked of the organization yet, whatever became of the token.
          if (error instanceof RequestFailed) throw new RequestFailed([unsent], error.message, false)
          throw error
        }
      }
      return {
        token,
        renew(refused) {
          if (refused !== last?.token) return true
          if (renewed) return false
          renewed = true
          last = undefined
          current = undefined
          return true
        },
        grantedAt: () => page
      }
    },

    async revoke() {
      await Promise.all([...made].map(revokeOne))
    }
  }

  async function revokeOne(token: string): Promise<void> {
    const own = means.farewell(token)
    const call: Call = {
      ...{ route: 'DELETE /installation/token', parameters: {}, repeats: true },
      ...{ doing: 'revoke a token of the App', concerns: 'app', org: '' }
    }
    try {
      await own.request(call, () => {})
    } catch (error) {
      // Refused as not valid: it is revoked, or has ended.
      if (!(error instanceof RequestFailed)) throw error
      if (refusedWith(error) !== 401)
        notice(`A token of the App could not be revoked; it ends by itself within an hour. ${error.message}`)
    } finally {
      own.close()
    }
  }
}

const unsent = { kind: 'no-answer', reason: 'refused', sent: false, detail: '' } as const
