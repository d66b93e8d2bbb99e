import { apiVersion } from '../../src/github/connection.ts'
import { type Attempt, explain } from '../../src/github/explain.ts'
import type { Refusal } from '../../src/github/failure.ts'
import { attempt } from './attempt.ts'
import { noAnswer, refusal } from './failures.ts'

const proper = (level: string) =>
  `Use a fine-grained token or a GitHub App with the organization permission "Organization private registries" (${level}), or a classic token with admin:org.`
const app = `If it is the workflow's own GITHUB_TOKEN, it can never do this: use another one. If it is a GitHub App's, give the App the organization permission "Organization private registries" (write) and accept that in the organization.`
const byApp = 'Resource not accessible by integration'
const needs = { 'x-accepted-github-permissions': 'organization_private_registries=write' }
const classic = (has: string, accepted = 'admin:org') => ({
  'x-oauth-scopes': has,
  'x-accepted-oauth-scopes': accepted
})
const unseen = 'there is no organization acme, or the token may not see its private registries.'
const owner =
  ' A fine-grained token needs acme as its resource owner, and an owner of acme may have to approve it.'
const enterprise = { apiUrl: 'https://github.acme.example/api/v3' }

const page = 'https://github.com/organizations/acme/settings/installations/1'

const policy = 'a policy of acme or its enterprise forbids this kind of token. Use'
const policies: [words: string, expected: string][] = [
  ...['organization', 'enterprise'].map((kind): [string, string] => [
    `Although you appear to have the correct authorization credentials, the \`acme\` ${kind} has an IP allow list enabled, and your IP address is not permitted to access this resource`,
    "an IP allow list of acme or its enterprise does not admit this runner. Add the runner's address to it, or use a runner whose address is on it."
  ]),
  [
    '`acme` forbids access via a personal access token (classic). Please use a GitHub App, OAuth App, or a personal access token with fine-grained permissions',
    `${policy} a GitHub App or a fine-grained token.`
  ],
  ['`acme` forbids access via a fine-grained personal access token', `${policy} a GitHub App.`],
  ['`acme` forbids access via a GitHub App', `${policy} a fine-grained token.`],
  [
    "The 'acme' organization forbids access via a fine-grained personal access tokens if the token's lifetime is greater than 366 days",
    "acme or its enterprise forbids tokens that live so long. Give 'token' one that ends sooner."
  ],
  [
    'the `acme` organization has enabled OAuth App access restrictions, meaning that data access to third-parties is limited',
    "a policy of acme, its enterprise or GitHub stands against it, as GitHub's words tell. An owner of acme can say more."
  ]
]

