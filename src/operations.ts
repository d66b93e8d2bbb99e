import { applyAll } from './apply.ts'
import type { Clock, Log } from './github/call.ts'
import { changeOne, getOne } from './one.ts'
import { type Organizations, organizations } from './organizations.ts'
import { manifestOf } from './registries/export.ts'
import { Problem, type Sentence } from './registries/problem.ts'
import type { Request, RequestFor, Result } from './request.ts'

/** Does what a request asks for. What fails is in the result, in full sentences. */
export async function operate(
  request: Request,
  { clock, cancelled }: { clock: Clock; cancelled: AbortSignal },
  log: Log
): Promise<Result> {
  const deadline = clock.now() + request.reach.timeout
  const reached = organizations(request, {
    connection: { ...request.reach, deadline, cancelled },
    clock,
    log
  })
  const leftOut: string[] = []
  const leaveOut = (sentence: string) => {
    leftOut.push(sentence)
    log.warning(sentence)
  }
  try {
    const named = await reached.named(request, leaveOut)
    return { ...(await resultOf(named, reached.at, { clock, deadline, log })), leftOut }
  } catch (error) {
    if (error instanceof Problem) return { ...stopped(request, error.sentences), leftOut }
    throw error
  } finally {
    await reached.close()
  }
}

/** The table of contents: one arm for each operation. */
async function resultOf(
  request: Request,
  at: Organizations['at'],
  { clock, deadline, log }: { clock: Clock; deadline: number; log: Log }
): Promise<Result> {
  switch (request.operation) {
    case 'list':
      return list(request, at)
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
      const { operation, org, file, dryRun } = request
      // What is hidden is hidden before it becomes YAML, which would not be YAML otherwise.
      const registries = log.shown(await at(org).registries.list())
      const manifest = manifestOf(org, registries)
      return { operation, org, file, dryRun, manifest, count: registries.length, problems: [] }
    }
  }
}

/** Lists every organization; one that cannot be listed is a problem. */
async function list({ operation, orgs }: RequestFor<'list'>, at: Organizations['at']): Promise<Result> {
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

/** The result of a request that was stopped before anything came of it. */
function stopped(request: Request, problems: readonly Sentence[]): Result {
  const { operation } = request
  switch (operation) {
    case 'list':
      return { operation, lists: [], problems }
    case 'get':
      return { operation, problems }
    case 'get-public-key':
      return { operation, org: request.org, problems }
    case 'export':
      return { operation, org: request.org, file: request.file, dryRun: request.dryRun, problems }
    default:
      return { operation, dryRun: request.dryRun, changed: false, outcomes: [], problems }
  }
}
