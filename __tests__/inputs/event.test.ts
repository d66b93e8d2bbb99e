import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reasonForNoToken } from '../../src/inputs/connection.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'event-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const usual = `'token' is missing; set it to a token that can manage the organization's private registries (the workflow's own GITHUB_TOKEN cannot). A secret that is not set arrives empty.`
const fork = `'token' is empty: pull requests from forks get no secrets. Skip this step for them.`
const dependabot = `'token' is empty: Dependabot's pull requests get no Actions secrets, only Dependabot secrets. Store the token as a Dependabot secret, or skip this step for them.`
const from = (head: object | null) => ({
  pull_request: { head: { repo: head }, base: { repo: { full_name: 'acme/web' } } }
})

test.each([
  ['a push', 'push', from({ full_name: 'other/web' }), usual],
  ['a fork', 'pull_request', from({ full_name: 'other/web' }), fork],
  ['a fork that is gone', 'pull_request', from(null), fork],
  ['a fork, by review', 'pull_request_review', from({ full_name: 'other/web' }), fork],
  ['the same repository', 'pull_request', from({ full_name: 'acme/web' }), usual],
  ['an event without pull request', 'pull_request', {}, usual],
  ['an event that is no JSON', 'pull_request', '{', usual],
  ['Dependabot', 'pull_request', from(null), dependabot, 'dependabot[bot]'],
  ['a fork where it gets them', 'pull_request_target', from({ full_name: 'other/web' }), usual],
  ['Dependabot on push', 'push', {}, dependabot.replace('pull requests', 'runs'), 'dependabot[bot]']
])('an empty token on %s', (_, event, given, expected, actor = 'octocat') => {
  const path = join(folder, 'event.json')
  writeFileSync(path, typeof given === 'string' ? given : JSON.stringify(given))
  const variables = { GITHUB_EVENT_NAME: event, GITHUB_ACTOR: actor, GITHUB_EVENT_PATH: path }
  expect(reasonForNoToken(variables)).toBe(expected)
})

test('nothing explains an event that cannot be read, nor a run outside of a workflow', () => {
  for (const GITHUB_EVENT_PATH of [undefined, '', '/nowhere/event.json'])
    expect(reasonForNoToken({ GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH })).toBe(usual)
  expect(reasonForNoToken({})).toBe(usual)
})
