import { appEndpoints, installationEndpoints } from './app-endpoints.ts'
import { appOf } from './app-jwt.ts'
import { endpoints, type Reply } from './endpoints.ts'
import type { Exchange } from './exchange.ts'
import { refuseSuspended, requireInstallation } from './installation-tokens.ts'
import type { Judged } from './judge.ts'
import { notFound, Refusal } from './refusal.ts'
import { type Need, requireRight, rightsHeaders, rightsOf, type TokenRights, tokenIn } from './tokens.ts'
import { findOrganization, type World } from './world.ts'

const noUserAgent: Reply = {
  status: 403,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body:
    '\r\nRequest forbidden by administrative rules. Please make sure your request has a User-Agent header ' +
    '(https://docs.github.com/en/rest/overview/resources-in-the-rest-api#user-agent-required). ' +
    'Check https://developer.github.com for other possible causes.\r\n'
}

/** Carries a request out, as far as it may be, and tells what GitHub would answer. */
export function answerTo(exchange: Exchange, judged: Judged, world: World): Reply {
  if (!exchange.headers['user-agent']) return noUserAgent
  let rights: TokenRights | undefined
  let need: Need = ''
  let reply: Reply
  try {
    requireVersion(exchange, world)
    const byApp = answerToApp(exchange, judged, world)
    if (byApp) return byApp
    rights = rightsOf(exchange.headers.authorization, world.tokens, world.now())
    if (rights.installation) refuseSuspended(rights.installation)
    const { endpoint, query } = judged
    const byInstallation = answerToInstallation(exchange, judged, { rights, world })
    if (byInstallation) return byInstallation
    const offer = endpoints[endpoint?.route ?? '']
    if (!endpoint || !offer) throw notFound()
    need = offer.needs
    const { params } = endpoint
    const organization = findOrganization(world, params['org'] ?? params['owner'])
    if (!organization) throw notFound()
    requireRight(rights, need, organization.login)
    if (judged.refusal) throw judged.refusal
    reply = offer.answer({ world, organization, rights, params, query, body: exchange.body })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    reply = refused(error, judged.endpoint?.documentation ?? 'https://docs.github.com/rest')
  }
  return { ...reply, headers: { ...rightsHeaders(rights, need), ...reply.headers } }
}

function answerToApp(
  { headers, body }: Exchange,
  { endpoint, query, refusal }: Judged,
  world: World
): Reply | undefined {
  const answer = appEndpoints[endpoint?.route ?? '']
  if (!endpoint || !answer) return undefined
  const app = appOf(headers.authorization, world.apps, world.now())
  if (refusal) throw refusal
  return answer({ world, app, params: endpoint.params, query, body })
}

function answerToInstallation(
  { headers: { authorization = '' } }: Exchange,
  { endpoint, refusal }: Judged,
  { rights, world }: { rights: TokenRights; world: World }
): Reply | undefined {
  const answer = installationEndpoints[endpoint?.route ?? '']
  if (!answer) return undefined
  requireInstallation(rights)
  if (refusal) throw refusal
  return answer({ world, token: tokenIn(authorization) })
}

function requireVersion({ headers }: Exchange, { versions }: World): void {
  const version = headers['x-github-api-version']
  if (version === undefined || versions.includes(String(version))) return
  const supported = versions.map(one => `"${one}"`).reverse()
  throw new Refusal(
    400,
    `The version you specified in the "X-GitHub-API-Version" request header, "${version}", is not a supported ` +
      `version. The following versions are currently supported: ${supported[0]} (most recent)` +
      `${supported.slice(1).map(one => `, ${one}`)}.`,
    { documentation: 'https://docs.github.com/rest' }
  )
}

function refused({ status, message, details }: Refusal, documentation: string): Reply {
  const body = {
    message,
    ...(details.errors ? { errors: details.errors } : {}),
    ...(details.url === undefined ? {} : { url: details.url }),
    documentation_url: details.documentation ?? documentation,
    status: String(status)
  }
  return { status, headers: details.headers ?? {}, body }
}
