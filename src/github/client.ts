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
  const { turn = work => work() } = connection
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
  const limit = createLimit(mostAtOnce)
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
    const send = () =>
      repeat(earlier => limit(() => tried(call, earlier, () => attempt(call, earlier, read))))
    return isWrite(call) ? oneWrite(() => write(call, send)) : send()
  }

  /** GitHub asks for a pause between writes: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
  async function write<T>(call: Call, send: () => Promise<T>): Promise<T> {
    const pause = nextWrite - clock.now()
    const late = followersTooLate(call, Math.max(nextWrite, pausedUntil))
    if (late) throw notBegun(call, late, [])
    if (pause > 0 && nextWrite > deadline)
      throw notBegun(call, `the next write may be at ${timeOf(nextWrite)}, later than 'timeout' allows`, [])
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

  type Tried<T> = { value: T } | { failures: Failures; milliseconds: number }

  async function repeat<T>(once: (earlier: readonly Failure[]) => Promise<Tried<T>>): Promise<T> {
    let earlier: readonly Failure[] = []
    for (;;) {
      const result = await once(earlier)
      if ('value' in result) return result.value
      await sleep(result.milliseconds)
      earlier = result.failures
    }
  }

  /** What came of one try, or how long to wait before the next one. Throws if there is to be none. */
  async function tried<T>(
    call: Call,
    earlier: readonly Failure[],
    once: () => Promise<T>
  ): Promise<Tried<T>> {
    try {
      return { value: await once() }
    } catch (error) {
      closing.signal.throwIfAborted()
      if (error instanceof RequestFailed) throw afterFailures(earlier, error, { reads: !isWrite(call) })
      const failures: Failures = [log.shown(failureOf(error)), ...earlier]
      return { failures, milliseconds: pauseOrThrow(call, failures) }
    }
  }

  async function attempt<T>(
    call: Call,
    earlier: readonly Failure[],
    read: (answer: Answer) => T
  ): Promise<T> {
    // Looked at as late as can be: a rate limit may have come while others had their turn.
    await pauseOver()
    closing.signal.throwIfAborted()
    if (clock.now() >= deadline) ended ??= endOfTime
    const reason = ended ?? followersTooLate(call)
    if (reason !== undefined) throw notBegun(call, reason, earlier)
    const answer = await send(call, earlier)
    warnOfExpiry(answer)
    return read(answer)
  }

  /** A token that GitHub refuses may have ended: the request is sent once more if there is another one. */
  async function send(call: Call, earlier: readonly Failure[]): Promise<Answer> {
    const token = await credential.token()
    try {
      return await inTurn(token, call, earlier)
    } catch (error) {
      if (!isRefusedToken(error) || !credential.renew(token, serverTime(error))) throw error
      return inTurn(await credential.token(), call, earlier)
    }
  }

  async function inTurn(token: string, call: Call, earlier: readonly Failure[]): Promise<Answer> {
    for (;;) {
      const answer = await turn(async () => {
        closing.signal.throwIfAborted()
        // The run may have been cancelled while the token was made, or while others had their turn.
        if (ended !== undefined) throw notBegun(call, ended, earlier)
        return isPaused() ? undefined : sendWith(token, call)
      })
      if (answer) return answer
      await pauseOver()
    }
  }

  const isPaused = () => pausedUntil > clock.now() && !cancelled.aborted

  async function pauseOver(): Promise<void> {
    while (isPaused()) await sleep(Math.max(0, pausedUntil - clock.now()))
  }

  function sendWith(token: string, { route, parameters, data }: Call): Promise<Answer> {
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

  /** How long to wait, in milliseconds; a rate limit holds for all other requests from now on. */
  function pauseOrThrow(call: Call, failures: Failures): number {
    if (cancelled.aborted && failures[0].kind === 'no-answer')
      throw notBegun(call, 'the run was cancelled', failures)
    const pause = pauseBefore(methodOf(call), failures, { now: clock.now(), random: Math.random() })
    if (!pause) throw refused(failures, call)
    const milliseconds = Math.max(pause.milliseconds, isWrite(call) ? writeInterval : 0)
    const until = clock.now() + milliseconds
    const time = timeOf(until)
    if (until > deadline) {
      const late = `The next attempt would be at ${time}, later than 'timeout' allows.`
      if (pause.forToken) ended = `${pause.reason} until ${time}`
      throw new RequestFailed(failures, `${explain(failures, attemptOf(call))} ${late}`, {
        reads: !isWrite(call)
      })
    }
    log.info(`Waiting until ${time} to ${call.doing} again: ${pause.reason}.`)
    if (pause.forToken) pausedUntil = Math.max(pausedUntil, until)
    return milliseconds
  }

  function attemptOf(call: Call): Attempt {
    const { doing, concerns, org, grantedAt = credential.grantedAt?.() } = call
    return { doing, concerns, org, apiUrl, writes: isWrite(call), ...(grantedAt && { grantedAt }) }
  }

  /** A token that GitHub does not accept is not tried again. */
  function refused(failures: Failures, call: Call): RequestFailed {
    const [last] = failures
    if (last.kind === 'refusal' && last.status === 401)
      ended = `GitHub has refused ${credential.given ? 'the token' : "the App's token"}`
    return new RequestFailed(failures, explain(failures, attemptOf(call)), { reads: !isWrite(call) })
  }

  function notBegun(call: Call, reason: string, earlier: readonly Failure[]): RequestFailed {
    const failures: Failures = [{ kind: 'no-answer', reason: 'timeout', sent: false, detail: '' }, ...earlier]
    const what = earlier.length > 0 ? 'not tried again' : 'not begun'
    return new RequestFailed(failures, `Could not ${call.doing}: ${reason}, so it was ${what}.`, {
      begun: earlier.length > 0,
      reads: !isWrite(call)
    })
  }

  return {
    request,
    whole: (call, once) => repeat(earlier => tried(call, earlier, once)),
    pause: milliseconds => sleep(Math.min(milliseconds, Math.max(0, deadline - clock.now()))),
    info: log.info,
    firstSent,
    close() {
      closing.abort()
      close()
    }
  }
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
