import type { Row } from './rows.ts'

/** What is said of a change that was carried out. */
export const verbs: Record<Row['action'], string> = {
  create: 'created',
  update: 'updated',
  recreate: 'recreated',
  delete: 'deleted',
  keep: 'unchanged'
}

/** The words for each status. */
export const statuses: Record<Row['status'], string> = {
  planned: 'planned',
  done: 'done',
  failed: 'failed',
  unknown: 'unknown',
  not_attempted: 'not attempted'
}

/** What is said of changes that are planned: that they would be made, or are to be made. */
export const planned = {
  wouldBe: (action: Row['action']) => `would be ${verbs[action]}`,
  to: (action: Row['action']) => `to ${action}`
}

/** Whether a change is done, or in a dry run would be. */
export function wentWell({ status }: Row): boolean {
  return status === 'done' || status === 'planned'
}

/** How many changes went how: `2 created, 997 unchanged, 1 failed`. What is zero is left out. */
export function countsText(outcomes: readonly Row[], sayPlanned: (typeof planned)['to']): string {
  const label = (outcome: Row) => {
    if (!wentWell(outcome)) return statuses[outcome.status]
    const isPlanned = outcome.status === 'planned' && outcome.action !== 'keep'
    return isPlanned ? sayPlanned(outcome.action) : verbs[outcome.action]
  }
  const counts = new Map<string, number>()
  for (const outcome of outcomes.toSorted((a, b) => rank(a) - rank(b)))
    counts.set(label(outcome), (counts.get(label(outcome)) ?? 0) + 1)
  return [...counts].map(([words, count]) => `${count} ${words}`).join(', ')
}

/** The counts of each organization. */
export function countsByOrg(
  outcomes: readonly Row[],
  sayPlanned: (typeof planned)['to']
): { org: string; counts: string }[] {
  const byOrg = Map.groupBy(outcomes, ({ org }) => org)
  return [...byOrg].map(([org, members]) => ({ org, counts: countsText(members, sayPlanned) }))
}

/** The organizations of these changes, in the order in which they come. */
export function orgsOf(outcomes: readonly Row[]): string[] {
  return [...new Set(outcomes.map(({ org }) => org))]
}

/** What went well by action, then the others by status. */
function rank(outcome: Row): number {
  if (wentWell(outcome)) return Object.keys(verbs).indexOf(outcome.action)
  return 10 + Object.keys(statuses).indexOf(outcome.status)
}
