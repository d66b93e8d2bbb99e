import { followedBy, RequestFailed, refusedWith } from './github/failure.ts'
import type { PrivateRegistries } from './github/private-registries.ts'
import type { Organization } from './organization.ts'
import { findByAddress, findUnaddressed } from './registries/match.ts'
import { Problem } from './registries/problem.ts'
import { insteadOf, type Registry } from './registries/registry.ts'
import type { Target } from './request.ts'

/** The name of the registry that a target means, and what GitHub shows of it if that had to be read. */
export interface Located {
  name: string
  registry?: Registry
}

/** Finds the registry that a target means, with no request for a bare name. Throws a `Problem` if there is not exactly one. */
export async function locate(target: Target, registries: PrivateRegistries): Promise<Located> {
  if (!('name' in target)) {
    const registry = findOne(await registries.list(), target, registries.org)
    return { name: registry.name, registry }
  }
  const { name, expected } = target
  return Object.keys(expected).length === 0 ? { name } : read(target, registries)
}

/** Reads the registry that a target means. Throws a `Problem` if it is not there or not the one that is expected. */
export async function read(target: Target, registries: PrivateRegistries): Promise<Required<Located>> {
  const { name } = 'name' in target ? target : await locate(target, registries)
  const registry = await registries.get(name)
  if ('name' in target) checkExpected(registry, target.expected)
  return { name, registry }
}

/** The organization, where a request for a name that is not found fails with what there is instead. */
export function tellingWhatIsThere(at: Organization): Organization {
  const { registries } = at
  const telling =
    <Given extends unknown[], T>(ask: (...given: Given) => Promise<T>) =>
    async (...given: Given) => {
      try {
        return await ask(...given)
      } catch (error) {
        throw await withWhatIsThere(error, registries)
      }
    }
  const { get, update, remove } = registries
  return {
    ...at,
    registries: { ...registries, get: telling(get), update: telling(update), remove: telling(remove) }
  }
}

async function withWhatIsThere(error: unknown, { org, list }: PrivateRegistries): Promise<unknown> {
  if (!(error instanceof RequestFailed) || refusedWith(error) !== 404) return error
  try {
    return followedBy(error, `${org} can be read. ${insteadOf(await list())}`)
  } catch (unread) {
    return unread instanceof RequestFailed ? error : unread
  }
}

function checkExpected(
  registry: Registry,
  { registry_type, url }: { registry_type?: string; url?: string }
): void {
  if (registry_type !== undefined && registry.registry_type !== registry_type)
    throw new Problem(`${registry.name} is a ${registry.registry_type}, not a ${registry_type}.`)
  if (url === undefined || findByAddress([registry], registry.registry_type, url).length > 0) return
  throw new Problem(
    registry.url
      ? `${registry.name} is at ${registry.url}, not at ${url}.`
      : `This server does not show at which address ${registry.name} is; leave out 'url'.`
  )
}

function findOne(
  all: readonly Registry[],
  target: { registry_type: string; url: string },
  org: string
): Registry {
  const { registry_type: type, url } = target
  const found = findByAddress(all, type, url)
  const [first, second] = found
  if (first && !second) return first
  if (first)
    throw new Problem(
      `${org} has ${found.length} registries of ${type} at ${url}: ${names(found)}. Give 'name'.`
    )
  const hidden = findUnaddressed(all, type)
  if (hidden.length > 0)
    throw new Problem(
      `This server does not show at which address ${names(hidden)} of ${org} are. Give 'name'.`
    )
  throw new Problem(`${org} has no ${type} at ${url}. ${insteadOf(all, type)}`)
}

function names(registries: readonly Registry[]): string {
  return registries.map(({ name }) => name).join(', ')
}
