import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import type { GivenReply } from '../github/script.ts'

/** A server of bytes before a local GitHub, which hands on what it says, the raw answers as they are. */
export interface Front {
  /** What belongs into `github-api-url`. */
  readonly url: string
  /** Accepts no connection any more, and drops those that there are. */
  refuse(): Promise<void>
  accept(): Promise<void>
  close(): Promise<void>
}

// No server sends this status, so it can stand for bytes.
const rawStatus = 299

/** An answer that is sent byte by byte as it stands, by a front. */
export function rawAnswer(bytes: string | Buffer, after: boolean): GivenReply {
  return { status: rawStatus, body: Buffer.from(bytes).toString('base64'), after }
}

/** Starts a front. */
export async function startFront(behind: string): Promise<Front> {
  const { port: target } = new URL(behind)
  const clients = new Set<Socket>()
  let port = 0
  let server: Server | undefined

  async function accept(): Promise<void> {
    if (server?.listening) return
    server = createServer(client => {
      clients.add(client)
      client.on('close', () => clients.delete(client))
      join(client, Number(target))
    }).listen(port, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  }

  async function refuse(): Promise<void> {
    if (!server?.listening) return
    const closed = once(server, 'close')
    server.close()
    for (const client of clients) client.destroy()
    await closed
  }

  // One after the other, for they may be asked for at the same time.
  let last = Promise.resolve()
  const next = (step: () => Promise<void>) => () => {
    last = last.then(step)
    return last
  }

  await accept()
  return { url: `http://127.0.0.1:${port}`, accept: next(accept), refuse: next(refuse), close: next(refuse) }
}

/** Hands on what one connection says to another, until an answer is to be replaced by its bytes. */
function join(client: Socket, port: number): void {
  const github = connect(port, '127.0.0.1')
  let raw: Buffer[] | undefined
  client.on('error', () => github.destroy()).on('close', () => github.destroy())
  github.on('error', () => client.destroy()).on('close', () => raw ?? client.destroy())
  client.pipe(github)
  github.on('data', (chunk: Buffer) => {
    if (!raw && !chunk.subarray(0, 12).equals(Buffer.from(`HTTP/1.1 ${rawStatus}`))) {
      client.write(chunk)
      return
    }
    raw = [...(raw ?? []), chunk]
    const bytes = bytesIn(Buffer.concat(raw).toString('latin1'))
    if (!bytes) return
    // What the client still says has nobody to hear it.
    client.unpipe(github)
    client.end(bytes)
    github.destroy()
  })
}

/** The bytes that a raw answer stands for, once it has arrived whole. */
function bytesIn(answer: string): Buffer | undefined {
  const [head = '', body] = answer.split('\r\n\r\n')
  const length = /^content-length: (\d+)$/im.exec(head)?.[1]
  return body === undefined || body.length < Number(length) ? undefined : Buffer.from(body, 'base64')
}
