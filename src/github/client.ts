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
  Fault,
  failureOf,
  misread,
  pauseBefore,
  RequestFailed
} from './failure.ts'
import { createSender } from './fetch.ts'
import { createPace } from './pace.ts'

/** Sends requests with one token: one write at a time, retried where that is safe, explained where they fail. */
export interface Client {
  /** Sends a request and reads its answer; `read` throws a `Fault` for one that does not say what it should. */
  request<T>(call: Call, read: (answer: Answer) => T): Promise<T>
  /** Reads what takes several requests, and again if it does not fit together: then `once` throws a `Fault`. */
  whole<T>(call: Call, once: () => Promise<T>): Promise<T>
  /** Waits, at most until the time limit, and not at all if the run is cancelled. */
  pause(milliseconds: number): Promise<void>
  /** The version of GitHub Enterprise Server, once an answer has named one. */
  serverVersion(): string | undefined
  readonly log: Log
  /** Whether the token is known not to see all repositories of the organization. */
  seesSome(): Promise<boolean>
  /** Resolves when the first request was sent. */
  readonly firstSent: Promise<void>
  /** Ends everything that is still under way, waits included. */
  close(): void
}

/** What came of an attempt: a value, or when to try again; without a failure, it does not count as an attempt. */
type Tried<T> = { value: T } | { failure?: Failure; wait: number }

/** Creates a client for one token. */
export function createClient(connection: Connection, clock: Clock, log: Log): Client {
  const { apiUrl, credential, writeInterval, deadline, cancelled } = connection
  const closing = new AbortController()
  const pace = createPace(connection, clock, closing.signal)
  const { send, firstSent, close } = createSender(connection, clock, closing.signal)
  let warned = false
  let serverVersion: string | undefined

  function request<T>(call: Call, read: (answer: Answer) => T): Promise<T> {
    const attempts = () =>
      retry(call, earlier =>
        pace.inTurn(call, earlier.length > 0, token => attempt(call, earlier, { token, read }))
      )
    return isWrite(call) ? pace.write(call, attempts) : attempts()
  }

  function whole<T>(call: Call, once: () => Promise<T>): Promise<T> {
    return retry(call, async earlier => {
      await pace.ready(call, earlier.length > 0)
      try {
        return { value: await once() }
      } catch (error) {
        return tryAgain(error, call, earlier)
      }
    })
  }

  /** Retries until success or a final failure. An uncertain earlier attempt keeps the result uncertain. */
  async function retry<T>(call: Call, once: (earlier: readonly Failure[]) => Promise<Tried<T>>): Promise<T> {
    let earlier: readonly Failure[] = []
    try {
      for (;;) {
        const tried = await once(earlier)
        if ('value' in tried) return tried.value
        if (tried.failure) earlier = [tried.failure, ...earlier]
        if (tried.wait > 0) await pace.sleep(tried.wait)
      }
    } catch (error) {
      throw afterFailures(earlier, error, { reads: !isWrite(call) })
    }
  }

  async function attempt<T>(
    call: Call,
    earlier: readonly Failure[],
    { token, read }: { token: string; read: (answer: Answer) => T }
  ): Promise<Tried<T>> {
    try {
      const answer = await send(token, call)
      warnOfExpiry(answer)
      serverVersion ??= answer.headers['x-github-enterprise-version']?.toString()
      return { value: read(answer) }
    } catch (error) {
      return tryAgain(error, call, earlier, token)
    }
  }

  /** When to try again after a failed attempt. Throws the failure if it is final. */
  function tryAgain(error: unknown, call: Call, earlier: readonly Failure[], token?: string): Tried<never> {
    closing.signal.throwIfAborted()
    const failure = log.shown(failureOf(error))
    const forToken =
      token !== undefined && failure.kind === 'refusal' ? credential.retryAfter?.(token, failure) : undefined
    // There is another token, and nothing is wrong with the request.
    if (forToken === 0) return { wait: 0 }
    // The next attempt will not begin, and its error says why.
    if (cancelled.aborted && failure.kind === 'no-answer') return { failure, wait: 0 }
    return { failure, wait: waitAfter([failure, ...earlier], call, forToken) }
  }

  /** How long to wait, in milliseconds, also for a token that may be too new; a rate limit holds back all requests. */
  function waitAfter(failures: Failures, call: Call, forToken: number | undefined): number {
    const pause = forToken
      ? { milliseconds: forToken, reason: `GitHub may not know the App's new token yet`, isForAll: false }
      : pauseBefore(methodOf(call), failures, { now: clock.now(), random: Math.random() })
    if (!pause) {
      endIfRefused(failures)
      throw final(failures, call)
    }
    const milliseconds = Math.max(pause.milliseconds, isWrite(call) ? writeInterval : 0)
    const until = clock.now() + milliseconds
    const time = timeOf(until)
    if (until > deadline) {
      if (pause.isForAll) pace.end(`${pause.reason} until ${time}`)
      throw final(failures, call, ` The next attempt would be at ${time}, later than 'timeout' allows.`)
    }
    log.info(`Waiting until ${time} to ${call.doing} again: ${pause.reason}.`)
    if (pause.isForAll) pace.hold(until)
    return milliseconds
  }

  /** A token that GitHub does not accept is not used again. */
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

  /** Warns once of a token that expires within two weeks, as a header of GitHub's says. */
  function warnOfExpiry({ headers }: Answer): void {
    const end = Date.parse(String(headers['github-authentication-token-expiration']))
    if (warned || !credential.given || !(end - clock.now() < soon)) return
    warned = true
    log.warning(`'token' ends on ${new Date(end).toISOString().slice(0, 10)}; renew it before then.`)
  }

  return {
    request,
    whole,
    pause: milliseconds => pace.sleep(Math.min(milliseconds, Math.max(0, deadline - clock.now()))),
    serverVersion: () => serverVersion,
    log,
    seesSome: async () => (await credential.seesSome?.()) ?? false,
    firstSent,
    close() {
      closing.abort()
      close()
    }
  }
}

