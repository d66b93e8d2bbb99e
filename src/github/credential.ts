import type { Clock, Credential, Log } from './call.ts'
import { mentions, notStarted, phrases, type Refusal, RequestFailed, serverTime } from './failure.ts'

/** Authenticates with the user's token, the only one there is. */
export function givenToken(token: string): Credential {
  return { isUserToken: true, token: async () => token }
}

/** A smaller clock difference does not matter, because a JWT is backdated by half a minute. */
const clockTolerance = 30_000
const maxCorrection = 10 * 60_000
/** A JWT is valid for nine and a half minutes, and is used for eight. */
const jwtLifetime = 8 * 60_000

/** Authenticates as an App with a JWT. If the runner's clock is up to ten minutes wrong, GitHub's is used, once. */
export function appJwt(
  { appId, privateKey }: { appId: string; privateKey: string },
  clock: Clock,
  log: Log
): Credential {
  let current: { token: Promise<string>; renewAt: number } | undefined
  let lastToken: string | undefined
  let clockOffset = 0
  let corrected = false

  async function sign(): Promise<string> {
    const { default: githubAppJwt } = await import('universal-github-app-jwt')
    const now = Math.floor((clock.now() + clockOffset) / 1000)
    const { token } = await githubAppJwt({ id: appId, privateKey, now })
    log.mask(token)
    lastToken = token
    return token
  }

  return {
    token() {
      if (!current || current.renewAt < clock.now())
        current = { token: sign(), renewAt: clock.now() + jwtLifetime }
      return current.token
    },
    retryAfter(refused, refusal) {
      if (refusal.status !== 401) return undefined
      // Of several concurrent requests, the first one has replaced it.
      if (refused !== lastToken) return 0
      const difference = (serverTime(refusal) ?? clock.now()) - clock.now()
      if (corrected || Math.abs(difference) < clockTolerance) return undefined
      corrected = true
      const canCorrect = Math.abs(difference) <= maxCorrection
      const advice = canCorrect
        ? `GitHub's clock is used to authenticate the App. Correct the runner's.`
        : `A difference of more than ten minutes is not corrected. Correct the runner's clock.`
      log.warning(
        `The clock of this runner is ${Math.round(Math.abs(difference) / 1000)} seconds ${difference > 0 ? 'behind' : 'ahead of'} GitHub's. ${advice}`
      )
      if (!canCorrect) return undefined
      clockOffset = difference
      current = undefined
      lastToken = undefined
      return 0
    }
  }
}

/** An App's token for one organization. */
export interface InstallationToken {
  token: string
  renewAt: number
  /** Whether it is known to cover only some repositories. */
  hasPartialAccess: boolean
  permissionsUrl: string
  /** Milliseconds to wait before retrying it after a refusal; undefined if it is not too new. */
  retryDelay(refusal: Refusal): number | undefined
}

/** Authenticates with a token that is created on demand, renewed before it expires, and once more if GitHub refuses it. */
export function installationToken(make: () => Promise<InstallationToken>, clock: Clock): Credential {
  let current: Promise<InstallationToken> | undefined
  let last: InstallationToken | undefined
  let permissionsUrl: string | undefined
  let renewed = false

  async function currentToken(): Promise<InstallationToken> {
    if (last && last.renewAt < clock.now()) forget()
    current ??= make()
    const pending = current
    try {
      const made = await pending
      if (pending === current) last = made
      permissionsUrl = made.permissionsUrl
      return made
    } catch (error) {
      if (pending === current) forget()
      // The request itself was not sent, whatever happened to the token.
      if (error instanceof RequestFailed) throw notStarted(error.message)
      throw error
    }
  }

  function forget(): void {
    current = undefined
    last = undefined
  }

  return {
    token: async () => (await currentToken()).token,
    hasPartialAccess: async () => (await currentToken()).hasPartialAccess,
    retryAfter(refused, refusal) {
      const isCurrent = refused === last?.token
      const wait = isCurrent ? last?.retryDelay(refusal) : undefined
      if (wait !== undefined || refusal.status !== 401) return wait
      // Of several concurrent requests, the first one has replaced it.
      if (!isCurrent) return 0
      if (renewed) return undefined
      renewed = true
      forget()
      return 0
    },
    permissionsUrl: () => permissionsUrl
  }
}

/** How long GitHub may refuse a token that it has just created: https://github.com/octokit/auth-app.js/issues/65 */
const newTokenPeriod = 5000
const pauses = [1000, 2000, 2000]

/** The `retryDelay` of a token created now. Concurrent requests wait for the same time. */
export function newTokenRetries(clock: Clock): InstallationToken['retryDelay'] {
  const made = clock.now()
  let tries = 0
  let next = 0
  return refusal => {
    if (refusal.status !== 401 && !(refusal.status === 403 && mentions(refusal, phrases.byIntegration)))
      return undefined
    const now = clock.now()
    if (now < next) return next - now
    const pause = now - made > (tries === 0 ? newTokenPeriod : 2 * newTokenPeriod) ? undefined : pauses[tries]
    tries++
    next = now + (pause ?? 0)
    return pause
  }
}
