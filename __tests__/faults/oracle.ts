import { isDeepStrictEqual } from 'node:util'
import type { Organization } from '../local-github/organization.ts'
import type { StoredRegistry } from '../local-github/registry.ts'
import { defaultToken } from '../local-github/tokens.ts'
import { findLeaks } from '../runner/leaks.ts'
import type { StepResult } from '../runner/result.ts'
import { otherHost } from './bad-answers.ts'

/** One registry that a run is to leave as it is wanted. */
export interface Want {
  /** Its name, where the entry is pinned. */
  readonly name?: string
  readonly registry_type: string
  /** Where it is before the run. */
  readonly url: string
  /** The fields that the entry gives, as GitHub keeps them; a `url` is where it moves to. */
  readonly given: Readonly<Record<string, unknown>>
  readonly secret?: string | undefined
  /** Whether the secret is written although the registry exists. */
  readonly rewrites: boolean
}

/** An organization, and what is wanted in it. */
export interface Scene {
  readonly organization: Organization
  readonly wants: readonly Want[]
  /** Whether what is not wanted is deleted. */
  readonly prune: boolean
}

/** A change as the output `changes` tells of it. */
export interface Told {
  readonly org: string
  readonly action: string
  readonly name: string | null
  readonly registry_type: string | null
  readonly url: string | null
  readonly fields: readonly string[]
  readonly status: string
  readonly reason?: string
}

type Held = readonly StoredRegistry[]
type Maybe = StoredRegistry | undefined

/** What an organization holds now. A structured clone belongs to another realm under Jest, and equals nothing there. */
export function heldBy({ registries }: Organization): Held {
  return JSON.parse(JSON.stringify(registries))
}

/** The changes that a step tells of; none if it tells of nothing. */
export function changesIn({ outputs }: Pick<StepResult, 'outputs'>): Told[] {
  return JSON.parse(outputs['changes'] || '[]')
}

/** The errors that a step shows. */
export function errorsIn({ annotations }: StepResult): string[] {
  return annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
}

/** The faults that there are, of all that there could be. */
export function faultsOf(checks: readonly (readonly [isWrong: unknown, fault: string])[]): string[] {
  return checks.filter(([isWrong]) => isWrong).map(([, fault]) => fault)
}

/** What is wrong with a step by itself: its end, its errors, a stack trace, a leak. */
export function wrongStep(result: StepResult, secrets: readonly string[] = []): string[] {
  const { exitCode, signal, stderr, state, env, path, stdout, log, summary } = result
  const errors = errorsIn(result)
  const bad = changesIn(result).filter(({ status }) => !/^(done|planned)$/.test(status))
  const reasons = new Set(bad.filter(({ status }) => status !== 'not_attempted').map(({ reason }) => reason))
  return [
    ...faultsOf([
      [signal !== null || stderr + state + env + path !== '', `it ended with ${signal}, and left ${stderr}`],
      [/^\s+at \S/m.test(stdout + log + summary), 'it shows a stack trace'],
      [/failed unexpectedly|please report|This is a bug/.test(stdout), `it crashed: ${errors.join(' ')}`],
      [exitCode !== (errors.length > 0 ? 1 : 0), `it exits with ${exitCode}, and ${errors.length} errors`],
      [bad.length > 0 && exitCode === 0, 'it succeeds, although not all is done'],
      [errors.length < Math.min(10, reasons.size), `${reasons.size} failures are ${errors.length} errors`]
    ]),
    ...findLeaks(result, [defaultToken, ...secrets])
  ]
}

/** What is not as it is wanted once all is done. */
export function unmet(scene: Scene): string[] {
  return subjectsOf(scene, [], heldBy(scene.organization))
    .filter(({ want, now: [one, twin] }) => {
      if (twin || !want || !one) return twin || want || scene.prune
      const isCurrent = want.secret === undefined || one.secret === want.secret
      return !holds(one, want.given) || !(isCurrent || (!want.rewrites && one.secret !== null))
    })
    .map(({ places, now }) => `${places.at(-1)} is ${JSON.stringify(now)}`)
}

/** One registry that there was, that there is, or that is wanted. */
interface Subject {
  readonly want: Want | undefined
  readonly old: Maybe
  readonly places: readonly string[]
  readonly now: Held
}

function subjectsOf({ wants }: Pick<Scene, 'wants'>, before: Held, after: Held): Subject[] {
  const subject = (want: Want | undefined, old: Maybe, places: readonly string[]) => {
    return { want, old, places, now: after.filter(one => places.includes(placeOf(one))) }
  }
  const wanted = wants.map(want => {
    const from = placeOf(want)
    const old = before.find(one => (want.name ? one.name === want.name : placeOf(one) === from))
    const to = placeOf({ ...want, url: String(want.given['url'] ?? want.url) })
    return subject(want, old, [...new Set([old ? placeOf(old) : from, to])])
  })
  const known = wanted.flatMap(({ places }) => places)
  const rest = new Set([...own(before), ...own(after)].map(placeOf).filter(place => !known.includes(place)))
  const oldAt = (place: string) => before.find(one => placeOf(one) === place)
  return [...wanted, ...[...rest].map(place => subject(undefined, oldAt(place), [place]))]
}

