import type { ClientRequest } from 'node:http'
import type { Socket } from 'node:net'

/** Why a request got no usable answer. */
export type FaultReason =
  | 'refused'
  | 'unresolved'
  | 'proxy'
  | 'certificate'
  | 'tls'
  | 'timeout'
  | 'lost'
  | 'redirect'
  | 'too-large'
  | 'not-json'
  | 'not-api'
  | 'unexpected'
  | 'other-address'

/** A request that got no usable answer. `sent` tells whether GitHub may have carried it out all the same. */
export class Fault extends Error {
  readonly reason: FaultReason
  readonly sent: boolean
  readonly requestId: string | undefined
  constructor(reason: FaultReason, sent: boolean, detail = '', requestId?: string) {
    super(detail)
    this.requestId = requestId
    this.name = 'Fault'
    this.reason = reason
    this.sent = sent
  }
}

/** The fault of an answer that arrived whole but does not say what it should. */
export function misread(detail: string): Fault {
  return new Fault('unexpected', true, detail)
}

/** The fault that an error of Node's stands for. */
export function faultOf(error: NodeJS.ErrnoException, outgoing: ClientRequest): Fault {
  const code = error.code ?? ''
  // Of a host with several addresses, none accepts a connection.
  const severalRefused = 'errors' in error
  const sent = !severalRefused && wasConnected(outgoing.socket)
  if (error.name === 'TimeoutError') return new Fault('timeout', sent)
  if (error.name === 'AbortError') return new Fault('lost', sent)
  if (error.syscall === 'getaddrinfo') return new Fault('unresolved', false, code)
  if (severalRefused || error.syscall === 'connect') return new Fault('refused', false, code)
  if (certificateErrors.test(code)) return new Fault('certificate', false, code)
  if (/^(ERR_SSL_|ERR_TLS_|EPROTO)/.test(code)) return new Fault('tls', false, code)
  return new Fault('lost', sent, code)
}

/** Before a connection stands, TLS included, nothing of a request has left. */
function wasConnected(socket: (Socket & { secureConnecting?: boolean }) | null): boolean {
  return socket !== null && !socket.connecting && !socket.secureConnecting
}

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const certificateErrors =
  /^(ERR_TLS_CERT_|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERROR_IN_|INVALID_CA|PATH_LENGTH_|INVALID_PURPOSE|HOSTNAME_MISMATCH)/
