import { apiVersion } from '../../src/github/call.ts'
import { explain } from '../../src/github/explain.ts'
import {
  type Failure,
  type Failures,
  Fault,
  failureOf,
  isRateLimit,
  isStaleKey,
  mayHaveSucceeded,
  type NoAnswer,
  pauseBefore,
  type Refusal,
  RequestFailed
} from '../../src/github/failure.ts'

const refusal = (status: number, headers: Refusal['headers'] = {}, ...messages: string[]): Refusal => {
  return { kind: 'refusal', status, headers, messages }
}
const noAnswer = (reason: NoAnswer['reason'], sent = true, detail = ''): NoAnswer => {
  return { kind: 'no-answer', reason, sent, detail }
}
const answer = (data: unknown) => Object.assign(new Error(), { response: { status: 422, headers: {}, data } })

test.each<[name: string, given: unknown, ...expected: string[]]>([
  ['a message', { message: 'Not Found' }, 'Not Found'],
  ['a text as errors', { message: 'm', errors: 'Sorry' }, 'm', 'Sorry'],
  ['errors as texts', { errors: ['One', 'Two'] }, 'One', 'Two'],
  ['errors as objects', { errors: [{ resource: 'R', field: 'f', code: 'c', message: 'm' }] }, 'R.f c m'],
  ['objects with other members', { errors: [{ field: 7, message: 'm' }, {}, null] }, 'm'],
  ['other types', { message: 7, errors: { a: 1 } }],
  ['a page of HTML', '<p>502</p>'],
  ['nothing', null]
])('the words of %s', (_, given, ...expected) => {
  expect(failureOf(answer(given))).toEqual(refusal(422, {}, ...expected))
})

test('a fault below Octokit is no answer', () => {
  const error = new Error('m', { cause: new Fault('refused', false, 'ECONNREFUSED') })
  expect(failureOf(error)).toEqual(noAnswer('refused', false, 'ECONNREFUSED'))
})

test.each([
  new Error('a defect'),
  Object.assign(new Error('half an answer'), { response: { status: 500 } }),
  Object.assign(new Error('no answer'), { response: null }),
  'a text'
])('%s is thrown again', error => {
  expect(() => failureOf(error)).toThrow(error instanceof Error ? error.message : undefined)
})

test('one uncertain attempt makes the request uncertain', () => {
  const failed = new RequestFailed([refusal(404), noAnswer('lost')], 'Said.')
  expect(failed).toMatchObject({ message: 'Said.', sentences: ['Said.'], mayHaveSucceeded: true })
  expect(new RequestFailed([refusal(404)], 'Said.').mayHaveSucceeded).toBe(false)
})

const now = Date.parse('2026-01-01T12:00:00Z')
const methods = ['GET', 'PATCH', 'DELETE', 'POST']
const dated = { date: 'Thu, 01 Jan 2026 11:00:00 GMT' }
const after = (value: string, more = {}) => ({ 'retry-after': value, ...more })
const until = (reset: string, more = {}) => ({
  ...{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset },
  ...more
})
const in90 = String(now / 1000 + 90)
/** The pause before the next attempt after so many failures of one kind. */
const pause = (failure: Failure, { method = 'POST', count = 1, random = 1 } = {}) =>
  pauseBefore(method, Array.from({ length: count }, () => failure) as unknown as Failures, { now, random })
const waits = (failure: Failure, random = 1, method = 'POST') =>
  [1, 2, 3, 4, 5].map(count => pause(failure, { method, count, random })?.milliseconds)

