import { RequestFailed, refusedWith } from './github/failure.ts'
import type { Organization } from './organizations.ts'
import { type Change, failedBy, nameIn, type Outcome, type Planned } from './registries/change.ts'
import { isAllShown } from './registries/match.ts'
import { isRegistry, type Registry } from './registries/registry.ts'
import { verified, write } from './write.ts'

/**
 * Carries out the changes of one organization one after another; a dry run does everything but the writes. No failure
 * keeps the others from being tried, but after one nothing is deleted. `tell` gets each outcome at once.
 */
export async function carryOut(
  planned: readonly Planned[],
  at: Organization,
  { dryRun, tell }: { dryRun: boolean; tell?: (outcome: Outcome) => void }
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  let failed = false
  for (const { change, problems } of planned) {
    const outcome: Outcome =
      problems.length > 0 ? failedBy(change, problems) : await carryOutOne(change, at, { dryRun, failed })
    failed ||= outcome.status !== 'done' && outcome.status !== 'planned'
    tell?.(outcome)
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
    const reason = `${before?.name} of ${change.org} was not deleted, because a write before it failed.`
    return { change, status: 'not_attempted', reason, changed: false }
  }
  const outcome = await write(change, at)
  at.log.wrote(outcome)
  return outcome
}

/** When the organization is listed, in milliseconds after the time before: a list may lag by seconds. */
const looks = [0, 2500]

/** How a change went, and how it looks in what GitHub shows now. */
interface Seen {
  outcome: Outcome
  now: Outcome
  /** Whether the list may only lag behind. */
  lags: boolean
  /** Why the registry could not be read by its name. */
  unread?: string
}

/**
 * Checks outcomes against what the organization shows now. What two lists do not show as written is read by its name,
 * which decides. What was written stays done if that cannot be found out.
 */
export async function checkAgainstList(
  outcomes: readonly Outcome[],
  at: Organization
): Promise<{ outcomes: Outcome[]; warnings: string[] }> {
  let seen: Seen[] = outcomes.map(outcome => ({ outcome, now: outcome, lags: false }))
  try {
    for (const milliseconds of looks) {
      await at.pause(milliseconds)
      const listed = new Map((await at.registries.list()).map(registry => [registry.name, registry]))
      seen = outcomes.map(outcome => see(outcome, listed.get(nameIn(outcome) ?? '')))
      if (!seen.some(({ lags }) => lags)) break
    }
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error
    const warning = `${at.org} was written, but could not be listed afterwards. ${error.message}`
    return { outcomes: seen.map(({ outcome, now, lags }) => (lags ? outcome : now)), warnings: [warning] }
  }
  const checked = await Promise.all(seen.map(one => (one.lags ? readByName(one, at) : one)))
  return { outcomes: checked.map(({ now }) => now), warnings: warningsOf(checked, at.org) }
}

async function readByName(seen: Seen, { registries }: Organization): Promise<Seen> {
  const { outcome } = seen
  try {
    return { ...seen, now: see(outcome, await registries.get(nameIn(outcome) ?? '')).now }
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error
    if (refusedWith(error) === 404) return { ...seen, now: see(outcome, undefined).now }
    return { ...seen, now: outcome, unread: error.message }
  }
}

function warningsOf(checked: readonly Seen[], org: string): string[] {
  const unread = checked.filter(one => one.unread !== undefined)
  const late = checked.filter(one => one.lags && one.unread === undefined && one.now.status === 'done')
  const names = (some: readonly Seen[]) => some.map(({ now }) => nameIn(now)).join(', ')
  return [
    ...(late.length > 0
      ? [
          `The list of ${org} lags behind: it does not show yet what was written to ${names(late)}. Read by name, it is there as it should be.`
        ]
      : []),
    ...(unread.length > 0
      ? [
          `The list of ${org} does not show what was written to ${names(unread)}, which could not be read by name either. ${unread[0]?.unread}`
        ]
      : [])
  ]
}

function see(outcome: Outcome, found: Registry | undefined): Seen {
  const { change, status, after } = outcome
  const there = found && isAnother(change, found) ? undefined : found
  if (status === 'unknown') return { outcome, now: settled(outcome, there), lags: false }
  if (status !== 'done' || change.action === 'keep') return { outcome, now: outcome, lags: false }
  if (there && change.action !== 'delete') {
    const now = verified(change, { ...after, ...there })
    return { outcome, now, lags: now.status !== 'done' && isAsBefore(change, there) }
  }
  if (Boolean(there) === (change.action !== 'delete')) return { outcome, now: outcome, lags: false }
  const shown = there ? 'still lists it, and shows it by name' : 'does not list it, nor show it by name'
  const reason = `GitHub accepted the ${change.action} of ${nameIn(outcome)} in ${change.org}, but ${shown}.`
  return { outcome, now: { ...outcome, status: 'failed', reason }, lags: true }
}

/** Whether somebody else has made a registry that got the name of a deleted one. */
function isAnother({ action, before }: Change, { url, created_at }: Registry): boolean {
  return (
    action === 'delete' &&
    before?.url !== undefined &&
    (before.url !== url || before['created_at'] !== created_at)
  )
}

/** Whether a registry is shown as old as it was before it was written. */
function isAsBefore({ before }: Change, { updated_at }: Registry): boolean {
  return before !== undefined && before.updated_at === updated_at
}

/** A change whose answer was lost is done if all that it was to do can be seen, and is so. */
function settled(outcome: Outcome, there: Registry | undefined): Outcome {
  const { change } = outcome
  if (change.action === 'delete') return there ? outcome : { change, status: 'done', changed: true }
  if (change.action !== 'update' || !there || !isAllShown(change.spec, there)) return outcome
  const now = verified(change, there)
  return now.status === 'done' ? now : outcome
}
