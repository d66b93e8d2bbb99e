import { apiVersion, type Call } from './call.ts'
import {
  type Failures,
  isRateLimit,
  isServerError,
  mayHaveSucceeded,
  mentions,
  type NoAnswer,
  phrases,
  type Refusal
} from './failure.ts'
import { isLoopback } from './fetch.ts'

/** What was attempted, and where. */
interface Attempt extends Pick<Call, 'task' | 'subject' | 'org'> {
  permissionsUrl?: string | undefined
  apiUrl: string
  writes: boolean
}

/** Explains a failed request: what happened, what to do, GitHub's message and its request id. */
export function explain(failures: Failures, given: Attempt): string {
  // Some requests of an App are about no organization.
  const attempt = { ...given, org: given.org || 'the organization' }
  const [last] = failures
  const sentences = last.kind === 'refusal' ? explainRefusal(last, attempt) : explainNoAnswer(last, attempt)
  if (failures.length > 1) sentences.push(`There were ${failures.length} attempts.`)
  if (attempt.writes && failures.some(mayHaveSucceeded))
    sentences.push(
      'GitHub may have carried it out anyway. Check the organization before you run the step again.'
    )
  return sentences.join(' ')
}

function explainRefusal(refusal: Refusal, attempt: Attempt): string[] {
  const message = refusal.messages.join('; ')
  // GitHub may repeat a long request in its answer.
  const excerpt =
    message.length > maxQuoteLength ? `${message.slice(0, maxQuoteLength)} …` : message.replace(/\.$/, '')
  return [
    `GitHub refused to ${attempt.task} (${refusal.status}): ${whyRefused(refusal, attempt)}`,
    ...(message ? [`GitHub said: ${excerpt}.`] : []),
    ...requestIdIn(refusal.headers['x-github-request-id'])
  ]
}

function whyRefused(refusal: Refusal, attempt: Attempt): string {
  const { status } = refusal
  if (isServerError(status))
    return `the server failed. Run the step again later${isGitHubCom(attempt.apiUrl) ? '; see https://www.githubstatus.com' : ''}.`
  if (status === 410 || (status === 400 && mentions(refusal, /api version/i)))
    return `this server does not support version ${apiVersion} of the API, which this action uses.`
  switch (status) {
    case 401:
      return whyUnauthorized(attempt)
    case 403:
      return whyForbiddenByPolicy(refusal, attempt) ?? whyForbidden(refusal, attempt)
    case 404:
      return whyNotFound(refusal, attempt)
    case 409:
      return 'it conflicts with another change. Run the step again.'
    case 422:
      return 'the values are not accepted. Correct those that GitHub names.'
    case 429:
      return rateLimited
    default:
      return 'the request was not accepted.'
  }
}

const rateLimited = `the token's rate limit is exhausted. Run the step again later, or use a separate token for it.`

function whyUnauthorized(attempt: Attempt): string {
  if (isByApp(attempt))
    return `the App is not recognised. Check that 'app-private-key' belongs to the App in 'app-id', and that the runner's clock is right.`
  if (attempt.permissionsUrl !== undefined)
    return `the App's token is not valid, and neither is its replacement. Run the step again later.`
  return `the token is invalid, expired or revoked. Put a valid one in 'token'.`
}

/** Why a policy forbids the request, whatever the permissions. Only GitHub's message says so. */
function whyForbiddenByPolicy(refusal: Refusal, { org }: Attempt): string | undefined {
  if (mentions(refusal, phrases.allowList))
    return `the IP allow list of ${org} or its enterprise does not include this runner. Add the runner's address, or use a runner that is on the list.`
  if (mentions(refusal, phrases.forbids)) {
    const forbidden = refusal.messages.map(word => phrases.forbids.exec(word)?.[1] ?? '').join(' ')
    if (/lifetime/i.test(forbidden))
      return `${org} or its enterprise forbids tokens with such a long lifetime. Put one that expires sooner in 'token'.`
    const others = ['a GitHub App', 'a fine-grained token'].filter(
      kind => !new RegExp(kind.slice(2).replace(' token', ''), 'i').test(forbidden)
    )
    return `a policy of ${org} or its enterprise forbids this kind of token. Use ${others.join(' or ') || 'another kind'}.`
  }
  if (mentions(refusal, phrases.policy) && refusal.headers['x-github-sso'] === undefined)
    return `a policy of ${org}, its enterprise or GitHub forbids it; see GitHub's message. Ask an owner of ${org}.`
  return undefined
}

