import { orgsOf, statuses, wentWell } from './counts.ts'
import { detailTexts, markdown } from './details.ts'
import { isFolded } from './folded.ts'
import type { Table } from './page.ts'
import type { Row } from './rows.ts'
import { addressText, code, prose, shortened } from './sanitise.ts'

const signs: Record<Row['action'], string> = {
  create: '+',
  update: '~',
  recreate: '±',
  delete: '−',
  keep: '='
}
const longestText = 200
const longestReason = 1000

/** The changes that a reviewer has to look at, one row each: what failed first, then by organization, deletes last. */
export function changeTable(outcomes: readonly Row[]): Table {
  const orgs = orgsOf(outcomes)
  const several = orgs.length > 1
  const places = new Map(orgs.map((org, index) => [org, index]))
  const order = (outcome: Row) => [
    urgency(outcome),
    places.get(outcome.org) ?? 0,
    Number(outcome.action === 'delete')
  ]
  const rows = outcomes
    .filter(outcome => !isFolded(outcome))
    .map(outcome => ({ outcome, order: order(outcome) }))
    .sort((a, b) => compare(a.order, b.order))
    .map(({ outcome }) => row(outcome, several))
  return { columns: ['', ...(several ? ['Organization'] : []), 'Registry', 'Changes', 'Status'], rows }
}

function urgency(outcome: Row): number {
  if (wentWell(outcome)) return 2
  return outcome.status === 'not_attempted' ? 1 : 0
}

function compare(a: readonly number[], b: readonly number[]): number {
  return a.map((part, index) => part - (b[index] ?? 0)).find(difference => difference !== 0) ?? 0
}

function row(outcome: Row, several: boolean): string[] {
  const { action, org, status } = outcome
  return [
    `${signs[action]}&nbsp;${action}`,
    ...(several ? [code(org)] : []),
    registryCell(outcome),
    changesCell(outcome),
    statuses[status]
  ]
}

function registryCell({ name, registry_type, url }: Row): string {
  const [shownName, type] = [name, registry_type].map(text => code(shortened(text ?? '', longestText)))
  const called = [shownName, type].filter(Boolean).join(' ')
  return [called, code(addressText(url ?? ''))].filter(Boolean).join('<br>')
}

/** What went wrong stands above what was to be written. */
function changesCell(outcome: Row): string {
  const reason = wentWell(outcome) ? '' : prose(shortened(outcome.reason ?? '', longestReason))
  return [reason, ...detailTexts(outcome, markdown)].filter(Boolean).join('<br>')
}
