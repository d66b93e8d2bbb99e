import type { Answer, GivenReply } from '../local-github/script.ts'
import { startGitHub } from '../local-github/server.ts'
import { defaultToken } from '../local-github/tokens.ts'
import { runStep } from '../runner/step.ts'
import { changesOf, npm, npmName, runManifest, startWith } from './manifest-scenario.ts'
import { list, messages, output, publicKey, start, theError, writes } from './scenario.ts'

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
    const scenario = await startWith([npm])
    scenario.github.answer({ path }, answer, 99)
    const listed = await scenario.quickly({ operation })
    for (const result of [await scenario.quickly(create), listed]) {
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
  expect(Object.keys(asked.outputs)).toEqual(['summary'])
})

const html = (status: number): GivenReply => ({ status, body: '<html>Sign in</html>' })
const other = (status: number): GivenReply => ({ status, body: { error: { code: 'blocked' } } })
const deep: GivenReply = { status: 403, body: `{"message":"m","a":${'['.repeat(5000)}${']'.repeat(5000)}}` }
const isNoAnswer = /answered \d{3}, but not with JSON from GitHub's API.*'github-api-url'.*proxy.*firewall/

test.each([html(401), html(502), other(404), deep])(
  'what is no registry is said to be none of the API: %j',
  async page => {
    const { github, quickly } = await startWith([npm])
    github.answer({ path: /NPM_REGISTRY_SECRET/ }, page, 9)
    const error = theError(await quickly({ operation: 'get', name: npmName }))
    expect(error).toMatch(isNoAnswer)
    expect(error).not.toMatch(/no such registry|permission|not valid|<html|githubstatus/)
    expect(github.said()).toHaveLength(page.status === 502 ? 5 : 1)
  }
)

test('a lost DELETE, then a page: nobody knows', async () => {
  const { github, quickly } = await startWith([npm])
  for (const answer of ['reset', html(404)] as const) github.answer({ method: 'DELETE' }, answer)
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

test('GitHub Enterprise Server without /api/v3 is explained', async () => {
  const { github } = await start({ description: 'ghes-3.18' })
  const given = { operation, token: defaultToken, 'github-api-url': github.url.replace('/api/v3', '') }
  expect(theError(await runStep({ with: given }))).toMatch(/'github-api-url'.*\/api\/v3/)
})

test('a server that is not there is explained, and asked again while there is time', async () => {
  const { quickly } = await start()
  const gone = await startGitHub()
  await gone.close()
  const result = await quickly({ operation, 'github-api-url': gone.url })
  const error = theError(result)
  expect(error).toMatch(/127\.0\.0\.1:\d+ refused the connection \(ECONNREFUSED\).*'github-api-url'/)
  expect(error).toMatch(/\d attempts/)
  expect(result.log).toMatch(/Waiting until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC to list/)
})

test('a server that speaks no TLS, and a name that does not exist, are explained', async () => {
  const { github, quickly } = await start()
  const secure = github.url.replace('http:', 'https:')
  const error = theError(await quickly({ operation, 'github-api-url': secure }))
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
  ['a 502 with a page', { status: 502, body: '<html>Unicorn</html>', after: true }]
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
  const result = await scenario.quickly(created)
  expect(theError(result)).toMatch(/^Could not create npm_registry at \S+ in acme: .*may have carried it out/)
  expect(theError(result)).toMatch(/is unknown.*No more/)
  expect(output(result, 'changes')).toMatchObject([{ action: 'create', name: null, status: 'unknown' }])
  expect(result.outputs).toMatchObject({ changed: 'true', created: '0', failed: '1', name: '', registry: '' })
  expect(result.summary).toContain('| +&nbsp;create<br>__unknown__ |')
  expect(writes(scenario)).toEqual([post])
})

test('an update whose answer is lost is sent again', async () => {
  const { github, acme, quickly } = await startWith([{ ...npm, username: 'ci' }])
  github.answer({ method: 'PATCH' }, { fault: 'reset', after: true })
  const result = await quickly({ operation: 'update', name: npmName, secret: 'new secret' })
  expect(messages(result, 'error')).toEqual([])
  expect(github.said()).toEqual([publicKey, `PATCH ${one}`, `PATCH ${one}`, `GET ${one}`])
  expect(acme.registries).toMatchObject([{ secret: 'new secret', username: 'ci' }])
  expect(output(result, 'changes')).toMatchObject([{ status: 'done' }])
})

test('a delete whose answer is lost is sent again, and finding nothing then is success', async () => {
  const { github, acme, quickly } = await startWith([{ ...npm, username: 'ci' }])
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
  const { github, quickly } = await startWith([{ ...npm, username: 'ci' }])
  github.answer({ method }, 'reset', 9)
  const result = await quickly({ ...given, name: npmName })
  expect(theError(result)).toMatch(/may have carried it out/)
  expect(output(result, 'changes')).toMatchObject([{ status: 'unknown', reason: expect.any(String) }])
  expect(result.outputs).toMatchObject({ changed: 'true', failed: '1', updated: '0', deleted: '0' })
})

test('a delete after a conflict fails if the registry is still there, and then cannot be found', async () => {
  const { github, acme, quickly } = await startWith([npm])
  const conflict = { status: 409, body: { message: 'Somebody else writes' } }
  for (const answer of [conflict, { status: 404, body: { message: 'Not Found' } }])
    github.answer({ method: 'DELETE' }, answer)
  const result = await quickly({ operation: 'delete', name: npmName })
  expect(theError(result)).toMatch(/refused to delete NPM_REGISTRY_SECRET from acme \(404\)/)
  expect(github.said().slice(0, 3)).toEqual([`DELETE ${one}`, `GET ${one}`, `DELETE ${one}`])
  expect(output(result, 'changes')).toMatchObject([{ status: 'failed' }])
  expect(acme.registries).toHaveLength(1)
})
