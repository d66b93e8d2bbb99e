import http from 'node:http'
import https from 'node:https'
import { type Connection, maxTimer } from '../github/call.ts'
import { Fault } from '../github/failure.ts'
import { exchange, isLoopback } from '../github/fetch.ts'
import { agentFor } from '../github/proxy.ts'
import { tryTo } from '../registries/problem.ts'

export type Ask = ReturnType<typeof createAsk>

const maxBody = 1024 * 1024
const maxHeader = 16 * 1024

/** Whether a credential may travel to an address. */
export function isSafe({ protocol, hostname, username, password }: URL): boolean {
  const isPrivate = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
  return isPrivate && username === '' && password === ''
}

/** The way out of `verify`: a new connection each time, no redirect, limits; only a body that is asked for is read. */
export function createAsk(
  { proxy, requestTimeout, cancelled }: Pick<Connection, 'proxy' | 'requestTimeout' | 'cancelled'>,
  timeLeft: () => number
) {
  /** Sends one GET, and never repeats it. Throws a `Fault` if there is no answer. */
  return async (
    url: URL,
    { authorization, reads = false }: { authorization?: string; reads?: boolean } = {}
  ) => {
    if (!isSafe(url)) throw new Fault('other-address', false)
    const left = Math.min(requestTimeout, timeLeft(), maxTimer)
    if (left <= 0 || cancelled.aborted) throw new Fault('timeout', false)
    const signal = AbortSignal.any([cancelled, AbortSignal.timeout(left)])
    const agent = agentFor(url, isLoopback(url.hostname) ? {} : proxy, () => signal)
    const { request } = url.protocol === 'https:' ? https : http
    const outgoing = request(url, {
      ...{ agent, maxHeaderSize: maxHeader, rejectUnauthorized: true },
      headers: {
        ...{ accept: '*/*', 'user-agent': 'private-registry-action', connection: 'close' },
        ...(authorization !== undefined && { authorization })
      }
    })
    const wants = (status: number) => reads && status === 200
    const answer = exchange(outgoing, signal, { most: maxBody, wants }).finally(() => agent.destroy())
    const { status, headers, body } = await answer
    const json: unknown = tryTo(() => JSON.parse(body.replace(/^\ufeff/, '')))
    return { status, challenge: headers['www-authenticate'] ?? '', json }
  }
}
