import { RequestFailed } from './github/failure.ts'
import type { PrivateRegistries } from './github/private-registries.ts'
import type { Sealed } from './github/seal.ts'
import type { Organization } from './organization.ts'
import { type Change, type Outcome, outcomeOf } from './registries/change.ts'
import { differences } from './registries/match.ts'
import { describe, type Registry, type RegistrySpec } from './registries/registry.ts'

/** How a change went, and the registry as GitHub shows it now, where that could be read. */
export interface Applied {
  outcome: Outcome
  registry?: Registry
  /** Whether something was written, may have been, or in a dry run would be. */
  changed: boolean
  warnings: string[]
}

/**
 * Carries out one change, in a dry run everything but the write. A write that fails is its outcome; a `Problem` is
 * thrown only while nothing is written.
 */
export async function apply(
  change: Change,
  { registries, sealer }: Organization,
  dryRun: boolean
): Promise<Applied> {
  const secret = change.action === 'delete' ? undefined : change.spec.secret
  const sealed = secret === undefined ? undefined : await sealer.seal(secret)
  if (dryRun) return planned(change)
  try {
    return await write(change, registries, sealed)
  } catch (error) {
    const known = error instanceof RequestFailed
    const mayHaveHappened = !known || error.mayHaveHappened
    const reason = known
      ? error.message
      : `The action failed unexpectedly while it wrote (${error}). Please report it.`
    const status = mayHaveHappened ? 'unknown' : 'failed'
    return {
      outcome: outcomeOf(change, { status, reason }),
      changed: mayHaveHappened,
      warnings: []
    }
  }
}

/** What a dry run tells: the registry, where it was read, is as it was. */
function planned(change: Change): Applied {
  const registry = change.action === 'update' ? change.registry : undefined
  return {
    outcome: outcomeOf(change, { status: 'planned' }),
    ...(registry && { registry }),
    changed: true,
    warnings: []
  }
}

async function write(
  change: Change,
  registries: PrivateRegistries,
  sealed: Sealed | undefined
): Promise<Applied> {
  switch (change.action) {
    case 'create':
      return verified(change, await registries.create(bodyOf(change.spec, sealed), describe(change.spec)))
    case 'update':
      await registries.update(change.name, bodyOf(change.spec, sealed))
      return readBack(change, registries)
    case 'delete':
      await registries.remove(change.name)
      return { outcome: outcomeOf(change, { status: 'done' }), changed: true, warnings: [] }
  }
}

function bodyOf(
  { secret: _, selected_repositories: __, ...fields }: RegistrySpec,
  sealed: Sealed | undefined
): object {
  return { ...fields, ...sealed }
}

async function readBack(
  change: Change & { action: 'update' },
  registries: PrivateRegistries
): Promise<Applied> {
  try {
    return verified(change, await registries.get(change.name))
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error
    const warning = `${change.name} was updated, but could not be read afterwards. ${error.message}`
    return { outcome: outcomeOf(change, { status: 'done' }), changed: true, warnings: [warning] }
  }
}

/** A field that did not take is a failure, although the registry was written. */
function verified(change: Change & { spec: RegistrySpec }, registry: Registry): Applied {
  const kept = differences(change.spec, registry).map(
    ({ field, wanted, shown }) => `${field} is ${JSON.stringify(shown)} instead of ${JSON.stringify(wanted)}`
  )
  const all = { registry, changed: true, warnings: [] }
  if (kept.length === 0) return { ...all, outcome: outcomeOf(change, { status: 'done', registry }) }
  const reason = `GitHub accepted the ${change.action} of ${describe(registry)}, but not every field took: ${kept.join(', ')}.`
  return { ...all, outcome: outcomeOf(change, { status: 'failed', reason, registry }) }
}
