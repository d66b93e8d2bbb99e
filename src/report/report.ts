import * as core from '@actions/core'
import type { Remarks } from '../inputs/read.ts'
import type { Outcome } from '../registries/change.ts'
import { describe, type Registry } from '../registries/registry.ts'
import type { Listed, Result } from '../request.ts'
import { outputsOf, wentWell } from './outputs.ts'
import { createRedactor, linesOf } from './redact.ts'
import { sanitise } from './sanitise.ts'
import { summaryOf } from './summary.ts'

/** GitHub shows at most ten errors of a step. */
const mostErrors = 10
/** GitHub takes at most 1 MiB, counted in bytes; characters of several bytes are rare here. */
const longestSummary = 900_000
const longestSummaryOutput = 60_000

/** The only writer: log, annotations, outputs and job summary. Everything passes the redactor and the sanitiser. */
export interface Report {
  /** Keeps a secret out of everything that is written, and tells the runner to do so too. */
  mask(secret: string): void
  info(line: string): void
  warning(line: string): void
  remark(remarks: Remarks): void
  /** Writes what came of the request. The step fails if there are problems. */
  finish(result: Result): Promise<void>
  /** Fails the step for an error that nobody foresaw. */
  crash(error: unknown): void
}

/** The report of this step. */
export function createReport(): Report {
  const redactor = createRedactor()
  const clean = (text: string) => sanitise(redactor.redact(text))
  const info = (line: string) => core.info(clean(line))
  const warning = (line: string) => core.warning(clean(line))

  function fail(problems: readonly string[]): void {
    if (problems.length > 0) process.exitCode = 1
    for (const [index, problem] of problems.entries()) {
      const more = problems.length - mostErrors
      if (index >= mostErrors) info(problem)
      else if (index === mostErrors - 1 && more > 0)
        core.error(clean(`${problem} (And ${more} more, in the log below.)`))
      else core.error(clean(problem))
    }
  }

  async function finish(result: Result): Promise<void> {
    for (const line of linesFor(result)) info(line)
    fail(result.problems)
    const redacted = { ...result, problems: result.problems.map(redactor.redact) }
    const outputs = outputsOf(result, redactor.redact)
    if ('changed' in outputs) outputs['summary'] = redactor.redact(summaryOf(redacted, longestSummaryOutput))
    for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value)
    await core.summary.addRaw(redactor.redact(summaryOf(redacted, longestSummary)), true).write()
  }

  return {
    mask(secret) {
      redactor.hide(secret)
      for (const line of new Set([secret, ...linesOf(secret)])) core.setSecret(line)
    },
    info,
    warning,
    remark({ warnings, notices }) {
      for (const text of notices) core.notice(clean(text))
      for (const text of warnings) warning(text)
    },
    finish,
    crash(error) {
      const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
      fail([`The action failed unexpectedly (${said}). This is a defect; please report it.`])
    }
  }
}

function linesFor(result: Result): string[] {
  switch (result.operation) {
    case 'none':
      return []
    case 'list':
      return result.lists.flatMap(listLines)
    case 'get':
      return result.found ? [registryLine(result.found.registry)] : []
    case 'get-public-key':
      return result.key ? [`The public key of ${result.org} has the id ${result.key.key_id}.`] : []
    case 'create':
    case 'update':
    case 'delete':
      return result.outcomes.filter(wentWell).map(outcome => changeLine(outcome))
  }
}

function listLines({ org, registries }: Listed): string[] {
  const count = registries.length === 1 ? '1 private registry' : `${registries.length} private registries`
  return [`${org} has ${count}.`, ...registries.map(registryLine)]
}

function registryLine(registry: Registry): string {
  const { visibility, auth_type, updated_at } = registry
  const details = [
    visibility && `visibility ${visibility}`,
    auth_type,
    updated_at && `updated ${updated_at.slice(0, 10)}`
  ]
  return [describe(registry), ...details.filter(Boolean)].join(', ')
}

const verbs: Record<Outcome['action'], string> = {
  create: 'created',
  update: 'updated',
  recreate: 'recreated',
  delete: 'deleted',
  keep: 'kept'
}

function changeLine(outcome: Outcome): string {
  const fields = outcome.fields.length > 0 ? `: ${outcome.fields.join(', ')}` : ''
  const would = outcome.status === 'planned' ? 'would be ' : ''
  return `${describe(outcome)} ${would}${verbs[outcome.action]} in ${outcome.org}${fields}`
}
