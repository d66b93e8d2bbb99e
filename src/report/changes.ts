import { hostFields, withScheme } from '../registries/address.ts'
import type { Change, Outcome } from '../registries/change.ts'
import { canonicalUrl } from '../registries/match.ts'
import { describe, type Registry, type RegistrySpec } from '../registries/registry.ts'
import { code, more, type Page, prose } from './page.ts'
import { longestSentence, type Redact, redactIn } from './redact.ts'
import { addressText, shortened } from './sanitise.ts'

/** A change and how it went, as log, outputs and summary show it, without secrets. */
export interface Row {
  org: string
  action: Change['action']
  name: string | null
  registry_type: string | null
  url: string | null
  /** What an update writes, in GitHub's words, and `secret`. */
  fields: readonly string[]
  /** The old values of what an update changes, as far as GitHub showed them. */
  from: Record<string, unknown> | undefined
  status: Outcome['status']
  reason: string | undefined
  details: readonly Detail[]
  /** When the registry was last written before this change. */
  updated_at: string | undefined
}

/** A field that a change writes. `from` is absent if GitHub did not show it; of a secret there is neither. */
interface Detail {
  field: string
  from?: unknown
  to?: unknown
}

/** The row of an outcome, without secrets. The action's own words and the organization stay even if a secret equals one. */
export function rowOf(outcome: Outcome, redact: Redact): Row {
  const { change, status, reason, after } = outcome
  const { org, action, before, spec } = change
  const registry = after ?? before
  const details = detailsOf(change).map(({ field, ...values }) => ({ field, ...redactIn(values, redact) }))
  const changed = details.filter(
    ({ field, from, to }) => action === 'update' && from !== undefined && !isSame(field, from, to)
  )
  const shown = {
    name: registry?.name ?? null,
    registry_type: registry?.registry_type ?? spec.registry_type ?? null,
    url: addressOf(change, registry),
    updated_at: before?.updated_at
  }
  return {
    ...{ org, action, status, details, ...redactIn(shown, redact) },
    fields: action === 'update' ? writtenFields(spec) : [],
    from:
      changed.length > 0 ? Object.fromEntries(changed.map(({ field, from }) => [field, from])) : undefined,
    reason: reason === undefined ? undefined : redact(reason, longestSentence)
  }
}

/** The address as GitHub shows it; of a registry that moves, its new one. */
function addressOf(
  { action, spec: { url } }: Change,
  registry: Partial<Registry> | undefined
): string | null {
  const moves = action !== 'create' && !isSame('url', registry?.url, url)
  return (moves ? url : undefined) ?? registry?.url ?? url ?? null
}

function writtenFields(spec: RegistrySpec): string[] {
  const words: Record<string, string> = {
    selected_repositories: 'selected_repository_ids',
    secret_env: 'secret'
  }
  return [...new Set(Object.keys(spec).map(field => words[field] ?? field))]
}

/** What a change writes, without what identifies a new registry and, except for an update, what stays as it is. */
function detailsOf({ action, before, spec }: Change): Detail[] {
  return writtenFields(spec)
    .filter(field => action !== 'create' || (field !== 'registry_type' && field !== 'url'))
    .map(field => {
      if (field === 'secret') return { field }
      const to = spec[field as keyof RegistrySpec]
      return before?.[field] === undefined ? { field, to } : { field, from: before[field], to }
    })
    .filter(({ field, from, to }) => field === 'secret' || action === 'update' || !isSame(field, from, to))
}

function isSame(field: string, from: unknown, to: unknown): boolean {
  return (
    JSON.stringify(from) === JSON.stringify(to) ||
    (field === 'url' && from !== undefined && canonicalUrl(`${from}`) === canonicalUrl(`${to}`))
  )
}

/** What is said of a change that was carried out. */
const verbs: Record<Row['action'], string> = {
  create: 'created',
  update: 'updated',
  recreate: 'recreated',
  delete: 'deleted',
  keep: 'unchanged'
}

/** Whether a change is done, or in a dry run would be. */
export function wentWell({ status }: Pick<Row, 'status'>): boolean {
  return status === 'done' || status === 'planned'
}

/** A change and how it went, as one line: `NPM_SECRET (npm_registry at …) updated in acme: visibility all → private`. */
export function changeLine(row: Row): string {
  return changeText(row, ` in ${row.org}`)
}

/** Estimates under this many milliseconds are not shown. */
const shortestTimeLeft = 5000

/** How far the work is after a change: `12/100 npm_registry at … created, about 3 min left`. `timeLeft` is in milliseconds. */
export function progressLine(row: Row, done: number, total: number, timeLeft = 0): string {
  const text = `${total > 1 ? `${done}/${total} ` : ''}${changeText(row, '')}`
  if (timeLeft < shortestTimeLeft) return text
  return `${text}${text.endsWith('.') ? ' A' : ', a'}bout ${duration(timeLeft)} left${text.endsWith('.') ? '.' : ''}`
}

