import type { Clock } from '../../src/github/call.ts'

export type FakeClock = ReturnType<typeof fakeClock>

/** A clock that begins at a moment and stands still but for its waits, which take no time and are noted. */
export function fakeClock(start = Date.parse('2026-01-01T12:00:00Z')) {
  const waits: number[] = []
  let now = start
  const sleep: Clock['sleep'] = async (milliseconds, signal) => {
    waits.push(milliseconds)
    now += milliseconds
    signal.throwIfAborted()
  }
  return { waits, now: () => now, sleep }
}
