import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Clock } from '../../src/github/clock.ts'
import type { Exchange } from '../github/exchange.ts'
import type { GivenReply } from '../github/script.ts'
import type { LocalGitHub } from '../github/server.ts'
import type { Dice } from './dice.ts'

/** The times in which a server does not want to hear anything. */
export interface Windows {
  /** Somebody in this process begins to wait so long. */
  waitBegins(milliseconds: number): void
  count(): number
  /** Requests that this process sent once it had read that it should wait. */
  sentInside(): string[]
  /** Requests that arrived inside a window, but for the first moments, when they may have been on their way. */
  arrivedInside(moments: number): string[]
  /** Stops to look. */
  end(): void
}

interface Window {
  readonly what: string
  readonly milliseconds: number
  readonly opened: number
  readonly closes: number
  /** When this process had surely read that it is asked to wait. */
  known: number
}

interface Seen {
  readonly time: number
  readonly what: string
}

const mostWindows = 4

/** Lets a server ask to wait at random requests, each time in one of the ways there are. */
export function openWindows(
  github: LocalGitHub,
  { clock, dice, longest }: { clock: Clock; dice: Dice; longest: number }
): Windows {
  const windows: Window[] = []
  const arrivals: Seen[] = []
  const sent: Seen[] = []
  let next = dice.below(12)

  github.answer(
    {},
    ({ method, path }: Exchange) => {
      const time = clock.now()
      arrivals.push({ time, what: `${method} ${path}` })
      if (arrivals.length <= next || windows.length >= mostWindows) return undefined
      next = arrivals.length + 1 + dice.below(30)
      const way = dice.oneOf(ways)
      const seconds = 1 + dice.below(longest)
      const skew = 1000 * dice.oneOf([0, 0, -7200, 7200])
      const { reply, closes } = way.ask(time, seconds, skew)
      windows.push({
        what: `${way.name}, ${seconds} s`,
        milliseconds: 1000 * seconds,
        opened: time,
        closes,
        known: Number.POSITIVE_INFINITY
      })
      return reply
    },
    Number.POSITIVE_INFINITY
  )

  const onSend = (message: unknown) => {
    const { method, path } = Object(message).request
    sent.push({ time: clock.now(), what: `${method} ${path}` })
  }
  subscribe(sending, onSend)

  return {
    waitBegins(milliseconds) {
      for (const window of windows)
        if (window.milliseconds <= milliseconds) window.known = Math.min(window.known, clock.now())
    },
    count: () => windows.length,
    sentInside: () => windows.flatMap(window => inside(window, window.known, sent)),
    arrivedInside: moments => windows.flatMap(window => inside(window, window.opened + moments, arrivals)),
    end: () => void unsubscribe(sending, onSend)
  }
}

// Published when a request is complete: https://nodejs.org/api/diagnostics_channel.html#http
const sending = 'http.client.request.start'

function inside({ what, closes }: Window, from: number, requests: readonly Seen[]): string[] {
  return requests
    .filter(({ time }) => time > from && time < closes)
    .map(
      ({ what: request, time }) => `${request} came ${closes - time} ms before the end of a window (${what})`
    )
}

interface Way {
  readonly name: string
  ask(now: number, seconds: number, skew: number): { reply: GivenReply; closes: number }
}

const limited = { message: 'You have exceeded a secondary rate limit.' }

/** Every way to ask a client to wait; the server's own clock may be wrong by `skew`. */
const ways: readonly Way[] = [503, 429, 403].flatMap(status => [
  {
    name: `${status} with seconds`,
    ask: (now, seconds, skew) => ({
      reply: answer(status, now + skew, { 'retry-after': String(seconds) }),
      closes: now + 1000 * seconds
    })
  },
  {
    name: `${status} with a date`,
    ask: (now, seconds, skew) => ({
      reply: answer(status, now + skew, { 'retry-after': dateOf(whole(now + skew) + 1000 * seconds) }),
      closes: whole(now + skew) + 1000 * seconds - skew
    })
  },
  {
    name: `${status} with a reset`,
    ask: (now, seconds, skew) => ({
      reply: answer(status === 503 ? 429 : status, now + skew, {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(whole(now + skew) / 1000 + seconds)
      }),
      closes: whole(now + skew) + 1000 * seconds - skew
    })
  }
])

function answer(status: number, now: number, headers: Record<string, string>): GivenReply {
  return { status, headers: { date: dateOf(now), ...headers }, body: limited }
}

function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toUTCString()
}

/** A moment as a server writes it, to the second. */
function whole(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) * 1000
}
