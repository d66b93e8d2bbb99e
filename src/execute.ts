import { RequestFailed } from './github/failure.ts'
import type { Organization } from './organization.ts'
import { type Change, type Outcome, outcomeOf } from './registries/change.ts'
import { isAllShown } from './registries/match.ts'
import type { Step } from './registries/step.ts'
import { planned, verified, type Written, write } from './write.ts'

/** What came of a plan, step by step. */
export interface Executed {
  written: Written[]
  warnings: string[]
}

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

/** The steps as the organization shows them now. What was written stays done if it cannot be listed. */
async function checkAll(
  steps: readonly Step[],
  written: readonly Written[],
  at: Organization
): Promise<Executed> {
  try {
    const listed = new Map((await at.registries.list()).map(registry => [registry.name, registry]))
    return {
      written: written.map((one, index) => {
        const step = steps[index]
        if (!step || 'fault' in step) return one
        const registry = listed.get(one.outcome.name ?? '')
        if (one.outcome.status === 'unknown') return settled(step.change, one, registry)
        return one.outcome.status === 'done' ? check(step.change, one, registry) : one
      }),
      warnings: []
    }
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error
    return {
      written: [...written],
      warnings: [`${at.org} was written, but could not be listed afterwards. ${error.message}`]
    }
  }
}

/** A change whose answer was lost is done if all that it was to do can be seen, and is so. */
function settled(change: Change, one: Written, listed: Written['registry']): Written {
  if (change.action === 'delete')
    return listed ? one : { ...one, outcome: outcomeOf(change, { status: 'done' }) }
  if (change.action !== 'update' || !listed || !isAllShown(change.spec, listed)) return one
  const now = verified(change, listed)
  return now.outcome.status === 'done' ? now : one
}

function check(change: Change, one: Written, listed: Written['registry']): Written {
  if (change.action === 'keep') return one
  const isThere = listed !== undefined
  if (isThere && change.action !== 'delete') return verified(change, { ...one.registry, ...listed })
  if (isThere === (change.action !== 'delete')) return one
  const now = isThere ? 'still lists it' : 'does not list it'
  const reason = `GitHub accepted the ${change.action} of ${one.outcome.name} in ${change.org}, but ${now}.`
  return { ...one, outcome: { ...one.outcome, status: 'failed', reason } }
}