/** What other processes made belongs to them. */
const isOfOthers = ({ url }: { readonly url: string | null }) => url?.startsWith(otherHost) === true
export const own = (held: Held) => held.filter(one => !isOfOthers(one))

const placeOf = ({ registry_type, url }: Pick<Told, 'registry_type' | 'url'>) => `${registry_type} at ${url}`

/**
 * Where a run did not tell the truth, made a twin, lost something or touched what it should not have. One that was killed
 * told nothing; one of an `apply` or a `plan` that tells of anything tells of all that is wanted.
 */
export function untruths(scene: Scene, before: Held, told: readonly Told[] | undefined, isOfAll: boolean) {
  const subjects = subjectsOf(scene, before, heldBy(scene.organization))
  const mine = told?.filter(({ org }) => org === scene.organization.login)
  // What is about to be made is nowhere yet.
  const strangers = (mine ?? [])
    .filter(change => !isOfOthers(change) && !/^(planned|not_attempted)$/.test(change.status))
    .filter(change => !subjects.some(subject => isAbout(change, subject)))
  return [
    ...strangers.map(change => `it tells of ${JSON.stringify(change)}, which is nowhere`),
    ...subjects.flatMap(subject => {
      const changes = mine?.filter(change => isAbout(change, subject))
      const isLeftOut = isOfAll && subject.want && mine && mine.length > 0 && changes?.length === 0
      const faults = isLeftOut ? ['it is not told of'] : judge(subject, changes, scene.prune)
      return faults.map(fault => `${scene.organization.login}, ${subject.places.at(-1)}: ${fault}`)
    })
  ]
}

function isAbout(change: Told, { old, places }: Subject): boolean {
  // A create may take the name of what was recreated.
  if (old && change.name === old.name && change.action !== 'create') return true
  return places.includes(placeOf(change)) && (change.action === 'create' || change.url !== null)
}

function judge(subject: Subject, changes: readonly Told[] | undefined, prune: boolean): string[] {
  const { want, old, now } = subject
  const [[one, twin], [change, other]] = [now, changes ?? []]
  const is = `was ${shown(old)} and is ${shown(one)}`
  const isOld = isSame(old, one)
  if (twin) return [`there are twins, ${one?.name} and ${twin.name}`]
  if (other) return [`it is told of twice: ${JSON.stringify(changes)}`]
  if (!change) {
    const results = [['create'], ['update'], ['update', 'secret'], ['delete'], ['recreate']] as const
    const isResult = results.some(([action, ...fields]) => makes({ action, fields }, subject, prune))
    const mayBe = isOld || (!changes && (isResult || (!one && isRecreate(want, old))))
    return mayBe ? [] : [`it is not told of, ${is}`]
  }
  const { action, status, reason = '', name } = change
  const isNew = makes(change, subject, prune)
  // A recreate that stays half done tells of it.
  const isHalf = action === 'recreate' && !one && !!old && /not created|deleted/i.test(reason)
  const may: Record<string, boolean> = {
    ...{ done: isNew, failed: isOld || isHalf, unknown: isOld || isNew || isHalf },
    ...{ planned: isOld, not_attempted: isOld }
  }
  return faultsOf([
    [!may[status], `it is told to be ${action} ${status} (${reason}), but ${is}`],
    [one && status === 'done' && name !== one.name, `its name is not ${name}`],
    [(reason === '') !== /done|planned/.test(status), 'it has a reason, or lacks one']
  ])
}

/** Whether a registry is what a change that is done makes of it. */
function makes(
  { action, fields }: { readonly action: string; readonly fields: readonly string[] },
  { want, old, now: [one] }: Subject,
  prune: boolean
): boolean {
  if (action === 'delete') return prune && !want && old !== undefined && !one
  if (action === 'keep') return old !== undefined && isSame(old, one) && (!want || holds(old, want.given))
  if (!want || !one) return false
  const isMade = one.secret === (want.secret ?? null) && holds(one, want.given)
  if (action === 'create') return !old && isMade
  if (isRecreate(want, old)) return action === 'recreate' && isMade
  return old !== undefined && action === 'update' && isSame(updated(want, old, fields), one)
}

/** An update writes what is given, and leaves everything else as it was. */
function updated({ given, secret = 'none' }: Want, old: StoredRegistry, fields: readonly string[]) {
  const isForSome = (given['visibility'] ?? old.visibility) === 'selected'
  const chosen = isForSome ? {} : { selected_repository_ids: [] }
  return { ...old, ...given, ...(fields.includes('secret') && { secret }), ...chosen }
}

function isRecreate(want: Want | undefined, old: Maybe): boolean {
  const authType = want?.given['auth_type']
  return old !== undefined && authType !== undefined && authType !== old.auth_type
}

function holds(one: StoredRegistry, given: Want['given']): boolean {
  return isSame({ ...one, ...given }, one)
}

// When a registry was last written says nothing about what it holds, and selected repositories have no order.
function isSame(one: Maybe, other: Maybe): boolean {
  const plain = (registry: StoredRegistry) => {
    const selected_repository_ids = registry.selected_repository_ids.toSorted()
    return { ...registry, updated_at: '', selected_repository_ids }
  }
  return isDeepStrictEqual(one && plain(one), other && plain(other))
}

const shown = (one: Maybe) => JSON.stringify(one) ?? 'nothing'
