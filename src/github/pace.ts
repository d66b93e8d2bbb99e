import { type Call, type Clock, type Connection, createLimit, longestTimer, timeOf } from './call.ts'
import { notBegun, type RequestFailed } from './failure.ts'

/** When the requests of one token may go out, and whether at all. `again` tells that a call was tried before. */
export interface Pace {
  /** Lets time pass; at once if the run is cancelled. */
  sleep(milliseconds: number): Promise<void>
  /** Waits for the end of a rate limit. Throws if the call is not to go out. */
  ready(call: Call, again: boolean): Promise<void>
  /** Works in its turn; nothing if a rate limit has come meanwhile. Throws if the call is not to go out any more. */
  inTurn<T>(call: Call, again: boolean, work: () => Promise<T>): Promise<T | undefined>
  /** Sends a write when those before it, and the interval after them, are over. */
  write<T>(call: Call, send: () => Promise<T>): Promise<T>
  /** Keeps every request back until then. */
  hold(until: number): void
  /** Keeps every request back for good. */
  end(reason: string): void
}

/** GitHub allows a token 100. */
export const mostAtOnce = 50

/** The pace that a connection asks for; `closing` ends its waits. */
export function createPace(connection: Connection, clock: Clock, closing: AbortSignal): Pace {
  const { deadline, writeInterval, cancelled, turn = createLimit(mostAtOnce) } = connection
  const awake = AbortSignal.any([closing, cancelled])
  const oneWrite = createLimit(1)
  let nextWrite = 0
  let heldUntil = 0
  /** Why this token can do no more. */
  let ended: string | undefined

  async function sleep(milliseconds: number): Promise<void> {
    try {
      if (!cancelled.aborted) await clock.sleep(Math.min(milliseconds, longestTimer), awake)
    } catch (error) {
      if (!cancelled.aborted || closing.aborted) throw error
    }
  }

  const isHeld = () => heldUntil > clock.now() && !cancelled.aborted

  function check(call: Call, again: boolean): void {
    closing.throwIfAborted()
    if (cancelled.aborted) ended ??= 'the run was cancelled'
    if (clock.now() >= deadline) ended ??= "'timeout' is used up"
    const reason = ended ?? followersTooLate(call)
    if (reason !== undefined) throw notSent(call, reason, again)
  }

  /** GitHub asks for a pause between writes: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
  async function write<T>(call: Call, send: () => Promise<T>): Promise<T> {
    const pause = nextWrite - clock.now()
    const late = followersTooLate(call, Math.max(nextWrite, heldUntil))
    if (late) throw notSent(call, late, false)
    if (pause > 0 && nextWrite > deadline)
      throw notSent(call, `the next write may be at ${timeOf(nextWrite)}, later than 'timeout' allows`, false)
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

  return {
    sleep,
    async ready(call, again) {
      while (isHeld()) await sleep(Math.max(0, heldUntil - clock.now()))
      check(call, again)
    },
    inTurn: (call, again, work) =>
      turn(async () => {
        // Looked at as late as can be: much may have come while others had their turn.
        check(call, again)
        return isHeld() ? undefined : work()
      }),
    write: (call, send) => oneWrite(() => write(call, send)),
    hold(until) {
      heldUntil = Math.max(heldUntil, until)
    },
    end(reason) {
      ended = reason
    }
  }
}

function notSent({ doing }: Call, reason: string, again: boolean): RequestFailed {
  return notBegun(`Could not ${doing}: ${reason}, so it was not ${again ? 'tried again' : 'begun'}.`)
}
