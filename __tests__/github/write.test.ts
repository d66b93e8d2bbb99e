import { checkAgainstList } from '../../src/carry-out.ts'
import { organization, type Organization as Reached } from '../../src/organizations.ts'
import type { Change, Outcome } from '../../src/registries/change.ts'
import type { Registry } from '../../src/registries/registry.ts'
import { Secret } from '../../src/registries/secret.ts'
import { write } from '../../src/write.ts'
import type { Answer, GivenReply } from '../local-github/script.ts'
import { connected, pass, reading, until } from './connected.ts'

const org = 'acme'
const all = '/orgs/acme/private-registries'
const [list, post, publicKey] = [`GET ${all}?per_page=100`, `POST ${all}`, `GET ${all}/public-key`]
const name = 'NPM_REGISTRY_SECRET'
const one = `${all}/${name}`
const [get, patch, remove] = [`GET ${one}`, `PATCH ${one}`, `DELETE ${one}`]
const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example' } as const
const shown: Registry = { name, ...npm, auth_type: 'token' }
const conflict: Answer = { status: 409, body: { message: 'Somebody else writes' } }
const staleKey: Answer = { status: 422, body: { message: 'key_id is not current' } }
const refused: GivenReply = { status: 422, body: { message: 'Not so' } }

let reached: Reached
const at = connected({}, ({ client }) => {
  reached = organization(client, org, client.log)
})

const exists = () => at.acme.addRegistry({ ...npm, secret: 'the old secret' })
const create: Change = {
  action: 'create',
  org,
  spec: { ...npm, visibility: 'all', secret: new Secret('a secret') }
}
const update: Change = { action: 'update', org, before: shown, spec: { secret: new Secret('a secret') } }
const rename: Change = { action: 'update', org, before: shown, spec: { username: 'ci' } }
const deletion: Change = { action: 'delete', org, before: shown, spec: {} }
const azure = { auth_type: 'oidc_azure', tenant_id: 't', client_id: 'c' } as const
const recreate: Change = {
  ...{ action: 'recreate', org, before: shown, spec: { ...npm, ...azure, visibility: 'all' } }
}

/** Gives the organization another key when the next secret arrives. */
function rotateKey(times: number): void {
  const rotate = () => void at.acme.rotateKey()
  for (const method of ['POST', 'PATCH']) at.github.answer({ method }, rotate, times)
}

const failed = (words: string) => ({
  status: 'failed',
  reason: expect.stringContaining(words),
  changed: false
})
const statusOf = async (given: Change) => (await write(given, reached)).status
/** An answer that something comes before. */
const after = (event: () => unknown, answer: Answer) => (): Answer => {
  event()
  return answer
}

describe('a key that has changed', () => {
  test.each([
    ['an update', update, patch],
    ['a create', create, post]
  ])('is fetched anew, and the secret sealed with it: %s', async (_, given, request) => {
    if (given === update) exists()
    rotateKey(1)
    expect(await write(given, reached)).toMatchObject({ status: 'done', changed: true })
    expect(at.acme.registries).toMatchObject([{ secret: new Secret('a secret') }])
    expect(at.github.said()).toEqual([publicKey, request, publicKey, request])
  })

  test.each<[name: string, times: number, key: Answer, expected: string, patches: number]>([
    ['a second time is the end', 2, () => undefined, '(422)', 2],
    ['and cannot be had is the end too', 1, { ...refused, status: 403 }, '(403)', 1]
  ])('%s', async (_, times, key, expected, patches) => {
    exists()
    rotateKey(times)
    at.github.answer({ path: /public-key$/ }, () => undefined)
    at.github.answer({ path: /public-key$/ }, key)
    expect(await write(update, reached)).toMatchObject(failed(expected))
    expect(at.github.said().filter(line => line === patch)).toHaveLength(patches)
  })

  test.each([
    ['another refusal', update, refused, [publicKey, patch]],
    ['a write without a secret', rename, staleKey, [patch]]
  ])('is none for %s', async (_, given, answer, requests) => {
    exists()
    at.github.answer({ method: 'PATCH' }, answer)
    expect(await statusOf(given)).toBe('failed')
    expect(at.github.said()).toEqual(requests)
  })
})

const twoWrites: [Change, string[]][] = [
  [rename, [patch, get, patch]],
  [deletion, [remove, get, remove]]
]

test('a secret that a key of zeros cannot seal fails its write, which is not sent', async () => {
  at.github.answer({ method: 'GET' }, { status: 200, body: { key_id: 'k', key: `${'A'.repeat(43)}=` } })
  expect(await write(create, reached)).toMatchObject(failed('so the secret was not sent'))
  expect(at.github.said()).toEqual([publicKey])
})

