import type { ClientRequest } from 'node:http'
import type { Socket } from 'node:net'
import { Problem } from '../registries/problem.ts'

/** Why a request failed: GitHub refused it, or gave no usable answer. */
export type Failure = Refusal | NoAnswer

/** The failures of all attempts of a request, the latest first. */
export type Failures = readonly [Failure, ...Failure[]]

export interface Refusal {
  kind: 'refusal'
  status: number
  messages: string[]
  headers: Readonly<Record<string, string | undefined>>
}

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
  /** Whether GitHub may have carried out the request anyway. */
  sent: boolean
  detail: string
  /** GitHub's request id, if an answer that is not JSON of its API has one. */
  requestId?: string
}

/** Thrown by an attempt that got no usable answer. */
export class Fault extends Error {
  readonly failure: NoAnswer
  constructor(reason: NoAnswer['reason'], sent: boolean, detail = '', requestId?: string) {
    super(detail)
    this.name = 'Fault'
    this.failure = { kind: 'no-answer', reason, sent, detail, ...(requestId && { requestId }) }
  }
}

export function unexpectedAnswer(detail: string): Fault {
  return new Fault('unexpected', true, detail)
}

/** Thrown when a request has failed for good. */
export class RequestFailed extends Problem {
  readonly failures: Failures
  readonly mayHaveSucceeded: boolean
  readonly started: boolean
  /** `reads`: a failed read has changed nothing. */
  constructor(failures: Failures, message: string, { started = true, reads = false } = {}) {
    super(message)
    this.started = started
    this.name = 'RequestFailed'
    this.failures = failures
    this.mayHaveSucceeded = !reads && failures.some(mayHaveSucceeded)
  }
}

/** The failure of a request that was never sent. */
export function notStarted(message: string): RequestFailed {
  const unsent = { kind: 'no-answer', reason: 'timeout', sent: false, detail: '' } as const
  return new RequestFailed([unsent], message, { started: false })
}

/** Adds the failures of earlier attempts to an error. An uncertain one keeps the result uncertain. */
export function withEarlierFailures(
  earlier: readonly Failure[],
  error: unknown,
  { reads = false } = {}
): unknown {
  if (!(error instanceof RequestFailed) || earlier.length === 0) return error
  return new RequestFailed([...error.failures, ...earlier], error.message, { reads })
}

/** The same failure, with a sentence about what followed. */
export function appendMessage({ failures, message }: RequestFailed, more: string): RequestFailed {
  return new RequestFailed(failures, `${message} ${more}`)
}

/** The status of GitHub's refusal that ended a request, if an error is one. */
export function refusalStatus(error: unknown): number | undefined {
  if (!(error instanceof RequestFailed)) return undefined
  const [last] = error.failures
  return last.kind === 'refusal' ? last.status : undefined
}

/** Why an attempt failed, from an error of Octokit or of the reader of an answer. Rethrows any other error. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) throw error
  const fault = error instanceof Fault ? error : error.cause
  if (fault instanceof Fault) return fault.failure
  const { status, headers, data } = members('response' in error ? error.response : undefined)
  if (typeof status !== 'number' || typeof headers !== 'object') throw error
  return { kind: 'refusal', status, messages: messagesIn(data), headers: headers as Refusal['headers'] }
}

/** Whether GitHub's message or errors match a phrase. */
export function mentions({ messages }: Refusal, phrase: RegExp): boolean {
  return messages.some(word => phrase.test(word))
}

/** The server's time when it refused, in milliseconds since 1970. */
export function serverTime({ headers }: Refusal): number | undefined {
  return parseDate(headers['date'])
}

/** Far more than any message quotes, so that the cut never splits a secret that is printed. */
const maxMessageLength = 512 * 1024

/** GitHub sends `errors` as strings or as objects of resource, field, code and message. */
function messagesIn(data: unknown): string[] {
  const { message, errors } = members(data)
  const details = Array.isArray(errors) ? errors.slice(0, 100).map(formatError) : [errors]
  let left = maxMessageLength
  return [message, ...details]
    .filter(word => typeof word === 'string')
    .map(word => {
      const start = word.slice(0, left)
      left -= start.length
      return start
    })
    .filter(word => word !== '')
}

function formatError(error: unknown): unknown {
  if (typeof error === 'string') return error
  const { resource, field, code, message } = members(error)
  const place = [resource, field].filter(part => typeof part === 'string').join('.')
  return [place, code, message].filter(part => typeof part === 'string' && part !== '').join(' ')
}

