import type { Clock, Credential, Log } from './call.ts'
import { mentions, notBegun, phrases, type Refusal, RequestFailed, serverTime } from './failure.ts'

/** Authenticates with a token that the user gave. There is no other one. */
export function givenToken(token: string): Credential {
  return { given: true, token: async () => token }
}

/** A clock that is off by less makes no difference: a JWT is dated half a minute back. */
const leeway = 30_000

/** If the clocks differ by more, nothing is signed for the server's time. */
const maxCorrection = 10 * 60_000

/** A JWT is used for eight of its nine and a half minutes. */
const jwtLife = 8 * 60_000

/**
 * Authenticates as an App, with a JWT that its private key (PEM, PKCS#8) signs. A runner's clock that is off is corrected
 * once, by GitHub's and by ten minutes at most.
 */
export function appJwt(
  { appId, privateKey }: { appId: string; privateKey: string },
  clock: Clock,
  log: Log
): Credential {
  let current: { token: Promise<string>; until: number } | undefined
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
      if (!current || current.until < clock.now()) current = { token: sign(), until: clock.now() + jwtLife }
      return current.token
    },
    retryAfter(refused, refusal) {
      if (refusal.status !== 401) return undefined
      // Of several concurrent requests, the first one has replaced it.
      if (refused !== last) return 0
      const off = (serverTime(refusal) ?? clock.now()) - clock.now()
      if (corrected || Math.abs(off) < leeway) return undefined
      corrected = true
      const isCorrected = Math.abs(off) <= maxCorrection
      const rest = isCorrected
        ? `GitHub's is used to sign for the App. Correct the runner's.`
        : `more than ten minutes are not made up for. Correct the runner's.`
      log.warning(
        `The clock of this runner is ${Math.round(Math.abs(off) / 1000)} seconds ${off > 0 ? 'behind' : 'ahead of'} GitHub's; ${rest}`
      )
      if (!isCorrected) return undefined
      ahead = off
      current = undefined
      last = undefined
      return 0
    }
  }
}

/** A token of an App for one organization. */
export interface InstallationToken {
  token: string
  /** When it is replaced, in milliseconds since 1970. */
  until: number
  /** Whether it is known not to see all repositories. */
  seesSome: boolean
  /** Where its permissions are granted. */
  page: string
  /** Milliseconds to wait before it is tried again after a refusal; undefined if it is not too new. */
  settle(refusal: Refusal): number | undefined
}

/** Authenticates with a token that is made on demand, again before it expires, and once more if GitHub refuses it. */
export function installationToken(make: () => Promise<InstallationToken>, clock: Clock): Credential {
  let current: Promise<InstallationToken> | undefined
  let last: InstallationToken | undefined
  let page: string | undefined
  let renewed = false

  async function ready(): Promise<InstallationToken> {
    if (last && last.until < clock.now()) forget()
    current ??= make()
    const mine = current
    try {
      const made = await mine
      if (mine === current) last = made
      page = made.page
      return made
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
    retryAfter(refused, refusal) {
      const isCurrent = refused === last?.token
      const wait = isCurrent ? last?.settle(refusal) : undefined
      if (wait !== undefined || refusal.status !== 401) return wait
      // Of several concurrent requests, the first one has replaced it.
      if (!isCurrent) return 0
      if (renewed) return undefined
      renewed = true
      forget()
      return 0
    },
    grantedAt: () => page
  }
}

/** How long GitHub may refuse a token that it has just made: https://github.com/octokit/auth-app.js/issues/65 */
const newFor = 5000

/** The pauses before a token that may be too new is tried again. */
const pauses = [1000, 2000, 2000]

/** The `settle` of a token that was made now; requests side by side wait for the same moment. */
export function settling(clock: Clock): InstallationToken['settle'] {
  const made = clock.now()
  let tries = 0
  let next = 0
  return refusal => {
    if (refusal.status !== 401 && !(refusal.status === 403 && mentions(refusal, phrases.byIntegration)))
      return undefined
    const now = clock.now()
    if (now < next) return next - now
    const pause = now - made > (tries === 0 ? newFor : 2 * newFor) ? undefined : pauses[tries]
    tries++
    next = now + (pause ?? 0)
    return pause
  }
}
