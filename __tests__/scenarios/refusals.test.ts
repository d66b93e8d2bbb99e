import type { GivenReply } from '../github/script.ts'
import type { TokenRights } from '../github/tokens.ts'
import { type Inputs, type Scenario, start, theError } from './scenario.ts'

const name = 'NPM_REGISTRY_SECRET'
const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example' }
const list = { operation: 'list' }
const remove = { operation: 'delete', name }
const create = {
  ...{ operation: 'create', 'registry-type': 'git_source', url: 'https://git.acme.example' },
  ...{ visibility: 'all', secret: 'a secret value' }
}
const byName = { ...create, visibility: 'selected', 'selected-repositories': 'web' }
const byPattern = { ...create, visibility: 'selected', 'selected-repositories': 'w*' }
const registries = 'organization_private_registries'

async function startWithOne(): Promise<Scenario> {
  const scenario = await start()
  scenario.acme.addRegistry(npm)
  return scenario
}

const hidden = { kind: 'fine-grained', permissions: { [registries]: 'write' }, orgs: ['labs'] } as const
const rights: [name: string, rights: TokenRights, inputs: Inputs, message: RegExp][] = [
  [
    'the workflow’s own GITHUB_TOKEN',
    { kind: 'workflow' },
    list,
    /\(403\): this is the workflow's own GITHUB_TOKEN.*Use a fine-grained token or a GitHub App/
  ],
  [
    'a fine-grained token that may nothing',
    { kind: 'fine-grained', permissions: {} },
    list,
    /\(403\): the token lacks organization_private_registries=read.*"Organization private registries" \(read\)/
  ],
  [
    'a fine-grained token that may only read',
    { kind: 'fine-grained', permissions: { [registries]: 'read' } },
    remove,
    /\(403\): the token lacks organization_private_registries=write.*"Organization private registries" \(write\)/
  ],
  [
    'an App’s token that may nothing',
    { kind: 'app', permissions: {} },
    list,
    /the token lacks organization_private_registries=read. If it is the workflow's own GITHUB_TOKEN.*App the organization permission/
  ],
  [
    'a classic token with read:org',
    { kind: 'classic', scopes: ['read:org', 'repo'] },
    list,
    /\(403\): the classic token has the scopes read:org, repo; it needs admin:org/
  ],
  [
    'a classic token with another scope',
    { kind: 'classic', scopes: ['repo'] },
    list,
    /\(404\): the classic token has the scopes repo; it needs admin:org/
  ],
  [
    'a classic token without scopes',
    { kind: 'classic', scopes: [] },
    list,
    /\(404\): the classic token has no scopes; it needs admin:org/
  ],
  [
    'a token that is not authorized for single sign-on',
    {
      kind: 'classic',
      scopes: ['admin:org'],
      sso: 'https://github.com/orgs/acme/sso?authorization_request=A'
    },
    list,
    /\(403\): .*single sign-on of acme.*https:\/\/github\.com\/orgs\/acme\/sso\?authorization_request=A/
  ],
  ['a token of another organization', hidden, list, /\(404\): .*no organization acme, or the token may not/],
  [
    'a token of another organization',
    hidden,
    remove,
    /delete NPM_REGISTRY_SECRET from acme \(404\): there is no such registry.*the token may not see/
  ],
  [
    'a token that has expired',
    { ...hidden, expires: '2026-02-01 00:00:00 UTC' },
    list,
    /\(401\): the token is not valid.*expired.*Bad credentials/
  ],
  [
    'a token that does not see the repositories',
    { kind: 'app', permissions: { [registries]: 'write' } },
    byName,
    /no repository acme\/web, or the token may not see it.*metadata=read/
  ]
]

test.each(rights)('%s is explained', async (_, given, inputs, message) => {
  const { github, acme, run } = await startWithOne()
  github.addToken('ghs_made_up_for_this_test', given)
  const error = theError(await run({ ...inputs, token: 'ghs_made_up_for_this_test' }))
  expect(error).toMatch(message)
  if (inputs !== byName) expect(error).toMatch(/GitHub said: .+\. Request id C0DE:\d{4}\.$/)
  expect(acme.registries).toHaveLength(1)
})

