import type { IncomingHttpHeaders } from 'node:http'
import { tokenIn } from './tokens.ts'
import type { World } from './world.ts'

/** Makes the headers that every answer carries: request ids count up, rate limits count down per token and hour. */
export function makeHeaders(world: World): (request: IncomingHttpHeaders) => Record<string, string> {
  const used = new Map<string, number>()
  let requests = 0

  return ({ authorization = '', 'x-github-api-version': version }) => {
    requests += 1
    const token = tokenIn(authorization)
    const reset = (Math.floor(world.now() / 3_600_000) + 1) * 3600
    const bucket = `${token} ${reset}`
    const count = (used.get(bucket) ?? 0) + 1
    used.set(bucket, count)
    // What an App signs has the limit of other tokens.
    const limit = limitOf(token.includes('.') ? 'app' : world.tokens.get(token)?.kind)
    return {
      date: new Date(world.now()).toUTCString(),
      'content-type': 'application/json; charset=utf-8',
      'x-github-media-type': 'github.v3; format=json',
      'x-github-api-version-selected': String(version ?? world.versions[0]),
      'x-github-request-id': `C0DE:${requests.toString(16).toUpperCase().padStart(4, '0')}`,
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - count)),
      'x-ratelimit-used': String(count),
      'x-ratelimit-reset': String(reset),
      'x-ratelimit-resource': 'core'
    }
  }
}

function limitOf(kind: string | undefined): number {
  if (kind === undefined) return 60
  return kind === 'workflow' ? 1000 : 5000
}
