import type { Outcome } from '../registries/change.ts'
import type { Sentence } from '../registries/problem.ts'
import type { Refusal } from './failure.ts'

/** A request to GitHub's API, and what it is for. */
export interface Call {
  /** `GET /orgs/{org}/private-registries`, as GitHub writes it. */
  route: string
  parameters: Record<string, string | number>
  /**
   * The body. It is passed as `data`, because Octokit would take a top-level `url` for the address of the request:
   * https://github.com/octokit/auth-app.js/issues/584
   */
  data?: object
  /** Whether a POST or DELETE may be repeated because it has no lasting effect. */
  safeToRepeat?: boolean
  permissionsUrl?: string
  /** How many writes must follow before the deadline; without time for them it is not sent. */
  followingWrites?: number
  /** A verb and its object, for messages: `read the public key of acme`. */
  task: string
  subject: 'organization' | 'registry' | 'repositories' | 'app' | 'installation'
  org: string
}

export interface Answer {
  status: number
  headers: Record<string, string | number | undefined>
  data: unknown
}

/** The method that decides whether a call may be repeated: GET if it is safe to repeat. */
export function methodOf({ route, safeToRepeat }: Call): string {
  return safeToRepeat ? 'GET' : (route.split(' ', 1)[0] ?? '')
}

/** Whether a call has a lasting effect. */
export function isWrite(call: Call): boolean {
  return methodOf(call) !== 'GET'
}

export interface Connection {
  apiUrl: string
  credential: Credential
  proxy: Record<string, string>
  requestTimeout: number
  /** Milliseconds from the answer to a write until the next one. */
  writeInterval: number
  /** When the run must end, in milliseconds since 1970. */
  deadline: number
  /** Aborted when the run is cancelled. Nothing is started after that. */
  cancelled: AbortSignal
  /** Limits the concurrent requests of all clients of an App, because GitHub counts them together. */
  limit?: ReturnType<typeof createLimiter>
}

/** The version of GitHub's REST API that this action uses. GHES supports it from 3.9. */
export const apiVersion = '2022-11-28'

/** How a client authenticates to GitHub. */
export interface Credential {
  /** The token for the next request. Throws a `Problem` if there is none. */
  token(): Promise<string>
  /** After GitHub refused a token: 0 if another one is available, or milliseconds to wait if it may be too new. */
  retryAfter?(token: string, refusal: Refusal): number | undefined
  /** Whether the token is known to cover only some repositories. Throws as `token` does. */
  hasPartialAccess?(): Promise<boolean>
  /** Whether the user supplied the token, and must renew it before it expires. */
  readonly isUserToken?: boolean
  permissionsUrl?(): string | undefined
}

/** The current time, and the only way to wait. */
export interface Clock {
  now(): number
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
}

/** The longest delay, about 24 days, that Node's timers accept. A longer one fires at once. */
export const maxTimer = 2 ** 31 - 1

const maxDate = 8.64e15

/** Formats a time as `2026-01-31 12:00:00 UTC`. A server may ask to wait beyond the range of Date. */
export function formatTime(milliseconds: number): string {
  const [date, time] = new Date(Math.min(milliseconds, maxDate)).toISOString().split(/[T.]/)
  return `${date} ${time} UTC`
}

/** Limits how much work runs at once. The rest waits. */
export function createLimiter(max: number) {
  const waiting: (() => void)[] = []
  let running = 0
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= max) await new Promise<void>(resolve => waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      // The next in line takes over the slot. If none waits, the slot becomes free.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}

/** The log of a run. It hides secrets. */
export interface Log {
  info(line: string): void
  warning(sentence: Sentence): void
  notice(sentence: Sentence): void
  /** Hides a secret in everything that this action and the runner write from now on. */
  mask(secret: string): void
  /** Hides a value in everything that this action writes. */
  hide(value: string): void
  redact<T>(value: T): T
  /** Records the outcome of a write at once, so that it is reported whatever happens later. */
  recordWrite(outcome: Outcome): void
  /** Opens the group of one organization with so many changes. */
  organization(
    org: string,
    total: number
  ): {
    /** Logs the outcome of a change, and how many milliseconds all others may take. */
    outcome(outcome: Outcome, timeLeft?: number): void
    end(): void
  }
}