const noon = (time: string) => `Thu, 01 Jan 2026 ${time} GMT`
const inUtc = [noon('12:00:45'), '2026-01-01T12:00:45Z', 'Thu, 01 Jan 2026 12:00:45 +0000']
test.each<[seconds: number | undefined, name: string, ...given: Refusal[]]>([
  [30, 'seconds', ...[429, 403, 503].map(status => refusal(status, after('30')))],
  [30, "seconds, whatever the server's clock", refusal(429, after('30', dated))],
  [45, 'a date, by the own clock', ...inUtc.map(date => refusal(429, after(date)))],
  [45, "a date, by the server's clock", refusal(429, after(noon('11:00:45'), dated))],
  [45, 'a date of the server that is none', refusal(429, after(noon('12:00:45'), { date: 'soon' }))],
  [1, 'none at all', refusal(429, after('0')), refusal(503, after(noon('10:00:00')))],
  [90, 'a limit used up', refusal(429, until(in90)), refusal(403, until(in90))],
  [3690, "a limit used up, by the server's clock", refusal(403, until(in90, dated))],
  [5, 'retry-after before the reset', refusal(403, until(in90, after('5')))],
  [90, 'a retry-after that is nonsense beside a reset', refusal(403, until(in90, after('soon')))],
  [undefined, 'a reset long ago or of no number', refusal(403, until('0')), refusal(403, until('soon'))],
  [undefined, 'ordinary answers', refusal(403, until(in90, { 'x-ratelimit-remaining': '49' }))],
  [undefined, 'other statuses', refusal(404, until(in90)), refusal(422, after('5'))],
  [60, '429 without anything', refusal(429)],
  [60, 'words of a rate limit', refusal(403, {}, 'Sorry', 'You have exceeded a secondary Rate Limit.')],
  [60, 'words of abuse', refusal(403, {}, 'You have triggered an abuse detection mechanism.')],
  [undefined, 'other words', refusal(403, {}, 'Forbidden'), refusal(422, {}, 'rate limit')]
])('%i seconds for %s', (seconds, _, ...givens) => {
  for (const given of givens) {
    const reason = given.status === 503 ? 'GitHub asks to wait' : "GitHub's rate limit"
    const expected = seconds && { milliseconds: seconds * 1000, reason, appliesToAll: true }
    // It was refused, so even a POST may be sent again.
    for (const method of methods) expect([given, pause(given, { method })]).toEqual([given, expected])
  }
})

test('attempts become rarer, and end', () => {
  expect(waits(refusal(429))).toEqual([60_000, 120_000, 240_000, undefined, undefined])
  expect(waits(refusal(429, after('0')))).toEqual([1000, 2000, 4000, 8000, 16_000])
  expect(waits(refusal(429, after('2')))).toEqual([2000, 2000, 2000, 2000, 2000])
  expect(waits(noAnswer('refused', false), 0)).toEqual([1000, 2000, 4000, 8000, undefined])
  expect(waits(noAnswer('refused', false))).toEqual([1250, 2500, 5000, 10_000, undefined])
  expect(waits(refusal(502), 0, 'GET')).toEqual([1000, 2000, 4000, 8000, undefined])
})

test('each kind of failure is counted for itself', () => {
  const failures: Failures = [refusal(429), refusal(502), refusal(502), refusal(429, after('1'))]
  expect(pauseBefore('GET', failures, { now, random: 0 })?.milliseconds).toBe(60_000)
  const [, ...earlier] = failures
  expect(pauseBefore('GET', earlier as unknown as Failures, { now, random: 0 })?.milliseconds).toBe(2000)
})

test('503 and the limit reset are no limit on POST unless a wait is asked for', () => {
  expect(pause(refusal(503, until(in90)))).toBeUndefined()
})

test.each<[expected: boolean, given: ReturnType<typeof refusal>[]]>([
  [true, [refusal(429), refusal(429, after('1')), refusal(403, until(in90))]],
  [true, [refusal(403, {}, 'API rate limit exceeded for user')]],
  [false, [refusal(503, after('1')), refusal(403), refusal(401)]]
])('a rate limit: %s', (expected, given) => {
  for (const one of given) expect([one, isRateLimit(one)]).toEqual([one, expected])
})

