import { carryOut } from './carry-out.ts'
import { appendMessage, RequestFailed, refusalStatus } from './github/failure.ts'
import type { Organization } from './organizations.ts'
import { type Advised, advise, subjectOf, warningsIn } from './registries/advise.ts'
import { type Change, failedBy, type Outcome } from './registries/change.ts'
import { checkExisting, disallowedHostsOf } from './registries/check.ts'
import { type Matched, matchAll, mismatches } from './registries/match.ts'
import { Problem, type Sentence } from './registries/problem.ts'
import {
  describe,
  describeExisting,
  isRegistry,
  type Registry,
  type RegistrySpec
} from './registries/registry.ts'
import { expiredSecret, sourceFor } from './registries/wanted.ts'
import type { ChangeResult, RequestFor, Target } from './request.ts'
import { verified } from './write.ts'

type OneRequest = RequestFor<'create' | 'update' | 'delete'>

/** Reads the registry that a target identifies. Throws a `Problem` if it does not exist or does not match. */
export async function getOne({ target }: RequestFor<'get'>, at: Organization): Promise<Registry> {
  return read(target, listingExisting(at))
}

/** Creates, updates or deletes one registry. Problems are in the result. */
export async function changeOne(request: OneRequest, at: Organization, now: number): Promise<ChangeResult> {
  const { operation, dryRun, org } = request
  const outcome = await planAndCarryOut(request, listingExisting(at), now)
  const advised = adviceOn(request, outcome, at, now)
  return {
    ...{ operation, dryRun, changed: outcome.changed, outcomes: [outcome] },
    problems: outcome.problems ?? (outcome.reason === undefined ? [] : [outcome.reason]),
    ...(advised && { advised }),
    ...(outcome.after && { found: { org, registry: outcome.after } })
  }
}

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

async function planAndCarryOut(
  request: OneRequest,
  at: Organization,
  now: number
): Promise<Outcome & { problems?: readonly Sentence[] }> {
  const requested = requestedChange(request)
  try {
    const { spec } = requested
    throwIfAny(expiredSecret({ spec, defaults: {} }, spec, now))
    const change = await plan(request, requested, at)
    if (request.dryRun && change.spec.secret) await at.sealer.ready()
    const [outcome] = await carryOut([{ change, problems: [] }], at, request)
    return await readBack(outcome as Outcome, at)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ...failedBy(requested, error.sentences), problems: error.sentences }
  }
}

function requestedChange(request: OneRequest): Change {
  const { org, operation: action } = request
  if (request.operation === 'create') return { org, action, spec: request.spec }
  const { target } = request
  const before = 'name' in target ? { ...target.expected, name: target.name } : target
  return { org, action, before, spec: request.operation === 'update' ? request.spec : {} }
}

async function plan(request: OneRequest, change: Change, at: Organization): Promise<Change> {
  switch (request.operation) {
    case 'create': {
      const { spec } = request
      const listed = at.registries.list()
      // Starts fetching the key; a failure is thrown when the secret is sealed.
      if (spec.secret) at.sealer.ready().catch(() => {})
      const [registries, selection] = await Promise.all([listed, resolveSelection(spec, at)])
      throwIfAny([...duplicateProblems(spec, registries, at.org), ...selection.problems])
      return { ...change, spec: selection.spec }
    }
    case 'update': {
      const { target, spec, allowedHosts, dryRun } = request
      // A name does not say on which hosts the registry is, so it must be read.
      const find = dryRun || (allowedHosts && 'name' in target) ? read : locate
      const [before, selection] = await Promise.all([find(target, at), resolveSelection(spec, at)])
      const known = isRegistry(before) ? [before] : []
      throwIfAny([
        ...known.flatMap(registry => checkExisting(spec, registry, sourceFor({ spec, defaults: {} }, spec))),
        ...known.flatMap(registry => disallowedHostsOf(registry, spec, allowedHosts)),
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

async function resolveSelection(
  spec: RegistrySpec,
  at: Organization
): Promise<{ spec: RegistrySpec; problems: readonly string[] }> {
  if (spec.selected_repositories === undefined) return { spec, problems: [] }
  const [found] = await at.resolve([spec.selected_repositories])
  const { ids = [], names = [], problems = [] } = found ?? {}
  return { spec: { ...spec, selected_repository_ids: ids, selected_repositories: names }, problems }
}

function throwIfAny(problems: readonly Sentence[]): void {
  if (problems.length > 0) throw new Problem(...problems)
}

function duplicateProblems(spec: RegistrySpec, registries: readonly Registry[], org: string): string[] {
  const { registry, candidates = [] } = recogniseOne(spec, registries, org)
  const duplicates = registry ? [registry] : candidates.filter(({ url }) => url)
  if (duplicates.length > 0)
    return [
      `${org} already has ${duplicates.map(describe).join(' and ')}. Use operation update to change it, or delete it first.`
    ]
  if (candidates.length === 0) return []
  return [
    `${org} already has ${candidates.map(describe).join(' and ')}, but this server does not show URLs, so it may be the same registry. Use operation update with its name, or delete it first.`
  ]
}

function recogniseOne(
  { registry_type, url }: { registry_type?: string | undefined; url?: string | undefined },
  registries: readonly Registry[],
  org: string
): Matched {
  const spec = { registry_type, url } as RegistrySpec
  const entries = [{ wanted: { spec, defaults: {} }, problems: [] }]
  const [entry] = matchAll({ org, entries, registries })
  return entry as Matched
}

/** Finds what a target identifies; a bare name needs no request. Throws a `Problem` unless it is exactly one registry. */
async function locate(target: Target, at: Organization): Promise<Partial<Registry>> {
  if ('name' in target)
    return Object.keys(target.expected).length === 0 ? { name: target.name } : read(target, at)
  const registries = await at.registries.list()
  const { registry, problems } = recogniseOne(target, registries, at.org)
  if (registry) return registry
  if (problems.length > 0) throw new Problem(...problems)
  const { registry_type: type, url } = target
  throw new Problem(`${at.org} has no ${type} at ${url}. ${describeExisting(registries, type)}`)
}

async function read(target: Target, at: Organization): Promise<Registry> {
  const { name = '' } = 'name' in target ? target : await locate(target, at)
  const registry = await at.registries.get(name)
  if (!('name' in target)) return registry
  const { expected } = target
  throwIfAny(mismatches(registry, expected).map(({ text }) => text))
  if (expected.url !== undefined && !registry.url)
    throw new Problem(`This server does not show the URL of ${name}. Leave 'url' out.`)
  return registry
}

/** Wraps an organization: if a name is not found, the error lists the registries that exist. */
function listingExisting(at: Organization): Organization {
  const { registries } = at
  const wrap =
    <Given extends unknown[], T>(call: (...given: Given) => Promise<T>) =>
    async (...given: Given) => {
      try {
        return await call(...given)
      } catch (error) {
        throw await withExistingNames(error, at)
      }
    }
  const { get, update, remove } = registries
  return {
    ...at,
    registries: { ...registries, get: wrap(get), update: wrap(update), remove: wrap(remove) }
  }
}

async function withExistingNames(error: unknown, { org, registries }: Organization): Promise<unknown> {
  if (!(error instanceof RequestFailed) || refusalStatus(error) !== 404) return error
  try {
    return appendMessage(error, `${org} can be read. ${describeExisting(await registries.list())}`)
  } catch (unread) {
    return unread instanceof RequestFailed ? error : unread
  }
}
