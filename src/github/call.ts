import type { Outcome } from '../registries/change.ts'
import type { Sentence } from '../registries/problem.ts'
import type { Refusal } from './failure.ts'

/** A request, and what it is for. */
export interface Call {
  /** `GET /orgs/{org}/private-registries`, as GitHub writes it. */
  route: string
  parameters: Record<string, string | number>
  /**
   * The body. It travels in `data`, because Octokit would take its member `url` for the address of the request:
   * https://github.com/octokit/auth-app.js/issues/584
   */
  data?: object
  /** Whether it is safe to repeat although it is a POST or a DELETE, because it writes nothing that lasts. */
  repeats?: boolean
  /** Where the permission for it is granted. */
  grantedAt?: string
  /** How many writes have to follow within the time limit; without time for them it is not begun. */
  followers?: number
  /** A verb and its object, for sentences: `read the public key of acme`. */
  doing: string
  /** What a 404 is about. */
  concerns: 'organization' | 'registry' | 'repositories' | 'app' | 'installation'
  org: string
}

/** A successful answer. */
export interface Answer {
  status: number
  headers: Record<string, string | number | undefined>
  data: unknown
}

/** The method of a call, for whether it may be sent again: GET for one that is safe to repeat. */
export function methodOf({ route, repeats }: Call): string {
  return repeats ? 'GET' : (route.split(' ', 1)[0] ?? '')
}

/** Whether a call writes something that lasts. */
export function isWrite(call: Call): boolean {
  return methodOf(call) !== 'GET'
}

/** How one client connects to the API. */
export interface Connection {
  apiUrl: string
  credential: Credential
  proxy: Record<string, string>
  /** Milliseconds for one attempt of one request. */
  requestTimeout: number
  /** Milliseconds from the answer to a write until the next one. */
  writeInterval: number
  /** When everything must have ended, in milliseconds since 1970. */
  deadline: number
  /** Aborted when the run is cancelled: nothing is begun from then on. */
  cancelled: AbortSignal
  /** Limits the requests of all clients of an App together, as GitHub counts them together. */
  turn?: Limit
}

/** The version of GitHub's REST API that is requested; every server from GHES 3.9 on knows it. */
export const apiVersion = '2022-11-28'

/** How a client authenticates to GitHub. */
export interface Credential {
  /** The token for the next request. Throws a `Problem` if there is none. */
  token(): Promise<string>
  /** After GitHub refused a token: 0 if there is another one, or milliseconds to wait if it may be too new. */
  retryAfter?(token: string, refusal: Refusal): number | undefined
  /** Whether the token is known not to see all repositories. Throws as `token` does. */
  seesSome?(): Promise<boolean>
  /** Whether the user gave the token, and so has to renew it before it expires. */
  readonly given?: boolean
  /** Where the permissions of the token are granted, once that is known. */
  grantedAt?(): string | undefined
}

/** The time, and the only way to wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
}

/** The longest time, some 24 days, that Node's timers take; any longer one ends at once. */
export const maxTimer = 2 ** 31 - 1

const lastMoment = 8.64e15

/** Formats a moment as `2026-01-31 12:00:00 UTC`. A server may ask to wait until a time that no Date holds. */
export function timeOf(milliseconds: number): string {
  const [date, time] = new Date(Math.min(milliseconds, lastMoment)).toISOString().split(/[T.]/)
  return `${date} ${time} UTC`
}

type Limit = <T>(work: () => Promise<T>) => Promise<T>

/** A limit on work that runs at once; what exceeds it waits. */
export function createLimit(most: number): Limit {
  const waiting: (() => void)[] = []
  let running = 0
  return async work => {
    if (running >= most) await new Promise<void>(resolve => waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      // The next in line takes over the place; without one it becomes free.
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
  /** Hides a secret in everything that is written from now on, also by the runner. */
  mask(secret: string): void
  /** Hides a value in everything that this action writes. */
  hide(value: string): void
  /** The value without hidden texts. */
  shown<T>(value: T): T
  /** Records at once how a write went, so that it is reported whatever happens later. */
  wrote(outcome: Outcome): void
  /** Opens a group of the log for one organization. */
  organization(org: string): {
    /** Logs how a change went, and how far the work is; `timeLeft` is in milliseconds. */
    outcome(outcome: Outcome, progress: { done: number; total: number; timeLeft?: number | undefined }): void
    end(): void
  }
}
