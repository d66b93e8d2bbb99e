import type { Answer, GivenReply } from '../local-github/script.ts'
import { startGitHub } from '../local-github/server.ts'
import { defaultToken } from '../local-github/tokens.ts'
import { runStep } from '../runner/step.ts'
import { changesOf, npm, npmName, runManifest, startWith } from './manifest-scenario.ts'
import { list, output, publicKey, start, theError, writes } from './scenario.ts'

const operation = 'list'
const path = '/orgs/acme/private-registries'
const create = {
  ...{ operation: 'create', 'registry-type': 'git_source', url: 'https://git.acme.example' },
  ...{ visibility: 'all', secret: 'a secret value' }
}
const few = { total_count: 2, configurations: [{ name: 'A', ...npm }] }

test.each<[name: string, answer: Answer, message: RegExp]>([
  ['cut short', 'cut', /connection to 127\.0\.0\.1:\d+ ended before the answer was complete/],
  ['with fewer than total_count', { status: 200, body: few }, /total_count is 2, but the pages contain 1 reg/]
])(
  'a list that is %s is an error, never no registries, and nothing is written',
  async (_, answer, message) => {
    const scenario = await startWith([npm])
    scenario.github.answer({ path }, answer, 99)
    const listed = await scenario.quickly({ operation })
    for (const result of [await scenario.quickly(create), listed]) {
      expect(theError(result)).toMatch(/^Could not list the private registries of acme/)
      expect(theError(result)).toMatch(message)
    }
    expect(listed.outputs['total-count'] ?? '').toBe('')
    expect(listed.outputs['registries'] ?? '').toBe('')
    expect(listed.summary).not.toMatch(/none/i)
    expect(writes(scenario)).toEqual([])
  }
)

const html = (status: number): GivenReply => ({ status, body: '<html>Sign in</html>' })
const isNoAnswer = /answered \d{3}, but not with JSON from GitHub's API.*'github-api-url'.*proxy.*firewall/

test('a lost DELETE, then a page: nobody knows', async () => {
  const { github, quickly } = await startWith([npm])
  for (const answer of ['reset', html(404)] as const) github.answer({ method: 'DELETE' }, answer)
  const result = await quickly({ operation: 'delete', name: npmName })
  expect(changesOf(result)).toMatchObject([{ status: 'unknown' }])
  expect(result.outputs).toMatchObject({ deleted: '0', failed: '1' })
})

test('a page with 401 is said to be none of the API, and ends the work of no token', async () => {
  const { github, run } = await start()
  const labs = github.addOrganization('labs')
  github.answer({ path: /^\/orgs\/acme\// }, html(401), 9)
  const entry = { ...npm, visibility: 'all', secret_env: 'TOKEN' }
  const step = { env: { TOKEN: 'a secret value' } }
  const error = theError(await runManifest({ run }, [entry], { org: 'acme, labs' }, step))
  expect(error).toMatch(isNoAnswer)
  expect(error).not.toMatch(/permission|not valid|<html|githubstatus/)
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

test('timeout ends the whole run, however long one request may take', async () => {
  const { github, run } = await start()
  github.answer({}, 'hang', 9)
  expect(theError(await run({ operation, timeout: '300ms' }))).toMatch(/'timeout'/)
})

const one = `${path}/${npmName}`
const created = { ...create, 'registry-type': 'npm_registry', url: npm.url }

test.each<Answer>([
  { fault: 'reset', after: true },
  { status: 502, body: '<html>Unicorn</html>', after: true }
])('a create whose answer is lost is found in the list, not sent again: %j', async answer => {
  const { acme, github, quickly } = await start()
  github.answer({ method: 'POST' }, answer, 9)
  const result = await quickly(created)
  expect(acme.registries).toMatchObject([{ url: npm.url, secret: created.secret }])
  expect(output(result, 'changes')).toMatchObject([{ action: 'create', name: npmName, status: 'done' }])
  expect(result.outputs).toMatchObject({ changed: 'true', created: '1', failed: '0', name: npmName })
  expect(output(result, 'registry')).toMatchObject({ url: npm.url })
  expect(result.log).toMatch(/answer was lost\. Checking.*\n.*It did: the registry is NPM_REGISTRY_SECRET\./)
  expect(github.said().slice(2)).toEqual([`POST ${path}`, list])
})

test('an update whose answer is lost is sent again', async () => {
  const { github, acme, quickly } = await startWith([{ ...npm, username: 'ci' }])
  github.answer({ method: 'PATCH' }, { fault: 'reset', after: true })
  const result = await quickly({ operation: 'update', name: npmName, secret: 'new secret' })
  expect(github.said()).toEqual([publicKey, `PATCH ${one}`, `PATCH ${one}`, `GET ${one}`])
  expect(acme.registries).toMatchObject([{ secret: 'new secret', username: 'ci' }])
  expect(output(result, 'changes')).toMatchObject([{ status: 'done' }])
})

test('a delete whose answer is lost is sent again, and finding nothing then is success', async () => {
  const { github, acme, quickly } = await startWith([npm])
  github.answer({ method: 'DELETE' }, { fault: 'hang', after: true })
  const address = { 'registry-type': 'npm_registry', url: npm.url }
  const result = await quickly({ operation: 'delete', ...address, 'request-timeout': '1s' })
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
