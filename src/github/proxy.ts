import http from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import { tryTo } from '../registries/problem.ts'
import { Fault } from './failure.ts'

/** The agent for an address. It connects directly, or through a proxy that must answer before the timeout. */
export function agentFor(
  url: URL,
  { HTTPS_PROXY = '', NO_PROXY = '' }: Record<string, string>,
  timeoutSignal: () => AbortSignal
): http.Agent {
  if (url.protocol === 'http:') return new http.Agent({ keepAlive: true })
  const agent = new https.Agent({ keepAlive: true })
  if (HTTPS_PROXY === '' || bypassesProxy(url, NO_PROXY)) return agent
  const secure = agent.createConnection.bind(agent)
  // Node's own tunnels apply NO_PROXY differently, and read an answer of any length.
  agent.createConnection = (options, callback) => {
    openTunnel(new URL(HTTPS_PROXY), `${url.hostname}:${url.port || 443}`, timeoutSignal()).then(
      socket => callback?.(null, secure(Object.assign(options, { socket })) as Socket),
      error => callback?.(error, undefined as never)
    )
    return undefined
  }
  return agent
}

/** Whether `NO_PROXY` covers an address. A name covers its subdomains too, `*` every host, a port only that port. */
function bypassesProxy({ hostname, port }: URL, list: string): boolean {
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some(entry => {
      // Text with several colons and no brackets is an IPv6 address.
      const [, host = entry, only] = /^(\[.*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? []
      if (only !== undefined && only !== (port || '443')) return false
      const name = host.replace(/^\*?\./, '')
      return name === '*' || (name !== '' && `.${bare(hostname)}`.endsWith(`.${bare(name)}`))
    })
}

function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
}

function openTunnel(proxy: URL, target: string, signal: AbortSignal): Promise<Socket> {
  const { protocol, hostname, port, username, password } = proxy
  const credentials = [username, password]
    .map(text => tryTo(() => decodeURIComponent(text)) ?? text)
    .join(':')
  const connect = (protocol === 'https:' ? https : http).request({
    ...{ method: 'CONNECT', path: target, agent: false, signal },
    ...{ host: bare(hostname), port: port || (protocol === 'https:' ? 443 : 80) },
    headers: {
      host: target,
      ...(username && { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` })
    }
  })
  return new Promise((resolve, reject) => {
    connect.once('connect', ({ statusCode }, socket) => {
      if (statusCode && statusCode >= 200 && statusCode < 300) return resolve(socket)
      socket.destroy()
      reject(new Fault('proxy', false, `${statusCode}`))
    })
    connect.once('error', (error: NodeJS.ErrnoException) => {
      if (signal.aborted) reject(new Fault('timeout', false))
      else if (error.syscall === 'connect' || error.syscall === 'getaddrinfo') reject(error)
      else reject(new Fault('proxy', false, error.code))
    })
    connect.end()
  })
}