const passing: NoAnswer['reason'][] = ['lost', 'timeout', 'not-json', 'unexpected']
const lasting: NoAnswer['reason'][] = ['certificate', 'proxy', 'redirect', 'other-address']
/** Which methods are sent again: those that may be, of GET, PATCH, DELETE and POST. */
test.each<[name: string, given: Failure[], expected: string[]]>([
  ['nothing was sent', [noAnswer('refused', false), noAnswer('unresolved', false)], methods],
  ['nothing was sent in time', [noAnswer('lost', false), noAnswer('timeout', false)], methods],
  ['an answer is lost', passing.map(reason => noAnswer(reason)), methods.slice(0, 3)],
  ['the way is barred', lasting.map(reason => noAnswer(reason, false)), []],
  ['the answer is none of the API', [noAnswer('too-large'), noAnswer('not-api')], []],
  ['the server failed', [500, 502, 503, 504, 599].map(status => refusal(status)), methods.slice(0, 3)],
  ['it is refused', [400, 401, 403, 404, 409, 410, 422, 499, 600, 999].map(status => refusal(status)), []]
])('where %s, only some are sent again', (_, given, expected) => {
  for (const failure of given) {
    const again = methods.filter(method => pause(failure, { method }))
    expect([failure, again]).toEqual([failure, expected])
  }
})

test('a reason is given, and other requests go on', () => {
  const reason = (failure: Failure) => pause(failure, { method: 'GET', random: 0 })
  const expected = { milliseconds: 1000, reason: 'no answer from GitHub', appliesToAll: false }
  expect(reason(noAnswer('refused'))).toEqual(expected)
  expect(reason(refusal(502))?.reason).toBe('GitHub answered 502')
  expect(reason(noAnswer('unexpected'))?.reason).toBe('the answer was unexpected')
})

test.each<[expected: boolean, given: Failure[]]>([
  [true, [noAnswer('timeout'), refusal(500), refusal(503), refusal(503, after('soon'))]],
  [true, [refusal(502, after('5'))]],
  [false, [noAnswer('timeout', false), refusal(503, after('1')), refusal(422), refusal(429)]]
])('may have been carried out: %s', (expected, given) => {
  for (const failure of given) expect([failure, mayHaveSucceeded(failure)]).toEqual([failure, expected])
})

test.each<[expected: boolean, given: Failure]>([
  [true, refusal(422, {}, 'Bad request - validation failed due to an improperly encrypted secret')],
  [true, refusal(422, {}, 'Validation Failed', 'PrivateRegistry.key_id invalid')],
  [true, refusal(422, {}, 'encrypted_value is not good')],
  [true, refusal(422, {}, 'Unknown Public Key')],
  [false, refusal(422, {}, 'Validation Failed', 'url invalid')],
  [false, refusal(422)],
  [false, refusal(422, {}, 'my_key_id_2 is unknown')],
  [false, refusal(400, {}, 'improperly encrypted secret')],
  [false, noAnswer('lost', true, 'key_id')]
])('about the key: %s, %j', (expected, given) => {
  expect(isStaleKey(given)).toBe(expected)
})

type Attempt = Parameters<typeof explain>[1]

const attempt: Attempt = {
  ...{ task: 'create npm_registry at https://npm.acme.example in acme', subject: 'organization' },
  ...{ org: 'acme', apiUrl: 'https://api.github.com', writes: true }
}
/** What is said, and after which failures, each with what differs in what was tried. */
type Sentences = Record<string, [given: Failure, attempt?: Partial<Attempt>][]>

const proper = (level: string) =>
  `Use a fine-grained token or a GitHub App with the organization permission "Organization private registries" (${level}), or a classic token with admin:org.`
const appsOwn = `The workflow's own GITHUB_TOKEN can never do this: use another token. If it is a GitHub App's token, grant the App the organization permission "Organization private registries" (write), and accept it in the organization.`
const byApp = 'Resource not accessible by integration'
const needs = { 'x-accepted-github-permissions': 'organization_private_registries=write' }
const lacks = 'the token needs organization_private_registries=write.'
const limited = `the token's rate limit is exhausted. Run the step again later, or use a separate token for it.`
const limit = (has: string) => ({ ...needs, 'x-ratelimit-limit': has })
const sso = (words: string) => ({ ...needs, 'x-github-sso': words })
const classic = (has: string, accepted = 'admin:org') => ({
  ...{ 'x-oauth-scopes': has, 'x-accepted-oauth-scopes': accepted }
})
const unseen = 'there is no organization acme, or the token cannot access its private registries.'
const owner =
  ' A fine-grained token needs acme as its resource owner, and an owner of acme may have to approve it.'
