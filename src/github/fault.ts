import type { ClientRequest } from 'node:http'
import type { Socket } from 'node:net'

/** Why a request got no usable answer. */
export type FaultReason =
  | 'refused'
  | 'unresolved'
  | 'proxy'
  | 'certificate'
  | 'timeout'
  | 'lost'
  | 'redirect'
  | 'too-large'
  | 'not-json'
  | 'unexpected'
  | 'other-address'

/** A request that got no usable answer. `sent` tells whether GitHub may have carried it out all the same. */
export class Fault extends Error {
  readonly reason: FaultReason
  readonly sent: boolean
  constructor(reason: FaultReason, sent: boolean, detail = '') {
    super(detail)
    this.name = 'Fault'
    this.reason = reason
    this.sent = sent
  }
}

/** The fault that an error of Node's stands for. */
export function faultOf(error: NodeJS.ErrnoException, outgoing: ClientRequest): Fault {
  const code = error.code ?? ''
  const sent = wasConnected(outgoing.socket)
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return new Fault('timeout', sent)
  if (code === 'ERR_PROXY_TUNNEL')
    return new Fault('proxy', false, /HTTP\/\S+ (\d{3})/.exec(error.message)?.[1])
  if (error.syscall === 'getaddrinfo') return new Fault('unresolved', false, code)
  if (error.syscall === 'connect') return new Fault('refused', false, code)
  if (isCertificateError(code)) return new Fault('certificate', false, code)
  return new Fault('lost', sent, code)
}

/** Before a connection stands, TLS included, nothing of a request has left. */
function wasConnected(socket: (Socket & { secureConnecting?: boolean }) | null): boolean {
  return socket !== null && !socket.connecting && !socket.secureConnecting
}

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes, and the codes of the TLS layer itself. */
function isCertificateError(code: string): boolean {
  return /^(ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERROR_IN_|INVALID_CA|PATH_LENGTH_|INVALID_PURPOSE|HOSTNAME_MISMATCH|EPROTO)/.test(
    code
  )
}
