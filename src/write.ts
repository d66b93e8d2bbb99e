import {
  appendMessage,
  isStaleKey,
  RequestFailed,
  refusalStatus,
  withEarlierFailures
} from './github/failure.ts'
import type { PrivateRegistries } from './github/private-registries.ts'
import type { Sealed } from './github/seal.ts'
import type { Organization } from './organizations.ts'
import type { Change, Outcome } from './registries/change.ts'
import { differences } from './registries/match.ts'
import { Problem } from './registries/problem.ts'
import { describe, type Registry, type RegistrySpec } from './registries/registry.ts'
import type { Secret } from './registries/secret.ts'

/** Carries out one change. Any failure becomes its outcome. */
export async function write(change: Change, { registries, sealer }: Organization): Promise<Outcome> {
  const { secret } = change.spec
  try {
    const sealed = secret === undefined ? undefined : await sealer.seal(secret)
    const sendSealed: SendSealed = async send => {
      try {
        return await send(sealed)
      } catch (error) {
        if (!(error instanceof RequestFailed) || !sealed || !isStaleKey(error.failures[0])) throw error
        return retryOnce(error, async () => send(await sealer.seal(secret as Secret, sealed.key_id)))
      }
    }
    return await send(change, registries, sendSealed)
  } catch (error) {
    const { status, text } = classify(error)
    return { change, status, reason: text, changed: status === 'unknown' }
  }
}

/** The outcome of a change, given its registry afterwards. A field that did not take effect is a failure. */
export function verified(change: Change, after: Registry): Outcome {
  const differing = differences(change.spec, after)
  if (differing.length === 0) return { change, status: 'done', after, changed: true }
  const details = differing.map(
    ({ field, wanted, shown }) => `${field} is ${quote(shown)} instead of ${quote(wanted)}`
  )
  const pin = differing.some(({ field }) => field === 'url')
    ? ` A rerun cannot recognise it by this address. Set 'name' to ${after.name} to pin it, and leave 'url' out or use the one that GitHub shows.`
    : ''
  const reason = `GitHub accepted the ${change.action} of ${describe(after)}, but not every field took effect: ${details.join(', ')}.${pin}`
  return { change, status: 'failed', reason, after, changed: true }
}

/** Quotes a text without escaping, which would keep a secret in it from being recognised. */
function quote(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value)
}

/** Sends a request with the sealed secret, sealed again if GitHub has changed its key. */
type SendSealed = <T>(send: (sealed: Sealed | undefined) => Promise<T>) => Promise<T>

async function send(change: Change, registries: PrivateRegistries, resealed: SendSealed): Promise<Outcome> {
  const { name = '' } = change.before ?? {}
  const done: Outcome = { change, status: 'done', changed: true }
  switch (change.action) {
    case 'keep':
      return { ...done, changed: false }
    case 'create':
      return verified(change, await resealed(sealed => create(change.spec, registries, sealed)))
    case 'update':
      await afterConflict(
        () => resealed(sealed => registries.update(name, bodyOf(change.spec, sealed, ''))),
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

/** Sends a write; after a conflict, reads the registry and sends the write once more. */
async function afterConflict(send: () => Promise<void>, look: () => Promise<unknown>): Promise<void> {
  try {
    await send()
  } catch (error) {
    if (!(error instanceof RequestFailed) || refusalStatus(error) !== 409) throw error
    await retryOnce(error, async () => {
      await look()
      await send()
    })
  }
}

/** Tries once more. An uncertain earlier attempt keeps the result uncertain. */
async function retryOnce<T>(earlier: RequestFailed, again: () => Promise<T>): Promise<T> {
  try {
    return await again()
  } catch (error) {
    if (error instanceof RequestFailed && !error.started) throw appendMessage(earlier, error.message)
    throw earlier.mayHaveSucceeded ? withEarlierFailures(earlier.failures, error) : error
  }
}

/** Deletes a registry. After a conflict, it is gone only if neither a read nor a second delete finds it. */
async function remove(name: string, registries: PrivateRegistries, followers = 0): Promise<void> {
  let gone = false
  const look = async () => {
    try {
      await registries.get(name)
    } catch (error) {
      gone = refusalStatus(error) === 404
      if (!gone) throw error
    }
  }
  await afterConflict(async () => {
    try {
      await registries.remove(name, followers)
    } catch (error) {
      if (!gone || refusalStatus(error) !== 404) throw error
    }
  }, look)
}

/** Deletes and creates a registry. If only the delete happened, or may have, the reason says how to create it again. */
async function recreate(
  change: Change,
  registries: PrivateRegistries,
  resealed: SendSealed
): Promise<Outcome> {
  const { before = {}, first, org } = change
  const again = first ? `${first}, and run apply again to create it.` : 'Run apply again to create it.'
  const incomplete = (status: Outcome['status'], what: string): Outcome => {
    return { change, status, reason: `${describe(before)} of ${org} ${what}`, changed: true }
  }
  try {
    await remove(before.name ?? '', registries, 1)
  } catch (error) {
    const { status, text } = classify(error)
    if (status !== 'unknown') throw error
    return incomplete(
      status,
      `MAY HAVE BEEN DELETED, AND WAS NOT RECREATED. Check with operation list. If it is gone: ${again} ${text}`
    )
  }
  try {
    return verified(change, await resealed(sealed => create(change.spec, registries, sealed)))
  } catch (error) {
    const { status, text } = classify(error)
    if (status === 'unknown')
      return incomplete(
        status,
        `was deleted, and it is unknown whether it was recreated. Check with operation list. If it is gone: ${again} ${text}`
      )
    return incomplete(
      'failed',
      `was deleted, AND WAS NOT RECREATED: it is gone, with its secret. ${again} ${text}`
    )
  }
}

function create(
  spec: RegistrySpec,
  registries: PrivateRegistries,
  sealed: Sealed | undefined
): Promise<Registry> {
  return registries.create(bodyOf(spec, sealed, undefined), describe(spec))
}

/** What is sent, with `cleared` for null: GitHub is not known to accept that. */
function bodyOf(spec: RegistrySpec, sealed: Sealed | undefined, cleared: '' | undefined): RegistrySpec {
  const { secret: _, secret_env: __, selected_repositories: ___, ...fields } = spec
  const values = Object.entries(fields).map(([field, value]) => [field, value ?? cleared])
  return { ...Object.fromEntries(values), ...sealed }
}

function classify(error: unknown): { status: Outcome['status']; text: string } {
  if (error instanceof RequestFailed) {
    const notDone = error.started ? 'failed' : 'not_attempted'
    return { status: error.mayHaveSucceeded ? 'unknown' : notDone, text: error.message }
  }
  if (error instanceof Problem) return { status: 'failed', text: error.message }
  return {
    status: 'unknown',
    text: `The action failed unexpectedly during a write (${error}). Please report it.`
  }
}
