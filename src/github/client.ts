import {
  type Answer,
  type Call,
  type Clock,
  type Connection,
  formatTime,
  isWrite,
  type Log,
  methodOf
} from './call.ts'
import { explain } from './explain.ts'
import {
  appendMessage,
  type Failure,
  type Failures,
  Fault,
  failureOf,
  pauseBefore,
  RequestFailed,
  unexpectedAnswer,
  withEarlierFailures
} from './failure.ts'
import { createSender } from './fetch.ts'
import { createPace } from './pace.ts'

export type Client = ReturnType<typeof createClient>

/** The result of an attempt: a value, or when to try again. Without a failure, the attempt does not count. */
type AttemptResult<T> = { value: T } | { failure?: Failure; wait: number }

/** Sends requests with one token: one write at a time, retried where that is safe, with failures explained. */
export function createClient(connection: Connection, clock: Clock, log: Log) {
  const { apiUrl, credential, writeInterval, deadline, cancelled } = connection
  const closing = new AbortController()
  const pace = createPace(connection, clock, closing.signal)
  const { send, requestsSent, close } = createSender(connection, clock, closing.signal)
  let hasWarned = false
  let serverVersion: string | undefined

  /** Sends a request and reads its answer. `read` throws a `Fault` if the answer is unexpected. */
  function request<T>(call: Call, read: (answer: Answer) => T): Promise<T> {
    const attempts = () =>
      retry(call, earlier =>
        pace.runWhenAllowed(call, earlier.length > 0, token => attempt(call, earlier, { token, read }))
      )
    return isWrite(call) ? pace.write(call, attempts) : attempts()
  }

  /** Reads data in several requests, and again if they do not fit together: then `once` throws a `Fault`. */
  function readConsistently<T>(call: Call, once: () => Promise<T>): Promise<T> {
    return retry(call, async earlier => {
      await pace.waitUntilAllowed(call, earlier.length > 0)
      try {
        return { value: await once() }
      } catch (error) {
        return planRetry(error, call, earlier)
      }
    })
  }

  /** Retries until success or a final failure. An uncertain earlier attempt keeps the result uncertain. */
  async function retry<T>(
    call: Call,
    once: (earlier: readonly Failure[]) => Promise<AttemptResult<T>>
  ): Promise<T> {
    let earlier: readonly Failure[] = []
    try {
      for (;;) {
        const result = await once(earlier)
        if ('value' in result) return result.value
        if (result.failure) earlier = [result.failure, ...earlier]
        if (result.wait > 0) await pace.sleep(result.wait)
      }
    } catch (error) {
      throw withEarlierFailures(earlier, withReason(error, earlier, call), { reads: !isWrite(call) })
    }
  }

  /** What ended the attempts of a write says nothing of what came of them. */
  function withReason(error: unknown, [last, ...others]: readonly Failure[], call: Call): unknown {
    if (!last || !isWrite(call) || !(error instanceof RequestFailed) || error.started) return error
    return appendMessage(error, explained([last, ...others], call))
  }

  async function attempt<T>(
    call: Call,
    earlier: readonly Failure[],
    { token, read }: { token: string; read: (answer: Answer) => T }
  ): Promise<AttemptResult<T>> {
    try {
      const answer = await send(token, call)
      warnOfExpiry(answer)
      serverVersion ??= answer.headers['x-github-enterprise-version']?.toString()
      return { value: read(answer) }
    } catch (error) {
      return planRetry(error, call, earlier, token)
    }
  }

  /** Decides when to try again after a failed attempt. Throws the failure if it is final. */
  function planRetry(
    error: unknown,
    call: Call,
    earlier: readonly Failure[],
    token?: string
  ): AttemptResult<never> {
    closing.signal.throwIfAborted()
    const failure = log.redact(failureOf(error))
    const forToken =
      token !== undefined && failure.kind === 'refusal' ? credential.retryAfter?.(token, failure) : undefined
    // Another token is available, and the request itself is fine.
    if (forToken === 0) return { wait: 0 }
    // The next attempt will not start, and its error says why.
    if (cancelled.aborted && failure.kind === 'no-answer') return { failure, wait: 0 }
    return { failure, wait: waitAfter([failure, ...earlier], call, forToken) }
  }

  function waitAfter(failures: Failures, call: Call, forToken: number | undefined): number {
    const reason = `GitHub may not accept the App's new token yet`
    const pause = forToken
      ? { milliseconds: forToken, reason, appliesToAll: false }
      : pauseBefore(methodOf(call), failures, { now: clock.now(), random: Math.random() })
    if (!pause) throw finalFailure(failures, call)
    const milliseconds = Math.max(pause.milliseconds, isWrite(call) ? writeInterval : 0)
    const until = clock.now() + milliseconds
    const time = formatTime(until)
    if (until > deadline) {
      if (pause.appliesToAll) pace.stop(`${pause.reason} until ${time}`)
      throw finalFailure(
        failures,
        call,
        ` The next attempt would be at ${time}, later than 'timeout' allows.`
      )
    }
    log.info(`Waiting until ${time} to ${call.task} again: ${pause.reason}.`)
    if (pause.appliesToAll) pace.pauseUntil(until)
    return milliseconds
  }

  /** The last failure, explained. A token that GitHub does not accept is not used again. */
  function finalFailure(failures: Failures, call: Call, more = ''): RequestFailed {
    const [last] = failures
    if (last.kind === 'refusal' && last.status === 401)
      pace.stop(`GitHub has refused ${credential.isUserToken ? 'the token' : "the App's token"}`)
    return new RequestFailed([last], explained(failures, call) + more, { reads: !isWrite(call) })
  }

  function explained(failures: Failures, call: Call): string {
    const permissionsUrl = call.permissionsUrl ?? credential.permissionsUrl?.()
    return explain(failures, { ...call, permissionsUrl, apiUrl, writes: isWrite(call) })
  }

  function warnOfExpiry({ headers }: Answer): void {
    const end = Date.parse(String(headers['github-authentication-token-expiration']))
    if (hasWarned || !credential.isUserToken || !(end - clock.now() < expiryWarningPeriod)) return
    hasWarned = true
    log.warning(`'token' expires on ${new Date(end).toISOString().slice(0, 10)}. Renew it before then.`)
  }

  return {
    request,
    readConsistently,
    log,
    /** Resolves when for the first time no request is left to be sent. */
    requestsSent,
    pause: (milliseconds: number) => pace.sleep(Math.min(milliseconds, Math.max(0, deadline - clock.now()))),
    /** The version of GitHub Enterprise Server, once an answer has named one. */
    serverVersion: () => serverVersion,
    /** Whether the token is known to cover only some repositories of the organization. */
    hasPartialAccess: async () => (await credential.hasPartialAccess?.()) ?? false,
    close() {
      closing.abort()
      close()
    }
  }
}

