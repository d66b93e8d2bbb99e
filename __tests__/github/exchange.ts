import type { IncomingHttpHeaders } from 'node:http'

/** One request with its answer, as the server saw them. */
export interface Exchange {
  readonly method: string
  /** With the query, without `/api/v3`. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** The body of the request: JSON as its value, other text as it came, nothing as `undefined`. */
  body: unknown
  /** 0 as long as there is no answer, and for ever after a fault that gives none. */
  status: number
  /** The body of the answer. */
  answer: unknown
  /** What the description refuses in the request and in the answer. */
  readonly violations: string[]
}