const enterprise = { apiUrl: 'https://github.acme.example/api/v3' }
const page = 'https://github.com/organizations/acme/settings/installations/1'
const [reads, byAppsToken] = [{ writes: false }, { permissionsUrl: page }]
const repositories = { subject: 'repositories' } as const
const app = { subject: 'app', org: '' } as const
const installation = { subject: 'installation' } as const
const suspended = 'This installation has been suspended'
const version = `this server does not support version ${apiVersion} of the API, which this action uses.`
const address = `the server does not know this path. Check 'github-api-url': it`

const refusals: Sentences = {
  [`the token is invalid, expired or revoked. Put a valid one in 'token'.`]: [[refusal(401)]],
  [limited]: [[refusal(429)]],
  'the token is not authorized for single sign-on to acme. Authorize it at https://github.com/orgs/acme/sso?x=1 GitHub said: SAML enforcement.':
    [[refusal(403, sso('required; url=https://github.com/orgs/acme/sso?x=1'), 'SAML enforcement')]],
  [`${lacks} ${proper('write')}`]: [[refusal(403, sso('partial-results; organizations=1'))]],
  [`this is the workflow's own GITHUB_TOKEN, which can only access its repository. ${proper('read or write')} GitHub said: ${byApp}.`]:
    [[refusal(403, limit('1000'), byApp)]],
  [`${lacks} ${appsOwn} GitHub said: ${byApp}.`]: [[refusal(403, limit('5000'), byApp)]],
  [`${lacks} ${proper('read')}`]: [[refusal(403, needs), reads]],
  'the token needs metadata=read. Grant it metadata=read on the repositories.': [
    [refusal(403, { 'x-accepted-github-permissions': 'metadata=read' }), { ...repositories, ...reads }]
  ],
  'the classic token has the scopes repo, read:org; it needs admin:org.': [
    [refusal(403, classic('repo, read:org'))]
  ],
  'the classic token has no scopes; it needs admin:org.': [[refusal(404, classic(''))]],
  [`the token is not allowed to do this. ${proper('write')}`]: [
    [refusal(403)],
    [refusal(403, classic('repo, admin:org', 'write:org, admin:org'))]
  ],
  // A classic token of which nothing is asked, and the token of an App.
  [unseen]: [[refusal(404, classic('repo', ''))], [refusal(404), byAppsToken]],
  [`there is no organization acme, or the token cannot access its repositories.${owner}`]: [
    [refusal(404), { ...repositories, ...enterprise }]
  ],
  [unseen + owner]: [[refusal(404)]],
  [`there is no such registry, ${unseen}${owner}`]: [[refusal(404), { subject: 'registry' }]],
  [`${unseen}${owner} On GitHub Enterprise Server the server may also be too old: private registries need version 3.17, creating them 3.18.`]:
    [[refusal(404), enterprise]],
  [`${address} ends in /api/v3 on GitHub Enterprise Server.`]: [
    [refusal(404), { apiUrl: 'https://github.acme.example' }],
    [refusal(404), { apiUrl: 'https://github.acme.example/api/graphql' }],
    [refusal(404), { apiUrl: 'http://127.0.0.1/x' }]
  ],
  [`${address} must be https://api.github.com.`]: [
    [refusal(404), { ...repositories, apiUrl: 'https://api.github.com/graphql' }]
  ],
  [`${address} must be https://api.acme.ghe.com.`]: [
    [refusal(404), { ...repositories, apiUrl: 'https://api.acme.ghe.com/graphql' }]
  ],
  'it conflicts with another change. Run the step again.': [[refusal(409)]],
  'the values are not accepted. Correct those that GitHub names. GitHub said: Validation Failed; url is taken. Request id C0DE:1.':
    [[refusal(422, { 'x-github-request-id': 'C0DE:1' }, 'Validation Failed', 'url is taken.')]],
  [version]: [[refusal(410)]],
  [`${version} GitHub said: This API version is not supported.`]: [
    [refusal(400, {}, 'This API version is not supported')]
  ],
  'the server failed. Run the step again later; see https://www.githubstatus.com.': [[refusal(502), reads]],
  'the server failed. Run the step again later.': [[refusal(502), { ...reads, ...enterprise }]],
  'the request was not accepted. GitHub said: Bad.': [[refusal(400, {}, 'Bad')]],
  [`the App is not recognised. Check that 'app-private-key' belongs to the App in 'app-id', and that the runner's clock is right. GitHub said: A JSON web token could not be decoded.`]:
    [[refusal(401, {}, 'A JSON web token could not be decoded'), app]],
  [`the App's token is not valid, and neither is its replacement. Run the step again later.`]: [
    [refusal(401), byAppsToken]
  ],
  [`there is no App with this 'app-id'. GitHub said: Integration not found.`]: [
    [refusal(404, {}, 'Integration not found'), installation]
  ],
  [`there is no App with this 'app-id'.`]: [[refusal(404), app]],
  'the App is not installed in acme, or there is no such organization. An owner of acme must install it.': [
    [refusal(404), installation]
  ],
  [`the App is suspended in acme. GitHub said: ${suspended}.`]: [[refusal(403, {}, suspended), installation]],
  [`the App is suspended in acme. An owner can unsuspend it at ${page}. GitHub said: ${suspended}.`]: [
    [refusal(403, {}, `${suspended}.`), byAppsToken]
  ],
  'the App is not allowed in acme. GitHub said: Not from this address.': [
    [refusal(403, {}, 'Not from this address'), installation]
  ],
  'the App is not allowed in the organization.': [[refusal(403), app]],
  [`${limited} GitHub said: You have exceeded a secondary rate limit.`]: [
    [refusal(403, {}, 'You have exceeded a secondary rate limit'), { subject: 'app' }]
  ],
  [`${lacks} Grant the App the organization permission "Organization private registries" (write), and accept it at ${page}. GitHub said: ${byApp}.`]:
    [[refusal(403, needs, byApp), byAppsToken]],
  [`the token is not allowed to do this. Grant the App the repository permission "Metadata" (read), and accept it at ${page}. GitHub said: ${byApp}.`]:
    [[refusal(403, {}, byApp), { ...byAppsToken, ...repositories, ...reads }]]
}

