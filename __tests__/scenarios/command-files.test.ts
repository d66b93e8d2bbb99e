import { messages, start } from './scenario.ts'

test('a step whose summary cannot be written is done, with a warning', async () => {
  const { run } = await start()
  const result = await run({ operation: 'list' }, { env: { GITHUB_STEP_SUMMARY: '' } })
  expect(messages(result, 'error')).toEqual([])
  expect(messages(result, 'warning')).toEqual([
    expect.stringMatching(/^The job summary could not be written/)
  ])
  expect(result.outputs['total-count']).toBe('0')
})

test('a step whose outputs cannot be written fails', async () => {
  const { run } = await start()
  const result = await run({ operation: 'list' }, { env: { GITHUB_OUTPUT: '/nowhere/at/all' } })
  expect(messages(result, 'error')).toEqual([expect.stringMatching(/^The outputs could not be written/)])
})

test('a step without a file for its outputs fails, and prints none of them as commands', async () => {
  const { acme, run } = await start()
  acme.addRegistry({ registry_type: 'git_source', url: 'https://git.acme.example' })
  const result = await run({ operation: 'list' }, { env: { GITHUB_OUTPUT: '' } })
  expect(messages(result, 'error')).toEqual([
    'The outputs could not be written: the variable GITHUB_OUTPUT is not set.'
  ])
  expect(result.commands.map(({ name }) => name)).not.toContain('set-output')
  expect(result.outputs).toEqual({})
  expect(result.summary).toContain('git.acme.example')
})
