import type { Answer, GivenReply } from '../github/script.ts'
import { defaultToken } from '../github/tokens.ts'
import { runStep } from '../runner/step.ts'
import { changesOf, manifestPath, npm, npmName, workspaceWith } from './manifest-scenario.ts'
import { messages, start, theError } from './scenario.ts'

const pages: [name: string, page: GivenReply][] = [401, 403, 404, 406, 407].flatMap(
  (status): [string, GivenReply][] => [
    [`${status}, a page`, { status, headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' }],
    [`${status}, other JSON`, { status, body: { error: { code: 'blocked' } } }],
    [`${status}, deep JSON`, { status, body: `{"message":"m","a":${'['.repeat(5000)}${']'.repeat(5000)}}` }]
  ]
)
const isNoAnswer = /answered \d{3}, but not with JSON of GitHub's API.*'github-api-url'.*proxy.*firewall/
const one = { operation: 'get', name: npmName }

test.each(pages)('%s instead of a registry is said to be none of the API', async (_, page) => {
  const { github, acme, run } = await start()
  acme.addRegistry(npm)
  github.answer({ path: /NPM_REGISTRY_SECRET/ }, page, 9)
  const error = theError(await run(one))
  expect(error).toMatch(isNoAnswer)
  expect(error).not.toMatch(/no such registry|permission|not valid|<html|githubstatus/)
  expect(github.said()).toHaveLength(1)
})

test('a page of a server that failed is said to be one, without the status page of github.com', async () => {
  const { github, run } = await start()
  github.answer({}, { status: 502, body: '<html>Bad Gateway</html>' }, 9)
  const error = theError(await run({ operation: 'list', timeout: '900ms' }))
  expect(error).toMatch(isNoAnswer)
  expect(error).not.toMatch(/githubstatus/)
})

test.each<[name: string, lost: Answer, page: GivenReply]>([
  ['404', { fault: 'reset' }, { status: 404, body: '<html>Nothing here</html>' }],
  ['404 of JSON', { fault: 'reset' }, { status: 404, body: { error: 'not found' } }],
  ['401', { fault: 'reset' }, { status: 401, body: '<html>Sign in</html>' }]
])('a DELETE whose answer was lost, then a page with %s: nobody knows', async (_, lost, page) => {
  const scenario = await start()
  scenario.acme.addRegistry(npm)
  scenario.github.answer({ method: 'DELETE' }, lost)
  scenario.github.answer({ method: 'DELETE' }, page)
  const result = await scenario.run({ operation: 'delete', name: npmName })
  expect(changesOf(result)).toMatchObject([{ status: 'unknown' }])
  expect(result.outputs).toMatchObject({ deleted: '0', failed: '1' })
})

test('a page with 401 ends the work of no token', async () => {
  const { github, run } = await start()
  const labs = github.addOrganization('labs')
  github.answer({ path: /^\/orgs\/acme\// }, { status: 401, body: '<html>Sign in</html>' }, 9)
  const workspace = workspaceWith([{ ...npm, visibility: 'all', secret_env: 'TOKEN' }])
  const inputs = { operation: 'apply', manifest: manifestPath, org: 'acme, labs' }
  const result = await run(inputs, { workspace, env: { TOKEN: 'a secret value' } })
  expect(messages(result, 'error')).toEqual([expect.stringMatching(isNoAnswer)])
  expect(labs.registries).toHaveLength(1)
})

const words = [
  'the `acme` enterprise has an IP allow list enabled, and your IP address is not permitted to access this',
  '`acme` forbids access via a personal access token (classic). Please use a GitHub App.',
  "`acme` forbids access via a fine-grained personal access tokens if the token's lifetime is greater than 7 days"
]
test.each(words)('403 %s: no permission is missing', async message => {
  const { github, run } = await start()
  const headers = { 'x-accepted-github-permissions': 'organization_private_registries=read' }
  github.answer({}, { status: 403, headers, body: { message } }, 9)
  const error = theError(await run({ operation: 'list' }))
  const [why = '', said] = error.split(' GitHub said: ')
  expect(why).not.toMatch(/lacks|permission|admin:org|classic/)
  expect(said).toContain(message.replace(/\.$/, ''))
})

test.each(['', '/graphql', '/api', '/api/graphql'])(
  'GitHub Enterprise Server under %s instead of /api/v3',
  async path => {
    const { github } = await start({ description: 'ghes-3.18' })
    const given = { operation: 'list', 'github-api-url': github.url.replace('/api/v3', path) }
    const result = await runStep({ with: { ...given, token: defaultToken } })
    expect(theError(result)).toMatch(/'github-api-url'.*\/api\/v3/)
  }
)
