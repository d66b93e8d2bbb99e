import type { Outcome } from '../registries/change.ts'
import type { Found, Listed, Result } from '../request.ts'
import { code, prose } from './sanitise.ts'

const signs: Record<Outcome['action'], string> = {
  create: '+',
  update: '~',
  recreate: '±',
  delete: '−',
  keep: '='
}

const statuses: Record<Outcome['status'], string> = {
  planned: 'planned',
  done: 'done',
  failed: 'failed',
  unknown: 'unknown',
  not_attempted: 'not attempted'
}

/** The job summary: what failed first, then what was done or found, as Markdown of at most `most` characters. */
export function summaryOf(result: Result, most: number): string {
  const parts = [heading(result), problemList(result.problems)]
  return fitted([...parts.filter(part => part !== '')], table(result), most)
}

function heading(result: Result): string {
  const failed = result.problems.length > 0 ? ' failed' : ''
  switch (result.operation) {
    case 'none':
      return '### Private registries: failed'
    case 'list':
      return `### List of private registries${result.lists.length > 0 ? ` of ${result.lists.map(({ org }) => code(org)).join(', ')}` : ''}${failed}`
    case 'get':
      return result.found
        ? `### Private registry of ${code(result.found.org)}`
        : '### Private registries: get failed'
    case 'get-public-key':
      return `### Public key of ${code(result.org)}${failed}`
    case 'create':
    case 'update':
    case 'delete':
      return `### Private registries: ${result.operation}${failed}${result.dryRun ? ' (dry run: nothing was written)' : ''}`
  }
}

function problemList(problems: readonly string[]): string {
  return problems.map(problem => `- ${prose(problem)}`).join('\n')
}

interface Table {
  columns: string[]
  rows: string[][]
}

function table(result: Result): Table | string {
  switch (result.operation) {
    case 'none':
      return ''
    case 'list':
      return listTable(result.lists)
    case 'get':
      return result.found ? registryTable([result.found], false) : ''
    case 'get-public-key':
      return result.key
        ? { columns: ['Key id', 'Public key'], rows: [[code(result.key.key_id), code(result.key.key)]] }
        : ''
    case 'create':
    case 'update':
    case 'delete':
      return result.outcomes.length > 0 ? changeTable(result.outcomes) : ''
  }
}

function listTable(lists: readonly Listed[]): Table | string {
  const found = lists.flatMap(({ org, registries }) => registries.map(registry => ({ org, registry })))
  if (found.length > 0) return registryTable(found, lists.length > 1)
  return lists.length > 0 ? 'There are none.' : ''
}

function registryTable(found: readonly Found[], withOrg: boolean): Table {
  const columns = ['Name', 'Type', 'Address', 'Visibility', 'Authentication', 'Updated']
  const rows = found.map(({ org, registry }) => {
    const { name, registry_type, url = '', visibility = '', auth_type = '', updated_at = '' } = registry
    const cells = [
      code(name),
      code(registry_type),
      code(url),
      prose(visibility),
      prose(auth_type),
      prose(updated_at.slice(0, 10))
    ]
    return withOrg ? [code(org), ...cells] : cells
  })
  return { columns: withOrg ? ['Organization', ...columns] : columns, rows }
}

function changeTable(outcomes: readonly Outcome[]): Table {
  const columns = ['', 'Organization', 'Registry', 'Type', 'Address', 'Fields', 'Status']
  const rows = outcomes.map(outcome => [
    `${signs[outcome.action]} ${outcome.action}`,
    code(outcome.org),
    code(outcome.name ?? ''),
    code(outcome.registry_type ?? ''),
    code(outcome.url ?? ''),
    outcome.fields.map(code).join(', '),
    statuses[outcome.status]
  ])
  return { columns, rows }
}

/** Leaves out the last rows of a table that does not fit, and says how many. */
function fitted(parts: readonly string[], body: Table | string, most: number): string {
  if (typeof body === 'string') return cut([...parts, body].filter(part => part !== '').join('\n\n'), most)
  const lines = [line(body.columns), line(body.columns.map(() => '---')), ...body.rows.map(line)]
  const whole = `${[...parts, lines.join('\n')].join('\n\n')}\n`
  if (whole.length <= most) return whole
  const room = most - parts.join('\n\n').length - 100
  let shown = 0
  for (let used = 0; shown < lines.length; shown++) {
    used += (lines[shown]?.length ?? 0) + 1
    if (used > room) break
  }
  return cut(
    `${[...parts, lines.slice(0, shown).join('\n')].join('\n\n')}\n\nand ${lines.length - shown} more\n`,
    most
  )
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 2)} …` : text
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
