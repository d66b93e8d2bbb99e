import {
  type Answer,
  type Call,
  type Clock,
  type Connection,
  isWrite,
  type Log,
  methodOf,
  timeOf
} from './call.ts'
import { explain } from './explain.ts'
import {
  afterFailures,
  type Failure,
  type Failures,
  failureOf,
  isPerhapsTooNew,
  isRefusedToken,
  pauseBefore,
  RequestFailed,
  serverTime
} from './failure.ts'
import { createSender } from './fetch.ts'
import { createPace } from './pace.ts'

/** Sends requests for one token, writes one after the other, again where that is safe, and explains those that fail. */
export interface Client {
  /** Sends a request and reads its answer; `read` throws a `Fault` for one that does not say what it should. */
  request<T>(call: Call, read: (answer: Answer) => T): Promise<T>
  /** Reads what takes several requests, and again if it does not fit together: then `once` throws a `Fault`. */
  whole<T>(call: Call, once: () => Promise<T>): Promise<T>
  /** Lets time pass before something that is told; at once if the run is cancelled, and never beyond its time limit. */
  pause(milliseconds: number): Promise<void>
  info(line: string): void
  /** Whether the token is known not to see all repositories of the organization. */
  seesSome(): Promise<boolean>
  /** Fulfilled once a first request has left the process. */
  firstSent: Promise<void>
  /** Ends everything that is still under way, waits included. */
  close(): void
}

/** What came of one try. */
type Tried<T> = { value: T } | Again

/** How a call failed so far, and how long to wait before the next try. */
interface Again {
  failures: Failures
  milliseconds: number
}

/** A client for one token. */
export function createClient(connection: Connection, clock: Clock, log: Log): Client {
  const { apiUrl, credential, writeInterval, deadline, cancelled } = connection
  const closing = new AbortController()
  const pace = createPace(connection, clock, closing.signal)
  const { send, firstSent, close } = createSender(connection, clock, closing.signal)
  let warned = false

  /** Tries until there is a value, or a failure that is final: what was in doubt after an earlier try still is then. */
  async function repeat<T>(
    call: Call,
    once: (earlier: readonly Failure[]) => Promise<Tried<T> | undefined>
  ): Promise<T> {
    let earlier: readonly Failure[] = []
    try {
      for (;;) {
        await pace.ready(call, earlier.length > 0)
        const tried = await once(earlier)
        if (tried === undefined) continue
        if ('value' in tried) return tried.value
        await pace.sleep(tried.milliseconds)
        earlier = tried.failures
      }
    } catch (error) {
      throw afterFailures(earlier, error, { reads: !isWrite(call) })
    }
  }

  /** Sends a request and reads its answer; nothing if it has to get ready anew. */
  async function attempt<T>(
    call: Call,
    earlier: readonly Failure[],
    read: (answer: Answer) => T
  ): Promise<Tried<T> | undefined> {
    const token = await credential.token()
    return pace.inTurn(call, earlier.length > 0, async () => {
      try {
        const answer = await send(token, call)
        warnOfExpiry(answer)
        return { value: read(answer) }
      } catch (error) {
        // A token that GitHub refuses may have ended: the request is sent once more if there is another one.
        const settling = isPerhapsTooNew(error) ? credential.settle?.(token) : undefined
        const isRenewed =
          settling === undefined && isRefusedToken(error) && credential.renew(token, serverTime(error))
        return isRenewed ? undefined : failed(error, call, earlier, settling)
      }
    })
  }

  function warnOfExpiry({ headers }: Answer): void {
    const warning = warned || !credential.given ? undefined : expiryWarning(headers, clock.now())
    if (warning === undefined) return
    warned = true
    log.warning(warning)
  }

  /** Whether there is to be a next try; what failed for good is thrown. */
  function failed(error: unknown, call: Call, earlier: readonly Failure[], settling?: number): Again {
    closing.signal.throwIfAborted()
    if (error instanceof RequestFailed) throw error
    const failures: Failures = [log.shown(failureOf(error)), ...earlier]
    // Nothing is begun any more, and whoever asks is told so.
    if (cancelled.aborted && failures[0].kind === 'no-answer') return { failures, milliseconds: 0 }
    return { failures, milliseconds: pauseAfter(failures, call, settling) }
  }

  /** How long to wait, in milliseconds; a rate limit holds for all other requests from now on. */
  function pauseAfter(failures: Failures, call: Call, settling?: number): number {
    const pause =
      settling === undefined
        ? pauseBefore(methodOf(call), failures, { now: clock.now(), random: Math.random() })
        : { milliseconds: settling, reason: `GitHub may not know the App's new token yet`, forToken: false }
    if (!pause) {
      endIfRefused(failures)
      throw final(failures, call)
    }
    const milliseconds = Math.max(pause.milliseconds, isWrite(call) ? writeInterval : 0)
    const until = clock.now() + milliseconds
    const time = timeOf(until)
    if (until > deadline) {
      if (pause.forToken) pace.end(`${pause.reason} until ${time}`)
      throw final(failures, call, ` The next attempt would be at ${time}, later than 'timeout' allows.`)
    }
    log.info(`Waiting until ${time} to ${call.doing} again: ${pause.reason}.`)
    if (pause.forToken) pace.hold(until)
    return milliseconds
  }

  /** A token that GitHub does not accept is not tried again. */
  function endIfRefused([last]: Failures): void {
    if (last.kind === 'refusal' && last.status === 401)
      pace.end(`GitHub has refused ${credential.given ? 'the token' : "the App's token"}`)
  }

  /** The last failure, explained. */
  function final(failures: Failures, call: Call, more = ''): RequestFailed {
    const { doing, concerns, org, grantedAt = credential.grantedAt?.() } = call
    const attempt = { doing, concerns, org, apiUrl, writes: isWrite(call), ...(grantedAt && { grantedAt }) }
    return new RequestFailed([failures[0]], explain(failures, attempt) + more, { reads: !isWrite(call) })
  }

  return {
    request(call, read) {
      const tryOn = () => repeat(call, earlier => attempt(call, earlier, read))
      return isWrite(call) ? pace.write(call, tryOn) : tryOn()
    },
    whole: (call, once) =>
      repeat(call, async earlier => {
        try {
          return { value: await once() }
        } catch (error) {
          return failed(error, call, earlier)
        }
      }),
    pause: milliseconds => pace.sleep(Math.min(milliseconds, Math.max(0, deadline - clock.now()))),
    info: log.info,
    seesSome: async () => (await credential.seesSome?.()) ?? false,
    firstSent,
    close() {
      closing.abort()
      close()
    }
  }
}

const soon = 14 * 24 * 60 * 60 * 1000

/** A warning if the token that an answer was given to ends within two weeks; GitHub tells so in a header. */
export function expiryWarning(
  headers: Readonly<Record<string, string | number | undefined>>,
  now: number
): string | undefined {
  const end = Date.parse(String(headers['github-authentication-token-expiration']))
  if (!(end - now < soon)) return undefined
  return `'token' ends on ${new Date(end).toISOString().slice(0, 10)}; renew it before then.`
}
