import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'

/** A proxy on loopback that leads every CONNECT to one port, whatever host it names. */
export interface ConnectProxy {
  readonly port: number
  /** Each CONNECT with its credentials, and each request that was no CONNECT. */
  readonly heard: string[]
  /** All bytes that went through it. */
  readonly bytes: Buffer[]
  close(): Promise<void>
}

/** Starts the proxy; with a status it refuses every CONNECT so. */
export async function startProxy(target: number, status?: number): Promise<ConnectProxy> {
  const heard: string[] = []
  const bytes: Buffer[] = []
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`)
    response.writeHead(502).end()
  })
  server.on('connect', (request, client, head) => {
    heard.push(['CONNECT', request.url, request.headers['proxy-authorization']].filter(Boolean).join(' '))
    if (status !== undefined) {
      client.end(`HTTP/1.1 ${status} No\r\n\r\n`)
      return
    }
    const inside = connect(target, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      inside.write(head)
    })
    client.on('data', (chunk: Buffer) => bytes.push(chunk))
    client.on('error', () => inside.destroy())
    inside.on('error', () => client.destroy())
    client.pipe(inside).pipe(client)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> =>
    new Promise(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { port, heard, bytes, close }
}