function changeText(row: Row, where: string): string {
  const { action, reason } = row
  if (!wentWell(row))
    return `${labelOf(row)}: ${action} ${statusText(row)}${where}${reason === undefined ? '' : `: ${reason}`}`
  const details = action === 'create' ? '' : detailTexts(row, false).join(', ')
  return `${labelOf(row)} ${verbOf(row, wouldBe)}${where}${details && `: ${details}`}`
}

/** How a line names a registry: `NPM_SECRET (npm_registry at https://npm.acme.example)`. */
export function labelOf(registry: Parameters<typeof describe>[0]): string {
  const { url } = registry
  return describe(typeof url === 'string' ? { ...registry, url: addressText(url) } : registry)
}

/** A number of things: `1 secret`, `2 secrets`. */
export function countOf(count: number, one: string, several = `${one}s`): string {
  return count === 1 ? `1 ${one}` : `${count} ${several}`
}

function duration(milliseconds: number): string {
  const minutes = milliseconds / 60_000
  if (minutes < 1.5) return `${Math.max(1, Math.round(milliseconds / 1000))} s`
  return minutes < 90 ? `${Math.round(minutes)} min` : `${Math.round(minutes / 60)} h`
}

/** What is said of a planned change, in the log and in the summary. */
const wouldBe = (action: Row['action']) => `would be ${verbs[action]}`
const toDo = (action: Row['action']) => `to ${action}`

function verbOf({ action, status }: Row, planned: typeof wouldBe): string {
  return status === 'planned' && action !== 'keep' ? planned(action) : verbs[action]
}

function statusText({ status }: Row): string {
  return status.replace('_', ' ')
}

/** The counts of each organization, as lines of the log. */
export function countLines(rows: readonly Row[]): string[] {
  return [...byOrg(rows)].map(([org, members]) => `${org}: ${countsText(members, wouldBe)}.`)
}

/** How many changes went how: `2 created, 997 unchanged, 1 failed`. Zeros are left out. */
function countsText(rows: readonly Row[], planned: typeof wouldBe): string {
  const order = [...Object.keys(verbs), 'failed', 'unknown', 'not_attempted']
  const rank = (row: Row) => order.indexOf(wentWell(row) ? row.action : row.status)
  const sorted = rows.toSorted((a, b) => rank(a) - rank(b))
  const counts = Map.groupBy(sorted, row => (wentWell(row) ? verbOf(row, planned) : statusText(row)))
  return [...counts].map(([words, { length }]) => `${length} ${words}`).join(', ')
}

/** The organizations in the order in which they come, with their rows. */
function byOrg(rows: readonly Row[]): Map<string, Row[]> {
  return Map.groupBy(rows, ({ org }) => org)
}

/** Changes for the summary: the counts, a table of those that a reviewer has to see, and lines for those that are only counted. */
export function changesPage(rows: readonly Row[]): Page {
  return { above: countParagraphs(rows), table: changeTable(rows), below: kindLines(rows) }
}

const mostOrgs = 50

/** The counts of all, and if there are several organizations, of each. */
function countParagraphs(rows: readonly Row[]): string[] {
  const orgs = [...byOrg(rows)]
  const total = `__${countsText(rows, toDo)}__`
  if (!rows[0]) return []
  if (orgs.length === 1) return [`${total} in ${code(rows[0].org)}`]
  const shown = orgs
    .slice(0, mostOrgs)
    .map(([org, members]) => `* ${code(org)}: ${countsText(members, toDo)}`)
  const left = orgs.length > mostOrgs ? [`* ${more(orgs.length - mostOrgs)}`] : []
  return [`${total} in ${orgs.length} organizations`, [...shown, ...left].join('\n')]
}

const signs: Record<Row['action'], string> = {
  create: '+',
  update: '~',
  recreate: '±',
  delete: '−',
  keep: '='
}
const longestText = 200
const longestReason = 1000

/** Failures first, then what was not attempted, then each organization with its deletes last. */
function changeTable(rows: readonly Row[]): Required<Page>['table'] {
  const orgs = byOrg(rows)
  const several = orgs.size > 1
  const isDelete = ({ action }: Row) => Number(action === 'delete')
  const urgency = (row: Row) => (wentWell(row) ? 2 : Number(row.status === 'not_attempted'))
  const cells = [...orgs.values()]
    .flatMap(members => members.toSorted((a, b) => isDelete(a) - isDelete(b)))
    .filter(row => !kindOf(row))
    .sort((a, b) => urgency(a) - urgency(b))
    .map(row => [
      `${signs[row.action]}&nbsp;${row.action}`,
      ...(several ? [code(row.org)] : []),
      registryCell(row),
      changesCell(row),
      statusText(row)
    ])
  return { columns: ['', ...(several ? ['Organization'] : []), 'Registry', 'Changes', 'Status'], rows: cells }
}

