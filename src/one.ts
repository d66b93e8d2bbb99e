import { carryOut } from './carry-out.ts'
import { followedBy, RequestFailed, refusedWith } from './github/failure.ts'
import type { Organization } from './organizations.ts'
import { type Advised, advise, subjectOf, warningsIn } from './registries/advise.ts'
import { type Change, failedBy, type Outcome } from './registries/change.ts'
import { problemsWith, strayHostsOf } from './registries/check.ts'
import { mismatches, type Recognised, recogniseAll } from './registries/match.ts'
import { Problem, type Sentence } from './registries/problem.ts'
import { describe, insteadOf, isRegistry, type Registry, type RegistrySpec } from './registries/registry.ts'
import { expiredSecret, sourceFor } from './registries/wanted.ts'
import type { ChangeResult, RequestFor, Target } from './request.ts'
import { verified } from './write.ts'

/** A request that changes one registry. */
type OneRequest = RequestFor<'create' | 'update' | 'delete'>

/** Reads the registry that a target means. Throws a `Problem` if it is not there or not the one that is expected. */
export async function getOne({ target }: RequestFor<'get'>, at: Organization): Promise<Registry> {
  return read(target, namingWhatIsThere(at))
}

/** Creates, updates or deletes one registry. What stops it is in the result. */
export async function changeOne(request: OneRequest, at: Organization, now: number): Promise<ChangeResult> {
  const { operation, dryRun, org } = request
  const outcome = await tryTo(request, operation === 'create' ? at : namingWhatIsThere(at), now)
  const advised = adviceOn(request, outcome, at, now)
  return {
    ...{ operation, dryRun, changed: outcome.changed, outcomes: [outcome] },
    problems: outcome.problems ?? (outcome.reason === undefined ? [] : [outcome.reason]),
    ...(advised && { advised }),
    ...(outcome.after && { found: { org, registry: outcome.after } })
  }
}

/** Advice on a registry that is created or updated, with its warnings logged. */
function adviceOn(
  request: OneRequest,
  { change, after }: Outcome,
  at: Organization,
  now: number
): Advised | undefined {
  if (request.operation === 'delete') return undefined
  const { operation, spec, advice } = request
  const isPartial = operation === 'update'
  const made = isPartial && after ? { ...change, before: after } : change
  const subject = subjectOf({ spec, defaults: {} }, made, { now, server: at.serverVersion(), isPartial })
  const advised = advise([subject], advice)
  for (const warning of warningsIn(advised.advice)) at.log.warning(warning)
  return advised
}

async function tryTo(
  request: OneRequest,
  at: Organization,
  now: number
): Promise<Outcome & { problems?: readonly Sentence[] }> {
  try {
    if (request.operation !== 'delete')
      stopFor(expiredSecret({ spec: request.spec, defaults: {} }, request.spec, now))
    const change = await plan(request, at)
    if (request.dryRun && change.spec.secret) await at.sealer.ready()
    const [outcome] = await carryOut([{ change, problems: [] }], at, request)
    return await readBack(outcome as Outcome, at)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ...failedBy(asked(request), error.sentences), problems: error.sentences }
  }
}

/** The change as it was asked for, before anything is known of the organization. */
function asked(request: OneRequest): Change {
  const { org, operation: action } = request
  if (request.operation === 'create') return { org, action, spec: request.spec }
  const { target } = request
  const before = 'name' in target ? { ...target.expected, name: target.name } : target
  return { org, action, before, spec: request.operation === 'update' ? request.spec : {} }
}

/** The change, after all reads that it takes. Throws a `Problem` if it cannot be made. */
async function plan(request: OneRequest, at: Organization): Promise<Change> {
  const change = asked(request)
  switch (request.operation) {
    case 'create': {
      const { spec } = request
      const listed = at.registries.list()
      // Begins to get ready; a failure shows when the secret is sealed.
      if (spec.secret) at.sealer.ready().catch(() => {})
      const [registries, selection] = await Promise.all([listed, select(spec, at)])
      stopFor([...twinProblems(spec, registries, at.org), ...selection.problems])
      return { ...change, spec: selection.spec }
    }
    case 'update': {
      const { target, spec, allowedHosts, dryRun } = request
      // A name does not tell to which hosts a secret goes: the registry has to be read.
      const isStray = 'name' in target && (spec.url === undefined || spec.secret !== undefined)
      const find = dryRun || (allowedHosts && isStray) ? read : locate
      const [before, selection] = await Promise.all([find(target, at), select(spec, at)])
      const known = isRegistry(before) ? [before] : []
      stopFor([
        ...known.flatMap(registry => problemsWith(spec, registry, sourceFor({ spec, defaults: {} }, spec))),
        ...known.flatMap(registry => strayHostsOf(registry, spec, allowedHosts)),
        ...selection.problems
      ])
      return { ...change, before, spec: selection.spec }
    }
    case 'delete': {
      const find = request.dryRun ? read : locate
      return { ...change, before: await find(request.target, at) }
    }
  }
}

