import { type Applied, apply } from './apply.ts'
import { inputOf } from './inputs/table.ts'
import type { Organization } from './organization.ts'
import { problemsWith } from './registries/check.ts'
import { findByAddress, findUnaddressed, hostProblems } from './registries/match.ts'
import { Problem } from './registries/problem.ts'
import { describe, type Registry, type RegistrySpec } from './registries/registry.ts'
import type { NewRegistry, RequestFor } from './request.ts'
import { locate, read } from './target.ts'

/** Creates a registry, unless one of its type and address is there. Throws a `Problem` while nothing is written. */
export async function create({ spec, dryRun }: RequestFor<'create'>, at: Organization): Promise<Applied> {
  const listed = at.registries.list()
  if (spec.secret) at.sealer.prepare()
  const [existing, selection] = await Promise.all([listed, select(spec, at)])
  stopFor([...twinProblems(spec, existing, at.org), ...selection.problems])
  return apply({ action: 'create', org: at.org, spec: selection.spec }, at, dryRun)
}

/** Writes the given fields of a registry, and reads it again. Throws a `Problem` while nothing is written. */
export async function update(
  { target, spec, allowedHosts, dryRun }: RequestFor<'update'>,
  at: Organization
): Promise<Applied> {
  // A bare name does not tell the host: the registry has to be read.
  const hosts = 'name' in target && spec.url === undefined ? allowedHosts : undefined
  const find = dryRun || hosts ? read : locate
  const [{ name, registry }, selection] = await Promise.all([find(target, at.registries), select(spec, at)])
  stopFor([
    ...(registry ? problemsWith(spec, registry, inputOf) : []),
    ...(registry && hosts ? placeProblems(registry, hosts) : []),
    ...selection.problems
  ])
  return apply({ action: 'update', org: at.org, name, registry, spec: selection.spec }, at, dryRun)
}

/** Deletes a registry. Throws a `Problem` while nothing is written. */
export async function remove({ target, dryRun }: RequestFor<'delete'>, at: Organization): Promise<Applied> {
  const find = dryRun ? read : locate
  const { name, registry } = await find(target, at.registries)
  return apply({ action: 'delete', org: at.org, name, registry }, at, dryRun)
}

interface Selection {
  spec: RegistrySpec
  problems: string[]
}

/** The spec with the ids of its selected repositories instead of their names. */
async function select(spec: RegistrySpec, at: Organization): Promise<Selection> {
  const { selected_repositories: names, ...rest } = spec
  if (names === undefined) return { spec, problems: [] }
  const { ids, problems } = await at.resolve(names)
  return { spec: { ...rest, selected_repository_ids: ids }, problems }
}

function stopFor(problems: readonly string[]): void {
  if (problems.length > 0) throw new Problem(...problems)
}

function placeProblems({ name, url: address }: Registry, allowed: readonly string[]): string[] {
  const url = URL.parse(address ?? '')
  if (url) return hostProblems(name, url, allowed)
  return [`This server does not show at which address ${name} is, so 'allowed-hosts' cannot be held.`]
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
