import fc from 'fast-check'
import type { Outcome } from '../../src/registries/change.ts'
import { canonicalUrl } from '../../src/registries/match.ts'
import { textOf } from '../../src/registries/problem.ts'
import type { Wanted } from '../../src/registries/wanted.ts'
import type { Exchange } from '../github/exchange.ts'
import type { Organization } from '../github/organization.ts'
import type { GitHubOptions, LocalGitHub } from '../github/server.ts'
import { apply, nameIn, type Played, plan, serverWith, writesIn } from './play.ts'
import { manifestFor, type Situation, settle, situation, stateOf, wantedIn } from './random.ts'

const sure = { seed: 20260301, numRuns: Number(process.env['RUNS'] ?? 50) }

/** GitHub of today, one that shows more, and older servers. */
const habits: GitHubOptions[] = [
  {},
  { showsSelectedIds: true },
  { showsAuthType: false },
  { showsUrl: false },
  { showsUrl: false, showsAuthType: false }
]

/** A situation on a server, ready to be applied. */
interface Scene {
  options: GitHubOptions
  github: LocalGitHub
  acme: Organization
  wanted: Wanted[]
  asked: Parameters<typeof apply>[1]
}

async function begin(options: GitHubOptions, given: Situation): Promise<Scene> {
  const github = await serverWith(options)
  // What is older than OIDC has none.
  const registries = given.registries.filter(
    ({ authType }) => options.showsAuthType !== false || !authType.startsWith('oidc')
  )
  const choices = given.choices.filter(
    ({ auth, other, target }) =>
      (options.showsAuthType !== false || auth !== 'other' || !other.startsWith('oidc')) &&
      // Where no address is shown, what has been created cannot be recognised again.
      (options.showsUrl !== false || target < registries.length)
  )
  const acme = settle(github, { registries })
  const wanted = wantedIn(manifestFor({ ...given, registries, choices }, acme.registries))
  return { options, github, acme, wanted, asked: { orgs: [acme.login], wanted, ...given.policy } }
}

const isOver = ({ result }: Played) => result.problems.length === 0

/** Checks something of many situations. */
function always(name: string, check: (scene: Scene) => Promise<void>): void {
  const any = fc.asyncProperty(fc.constantFrom(...habits), situation, async (options, given) =>
    check(await begin(options, given))
  )
  test(name, () => fc.assert(any, sure), 60_000)
}

always(
  'after an apply there is no drift, and nothing to do but what nobody can see',
  async ({ github, asked }) => {
    if (!isOver(await apply(github, asked))) return
    const { result } = await plan(github, { ...asked, rewriteSecrets: 'never' })
    expect(result).toMatchObject({ problems: [], drift: false })
    const rest = result.outcomes.flatMap(({ action, fields }) => (action === 'keep' ? [] : [fields]))
    expect(rest).toEqual(rest.map(() => ['visibility', 'selected_repository_ids']))
  }
)

always('an apply is done whole, or writes nothing at all', async ({ github, acme, asked }) => {
  const before = stateOf(acme)
  const played = await apply(github, asked)
  if (isOver(played)) {
    expect(new Set(played.result.outcomes.map(({ status }) => status)).difference(new Set(['done']))).toEqual(
      new Set()
    )
  } else {
    expect({
      problems: played.result.problems.map(textOf),
      writes: writesIn(played).map(nameIn)
    }).toMatchObject({ writes: [] })
    expect(stateOf(acme)).toEqual(before)
    expect(played.result.changed).toBe(false)
  }
})

always('two applies are as one', async ({ github, acme, asked }) => {
  const first = await apply(github, asked)
  const once = stateOf(acme)
  const second = await apply(github, asked)
  expect(stateOf(acme)).toEqual(once)
  expect(isOver(second)).toBe(isOver(first))
})

always('what is planned is what is sent, and what is told', async ({ github, acme, asked }) => {
  const before = stateOf(acme)
  const planned = await plan(github, asked)
  expect(writesIn(planned)).toEqual([])
  expect(stateOf(acme)).toEqual(before)
  const done = await apply(github, asked)
  expect(done.result.problems).toEqual(planned.result.problems)
  expect(done.result.drift).toBe(planned.result.drift)
  expect(done.result.changed).toBe(planned.result.changed)
  expect(done.result.outcomes.map(shape)).toEqual(planned.result.outcomes.map(shape))
  if (!isOver(planned)) return
  expect(planned.result.outcomes.map(({ status }) => status)).toEqual(
    planned.result.outcomes.map(() => 'planned')
  )
  expect(writesIn(done).map(said)).toEqual(planned.result.outcomes.flatMap(toldBy))
})

