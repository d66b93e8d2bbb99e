import { checkAgainstList } from '../../src/carry-out.ts'
import { organization } from '../../src/organizations.ts'
import type { Change, Outcome } from '../../src/registries/change.ts'
import type { Registry } from '../../src/registries/registry.ts'
import { Secret } from '../../src/registries/secret.ts'
import type { Answer } from '../local-github/script.ts'
import { connected } from './connected.ts'

const org = 'acme'
const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example' } as const
const before: Registry = { name: 'NPM', ...npm, username: 'ci', visibility: 'all', auth_type: 'token' }
const after: Registry = { ...before, username: 'bot' }

const at = connected()
const create: Change = { action: 'create', org, spec: { ...npm, visibility: 'all' } }
const update: Change = { action: 'update', org, before, spec: { username: 'bot' } }
const hidden: Change = { action: 'update', org, before, spec: { secret: new Secret('s') } }
const recreate: Change = { ...update, action: 'recreate' }
const deletion: Change = { action: 'delete', org, before, spec: {} }
const keep: Change = { action: 'keep', org, before, spec: {} }

const shown = (registry: Registry): Answer => ({ status: 200, body: registry })
const missing: Answer = { status: 404, body: { message: 'Not Found' } }
const listing = (...configurations: Registry[]): Answer => ({
  status: 200,
  body: { total_count: configurations.length, configurations }
})

/** What becomes of a change that went so, where the organization is listed with these, one list after the other. */
async function checked(change: Change, status: Outcome['status'], lists: readonly Answer[]) {
  for (const list of lists) at.github.answer({}, list)
  const one = {
    change,
    status,
    changed: true,
    ...(change === create && status === 'done' && { after: before })
  }
  const { outcomes, warnings } = await checkAgainstList([one], organization(at.client, org, at.client.log))
  return { status: outcomes[0]?.status, reason: outcomes[0]?.reason, warnings }
}

const refused: Answer = { status: 403, body: { message: 'No' } }
const lags = /^The list of acme lags behind: .* NPM yet\. /
const unread = /^The list of acme does not show .* NPM, which could not be read by name either\. .*\(403\)/
const unlisted = /^acme was changed, but could not be listed afterwards\. .*\(403\)/
const notThere =
  /^GitHub accepted the create of NPM in acme, but it is not listed, and cannot be read by name\.$/
const stillThere =
  /^GitHub accepted the delete of NPM in acme, but it is still listed, and can be read by name\.$/
const notBot = /username is 'ci' instead of 'bot'/
const [empty, asBefore, written] = [listing(), listing(before), listing(after)]
const another = listing({ ...before, created_at: '2026-01-01T12:00:00Z' })
const unchanged = [asBefore, asBefore, shown(before)]

/** What was done, or whose answer was lost, and what the lists and the registry by its name show then. */
type Row = [
  name: string,
  Change,
  was: Outcome['status'],
  given: Answer[],
  is: Outcome['status'],
  warning?: RegExp | undefined,
  reason?: RegExp
]
test.each<Row>([
  ['a create that is there', create, 'done', [asBefore], 'done'],
  ['a create that is there the second time', create, 'done', [empty, asBefore], 'done'],
  ['a create that is not there', create, 'done', [empty, empty, missing], 'failed', undefined, notThere],
  ['a create that is there by name alone', create, 'done', [empty, empty, shown(before)], 'done', lags],
  ['a create that cannot be read either', create, 'done', [empty, empty, refused], 'done', unread],
  ['a create that cannot be listed', create, 'done', [refused], 'done', unlisted],
  ['a create that cannot be listed again', create, 'done', [empty, refused], 'done', unlisted],
  ['a recreate that is there the second time', recreate, 'done', [empty, written], 'done'],
  ['a delete that took', deletion, 'done', [empty], 'done'],
  ['a delete after which somebody made another', deletion, 'done', [another], 'done'],
  ['a delete that took the second time', deletion, 'done', [asBefore, empty], 'done'],
  ['a delete that is still listed', deletion, 'done', unchanged, 'failed', undefined, stillThere],
  ['a delete that is only listed', deletion, 'done', [asBefore, asBefore, missing], 'done', lags],
  ['an update that is there by name', update, 'done', [asBefore, asBefore, shown(after)], 'done', lags],
  ['an update that did not take', update, 'done', unchanged, 'failed', undefined, notBot],
  ['an update that took', update, 'done', [written], 'done'],
  ['a keep that is gone', keep, 'done', [empty], 'done'],
  ['a failure', create, 'failed', [empty], 'failed'],
  ['a lost update that took', update, 'unknown', [written], 'done'],
  ['a lost update that did not take', update, 'unknown', [asBefore], 'unknown'],
  ['a lost update that is gone', update, 'unknown', [empty], 'unknown'],
  ['a lost update of what nobody can see', hidden, 'unknown', [asBefore], 'unknown'],
  ['a lost delete that took', deletion, 'unknown', [empty], 'done'],
  ['a lost delete that is still listed', deletion, 'unknown', [asBefore], 'unknown'],
  ['a lost create', create, 'unknown', [asBefore], 'unknown']
])('%s', async (_, change, was, given, status, ...[warning, reason]) => {
  const found = await checked(change, was, given)
  expect(found).toMatchObject({ status, warnings: warning ? [expect.stringMatching(warning)] : [] })
  if (reason) expect(found.reason).toMatch(reason)
  expect(at.github.said()).toHaveLength(given.length)
  expect(at.clock.waits).toEqual([0, 2500].slice(0, given.length))
})
