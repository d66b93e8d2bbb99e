import { checkAll, type Executed } from './closing-list.ts'
import type { Organization } from './organization.ts'
import { type Change, type Outcome, outcomeOf } from './registries/change.ts'
import type { Step } from './registries/step.ts'
import { planned, type Written, write } from './write.ts'

/** Told of each step in its order, with its change if there was one. */
export type Tell = (outcome: Outcome, change?: Change) => void

/**
 * Carries out the steps of one organization, one after another, in a dry run everything but the writes. No failure
 * keeps the others from being tried, but after one nothing is deleted. If asked to, it lists the
 * organization once more at the end, to see that all took.
 */
export async function execute(
  steps: readonly Step[],
  at: Organization,
  { dryRun, verifies, tell }: { dryRun: boolean; verifies: boolean; tell: Tell }
): Promise<Executed> {
  const written: Written[] = []
  let failed = false
  for (const step of steps) {
    const one: Written =
      'fault' in step ? unwritten(step.fault.outcome) : await take(step.change, at, { dryRun, failed })
    failed ||= one.outcome.status !== 'done' && one.outcome.status !== 'planned'
    tell(one.outcome, 'change' in step ? step.change : undefined)
    written.push(one)
  }
  if (dryRun || !verifies || !written.some(({ changed }) => changed)) return { written, warnings: [] }
  return checkAll(steps, written, at)
}

function take(
  change: Change,
  at: Organization,
  { dryRun, failed }: { dryRun: boolean; failed: boolean }
): Promise<Written> | Written {
  if (dryRun) return planned(change)
  if (change.action !== 'delete' || !failed) return write(change, at)
  const reason = `${change.name} of ${change.org} was not deleted, because a write before it failed.`
  return unwritten(outcomeOf(change, { status: 'not_attempted', reason }))
}

function unwritten(outcome: Outcome): Written {
  return { outcome, changed: false }
}