function registryCell({ name, registry_type, url }: Row): string {
  const texts = [name, registry_type].map(text => code(shortened(text ?? '', longestText)))
  return [texts.filter(Boolean).join(' '), code(addressText(url ?? ''))].filter(Boolean).join('<br>')
}

function changesCell(row: Row): string {
  const reason = wentWell(row) ? '' : prose(shortened(row.reason ?? '', longestReason))
  return [reason, ...detailTexts(row, true)].filter(Boolean).join('<br>')
}

/** What a change writes, from what to what, one text a field: as Markdown, or for a line of the log. */
function detailTexts(row: Row, isMarkdown: boolean): string[] {
  const quote = isMarkdown ? code : (text: string) => text
  return row.details.flatMap(({ field, from, to }) => {
    if (field === 'secret') return isMarkdown ? secretText(row) : field
    if (to === undefined) return quote(field)
    const [before, after] = [from, to].map(value => valueText(field, value, quote))
    const label = `${quote(field)}${isMarkdown ? ':' : ''} `
    if (from === undefined) return `${label}${after}`
    if (JSON.stringify(from) === JSON.stringify(to)) return `${label}${after} as before`
    return [`${label}${before} → ${after}`, ...(field === 'url' ? moveText(from, to, quote) : [])]
  })
}

/** Names both hosts if an address changes its host: the new one is where the secret goes. */
function moveText(from: unknown, to: unknown, quote: (text: string) => string): string[] {
  if (typeof from !== 'string' || typeof to !== 'string') return []
  const [before = '', after = ''] = [from, to].map(url => URL.parse(withScheme(url))?.host ?? url)
  return before === after ? [] : [`moves from the host ${quote(before)} to the host ${quote(after)}`]
}

const longestValue = 100

function valueText(field: string, value: unknown, quote: (text: string) => string): string {
  if (value === undefined || value === null || value === '') return 'none'
  if (field === 'selected_repository_ids' && Array.isArray(value))
    return countOf(value.length, 'repository', 'repositories')
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return quote(hostFields.some(known => known === field) ? addressText(text) : shortened(text, longestValue))
}

function secretText({ status, updated_at }: Row): string {
  const date = updated_at ? `, last updated ${prose(updated_at.slice(0, 10))}` : ''
  if (status === 'done') return `secret written${date}`
  return `secret${status === 'planned' ? ' to be written' : ''}${date}`
}

/** Kinds of changes that are only counted: nothing changes, or only the secret. */
const kinds = {
  rewritten: (count: number) => `~ ${countOf(count, 'secret')} rewritten and nothing else`,
  toBeRewritten: (count: number) => `~ ${countOf(count, 'secret')} to be rewritten and nothing else`,
  unchanged: (count: number) => `= ${count} unchanged, secrets included`,
  notAttempted: (count: number) => `= ${count} not attempted that would stay unchanged`
}
const mostNames = 20

/** The kind as which a change is only counted; undefined if it has a row of its own. */
function kindOf(row: Row): keyof typeof kinds | undefined {
  const { action, fields, status } = row
  if (action === 'keep' && status === 'not_attempted') return 'notAttempted'
  if (!wentWell(row)) return undefined
  if (action === 'keep') return 'unchanged'
  if (action !== 'update' || `${fields}` !== 'secret') return undefined
  return status === 'planned' ? 'toBeRewritten' : 'rewritten'
}

/** One line for each kind, with the first names. */
function kindLines(rows: readonly Row[]): string[] {
  const several = byOrg(rows).size > 1
  const counted = Map.groupBy(rows, kindOf)
  return Object.entries(kinds).flatMap(([kind, title]) => {
    const members = counted.get(kind as keyof typeof kinds)
    if (!members) return []
    const dates = members.some(({ updated_at }) => updated_at) ? ', with the date of the last update' : ''
    const names = members.slice(0, mostNames).map(row => nameWithNotes(row, several))
    const left = members.length > mostNames ? `, … ${more(members.length - mostNames)}` : ''
    return `${title(members.length)}${dates}: ${names.join(', ')}${left}`
  })
}

function nameWithNotes(row: Row, several: boolean): string {
  const name = code(row.name === null ? describe(row) : shortened(row.name, longestValue))
  const notes = [several ? code(row.org) : '', prose(row.updated_at?.slice(0, 10) ?? '')].filter(Boolean)
  return notes.length > 0 ? `${name} (${notes.join(', ')})` : name
}
