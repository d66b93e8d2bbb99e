import { RequestFailed } from './github/failure.ts'
import type { Organization } from './organization.ts'
import type { Change } from './registries/change.ts'
import { problemsWith, strayHostsOf } from './registries/check.ts'
import { findByAddress, findUnaddressed } from './registries/match.ts'
import { Problem, type Sentence } from './registries/problem.ts'
import { describe, type Registry, type RegistrySpec } from './registries/registry.ts'
import { sourceFor } from './registries/wanted.ts'
import type { NewRegistry, RequestFor } from './request.ts'
import { locate, read } from './target.ts'
import { planned, verified, type Written, write } from './write.ts'

/** How a change of one registry went, and what is to be said of it although it went well. */
export interface CarriedOut extends Written {
  warnings: string[]
}

/** Creates a registry, unless one of its type and address is there. Throws a `Problem` while nothing is written. */
export async function create({ spec, dryRun }: RequestFor<'create'>, at: Organization): Promise<CarriedOut> {
  const listed = at.registries.list()
  if (spec.secret) at.sealer.prepare()
  const [existing, selection] = await Promise.all([listed, select(spec, at)])
  stopFor([...twinProblems(spec, existing, at.org), ...selection.problems])
  return carryOut({ action: 'create', org: at.org, spec: selection.spec }, at, dryRun)
}

/** Writes the given fields of a registry, and reads it again. Throws a `Problem` while nothing is written. */
export async function update(
  { target, spec, allowedHosts, dryRun }: RequestFor<'update'>,
  at: Organization
): Promise<CarriedOut> {
  // A name does not tell to which hosts a secret goes: the registry has to be read.
  const isStray = 'name' in target && (spec.url === undefined || spec.secret !== undefined)
  const find = dryRun || (allowedHosts && isStray) ? read : locate
  const [{ name, registry }, selection] = await Promise.all([find(target, at.registries), select(spec, at)])
  stopFor([
    ...(registry ? problemsWith(spec, registry, sourceFor({ spec, defaults: {} }, spec)) : []),
    ...(registry ? strayHostsOf(registry, spec, allowedHosts) : []),
    ...selection.problems
  ])
  return carryOut({ action: 'update', org: at.org, name, registry, spec: selection.spec }, at, dryRun)
}

/** Deletes a registry. Throws a `Problem` while nothing is written. */
export async function remove(
  { target, dryRun }: RequestFor<'delete'>,
  at: Organization
): Promise<CarriedOut> {
  const find = dryRun ? read : locate
  const { name, registry } = await find(target, at.registries)
  return carryOut({ action: 'delete', org: at.org, name, registry }, at, dryRun)
}

interface Selection {
  spec: RegistrySpec
  problems: readonly string[]
}

/** The spec with the ids of its selected repositories instead of their names. */
async function select(spec: RegistrySpec, at: Organization): Promise<Selection> {
  const { selected_repositories: names, ...rest } = spec
  if (names === undefined) return { spec, problems: [] }
  const [{ ids, problems } = { ids: [], problems: [] }] = await at.resolve([names])
  return { spec: { ...rest, selected_repository_ids: ids }, problems }
}

function stopFor(problems: readonly Sentence[]): void {
  if (problems.length > 0) throw new Problem(...problems)
}

function twinProblems(spec: NewRegistry, existing: readonly Registry[], org: string): string[] {
  const twins = findByAddress(existing, spec.registry_type, spec.url).map(describe)
  if (twins.length > 0)
    return [
      `${org} already has ${twins.join(' and ')}; use operation update to change it, or delete it first.`
    ]
  const hidden = findUnaddressed(existing, spec.registry_type).map(describe)
  if (hidden.length === 0) return []
  return [
    `${org} already has ${hidden.join(' and ')}, and this server does not show at which address; it may be the same registry. Use operation update with its name, or delete it first.`
  ]
}

/** Carries out a change, in a dry run everything but the write, and reads an updated registry again. */
async function carryOut(change: Change, at: Organization, dryRun: boolean): Promise<CarriedOut> {
  if (dryRun && 'spec' in change && change.spec.secret) await at.sealer.ready()
  const written = dryRun ? planned(change) : await write(change, at)
  if (change.action !== 'update' || written.outcome.status !== 'done') return { ...written, warnings: [] }
  try {
    return { ...verified(change, await at.registries.get(change.name)), warnings: [] }
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error
    return {
      ...written,
      warnings: [`${change.name} was updated, but could not be read afterwards. ${error.message}`]
    }
  }
}