const expiryWarningPeriod = 14 * 24 * 60 * 60 * 1000

const maxPages = 1000
const maxSize = 64 * 1024 * 1024

/** Reads a listing to its end by counting pages: `Link` may lead to another host or in a circle. */
export function listAll<T>(
  client: Client,
  call: Call,
  read: (answer: Answer) => { items: (readonly [key: string | number, value: T])[]; total?: number }
): Promise<T[]> {
  const readPage = (answer: Answer) => {
    const page = read(answer)
    return { ...page, isLast: !hasNextPage(answer, page.items.length) }
  }
  return client.readConsistently(call, async () => {
    const all = new Map<string | number, T>()
    let bytes = 0
    let first: ReturnType<typeof read> | undefined
    for (let number = 1; number <= maxPages; number++) {
      const parameters = { ...call.parameters, per_page: 100, ...(number > 1 && { page: number }) }
      const page = await client.request({ ...call, parameters }, readPage)
      bytes += sizeOf(page)
      if (bytes > maxSize) throw new Fault('too-large', true, 'a list larger than 64 MiB')
      const before = all.size
      for (const [key, value] of page.items) all.set(key, value)
      first ??= page
      if (isComplete(page, first, { number, size: all.size, isNew: all.size > before }))
        return [...all.values()]
    }
    throw new Fault('too-large', true, `a list of more than ${maxPages} pages`)
  })
}

/** Whether a page completes its listing. Throws if it contradicts earlier pages. */
function isComplete(
  { total, isLast }: { total?: number; isLast: boolean },
  first: { items: readonly unknown[]; total?: number },
  { number, size, isNew }: { number: number; size: number; isNew: boolean }
): boolean {
  if (total === undefined) {
    if (!isLast && !isNew) throw unexpectedAnswer('a page repeats earlier ones')
    return isLast
  }
  // If a registry was deleted in between, another one has moved to a page that was already read.
  if (total !== first.total)
    throw unexpectedAnswer(`total_count changed from ${first.total} to ${total} between pages`)
  if (size === total) return true
  if (!isNew || size > total || number * first.items.length >= total)
    throw unexpectedAnswer(`total_count is ${total}, but the pages contain ${size} registries`)
  return false
}

/** Whether another page follows. Without a `Link` header, a full page implies one. */
function hasNextPage({ headers: { link } }: Answer, size: number): boolean {
  return size > 0 && (link === undefined ? size === 100 : String(link).includes('rel="next"'))
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return 16 + value.length
  if (typeof value !== 'object' || value === null) return 8
  let size = 64
  if (Array.isArray(value)) for (const item of value) size += sizeOf(item)
  else for (const [key, item] of Object.entries(value)) size += key.length + sizeOf(item)
  return size
}
