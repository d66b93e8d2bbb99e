import { organization } from '../../src/organization.ts'
import type { Change } from '../../src/registries/change.ts'
import { write } from '../../src/write.ts'
import { connect, reading } from './connected.ts'

const org = 'acme'
const name = 'NPM_REGISTRY_SECRET'
const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example' } as const
const recreate: Change = {
  ...{ action: 'recreate', org, name, registry: { name, ...npm } },
  spec: { ...npm, auth_type: 'oidc_azure', tenant_id: 't', client_id: 'c', visibility: 'all' }
}
const silent = { warning() {}, notice() {}, hide() {} }

test('a registry that somebody else deleted meanwhile is created once, although the answer is lost', async () => {
  const at = await connect()
  const acme = at.github.addOrganization(org)
  acme.addRegistry(npm)
  const reached = organization(at.client, org, silent)
  await reached.registries.list()
  at.github.answer({ method: 'DELETE' }, () => {
    const [one] = acme.registries
    if (one) acme.removeRegistry(one)
    return { status: 409, body: { message: 'x' } }
  })
  at.github.answer({ method: 'POST' }, { fault: 'reset', after: true })
  const { outcome } = await write(recreate, reached)
  expect([outcome.status, outcome.name, acme.registries.length]).toEqual(['done', name, 1])
  await at.close()
})

test('nothing is deleted while a rate limit leaves no time for the create', async () => {
  const at = await connect({ writeInterval: 5000, deadline: Date.parse('2026-01-01T12:01:00Z') })
  const acme = at.github.addOrganization(org)
  acme.addRegistry(npm)
  at.github.answer({ method: 'GET' }, { status: 429, headers: { 'retry-after': '58' }, body: {} })
  const held = at.clock.sleep
  const released = Promise.withResolvers<void>()
  let waiting = 0
  at.clock.sleep = (ms, signal) => {
    waiting += 1
    return waiting === 1 ? released.promise : held(ms, signal)
  }
  const read = at.client.request(reading, () => 0).catch(() => {})
  while (waiting === 0) await new Promise(setImmediate)
  const { outcome } = await write(recreate, organization(at.client, org, silent))
  released.resolve()
  await read
  expect([outcome.status, acme.registries.length]).toEqual(['not_attempted', 1])
  await at.close()
})

test('a delete that is held until there is no time for the create is not sent again', async () => {
  const at = await connect({ writeInterval: 5000, deadline: Date.parse('2026-01-01T12:01:00Z') })
  const acme = at.github.addOrganization(org)
  acme.addRegistry(npm)
  at.github.answer({ method: 'DELETE' }, { status: 429, headers: { 'retry-after': '58' }, body: {} })
  const { outcome } = await write(recreate, organization(at.client, org, silent))
  expect(outcome.status).toBe('failed')
  expect(acme.registries).toHaveLength(1)
  await at.close()
})

test('nothing is deleted whose create would be due at the very end', async () => {
  const at = await connect({ writeInterval: 5000, deadline: Date.parse('2026-01-01T12:01:00Z') })
  const acme = at.github.addOrganization(org)
  acme.addRegistry(npm)
  await at.clock.sleep(55_000, new AbortController().signal)
  const { outcome } = await write(recreate, organization(at.client, org, silent))
  expect([outcome.status, acme.registries.length]).toEqual(['not_attempted', 1])
  await at.close()
})
