import { getOctokit } from '@actions/github'
import type { Credential } from './credential.ts'
import { expiryWarning } from './expiry.ts'
import { type Attempt, apiVersion, explain } from './explain.ts'
import {
  afterFailures,
  type Failure,
  type Failures,
  failureOf,
  isRefusedToken,
  notBegun,
  RequestFailed,
  serverTime
} from './failure.ts'
import { createFetch } from './fetch.ts'
import { createLimit, type Limit } from './limit.ts'
import { pauseBefore } from './retry.ts'

/** The time, and the only way to let it pass. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
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
  concerns: Attempt['concerns']
  org: string
}

/** An answer that says yes. */
export interface Answer {
  status: number
  headers: Record<string, string | number | undefined>
  data: unknown
}

/** Sends requests for one token, writes one after the other, again where that is safe, and explains those that fail. */
export interface Client {
  /** Sends a request and reads its answer; `read` throws a `Fault` for one that does not say what it should. */
  request<T>(call: Call, read: (answer: Answer) => T): Promise<T>
  /** Reads what takes several requests, and again if it does not fit together: then `once` throws a `Fault`. */
  whole<T>(call: Call, once: () => Promise<T>): Promise<T>
  /** Lets time pass before something that is told; at once if the run is cancelled, and never beyond its time limit. */
  pause(milliseconds: number): Promise<void>
  info(line: string): void
  /** Fulfilled once a first request has left the process. */
  firstSent: Promise<void>
  /** Ends everything that is still under way, waits included. */
  close(): void
}

/** Where a client tells what it waits for, and what is worth a warning. */
export interface ClientLog {
  info(line: string): void
  warning(line: string): void
  /** A value without the secrets that GitHub's own text may contain. */
  shown<T>(value: T): T
}

/** Node's timers end at once if they are set to longer, some 24 days. */
const longestTimer = 2 ** 31 - 1

/** GitHub allows a token 100. */
export const mostAtOnce = 50

/** How long the write that is under way is awaited when the run is cancelled: the runner ends the process after 7.5 s. */
const longestFarewell = 4000

