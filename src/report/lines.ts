import { describe, type Registry } from '../registries/registry.ts'
import type { ChangeResult, Listed } from '../request.ts'
import { countsByOrg, planned, statuses, verbs, wentWell } from './counts.ts'
import { detailTexts, plain } from './details.ts'
import type { Row, Shown } from './rows.ts'
import { addressText } from './sanitise.ts'

/** What was done or found, as lines of the log. What failed is told by errors. */
export function linesFor(result: Shown): string[] {
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
      return result.outcomes.filter(wentWell).map(changeLine)
    case 'apply':
    case 'plan':
    case 'rotate':
      return closingLines(result)
    case 'export':
      return result.manifest === undefined ? [] : [exportLine(result)]
  }
}

/** A change and how it went, as one line: `NPM_SECRET (npm_registry at …) updated in acme: visibility all → private`. */
export function changeLine(outcome: Row): string {
  return changeText(outcome, ` in ${outcome.org}`)
}

/** Less than this is no long work. In milliseconds. */
const shortestToTell = 5000

/** How far the work is after a change: `12/100 npm_registry at … created, about 3 min left`. `timeLeft` is in milliseconds. */
export function progressLine(done: number, total: number, outcome: Row, timeLeft?: number): string {
  const counter = total > 1 ? `${done}/${total} ` : ''
  const change = changeText(outcome, '')
  if (timeLeft === undefined || timeLeft < shortestToTell) return `${counter}${change}`
  const left = `bout ${duration(timeLeft)} left`
  return `${counter}${change}${change.endsWith('.') ? ` A${left}.` : `, a${left}`}`
}

/** How a number of registries is told: `1 registry`, `2 registries`. */
export function registryCount(count: number): string {
  return count === 1 ? '1 registry' : `${count} registries`
}

function changeText(outcome: Row, where: string): string {
  const { action, status, reason } = outcome
  if (!wentWell(outcome)) {
    const why = reason === undefined ? '' : `: ${reason}`
    return `${called(outcome)}: ${action} ${statuses[status]}${where}${why}`
  }
  const verb = status === 'planned' && action !== 'keep' ? planned.wouldBe(action) : verbs[action]
  const details = action === 'create' ? '' : detailTexts(outcome, plain).join(', ')
  return `${called(outcome)} ${verb}${where}${details && `: ${details}`}`
}

function called(registry: Parameters<typeof describe>[0]): string {
  const { url } = registry
  return describe(typeof url === 'string' ? { ...registry, url: addressText(url) } : registry)
}

function duration(milliseconds: number): string {
  const minutes = milliseconds / 60_000
  if (minutes < 1.5) return `${Math.max(1, Math.round(milliseconds / 1000))} s`
  return minutes < 90 ? `${Math.round(minutes)} min` : `${Math.round(minutes / 60)} h`
}

function closingLines({ outcomes, problems }: ChangeResult<Row>): string[] {
  if (outcomes.length === 0) return problems.length === 0 ? ['There is nothing to change.'] : []
  return countsByOrg(outcomes, planned.wouldBe).map(({ org, counts }) => `${org}: ${counts}.`)
}

function exportLine({ org, count = 0, file, dryRun }: Shown & { operation: 'export' }): string {
  const registries = `${registryCount(count)} of ${org}`
  if (!file) return `The output 'manifest' has ${registries}.`
  return dryRun ? `Would write ${registries} to ${file.path}.` : `Wrote ${registries} to ${file.path}.`
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
  return [called(registry), ...details.filter(Boolean)].join(', ')
}
