import type { Answer, GivenReply } from '../local-github/script.ts'
import { startGitHub } from '../local-github/server.ts'
import { defaultToken, type TokenRights } from '../local-github/tokens.ts'
import { runStep } from '../runner/step.ts'
import { changesOf, npm, npmName, runManifest, startWith } from './manifest-scenario.ts'
import { type Inputs, list, messages, output, publicKey, start, theError, writes } from './scenario.ts'

const operation = 'list'
const path = '/orgs/acme/private-registries'
const create = {
  ...{ operation: 'create', 'registry-type': 'git_source', url: 'https://git.acme.example' },
  ...{ visibility: 'all', secret: 'a secret value' }
}
const json = { 'content-type': 'application/json; charset=utf-8' }
const few = { total_count: 2, configurations: [{ name: 'A', ...npm }] }

test.each<[name: string, answer: Answer, message: RegExp]>([
  ['cut short', 'cut', /connection to 127\.0\.0\.1:\d+ ended before the answer was complete/],
  ['stalled', 'stall', /127\.0\.0\.1:\d+ did not send a complete answer within 'request-timeout'/],
  ['empty', { status: 200, body: '' }, /answered 200, but not with JSON.*'github-api-url'/],
  [
    'HTML that is called JSON',
    { status: 200, headers: json, body: '<html>' },
    /answered 200, but not with JSON/
  ],
  ['a redirect nowhere', { status: 302 }, /redirected it\. .*'github-api-url'/],
  ['with fewer than total_count', { status: 200, body: few }, /total_count is 2, but the pages contain 1 reg/]
])(
  'a list that is %s is an error, never no registries, and nothing is written',
  async (_, answer, message) => {
    const scenario = await start()
    scenario.acme.addRegistry(npm)
    scenario.github.answer({ path }, answer, 99)
    const listed = await scenario.quickly({ operation, 'request-timeout': '1s' })
    for (const result of [await scenario.quickly({ ...create, 'request-timeout': '1s' }), listed]) {
      expect(theError(result)).toMatch(/^(GitHub refused to|Could not) list the private registries of acme/)
      expect(theError(result)).toMatch(message)
    }
    expect(listed.outputs['total-count'] ?? '').toBe('')
    expect(listed.outputs['registries'] ?? '').toBe('')
    expect(listed.summary).not.toMatch(/none/i)
    expect(writes(scenario)).toEqual([])
  }
)

test.each(['c2hvcnQ=', undefined])('the key %j seals nothing, and is not shown', async key => {
  const scenario = await start()
  scenario.github.answer({ path: /public-key/ }, { status: 200, body: { key_id: '1', key } }, 99)
  expect(theError(await scenario.quickly(create))).toMatch(/public key/)
  expect(writes(scenario)).toEqual([])
  const asked = await scenario.quickly({ operation: 'get-public-key' })
  expect(theError(asked)).toMatch(/not a public key of 32 bytes in base64/)
  expect(asked.outputs).toEqual({})
})

const html = (status: number): GivenReply => ({ status, body: '<html>Sign in</html>' })
const other = (status: number): GivenReply => ({ status, body: { error: { code: 'blocked' } } })
const deep: GivenReply = { status: 403, body: `{"message":"m","a":${'['.repeat(5000)}${']'.repeat(5000)}}` }
const isNoAnswer = /answered \d{3}, but not with JSON from GitHub's API.*'github-api-url'.*proxy.*firewall/

const pages = [...[401, 404, 502].map(html), other(404), deep]
test.each(pages)('what is no registry is said to be none of the API: %j', async page => {
  const { github, acme, quickly } = await start()
  acme.addRegistry(npm)
  github.answer({ path: /NPM_REGISTRY_SECRET/ }, page, 9)
  const error = theError(await quickly({ operation: 'get', name: npmName }))
  expect(error).toMatch(isNoAnswer)
  expect(error).not.toMatch(/no such registry|permission|not valid|<html|githubstatus/)
  expect(github.said()).toHaveLength(page.status === 502 ? 5 : 1)
})

test.each([html(404), other(404)])('a lost DELETE, then a page: nobody knows: %j', async page => {
  const { acme, github, quickly } = await start()
  acme.addRegistry(npm)
  for (const answer of ['reset', page] as const) github.answer({ method: 'DELETE' }, answer)
  const result = await quickly({ operation: 'delete', name: npmName })
  expect(changesOf(result)).toMatchObject([{ status: 'unknown' }])
  expect(result.outputs).toMatchObject({ deleted: '0', failed: '1' })
})

