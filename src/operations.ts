import { applyAll } from './apply.ts'
import type { Clock, Log } from './github/call.ts'
import { changeOne, getOne } from './one.ts'
import { type Organization, organizations } from './organizations.ts'
import { adviseUnread, warningsIn } from './registries/advise.ts'
import type { Outcome } from './registries/change.ts'
import { manifestOf } from './registries/export.ts'
import { Problem, type Sentence } from './registries/problem.ts'
import type { Registry } from './registries/registry.ts'
import {
  type ChangeResult,
  type GitHubRequest,
  type Operation,
  type Request,
  type Result,
  writes
} from './request.ts'

/** Carries out a request. Failures are in the result, as full sentences. */
export async function operate(
  request: Request,
  { clock, cancelled }: { clock: Clock; cancelled: AbortSignal },
  log: Log
): Promise<Result> {
  const deadline = clock.now() + request.connection.timeout
  if (request.operation === 'verify') {
    const { verify } = await import('./verify/verify.ts')
    const advised = adviseUnread(request.wanted, request.advice, clock.now())
    for (const warning of warningsIn(advised.advice)) log.warning(warning)
    return { ...(await verify(request, { clock, deadline, cancelled }, log)), advised }
  }
  const organizationsOfRun = organizations(request, {
    connection: { ...request.connection, deadline, cancelled },
    clock,
    log
  })
  const leftOut: string[] = []
  const leaveOut = (sentence: string) => {
    leftOut.push(sentence)
    log.warning(sentence)
  }
  try {
    const named = await organizationsOfRun.resolveNames(request, leaveOut)
    return { ...(await resultOf(named, organizationsOfRun.at, { clock, deadline, log })), leftOut }
  } catch (error) {
    if (error instanceof Problem) return { ...failed(request, error.sentences), leftOut }
    throw error
  } finally {
    await organizationsOfRun.close()
  }
}

async function resultOf(
  request: GitHubRequest,
  at: (org: string) => Organization,
  { clock, deadline, log }: { clock: Clock; deadline: number; log: Log }
): Promise<Result> {
  switch (request.operation) {
    case 'list': {
      const { operation, orgs } = request
      return { operation, ...(await listAll(orgs, at)) }
    }
    case 'get': {
      const { operation, org } = request
      return { operation, found: { org, registry: await getOne(request, at(org)) }, problems: [] }
    }
    case 'get-public-key': {
      const { operation, org } = request
      return { operation, org, key: await at(org).registries.publicKey(), problems: [] }
    }
    case 'create':
    case 'update':
    case 'delete':
      return changeOne(request, at(request.org), clock.now())
    case 'apply':
    case 'plan':
    case 'rotate':
      return applyAll(request, { at, clock, deadline, log })
    case 'export': {
      const { operation, orgs, file, dryRun } = request
      const { lists, problems } = await listAll(orgs, at)
      if (problems.length > 0) return failed(request, problems)
      // Redacted before it becomes YAML, because redacting YAML could break it.
      const registries = log.redact(lists)
      const count = registries.reduce((sum, one) => sum + one.registries.length, 0)
      return { operation, orgs, file, dryRun, manifest: manifestOf(registries), count, problems: [] }
    }
  }
}

async function listAll(
  orgs: readonly string[],
  at: (org: string) => Organization
): Promise<{ lists: { org: string; registries: Registry[] }[]; problems: Sentence[] }> {
  const reads = await Promise.allSettled(
    orgs.map(async org => ({ org, registries: await at(org).registries.list() }))
  )
  const problems = reads.flatMap(read => {
    if (read.status === 'fulfilled') return []
    if (read.reason instanceof Problem) return read.reason.sentences
    throw read.reason
  })
  return { lists: reads.flatMap(read => (read.status === 'fulfilled' ? read.value : [])), problems }
}

/** The result of a request that failed; `outcomes` are what it wrote before. */
export function failed(
  { operation, dryRun = false }: { operation?: Operation; dryRun?: boolean },
  problems: readonly Sentence[],
  outcomes: Outcome[] = []
): Result {
  if (operation === 'verify') return { operation, verified: [], problems }
  if (!isChanging(operation)) return { operation: 'none', failed: operation, problems }
  return { operation, dryRun, changed: outcomes.some(({ changed }) => changed), outcomes, problems }
}

function isChanging(operation: Operation | undefined): operation is ChangeResult['operation'] {
  return operation !== undefined && (writes.includes(operation) || operation === 'plan')
}
