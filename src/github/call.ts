import type { Outcome } from '../registries/change.ts'
import type { Sentence } from '../registries/problem.ts'

/** One request, and what it is for. */
export interface Call {
  /** `GET /orgs/{org}/private-registries`, as GitHub writes it. */
  route: string
  parameters: Record<string, string | number>
  /**
   * The body. It travels in `data`, because Octokit would take its member `url` for the address of the request:
   * https://github.com/octokit/auth-app.js/issues/584
   */
  data?: object
  /** Whether it may be sent any number of times although it is a POST or a DELETE: nothing that lasts comes of it. */
  repeats?: boolean
  /** Where the permission for it is granted. */
  grantedAt?: string
  /** How many writes have to follow within the time limit; without time for them it is not begun. */
  followers?: number
  /** A verb and its object, for sentences: `read the public key of acme`. */
  doing: string
  /** What a 404 speaks of. */
  concerns: 'organization' | 'registry' | 'repositories' | 'app' | 'installation'
  org: string
}

/** An answer that says yes. */
export interface Answer {
  status: number
  headers: Record<string, string | number | undefined>
  data: unknown
}

/** As which method a call may be repeated. */
export function methodOf({ route, repeats }: Call): string {
  return repeats ? 'GET' : (route.split(' ', 1)[0] ?? '')
}

/** Whether a call writes something that lasts. */
export function isWrite({ route, repeats = false }: Call): boolean {
  return !route.startsWith('GET ') && !repeats
}

/** One token, and how to reach the API with it. */
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
  /** Where all clients of an App wait for their turn, for GitHub counts them together. */
  turn?: Limit
}

/** The version of GitHub's REST API that is asked for; every server from GHES 3.9 on knows it. */
export const apiVersion = '2022-11-28'

/** What a client proves to GitHub who asks with. */
export interface Credential {
  /** The token for the next request. Fails with a `Problem` if there can be none. */
  token(): Promise<string>
  /** Told that GitHub has refused a token at a time of its own clock; whether another one is worth an attempt. */
  renew(refused: string, serverTime: number | undefined): boolean
  /** How many milliseconds to wait before a refused token is tried again because it may be too new; none if it is not. */
  settle?(refused: string): number | undefined
  /** Whether the token is known not to see all repositories. Fails as `token` does. */
  seesSome?(): Promise<boolean>
  /** Whether the user gave it, and so has to see to a new one before it ends. */
  readonly given?: boolean
  /** Where the permissions of the token are granted, once that is known. */
  grantedAt?(): string | undefined
}

/** A token that the user gave: there is no other one. */
export function givenToken(token: string): Credential {
  return { given: true, token: async () => token, renew: () => false }
}

/** The time, and the only way to let it pass. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
}

/** Node's timers end at once if they are set to longer, some 24 days. */
export const longestTimer = 2 ** 31 - 1

const lastMoment = 8.64e15

/** A moment as `2026-01-31 12:00:00 UTC`. A server may ask to wait until a time that no Date holds. */
export function timeOf(milliseconds: number): string {
  const [date, time] = new Date(Math.min(milliseconds, lastMoment)).toISOString().split(/[T.]/)
  return `${date} ${time} UTC`
}

/** Runs work in its turn. */
export type Limit = <T>(work: () => Promise<T>) => Promise<T>

/** Runs work, at most `most` pieces of it at once; the others wait for their turn. */
export function createLimit(most: number): Limit {
  const waiting: (() => void)[] = []
  let running = 0
  return async work => {
    if (running >= most) await new Promise<void>(resolve => waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      // Who waits takes over the place; else it becomes free.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}

/** Where the work says what it does. No secret gets through. */
export interface Log {
  info(line: string): void
  warning(sentence: Sentence): void
  notice(sentence: Sentence): void
  /** Keeps a secret out of everything that is written from now on, also by the runner. */
  mask(secret: string): void
  /** Keeps a value out of everything that this action writes. */
  hide(value: string): void
  /** The value without hidden texts. */
  shown<T>(value: T): T
  /** Records how a write went, at once: whatever happens later, that is reported. */
  wrote(outcome: Outcome): void
  /** Opens the part of the log for one organization. */
  organization(org: string): OrganizationLog
}

/** The part of the log for one organization. */
export interface OrganizationLog {
  /** Says how a change went, and how far the work is; `timeLeft` is in milliseconds. */
  outcome(outcome: Outcome, progress: { done: number; total: number; timeLeft?: number | undefined }): void
  end(): void
}
