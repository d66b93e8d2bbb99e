import { apiVersion } from '../../src/github/call.ts'
import { explain } from '../../src/github/explain.ts'
import type { Failure } from '../../src/github/failure.ts'
import { noAnswer, refusal } from './failures.ts'

type Attempt = Parameters<typeof explain>[1]

const attempt: Attempt = {
  ...{ doing: 'create npm_registry at https://npm.acme.example in acme', concerns: 'organization' },
  ...{ org: 'acme', apiUrl: 'https://api.github.com', writes: true }
}
/** What is said, and after which failures, each with what differs in what was tried. */
type Sentences = Record<string, [given: Failure, attempt?: Partial<Attempt>][]>

const proper = (level: string) =>
  `Use a fine-grained token or a GitHub App with the organization permission "Organization private registries" (${level}), or a classic token with admin:org.`
const appsOwn = `If it is the workflow's own GITHUB_TOKEN, it can never do this: use another one. If it is a GitHub App's, give the App the organization permission "Organization private registries" (write) and accept that in the organization.`
const byApp = 'Resource not accessible by integration'
const needs = { 'x-accepted-github-permissions': 'organization_private_registries=write' }
const lacks = 'the token lacks organization_private_registries=write.'
const limited = `the token's rate limit is reached. Run the step again later, or give it a token of its own.`
const limit = (has: string) => ({ ...needs, 'x-ratelimit-limit': has })
const sso = (words: string) => ({ ...needs, 'x-github-sso': words })
const classic = (has: string, accepted = 'admin:org') => ({
  ...{ 'x-oauth-scopes': has, 'x-accepted-oauth-scopes': accepted }
})
const unseen = 'there is no organization acme, or the token may not see its private registries.'
const owner =
  ' A fine-grained token needs acme as its resource owner, and an owner of acme may have to approve it.'
const enterprise = { apiUrl: 'https://github.acme.example/api/v3' }
const page = 'https://github.com/organizations/acme/settings/installations/1'
const [reads, byAppsToken] = [{ writes: false }, { grantedAt: page }]
const repositories = { concerns: 'repositories' } as const
const app = { concerns: 'app', org: '' } as const
const installation = { concerns: 'installation' } as const
const suspended = 'This installation has been suspended'
const version = `this server does not know the version of the API that this action speaks (${apiVersion}).`
const address = `the server does not know this path. Check 'github-api-url': it`