describe('a conflict', () => {
  test.each(twoWrites)('is read, and the write sent once more: %#', async (given, requests) => {
    exists()
    at.github.answer({ path: one }, conflict)
    expect(await statusOf(given)).toBe('done')
    expect(at.github.said()).toEqual(requests)
  })

  test.each(twoWrites)('a second time fails: %#', async (given, requests) => {
    exists()
    for (const method of ['PATCH', 'DELETE']) at.github.answer({ method }, conflict, 9)
    expect(await write(given, reached)).toMatchObject(failed('Somebody else writes'))
    expect(at.github.said()).toEqual(requests)
  })

  const forbidden = { ...refused, status: 403 }
  test.each<[name: string, Change, then: Answer | undefined, expected: string, requests: string[]]>([
    ['that is gone is a delete that is done', deletion, undefined, '', [remove, get, remove]],
    ['that is gone fails an update', rename, undefined, '(404)', [patch, get]],
    ['that cannot be read fails a delete', deletion, forbidden, '(403)', [remove, get]]
  ])('about a registry %s', async (_, given, then, expected, requests) => {
    at.github.answer({ path: one }, conflict)
    if (then) at.github.answer({ method: 'GET' }, then)
    expect(await write(given, reached)).toMatchObject(expected ? failed(expected) : { status: 'done' })
    expect(at.github.said()).toEqual(requests)
  })

  test('after a lost answer leaves in doubt what that did, whatever comes then', async () => {
    exists()
    for (const answer of ['reset', conflict, refused] as const) at.github.answer({ method: 'PATCH' }, answer)
    expect(await statusOf(rename)).toBe('unknown')
    expect(at.github.said()).toEqual([patch, patch, get, patch])
  })

  test('about a create is listed, never taken for it, and fails', async () => {
    at.github.answer({ method: 'POST' }, after(exists, conflict))
    const outcome = await write(create, reached)
    expect(outcome).toMatchObject(failed('Somebody else writes'))
    expect(outcome.after).toBeUndefined()
    expect(at.github.said()).toEqual([publicKey, post, list])
  })
})

test.each([
  ['a conflict of an update', rename, conflict, [patch]],
  ['a conflict of a delete', deletion, conflict, [remove]],
  ['a conflict of a create', create, conflict, [publicKey, post]],
  ['a key that has changed', update, staleKey, [publicKey, patch]]
])(
  '%s after which the time is used up is a failure of what was attempted',
  async (_, given, answer, requests) => {
    if (given !== create) exists()
    const late = after(() => void pass(at, 600_000), answer)
    for (const method of ['POST', 'PATCH', 'DELETE']) at.github.answer({ method }, late)
    const { status, changed, reason } = await write(given, reached)
    expect([status, changed]).toEqual(['failed', false])
    expect(reason).toMatch(/^GitHub refused to .* 'timeout' has expired, so it was not started\.$/)
    expect(at.github.said()).toEqual(requests)
  }
)

describe('a recreate', () => {
  test('is a delete and a create', async () => {
    exists()
    expect(await write(recreate, reached)).toMatchObject({ status: 'done', after: { name } })
    expect(at.github.said()).toEqual([remove, post])
  })

  const meanwhile = after(() => at.acme.registries.map(one => at.acme.removeRegistry(one)), conflict)
  test.each([
    ['', undefined],
    [', although somebody else deleted it meanwhile', meanwhile]
  ])('whose create is lost is found under its old name%s', async (_, deleted) => {
    exists()
    await reached.registries.list()
    if (deleted) at.github.answer({ method: 'DELETE' }, deleted)
    at.github.answer({ method: 'POST' }, { fault: 'reset', after: true })
    expect(await write(recreate, reached)).toMatchObject({ status: 'done', after: { name } })
    expect(at.acme.registries).toHaveLength(1)
  })

  const unsure =
    /^NPM_REGISTRY_SECRET .* of acme MAY HAVE BEEN DELETED, AND WAS NOT RECREATED\. .*apply again/
  const gone = /of acme was deleted, AND WAS NOT RECREATED: it is gone, .*apply again.*Not so/
  test.each<[name: string, method: string, given: Answer, expected: RegExp]>([
    ['delete is refused has changed nothing', 'DELETE', refused, /^(?!.*(gone|DELETED)).*Not so/],
    ['delete is lost may be half done', 'DELETE', 'reset', unsure],
    ['create is refused is half done', 'POST', refused, gone],
    [
      'create is lost may be half done',
      'POST',
      'reset',
      /was deleted, and it is unknown whether.*apply again/
    ]
  ])('whose %s', async (_, method, given, expected) => {
    exists()
    at.github.answer({ method }, given, 9)
    const { status, reason, changed } = await write(recreate, reached)
    expect(status).toBe(given === 'reset' ? 'unknown' : 'failed')
    expect(reason).toMatch(expected)
    expect(changed).toBe(method === 'POST' || given === 'reset')
    expect(at.github.said().includes(post)).toBe(method === 'POST')
  })
})