/** A client for one token. */
export function createClient(connection: Connection, clock: Clock, log: ClientLog): Client {
  const { apiUrl, credential, proxy, requestTimeout, writeInterval, deadline, cancelled } = connection
  const { turn = createLimit(mostAtOnce) } = connection
  const closing = new AbortController()
  const timeLeft = () => Math.max(1, Math.min(requestTimeout, deadline - clock.now(), longestTimer))
  const awake = AbortSignal.any([closing.signal, cancelled])
  const cut = new AbortController()
  const cutFor = (method: string) => (method === 'GET' ? cancelled : cut.signal)
  const { fetch, firstSent, close } = createFetch({ apiUrl, proxy, timeLeft, cutFor })
  // Octokit's own log prints addresses and headers as they come.
  const silent = { debug() {}, info() {}, warn() {}, error() {} }
  const octokitWith = (token: string) =>
    getOctokit(token, {
      baseUrl: apiUrl,
      userAgent: 'private-registry-action',
      request: { fetch, log: silent },
      log: silent
    })
  let current: { token: string; octokit: ReturnType<typeof octokitWith> } | undefined
  const oneWrite = createLimit(1)
  let nextWrite = 0
  let pausedUntil = 0
  let warned = false
  /** Why this token can do no more. */
  let ended: string | undefined

  cancelled.addEventListener('abort', cancel, { once: true })

  function cancel(): void {
    ended ??= 'the run was cancelled'
    clock.sleep(longestFarewell, closing.signal).then(
      () => cut.abort(),
      () => {}
    )
  }

  async function sleep(milliseconds: number): Promise<void> {
    try {
      if (!cancelled.aborted) await clock.sleep(Math.min(milliseconds, longestTimer), awake)
    } catch (error) {
      if (!cancelled.aborted || closing.signal.aborted) throw error
    }
  }

  function request<T>(call: Call, read: (answer: Answer) => T): Promise<T> {
    const send = () => repeat(call, earlier => attempt(call, earlier, read))
    return isWrite(call) ? oneWrite(() => write(call, send)) : send()
  }

  /** GitHub asks for a pause between writes: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
  async function write<T>(call: Call, send: () => Promise<T>): Promise<T> {
    const pause = nextWrite - clock.now()
    const late = followersTooLate(call, Math.max(nextWrite, pausedUntil))
    if (late) throw notSent(call, late)
    if (pause > 0 && nextWrite > deadline)
      throw notSent(call, `the next write may be at ${timeOf(nextWrite)}, later than 'timeout' allows`)
    if (pause > 0) await sleep(pause)
    try {
      return await send()
    } finally {
      nextWrite = clock.now() + writeInterval
    }
  }

  /** Why what has to follow a write would have no time, if it went out at this moment or now. */
  function followersTooLate({ followers = 0 }: Call, moment = 0): string | undefined {
    const last = Math.max(moment, clock.now()) + followers * writeInterval
    if (followers === 0 || last < deadline) return undefined
    return `the last of its writes may be at ${timeOf(last)}, later than 'timeout' allows`
  }

  /** Tries until there is a value, or a failure that is final: what was in doubt after an earlier try still is then. */
  async function repeat<T>(call: Call, once: Try<T>): Promise<T> {
    let earlier: readonly Failure[] = []
    try {
      for (;;) {
        const result = await once(earlier)
        if (result === undefined) continue
        if ('value' in result) return result.value
        await sleep(result.milliseconds)
        earlier = result.failures
      }
    } catch (error) {
      throw afterFailures(earlier, error, { reads: !isWrite(call) })
    }
  }

  /** One attempt; nothing if it has to wait for its turn anew. */
  async function attempt<T>(
    call: Call,
    earlier: readonly Failure[],
    read: (answer: Answer) => T
  ): Promise<Tried<T> | undefined> {
    await pauseOver()
    check(call, earlier)
    const token = await credential.token()
    return turn(async () => {
      // Looked at as late as can be: the run may have been cancelled or held while others had their turn.
      check(call, earlier)
      if (isPaused()) return undefined
      try {
        const answer = await send(token, call)
        warnOfExpiry(answer)
        return { value: read(answer) }
      } catch (error) {
        // A token that GitHub refuses may have ended: the request is sent once more if there is another one.
        const isRenewed = isRefusedToken(error) && credential.renew(token, serverTime(error))
        return isRenewed ? undefined : failed(error, call, earlier)
      }
    })
  }

  /** Throws if a request may not go out. */
  function check(call: Call, earlier: readonly Failure[]): void {
    closing.signal.throwIfAborted()
    if (clock.now() >= deadline) ended ??= endOfTime
    const reason = ended ?? followersTooLate(call)
    if (reason !== undefined) throw notSent(call, reason, earlier)
  }

  const isPaused = () => pausedUntil > clock.now() && !cancelled.aborted

  async function pauseOver(): Promise<void> {
    while (isPaused()) await sleep(Math.max(0, pausedUntil - clock.now()))
  }

  function send(token: string, { route, parameters, data }: Call): Promise<Answer> {
    if (current?.token !== token) current = { token, octokit: octokitWith(token) }
    const headers = { 'x-github-api-version': apiVersion }
    return current.octokit.request(route, { ...parameters, headers, ...(data && { data }) })
  }

  function warnOfExpiry({ headers }: Answer): void {
    const warning = warned || !credential.given ? undefined : expiryWarning(headers, clock.now())
    if (warning === undefined) return
    warned = true
    log.warning(warning)
  }

  /** How long to wait before the next try. Throws if there is to be none. */
  function failed(error: unknown, call: Call, earlier: readonly Failure[]): Again {
    closing.signal.throwIfAborted()
    if (error instanceof RequestFailed) throw error
    const failures: Failures = [log.shown(failureOf(error)), ...earlier]
    return { failures, milliseconds: pauseOrThrow(call, failures) }
  }

  /** How long to wait, in milliseconds; a rate limit holds for all other requests from now on. */
  function pauseOrThrow(call: Call, failures: Failures): number {
    const [last] = failures
    if (cancelled.aborted && last.kind === 'no-answer')
      throw afterFailures([last], notSent(call, 'the run was cancelled', failures), { reads: !isWrite(call) })
    const pause = pauseBefore(methodOf(call), failures, { now: clock.now(), random: Math.random() })
    if (!pause) throw refused(failures, call)
    const milliseconds = Math.max(pause.milliseconds, isWrite(call) ? writeInterval : 0)
    const until = clock.now() + milliseconds
    const time = timeOf(until)
    if (until > deadline) {
      if (pause.forToken) ended = `${pause.reason} until ${time}`
      throw final(failures, call, ` The next attempt would be at ${time}, later than 'timeout' allows.`)
    }
    log.info(`Waiting until ${time} to ${call.doing} again: ${pause.reason}.`)
    if (pause.forToken) pausedUntil = Math.max(pausedUntil, until)
    return milliseconds
  }

  /** A token that GitHub does not accept is not tried again. */
  function refused(failures: Failures, call: Call): RequestFailed {
    const [last] = failures
    if (last.kind === 'refusal' && last.status === 401)
      ended = `GitHub has refused ${credential.given ? 'the token' : "the App's token"}`
    return final(failures, call)
  }

  function final(failures: Failures, call: Call, more = ''): RequestFailed {
    const { doing, concerns, org, grantedAt = credential.grantedAt?.() } = call
    const attempt = { doing, concerns, org, apiUrl, writes: isWrite(call), ...(grantedAt && { grantedAt }) }
    return new RequestFailed([failures[0]], `${explain(failures, attempt)}${more}`, { reads: !isWrite(call) })
  }

  return {
    request,
    async whole(call, once) {
      return repeat(call, async earlier => {
        try {
          return { value: await once() }
        } catch (error) {
          return failed(error, call, earlier)
        }
      })
    },
    pause: milliseconds => sleep(Math.min(milliseconds, Math.max(0, deadline - clock.now()))),
    info: log.info,
    firstSent,
    close() {
      closing.abort()
      close()
    }
  }
}

/** What came of one try. */
type Tried<T> = { value: T } | Again

/** Why a try failed, and how long to wait before the next one. */
interface Again {
  failures: Failures
  milliseconds: number
}

/** One try, after those that failed. */
type Try<T> = (earlier: readonly Failure[]) => Promise<Tried<T> | undefined>

function notSent({ doing }: Call, reason: string, earlier: readonly Failure[] = []): RequestFailed {
  return notBegun(
    `Could not ${doing}: ${reason}, so it was not ${earlier.length > 0 ? 'tried again' : 'begun'}.`
  )
}

const endOfTime = "'timeout' is used up"

/** As which method a call may be repeated. */
function methodOf({ route, repeats }: Call): string {
  return repeats ? 'GET' : (route.split(' ', 1)[0] ?? '')
}

function isWrite({ route, repeats = false }: Call): boolean {
  return !route.startsWith('GET ') && !repeats
}

const lastMoment = 8.64e15

/** A moment as `2026-01-31 12:00:00 UTC`. A server may ask to wait until a time that no Date holds. */
function timeOf(milliseconds: number): string {
  const [date, time] = new Date(Math.min(milliseconds, lastMoment)).toISOString().split(/[T.]/)
  return `${date} ${time} UTC`
}
