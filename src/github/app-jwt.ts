import type { Clock } from './clock.ts'
import type { Credential } from './credential.ts'
import type { Log } from './log.ts'

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
