import { Problem } from '../registries/problem.ts'
import type { Call, Clock, Credential, Log } from './call.ts'
import type { Client } from './client.ts'
import { notBegun, RequestFailed, refusedWith } from './failure.ts'
import { type Installation, installations, type Permissions } from './installations.ts'

/** A GitHub App at work: one token for each organization, made when it is needed. */
export interface App {
  isEnterprises(): Promise<boolean>
  /** Where the App is installed, each organization once, in the order of their names. */
  organizations(): Promise<Installation[]>
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
  lastClient(credential: Credential): Client
  log: Log
}

/** A token, until when it is used, what it sees, and where its permissions are granted. */
interface Minted {
  token: string
  until: number
  seesSome: boolean
  page: string
  settle(): number | undefined
}

/** A token is not used in the last minutes of its life. */
const margin = 5 * 60_000

/** For so long GitHub may refuse a token that it has just made: https://github.com/octokit/auth-app.js/issues/65 */
const newFor = 5000

/** The pauses before a token that may be too new is tried again. */
const settling = [1000, 2000, 2000]

/** The App that a client speaks for. */
export function createApp(means: AppMeans): App {
  const { client, permissions, clock, log } = means
  const { isEnterprises, list, find, mint } = installations(client)
  const known = new Map<string, Installation>()
  const made = new Map<string, Minted>()
  const notNarrowed = new Set<string>()

  async function mintFor(org: string): Promise<Minted> {
    const installation = known.get(org.toLowerCase()) ?? (await find(org))
    known.set(org.toLowerCase(), installation)
    const { suspended, page } = installation
    if (suspended)
      throw new Problem(
        `The App's installation in ${org} is suspended, so it can do nothing there. An owner can end that at ${page}.`
      )
    const asked = clock.now()
    const { token, life, seesSome, narrowed } = await mint(installation, permissions)
    log.mask(token)
    if (!narrowed) notNarrowed.add(org)
    const minted = {
      ...{ token, page, until: asked + Math.max(life - margin, life / 2) },
      ...{ seesSome: seesSome || installation.seesSome, settle: patience(clock) }
    }
    made.set(token, minted)
    return minted
  }

  function tellNotNarrowed(): void {
    if (notNarrowed.size === 0) return
    const asked = Object.entries(permissions).map(([name, level]) => `${name}=${level}`)
    log.notice(
      `GitHub refused to narrow the App's tokens to ${asked.join(', ')} in ${[...notNarrowed].sort().join(', ')}; there they have all permissions that the App has.`
    )
  }

  return {
    isEnterprises,

    async organizations() {
      for (const installation of await list())
        if (!known.has(installation.org.toLowerCase()))
          known.set(installation.org.toLowerCase(), installation)
      return [...known.values()].sort((one, other) => (one.org < other.org ? -1 : 1))
    },

    credentialFor: org => renewable(() => mintFor(org), clock),

    async revoke() {
      tellNotNarrowed()
      const revoked = [...made.values()].map(({ token, settle }) =>
        revokeWith(means.lastClient({ token: async () => token, settle, renew: () => false }), log)
      )
      await Promise.all(revoked)
    }
  }
}

/** How long to wait before a token made now is tried again after a refusal; requests side by side wait for the same moment. */
function patience(clock: Clock): () => number | undefined {
  const made = clock.now()
  let tries = 0
  let next = 0
  return () => {
    const now = clock.now()
    if (now < next) return next - now
    const pause = now - made > (tries === 0 ? newFor : 2 * newFor) ? undefined : settling[tries]
    tries++
    next = now + (pause ?? 0)
    return pause
  }
}

/** A credential that is made when it is needed, anew before it ends, and once more if GitHub has refused it. */
function renewable(make: () => Promise<Minted>, clock: Clock): Credential {
  let current: Promise<Minted> | undefined
  let last: Minted | undefined
  let page: string | undefined
  let renewed = false

  async function ready(): Promise<Minted> {
    if (last && last.until < clock.now()) forget()
    current ??= make()
    const mine = current
    try {
      const minted = await mine
      if (mine === current) last = minted
      page = minted.page
      return minted
    } catch (error) {
      if (mine === current) forget()
      // Nothing was asked of the organization yet, whatever became of the token.
      if (error instanceof RequestFailed) throw notBegun(error.message)
      throw error
    }
  }

  function forget(): void {
    current = undefined
    last = undefined
  }

  return {
    token: async () => (await ready()).token,
    seesSome: async () => (await ready()).seesSome,
    settle: refused => (refused === last?.token ? last.settle() : undefined),
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

async function revokeWith(client: Client, log: Log): Promise<void> {
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
      log.notice(
        `A token of the App could not be revoked; it ends by itself within an hour. ${error.message}`
      )
  } finally {
    client.close()
  }
}

/** A GitHub App: its id or client id, and its private key as PEM (PKCS#8). */
export interface AppKey {
  appId: string
  privateKey: string
}

/** A clock that is off by less makes no difference: GitHub is told a time of half a minute ago. */
const leeway = 30_000

/** A server whose clock is further off gets nothing that is signed for its time. */
const mostCorrected = 10 * 60_000

/** What is signed is good for nine and a half minutes, and used for so many milliseconds. */
const life = 8 * 60_000

/** The credential of an App itself: a token that it signs. A clock that is off is corrected once, by GitHub's and by ten minutes at most. */
export function appJwt({ appId, privateKey }: AppKey, clock: Clock, log: Log): Credential {
  let made: { token: Promise<string>; until: number } | undefined
  let last: string | undefined
  /** How far the server's clock is ahead of this one, in milliseconds. */
  let ahead = 0
  let corrected = false

  async function sign(): Promise<string> {
    const { default: githubAppJwt } = await import('universal-github-app-jwt')
    const now = Math.floor((clock.now() + ahead) / 1000)
    const { token } = await githubAppJwt({ id: appId, privateKey, now })
    log.mask(token)
    last = token
    return token
  }

  return {
    token() {
      if (!made || made.until < clock.now()) made = { token: sign(), until: clock.now() + life }
      return made.token
    },
    renew(refused, serverTime) {
      // Of several requests side by side, the first one has seen to it.
      if (refused !== last) return true
      const off = serverTime === undefined ? 0 : serverTime - clock.now()
      if (corrected || Math.abs(off) < leeway) return false
      corrected = true
      const isCorrected = Math.abs(off) <= mostCorrected
      const rest = isCorrected
        ? `GitHub's is used to sign for the App. Correct the runner's.`
        : `more than ten minutes are not made up for. Correct the runner's.`
      log.warning(
        `The clock of this runner is ${Math.round(Math.abs(off) / 1000)} seconds ${off > 0 ? 'behind' : 'ahead of'} GitHub's; ${rest}`
      )
      if (!isCorrected) return false
      ahead = off
      made = undefined
      last = undefined
      return true
    }
  }
}
