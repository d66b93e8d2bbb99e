import { isDeepStrictEqual } from 'node:util'
import type { Exchange } from '../local-github/exchange.ts'
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
  readonly rewrites?: boolean
  /** It is to be deleted. */
  readonly gone?: boolean
}

/** An organization, and what is wanted in it. */
export interface Scene {
  readonly organization: Organization
  readonly wants: readonly Want[]
  /** Whether what is not wanted is deleted. */
  readonly prune: boolean
  /** What there was before other runs, which a list that is late may still show. */
  readonly once?: Held
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

/** What is wrong with a step by itself: its end, its errors, its counts, a stack trace, a leak. */
export function wrongStep(result: StepResult, secrets: readonly string[] = []): string[] {
  const { exitCode, signal, stderr, state, env, path, stdout, log, summary } = result
  const errors = errorsIn(result)
  const changes = changesIn(result)
  const bad = changes.filter(({ status }) => status !== 'done' && status !== 'planned')
  const reasons = new Set(bad.filter(({ status }) => status !== 'not_attempted').map(({ reason }) => reason))
  const checks: [isWrong: boolean, text: string][] = [
    [signal !== null || stderr + state + env + path !== '', `it ended with ${signal}, and left ${stderr}`],
    [/^\s+at \S/m.test(stdout + log + summary), 'it shows a stack trace'],
    [/failed unexpectedly|Please report|This is a defect/.test(stdout), `it crashed: ${errors.join(' ')}`],
    [exitCode !== (errors.length > 0 ? 1 : 0), `it exits with ${exitCode}, and ${errors.length} errors`],
    [bad.length > 0 && exitCode === 0, 'it succeeds, although not all is done'],
    [errors.length < Math.min(10, reasons.size), `${reasons.size} failures are ${errors.length} errors`]
  ]
  return [
    ...checks.filter(([isWrong]) => isWrong).map(([, text]) => text),
    ...wrongCounts(result, changes, bad.length),
    ...findLeaks(result, [defaultToken, ...secrets])
  ]
}

function wrongCounts({ outputs }: StepResult, changes: readonly Told[], failed: number): string[] {
  if (!outputs['changes']) return []
  const good = changes.filter(({ status }) => status === 'done' || status === 'planned')
  const count = (...actions: string[]) => good.filter(({ action }) => actions.includes(action)).length
  const due = { created: count('create'), updated: count('update', 'recreate'), deleted: count('delete') }
  return Object.entries({ ...due, unchanged: count('keep'), failed })
    .filter(([name, number]) => outputs[name] !== String(number))
    .map(([name, number]) => `the output ${name} is ${outputs[name]} instead of ${number}`)
}

/** One registry that there was, that there is, or that is wanted. */
interface Subject {
  readonly want: Want | undefined
  readonly old: StoredRegistry | undefined
  readonly places: readonly string[]
  readonly now: Held
}

/** Where a run did not tell the truth, made a twin, lost something or touched what it should not have. */
export function untruths(
  scene: Scene,
  before: Held,
  after: Held,
  told: readonly Told[] | undefined
): string[] {
  const subjects = subjectsOf(scene, before, after)
  const once = new Set(scene.once?.map(placeOf))
  const mine = told?.filter(({ org }) => org === scene.organization.login)
  // What is about to be made is nowhere yet, and a list that is late may show what is gone.
  const isMeant = ({ status }: Told) => status === 'planned' || status === 'not_attempted'
  const strangers = (mine ?? [])
    .filter(change => !isOfOthers(change) && !isMeant(change) && !once.has(placeOf(change)))
    .filter(change => !subjects.some(subject => isAbout(change, subject)))
  return [
    ...strangers.map(change => `it tells of ${JSON.stringify(change)}, which is nowhere`),
    ...subjects.flatMap(subject => {
      const changes = mine?.filter(change => isAbout(change, subject))
      return judge(subject, changes, { ...scene, tellsAll: mine !== undefined && mine.length > 0 }).map(
        fault => `${scene.organization.login}, ${subject.places.at(-1)}: ${fault}`
      )
    })
  ]
}

/** What is not as it is wanted once all is done. */
export function unmet(scene: Scene): string[] {
  const held = heldBy(scene.organization)
  return subjectsOf(scene, [], held)
    .filter(({ want, now: [one, twin] }) => {
      if (twin) return true
      if (!want) return scene.prune
      if (want.gone || !one) return want.gone !== (one === undefined)
      const isCurrent = want.secret === undefined || one.secret === want.secret
      return !holds(one, want.given) || !(isCurrent || (!want.rewrites && one.secret !== null))
    })
    .map(({ places, now }) => `${places.at(-1)} is ${JSON.stringify(now)}`)
}

function subjectsOf({ wants }: Pick<Scene, 'wants'>, before: Held, after: Held): Subject[] {
  const wanted = wants.map(want => {
    const from = placeOf(want)
    const old = before.find(one => (want.name ? one.name === want.name : placeOf(one) === from))
    const to = placeOf({ ...want, url: String(want.given['url'] ?? want.url) })
    const places = [...new Set([old ? placeOf(old) : from, to])]
    return { want, old, places, now: after.filter(one => places.includes(placeOf(one))) }
  })
  const known = new Set(wanted.flatMap(({ places }) => places))
  const rest = new Set([...before, ...after].filter(one => !isOfOthers(one)).map(placeOf)).difference(known)
  return [
    ...wanted,
    ...[...rest].map(place => ({
      ...{ want: undefined, old: before.find(one => placeOf(one) === place), places: [place] },
      now: after.filter(one => placeOf(one) === place)
    }))
  ]
}

/** What other processes made belongs to them. */
function isOfOthers({ url }: { readonly url: string | null }): boolean {
  return url?.startsWith(otherHost) === true
}

/** Type and address, written in one way only. */
function placeOf({ registry_type, url }: { registry_type: string | null; url: string | null }): string {
  return `${registry_type} at ${(URL.parse(url ?? '')?.href ?? url ?? '').replace(/\/$/, '')}`
}

function isAbout(change: Told, { old, places }: Subject): boolean {
  // A create may take the name of what was recreated.
  if (old && change.name === old.name && change.action !== 'create') return true
  return places.includes(placeOf(change)) && (change.action === 'create' || change.url !== null)
}

function judge(
  subject: Subject,
  changes: readonly Told[] | undefined,
  { prune, tellsAll }: { prune: boolean; tellsAll: boolean }
): string[] {
  const { want, old, now } = subject
  const [one, twin] = now
  if (twin) return [`there are twins, ${one?.name} and ${twin.name}`]
  if (isSame(old, one) && !changes?.length) return tellsAll && want ? ['it is not told of'] : []
  if (!changes) return mayBe(subject, prune) ? [] : [`it is ${shown(one)}, which nobody asked for`]
  const [change, other] = changes
  if (other) return [`it is told of twice: ${JSON.stringify(changes)}`]
  return change ? misreported(change, subject) : [`it is not told of, and is ${shown(one)}`]
}

/** Whether a run that told of nothing may have left this. */
function mayBe({ want, old, now: [one] }: Subject, prune: boolean): boolean {
  if (one) return want !== undefined && isDone(want, old, one)
  return want ? want.gone === true || isRecreate(want, old) : prune
}

function misreported(change: Told, { want, old, now: [one] }: Subject): string[] {
  const { action, status, reason, name } = change
  const isNew = isAsTold(change, { want, old, one })
  const isRight = agrees(change, { isOld: isSame(old, one), isNew, isGone: !one && !!old })
  const told = `it is told to be ${action} ${status} (${reason})`
  const went = status === 'done' || status === 'planned'
  return [
    ...(isRight ? [] : [`${told}, but was ${shown(old)} and is ${shown(one)}`]),
    ...(one && status === 'done' && name !== one.name ? [`its name is not ${name}`] : []),
    ...((reason === undefined) === went ? [] : ['it has a reason, or lacks one'])
  ]
}

function agrees(
  { action, status, reason = '' }: Told,
  { isOld, isNew, isGone }: { isOld: boolean; isNew: boolean; isGone: boolean }
): boolean {
  // A recreate that stays half done says that the registry is gone.
  const isHalf = action === 'recreate' && isGone && /not created|deleted/i.test(reason)
  switch (status) {
    case 'done':
      return isNew
    case 'failed':
      return isOld || isHalf
    case 'unknown':
      return isOld || isNew || isHalf
    case 'planned':
    case 'not_attempted':
      return isOld
    default:
      return false
  }
}

/** Whether a registry is what a change that is done makes of it. */
function isAsTold(
  { action, fields }: Told,
  {
    want,
    old,
    one
  }: { want: Want | undefined; old: StoredRegistry | undefined; one: StoredRegistry | undefined }
): boolean {
  switch (action) {
    case 'delete':
      return !one && old !== undefined && (!want || want.gone === true)
    case 'keep':
      return old !== undefined && isSame(old, one) && (!want || holds(old, want.given))
    case 'create':
      return !old && want !== undefined && isMade(want, one)
    case 'recreate':
      return isRecreate(want, old) && want !== undefined && isMade(want, one)
    case 'update':
      return want !== undefined && isUpdated(want, old, one, fields.includes('secret'))
    default:
      return false
  }
}

function isDone(want: Want, old: StoredRegistry | undefined, one: StoredRegistry): boolean {
  if (!old || isRecreate(want, old)) return isMade(want, one)
  return [true, false].some(hasSecret => isUpdated(want, old, one, hasSecret))
}

function isRecreate(want: Want | undefined, old: StoredRegistry | undefined): boolean {
  const authType = want?.given['auth_type']
  return old !== undefined && authType !== undefined && authType !== old.auth_type
}

function isMade({ given, secret }: Want, one: StoredRegistry | undefined): boolean {
  return one !== undefined && one.secret === (secret ?? null) && holds(one, given)
}

/** An update writes what is given, and leaves everything else as it was. */
function isUpdated(
  { given, secret }: Want,
  old: StoredRegistry | undefined,
  one: StoredRegistry | undefined,
  withSecret: boolean
): boolean {
  if (!old || !one) return false
  const chosen = (given['visibility'] ?? old.visibility) === 'selected' ? {} : { selected_repository_ids: [] }
  return isSame({ ...old, ...given, ...(withSecret && { secret: secret ?? 'none' }), ...chosen }, one)
}

function holds(one: StoredRegistry, given: Want['given']): boolean {
  return isSame({ ...one, ...given }, one)
}

// When a registry was last written tells nothing of what it holds, and repositories are chosen in no order.
function isSame(one: StoredRegistry | undefined, other: StoredRegistry | undefined): boolean {
  const [first, second] = [one, other].map(
    registry =>
      registry && {
        ...registry,
        updated_at: '',
        selected_repository_ids: registry.selected_repository_ids.toSorted()
      }
  )
  return isDeepStrictEqual(first, second)
}

function shown(one: StoredRegistry | undefined): string {
  return JSON.stringify(one) ?? 'nothing'
}

/** A connection that ends under the client leaves it in doubt, whatever the server did with what arrived. */
const connectionEnded = /ended before the answer was complete|accepts no connection/

/** Changes that are told to be unknown, although GitHub has clearly refused all that was sent for them. */
export function needlessDoubts(result: StepResult, exchanges: readonly Exchange[]): string[] {
  const isRefusal = ({ status, answer }: Exchange) =>
    status >= 400 && status < 500 && typeof Object(answer).message === 'string'
  return changesIn(result)
    .filter(({ status, reason = '' }) => status === 'unknown' && !connectionEnded.test(reason))
    .filter(({ org, name, url }) =>
      exchanges
        .filter(({ method, path }) => method !== 'GET' && path.startsWith(`/orgs/${org}/`))
        .filter(({ path, body }) => path.endsWith(`/${name}`) || Object(body).url === url)
        .every(isRefusal)
    )
    .map(({ action, url, reason }) => `${action} of ${url} is told to be unknown, but was refused: ${reason}`)
}
