import type { ClientRequest } from 'node:http'
import type { Socket } from 'node:net'
import { Problem } from '../registries/problem.ts'

/** Why a request failed: GitHub refused it, or gave no usable answer. */
export type Failure = Refusal | NoAnswer

/** How each attempt of a request failed, the last one first. */
export type Failures = readonly [Failure, ...Failure[]]

/** GitHub's refusal. */
export interface Refusal {
  kind: 'refusal'
  status: number
  /** GitHub's words: the message, then its errors. */
  words: string[]
  headers: Readonly<Record<string, string | undefined>>
}

/** No usable answer. */
export interface NoAnswer {
  kind: 'no-answer'
  reason:
    | 'refused'
    | 'unresolved'
    | 'proxy'
    | 'certificate'
    | 'tls'
    | 'timeout'
    | 'lost'
    | 'redirect'
    | 'too-large'
    | 'not-json'
    | 'not-api'
    | 'unexpected'
    | 'other-address'
  /** Whether GitHub may have carried out the request all the same. */
  sent: boolean
  detail: string
  /** GitHub's id of the request, if an answer without JSON of its API has one. */
  requestId?: string
}

/** Thrown by one attempt that got no usable answer. */
export class Fault extends Error {
  readonly failure: NoAnswer
  constructor(reason: NoAnswer['reason'], sent: boolean, detail = '', requestId?: string) {
    super(detail)
    this.name = 'Fault'
    this.failure = { kind: 'no-answer', reason, sent, detail, ...(requestId && { requestId }) }
  }
}

/** The fault of an answer that is complete but does not say what it should. */
export function misread(detail: string): Fault {
  return new Fault('unexpected', true, detail)
}

/** Thrown for every failed request, once it is not tried again. */
export class RequestFailed extends Problem {
  /** How each attempt failed, the last one first. */
  readonly failures: Failures
  /** Whether one of the attempts may have been carried out. */
  readonly mayHaveHappened: boolean
  /** Whether the request was begun at all. */
  readonly begun: boolean
  /** A failed read has changed nothing. */
  constructor(failures: Failures, message: string, { begun = true, reads = false } = {}) {
    super(message)
    this.begun = begun
    this.name = 'RequestFailed'
    this.failures = failures
    this.mayHaveHappened = !reads && failures.some(mayHaveHappened)
  }
}

/** The failure of a request that was not sent. */
export function notBegun(message: string): RequestFailed {
  const unsent = { kind: 'no-answer', reason: 'timeout', sent: false, detail: '' } as const
  return new RequestFailed([unsent], message, { begun: false })
}

/** An error after failed attempts: an uncertain one among them keeps the result uncertain. */
export function afterFailures(earlier: readonly Failure[], error: unknown, { reads = false } = {}): unknown {
  if (!(error instanceof RequestFailed) || earlier.length === 0) return error
  return new RequestFailed([...error.failures, ...earlier], error.message, { reads })
}

/** The same failure, with more to say about what followed it. */
export function followedBy({ failures, message }: RequestFailed, more: string): RequestFailed {
  return new RequestFailed(failures, `${message} ${more}`)
}

/** The status with which GitHub refused the last attempt of a request, if that is what an error says. */
export function refusedWith(error: unknown): number | undefined {
  if (!(error instanceof RequestFailed)) return undefined
  const [last] = error.failures
  return last.kind === 'refusal' ? last.status : undefined
}

/** Why an attempt failed, from what Octokit or the reader of an answer threw. Throws any other error again. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) throw error
  const fault = error instanceof Fault ? error : error.cause
  if (fault instanceof Fault) return fault.failure
  const response = 'response' in error ? error.response : undefined
  if (!isAnswer(response)) throw error
  const { status, headers, data } = response
  return { kind: 'refusal', status, words: wordsIn(data), headers }
}

function isAnswer(
  value: unknown
): value is { status: number; headers: Record<string, string>; data: unknown } {
  return (
    typeof value === 'object' && value !== null && 'status' in value && 'headers' in value && 'data' in value
  )
}

/** Whether GitHub's words match one of the `phrases`. */
export function mentions({ words }: Refusal, phrase: RegExp): boolean {
  return words.some(word => phrase.test(word))
}

/** The time of the server that refused, in milliseconds since 1970. */
export function serverTime({ headers }: Refusal): number | undefined {
  return instant(headers['date'])
}

