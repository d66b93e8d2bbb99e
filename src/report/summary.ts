import { textOf } from '../registries/problem.ts'
import type { ChangeResult } from '../request.ts'
import { changeTable } from './change-table.ts'
import { countsByOrg, countsText, planned } from './counts.ts'
import { foldedLines } from './folded.ts'
import { registryCount } from './lines.ts'
import { more, type Page, pageText } from './page.ts'
import { listTable, registryTable } from './registry-table.ts'
import type { Row, Shown } from './rows.ts'
import { code, prose } from './sanitise.ts'

/** The job summary: the counts, what failed, then what was done or found, as Markdown of at most `most` characters. */
export function summaryOf(result: Shown, most: number, unshown = 0): string {
  const { above, table, below } = bodyOf(result)
  const problems = problemList(result, most / 2, unshown)
  const leftOut = (result.leftOut ?? []).map(text => `- ${opening(prose(text))}`).join('\n')
  return pageText(
    { above: [`### ${heading(result)}`, ...above, problems, leftOut], table, below: below ?? [] },
    most
  )
}

function heading(result: Shown): string {
  const failed = result.problems.length > 0 ? ' failed' : ''
  switch (result.operation) {
    case 'none':
      return 'Private registries: failed'
    case 'list': {
      const orgs = result.lists.map(({ org }) => code(org)).join(', ')
      return `List of private registries${orgs && ` of ${orgs}`}${failed}`
    }
    case 'get':
      return result.found ? `Private registry of ${code(result.found.org)}` : 'Private registries: get failed'
    case 'get-public-key':
      return `Public key of ${code(result.org)}${failed}`
    case 'create':
    case 'update':
    case 'delete':
    case 'apply':
    case 'rotate':
      return `Private registries: ${result.operation}${failed}${result.dryRun ? ' (dry run: nothing was written)' : ''}`
    case 'plan':
      return `Private registries: plan${failed} (nothing was written)`
    case 'export':
      return `Manifest of ${code(result.org)}${failed}${result.dryRun ? ' (dry run: no file was written)' : ''}`
  }
}

const mostOrgs = 50

/** Problems in whole sentences: those that no row tells first, as many as there is room for, and how many more there are. */
function problemList(result: Shown, room: number, unshown: number): string {
  const outcomes = 'outcomes' in result ? result.outcomes : []
  const told = new Set(outcomes.map(({ reason }) => reason))
  const texts = result.problems.map(textOf).sort((a, b) => Number(told.has(a)) - Number(told.has(b)))
  let space = room
  const lines = texts.map(text => `- ${opening(prose(text))}`)
  const end = lines.findIndex((line, index) => {
    space -= line.length + 1
    return index > 0 && space < 0
  })
  if (end < 0 && unshown === 0) return lines.join('\n')
  const shown = end < 0 ? lines : lines.slice(0, end)
  const left = lines.length + unshown - shown.length
  const log = unshown > 0 ? `the log has the first ${lines.length}` : 'the log has all of them'
  return [...shown, `- ${more(left)}; ${log}`].join('\n')
}

/** A text that begins like a list, a heading or a rule would be one. */
function opening(text: string): string {
  return text.replace(/^\s*(?=[-+=]|\d+[.)])/, '&#8288;')
}

function bodyOf(result: Shown): Page {
  switch (result.operation) {
    case 'none':
      return { above: [] }
    case 'list': {
      const isEmpty = result.lists.every(({ registries }) => registries.length === 0)
      const none = isEmpty && result.lists.length > 0 ? ['There are none.'] : []
      return { above: [], table: listTable(result.lists), below: none }
    }
    case 'get':
      return { above: [], table: registryTable(result.found ? [result.found] : [], false) }
    case 'get-public-key': {
      const rows = result.key ? [[code(result.key.key_id), code(result.key.key)]] : []
      return { above: [], table: { columns: ['Key id', 'Public key'], rows } }
    }
    case 'create':
    case 'update':
    case 'delete':
    case 'apply':
    case 'plan':
    case 'rotate':
      return changesBody(result)
    case 'export':
      return { above: exportLines(result) }
  }
}

function changesBody({ outcomes, problems, drift }: ChangeResult<Row>): Page {
  const nothing = problems.length === 0 ? ['There is nothing to change.'] : []
  return {
    above: [...(outcomes.length > 0 ? countLines(outcomes) : nothing), driftText(drift)],
    table: changeTable(outcomes),
    below: foldedLines(outcomes)
  }
}

/** The counts of all, and where there are several organizations, of each. */
function countLines(outcomes: readonly Row[]): string[] {
  const total = `__${countsText(outcomes, planned.to)}__`
  const orgs = countsByOrg(outcomes, planned.to)
  const [only] = orgs
  if (only && orgs.length === 1) return [`${total} in ${code(only.org)}`]
  const lines = orgs.slice(0, mostOrgs).map(({ org, counts }) => `* ${code(org)}: ${counts}`)
  const left = orgs.length - lines.length
  return [
    `${total} in ${orgs.length} organizations`,
    [...lines, left > 0 && `* ${more(left)}`].filter(Boolean).join('\n')
  ]
}

function driftText(drift: boolean | undefined): string {
  if (drift === undefined) return ''
  if (drift) return 'Drift: yes. What GitHub showed before this run was not what is wanted.'
  return 'Drift: no. What GitHub showed before this run is what is wanted.'
}

function exportLines({ org, manifest, count = 0, file, dryRun }: Shown & { operation: 'export' }): string[] {
  if (manifest === undefined) return []
  const registries = `${registryCount(count)} of ${code(org)}`
  if (!file) return [`The output ${code('manifest')} has ${registries}.`]
  return [
    dryRun ? `Would write ${registries} to ${code(file.path)}.` : `Wrote ${registries} to ${code(file.path)}.`
  ]
}