const soon = 14 * 24 * 60 * 60 * 1000

const maxPages = 1000
const maxSize = 64 * 1024 * 1024

/** A page of a listing: what it holds, each by its key, and how many there are in all, if GitHub counts them. */
interface Page<T> {
  found: (readonly [key: string | number, value: T])[]
  total?: number
}

/**
 * Reads a listing to its end, in the largest pages that GitHub gives, and again if the pages do not fit together. The
 * pages are counted here instead of following `Link`, which may lead to another host or in a circle.
 */
export function listAll<T>(client: Client, call: Call, read: (answer: Answer) => Page<T>): Promise<T[]> {
  const readPage = (answer: Answer) => {
    const page = read(answer)
    return { ...page, isLast: !hasNext(answer, page.found.length) }
  }
  return client.whole(call, async () => {
    const all = new Map<string | number, T>()
    let kept = 0
    let first: Page<T> | undefined
    for (let number = 1; number <= maxPages; number++) {
      const parameters = { ...call.parameters, per_page: 100, ...(number > 1 && { page: number }) }
      const page = await client.request({ ...call, parameters }, readPage)
      kept += sizeOf(page)
      if (kept > maxSize) throw new Fault('too-large', true, 'a list larger than 64 MiB')
      const before = all.size
      for (const [key, value] of page.found) all.set(key, value)
      first ??= page
      if (endsWith(page, first, { number, size: all.size, isNew: all.size > before }))
        return [...all.values()]
    }
    throw new Fault('too-large', true, `a list of more than ${maxPages} pages`)
  })
}

/** Whether a page ends its listing. Throws if it does not fit those before it. */
function endsWith(
  { total, isLast }: { total?: number; isLast: boolean },
  first: Page<unknown>,
  { number, size, isNew }: { number: number; size: number; isNew: boolean }
): boolean {
  if (total === undefined) {
    if (!isLast && !isNew) throw misread('a page repeats the ones before')
    return isLast
  }
  // If one was deleted in between, another one has moved to a page that was read before.
  if (total !== first.total) throw misread(`total_count was ${first.total}, and a page later it is ${total}`)
  if (size === total) return true
  if (!isNew || size > total || number * first.found.length >= total)
    throw misread(`total_count is ${total}, but its pages hold ${size} registries`)
  return false
}

/** Whether a next page follows: GitHub names it; an answer without links is followed if it is full. */
function hasNext({ headers: { link } }: Answer, size: number): boolean {
  return size > 0 && (link === undefined ? size === 100 : String(link).includes('rel="next"'))
}

/** About how many bytes a value takes. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return 16 + value.length
  if (typeof value !== 'object' || value === null) return 8
  let size = 64
  if (Array.isArray(value)) for (const item of value) size += sizeOf(item)
  else for (const [key, item] of Object.entries(value)) size += key.length + sizeOf(item)
  return size
}
