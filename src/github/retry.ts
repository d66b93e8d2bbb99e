import type { Failure, Failures, NoAnswer, Refusal } from './failure.ts'
import type { FaultReason } from './fault.ts'
import { phrases } from './phrases.ts'

/** A pause before the next attempt, and its reason in words. */
export interface Pause {
  milliseconds: number
  reason: string
  /** A rate limit holds for everything that the token does, not only for this request. */
  forToken: boolean
}

const mostAttempts = 5
const mostGuessedWaits = 3

/**
 * How long to wait before a failed request is sent again, or nothing if it must not be.
 * A POST is sent again only if GitHub certainly did not carry it out. `random` is a number from 0 to 1 that spreads
 * the attempts of many.
 */
export function pauseBefore(
  method: string,
  failures: Failures,
  { now, random }: { now: number; random: number }
): Pause | undefined {
  const [last] = failures
  if (last.kind === 'no-answer') {
    const passing = last.reason === 'refused' || last.reason === 'unresolved' || isLost(last.reason)
    return passing && (!last.sent || method !== 'POST')
      ? backOff(failures, random, whyAgain(last))
      : undefined
  }
  const asked = pauseAsked(last, now)
  // A server that keeps asking for no wait at all is not asked in a circle.
  if (asked)
    return { ...asked, milliseconds: Math.max(asked.milliseconds, 1000 * 2 ** (failures.length - 1)) }
  if (isUnmarkedRateLimit(last)) return guessed(failures)
  return isServerError(last.status) && method !== 'POST'
    ? backOff(failures, random, `GitHub answered ${last.status}`)
    : undefined
}

/** A rate limit, recognised by its headers or by its words. */
export function isRateLimit(refusal: Refusal): boolean {
  return (refusal.status !== 503 && pauseAsked(refusal, 0) !== undefined) || isUnmarkedRateLimit(refusal)
}

/** Whether GitHub may have carried the request out although it failed; one that asks to wait has not. */
export function mayHaveHappened(failure: Failure): boolean {
  if (failure.kind === 'no-answer') return failure.sent
  return isServerError(failure.status) && pauseAsked(failure, 0) === undefined
}

/** Whether GitHub refused a secret because it was sealed with a key that is not, or no longer, the organization's. */
export function isStaleKey(failure: Failure): boolean {
  if (failure.kind !== 'refusal' || failure.status !== 422) return false
  return failure.words.some(word => phrases.staleKey.test(word))
}

/** Whether a status says that the server failed. */
export function isServerError(status: number): boolean {
  return status >= 500 && status < 600
}

function whyAgain({ reason, detail }: NoAnswer): string {
  if (reason === 'unexpected') return 'its answer cannot be right'
  return `no answer from GitHub${reason === 'not-json' && detail ? `, but ${detail} without JSON of its API` : ''}`
}

function isLost(reason: FaultReason): boolean {
  return reason === 'timeout' || reason === 'lost' || reason === 'not-json' || reason === 'unexpected'
}

/** `retry-after` in seconds or as a date; else the reset of a limit that is used up. Dates count from the server's clock. */
function pauseAsked({ status, headers }: Refusal, now: number): Pause | undefined {
  if (status !== 403 && status !== 429 && status !== 503) return undefined
  const serverNow = instant(headers['date']) ?? now
  const reason = status === 503 ? 'GitHub asks to wait' : "GitHub's rate limit"
  const after = headers['retry-after']
  if (after !== undefined) {
    const until = /^\d+$/.test(after) ? serverNow + Number(after) * 1000 : instant(after)
    if (until !== undefined) return { milliseconds: until - serverNow, reason, forToken: true }
  }
  if (status === 503 || headers['x-ratelimit-remaining'] !== '0') return undefined
  const reset = Number(headers['x-ratelimit-reset'])
  return reset > 0 ? { milliseconds: reset * 1000 - serverNow, reason, forToken: true } : undefined
}

/** A minute, then two, then four, as GitHub's documentation of its rate limits asks. */
function guessed(failures: Failures): Pause | undefined {
  const before = failures.length - 1
  if (before >= mostGuessedWaits) return undefined
  return { milliseconds: 60_000 * 2 ** before, reason: "GitHub's rate limit", forToken: true }
}

function isUnmarkedRateLimit({ status, words }: Refusal): boolean {
  return status === 429 || (status === 403 && words.some(word => phrases.rateLimit.test(word)))
}

/** 1, 2, 4, 8 seconds, each up to a quarter longer. */
function backOff(failures: Failures, random: number, reason: string): Pause | undefined {
  if (failures.length >= mostAttempts) return undefined
  return { milliseconds: 1000 * 2 ** (failures.length - 1) * (1 + random / 4), reason, forToken: false }
}

function instant(date: string | undefined): number | undefined {
  const milliseconds = Date.parse(date ?? '')
  return Number.isNaN(milliseconds) ? undefined : milliseconds
}