/** The fault behind an error of Node's HTTP client. */
export function faultOf(error: NodeJS.ErrnoException, outgoing: ClientRequest): Fault {
  const code = error.code ?? ''
  // None of the host's addresses accepts a connection.
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

/** A request is not sent before the connection is established, including TLS. */
function wasConnected(socket: (Socket & { secureConnecting?: boolean }) | null): boolean {
  return socket !== null && !socket.connecting && !socket.secureConnecting
}

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const certificateErrors =
  /^(ERR_TLS_CERT_|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERROR_IN_|INVALID_CA|PATH_LENGTH_|INVALID_PURPOSE|HOSTNAME_MISMATCH)/

interface Pause {
  milliseconds: number
  reason: string
  /** Whether all requests of the token must wait, as for a rate limit. */
  appliesToAll: boolean
}

const transient = /^(refused|unresolved|timeout|lost|not-json|unexpected)$/
const maxAttempts = 5
const maxDefaultPauses = 3

/** How long to wait before a retry; undefined if there must be none. A POST is only sent again if GitHub did not act on it. */
export function pauseBefore(
  method: string,
  failures: Failures,
  { now, random }: { now: number; random: number }
): Pause | undefined {
  const [last] = failures
  // Each kind of failure is counted for itself.
  const count = failures.filter(one => kindOf(one) === kindOf(last)).length
  if (last.kind === 'no-answer') {
    const isRetried = transient.test(last.reason) && (!last.sent || method !== 'POST')
    return isRetried ? backoff(count, random, retryReason(last)) : undefined
  }
  const requested = requestedPause(last, now)
  // Backs off if the server keeps asking for no wait.
  if (requested && requested.milliseconds < 1000)
    return { ...requested, milliseconds: 1000 * 2 ** (count - 1) }
  if (requested) return requested
  if (isUnmarkedRateLimit(last)) return defaultRateLimitPause(count)
  return isServerError(last.status) && method !== 'POST'
    ? backoff(count, random, `GitHub answered ${last.status}`)
    : undefined
}

function kindOf(failure: Failure): 'asked to wait' | 'rate limit' | 'failure' {
  if (failure.kind === 'no-answer') return 'failure'
  if (requestedPause(failure, 0)) return 'asked to wait'
  return isUnmarkedRateLimit(failure) ? 'rate limit' : 'failure'
}

/** Whether GitHub refused because of a rate limit, according to its headers or message. */
export function isRateLimit(refusal: Refusal): boolean {
  return (refusal.status !== 503 && requestedPause(refusal, 0) !== undefined) || isUnmarkedRateLimit(refusal)
}

/** Whether GitHub may have carried out a failed request. If it asks to wait, it has not. */
export function mayHaveSucceeded(failure: Failure): boolean {
  if (failure.kind === 'no-answer') return failure.sent
  return isServerError(failure.status) && requestedPause(failure, 0) === undefined
}

/** Whether GitHub refused a secret because it was sealed with a key that is not, or no longer, the organization's. */
export function isStaleKey(failure: Failure): boolean {
  return failure.kind === 'refusal' && failure.status === 422 && mentions(failure, phrases.staleKey)
}

export function isServerError(status: number): boolean {
  return status >= 500 && status < 600
}

function retryReason({ reason, detail }: NoAnswer): string {
  if (reason === 'unexpected') return 'the answer was unexpected'
  return `no answer from GitHub${reason === 'not-json' && detail ? `, but ${detail} without JSON of its API` : ''}`
}

/** The pause in `retry-after`, in seconds or as a date, else until an exhausted limit resets. Dates follow the server's clock. */
function requestedPause(refusal: Refusal, now: number): Pause | undefined {
  const { status, headers } = refusal
  if (status !== 403 && status !== 429 && status !== 503) return undefined
  const serverNow = serverTime(refusal) ?? now
  const reason = status === 503 ? 'GitHub asks to wait' : "GitHub's rate limit"
  const after = headers['retry-after']
  if (after !== undefined) {
    const until = /^\d+$/.test(after) ? serverNow + Number(after) * 1000 : parseDate(after)
    if (until !== undefined) return { milliseconds: until - serverNow, reason, appliesToAll: true }
  }
  if (status === 503 || headers['x-ratelimit-remaining'] !== '0') return undefined
  const reset = Number(headers['x-ratelimit-reset'])
  return reset > 0 ? { milliseconds: reset * 1000 - serverNow, reason, appliesToAll: true } : undefined
}

/** One minute, then two, then four, as GitHub's documentation of rate limits recommends. */
function defaultRateLimitPause(count: number): Pause | undefined {
  if (count > maxDefaultPauses) return undefined
  return { milliseconds: 60_000 * 2 ** (count - 1), reason: "GitHub's rate limit", appliesToAll: true }
}

function isUnmarkedRateLimit(refusal: Refusal): boolean {
  return refusal.status === 429 || (refusal.status === 403 && mentions(refusal, phrases.rateLimit))
}

/** 1, 2, 4, 8 seconds, each up to a quarter longer. */
function backoff(count: number, random: number, reason: string): Pause | undefined {
  if (count >= maxAttempts) return undefined
  return { milliseconds: 1000 * 2 ** (count - 1) * (1 + random / 4), reason, appliesToAll: false }
}

function parseDate(date: string | undefined): number | undefined {
  const milliseconds = Date.parse(date ?? '')
  return Number.isNaN(milliseconds) ? undefined : milliseconds
}

/** What only GitHub's messages reveal, with sources. */
export const phrases = {
  /** Primary and secondary limits share the words: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
  rateLimit: /\brate limit\b|\babuse detection\b/i,
  /** https://github.com/integrations/terraform-provider-github/issues/2315, and the names of the fields in `errors` */
  staleKey: /improperly encrypted secret|\bkey[_ -]id\b|\bencrypted_value\b|\bpublic key\b/i,
  /** https://github.com/octokit/auth-app.js/issues/92: a 404 about the App, not about the resource */
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
