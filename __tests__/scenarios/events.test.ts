import { startWith } from './manifest-scenario.ts'
import { type Inputs, messages, start, theError, writes } from './scenario.ts'

const create: Inputs = {
  ...{ operation: 'create', 'registry-type': 'npm_registry', url: 'https://npm.acme.example' },
  ...{ visibility: 'all', secret: 'a secret value' }
}
const remove = { operation: 'delete', name: 'NPM_REGISTRY_SECRET' }
const repo = (full_name: string): object => ({ full_name })
const ours = repo('acme/widgets')
const theirs = repo('someone/widgets')
const pull = (head: object | null): object => ({
  pull_request: { head: { repo: head }, base: { repo: ours } }
})
const caused = (event: unknown, head_repository: unknown = ours): object => ({
  workflow_run: { event, head_repository, repository: ours }
})

/** What the action says when it is to write on an event, with this payload. */
type Row = [event: string, payload: string | object, message: RegExp]

const target = /Nothing is written on pull_request_target: .*code that anyone can propose.*'dry-run'/
const fork = /Nothing is written on workflow_run \(pull_request\w*\): a pull request from another repository/
const unreadable = /Nothing is written on workflow_run: its payload cannot be read/

test.each<Row>([
  ['pull_request_target', pull(ours), target],
  [
    'workflow_run',
    caused('pull_request_target'),
    /Nothing is written on workflow_run \(pull_request_target\)/
  ],
  ['workflow_run', caused('pull_request', theirs), fork],
  ['workflow_run', caused('pull_request', null), fork],
  ['workflow_run', caused('pull_request_review', theirs), fork],
  ['workflow_run', { workflow_run: { event: 'pull_request' } }, fork],
  ['workflow_run', '/nowhere/event.json', unreadable],
  ['workflow_run', {}, unreadable],
  ['workflow_run', caused(7), unreadable],
  ['workflow_run', caused('workflow_run'), unreadable]
])('on %s with %j nothing is written, and reads and dry runs go on', async (event_name, event, message) => {
  const scenario = await startWith([{ registry_type: 'npm_registry', url: 'https://old.acme.example' }])
  const step = { github: { event_name, event } }
  for (const inputs of [create, remove, { ...remove, operation: 'update', username: 'x' }])
    expect(theError(await scenario.run(inputs, step))).toMatch(message)
  expect(scenario.github.said()).toEqual([])
  const dry = await scenario.run({ ...remove, 'dry-run': 'true' }, step)
  expect(dry.outputs['changed']).toBe('true')
  expect(dry.annotations).toEqual([])
  expect((await scenario.run({ operation: 'list' }, step)).outputs['total-count']).toBe('1')
  expect(writes(scenario)).toEqual([])
})

const unmerged = /^This run writes on .*pull_request.*: changes that are not merged yet take effect/
const anyone = /^This run writes on .*, which anyone can trigger/
const ofAnybody = ['issues', 'issue_comment', 'discussion', 'discussion_comment', 'fork', 'watch']

test.each<Row>([
  ['pull_request', pull(ours), unmerged],
  ['pull_request', pull(theirs), unmerged],
  ['workflow_run', caused('pull_request'), unmerged],
  ...ofAnybody.map((event): Row => [event, {}, anyone]),
  ['workflow_run', caused('issue_comment'), anyone],
  ['workflow_run', caused('push', theirs), /^$/],
  ['schedule', {}, /^$/],
  ['push', '/nowhere/event.json', /^$/]
])('a write on %s with %j is done, with the warning %s', async (event_name, event, message) => {
  const scenario = await start()
  const result = await scenario.run(create, { github: { event_name, event } })
  expect(writes(scenario)).toHaveLength(1)
  expect(messages(result, 'warning').join()).toMatch(message)
})

test('an empty token is explained', async () => {
  const { run } = await start()
  const github = { event_name: 'pull_request', event: pull(theirs) }
  const error = theError(await run({ operation: 'list', token: '' }, { github }))
  expect(error).toMatch(/pull requests from forks get no secrets/)
})
