import { organization, type Organization as Reached } from '../../src/organization.ts'
import type { Change } from '../../src/registries/change.ts'
import type { Registry } from '../../src/registries/registry.ts'
import { write } from '../../src/write.ts'
import type { Organization } from '../github/organization.ts'
import type { Answer } from '../github/script.ts'
import { type Connected, connect } from './connected.ts'

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

beforeEach(async () => {
  at = await connect()
  acme = at.github.addOrganization(org)
  reached = organization(at.client, org, { warning() {}, notice() {}, hide() {} })
})
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
  const rotate = () => {
    acme.rotateKey()
    return undefined
  }
  for (const method of ['POST', 'PATCH']) at.github.answer({ method }, rotate, times)
}

describe('a key that has changed', () => {
  test.each([
    { name: 'an update', given: update, request: patch },
    { name: 'a create', given: create, request: post }
  ])('is fetched anew, and the secret sealed with it: $name', async ({ given, request }) => {
    if (given === update) exists()
    rotateKey(1)
    expect(await write(given, reached)).toMatchObject({ outcome: { status: 'done' }, changed: true })
    expect(acme.registries).toMatchObject([{ secret: 'a secret' }])
    expect(at.github.said()).toEqual([publicKey, request, publicKey, request])
  })

  test('a second time is the end', async () => {
    exists()
    rotateKey(2)
    const { outcome, changed } = await write(update, reached)
    expect([outcome.status, changed]).toEqual(['failed', false])
    expect(outcome.reason).toMatch(/\(422\)/)
    expect(at.github.said().filter(line => line === patch)).toHaveLength(2)
  })

  test('and cannot be had is the end too', async () => {
    exists()
    rotateKey(1)
    at.github.answer({ path: /public-key$/ }, () => undefined)
    at.github.answer({ path: /public-key$/ }, { status: 403, body: { message: 'No more keys' } })
    expect((await write(update, reached)).outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('No more keys')
    })
  })

  test('is none for another refusal', async () => {
    exists()
    at.github.answer({ method: 'PATCH' }, refused)
    expect((await write(update, reached)).outcome.status).toBe('failed')
    expect(at.github.said()).toEqual([publicKey, patch])
  })

  test('is none for a write without a secret', async () => {
    exists()
    at.github.answer({ method: 'PATCH' }, { status: 422, body: { message: 'key_id is missing' } })
    expect((await write(rename, reached)).outcome.status).toBe('failed')
    expect(at.github.said()).toEqual([patch])
  })
})

describe('a conflict', () => {
  test.each([
    { name: 'an update', given: rename, requests: [patch, get, patch] },
    { name: 'a delete', given: deletion, requests: [remove, get, remove] }
  ])('is read, and the write sent once more: $name', async ({ given, requests }) => {
    exists()
    at.github.answer({ path: one }, conflict)
    expect((await write(given, reached)).outcome.status).toBe('done')
    expect(at.github.said()).toEqual(requests)
  })

  test.each([
    { name: 'an update', given: rename, requests: [patch, get, patch] },
    { name: 'a delete', given: deletion, requests: [remove, get, remove] }
  ])('a second time fails: $name', async ({ given, requests }) => {
    exists()
    for (const method of ['PATCH', 'DELETE']) at.github.answer({ method }, conflict, 9)
    expect(await write(given, reached)).toMatchObject({
      outcome: { status: 'failed', reason: expect.stringContaining('Somebody else writes') },
      changed: false
    })
    expect(at.github.said()).toEqual(requests)
  })

  test('about a registry that somebody else has deleted is a delete that is done', async () => {
    at.github.answer({ method: 'DELETE' }, conflict)
    expect((await write(deletion, reached)).outcome.status).toBe('done')
    expect(at.github.said()).toEqual([remove, get, remove])
  })

  test('about a registry that is gone fails an update', async () => {
    at.github.answer({ method: 'PATCH' }, conflict)
    expect((await write(rename, reached)).outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('(404)')
    })
    expect(at.github.said()).toEqual([patch, get])
  })

  test('that cannot be read fails a delete', async () => {
    exists()
    at.github.answer({ method: 'DELETE' }, conflict)
    at.github.answer({ method: 'GET' }, { status: 403, body: { message: 'No' } })
    expect((await write(deletion, reached)).outcome.status).toBe('failed')
    expect(at.github.said()).toEqual([remove, get])
  })

  test('about a create is listed, never taken for it, and fails', async () => {
    at.github.answer({ method: 'POST' }, () => {
      exists()
      return conflict
    })
    expect(await write(create, reached)).toMatchObject({
      outcome: { status: 'failed', name: null, reason: expect.stringContaining('Somebody else writes') },
      changed: false
    })
    expect(at.github.said()).toEqual([publicKey, post, list])
  })
})

