import { messages, noon, start, theError } from './scenario.ts'

const url = 'https://npm.acme.example/'
const name = 'NPM_REGISTRY_SECRET'
const secret = 'a secret value'
const none = { created: '0', updated: '0', deleted: '0', unchanged: '0', failed: '0' }
const create = { operation: 'create', 'registry-type': 'npm_registry', url, visibility: 'all', secret }
const shown = `__\`${name}\`__ \`npm_registry\``

function page(heading: string, ...lines: string[]): string {
  return [`### Private registries: ${heading}`, '', ...lines, ''].join('\n')
}

test('create: outputs and summary', async () => {
  const { run } = await start()
  const { outputs, summary, log } = await run({ ...create, username: 'ci', 'replaces-base': 'true' })
  const expected = page(
    'create',
    ...['__1 created__ in `acme`', '', '| Change | Registry |', '| --- | --- |'],
    `| +&nbsp;created | ${shown}<br>\`${url}\`<br>\`username\`: \`ci\`<br>\`replaces_base\`: \`true\`<br>\`visibility\`: \`all\`<br>secret from the input |`,
    ...['', '<details><summary>Who reads these registries</summary>', ''],
    `- \`npm_registry\` at \`${url}\`. Dependabot: npm, Yarn, pnpm; code scanning: none; credential: a Bearer token, or Basic authentication if the secret holds a colon; ignored: username.`,
    ...['', '</details>']
  )
  expect(outputs).toEqual({
    ...{ ...none, changed: 'true', created: '1', name },
    registry: `{"name":"${name}","registry_type":"npm_registry","auth_type":"token","replaces_base":true,"visibility":"all","created_at":"${noon}","updated_at":"${noon}","url":"${url}","username":"ci","org":"acme"}`,
    changes: `[{"org":"acme","action":"create","name":"${name}","registry_type":"npm_registry","url":"${url}","fields":[],"status":"done"}]`,
    advice: '[]',
    summary: expected
  })
  expect(summary.trimEnd()).toBe(expected.trimEnd())
  expect(log.split('\n')).toEqual([
    `Creating npm_registry at ${url} in acme`,
    ...[
      `${name} (npm_registry at ${url}) created in acme: username ci, replaces_base true, visibility all, secret from the input`,
      ''
    ]
  ])
})

test('delete in a dry run: outputs and summary', async () => {
  const { acme, run } = await start()
  acme.addRegistry({ registry_type: 'npm_registry', url })
  const { outputs, log } = await run({ operation: 'delete', name, 'dry-run': 'true' })
  const { changes, summary, ...counts } = outputs
  expect(counts).toEqual({ ...none, changed: 'true', deleted: '1' })
  expect(JSON.parse(changes ?? '')).toMatchObject([{ action: 'delete', name, status: 'planned' }])
  expect(summary?.replace(/(?<=\.__) .*/, '')).toBe(
    page(
      'delete (dry run: nothing was written)',
      ...['__1 to delete__ in `acme`', '', '> [!CAUTION]', '> __1 to delete.__', '>'],
      `> - −&nbsp;delete: ${shown}, used by all repositories<br>\`${url}\``
    )
  )
  expect(log).toBe(
    `Deleting ${name} of acme (dry run)\n${name} (npm_registry at ${url}) would be deleted in acme\n`
  )
})

test('a create that GitHub refuses: outputs and summary', async () => {
  const { github, run } = await start()
  github.answer({ method: 'POST' }, { status: 422, body: { message: 'No more *room*' } })
  const result = await run(create)
  const reason = theError(result)
  expect(reason).toMatch(
    /^GitHub refused to create npm_registry at https:\/\/npm\.acme\.example\/ in acme \(422\): .* GitHub said: No more \*room\*\. Request id C0DE:0003\.$/
  )
  const { summary, ...others } = result.outputs
  const failed = { org: 'acme', action: 'create', name: null, registry_type: 'npm_registry', url, fields: [] }
  expect(others).toEqual({
    ...{ ...none, changed: 'false', failed: '1', name: '', registry: '' },
    changes: JSON.stringify([{ ...failed, status: 'failed', reason }]),
    advice: expect.stringContaining('npm-replaces-base')
  })
  expect(summary).toMatch(
    /^### Private registries: create failed\n\n- GitHub refused to create.*No more &#42;room&#42;.*\n\n__1 failed__ in `acme`\n/
  )
  expect(summary).toMatch(
    /\| \+&nbsp;create<br>__failed__ \| `npm_registry`<br>`https.*`<br>`visibility`: `all`<br>/
  )
  expect(result.summary.trimEnd()).toBe(summary?.trimEnd())
})

test('inputs that could not be read: outputs say that nothing was done', async () => {
  const { run } = await start()
  const result = await run({ ...create, secret: '' })
  expect(result.outputs).toMatchObject({
    ...none,
    changed: 'false',
    changes: '[]',
    advice: '[]',
    name: '',
    registry: ''
  })
  expect(result.summary).toContain('### Private registries: create failed')
  const unknown = await run({ operation: 'creat' })
  expect(Object.keys(unknown.outputs)).toEqual(['summary'])
  expect(unknown.outputs['summary']).toMatch(/failed\n\n- .*operation.*creat/)
})

test('outputs stay what GitHub wrote, whatever it wrote', async () => {
  const { acme, run } = await start()
  const username = 'a"b\\c\nd${{ e }}\u2028é😀<<EOF'
  acme.addRegistry({ registry_type: 'npm_registry', url, username })
  const { outputs } = await run({ operation: 'get', name })
  expect(JSON.parse(outputs['registry'] ?? '').username).toBe(username)
})

test('a step whose summary cannot be written is done, with a warning', async () => {
  const { run } = await start()
  const result = await run({ operation: 'list' }, { env: { GITHUB_STEP_SUMMARY: '' } })
  const warning = expect.stringMatching(/^The job summary could not be written/)
  expect(result.annotations).toMatchObject([{ level: 'warning', message: warning }])
  expect(result.outputs['total-count']).toBe('0')
})

test.each([
  ['', /^The outputs could not be written: the variable GITHUB_OUTPUT is not set\.$/],
  ['/nowhere/at/all', /^The outputs could not be written/]
])('a step whose outputs go to %j fails, and prints none of them as commands', async (file, message) => {
  const { acme, run } = await start()
  acme.addRegistry({ registry_type: 'git_source', url: 'https://git.acme.example' })
  const result = await run({ operation: 'list' }, { env: { GITHUB_OUTPUT: file } })
  expect(messages(result, 'error')).toEqual([expect.stringMatching(message)])
  expect(result.commands.map(({ name }) => name)).not.toContain('set-output')
  expect(result.outputs).toEqual({})
  expect(result.summary).toContain('git.acme.example')
})