describe('a recreate that cannot end in time deletes nothing', () => {
  const limited: Answer = { status: 429, headers: { 'retry-after': '58' }, body: {} }

  beforeEach(async () => {
    await at.restart({ writeInterval: 5000, deadline: Date.parse('2026-01-01T12:01:00Z') })
    exists()
  })

  test('while a rate limit leaves no time for the create', async () => {
    at.github.answer({ method: 'GET' }, limited)
    const held = at.clock.sleep
    const released = Promise.withResolvers<void>()
    let waiting = 0
    at.clock.sleep = (ms, signal) => (++waiting === 1 ? released.promise : held(ms, signal))
    const read = at.client.request(reading, () => 0).catch(() => {})
    await until(() => waiting > 0)
    const status = await statusOf(recreate)
    released.resolve()
    await read
    expect([status, at.acme.registries.length]).toEqual(['not_attempted', 1])
  })

  test('again, where the delete is held until there is none for the create', async () => {
    at.github.answer({ method: 'DELETE' }, limited)
    expect([await statusOf(recreate), at.acme.registries.length]).toEqual(['failed', 1])
  })
})

describe('what a list shows afterwards', () => {
  const before: Registry = { ...shown, name: 'NPM', username: 'ci', visibility: 'all' }
  const after: Registry = { ...before, username: 'bot' }
  const creation: Change = { ...create, spec: { ...npm, visibility: 'all' } }
  const changes: Change = { action: 'update', org, before, spec: { username: 'bot' } }
  const hidden: Change = { ...changes, spec: { secret: new Secret('s') } }
  const recreation: Change = { ...changes, action: 'recreate' }
  const removal: Change = { ...deletion, before }
  const keep: Change = { ...removal, action: 'keep' }
  const read = (registry: Registry): Answer => ({ status: 200, body: registry })
  const missing: Answer = { status: 404, body: { message: 'Not Found' } }
  const listing = (...configurations: Registry[]): Answer => {
    return { status: 200, body: { total_count: configurations.length, configurations } }
  }
  const forbidden: Answer = { status: 403, body: { message: 'No' } }
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
  const unchanged = [asBefore, asBefore, read(before)]

  /** What was done, or whose answer was lost, and what the lists and the registry by its name show then. */
  type Status = Outcome['status']
  type Row = [name: string, Change, was: Status, given: Answer[], is: Status, ...said: (RegExp | undefined)[]]
  test.each<Row>([
    ['a create that is there', creation, 'done', [asBefore], 'done'],
    ['a create that is there the second time', creation, 'done', [empty, asBefore], 'done'],
    ['a create that is not there', creation, 'done', [empty, empty, missing], 'failed', undefined, notThere],
    ['a create that is there by name alone', creation, 'done', [empty, empty, read(before)], 'done', lags],
    ['a create that cannot be read either', creation, 'done', [empty, empty, forbidden], 'done', unread],
    ['a create that cannot be listed', creation, 'done', [forbidden], 'done', unlisted],
    ['a create that cannot be listed again', creation, 'done', [empty, forbidden], 'done', unlisted],
    ['a recreate that is there the second time', recreation, 'done', [empty, written], 'done'],
    ['a delete that took', removal, 'done', [empty], 'done'],
    ['a delete after which somebody made another', removal, 'done', [another], 'done'],
    ['a delete that took the second time', removal, 'done', [asBefore, empty], 'done'],
    ['a delete that is still listed', removal, 'done', unchanged, 'failed', undefined, stillThere],
    ['a delete that is only listed', removal, 'done', [asBefore, asBefore, missing], 'done', lags],
    ['an update that is there by name', changes, 'done', [asBefore, asBefore, read(after)], 'done', lags],
    ['an update that did not take', changes, 'done', unchanged, 'failed', undefined, notBot],
    ['an update that took', changes, 'done', [written], 'done'],
    ['a keep that is gone', keep, 'done', [empty], 'done'],
    ['a failure', creation, 'failed', [empty], 'failed'],
    ['a lost update that took', changes, 'unknown', [written], 'done'],
    ['a lost update that took the second time', changes, 'unknown', [asBefore, written], 'done'],
    [
      'a lost update that is there by name',
      changes,
      'unknown',
      [asBefore, asBefore, read(after)],
      'done',
      lags
    ],
    ['a lost update that did not take', changes, 'unknown', unchanged, 'unknown'],
    ['a lost update that is gone', changes, 'unknown', [empty], 'unknown'],
    ['a lost update of what nobody can see', hidden, 'unknown', [asBefore], 'unknown'],
    ['a lost delete that took', removal, 'unknown', [empty], 'done'],
    ['a lost delete that is only listed', removal, 'unknown', [asBefore, asBefore, missing], 'done', lags],
    ['a lost delete that is still listed', removal, 'unknown', unchanged, 'unknown'],
    ['a lost create', creation, 'unknown', [asBefore], 'unknown']
  ])('%s', async (_, change, was, given, status, ...[warning, reason]) => {
    for (const answer of given) at.github.answer({}, answer)
    const isMade = change === creation && was === 'done'
    const one = { change, status: was, changed: true, ...(isMade && { after: before }) }
    const { outcomes, warnings } = await checkAgainstList([one], reached)
    expect({ status: outcomes[0]?.status, warnings }).toEqual({
      ...{ status, warnings: warning ? [expect.stringMatching(warning)] : [] }
    })
    if (reason) expect(outcomes[0]?.reason).toMatch(reason)
    expect(at.github.said()).toHaveLength(given.length)
    expect(at.clock.waits).toEqual([0, 2500].slice(0, given.length))
  })
})