describe('a refusal after which the time is used up', () => {
  test.each([
    { name: 'a conflict of an update', given: rename, requests: [patch] },
    { name: 'a conflict of a delete', given: deletion, requests: [remove] },
    { name: 'a conflict of a create', given: create, requests: [publicKey, post] },
    { name: 'a key that has changed', given: update, answer: staleKey, requests: [publicKey, patch] }
  ])('is a failure, for the write was attempted: $name', async ({ given, answer = conflict, requests }) => {
    if (given !== create) exists()
    const late = () => {
      void at.clock.sleep(600_000, new AbortController().signal)
      return answer
    }
    for (const method of ['POST', 'PATCH', 'DELETE']) at.github.answer({ method }, late)
    expect(await write(given, reached)).toMatchObject({
      outcome: {
        status: 'failed',
        reason: expect.stringMatching(/^GitHub refused to .* 'timeout' is used up, so it was not begun\.$/)
      },
      changed: false
    })
    expect(at.github.said()).toEqual(requests)
  })
})

describe('a recreate', () => {
  test('is a delete and a create', async () => {
    exists()
    expect((await write(recreate, reached)).outcome).toMatchObject({
      action: 'recreate',
      status: 'done',
      name
    })
    expect(at.github.said()).toEqual([remove, post])
  })

  test('whose create is lost is found under its old name', async () => {
    exists()
    await reached.registries.list()
    at.github.answer({ method: 'POST' }, { fault: 'reset', after: true })
    expect((await write(recreate, reached)).outcome).toMatchObject({ status: 'done', name })
    expect(acme.registries).toHaveLength(1)
  })

  test.each<{ name: string; method: string; given: Answer; status: string; expected: RegExp }>([
    {
      name: 'whose delete is refused has changed nothing',
      ...{ method: 'DELETE', given: refused, status: 'failed', expected: /^(?!.*(gone|DELETED)).*Not so/ }
    },
    {
      name: 'whose delete is lost may be half done',
      ...{ method: 'DELETE', given: 'reset', status: 'unknown' },
      expected:
        /^NPM_REGISTRY_SECRET .* of acme MAY HAVE BEEN DELETED, AND IT WAS NOT CREATED ANEW\. .*apply again/
    },
    {
      name: 'whose create is refused is half done',
      ...{ method: 'POST', given: refused, status: 'failed' },
      expected: /of acme was deleted, AND IT WAS NOT CREATED ANEW: it is gone, .*apply again.*Not so/
    },
    {
      name: 'whose create is lost may be half done',
      ...{ method: 'POST', given: 'reset', status: 'unknown' },
      expected: /of acme was deleted, and nobody can tell whether it was created anew\. .*apply again/
    }
  ])('$name', async ({ method, given, status, expected }) => {
    exists()
    at.github.answer({ method }, given, 9)
    const { outcome, changed } = await write(recreate, reached)
    expect(outcome.status).toBe(status)
    expect(outcome.reason).toMatch(expected)
    expect(changed).toBe(method === 'POST' || status === 'unknown')
    expect(at.github.said().includes(post)).toBe(method === 'POST')
  })

  test('that cannot end in time is not begun', async () => {
    await at.close()
    at = await connect({ writeInterval: 700_000 })
    acme = at.github.addOrganization(org)
    exists()
    const { outcome, changed } = await write(
      recreate,
      organization(at.client, org, { warning() {}, notice() {}, hide() {} })
    )
    expect([outcome.status, changed]).toEqual(['not_attempted', false])
    expect(acme.registries).toHaveLength(1)
  })
})