function whyForbidden(refusal: Refusal, attempt: Attempt): string {
  const { headers } = refusal
  const { org, permissionsUrl } = attempt
  if (mentions(refusal, phrases.suspended))
    return `the App is suspended in ${org}.${permissionsUrl ? ` An owner can unsuspend it at ${permissionsUrl}.` : ''}`
  if (isRateLimit(refusal)) return rateLimited
  if (isByApp(attempt)) return `the App is not allowed in ${org}.`
  const ssoUrl = /^required;\s*url=(\S+)/.exec(headers['x-github-sso'] ?? '')?.[1]
  if (ssoUrl !== undefined)
    return `the token is not authorized for single sign-on to ${org}. Authorize it at ${ssoUrl}`
  // A workflow's own token is an App's. Only it has a limit of 1,000 requests an hour.
  if (mentions(refusal, phrases.byIntegration) && headers['x-ratelimit-limit'] === '1000')
    return `this is the workflow's own GITHUB_TOKEN, which can only access its repository. ${suitableToken('read or write')}`
  const permissions = headers['x-accepted-github-permissions']
  return (
    whyScopeIsMissing(refusal) ??
    `the token ${permissions === undefined ? 'is not allowed to do this' : `needs ${permissions}`}. ${howToGrant(refusal, attempt)}`
  )
}

function whyNotFound(refusal: Refusal, attempt: Attempt): string {
  const { subject, org } = attempt
  const path = expectedApiUrl(attempt)
  if (path !== undefined) return `the server does not know this path. Check 'github-api-url': it ${path}.`
  if (subject === 'app' || mentions(refusal, phrases.unknownApp)) return `there is no App with this 'app-id'.`
  if (subject === 'installation')
    return `the App is not installed in ${org}, or there is no such organization. An owner of ${org} must install it.`
  const registry = subject === 'registry' ? 'there is no such registry, ' : ''
  const what = subject === 'repositories' ? 'its repositories' : 'its private registries'
  return (
    whyScopeIsMissing(refusal) ??
    `${registry}there is no organization ${org}, or the token cannot access ${what}.${resourceOwnerHint(refusal, attempt)}${serverVersionHint(attempt)}`
  )
}

function whyScopeIsMissing({ headers }: Refusal): string | undefined {
  const scopes = headers['x-oauth-scopes']
  const accepted = listIn(headers['x-accepted-oauth-scopes'])
  if (scopes === undefined || accepted.length === 0) return undefined
  if (accepted.some(scope => listIn(scopes).includes(scope))) return undefined
  return `the classic token has ${scopes ? `the scopes ${scopes}` : 'no scopes'}; it needs ${headers['x-accepted-oauth-scopes']}.`
}

function listIn(header = ''): string[] {
  return header.split(/[\s,]+/).filter(scope => scope !== '')
}

const maxQuoteLength = 2000

function explainNoAnswer({ reason, detail, requestId }: NoAnswer, { task, apiUrl }: Attempt): string[] {
  const why = noAnswers[reason](new URL(apiUrl).host, detail)
  const statusPage = /^5/.test(detail) && isGitHubCom(apiUrl) ? ['See https://www.githubstatus.com.'] : []
  return [`Could not ${task}: ${why}`, ...statusPage, ...requestIdIn(requestId)]
}

function requestIdIn(requestId: string | undefined): string[] {
  return requestId === undefined ? [] : [`Request id ${requestId}.`]
}

function isGitHubCom(apiUrl: string): boolean {
  return new URL(apiUrl).hostname === 'api.github.com'
}

const checkAddress = `Check 'github-api-url'.`
const checkProxy = 'Behind a firewall, HTTPS_PROXY may be needed; if it is set, check it.'
const notTheApi = (host: string, detail: string) =>
  `${host} answered ${detail}, but not with JSON from GitHub's API, so the result is unknown. ${checkAddress} If it is right, a proxy, a firewall, a gateway or a sign-in page may have answered instead.`

