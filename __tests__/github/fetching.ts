import { Fault, type NoAnswer } from '../../src/github/failure.ts'
import { createFetch } from '../../src/github/fetch.ts'

/** One request as a test sends it: to `path` of `apiUrl`, or to `address` if that is given. */
export interface Sent {
  apiUrl: string
  method?: string
  path?: string
  address?: string
  milliseconds?: number
  proxy?: Record<string, string>
}

/** What came of it: an answer, or a fault in its three parts. */
export type Came =
  | { status: number; text: string; headers: Map<string, string> }
  | { reason: NoAnswer['reason']; sent: boolean; detail: string }

const { signal } = new AbortController()

/** A fetch whose requests are all awaited, for fifteen seconds each. */
export function fetchFrom(apiUrl: string, differences: Partial<Parameters<typeof createFetch>[0]> = {}) {
  return createFetch({
    apiUrl,
    timeout: () => 15_000,
    proxy: {},
    abortSignalFor: () => signal,
    ...differences
  })
}

/** Sends one request through a fetch of its own. */
export async function send(request: Sent): Promise<Came> {
  const { apiUrl, method = 'GET', path = '/x', milliseconds = 15_000, proxy = {} } = request
  const { fetch, close } = fetchFrom(apiUrl, { timeout: () => milliseconds, proxy })
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: '{"url":"u"}' }
  const headers = { authorization: 'token t' }
  try {
    const answer = await fetch(request.address ?? apiUrl + path, { method, headers, ...body })
    return { status: answer.status, text: await answer.text(), headers: answer.headers }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const { reason, sent, detail } = error.failure
    return { reason, sent, detail }
  } finally {
    close()
  }
}
