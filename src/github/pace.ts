import { type Call, type Clock, type Connection, createLimit, maxTimer, timeOf } from './call.ts'
import { notBegun, type RequestFailed } from './failure.ts'

/** GitHub allows a token 100. */
export const maxConcurrent = 50

/** Decides when the requests of one token are sent, if at all; `closing` ends every wait. */
export function createPace(connection: Connection, clock: Clock, closing: AbortSignal) {
  const { credential, deadline, writeInterval, cancelled, turn = createLimit(maxConcurrent) } = connection
  const awake = AbortSignal.any([closing, cancelled])
  const oneWrite = createLimit(1)
  let nextWrite = 0
  let heldUntil = 0
  /** Why this token can do no more. */
  let ended: string | undefined

  /** Waits, until the run is cancelled at most. */
  async function sleep(milliseconds: number): Promise<void> {
    try {
      if (!cancelled.aborted) await clock.sleep(Math.min(milliseconds, maxTimer), awake)
    } catch (error) {
      if (!cancelled.aborted || closing.aborted) throw error
    }
  }

  const isHeld = () => heldUntil > clock.now() && !cancelled.aborted

  /** Waits for the end of a rate limit. Throws if the call must not be sent; `again` says that it was tried before. */
  async function ready(call: Call, again: boolean): Promise<void> {
    while (isHeld()) await sleep(Math.max(0, heldUntil - clock.now()))
    check(call, again)
  }

  function check(call: Call, again: boolean): void {
    closing.throwIfAborted()
    if (cancelled.aborted) ended ??= 'the run was cancelled'
    if (clock.now() >= deadline) ended ??= "'timeout' is used up"
    const reason = ended ?? followersTooLate(call)
    if (reason !== undefined) throw notSent(call, reason, again)
  }

  /** Runs work with a token once the call may be sent. Throws if it must not be sent. */
  async function inTurn<T>(call: Call, again: boolean, work: (token: string) => Promise<T>): Promise<T> {
    for (;;) {
      await ready(call, again)
      const token = await credential.token()
      const done = await turn(async () => {
        // Checked as late as possible: much may have happened while others had their turn.
        check(call, again)
        return isHeld() ? undefined : { value: await work(token) }
      })
      if (done) return done.value
    }
  }

  /** Sends a write when those before it, and the interval after them, are over. */
  function write<T>(call: Call, send: () => Promise<T>): Promise<T> {
    return oneWrite(async () => {
      const pause = nextWrite - clock.now()
      const late = followersTooLate(call, Math.max(nextWrite, heldUntil))
      if (late) throw notSent(call, late, false)
      if (pause > 0 && nextWrite > deadline)
        throw notSent(
          call,
          `the next write may be at ${timeOf(nextWrite)}, later than 'timeout' allows`,
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

  /** Why the writes that have to follow one would be too late, if it is sent at this moment or now. */
  function followersTooLate({ followers = 0 }: Call, moment = 0): string | undefined {
    const last = Math.max(moment, clock.now()) + followers * writeInterval
    if (followers === 0 || last < deadline) return undefined
    return `the last of its writes may be at ${timeOf(last)}, later than 'timeout' allows`
  }

  /** Holds back every request until then. */
  function hold(until: number): void {
    heldUntil = Math.max(heldUntil, until)
  }

  /** Holds back every request for good. */
  function end(reason: string): void {
    ended = reason
  }

  return { sleep, ready, inTurn, write, hold, end }
}

function notSent({ doing }: Call, reason: string, again: boolean): RequestFailed {
  return notBegun(`Could not ${doing}: ${reason}, so it was not ${again ? 'tried again' : 'begun'}.`)
}
