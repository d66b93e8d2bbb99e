import { hostFields, withScheme } from '../registries/address.ts'
import type { Detail, Row } from './rows.ts'
import { addressText, code, prose, shortened } from './sanitise.ts'

const longestValue = 100

/** How the details of a change are written. */
export interface Style {
  quote(text: string): string
  /** What stands between a field and its value. */
  between: string
  secret(outcome: Row): string
}

/** For a line of the log: `visibility all → private`. */
export const plain: Style = { quote: text => text, between: ' ', secret: () => 'secret' }

/** For the summary, as Markdown. */
export const markdown: Style = { quote: code, between: ': ', secret: secretText }

/** What a change writes, from what to what, one text a field. */
export function detailTexts(outcome: Row, style: Style): string[] {
  return outcome.details.flatMap(detail =>
    detail.field === 'secret'
      ? style.secret(outcome)
      : [detailText(detail, style), ...moveText(detail, style)]
  )
}

/** Said in words where an address changes its host: that is where the secret goes. */
function moveText({ field, from, to }: Detail, { quote }: Style): string[] {
  if (field !== 'url' || typeof from !== 'string' || typeof to !== 'string') return []
  const [before, after] = [from, to].map(url => URL.parse(withScheme(url))?.host ?? url)
  return before === after
    ? []
    : [`moves from the host ${quote(`${before}`)} to the host ${quote(`${after}`)}`]
}

function detailText({ field, from, to }: Detail, { quote, between }: Style): string {
  if (to === undefined) return quote(field)
  const [before, after] = [from, to].map(value => valueText(field, value, quote))
  if (from === undefined) return `${quote(field)}${between}${after}`
  if (JSON.stringify(from) === JSON.stringify(to)) return `${quote(field)}${between}${after} as before`
  return `${quote(field)}${between}${before} → ${after}`
}

function valueText(field: string, value: unknown, quote: Style['quote']): string {
  if (value === undefined || value === null || value === '') return 'none'
  if (field === 'selected_repository_ids' && Array.isArray(value))
    return value.length === 1 ? '1 repository' : `${value.length} repositories`
  return quote(shownText(field, typeof value === 'string' ? value : JSON.stringify(value)))
}

/** A value so short that a row has room for it, with its host whole and as it is resolved. */
function shownText(field: string, text: string): string {
  return hostFields.some(known => known === field) ? addressText(text) : shortened(text, longestValue)
}

function secretText({ status, updated_at }: Row): string {
  const words: Partial<Record<Row['status'], string>> = {
    done: 'secret written',
    planned: 'secret to be written'
  }
  const date = updated_at ? `, last updated ${prose(updated_at.slice(0, 10))}` : ''
  return `${words[status] ?? 'secret'}${date}`
}
