import { checkAll } from '../../src/closing-list.ts'
import { organization } from '../../src/organization.ts'
import { type Change, outcomeOf, type Status } from '../../src/registries/change.ts'
import type { Registry } from '../../src/registries/registry.ts'
import type { Answer } from '../github/script.ts'
import { type Connected, connect } from './connected.ts'

const org = 'acme'
const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example' } as const
const before: Registry = { name: 'NPM', ...npm, username: 'ci', visibility: 'all', auth_type: 'token' }
const after: Registry = { ...before, username: 'bot' }

let at: Connected

beforeEach(async () => {
  at = await connect()
  at.github.addOrganization(org)
})
afterEach(() => at.close())

const create: Change = { action: 'create', org, spec: { ...npm, visibility: 'all' } }
const update: Change = { action: 'update', org, name: 'NPM', registry: before, spec: { username: 'bot' } }
const hidden: Change = { action: 'update', org, name: 'NPM', registry: before, spec: { secret: 's' } }
const recreate: Change = { ...update, action: 'recreate', registry: before }
const deletion: Change = { action: 'delete', org, name: 'NPM', registry: before }
const keep: Change = { action: 'keep', org, name: 'NPM', registry: before }

const shown = (registry: Registry): Answer => ({ status: 200, body: registry })
const missing: Answer = { status: 404, body: { message: 'Not Found' } }
const listing = (...configurations: Registry[]): Answer => ({
  status: 200,
  body: { total_count: configurations.length, configurations }
})

/** What becomes of a change that went so, where the organization is listed with these, one list after the other. */
async function checked(change: Change, status: Status, lists: readonly Answer[]) {
  for (const list of lists) at.github.answer({}, list)
  const registry = change.action === 'create' && status === 'done' ? before : undefined
  const one = { outcome: outcomeOf(change, { status, registry }), changed: true }
  const { written, warnings } = await checkAll(
    [{ change }],
    [one],
    organization(at.client, org, { warning() {}, notice() {}, hide() {} })
  )
  return { status: written[0]?.outcome.status, reason: written[0]?.outcome.reason, warnings }
}

interface Case {
  name: string
  change: Change
  was: Status
  given: readonly Answer[]
  status: Status
  reason?: RegExp
  warning?: RegExp
}

const lags = /^The list of acme lags behind: .* NPM\. /

const cases: Case[] = [
  { name: 'a create that is there', change: create, was: 'done', given: [listing(before)], status: 'done' },
  {
    name: 'a create that is there the second time',
    ...{ change: create, was: 'done', given: [listing(), listing(before)], status: 'done' }
  },
  {
    name: 'a create that is not there',
    ...{ change: create, was: 'done', given: [listing(), listing(), missing], status: 'failed' },
    reason: /^GitHub accepted the create of NPM in acme, but does not list it, nor show it by name\.$/
  },
  {
    name: 'a create that is there by name alone',
    ...{ change: create, was: 'done', given: [listing(), listing(), shown(before)], status: 'done' },
    warning: lags
  },
  {
    name: 'a create that is not listed, and cannot be read',
    ...{
      change: create,
      was: 'done',
      given: [listing(), listing(), { status: 403, body: {} }],
      status: 'done'
    },
    warning: /^The list of acme does not show .* NPM, which could not be read by name either\. .*\(403\)/
  },
  {
    name: 'a recreate that is there the second time',
    ...{ change: recreate, was: 'done', given: [listing(), listing(after)], status: 'done' }
  },
  { name: 'a delete that took', change: deletion, was: 'done', given: [listing()], status: 'done' },
  {
    name: 'a delete that took the second time',
    ...{ change: deletion, was: 'done', given: [listing(before), listing()], status: 'done' }
  },
  {
    name: 'a delete that is still listed',
    ...{
      change: deletion,
      was: 'done',
      given: [listing(before), listing(before), shown(before)],
      status: 'failed'
    },
    reason: /^GitHub accepted the delete of NPM in acme, but still lists it, and shows it by name\.$/
  },
  {
    name: 'a delete that is still listed, and not there by name',
    ...{ change: deletion, was: 'done', given: [listing(before), listing(before), missing], status: 'done' },
    warning: lags
  },
  {
    name: 'an update that looks as before, but by name',
    ...{
      change: update,
      was: 'done',
      given: [listing(before), listing(before), shown(after)],
      status: 'done'
    },
    warning: lags
  },
  { name: 'an update that took', change: update, was: 'done', given: [listing(after)], status: 'done' },
  { name: 'a keep that is gone', change: keep, was: 'done', given: [listing()], status: 'done' },
  { name: 'a failure', change: create, was: 'failed', given: [listing()], status: 'failed' },
  {
    name: 'a lost update that took',
    change: update,
    was: 'unknown',
    given: [listing(after)],
    status: 'done'
  },
  {
    name: 'a lost update that did not take',
    ...{ change: update, was: 'unknown', given: [listing(before)], status: 'unknown' }
  },
  {
    name: 'a lost update that is gone',
    change: update,
    was: 'unknown',
    given: [listing()],
    status: 'unknown'
  },
  {
    name: 'a lost update of what nobody can see',
    ...{ change: hidden, was: 'unknown', given: [listing(before)], status: 'unknown' }
  },
  { name: 'a lost delete that took', change: deletion, was: 'unknown', given: [listing()], status: 'done' },
  {
    name: 'a lost delete that is still listed',
    ...{ change: deletion, was: 'unknown', given: [listing(before)], status: 'unknown' }
  },
  { name: 'a lost create', change: create, was: 'unknown', given: [listing(before)], status: 'unknown' }
]

test.each(cases)('$name: $status', async ({ change, was, given, status, reason, warning }) => {
  const found = await checked(change, was, given)
  expect(found).toMatchObject({ status, warnings: warning ? [expect.stringMatching(warning)] : [] })
  if (reason) expect(found.reason).toMatch(reason)
  expect(at.github.said()).toHaveLength(given.length)
  expect(at.clock.waits).toEqual([0, 2500].slice(0, given.length))
})

test('an update that did not take says what GitHub kept', async () => {
  const found = await checked(update, 'done', [listing(before), listing(before), shown(before)])
  expect(found).toMatchObject({
    status: 'failed',
    reason: expect.stringContaining("username is 'ci' instead of 'bot'")
  })
})

test.each<{ name: string; given: readonly Answer[] }>([
  { name: 'be listed', given: [{ status: 403, body: { message: 'No' } }] },
  { name: 'be listed again', given: [listing(), { status: 403, body: { message: 'No' } }] }
])('what was written stays done where it cannot $name, with a warning', async ({ given }) => {
  const found = await checked(create, 'done', given)
  expect(found).toMatchObject({
    status: 'done',
    warnings: [expect.stringMatching(/^acme was written, but could not be listed afterwards\. .*\(403\)/)]
  })
})
