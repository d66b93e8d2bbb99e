import { hostFields, withScheme } from '../registries/address.ts'
import type { Change, Outcome } from '../registries/change.ts'
import { canonicalUrl } from '../registries/match.ts'
import { countOf, firstOf } from '../registries/problem.ts'
import { describe, type Registry, type RegistrySpec } from '../registries/registry.ts'
import { code } from './page.ts'
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
  /** Whether an update only sends what GitHub does not show. */
  isResent: boolean
  /** When the registry was last written before this change. */
  updated_at: string | undefined
  visibility: string | undefined
}

/**
 * A field that a change writes. `from` is absent if GitHub did not show it. Of a secret `to` is the variable that it
 * comes from, if there is one; `names` are those of selected repositories.
 */
interface Detail {
  field: string
  from?: unknown
  to?: unknown
  names?: readonly string[] | undefined
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
    updated_at: before?.updated_at,
    visibility: before?.visibility
  }
  return {
    ...{ org, action, status, details, ...redactIn(shown, redact) },
    isResent: action === 'update' && changed.length === 0 && details.length > 0 && details.every(isUnseen),
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
    .map((field): Detail => {
      if (field === 'secret') return { field, to: spec.secret_env }
      const to = spec[field as keyof RegistrySpec]
      const names = field === 'selected_repository_ids' ? spec.selected_repositories : undefined
      return { field, to, names, ...(before?.[field] !== undefined && { from: before[field] }) }
    })
    .filter(({ field, from, to }) => field === 'secret' || action === 'update' || !isSame(field, from, to))
}

/** Whether GitHub shows neither the old nor the new value of a field; a visibility travels with selected repositories. */
function isUnseen({ field, from, to }: Detail): boolean {
  return field === 'secret' || field === 'selected_repository_ids' || isSame(field, from, to)
}

function isSame(field: string, from: unknown, to: unknown): boolean {
  return (
    JSON.stringify(from) === JSON.stringify(to) ||
    (field === 'url' && from !== undefined && canonicalUrl(`${from}`) === canonicalUrl(`${to}`))
  )
}

/** Whether a change is done, or in a dry run would be. */
export function wentWell({ status }: Pick<Row, 'status'>): boolean {
  return status === 'done' || status === 'planned'
}

/** A change and how it went, as one line: `NPM_SECRET (npm_registry at …) updated in acme: visibility all → private`. */
export function changeLine(row: Row): string {
  return changeText(row, ` in ${row.org}`)
}

const shortestTimeLeft = 5000

/** A change and how far the work is: `12/100 npm_registry at … created, about 3 min left`. `timeLeft` is in milliseconds. */
export function progressLine(row: Row, done: number, total: number, timeLeft = 0): string {
  const text = `${total > 1 ? `${done}/${total} ` : ''}${changeText(row, '')}`
  return timeLeft < shortestTimeLeft ? text : `${text}, about ${duration(timeLeft)} left`
}

/** The reason of a failure stands in its error alone. */
function changeText(row: Row, where: string): string {
  if (!wentWell(row)) return `${labelOf(row)}: ${row.action} ${statusText(row)}${where}`
  const details = detailTexts(row, false).join(', ')
  return `${labelOf(row)} ${verbOf(row, 'log')}${where}${details && `: ${details}`}`
}

/** How a line names a registry: `NPM_SECRET (npm_registry at https://npm.acme.example)`. */
export function labelOf(registry: Parameters<typeof describe>[0]): string {
  const { url } = registry
  return describe(typeof url === 'string' ? { ...registry, url: addressText(url) } : registry)
}

function duration(milliseconds: number): string {
  const minutes = milliseconds / 60_000
  if (minutes < 1.5) return `${Math.max(1, Math.round(milliseconds / 1000))} s`
  return minutes < 90 ? `${Math.round(minutes)} min` : `${Math.round(minutes / 60)} h`
}

