import { afterFailures, followedBy, RequestFailed, refusedWith } from './github/failure.ts'
import type { PrivateRegistries } from './github/private-registries.ts'
import { isStaleKey } from './github/retry.ts'
import type { Sealed } from './github/seal.ts'
import type { Organization } from './organization.ts'
import { type Change, type Outcome, outcomeOf, type Status, specOf } from './registries/change.ts'
import { differences } from './registries/match.ts'
import { Problem } from './registries/problem.ts'
import { describe, type Registry, type RegistrySpec } from './registries/registry.ts'

/** How a change went, and the registry as GitHub shows it now, where that is known. */
export interface Written {
  outcome: Outcome
  registry?: Registry
  /** Whether something was written, may have been, or in a dry run would be. */
  changed: boolean
}

/** Carries out one change. Whatever fails is its outcome. */
export async function write(change: Change, at: Organization): Promise<Written> {
  const written = await tryTo(change, at)
  if (change.action !== 'keep') at.wrote(written.outcome)
  return written
}

async function tryTo(change: Change, { registries, sealer }: Organization): Promise<Written> {
  const { secret } = specOf(change)
  try {
    const sealed = secret === undefined ? undefined : await sealer.seal(secret)
    const resealed: Resealed = async send => {
      try {
        return await send(sealed)
      } catch (error) {
        if (!(error instanceof RequestFailed) || !sealed || !isStaleKey(error.failures[0])) throw error
        return once(error, async () => send(await sealer.sealAnew(secret ?? '', sealed.key_id)))
      }
    }
    return await send(change, registries, resealed)
  } catch (error) {
    return failed(change, error)
  }
}

/** What a dry run tells: the registry, where it was read, is as it was. */
export function planned(change: Change): Written {
  const registry = change.action === 'create' ? undefined : change.registry
  return {
    outcome: outcomeOf(change, { status: 'planned' }),
    ...(registry && change.action !== 'delete' && { registry }),
    changed: change.action !== 'keep'
  }
}

/** What became of a change, now that GitHub shows the registry: a field that did not take is a failure. */
export function verified(change: Change, registry: Registry): Written {
  const apart = differences(specOf(change), registry)
  const kept = apart.map(
    ({ field, wanted, shown }) => `${field} is ${quoted(shown)} instead of ${quoted(wanted)}`
  )
  if (kept.length === 0)
    return { outcome: outcomeOf(change, { status: 'done', registry }), registry, changed: true }
  const pin = apart.some(({ field }) => field === 'url')
    ? ` A rerun does not recognise it at this address: pin it by 'name' (${registry.name}), without a 'url' or with the one that GitHub shows.`
    : ''
  const reason = `GitHub accepted the ${change.action} of ${describe(registry)}, but not every field took: ${kept.join(', ')}.${pin}`
  return { outcome: outcomeOf(change, { status: 'failed', reason, registry }), registry, changed: true }
}

/** A text as it is: escaped, a secret in it could not be recognised any more. */
function quoted(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value)
}

/** Sends with the sealed secret, and once more with a new seal if GitHub has changed its key. */
type Resealed = <T>(send: (sealed: Sealed | undefined) => Promise<T>) => Promise<T>

async function send(change: Change, registries: PrivateRegistries, resealed: Resealed): Promise<Written> {
  const done = { outcome: outcomeOf(change, { status: 'done' }), changed: true }
  switch (change.action) {
    case 'keep':
      return { ...done, registry: change.registry, changed: false }
    case 'create':
      return verified(change, await resealed(sealed => post(change.spec, registries, sealed)))
    case 'update':
      await afterConflict(
        () => resealed(sealed => registries.update(change.name, updateBody(change.spec, sealed))),
        () => registries.get(change.name)
      )
      return done
    case 'recreate':
      return recreate(change, registries, resealed)
    case 'delete':
      await remove(change.name, registries)
      return done
  }
}

/** A write that conflicts with another is sent once more, after a look at what is there now. */
async function afterConflict(send: () => Promise<void>, look: () => Promise<unknown>): Promise<void> {
  try {
    await send()
  } catch (error) {
    if (!(error instanceof RequestFailed) || refusedWith(error) !== 409) throw error
    await once(error, async () => {
      await look()
      await send()
    })
  }
}

