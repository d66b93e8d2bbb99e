import type { Clock } from './client.ts'
import type { Credential } from './credential.ts'

/** A GitHub App: its id or client id, and its private key as PEM (PKCS#8). */
export interface AppKey {
  appId: string
  privateKey: string
}

/** A clock that is off by less makes no difference: GitHub is told a time of half a minute ago. */
const leeway = 30_000

/** The credential of an App itself: a token that it signs, good for ten minutes at most. */
export function appJwt(
  { appId, privateKey }: AppKey,
  clock: Clock,
  warn: (text: string) => void
): Credential {
  let made: { token: Promise<string>; until: number } | undefined
  /** How far the server's clock is ahead of this one, in milliseconds. */
  let ahead = 0
  let corrected = false

  async function sign(): Promise<string> {
    const { default: githubAppJwt } = await import('universal-github-app-jwt')
    const now = Math.floor((clock.now() + ahead) / 1000)
    const { token } = await githubAppJwt({ id: appId, privateKey, now })
    return token
  }

  return {
    token() {
      if (!made || made.until < clock.now()) made = { token: sign(), until: clock.now() + 8 * 60_000 }
      return made.token
    },
    renew(_, serverTime) {
      const off = serverTime === undefined ? 0 : serverTime - clock.now()
      if (corrected || Math.abs(off) < leeway) return false
      corrected = true
      ahead = off
      made = undefined
      warn(
        `The clock of this runner is ${Math.round(Math.abs(off) / 1000)} seconds ${off > 0 ? 'behind' : 'ahead of'} GitHub's; GitHub's is used to sign for the App. Correct the runner's.`
      )
      return true
    }
  }
}
