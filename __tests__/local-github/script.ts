import type { ServerResponse } from 'node:http'
import type { Exchange, Reply } from './exchange.ts'

/**
 * What can go wrong on the connection: `hang` never answers, `reset` drops the connection before an answer, `cut`
 * drops it in the middle of the real answer, `stall` falls silent there, `endless` sends a body without end.
 */
export type Fault = 'hang' | 'reset' | 'cut' | 'stall' | 'endless'

/** An answer made up by a test. */
export interface GivenReply extends Reply {
  /** Carry the request out first. */
  readonly after?: boolean
  /** Check this answer against the description, as ordinary answers are. */
  readonly checked?: boolean
}

/**
 * What a test may make of one answer: another one, a fault, of which `cut` and `stall` always carry the request out, for
 * they begin its real answer, or bytes as they stand, after which the connection ends.
 */
export type Given =
  | GivenReply
  | { readonly fault: Fault; readonly after?: boolean }
  | { readonly bytes: string | Buffer; readonly after?: boolean }

/** What a request gets instead of the ordinary answer; a function may also let it be. */
export type Answer = Given | Fault | ((request: Exchange) => Answer | undefined)

/** Which requests are meant; a path is compared with and without its query. */
export interface When {
  readonly method?: string
  readonly path?: string | RegExp
}

/** What comes of a request: the ordinary answer, another one, bytes or a fault. */
type Plan = { given?: GivenReply; bytes?: string | Buffer; fault?: Fault; isCarriedOut: boolean }

/** What a test has planned: answers, each used up by the requests that it meets, the oldest first. */
export function makeScript() {
  const entries: { when: When; how: Answer; left: number }[] = []
  return {
    add: (when: When, how: Answer, times: number) => void entries.push({ when, how, left: times }),
    next(exchange: Exchange): Plan {
      const entry = entries.find(({ when, left }) => left > 0 && meets(exchange, when))
      if (entry) entry.left -= 1
      return planOf(entry?.how, exchange)
    }
  }
}

function planOf(how: Answer | undefined, exchange: Exchange): Plan {
  if (how === undefined) return { isCarriedOut: true }
  if (typeof how === 'function') return planOf(how(exchange), exchange)
  if (typeof how === 'string') return planOf({ fault: how }, exchange)
  const { after = false } = how
  if ('bytes' in how) return { bytes: how.bytes, isCarriedOut: after }
  if ('status' in how) return { given: how, isCarriedOut: after }
  return { fault: how.fault, isCarriedOut: after || how.fault === 'cut' || how.fault === 'stall' }
}

function meets({ method, path }: Exchange, when: When): boolean {
  if (when.method !== undefined && when.method !== method) return false
  if (when.path instanceof RegExp) return when.path.test(path)
  return when.path === undefined || when.path === path || when.path === path.split('?')[0]
}

/** Sends an answer, or as much of it as a fault leaves. */
export function send(response: ServerResponse, { status, headers = {}, body }: Reply, fault?: Fault): void {
  const bytes = Buffer.from(typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body))
  const { 'content-type': type, ...others } = headers
  const all = status === 204 ? others : { ...others, 'content-type': type, 'content-length': bytes.length }
  const half = (then?: () => void): void => {
    // Without a body there is nothing to halve but the status line.
    if (body === undefined) response.socket?.write('HTTP/1.1 2', then)
    else response.writeHead(status, all).write(bytes.subarray(0, Math.floor(bytes.length / 2)), then)
  }
  const drop = (): void => void response.socket?.destroy()
  const ways: Record<Fault, () => void> = {
    hang: () => {},
    reset: drop,
    cut: () => half(drop),
    stall: () => half(),
    endless: () => writeWithoutEnd(response.writeHead(200, { ...headers }))
  }
  if (fault) ways[fault]()
  else response.writeHead(status, all).end(bytes)
}

function writeWithoutEnd(response: ServerResponse): void {
  const more = (): void => {
    if (response.destroyed) return
    if (response.write(' '.repeat(65_536))) setImmediate(more)
    else response.once('drain', more)
  }
  response.write('{')
  more()
}