/** Tries once more; if that fails too, what was in doubt before still is, and if it is not begun, the failure before stands. */
async function once<T>(earlier: RequestFailed, again: () => Promise<T>): Promise<T> {
  try {
    return await again()
  } catch (error) {
    if (error instanceof RequestFailed && !error.begun) throw followedBy(earlier, error.message)
    throw earlier.mayHaveHappened ? afterFailures(earlier.failures, error) : error
  }
}

/** Deletes a registry. What a conflict leaves is looked at and deleted again: it is gone only if both say so. */
async function remove(name: string, registries: PrivateRegistries, followers = 0): Promise<void> {
  let gone = false
  const look = async () => {
    try {
      await registries.get(name)
    } catch (error) {
      gone = error instanceof RequestFailed && refusedWith(error) === 404
      if (!gone) throw error
    }
  }
  await afterConflict(async () => {
    try {
      await registries.remove(name, followers)
    } catch (error) {
      if (!gone || !(error instanceof RequestFailed) || refusedWith(error) !== 404) throw error
    }
  }, look)
}

/** Once the registry is gone, or may be, whatever keeps it from coming back has to be told. */
async function recreate(
  change: Change & { action: 'recreate' },
  registries: PrivateRegistries,
  resealed: Resealed
): Promise<Written> {
  const called = `${describe(change.registry)} of ${change.org}`
  const again = change.first
    ? `${change.first}, and run apply again to create it.`
    : 'Run apply again to create it.'
  try {
    await remove(change.name, registries, 1)
  } catch (error) {
    const { status, text } = judged(error)
    if (status !== 'unknown') throw error
    const reason = `${called} MAY HAVE BEEN DELETED, AND IT WAS NOT CREATED ANEW. Look with operation list. If it is gone: ${again} ${text}`
    return { outcome: outcomeOf(change, { status, reason }), changed: true }
  }
  try {
    return verified(change, await resealed(sealed => post(change.spec, registries, sealed)))
  } catch (error) {
    const { status, text } = judged(error)
    const back =
      status === 'unknown'
        ? `and nobody can tell whether it was created anew. Look with operation list. If it is gone: ${again}`
        : `AND IT WAS NOT CREATED ANEW: it is gone, with its secret. ${again}`
    const reason = `${called} was deleted, ${back} ${text}`
    return {
      outcome: outcomeOf(change, { status: status === 'unknown' ? status : 'failed', reason }),
      changed: true
    }
  }
}

function post(
  spec: RegistrySpec,
  registries: PrivateRegistries,
  sealed: Sealed | undefined
): Promise<Registry> {
  const { registry_type, url } = spec
  const given = Object.entries(fieldsIn(spec)).filter(([, value]) => value !== null)
  return registries.create({ ...Object.fromEntries(given), registry_type, url, ...sealed }, describe(spec))
}

/** What is cleared is sent as an empty text: nobody has shown that GitHub takes null. */
function updateBody(spec: RegistrySpec, sealed: Sealed | undefined): object {
  const fields = Object.entries(fieldsIn(spec)).map(([field, value]) => [field, value ?? ''])
  return { ...Object.fromEntries(fields), ...sealed }
}

function fieldsIn({
  secret: _,
  secret_env: __,
  selected_repositories: ___,
  ...fields
}: RegistrySpec): object {
  return fields
}

function failed(change: Change, error: unknown): Written {
  const { status, text } = judged(error)
  return { outcome: outcomeOf(change, { status, reason: text }), changed: status === 'unknown' }
}

/** What a failed request means for its change. */
function judged(error: unknown): { status: Status; text: string } {
  if (error instanceof RequestFailed) {
    const notDone = error.begun ? 'failed' : 'not_attempted'
    return { status: error.mayHaveHappened ? 'unknown' : notDone, text: error.message }
  }
  if (error instanceof Problem) return { status: 'failed', text: error.message }
  return {
    status: 'unknown',
    text: `The action failed unexpectedly while it wrote (${error}). Please report it.`
  }
}
