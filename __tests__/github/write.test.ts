import { organization, type Organization as Reached } from '../../src/organization.ts'
import type { Change } from '../../src/registries/change.ts'
import type { Registry } from '../../src/registries/registry.ts'
import { write } from '../../src/write.ts'
import type { Organization } from '../local-github/organization.ts'
import type { Answer } from '../local-github/script.ts'
import { type Connected, connect, reading } from './connected.ts'

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
const refused: Answer = { status: 422, body: { message: 'Not so' } }

let at: Connected
let acme: Organization
let reached: Reached

/** A GitHub with acme, reached by a client. */
async function begin(differences: Parameters<typeof connect>[0] = {}) {
  at = await connect(differences)
  acme = at.github.addOrganization(org)
  reached = organization(at.client, org, { warning() {}, notice() {}, hide() {} })
}
beforeEach(() => begin())
afterEach(() => at.close())

const exists = () => acme.addRegistry({ ...npm, secret: 'the old secret' })
const create: Change = { action: 'create', org, spec: { ...npm, visibility: 'all', secret: 'a secret' } }
const update: Change = { action: 'update', org, name, registry: shown, spec: { secret: 'a secret' } }
const rename: Change = { action: 'update', org, name, registry: shown, spec: { username: 'ci' } }
const deletion: Change = { action: 'delete', org, name, registry: shown }
const recreate: Change = {
  ...{ action: 'recreate', org, name, registry: shown },
  spec: { ...npm, auth_type: 'oidc_azure', tenant_id: 't', client_id: 'c', visibility: 'all' }
}

/** Gives the organization another key when the next secret arrives. */
function rotateKey(times: number): void {
  const rotate = () => void acme.rotateKey()
  for (const method of ['POST', 'PATCH']) at.github.answer({ method }, rotate, times)
}

const failed = (words: string) => ({
  outcome: { status: 'failed', reason: expect.stringContaining(words) },
  changed: false
})
const statusOf = async (given: Change) => (await write(given, reached)).outcome.status
/** An answer that something comes before. */
const after = (event: () => unknown, answer: Answer) => (): Answer => {
  event()
  return answer
}
const never = new AbortController().signal

