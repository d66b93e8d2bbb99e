import http from 'node:http'
import https from 'node:https'
import { Fault, faultOf } from './fault.ts'

/** Where requests may go, and how. */
export interface WayOut {
  /** The only origin that is ever contacted is this address's. */
  apiUrl: string
  /** Milliseconds for the attempt that begins now: redirects and the whole body included. */
  timeLeft: () => number
  /** `HTTPS_PROXY` and `NO_PROXY`, never used for loopback. */
  proxy: Record<string, string>
  /** Aborted when requests of this method are not awaited any longer. */
  cutFor: (method: string) => AbortSignal
}

interface Init {
  method: string
  headers: Record<string, string>
  body?: string
}

/** The part of a Response that Octokit reads. */
interface Answer {
  url: string
  status: number
  headers: Map<string, string>
  text(): Promise<string>
}

const largestBody = 16 * 1024 * 1024
const mostRedirects = 3

/**
 * The fetch under Octokit and the only code that opens a connection. It contacts one origin, redirects no write,
 * limits time and size, and gives an answer only when it has arrived whole and, on success, is JSON.
 * Everything else is a `Fault`.
 */
export function createFetch(wayOut: WayOut): {
  fetch: (address: string, init: Init) => Promise<Answer>
  /** Fulfilled once a first request has left the process. */
  firstSent: Promise<void>
  close: () => void
} {
  const { origin, protocol, hostname } = new URL(wayOut.apiUrl)
  const { request, Agent } = protocol === 'https:' ? https : http
  const proxyEnv = isLoopback(hostname) ? {} : wayOut.proxy
  const agent = new Agent({ keepAlive: true, proxyEnv })
  const closing = new AbortController()
  const { promise: firstSent, resolve: sent } = Promise.withResolvers<void>()

  async function fetch(address: string, init: Init): Promise<Answer> {
    const timeout = wayOut.timeLeft()
    const signal = AbortSignal.any([closing.signal, wayOut.cutFor(init.method), AbortSignal.timeout(timeout)])
    let url = ownAddress(address, origin)
    for (let redirects = 0; ; redirects++) {
      // The timeout ends a proxy's tunnel, of which the signal knows nothing.
      const outgoing = request(url, { method: init.method, headers: init.headers, agent, timeout })
      outgoing.once('finish', sent)
      const answer = await exchange(outgoing, init.body, signal)
      if (!isRedirect(answer.status)) return checked(url, answer)
      const target = redirectTarget(url, answer)
      if (init.method !== 'GET' || target?.origin !== origin || redirects === mostRedirects)
        // By HTTP, 303 says that the request was carried out and its result is elsewhere.
        throw new Fault('redirect', init.method !== 'GET' && answer.status === 303, target?.host)
      url = target
    }
  }

  return {
    fetch,
    firstSent,
    close() {
      closing.abort()
      agent.destroy()
    }
  }
}

/** Whether a host is this machine, by name or address. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

/**
 * The address as a URL, if it lies on the origin and reads exactly as written. A name like `..` would otherwise turn
 * `DELETE /orgs/acme/private-registries/..` into `DELETE /orgs/acme`, which deletes the organization.
 */
function ownAddress(address: string, origin: string): URL {
  const url = new URL(address)
  if (url.origin !== origin) throw new Fault('other-address', false, url.host)
  if (url.origin + url.pathname !== address.split(/[?#]/)[0])
    throw new Fault('other-address', false, url.host)
  return url
}

interface Received {
  status: number
  headers: http.IncomingHttpHeaders
  body: string
}

function exchange(
  outgoing: http.ClientRequest,
  body: string | undefined,
  signal: AbortSignal
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => {
      reject(error instanceof Fault ? error : faultOf(error, outgoing))
      outgoing.destroy()
    }
    outgoing.on('error', fail)
    signal.addEventListener('abort', () => fail(signal.reason), { once: true })
    outgoing.once('upgrade', (_, socket) => {
      socket.destroy()
      fail(new Fault('lost', true, 'it switches the protocol'))
    })
    outgoing.once('response', incoming => {
      const chunks: Buffer[] = []
      let size = 0
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > largestBody) fail(new Fault('too-large', true))
        else chunks.push(chunk)
      })
      incoming.on('error', fail)
      incoming.once('end', () =>
        resolve({
          status: Number(incoming.statusCode),
          headers: incoming.headers,
          body: Buffer.concat(chunks).toString('utf8')
        })
      )
    })
    outgoing.end(body)
  })
}

function checked(url: URL, { status, headers, body }: Received): Answer {
  const isJson = parses(body) && !encoded(headers)
  const bodyIsDue = status >= 200 && status < 300 && status !== 204
  if (bodyIsDue && !(isJson && /^application\/([\w.-]+\+)?json\b/.test(headers['content-type'] ?? '')))
    throw new Fault('not-json', true, `${status}`)
  // Node reads headers as latin1, whatever they are; a secret among them must be recognised.
  const passedOn = new Map(
    Object.entries(headers).map(([name, value]) => [
      name,
      Buffer.from([value].flat().join(', '), 'latin1').toString('utf8')
    ])
  )
  // Octokit decides by this header how to read a body, and throws on one that it cannot parse.
  passedOn.set('content-type', isJson ? 'application/json' : 'text/plain')
  return { url: url.href, status, headers: passedOn, text: async () => body }
}

/** No encoding was asked for; a body that has one all the same cannot be read. */
function encoded(headers: http.IncomingHttpHeaders): boolean {
  return (headers['content-encoding'] ?? 'identity') !== 'identity'
}

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400 && status !== 304
}

function redirectTarget(from: URL, { headers }: Received): URL | null {
  return headers.location === undefined ? null : URL.parse(headers.location, from.href)
}
