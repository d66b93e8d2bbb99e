import { type Access, createAccess } from './access.ts'
import type { Progress } from './apply.ts'
import { type CarriedOut, create, remove, update } from './changes.ts'
import { withNames } from './everywhere.ts'
import type { ClientLog } from './github/client.ts'
import type { Clock } from './github/clock.ts'
import type { Organization } from './organization.ts'
import { type Outcome, writtenFields } from './registries/change.ts'
import { Problem } from './registries/problem.ts'
import type { ChangeRequest, ChangeResult, Request, RequestFor, Result } from './request.ts'
import { read, tellingWhatIsThere } from './target.ts'

/** Where progress and remarks go while the work goes on. */
export type Log = ClientLog &
  Progress & {
    /** Keeps a secret out of everything that is written. */
    mask(secret: string): void
  }

/** Does what a request asks for. What fails is in the result, in full sentences. */
export async function operate(
  request: Request,
  { clock, cancelled }: { clock: Clock; cancelled: AbortSignal },
  log: Log
): Promise<Result> {
  const deadline = clock.now() + request.reach.timeout
  const connection = { ...request.reach, deadline, cancelled }
  const access = createAccess(request, { connection, clock, log })
  const leftOut: string[] = []
  const leaveOut = (sentence: string) => {
    leftOut.push(sentence)
    log.warning(sentence)
  }
  try {
    const named = await withNames(request, access.app, leaveOut)
    return { ...(await operateWith(named, access.at, { clock, deadline, log })), leftOut }
  } catch (error) {
    if (error instanceof Problem) return { ...stopped(request, error), leftOut }
    throw error
  } finally {
    await access.close()
  }
}

/** The table of contents: one arm for each operation. */
async function operateWith(
  request: Request,
  at: Access['at'],
  { clock, deadline, log }: { clock: Clock; deadline: number; log: Log }
): Promise<Result> {
  switch (request.operation) {
    case 'list':
      return list(request, at)
    case 'get': {
      const { operation, org, target } = request
      const { registry } = await read(target, tellingWhatIsThere(at(org)).registries)
      return { operation, found: { org, registry }, problems: [] }
    }
    case 'get-public-key': {
      const { operation, org } = request
      return { operation, org, key: await at(org).registries.publicKey(), problems: [] }
    }
    case 'create':
      return written(request, await create(request, at(request.org)), log)
    case 'update':
      return written(request, await update(request, tellingWhatIsThere(at(request.org))), log)
    case 'delete':
      return written(request, await remove(request, tellingWhatIsThere(at(request.org))), log)
    case 'apply':
    case 'plan':
    case 'rotate': {
      const { applyAll } = await import('./apply.ts')
      return applyAll(request, { at, clock, deadline, progress: log })
    }
    case 'export':
      return exportFrom(request, at(request.org), log)
  }
}

/** An organization that cannot be listed is a problem; the others are listed all the same. */
async function list(
  { operation, orgs }: RequestFor<'list'>,
  at: (org: string) => Organization
): Promise<Result> {
  const reads = await Promise.allSettled(
    orgs.map(async org => ({ org, registries: await at(org).registries.list() }))
  )
  const problems = reads.flatMap(read => {
    if (read.status === 'fulfilled') return []
    if (read.reason instanceof Problem) return read.reason.sentences
    throw read.reason
  })
  return {
    operation,
    lists: reads.flatMap(read => (read.status === 'fulfilled' ? read.value : [])),
    problems
  }
}

/** Reads all registries, and writes them down as a manifest. */
async function exportFrom(request: RequestFor<'export'>, at: Organization, log: Log): Promise<Result> {
  // What is hidden is hidden before it becomes YAML, which would not be YAML otherwise.
  const registries = log.shown(await at.registries.list())
  const { manifestOf } = await import('./registries/export.ts')
  const { operation, org, file, dryRun } = request
  const manifest = manifestOf(org, registries)
  return { operation, org, file, dryRun, manifest, count: registries.length, problems: [] }
}

function written(
  request: ChangeRequest,
  { outcome, registry, changed, warnings }: CarriedOut,
  log: Log
): ChangeResult {
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
    case 'apply':
    case 'plan':
    case 'rotate': {
      const { operation, dryRun } = request
      return { operation, dryRun, changed: false, outcomes: [], problems }
    }
    case 'export': {
      const { operation, org, file, dryRun } = request
      return { operation, org, file, dryRun, problems }
    }
    case 'create':
    case 'update':
    case 'delete': {
      const { operation, dryRun } = request
      const outcomes = [failedOutcome(request, problem.message)]
      return { operation, dryRun, changed: false, outcomes, problems }
    }
  }
}

function failedOutcome(request: ChangeRequest, reason: string): Outcome {
  const sought = request.operation === 'create' ? request.spec : request.target
  const shown = 'name' in sought ? sought.expected : sought
  return {
    org: request.org,
    action: request.operation,
    name: 'name' in sought ? sought.name : null,
    registry_type: shown.registry_type ?? null,
    url: (request.operation === 'update' ? request.spec.url : undefined) ?? shown.url ?? null,
    fields: request.operation === 'update' ? writtenFields(request.spec) : [],
    status: 'failed',
    reason
  }
}