describe('a key that has changed', () => {
  test.each([
    ['an update', update, patch],
    ['a create', create, post]
  ])('is fetched anew, and the secret sealed with it: %s', async (_, given, request) => {
    if (given === update) exists()
    rotateKey(1)
    expect(await write(given, reached)).toMatchObject({ outcome: { status: 'done' }, changed: true })
    expect(acme.registries).toMatchObject([{ secret: 'a secret' }])
    expect(at.github.said()).toEqual([publicKey, request, publicKey, request])
  })

  test('a second time is the end', async () => {
    exists()
    rotateKey(2)
    expect(await write(update, reached)).toMatchObject(failed('(422)'))
    expect(at.github.said().filter(line => line === patch)).toHaveLength(2)
  })

  test('and cannot be had is the end too', async () => {
    exists()
    rotateKey(1)
    at.github.answer({ path: /public-key$/ }, () => undefined)
    at.github.answer({ path: /public-key$/ }, { status: 403, body: { message: 'No more keys' } })
    expect(await write(update, reached)).toMatchObject(failed('No more keys'))
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

  test('about a registry that somebody else has deleted is a delete that is done', async () => {
    at.github.answer({ method: 'DELETE' }, conflict)
    expect(await statusOf(deletion)).toBe('done')
    expect(at.github.said()).toEqual([remove, get, remove])
  })

  test('about a registry that is gone fails an update', async () => {
    at.github.answer({ method: 'PATCH' }, conflict)
    expect(await write(rename, reached)).toMatchObject(failed('(404)'))
    expect(at.github.said()).toEqual([patch, get])
  })

  test('that cannot be read fails a delete', async () => {
    exists()
    at.github.answer({ method: 'DELETE' }, conflict)
    at.github.answer({ method: 'GET' }, { status: 403, body: { message: 'No' } })
    expect(await statusOf(deletion)).toBe('failed')
    expect(at.github.said()).toEqual([remove, get])
  })

  test('about a create is listed, never taken for it, and fails', async () => {
    at.github.answer({ method: 'POST' }, after(exists, conflict))
    const { outcome, changed } = await write(create, reached)
    expect({ outcome, changed }).toMatchObject(failed('Somebody else writes'))
    expect(outcome.name).toBeNull()
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
    const late = after(() => void at.clock.sleep(600_000, never), answer)
    for (const method of ['POST', 'PATCH', 'DELETE']) at.github.answer({ method }, late)
    const { outcome, changed } = await write(given, reached)
    expect([outcome.status, changed]).toEqual(['failed', false])
    expect(outcome.reason).toMatch(/^GitHub refused to .* 'timeout' is used up, so it was not begun\.$/)
    expect(at.github.said()).toEqual(requests)
  }
)

describe('a recreate', () => {
  test('is a delete and a create', async () => {
    exists()
    const outcome = { action: 'recreate', status: 'done', name }
    expect(await write(recreate, reached)).toMatchObject({ outcome })
    expect(at.github.said()).toEqual([remove, post])
  })

  test.each([
    ['', undefined],
    [
      ', although somebody else deleted it meanwhile',
      after(() => acme.registries.map(one => acme.removeRegistry(one)), conflict)
    ]
  ])('whose create is lost is found under its old name%s', async (_, deleted) => {
    exists()
    await reached.registries.list()
    if (deleted) at.github.answer({ method: 'DELETE' }, deleted)
    at.github.answer({ method: 'POST' }, { fault: 'reset', after: true })
    expect((await write(recreate, reached)).outcome).toMatchObject({ status: 'done', name })
    expect(acme.registries).toHaveLength(1)
  })

  test.each<[name: string, method: string, given: Answer, expected: RegExp]>([
    ['delete is refused has changed nothing', 'DELETE', refused, /^(?!.*(gone|DELETED)).*Not so/],
    [
      'delete is lost may be half done',
      'DELETE',
      'reset',
      /^NPM_REGISTRY_SECRET .* of acme MAY HAVE BEEN DELETED, AND IT WAS NOT CREATED ANEW\. .*apply again/
    ],
    [
      'create is refused is half done',
      'POST',
      refused,
      /of acme was deleted, AND IT WAS NOT CREATED ANEW: it is gone, .*apply again.*Not so/
    ],
    [
      'create is lost may be half done',
      'POST',
      'reset',
      /of acme was deleted, and nobody can tell whether it was created anew\. .*apply again/
    ]
  ])('whose %s', async (_, method, given, expected) => {
    exists()
    at.github.answer({ method }, given, 9)
    const { outcome, changed } = await write(recreate, reached)
    expect(outcome.status).toBe(given === 'reset' ? 'unknown' : 'failed')
    expect(outcome.reason).toMatch(expected)
    expect(changed).toBe(method === 'POST' || given === 'reset')
    expect(at.github.said().includes(post)).toBe(method === 'POST')
  })
})

describe('a recreate that cannot end in time deletes nothing', () => {
  const deadline = Date.parse('2026-01-01T12:01:00Z')
  const limited: Answer = { status: 429, headers: { 'retry-after': '58' }, body: {} }

  async function beginLate(writeInterval: number) {
    await at.close()
    await begin({ writeInterval, deadline })
    exists()
  }

  test.each([
    ['for its interval', 70_000, 0],
    ['where its create would be due at the very end', 5000, 55_000]
  ])('%s', async (_, writeInterval, after) => {
    await beginLate(writeInterval)
    await at.clock.sleep(after, never)
    const { outcome, changed } = await write(recreate, reached)
    expect([outcome.status, changed, acme.registries.length]).toEqual(['not_attempted', false, 1])
  })

  test('while a rate limit leaves no time for the create', async () => {
    await beginLate(5000)
    at.github.answer({ method: 'GET' }, limited)
    const held = at.clock.sleep
    const released = Promise.withResolvers<void>()
    let waiting = 0
    at.clock.sleep = (ms, signal) => (++waiting === 1 ? released.promise : held(ms, signal))
    const read = at.client.request(reading, () => 0).catch(() => {})
    while (waiting === 0) await new Promise(setImmediate)
    const status = await statusOf(recreate)
    released.resolve()
    await read
    expect([status, acme.registries.length]).toEqual(['not_attempted', 1])
  })

  test('again, where the delete is held until there is none for the create', async () => {
    await beginLate(5000)
    at.github.answer({ method: 'DELETE' }, limited)
    expect([await statusOf(recreate), acme.registries.length]).toEqual(['failed', 1])
  })
})
