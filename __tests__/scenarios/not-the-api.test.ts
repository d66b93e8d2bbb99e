import type { GivenReply } from '../github/script.ts'
import { defaultToken } from '../github/tokens.ts'
import { runStep } from '../runner/step.ts'
import { changesOf, npm, npmName, runManifest } from './manifest-scenario.ts'
import { start, theError } from './scenario.ts'

const html = (status: number): GivenReply => ({ status, body: '<html>Sign in</html>' })
const other = (status: number): GivenReply => ({ status, body: { error: { code: 'blocked' } } })
const deep: GivenReply = { status: 403, body: `{"message":"m","a":${'['.repeat(5000)}${']'.repeat(5000)}}` }
const isNoAnswer = /answered \d{3}, but not with JSON of GitHub's API.*'github-api-url'.*proxy.*firewall/

test.each([
  ...[401, 403, 404, 406, 407].map((status): [string, GivenReply] => [`${status}, a page`, html(status)]),
  ...[401, 404].map((status): [string, GivenReply] => [`${status}, other JSON`, other(status)]),
  ['403, deep JSON', deep]
] as [string, GivenReply][])('%s instead of a registry is said to be none of the API', async (_, page) => {
  const { github, acme, run } = await start()
  acme.addRegistry(npm)
  github.answer({ path: /NPM_REGISTRY_SECRET/ }, page, 9)
  const error = theError(await run({ operation: 'get', name: npmName }))
  expect(error).toMatch(isNoAnswer)
  expect(error).not.toMatch(/no such registry|permission|not valid|<html|githubstatus/)
  expect(github.said()).toHaveLength(1)
})

test('a page of a server that failed is said to be one, without the status page of github.com', async () => {
  const { github, quickly } = await start()
  github.answer({}, html(502), 9)
  const error = theError(await quickly({ operation: 'list' }))
  expect(error).toMatch(isNoAnswer)
  expect(error).not.toMatch(/githubstatus|<html/)
})

test.each([html(404), other(404), html(401)])(
  'a DELETE whose answer was lost, then a page: nobody knows: %j',
  async page => {
    const { acme, github, quickly } = await start()
    acme.addRegistry(npm)
    github.answer({ method: 'DELETE' }, 'reset')
    github.answer({ method: 'DELETE' }, page)
    const result = await quickly({ operation: 'delete', name: npmName })
    expect(changesOf(result)).toMatchObject([{ status: 'unknown' }])
    expect(result.outputs).toMatchObject({ deleted: '0', failed: '1' })
  }
)

test('a page with 401 ends the work of no token', async () => {
  const { github, run } = await start()
  const labs = github.addOrganization('labs')
  github.answer({ path: /^\/orgs\/acme\// }, html(401), 9)
  const entry = { ...npm, visibility: 'all', secret_env: 'TOKEN' }
  const env = { TOKEN: 'a secret value' }
  expect(theError(await runManifest({ run }, [entry], { org: 'acme, labs' }, { env }))).toMatch(isNoAnswer)
  expect(labs.registries).toHaveLength(1)
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
