import fc from 'fast-check'
import type { Outcome } from '../../src/registries/change.ts'
import { canonicalUrl } from '../../src/registries/match.ts'
import type { Organization } from '../github/organization.ts'
import type { StoredRegistry } from '../github/registry.ts'
import type { GivenReply } from '../github/script.ts'
import { apply, nameIn, plan, serverWith, writesIn } from './play.ts'
import { manifestFor, settle, situation, stateOf, wantedIn } from './random.ts'

/** Answers after which it is certain that nothing was written. The last ones pass. */
const refusals: Record<string, GivenReply> = {
  invalid: { status: 422, body: { message: 'Validation Failed', documentation_url: 'x', errors: ['no'] } },
  forbidden: { status: 403, body: { message: 'Resource not accessible', documentation_url: 'x' } },
  gone: { status: 404, body: { message: 'Not Found', documentation_url: 'x' } },
  limited: { status: 429, headers: { 'retry-after': '7' }, body: { message: 'Slow down' } },
  resting: { status: 503, headers: { 'retry-after': '3' }, body: { message: 'Wait' } },
  abused: { status: 403, headers: { 'retry-after': '9' }, body: { message: 'secondary rate limit' } }
}
const some = fc.array(fc.constantFrom(undefined, undefined, ...Object.keys(refusals)), { maxLength: 8 })

test('what is told is what became of the organization, also where writes are refused; a rerun does the rest', async () => {
  const any = fc.asyncProperty(situation, some, async (given, plot) => {
    const github = await serverWith({})
    const acme = settle(github, given)
    // A name goes with its registry, so what is pinned and recreated may be lost; see below.
    const choices = given.choices.map(one => (one.auth === 'other' ? { ...one, pinned: false } : one))
    const wanted = wantedIn(manifestFor({ ...given, choices }, acme.registries))
    const asked = { orgs: [acme.login], wanted, ...given.policy }
    const before = new Map(acme.registries.map(one => [one.name, structuredClone(one)]))

    let at = 0
    const refuse = () => refusals[plot[at++] ?? '']
    for (const method of ['POST', 'PATCH', 'DELETE'])
      github.answer({ method, path: new RegExp(`^/orgs/${acme.login}/`) }, refuse, 1000)
    const planned = await plan(github, asked)
    const played = await apply(github, asked)
    const { outcomes, problems } = played.result
    const refused = writesIn(played).filter(({ status }) => status >= 400)
    const final = refused.filter(({ status, body }) => body !== null && (status === 422 || status === 404))

    expect(played.result.changed).toBe(writesIn(played).some(({ status }) => status < 300))
    expect(outcomes.map(({ action }) => action)).toEqual(planned.result.outcomes.map(({ action }) => action))
    if (final.length > 0) expect(problems).not.toEqual([])
    for (const outcome of outcomes) expectTold(outcome, acme, before)
    const failed = outcomes.findIndex(({ status }) => status === 'failed')
    const deletes = outcomes.filter(
      ({ action }, index) => action === 'delete' && failed >= 0 && index > failed
    )
    if (planned.result.problems.length === 0)
      expect(deletes.map(({ status }) => status)).toEqual(deletes.map(() => 'not_attempted'))

    at = plot.length
    const again = await apply(github, { ...asked, maxDeletions: 99 })
    if (planned.result.problems.length > 0) return
    expect(again.result.problems).toEqual([])
    const state = stateOf(acme)
    const { result } = await apply(github, { ...asked, rewriteSecrets: 'never' })
    expect(result).toMatchObject({ problems: [], drift: false })
    expect(stateOf(acme)).toEqual(state)
  })
  await fc.assert(any, { seed: 20260301, numRuns: Number(process.env['RUNS'] ?? 120) })
}, 120_000)

/** Each outcome against the registry that it speaks of. */
function expectTold(outcome: Outcome, acme: Organization, before: ReadonlyMap<string, StoredRegistry>): void {
  const { action, name, status, registry_type, url, reason } = outcome
  const was = before.get(`${name}`)
  const is = acme.registries.find(one => one.name === name)
  expect(typeof reason).toBe(status === 'done' ? 'undefined' : 'string')
  expect(['done', 'failed', 'not_attempted']).toContain(status)
  if (status === 'done') {
    if (action === 'delete') expect(is).toBeUndefined()
    else expect(is).toMatchObject({ name, registry_type })
    if (action === 'keep') expect(is).toEqual(was)
    return
  }
  if (action === 'create') {
    expect(name).toBeNull()
    const there = acme.registries.filter(
      one => one.registry_type === registry_type && canonicalUrl(one.url) === canonicalUrl(`${url}`)
    )
    expect(there).toEqual([])
  } else if (action !== 'recreate') expect(is).toEqual(was)
  else if (/AND IT WAS NOT CREATED ANEW/.test(`${reason}`)) expect(is?.url).not.toBe(was?.url)
  else expect(is).toEqual(was)
}

test('a refusal is laid at the door of the registry that it was for', async () => {
  const any = fc.asyncProperty(situation, fc.nat(5), async (given, which) => {
    const github = await serverWith({})
    const acme = settle(github, given)
    const wanted = wantedIn(manifestFor(given, acme.registries))
    const asked = { orgs: [acme.login], wanted, ...given.policy }
    const patched = (await plan(github, asked)).result.outcomes.filter(({ action }) => action === 'update')
    const { name } = patched[which % patched.length] ?? {}
    if (!name) return
    const path = `/orgs/${acme.login}/private-registries/${name}`
    github.answer({ method: 'PATCH', path }, refusals['invalid'] as GivenReply)
    const played = await apply(github, asked)
    const tried = writesIn(played).filter(one => one.method === 'PATCH' && nameIn(one) === name)
    const failed = played.result.outcomes.filter(({ status }) => status === 'failed')
    if (tried.length > 0) expect(failed.map(outcome => outcome.name)).toEqual([name])
  })
  await fc.assert(any, { seed: 20260301, numRuns: Number(process.env['RUNS'] ?? 60) })
}, 60_000)

test('a pinned registry whose recreate failed comes back with another apply, once its reason is followed', async () => {
  const github = await serverWith({})
  const acme = settle(github, { registries: [] })
  const { name } = acme.addRegistry({
    registry_type: 'npm_registry',
    url: 'https://npm.example',
    secret: 'the first'
  })
  const entry = {
    ...{ registry_type: 'npm_registry', url: 'https://npm.example' },
    ...{ auth_type: 'oidc_jfrog', jfrog_oidc_provider_name: 'acme' }
  }
  const asked = (...registries: object[]) => ({
    ...{ orgs: [acme.login], wanted: wantedIn(JSON.stringify({ registries })), allowRecreate: true }
  })
  const path = `/orgs/${acme.login}/private-registries`
  github.answer({ method: 'POST', path }, refusals['invalid'] as GivenReply)
  const [outcome] = (await apply(github, asked({ name, ...entry }))).result.outcomes
  expect(outcome?.reason).toContain(
    "Leave out 'name', give 'visibility' all, and run apply again to create it."
  )
  const { result } = await apply(github, asked({ ...entry, visibility: 'all' }))
  expect(result.problems).toEqual([])
  expect(acme.registries).toMatchObject([entry])
})
