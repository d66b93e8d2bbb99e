import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reasonForNoToken } from '../../src/inputs/surroundings.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'event-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const usual = `'token' is missing; give it a token that may manage the organization's private registries (never the workflow's own GITHUB_TOKEN, which cannot). A secret that is not set arrives empty.`
const fork = `'token' is empty: pull requests from forks get no secrets. Skip this step for them.`
const dependabot = `'token' is empty: Dependabot's pull requests get no Actions secrets, only Dependabot secrets. Store the token as one, or skip this step for them.`
const from = (head: object | null) => ({
  pull_request: { head: { repo: head }, base: { repo: { full_name: 'acme/web' } } }
})

test.each([
  { name: 'a push', event: 'push', given: from({ full_name: 'other/web' }), expected: usual },
  { name: 'a fork', event: 'pull_request', given: from({ full_name: 'other/web' }), expected: fork },
  { name: 'a fork that is gone', event: 'pull_request', given: from(null), expected: fork },
  {
    name: 'a fork, by review',
    event: 'pull_request_review',
    given: from({ full_name: 'other/web' }),
    expected: fork
  },
  {
    name: 'the same repository',
    event: 'pull_request',
    given: from({ full_name: 'acme/web' }),
    expected: usual
  },
  { name: 'an event without pull request', event: 'pull_request', given: {}, expected: usual },
  { name: 'an event that is no JSON', event: 'pull_request', given: '{', expected: usual },
  {
    name: 'Dependabot',
    event: 'pull_request',
    actor: 'dependabot[bot]',
    given: from(null),
    expected: dependabot
  },
  {
    name: 'a fork on pull_request_target, which gets them',
    event: 'pull_request_target',
    given: from({ full_name: 'other/web' }),
    expected: usual
  },
  {
    name: 'Dependabot on push',
    event: 'push',
    actor: 'dependabot[bot]',
    given: {},
    expected: dependabot.replace('pull requests', 'runs')
  }
])('an empty token on $name', ({ event, actor = 'octocat', given, expected }) => {
  const path = join(folder, 'event.json')
  writeFileSync(path, typeof given === 'string' ? given : JSON.stringify(given))
  const variables = { GITHUB_EVENT_NAME: event, GITHUB_ACTOR: actor, GITHUB_EVENT_PATH: path }
  expect(reasonForNoToken(variables)).toBe(expected)
})

test.each([undefined, '', '/nowhere/event.json'])(
  'an event that cannot be read (%s) explains nothing',
  GITHUB_EVENT_PATH => {
    expect(reasonForNoToken({ GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH })).toBe(usual)
  }
)

test('outside of a workflow', () => {
  expect(reasonForNoToken({})).toBe(usual)
})
