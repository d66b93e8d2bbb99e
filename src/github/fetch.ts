import http from 'node:http'
import https from 'node:https'
import { getOctokit } from '@actions/github'
import { tryTo } from '../registries/problem.ts'
import { type Answer, apiVersion, type Call, type Clock, type Connection, maxTimer } from './call.ts'
import { Fault, faultOf, members } from './failure.ts'
import { agentFor } from './proxy.ts'

const maxBody = 16 * 1024 * 1024
const maxDepth = 64
const maxRedirects = 3

/**
 * The fetch that Octokit uses, and the only code that connects to GitHub. It contacts one origin, follows no redirect of
 * a write, limits time, size and depth, and returns only complete answers of GitHub's API. Anything else is a `Fault`.
 */
export function createFetch(options: {
  apiUrl: string
  /** Milliseconds for an attempt that starts now, including its redirects and the body. */
  timeout: () => number
  /** `HTTPS_PROXY` and `NO_PROXY`, never used for loopback. */
  proxy: Record<string, string>
  abortSignalFor: (method: string) => AbortSignal
}) {
  const base = new URL(options.apiUrl)
  const { origin } = base
  const { request } = base.protocol === 'https:' ? https : http
  const closing = new AbortController()
  const limits = () => [closing.signal, AbortSignal.timeout(options.timeout())]
  const proxy = isLoopback(base.hostname) ? {} : options.proxy
  const agent = agentFor(base, proxy, () => AbortSignal.any(limits()))
  const unsent = new Set<http.ClientRequest>()
  const { promise: requestsSent, resolve: allSent } = Promise.withResolvers<void>()

  async function fetch(
    address: string,
    init: { method: string; headers: Record<string, string>; body?: string }
  ) {
    const signal = AbortSignal.any([...limits(), options.abortSignalFor(init.method)])
    let url = sameOriginUrl(address, origin)
    for (let redirects = 0; ; redirects++) {
      const outgoing = request(url, { method: init.method, headers: init.headers, agent })
      noteUnsent(outgoing)
      const answer = await exchange(outgoing, signal, { body: init.body, most: maxBody })
      if (!isRedirect(answer.status)) return checked(url, answer)
      const { location } = answer.headers
      const target = location === undefined ? null : URL.parse(location, url.href)
      if (init.method !== 'GET' || target?.origin !== origin || redirects === maxRedirects)
        // In HTTP, 303 means that the request was carried out and its result is elsewhere.
        throw new Fault('redirect', init.method !== 'GET' && answer.status === 303, target?.host)
      url = target
    }
  }

  function noteUnsent(outgoing: http.ClientRequest): void {
    unsent.add(outgoing)
    // A request that failed closes without having been sent.
    for (const event of ['finish', 'close'])
      outgoing.once(event, () => {
        unsent.delete(outgoing)
        if (unsent.size === 0) allSent()
      })
  }

  function close(): void {
    closing.abort()
    agent.destroy()
  }

  /** `requestsSent` resolves when for the first time no request is left to be sent. */
  return { fetch, requestsSent, close }
}

/** Whether a host is this machine, by name or address. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

/**
 * The address as a URL, if it is on the origin and parsing leaves its path as written. A name like `..` would turn
 * `DELETE /orgs/acme/private-registries/..` into `DELETE /orgs/acme`, which deletes the organization.
 */
function sameOriginUrl(address: string, origin: string): URL {
  const url = new URL(address)
  if (url.origin !== origin || origin + url.pathname !== address.split(/[?#]/)[0])
    throw new Fault('other-address', false, url.host)
  return url
}

interface Received {
  status: number
  headers: http.IncomingHttpHeaders
  body: string
}

/** Sends a request and reads its answer, `most` bytes of it. A body that is not wanted is left unread. */
export function exchange(
  outgoing: http.ClientRequest,
  signal: AbortSignal,
  {
    body,
    most,
    wants = () => true
  }: { body?: string | undefined; most: number; wants?: (status: number) => boolean }
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
      fail(new Fault('lost', true, 'it switched protocols'))
    })
    outgoing.once('response', incoming => {
      const { headers } = incoming
      const status = Number(incoming.statusCode)
      const chunks: Buffer[] = []
      let size = 0
      const end = () => resolve({ status, headers, body: Buffer.concat(chunks).toString('utf8') })
      incoming.on('error', fail)
      if (!wants(status)) {
        end()
        outgoing.destroy()
      }
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > most) fail(new Fault('too-large', true, `larger than ${most / 1024 / 1024} MiB`))
        else chunks.push(chunk)
      })
      incoming.once('end', end)
    })
    outgoing.end(body)
  })
}

