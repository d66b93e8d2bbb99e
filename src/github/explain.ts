import { apiVersion, type Call } from './call.ts'
import {
  type Failures,
  isRateLimit,
  isServerError,
  mayHaveHappened,
  mentions,
  type NoAnswer,
  phrases,
  type Refusal
} from './failure.ts'
import { isLoopback } from './fetch.ts'

/** What was tried, and where. */
interface Attempt extends Pick<Call, 'doing' | 'concerns' | 'org' | 'grantedAt'> {
  apiUrl: string
  writes: boolean
}

/** Explains a failed request: what happened, what to do, GitHub's words and its request id. */
export function explain(failures: Failures, attempt: Attempt): string {
  const [last] = failures
  const sentences = last.kind === 'refusal' ? explainRefusal(last, attempt) : explainNoAnswer(last, attempt)
  if (failures.length > 1) sentences.push(`It was tried ${failures.length} times.`)
  if (attempt.writes && failures.some(mayHaveHappened))
    sentences.push(
      'GitHub may have carried it out all the same: look at the organization before you run it again.'
    )
  return sentences.join(' ')
}

function explainRefusal(refusal: Refusal, attempt: Attempt): string[] {
  const words = refusal.words.join('; ')
  // GitHub may repeat a long request in its answer.
  const shown = words.length > maxWords ? `${words.slice(0, maxWords)} …` : words.replace(/\.$/, '')
  return [
    `GitHub refused to ${attempt.doing} (${refusal.status}): ${whyRefused(refusal, attempt)}`,
    ...(words ? [`GitHub said: ${shown}.`] : []),
    ...requestIdIn(refusal.headers['x-github-request-id'])
  ]
}

/** Why GitHub refused, and what to do. */
function whyRefused(refusal: Refusal, attempt: Attempt): string {
  const { status } = refusal
  if (isServerError(status))
    return `the server failed. Run the step again later${isGitHubCom(attempt.apiUrl) ? '; see https://www.githubstatus.com' : ''}.`
  if (status === 410 || (status === 400 && mentions(refusal, /api version/i)))
    return `this server does not know the version of the API that this action speaks (${apiVersion}).`
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
      return 'the values are not accepted. Correct what GitHub names.'
    case 429:
      return rateLimited
    default:
      return 'the request is not accepted.'
  }
}

const rateLimited = `the token's rate limit is reached. Run the step again later, or give it a token of its own.`

function whyUnauthorized(attempt: Attempt): string {
  if (isByApp(attempt))
    return `the App is not recognised. Check that 'app-private-key' is a key of the App that 'app-id' names, and the clock of the runner.`
  if (attempt.grantedAt !== undefined)
    return `the App's token is not valid, nor is the one that was made in its place. Run the step again later.`
  return `the token is not valid. Give 'token' one that has neither expired nor been revoked.`
}

/** Why GitHub refuses what no permission would change: only its words say so, whatever its headers name. */
function whyForbiddenByPolicy(refusal: Refusal, { org }: Attempt): string | undefined {
  if (mentions(refusal, phrases.allowList))
    return `an IP allow list of ${org} or its enterprise does not admit this runner. Add the runner's address to it, or use a runner whose address is on it.`
  if (mentions(refusal, phrases.forbids)) {
    const forbidden = refusal.words.map(word => phrases.forbids.exec(word)?.[1] ?? '').join(' ')
    if (/lifetime/i.test(forbidden))
      return `${org} or its enterprise forbids tokens that live so long. Give 'token' one that ends sooner.`
    const others = ['a GitHub App', 'a fine-grained token'].filter(
      kind => !new RegExp(kind.slice(2).replace(' token', ''), 'i').test(forbidden)
    )
    return `a policy of ${org} or its enterprise forbids this kind of token. Use ${others.join(' or ') || 'another kind'}.`
  }
  if (mentions(refusal, phrases.policy) && refusal.headers['x-github-sso'] === undefined)
    return `a policy of ${org}, its enterprise or GitHub stands against it, as GitHub's words tell. An owner of ${org} can say more.`
  return undefined
}