const policy = 'a policy of acme or its enterprise forbids this kind of token. Use'
/** What follows from GitHub's words of a 403, whatever else the token needs. */
const policies: Record<string, string[]> = {
  "the IP allow list of acme or its enterprise does not include this runner. Add the runner's address, or use a runner that is on the list.":
    ['the `acme` organization has an IP allow list enabled', 'Sorry, your IP address is not permitted'],
  [`${policy} a GitHub App or a fine-grained token.`]: [
    '`acme` forbids access via a personal access token (classic). Please use a GitHub App, OAuth App, or a personal access token with fine-grained permissions'
  ],
  [`${policy} another kind.`]: ['`acme` forbids access via a GitHub App and a fine-grained token'],
  [`${policy} a GitHub App.`]: ['`acme` forbids access via a fine-grained personal access token'],
  [`${policy} a fine-grained token.`]: ['`acme` forbids access via a GitHub App'],
  "acme or its enterprise forbids tokens with such a long lifetime. Put one that expires sooner in 'token'.":
    [
      "The 'acme' organization forbids access via a fine-grained personal access tokens if the token's lifetime is greater than 366 days"
    ],
  "a policy of acme, its enterprise or GitHub forbids it; see GitHub's message. Ask an owner of acme.": [
    'the `acme` organization has enabled OAuth App access restrictions, meaning that data access to third-parties is limited'
  ]
}

