import { RequestFailed } from './github/failure.ts'
import type { PrivateRegistries } from './github/private-registries.ts'
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

/**
 * Carries out one change. A write that fails is its outcome; a `Problem` is thrown only if the secret cannot be
 * sealed, and then nothing is written.
 */
export async function write(change: Change, { registries, sealer }: Organization): Promise<Written> {
  const { secret } = specOf(change)
  const sealed = secret === undefined ? undefined : await sealer.seal(secret)
  try {
    return await send(change, registries, sealed)
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
  const kept = differences(specOf(change), registry).map(
    ({ field, wanted, shown }) => `${field} is ${JSON.stringify(shown)} instead of ${JSON.stringify(wanted)}`
  )
  if (kept.length === 0)
    return { outcome: outcomeOf(change, { status: 'done', registry }), registry, changed: true }
  const reason = `GitHub accepted the ${change.action} of ${describe(registry)}, but not every field took: ${kept.join(', ')}.`
  return { outcome: outcomeOf(change, { status: 'failed', reason, registry }), registry, changed: true }
}

async function send(
  change: Change,
  registries: PrivateRegistries,
  sealed: Sealed | undefined
): Promise<Written> {
  const done = { outcome: outcomeOf(change, { status: 'done' }), changed: true }
  switch (change.action) {
    case 'keep':
      return { ...done, registry: change.registry, changed: false }
    case 'create':
      return verified(change, await post(change.spec, registries, sealed))
    case 'update':
      await registries.update(change.name, updateBody(change.spec, sealed))
      return done
    case 'recreate':
      await registries.remove(change.name)
      return recreate(change, registries, sealed)
    case 'delete':
      await registries.remove(change.name)
      return done
  }
}

/** The registry is gone by now: whatever keeps it from coming back has to be told. */
async function recreate(
  change: Change & { action: 'recreate' },
  registries: PrivateRegistries,
  sealed: Sealed | undefined
): Promise<Written> {
  try {
    return verified(change, await post(change.spec, registries, sealed))
  } catch (error) {
    const { status, text } = judged(error)
    const back =
      status === 'unknown'
        ? 'and nobody can tell whether it was created anew. Look with operation list, and run apply again'
        : 'AND IT WAS NOT CREATED ANEW: it is gone, with its secret. Run apply again to create it'
    const reason = `${describe(change.registry)} of ${change.org} was deleted, ${back}. ${text}`
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
  const given = Object.entries(fieldsIn(spec)).filter(([, value]) => value !== null)
  return registries.create({ ...Object.fromEntries(given), ...sealed }, describe(spec))
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