function whyForbidden(refusal: Refusal, attempt: Attempt): string {
  const { headers } = refusal
  const { org, grantedAt } = attempt
  if (mentions(refusal, phrases.suspended))
    return `the App is suspended in ${org}.${grantedAt ? ` An owner can end that at ${grantedAt}.` : ''}`
  if (isRateLimit(refusal)) return rateLimited
  if (isByApp(attempt)) return `the App may not be used${org ? ` in ${org}` : ''}.`
  const ssoUrl = /^required;\s*url=(\S+)/.exec(headers['x-github-sso'] ?? '')?.[1]
  if (ssoUrl !== undefined)
    return `the token is not authorized for the single sign-on of ${org}. Authorize it at ${ssoUrl}`
  // A workflow's own token is an app's, with a limit of 1,000 requests an hour that no other token has.
  if (mentions(refusal, phrases.byIntegration) && headers['x-ratelimit-limit'] === '1000')
    return `this is the workflow's own GITHUB_TOKEN, whose permissions end at the repository. ${properToken('read or write')}`
  const permissions = headers['x-accepted-github-permissions']
  return (
    whyScopeIsMissing(refusal) ??
    `the token ${permissions === undefined ? 'may not do this' : `lacks ${permissions}`}. ${grant(refusal, attempt)}`
  )
}

function whyNotFound(refusal: Refusal, attempt: Attempt): string {
  const { concerns, org } = attempt
  const path = rightPath(attempt)
  if (path !== undefined) return `the server does not know this path. Check 'github-api-url': it ${path}.`
  if (concerns === 'app' || mentions(refusal, phrases.unknownApp))
    return `there is no App with this 'app-id'.`
  if (concerns === 'installation')
    return `the App is not installed in ${org}, or there is no such organization. An owner of ${org} has to install it.`
  const registry = concerns === 'registry' ? 'there is no such registry, ' : ''
  const what = concerns === 'repositories' ? 'its repositories' : 'its private registries'
  return (
    whyScopeIsMissing(refusal) ??
    `${registry}there is no organization ${org}, or the token may not see ${what}.${ownerOf(refusal, attempt)}${tooOld(attempt)}`
  )
}

/** What a classic token lacks, if that is so. */
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

const maxWords = 2000

function explainNoAnswer({ reason, detail, requestId }: NoAnswer, { doing, apiUrl }: Attempt): string[] {
  const why = noAnswers[reason](new URL(apiUrl).host, detail)
  const failed = /^5/.test(detail) && isGitHubCom(apiUrl) ? ['See https://www.githubstatus.com.'] : []
  return [`Could not ${doing}: ${why}`, ...failed, ...requestIdIn(requestId)]
}

function requestIdIn(requestId: string | undefined): string[] {
  return requestId === undefined ? [] : [`Request id ${requestId}.`]
}

function isGitHubCom(apiUrl: string): boolean {
  return new URL(apiUrl).hostname === 'api.github.com'
}

const checkAddress = `Check 'github-api-url'.`
const checkProxy = 'Behind a firewall HTTPS_PROXY may be needed; if it is set, check it.'
const notTheApi = (host: string, detail: string) =>
  `${host} answered ${detail}, but not with JSON of GitHub's API, so nothing follows from it. ${checkAddress} If that is right, something between may have answered: a proxy, a firewall, a gateway or a sign-in page.`