test('a policy is found among other words', () => {
  const given = refusal(403, {}, 'No', '`acme` forbids access via a GitHub App')
  expect(explain([given], attempt)).toContain(`${policy} a fine-grained token.`)
})

const host = 'api.github.com'
const check = `Check 'github-api-url'.`
const proxy = 'Behind a firewall, HTTPS_PROXY may be needed; if it is set, check it.'
const ended = `the connection to ${host} ended before the answer was complete`
const redirected = `. Writes are never redirected; reads are at most three times, and only within ${host}. ${check}`
const between = 'If it is right, a proxy, a firewall, a gateway or a sign-in page may have answered instead.'
const without = (reason: Parameters<typeof noAnswer>[0], detail = '') => noAnswer(reason, false, detail)
const noAnswers: Sentences = {
  [`${host} refused the connection (ECONNREFUSED). ${check} ${proxy}`]: [
    [without('refused', 'ECONNREFUSED')]
  ],
  [`the name ${host} cannot be resolved (ENOTFOUND). ${check} ${proxy}`]: [
    [without('unresolved', 'ENOTFOUND')]
  ],
  [`the proxy did not connect to ${host} (407). Check HTTPS_PROXY and NO_PROXY.`]: [
    [without('proxy', '407')]
  ],
  [`the proxy did not connect to ${host}. Check HTTPS_PROXY and NO_PROXY.`]: [[without('proxy')]],
  [`the certificate of ${host} is not trusted (CERT_HAS_EXPIRED). If your own certificate authority signed it, set NODE_EXTRA_CA_CERTS to the authority's file.`]:
    [[without('certificate', 'CERT_HAS_EXPIRED')]],
  [`the TLS connection to ${host} failed (EPROTO). ${check}`]: [[without('tls', 'EPROTO')]],
  [`${host} did not send a complete answer within 'request-timeout' or the rest of 'timeout'. ${proxy}`]: [
    [without('timeout')]
  ],
  [`${ended} (ECONNRESET).`]: [[without('lost', 'ECONNRESET')]],
  [`${ended}.`]: [[without('lost')]],
  [`${host} redirected it to x.example${redirected}`]: [[without('redirect', 'x.example')]],
  [`${host} redirected it${redirected}`]: [[without('redirect')]],
  [`the answer of ${host} is larger than 16 MiB. ${check}`]: [[without('too-large', 'larger than 16 MiB')]],
  [`${host} answered 404, but not with JSON from GitHub's API, so the result is unknown. ${check} ${between}`]:
    [[without('not-json', '404')], [without('not-api', '404')]],
  [`the answer of ${host} does not match GitHub's API: it is no list.`]: [
    [without('unexpected', 'it is no list')]
  ],
  [`the address leads to x.example, not to the endpoint at ${host}.`]: [
    [without('other-address', 'x.example')]
  ]
}

test.each(Object.entries({ ...refusals, ...noAnswers }))('%s', (expected, givens) => {
  for (const [given, differences] of givens) {
    const status = given.kind === 'refusal' ? `GitHub refused to ${attempt.task} (${given.status})` : ''
    const start = status || `Could not ${attempt.task}`
    expect(explain([given], { ...attempt, ...differences })).toBe(`${start}: ${expected}`)
  }
})

test.each(Object.entries(policies))('%s', (expected, givens) => {
  for (const words of givens)
    expect(explain([refusal(403, { ...needs, ...classic('repo') }, words)], attempt)).toBe(
      `GitHub refused to ${attempt.task} (403): ${expected} GitHub said: ${words}.`
    )
})

const uncertain =
  'GitHub may have carried it out anyway. Check the organization before you run the step again.'

test('several attempts are counted, and only a write is uncertain', () => {
  expect(explain([refusal(409), noAnswer('lost')], attempt)).toBe(
    `GitHub refused to ${attempt.task} (409): it conflicts with another change. Run the step again. There were 2 attempts. ${uncertain}`
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
