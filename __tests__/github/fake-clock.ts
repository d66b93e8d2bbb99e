import type { Clock } from '../../src/github/call.ts'

/** A clock that stands still but for its waits, which take no time. */
export interface FakeClock extends Clock {
  /** Every wait so far, in milliseconds. */
  readonly waits: number[]
}

/** A clock that begins at a moment. */
export function fakeClock(start = Date.parse('2026-01-01T12:00:00Z')): FakeClock {
  const waits: number[] = []
  let now = start
  return {
    waits,
    now: () => now,
    async sleep(milliseconds, signal) {
      waits.push(milliseconds)
      now += milliseconds
      signal.throwIfAborted()
    }
  }
}