test('a page with 401 ends the work of no token', async () => {
  const { github, run } = await start()
  const labs = github.addOrganization('labs')
  github.answer({ path: /^\/orgs\/acme\// }, html(401), 9)
  const entry = { ...npm, visibility: 'all', secret_env: 'TOKEN' }
  const step = { env: { TOKEN: 'a secret value' } }
  expect(theError(await runManifest({ run }, [entry], { org: 'acme, labs' }, step))).toMatch(isNoAnswer)
  expect(labs.registries).toHaveLength(1)
})

test.each(['', '/graphql'])('GitHub Enterprise Server under %s instead of /api/v3', async path => {
  const { github } = await start({ description: 'ghes-3.18' })
  const given = { operation, token: defaultToken, 'github-api-url': github.url.replace('/api/v3', path) }
  expect(theError(await runStep({ with: given }))).toMatch(/'github-api-url'.*\/api\/v3/)
})

test('a server that is not there is explained, and asked again while there is time', async () => {
  const { run } = await start()
  const gone = await startGitHub()
  await gone.close()
  const result = await run({ operation, timeout: '3s', 'github-api-url': gone.url })
  const error = theError(result)
  expect(error).toMatch(/127\.0\.0\.1:\d+ refused the connection \(ECONNREFUSED\).*'github-api-url'/)
  expect(error).toMatch(/\d attempts/)
  expect(result.log).toMatch(/Waiting until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC to list/)
})

test('a server that speaks no TLS, and a name that does not exist, are explained', async () => {
  const { github, run, quickly } = await start()
  const error = theError(await run({ operation, 'github-api-url': github.url.replace('http:', 'https:') }))
  expect(error).toMatch(/the TLS connection to \S+ failed \(\w+\)\. Check 'github-api-url'/)
  // An empty label: no machine ever asks another one for it.
  const nobody = await quickly({ operation, 'github-api-url': 'https://github..acme.example' })
  expect(theError(nobody)).toMatch(/name github\.\.acme\.example cannot be resolved.*'github-api-url'/)
})

test('timeout ends the whole run, however long one request may take', async () => {
  const { github, run } = await start()
  github.answer({}, 'hang', 9)
  expect(theError(await run({ operation, timeout: '300ms' }))).toMatch(/'timeout'/)
})

const post = 'POST /orgs/acme/private-registries'
const one = `/orgs/acme/private-registries/${npmName}`
const times = { 'request-timeout': '1s' }
const created = {
  ...{ operation: 'create', 'registry-type': 'npm_registry', url: npm.url, visibility: 'all' },
  ...{ secret: 'a secret value', ...times }
}

const lost: [name: string, answer: Answer][] = [
  ['reset', { fault: 'reset', after: true }],
  ['silent', { fault: 'hang', after: true }],
  ['no registry', { status: 201, body: {}, after: true }],
  ['a 500', { status: 500, body: { message: 'Oops' }, after: true }],
  ['a 502 with a page', { status: 502, body: '<html>Unicorn</html>', after: true }],
  ['too large', { fault: 'endless', after: true }]
]

test.each(lost)('a create whose answer is %s is found in the list, not sent again', async (_, answer) => {
  const { acme, github, quickly } = await start()
  github.answer({ method: 'POST' }, answer, 9)
  const result = await quickly(created)
  expect(acme.registries).toMatchObject([{ url: npm.url, secret: created.secret }])
  expect(output(result, 'changes')).toMatchObject([{ action: 'create', name: npmName, status: 'done' }])
  expect(result.outputs).toMatchObject({ changed: 'true', created: '1', failed: '0', name: npmName })
  expect(output(result, 'registry')).toMatchObject({ url: npm.url })
  expect(result.log).toMatch(/answer was lost\. Checking.*\n.*It did: the registry is NPM_REGISTRY_SECRET\./)
  expect(github.said().slice(2)).toEqual([post, list])
})

test('a create whose answer is lost is unknown where the list is refused', async () => {
  const scenario = await start()
  scenario.github.answer({ method: 'POST' }, { fault: 'reset', after: true }, 9)
  const listing = { method: 'GET', path: '/orgs/acme/private-registries' }
  scenario.github.answer(listing, () => undefined)
  scenario.github.answer(listing, { status: 403, body: { message: 'No more' } }, 9)
  const result = await scenario.run(created)
  expect(theError(result)).toMatch(/create npm_registry at https:\/\/npm\.acme\.example\/ in acme/)
  expect(theError(result)).toMatch(/is unknown.*No more/)
  expect(theError(result)).toMatch(/may have carried it out/)
  expect(output(result, 'changes')).toMatchObject([{ action: 'create', name: null, status: 'unknown' }])
  expect(result.outputs).toMatchObject({ changed: 'true', created: '0', failed: '1', name: '', registry: '' })
  expect(result.summary).toContain('| unknown |')
  expect(writes(scenario)).toEqual([post])
})

test('an update whose answer is lost is sent again', async () => {
  const { github, acme, quickly } = await start()
  acme.addRegistry({ ...npm, username: 'ci' })
  github.answer({ method: 'PATCH' }, { fault: 'reset', after: true })
  const result = await quickly({ operation: 'update', name: npmName, secret: 'new secret' })
  expect(messages(result, 'error')).toEqual([])
  expect(github.said()).toEqual([publicKey, `PATCH ${one}`, `PATCH ${one}`, `GET ${one}`])
  expect(acme.registries).toMatchObject([{ secret: 'new secret', username: 'ci' }])
  expect(output(result, 'changes')).toMatchObject([{ status: 'done' }])
})

test('a delete whose answer is lost is sent again, and finding nothing then is success', async () => {
  const { github, acme, quickly } = await start()
  acme.addRegistry({ ...npm, username: 'ci' })
  github.answer({ method: 'DELETE' }, { fault: 'hang', after: true })
  const address = { 'registry-type': 'npm_registry', url: npm.url }
  const result = await quickly({ operation: 'delete', ...address, ...times })
  expect(github.said()).toEqual([list, `DELETE ${one}`, `DELETE ${one}`])
  expect(acme.registries).toEqual([])
  expect(result.outputs).toMatchObject({ changed: 'true', deleted: '1', failed: '0' })
})

test.each([
  ['PATCH', { operation: 'update', username: 'bot' }],
  ['DELETE', { operation: 'delete' }]
])('a %s that stays without an answer is unknown', async (method, given) => {
  const { github, acme, quickly } = await start()
  acme.addRegistry({ ...npm, username: 'ci' })
  github.answer({ method }, 'reset', 9)
  const result = await quickly({ ...given, name: npmName })
  expect(theError(result)).toMatch(/may have carried it out/)
  expect(output(result, 'changes')).toMatchObject([{ status: 'unknown', reason: expect.any(String) }])
  expect(result.outputs).toMatchObject({ changed: 'true', failed: '1', updated: '0', deleted: '0' })
})

const listing = { operation: 'list' }
const remove = { operation: 'delete', name: 'NPM_REGISTRY_SECRET' }
const byName = {
  ...{ operation: 'create', 'registry-type': 'git_source', url: 'https://git.acme.example' },
  ...{ visibility: 'selected', 'selected-repositories': 'web', secret: 'a secret value' }
}
const registries = 'organization_private_registries'

const fromLabs = { kind: 'fine-grained', permissions: { [registries]: 'write' }, orgs: ['labs'] } as const

test.each<[inputs: Inputs, rights: TokenRights, message: RegExp]>([
  [
    listing,
    { kind: 'workflow' },
    /\(403\): this is the workflow's own GITHUB_TOKEN.*Use a fine-grained token or/
  ],
  [
    remove,
    { kind: 'fine-grained', permissions: { [registries]: 'read' } },
    /\(403\): the token needs organization_private_registries=write.*private registries" \(write\)/
  ],
  [
    remove,
    fromLabs,
    /delete NPM_REGISTRY_SECRET from acme \(404\): there is no such registry.*cannot access/
  ],
  [
    byName,
    { kind: 'app', permissions: { [registries]: 'write' } },
    /acme\/web, or the token cannot access it/
  ]
])('%j with a token that is %j is explained, once', async (inputs, given, message) => {
  const { github, acme, run } = await startWith([npm])
  github.addToken('ghs_made_up_for_this_test', given)
  const error = theError(await run({ ...inputs, token: 'ghs_made_up_for_this_test' }))
  expect(error).toMatch(message)
  if (inputs !== byName) expect(error).toMatch(/GitHub said: .+\. Request id C0DE:0001\.$/)
  expect(acme.registries).toHaveLength(1)
})