const noAnswers: Record<NoAnswer['reason'], (host: string, detail: string) => string> = {
  refused: (host, detail) => `${host} accepts no connection (${detail}). ${checkAddress} ${checkProxy}`,
  unresolved: (host, detail) =>
    `the name ${host} cannot be resolved (${detail}). ${checkAddress} ${checkProxy}`,
  proxy: (host, detail) =>
    `the proxy does not connect to ${host}${detail ? ` (${detail})` : ''}. Check HTTPS_PROXY and NO_PROXY.`,
  certificate: (host, detail) =>
    `the certificate of ${host} is not trusted (${detail}). If your own authority signed it, name its file in NODE_EXTRA_CA_CERTS.`,
  tls: (host, detail) => `${host} does not speak TLS as it should (${detail}). ${checkAddress}`,
  timeout: host =>
    `${host} did not answer in full within 'request-timeout' or what 'timeout' had left. ${checkProxy}`,
  lost: (host, detail) =>
    `the connection to ${host} ended before the answer was complete${detail ? ` (${detail})` : ''}.`,
  redirect: (host, target) =>
    `${host} redirects it${target ? ` to ${target}` : ''}; a write is never redirected, a read at most three times and only within ${host}. ${checkAddress}`,
  'too-large': (host, detail) => `the answer of ${host} is ${detail}. ${checkAddress}`,
  'not-json': notTheApi,
  'not-api': notTheApi,
  unexpected: (host, detail) => `the answer of ${host} is not what GitHub's API describes: ${detail}.`,
  'other-address': (host, detail) => `the address leads to ${detail} instead of the endpoint at ${host}.`
}

function grant(refusal: Refusal, { concerns, writes, grantedAt }: Attempt): string {
  const level = writes ? 'write' : 'read'
  const permission =
    concerns === 'repositories'
      ? 'repository permission "Metadata" (read)'
      : `organization permission "Organization private registries" (${level})`
  if (grantedAt) return `Give the App the ${permission}, and accept it at ${grantedAt}.`
  if (concerns === 'repositories') return 'Give it metadata=read on the repositories.'
  if (mentions(refusal, phrases.byIntegration))
    return `If it is the workflow's own GITHUB_TOKEN, it can never do this: use another one. If it is a GitHub App's, give the App the organization permission "Organization private registries" (${level}) and accept that in the organization.`
  return properToken(level)
}

function properToken(level: string): string {
  return `Use a fine-grained token or a GitHub App with the organization permission "Organization private registries" (${level}), or a classic token with admin:org.`
}

/** A token without scopes in the headers that is not an App's is a fine-grained one. */
function ownerOf({ headers }: Refusal, { org, grantedAt }: Attempt): string {
  return grantedAt || headers['x-oauth-scopes'] !== undefined
    ? ''
    : ` A fine-grained token needs ${org} as its resource owner, and an owner of ${org} may have to approve it.`
}

/** What an API address has to be whose path is wrong: nothing is ever found there. */
function rightPath({ apiUrl }: Attempt): string | undefined {
  const { hostname, pathname, origin } = new URL(apiUrl)
  // On this machine the API may be anywhere.
  const isRoot = pathname === '/' && (isHosted(hostname) || isLoopback(hostname))
  if (pathname === '/api/v3' || isRoot) return undefined
  return isHosted(hostname) ? `has to be ${origin}` : 'ends in /api/v3 on GitHub Enterprise Server'
}

/** Whether the API has a host of its own. */
function isHosted(hostname: string): boolean {
  return hostname === 'api.github.com' || /^api\.[^.]+\.ghe\.com$/.test(hostname)
}

function tooOld({ apiUrl, concerns }: Attempt): string {
  const { hostname, pathname } = new URL(apiUrl)
  if (isHosted(hostname)) return ''
  if (!pathname.startsWith('/api/v3')) return ` On GitHub Enterprise Server 'github-api-url' ends in /api/v3.`
  return concerns === 'repositories'
    ? ''
    : ' On GitHub Enterprise Server it may also be too old: private registries are there from 3.17 on, creating them from 3.18.'
}

/** Whether the App itself asked, not one of its tokens. */
function isByApp({ concerns }: Attempt): boolean {
  return concerns === 'app' || concerns === 'installation'
}
