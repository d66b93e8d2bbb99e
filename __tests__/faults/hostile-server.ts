import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A request as the server got it. */
export interface Heard {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

/** An answer, sent byte for byte: the reason phrase and the header values may hold whatever HTTP lets through. */
export interface Reply {
  readonly status: number
  readonly reason?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** A server on loopback that is not GitHub, and answers as it likes. */
export interface HostileServer {
  readonly url: string
  /** Every request since the answers were last changed. */
  readonly heard: readonly Heard[]
  /** From now on it answers so, or not at all. */
  answerWith(answer: (heard: Heard) => Reply | undefined): void
  close(): Promise<void>
}

/** Starts a server that has no answers yet. */
export async function startHostileServer(): Promise<HostileServer> {
  const heard: Heard[] = []
  let answer: (heard: Heard) => Reply | undefined = () => ({ status: 404 })

  async function handle(request: IncomingMessage): Promise<void> {
    const { method = '', url: path = '/' } = request
    const body = await text(request)
    const one = { method, path, body: body === '' ? undefined : JSON.parse(body) }
    heard.push(one)
    const reply = answer(one)
    if (reply) request.socket.end(bytesOf(reply))
  }

  const server = createServer(request => void handle(request).catch(() => request.socket.destroy()))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    heard,
    answerWith(next) {
      heard.length = 0
      answer = next
    },
    close() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeAllConnections()
      return closed
    }
  }
}

function bytesOf({ status, reason = 'Said', headers = {}, body }: Reply): Buffer {
  const content = Buffer.from(
    body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  )
  const all = {
    'content-type': 'application/json',
    ...headers,
    'content-length': String(content.length),
    connection: 'close'
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${inOneLine(value)}`)
  const head = [`HTTP/1.1 ${status} ${inOneLine(reason)}`, ...lines, '', ''].join('\r\n')
  return Buffer.concat([Buffer.from(head), status === 204 ? Buffer.alloc(0) : content])
}

/** HTTP lets no control characters through but the tab: a client would refuse the whole answer. */
function inOneLine(value: string): string {
  return value.replace(/[^\P{Cc}\t]/gu, ' ')
}
