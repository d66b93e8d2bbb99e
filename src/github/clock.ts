/** The time, and the only way to let it pass. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
}

/** Node's timers end at once if they are set to longer, some 24 days. */
export const longestTimer = 2 ** 31 - 1

const lastMoment = 8.64e15

/** A moment as `2026-01-31 12:00:00 UTC`. A server may ask to wait until a time that no Date holds. */
export function timeOf(milliseconds: number): string {
  const [date, time] = new Date(Math.min(milliseconds, lastMoment)).toISOString().split(/[T.]/)
  return `${date} ${time} UTC`
}
