import type { IncomingHttpHeaders } from 'node:http'
import { elsewhere, endpoints, type Question } from './endpoints.ts'
import { type Exchange, Refusal, type Reply } from './exchange.ts'
import { rightsHeaders, tokenIn } from './tokens.ts'
import { namedPath, type World } from './world.ts'

/** Compares a request with the description: headers, path, query and body. */
export function judge(exchange: Exchange, world: World) {
  const { description } = world
  const { pathname, searchParams: query } = new URL(exchange.path, 'http://localhost')
  const endpoint = description.find(exchange.method, namedPath(world, pathname))
  if (!endpoint) return { endpoint, query, violations: ['There is no such endpoint.'] }
  const wrongQuery = description.judgeQuery(endpoint.route, query)
  const wrongBody = description.judgeBody(endpoint.route, exchange.body)
  const violations = [...judgeHeaders(exchange, world), ...wrongQuery, ...wrongBody]
  return { endpoint, query, violations, refusal: refusalOf(exchange.body, wrongQuery, wrongBody) }
}

function refusalOf(body: unknown, wrongQuery: string[], wrongBody: string[]): Refusal | undefined {
  if (wrongQuery.length > 0) return new Refusal(400, `Invalid request.\n\n${wrongQuery.join('\n')}`)
  if (wrongBody.length === 0) return undefined
  if (typeof body === 'string') return new Refusal(400, 'Problems parsing JSON')
  if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body)))
    return new Refusal(400, 'Body should be a JSON object')
  return new Refusal(422, `Invalid request.\n\n${wrongBody.join('\n')}`)
}

function judgeHeaders({ headers, body }: Exchange, { versions }: World): string[] {
  const { accept = '', 'content-type': type = '', 'x-github-api-version': version } = headers
  const problems = [
    !headers['user-agent'] && 'There is no User-Agent.',
    version === undefined && 'There is no X-GitHub-Api-Version.',
    version !== undefined &&
      !versions.includes(String(version)) &&
      `The X-GitHub-Api-Version ${version} is not supported.`,
    !/^application\/(vnd\.github(\.v3)?\+json|json)\b/.test(accept) &&
      `Accept is ${accept || 'missing'}; it should be application/vnd.github+json.`,
    body !== undefined &&
      !/^application\/json\b/.test(type) &&
      `Content-Type is ${type || 'missing'}; it should be application/json.`
  ]
  return problems.filter(problem => problem !== false)
}

/** Carries a request out, as far as it may be, and tells what GitHub would answer. */
export function answerTo(
  { headers: { authorization }, body }: Exchange,
  { endpoint, query, refusal }: ReturnType<typeof judge>,
  world: World
): Reply {
  const { route = '', params = {}, documentation } = endpoint ?? {}
  const question: Question = { world, params, query, body, authorization, refusal }
  let reply: Reply
  try {
    reply = (endpoints[route] ?? elsewhere)(question)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    reply = error.reply(documentation)
  }
  return { ...reply, headers: { ...rightsHeaders(question.rights, question.need), ...reply.headers } }
}

/** Makes the headers that every answer carries; request ids count up. */
export function makeHeaders(world: World) {
  let requests = 0

  return ({ authorization = '', 'x-github-api-version': version }: IncomingHttpHeaders) => {
    requests += 1
    const limit = world.tokens.get(tokenIn(authorization))?.kind === 'workflow' ? 1000 : 5000
    return {
      date: new Date(world.now()).toUTCString(),
      'content-type': 'application/json; charset=utf-8',
      'x-github-media-type': 'github.v3; format=json',
      'x-github-api-version-selected': String(version ?? world.versions[0]),
      ...(world.serverVersion && { 'x-github-enterprise-version': world.serverVersion }),
      'x-github-request-id': `C0DE:${requests.toString(16).toUpperCase().padStart(4, '0')}`,
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(limit - 1),
      'x-ratelimit-reset': String((Math.floor(world.now() / 3_600_000) + 1) * 3600),
      'x-ratelimit-resource': 'core'
    }
  }
}
