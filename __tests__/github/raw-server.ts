import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net'

/** A server on loopback that does nothing but what a test gives it. */
export interface RawServer {
  readonly port: number
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  close(): Promise<void>
}

/** Starts a server of HTTP. */
export async function serve(listener: RequestListener): Promise<RawServer> {
  const server = createServer(listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const close = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { ...placeOf(server.address() as AddressInfo), close }
}

/** Starts a server of bytes: `onData` is called with the first piece that a client sends. */
export async function serveBytes(onData: (client: Socket, first: Buffer) => void): Promise<RawServer> {
  const clients = new Set<Socket>()
  const server = createTcpServer(client => {
    clients.add(client)
    client.on('error', () => {}).once('data', first => onData(client, first))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const close = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve())
      for (const client of clients) client.destroy()
    })
  return { ...placeOf(server.address() as AddressInfo), close }
}

function placeOf({ port }: AddressInfo): { port: number; url: string } {
  return { port, url: `http://127.0.0.1:${port}` }
}
