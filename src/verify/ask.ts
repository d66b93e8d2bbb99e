import http from 'node:http'
import https from 'node:https'
import { maxTimer } from '../github/call.ts'
import { Fault, faultOf } from '../github/failure.ts'
import { isLoopback } from '../github/fetch.ts'
import { agentFor } from '../github/proxy.ts'

/** What is kept of an answer. */
export interface Answer {
  status: number
  /** `WWW-Authenticate`. */
  challenge: string
  /** The value of a body in JSON, if it was to be read and is one. */
  json: unknown
}

/** Sends one GET, and never repeats it. Throws a `Fault` if there is no answer. */
export type Ask = (url: URL, given?: { authorization?: string; reads?: boolean }) => Promise<Answer>

/** How requests leave this machine. Times are in milliseconds. */
export interface Way {
  proxy: Record<string, string>
  requestTimeout: number
  /** What is left of the run. */
  timeLeft(): number
  cancelled: AbortSignal
}

const maxBody = 1024 * 1024
const maxHeader = 16 * 1024

/** Whether a credential may travel to an address. */
export function isSafe({ protocol, hostname, username, password }: URL): boolean {
  const isPrivate = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
  return isPrivate && username === '' && password === ''
}

/**
 * The way out of `verify`. It contacts one origin, each time on a new connection, follows no redirect, and limits time
 * and size. Of a body only one of status 200 is read, and only where that is asked for.
 */
export function createAsk({ origin }: URL, { proxy, requestTimeout, timeLeft, cancelled }: Way): Ask {
  return async (url, { authorization, reads = false } = {}) => {
    if (url.origin !== origin || !isSafe(url)) throw new Fault('other-address', false)
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
    return exchange(outgoing, signal, reads).finally(() => agent.destroy())
  }
}

function exchange(outgoing: http.ClientRequest, signal: AbortSignal, reads: boolean): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const end = (answer: Answer) => {
      resolve(answer)
      outgoing.destroy()
    }
    const fail = (error: NodeJS.ErrnoException) => {
      reject(error instanceof Fault ? error : faultOf(error, outgoing))
      outgoing.destroy()
    }
    outgoing.on('error', fail)
    signal.addEventListener('abort', () => fail(signal.reason), { once: true })
    outgoing.once('upgrade', (_, socket) => {
      socket.destroy()
      fail(new Fault('lost', true))
    })
    outgoing.once('response', incoming => {
      const status = Number(incoming.statusCode)
      const challenge = incoming.headers['www-authenticate'] ?? ''
      incoming.on('error', fail)
      if (!reads || status !== 200) return end({ status, challenge, json: undefined })
      const chunks: Buffer[] = []
      let size = 0
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > maxBody) fail(new Fault('too-large', true))
        else chunks.push(chunk)
      })
      incoming.once('end', () => end({ status, challenge, json: parsed(Buffer.concat(chunks).toString()) }))
    })
    outgoing.end()
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return undefined
  }
}
