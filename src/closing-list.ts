import { RequestFailed, refusedWith } from './github/failure.ts'
import type { Organization } from './organization.ts'
import { type Change, outcomeOf } from './registries/change.ts'
import { isAllShown } from './registries/match.ts'
import type { Registry } from './registries/registry.ts'
import type { Step } from './registries/step.ts'
import { verified, type Written } from './write.ts'

/** What came of a plan, step by step. */
export interface Executed {
  written: Written[]
  warnings: string[]
}

/** When the organization is listed, in milliseconds after the time before: a list may lag by seconds. */
const looks = [0, 2500]

/**
 * The steps as the organization shows them now. What two lists do not show as written is read by its name, which
 * decides. What was written stays done if that cannot be found out.
 */
export async function checkAll(
  steps: readonly Step[],
  written: readonly Written[],
  at: Organization
): Promise<Executed> {
  let seen: Seen[] = written.map(one => ({ one, lags: false }))
  try {
    for (const milliseconds of looks) {
      await at.pause(milliseconds)
      const listed = new Map((await at.registries.list()).map(registry => [registry.name, registry]))
      seen = written.map((one, index) => {
        const step = steps[index]
        const registry = listed.get(one.outcome.name ?? '')
        return step && 'change' in step ? see(step.change, one, registry) : { one, lags: false }
      })
      if (!seen.some(({ lags }) => lags)) break
    }
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error
    return {
      written: written.map((one, index) => (seen[index]?.lags ? one : (seen[index]?.one ?? one))),
      warnings: [`${at.org} was written, but could not be listed afterwards. ${error.message}`]
    }
  }
  const read = await Promise.all(
    written.map((one, index) => {
      const step = steps[index]
      return seen[index]?.lags && step && 'change' in step ? readByName(step.change, one, at) : undefined
    })
  )
  return {
    written: seen.map(({ one }, index) => read[index]?.one ?? one),
    warnings: warningsOf(
      read.filter(one => one !== undefined),
      at.org
    )
  }
}

/** What a list says of a change, and whether it may only lag behind. */
interface Seen {
  one: Written
  lags: boolean
}

/** A change as its registry is shown by name; unchanged, with the reason, if that could not be read. */
interface Read {
  one: Written
  unread?: string
}

async function readByName(change: Change, one: Written, { registries }: Organization): Promise<Read> {
  try {
    return { one: see(change, one, await registries.get(one.outcome.name ?? '')).one }
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error
    if (refusedWith(error) === 404) return { one: see(change, one, undefined).one }
    return { one, unread: error.message }
  }
}

function warningsOf(read: readonly Read[], org: string): string[] {
  const unread = read.filter(one => one.unread !== undefined)
  const late = read.filter(({ one, unread }) => unread === undefined && one.outcome.status === 'done')
  const names = (some: readonly Read[]) => some.map(({ one }) => one.outcome.name).join(', ')
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

function see(change: Change, one: Written, found: Registry | undefined): Seen {
  const listed = found && isAnother(change, found) ? undefined : found
  if (one.outcome.status === 'unknown') return { one: settled(change, one, listed), lags: false }
  if (one.outcome.status !== 'done' || change.action === 'keep') return { one, lags: false }
  const isThere = listed !== undefined
  if (isThere && change.action !== 'delete') {
    const now = verified(change, { ...one.registry, ...listed })
    return { one: now, lags: now.outcome.status !== 'done' && isAsBefore(change, listed) }
  }
  if (isThere === (change.action !== 'delete')) return { one, lags: false }
  const now = isThere ? 'still lists it, and shows it by name' : 'does not list it, nor show it by name'
  const reason = `GitHub accepted the ${change.action} of ${one.outcome.name} in ${change.org}, but ${now}.`
  return { one: { ...one, outcome: { ...one.outcome, status: 'failed', reason } }, lags: true }
}

/** Whether somebody else has made a registry that got the name of a deleted one. */
function isAnother(change: Change, { url, created_at }: Registry): boolean {
  if (change.action !== 'delete' || !change.registry) return false
  return change.registry.url !== url || change.registry['created_at'] !== created_at
}

/** Whether a registry is shown as old as it was before it was written. */
function isAsBefore(change: Change, { updated_at }: Registry): boolean {
  return 'registry' in change && change.registry?.updated_at === updated_at
}

/** A change whose answer was lost is done if all that it was to do can be seen, and is so. */
function settled(change: Change, one: Written, listed: Registry | undefined): Written {
  if (change.action === 'delete')
    return listed ? one : { ...one, outcome: outcomeOf(change, { status: 'done' }) }
  if (change.action !== 'update' || !listed || !isAllShown(change.spec, listed)) return one
  const now = verified(change, listed)
  return now.outcome.status === 'done' ? now : one
}
