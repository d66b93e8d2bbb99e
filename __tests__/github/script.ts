import type { Exchange } from './exchange.ts'

/**
 * What can go wrong on the connection: `hang` never answers, `reset` drops the connection before an answer, `cut`
 * drops it in the middle of the real answer, `stall` falls silent there, `endless` sends a body without end.
 */
export type Fault = 'hang' | 'reset' | 'cut' | 'stall' | 'endless'

/** An answer made up by a test. */
export interface GivenReply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** A string goes out as it is, anything else as JSON. */
  readonly body?: unknown
  /** Carry the request out first. */
  readonly after?: boolean
  /** Check this answer against the description, as ordinary answers are. */
  readonly checked?: boolean
}

/** A fault on the connection; `cut` and `stall` always carry the request out, for they begin its real answer. */
export interface GivenFault {
  readonly fault: Fault
  readonly after?: boolean
}

/** An answer byte for byte as it stands, after which the connection ends. */
export interface GivenBytes {
  readonly bytes: string | Buffer
  readonly after?: boolean
}

/** What a test may make of one answer. */
export type Given = GivenReply | GivenFault | GivenBytes

/** What a request gets instead of the ordinary answer; a function may also let it be. */
export type Answer = Given | Fault | ((request: Exchange) => Answer | undefined)

/** Which requests are meant; a path is compared with and without its query. */
export interface When {
  readonly method?: string
  readonly path?: string | RegExp
}

/** The answers that a test has prepared, each used up by the requests that it meets. */
export interface Script {
  add(when: When, how: Answer, times: number): void
  /** The prepared answer for a request, the oldest first. */
  next(exchange: Exchange): Given | undefined
}

/** Makes an empty script. */
export function makeScript(): Script {
  const entries: { when: When; how: Answer; left: number }[] = []
  return {
    add(when, how, times) {
      entries.push({ when, how, left: times })
    },
    next(exchange) {
      const entry = entries.find(({ when, left }) => left > 0 && meets(exchange, when))
      if (!entry) return undefined
      entry.left -= 1
      return settle(entry.how, exchange)
    }
  }
}

function settle(how: Answer | undefined, exchange: Exchange): Given | undefined {
  if (typeof how === 'function') return settle(how(exchange), exchange)
  return typeof how === 'string' ? { fault: how } : how
}

function meets({ method, path }: Exchange, when: When): boolean {
  if (when.method !== undefined && when.method !== method) return false
  if (when.path instanceof RegExp) return when.path.test(path)
  return when.path === undefined || when.path === path || when.path === path.split('?')[0]
}
