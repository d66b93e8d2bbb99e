import { output, start } from './scenario.ts'

const url = 'https://maven.acme.example'
const create = {
  ...{ operation: 'create', 'registry-type': 'maven_repository', url, secret: 'a secret value' },
  ...{ visibility: 'selected', 'selected-repositories': 'web, api-*', username: 'ci' }
}
const name = 'MAVEN_REPOSITORY_SECRET'

test.each(['ghes-3.18', 'api.github.com'] as const)('all operations work on %s', async description => {
  const { github, run } = await start({ description })
  const at = { 'github-api-url': `${github.url}/` }
  expect((await run({ ...create, ...at })).outputs).toMatchObject({ name, created: '1' })
  expect((await run({ operation: 'list', ...at })).outputs['total-count']).toBe('1')
  expect((await run({ operation: 'get', name, ...at })).outputs['name']).toBe(name)
  expect((await run({ operation: 'get-public-key', ...at })).outputs['key-id']).toMatch(/^\d+$/)
  expect((await run({ operation: 'update', name, username: 'bot', ...at })).outputs['updated']).toBe('1')
  expect((await run({ operation: 'delete', name, ...at })).outputs['deleted']).toBe('1')
  expect(github.url.endsWith('/api/v3')).toBe(description === 'ghes-3.18')
  expect(github.said()[0]).toMatch(/^GET \/orgs\/acme\//)
  expect(github.exchanges).toHaveLength(10)
  for (const { headers, status } of github.exchanges) {
    expect(status).not.toBe(404)
    expect(headers).toMatchObject({
      'x-github-api-version': '2022-11-28',
      'user-agent': expect.stringContaining('private-registry-action'),
      authorization: expect.stringMatching(/^(token|Bearer) github_pat_/),
      accept: expect.stringContaining('application/vnd.github')
    })
  }
})

test('a server that shows no address of a new registry shows it as it is', async () => {
  const { github, run } = await start({ description: 'ghes-3.18', showsUrl: false })
  const shown = { name, registry_type: 'maven_repository', username: 'ci', visibility: 'selected' }
  github.answer({ method: 'POST' }, { status: 201, body: shown })
  const result = await run(create)
  expect(output(result, 'registry')).toEqual({ ...shown, org: 'acme' })
  expect(output(result, 'changes')).toMatchObject([{ status: 'done', url }])
})
