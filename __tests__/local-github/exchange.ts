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
  answer: unknown
  /** What the description refuses in the request and in the answer. */
  readonly violations: string[]
}

/** An answer before it is sent; a string as body goes out as it is, anything else as JSON. */
export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export interface RefusalDetails {
  readonly errors?: readonly (string | { resource: string; field: string; code: string })[]
  readonly headers?: Readonly<Record<string, string>>
  /** The address to read more at; by default that of the endpoint. */
  readonly documentation?: string
  /** For a redirect: where the resource is now. */
  readonly url?: string
}

/** Thrown wherever a request cannot be granted; becomes the answer that GitHub would give. */
export class Refusal extends Error {
  readonly status: number
  readonly details: RefusalDetails

  constructor(status: number, message: string, details: RefusalDetails = {}) {
    super(message)
    this.status = status
    this.details = details
  }

  /** The answer, which by default names the documentation of the endpoint. */
  reply(documentation = 'https://docs.github.com/rest'): Reply {
    const { errors, headers = {}, url, documentation: own = documentation } = this.details
    const about = { ...(errors && { errors }), ...(url && { url }), documentation_url: own }
    return {
      status: this.status,
      headers,
      body: { message: this.message, ...about, status: String(this.status) }
    }
  }
}

/** The refusal for whatever does not exist or may not be seen. */
export function notFound(): Refusal {
  return new Refusal(404, 'Not Found')
}
