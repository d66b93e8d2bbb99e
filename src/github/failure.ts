import { Problem } from '../registries/problem.ts'
import { Fault, type FaultReason } from './fault.ts'
import { members } from './members.ts'
import { phrases } from './phrases.ts'
import { mayHaveHappened } from './retry.ts'

/** A request that did not succeed: GitHub answered no, or gave no usable answer. */
export type Failure = Refusal | NoAnswer

/** How each attempt of a request failed, the last one first. */
export type Failures = readonly [Failure, ...Failure[]]

/** GitHub's own no. */
export interface Refusal {
  kind: 'refusal'
  status: number
  /** GitHub's words: the message, then its errors. */
  words: string[]
  headers: Readonly<Record<string, string | undefined>>
}

/** No usable answer; `sent` tells whether GitHub may have carried the request out all the same. */
export interface NoAnswer {
  kind: 'no-answer'
  reason: FaultReason
  sent: boolean
  detail: string
  /** GitHub's id of the request, of an answer that is none of its API's. */
  requestId?: string
}

/** Thrown for every failed request. */
export class RequestFailed extends Problem {
  /** How each attempt failed, the last one first. */
  readonly failures: Failures
  /** Whether one of the attempts may have been carried out. */
  readonly mayHaveHappened: boolean
  /** Whether the request was begun at all. */
  readonly begun: boolean
  /** A read that failed has changed nothing, and a request that was not begun neither. */
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

/** An error that came after failed attempts: what was in doubt after those still is. */
export function afterFailures(earlier: readonly Failure[], error: unknown, { reads = false } = {}): unknown {
  if (!(error instanceof RequestFailed) || earlier.length === 0) return error
  return new RequestFailed([...error.failures, ...earlier], error.message, { reads })
}

/** A failure that stands, with what is to be said of what came after it. */
export function followedBy({ failures, message }: RequestFailed, more: string): RequestFailed {
  return new RequestFailed(failures, `${message} ${more}`)
}

/** The status with which GitHub refused at last; undefined if there was no answer. */
export function refusedWith({ failures: [last] }: RequestFailed): number | undefined {
  return last.kind === 'refusal' ? last.status : undefined
}

/** What an error thrown by Octokit, or by the reader of an answer, stands for. Errors that are no failed request are thrown again. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) throw error
  const fault = error instanceof Fault ? error : error.cause
  if (fault instanceof Fault) {
    const { reason, sent, message, requestId } = fault
    return { kind: 'no-answer', reason, sent, detail: message, ...(requestId && { requestId }) }
  }
  const response = 'response' in error ? error.response : undefined
  if (!isAnswer(response)) throw error
  return {
    kind: 'refusal',
    status: response.status,
    words: wordsIn(response.data),
    headers: response.headers
  }
}

/** Whether an App's token is refused as one may be that GitHub has just made. */
export function isPerhapsTooNew(error: unknown): boolean {
  if (isRefusedToken(error)) return true
  const response = error instanceof Error && 'response' in error ? error.response : undefined
  if (!isAnswer(response) || response.status !== 403) return false
  return wordsIn(response.data).some(word => phrases.byIntegration.test(word))
}

/** Whether an error thrown by Octokit says that the token is not valid, or not any longer. */
export function isRefusedToken(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 401
}

/** The time of the server that answered with an error, in milliseconds since 1970. */
export function serverTime(error: unknown): number | undefined {
  const response = error instanceof Error && 'response' in error ? error.response : undefined
  const time = isAnswer(response) ? Date.parse(response.headers['date'] ?? '') : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

function isAnswer(
  value: unknown
): value is { status: number; headers: Record<string, string>; data: unknown } {
  return (
    typeof value === 'object' && value !== null && 'status' in value && 'headers' in value && 'data' in value
  )
}

/** Far more than is shown, by more than a secret in its longest form: none is cut in two where that would show. */
const longestWords = 512 * 1024

/** GitHub sends `errors` as strings or as objects of resource, field, code and message. */
function wordsIn(data: unknown): string[] {
  const { message, errors } = members(data)
  const details = Array.isArray(errors) ? errors.slice(0, 100).map(detailIn) : [errors]
  let left = longestWords
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
