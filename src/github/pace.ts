import { type Call, type Clock, type Connection, createLimiter, formatTime, maxTimer } from './call.ts'
import { notStarted, type RequestFailed } from './failure.ts'

/** GitHub allows 100 concurrent requests per token. */
export const maxConcurrent = 50

/** Decides whether and when to send the requests of one token. `closing` ends every wait. */
export function createPace(connection: Connection, clock: Clock, closing: AbortSignal) {
  const { credential, deadline, writeInterval, cancelled, limit = createLimiter(maxConcurrent) } = connection
  const awake = AbortSignal.any([closing, cancelled])
  const oneWrite = createLimiter(1)
  let nextWrite = 0
  let pausedUntil = 0
  let stopReason: string | undefined

  async function sleep(milliseconds: number): Promise<void> {
    try {
      if (!cancelled.aborted) await clock.sleep(Math.min(milliseconds, maxTimer), awake)
    } catch (error) {
      if (!cancelled.aborted || closing.aborted) throw error
    }
  }

  const isPaused = () => pausedUntil > clock.now() && !cancelled.aborted

  /** Waits for the end of a rate limit. Throws if the call must not be sent; `isRetry` means that it was tried before. */
  async function waitUntilAllowed(call: Call, isRetry: boolean): Promise<void> {
    while (isPaused()) await sleep(Math.max(0, pausedUntil - clock.now()))
    check(call, isRetry)
  }

  function check(call: Call, isRetry: boolean): void {
    closing.throwIfAborted()
    if (cancelled.aborted) stopReason ??= 'the run was cancelled'
    if (clock.now() >= deadline) stopReason ??= "'timeout' has expired"
    const reason = stopReason ?? followingWritesTooLate(call)
    if (reason !== undefined) throw notSent(call, reason, isRetry)
  }

  async function runWhenAllowed<T>(
    call: Call,
    isRetry: boolean,
    work: (token: string) => Promise<T>
  ): Promise<T> {
    for (;;) {
      await waitUntilAllowed(call, isRetry)
      const token = await credential.token()
      const done = await limit(async () => {
        // Checked as late as possible, because other requests may have changed the state.
        check(call, isRetry)
        return isPaused() ? undefined : { value: await work(token) }
      })
      if (done) return done.value
    }
  }

  function write<T>(call: Call, send: () => Promise<T>): Promise<T> {
    return oneWrite(async () => {
      const pause = nextWrite - clock.now()
      const late = followingWritesTooLate(call, Math.max(nextWrite, pausedUntil))
      if (late) throw notSent(call, late, false)
      if (pause > 0 && nextWrite > deadline)
        throw notSent(
          call,
          `the next write could only be sent at ${formatTime(nextWrite)}, later than 'timeout' allows`,
          false
        )
      // https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api
      if (pause > 0) await sleep(pause)
      try {
        return await send()
      } finally {
        nextWrite = clock.now() + writeInterval
      }
    })
  }

  /** Why the writes that must follow a call would be too late, if it is sent at this moment or now. */
  function followingWritesTooLate({ followingWrites = 0 }: Call, moment = 0): string | undefined {
    const last = Math.max(moment, clock.now()) + followingWrites * writeInterval
    if (followingWrites === 0 || last < deadline) return undefined
    return `its last write could only be sent at ${formatTime(last)}, later than 'timeout' allows`
  }

  function pauseUntil(until: number): void {
    pausedUntil = Math.max(pausedUntil, until)
  }

  function stop(reason: string): void {
    stopReason = reason
  }

  return { sleep, waitUntilAllowed, runWhenAllowed, write, pauseUntil, stop }
}

function notSent({ task }: Call, reason: string, isRetry: boolean): RequestFailed {
  return notStarted(`Could not ${task}: ${reason}, so it was not ${isRetry ? 'tried again' : 'started'}.`)
}