/** Reads an updated registry again, to see that all fields took. */
async function readBack(outcome: Outcome, { registries, log }: Organization): Promise<Outcome> {
  const { change, status } = outcome
  if (change.action !== 'update' || status !== 'done') return outcome
  const { name = '' } = change.before ?? {}
  try {
    return verified(change, await registries.get(name))
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error
    log.warning(`${name} was updated, but could not be read afterwards. ${error.message}`)
    return outcome
  }
}

/** The spec with the ids of its selected repositories instead of their names. */
async function select(
  spec: RegistrySpec,
  at: Organization
): Promise<{ spec: RegistrySpec; problems: readonly string[] }> {
  const { selected_repositories: names, ...rest } = spec
  if (names === undefined) return { spec, problems: [] }
  const [{ ids, problems } = { ids: [], problems: [] }] = await at.resolve([names])
  return { spec: { ...rest, selected_repository_ids: ids }, problems }
}

function stopFor(problems: readonly Sentence[]): void {
  if (problems.length > 0) throw new Problem(...problems)
}

function twinProblems(spec: RegistrySpec, registries: readonly Registry[], org: string): string[] {
  const { registry, unclear = [] } = recognised(spec, registries, org)
  const twins = registry ? [registry] : unclear.filter(({ url }) => url)
  if (twins.length > 0)
    return [
      `${org} already has ${twins.map(describe).join(' and ')}; use operation update to change it, or delete it first.`
    ]
  if (unclear.length === 0) return []
  return [
    `${org} already has ${unclear.map(describe).join(' and ')}, and this server does not show at which address; it may be the same registry. Use operation update with its name, or delete it first.`
  ]
}

function recognised(
  { registry_type, url }: { registry_type?: string | undefined; url?: string | undefined },
  registries: readonly Registry[],
  org: string
): Recognised {
  const spec = { registry_type, url } as RegistrySpec
  const entries = [{ wanted: { spec, defaults: {} }, problems: [] }]
  const [entry] = recogniseAll({ org, entries, registries })
  return entry as Recognised
}

/** What a target means: a bare name takes no request. Throws a `Problem` if it does not mean exactly one registry. */
async function locate(target: Target, at: Organization): Promise<Partial<Registry>> {
  if ('name' in target)
    return Object.keys(target.expected).length === 0 ? { name: target.name } : read(target, at)
  const registries = await at.registries.list()
  const { registry, problems } = recognised(target, registries, at.org)
  if (registry) return registry
  if (problems.length > 0) throw new Problem(...problems)
  const { registry_type: type, url } = target
  throw new Problem(`${at.org} has no ${type} at ${url}. ${insteadOf(registries, type)}`)
}

async function read(target: Target, at: Organization): Promise<Registry> {
  const { name = '' } = 'name' in target ? target : await locate(target, at)
  const registry = await at.registries.get(name)
  if (!('name' in target)) return registry
  const { expected } = target
  stopFor(mismatches(registry, expected).map(({ text }) => text))
  if (expected.url !== undefined && !registry.url)
    throw new Problem(`This server does not show at which address ${name} is; leave out 'url'.`)
  return registry
}

/** The organization, where a request for a name that is not found fails with what there is instead. */
function namingWhatIsThere(at: Organization): Organization {
  const { registries } = at
  const naming =
    <Given extends unknown[], T>(ask: (...given: Given) => Promise<T>) =>
    async (...given: Given) => {
      try {
        return await ask(...given)
      } catch (error) {
        throw await withWhatIsThere(error, at)
      }
    }
  const { get, update, remove } = registries
  return {
    ...at,
    registries: { ...registries, get: naming(get), update: naming(update), remove: naming(remove) }
  }
}

async function withWhatIsThere(error: unknown, { org, registries }: Organization): Promise<unknown> {
  if (!(error instanceof RequestFailed) || refusedWith(error) !== 404) return error
  try {
    return followedBy(error, `${org} can be read. ${insteadOf(await registries.list())}`)
  } catch (unread) {
    return unread instanceof RequestFailed ? error : unread
  }
}
