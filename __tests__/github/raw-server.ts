import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'

/** A server on loopback that does nothing but what a test gives it. */
export interface RawServer extends AsyncDisposable {
  readonly port: number
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  close(): Promise<void>
}

/** Starts a server of HTTP. */
export function serve(listener: RequestListener): Promise<RawServer> {
  const server = createServer(listener)
  return start(server, () => server.closeAllConnections())
}

/** Starts a server of bytes: `onData` is called with the first piece that a client sends. */
export function serveBytes(onData: (client: Socket, first: Buffer) => unknown): Promise<RawServer> {
  const clients = new Set<Socket>()
  const server = createTcpServer(client => {
    clients.add(client)
    client.on('error', () => {}).once('data', first => onData(client, first))
  })
  return start(server, () => clients.forEach(client => void client.destroy()))
}

async function start(server: Server, drop: () => void): Promise<RawServer> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve())
      drop()
    })
  return { port, url: `http://127.0.0.1:${port}`, close, [Symbol.asyncDispose]: close }
}