/** The part of a Response that Octokit reads. */
function checked(url: URL, { status, headers, body }: Received) {
  // No content encoding was requested.
  const isPlain = (headers['content-encoding'] ?? 'identity') === 'identity'
  const data = isPlain && isShallow(body) ? tryTo(() => ({ value: JSON.parse(body) })) : undefined
  const [requestId] = [headers['x-github-request-id']].flat()
  const bodyIsDue = status >= 200 && status < 300 && status !== 204
  if (bodyIsDue && !(data && /^application\/([\w.-]+\+)?json\b/.test(headers['content-type'] ?? '')))
    throw new Fault('not-json', true, `${status}`, requestId)
  if (status >= 400 && !isRefusal(status, data?.value, headers, body)) {
    // A proxy or gateway that answers in GitHub's place may fail only temporarily.
    const reason = status >= 500 || status === 429 ? 'not-json' : 'not-api'
    throw new Fault(reason, true, `${status}`, requestId)
  }
  // Node decodes headers as latin1. Decoded as UTF-8, a secret in them is recognised.
  const decodedHeaders = new Map(
    Object.entries(headers).map(([name, value]) => [
      name,
      Buffer.from([value].flat().join(', '), 'latin1').toString('utf8')
    ])
  )
  // Octokit chooses by this header how to parse the body, and throws if it cannot.
  decodedHeaders.set('content-type', data ? 'application/json' : 'text/plain')
  return { url: url.href, status, headers: decodedHeaders, text: async () => body }
}

/** Whether GitHub itself refused. A gateway may also answer with a message, but without GitHub's request id. */
function isRefusal(status: number, data: unknown, headers: http.IncomingHttpHeaders, body: string): boolean {
  // Only the API validates values.
  const isMarked = status === 422 || 'x-github-request-id' in headers || 'retry-after' in headers
  if (body === '' || body === '{}') return isMarked || body === '{}'
  const { message, documentation_url: page, status: named } = members(data)
  return typeof message === 'string' && (isMarked || typeof page === 'string' || named === `${status}`)
}

/** Whether JSON is nested no deeper than recursive code can handle. */
function isShallow(text: string): boolean {
  let depth = 0
  let isQuoted = false
  for (let at = 0; at < text.length && depth <= maxDepth; at++) {
    const sign = text[at]
    if (sign === '"') isQuoted = !isQuoted
    else if (isQuoted) at += sign === '\\' ? 1 : 0
    else if (sign === '[' || sign === '{') depth++
    else if (sign === ']' || sign === '}') depth--
  }
  return depth <= maxDepth
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400 && status !== 304
}

/** How long a pending write may take after the run is cancelled. The runner kills the process after 7.5 s. */
const gracePeriod = 4000

/** Sends single requests through Octokit. When the run is cancelled, reads are aborted at once, a write after a grace period. */
export function createSender(connection: Connection, clock: Clock, closing: AbortSignal) {
  const { apiUrl, proxy, requestTimeout, deadline, cancelled } = connection
  const graceEnded = new AbortController()
  const awaitWrite = () =>
    clock.sleep(gracePeriod, closing).then(
      () => graceEnded.abort(),
      () => {}
    )
  cancelled.addEventListener('abort', awaitWrite, { once: true })
  const { fetch, requestsSent, close } = createFetch({
    apiUrl,
    proxy,
    timeout: () => Math.max(1, Math.min(requestTimeout, deadline - clock.now(), maxTimer)),
    abortSignalFor: method => (method === 'GET' ? cancelled : graceEnded.signal)
  })
  // Octokit's own log prints addresses and headers unredacted.
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  const options = { baseUrl: apiUrl, userAgent: 'private-registry-action', request: { fetch, log }, log }
  let current: { token: string; octokit: ReturnType<typeof getOctokit> } | undefined

  function send(token: string, { route, parameters, data }: Call): Promise<Answer> {
    if (current?.token !== token) current = { token, octokit: getOctokit(token, options) }
    const headers = { 'x-github-api-version': apiVersion }
    return current.octokit.request(route, { ...parameters, headers, ...(data && { data }) })
  }

  return { send, requestsSent, close }
}
