import type { Exchange } from '../github/exchange.ts'
import type { Answer } from '../github/script.ts'

/** What a fault can hit. */
export const endpoints = [
  'list',
  'get',
  'public-key',
  'create',
  'update',
  'delete',
  'repository',
  'repositories'
] as const
/** What a fault can hit, by name. */
export type Endpoint = (typeof endpoints)[number]

/** The endpoints that write. */
export const writing: readonly Endpoint[] = ['create', 'update', 'delete']
/** The endpoints that only read. */
export const reading: readonly Endpoint[] = endpoints.filter(endpoint => !writing.includes(endpoint))

/** What a kind of fault may know when it answers. */
export interface Moment {
  readonly request: Exchange
  /** The server's time, in milliseconds since 1970. */
  now(): number
  /** The address of this API, and of a server that must never hear anything. */
  readonly here: string
  readonly elsewhere: string
  /** How many seconds a client is asked to wait, where the kind does not say itself. */
  readonly wait: number
  /** The list of the organization that is asked for as it was so many milliseconds ago. */
  listed(ago: number): unknown
  /** Gives the organization that is asked for another key. */
  rotateKey(): void
}

/** A kind of fault: what a request gets instead of its ordinary answer. */
export interface Kind {
  readonly name: string
  answer(moment: Moment): Answer | undefined
  /** Which endpoints it can hit; without it all. */
  readonly on?: readonly Endpoint[]
  /** Where a run succeeds although it meets this once. */
  readonly heals: readonly Endpoint[]
  /** It takes the connection itself: `bytes` are sent as they are, `closed` accepts none for two seconds. */
  readonly front?: 'bytes' | 'closed'
  /** Without an answer in `request-timeout`. */
  readonly silent?: boolean
  /** The client waits for the server's sake, for so many seconds at least. */
  readonly waits?: number
  /** The time has to go by more slowly, for what lags by two seconds. */
  readonly lags?: boolean
}

/** Whether a request writes. */
export function isWrite({ method }: Pick<Exchange, 'method'>): boolean {
  return method !== 'GET'
}

/** Which endpoint a request is for. */
export function endpointOf({ method, path }: Pick<Exchange, 'method' | 'path'>): Endpoint | undefined {
  const [name = ''] = path.split('?')
  if (/^\/repos\//.test(name)) return 'repository'
  if (/^\/orgs\/[^/]+\/repos$/.test(name)) return 'repositories'
  if (/\/public-key$/.test(name)) return 'public-key'
  if (/\/private-registries$/.test(name)) return method === 'POST' ? 'create' : 'list'
  if (!/\/private-registries\/[^/]+$/.test(name)) return undefined
  return method === 'PATCH' ? 'update' : method === 'DELETE' ? 'delete' : 'get'
}
