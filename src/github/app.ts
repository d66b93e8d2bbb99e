import { Problem } from '../registries/problem.ts'
import type { AppListener } from './app-jwt.ts'
import type { Call } from './call.ts'
import type { Client } from './client.ts'
import type { Clock } from './clock.ts'
import type { Credential } from './credential.ts'
import { notBegun, RequestFailed, refusedWith } from './failure.ts'
import { type Installation, installations, type Permissions } from './installations.ts'

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
  listener: AppListener & { notice(text: string): void }
}

/** A token, until when it is used, and where its permissions are granted. */
interface Minted {
  token: string
  until: number
  page: string
}

/** A token is not used in the last minutes of its life. */
const margin = 5 * 60_000

/** The App that a client speaks for. */
export function createApp(means: AppMeans): App {
  const { client, permissions, clock, listener } = means
  const { list, find, mint } = installations(client)
  const known = new Map<string, Installation>()
  const made = new Set<string>()
  let noticed = false

  async function mintFor(org: string): Promise<Minted> {
    const installation = known.get(org.toLowerCase()) ?? (await find(org))
    known.set(org.toLowerCase(), installation)
    const { suspended, page } = installation
    if (suspended)
      throw new Problem(
        `The App's installation in ${org} is suspended, so it can do nothing there. An owner can end that at ${page}.`
      )
    const asked = clock.now()
    const { token, life, narrowed } = await mint(installation, permissions)
    listener.mask(token)
    made.add(token)
    if (!narrowed) tellOnce()
    return { token, page, until: asked + Math.max(life - margin, life / 2) }
  }

  function tellOnce(): void {
    if (noticed) return
    noticed = true
    const asked = Object.entries(permissions).map(([name, level]) => `${name}=${level}`)
    listener.notice(
      `GitHub refused to narrow the App's tokens to ${asked.join(', ')}; they have all permissions that the App has.`
    )
  }

  return {
    async organizations() {
      const found = await list()
      for (const installation of found) known.set(installation.org.toLowerCase(), installation)
      const suspended = found.filter(one => one.suspended).map(({ org }) => org)
      if (suspended.length > 0)
        listener.warning(`The App is suspended in ${suspended.sort().join(', ')}, so nothing is done there.`)
      return found
        .filter(one => !one.suspended)
        .map(({ org }) => org)
        .sort()
    },

    credentialFor: org => renewable(() => mintFor(org), clock),

    async revoke() {
      await Promise.all([...made].map(token => revokeWith(means.farewell(token), listener)))
    }
  }
}

/** A credential that is made when it is needed, anew before it ends, and once more if GitHub has refused it. */
function renewable(make: () => Promise<Minted>, clock: Clock): Credential {
  let current: Promise<Minted> | undefined
  let last: Minted | undefined
  let page: string | undefined
  let renewed = false

  function forget(): void {
    current = undefined
    last = undefined
  }

  return {
    async token() {
      if (last && last.until < clock.now()) forget()
      current ??= make()
      const mine = current
      try {
        const minted = await mine
        if (mine === current) last = minted
        page = minted.page
        return minted.token
      } catch (error) {
        if (mine === current) forget()
        // Nothing was asked of the organization yet, whatever became of the token.
        if (error instanceof RequestFailed) throw notBegun(error.message)
        throw error
      }
    },
    renew(refused) {
      // Of several requests side by side, the first one has seen to it.
      if (refused !== last?.token) return true
      if (renewed) return false
      renewed = true
      forget()
      return true
    },
    grantedAt: () => page
  }
}

async function revokeWith(client: Client, listener: AppMeans['listener']): Promise<void> {
  const call: Call = {
    route: 'DELETE /installation/token',
    parameters: {},
    repeats: true,
    doing: 'revoke a token of the App',
    concerns: 'app',
    org: ''
  }
  try {
    await client.request(call, () => {})
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error
    // Refused as not valid: it is revoked, or has ended.
    if (refusedWith(error) !== 401)
      listener.notice(
        `A token of the App could not be revoked; it ends by itself within an hour. ${error.message}`
      )
  } finally {
    client.close()
  }
}