/** Far more than is shown, so that no secret is cut in two where that would show. */
const maxWords = 512 * 1024

/** GitHub sends `errors` as strings or as objects of resource, field, code and message. */
function wordsIn(data: unknown): string[] {
  const { message, errors } = members(data)
  const details = Array.isArray(errors) ? errors.slice(0, 100).map(detailIn) : [errors]
  let left = maxWords
  return [message, ...details]
    .filter(word => typeof word === 'string')
    .map(word => {
      const start = word.slice(0, left)
      left -= start.length
      return start
    })
    .filter(word => word !== '')
}

function detailIn(error: unknown): unknown {
  if (typeof error === 'string') return error
  const { resource, field, code, message } = members(error)
  const place = [resource, field].filter(part => typeof part === 'string').join('.')
  return [place, code, message].filter(part => typeof part === 'string' && part !== '').join(' ')
}

/** The fault that an error of Node's HTTP client means. */
export function faultOf(error: NodeJS.ErrnoException, outgoing: ClientRequest): Fault {
  const code = error.code ?? ''
  // Of a host with several addresses, none accepts a connection.
  const severalRefused = 'errors' in error
  const sent = !severalRefused && wasConnected(outgoing.socket)
  if (error.name === 'TimeoutError') return new Fault('timeout', sent)
  if (error.name === 'AbortError') return new Fault('lost', sent)
  if (error.syscall === 'getaddrinfo') return new Fault('unresolved', false, code)
  if (severalRefused || error.syscall === 'connect') return new Fault('refused', false, code)
  if (certificateErrors.test(code)) return new Fault('certificate', false, code)
  if (/^(ERR_SSL_|ERR_TLS_|EPROTO)/.test(code)) return new Fault('tls', false, code)
  return new Fault('lost', sent, code)
}

/** Nothing of a request is sent before the connection is established, TLS included. */
function wasConnected(socket: (Socket & { secureConnecting?: boolean }) | null): boolean {
  return socket !== null && !socket.connecting && !socket.secureConnecting
}

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const certificateErrors =
  /^(ERR_TLS_CERT_|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERROR_IN_|INVALID_CA|PATH_LENGTH_|INVALID_PURPOSE|HOSTNAME_MISMATCH)/

/** A pause before the next attempt. */
interface Pause {
  milliseconds: number
  /** For the log. */
  reason: string
  /** Whether it holds for every request of the token, as a rate limit does. */
  isForAll: boolean
}

/** Why there may be an answer soon although there was none. */
const passing: NoAnswer['reason'][] = ['refused', 'unresolved', 'timeout', 'lost', 'not-json', 'unexpected']
const maxAttempts = 5
const maxGuessedWaits = 3

/**
 * The retry policy: how long to wait before a failed request is sent again, or nothing if it must not be. A POST is
 * sent again only if GitHub certainly did not carry it out. `random`, from 0 to 1, spreads the attempts of many clients.
 */
export function pauseBefore(
  method: string,
  failures: Failures,
  { now, random }: { now: number; random: number }
): Pause | undefined {
  const [last] = failures
  if (last.kind === 'no-answer') {
    const isRetried = passing.includes(last.reason) && (!last.sent || method !== 'POST')
    return isRetried ? backOff(failures, random, whyAgain(last)) : undefined
  }
  const asked = pauseAsked(last, now)
  // A server that keeps asking for no wait at all is not asked in a loop.
  if (asked)
    return { ...asked, milliseconds: Math.max(asked.milliseconds, 1000 * 2 ** (failures.length - 1)) }
  if (isUnmarkedRateLimit(last)) return guessed(failures)
  return isServerError(last.status) && method !== 'POST'
    ? backOff(failures, random, `GitHub answered ${last.status}`)
    : undefined
}

/** Whether GitHub refused because of a rate limit, by its headers or its words. */
export function isRateLimit(refusal: Refusal): boolean {
  return (refusal.status !== 503 && pauseAsked(refusal, 0) !== undefined) || isUnmarkedRateLimit(refusal)
}

/** Whether GitHub may have carried out a request that failed; if it asks to wait, it has not. */
export function mayHaveHappened(failure: Failure): boolean {
  if (failure.kind === 'no-answer') return failure.sent
  return isServerError(failure.status) && pauseAsked(failure, 0) === undefined
}