test('a token that nobody knows is explained, once', async () => {
  const { github, run } = await start()
  const error = theError(await run({ ...list, token: 'ghp_unknown_to_everybody' }))
  expect(error).toMatch(/\(401\): the token is not valid.*'token'.*Bad credentials. Request id C0DE:0001/)
  expect(github.said()).toHaveLength(1)
})

const json = (message: string, errors?: unknown): object => ({ message, errors, status: '422' })
const fields = [
  { resource: 'PrivateRegistry', field: 'url', code: 'invalid' },
  { resource: 'PrivateRegistry', code: 'custom', message: 'has no taste' }
]
const replies: [reply: GivenReply, inputs: Inputs, message: RegExp][] = [
  [{ status: 400, body: json('Problems parsing JSON') }, list, /\(400\):.*Problems parsing JSON/],
  [{ status: 400, body: json('not a supported API version') }, list, /version of the API.*2022-11-28/],
  [{ status: 403, body: json('Forbidden by a rule') }, remove, /token may not do this.*\(write\).*by a rule/],
  [{ status: 403, body: json('No') }, byPattern, /repositories of acme.*metadata=read/],
  [{ status: 404, body: json('Not Found') }, byPattern, /no organization acme, or.* its repositories\./],
  [{ status: 409, body: json('Conflict') }, remove, /\(409\): .*another change.*again.*Conflict/],
  [{ status: 410, body: json('Gone') }, list, /\(410\): .*version of the API/],
  [
    { status: 422, body: json('Invalid', ['url is odd', 'so is all']) },
    remove,
    /said: .*url is odd; so is all\./
  ],
  [{ status: 422, body: json('Invalid', fields) }, remove, /PrivateRegistry\.url invalid; .*has no taste/],
  [{ status: 422, body: json('Invalid', 'just text') }, remove, /said: Invalid; just text\./],
  [{ status: 422, body: 'not JSON at all' }, remove, /\(422\): the values are not accepted/],
  [{ status: 500, body: json('Oops') }, list, /\(500\): the server failed.*later.*Oops/],
  [{ status: 502, body: '<html>Unicorn</html>' }, list, /answered 502, but not with JSON of GitHub's API/],
  [{ status: 503, body: json('Down'), headers: { 'retry-after': '60' } }, list, /\(503\): .*timeout/],
  [{ status: 418, body: json('I am a teapot') }, list, /\(418\): .*teapot/],
  [{ status: 451, body: json('Blocked') }, list, /\(451\): .*Blocked/]
]

test.each(replies)('the answer %j is explained', async (reply, inputs, message) => {
  const { github, acme, run } = await startWithOne()
  const path = inputs === byPattern ? '/orgs/acme/repos' : /private-registries(\?|$|\/NPM)/
  github.answer({ path }, reply, 9)
  const error = theError(await run({ ...inputs, timeout: '900ms' }))
  expect(error).toMatch(message)
  expect(error).toMatch(/Request id C0DE:\d{4}\./)
  expect(error).not.toMatch(/undefined|null|\[object|<html/)
  expect(acme.registries).toHaveLength(1)
})

const soon = String(Math.floor(Date.now() / 1000) + 3000)
const limits: [name: string, status: number, headers: Record<string, string>, message: string][] = [
  ['a 429 that says when', 429, { 'retry-after': '90' }, 'Slow down'],
  ['a 429 with a date', 429, { 'retry-after': new Date(Date.now() + 90_000).toUTCString() }, 'Slow down'],
  ['a 429 that says nothing', 429, {}, 'Slow down'],
  ['a 403 that says when', 403, { 'retry-after': '90' }, 'Slow down'],
  [
    'a limit used up',
    403,
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': soon },
    'API rate limit exceeded'
  ],
  ['only words', 403, {}, 'You have exceeded a secondary rate limit.']
]

test.each(limits)('a rate limit is explained: %s', async (_, status, headers, message) => {
  const { github, run } = await startWithOne()
  github.answer({}, { status, headers, body: { message } }, 9)
  const error = theError(await run({ ...remove, timeout: '900ms' }))
  expect(error).toMatch(/rate limit is reached/)
  expect(error).toMatch(/would be at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, later than 'timeout' allows/)
  expect(github.said()).toHaveLength(1)
})
