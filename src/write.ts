import { afterFailures, followedBy, isStaleKey, RequestFailed, refusedWith } from './github/failure.ts'
import type { PrivateRegistries } from './github/private-registries.ts'
import type { Sealed } from './github/seal.ts'
import type { Organization } from './organizations.ts'
import type { Change, Outcome } from './registries/change.ts'
import { differences } from './registries/match.ts'
import { Problem } from './registries/problem.ts'
import { describe, type Registry, type RegistrySpec } from './registries/registry.ts'
import type { Secret } from './registries/secret.ts'

/** Carries out one change. Whatever fails is its outcome. */
export async function write(change: Change, { registries, sealer }: Organization): Promise<Outcome> {
  const { secret } = change.spec
  try {
    const sealed = secret === undefined ? undefined : await sealer.seal(secret)
    const resealed: Resealed = async send => {
      try {
        return await send(sealed)
      } catch (error) {
        if (!(error instanceof RequestFailed) || !sealed || !isStaleKey(error.failures[0])) throw error
        return once(error, async () => send(await sealer.seal(secret as Secret, sealed.key_id)))
      }
    }
    return await send(change, registries, resealed)
  } catch (error) {
    const { status, text } = judged(error)
    return { change, status, reason: text, changed: status === 'unknown' }
  }
}

/** The outcome of a change whose registry GitHub shows now: a field that did not take is a failure. */
export function verified(change: Change, after: Registry): Outcome {
  const apart = differences(change.spec, after)
  if (apart.length === 0) return { change, status: 'done', after, changed: true }
  const kept = apart.map(
    ({ field, wanted, shown }) => `${field} is ${quoted(shown)} instead of ${quoted(wanted)}`
  )
  const pin = apart.some(({ field }) => field === 'url')
    ? ` A rerun does not recognise it at this address: pin it by 'name' (${after.name}), without a 'url' or with the one that GitHub shows.`
    : ''
  const reason = `GitHub accepted the ${change.action} of ${describe(after)}, but not every field took: ${kept.join(', ')}.${pin}`
  return { change, status: 'failed', reason, after, changed: true }
}

/** A text as it is: escaped, a secret in it could not be recognised any more. */
function quoted(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value)
}

/** Sends with the sealed secret, and once more with a new seal if GitHub has changed its key. */
type Resealed = <T>(send: (sealed: Sealed | undefined) => Promise<T>) => Promise<T>

async function send(change: Change, registries: PrivateRegistries, resealed: Resealed): Promise<Outcome> {
  const { name = '' } = change.before ?? {}
  const done: Outcome = { change, status: 'done', changed: true }
  switch (change.action) {
    case 'keep':
      return { ...done, changed: false }
    case 'create':
      return verified(change, await resealed(sealed => post(change.spec, registries, sealed)))
    case 'update':
      await afterConflict(
        () => resealed(sealed => registries.update(name, updateBody(change.spec, sealed))),
        () => registries.get(name)
      )
      return done
    case 'recreate':
      return recreate(change, registries, resealed)
    case 'delete':
      await remove(name, registries)
      return done
  }
}

/** Sends a write that conflicts with another once more, after a look at what is there now. */
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

/**
 * Tries once more. If that fails too, an uncertain earlier attempt keeps the result uncertain; if it is not begun, the
 * earlier failure stands.
 */
async function once<T>(earlier: RequestFailed, again: () => Promise<T>): Promise<T> {
  try {
    return await again()
  } catch (error) {
    if (error instanceof RequestFailed && !error.begun) throw followedBy(earlier, error.message)
    throw earlier.mayHaveHappened ? afterFailures(earlier.failures, error) : error
  }
}

/** Deletes a registry. After a conflict, it is gone only if both a look and the second delete find nothing. */
async function remove(name: string, registries: PrivateRegistries, followers = 0): Promise<void> {
  let gone = false
  const look = async () => {
    try {
      await registries.get(name)
    } catch (error) {
      gone = refusedWith(error) === 404
      if (!gone) throw error
    }
  }
  await afterConflict(async () => {
    try {
      await registries.remove(name, followers)
    } catch (error) {
      if (!gone || refusedWith(error) !== 404) throw error
    }
  }, look)
}

/** Deletes and creates. Once the registry is gone, or may be, the reason says what keeps it from coming back. */
async function recreate(change: Change, registries: PrivateRegistries, resealed: Resealed): Promise<Outcome> {
  const { before = {}, first, org } = change
  const again = first ? `${first}, and run apply again to create it.` : 'Run apply again to create it.'
  const halfway = (status: Outcome['status'], what: string): Outcome => {
    return { change, status, reason: `${describe(before)} of ${org} ${what}`, changed: true }
  }
  try {
    await remove(before.name ?? '', registries, 1)
  } catch (error) {
    const { status, text } = judged(error)
    if (status !== 'unknown') throw error
    return halfway(
      status,
      `MAY HAVE BEEN DELETED, AND IT WAS NOT CREATED ANEW. Look with operation list. If it is gone: ${again} ${text}`
    )
  }
  try {
    return verified(change, await resealed(sealed => post(change.spec, registries, sealed)))
  } catch (error) {
    const { status, text } = judged(error)
    if (status === 'unknown')
      return halfway(
        status,
        `was deleted, and nobody can tell whether it was created anew. Look with operation list. If it is gone: ${again} ${text}`
      )
    return halfway(
      'failed',
      `was deleted, AND IT WAS NOT CREATED ANEW: it is gone, with its secret. ${again} ${text}`
    )
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

/** Clears a field by an empty text: nobody has shown that GitHub takes null. */
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

/** What a failed request means for its change. */
function judged(error: unknown): { status: Outcome['status']; text: string } {
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