const refusals: Sentences = {
  [`the token is not valid. Give 'token' one that has neither expired nor been revoked.`]: [[refusal(401)]],
  [limited]: [[refusal(429)]],
  'the token is not authorized for the single sign-on of acme. Authorize it at https://github.com/orgs/acme/sso?x=1':
    [[refusal(403, sso('required; url=https://github.com/orgs/acme/sso?x=1'))]],
  [`${lacks} ${proper('write')}`]: [[refusal(403, sso('partial-results; organizations=1'))]],
  [`this is the workflow's own GITHUB_TOKEN, whose permissions end at the repository. ${proper('read or write')} GitHub said: ${byApp}.`]:
    [[refusal(403, limit('1000'), byApp)]],
  [`${lacks} ${appsOwn} GitHub said: ${byApp}.`]: [[refusal(403, limit('5000'), byApp)]],
  [`${lacks} ${proper('read')}`]: [[refusal(403, needs), reads]],
  'the token lacks metadata=read. Give it metadata=read on the repositories.': [
    [refusal(403, { 'x-accepted-github-permissions': 'metadata=read' }), { ...repositories, ...reads }]
  ],
  'the classic token has the scopes repo, read:org; it needs admin:org.': [
    [refusal(403, classic('repo, read:org'))]
  ],
  'the classic token has no scopes; it needs admin:org.': [[refusal(404, classic(''))]],
  [`the token may not do this. ${proper('write')}`]: [
    [refusal(403)],
    [refusal(403, classic('repo, admin:org', 'write:org, admin:org'))]
  ],
  // A classic token of which nothing is asked, and the token of an App.
  [unseen]: [[refusal(404, classic('repo', ''))], [refusal(404), byAppsToken]],
  [`there is no organization acme, or the token may not see its repositories.${owner}`]: [
    [refusal(404), { ...repositories, ...enterprise }]
  ],
  [unseen + owner]: [[refusal(404)]],
  [`there is no such registry, ${unseen}${owner}`]: [[refusal(404), { concerns: 'registry' }]],
  [`${unseen}${owner} On GitHub Enterprise Server it may also be too old: private registries are there from 3.17 on, creating them from 3.18.`]:
    [[refusal(404), enterprise]],
  [`${address} ends in /api/v3 on GitHub Enterprise Server.`]: [
    [refusal(404), { apiUrl: 'https://github.acme.example' }],
    [refusal(404), { apiUrl: 'https://github.acme.example/api/graphql' }],
    [refusal(404), { apiUrl: 'http://127.0.0.1/x' }]
  ],
  [`${address} has to be https://api.github.com.`]: [
    [refusal(404), { ...repositories, apiUrl: 'https://api.github.com/graphql' }]
  ],
  [`${address} has to be https://api.acme.ghe.com.`]: [
    [refusal(404), { ...repositories, apiUrl: 'https://api.acme.ghe.com/graphql' }]
  ],
  'it conflicts with another change. Run the step again.': [[refusal(409)]],
  'the values are not accepted. Correct what GitHub names. GitHub said: Validation Failed; url is taken. Request id C0DE:1.':
    [[refusal(422, { 'x-github-request-id': 'C0DE:1' }, 'Validation Failed', 'url is taken.')]],
  [version]: [[refusal(410)]],
  [`${version} GitHub said: This API version is not supported.`]: [
    [refusal(400, {}, 'This API version is not supported')]
  ],
  'the server failed. Run the step again later; see https://www.githubstatus.com.': [[refusal(502), reads]],
  'the server failed. Run the step again later.': [[refusal(502), { ...reads, ...enterprise }]],
  'the request is not accepted. GitHub said: Bad.': [[refusal(400, {}, 'Bad')]],
  [`the App is not recognised. Check that 'app-private-key' is a key of the App that 'app-id' names, and the clock of the runner. GitHub said: A JSON web token could not be decoded.`]:
    [[refusal(401, {}, 'A JSON web token could not be decoded'), app]],
  [`the App's token is not valid, nor is the one that was made in its place. Run the step again later.`]: [
    [refusal(401), byAppsToken]
  ],
  [`there is no App with this 'app-id'. GitHub said: Integration not found.`]: [
    [refusal(404, {}, 'Integration not found'), installation]
  ],
  [`there is no App with this 'app-id'.`]: [[refusal(404), app]],
  'the App is not installed in acme, or there is no such organization. An owner of acme has to install it.': [
    [refusal(404), installation]
  ],
  [`the App is suspended in acme. GitHub said: ${suspended}.`]: [[refusal(403, {}, suspended), installation]],
  [`the App is suspended in acme. An owner can end that at ${page}. GitHub said: ${suspended}.`]: [
    [refusal(403, {}, `${suspended}.`), byAppsToken]
  ],
  'the App may not be used in acme. GitHub said: Not from this address.': [
    [refusal(403, {}, 'Not from this address'), installation]
  ],
  'the App may not be used.': [[refusal(403), app]],
  [`${limited} GitHub said: You have exceeded a secondary rate limit.`]: [
    [refusal(403, {}, 'You have exceeded a secondary rate limit'), { concerns: 'app' }]
  ],
  [`${lacks} Give the App the organization permission "Organization private registries" (write), and accept it at ${page}. GitHub said: ${byApp}.`]:
    [[refusal(403, needs, byApp), byAppsToken]],
  [`the token may not do this. Give the App the repository permission "Metadata" (read), and accept it at ${page}. GitHub said: ${byApp}.`]:
    [[refusal(403, {}, byApp), { ...byAppsToken, ...repositories, ...reads }]]
}

const policy = 'a policy of acme or its enterprise forbids this kind of token. Use'
const addresses = (kind: string) =>
  `Although you appear to have the correct authorization credentials, the \`acme\` ${kind} has an IP allow list enabled, and your IP address is not permitted to access this resource`
/** What follows from GitHub's words of a 403, whatever the token lacks besides. */
const policies: Record<string, string[]> = {
  "an IP allow list of acme or its enterprise does not admit this runner. Add the runner's address to it, or use a runner whose address is on it.":
    [addresses('organization'), addresses('enterprise')],
  [`${policy} a GitHub App or a fine-grained token.`]: [
    '`acme` forbids access via a personal access token (classic). Please use a GitHub App, OAuth App, or a personal access token with fine-grained permissions'
  ],
  [`${policy} a GitHub App.`]: ['`acme` forbids access via a fine-grained personal access token'],
  [`${policy} a fine-grained token.`]: ['`acme` forbids access via a GitHub App'],
  "acme or its enterprise forbids tokens that live so long. Give 'token' one that ends sooner.": [
    "The 'acme' organization forbids access via a fine-grained personal access tokens if the token's lifetime is greater than 366 days"
  ],
  "a policy of acme, its enterprise or GitHub stands against it, as GitHub's words tell. An owner of acme can say more.":
    [
      'the `acme` organization has enabled OAuth App access restrictions, meaning that data access to third-parties is limited'
    ]
}

