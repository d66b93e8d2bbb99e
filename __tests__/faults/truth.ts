import { isDeepStrictEqual } from 'node:util'
import type { Organization } from '../github/organization.ts'
import type { StoredRegistry } from '../github/registry.ts'
import type { StepResult } from '../runner/result.ts'

/** A registry that a run is to leave behind, or to delete; `holds` are the fields that count. */
export interface Wanted {
  readonly org: string
  readonly registry_type: string
  readonly url: string
  readonly holds: Readonly<Record<string, unknown>> | 'gone'
}

/** What an organization held at a moment. */
export interface Held {
  readonly org: string
  readonly registries: readonly StoredRegistry[]
}

/** What organizations hold now. */
export function heldBy(organizations: readonly Organization[]): Held[] {
  return organizations.map(({ login, registries }) => ({
    org: login,
    registries: copyOf(registries)
  }))
}

// A structured clone belongs to another realm under Jest, and equals nothing there.
function copyOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value))
}

/** A change as the output `changes` tells of it. */
interface Told {
  readonly org: string
  readonly action: string
  readonly name: string | null
  readonly registry_type: string | null
  readonly url: string | null
  readonly status: string
  readonly reason?: string
}

/** The changes that a step reports; none if it reports nothing. */
export function changesIn({ outputs }: Pick<StepResult, 'outputs'>): Told[] {
  return JSON.parse(outputs['changes'] || '[]') as Told[]
}

/** What organizations held, hold, and were to hold, and what a run says of it. */
export interface Story {
  readonly before: readonly Held[]
  readonly after: readonly Held[]
  readonly wanted: readonly Wanted[]
  readonly told: readonly Told[]
  /** Whether every registry that is wanted must be told of, or the organization is in an error because it was not read. */
  readonly tellsAll: boolean
  readonly errors?: readonly string[]
}

/** Where a run did not tell the truth, made a twin, lost something or touched what it should not have. */
export function untruths(story: Story): string[] {
  return story.after.flatMap(({ org, registries: now }) => {
    const old = story.before.find(held => held.org === org)?.registries ?? []
    const told = story.told.filter(change => change.org === org)
    const wanted = story.wanted.filter(one => one.org === org)
    const isUnread = told.length === 0 && story.errors?.some(error => error.includes(org))
    const places = new Set([...old, ...now, ...wanted].map(placeOf))
    const strangers = told.filter(change => !places.has(placeTold(change, old)))
    return [
      ...strangers.map(change => `${org}: told of ${JSON.stringify(change)}, which is nowhere`),
      ...[...places].flatMap(place => {
        const here = {
          old: old.find(one => placeOf(one) === place),
          now: now.filter(one => placeOf(one) === place),
          wanted: wanted.find(one => placeOf(one) === place)?.holds,
          told: told.filter(change => placeTold(change, old) === place)
        }
        return judge(here, story.tellsAll && !isUnread).map(fault => `${org}, ${place}: ${fault}`)
      })
    ]
  })
}

/** Which of the registries that are wanted are not as they should be. */
export function unmet(wanted: readonly Wanted[], now: readonly Held[]): string[] {
  return wanted
    .filter(one => {
      const held = now.find(({ org }) => org === one.org)?.registries ?? []
      const here = held.filter(registry => placeOf(registry) === placeOf(one))
      return here.length > 1 || !holdsNew(here[0], one.holds)
    })
    .map(one => `${one.org}, ${placeOf(one)} is not as it should be`)
}

interface Here {
  readonly old: StoredRegistry | undefined
  readonly now: readonly StoredRegistry[]
  readonly wanted: Wanted['holds'] | undefined
  readonly told: readonly Told[]
}

function judge({ old, now, wanted, told }: Here, tellsAll: boolean): string[] {
  const [one, twin] = now
  const [change, other] = told
  if (twin) return [`there are twins, ${now.map(({ name }) => name).join(' and ')}`]
  if (other) return [`it is told of twice: ${JSON.stringify(told)}`]
  if (change) return misreported(change, { old, one, wanted })
  const isDue = tellsAll && wanted !== undefined && wanted !== 'gone'
  return [
    ...(isDue ? ['it is not told of'] : []),
    ...(isSame(old, one) ? [] : ['it is not told of, and it is not as it was'])
  ]
}

/** What is wrong with what is told of a registry. */
function misreported(
  change: Told,
  { old, one, wanted }: Pick<Here, 'old' | 'wanted'> & { one: StoredRegistry | undefined }
): string[] {
  const { action, status, reason, name } = change
  const isOld = isSame(old, one)
  const isNew = wanted === undefined ? isOld : holdsNew(one, wanted)
  const isRight = agrees(change, { isOld, isNew, isGone: !one })
  const shown = one ? JSON.stringify({ ...one, secret: one.secret === null ? null : '…' }) : 'nothing'
  return [
    ...(isRight ? [] : [`it is told to be ${action} ${status} (${reason}), but there is ${shown}`]),
    ...(one && status === 'done' && name !== one.name ? [`its name is not ${name}`] : []),
    ...((reason === undefined) === (status === 'done') ? [] : ['it has a reason, or lacks one'])
  ]
}

function agrees(
  { action, status, reason = '' }: Told,
  { isOld, isNew, isGone }: { isOld: boolean; isNew: boolean; isGone: boolean }
): boolean {
  // A recreate that stays half done says that the registry is gone.
  const isHalf = action === 'recreate' && isGone && /DELETED|was deleted/.test(reason)
  switch (status) {
    case 'done':
      return action === 'keep' ? isOld : isNew
    case 'failed':
      return isOld || isHalf
    case 'not_attempted':
      return isOld
    case 'unknown':
      return isOld || isNew || isHalf
    default:
      return false
  }
}

function holdsNew(now: StoredRegistry | undefined, wanted: Wanted['holds']): boolean {
  if (wanted === 'gone' || !now) return wanted === 'gone' && !now
  const fields: Record<string, unknown> = { ...now }
  return Object.entries(wanted).every(([field, value]) =>
    isDeepStrictEqual(inOrder(fields[field]), inOrder(value))
  )
}

/** Repositories are chosen in no order. */
function inOrder(value: unknown): unknown {
  return Array.isArray(value) ? value.toSorted() : value
}

// When a registry was last written tells nothing of what it holds.
function isSame(old: StoredRegistry | undefined, now: StoredRegistry | undefined): boolean {
  return isDeepStrictEqual({ ...old, updated_at: '' }, { ...now, updated_at: '' })
}

function placeOf({ registry_type, url }: { registry_type: string; url: string }): string {
  return `${registry_type} at ${url}`
}

/** A change that names its registry only tells where that is by what was there before. */
function placeTold({ registry_type, url, name }: Told, old: readonly StoredRegistry[]): string {
  const named = old.find(one => one.name === name)
  return placeOf({ registry_type: registry_type ?? named?.registry_type ?? '', url: url ?? named?.url ?? '' })
}
