import type { Endpoint } from './description.ts'
import type { Exchange } from './exchange.ts'
import { Refusal } from './refusal.ts'
import { namedPath, type World } from './world.ts'

/** A request compared with the description. */
export interface Judged {
  readonly endpoint: Endpoint | undefined
  readonly query: URLSearchParams
  readonly violations: readonly string[]
  /** How GitHub refuses a query or a body that is not as described. */
  readonly refusal: Refusal | undefined
}

/** Compares a request with the description: headers, path, query and body. */
export function judge(exchange: Exchange, world: World): Judged {
  const { description } = world
  const { pathname, searchParams: query } = new URL(exchange.path, 'http://localhost')
  const endpoint = description.find(exchange.method, namedPath(world, pathname))
  if (!endpoint) {
    return { endpoint, query, violations: ['There is no such endpoint.'], refusal: undefined }
  }
  const wrongQuery = description.judgeQuery(endpoint.route, query)
  const wrongBody = description.judgeBody(endpoint.route, exchange.body)
  const violations = [...judgeHeaders(exchange, world), ...wrongQuery, ...wrongBody]
  return { endpoint, query, violations, refusal: refuse(exchange.body, wrongQuery, wrongBody) }
}

function refuse(body: unknown, wrongQuery: string[], wrongBody: string[]): Refusal | undefined {
  if (wrongQuery.length > 0) return new Refusal(400, `Invalid request.\n\n${wrongQuery.join('\n')}`)
  if (wrongBody.length === 0) return undefined
  if (typeof body === 'string') return new Refusal(400, 'Problems parsing JSON')
  if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body))) {
    return new Refusal(400, 'Body should be a JSON object')
  }
  return new Refusal(422, `Invalid request.\n\n${wrongBody.join('\n')}`)
}

function judgeHeaders({ headers, body }: Exchange, world: World): string[] {
  const version = headers['x-github-api-version']
  const { accept = '', 'content-type': contentType = '' } = headers
  return [
    ...(headers['user-agent'] ? [] : ['There is no User-Agent.']),
    ...(version === undefined ? ['There is no X-GitHub-Api-Version.'] : []),
    ...(version === undefined || world.versions.includes(String(version))
      ? []
      : [`The X-GitHub-Api-Version ${version} is not supported.`]),
    ...(/^application\/(vnd\.github(\.v3)?\+json|json)\b/.test(accept)
      ? []
      : [`Accept is ${accept || 'missing'}; it should be application/vnd.github+json.`]),
    ...(body === undefined || /^application\/json\b/.test(contentType)
      ? []
      : [`Content-Type is ${contentType || 'missing'}; it should be application/json.`])
  ]
}