const host = 'api.github.com'
const check = `Check 'github-api-url'.`
const proxy = 'Behind a firewall HTTPS_PROXY may be needed; if it is set, check it.'
const ended = `the connection to ${host} ended before the answer was complete`
const redirected = `; a write is never redirected, a read at most three times and only within ${host}. ${check}`
const between =
  'If that is right, something between may have answered: a proxy, a firewall, a gateway or a sign-in page.'
const without = (reason: Parameters<typeof noAnswer>[0], detail = '') => noAnswer(reason, false, detail)
const noAnswers: Sentences = {
  [`${host} accepts no connection (ECONNREFUSED). ${check} ${proxy}`]: [[without('refused', 'ECONNREFUSED')]],
  [`the name ${host} cannot be resolved (ENOTFOUND). ${check} ${proxy}`]: [
    [without('unresolved', 'ENOTFOUND')]
  ],
  [`the proxy does not connect to ${host} (407). Check HTTPS_PROXY and NO_PROXY.`]: [
    [without('proxy', '407')]
  ],
  [`the proxy does not connect to ${host}. Check HTTPS_PROXY and NO_PROXY.`]: [[without('proxy')]],
  [`the certificate of ${host} is not trusted (CERT_HAS_EXPIRED). If your own authority signed it, name its file in NODE_EXTRA_CA_CERTS.`]:
    [[without('certificate', 'CERT_HAS_EXPIRED')]],
  [`${host} does not speak TLS as it should (EPROTO). ${check}`]: [[without('tls', 'EPROTO')]],
  [`${host} did not answer in full within 'request-timeout' or what 'timeout' had left. ${proxy}`]: [
    [without('timeout')]
  ],
  [`${ended} (ECONNRESET).`]: [[without('lost', 'ECONNRESET')]],
  [`${ended}.`]: [[without('lost')]],
  [`${host} redirects it to x.example${redirected}`]: [[without('redirect', 'x.example')]],
  [`${host} redirects it${redirected}`]: [[without('redirect')]],
  [`the answer of ${host} is larger than 16 MiB. ${check}`]: [[without('too-large', 'larger than 16 MiB')]],
  [`${host} answered 404, but not with JSON of GitHub's API, so nothing follows from it. ${check} ${between}`]:
    [[without('not-json', '404')], [without('not-api', '404')]],
  [`the answer of ${host} is not what GitHub's API describes: it is no list.`]: [
    [without('unexpected', 'it is no list')]
  ],
  [`the address leads to x.example instead of the endpoint at ${host}.`]: [
    [without('other-address', 'x.example')]
  ]
}

test.each(Object.entries({ ...refusals, ...noAnswers }))('%s', (expected, givens) => {
  for (const [given, differences] of givens) {
    const status = given.kind === 'refusal' ? `GitHub refused to ${attempt.doing} (${given.status})` : ''
    const start = status || `Could not ${attempt.doing}`
    expect(explain([given], { ...attempt, ...differences })).toBe(`${start}: ${expected}`)
  }
})

test.each(Object.entries(policies))('%s', (expected, givens) => {
  for (const words of givens)
    expect(explain([refusal(403, { ...needs, ...classic('repo') }, words)], attempt)).toBe(
      `GitHub refused to ${attempt.doing} (403): ${expected} GitHub said: ${words}.`
    )
})

const uncertain =
  'GitHub may have carried it out all the same: look at the organization before you run it again.'

test('several attempts are counted, and only a write is uncertain', () => {
  expect(explain([refusal(409), noAnswer('lost')], attempt)).toBe(
    `GitHub refused to ${attempt.doing} (409): it conflicts with another change. Run the step again. It was tried 2 times. ${uncertain}`
  )
  expect(explain([noAnswer('timeout')], attempt).endsWith(` ${uncertain}`)).toBe(true)
  expect(explain([refusal(500), noAnswer('lost')], { ...attempt, ...reads })).not.toContain(uncertain)
})

test('a long answer of GitHub is cut', () => {
  const said = explain([refusal(422, {}, 'x'.repeat(100_000))], attempt)
  expect(said).toContain(`GitHub said: ${'x'.repeat(2000)} ….`)
})

test('a page instead of an answer ends with where to look, and its id', () => {
  const given = { ...without('not-json', '502'), requestId: 'C0DE:1' }
  const end = (more = {}) => explain([given], { ...attempt, ...more }).split(between)[1]
  expect(end()).toBe(' See https://www.githubstatus.com. Request id C0DE:1.')
  expect(end(enterprise)).toBe(' Request id C0DE:1.')
})
