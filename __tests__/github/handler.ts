import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { answerTo } from './answer.ts'
import { deviationsWith } from './deviations.ts'
import type { Reply } from './endpoints.ts'
import type { Exchange } from './exchange.ts'
import { makeHeaders } from './headers.ts'
import { type Judged, judge } from './judge.ts'
import type { Given, Script } from './script.ts'
import { send, sendWithFault } from './send.ts'
import type { World } from './world.ts'

/** What the handler of requests works with. */
export interface Post {
  readonly world: World
  /** Where every request is written down. */
  readonly exchanges: Exchange[]
  readonly script: Script
  /** What stands before the described paths. */
  readonly prefix: string
  /** Milliseconds before every answer. */
  readonly delay: number
}

/** Makes the listener that receives, judges, carries out, writes down and answers each request. */
export function makeHandler({ world, exchanges, script, prefix, delay }: Post): RequestListener {
  const headersFor = makeHeaders(world)

  async function handle(
    exchange: Exchange,
    request: IncomingMessage,
    response: ServerResponse
  ): Promise<void> {
    exchange.body = parsed(await text(request))
    const common = headersFor(exchange.headers)
    const judged = judge(exchange, world)
    exchange.violations.push(...judged.violations)
    const given = script.next(exchange)
    const real = isCarriedOut(given) ? carryOut(exchange, judged, world) : { status: 200 }
    if (delay > 0) await setTimeout(delay, undefined, { ref: false })
    if (given && 'bytes' in given) {
      response.socket?.end(given.bytes)
      return
    }
    if (given && 'fault' in given) {
      sendWithFault(response, { ...real, headers: { ...common, ...real.headers } }, given.fault)
      return
    }
    const reply = given ?? real
    if (given?.checked) judgeReply(exchange, judged, given, world)
    exchange.status = reply.status
    exchange.answer = reply.body
    send(response, { ...reply, headers: { ...common, ...lowerCase(reply.headers) } })
  }

  return (request, response) => {
    const exchange = exchangeOf(request, prefix)
    exchanges.push(exchange)
    handle(exchange, request, response).catch((error: unknown) => {
      response.destroy()
      // A client may give up in the middle of its own request.
      if (request.complete) exchange.violations.push(`The local GitHub failed: ${error}`)
    })
  }
}

function exchangeOf({ method = '', url = '/', headers }: IncomingMessage, prefix: string): Exchange {
  // Outside the prefix there is no API, so such a path becomes one that nothing matches.
  const path = url.startsWith(`${prefix}/`) ? url.slice(prefix.length) : `/outside${url}`
  return { method, path, headers, body: undefined, status: 0, answer: undefined, violations: [] }
}

function parsed(body: string): unknown {
  if (body === '') return undefined
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}

function isCarriedOut(given: Given | undefined): boolean {
  if (!given || given.after) return true
  return 'fault' in given && (given.fault === 'cut' || given.fault === 'stall')
}

function carryOut(exchange: Exchange, judged: Judged, world: World): Reply {
  const reply = answerTo(exchange, judged, world)
  judgeReply(exchange, judged, reply, world)
  return reply
}

function judgeReply(exchange: Exchange, { endpoint }: Judged, { status, body }: Reply, world: World): void {
  if (!endpoint) return
  const allowed = deviationsWith(world.habits)
  exchange.violations.push(...world.description.judgeAnswer(endpoint.route, status, body, allowed))
}

function lowerCase(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}
