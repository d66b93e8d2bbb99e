import { list, output, type Scenario, start, theError } from './scenario.ts'

const create = {
  ...{ operation: 'create', 'registry-type': 'maven_repository', url: 'https://maven.acme.example' },
  ...{
    visibility: 'selected',
    'selected-repositories': 'web, api-*',
    username: 'ci',
    secret: 'a secret value'
  }
}
const name = 'MAVEN_REPOSITORY_SECRET'

async function runAll({ run }: Scenario, apiUrl: string): Promise<void> {
  const at = { 'github-api-url': apiUrl }
  expect((await run({ ...create, ...at })).outputs).toMatchObject({ name, created: '1' })
  expect((await run({ operation: 'list', ...at })).outputs['total-count']).toBe('1')
  expect((await run({ operation: 'get', name, ...at })).outputs['name']).toBe(name)
  expect((await run({ operation: 'get-public-key', ...at })).outputs['key-id']).toMatch(/^\d+$/)
  expect((await run({ operation: 'update', name, username: 'bot', ...at })).outputs['updated']).toBe('1')
  expect((await run({ operation: 'delete', name, ...at })).outputs['deleted']).toBe('1')
}

test('all operations work on GitHub Enterprise Server', async () => {
  const scenario = await start({ description: 'ghes-3.18' })
  await runAll(scenario, `${scenario.github.url}/`)
  expect(scenario.github.url).toMatch(/\/api\/v3$/)
  expect(scenario.github.exchanges.map(({ status }) => status)).not.toContain(404)
  expect(scenario.github.said()[0]).toMatch(/^GET \/orgs\/acme\//)
})

test('every request names the version of the API, and who asks', async () => {
  const scenario = await start()
  await runAll(scenario, scenario.github.url)
  expect(scenario.github.exchanges).toHaveLength(10)
  for (const { headers } of scenario.github.exchanges)
    expect(headers).toMatchObject({
      'x-github-api-version': '2022-11-28',
      'user-agent': expect.stringContaining('private-registry-action'),
      authorization: expect.stringMatching(/^(token|Bearer) github_pat_/),
      accept: expect.stringContaining('application/vnd.github')
    })
})

test('the address comes from the runner if an empty one is given', async () => {
  const { github, run } = await start()
  await run({ operation: 'list', 'github-api-url': '' }, { github: { api_url: github.url } })
  expect(github.said()).toEqual([list])
})

test('a server that is too old says 404, and the error says that it may be too old', async () => {
  const { github, run } = await start({ description: 'ghes-3.18' })
  github.answer({ method: 'POST' }, { status: 404, body: { message: 'Not Found' } })
  expect(theError(await run(create))).toMatch(/too old.*3\.18/)
})

test('a server that shows no address of a new registry shows it as it is', async () => {
  const { github, run } = await start({ description: 'ghes-3.18', showsUrl: false })
  const shown = { name, registry_type: 'maven_repository', username: 'ci', visibility: 'selected' }
  github.answer({ method: 'POST' }, { status: 201, body: shown })
  const result = await run(create)
  expect(output(result, 'registry')).toEqual({ ...shown, org: 'acme' })
  expect(output(result, 'changes')).toMatchObject([{ status: 'done', url: create.url }])
})
