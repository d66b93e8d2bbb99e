import type { Credential } from './credential.ts'
import type { Limit } from './limit.ts'

/** One token, and how to reach the API with it. */
export interface Connection {
  apiUrl: string
  credential: Credential
  proxy: Record<string, string>
  /** Milliseconds for one attempt of one request. */
  requestTimeout: number
  /** Milliseconds from the answer to a write until the next one. */
  writeInterval: number
  /** When everything must have ended, in milliseconds since 1970. */
  deadline: number
  /** Aborted when the run is cancelled: nothing is begun from then on. */
  cancelled: AbortSignal
  /** Where all clients of an App wait for their turn, for GitHub counts them together. */
  turn?: Limit
}

/** The version of GitHub's REST API that is asked for; every server from GHES 3.9 on knows it. */
export const apiVersion = '2022-11-28'