const rows: { name: string; given: Refusal; attempt?: Partial<Attempt>; expected: string }[] = [
  {
    name: '401',
    given: refusal(401),
    expected: `the token is not valid. Give 'token' one that has neither expired nor been revoked.`
  },
  {
    name: '429',
    given: refusal(429),
    expected: `the token's rate limit is reached. Run the step again later, or give it a token of its own.`
  },
  {
    name: '403 by SAML',
    given: refusal(403, { ...needs, 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso?x=1' }),
    expected:
      'the token is not authorized for the single sign-on of acme. Authorize it at https://github.com/orgs/acme/sso?x=1'
  },
  {
    name: '403 with part of the results by SAML',
    given: refusal(403, { ...needs, 'x-github-sso': 'partial-results; organizations=1' }),
    expected: `the token lacks organization_private_registries=write. ${proper('write')}`
  },
  {
    name: '403 for the workflow token',
    given: refusal(403, { ...needs, 'x-ratelimit-limit': '1000' }, byApp),
    expected: `this is the workflow's own GITHUB_TOKEN, whose permissions end at the repository. ${proper('read or write')} GitHub said: ${byApp}.`
  },
  {
    name: '403 for an App',
    given: refusal(403, { ...needs, 'x-ratelimit-limit': '5000' }, byApp),
    expected: `the token lacks organization_private_registries=write. ${app} GitHub said: ${byApp}.`
  },
  {
    name: '403 for a token that reads',
    given: refusal(403, needs),
    attempt: { writes: false },
    expected: `the token lacks organization_private_registries=write. ${proper('read')}`
  },
  {
    name: '403 for repositories',
    given: refusal(403, { 'x-accepted-github-permissions': 'metadata=read' }),
    attempt: { concerns: 'repositories', writes: false },
    expected: 'the token lacks metadata=read. Give it metadata=read on the repositories.'
  },
  {
    name: '403 for a classic token with other scopes',
    given: refusal(403, classic('repo, read:org')),
    expected: 'the classic token has the scopes repo, read:org; it needs admin:org.'
  },
  {
    name: '404 for a classic token without scopes',
    given: refusal(404, classic('')),
    expected: 'the classic token has no scopes; it needs admin:org.'
  },
  {
    name: '403 for a classic token that has one of the scopes',
    given: refusal(403, classic('repo, admin:org', 'write:org, admin:org')),
    expected: `the token may not do this. ${proper('write')}`
  },
  {
    name: '404 for a classic token of which nothing is asked',
    given: refusal(404, classic('repo', '')),
    expected: unseen
  },
  {
    name: '403 without a word',
    given: refusal(403),
    expected: `the token may not do this. ${proper('write')}`
  },
  {
    name: '404 of repositories',
    given: refusal(404),
    attempt: { concerns: 'repositories', ...enterprise },
    expected: `there is no organization acme, or the token may not see its repositories.${owner}`
  },
  { name: '404 of the list', given: refusal(404), expected: unseen + owner },
  {
    name: '404 of a registry',
    given: refusal(404),
    attempt: { concerns: 'registry' },
    expected: `there is no such registry, ${unseen}${owner}`
  },
  {
    name: '404 on GitHub Enterprise Server',
    given: refusal(404),
    attempt: enterprise,
    expected: `${unseen}${owner} On GitHub Enterprise Server it may also be too old: private registries are there from 3.17 on, creating them from 3.18.`
  },
  {
    name: '404 for the token of an App',
    given: refusal(404),
    attempt: { grantedAt: page },
    expected: unseen
  },
  ...['https://github.acme.example', 'https://github.acme.example/api/graphql', 'http://127.0.0.1/x'].map(
    apiUrl => ({
      name: `404 at ${apiUrl}`,
      given: refusal(404),
      attempt: { apiUrl },
      expected: `the server does not know this path. Check 'github-api-url': it ends in /api/v3 on GitHub Enterprise Server.`
    })
  ),
  ...['https://api.github.com', 'https://api.acme.ghe.com'].map(origin => ({
    name: `404 below ${origin}`,
    given: refusal(404),
    attempt: { apiUrl: `${origin}/graphql`, concerns: 'repositories' as const },
    expected: `the server does not know this path. Check 'github-api-url': it has to be ${origin}.`
  })),
  ...policies.map(([words, expected]) => ({
    name: `403 because ${words}`,
    given: refusal(
      403,
      { ...needs, 'x-oauth-scopes': 'repo', 'x-accepted-oauth-scopes': 'admin:org' },
      words
    ),
    expected: `${expected} GitHub said: ${words}.`
  })),
  { name: '409', given: refusal(409), expected: 'it conflicts with another change. Run the step again.' },
  {
    name: '422, with all that GitHub says',
    given: refusal(422, { 'x-github-request-id': 'C0DE:1' }, 'Validation Failed', 'url is taken.'),
    expected:
      'the values are not accepted. Correct what GitHub names. GitHub said: Validation Failed; url is taken. Request id C0DE:1.'
  },
  ...[refusal(410), refusal(400, {}, 'This API version is not supported')].map(given => ({
    name: `${given.status} for the version`,
    given,
    expected: `this server does not know the version of the API that this action speaks (${apiVersion}).${given.words.map(word => ` GitHub said: ${word}.`)}`
  })),
  {
    name: '502 of a read',
    given: refusal(502),
    attempt: { writes: false },
    expected: 'the server failed. Run the step again later; see https://www.githubstatus.com.'
  },
  {
    name: '502 of a server of its own',
    given: refusal(502),
    attempt: { writes: false, ...enterprise },
    expected: 'the server failed. Run the step again later.'
  },
  { name: '400', given: refusal(400, {}, 'Bad'), expected: 'the request is not accepted. GitHub said: Bad.' },
  {
    name: '401 for an App',
    given: refusal(401, {}, 'A JSON web token could not be decoded'),
    attempt: { concerns: 'app', org: '' },
    expected: `the App is not recognised. Check that 'app-private-key' is a key of the App that 'app-id' names, and the clock of the runner. GitHub said: A JSON web token could not be decoded.`
  },
  {
    name: '401 for the token of an App',
    given: refusal(401),
    attempt: { grantedAt: page },
    expected: `the App's token is not valid, nor is the one that was made in its place. Run the step again later.`
  },
  {
    name: '404 for an App that does not exist',
    given: refusal(404, {}, 'Integration not found'),
    attempt: { concerns: 'installation' },
    expected: `there is no App with this 'app-id'. GitHub said: Integration not found.`
  },
  {
    name: '404 for the installations of an App',
    given: refusal(404),
    attempt: { concerns: 'app', org: '' },
    expected: `there is no App with this 'app-id'.`
  },
  {
    name: '404 for an installation',
    given: refusal(404),
    attempt: { concerns: 'installation' },
    expected: `the App is not installed in acme, or there is no such organization. An owner of acme has to install it.`
  },
  {
    name: '403 for a suspended installation',
    given: refusal(403, {}, 'This installation has been suspended'),
    attempt: { concerns: 'installation' },
    expected: 'the App is suspended in acme. GitHub said: This installation has been suspended.'
  },
  {
    name: '403 for a token of a suspended installation',
    given: refusal(403, {}, 'This installation has been suspended.'),
    attempt: { grantedAt: page },
    expected: `the App is suspended in acme. An owner can end that at ${page}. GitHub said: This installation has been suspended.`
  },
  {
    name: '403 for an App, for reasons of its own',
    given: refusal(403, {}, 'Not from this address'),
    attempt: { concerns: 'installation' },
    expected: 'the App may not be used in acme. GitHub said: Not from this address.'
  },
  {
    name: '403 for the list of installations',
    given: refusal(403),
    attempt: { concerns: 'app', org: '' },
    expected: 'the App may not be used.'
  },
  {
    name: '403 for an App that asks too often',
    given: refusal(403, {}, 'You have exceeded a secondary rate limit'),
    attempt: { concerns: 'app' },
    expected: `the token's rate limit is reached. Run the step again later, or give it a token of its own. GitHub said: You have exceeded a secondary rate limit.`
  },
  {
    name: '403 for the token of an App',
    given: refusal(403, needs, byApp),
    attempt: { grantedAt: page },
    expected: `the token lacks organization_private_registries=write. Give the App the organization permission "Organization private registries" (write), and accept it at ${page}. GitHub said: ${byApp}.`
  },
  {
    name: '403 for the token of an App that may not see repositories',
    given: refusal(403, {}, byApp),
    attempt: { grantedAt: page, concerns: 'repositories', writes: false },
    expected: `the token may not do this. Give the App the repository permission "Metadata" (read), and accept it at ${page}. GitHub said: ${byApp}.`
  }
]

test.each(rows)('$name', ({ given, attempt: differences = {}, expected }) => {
  const sentence = `GitHub refused to ${attempt.doing} (${given.status}): ${expected}`
  expect(explain([given], { ...attempt, ...differences })).toBe(sentence)
})

const uncertain =
  'GitHub may have carried it out all the same: look at the organization before you run it again.'

test('several attempts are counted, and an uncertain one is told of', () => {
  const said = explain([refusal(409), noAnswer('lost')], attempt)
  expect(said).toBe(
    `GitHub refused to ${attempt.doing} (409): it conflicts with another change. Run the step again. It was tried 2 times. ${uncertain}`
  )
})

test('a read is never uncertain', () => {
  expect(explain([refusal(500), noAnswer('lost')], { ...attempt, writes: false })).not.toContain(uncertain)
})

test('a long answer of GitHub is cut', () => {
  const said = explain([refusal(422, {}, 'x'.repeat(100_000))], attempt)
  expect(said).toContain(`GitHub said: ${'x'.repeat(2000)} ….`)
})
