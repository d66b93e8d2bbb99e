import { type Applied, apply } from './apply.ts'
import { type Client, type Clock, createClient } from './github/client.ts'
import { privateRegistries } from './github/private-registries.ts'
import { resolveRepositories } from './github/repositories.ts'
import { createSealer } from './github/seal.ts'
import { type Outcome, writtenFields } from './registries/change.ts'
import { problemsWith } from './registries/check.ts'
import { findByAddress, findUnaddressed } from './registries/match.ts'
import { Problem } from './registries/problem.ts'
import { describe, type Registry, type RegistrySpec } from './registries/registry.ts'
import type { Listed, Request, Result, WriteRequest } from './request.ts'
import { locate, read } from './target.ts'

/** Where progress and remarks go while the work goes on. */
export interface Log {
  info(line: string): void
  warning(line: string): void
}

type RequestFor<O extends Request['operation']> = Extract<Request, { operation: O }>

/** Does what a request asks for. What fails is in the result, in full sentences. */
export async function operate(request: Request, clock: Clock, log: Log): Promise<Result> {
  const deadline = clock.now() + request.reach.timeout
  const client = createClient({ ...request.reach, deadline }, clock, line => log.info(line))
  try {
    switch (request.operation) {
      case 'list':
        return await list(request, client)
      case 'get':
        return await get(request, client)
      case 'get-public-key':
        return await getPublicKey(request, client)
      case 'create':
        return written(request, await create(request, client, log), log)
      case 'update':
        return written(request, await update(request, client, log), log)
      case 'delete':
        return written(request, await remove(request, client), log)
    }
  } catch (error) {
    if (error instanceof Problem) return stopped(request, error)
    throw error
  } finally {
    client.close()
  }
}

async function list({ operation, orgs }: RequestFor<'list'>, client: Client): Promise<Result> {
  const lists = await Promise.allSettled(orgs.map(org => listOne(client, org)))
  const problems = lists.flatMap(list => {
    if (list.status === 'fulfilled') return []
    if (list.reason instanceof Problem) return list.reason.sentences
    throw list.reason
  })
  return {
    operation,
    lists: lists.flatMap(list => (list.status === 'fulfilled' ? list.value : [])),
    problems
  }
}

async function listOne(client: Client, org: string): Promise<Listed> {
  return { org, registries: await privateRegistries(client, org).list() }
}

async function get({ operation, org, target }: RequestFor<'get'>, client: Client): Promise<Result> {
  const { registry } = await read(target, privateRegistries(client, org))
  return { operation, found: { org, registry }, problems: [] }
}

async function getPublicKey(
  { operation, org }: RequestFor<'get-public-key'>,
  client: Client
): Promise<Result> {
  const key = await privateRegistries(client, org).publicKey()
  return { operation, org, key, problems: [] }
}

async function create(
  { org, spec, dryRun }: RequestFor<'create'>,
  client: Client,
  log: Log
): Promise<Applied> {
  const registries = privateRegistries(client, org)
  const sealer = createSealer(registries.publicKey, client.firstSent)
  const listed = registries.list()
  if (spec.secret) sealer.prepare()
  const [existing, selection] = await Promise.all([listed, resolve(client, org, spec, log)])
  const problems = [...refuseTwin(org, spec, existing), ...selection.problems]
  if (problems.length > 0) throw new Problem(...problems)
  return apply({ action: 'create', org, spec: selection.spec }, { registries, sealer, dryRun })
}

async function update(
  { org, target, spec, dryRun }: RequestFor<'update'>,
  client: Client,
  log: Log
): Promise<Applied> {
  const registries = privateRegistries(client, org)
  const sealer = createSealer(registries.publicKey, client.firstSent)
  const [located, selection] = await Promise.all([
    dryRun && 'name' in target ? read(target, registries) : locate(target, registries),
    resolve(client, org, spec, log)
  ])
  const { name, registry } = located
  const problems = [...(registry ? problemsWith(spec, registry) : []), ...selection.problems]
  if (problems.length > 0) throw new Problem(...problems)
  return apply(
    { action: 'update', org, name, registry, spec: selection.spec },
    { registries, sealer, dryRun }
  )
}

async function remove({ org, target, dryRun }: RequestFor<'delete'>, client: Client): Promise<Applied> {
  const registries = privateRegistries(client, org)
  const sealer = createSealer(registries.publicKey, client.firstSent)
  const { name, registry } =
    dryRun && 'name' in target ? await read(target, registries) : await locate(target, registries)
  return apply({ action: 'delete', org, name, registry }, { registries, sealer, dryRun })
}

/** The spec with the ids of its selected repositories. */
async function resolve(client: Client, org: string, spec: RegistrySpec, log: Log) {
  const { selected_repositories: names, ...rest } = spec
  if (names === undefined) return { spec, problems: [] }
  const { ids, problems, warnings } = await resolveRepositories(client, org, names)
  for (const warning of warnings) log.warning(warning)
  return { spec: { ...rest, selected_repository_ids: ids }, problems }
}

function refuseTwin(
  org: string,
  spec: RequestFor<'create'>['spec'],
  existing: readonly Registry[]
): string[] {
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

function written(request: WriteRequest, { outcome, registry, changed, warnings }: Applied, log: Log): Result {
  for (const warning of warnings) log.warning(warning)
  const problems = outcome.reason === undefined ? [] : [outcome.reason]
  const { operation, org, dryRun } = request
  return {
    operation,
    dryRun,
    changed,
    outcomes: [outcome],
    problems,
    ...(registry && { found: { org, registry } })
  }
}

/** The result of a request that a problem stopped before any write. */
function stopped(request: Request, problem: Problem): Result {
  const problems = [...problem.sentences]
  switch (request.operation) {
    case 'list':
      return { operation: request.operation, lists: [], problems }
    case 'get':
      return { operation: request.operation, problems }
    case 'get-public-key':
      return { operation: request.operation, org: request.org, problems }
    case 'create':
    case 'update':
    case 'delete':
      return {
        operation: request.operation,
        dryRun: request.dryRun,
        changed: false,
        outcomes: [notAttempted(request, problem.message)],
        problems
      }
  }
}

function notAttempted(request: WriteRequest, reason: string): Outcome {
  const sought = request.operation === 'create' ? request.spec : request.target
  return {
    org: request.org,
    action: request.operation,
    name: 'name' in sought ? sought.name : null,
    registry_type: ('name' in sought ? sought.expected.registry_type : sought.registry_type) ?? null,
    url: ('name' in sought ? sought.expected.url : sought.url) ?? null,
    fields: request.operation === 'update' ? writtenFields(request.spec) : [],
    status: 'failed',
    reason
  }
}