/** The verb for a change: `created`, or for a planned one `would be created` in the log and `to create` in the summary. */
export function verbOf({ action, status }: Row, where: 'log' | 'summary'): string {
  if (action === 'keep') return 'unchanged'
  if (status !== 'planned') return `${action}d`
  return where === 'log' ? `would be ${action}d` : `to ${action}`
}

export function statusText({ status }: Row): string {
  return status.replace('_', ' ')
}

/** In the order of the report: what went wrong, then what is lost, then what is new. */
const statuses = ['failed', 'unknown', 'not_attempted']
const actions = ['delete', 'recreate', 'create', 'update', 'keep']

/** The rows in the order in which a reviewer has to see them. */
export function inOrder<T extends Row>(rows: readonly T[]): T[] {
  const rank = (row: Row) =>
    (wentWell(row) ? statuses.length : statuses.indexOf(row.status)) * 10 +
    actions.indexOf(row.action) +
    (row.isResent ? 0.5 : 0)
  return rows.toSorted((a, b) => rank(a) - rank(b))
}

/** The counts of each organization, as lines of the log. */
export function countLines(rows: readonly Row[]): string[] {
  return [...byOrg(rows)].map(([org, members]) => `${org}: ${countsText(members, 'log')}.`)
}

/** How many changes went how: `1 failed, 2 created, 997 unchanged`. Zeros are left out. */
export function countsText(rows: readonly Row[], where: 'log' | 'summary'): string {
  const words = (row: Row) => {
    if (!wentWell(row)) return statusText(row)
    const verb = verbOf(row, where)
    return row.isResent ? verb.replace('updated', 'sent again').replace('update', 'send again') : verb
  }
  return [...Map.groupBy(inOrder(rows), words)].map(([text, { length }]) => `${length} ${text}`).join(', ')
}

/** The registries of an organization that the manifest does not have, as a line of the log. */
export function unmanagedLine({ org, registries }: { org: string; registries: readonly Registry[] }): string {
  return `${org}: ${countOf(registries.length, 'registry is', 'registries are')} not in the manifest and left alone: ${firstOf(registries.map(labelOf), mostNames)}.`
}

export function byOrg(rows: readonly Row[]): Map<string, Row[]> {
  return Map.groupBy(rows, ({ org }) => org)
}

/** What a change writes, from what to what, one text a field: as Markdown, or for a line of the log. */
export function detailTexts({ details }: Row, isMarkdown: boolean): string[] {
  // A visibility that stays is only sent because the selected repositories are.
  const isSelecting = details.some(({ field }) => field === 'selected_repository_ids')
  const isPassenger = ({ field, from, to }: Detail) =>
    isSelecting && field === 'visibility' && isSame(field, from, to)
  return details.filter(one => !isPassenger(one)).flatMap(one => detailText(one, isMarkdown))
}

function detailText({ field, from, to, names }: Detail, isMarkdown: boolean): string | string[] {
  const quote = isMarkdown ? code : (text: string) => text
  const label = (text: string) => (isMarkdown ? `${text}: ` : `${text} `)
  if (field === 'secret') return `secret from ${typeof to === 'string' ? quote(to) : 'the input'}`
  if (names) return `${label('selected repositories')}${namesText(names, quote)}`
  if (to === undefined) return quote(field)
  const [before, after] = [from, to].map(value => valueText(field, value, quote))
  const labelled = label(quote(field))
  if (from === undefined) return `${labelled}${after}`
  if (isSame(field, from, to)) return `${labelled}${after} as before`
  return [`${labelled}${before} → ${after}`, ...(field === 'url' ? moveText(from, to, quote) : [])]
}

const mostNames = 20

function namesText(names: readonly string[], quote: (text: string) => string): string {
  const shown = names.map(name => quote(shortened(name, longestValue)))
  return names.length === 0 ? 'none' : firstOf(shown, mostNames)
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