always(
  'what the manifest does not name is left alone, or is pruned',
  async ({ options, github, acme, asked, wanted }) => {
    const before = acme.registries.map(registry => ({ ...registry }))
    const played = await apply(github, asked)
    const unnamed = before.filter(
      ({ name, registry_type, url }) =>
        !wanted.some(one =>
          one.name === undefined
            ? one.spec.registry_type === registry_type &&
              canonicalUrl(`${one.spec.url}`) === canonicalUrl(url)
            : one.name.toUpperCase() === name.toUpperCase()
        )
    )
    const gone = asked.prune && isOver(played) && options.showsUrl !== false
    for (const registry of unnamed) expect(acme.registry(registry.name)).toEqual(gone ? undefined : registry)
    const deleted = played.result.outcomes.filter(({ action }) => action === 'delete')
    if (gone) expect(deleted.map(({ name }) => name).sort()).toEqual(unnamed.map(({ name }) => name).sort())
    else if (!asked.prune) expect(deleted).toEqual([])
  }
)

always('every field of the manifest is there, and every other one is as it was', async scene => {
  const { options, github, acme, asked, wanted } = scene
  const before = new Map(acme.registries.map(registry => [registry.name, valuesOf(registry)]))
  const played = await apply(github, asked)
  if (!isOver(played)) return
  for (const [index, { spec }] of wanted.entries()) {
    const { name, action, fields } = played.result.outcomes[index] as Outcome
    const now = valuesOf(acme.registry(`${name}`))
    // What an older server does not show is not written.
    const hidden = [
      ...(options.showsAuthType === false ? ['auth_type'] : []),
      ...(options.showsUrl === false && action !== 'create' ? ['url'] : [])
    ]
    const given = omit(valuesOf(spec), 'the secret', ...hidden)
    expect(pick(now, Object.keys(given))).toEqual(given)
    if (action !== 'keep' && action !== 'update') continue
    const written = fields.map(field => (field === 'secret' ? 'the secret' : field))
    if (fields.includes('visibility')) written.push('selected_repository_ids')
    const then = omit(before.get(`${name}`) ?? {}, ...written)
    expect(pick(now, Object.keys(then))).toEqual(then)
  }
})

/** The fields of a registry or a spec by which two are compared; the secret, which a spec need not write, under a name of its own. */
function valuesOf(registry: object | undefined): Record<string, unknown> {
  const { secret, url, ...fields }: Record<string, unknown> = { ...registry }
  const values = omit(fields, 'secret_env', 'selected_repositories', 'created_at', 'updated_at')
  return { ...values, ...(url !== undefined && { url: canonicalUrl(`${url}`) }), 'the secret': secret }
}

function omit(values: Record<string, unknown>, ...fields: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([field]) => !fields.includes(field)))
}

function pick(values: Record<string, unknown>, fields: string[]): Record<string, unknown> {
  return Object.fromEntries(fields.map(field => [field, values[field]]))
}

function shape({ action, registry_type, url, fields, details }: Outcome): unknown {
  const address = fields.includes('url') ? 'moved' : canonicalUrl(`${url}`)
  return { action, registry_type, address, fields, details }
}

/** A request that writes, as its registry and what it carries. */
function said(exchange: Exchange): string {
  const { method, body } = exchange
  if (method === 'DELETE') return `DELETE ${nameIn(exchange)}`
  const fields = Object.keys(Object(body)).filter(field => field !== 'key_id')
  if (method === 'PATCH') return `PATCH ${nameIn(exchange)} ${fields.sort().join(' ')}`
  const { registry_type, url } = Object(body)
  return `POST ${registry_type} ${canonicalUrl(url)}`
}

/** The requests that an outcome promises. */
function toldBy({ action, name, registry_type, url, fields }: Outcome): string[] {
  const create = `POST ${registry_type} ${canonicalUrl(`${url}`)}`
  const sent = fields.map(field => (field === 'secret' ? 'encrypted_value' : field)).sort()
  switch (action) {
    case 'keep':
      return []
    case 'create':
      return [create]
    case 'update':
      return [`PATCH ${name} ${sent.join(' ')}`]
    case 'recreate':
      return [`DELETE ${name}`, create]
    case 'delete':
      return [`DELETE ${name}`]
  }
}