/** Whether GitHub refused a secret because it was sealed with a key that is not, or no longer, the organization's. */
export function isStaleKey(failure: Failure): boolean {
  return failure.kind === 'refusal' && failure.status === 422 && mentions(failure, phrases.staleKey)
}

export function isServerError(status: number): boolean {
  return status >= 500 && status < 600
}

function whyAgain({ reason, detail }: NoAnswer): string {
  if (reason === 'unexpected') return 'its answer cannot be right'
  return `no answer from GitHub${reason === 'not-json' && detail ? `, but ${detail} without JSON of its API` : ''}`
}

/** What `retry-after` asks, in seconds or as a date; else the reset of a limit that is used up. Dates are by the server's clock. */
function pauseAsked(refusal: Refusal, now: number): Pause | undefined {
  const { status, headers } = refusal
  if (status !== 403 && status !== 429 && status !== 503) return undefined
  const serverNow = serverTime(refusal) ?? now
  const reason = status === 503 ? 'GitHub asks to wait' : "GitHub's rate limit"
  const after = headers['retry-after']
  if (after !== undefined) {
    const until = /^\d+$/.test(after) ? serverNow + Number(after) * 1000 : instant(after)
    if (until !== undefined) return { milliseconds: until - serverNow, reason, isForAll: true }
  }
  if (status === 503 || headers['x-ratelimit-remaining'] !== '0') return undefined
  const reset = Number(headers['x-ratelimit-reset'])
  return reset > 0 ? { milliseconds: reset * 1000 - serverNow, reason, isForAll: true } : undefined
}

/** A minute, then two, then four, as GitHub's documentation of its rate limits asks. */
function guessed(failures: Failures): Pause | undefined {
  const before = failures.length - 1
  if (before >= maxGuessedWaits) return undefined
  return { milliseconds: 60_000 * 2 ** before, reason: "GitHub's rate limit", isForAll: true }
}

function isUnmarkedRateLimit(refusal: Refusal): boolean {
  return refusal.status === 429 || (refusal.status === 403 && mentions(refusal, phrases.rateLimit))
}

/** 1, 2, 4, 8 seconds, each up to a quarter longer. */
function backOff(failures: Failures, random: number, reason: string): Pause | undefined {
  if (failures.length >= maxAttempts) return undefined
  return { milliseconds: 1000 * 2 ** (failures.length - 1) * (1 + random / 4), reason, isForAll: false }
}

function instant(date: string | undefined): number | undefined {
  const milliseconds = Date.parse(date ?? '')
  return Number.isNaN(milliseconds) ? undefined : milliseconds
}

/** What only GitHub's words say, with where they were seen. */
export const phrases = {
  /** Primary and secondary limits share the words: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
  rateLimit: /\brate limit\b|\babuse detection\b/i,
  /** https://github.com/integrations/terraform-provider-github/issues/2315, and the names of the fields in `errors` */
  staleKey: /improperly encrypted secret|\bkey_id\b|\bencrypted_value\b|\bpublic key\b/i,
  /** https://github.com/octokit/auth-app.js/issues/92: a 404 that speaks of the App, not of what was asked for */
  unknownApp: /\bintegration not found\b/i,
  /** https://github.com/octokit/auth-app.js/issues/589: also of a token that is too new */
  byIntegration: /not accessible by integration/i,
  /** https://docs.github.com/apps/maintaining-github-apps/suspending-a-github-app-installation */
  suspended: /\binstallation has been suspended\b/i,
  /** https://github.com/docker/metadata-action/issues/342 */
  allowList: /\bIP (address )?allow ?list\b|\byour IP address is not permitted\b/i,
  /** https://github.com/NixOS/org/issues/247, https://github.com/fullsend-ai/fullsend/issues/3368 */
  forbids: /\bforbids access via\b([^.]*)/i,
  /** https://docs.github.com/organizations/managing-oauth-access-to-your-organizations-data and their like */
  policy:
    /\bpolic(y|ies)\b|\blifetime\b|\baccess restrictions\b|\bSAML enforcement\b|\btwo-factor\b|\bterms of service\b|\baccount (was|is|has been) (suspended|blocked|locked)\b/i
}

/** The members of an object in GitHub's answer; of anything else, none. */
export function members(data: unknown): Record<string, unknown> {
  return typeof data === 'object' ? { ...data } : {}
}
