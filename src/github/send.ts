import { getOctokit } from '@actions/github'
import type { Answer, Call } from './call.ts'
import { type Clock, longestTimer } from './clock.ts'
import { apiVersion, type Connection } from './connection.ts'
import { createFetch } from './fetch.ts'

/** Sends one request, once. */
export interface Sender {
  send(token: string, call: Call): Promise<Answer>
  /** Fulfilled once a first request has left the process. */
  firstSent: Promise<void>
  close(): void
}

/** How long the write that is under way is awaited when the run is cancelled: the runner ends the process after 7.5 s. */
const longestFarewell = 4000

/** Sends by a connection. Cancelled, reads are cut at once and a write a little later; `closing` ends that wait. */
export function createSender(connection: Connection, clock: Clock, closing: AbortSignal): Sender {
  const { apiUrl, proxy, requestTimeout, deadline, cancelled } = connection
  const cut = new AbortController()
  const farewell = () =>
    clock.sleep(longestFarewell, closing).then(
      () => cut.abort(),
      () => {}
    )
  cancelled.addEventListener('abort', farewell, { once: true })
  const { fetch, firstSent, close } = createFetch({
    apiUrl,
    proxy,
    timeLeft: () => Math.max(1, Math.min(requestTimeout, deadline - clock.now(), longestTimer)),
    cutFor: method => (method === 'GET' ? cancelled : cut.signal)
  })
  // Octokit's own log prints addresses and headers as they come.
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  const options = { baseUrl: apiUrl, userAgent: 'private-registry-action', request: { fetch, log }, log }
  let current: { token: string; octokit: ReturnType<typeof getOctokit> } | undefined

  return {
    send(token, { route, parameters, data }) {
      if (current?.token !== token) current = { token, octokit: getOctokit(token, options) }
      const headers = { 'x-github-api-version': apiVersion }
      return current.octokit.request(route, { ...parameters, headers, ...(data && { data }) })
    },
    firstSent,
    close
  }
}
