import { createPublicKey, verify } from 'node:crypto'
import type { App } from './app.ts'
import { Refusal } from './refusal.ts'
import { isObject } from './schemas.ts'
import { tokenIn } from './tokens.ts'

/** GitHub takes no token of an App that is good for longer. */
const longestLife = 10 * 60

/** The App that an `Authorization` header speaks for, or the refusal, in GitHub's words. */
export function appOf(authorization: string | undefined, apps: readonly App[], now: number): App {
  const [header = '', payload = '', signature = '', ...more] = tokenIn(authorization ?? '').split('.')
  const { alg } = decoded(header)
  const { iss, exp, iat } = decoded(payload)
  if (alg !== 'RS256' || signature === '' || more.length > 0) throw undecoded()
  if (iss === undefined) throw refused(`Missing 'issuer' claim ('iss') in assertion`)
  const app = apps.find(({ id, clientId }) => String(iss) === String(id) || iss === clientId)
  if (!app) throw new Refusal(404, 'Integration not found', { documentation })
  const bytes = Buffer.from(signature, 'base64url')
  if (!verify('RSA-SHA256', Buffer.from(`${header}.${payload}`), createPublicKey(app.key), bytes))
    throw undecoded()
  refuseTimes(exp, iat, now / 1000)
  return app
}

function refuseTimes(exp: unknown, iat: unknown, now: number): void {
  if (!isWhole(exp) || exp <= now)
    throw refused(
      `'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires`
    )
  if (exp > now + longestLife) throw refused(`'Expiration time' claim ('exp') is too far in the future`)
  if (!isWhole(iat) || iat > now)
    throw refused(
      `'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued`
    )
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value)
}

function decoded(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    if (isObject(value)) return value
  } catch {
    // It is no JSON.
  }
  throw undecoded()
}

const documentation = 'https://docs.github.com/rest'

// The messages as they are quoted in https://github.com/octokit/auth-app.js and https://github.com/orgs/community/discussions.
function undecoded(): Refusal {
  return refused('A JSON web token could not be decoded')
}

function refused(message: string): Refusal {
  return new Refusal(401, message, { documentation })
}
