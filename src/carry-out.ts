import { RequestFailed, refusalStatus } from './github/failure.ts'
import type { Organization } from './organizations.ts'
import { type Change, failedBy, nameIn, type Outcome, type Planned } from './registries/change.ts'
import { isAllShown } from './registries/match.ts'
import { isRegistry, type Registry } from './registries/registry.ts'
import { verified, write } from './write.ts'

/** Carries out the changes of one organization in order. After a failure all but deletes are still attempted. */
export async function carryOut(
  planned: readonly Planned[],
  at: Organization,
  { dryRun, onOutcome }: { dryRun: boolean; onOutcome?: (outcome: Outcome) => void }
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  let failed = false
  for (const { change, problems } of planned) {
    const outcome: Outcome =
      problems.length > 0 ? failedBy(change, problems) : await carryOutOne(change, at, { dryRun, failed })
    failed ||= outcome.status !== 'done' && outcome.status !== 'planned'
    onOutcome?.(outcome)
    outcomes.push(outcome)
  }
  return outcomes
}

async function carryOutOne(
  change: Change,
  at: Organization,
  { dryRun, failed }: { dryRun: boolean; failed: boolean }
): Promise<Outcome> {
  const { action, before } = change
  const changed = action !== 'keep'
  if (dryRun || !changed)
    return {
      ...{ change, status: dryRun ? 'planned' : 'done', changed },
      ...(action !== 'delete' && isRegistry(before) && { after: before })
    }
  if (action === 'delete' && failed) {
    const reason = `${before?.name} of ${change.org} was not deleted, because an earlier write failed.`
    return { change, status: 'not_attempted', reason, changed: false }
  }
  const outcome = await write(change, at)
  at.log.recordWrite(outcome)
  return outcome
}

/** The pauses before each listing, in milliseconds. A list may lag behind by seconds. */
const listDelays = [0, 2500]

/** The outcome of a write, and its outcome according to what GitHub shows now. */
interface Verification {
  outcome: Outcome
  result: Outcome
  /** Whether the list may just lag behind. */
  mayLag: boolean
  unread?: string
}

/** Checks outcomes against the list. A registry that two lists do not show as written is read by name, which decides. */
export async function checkAgainstList(
  outcomes: readonly Outcome[],
  at: Organization
): Promise<{ outcomes: Outcome[]; warnings: string[] }> {
  let verifications: Verification[] = outcomes.map(outcome => ({ outcome, result: outcome, mayLag: false }))
  try {
    for (const milliseconds of listDelays) {
      await at.pause(milliseconds)
      const listed = new Map((await at.registries.list()).map(registry => [registry.name, registry]))
      verifications = outcomes.map(outcome => compare(outcome, listed.get(nameIn(outcome) ?? '')))
      if (!verifications.some(({ mayLag }) => mayLag)) break
    }
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error
    const warning = `${at.org} was changed, but could not be listed afterwards. ${error.message}`
    return {
      outcomes: verifications.map(({ outcome, result, mayLag }) => (mayLag ? outcome : result)),
      warnings: [warning]
    }
  }
  const checked = await Promise.all(verifications.map(one => (one.mayLag ? readByName(one, at) : one)))
  return { outcomes: checked.map(({ result }) => result), warnings: warningsOf(checked, at.org) }
}

async function readByName(verification: Verification, { registries }: Organization): Promise<Verification> {
  const { outcome } = verification
  try {
    return { ...verification, result: compare(outcome, await registries.get(nameIn(outcome) ?? '')).result }
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error
    if (refusalStatus(error) === 404) return { ...verification, result: compare(outcome, undefined).result }
    return { ...verification, result: outcome, unread: error.message }
  }
}

function warningsOf(checked: readonly Verification[], org: string): string[] {
  const unread = checked.filter(one => one.unread !== undefined)
  const delayed = checked.filter(
    one => one.mayLag && one.unread === undefined && one.result.status === 'done'
  )
  const names = (some: readonly Verification[]) => some.map(({ result }) => nameIn(result)).join(', ')
  const warnings: string[] = []
  if (delayed.length > 0)
    warnings.push(
      `The list of ${org} lags behind: it does not show the changes to ${names(delayed)} yet. Read by name, they are correct.`
    )
  if (unread.length > 0)
    warnings.push(
      `The list of ${org} does not show the changes to ${names(unread)}, which could not be read by name either. ${unread[0]?.unread}`
    )
  return warnings
}

function compare(outcome: Outcome, found: Registry | undefined): Verification {
  const { change, status, after } = outcome
  const current = found && isAnother(change, found) ? undefined : found
  if (status === 'unknown') {
    const result = resolveUnknown(outcome, current)
    // A list that shows nothing of the change may lag behind it.
    const mayLag = result.status === 'unknown' && isResolvable(change, current)
    return { outcome, result, mayLag }
  }
  if (status !== 'done' || change.action === 'keep') return { outcome, result: outcome, mayLag: false }
  if (current && change.action !== 'delete') {
    const result = verified(change, { ...after, ...current })
    const { before } = change
    const isUnchanged = before !== undefined && before.updated_at === current.updated_at
    return { outcome, result, mayLag: result.status !== 'done' && isUnchanged }
  }
  if (Boolean(current) === (change.action !== 'delete')) return { outcome, result: outcome, mayLag: false }
  const contradiction = current
    ? 'it is still listed, and can be read by name'
    : 'it is not listed, and cannot be read by name'
  const reason = `GitHub accepted the ${change.action} of ${nameIn(outcome)} in ${change.org}, but ${contradiction}.`
  return { outcome, result: { ...outcome, status: 'failed', reason }, mayLag: true }
}

/** Whether someone else has created a registry that got the name of the deleted one. */
function isAnother({ action, before }: Change, { url, created_at }: Registry): boolean {
  return (
    action === 'delete' &&
    before?.url !== undefined &&
    (before.url !== url || before['created_at'] !== created_at)
  )
}

/** Whether GitHub can show that a change was carried out whose answer was lost. */
function isResolvable({ action, spec }: Change, current: Registry | undefined): boolean {
  return action === 'delete' || (action === 'update' && current !== undefined && isAllShown(spec, current))
}

/** Resolves a change whose answer was lost: it is done if all of its effect is visible. */
function resolveUnknown(outcome: Outcome, current: Registry | undefined): Outcome {
  const { change } = outcome
  if (!isResolvable(change, current)) return outcome
  if (!current) return { change, status: 'done', changed: true }
  if (change.action === 'delete') return outcome
  const result = verified(change, current)
  return result.status === 'done' ? result : outcome
}
