import type { ServerResponse } from 'node:http'
import type { Reply } from './endpoints.ts'
import type { Fault } from './script.ts'

/** Sends a whole answer. */
export function send(response: ServerResponse, reply: Reply): void {
  const bytes = begin(response, reply)
  response.end(bytes)
}

/** Sends an answer with a fault. */
export function sendWithFault(response: ServerResponse, reply: Reply, fault: Fault): void {
  switch (fault) {
    case 'hang':
      return
    case 'reset':
      response.socket?.destroy()
      return
    case 'cut':
      sendHalf(response, reply, () => response.socket?.destroy())
      return
    case 'stall':
      sendHalf(response, reply, () => {})
      return
    case 'endless':
      sendWithoutEnd(response, reply)
  }
}

function begin(response: ServerResponse, { status, headers, body }: Reply): Buffer {
  const bytes = Buffer.from(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body))
  const { 'content-type': contentType, ...others } = { ...headers }
  const aboutBody = { 'content-type': contentType, 'content-length': bytes.length }
  response.writeHead(status, status === 204 ? others : { ...others, ...aboutBody })
  return bytes
}

function sendHalf(response: ServerResponse, reply: Reply, then: () => void): void {
  if (reply.body === undefined) {
    // Nothing to halve but the status line.
    response.socket?.write('HTTP/1.1 2', then)
    return
  }
  const bytes = begin(response, reply)
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), then)
}

function sendWithoutEnd(response: ServerResponse, { status, headers }: Reply): void {
  const spaces = ' '.repeat(65_536)
  const more = (): void => {
    if (response.destroyed) return
    if (response.write(spaces)) setImmediate(more)
    else response.once('drain', more)
  }
  response.writeHead(status === 204 ? 200 : status, { ...headers })
  response.write('{')
  more()
}