const noAnswers: Record<NoAnswer['reason'], (host: string, detail: string) => string> = {
  refused: (host, detail) => `${host} refused the connection (${detail}). ${checkAddress} ${checkProxy}`,
  unresolved: (host, detail) =>
    `the name ${host} cannot be resolved (${detail}). ${checkAddress} ${checkProxy}`,
  proxy: (host, detail) =>
    `the proxy did not connect to ${host}${detail ? ` (${detail})` : ''}. Check HTTPS_PROXY and NO_PROXY.`,
  certificate: (host, detail) =>
    `the certificate of ${host} is not trusted (${detail}). If your own certificate authority signed it, set NODE_EXTRA_CA_CERTS to the authority's file.`,
  tls: (host, detail) => `the TLS connection to ${host} failed (${detail}). ${checkAddress}`,
  timeout: host =>
    `${host} did not send a complete answer within 'request-timeout' or the rest of 'timeout'. ${checkProxy}`,
  lost: (host, detail) =>
    `the connection to ${host} ended before the answer was complete${detail ? ` (${detail})` : ''}.`,
  redirect: (host, target) =>
    `${host} redirected it${target ? ` to ${target}` : ''}. Writes are never redirected; reads are at most three times, and only within ${host}. ${checkAddress}`,
  'too-large': (host, detail) => `the answer of ${host} is ${detail}. ${checkAddress}`,
  'not-json': notTheApi,
  'not-api': notTheApi,
  unexpected: (host, detail) => `the answer of ${host} does not match GitHub's API: ${detail}.`,
  'other-address': (host, detail) => `the address leads to ${detail}, not to the endpoint at ${host}.`
}

function howToGrant(refusal: Refusal, { subject, writes, permissionsUrl }: Attempt): string {
  const level = writes ? 'write' : 'read'
  const permission =
    subject === 'repositories'
      ? 'repository permission "Metadata" (read)'
      : `organization permission "Organization private registries" (${level})`
  if (permissionsUrl) return `Grant the App the ${permission}, and accept it at ${permissionsUrl}.`
  if (subject === 'repositories') return 'Grant it metadata=read on the repositories.'
  if (mentions(refusal, phrases.byIntegration))
    return `The workflow's own GITHUB_TOKEN can never do this: use another token. If it is a GitHub App's token, grant the App the organization permission "Organization private registries" (${level}), and accept it in the organization.`
  return suitableToken(level)
}

function suitableToken(level: string): string {
  return `Use a fine-grained token or a GitHub App with the organization permission "Organization private registries" (${level}), or a classic token with admin:org.`
}

/** A token that is not an App's is fine-grained if the headers name no scopes. */
function resourceOwnerHint({ headers }: Refusal, { org, permissionsUrl }: Attempt): string {
  return permissionsUrl || headers['x-oauth-scopes'] !== undefined
    ? ''
    : ` A fine-grained token needs ${org} as its resource owner, and an owner of ${org} may have to approve it.`
}

/** What 'github-api-url' must look like, if its path is wrong. Nothing is ever found there. */
function expectedApiUrl({ apiUrl }: Attempt): string | undefined {
  const { hostname, pathname, origin } = new URL(apiUrl)
  // On this machine the API may be anywhere.
  const isRoot = pathname === '/' && (isHosted(hostname) || isLoopback(hostname))
  if (pathname === '/api/v3' || isRoot) return undefined
  return isHosted(hostname) ? `must be ${origin}` : 'ends in /api/v3 on GitHub Enterprise Server'
}

function isHosted(hostname: string): boolean {
  return hostname === 'api.github.com' || /^api\.[^.]+\.ghe\.com$/.test(hostname)
}

function serverVersionHint({ apiUrl, subject }: Attempt): string {
  const { hostname, pathname } = new URL(apiUrl)
  if (isHosted(hostname)) return ''
  if (!pathname.startsWith('/api/v3')) return ` On GitHub Enterprise Server 'github-api-url' ends in /api/v3.`
  return subject === 'repositories'
    ? ''
    : ' On GitHub Enterprise Server the server may also be too old: private registries need version 3.17, creating them 3.18.'
}

function isByApp({ subject }: Attempt): boolean {
  return subject === 'app' || subject === 'installation'
}
